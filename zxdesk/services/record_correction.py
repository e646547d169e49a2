"""Which records of a file are corrected one by one: contacts, reminders, visits, transfers, inspections, the key proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import FormReminder, Visit
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Contact
from zxdesk.domain.review import Transfer
from zxdesk.domain.supervision import Inspection, KeyProposal, KeyState, Reminder
from zxdesk.services.assignment import open_assignment
from zxdesk.services.change import Change
from zxdesk.services.correction import PartKind, correct_part, part_named
from zxdesk.services.feedback import require_visit
from zxdesk.services.feedback_entry import require_form_reminder
from zxdesk.services.filing import require_transfer
from zxdesk.services.handling import require_contact, require_reminder
from zxdesk.services.submission import line_named
from zxdesk.services.supervision import require_decided, require_inspection, require_reported

NOTE = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) ([^：\n]+)：", re.MULTILINE)
"""How a note begins: 2026-03-16 顾南乔：."""
OF_DECISION = ("decided_on", "meeting", "level", "leader", "supervisor", "ways", "planned_on")
OF_REPORT = ("reported_on", "result", "report")
Values = Mapping[str, Any]


def correct_contact(session: Session, assignment_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """A contact that was typed wrong."""
    assignment = open_assignment(session, assignment_id)
    contact = part_named(CONTACT, assignment.contacts, record, assignment.unit.short)
    correct_part(session, CONTACT, contact, values)
    return Change(f"更正沟通 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id, reason=reason)


def correct_reminder(session: Session, assignment_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """A reminder of a unit that was typed wrong."""
    assignment = open_assignment(session, assignment_id)
    reminder = part_named(REMINDER, assignment.reminders, record, assignment.unit.short)
    correct_part(session, REMINDER, reminder, values)
    return Change(f"更正催办 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id, reason=reason)


def correct_form_reminder(session: Session, proposal_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """A reminder of a form that was typed wrong, one on a form of a merged proposal included."""
    proposal = session.get_one(Proposal, proposal_id)
    rows = [reminder for member in proposal.family for form in member.feedbacks for reminder in form.reminders]
    reminder = part_named(FORM_REMINDER, rows, record, proposal.name)
    correct_part(session, FORM_REMINDER, reminder, values)
    return Change(f"更正催收 {proposal.name} {reminder.feedback.line.name}", proposal.id, reason=reason)


def correct_visit(session: Session, proposal_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """A visit by the office that was typed wrong."""
    proposal = session.get_one(Proposal, proposal_id)
    correct_part(session, VISIT, part_named(VISIT, proposal.visits, record, proposal.name), values)
    return Change(f"更正回访 {proposal.name}", proposal.id, reason=reason)


def correct_transfer(session: Session, proposal_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """A passing on that was typed wrong. Source: domain §4.9."""
    proposal = session.get_one(Proposal, proposal_id)
    transfer = part_named(TRANSFER, proposal.transfers, record, proposal.name)
    correct_part(session, TRANSFER, transfer, values)
    return Change(f"更正转送 {proposal.name} → {transfer.target}", proposal.id, reason=reason)


def correct_inspection(session: Session, proposal_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """A 督办记录 that was typed wrong."""
    proposal = session.get_one(Proposal, proposal_id)
    rows = proposal.key_file.inspections if proposal.key_file is not None else []
    correct_part(session, INSPECTION, part_named(INSPECTION, rows, record, proposal.name), values)
    return Change(f"更正督办记录 {proposal.name}", proposal.id, reason=reason)


def correct_key(session: Session, proposal_id: int, *, reason: str, **values: Any) -> Change:
    """What was typed wrong of a key proposal; where it stands is moved by its own steps. Source: domain §1.9, §4.8."""
    proposal = session.get_one(Proposal, proposal_id)
    key = proposal.key_file
    if key is None:
        raise RuleError(f"{proposal.name} 没有列入重点提案，没有可更正的。", "stage")
    for names, is_there, what in ((OF_DECISION, key.decided_on is not None, "确定重点"), (OF_REPORT, key.reported_on is not None, "登记督办报告")):
        early = next((name for name in names if values.get(name)), None)
        if early is not None and not is_there:
            raise RuleError(f"{proposal.name} 的重点提案状态是“{key.state.label}”，{what}以后才有这一项可更正。", early)
    correct_part(session, KEY, key, values)
    return Change(f"更正重点提案 {proposal.name}", proposal.id, reason=reason)


def correct_note(session: Session, proposal_id: int, *, reason: str, note: str = "") -> Change:
    """The leaders' notes that were typed wrong, rewritten as a whole; the last of them stands with the key proposal too."""
    proposal = session.get_one(Proposal, proposal_id)
    if not proposal.leader_note:
        raise RuleError(f"{proposal.name} 还没有领导批示，没有可更正的。", "note")
    if note == proposal.leader_note:
        raise RuleError("和原来一样，没有要更正的。改了再保存。", "reason")
    entries = list(NOTE.finditer(note))
    if note and (not entries or entries[0].start()):
        raise RuleError("批示要以日期和领导开头，写成“2026-03-16 顾南乔：批示内容”，一条一段。", "note")
    days = [_day(entry[1]) for entry in entries]
    proposal.leader_note = note
    if proposal.key_file is not None:
        key = proposal.key_file
        key.note, key.note_by, key.note_on = (note[entries[-1].end() :], entries[-1][2], days[-1]) if entries else ("", "", None)
    return Change(f"更正批示 {proposal.name}", proposal.id, reason=reason)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RuleError(f"批示日期“{text}”不对，核对月和日。", "note") from None


def _named_people(_session: Session, _record: Any, values: Values) -> dict[str, Any]:
    return {name: "、".join(value) if name == "participants" else value for name, value in values.items()}


def _of_visit(_session: Session, visit: Visit, values: Values) -> dict[str, Any]:
    columns = dict(values)
    if "proposer" in columns:
        named = columns.pop("proposer")
        columns["line_id"] = line_named(visit.proposal, named).id if named else None
    return columns


def _of_key(_session: Session, _key: KeyProposal, values: Values) -> dict[str, Any]:
    columns = {"reason" if name == "listed_for" else name: value for name, value in values.items()}
    return columns | ({"ways": list(columns["ways"])} if "ways" in columns else {})


def _check_contact(session: Session, contact: Contact, values: Values) -> None:
    require_contact(session, contact.assignment, contacted_on=values["contacted_on"], way=values["way"])
    if contact.assignment.final_replies and values["phase"] == "办前":
        first = min((reply.replied_on for reply in contact.assignment.final_replies if reply.replied_on), default=None)
        if first is not None and values["contacted_on"] > first:
            raise RuleError(f"沟通日期 {values['contacted_on']} 晚于答复日期 {first}，不是办前沟通；改阶段或日期。", "phase")


def _check_reminder(session: Session, reminder: Reminder, values: Values) -> None:
    require_reminder(session, reminder.assignment, **{name: values[name] for name in ("reminded_on", "way", "next_on")})


def _check_form_reminder(session: Session, reminder: FormReminder, values: Values) -> None:
    require_form_reminder(session, reminder.feedback, **{name: values[name] for name in ("reminded_on", "way", "next_on")})


def _check_visit(session: Session, visit: Visit, values: Values) -> None:
    require_visit(session, visit.proposal, visited_on=values["visited_on"], way=values["way"])


def _check_transfer(_session: Session, transfer: Transfer, values: Values) -> None:
    require_transfer(transfer.proposal, sent_on=values["sent_on"], answered_on=values["answered_on"])
    if any(other.target == values["target"] for other in transfer.proposal.transfers if other is not transfer):
        raise RuleError(f"另有一条转送“{values['target']}”的记录，改那一条。", "target")


def _check_inspection(session: Session, inspection: Inspection, values: Values) -> None:
    require_inspection(session, inspection.key_file, held_on=values["held_on"], way=values["way"])


def _check_key(session: Session, key: KeyProposal, values: Values) -> None:
    decided_on = values["decided_on"]
    if key.decided_on is not None:
        if key.state is not KeyState.SUGGESTED and not values["level"]:
            raise RuleError("督办级别不能空着，改为正确的内容。", "level")
        require_decided(session, key, **{name: values[name] for name in ("suggested_on", "decided_on", "level", "ways")})
        first = min((inspection.held_on for inspection in key.inspections), default=None)
        if first is not None and decided_on > first:
            raise RuleError(f"确定日期 {decided_on} 晚于第一次督办 {first}；改正其中一个。", "decided_on")
    if key.reported_on is not None:
        require_reported(key, values["reported_on"])


CONTACT = PartKind(Contact, "contacted_on", ("contacted_on", "way"), _check_contact, _named_people)
REMINDER = PartKind(Reminder, "reminded_on", ("reminded_on", "way"), _check_reminder)
FORM_REMINDER = PartKind(FormReminder, "reminded_on", ("reminded_on", "way"), _check_form_reminder)
VISIT = PartKind(Visit, "visited_on", ("visited_on", "way", "person", "result"), _check_visit, _of_visit)
TRANSFER = PartKind(Transfer, "sent_on", ("target", "sent_on"), _check_transfer, whose=lambda transfer: transfer.target)
INSPECTION = PartKind(Inspection, "held_on", ("held_on", "way"), _check_inspection, _named_people)
KEY = PartKind(
    KeyProposal, "suggested_on", ("suggested_on", "decided_on", "meeting", "level", "leader", "reported_on", "result"), _check_key, _of_key
)
