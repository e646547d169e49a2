"""Suggestions that units counted in their replies, and how many of them were adopted. Source: domain §6.2 采纳率."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.queries.figures.population import part, standing
from zxdesk.queries.figures.satisfaction import in_force


def counted_suggestions(session: Session, plenary_id: int) -> tuple[int, int]:
    """Adopted suggestions and all suggestions, over the last replies in which both are written down."""
    sums = (func.coalesce(func.sum(Reply.adopted_count), 0), func.coalesce(func.sum(Reply.suggestion_count), 0))
    adopted, suggested = session.execute(_replies(plenary_id, *sums)).one()
    return int(adopted), int(suggested)


def has_suggestions(plenary_id: int) -> ColumnElement[bool]:
    """Proposals with a last reply in which the suggestions are counted."""
    return Proposal.id.in_(_replies(plenary_id, Assignment.proposal_id))


def has_adopted(plenary_id: int) -> ColumnElement[bool]:
    """Proposals of which a suggestion was adopted."""
    return Proposal.id.in_(_replies(plenary_id, Assignment.proposal_id).where(Reply.adopted_count > 0))


def _replies(plenary_id: int, *columns: Any) -> Select[Any]:
    statement = select(*columns).select_from(Reply).join(Assignment, Assignment.id == Reply.assignment_id).join(Assignment.proposal)
    counted = (Reply.suggestion_count > 0, Reply.adopted_count.is_not(None))
    return statement.where(part(plenary_id, "filed"), standing(), Reply.state == ReplyState.FINAL, in_force(), *counted)
