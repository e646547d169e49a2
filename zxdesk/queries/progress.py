"""How far the year is: the units that answer with what they answered, and the next deadline many share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Batch
from zxdesk.domain.calendar import Day, WorkCalendar
from zxdesk.domain.office import Holiday
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES, FILED_STAGES, OPEN_STATES, WORKING_STAGES, Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.population import ANSWERING_ROLES

ANSWERED = frozenset({UnitState.REPLIED, UnitState.JUDGED})
ASSIGNMENT, PROPOSAL, UNIT, BATCH = Assignment.__table__, Proposal.__table__, HandlingUnit.__table__, Batch.__table__
"""Tables, not records, as in ``queries.agenda``: the window asks for them before it stands."""


@dataclass(frozen=True)
class UnitProgress:
    """What a unit has to answer as sole, lead or separate unit: answered, under way, late."""

    unit_id: int
    name: str
    replied: int
    under_way: int
    late: int

    @property
    def total(self) -> int:
        """Everything the unit has to answer."""
        return self.replied + self.under_way + self.late


@dataclass(frozen=True)
class SharedDeadline:
    """The next day on which many replies are due: whose batch, which day, how many undertakings, working days left."""

    batch: str
    due_on: date
    count: int
    working_days: int


def unit_progress(session: Session, *, today: date, plenary_id: int | None = None) -> list[UnitProgress]:
    """Every unit that answers, the one with most to answer first."""
    columns = [func.sum(case((condition, 1), else_=0)) for condition in _parts(today).values()]
    statement = (
        select(UNIT.c.id, UNIT.c.short_name, UNIT.c.name, *columns)
        .select_from(ASSIGNMENT)
        .join(PROPOSAL, PROPOSAL.c.id == ASSIGNMENT.c.proposal_id)
        .join(UNIT, UNIT.c.id == ASSIGNMENT.c.unit_id)
        .where(*_answering(plenary_id))
        .group_by(UNIT.c.id)
    )
    found = [UnitProgress(row[0], row[1] or row[2], *row[3:]) for row in session.execute(statement)]
    return sorted(found, key=lambda unit: (-unit.total, unit.unit_id))


def progress_ids(
    session: Session, unit_ids: Collection[int], part: str = "", *, today: date, plenary_id: int | None = None
) -> list[int]:
    """Ids of the proposals these units answer; ``part`` is ``replied``, ``under_way`` or ``late``, empty for all."""
    statement = select(ASSIGNMENT.c.proposal_id).join(PROPOSAL, PROPOSAL.c.id == ASSIGNMENT.c.proposal_id)
    statement = statement.where(*_answering(plenary_id), ASSIGNMENT.c.unit_id.in_(unit_ids))
    if part:
        statement = statement.where(_parts(today)[part])
    return list(dict.fromkeys(session.scalars(statement.order_by(PROPOSAL.c.number_sort, PROPOSAL.c.id))))


def next_shared_deadline(session: Session, *, today: date, plenary_id: int | None = None) -> SharedDeadline | None:
    """The nearest day on which the open replies of a batch fall due, most of them if they differ; None when nothing is open."""
    assignment, proposal, batch = ASSIGNMENT.c, PROPOSAL.c, BATCH.c
    due = func.coalesce(batch.due_on, assignment.due_on)
    statement = (
        select(batch.id, batch.name, due, func.count())
        .select_from(ASSIGNMENT)
        .join(PROPOSAL, proposal.id == assignment.proposal_id)
        .outerjoin(BATCH, batch.id == assignment.batch_id)
        .where(assignment.state.in_(OPEN_STATES), assignment.role.in_(ANSWERING_ROLES), proposal.stage.in_(WORKING_STAGES), due >= today)
        .group_by(batch.id, due)
    )
    statement = statement if plenary_id is None else statement.where(proposal.plenary_id == plenary_id)
    shared: dict[Any, Any] = {}
    for row in session.execute(statement):
        if row[0] not in shared or row[3] > shared[row[0]][3]:
            shared[row[0]] = row
    nearest = min(shared.values(), key=lambda row: (row[2], -row[3]), default=None)
    if nearest is None:
        return None
    holiday = Holiday.__table__.c
    days = session.execute(select(holiday.day, holiday.is_workday, holiday.name).where(holiday.day >= today))
    calendar = WorkCalendar(Day(*day) for day in days)
    left = calendar.working_days_between(today, nearest[2])
    return SharedDeadline(nearest[1] or "", nearest[2], nearest[3], left)


def _parts(today: date) -> dict[str, ColumnElement[bool]]:
    """The three parts of a unit's bar; they add up to everything it answers."""
    state, due_on, stage = ASSIGNMENT.c.state, ASSIGNMENT.c.due_on, PROPOSAL.c.stage
    is_open = and_(state.not_in(ANSWERED), stage.in_(WORKING_STAGES))
    return {
        "replied": or_(state.in_(ANSWERED), stage.not_in(WORKING_STAGES)),
        "under_way": and_(is_open, or_(due_on.is_(None), due_on >= today)),
        "late": and_(is_open, due_on < today),
    }


def _answering(plenary_id: int | None) -> tuple[ColumnElement[bool], ...]:
    """What a plenary has to answer; without one, whatever is not archived yet."""
    chosen = (ASSIGNMENT.c.role.in_(ANSWERING_ROLES), ASSIGNMENT.c.state.not_in(ENDED_STATES))
    if plenary_id is None:
        return (*chosen, PROPOSAL.c.stage.in_(FILED_STAGES - {Stage.ARCHIVED}))
    return (*chosen, PROPOSAL.c.stage.in_(FILED_STAGES), PROPOSAL.c.plenary_id == plenary_id)
