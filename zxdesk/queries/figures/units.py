"""Undertakings by unit and by role, with what was answered and what in time. Source: domain §6.2, §6.7."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Extension, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.rules import Rules
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import ANSWERING_ROLES, part, standing
from zxdesk.queries.figures.satisfaction import in_force
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings


def undertakings(plenary_id: int, rules: Rules, *, today: date) -> Subquery:
    """One row an undertaking that counts: whether it answered, in time, or is late without an answer.

    In time is measured by the first reply and the deadline the office's convention names, the extended or the original one;
    a co-unit by its opinion. Columns: has_due, is_done, is_on_time, is_late, and of the undertaking and its proposal what figures tell them apart by.
    """
    is_original = rules.conventions["on_time_deadline"] == "original"
    due = func.coalesce(Reply.original_due_on if is_original else Reply.due_on, _own_due(is_original))
    day = case((Assignment.role == Role.CO, Assignment.opinion_on), else_=Reply.replied_on)
    columns: list[Any] = [
        Assignment.id, Assignment.proposal_id, Assignment.unit_id, Assignment.role, Assignment.batch_id, Assignment.state, Assignment.redo,
        Assignment.signed_on, Assignment.receipt_due_on, Proposal.is_key, Proposal.is_good,
        case((due.is_not(None), 1), else_=0).label("has_due"),
        case((day.is_not(None), 1), else_=0).label("is_done"),
        case((day <= due, 1), else_=0).label("is_on_time"),
        case((and_(day.is_(None), due < today), 1), else_=0).label("is_late"),
    ]  # fmt: skip
    first = and_(Reply.assignment_id == Assignment.id, Reply.redo == 0, Reply.state == ReplyState.FINAL)
    statement = select(*columns).join(Assignment.proposal).outerjoin(Reply, first)
    return statement.where(part(plenary_id, "filed"), standing()).subquery()


class UnitCell(NamedTuple):
    """The undertakings of a unit in one role: all of them, those answered, in time, late without an answer, and with a deadline that came."""

    unit_id: int
    role: Role
    given: int
    done: int
    on_time: int
    late: int
    due: int


def unit_cells(session: Session, plenary_id: int, today: date) -> list[UnitCell]:
    """The undertakings of a plenary counted by unit and role, by the rules that hold for it."""
    rows = undertakings(plenary_id, rules_of(session, plenary_id), today=today)
    sums = (rows.c.is_done, rows.c.is_on_time, rows.c.is_late, case((_is_due(rows), 1), else_=0))
    statement = select(rows.c.unit_id, rows.c.role, func.count(), *map(func.sum, sums)).group_by(rows.c.unit_id, rows.c.role)
    return [UnitCell(*row) for row in session.execute(statement)]


def by_unit(readings: Readings, plenary_id: int, today: date) -> list[Group]:
    """Each unit's undertakings: ``lead`` (sole, lead and separate together), ``co``, the roles apart, answered and in time.

    ``replied`` and ``on_time`` count undertakings that answer the proposers, ``due`` those with a deadline that are answered or late;
    ``co_given`` the opinions of the co-unit; ``classes`` its last replies by class.
    """
    session, cells = readings.session, defaultdict[int, dict[Role, UnitCell]](dict)
    for cell in readings.ask(unit_cells, plenary_id, today):
        cells[cell.unit_id][cell.role] = cell
    extended, classes = _extended(session, plenary_id), _classes(session, plenary_id)
    columns = (HandlingUnit.id, HandlingUnit.name, HandlingUnit.code, HandlingUnit.system)
    units = session.execute(select(*columns).order_by(HandlingUnit.position, HandlingUnit.code))
    return [
        {
            "name": name, **_counts(cells[key]), "extended": extended.get(key, 0), "unit_id": key, "code": code,
            "classes": classes.get(key, {}), "system": system,
        }
        for key, name, code, system in units if key in cells
    ]  # fmt: skip


def by_role(cells: Iterable[UnitCell]) -> list[Group]:
    """Undertakings by role, with those done and done in time."""
    found = {role: [cell for cell in cells if cell.role == role] for role in Role}
    return [
        {"name": role.label, "count": sum(c.given for c in own), "done": sum(c.done for c in own), "on_time": sum(c.on_time for c in own)}
        for role, own in found.items()
    ]


def unit_condition(plenary_id: int, rules: Rules, unit_id: int, figure: str, *, today: date) -> ColumnElement[bool]:
    """Which proposals stand behind a figure of a unit (0 for all units): a role, ``lead``, ``co``, ``replied``, ``on_time``, ``due``,
    ``open``, ``late``, ``co_given``, ``extended`` or ``class-A``; empty for every undertaking. Raises ``KeyError`` for any other.
    """
    own = Assignment.unit_id == unit_id if unit_id else true()
    if figure.startswith("class-"):
        found = _last_replies(plenary_id, Assignment.proposal_id).where(own, Reply.reply_class == figure.removeprefix("class-"))
        return Proposal.id.in_(found)
    if figure == "extended":
        granted = select(Assignment.proposal_id).join(Extension, Extension.assignment_id == Assignment.id)
        return Proposal.id.in_(granted.where(own, standing(), Extension.is_granted.is_(True)))
    rows = undertakings(plenary_id, rules, today=today)
    answers = rows.c.role.in_(ANSWERING_ROLES)
    named: dict[str, ColumnElement[bool]] = {
        "": true(), "lead": answers, "co": ~answers, "host": rows.c.role == Role.LEAD,
        "replied": and_(answers, rows.c.is_done == 1), "co_given": and_(~answers, rows.c.is_done == 1),
        "on_time": and_(answers, rows.c.is_on_time == 1), "late": and_(answers, rows.c.is_late == 1), "due": and_(answers, _is_due(rows)),
        "open": and_(answers, rows.c.is_done == 0, rows.c.is_late == 0),
        **{role.value: rows.c.role == role for role in (Role.SOLE, Role.SEPARATE)},
    }  # fmt: skip
    wanted = select(rows.c.proposal_id).where(named[figure], *((rows.c.unit_id == unit_id,) if unit_id else ()))
    return Proposal.id.in_(wanted)


def _last_replies(plenary_id: int, *columns: Any) -> Select[Any]:
    """The replies in force of the undertakings that count."""
    statement = select(*columns).select_from(Reply).join(Assignment, Assignment.id == Reply.assignment_id).join(Assignment.proposal)
    return statement.where(part(plenary_id, "filed"), standing(), Reply.state == ReplyState.FINAL, in_force())


def _classes(session: Session, plenary_id: int) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    statement = _last_replies(plenary_id, Assignment.unit_id, Reply.reply_class, func.count()).where(Reply.reply_class != "")
    for unit_id, name, count in session.execute(statement.group_by(Assignment.unit_id, Reply.reply_class)):
        found.setdefault(unit_id, {})[name] = count
    return found


def _own_due(is_original: bool) -> Any:
    return func.coalesce(Assignment.original_due_on, Assignment.due_on) if is_original else Assignment.due_on


def _is_due(rows: Subquery) -> ColumnElement[bool]:
    return or_(and_(rows.c.has_due == 1, rows.c.is_done == 1), rows.c.is_late == 1)


def _counts(cells: Mapping[Role, UnitCell]) -> dict[str, int]:
    """What a unit did in all its roles."""
    answering = [cell for role, cell in cells.items() if role.answers]
    co, given = cells.get(Role.CO), {role: cells[role].given if role in cells else 0 for role in Role}
    return {
        "lead": sum(cell.given for cell in answering), "co": given[Role.CO], "sole": given[Role.SOLE], "host": given[Role.LEAD],
        "separate": given[Role.SEPARATE], "replied": sum(cell.done for cell in answering), "on_time": sum(cell.on_time for cell in answering),
        "late": sum(cell.late for cell in answering), "co_given": co.done if co else 0, "due": sum(cell.due for cell in answering),
    }  # fmt: skip


def _extended(session: Session, plenary_id: int) -> dict[int, int]:
    statement = (
        select(Assignment.unit_id, func.count(func.distinct(Assignment.id)))
        .join(Extension, Extension.assignment_id == Assignment.id)
        .join(Proposal, Proposal.id == Assignment.proposal_id)
        .where(part(plenary_id, "filed"), standing(), Extension.is_granted.is_(True))
        .group_by(Assignment.unit_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}
