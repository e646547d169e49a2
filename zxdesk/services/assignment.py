"""Assigning proposals to units: 交办, 签收, 退办, 改派."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Batch, HandBack, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES, Stage, UnitState, advance, advance_unit
from zxdesk.domain.unit import HandlingUnit
from zxdesk.domain.unit_roles import require_lawful
from zxdesk.services.answering import answer_proposal
from zxdesk.services.bulk import record_of, settle
from zxdesk.services.change import Change
from zxdesk.services.frame import due, rules_of
from zxdesk.services.resolve import unit_named

Wanted = list[tuple[Role, HandlingUnit]]


def assign_proposal(
    session: Session,
    proposal_id: int,
    *,
    assigned_on: date,
    sole: str | None = None,
    lead: tuple[str, ...] = (),
    co: tuple[str, ...] = (),
    separate: tuple[str, ...] = (),
    batch: str = "",
    meeting: str = "",
    document_number: str = "",
    due_on: date | None = None,
    co_due_on: date | None = None,
) -> Change:
    """P12: undertakings with their units, roles and deadlines. Source: domain §1.6, §2.1 P12."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.filed_on is not None and assigned_on < proposal.filed_on:
        raise RuleError(f"交办日期 {assigned_on} 早于立案日期 {proposal.filed_on}；改正其中一个。", "assigned_on")
    wanted = _wanted(session, assigned_on, sole=sole, lead=lead, co=co, separate=separate)
    require_lawful(wanted)
    advance(proposal, "P12")
    proposal.assigned_on = assigned_on
    issued = _batch(session, proposal, batch, assigned_on, meeting=meeting, document_number=document_number, due_on=due_on)
    for role, unit in wanted:
        fixed = co_due_on if role is Role.CO else due_on or (issued.due_on if issued else None)
        new_assignment(session, proposal, unit, role, assigned_on=assigned_on, batch=issued, due_on=fixed)
    return Change(f"交办 {proposal.name}", proposal.id, warnings=_late(session, proposal, assigned_on))


def add_unit(
    session: Session, proposal_id: int, *, added_unit: str, role: str, assigned_on: date, due_on: date | None = None, reason: str = ""
) -> Change:
    """Bring in one more unit while the proposal is at work."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.stage not in (Stage.HANDLING, Stage.REDOING):
        raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，办理中才能增加承办单位。", "stage")
    if proposal.assigned_on is not None and assigned_on < proposal.assigned_on:
        raise RuleError(f"交办日期 {assigned_on} 早于本件首次交办日期 {proposal.assigned_on}。", "assigned_on")
    unit = unit_named(session, added_unit, on=assigned_on, field="added_unit")
    standing: Wanted = [(a.role, a.unit) for a in proposal.active_assignments]
    require_lawful([*standing, (Role.from_text(role), unit)])
    new_assignment(session, proposal, unit, Role.from_text(role), assigned_on=assigned_on, due_on=due_on)
    return Change(f"增加承办单位 {proposal.name} {unit.short}", proposal.id)


def sign_for(
    session: Session,
    assignment_id: int,
    *,
    signed_on: date,
    signed_by: str = "",
    leader: str = "",
    section: str = "",
    handler: str = "",
    handler_phone: str = "",
    planned_on: date | None = None,
) -> Change:
    """U1: the unit's 回执 came in. Source: domain §2.2 U1."""
    assignment = open_assignment(session, assignment_id)
    assignment.require_not_before(signed_on, "签收日期", "signed_on")
    advance_unit(assignment, "U1")
    assignment.signed_on, assignment.signed_by, assignment.leader = signed_on, signed_by, leader
    assignment.section, assignment.handler, assignment.handler_phone = section, handler, handler_phone
    assignment.planned_on = planned_on
    late = assignment.receipt_due_on is not None and signed_on > assignment.receipt_due_on
    remarks = (f"签收晚于期限 {assignment.receipt_due_on}。",) if late else ()
    return Change(f"签收 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id, warnings=remarks)


def request_hand_back(
    session: Session, assignment_id: int, *, requested_on: date, reason: str, suggested_unit: str = "", signed_by: str = ""
) -> Change:
    """U2: the unit says it is not its matter, in writing. Source: domain §1.6, §2.2 U2."""
    assignment = open_assignment(session, assignment_id)
    assignment.require_not_before(requested_on, "退办申请日期", "requested_on")
    advance_unit(assignment, "U2")
    proposal = assignment.proposal
    answer = due(session, proposal.plenary, "hand_back_answer", start=requested_on, event="退办申请")
    assignment.hand_backs.append(
        HandBack(
            requested_on=requested_on, reason=reason, suggested_unit=suggested_unit, signed_by=signed_by,
            answer_due_on=answer.due_on if answer else None,
        )
    )
    limit = assignment.hand_back_due_on
    remarks = (f"退办申请晚于期限 {limit}，按规定过期不再调整，由提案委决定。",) if limit and requested_on > limit else ()
    return Change(f"申请退办 {proposal.name} {assignment.unit.short}", proposal.id, warnings=remarks)


def reassign(
    session: Session,
    assignment_id: int,
    *,
    decided_on: date,
    decided_by: str = "",
    new_units: tuple[str, ...] = (),
    note: str = "",
    due_on: date | None = None,
) -> Change:
    """U3: agreed; the old row ends and stays as history, the new units take its role. Source: domain §2.2 U3."""
    assignment = open_assignment(session, assignment_id)
    proposal = assignment.proposal
    _decide(assignment, is_accepted=True, on=decided_on, by=decided_by, note=note)
    advance_unit(assignment, "U3")
    assignment.ended_on, assignment.end_reason = decided_on, "退办改派"
    units = [unit_named(session, name, on=decided_on, field="new_units") for name in new_units]
    if assignment.unit in units:
        raise RuleError(f"{assignment.unit.short}就是退办的单位；另选单位，或登记不同意退办。", "new_units")
    remaining: Wanted = [(a.role, a.unit) for a in proposal.active_assignments]
    if assignment.role is Role.SOLE and len(units) > 1:
        raise RuleError("独办只能改派给一个单位；要几家办，先改派一家再增加承办单位。", "new_units")
    if not units and assignment.role.answers and not any(role.answers for role, _unit in remaining):
        raise RuleError("退办后没有单位答复了，写明改派给哪个单位。", "new_units")
    require_lawful([*remaining, *[(assignment.role, unit) for unit in units]])
    for unit in units:
        heir = new_assignment(session, proposal, unit, assignment.role, assigned_on=decided_on, batch=assignment.batch, due_on=due_on)
        heir.previous = assignment
    answer_proposal(proposal, rules_of(session, proposal.plenary))
    return Change(f"改派 {proposal.name} {assignment.unit.short}→{'、'.join(u.short for u in units) or '终止'}", proposal.id)


def refuse_hand_back(session: Session, assignment_id: int, *, decided_on: date, decided_by: str = "", note: str) -> Change:
    """U4: not agreed; the unit goes on. Source: domain §2.2 U4."""
    assignment = open_assignment(session, assignment_id)
    _decide(assignment, is_accepted=False, on=decided_on, by=decided_by, note=note)
    advance_unit(assignment, "U4")
    if assignment.signed_on is None:
        assignment.state = UnitState.WAITING
    return Change(f"不同意退办 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id)


def new_assignment(
    session: Session,
    proposal: Proposal,
    unit: HandlingUnit,
    role: Role,
    *,
    assigned_on: date,
    batch: Batch | None = None,
    due_on: date | None = None,
) -> Assignment:
    """One undertaking with its four deadlines, each by rule unless fixed by the clerk."""
    assignment = Assignment(proposal=proposal, unit=unit, role=role, batch=batch, assigned_on=assigned_on, state=UnitState.WAITING, redo=0)
    session.add(assignment)
    plenary = proposal.plenary
    for name, rule in (("receipt_due_on", "receipt"), ("hand_back_due_on", "hand_back"), ("contact_due_on", "first_contact")):
        limit = due(session, plenary, rule, start=assigned_on, event="交办")
        setattr(assignment, name, limit.due_on if limit else None)
    set_due(session, assignment, rule=reply_rule(role, proposal), start=assigned_on, event="交办", fixed=due_on)
    assignment.original_due_on = assignment.due_on
    settle(session)
    return assignment


def reply_rule(role: Role, proposal: Proposal) -> str:
    """The key of the deadline rule for a role; proposals between plenaries have their own. Source: domain §3."""
    if role is Role.CO:
        return "co_opinion"
    if proposal.timing == "ordinary":
        return "reply_ordinary"
    return "reply_separate" if role is Role.SEPARATE else "reply_lead"


def set_due(session: Session, assignment: Assignment, *, rule: str, start: date, event: str, fixed: date | None) -> None:
    """Set the deadline with its reason: fixed by the clerk, or computed."""
    if fixed is not None:
        if fixed < start:
            raise RuleError(f"期限 {fixed} 早于{event}日期 {start}；改正其中一个。", "due_on")
        assignment.due_on, assignment.due_why, assignment.is_due_fixed = fixed, f"{event}时指定 {fixed}", True
    else:
        computed = due(session, assignment.proposal.plenary, rule, start=start, event=event)
        assignment.due_on = computed.due_on if computed else None
        assignment.due_why = computed.why[:200] if computed else ""
        assignment.is_due_fixed = False
    assignment.due_rule, assignment.due_from = rule, start


def _wanted(
    session: Session, on: date, *, sole: str | None, lead: tuple[str, ...], co: tuple[str, ...], separate: tuple[str, ...]
) -> Wanted:
    rows: Wanted = [(Role.SOLE, unit_named(session, sole, on=on, field="sole"))] if sole else []
    for role, names, field in ((Role.LEAD, lead, "lead"), (Role.CO, co, "co"), (Role.SEPARATE, separate, "separate")):
        rows += [(role, unit_named(session, name, on=on, field=field)) for name in names]
    return rows


def _batch(
    session: Session, proposal: Proposal, name: str, on: date, *, meeting: str, document_number: str, due_on: date | None
) -> Batch | None:
    if not name:
        return None
    query = select(Batch).where(Batch.plenary_id == proposal.plenary_id, Batch.name == name)
    found = session.scalars(query).first()
    if found is None:
        found = Batch(
            plenary=proposal.plenary, name=name, assigned_on=on, meeting=meeting, document_number=document_number, due_on=due_on
        )
        session.add(found)
    return found


def _late(session: Session, proposal: Proposal, assigned_on: date) -> tuple[str, ...]:
    is_session = proposal.timing == "session"
    start = proposal.plenary.closes_on if is_session else proposal.filed_on
    if start is None:
        return ()
    limit = due(session, proposal.plenary, "assign" if is_session else "assign_ordinary", start=start, event="闭幕" if is_session else "立案")
    if limit is None or assigned_on <= limit.due_on:
        return ()
    return (f"交办晚于期限：{limit.why}。",)


def _decide(assignment: Assignment, *, is_accepted: bool, on: date, by: str, note: str) -> None:
    open_request = next((h for h in assignment.hand_backs if h.is_accepted is None), None)
    if open_request is None:
        raise RuleError(f"{assignment.unit.short}没有待决定的退办申请。", "unit")
    if on < open_request.requested_on:
        raise RuleError(f"决定日期 {on} 早于申请日期 {open_request.requested_on}。", "decided_on")
    open_request.is_accepted, open_request.decided_on = is_accepted, on
    open_request.decided_by, open_request.decision_note = by, note


def open_assignment(session: Session, assignment_id: int) -> Assignment:
    """An undertaking that still stands."""
    assignment = record_of(session, Assignment, assignment_id)
    if assignment.state in ENDED_STATES:
        raise RuleError(f"{assignment.unit.short}的承办件已{assignment.state.label}，不再办理。", "unit")
    return assignment

