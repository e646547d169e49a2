"""The rows of 今日: whatever kind of work waits, one shape of row with its day, its proposal and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from zxdesk.domain.light import Light, light_of, words
from zxdesk.domain.people import Member
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.agenda import ASSIGNMENT, FEEDBACK, HAND_BACK, LINE, PROPOSAL
from zxdesk.queries.proposals import short_names

MEMBER, UNIT = Member.__table__, HandlingUnit.__table__
_WAITS = {
    UnitState.WAITING: "签收", UnitState.HAND_BACK: "退办答复", UnitState.DRAFTED: "审核答复", UnitState.REDOING: "重新答复",
}  # fmt: skip
_STEPS = {Stage.RECEIVED: "初审", Stage.FIRST_REVIEWED: "复审", Stage.SECOND_REVIEWED: "审定", Stage.RETURNED: "补充", Stage.FILED: "交办"}


@dataclass(frozen=True)
class AgendaRow:
    """One item that waits; ``day`` groups the list: the deadline, the day of invitation or of receipt."""

    id: int
    proposal_id: int
    number: str
    title: str
    day: date | None
    light: Light | None = None
    light_words: str = ""
    unit: str = ""
    role_label: str = ""
    waits: str = ""
    person: str = ""
    sector: str = ""
    phone: str = ""
    reason: str = ""
    stage_label: str = ""

    @property
    def light_mark(self) -> tuple[str, str] | None:
        """The light with its words, as lists draw it."""
        return (self.light.value, self.light_words) if self.light else None


def agenda_rows(session: Session, key: str, ids: Sequence[int], *, today: date, yellow_days: int = 15) -> list[AgendaRow]:
    """Rows for the ids of one kind of work (``waiting_ids``), in their order."""
    read = {"handed_back": _hand_backs, "unsigned": _lines, "forms_out": _forms, "to_review": _proposals, "to_assign": _proposals}
    rows = {row.id: row for row in read.get(key, _undertakings)(session, ids, today, yellow_days)}
    return [rows[one] for one in ids if one in rows]


def _undertakings(session: Session, ids: Sequence[int], today: date, yellow_days: int) -> list[AgendaRow]:
    statement = _from_assignment(select(*_of_assignment())).where(ASSIGNMENT.c.id.in_(ids))
    return [
        _row(row, row.due_on, today, yellow_days, unit=row.short_name or row.name, role_label=row.role.label, waits=_waits(row))
        for row in session.execute(statement)
    ]


def _hand_backs(session: Session, ids: Sequence[int], today: date, yellow_days: int) -> list[AgendaRow]:
    back = HAND_BACK.c
    asked = (back.assignment_id == ASSIGNMENT.c.id) & back.is_accepted.is_(None)
    statement = select(*_of_assignment(), back.answer_due_on, back.reason, back.suggested_unit)
    statement = _from_assignment(statement).outerjoin(HAND_BACK, asked)
    return [
        _row(
            row, row.answer_due_on, today, yellow_days, unit=row.short_name or row.name, role_label=row.role.label,
            waits=f"改派{row.suggested_unit}" if row.suggested_unit else "", reason=row.reason or "",
        )
        for row in session.execute(statement.where(ASSIGNMENT.c.id.in_(ids)).order_by(back.id))
    ]  # fmt: skip


def _lines(session: Session, ids: Sequence[int], today: date, yellow_days: int) -> list[AgendaRow]:
    statement = (
        select(*_of_proposal(LINE.c.id), LINE.c.name, LINE.c.sector, LINE.c.invited_on, LINE.c.phone, MEMBER.c.phone.label("member_phone"))
        .select_from(LINE)
        .join(PROPOSAL, PROPOSAL.c.id == LINE.c.proposal_id)
        .outerjoin(MEMBER, MEMBER.c.id == LINE.c.member_id)
        .where(LINE.c.id.in_(ids))
    )  # fmt: skip
    return [
        AgendaRow(
            row.id, row.proposal_id, _number(row), row.title, row.invited_on, person=row.name, sector=row.sector or "",
            phone=row.phone or row.member_phone or "", stage_label=row.stage.label,
        )
        for row in session.execute(statement)
    ]  # fmt: skip


def _forms(session: Session, ids: Sequence[int], today: date, yellow_days: int) -> list[AgendaRow]:
    lead = PROPOSAL.alias()
    statement = (
        select(*_of_proposal(FEEDBACK.c.id), FEEDBACK.c.due_on, LINE.c.name.label("person"), MEMBER.c.phone,
               lead.c.number.label("lead_number"), lead.c.id.label("lead_id"))
        .select_from(FEEDBACK)
        .join(PROPOSAL, PROPOSAL.c.id == FEEDBACK.c.proposal_id)
        .join(LINE, LINE.c.id == FEEDBACK.c.line_id)
        .outerjoin(MEMBER, MEMBER.c.id == LINE.c.member_id)
        .outerjoin(lead, lead.c.id == PROPOSAL.c.lead_id)
        .where(FEEDBACK.c.id.in_(ids))
    )  # fmt: skip
    return [
        _row(
            row, row.due_on, today, yellow_days, person=row.person, phone=row.phone or "",
            reason=f"并入 {row.lead_number}" if row.lead_id else "",
        )
        for row in session.execute(statement)
    ]  # fmt: skip


def _proposals(session: Session, ids: Sequence[int], today: date, yellow_days: int) -> list[AgendaRow]:
    proposal = PROPOSAL.c
    statement = select(*_of_proposal(proposal.id), proposal.received_on, proposal.proposer_names, proposal.category)
    return [
        AgendaRow(
            row.id, row.id, _number(row), row.title, row.received_on, person=short_names(row.proposer_names), sector=row.category,
            waits=_STEPS.get(row.stage, ""), stage_label=row.stage.label,
        )
        for row in session.execute(statement.where(proposal.id.in_(ids)))
    ]  # fmt: skip


def _of_proposal(item: Any) -> tuple[Any, ...]:
    proposal = PROPOSAL.c
    return (
        item.label("id"), proposal.id.label("proposal_id"), proposal.number, proposal.receipt_number, proposal.title, proposal.stage,
    )  # fmt: skip


def _of_assignment() -> tuple[Any, ...]:
    assignment = ASSIGNMENT.c
    return (*_of_proposal(assignment.id), UNIT.c.name, UNIT.c.short_name, assignment.due_on, assignment.role, assignment.state)


def _from_assignment(statement: Select[Any]) -> Select[Any]:
    """With the undertaking's proposal and unit beside it."""
    with_proposal = statement.select_from(ASSIGNMENT).join(PROPOSAL, PROPOSAL.c.id == ASSIGNMENT.c.proposal_id)
    return with_proposal.join(UNIT, UNIT.c.id == ASSIGNMENT.c.unit_id)


def _row(row: Any, day: date | None, today: date, yellow_days: int, **values: Any) -> AgendaRow:
    light = light_of(day, today=today, yellow_days=yellow_days) if day else None
    return AgendaRow(
        row.id, row.proposal_id, _number(row), row.title, day, light, words(light, day, today) if light else "",
        stage_label=row.stage.label, **values,
    )  # fmt: skip


def _waits(row: Any) -> str:
    known = _WAITS.get(row.state)
    if known:
        return known
    return "答复" if row.role.answers else "会办意见"


def _number(row: Any) -> str:
    return row.number or row.receipt_number or "草稿"
