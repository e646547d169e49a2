"""Correcting what was typed wrong on a record, with the reason in history; nothing is moved along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.base import Record, label_of
from zxdesk.domain.errors import RuleError
from zxdesk.domain.reply import Reply
from zxdesk.services.answering import proposal_class
from zxdesk.services.assignment import open_assignment
from zxdesk.services.change import Change
from zxdesk.services.frame import require_word, rules_of
from zxdesk.text.normalise import to_half_width

SAYS = {"是": True, "否": False}
Check = Callable[[Session, Any, Mapping[str, Any]], None]
Shape = Callable[[Session, Any, Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class PartKind:
    """A kind of record that stands in a file several times: the day it is called by, what must stay filled in, its rules.

    ``check`` is the rule of its registering and gets the values as they would be; ``shape`` turns what was typed into columns.
    """

    kind: type[Record]
    day: str
    needed: tuple[str, ...]
    check: Check
    shape: Shape = lambda _session, _record, values: dict(values)
    whose: Callable[[Any], str] = lambda _record: ""  # what it is called by behind its day, where the day says too little

    @property
    def label(self) -> str:
        """How it is called: 沟通, 催办."""
        return self.kind.record_label

    def name(self, record: Any) -> str:
        """How one of them is called: 2026-04-08, 2026 罗一帆."""
        return f"{getattr(record, self.day)} {self.whose(record)}".rstrip()


def part_named(kind: PartKind, rows: Sequence[Any], text: str | None, owner: str) -> Any:
    """The record meant by its day or #id, or the only one there is."""
    if not rows:
        raise RuleError(f"{owner}还没有{kind.label}，没有可更正的。", "record")
    wanted = to_half_width(text or "").strip()
    found = [row for row in rows if wanted in ("", f"#{row.id}", str(getattr(row, kind.day)), kind.name(row))]
    if len(found) == 1:
        return found[0]
    days = "、".join(f"{kind.name(row)}（#{row.id}）" for row in rows)
    raise RuleError(f"{owner}有 {len(rows)} 条{kind.label}：{days}，写明是哪一条。", "record")


def correct_part(session: Session, kind: PartKind, record: Any, values: Mapping[str, Any]) -> None:
    """Set the values given on a record, by the rules of its registering. ``RuleError`` where nothing would be different."""
    given = {name: SAYS.get(value, value) if isinstance(value, str) else value for name, value in values.items()}
    columns = kind.shape(session, record, given)
    for name in kind.needed:
        if name in columns and columns[name] in (None, "", []):
            raise RuleError(f"{label_of(kind.kind, name)}不能空着，改为正确的内容。", name)
    changed = {name: value for name, value in columns.items() if getattr(record, name) != value}
    if not changed:
        raise RuleError("和原来一样，没有要更正的。改了再保存。", "reason")
    kind.check(session, record, {column.key: getattr(record, column.key) for column in kind.kind.__mapper__.column_attrs} | changed)
    for name, value in changed.items():
        setattr(record, name, value)


def correct_assignment(session: Session, assignment_id: int, *, reason: str, signed_on: date | None = None, **values: str | date) -> Change:
    """Correct who signed, when, and who handles it. Dates keep their order."""
    assignment = open_assignment(session, assignment_id)
    if signed_on is not None:
        _require_signed_between(assignment, signed_on)
        assignment.signed_on = signed_on
    for name, value in values.items():
        setattr(assignment, name, value)
    return Change(f"更正承办件 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id, reason=reason)


def correct_reply(
    session: Session,
    assignment_id: int,
    *,
    reason: str,
    replied_on: date | None = None,
    reply_class: str | None = None,
    publicity: str | None = None,
    promised_on: date | None = None,
    **values: Any,
) -> Change:
    """Correct the reply in force; the class of the proposal follows, earlier rounds stay."""
    assignment = open_assignment(session, assignment_id)
    proposal, reply = assignment.proposal, assignment.last_reply
    if reply is None:
        raise RuleError(f"{assignment.unit.short}还没有登记答复，没有可更正的。", "unit")
    rules = rules_of(session, proposal.plenary)
    if replied_on is not None:
        _require_replied_between(assignment, reply, replied_on)
        reply.replied_on = replied_on
    if reply_class is not None:
        if any(entry.reply is reply for entry in assignment.follow_ups):
            raise RuleError("这份答复已转入跟踪，原办理类别不能再改。", "reply_class")
        reply.reply_class = rules.choice("reply_classes", reply_class).code
    if publicity is not None:
        require_word(publicity, rules.publicity, "publicity", "公开属性")
        reply.publicity = publicity
    if promised_on is not None:
        reply.promised_on = promised_on
    if reply.promised_on is not None and reply.replied_on is not None and reply.promised_on < reply.replied_on:
        raise RuleError(f"承诺时限 {reply.promised_on} 早于答复日期 {reply.replied_on}。", "promised_on")
    for name, value in values.items():
        setattr(reply, name, value)
    if proposal.replied_on is not None:
        days = [a.last_reply.replied_on for a in proposal.answering if a.last_reply and a.last_reply.replied_on]
        proposal.replied_on = max(days, default=proposal.replied_on)
        proposal.reply_class = proposal_class(proposal, rules)
    return Change(f"更正答复 {proposal.name} {assignment.unit.short}", proposal.id, reason=reason)


def _require_signed_between(assignment: Assignment, signed_on: date) -> None:
    if assignment.signed_on is None:
        raise RuleError(f"{assignment.unit.short}还没有签收，先登记签收。", "signed_on")
    assignment.require_not_before(signed_on, "签收日期", "signed_on")
    first = min((reply.replied_on for reply in assignment.final_replies if reply.replied_on), default=None)
    if first is not None and signed_on > first:
        raise RuleError(f"签收日期 {signed_on} 晚于答复日期 {first}；改正其中一个。", "signed_on")


def _require_replied_between(assignment: Assignment, reply: Reply, replied_on: date) -> None:
    start = assignment.due_from if reply.redo and assignment.due_from else assignment.signed_on or assignment.assigned_on
    if replied_on < start:
        raise RuleError(f"答复日期 {replied_on} 早于签收、交办或重新办理日期 {start}。", "replied_on")
    sent = min((form.sent_on for member in assignment.proposal.family for form in member.feedbacks if form.reply is reply), default=None)
    if sent is not None and replied_on > sent:
        raise RuleError(f"答复日期 {replied_on} 晚于征询发出日期 {sent}。", "replied_on")
