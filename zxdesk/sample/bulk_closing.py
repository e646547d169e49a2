"""Replays on plain rows what follows a reply, from the forms to the archive, and the supervision of key proposals."""

from __future__ import annotations

from typing import Any

from zxdesk.domain.feedback import Feedback, Visit
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.supervision import Inspection, KeyProposal, KeyState
from zxdesk.sample.bulk_file import Desk, File
from zxdesk.sample.bulk_handling import set_due
from zxdesk.sample.bulk_review import Replay
from zxdesk.sample.plans import Act

ANSWERS = ("attitude", "result", "contact_answer", "way", "comment")


def _send_forms(desk: Desk, file: File, act: Act) -> None:
    due_on = desk.due_on("feedback_return", act.on, "发出征询意见表")
    for row in file.standing(answering=True):
        reply = file.last_reply(row)
        if reply is None or reply["redo"] != row["redo"]:
            continue
        for line in file.asked_lines():
            key = line["id"], reply["id"]
            if key not in file.forms:
                keys = {"proposal_id": line["proposal_id"], "line_id": line["id"], "reply_id": reply["id"], "redo": reply["redo"]}
                form = desk.rows.add(
                    Feedback, line["proposal_id"], **keys, sent_on=act.on, sent_by=act.values["way"], due_on=due_on
                )
                file.forms[key] = form
    file.row.update(stage=Stage.CONSULTING, sent_on=act.on)


def _return_form(desk: Desk, file: File, act: Act) -> None:
    asked = desk.files[str(act.values["proposal"])]
    row = file.of_unit(act.unit)
    reply = file.last_reply(row)
    assert reply is not None
    answers = {name: act.values[name] for name in ANSWERS}
    form = file.forms.get((asked.lines[act.line]["id"], reply["id"]))
    if form is None:  # a story tells the answer of a merged proposal's joint proposer who had declined and was never asked
        return
    form.update(returned_on=act.on, is_signed=True, signed_on=act.on, entered_by=desk.clerk, **answers)
    forms = [form for (_, key), form in file.forms.items() if key == reply["id"]]
    if row["state"] is UnitState.REPLIED and all(form["returned_on"] for form in forms):
        row["state"] = UnitState.JUDGED
    file.row["satisfaction"] = file.satisfaction(desk.rules)


def _visit(desk: Desk, file: File, act: Act) -> None:
    told = {name: act.values[name] for name in ("way", "person", "result")}
    desk.rows.add(Visit, file.id, proposal_id=file.id, line_id=file.lines[act.line]["id"], visited_on=act.on, **told)


def _order_redo(desk: Desk, file: File, act: Act) -> None:
    row = file.of_unit(act.unit)
    row.update(state=UnitState.REDOING, redo=row["redo"] + 1)
    set_due(desk, row, "redo", act.on, "重新办理")
    file.row.update(stage=Stage.REDOING, redo=file.row["redo"] + 1)


def _close(desk: Desk, file: File, act: Act) -> None:
    file.row.update(stage=Stage.CLOSED, closed_on=act.on, satisfaction=file.satisfaction(desk.rules))


def _follow(desk: Desk, file: File, act: Act) -> None:
    for row in file.standing(answering=True):
        reply = file.last_reply(row)
        if reply is None or reply["reply_class"] not in desk.rules.follow_up_classes:
            continue
        told = {"first_class": reply["reply_class"], "started_on": act.on, "planned_on": act.values["planned_on"]}
        entry = desk.rows.add(
            FollowUp, file.id, assignment_id=row["id"], reply_id=reply["id"], item=act.values["item"] or reply["promise"], **told
        )
        file.follow_ups.append((row, entry))
    file.row["stage"] = Stage.FOLLOWING


def _finish_follow(desk: Desk, file: File, act: Act) -> None:
    unit = file.of_unit(act.unit)
    told = {name: act.values[name] for name in ("new_class", "result", "evidence")}
    next(entry for row, entry in file.follow_ups if row is unit).update(followed_on=act.on, **told)
    if all(entry["followed_on"] for _, entry in file.follow_ups):
        newer = {entry["reply_id"]: str(entry["new_class"]) for _, entry in file.follow_ups}
        file.row.update(stage=Stage.CLOSED, follow_class=file.least_class(desk.rules, newer))


def _archive(desk: Desk, file: File, act: Act) -> None:
    place = {name: act.values[name] for name in ("retention", "pages", "location")}
    file.row.update(stage=Stage.ARCHIVED, archived_on=act.on, archive_number=act.values["number"], **place)


def _suggest_key(desk: Desk, file: File, act: Act) -> None:
    told = {"suggested_on": act.on, "suggested_by": act.values["by"], "reason": act.values["reason"]}
    file.key_file = desk.rows.add(KeyProposal, file.id, proposal_id=file.id, **told)
    file.row["is_key_suggested"] = True


def _decide_key(desk: Desk, file: File, act: Act) -> None:
    given: dict[str, Any] = dict(act.values)
    told = {name: given[name] for name in ("level", "leader", "supervisor", "planned_on", "meeting")}
    _key(file).update(state=KeyState.DECIDED, decided_on=act.on, ways=list(given["ways"]), **told)
    file.row["is_key"] = True


def _inspect(desk: Desk, file: File, act: Act) -> None:
    told = {name: act.values[name] for name in ("way", "participants", "content")}
    desk.rows.add(Inspection, file.id, key_proposal_id=_key(file)["id"], held_on=act.on, **told)


def _report_key(desk: Desk, file: File, act: Act) -> None:
    _key(file).update(state=KeyState.REPORTED, reported_on=act.on, result=act.values["result"], report=act.values["report"])


def _key(file: File) -> dict[str, Any]:
    assert file.key_file is not None
    return file.key_file


CLOSING_ACTS: dict[str, Replay] = {
    "send_forms": _send_forms,
    "return_form": _return_form,
    "visit": _visit,
    "order_redo": _order_redo,
    "close": _close,
    "follow": _follow,
    "finish_follow": _finish_follow,
    "archive": _archive,
    "suggest_key": _suggest_key,
    "decide_key": _decide_key,
    "inspect": _inspect,
    "report_key": _report_key,
}
