"""The first act in a new register: the office together with its first plenary, in one command."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.services.change import Change
from zxdesk.services.office import add_plenary, create_office

OF_PLENARY = ("opens_on", "closes_on", "window_opens_on", "cutoff_on", "cutoff_at", "full_name", "year_starts_on", "year_ends_on")


def found(session: Session, *, term: int, number: int, **values: Any) -> Change:
    """Make the office and its first plenary. Raises ``RuleError`` as both do."""
    plenary: dict[str, date | str] = {name: values.pop(name) for name in OF_PLENARY if name in values}
    change = create_office(session, **values)
    session.flush()
    add_plenary(session, term=term, number=number, **plenary)  # type: ignore[arg-type]
    return change
