"""Dates follow each other as the work does. Source: domain §2."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.base import label_of
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.stage import ENDED_STATES, Stage
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.checks.finding import Finding

Day = InstrumentedAttribute[date] | InstrumentedAttribute[date | None]

ORDERS: tuple[tuple[Day, Day], ...] = (
    (Proposal.submitted_on, Proposal.received_on),
    (Proposal.received_on, Proposal.decided_on),
    (Proposal.received_on, Proposal.filed_on),
    (Proposal.filed_on, Proposal.assigned_on),
    (Proposal.assigned_on, Proposal.replied_on),
    (Proposal.replied_on, Proposal.sent_on),
    (Proposal.sent_on, Proposal.closed_on),
    (Proposal.closed_on, Proposal.archived_on),
    (Proposal.submitted_on, Proposal.merged_on),
    (Proposal.submitted_on, Proposal.withdrawn_on),
    (Assignment.assigned_on, Assignment.signed_on),
    (Assignment.assigned_on, Assignment.due_on),
    (Assignment.assigned_on, Assignment.opinion_on),
    (Assignment.assigned_on, Reply.replied_on),
    (Assignment.signed_on, Reply.replied_on),
    (Reply.replied_on, Feedback.sent_on),
    (Feedback.sent_on, Feedback.returned_on),
)
"""Pairs of dates of which the first may not lie after the second; 收件 … 归档 in order."""

ASKED_STAGES = frozenset({Stage.CONSULTING, Stage.CLOSED, Stage.FOLLOWING, Stage.ARCHIVED})

PAST: tuple[Day, ...] = (
    Proposal.received_on, Proposal.filed_on, Proposal.assigned_on, Proposal.replied_on, Proposal.closed_on, Proposal.archived_on,
    Assignment.signed_on, Reply.replied_on, Feedback.returned_on,
)  # fmt: skip


def date_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """Dates in the wrong order, and things done that lie in the future."""
    for before, after in ORDERS:
        yield from _wrong_order(session, before, after)
    for day in PAST:
        yield from _to_come(session, day, today)


def _wrong_order(session: Session, before: Day, after: Day) -> Iterator[Finding]:
    statement = _rows(before, after).where(before > after)
    if after is Proposal.sent_on:  # after a redo the forms of the new round are still to be sent
        statement = statement.where(Proposal.stage.in_(ASKED_STAGES))
    for plenary, number, receipt, unit, first, second in session.execute(statement):
        where = f"{plenary} {number or receipt or '草稿'}"
        whose = f"{unit}的" if unit else ""
        sentence = f"{where} {whose}{_label(after)} {second} 早于{_label(before)} {first}；改正其中一个。"
        yield Finding("date-order", "error", where, sentence)


def _to_come(session: Session, day: Day, today: date) -> Iterator[Finding]:
    for plenary, number, receipt, unit, when, _same in session.execute(_rows(day, day).where(day > today)):
        where = f"{plenary} {number or receipt or '草稿'}"
        sentence = f"{where} {unit + '的' if unit else ''}{_label(day)} {when} 晚于今天 {today}；核对日期。"
        yield Finding("date-future", "warning", where, sentence)


def _rows(before: Day, after: Day) -> Select[Any]:
    """Proposal, unit and both dates, joined as far as the dates need it."""
    kinds = {before.class_, after.class_}
    is_of_unit = kinds != {Proposal}
    unit = HandlingUnit.name if is_of_unit else literal("")
    columns: list[Any] = [Plenary.name, Proposal.number, Proposal.receipt_number, unit, before, after]
    statement: Select[Any] = select(*columns).select_from(Proposal).join(Proposal.plenary).order_by(Proposal.id)
    if is_of_unit:
        owner = func.coalesce(Proposal.lead_id, Proposal.id) if Feedback in kinds else Proposal.id
        statement = statement.join(Assignment, Assignment.proposal_id == owner).join(Assignment.unit)
        statement = statement.where(Assignment.state.not_in(ENDED_STATES))
    if kinds & {Reply, Feedback}:
        statement = statement.join(Reply, and_(Reply.assignment_id == Assignment.id, Reply.state == ReplyState.FINAL))
    if Feedback in kinds:
        statement = statement.join(Feedback, and_(Feedback.reply_id == Reply.id, Feedback.proposal_id == Proposal.id))
    return statement


def _label(day: Day) -> str:
    record_type: Any = day.class_
    return label_of(record_type, day.key)
