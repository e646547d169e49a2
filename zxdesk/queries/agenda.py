"""What waits for the clerk today, counted with the ids behind each count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.assignment import Assignment, Extension, HandBack
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import OPEN_STATES, PENDING_STAGES, STOPPED_STAGES, WORKING_STAGES, Stage, UnitState
from zxdesk.queries.proposals import STAGE_GROUPS, count_by_stage
from zxdesk.queries.worklists import proposals_at

TO_REVIEW = STAGE_GROUPS["审查"]
TO_ASSIGN = STAGE_GROUPS["交办"]
TO_CONSULT = STAGE_GROUPS["征询"]


@dataclass(frozen=True)
class Waiting:
    """One kind of work: how many items, how many of them late, their ids and the proposals they belong to."""

    key: str
    name: str
    detail: str
    late: int
    item_ids: tuple[int, ...]
    proposal_ids: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many items wait."""
        return len(self.item_ids)


def waiting_today(session: Session, *, today: date, plenary_id: int | None = None) -> list[Waiting]:
    """The six counts of the page 今日, then what else waits for a decision of the office.

    Items are undertakings for ``overdue``, ``due_this_week``, ``handed_back``, ``extensions`` and ``replies_to_review``,
    feedback forms for ``forms_out``, proposer lines for ``unsigned``, proposals for the others.
    """
    sunday = today + timedelta(days=6 - today.weekday())
    late = Assignment.due_on < today
    week = (Assignment.due_on >= today, Assignment.due_on <= sunday)
    asked = HandBack.is_accepted.is_(None)
    handed_back = _undertakings(plenary_id, Assignment.state == UnitState.HAND_BACK, due=HandBack.answer_due_on).outerjoin(
        HandBack, (HandBack.assignment_id == Assignment.id) & asked
    )
    extensions = _undertakings(plenary_id, Extension.is_granted.is_(None), Assignment.state.in_(OPEN_STATES)).join(
        Extension, Extension.assignment_id == Assignment.id
    )
    drafted = _undertakings(plenary_id, Assignment.state == UnitState.DRAFTED)
    return [
        _waiting(session, "due_this_week", "本周到期", _undertakings(plenary_id, _open(), *week), today),
        _waiting(session, "overdue", "超期", _undertakings(plenary_id, _open(), late), today),
        _waiting(session, "handed_back", "退办待答复", handed_back, today),
        _stage_item(session, "to_review", "待审查", TO_REVIEW, plenary_id),
        _waiting(session, "unsigned", "待会签", _unsigned(plenary_id), today),
        _waiting(session, "forms_out", "征询表未回", _forms_out(plenary_id), today),
        _waiting(session, "extensions", "延期待定", extensions, today),
        _waiting(session, "replies_to_review", "答复待审", drafted, today),
        _stage_item(session, "to_assign", "待交办", TO_ASSIGN, plenary_id),
    ]


def navigation_counts(session: Session, *, today: date, plenary_id: int | None = None) -> dict[str, int]:
    """The numbers beside the names of the navigation: today, proposals, review, assign, handle, feedback, supervise."""
    stages = count_by_stage(session, plenary_id)
    items = {item.key: item for item in waiting_today(session, today=today, plenary_id=plenary_id)}
    keys = select(Proposal.id).where(Proposal.is_key.is_(True), Proposal.stage.not_in(STOPPED_STAGES | {Stage.ARCHIVED}))
    return {
        "today": items["overdue"].count + items["due_this_week"].count + items["handed_back"].count,
        "proposals": sum(stages.values()),
        "review": sum(stages[stage] for stage in TO_REVIEW),
        "assign": sum(stages[stage] for stage in TO_ASSIGN) + items["handed_back"].count,
        "handle": sum(stages[stage] for stage in STAGE_GROUPS["办理"]),
        "feedback": sum(stages[stage] for stage in TO_CONSULT),
        "supervise": len(list(session.scalars(_of_plenary(keys, plenary_id)))),
    }


def _open() -> ColumnElement[bool]:
    return Assignment.state.in_(OPEN_STATES)


def _undertakings(plenary_id: int | None, *conditions: ColumnElement[bool], due: Any = Assignment.due_on) -> Any:
    statement = select(Assignment.id, Assignment.proposal_id, due).select_from(Assignment).join(Assignment.proposal)
    statement = statement.where(Proposal.stage.in_(WORKING_STAGES), *conditions)
    return _of_plenary(statement.order_by(due.is_(None), due, Assignment.id), plenary_id)


def _unsigned(plenary_id: int | None) -> Any:
    statement = select(ProposerLine.id, ProposerLine.proposal_id, ProposerLine.signed_on).join(ProposerLine.proposal)
    waits = ProposerLine.signature == Signature.PENDING
    stages = Proposal.stage.in_(PENDING_STAGES | {Stage.DRAFT})
    return _of_plenary(statement.where(waits, stages).order_by(ProposerLine.invited_on, ProposerLine.id), plenary_id)


def _forms_out(plenary_id: int | None) -> Any:
    lead = aliased(Proposal)
    statement = (
        select(Feedback.id, Feedback.proposal_id, Feedback.due_on)
        .join(Feedback.proposal)
        .outerjoin(lead, lead.id == Proposal.lead_id)
        .where(Feedback.returned_on.is_(None), or_(Proposal.stage == Stage.CONSULTING, lead.stage == Stage.CONSULTING))
        .order_by(Feedback.due_on.is_(None), Feedback.due_on, Feedback.id)
    )
    return _of_plenary(statement, plenary_id)


def _of_plenary(statement: Any, plenary_id: int | None) -> Any:
    return statement if plenary_id is None else statement.where(Proposal.plenary_id == plenary_id)


def _waiting(session: Session, key: str, name: str, statement: Any, today: date) -> Waiting:
    rows = [tuple(row) for row in session.execute(statement)]
    late = sum(1 for row in rows if row[2] is not None and row[2] < today)
    return _item(key, name, late, (row[0] for row in rows), (row[1] for row in rows))


def _stage_item(session: Session, key: str, name: str, stages: frozenset[Stage], plenary_id: int | None) -> Waiting:
    ids = proposals_at(session, stages, plenary_id=plenary_id)
    return _item(key, name, 0, ids, ids)


def _item(key: str, name: str, late: int, items: Iterable[int], proposals: Iterable[int]) -> Waiting:
    item_ids, proposal_ids = tuple(dict.fromkeys(items)), tuple(dict.fromkeys(proposals))
    detail = f"{len(proposal_ids)} 件提案" if len(proposal_ids) != len(item_ids) else ""
    if late and key != "overdue":
        detail = f"{late} 件已超期"
    return Waiting(key, name, detail, late, item_ids, proposal_ids)
