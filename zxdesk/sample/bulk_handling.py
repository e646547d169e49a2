"""Replays on plain rows what the units do with a proposal, from assignment to reply."""

from __future__ import annotations

from datetime import date
from typing import Any

from zxdesk.domain.assignment import Assignment, Extension, HandBack, Role
from zxdesk.domain.reply import Contact, Reply, ReplyState
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.supervision import Reminder
from zxdesk.sample.bulk_file import Desk, File
from zxdesk.sample.bulk_review import Replay
from zxdesk.sample.plans import Act
from zxdesk.sample.rows import Row

PEOPLE = ("signed_by", "leader", "section", "handler", "handler_phone")
REPLY = (
    "number", "signer", "contact", "contact_phone", "publicity", "delivery", "suggestion_count", "adopted_count", "promised_on",
    "promise", "body",
)  # fmt: skip


def _assign(desk: Desk, file: File, act: Act) -> None:
    given: dict[str, Any] = dict(act.values)
    for unit, role in given["units"]:
        _undertaking(desk, file, unit, Role.from_text(role), act.on, batch_id=desk.batches[given["batch"]]["id"])
    file.row.update(stage=Stage.HANDLING, assigned_on=act.on)


def _undertaking(desk: Desk, file: File, unit: str, role: Role, on: date, **more: Any) -> None:
    rule = "co_opinion" if role is Role.CO else "reply_ordinary" if file.row["timing"] == "ordinary" else "reply_lead"
    rule = "reply_separate" if role is Role.SEPARATE and rule == "reply_lead" else rule
    row = desk.rows.add(
        Assignment, file.id, proposal_id=file.id, unit_id=desk.units[unit], role=role, assigned_on=on,
        receipt_due_on=desk.due_on("receipt", on, "交办"), hand_back_due_on=desk.due_on("hand_back", on, "交办"),
        contact_due_on=desk.due_on("first_contact", on, "交办"), **more,
    )  # fmt: skip
    set_due(desk, row, rule, on, "交办")
    file.assignments.append(row)
    file.units.append(unit)


def set_due(desk: Desk, assignment: Row, rule: str, start: date, event: str) -> None:
    """The deadline with its reason, and as the original one."""
    found = desk.due(rule, start, event)
    due_on, why = (found.due_on, found.why[:200]) if found else (None, "")
    assignment.update(due_on=due_on, due_why=why, due_rule=rule, due_from=start, is_due_fixed=False, original_due_on=due_on)


def _sign(desk: Desk, file: File, act: Act) -> None:
    file.of_unit(act.unit).update(state=UnitState.SIGNED, signed_on=act.on, **{name: act.values[name] for name in PEOPLE})


def _ask_hand_back(desk: Desk, file: File, act: Act) -> None:
    row = file.of_unit(act.unit)
    row["state"] = UnitState.HAND_BACK
    file.requests[row["id"]] = desk.rows.add(
        HandBack, file.id, assignment_id=row["id"], requested_on=act.on, reason=act.values["reason"],
        suggested_unit=act.values["suggested"], answer_due_on=desk.due_on("hand_back_answer", act.on, "退办申请"),
    )  # fmt: skip


def _accept_hand_back(desk: Desk, file: File, act: Act) -> None:
    row = file.of_unit(act.unit)
    file.requests.pop(row["id"]).update(is_accepted=True, decided_on=act.on, decided_by=act.values["by"])
    row.update(state=UnitState.ENDED, ended_on=act.on, end_reason="退办改派")
    more = {"batch_id": row["batch_id"], "previous_id": row["id"]}
    _undertaking(desk, file, str(act.values["new_unit"]), row["role"], act.on, **more)


def _refuse_hand_back(desk: Desk, file: File, act: Act) -> None:
    row = file.of_unit(act.unit)
    decision = {"decided_on": act.on, "decided_by": act.values["by"], "decision_note": act.values["reason"]}
    file.requests.pop(row["id"]).update(is_accepted=False, **decision)
    row["state"] = UnitState.SIGNED if row["signed_on"] else UnitState.WAITING


def _contact(desk: Desk, file: File, act: Act) -> None:
    row, given = file.of_unit(act.unit), act.values
    told = {name: given[name] for name in ("way", "phase", "participants", "content")}
    desk.rows.add(Contact, file.id, assignment_id=row["id"], contacted_on=act.on, redo=row["redo"], **told)
    if row["state"] is UnitState.SIGNED:
        row["state"] = UnitState.HANDLING


def _ask_extension(desk: Desk, file: File, act: Act) -> None:
    row, given = file.of_unit(act.unit), act.values
    dates = {"old_due_on": row["due_on"], "new_due_on": given["new_due_on"]}
    file.requests[row["id"]] = desk.rows.add(
        Extension, file.id, assignment_id=row["id"], requested_on=act.on, reason=given["reason"], redo=row["redo"], **dates
    )


def _grant_extension(desk: Desk, file: File, act: Act) -> None:
    row = file.of_unit(act.unit)
    extension = file.requests.pop(row["id"])
    extension.update(is_granted=True, decided_on=act.on, decided_by=act.values["by"], decision_note=act.values["note"])
    until = extension["new_due_on"]
    row.update(due_on=until, is_due_fixed=True, due_why=f"{row['due_why']}；{act.on} 同意延期至 {until}"[-200:])


def _give_opinion(desk: Desk, file: File, act: Act) -> None:
    opinion = {"opinion_on": act.on, "opinion_number": act.values["number"], "opinion": act.values["opinion"]}
    file.of_unit(act.unit).update(state=UnitState.OPINION_GIVEN, **opinion)


def _remind(desk: Desk, file: File, act: Act) -> None:
    told = {name: act.values[name] for name in ("way", "person", "answer", "next_on")}
    desk.rows.add(Reminder, file.id, assignment_id=file.of_unit(act.unit)["id"], reminded_on=act.on, **told)


def _submit_reply(desk: Desk, file: File, act: Act) -> None:
    row, given = file.of_unit(act.unit), act.values
    row["state"] = UnitState.DRAFTED
    named = f"关于政协{desk.session.name}会议第{file.row['number']}号提案的答复"
    draft = desk.rows.add(
        Reply, file.id, assignment_id=row["id"], redo=row["redo"], state=ReplyState.SUBMITTED, submitted_on=act.on, title=named,
        body=given["body"], number=given["number"], reply_class=given["reply_class"],
    )  # fmt: skip
    file.replies.setdefault(row["id"], []).append(draft)


def _reply(desk: Desk, file: File, act: Act) -> None:
    row, given = file.of_unit(act.unit), act.values
    file.replies[row["id"]][-1].update(
        state=ReplyState.FINAL, replied_on=act.on, reply_class=given["reply_class"], due_on=row["due_on"],
        original_due_on=row["original_due_on"], reviewer=given["reviewer"], review_opinion=given["review_opinion"],
        **{name: given[name] for name in REPLY},
    )  # fmt: skip
    row["state"] = UnitState.REPLIED
    current = [_current(file, answering) for answering in file.standing(answering=True)]
    if all(current):
        days = [reply["replied_on"] for reply in current if reply]
        file.row.update(stage=Stage.REPLIED, replied_on=max(days), reply_class=file.least_class(desk.rules))


def _current(file: File, assignment: Row) -> Row | None:
    """The reply of the present round."""
    reply = file.last_reply(assignment)
    return reply if reply is not None and reply["redo"] == assignment["redo"] else None


HANDLING_ACTS: dict[str, Replay] = {
    "assign": _assign,
    "sign": _sign,
    "ask_hand_back": _ask_hand_back,
    "accept_hand_back": _accept_hand_back,
    "refuse_hand_back": _refuse_hand_back,
    "contact": _contact,
    "ask_extension": _ask_extension,
    "grant_extension": _grant_extension,
    "give_opinion": _give_opinion,
    "remind": _remind,
    "submit_reply": _submit_reply,
    "reply": _reply,
}
