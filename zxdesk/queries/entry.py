"""What a form of entry can know before anything is typed: the plenary's days, days off, a unit's last reply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.office import Holiday, Plenary
from zxdesk.domain.reply import Reply, ReplyState

OF_UNIT = ("signer", "contact", "contact_phone", "publicity", "delivery")
"""What stays the same from one reply of a unit to the next."""


@dataclass(frozen=True)
class EntryDays:
    """When the plenary opened, and the days that have a name."""

    opens_on: date | None
    names: dict[date, str]


def entry_days(session: Session, plenary_id: int | None) -> EntryDays:
    """The days date fields know of."""
    plenary = session.get(Plenary, plenary_id) if plenary_id is not None else None
    names = {row.day: row.name for row in session.execute(select(Holiday.day, Holiday.name)) if row.name}
    return EntryDays(plenary.opens_on if plenary is not None else None, names)


def last_reply_of_unit(session: Session, assignment_id: int) -> dict[str, str]:
    """Signer, contact, publicity and delivery of the newest reply by the unit of an undertaking; empty when it never replied."""
    unit = select(Assignment.unit_id).where(Assignment.id == assignment_id).scalar_subquery()
    statement = (
        select(Reply)
        .join(Reply.assignment)
        .where(Assignment.unit_id == unit, Reply.state == ReplyState.FINAL)
        .order_by(Reply.replied_on.desc(), Reply.id.desc())
        .limit(1)
    )
    reply = session.scalars(statement).first()
    return {name: value for name in OF_UNIT if (value := getattr(reply, name))} if reply is not None else {}
