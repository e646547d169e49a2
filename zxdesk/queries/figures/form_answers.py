"""What the proposers' forms about the replies in force say, unit by unit, by forms and by undertakings. Source: domain §6.3, §6.7 table 10."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.satisfaction import overall
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.population import received
from zxdesk.queries.figures.satisfaction import ASPECTS, Form, decided_answers, forms_in_force
from zxdesk.queries.office_rules import rules_of


@dataclass(eq=False)
class FormAnswers:
    """The forms of one unit, or all of them: sent, returned, each answer by aspect and word, and the same of what was decided together."""

    id: int
    name: str
    sent: int = 0
    returned: int = 0
    forms: Counter[tuple[str, str]] = field(default_factory=Counter)
    decided: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, forms: list[Form]) -> None:
        """Count some forms."""
        self.sent += len(forms)
        self.returned += sum(form.is_back for form in forms)
        self.forms.update((aspect, word) for form in forms for aspect in ASPECTS if (word := form.answer(aspect)))


def form_answers(session: Session, plenary_id: int) -> tuple[FormAnswers, ...]:
    """All forms about replies in force first, decided by proposals; then unit by unit, decided by undertakings."""
    rules, forms = rules_of(session, plenary_id), forms_in_force(session, plenary_id)
    orders = {"attitude": rules.feedback_attitude, "result": rules.feedback_result}
    whole, units = FormAnswers(0, ""), _by_reply(session, plenary_id)
    whole.take(forms)
    for aspect in ASPECTS:
        whole.decided.update((aspect, word) for word in decided_answers(forms, rules, aspect).values())
    for reply_id, own in groupby(forms, key=lambda form: form.reply_id):
        unit, about = units[reply_id], list(own)
        unit.take(about)
        for aspect, order in orders.items():
            given = [word if word in order else None for word in (form.answer(aspect) for form in about)]
            if decided := overall(given, rule=rules.satisfaction, order=order):
                unit.decided[aspect, decided] += 1
    return (whole, *(unit for unit in dict.fromkeys(units.values()) if unit.sent))


def _by_reply(session: Session, plenary_id: int) -> dict[int, FormAnswers]:
    """The unit of each reply, in the order of the units."""
    statement = (
        select(Reply.id, HandlingUnit.id, HandlingUnit.name)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .where(Reply.id.in_(select(Feedback.reply_id).join(Proposal, Proposal.id == Feedback.proposal_id).where(received(plenary_id))))
        .order_by(HandlingUnit.position, HandlingUnit.code)
    )
    units: dict[int, FormAnswers] = {}
    return {reply_id: units.setdefault(key, FormAnswers(key, name)) for reply_id, key, name in session.execute(statement)}
