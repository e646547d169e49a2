"""What happened to proposals on their way: when they came, late, handed back, extended, reminded, supervised, handled again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, HandBack
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.supervision import Inspection, KeyProposal, Reminder
from zxdesk.queries.figures.population import number_of, of_plenary, part, received, standing
from zxdesk.queries.figures.units import unit_condition

Condition = Callable[[int, Rules, date], ColumnElement[bool]]


def on_the_way(session: Session, plenary_id: int, rules: Rules, *, today: date) -> dict[str, int]:
    """How many proposals each of these happened to, by the names of ``ON_THE_WAY``."""
    counts = [number_of(condition(plenary_id, rules, today)) for condition in ON_THE_WAY.values()]
    row = session.execute(select(*counts).where(received(plenary_id))).one()
    return dict(zip(ON_THE_WAY, row, strict=True))


def _came(timing: str) -> Condition:
    return lambda plenary_id, _rules, _today: and_(received(plenary_id), Proposal.timing == timing)


def _of_units(figure: str) -> Condition:
    return lambda plenary_id, rules, today: and_(part(plenary_id, "filed"), unit_condition(plenary_id, rules, 0, figure, today=today))


def _handed_back(plenary_id: int, _rules: Rules, _today: date) -> ColumnElement[bool]:
    asked = select(Assignment.proposal_id).join(HandBack, HandBack.assignment_id == Assignment.id).where(_own(plenary_id))
    return and_(part(plenary_id, "filed"), Proposal.id.in_(asked))


def _reminded(plenary_id: int, _rules: Rules, _today: date) -> ColumnElement[bool]:
    told = select(Assignment.proposal_id).join(Reminder, Reminder.assignment_id == Assignment.id).where(_own(plenary_id))
    return and_(part(plenary_id, "filed"), Proposal.id.in_(told))


def _inspected(plenary_id: int, _rules: Rules, _today: date) -> ColumnElement[bool]:
    held = select(KeyProposal.proposal_id).join(Inspection, Inspection.key_proposal_id == KeyProposal.id)
    return and_(part(plenary_id, "filed"), Proposal.is_key.is_(True), Proposal.id.in_(held))


def _redone(plenary_id: int, _rules: Rules, _today: date) -> ColumnElement[bool]:
    again = select(Assignment.proposal_id).where(_own(plenary_id), standing(), Assignment.redo > 0)
    return and_(part(plenary_id, "filed"), Proposal.id.in_(again))


def _own(plenary_id: int) -> ColumnElement[bool]:
    """What hangs on other years' proposals is not looked at."""
    return Assignment.proposal_id.in_(of_plenary(plenary_id))


ON_THE_WAY: dict[str, Condition] = {
    "session": _came("session"), "ordinary": _came("ordinary"), "late": _of_units("late"), "extended": _of_units("extended"),
    "handed_back": _handed_back, "reminded": _reminded, "inspected": _inspected, "redone": _redone,
}  # fmt: skip
"""Each as a condition on proposals, so that those behind a count can be listed."""
