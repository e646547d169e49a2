"""Every open deadline of one proposal, of which its light shows the most urgent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.light import Light, light_of, words
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.stage import OPEN_STATES, WORKING_STAGES, Stage
from zxdesk.domain.unit import HandlingUnit


@dataclass(frozen=True)
class OpenDeadline:
    """Who owes what by when."""

    who: str
    what: str
    due_on: date
    light: Light
    words: str


def open_deadlines(session: Session, proposal_id: int, *, today: date, yellow_days: int = 15) -> list[OpenDeadline]:
    """What units owe while the proposal is handled and proposers while they are asked, the most urgent first. Source: domain §6.6."""
    stage = session.scalar(select(Proposal.stage).where(Proposal.id == proposal_id))
    owed: list[tuple[str, str, date]] = []
    if stage in WORKING_STAGES:
        at_work = (
            select(HandlingUnit, Assignment.role, Assignment.due_on)
            .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
            .where(Assignment.proposal_id == proposal_id, Assignment.state.in_(OPEN_STATES), Assignment.due_on.is_not(None))
        )
        owed += [(unit.short, role.label, due_on) for unit, role, due_on in session.execute(at_work) if due_on is not None]
    if stage is Stage.CONSULTING:
        out = (
            select(ProposerLine.name, Feedback.due_on)
            .join(ProposerLine, ProposerLine.id == Feedback.line_id)
            .where(Feedback.proposal_id == proposal_id, Feedback.due_on.is_not(None), Feedback.returned_on.is_(None))
        )
        owed += [(name, "征询意见表", due_on) for name, due_on in session.execute(out) if due_on is not None]
    lit = ((who, what, due_on, light_of(due_on, today=today, yellow_days=yellow_days)) for who, what, due_on in owed)
    found = [OpenDeadline(who, what, due_on, light, words(light, due_on, today)) for who, what, due_on, light in lit]
    return sorted(found, key=lambda one: (one.due_on, one.who))
