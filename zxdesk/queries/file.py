"""The whole file of one proposal, nested, and finding a proposal by what people call it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.base import Record
from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import Feedback, Visit
from zxdesk.domain.light import light_of, words
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import ENDED_STATES, OPEN_STATES
from zxdesk.queries.lights import proposal_light
from zxdesk.queries.nesting import values_of
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import with_parts
from zxdesk.text.normalise import clean_line, to_half_width

TIMINGS = {"session": "会间", "ordinary": "平时"}
_CALLED = re.compile(r"^第?\s*(?P<number>.+?)\s*号?(提案)?$")
_OWNER = frozenset({"proposal_id"})
_PART = frozenset({"assignment_id"})


def proposal_file(session: Session, proposal_id: int, *, today: date) -> dict[str, Any]:
    """The whole file of a proposal with all its parts, fit for JSON. Source: design §4.

    Raises ``RuleError`` when there is no such proposal.
    """
    proposal = session.scalars(_whole().where(Proposal.id == proposal_id)).first()
    if proposal is None:
        raise RuleError(f"没有 #{proposal_id} 这件提案。核对提案号。", "proposal")
    rules = rules_of(session, proposal.plenary_id)
    file = _head(proposal, rules, today)
    file["proposers"] = [values_of(line, without=_OWNER) for line in proposal.lines]
    file["reviews"] = _parts(proposal.reviews)
    file["assignments"] = [_assignment(row, rules, today) for row in proposal.assignments]
    file["feedbacks"] = [_feedback(row) for row in proposal.feedbacks]
    file["visits"] = [_visit(row) for row in proposal.visits]
    file["key_file"] = _key_file(proposal)
    file["lead"] = _called(proposal.lead) if proposal.lead else None
    file["merged"] = [_merged(row) for row in proposal.merged]
    file["transfers"] = _parts(proposal.transfers)
    file["awards"] = _parts(proposal.awards)
    file["text_versions"] = _parts(proposal.text_versions)
    file["attachments"] = _parts(proposal.attachments)
    file["papers"] = _parts(proposal.papers)
    return file


def find_proposal(session: Session, plenary_id: int | None, number: str | int) -> int:
    """Return the id of the proposal meant by a proposal number, a receipt number or ``#id``; the proposal number goes first.

    第12号, 12 and 0012 mean the same when the office writes 0012. Without a plenary every plenary is looked through.
    Raises ``RuleError`` when there is none, or more than one.
    """
    said = to_half_width(clean_line(str(number))).strip()
    if re.fullmatch(r"#\d+", said):
        return _existing_id(session, int(said[1:]), plenary_id)
    matched = _CALLED.match(said)
    wanted = matched["number"] if matched else said
    rows = list(session.execute(_numbered(plenary_id, wanted)))
    for column in (1, 2):
        for same in (lambda text: text.casefold() == wanted.casefold(), lambda text: _bare(text) == _bare(wanted)):
            found = [row for row in rows if row[column] and same(row[column])]
            if found:
                return _only(found, wanted)
    raise RuleError(f"{_plenary_name(session, plenary_id)}没有 {wanted or '空白'} 号提案。", "number")


def _whole() -> Select[Proposal]:
    return select(Proposal).options(
        *with_parts(),
        selectinload(Proposal.feedbacks).selectinload(Feedback.reminders),
        selectinload(Proposal.visits).joinedload(Visit.line),
    )


def _head(proposal: Proposal, rules: Rules, today: date) -> dict[str, Any]:
    plenary = proposal.plenary
    is_signing = bool(proposal.pending_signatures())
    light, light_words = proposal_light(
        proposal.stage, proposal.next_due_on, is_signing=is_signing, today=today, yellow_days=rules.yellow_days
    )
    labels = {"reason_names": [_reason(rules, code) for code in proposal.reasons]}
    return values_of(proposal) | labels | {
        "plenary": plenary.name,
        "plenary_full_name": plenary.full_name,
        "timing_label": TIMINGS.get(proposal.timing, proposal.timing),
        "construction": rules.construction_of(proposal.category) if proposal.category else "",
        "proposer_group": _group(rules, proposal.proposer_kind),
        "reply_class_text": _class_text(rules, proposal.reply_class),
        "light": light.value if light else "",
        "light_words": light_words,
        "is_locked": plenary.locked_on is not None,
    }


def _assignment(row: Assignment, rules: Rules, today: date) -> dict[str, Any]:
    light = light_of(
        row.open_due_on, today=today, is_stopped=row.state in ENDED_STATES, is_done=row.state not in OPEN_STATES,
        yellow_days=rules.yellow_days,
    )  # fmt: skip
    values = values_of(row, without=_OWNER) | {
        "state_label": row.state_label,
        "unit": row.unit.short,
        "unit_name": row.unit.name,
        "unit_code": row.unit.code,
        "batch": row.batch.name if row.batch else "",
        "light": light.value if row.open_due_on or row.state not in OPEN_STATES else "",
        "light_words": words(light, row.open_due_on, today, state=row.state.label),
        "hand_backs": _parts(row.hand_backs),
        "extensions": _parts(row.extensions),
        "contacts": _parts(row.contacts),
        "follow_ups": _parts(row.follow_ups),
        "reminders": _parts(row.reminders),
    }
    replies = []
    for reply in row.replies:
        text = {"reply_class_text": _class_text(rules, reply.reply_class), "is_on_time": reply.is_on_time}
        replies.append(values_of(reply, without=_PART) | text)
    return values | {"replies": replies}


def _feedback(row: Feedback) -> dict[str, Any]:
    assignment = row.reply.assignment
    return values_of(row, without=_OWNER) | {
        "proposer": row.line.name,
        "reply_number": row.reply.number,
        "assignment_id": assignment.id,
        "unit": assignment.unit.short,
        "from_proposal": row.line.proposal_id,
        "reminders": _parts(row.reminders),
    }


def _visit(row: Visit) -> dict[str, Any]:
    return values_of(row, without=_OWNER) | {"proposer": row.line.name if row.line else ""}


def _key_file(proposal: Proposal) -> dict[str, Any] | None:
    found = proposal.key_file
    if found is None:
        return None
    inspections = [values_of(row, without=frozenset({"key_proposal_id"})) for row in found.inspections]
    return values_of(found, without=_OWNER) | {"inspections": inspections}


def _merged(row: Proposal) -> dict[str, Any]:
    """A merged proposal with its own proposers, who are answered and asked like those of the lead."""
    lines = [values_of(line, without=_OWNER) for line in row.lines]
    return _called(row) | {"proposers": lines, "feedbacks": [_feedback(form) for form in row.feedbacks]}


def _parts(records: Iterable[Record]) -> list[dict[str, Any]]:
    return [values_of(record, without=_OWNER | _PART) for record in records]


def _called(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id, "number": proposal.number, "receipt_number": proposal.receipt_number, "title": proposal.title,
        "stage": proposal.stage.value, "stage_label": proposal.stage.label, "proposer_names": proposal.proposer_names,
    }  # fmt: skip


def _reason(rules: Rules, code: str) -> str:
    return next((reason.name for reason in rules.reasons if code in (reason.code, reason.name)), code)


def _class_text(rules: Rules, code: str) -> str:
    return next((choice.text for choice in rules.reply_classes if code in (choice.code, choice.name)), "")


def _group(rules: Rules, kind: str) -> str:
    return next((choice.text for choice in rules.proposer_types if kind in (choice.code, choice.name)), "")


def _numbered(plenary_id: int | None, wanted: str) -> Any:
    statement = select(Proposal.id, Proposal.number, Proposal.receipt_number, Plenary.name).join(Proposal.plenary)
    if plenary_id is not None:
        return statement.where(Proposal.plenary_id == plenary_id)
    ending = _bare(wanted)
    return statement.where(or_(Proposal.number.endswith(ending, autoescape=True),
                               Proposal.receipt_number.endswith(ending, autoescape=True)))


def _existing_id(session: Session, key: int, plenary_id: int | None) -> int:
    owner = session.scalars(select(Proposal.plenary_id).where(Proposal.id == key)).first()
    if owner is None or (plenary_id is not None and owner != plenary_id):
        raise RuleError(f"{_plenary_name(session, plenary_id)}没有 #{key} 这件提案。", "number")
    return key


def _only(found: list[Any], wanted: str) -> int:
    if len(found) == 1:
        return int(found[0][0])
    names = "、".join(f"{row[3]} {row[1] or row[2]}（#{row[0]}）" for row in found[:5])
    raise RuleError(f"有 {len(found)} 件提案叫 {wanted}：{names}，改填 # 加编号，或写明届次。", "number")


def _plenary_name(session: Session, plenary_id: int | None) -> str:
    if plenary_id is None:
        return "登记簿里"
    return session.scalars(select(Plenary.name).where(Plenary.id == plenary_id)).first() or "登记簿里"


def _bare(text: str) -> str:
    """A number without the zeros that only fill it up."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", text).casefold()
