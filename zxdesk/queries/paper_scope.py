"""For which proposals papers are wanted: by number, by batch, by unit; and how they are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES, Stage
from zxdesk.text.number_ranges import number_of

_AT_ONCE = 900


@dataclass(frozen=True)
class Wanted:
    """One proposal that papers are wanted for."""

    id: int
    number: str
    title: str
    stage: Stage
    lead_units: str


def wanted_proposals(session: Session, ids: Collection[int]) -> list[Wanted]:
    """These proposals in number order."""
    wanted = list(dict.fromkeys(ids))
    columns = (Proposal.id, Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.stage, Proposal.lead_names, Proposal.number_sort)
    rows = [
        row
        for at in range(0, len(wanted), _AT_ONCE)
        for row in session.execute(select(*columns).where(Proposal.id.in_(wanted[at : at + _AT_ONCE])))
    ]
    rows.sort(key=lambda row: (row.number is None, row.number_sort, row.receipt_number or "", row.id))
    return [Wanted(row.id, row.number or row.receipt_number or "草稿", row.title, row.stage, row.lead_names) for row in rows]


def proposals_numbered(session: Session, plenary_id: int, serials: Sequence[int]) -> dict[int, int]:
    """The proposals of a plenary that carry these numbers, by number; a proposal not yet filed goes by its receipt number."""
    wanted = set(serials)
    statement = select(Proposal.id, Proposal.number, Proposal.receipt_number).where(Proposal.plenary_id == plenary_id)
    found: dict[int, int] = {}
    for key, number, receipt in session.execute(statement.order_by(Proposal.number.is_(None), Proposal.id)):
        serial = number_of(number or receipt or "")
        if serial in wanted:
            found.setdefault(serial, key)
    return found


def proposals_of_batch(session: Session, batch_id: int) -> tuple[int, ...]:
    """The proposals that a batch assigned, by number."""
    return _assigned(session, Assignment.batch_id == batch_id)


def proposals_of_unit(session: Session, plenary_id: int, unit_id: int) -> tuple[int, ...]:
    """The proposals of a plenary that a unit handles, by number."""
    return _assigned(session, Assignment.unit_id == unit_id, Proposal.plenary_id == plenary_id)


def units_of_batch(session: Session, batch_id: int) -> frozenset[int]:
    """The units to which a batch assigned something that stands."""
    statement = select(Assignment.unit_id).where(Assignment.batch_id == batch_id, Assignment.state.not_in(ENDED_STATES))
    return frozenset(session.scalars(statement))


def _assigned(session: Session, *conditions: object) -> tuple[int, ...]:
    statement = select(Proposal.id).join(Assignment, Assignment.proposal_id == Proposal.id)
    statement = statement.where(Assignment.state.not_in(ENDED_STATES), *conditions)  # type: ignore[arg-type]
    ordered = statement.order_by(Proposal.number.is_(None), Proposal.number_sort, Proposal.id)
    return tuple(dict.fromkeys(session.scalars(ordered)))
