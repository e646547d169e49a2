"""The totals of the last plenaries side by side, each by the conventions of its own rule package. Source: domain §6.7 table 15."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.figures.breakdown import breakdown
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import part, standing
from zxdesk.queries.figures.years import by_year
from zxdesk.queries.readings import Readings


def year_totals(readings: Readings, plenary_id: int, today: date) -> list[Group]:
    """The lines of ``by_year``, earliest first, each with every fate of its received proposals and the units that had something to do."""
    found = []
    for year in by_year(readings.session, plenary_id, today=today):
        counts: dict[str, Any] = breakdown(readings, year["plenary_id"], "all")[0]
        found.append({**counts, **year, "units": _units(readings.session, year["plenary_id"])})
    return found


def _units(session: Session, plenary_id: int) -> int:
    own = (part(plenary_id, "filed"), standing())
    statement = select(func.count(Assignment.unit_id.distinct())).select_from(Assignment).join(Proposal, Proposal.id == Assignment.proposal_id)
    return int(session.scalar(statement.where(*own)) or 0)
