"""The queries that clerks keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.saved_query import SavedQuery


@dataclass(frozen=True)
class SavedQueryRow:
    """One query: its name and what it holds, in plain values."""

    id: int
    name: str
    content: dict[str, Any]


def saved_queries(session: Session) -> list[SavedQueryRow]:
    """Every saved query in the clerk's order."""
    found = session.scalars(select(SavedQuery).order_by(SavedQuery.position, SavedQuery.id))
    return [SavedQueryRow(query.id, query.name, dict(query.content or {})) for query in found]


def saved_query(session: Session, name: str) -> SavedQueryRow:
    """The query of that name. Raises ``RuleError`` naming those there are."""
    every = saved_queries(session)
    found = next((query for query in every if query.name == name), None)
    if found is None:
        known = f"已保存的有 {'、'.join(query.name for query in every)}。" if every else "还没有保存过查询。"
        raise RuleError(f"没有名为“{name}”的查询。{known}", "query")
    return found
