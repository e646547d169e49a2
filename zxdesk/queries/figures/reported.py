"""The proposals behind the figures that only reports show."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.batches import of_batch
from zxdesk.queries.figures.bodies import of_body
from zxdesk.queries.figures.breakdown_lists import of_breakdown
from zxdesk.queries.figures.population import part
from zxdesk.queries.figures.unit_answers import answer_proposals


def of_report(session: Session, plenary_id: int, rules: Rules, figure: str, *, today: date) -> ColumnElement[bool] | None:
    """The condition of ``proposal:7``, ``in:category:教育:class-A`` (``breakdown``), ``joined:12`` (``bodies``), ``batch:3:late`` (``batches``) or
    ``unit:12:answer-满意`` (``unit_answers``); None for a figure that is none of these.
    """
    kind, _, value = figure.partition(":")
    if kind == "proposal":
        return and_(Proposal.plenary_id == plenary_id, Proposal.id == int(value))
    if kind == "in":
        return of_breakdown(session, plenary_id, rules, value)
    if kind == "joined":
        return of_body(plenary_id, int(value))
    if kind == "batch":
        return and_(part(plenary_id, "filed"), of_batch(plenary_id, rules, value, today=today))
    answered = answer_proposals(session, plenary_id, figure)
    return None if answered is None else and_(part(plenary_id, "filed"), Proposal.id.in_(answered))
