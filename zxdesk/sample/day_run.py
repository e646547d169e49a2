"""Runs commands with one transaction a day of the story, which spares a thousand waits for the disk."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime, time, timedelta, timezone
from types import TracebackType
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.services.change import Actor, Change, Command, perform
from zxdesk.services.door import Opening

OFFICE_ZONE = timezone(timedelta(hours=8))
OPENS_AT = time(8, 30)
LONGEST_DAY = 9 * 3600


class DayRun:
    """The ``run`` of ``build_office`` on a register: history bears the day of the story, and each day is saved as a whole."""

    def __init__(self, writing: Opening, actor: Actor) -> None:
        self._writing = writing
        self._actor = actor
        self._stack = ExitStack()
        self._session: Session | None = None
        self._now = datetime.now(OFFICE_ZONE)
        self._count = 0

    def __enter__(self) -> DayRun:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._session = None
        self._stack.__exit__(kind, error, trace)

    def __call__(self, command: Command, *args: Any, **values: Any) -> Change:
        """Run a command in the day's transaction."""
        if self._session is None:
            self._session = self._stack.enter_context(self._writing())
        self._count += 1
        now = self._now + timedelta(seconds=min(self._count * 20, LONGEST_DAY))
        return perform(self._session, command, *args, actor=self._actor, now=now, **values)

    def on_day(self, day: date) -> None:
        """Save the day that ends and begin another."""
        self._session = None
        self._stack.close()
        self._now = datetime.combine(day, OPENS_AT, OFFICE_ZONE)
        self._count = 0
