"""What each batch gave out and how far it is: proposals, undertakings, units, signed for, answered. Source: domain §6.7 table 8."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select, true
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Batch
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import ANSWERING_ROLES, number_of
from zxdesk.queries.figures.units import undertakings
from zxdesk.queries.office_rules import rules_of

COUNTS = ("undertakings", "answering", "signed", "replied", "on_time", "late", "co", "co_given")
"""Undertakings (件次) of a batch; ``proposals`` and ``units`` are counted once each."""


def by_batch(session: Session, plenary_id: int, today: date) -> list[Group]:
    """Each batch by its day, then what went out without one (``id`` 0); undertakings that were reassigned or stopped do not count."""
    rows = undertakings(plenary_id, rules_of(session, plenary_id), today=today)
    own = _own_batch(plenary_id, rows)
    sums = [number_of(condition).label(name) for name, condition in _conditions(rows).items()]
    columns = [own, func.count(rows.c.proposal_id.distinct()), func.count(rows.c.unit_id.distinct()), *sums]
    statement = select(*columns).select_from(rows).outerjoin(Batch, Batch.id == rows.c.batch_id).group_by(own)
    found = {row[0]: dict(zip(("proposals", "units", *COUNTS), row[1:], strict=True)) for row in session.execute(statement)}
    batches = session.scalars(select(Batch).where(Batch.plenary_id == plenary_id).order_by(Batch.assigned_on, Batch.id))
    none = dict.fromkeys(("proposals", "units", *COUNTS), 0)
    groups: list[Group] = [
        {"id": one.id, "name": one.name, "assigned_on": one.assigned_on, "meeting": one.meeting, "document_number": one.document_number,
         "due_on": one.due_on, **found.get(one.id, none)}
        for one in batches
    ]  # fmt: skip
    if 0 in found:
        groups.append({"id": 0, "name": "没有列入批次", "assigned_on": None, "meeting": "", "document_number": "", "due_on": None, **found[0]})
    return groups


def of_batch(plenary_id: int, rules: Rules, figure: str, *, today: date) -> ColumnElement[bool]:
    """Which proposals a batch gave out, ``5``, ``5:late``; ``0`` is what went out without a batch, ``*`` everything that went out.

    Raises ``KeyError`` for any other.
    """
    key, _, name = figure.partition(":")
    rows = undertakings(plenary_id, rules, today=today)
    statement = select(rows.c.proposal_id).select_from(rows)
    if key != "*":
        statement = statement.outerjoin(Batch, Batch.id == rows.c.batch_id).where(_own_batch(plenary_id, rows) == int(key))
    return Proposal.id.in_(statement.where(_conditions(rows)[name or "undertakings"]))


def _own_batch(plenary_id: int, rows: Subquery) -> ColumnElement[int]:
    return case((Batch.plenary_id == plenary_id, rows.c.batch_id), else_=0)


def _conditions(rows: Subquery) -> dict[str, ColumnElement[bool]]:
    columns = rows.c
    answers = columns.role.in_(ANSWERING_ROLES)
    return {
        "undertakings": true(), "answering": answers, "signed": columns.signed_on.is_not(None),
        "replied": and_(answers, columns.is_done == 1), "on_time": and_(answers, columns.is_on_time == 1),
        "late": and_(answers, columns.is_late == 1), "co": ~answers, "co_given": and_(~answers, columns.is_done == 1),
    }  # fmt: skip
