"""What waits for the clerk today: each kind of work counted in the register, its items in order of urgency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select, union
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, HandBack
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import OPEN_STATES, PENDING_STAGES, STOPPED_STAGES, WORKING_STAGES, Stage, UnitState
from zxdesk.queries.proposals import STAGE_GROUPS, count_by_stage
from zxdesk.queries.unindexed import unindexed

ASSIGNMENT, PROPOSAL, HAND_BACK = Assignment.__table__, Proposal.__table__, HandBack.__table__
LINE, FEEDBACK = ProposerLine.__table__, Feedback.__table__
"""Tables, not records: what the window reads before it stands does not wait until SQLAlchemy has linked every record to the others."""
TO_REVIEW = PENDING_STAGES
TO_ASSIGN = STAGE_GROUPS["交办"]
TO_CONSULT = STAGE_GROUPS["征询"]
NAMES = {
    "due_this_week": "本周到期", "overdue": "已超期", "handed_back": "退办待处理", "to_review": "待审查", "unsigned": "未会签",
    "forms_out": "表未收回",
}  # fmt: skip
"""Every kind of work by its key, as the tiles of 今日 stand."""
UNITS_OF = {"due_this_week": "件", "overdue": "件", "handed_back": "件", "to_review": "件", "unsigned": "人", "forms_out": "份"}
_REVIEWS = {Stage.RECEIVED: "初审", Stage.FIRST_REVIEWED: "复审", Stage.SECOND_REVIEWED: "审定", Stage.RETURNED: "补充"}
_WEEK = "一二三四五六日"


@dataclass(frozen=True)
class Waiting:
    """One kind of work: its name, how many items, how many of them late, of how many proposals, and a line of detail."""

    key: str
    name: str
    detail: str
    count: int
    late: int
    proposals: int = 0


@dataclass(frozen=True)
class _Work:
    """Where a kind of work is counted: id, proposal and day of an item, what narrows it, and its unit where it has one."""

    item: Any
    day: Any
    statement: Select[Any]
    unit: Any = None


def waiting_today(session: Session, *, today: date, plenary_id: int | None = None) -> list[Waiting]:
    """Every kind of work with its count and one line of detail, in the order of ``NAMES``."""
    return [
        _to_review(session, plenary_id) if key == "to_review" else _counted(session, key, _work(key, today, plenary_id), today)
        for key in NAMES
    ]


def waiting_ids(session: Session, key: str, *, today: date, plenary_id: int | None = None) -> list[int]:
    """Ids of the items of one kind, the most urgent first.

    Items are undertakings for ``overdue``, ``due_this_week`` and ``handed_back``, feedback forms for ``forms_out``, proposer lines for
    ``unsigned``, proposals for ``to_review``.
    """
    if key == "to_review":
        proposal = PROPOSAL.c
        order = case(*((proposal.stage == stage, at) for at, stage in enumerate(_REVIEWS)), else_=len(_REVIEWS))
        found = select(proposal.id).where(proposal.stage.in_(TO_REVIEW))
        return list(session.scalars(_of_plenary(found.order_by(order, proposal.received_on, proposal.id), plenary_id)))
    work = _work(key, today, plenary_id)
    rows = session.scalars(work.statement.add_columns(work.item).order_by(work.day.is_(None), work.day, work.item))
    return list(dict.fromkeys(rows))


def navigation_counts(session: Session, *, today: date, plenary_id: int | None = None) -> dict[str, int]:
    """The numbers beside the names of the navigation: today, proposals, review, assign, handle, feedback, supervise."""
    stages = count_by_stage(session, plenary_id)
    waits = {key: _number(session, _work(key, today, plenary_id)) for key in ("overdue", "due_this_week", "handed_back")}
    keys = select(func.count()).select_from(PROPOSAL).where(
        PROPOSAL.c.is_key.is_(True), PROPOSAL.c.stage.not_in(STOPPED_STAGES | {Stage.ARCHIVED})
    )
    return {
        "today": sum(waits.values()),
        "proposals": sum(stages.values()),
        "review": sum(stages[stage] for stage in TO_REVIEW),
        "assign": sum(stages[stage] for stage in TO_ASSIGN) + waits["handed_back"],
        "handle": sum(stages[stage] for stage in STAGE_GROUPS["办理"]),
        "feedback": sum(stages[stage] for stage in TO_CONSULT),
        "supervise": session.scalar(_of_plenary(keys, plenary_id)) or 0,
    }


def _work(key: str, today: date, plenary_id: int | None) -> _Work:
    sunday = today + timedelta(days=6 - today.weekday())
    due, state = ASSIGNMENT.c.due_on, ASSIGNMENT.c.state
    if key == "unsigned":
        return _unsigned(plenary_id)
    if key == "forms_out":
        return _forms_out(plenary_id)
    if key == "handed_back":
        asked = (HAND_BACK.c.assignment_id == ASSIGNMENT.c.id) & HAND_BACK.c.is_accepted.is_(None)
        return _undertakings(plenary_id, state == UnitState.HAND_BACK, day=HAND_BACK.c.answer_due_on, other=(HAND_BACK, asked))
    span = (due < today,) if key == "overdue" else (due >= today, due <= sunday)
    return _undertakings(plenary_id, state.in_(OPEN_STATES), *span)


def _undertakings(plenary_id: int | None, *conditions: ColumnElement[bool], day: Any = ASSIGNMENT.c.due_on, other: Any = None) -> _Work:
    statement = select().select_from(ASSIGNMENT).join(PROPOSAL, PROPOSAL.c.id == ASSIGNMENT.c.proposal_id)
    if other is not None:
        statement = statement.outerjoin(*other)
    statement = statement.where(PROPOSAL.c.stage.in_(WORKING_STAGES), *conditions)
    return _Work(ASSIGNMENT.c.id, day, _of_plenary(statement, plenary_id), ASSIGNMENT.c.unit_id)


def _unsigned(plenary_id: int | None) -> _Work:
    statement = select().select_from(LINE).join(PROPOSAL, PROPOSAL.c.id == LINE.c.proposal_id)
    waits = LINE.c.signature == Signature.PENDING
    statement = statement.where(waits, PROPOSAL.c.stage.in_(PENDING_STAGES | {Stage.DRAFT}))
    return _Work(LINE.c.id, LINE.c.invited_on, _of_plenary(statement, plenary_id))


def _forms_out(plenary_id: int | None) -> _Work:
    """Of proposals that are consulting, or whose lead is; found by these few, since a plenary's own rows are wide."""
    proposal, lead = PROPOSAL.c, PROPOSAL.alias()
    of_lead = select(proposal.id).select_from(PROPOSAL).join(lead, lead.c.id == proposal.lead_id).where(lead.c.stage == Stage.CONSULTING)
    asking = union(select(proposal.id).where(proposal.stage == Stage.CONSULTING), of_lead)
    statement = select().select_from(FEEDBACK).join(PROPOSAL, proposal.id == FEEDBACK.c.proposal_id)
    statement = statement.where(FEEDBACK.c.returned_on.is_(None), proposal.id.in_(asking))
    if plenary_id is not None:
        statement = statement.where(unindexed(proposal.plenary_id) == plenary_id)
    return _Work(FEEDBACK.c.id, FEEDBACK.c.due_on, statement)


def _of_plenary(statement: Any, plenary_id: int | None) -> Any:
    return statement if plenary_id is None else statement.where(PROPOSAL.c.plenary_id == plenary_id)


def _number(session: Session, work: _Work) -> int:
    return session.scalar(work.statement.add_columns(func.count(work.item.distinct()))) or 0


def _counted(session: Session, key: str, work: _Work, today: date) -> Waiting:
    is_late = work.day < today if key != "unsigned" else work.item.is_(None)  # an invitation has no deadline
    count, proposals, late, on_today, first, last, units = session.execute(
        work.statement.add_columns(
            func.count(work.item.distinct()), func.count(PROPOSAL.c.id.distinct()), func.sum(case((is_late, 1), else_=0)),
            func.sum(case((work.day == today, 1), else_=0)), func.min(work.day), func.max(work.day),
            func.count(work.unit.distinct()) if work.unit is not None else literal(0),
        )
    ).one()  # fmt: skip
    words = _detail(key, today, count=count, proposals=proposals, late=late or 0, on_today=on_today or 0, days=(first, last), units=units)
    return Waiting(key, NAMES[key], words if count else "", count, late or 0, proposals)


def _detail(
    key: str, today: date, *, count: int, proposals: int, late: int, on_today: int, days: tuple[date | None, date | None], units: int
) -> str:
    first, last = days
    if key == "due_this_week" and last:
        latest = f"最迟{_day_words(last, today)}"
        return f"今天 {on_today} 件，{latest}" if 0 < on_today < count else "都在今天" if on_today else latest
    if key == "overdue" and first:
        return f"最长 {(today - first).days} 天 · {units} 个单位"
    if key == "handed_back" and first:
        return f"{late} 件过了答复期限" if late else f"最早须 {first.month}月{first.day}日 答复"
    if key == "unsigned":
        return f"人，涉及 {proposals} 件联名提案"
    if key == "forms_out":
        return f"份，其中 {late} 份已过期" if late else f"份，涉及 {proposals} 件提案"
    return f"{proposals} 件提案" if proposals != count else ""


def _day_words(on: date, today: date) -> str:
    return "今天" if on == today else f"周{_WEEK[on.weekday()]}"


def _to_review(session: Session, plenary_id: int | None) -> Waiting:
    stages = count_by_stage(session, plenary_id)
    count = sum(stages[stage] for stage in TO_REVIEW)
    detail = " · ".join(f"{word} {stages[stage]}" for stage, word in _REVIEWS.items() if stages[stage])
    return Waiting("to_review", NAMES["to_review"], detail, count, 0, count)
