"""Keeping what is being typed, and throwing it away once it is saved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from zxdesk.domain.draft import Draft
from zxdesk.domain.event import Event
from zxdesk.services.change import Actor, Change


def save_draft(
    session: Session,
    kind: str,
    key: str,
    values: Any,
    *,
    op_id_of_act: str = "",
    title: str = "",
    proposal_id: int | None = None,
    saved_at: datetime | None = None,
) -> Change:
    """Keep the fields of an unfinished form under its kind and key, in place of what was kept there before.

    ``values`` is anything JSON knows. Forms that give the id of the act they will be keep one draft each; without it there is one
    draft a key. Drafts belong to the clerk who acts. Source: reliability §3.16.
    """
    actor: Actor = session.info["actor"]
    whose = (actor.name, kind, key, op_id_of_act)
    row = session.get(Draft, whose)
    if row is None:
        row = Draft(clerk=actor.name, kind=kind, key=key, op_id=op_id_of_act)
        session.add(row)
    row.values, row.title, row.proposal_id = values, title[:160], proposal_id
    row.saved_at, row.host = saved_at or datetime.now(UTC), actor.host
    return Change("存草稿")


def discard_draft(session: Session, kind: str, key: str, *, op_id_of_act: str | None = None) -> Change:
    """Throw a clerk's draft away; without the id of its act, every draft of that kind and key. None there is no error."""
    actor: Actor = session.info["actor"]
    wanted = delete(Draft).where(Draft.clerk == actor.name, Draft.kind == kind, Draft.key == key)
    if op_id_of_act is not None:
        wanted = wanted.where(Draft.op_id == op_id_of_act)
    session.execute(wanted)
    return Change("丢弃草稿")


def discard_done_drafts(session: Session) -> Change:
    """Throw away every draft whose act is in history: the program stopped between saving and tidying up."""
    done = select(Event.op_id).where(Event.op_id == Draft.op_id)
    session.execute(delete(Draft).where(Draft.op_id != "", done.exists()).execution_options(synchronize_session=False))
    return Change("整理草稿")
