"""What the point scheme for units measures, unit by unit, with the proposals behind each number. Source: domain §1.10, §6.2."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, literal, or_, select, true
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Extension, HandBack, Role
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Contact, Reply, ReplyState
from zxdesk.domain.rule_points import RATES
from zxdesk.domain.rules import Rules
from zxdesk.domain.scoring import UnitScore, ranks, unit_score
from zxdesk.domain.stage import UnitState
from zxdesk.domain.supervision import Award, Reminder
from zxdesk.queries.figures.population import ANSWERING_ROLES, number_of, part, standing
from zxdesk.queries.figures.satisfaction import ASPECTS, asked_forms, in_force, satisfied_words
from zxdesk.queries.figures.units import by_unit, undertakings
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings

AWARD = "award"
GOOD_UNIT = "先进承办单位"
"""The award of a unit; it has no proposal behind it."""


@dataclass(frozen=True)
class AssessedUnit:
    """A unit with its undertakings, those that answer the proposers among them, what each item counts (and divides by), its points and its place."""

    id: int
    name: str
    system: str
    undertakings: int
    answering: int
    counted: dict[str, tuple[int, int]]
    score: UnitScore
    rank: int | None


def assessed_units(readings: Readings, plenary_id: int, today: date) -> tuple[AssessedUnit, ...]:
    """Every unit with an undertaking, in the order of the units, assessed by the office's scheme."""
    rules = rules_of(readings.session, plenary_id)
    scheme = rules.assessment
    counts = _counts(readings.session, Asked(plenary_id, rules, today), [item.measure for item in scheme.items])
    units = readings.gather(by_unit, plenary_id, today)
    counted = [{measure: found.get(unit["unit_id"], (0, 0)) for measure, found in counts.items()} for unit in units]
    scores = [unit_score(scheme, one) for one in counted]
    places = ranks([score.total for score in scores])
    return tuple(
        AssessedUnit(unit["unit_id"], unit["name"], unit["system"], unit["lead"] + unit["co"], unit["lead"], one, score, place)
        for unit, one, score, place in zip(units, counted, scores, places, strict=True)
    )


def measure_condition(plenary_id: int, rules: Rules, unit_id: int, measure: str, *, today: date, is_base: bool = False) -> ColumnElement[bool]:
    """The proposals behind what an item counts of a unit (0 for all units), or behind what it divides by. Raises ``KeyError`` for any other."""
    asked = Asked(plenary_id, rules, today)
    measured = MEASURED[measure](asked)
    rows = asked.rows[measured.among].where(measured.counts)
    unit, proposal = rows.selected_columns
    wanted = rows.with_only_columns(proposal).where(unit == unit_id if unit_id else true())
    return Proposal.id.in_(wanted if is_base else wanted.where(measured.worth > 0))


def _counts(session: Session, asked: Asked, measures: Iterable[str]) -> dict[str, dict[int, tuple[int, int]]]:
    """What each measure counts of each unit and, for a rate, what that is divided by; one statement for all that look at the same rows."""
    found: dict[str, dict[int, tuple[int, int]]] = {}
    among: dict[str, dict[str, Measure]] = {}
    for name in measures:
        if name == AWARD:
            found[name] = _awards(session, asked)
        else:
            measured = MEASURED[name](asked)
            among.setdefault(measured.among, {})[name] = measured
    for key, own in among.items():
        unit, _proposal = asked.rows[key].selected_columns
        sums = [column for one in own.values() for column in (func.sum(case((one.counts, one.worth), else_=0)), number_of(one.counts))]
        units = session.execute(asked.rows[key].with_only_columns(unit, *sums).group_by(unit)).all()
        for at, name in enumerate(own):
            found[name] = {row[0]: (row[2 * at + 1], row[2 * at + 2] if name in RATES else 0) for row in units}
    return found


def _awards(session: Session, asked: Asked) -> dict[int, tuple[int, int]]:
    year = (session.get_one(Plenary, asked.plenary_id).opens_on or asked.today).year
    given = select(Award.unit_id, func.count()).where(Award.kind == GOOD_UNIT, Award.year == year, Award.unit_id.is_not(None))
    return {unit_id: (count, 0) for unit_id, count in session.execute(given.group_by(Award.unit_id)) if unit_id is not None}


@dataclass(frozen=True)
class Measure:
    """Among which rows (``Asked.rows``) an item looks, which of them it counts, and what each is worth: 0 where it stands below the line only."""

    among: str
    counts: ColumnElement[bool]
    worth: ColumnElement[int]


@dataclass(frozen=True)
class Asked:
    """Of which plenary, by which rules and on which day the units are assessed."""

    plenary_id: int
    rules: Rules
    today: date

    @cached_property
    def undertakings(self) -> Subquery:
        """Every undertaking that counts."""
        return undertakings(self.plenary_id, self.rules, today=self.today)

    @cached_property
    def rows(self) -> dict[str, Select[Any]]:
        """What items look at, a row each with its unit and its proposal."""
        taken, columns = self.undertakings.c, (Assignment.unit_id, Assignment.proposal_id)
        own = select(*columns).join(Proposal, Proposal.id == Assignment.proposal_id).where(part(self.plenary_id, "filed"), standing())
        last = and_(Reply.assignment_id == Assignment.id, Reply.state == ReplyState.FINAL, in_force())
        return {
            "undertakings": select(taken.unit_id, taken.proposal_id),
            "forms": asked_forms(self.plenary_id, *columns).where(Feedback.returned_on.is_not(None)),
            "replies": own.join(Reply, last).where(Reply.reply_class != ""),
            "hand_backs": own.join(HandBack, HandBack.assignment_id == Assignment.id),
            "reminders": own.join(Reminder, Reminder.assignment_id == Assignment.id),
        }  # fmt: skip


def _among_undertakings(counts: Callable[[Any], ColumnElement[bool]], worth: Callable[[Any], Any]) -> Callable[[Asked], Measure]:
    return lambda asked: Measure("undertakings", counts(asked.undertakings.c), worth(asked.undertakings.c))


def _receipt(asked: Asked) -> Measure:
    taken = asked.undertakings.c
    waits = and_(taken.state == UnitState.WAITING, taken.receipt_due_on < asked.today)
    asks = and_(taken.receipt_due_on.is_not(None), or_(taken.signed_on.is_not(None), waits))
    return Measure("undertakings", asks, case((taken.signed_on <= taken.receipt_due_on, 1), else_=0))


def _answers(taken: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = taken.role.in_(ANSWERING_ROLES)
    return found


def _is_due(taken: Any) -> ColumnElement[bool]:
    return and_(taken.has_due == 1, or_(taken.is_done == 1, taken.is_late == 1))


def _contact(asked: Asked) -> Measure:
    rules, taken = asked.rules, asked.undertakings.c
    met = or_(_has_contact(taken, Contact.way.in_(rules.face_ways), Contact.is_waived.is_(False)), _has_form(taken, rules.contact_done_words))
    waived = or_(_has_contact(taken, Contact.is_waived.is_(True)), _has_form(taken, rules.contact_waived_words))
    if rules.conventions["contact_waived"] == "counts":
        return Measure("undertakings", _answers(taken), case((or_(met, waived), 1), else_=0))
    return Measure("undertakings", and_(_answers(taken), or_(met, ~waived)), case((met, 1), else_=0))


def _classed(classes: Callable[[Rules], tuple[str, ...]]) -> Callable[[Asked], Measure]:
    return lambda asked: Measure("replies", true(), case((Reply.reply_class.in_(classes(asked.rules)), 1), else_=0))


def _judged(aspect: str) -> Callable[[Asked], Measure]:
    answer = ASPECTS[aspect][0]
    return lambda asked: Measure("forms", answer != "", case((answer.in_(satisfied_words(asked.rules)), 1), else_=0))


def _dissatisfied(asked: Asked) -> Measure:
    words = tuple(asked.rules.dissatisfied_words)
    return Measure("forms", or_(Feedback.attitude.in_(words), Feedback.result.in_(words)), _one())


def _has_extension(taken: Any) -> ColumnElement[bool]:
    return exists().where(Extension.assignment_id == taken.id, Extension.is_granted.is_(True))


def _has_contact(taken: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Contact.assignment_id == taken.id, *conditions)


def _has_form(taken: Any, words: tuple[str, ...]) -> ColumnElement[bool]:
    return exists().where(Feedback.reply_id == Reply.id, Reply.assignment_id == taken.id, Feedback.contact_answer.in_(words))


def _one(_taken: Any = None) -> ColumnElement[int]:
    return literal(1)


MEASURED: dict[str, Callable[[Asked], Measure]] = {
    "receipt": _receipt, "contact": _contact, "reply": _among_undertakings(_answers, lambda taken: taken.is_done),
    "on_time": _among_undertakings(lambda taken: and_(_answers(taken), _is_due(taken)), lambda taken: taken.is_on_time),
    "opinion": _among_undertakings(lambda taken: and_(taken.role == Role.CO, _is_due(taken)), lambda taken: taken.is_on_time),
    "late": _among_undertakings(lambda taken: and_(_answers(taken), _is_due(taken), taken.is_on_time == 0), _one),
    "redo": _among_undertakings(lambda taken: taken.redo > 0, lambda taken: taken.redo),
    "key": _among_undertakings(lambda taken: and_(_answers(taken), taken.is_key.is_(True)), _one),
    "good": _among_undertakings(lambda taken: and_(_answers(taken), taken.is_good.is_(True)), _one),
    "extension": _among_undertakings(_has_extension, _one),
    "solved": _classed(lambda rules: rules.solved_classes), "adopted": _classed(lambda rules: rules.adopted_classes),
    "attitude": _judged("attitude"), "result": _judged("result"), "dissatisfied": _dissatisfied,
    "hand_back_refused": lambda _asked: Measure("hand_backs", HandBack.is_accepted.is_(False), _one()),
    "reminder": lambda _asked: Measure("reminders", true(), _one()),
}  # fmt: skip
"""What every item of a scheme measures, but for ``AWARD``."""
