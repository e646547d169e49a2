"""Which step corrects which part of a file, with which fields, and what stands there now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.base import Record
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.stage import Stage
from zxdesk.services import record_correction as key_fields
from zxdesk.services.change import Change
from zxdesk.services.review_correction import OF_DECISION
from zxdesk.services.step import TODAY, Step, run_step
from zxdesk.services.steps import step_fields, step_named
from zxdesk.ui.file_basics import LABELS, basic_order, basic_texts
from zxdesk.ui.file_records import KINDS, PART_OF, fixed_values, found_record, known_values, records_of, table_of, title_of
from zxdesk.ui.file_words import File
from zxdesk.ui.workspace import Workspace

TEXTS = ("situation", "analysis", "suggestion")
WHY = ("reason", "corrected_on")
NOT_HERE = {
    "征询回访": "按意见表、催收和回访右边的铅笔，改那一条。",
    "附件": "附件不改动。加错了用右边的“移除”，再加入正确的。",
    "文书": "文书印发后不能改。要改内容，改好后重新制作一份。",
    "历史": "历史只增不改。",
}

RECORD_OF = {
    "审查": ("correct-review", "reviews", "还没有审查，没有可改的。"),
    "督办": ("correct-key", "key", "没有列入重点提案，没有可改的。"),
}
"""Parts of which F2 corrects one record, the last."""


@dataclass(frozen=True)
class Edit:
    """How one part is corrected: the step with its fields and values, and the records and versions it was opened with."""

    part: str
    step: Step
    fields: tuple[Field, ...]
    values: Mapping[str, object]
    fixed: Mapping[str, object]
    expect: Mapping[type[Record], tuple[int, int]]
    title: str
    key: str
    rows: Mapping[str, str] | None = None
    """The words that stand in the places of its first fields; None where the fields stand by themselves."""


def why_not(file: File, part: str, row: File | None) -> str:
    """Why a part cannot be corrected now; empty when it can. ``row`` is the current undertaking."""
    if part in NOT_HERE:
        return NOT_HERE[part]
    if Stage.from_text(file["stage"]) is Stage.ARCHIVED:
        return "已归档，不能改。先“退回上一步”到办结，再改。"
    if part in ("基本", "正文"):
        return ""
    if part in RECORD_OF:
        verb, table, missing = _record_of(file, part)
        if not records_of(file, table):
            return missing
        return "" if step_named(verb).fits(Stage.from_text(file["stage"])) else f"现在是“{file['stage_label']}”，{part}不能改。"
    if row is None:
        return "还没有交办，没有可改的承办件。"
    if row["state"] in ("ended", "stopped"):
        return f"{row['unit']}的承办件已{row['state_label']}，不能再改。"
    if part == "答复" and _last_reply(row) is None:
        return f"{row['unit']}还没有登记答复，没有可改的。"
    step = step_named("correct-assignment" if part == "承办" else "correct-reply")
    return "" if step.fits(Stage.from_text(file["stage"])) else f"现在是“{file['stage_label']}”，{part}不能改。"


def edit_of(workspace: Workspace, file: File, part: str, row: File | None) -> Edit:
    """How a part is corrected now. Raises ``RuleError`` with the reason where it cannot be."""
    if reason := why_not(file, part, row):
        raise RuleError(reason)
    if part in RECORD_OF:
        verb, table, _missing = _record_of(file, part)
        return record_edit(workspace, file, verb, records_of(file, table)[0][0]["id"])
    return _of_proposal(workspace, file, part) if row is None or part in ("基本", "正文") else _of_unit(workspace, file, part, row)


def _record_of(file: File, part: str) -> tuple[str, str, str]:
    """Which step corrects the part: of 督办 the key proposal, or the leaders' notes where it is none."""
    if part == "督办" and file["key_file"] is None and file["leader_note"]:
        return "correct-note", "note", ""
    return RECORD_OF[part]


def record_edit(workspace: Workspace, file: File, verb: str, record_id: int) -> Edit:
    """How one record is corrected. Raises ``RuleError`` where it is gone."""
    step = step_named(verb)
    found = found_record(file, verb, record_id)
    if found is None:
        raise RuleError("这一条已经不在了，刚被撤销或移除。")
    record, unit = found
    fixed = fixed_values(verb, record, unit)
    fields = [field for field in step.fields if field.name not in (fixed.keys() | {"record"} | set(WHY))]
    known = known_values(fields, verb, record)
    if verb == "correct-key":
        fields = [field for field in fields if field.name not in _not_yet(record)]
    if verb == "correct-review" and record["step"] == "decision":
        fields = [field for field in fields if field.name in OF_DECISION]
    names = (*(field.name for field in fields), "reason")
    name = title_of(table_of(step), record)
    return _edit(
        workspace, file, PART_OF[verb], step, names, known, fixed, {KINDS[verb]: (record["id"], record["version"])},
        f"{name}　{_name(file)}", f"{file['id']}-@{verb}@{record_id}",
    )  # fmt: skip


def _not_yet(record: File) -> frozenset[str]:
    """Fields of a key proposal that are filled in by a step that was not taken yet."""
    late = frozenset[str]() if record["reported_on"] else frozenset(key_fields.OF_REPORT)
    return late | (frozenset[str]() if record["decided_on"] else frozenset(key_fields.OF_DECISION))


def save_edit(
    workspace: Workspace, file_id: int, edit: Edit, values: Mapping[str, object], changed: Collection[str], *, op_id: str | None = None
) -> Change | None:
    """Write the fields that were changed; None when none was.

    Raises ``RuleError``, also when somebody else has changed the record meanwhile.
    """
    given: dict[str, object] = {}
    for field in edit.fields:
        value = values[field.name]
        if field.name in WHY or field.name not in changed:
            continue
        if _is_empty(value) and not edit.step.clears:
            raise RuleError(f"{field.label}不能清空，改为正确的内容。", field.name)
        given[field.name] = "" if value is None else value
    if not given:
        return None
    given |= {name: values[name] for name in WHY if name in values}
    reason = str(values.get("reason") or "")
    return workspace.run(
        run_step, edit.step, file_id, {**edit.fixed, **given}, today=workspace.today, action=edit.step.verb, reason=reason,
        expect=dict(edit.expect), op_id=op_id,
    )  # fmt: skip


def _of_proposal(workspace: Workspace, file: File, part: str) -> Edit:
    step = step_named("correct")
    names = (*(basic_order(file) if part == "基本" else TEXTS), *WHY)
    known = {name: _typed(name, value) for name, value in file.items() if not isinstance(value, dict | list)}
    known |= {name: _names(file[name]) for name in ("wished_lead", "wished_co")}
    for name, state in (("proposers", "signed"), ("invited", "pending")):
        known[name] = tuple(_line_key(line) for line in file["proposers"] if line["signature"] == state)
    if file["stage"] == "draft":
        known["reason"] = "补充草稿"
    edit = _edit(workspace, file, part, step, names, known, {}, {Proposal: (file["id"], file["version"])}, f"{part} {_name(file)}", str(file["id"]))
    return replace(edit, rows=basic_texts(file, workspace.today.year)) if part == "基本" else edit


def _of_unit(workspace: Workspace, file: File, part: str, row: File) -> Edit:
    step = step_named("correct-assignment" if part == "承办" else "correct-reply")
    reply = _last_reply(row) if part == "答复" else None
    record: type[Record] = Assignment if reply is None else Reply
    source = row if reply is None else reply
    names = (*(field.name for field in step.fields if field.name not in WHY), *WHY)
    known = {name: _typed(name, value) for name, value in source.items() if not isinstance(value, dict | list)}
    expect = {record: (source["id"], source["version"])}
    return _edit(
        workspace, file, part, step, names, known, {"unit": f"#{row['id']}"}, expect, f"{part} {_name(file)} {row['unit']}",
        f"{file['id']}-{row['id']}",
    )  # fmt: skip


def _last_reply(row: File) -> File | None:
    return next((reply for reply in reversed(row["replies"]) if reply["state"] == "final"), None)


def _edit(
    workspace: Workspace, file: File, part: str, step: Step, names: tuple[str, ...], known: Mapping[str, object],
    fixed: Mapping[str, object], expect: Mapping[type[Record], tuple[int, int]], title: str, key: str,
) -> Edit:  # fmt: skip
    of_step = {field.name: field for field in workspace.read(step_fields, step, file["plenary_id"])}
    fields = tuple(_shaped(of_step[name], workspace.today) for name in names if name in of_step)
    values = {field.name: known[field.name] for field in fields if not _is_empty(known.get(field.name))}
    return Edit(part, step, fields, values, fixed, expect, title, key)


def _shaped(field: Field, today: date) -> Field:
    """The reason is one line here, at the foot of the form; a default of today is said as a date."""
    if field.name in LABELS and field.kind != "flag":
        field = replace(field, label=LABELS[field.name])
    if field.name == "reason":
        return replace(field, kind="text", label="更正理由", help="写进历史，例如：录入有误")
    return replace(field, default=today) if field.default == TODAY else field


def _typed(name: str, value: Any) -> object:
    return date.fromisoformat(value) if name.endswith("_on") and isinstance(value, str) and value else value


def _line_key(line: File) -> str:
    return f"#{line['member_id']}" if line["member_id"] else str(line["name"])


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split("、") if part)


def _name(file: File) -> str:
    return str(file["number"] or file["receipt_number"] or "草稿")


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == ()
