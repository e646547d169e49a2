"""The assignment board: filed proposals, every unit with its load of the year, who handed back, and when answers would be due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from sqlalchemy import Integer, case, cast, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Batch, HandBack, Role
from zxdesk.domain.calendar import Day, WorkCalendar
from zxdesk.domain.deadline import Deadline, compute
from zxdesk.domain.office import Holiday
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import Review
from zxdesk.domain.stage import ENDED_STATES, OPEN_STATES, WORKING_STAGES, Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.office_rules import rules_of
from zxdesk.text.names import split_names

REPLIED = frozenset({UnitState.REPLIED, UnitState.JUDGED, UnitState.OPINION_GIVEN})


@dataclass(frozen=True)
class BoardUnit:
    """A unit with its load of the plenary: as lead (sole and separate too) and as co-unit, how many are answered, how many late.

    ``heir`` is the unit that took over from one that ended.
    """

    id: int
    short: str
    name: str
    code: str
    aliases: tuple[str, ...]
    sounds: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    heir: str
    lead: int = 0
    co: int = 0
    replied: int = 0
    late: int = 0

    @property
    def search_keys(self) -> tuple[str, ...]:
        """What typing is matched against: names, code, aliases, pinyin."""
        return (self.name, self.short, self.code, *self.aliases, *self.sounds)

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Wish:
    """Units named for a proposal: ids in their order, and names that no unit has."""

    lead: tuple[int, ...] = ()
    co: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()

    def role_of(self, unit_id: int) -> Role | None:
        """The role the unit was named for."""
        if unit_id in self.lead:
            return Role.LEAD
        return Role.CO if unit_id in self.co else None


@dataclass(frozen=True)
class BoardRow:
    """One filed proposal, with the units its proposers wished and those the review agreed on."""

    id: int
    number: str
    title: str
    timing: str
    filed_on: date | None
    wished: Wish
    agreed: Wish


@dataclass(frozen=True)
class Returned:
    """One time a unit handed a proposal back."""

    proposal_id: int
    number: str
    unit_id: int
    requested_on: date
    reason: str
    is_accepted: bool | None


@dataclass(frozen=True)
class AssignBoard:
    """All the board draws, read in one go."""

    rows: tuple[BoardRow, ...]
    units: Mapping[int, BoardUnit]
    returned: tuple[Returned, ...]
    batches: Mapping[str, date]

    def returned_by(self, unit_id: int) -> list[Returned]:
        """How often and why a unit handed back, the latest first."""
        return [one for one in self.returned if one.unit_id == unit_id]

    def returned_of(self, proposal_id: int) -> list[Returned]:
        """Which units handed a proposal back, the latest first."""
        return [one for one in self.returned if one.proposal_id == proposal_id]


NOTHING = AssignBoard((), {}, (), {})
"""Before it is read."""


def assign_board(session: Session, *, today: date, plenary_id: int | None = None) -> AssignBoard:
    """The filed proposals of a plenary, or of all, with everything that helps to choose their units. Source: domain §1.6.

    Loads, hand-backs and batches are those of the plenaries that have proposals waiting.
    """
    waiting = select(Proposal.plenary_id).where(Proposal.stage == Stage.FILED).distinct()
    plenaries = [plenary_id] if plenary_id is not None else list(session.scalars(waiting))
    units = _units(session, today, plenaries)
    rows = _rows(session, plenaries, _by_name(units.values()))
    return AssignBoard(tuple(rows), units, tuple(_returned(session, plenaries)), _batches(session, plenaries))


def batch_deadlines(session: Session, *, plenary_id: int | None, on: date) -> dict[str, Deadline]:
    """When answers would be due by the rules for what is assigned that day: by ``reply_lead``, ``co_opinion`` and the others."""
    rules = rules_of(session, plenary_id).deadlines
    calendar = WorkCalendar(Day(*row) for row in session.execute(select(Holiday.day, Holiday.is_workday, Holiday.name)))
    names = ("reply_lead", "reply_separate", "reply_ordinary", "co_opinion")
    return {name: compute(rules[name], start=on, event="交办", calendar=calendar) for name in names if name in rules}


def _units(session: Session, today: date, plenaries: Sequence[int]) -> dict[int, BoardUnit]:
    is_late = (Assignment.due_on < today) & Assignment.state.in_(OPEN_STATES) & Proposal.stage.in_(WORKING_STAGES)
    counted = (
        select(
            Assignment.unit_id,
            func.sum(case((Assignment.role != Role.CO, 1), else_=0)),
            func.sum(case((Assignment.role == Role.CO, 1), else_=0)),
            func.sum(case((Assignment.state.in_(REPLIED), 1), else_=0)),
            cast(func.coalesce(func.sum(case((is_late, 1), else_=0)), 0), Integer),
        )
        .join(Assignment.proposal)
        .where(Proposal.plenary_id.in_(plenaries), Assignment.state.not_in(ENDED_STATES))
        .group_by(Assignment.unit_id)
    )
    loads = {row[0]: row[1:] for row in session.execute(counted)}
    u = HandlingUnit
    columns = (u.id, u.name, u.short_name, u.code, u.aliases, u.pinyin, u.initials, u.valid_from, u.valid_to, u.successor_id)
    every = session.execute(select(*columns).order_by(u.position, u.code)).all()
    shorts = {row.id: row.short_name or row.name for row in every}
    return {
        row.id: BoardUnit(
            row.id, shorts[row.id], row.name, row.code, tuple(row.aliases), tuple(filter(None, (row.pinyin, row.initials))),
            row.valid_from, row.valid_to, shorts.get(row.successor_id or 0, ""), *loads.get(row.id, (0, 0, 0, 0)),
        )
        for row in every
    }  # fmt: skip


def _by_name(units: Iterable[BoardUnit]) -> dict[str, int]:
    """Every way to write a unit, to its id; those that still exist go before those that ended."""
    known: dict[str, int] = {}
    for unit in sorted(units, key=lambda unit: (unit.valid_to is not None, unit.id)):
        for name in (f"#{unit.id}", unit.code, unit.name, unit.short, *unit.aliases):
            known.setdefault(name, unit.id)
    return known


def _rows(session: Session, plenaries: Sequence[int], known: Mapping[str, int]) -> list[BoardRow]:
    statement = (
        select(
            Proposal.id, Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.timing, Proposal.filed_on, Proposal.wished_lead,
            Proposal.wished_co,
        )
        .where(Proposal.stage == Stage.FILED, Proposal.plenary_id.in_(plenaries))
        .order_by(Proposal.plenary_id.desc(), Proposal.number_sort, Proposal.id)
    )  # fmt: skip
    reviews = (
        select(Review.proposal_id, Review.lead_units, Review.co_units)
        .join(Review.proposal)
        .where(Proposal.stage == Stage.FILED, Proposal.plenary_id.in_(plenaries))
    )
    wish = cache(partial(_wish, known=known))  # many proposals wish for the same units
    agreed = {
        row.proposal_id: wish(row.lead_units, row.co_units)
        for row in session.execute(reviews.order_by(Review.id))
        if row.lead_units or row.co_units
    }
    return [
        BoardRow(
            row.id, row.number or row.receipt_number or "", row.title, row.timing, row.filed_on,
            wish(row.wished_lead, row.wished_co), agreed.get(row.id, Wish()),
        )
        for row in session.execute(statement)
    ]  # fmt: skip


def _wish(lead: str, co: str, *, known: Mapping[str, int]) -> Wish:
    leads, others = split_names(lead or ""), split_names(co or "")
    unknown = tuple(name for name in (*leads, *others) if name not in known)
    first = tuple(dict.fromkeys(known[name] for name in leads if name in known))
    return Wish(first, tuple(dict.fromkeys(known[name] for name in others if name in known and known[name] not in first)), unknown)


def _returned(session: Session, plenaries: Sequence[int]) -> list[Returned]:
    """Accepted or pending requests of the plenary, and all of the proposals that wait for their assignment."""
    statement = (
        select(HandBack, Assignment.unit_id, Proposal.id, Proposal.number, Proposal.receipt_number)
        .join(HandBack.assignment)
        .join(Assignment.proposal)
        .where(
            Proposal.plenary_id.in_(plenaries),
            or_(HandBack.is_accepted.is_(None), HandBack.is_accepted.is_(True), Proposal.stage == Stage.FILED),
        )
        .order_by(HandBack.requested_on.desc(), HandBack.id.desc())
    )
    return [
        Returned(proposal_id, number or receipt or "", unit_id, found.requested_on, found.reason, found.is_accepted)
        for found, unit_id, proposal_id, number, receipt in session.execute(statement)
    ]


def _batches(session: Session, plenaries: Sequence[int]) -> dict[str, date]:
    statement = select(Batch.name, Batch.assigned_on).where(Batch.plenary_id.in_(plenaries)).order_by(Batch.assigned_on, Batch.id)
    return {row[0]: row[1] for row in session.execute(statement)}
