"""What the point scheme for units measures, unit by unit, with the proposals behind each number. Source: domain §1.10, §6.2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, true
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Extension, HandBack, Role
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Contact, Reply, ReplyState
from zxdesk.domain.rule_points import RATES
from zxdesk.domain.rules import Rules
from zxdesk.domain.scoring import UnitScore, ranks, unit_score
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.supervision import Award, Reminder
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.population import ANSWERING_ROLES, part, standing
from zxdesk.queries.figures.satisfaction import ASPECTS, in_force, satisfied_words
from zxdesk.queries.figures.units import undertakings
from zxdesk.queries.office_rules import rules_of

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


def assessed_units(session: Session, plenary_id: int, today: date) -> tuple[AssessedUnit, ...]:
    """Every unit with an undertaking, in the order of the units, assessed by the office's scheme."""
    rules = rules_of(session, plenary_id)
    scheme = rules.assessment
    counts = {item.measure: _counts(session, plenary_id, rules, item.measure, today) for item in scheme.items}
    units = (
        select(HandlingUnit.id, HandlingUnit.name, HandlingUnit.system, func.count(), func.count(case((Assignment.role.in_(ANSWERING_ROLES), 1))))
        .join(Assignment, Assignment.unit_id == HandlingUnit.id)
        .join(Assignment.proposal)
        .where(part(plenary_id, "filed"), standing())
        .group_by(HandlingUnit.id)
        .order_by(HandlingUnit.position, HandlingUnit.code)
    )
    rows = session.execute(units).all()
    counted = [{measure: found.get(row[0], (0, 0)) for measure, found in counts.items()} for row in rows]
    scores = [unit_score(scheme, one) for one in counted]
    places = ranks([score.total for score in scores])
    return tuple(AssessedUnit(*row, one, score, place) for row, one, score, place in zip(rows, counted, scores, places, strict=True))


def measure_condition(plenary_id: int, rules: Rules, unit_id: int, measure: str, *, today: date, is_base: bool = False) -> ColumnElement[bool]:
    """The proposals behind what an item counts of a unit (0 for all units), or behind what it divides by. Raises ``KeyError`` for any other."""
    rows = _rows(plenary_id, rules, measure, today).subquery()
    wanted = select(rows.c.proposal_id).where(rows.c.unit_id == unit_id if unit_id else true())
    return Proposal.id.in_(wanted if is_base else wanted.where(rows.c.worth > 0))


def _counts(session: Session, plenary_id: int, rules: Rules, measure: str, today: date) -> dict[int, tuple[int, int]]:
    if measure == AWARD:
        year = (session.get_one(Plenary, plenary_id).opens_on or today).year
        given = select(Award.unit_id, func.count()).where(Award.kind == GOOD_UNIT, Award.year == year, Award.unit_id.is_not(None))
        return {unit_id: (count, 0) for unit_id, count in session.execute(given.group_by(Award.unit_id)) if unit_id is not None}
    rows = _rows(plenary_id, rules, measure, today).subquery()
    statement = select(rows.c.unit_id, func.sum(rows.c.worth), func.count()).group_by(rows.c.unit_id)
    return {row[0]: (row[1], row[2] if measure in RATES else 0) for row in session.execute(statement)}


def _rows(plenary_id: int, rules: Rules, measure: str, today: date) -> Select[Any]:
    """What a measure looks at, a row each: its unit, its proposal and ``worth``, 0 where it only counts below the line."""
    made: dict[str, Callable[[int, Rules, date], Select[Any]]] = {
        "receipt": _receipts, "reply": _replies, "on_time": _on_time, "contact": _contacts, "solved": _solved, "adopted": _adopted,
        "attitude": _attitude, "result": _result, "opinion": _opinions, "hand_back_refused": _refused, "extension": _extensions,
        "reminder": _reminders, "late": _late, "dissatisfied": _dissatisfied, "redo": _redone, "key": _key, "good": _good,
    }  # fmt: skip
    return made[measure](plenary_id, rules, today)


def _receipts(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    signed, due = Assignment.signed_on, Assignment.receipt_due_on
    waits = and_(Assignment.state == UnitState.WAITING, due < today)
    return _assignments(plenary_id, case((signed <= due, 1), else_=0)).where(due.is_not(None), or_(signed.is_not(None), waits))


def _replies(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    rows = undertakings(plenary_id, rules, today=today)
    return _of(rows, rows.c.is_done).where(rows.c.role.in_(ANSWERING_ROLES))


def _on_time(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    rows = undertakings(plenary_id, rules, today=today)
    return _of(rows, rows.c.is_on_time).where(rows.c.role.in_(ANSWERING_ROLES), _is_due(rows))


def _opinions(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    rows = undertakings(plenary_id, rules, today=today)
    return _of(rows, rows.c.is_on_time).where(rows.c.role == Role.CO, _is_due(rows))


def _late(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    rows = undertakings(plenary_id, rules, today=today)
    return _of(rows, 1).where(rows.c.role.in_(ANSWERING_ROLES), _is_due(rows), rows.c.is_on_time == 0)


def _contacts(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    met = or_(_has_contact(Contact.way.in_(rules.face_ways), Contact.is_waived.is_(False)), _has_form(rules.contact_done_words))
    waived = or_(_has_contact(Contact.is_waived.is_(True)), _has_form(rules.contact_waived_words))
    answering = Assignment.role.in_(ANSWERING_ROLES)
    if rules.conventions["contact_waived"] == "counts":
        return _assignments(plenary_id, case((or_(met, waived), 1), else_=0)).where(answering)
    return _assignments(plenary_id, case((met, 1), else_=0)).where(answering, or_(met, ~waived))


def _solved(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _classed(plenary_id, rules.solved_classes)


def _adopted(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _classed(plenary_id, rules.adopted_classes)


def _attitude(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _judged(plenary_id, rules, "attitude")


def _result(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _judged(plenary_id, rules, "result")


def _dissatisfied(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    words = tuple(rules.dissatisfied_words)
    return _forms(plenary_id, 1).where(or_(Feedback.attitude.in_(words), Feedback.result.in_(words)))


def _refused(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _assignments(plenary_id, 1).join(HandBack, HandBack.assignment_id == Assignment.id).where(HandBack.is_accepted.is_(False))


def _extensions(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    granted = exists().where(Extension.assignment_id == Assignment.id, Extension.is_granted.is_(True))
    return _assignments(plenary_id, 1).where(granted)


def _reminders(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _assignments(plenary_id, 1).join(Reminder, Reminder.assignment_id == Assignment.id)


def _redone(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _assignments(plenary_id, Assignment.redo).where(Assignment.redo > 0)


def _key(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _assignments(plenary_id, 1).where(Assignment.role.in_(ANSWERING_ROLES), Proposal.is_key.is_(True))


def _good(plenary_id: int, rules: Rules, today: date) -> Select[Any]:
    return _assignments(plenary_id, 1).where(Assignment.role.in_(ANSWERING_ROLES), Proposal.is_good.is_(True))


def _assignments(plenary_id: int, worth: Any) -> Select[Any]:
    columns = (Assignment.unit_id, Assignment.proposal_id, _worth(worth))
    return select(*columns).join(Proposal, Proposal.id == Assignment.proposal_id).where(part(plenary_id, "filed"), standing())


def _classed(plenary_id: int, classes: tuple[str, ...]) -> Select[Any]:
    rows = _assignments(plenary_id, case((Reply.reply_class.in_(classes), 1), else_=0))
    last = and_(Reply.assignment_id == Assignment.id, Reply.state == ReplyState.FINAL, in_force())
    return rows.join(Reply, last).where(Reply.reply_class != "")


def _judged(plenary_id: int, rules: Rules, aspect: str) -> Select[Any]:
    answer, _label = ASPECTS[aspect]
    return _forms(plenary_id, case((answer.in_(satisfied_words(rules)), 1), else_=0)).where(answer != "")


def _forms(plenary_id: int, worth: Any) -> Select[Any]:
    """Forms that came back about the reply in force; those of a merged proposal stand with its lead."""
    asked = or_(part(plenary_id, "filed"), and_(Proposal.plenary_id == plenary_id, Proposal.stage == Stage.MERGED))
    return (
        select(Assignment.unit_id, Assignment.proposal_id, _worth(worth))
        .select_from(Feedback)
        .join(Proposal, Proposal.id == Feedback.proposal_id)
        .join(Reply, Reply.id == Feedback.reply_id)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .where(asked, standing(), in_force(), Feedback.returned_on.is_not(None))
    )


def _of(rows: Any, worth: Any) -> Select[Any]:
    return select(rows.c.unit_id, rows.c.proposal_id, _worth(worth)).select_from(rows)


def _worth(worth: Any) -> Any:
    return (literal(worth) if isinstance(worth, int) else worth).label("worth")


def _is_due(rows: Any) -> ColumnElement[bool]:
    return and_(rows.c.has_due == 1, or_(rows.c.is_done == 1, rows.c.is_late == 1))


def _has_contact(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Contact.assignment_id == Assignment.id, *conditions)


def _has_form(words: tuple[str, ...]) -> ColumnElement[bool]:
    return exists().where(
        Feedback.reply_id == Reply.id, Reply.assignment_id == Assignment.id, Feedback.contact_answer.in_(words)
    )
