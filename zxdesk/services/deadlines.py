"""Computing the open deadlines again when the calendar has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.base import Record, label_of
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import OPEN_STATES, WORKING_STAGES, Stage, UnitState
from zxdesk.services.frame import due

UNDER_WAY = WORKING_STAGES | {Stage.REPLIED}


@dataclass(frozen=True)
class Open:
    """One deadline somebody still has to keep: where it stands, whose it is, by which rule and from when it runs."""

    record: Record
    column: str
    proposal: Proposal
    whose: str
    rule: str
    start: date
    event: str


def recompute_deadlines(session: Session) -> list[str]:
    """Compute every open deadline again that no clerk has fixed; the sentences name what moved.

    What is answered, fixed by hand or of a locked plenary stays. Source: domain §3.
    """
    session.info.pop("calendar", None)
    moved = []
    for one in list(_open_deadlines(session)):
        before = getattr(one.record, one.column)
        computed = due(session, one.proposal.plenary, one.rule, start=one.start, event=one.event)
        if computed is None or before is None or computed.due_on == before:
            continue
        label = label_of(type(one.record), one.column)
        moved.append(f"{one.proposal.name} {one.whose}{label}：{before} 改为 {computed.due_on}（{computed.why}）")
        setattr(one.record, one.column, computed.due_on)
        if isinstance(one.record, Assignment) and one.column == "due_on":
            one.record.due_why, one.record.original_due_on = computed.why[:200], computed.due_on
    return moved


def _open_deadlines(session: Session) -> Iterator[Open]:
    assignments = select(Assignment).join(Assignment.proposal)
    at_work = assignments.where(Assignment.state.in_(OPEN_STATES), Proposal.stage.in_(UNDER_WAY)).order_by(Assignment.id)
    for assignment in session.scalars(at_work):
        if assignment.proposal.plenary.locked_on is None:
            yield from _of_assignment(assignment)
    for form in session.scalars(select(Feedback).where(Feedback.returned_on.is_(None)).order_by(Feedback.id)):
        leading = form.proposal.lead or form.proposal
        is_current = form.reply is form.reply.assignment.last_reply
        if leading.stage is Stage.CONSULTING and is_current and leading.plenary.locked_on is None:
            yield Open(form, "due_on", form.proposal, form.line.name, "feedback_return", form.sent_on, "发出征询意见表")


def _of_assignment(assignment: Assignment) -> Iterator[Open]:
    proposal, unit, start = assignment.proposal, assignment.unit.short, assignment.assigned_on
    if assignment.state is UnitState.WAITING:
        yield Open(assignment, "receipt_due_on", proposal, unit, "receipt", start, "交办")
    if assignment.state in (UnitState.WAITING, UnitState.SIGNED):
        yield Open(assignment, "hand_back_due_on", proposal, unit, "hand_back", start, "交办")
    if not assignment.contacts:
        yield Open(assignment, "contact_due_on", proposal, unit, "first_contact", start, "交办")
    if assignment.due_from is not None and not assignment.is_due_fixed:
        event = "重新办理" if assignment.redo else "交办"
        yield Open(assignment, "due_on", proposal, unit, assignment.due_rule, assignment.due_from, event)
    for request in assignment.hand_backs:
        if request.is_accepted is None:
            yield Open(request, "answer_due_on", proposal, unit, "hand_back_answer", request.requested_on, "退办申请")
