"""What the proposers' forms about the replies in force say, unit by unit, by forms and by undertakings. Source: domain §6.3, §6.7 table 10."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.satisfaction import ASPECTS, Form, decided_answers, forms_in_force
from zxdesk.queries.figures.unit_answers import unit_answers
from zxdesk.queries.readings import Readings


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
        """Count the forms of one unit."""
        self.sent, self.returned = len(forms), sum(form.is_back for form in forms)
        self.forms.update((aspect, word) for form in forms for aspect in ASPECTS if (word := form.answer(aspect)))

    def join(self, unit: FormAnswers) -> None:
        """Count the forms of a unit among all."""
        self.sent, self.returned = self.sent + unit.sent, self.returned + unit.returned
        self.forms.update(unit.forms)


def form_answers(readings: Readings, plenary_id: int) -> tuple[FormAnswers, ...]:
    """All forms about replies in force first, decided by proposals; then unit by unit, decided by undertakings."""
    forms = readings.ask(forms_in_force, plenary_id)
    whole, units = FormAnswers(0, ""), _units(readings.session)
    for unit_id, own in groupby(sorted(forms, key=attrgetter("unit_id")), key=attrgetter("unit_id")):
        units[unit_id].take(list(own))
        whole.join(units[unit_id])
    for aspect in ASPECTS:
        whole.decided.update((aspect, word) for word in readings.gather(decided_answers, plenary_id, aspect).values())
        for answer in readings.gather(unit_answers, plenary_id, aspect):
            units[answer.unit_id].decided[aspect, answer.word] += 1
    return (whole, *(unit for unit in units.values() if unit.sent))


def _units(session: Session) -> dict[int, FormAnswers]:
    """Every unit by key, in the order of the directory."""
    statement = select(HandlingUnit.id, HandlingUnit.name).order_by(HandlingUnit.position, HandlingUnit.code)
    return {key: FormAnswers(key, name) for key, name in session.execute(statement)}
