"""Drafts that wait for their clerk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from zxdesk.domain.draft import Draft
from zxdesk.domain.event import Event


@dataclass(frozen=True)
class DraftRow:
    """One draft as it was kept; ``saved_at`` carries its zone."""

    clerk: str
    kind: str
    key: str
    op_id: str
    title: str
    proposal_id: int | None
    values: Any
    saved_at: datetime
    host: str
    is_outdated: bool = False
    """Whether its proposal was changed after it was kept."""


def drafts_of(session: Session, clerk: str, *, kind: str = "") -> list[DraftRow]:
    """A clerk's drafts, the newest first, of kinds that begin with ``kind``; those whose act is done already are left out."""
    statement = _open().where(Draft.clerk == clerk)
    if kind:
        statement = statement.where(Draft.kind.startswith(kind, autoescape=True))
    return [_row(session, draft) for draft in session.scalars(statement)]


def drafts_at(session: Session, kind: str, key: str, *, clerk: str) -> list[DraftRow]:
    """A clerk's drafts of one form, the newest first."""
    return [_row(session, draft) for draft in session.scalars(_open().where(Draft.clerk == clerk, Draft.kind == kind, Draft.key == key))]


def draft(session: Session, kind: str, key: str, *, clerk: str | None = None) -> DraftRow | None:
    """The newest draft of one form, of any clerk unless one is named."""
    statement = _open().where(Draft.kind == kind, Draft.key == key)
    if clerk is not None:
        statement = statement.where(Draft.clerk == clerk)
    found = session.scalars(statement.limit(1)).first()
    return _row(session, found) if found is not None else None


def _open() -> Select[Draft]:
    done = select(Event.seq).where(Event.op_id == Draft.op_id, Draft.op_id != "")
    return select(Draft).where(~done.exists()).order_by(Draft.saved_at.desc(), Draft.op_id.desc())


def _row(session: Session, found: Draft) -> DraftRow:
    since = select(Event.seq).where(Event.proposal_id == found.proposal_id, Event.at > found.saved_at).limit(1)
    is_outdated = found.proposal_id is not None and session.scalar(since) is not None
    return DraftRow(
        found.clerk, found.kind, found.key, found.op_id, found.title, found.proposal_id, found.values, found.saved_at, found.host, is_outdated
    )
