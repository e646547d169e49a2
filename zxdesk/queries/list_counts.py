"""How many proposals several lists would hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from zxdesk.queries.proposals import ProposalFilter, count_of


def counts_of(session: Session, filters: Sequence[ProposalFilter], *, today: date, yellow_days: int = 15) -> list[int]:
    """How many proposals pass each filter."""
    return [count_of(session, wanted, today=today, yellow_days=yellow_days) for wanted in filters]
