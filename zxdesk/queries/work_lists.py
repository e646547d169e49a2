"""The lists of the pages of work: ids in order, counts, rows by id and the proposals behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.assignment import Assignment, Extension
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.stage import OPEN_STATES, STOPPED_STAGES, WORKING_STAGES, Stage, UnitState
from zxdesk.domain.supervision import KeyProposal
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.proposals import ProposalFilter, proposal_ids, proposal_rows
from zxdesk.queries.worklists import assignment_rows, feedback_rows, key_rows

Kind = Literal["proposals", "assignments", "forms", "keys"]
_RECORD: dict[Kind, Any] = {"assignments": Assignment, "forms": Feedback, "keys": KeyProposal}
_STATE_ORDER = case(*((Assignment.state == state, at) for at, state in enumerate(UnitState)))
_NUMBER = (Proposal.number_sort, Proposal.receipt_number)
_SORTS: dict[Kind, dict[str, tuple[Any, ...]]] = {
    "assignments": {
        "due_on": (Assignment.due_on.is_(None), Assignment.due_on),
        "shown_number": _NUMBER,
        "title": (Proposal.title,),
        "unit": (HandlingUnit.short_name, HandlingUnit.name),
        "role_label": (Assignment.role,),
        "state_label": (_STATE_ORDER,),
    },
    "forms": {
        "due_on": (Feedback.due_on.is_(None), Feedback.due_on),
        "proposer": (ProposerLine.name,),
        "unit": (HandlingUnit.short_name, HandlingUnit.name),
        "attitude": (Feedback.attitude == "", Feedback.attitude),
        "result": (Feedback.result == "", Feedback.result),
        "title": (Proposal.title,),
    },
    "keys": {
        "shown_number": _NUMBER,
        "title": (Proposal.title,),
        "level": (KeyProposal.level == "", KeyProposal.level),
        "leader": (KeyProposal.leader == "", KeyProposal.leader),
        "state_label": (KeyProposal.state,),
    },
}
_PROPOSAL_SORTS = {"shown_number": "number", "stage_label": "stage"}


@dataclass(frozen=True)
class WorkList:
    """What one list of work holds; empty sets mean every stage, and open undertakings.

    ``only_late`` are undertakings past their day or forms not returned, ``only_asking`` those that ask for more time.
    """

    kind: Kind = "proposals"
    stages: frozenset[Stage] = frozenset()
    states: frozenset[UnitState] = frozenset()
    only_late: bool = False
    only_asking: bool = False


def work_ids(session: Session, wanted: WorkList, sort: str = "", *, today: date, plenary_id: int | None = None) -> list[int]:
    """Ids of a list in order; a minus before a column's key turns it round, an unknown key gives the list's own order."""
    if wanted.kind == "proposals":
        key = sort.removeprefix("-")
        named = _PROPOSAL_SORTS.get(key, key) or "number"
        filter = ProposalFilter(plenary_id=plenary_id, stages=wanted.stages)
        return proposal_ids(session, filter, f"-{named}" if sort.startswith("-") else named, today=today)
    by_unit = wanted.kind == "assignments" and sort.removeprefix("-") == "unit"
    statement = _select(wanted, [_RECORD[wanted.kind].id], today=today, plenary_id=plenary_id, with_units=by_unit)
    return list(session.scalars(statement.order_by(*_order(wanted.kind, sort))))


def work_count(session: Session, wanted: WorkList, *, today: date, plenary_id: int | None = None) -> int:
    """How many rows a list has."""
    if wanted.kind == "proposals":
        statement: Select[Any] = select(func.count()).select_from(Proposal)
        if wanted.stages:
            statement = statement.where(Proposal.stage.in_(wanted.stages))
        if plenary_id is not None:
            statement = statement.where(Proposal.plenary_id == plenary_id)
    else:
        statement = _select(wanted, [func.count()], today=today, plenary_id=plenary_id)
    return int(session.scalar(statement) or 0)


def work_rows(session: Session, kind: Kind, ids: Sequence[int], *, today: date, yellow_days: int = 15) -> list[Any]:
    """Rows for these ids in their order."""
    if kind == "proposals":
        return list(proposal_rows(session, ids, today=today, yellow_days=yellow_days))
    if kind == "assignments":
        found: Sequence[Any] = assignment_rows(session, today=today, yellow_days=yellow_days, ids=ids)
    elif kind == "forms":
        found = feedback_rows(session, today=today, yellow_days=yellow_days, ids=ids)
    else:
        found = key_rows(session, ids=ids)
    by_id = {row.id: row for row in found}
    return [by_id[key] for key in ids if key in by_id]


def owners(session: Session, kind: Kind, ids: Collection[int]) -> dict[int, int]:
    """The proposal each row leads to; a merged proposal's form leads to its lead."""
    if kind == "proposals":
        return {key: key for key in ids}
    record = _RECORD[kind]
    statement = select(record.id, func.coalesce(Proposal.lead_id, Proposal.id) if kind == "forms" else record.proposal_id)
    if kind == "forms":
        statement = statement.join(Proposal, Proposal.id == record.proposal_id)
    return {row[0]: row[1] for row in session.execute(statement.where(record.id.in_(ids)))}


@lru_cache(maxsize=1)
def _lead() -> type[Proposal]:
    """The proposal into which another was merged."""
    return aliased(Proposal)


def _order(kind: Kind, sort: str) -> list[Any]:
    key, turned = sort.removeprefix("-"), sort.startswith("-")
    own = {"assignments": "due_on", "forms": "shown_number", "keys": "shown_number"}[kind]
    sorts = _SORTS[kind] | ({"shown_number": (func.coalesce(_lead().number_sort, Proposal.number_sort),)} if kind == "forms" else {})
    *first, last = sorts.get(key) or sorts[own]
    ties: tuple[Any, ...] = (Proposal.number_sort, Feedback.proposal_id, Feedback.line_id) if kind == "forms" else (Proposal.number_sort,)
    return [*first, last.desc() if turned else last, *ties, _RECORD[kind].id]


def _select(wanted: WorkList, columns: list[Any], *, today: date, plenary_id: int | None, with_units: bool = False) -> Select[Any]:
    record = _RECORD[wanted.kind]
    statement: Select[Any] = select(*columns).select_from(record).join(Proposal, Proposal.id == record.proposal_id)
    if wanted.kind == "assignments":
        statement = statement.where(*_undertakings(wanted, today))
        if with_units:
            statement = statement.join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
    elif wanted.kind == "forms":
        statement = (
            statement.outerjoin(_lead(), _lead().id == Proposal.lead_id)
            .join(ProposerLine, ProposerLine.id == Feedback.line_id)
            .join(Reply, Reply.id == Feedback.reply_id)
            .join(Assignment, Assignment.id == Reply.assignment_id)
            .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        )
        if wanted.only_late:
            statement = statement.where(Feedback.returned_on.is_(None))
    return statement if plenary_id is None else statement.where(Proposal.plenary_id == plenary_id)


def _undertakings(wanted: WorkList, today: date) -> Iterator[ColumnElement[bool]]:
    states = wanted.states or OPEN_STATES
    yield Assignment.state.in_(states)
    yield Proposal.stage.not_in(STOPPED_STAGES)
    if states & OPEN_STATES:  # once answered, a late co-unit is owed nothing more
        yield or_(Assignment.state.not_in(OPEN_STATES), Proposal.stage.in_(WORKING_STAGES))
    if wanted.only_late:
        yield Assignment.due_on < today
    if wanted.only_asking:
        yield Assignment.state.in_(OPEN_STATES)
        yield exists().where(Extension.assignment_id == Assignment.id, Extension.is_granted.is_(None))
