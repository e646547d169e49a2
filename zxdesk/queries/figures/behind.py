"""The proposals behind a figure, no more and no fewer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.figures.on_the_way import ON_THE_WAY
from zxdesk.queries.figures.people import of_member
from zxdesk.queries.figures.population import (
    PARTS,
    UNNAMED,
    assigned,
    month_of,
    of_construction,
    part,
    received,
    replied,
    sector_of_first,
)
from zxdesk.queries.figures.rates import measures
from zxdesk.queries.figures.satisfaction import answer_owners, form_owners, proposal_answers, satisfied_words
from zxdesk.queries.figures.units import unit_condition
from zxdesk.queries.office_rules import rules_of


def figure_ids(session: Session, plenary_id: int, figure: str, *, today: date) -> list[int]:
    """Ids of the proposals behind a figure, by number.

    A figure is ``received``, ``assigned``, ``replied``, ``satisfied`` or a part (``filed`` …); a group line (``category:教育``,
    ``construction:``, ``type:``, ``group:``, ``sector:``, ``class:``, ``outcome:``, ``stage:handling``); a month
    (``month:2026-03``, ``month:2026-03:filed``); a unit or all (``unit:12``, ``unit:12:late``, ``unit:0:class-A``); a member
    (``member:3:first``); what happened on the way (``way:late``); the answers (``answer:attitude:满意``), forms (``forms:returned``),
    or a rate (``rate:reply``, with ``:below`` for what it divides by, ``:missing`` for what it misses). Raises ``KeyError`` for any other.
    """
    rules = rules_of(session, plenary_id)
    condition = _decided(session, rules, plenary_id, figure)
    if condition is None:
        condition = _condition(rules, plenary_id, figure, today)
    statement = select(Proposal.id).where(condition)
    return list(session.scalars(statement.order_by(Proposal.number_sort, Proposal.receipt_number, Proposal.id)))


def _decided(session: Session, rules: Rules, plenary_id: int, figure: str) -> ColumnElement[bool] | None:
    """The satisfaction rate by proposal follows the office's rule over all forms, which no condition can say."""
    name, _, side = figure.removeprefix("rate:").partition(":")
    if not figure.startswith("rate:satisfaction_"):
        return None
    aspect, _, by = name.removeprefix("satisfaction_").partition("_")
    words = satisfied_words(rules)
    if by:
        answers = proposal_answers(session, plenary_id, rules, aspect)
        return Proposal.id.in_([one for one, word in answers.items() if side or word in words])
    return Proposal.id.in_(answer_owners(plenary_id, aspect, None if side else words))


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
        "type": lambda name: and_(filed, Proposal.proposer_kind == _named(name)),
        "group": lambda name: and_(filed, _of_group(rules, name)),
        "sector": lambda name: and_(filed, sector_of_first() == _named(name)),
        "class": lambda name: and_(filed, Proposal.reply_class == name),
        "outcome": lambda name: and_(received(plenary_id), Proposal.outcome == ("" if name == "待审" else name)),
        "stage": lambda name: and_(received(plenary_id), Proposal.stage == Stage.from_text(name)),
        "month": lambda name: _of_month(plenary_id, name),
        "unit": lambda name: and_(filed, _of_unit(plenary_id, rules, name, today)),
        "member": lambda name: and_(received(plenary_id), of_member(int(name.partition(":")[0]), name.partition(":")[2])),
        "answer": lambda name: Proposal.id.in_(answer_owners(plenary_id, name.partition(":")[0], (name.partition(":")[2],))),
        "forms": lambda name: _of_forms(plenary_id, name),
        "rate": lambda name: _of_rate(plenary_id, rules, name, today),
    }
    return named[kind](value)


def _named(name: str) -> str:
    return "" if name == UNNAMED else name


def _of_group(rules: Rules, name: str) -> ColumnElement[bool]:
    within = [choice.name for choice in rules.proposer_types if choice.text == name]
    if name == UNNAMED:
        return Proposal.proposer_kind.not_in([choice.name for choice in rules.proposer_types if choice.text])
    return Proposal.proposer_kind.in_(within)


def _of_month(plenary_id: int, value: str) -> ColumnElement[bool]:
    month, _, what = value.partition(":")
    days: dict[str, tuple[Any, ColumnElement[bool]]] = {
        "": (func.coalesce(Proposal.received_on, Proposal.submitted_on), received(plenary_id)),
        "filed": (Proposal.filed_on, part(plenary_id, "filed")),
        "replied": (Proposal.replied_on, replied(plenary_id)),
    }
    day, condition = days["" if what == "received" else what]
    return and_(condition, month_of(day, month))


def _of_unit(plenary_id: int, rules: Rules, value: str, today: date) -> ColumnElement[bool]:
    key, _, figure = value.partition(":")
    return unit_condition(plenary_id, rules, int(key), figure, today=today)


def _of_forms(plenary_id: int, what: str) -> ColumnElement[bool]:
    conditions = {"sent": (), "returned": (Feedback.returned_on.is_not(None),), "out": (Feedback.returned_on.is_(None),)}
    return Proposal.id.in_(form_owners(plenary_id, *conditions[what]))


def _of_rate(plenary_id: int, rules: Rules, value: str, today: date) -> ColumnElement[bool]:
    name, _, side = value.partition(":")
    if name == "form_return":
        return _of_forms(plenary_id, "sent" if side == "below" else "out" if side else "returned")
    measure = measures(plenary_id, rules, today=today)[name]
    if side == "below":
        return measure.below
    return and_(measure.below, ~measure.above if side else measure.above)
