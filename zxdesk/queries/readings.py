"""The register as one piece of work reads it: what several of its questions need is read once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")


class Readings:
    """A session with what was asked of it. It lives no longer than the figures or reports it is made for, so nothing in it grows old."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._found: dict[tuple[Any, ...], Any] = {}

    def ask(self, query: Callable[..., T], *arguments: Any) -> T:
        """Return ``query(session, *arguments)``, asked once. The arguments must be hashable."""
        return self._once(query, self.session, arguments)

    def gather(self, query: Callable[..., T], *arguments: Any) -> T:
        """The same of a query that is made of others and takes the readings themselves: ``query(readings, *arguments)``."""
        return self._once(query, self, arguments)

    def _once(self, query: Callable[..., T], first: object, arguments: tuple[Any, ...]) -> T:
        key = (query, *arguments)
        if key not in self._found:
            self._found[key] = query(first, *arguments)
        found: T = self._found[key]
        return found
