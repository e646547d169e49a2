"""One proposal of a bulk register while its story is replayed on plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zxdesk.domain.assignment import Role
from zxdesk.domain.calendar import WorkCalendar
from zxdesk.domain.deadline import Deadline, compute
from zxdesk.domain.issued_number import NumberKind
from zxdesk.domain.proposer import Signature
from zxdesk.domain.reply import ReplyState
from zxdesk.domain.rules import Rules
from zxdesk.domain.satisfaction import overall
from zxdesk.domain.stage import ENDED_STATES, OPEN_STATES, STOPPED_STAGES, WORKING_STAGES, Stage
from zxdesk.sample.plans import ProposalPlan, SessionPlan
from zxdesk.sample.rows import Row, Rows


@dataclass
class Desk:
    """What the files of one plenary share: its rows, rules and calendar, and the keys of people, units and batches."""

    rows: Rows
    rules: Rules
    calendar: WorkCalendar
    session: SessionPlan
    plenary_id: int
    clerk: str
    members: Mapping[str, Row]
    organisations: Mapping[str, Row]
    units: Mapping[str, int]
    batches: Mapping[str, Row]
    files: dict[str, File] = field(default_factory=dict)
    _due: dict[tuple[str, date, str], Deadline | None] = field(default_factory=dict)

    def due(self, rule: str, start: date, event: str) -> Deadline | None:
        """A deadline by the rules, reckoned once for all that began on the same day."""
        key = rule, start, event
        if key not in self._due:
            found = self.rules.deadlines.get(rule)
            self._due[key] = compute(found, start=start, event=event, calendar=self.calendar) if found else None
        return self._due[key]

    def due_on(self, rule: str, start: date, event: str) -> date | None:
        """The day of that deadline."""
        found = self.due(rule, start, event)
        return found.due_on if found else None


@dataclass
class File:
    """The rows of one proposal, as far as later acts look at them."""

    plan: ProposalPlan
    row: Row
    lines: list[Row] = field(default_factory=list)
    assignments: list[Row] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    replies: dict[int, list[Row]] = field(default_factory=dict)
    requests: dict[int, Row] = field(default_factory=dict)
    follow_ups: list[tuple[Row, Row]] = field(default_factory=list)
    forms: dict[tuple[int, int], Row] = field(default_factory=dict)
    merged: list[File] = field(default_factory=list)
    key_file: Row | None = None

    @property
    def id(self) -> int:
        """The proposal's key."""
        key: int = self.row["id"]
        return key

    def asked_lines(self) -> list[Row]:
        """The signed proposers of this and of every merged proposal."""
        return [line for file in (self, *self.merged) for line in file.lines if line["signature"] is Signature.SIGNED]

    def standing(self, *, answering: bool = False) -> list[Row]:
        """Undertakings that are neither reassigned nor stopped; ``answering`` leaves co-units out."""
        rows = [row for row in self.assignments if row["state"] not in ENDED_STATES]
        return [row for row in rows if row["role"].answers] if answering else rows

    def of_unit(self, short_name: str) -> Row:
        """The standing undertaking of a unit."""
        pairs = zip(self.assignments, self.units, strict=True)
        return next(row for row, unit in pairs if unit == short_name and row["state"] not in ENDED_STATES)

    def last_reply(self, assignment: Row) -> Row | None:
        """The reply of an undertaking that is in force."""
        final = [reply for reply in self.replies.get(assignment["id"], []) if reply["state"] is ReplyState.FINAL]
        return final[-1] if final else None

    def least_class(self, rules: Rules, classes: Mapping[int, str] | None = None) -> str:
        """The least favourable class of the replies in force; ``classes`` are newer ones by reply."""
        order = [choice.code for choice in rules.reply_classes]
        replies = [reply for row in self.standing(answering=True) if (reply := self.last_reply(row)) is not None]
        given = [(classes or {}).get(reply["id"], reply["reply_class"]) for reply in replies]
        return max((code for code in given if code in order), key=order.index, default="")

    def satisfaction(self, rules: Rules) -> str:
        """One word out of the forms on the replies in force. Source: domain §6.3."""
        found = []
        for row in self.standing(answering=True):
            reply = self.last_reply(row)
            forms = [form for (_, key), form in self.forms.items() if reply is not None and key == reply["id"]]
            if not forms:
                continue
            word = overall([form["result"] or None for form in forms], rule=rules.satisfaction, order=rules.feedback_result)
            if word is None:
                return ""
            found.append(word)
        return max(found, key=rules.feedback_result.index, default="")

    def sum_up(self) -> None:
        """The columns that lists show; what ``Proposal.refresh_summary`` says of the same rows."""
        counting = (Signature.SIGNED, Signature.PENDING)
        units = [(unit, row) for unit, row in zip(self.units, self.assignments, strict=True) if row["state"] not in ENDED_STATES]
        self.row["proposer_names"] = "、".join(line["name"] for line in self.lines if line["signature"] in counting)[:400]
        self.row["unit_names"] = "、".join(unit for unit, _ in units)[:600]
        self.row["lead_names"] = "、".join(unit for unit, row in units if row["role"] is not Role.CO)[:200]
        self.row["next_due_on"] = self._next_due()

    def _next_due(self) -> date | None:
        stage = self.row["stage"]
        if stage in STOPPED_STAGES or stage is Stage.ARCHIVED:
            return None
        at_work = self.standing() if stage in WORKING_STAGES else []
        dates = [row["due_on"] for row in at_work if row["due_on"] and row["state"] in OPEN_STATES]
        if stage is Stage.CONSULTING:
            own = [form for form in self.forms.values() if form["proposal_id"] == self.id]
            dates += [form["due_on"] for form in own if form["due_on"] and form["returned_on"] is None]
        return min(dates, default=None)


def series_name(rules: Rules, kind: NumberKind, category: str) -> str:
    """The series a number belongs to: the category's own, or the plenary's."""
    rule = rules.receipt_numbering if kind is NumberKind.RECEIPT else rules.proposal_numbering
    return category if kind is NumberKind.PROPOSAL and rule.series == "category" else ""


def texts(value: Any) -> str:
    """Names of an act as one text."""
    return "、".join(value or ())
