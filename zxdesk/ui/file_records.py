"""The records of a file that are corrected one by one: which there are, how each is called, what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from zxdesk.domain.base import Record
from zxdesk.domain.feedback import Feedback, FormReminder, Visit
from zxdesk.domain.field import Field
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Contact
from zxdesk.domain.review import Review, Transfer
from zxdesk.domain.supervision import Award, Inspection, KeyProposal, Reminder
from zxdesk.services.step import LISTS, Step
from zxdesk.ui.file_words import File, day, forms_of, joined

Found = tuple[File, str]
"""A record, and the #id of the undertaking it belongs to where it belongs to one."""
LONGEST = 14
"""Characters of a record's name in the heading of its form."""
KINDS: Mapping[str, type[Record]] = {
    "correct-review": Review, "correct-contact": Contact, "correct-reminder": Reminder, "correct-form-reminder": FormReminder,
    "correct-visit": Visit, "correct-inspection": Inspection, "correct-key": KeyProposal, "correct-feedback": Feedback,
    "correct-note": Proposal, "correct-transfer": Transfer, "correct-award": Award, "correct-award-others": Award,
}  # fmt: skip
"""The steps that correct one record, and its kind."""
PART_OF = {
    "correct-review": "审查", "correct-contact": "承办", "correct-reminder": "承办", "correct-form-reminder": "征询回访",
    "correct-visit": "征询回访", "correct-feedback": "征询回访", "correct-inspection": "督办", "correct-key": "督办",
    "correct-note": "督办", "correct-transfer": "审查", "correct-award": "督办",
}  # fmt: skip
TABLE_OF = {
    "correct-review": "reviews", "correct-contact": "contacts", "correct-reminder": "reminders", "correct-form-reminder": "form_reminders",
    "correct-visit": "visits", "correct-feedback": "forms", "correct-inspection": "inspections", "correct-key": "key", "detach": "attachments",
    "correct-note": "note", "correct-transfer": "transfers", "correct-award": "awards", "correct-award-others": "awards",
}  # fmt: skip
OTHER_NAMES = {("correct-key", "listed_for"): "reason", ("correct-note", "note"): "leader_note"}


def records_of(file: File, table: str) -> list[Found]:
    """The records of a table of the file, the newest first."""
    rows: list[Found] = list(_TABLES[table](file))
    return rows[::-1]


def choices_of(file: File, table: str) -> tuple[tuple[str, str], ...]:
    """The records of a table as a list to choose from."""
    return tuple((f"#{record['id']}", name_of(table, record)) for record, _unit in records_of(file, table))


def name_of(table: str, record: File) -> str:
    """How a record is called: by its day and what it was."""
    return _NAMES[table](record)


def title_of(table: str, record: File) -> str:
    """The same, short enough for the heading of a form."""
    words = " ".join(name_of(table, record).split(" ")[:2])
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def found_record(file: File, verb: str, record_id: int) -> Found | None:
    """The record that a correcting step means, as it stands in the file now."""
    return next(((record, unit) for record, unit in _TABLES[TABLE_OF[verb]](file) if record["id"] == record_id), None)


def table_of(step: Step) -> str:
    """Where the file holds what the step corrects; empty where it corrects no single record."""
    return TABLE_OF.get(step.verb, "")


def is_correction(verb: str) -> bool:
    """Whether a step corrects one record, so that its form shows what stands and sends what was changed."""
    return verb in KINDS


def is_there(step: Step, file: File) -> bool:
    """Whether a file has what a step is about: a record to correct, somebody to sign, a form that is out."""
    table = table_of(step)
    if table and table != "forms":
        return bool(_TABLES[table](file))
    wanted = _WANTED.get(step.verb)
    return wanted is None or wanted(file)


def known_values(fields: Sequence[Field], verb: str, record: File) -> dict[str, object]:
    """What stands in a record, as the fields of its step hold it."""
    known: dict[str, object] = {}
    for field in fields:
        if field.name not in ("reason", "record", "unit") or (verb, field.name) in OTHER_NAMES:
            value = record.get(OTHER_NAMES.get((verb, field.name), field.name))
            if field.name == "proposer":
                value = f"#{record['line_id']}" if record.get("line_id") else None
            if (typed := _typed(field, value)) not in (None, "", ()):
                known[field.name] = typed
    return known


def fixed_values(verb: str, record: File, unit: str) -> dict[str, object]:
    """The values that say which record is meant."""
    if verb == "correct-feedback":
        return {"proposer": f"#{record['line_id']}", "unit": f"#{record['assignment_id']}"}
    if verb in ("correct-key", "correct-note"):
        return {}
    fixed: dict[str, object] = {"record": f"#{record['id']}"}
    return fixed | ({"unit": unit} if unit else {})


def _typed(field: Field, value: Any) -> object:
    if field.kind == "date":
        return date.fromisoformat(value) if isinstance(value, str) and value else value
    if field.kind in LISTS:
        return tuple(value.split("、")) if isinstance(value, str) and value else tuple(value or ())
    if isinstance(value, bool) and field.kind == "choice":
        return "是" if value else "否"
    return value


def _of_units(file: File, name: str) -> list[Found]:
    return [(record, f"#{row['id']}") for row in file["assignments"] if row["state"] not in ("ended", "stopped") for record in row[name]]


def _plain(rows: Sequence[File]) -> list[Found]:
    return [(row, "") for row in rows]


_TABLES: dict[str, Callable[[File], list[Found]]] = {
    "reviews": lambda file: _plain(file["reviews"]),
    "attachments": lambda file: _plain(file["attachments"]),
    "contacts": lambda file: _of_units(file, "contacts"),
    "reminders": lambda file: _of_units(file, "reminders"),
    "form_reminders": lambda file: _plain([row | {"proposer": form["proposer"]} for form in forms_of(file) for row in form["reminders"]]),
    "visits": lambda file: _plain(file["visits"]),
    "inspections": lambda file: _plain(file["key_file"]["inspections"] if file["key_file"] else []),
    "transfers": lambda file: _plain(file["transfers"]),
    "awards": lambda file: _plain(file["awards"]),
    "note": lambda file: _plain([file] if file["leader_note"] else []),
    "key": lambda file: _plain([file["key_file"]] if file["key_file"] else []),
    "forms": lambda file: _plain([form for form in forms_of(file) if form["returned_on"]]),
}
_NAMES: dict[str, Callable[[File], str]] = {
    "reviews": lambda row: joined(row["step_label"], day(row["reviewed_on"]), row["reviewer"]),
    "attachments": lambda row: str(row["name"]),
    "contacts": lambda row: joined("沟通", day(row["contacted_on"]), row["way"], row["participants"]),
    "reminders": lambda row: joined("催办", day(row["reminded_on"]), row["way"], row["person"]),
    "form_reminders": lambda row: joined("催收", day(row["reminded_on"]), row["way"], row["proposer"]),
    "visits": lambda row: joined("回访", day(row["visited_on"]), row["way"], row["proposer"]),
    "inspections": lambda row: joined("督办", day(row["held_on"]), row["way"]),
    "transfers": lambda row: joined("转送", day(row["sent_on"]), row["target"]),
    "awards": lambda row: joined(str(row["year"]), row["kind"], row.get("award_unit"), row["person"]),
    "key": lambda _row: "重点提案",
    "note": lambda _row: "领导批示",
    "forms": lambda row: joined(row["proposer"], row["unit"], "意见"),
}
_WANTED: dict[str, Callable[[File], bool]] = {
    "countersign": lambda file: any(line["signature"] == "pending" for line in file["proposers"]),
    "feedback": lambda file: any(not form["returned_on"] for form in forms_of(file)) or file["stage"] == "merged",
    "remind-form": lambda file: any(not form["returned_on"] for form in forms_of(file)) or file["stage"] == "merged",
    "correct-feedback": lambda file: any(form["returned_on"] for form in forms_of(file)) or file["stage"] == "merged",
    "take-back-feedback": lambda file: any(form["returned_on"] for form in forms_of(file)) or file["stage"] == "merged",
}
