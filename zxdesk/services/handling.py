"""While a unit works: contacts, extensions, co-handling opinions, reminders."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Extension, Role
from zxdesk.domain.deadline import cap_extension
from zxdesk.domain.errors import RuleError
from zxdesk.domain.reply import Contact
from zxdesk.domain.stage import OPEN_STATES, UnitState, advance_unit, unit_transition
from zxdesk.domain.supervision import Reminder
from zxdesk.services.assignment import open_assignment
from zxdesk.services.change import Change
from zxdesk.services.frame import calendar_of, require_word, rules_of


def register_contact(
    session: Session,
    assignment_id: int,
    *,
    contacted_on: date,
    way: str,
    phase: str = "办中",
    participants: tuple[str, ...] = (),
    content: str = "",
    is_waived: bool = False,
) -> Change:
    """A unit's contact with a proposer, before, during or after handling. Source: domain §1.7, §4.6."""
    assignment = open_assignment(session, assignment_id)
    require_contact(session, assignment, contacted_on=contacted_on, way=way)
    contact = Contact(
        contacted_on=contacted_on, way=way, phase=phase, participants="、".join(participants), content=content,
        is_waived=is_waived, redo=assignment.redo,
    )
    assignment.contacts.append(contact)
    if assignment.state is UnitState.SIGNED:
        assignment.state = UnitState.HANDLING
    late = assignment.contact_due_on is not None and len(assignment.contacts) == 1 and contacted_on > assignment.contact_due_on
    remarks = (f"首次沟通晚于期限 {assignment.contact_due_on}。",) if late else ()
    return Change(f"登记沟通 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id, warnings=remarks)


def request_extension(session: Session, assignment_id: int, *, requested_on: date, reason: str, new_due_on: date) -> Change:
    """U5: asked before the deadline, to a date within the longest term. Source: domain §2.2 U5, §3."""
    assignment = open_assignment(session, assignment_id)
    row = unit_transition("U5")
    if assignment.state not in row.sources:
        raise RuleError(f"{assignment.unit.short}现在是“{assignment.state.label}”，签收以后、答复以前才能申请延期。", "unit")
    if assignment.pending_extension is not None:
        raise RuleError(f"{assignment.unit.short}已有一份延期申请待决定。", "unit")
    assignment.require_not_before(requested_on, "延期申请日期", "requested_on")
    if assignment.due_on is not None and requested_on > assignment.due_on:
        raise RuleError(f"期限 {assignment.due_on} 已过，延期要在期限以前申请。", "requested_on")
    proposal = assignment.proposal
    if assignment.due_on is not None and new_due_on <= assignment.due_on:
        raise RuleError(f"新期限 {new_due_on} 要晚于现在的期限 {assignment.due_on}。", "new_due_on")
    if assignment.redo == 0 and assignment.role is not Role.CO and assignment.due_on is not None:
        limit = rules_of(session, proposal.plenary).extension_limit(is_ordinary=proposal.timing == "ordinary")
        cap_extension(
            limit, assigned_on=assignment.assigned_on, due_on=assignment.due_on, asked_on=new_due_on, calendar=calendar_of(session)
        )
    assignment.extensions.append(
        Extension(requested_on=requested_on, reason=reason, old_due_on=assignment.due_on, new_due_on=new_due_on, redo=assignment.redo)
    )
    return Change(f"申请延期 {proposal.name} {assignment.unit.short}", proposal.id)


def decide_extension(
    session: Session, assignment_id: int, *, is_granted: bool, decided_on: date, decided_by: str = "", note: str = ""
) -> Change:
    """U5: granted or not; the old date is kept. Source: domain §2.2 U5."""
    assignment = open_assignment(session, assignment_id)
    extension = assignment.pending_extension
    if extension is None or assignment.state not in OPEN_STATES:
        raise RuleError(f"{assignment.unit.short}没有待决定的延期申请。", "unit")
    if decided_on < extension.requested_on:
        raise RuleError(f"决定日期 {decided_on} 早于申请日期 {extension.requested_on}。", "decided_on")
    extension.is_granted, extension.decided_on = is_granted, decided_on
    extension.decided_by, extension.decision_note = decided_by, note
    if is_granted:
        assignment.due_why = f"{assignment.due_why}；{decided_on} 同意延期至 {extension.new_due_on}"[-200:]
        assignment.due_on, assignment.is_due_fixed = extension.new_due_on, True
    word = "同意延期" if is_granted else "不同意延期"
    return Change(f"{word} {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id)


def register_co_opinion(session: Session, assignment_id: int, *, opinion_on: date, number: str = "", opinion: str = "") -> Change:
    """U6: a co-unit's written opinion to the lead. Source: domain §2.2 U6."""
    assignment = open_assignment(session, assignment_id)
    if assignment.role is not Role.CO:
        raise RuleError(f"{assignment.unit.short}是{assignment.role.label}单位，直接登记答复；会办意见由会办单位交。", "unit")
    assignment.require_not_before(opinion_on, "会办意见日期", "opinion_on")
    if not (number or opinion):
        raise RuleError("会办意见的文号和正文至少填一样。", "number")
    advance_unit(assignment, "U6")
    assignment.opinion_on, assignment.opinion_number, assignment.opinion = opinion_on, number, opinion
    late = assignment.due_on is not None and opinion_on > assignment.due_on
    remarks = (f"会办意见晚于期限 {assignment.due_on}。",) if late else ()
    return Change(f"会办意见 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id, warnings=remarks)


def remind_unit(
    session: Session,
    assignment_id: int,
    *,
    reminded_on: date,
    way: str,
    person: str = "",
    answer: str = "",
    next_on: date | None = None,
) -> Change:
    """催办 of one undertaking. Source: domain §4.9."""
    assignment = open_assignment(session, assignment_id)
    if assignment.state not in OPEN_STATES:
        raise RuleError(f"{assignment.unit.short}已是“{assignment.state.label}”，不用催办。", "unit")
    require_reminder(session, assignment, reminded_on=reminded_on, way=way, next_on=next_on)
    assignment.reminders.append(Reminder(reminded_on=reminded_on, way=way, person=person, answer=answer, next_on=next_on))
    return Change(f"催办 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id)


def require_contact(session: Session, assignment: Assignment, *, contacted_on: date, way: str) -> None:
    """``RuleError`` where a contact cannot have been so; the same when it is registered and when it is corrected."""
    assignment.require_not_before(contacted_on, "沟通日期", "contacted_on")
    require_word(way, rules_of(session, assignment.proposal.plenary).contact_ways, "way", "沟通方式")


def require_reminder(session: Session, assignment: Assignment, *, reminded_on: date, way: str, next_on: date | None) -> None:
    """``RuleError`` where a reminder cannot have been so, registered or corrected."""
    require_word(way, rules_of(session, assignment.proposal.plenary).reminder_ways, "way", "催办方式")
    assignment.require_not_before(reminded_on, "催办日期", "reminded_on")
    if next_on is not None and next_on < reminded_on:
        raise RuleError(f"下次跟进 {next_on} 早于催办日期 {reminded_on}。", "next_on")
