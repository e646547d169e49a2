"""The directories of members, organisations and units, every column a row."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.base import Record
from zxdesk.domain.people import Member, Organisation
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.memberships import memberships_on

_OWN = frozenset({"uid", "digest"})


def member_directory(session: Session, *, term_id: int | None = None, on: date | None = None) -> list[dict[str, Any]]:
    """Members with all their columns, the columns of the membership in force, and how many proposals they signed.

    The membership's own key and version stand under ``membership_id`` and ``membership_version``.
    """
    signed = _counted(session, ProposerLine.member_id, ProposerLine.signature == Signature.SIGNED)
    rows = []
    for member, seat in session.execute(memberships_on(term_id=term_id, on=on).order_by(Member.id)):
        values = column_values(member)
        seat_values = column_values(seat)
        values |= {key: value for key, value in seat_values.items() if key not in ("id", "version", "member_id")}
        values |= {"membership_id": seat.id, "membership_version": seat.version, "term": seat.term.name}
        rows.append(values | {"proposals": signed.get(member.id, 0)})
    return sorted(rows, key=lambda row: (str(row["member_number"]) == "", str(row["member_number"]), int(row["id"])))


def organisation_directory(session: Session) -> list[dict[str, Any]]:
    """Organisations with all their columns and how many proposals they signed."""
    signed = _counted(session, ProposerLine.organisation_id, ProposerLine.signature == Signature.SIGNED)
    found = session.scalars(select(Organisation).order_by(Organisation.kind, Organisation.id))
    return [column_values(row) | {"proposals": signed.get(row.id, 0)} for row in found]


def unit_directory(session: Session) -> list[dict[str, Any]]:
    """Units with all their columns, the names of parent and successor, and how many undertakings they had."""
    counted = _counted(session, Assignment.unit_id, Assignment.state.not_in(ENDED_STATES))
    found = list(session.scalars(select(HandlingUnit).order_by(HandlingUnit.position, HandlingUnit.code)))
    names = {row.id: row.name for row in found}
    return [
        column_values(row)
        | {
            "short": row.short,
            "parent": names.get(row.parent_id or 0, ""),
            "successor": names.get(row.successor_id or 0, ""),
            "assignments": counted.get(row.id, 0),
        }
        for row in found
    ]


def column_values(record: Record) -> dict[str, Any]:
    """The columns of a record by name, without uid and digest; dates stay dates."""
    return {c.key: getattr(record, c.key) for c in record.__mapper__.column_attrs if c.key not in _OWN}


def _counted(session: Session, key: Any, condition: Any) -> dict[int, int]:
    statement = select(key, func.count()).where(key.is_not(None), condition).group_by(key)
    return {row[0]: row[1] for row in session.execute(statement)}
