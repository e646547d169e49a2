"""Undertakings by unit and by role, with what was answered and what in time. Source: domain §6.2, §6.7."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Subquery, and_, case, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Extension, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.rules import Rules
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import ANSWERING_ROLES, part, standing


def undertakings(plenary_id: int, rules: Rules, *, today: date) -> Subquery:
    """One row an undertaking that counts: whether it answered, in time, or is late without an answer.

    In time is measured by the first reply and the deadline the office's convention names, the extended or the original one;
    a co-unit by its opinion. Columns: id, proposal_id, unit_id, role, has_due, is_done, is_on_time, is_late.
    """
    is_original = rules.conventions["on_time_deadline"] == "original"
    due = func.coalesce(Reply.original_due_on if is_original else Reply.due_on, _own_due(is_original))
    day = case((Assignment.role == Role.CO, Assignment.opinion_on), else_=Reply.replied_on)
    columns: list[Any] = [
        Assignment.id, Assignment.proposal_id, Assignment.unit_id, Assignment.role,
        case((due.is_not(None), 1), else_=0).label("has_due"),
        case((day.is_not(None), 1), else_=0).label("is_done"),
        case((day <= due, 1), else_=0).label("is_on_time"),
        case((and_(day.is_(None), due < today), 1), else_=0).label("is_late"),
    ]  # fmt: skip
    first = and_(Reply.assignment_id == Assignment.id, Reply.redo == 0, Reply.state == ReplyState.FINAL)
    statement = select(*columns).join(Assignment.proposal).outerjoin(Reply, first)
    return statement.where(part(plenary_id, "filed"), standing()).subquery()


def by_unit(session: Session, plenary_id: int, rules: Rules, *, today: date) -> list[Group]:
    """Each unit's undertakings: ``lead`` (sole, lead and separate together), ``co``, the roles apart, answered and in time.

    ``replied`` and ``on_time`` count undertakings that answer the proposers; ``co_given`` the opinions of the co-unit.
    """
    rows = undertakings(plenary_id, rules, today=today)
    answers = rows.c.role.in_(ANSWERING_ROLES)
    columns: list[Any] = [
        HandlingUnit.id, HandlingUnit.name, HandlingUnit.code,
        *(_sum(rows.c.role == role, role.value) for role in Role),
        _sum(and_(answers, rows.c.is_done == 1), "replied"), _sum(and_(answers, rows.c.is_on_time == 1), "on_time"),
        _sum(and_(answers, rows.c.is_late == 1), "late"), _sum(and_(~answers, rows.c.is_done == 1), "co_given"),
    ]  # fmt: skip
    statement = (
        select(*columns)
        .join(rows, rows.c.unit_id == HandlingUnit.id)
        .group_by(HandlingUnit.id, HandlingUnit.name, HandlingUnit.code, HandlingUnit.position)
        .order_by(HandlingUnit.position, HandlingUnit.code)
    )
    extended = _extended(session, plenary_id)
    return [
        {
            "name": row.name, "lead": row.sole + row.lead + row.separate, "co": row.co, "replied": row.replied,
            "on_time": row.on_time, "sole": row.sole, "host": row.lead, "separate": row.separate, "late": row.late,
            "co_given": row.co_given, "extended": extended.get(row.id, 0), "unit_id": row.id, "code": row.code,
        }
        for row in session.execute(statement)
    ]  # fmt: skip


def by_role(session: Session, plenary_id: int, rules: Rules, *, today: date) -> list[Group]:
    """Undertakings by role, with those done and done in time."""
    rows = undertakings(plenary_id, rules, today=today)
    statement = select(
        rows.c.role, func.count(), func.sum(rows.c.is_done), func.sum(rows.c.is_on_time)
    ).group_by(rows.c.role)
    found = {row[0]: (row[1], row[2], row[3]) for row in session.execute(statement)}
    counts = {role: found.get(role, (0, 0, 0)) for role in Role}
    return [{"name": role.label, "count": n, "done": done, "on_time": in_time} for role, (n, done, in_time) in counts.items()]


def _own_due(is_original: bool) -> Any:
    return func.coalesce(Assignment.original_due_on, Assignment.due_on) if is_original else Assignment.due_on


def _sum(condition: Any, name: str) -> Any:
    return func.sum(case((condition, 1), else_=0)).label(name)


def _extended(session: Session, plenary_id: int) -> dict[int, int]:
    statement = (
        select(Assignment.unit_id, func.count(func.distinct(Assignment.id)))
        .join(Extension, Extension.assignment_id == Assignment.id)
        .join(Proposal, Proposal.id == Assignment.proposal_id)
        .where(part(plenary_id, "filed"), standing(), Extension.is_granted.is_(True))
        .group_by(Assignment.unit_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
