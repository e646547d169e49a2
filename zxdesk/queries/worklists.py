"""What pages work off: undertakings, feedback forms, key proposals and proposals that wait for a step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.assignment import Assignment, Extension, Role
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.light import Light, light_of, words
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.stage import ENDED_STATES, OPEN_STATES, STOPPED_STAGES, WORKING_STAGES, Stage, UnitState
from zxdesk.domain.supervision import Inspection, KeyProposal, KeyState, Reminder
from zxdesk.domain.unit import HandlingUnit


@dataclass(frozen=True)
class AssignmentRow:
    """One undertaking in words; ``light`` is none where no deadline is set."""

    id: int
    version: int
    proposal_id: int
    plenary: str
    number: str
    title: str
    is_key: bool
    unit_id: int
    unit: str
    role: Role
    role_label: str
    state: UnitState
    state_label: str
    assigned_on: date
    receipt_due_on: date | None
    signed_on: date | None
    due_on: date | None
    original_due_on: date | None
    light: Light | None
    light_words: str
    handler: str
    handler_phone: str
    redo: int
    reminders: int
    reminded_on: date | None


@dataclass(frozen=True)
class FeedbackRow:
    """One feedback form in words; a merged proposal's form names the number of its lead."""

    id: int
    version: int
    proposal_id: int
    number: str
    title: str
    proposer: str
    unit: str
    reply_id: int
    reply_number: str
    reply_class: str
    redo: int
    sent_on: date
    due_on: date | None
    returned_on: date | None
    contact_answer: str
    attitude: str
    result: str
    comment: str
    light: Light | None
    light_words: str


@dataclass(frozen=True)
class KeyRow:
    """One key proposal with how far its supervision is."""

    id: int
    version: int
    proposal_id: int
    number: str
    title: str
    stage_label: str
    state: KeyState
    state_label: str
    level: str
    leader: str
    supervisor: str
    ways: tuple[str, ...]
    planned_on: date | None
    inspections: int
    reported_on: date | None


def assignment_rows(
    session: Session,
    *,
    today: date,
    yellow_days: int = 15,
    plenary_id: int | None = None,
    unit_id: int | None = None,
    states: Collection[UnitState] = OPEN_STATES,
    ids: Collection[int] | None = None,
) -> list[AssignmentRow]:
    """Undertakings in these states, or those with these ids, the most urgent first."""
    statement = (
        select(Assignment, Proposal, HandlingUnit, Plenary.name)
        .join(Assignment.proposal)
        .join(Assignment.unit)
        .join(Proposal.plenary)
        .order_by(Assignment.due_on.is_(None), Assignment.due_on, Proposal.number_sort, Assignment.id)
    )
    statement = statement.where(Assignment.id.in_(ids)) if ids is not None else statement.where(
        Assignment.state.in_(states),
        Proposal.stage.not_in(STOPPED_STAGES),
        or_(Assignment.state.not_in(OPEN_STATES), Proposal.stage.in_(WORKING_STAGES)),  # once answered, a late co-unit is owed nothing more
    )
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    if unit_id is not None:
        statement = statement.where(Assignment.unit_id == unit_id)
    asked = select(Extension.assignment_id).where(Extension.is_granted.is_(None))
    told = select(Reminder.assignment_id, func.count(), func.max(Reminder.reminded_on)).group_by(Reminder.assignment_id)
    if ids is not None:
        asked, told = asked.where(Extension.assignment_id.in_(ids)), told.where(Reminder.assignment_id.in_(ids))
    asking = set(session.scalars(asked))
    reminded = {row[0]: (row[1], row[2]) for row in session.execute(told)}
    return [
        _assignment_row(row, asking, reminded.get(row[0].id, (0, None)), today=today, yellow_days=yellow_days)
        for row in session.execute(statement)
    ]


def feedback_rows(
    session: Session,
    *,
    today: date,
    yellow_days: int = 15,
    plenary_id: int | None = None,
    proposal_ids: Collection[int] | None = None,
    only_out: bool = False,
    ids: Collection[int] | None = None,
) -> list[FeedbackRow]:
    """Feedback forms of a plenary, or of some proposals with those merged into them, or with these ids; ``only_out``: not yet returned."""
    lead = aliased(Proposal)
    statement = (
        select(Feedback, Proposal, lead, ProposerLine.name, Reply, HandlingUnit)
        .join(Feedback.proposal)
        .outerjoin(lead, lead.id == Proposal.lead_id)
        .join(ProposerLine, ProposerLine.id == Feedback.line_id)
        .join(Reply, Reply.id == Feedback.reply_id)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .order_by(func.coalesce(lead.number_sort, Proposal.number_sort), Feedback.proposal_id, Feedback.line_id, Feedback.id)
    )
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    if proposal_ids is not None:
        statement = statement.where(Proposal.id.in_(proposal_ids) | Proposal.lead_id.in_(proposal_ids))
    if ids is not None:
        statement = statement.where(Feedback.id.in_(ids))
    if only_out:
        statement = statement.where(Feedback.returned_on.is_(None))
    return [_feedback_row(row, today=today, yellow_days=yellow_days) for row in session.execute(statement)]


def key_rows(session: Session, *, plenary_id: int | None = None, ids: Collection[int] | None = None) -> list[KeyRow]:
    """Key proposals with their supervision, from suggestion to report; all, of a plenary, or those with these ids."""
    held = select(Inspection.key_proposal_id, func.count().label("count")).group_by(Inspection.key_proposal_id).subquery()
    statement = (
        select(KeyProposal, Proposal, func.coalesce(held.c.count, 0))
        .join(KeyProposal.proposal)
        .outerjoin(held, held.c.key_proposal_id == KeyProposal.id)
        .order_by(Proposal.number_sort, Proposal.id)
    )
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    if ids is not None:
        statement = statement.where(KeyProposal.id.in_(ids))
    return [
        KeyRow(
            id=key.id, version=key.version, proposal_id=proposal.id, number=_number(proposal), title=proposal.title,
            stage_label=proposal.stage.label, state=key.state, state_label=key.state.label, level=key.level,
            leader=key.leader, supervisor=key.supervisor, ways=tuple(key.ways), planned_on=key.planned_on,
            inspections=inspections, reported_on=key.reported_on,
        )
        for key, proposal, inspections in session.execute(statement)
    ]  # fmt: skip


def proposals_at(session: Session, stages: Collection[Stage], *, plenary_id: int | None = None) -> list[int]:
    """Ids of the proposals at these stages, by number, those without one by receipt number."""
    statement = (
        select(Proposal.id)
        .where(Proposal.stage.in_(stages))
        .order_by(Proposal.plenary_id.desc(), Proposal.number_sort, Proposal.receipt_number, Proposal.id)
    )
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    return list(session.scalars(statement))


def _assignment_row(
    row: Any, asking: set[int], reminded: tuple[int, date | None], *, today: date, yellow_days: int
) -> AssignmentRow:
    found, proposal, unit, plenary = row
    is_open, is_ended = found.state in OPEN_STATES, found.state in ENDED_STATES
    light = light_of(found.due_on, today=today, is_done=not is_open, is_stopped=is_ended, yellow_days=yellow_days)
    has_light = found.due_on is not None or not is_open
    return AssignmentRow(
        id=found.id, version=found.version, proposal_id=proposal.id, plenary=plenary, number=_number(proposal),
        title=proposal.title, is_key=proposal.is_key, unit_id=unit.id, unit=unit.short, role=found.role,
        role_label=found.role.label, state=found.state,
        state_label="申请延期" if is_open and found.id in asking else found.state.label,
        assigned_on=found.assigned_on, receipt_due_on=found.receipt_due_on, signed_on=found.signed_on,
        due_on=found.due_on, original_due_on=found.original_due_on, light=light if has_light else None,
        light_words=words(light, found.due_on, today, state=found.state.label) if has_light else "",
        handler=found.handler, handler_phone=found.handler_phone, redo=found.redo, reminders=reminded[0],
        reminded_on=reminded[1],
    )  # fmt: skip


def _feedback_row(row: Any, *, today: date, yellow_days: int) -> FeedbackRow:
    form, proposal, lead, proposer, reply, unit = row
    is_done = form.returned_on is not None
    light = light_of(form.due_on, today=today, is_done=is_done, yellow_days=yellow_days)
    has_light = is_done or form.due_on is not None
    return FeedbackRow(
        id=form.id, version=form.version, proposal_id=proposal.id,
        number=f"{_number(lead)}（并案 {_number(proposal)}）" if lead else _number(proposal), title=proposal.title,
        proposer=proposer, unit=unit.short, reply_id=reply.id, reply_number=reply.number, reply_class=reply.reply_class,
        redo=form.redo, sent_on=form.sent_on, due_on=form.due_on, returned_on=form.returned_on,
        contact_answer=form.contact_answer, attitude=form.attitude, result=form.result, comment=form.comment,
        light=light if has_light else None,
        light_words=words(light, form.due_on, today, state="已收回" if is_done else "") if has_light else "",
    )  # fmt: skip


def _number(proposal: Proposal) -> str:
    return proposal.number or proposal.receipt_number or ""
