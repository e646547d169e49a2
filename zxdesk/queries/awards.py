"""The awards of the office: those of units and persons, and all of a year."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from zxdesk.domain.supervision import Award
from zxdesk.queries.nesting import values_of
from zxdesk.queries.paper_records import proposals_for_papers


def other_awards(session: Session) -> list[dict[str, Any]]:
    """Every award of a unit or a person with the unit's name, in the order they were given."""
    given = session.scalars(select(Award).where(Award.proposal_id.is_(None)).order_by(Award.id))
    return [values_of(award) | {"award_unit": award.unit.short if award.unit else ""} for award in given]


def award_years(session: Session) -> list[int]:
    """The years in which awards were given, the latest last."""
    return sorted(session.scalars(select(Award.year).distinct()))


def awards_of_year(session: Session, year: int) -> list[Award]:
    """Every award of a year with its proposal and unit, in the order they were given."""
    statement = select(Award).where(Award.year == year).options(selectinload(Award.unit), selectinload(Award.proposal)).order_by(Award.id)
    awards = list(session.scalars(statement))
    proposals_for_papers(session, [award.proposal_id for award in awards if award.proposal_id is not None])
    return awards
