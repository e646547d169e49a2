"""What came in, was filed, assigned, answered or closed in each month. Source: domain §6.7 table 8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import UNNAMED, assigned, month_of, part, received, replied
from zxdesk.queries.readings import Readings

STEPS = ("received", "filed", "assigned", "replied", "closed")
CLOSED_STAGES = (Stage.CLOSED, Stage.FOLLOWING, Stage.ARCHIVED)
"""The proposers' answers are in; what is followed up or filed away has been closed before."""
_LONGEST = 60
"""Months that are shown without a gap; a wrong year in one date shall not make a table of a thousand rows."""


def month_steps(plenary_id: int) -> dict[str, tuple[Any, ColumnElement[bool]]]:
    """The day of each step and the proposals that have taken it; months always mean the proposals that still count there."""
    closed = and_(received(plenary_id), Proposal.stage.in_(CLOSED_STAGES))
    return {
        "received": (func.coalesce(Proposal.received_on, Proposal.submitted_on), received(plenary_id)),
        "filed": (Proposal.filed_on, part(plenary_id, "filed")), "assigned": (Proposal.assigned_on, assigned(plenary_id)),
        "replied": (Proposal.replied_on, replied(plenary_id)), "closed": (Proposal.closed_on, closed),
    }  # fmt: skip


def month_counts(session: Session, plenary_id: int) -> dict[str, Counter[str]]:
    """How many proposals took each step in each month (2026-03), and under 未填 those whose day is not known."""
    # days are kept as texts, and cutting one is several times faster than reckoning with it
    steps = month_steps(plenary_id).items()
    taken = [case((condition, func.coalesce(func.substr(day, 1, 7), UNNAMED))).label(f"{step}_in") for step, (day, condition) in steps]
    statement = select(func.count(), *taken).where(received(plenary_id)).group_by(*(column.name for column in taken))
    months: dict[str, Counter[str]] = {}
    for count, *when in session.execute(statement):
        for step, month in zip(STEPS, when, strict=True):
            if month is not None:
                months.setdefault(month, Counter())[step] += count
    return months


def by_month(months: Mapping[str, Mapping[str, int]]) -> list[Group]:
    """What came in, was filed and was answered, by month (2026-03), without months in which nothing was."""
    steps = ("received", "filed", "replied")
    counted = {month: {step: months[month].get(step, 0) for step in steps} for month in sorted(months.keys() - {UNNAMED})}
    return [{"name": month, **counts} for month, counts in counted.items() if any(counts.values())]


def by_every_month(readings: Readings, plenary_id: int) -> list[Group]:
    """Each month from the first step to the last (2026-03) with its steps, then 未填 for proposals whose day is not known."""
    counts = readings.ask(month_counts, plenary_id)
    named = sorted(counts.keys() - {UNNAMED})
    order = [*_without_gaps(named), *([UNNAMED] if UNNAMED in counts else [])]
    nothing: Counter[str] = Counter()
    return [{"name": key, **{step: counts.get(key, nothing)[step] for step in STEPS}} for key in order]


def of_month(plenary_id: int, figure: str) -> ColumnElement[bool]:
    """Which proposals took a step in a month: ``2026-03:filed``, ``未填:filed``; without a step those received."""
    month, _, step = figure.partition(":")
    day, condition = month_steps(plenary_id)[step or "received"]
    return and_(condition, day.is_(None) if month == UNNAMED else month_of(day, month))


def _without_gaps(months: list[str]) -> list[str]:
    if not months:
        return []
    first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (months[0], months[-1]))
    if last - first >= _LONGEST:
        return months
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(first, last + 1)]
