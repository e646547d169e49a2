"""The proposals behind a figure, no more and no fewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.lacking import lacking
from zxdesk.queries.figures.months import of_month
from zxdesk.queries.figures.on_the_way import ON_THE_WAY
from zxdesk.queries.figures.population import (
    PARTS,
    UNNAMED,
    assigned,
    of_construction,
    part,
    received,
    replied,
    sector_of_first,
)
from zxdesk.queries.figures.proposers import kinds_of_group, kinds_of_line
from zxdesk.queries.figures.rates import measures
from zxdesk.queries.figures.recorded import of_record
from zxdesk.queries.figures.reported import of_report
from zxdesk.queries.figures.satisfaction import answer_owners, form_owners, is_in_force, proposal_answers, satisfied_words
from zxdesk.queries.figures.units import unit_condition
from zxdesk.queries.office_rules import rules_of


def figure_ids(session: Session, plenary_id: int, figure: str, *, today: date) -> list[int]:
    """Ids of the proposals behind a figure, by number.

    A figure is ``received``, ``assigned``, ``replied``, ``satisfied`` or a part (``filed`` …); a group line (``category:教育``,
    ``construction:``, ``type:``, ``group:``, ``sector:``, ``class:``, ``outcome:``, ``stage:handling``); a month
    (``month:2026-03``, ``month:2026-03:filed``); a unit or all (``unit:12``, ``unit:12:late``, ``unit:0:class-A``); a member
    (``member:3:first``); what happened on the way (``way:late``); the answers (``answer:attitude:满意``), forms (``forms:returned``); what
    keeps a sum from agreeing (``lacking:category``); or a rate (``rate:reply``, with ``:below`` for what it divides by, ``:missing``
    for what it misses); a figure of a report
    (``figures.reported``, ``figures.recorded``); a figure of another plenary (``year:1:filed``); several together
    (``unit:5:lead|unit:8:lead``). Raises ``KeyError`` for any other.
    """
    if figure.startswith("year:"):
        _, other, inner = figure.split(":", 2)
        return figure_ids(session, int(other), inner, today=today)
    if "|" in figure:
        return list(dict.fromkeys(one for part in figure.split("|") for one in figure_ids(session, plenary_id, part, today=today)))
    rules = rules_of(session, plenary_id)
    condition = of_report(session, plenary_id, rules, figure, today=today)
    if condition is None:
        condition = of_record(session, plenary_id, rules, figure, today=today)
    if condition is None:
        condition = _decided(session, rules, plenary_id, figure)
    if condition is None:
        condition = _condition(rules, plenary_id, figure, today)
    statement = select(Proposal.id).where(condition)
    return list(session.scalars(statement.order_by(Proposal.number_sort, Proposal.receipt_number, Proposal.id)))


def _decided(session: Session, rules: Rules, plenary_id: int, figure: str) -> ColumnElement[bool] | None:
    """Satisfaction by proposal follows the office's rule over all forms, which no condition can say; by forms it lists whose forms they are."""
    if not figure.startswith("rate:satisfaction_"):
        return None
    name, _, side = figure.removeprefix("rate:satisfaction_").partition(":")
    aspect, _, by = name.partition("_")
    words, is_of_all = satisfied_words(rules), not by and rules.conventions["satisfaction_variant"] == "3"
    if is_of_all or by == "by_proposal" or (not by and rules.conventions["satisfaction_by"] == "proposals"):
        answers = proposal_answers(session, plenary_id, aspect)
        below = part(plenary_id, "filed") if is_of_all else Proposal.id.in_(list(answers))
        above = Proposal.id.in_([one for one, word in answers.items() if word in words])
    else:
        below, above = (Proposal.id.in_(answer_owners(plenary_id, aspect, chosen)) for chosen in (None, words))
        if side == "missing":
            others = {*rules.feedback_attitude, *rules.feedback_result} - set(words)
            return Proposal.id.in_(answer_owners(plenary_id, aspect, others))
    return below if side == "below" else and_(below, ~above) if side == "missing" else above


def _condition(rules: Rules, plenary_id: int, figure: str, today: date) -> ColumnElement[bool]:
    kind, _, value = figure.partition(":")
    filed = part(plenary_id, "filed")
    whole: dict[str, Callable[[int], ColumnElement[bool]]] = {"received": received, "assigned": assigned, "replied": replied}
    if kind in whole:
        return whole[kind](plenary_id)
    if kind in PARTS:
        return part(plenary_id, kind)
    if kind == "way":
        return ON_THE_WAY[value](plenary_id, rules, today)
    named: dict[str, Callable[[str], ColumnElement[bool]]] = {
        "satisfied": lambda _value: and_(filed, Proposal.satisfaction.in_(satisfied_words(rules))),
        "judged": lambda _value: and_(filed, Proposal.satisfaction != ""),
        "category": lambda name: and_(filed, Proposal.category == _named(name)),
        "construction": lambda name: and_(filed, of_construction(rules, name)),
        "type": lambda name: and_(filed, Proposal.proposer_kind.in_(kinds_of_line(rules, _named(name)))),
        "group": lambda name: and_(filed, _of_group(rules, name)),
        "sector": lambda name: and_(filed, sector_of_first() == _named(name)),
        "class": lambda name: and_(filed, Proposal.reply_class == name),
        "outcome": lambda name: and_(received(plenary_id), Proposal.outcome == ("" if name == "待审" else name)),
        "stage": lambda name: and_(received(plenary_id), Proposal.stage == Stage.from_text(name)),
        "month": lambda name: of_month(plenary_id, name),
        "unit": lambda name: and_(filed, _of_unit(plenary_id, rules, name, today)),
        "answer": lambda name: Proposal.id.in_(answer_owners(plenary_id, name.partition(":")[0], (name.partition(":")[2],))),
        "forms": lambda name: _of_forms(plenary_id, name),
        "lacking": lambda name: lacking(plenary_id, rules, name),
        "rate": lambda name: _of_rate(plenary_id, rules, name, today),
    }
    return named[kind](value)


def _named(name: str) -> str:
    return "" if name == UNNAMED else name


def _of_group(rules: Rules, name: str) -> ColumnElement[bool]:
    if name == UNNAMED:
        return Proposal.proposer_kind.not_in([choice.name for choice in rules.proposer_types if choice.text])
    return Proposal.proposer_kind.in_(kinds_of_group(rules, name))


def _of_unit(plenary_id: int, rules: Rules, value: str, today: date) -> ColumnElement[bool]:
    key, _, figure = value.partition(":")
    return unit_condition(plenary_id, rules, int(key), figure, today=today)


def _of_forms(plenary_id: int, what: str) -> ColumnElement[bool]:
    back = Feedback.returned_on.is_not(None)
    conditions: dict[str, tuple[ColumnElement[bool], ...]] = {
        "sent": (), "returned": (back,), "out": (Feedback.returned_on.is_(None),), "former": (back, ~is_in_force()),
    }  # fmt: skip
    return Proposal.id.in_(form_owners(plenary_id, *conditions[what]))


def _of_rate(plenary_id: int, rules: Rules, value: str, today: date) -> ColumnElement[bool]:
    name, _, side = value.partition(":")
    if name == "form_return":
        return _of_forms(plenary_id, "sent" if side == "below" else "out" if side else "returned")
    measure = measures(plenary_id, rules, today=today)[name]
    if side == "below":
        return measure.below
    return and_(measure.below, ~measure.above if side else measure.above)
