"""What follows the forms: visits to make and made, replies that did not satisfy, promises to look back at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Visit
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.light import Light, light_of, words
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.stage import ANSWERED_STAGES, ENDED_STATES, Stage
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.feedback_board import FormRow, FormWords
from zxdesk.queries.office_rules import rules_by_plenary

ASPECTS = {"attitude": "态度", "result": "结果"}


@dataclass(frozen=True)
class VisitRow:
    """A visit to make (``visited_on`` empty, ``id`` that of its form as text) or one that was made."""

    id: str
    proposal_id: int
    line_id: int | None
    number: str
    title: str
    proposer: str
    phone: str
    unit: str
    reason: str
    replied_on: date | None
    visited_on: date | None = None
    way: str = ""
    person: str = ""
    result: str = ""


@dataclass(frozen=True)
class FollowRow:
    """A reply that only promised, and how far the promise is."""

    id: int
    proposal_id: int
    number: str
    title: str
    unit: str
    promise: str
    promised_on: date | None
    planned_on: date | None
    state_label: str
    result: str
    light: Light | None
    light_words: str
    waits: bool


def unhappy_aspects(form: FormRow, offered: FormWords) -> str:
    """Which answers ask for handling again, in words; empty when none does. Source: domain §1.8."""
    return "、".join(ASPECTS[name] for name in offered.redo_on if name in ASPECTS and getattr(form, name) in offered.bad)


def visits_made(session: Session, *, plenary_id: int | None = None) -> list[VisitRow]:
    """The office's own visits, the latest first."""
    statement = (
        select(
            Visit.id, Visit.line_id, Visit.visited_on, Visit.way, Visit.person, Visit.result, Proposal.id, Proposal.number,
            Proposal.receipt_number, Proposal.title, Proposal.replied_on, ProposerLine.name, ProposerLine.phone,
        )
        .join(Visit.proposal)
        .outerjoin(ProposerLine, ProposerLine.id == Visit.line_id)
        .order_by(Visit.visited_on.desc(), Visit.id.desc())
    )  # fmt: skip
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    return [
        VisitRow(
            id=f"v{visit}", proposal_id=proposal, line_id=line, number=number or receipt or "", title=title, proposer=name or "",
            phone=phone or "", unit="", reason="已回访", replied_on=replied_on, visited_on=visited_on, way=way, person=person, result=result,
        )
        for visit, line, visited_on, way, person, result, proposal, number, receipt, title, replied_on, name, phone in session.execute(statement)
    ]  # fmt: skip


def visits_due(forms: Sequence[FormRow], offered: Mapping[int, FormWords], made: Sequence[VisitRow]) -> list[VisitRow]:
    """Who is to be visited: everybody who is dissatisfied, and one proposer of each reply of a class that is followed up.

    A visit after the reply settles it, of that proposer or of the proposal as a whole.
    """
    seen: dict[int, list[VisitRow]] = {}
    for visit in made:
        seen.setdefault(visit.proposal_id, []).append(visit)
    due: list[VisitRow] = []
    asked: set[tuple[int, int]] = set()
    for form in forms:
        if form.stage is Stage.ARCHIVED:
            continue
        own = offered[form.plenary_id]
        aspects = unhappy_aspects(form, own)
        promised = form.reply_class in own.follow_up_classes and form.group not in asked
        if not aspects and not promised:
            continue
        asked.add(form.group)
        own_visits = [visit for key in {form.proposal_id, form.lead_id} for visit in seen.get(key, ())]
        if any(_settles(visit, form, alone=bool(aspects)) for visit in own_visits):
            continue
        reason = f"{aspects}不满意" if aspects else f"{form.reply_class} 类答复"
        due.append(
            VisitRow(f"f{form.id}", form.proposal_id, form.line_id, form.number, form.title, form.proposer, form.phone, form.unit, reason,
                     form.replied_on)
        )  # fmt: skip
    return due


def follow_rows(session: Session, *, today: date, yellow_days: int = 15, plenary_id: int | None = None) -> list[FollowRow]:
    """Replies of the classes that are followed up, those that wait for the office first, by their day; none that is handled again."""
    statement = (
        select(
            Reply.id, Reply.assignment_id, Reply.redo, Reply.reply_class, Reply.promise, Reply.promised_on, Proposal.id, Proposal.number,
            Proposal.title, Proposal.plenary_id, Proposal.stage, HandlingUnit.short_name, HandlingUnit.name,
        )
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .join(Assignment.proposal)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .where(Reply.state == ReplyState.FINAL, Assignment.state.not_in(ENDED_STATES), Proposal.stage.in_(ANSWERED_STAGES - {Stage.REDOING}))
        .order_by(Proposal.number_sort, Reply.redo, Reply.id)
    )  # fmt: skip
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    found = {row.assignment_id: row for row in session.execute(statement)}  # the last round of each undertaking stays
    rules = rules_by_plenary(session, {row.plenary_id for row in found.values()})
    wanted = [row for row in found.values() if row.reply_class in rules[row.plenary_id].follow_up_classes]
    entries = _entries(session, plenary_id)
    rows = [_follow_row(row, entries.get(row[0]), today, yellow_days) for row in wanted]
    return sorted(rows, key=lambda row: (not row.waits, row.light is Light.BLUE, row.planned_on or row.promised_on or date.max))


def _entries(session: Session, plenary_id: int | None) -> dict[int, Any]:
    """What became of the promises so far, by reply."""
    statement = (
        select(FollowUp.reply_id, FollowUp.planned_on, FollowUp.followed_on, FollowUp.item, FollowUp.new_class, FollowUp.result)
        .join(FollowUp.assignment)
        .join(Assignment.proposal)
        .order_by(FollowUp.id)
    )
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    return {row.reply_id: row for row in session.execute(statement)}


def _settles(visit: VisitRow, form: FormRow, *, alone: bool) -> bool:
    is_meant = not alone or visit.line_id in (None, form.line_id)
    return is_meant and visit.visited_on is not None and (form.replied_on is None or visit.visited_on >= form.replied_on)


def _follow_row(row: Any, entry: Any, today: date, yellow_days: int) -> FollowRow:
    reply, _assignment, _redo, _class, promise, promised_on, proposal, number, title, _plenary, stage, short, unit = row
    is_done = entry is not None and entry.followed_on is not None
    day = entry.planned_on if entry is not None else promised_on
    light = light_of(day, today=today, is_done=is_done, yellow_days=yellow_days)
    before = "待转入跟踪" if stage is Stage.CLOSED else stage.label
    state = before if entry is None else f"已落实，转 {entry.new_class} 类" if is_done else "跟踪中"
    has_light = day is not None or is_done
    return FollowRow(
        id=reply, proposal_id=proposal, number=number or "", title=title, unit=short or unit,
        promise=(entry.item if entry is not None else "") or promise, promised_on=promised_on,
        planned_on=entry.planned_on if entry is not None else None, state_label=state, result=entry.result if entry is not None else "",
        light=light if has_light else None, light_words=words(light, day, today, state="已落实" if is_done else "") if has_light else "",
        waits=not is_done and stage in (Stage.CLOSED, Stage.FOLLOWING),
    )  # fmt: skip
