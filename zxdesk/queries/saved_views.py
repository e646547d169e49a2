"""The views of the list of proposals that clerks keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.saved_view import SavedView


@dataclass(frozen=True)
class SavedViewRow:
    """One view: its name and what it holds, in plain values."""

    id: int
    name: str
    content: dict[str, Any]


def saved_views(session: Session) -> list[SavedViewRow]:
    """Every saved view in the clerk's order."""
    found = session.scalars(select(SavedView).order_by(SavedView.position, SavedView.id))
    return [SavedViewRow(view.id, view.name, dict(view.content or {})) for view in found]
