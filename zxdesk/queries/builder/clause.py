"""Conditions as SQL: of a proposal's own values, of records that belong to it, of one and the same record, of how many there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, false, func, not_, or_, select, true

from zxdesk.domain.proposal import Proposal
from zxdesk.queries.builder.field import Asked, Field
from zxdesk.queries.builder.fields import field_named
from zxdesk.queries.builder.spec import Condition, Conditions, leaves
from zxdesk.queries.builder.trial import TRIALS, Given


def clause_of(group: Conditions, asked: Asked) -> Any:
    """The condition for proposals that a group lets through; an empty group lets all through."""
    if not group.items:
        return true()
    if group.match == "same":
        return _on_one_record(group, asked)
    each = [clause_of(one, asked) if isinstance(one, Conditions) else condition_clause(one, asked) for one in group.items]
    return or_(*each) if group.match == "any" else and_(*each)


def condition_clause(condition: Condition, asked: Asked) -> Any:
    """The condition for proposals of which a condition is true.

    An opposite (不等于, 没有, 不包含, 为空) holds wherever its trial does not: also where nothing is filled in.
    """
    field = field_named(condition.field)
    if field.is_count:
        return _of_count(field, condition)
    trial, is_opposite = _positive(condition.trial)
    if field.part is None:
        held = _value_clause(field, trial, condition.given, asked)
        return not_(func.coalesce(held, false())) if is_opposite else held
    owners = field.part.select(field.part.owner, joins=_joins(field)).where(*field.only, _value_clause(field, trial, condition.given, asked))
    return Proposal.id.not_in(owners) if is_opposite else Proposal.id.in_(owners)


def _on_one_record(group: Conditions, asked: Asked) -> Any:
    conditions = list(leaves(group))
    fields = [field_named(one.field) for one in conditions]
    part = fields[0].part
    assert part is not None
    joins = tuple(join for field in fields for join in _joins(field))
    each = []
    for field, condition in zip(fields, conditions, strict=True):
        trial, is_opposite = _positive(condition.trial)
        held = and_(*field.only, _value_clause(field, trial, condition.given, asked))
        each.append(not_(func.coalesce(held, false())) if is_opposite else held)
    return Proposal.id.in_(part.select(part.owner, joins=joins).where(*each))


def _of_count(field: Field, condition: Condition) -> Any:
    """Proposals without any such record are not among the counted ones, so where none passes, the others are left out."""
    assert field.part is not None
    trial, is_opposite = _positive(condition.trial)
    holds: Callable[[Any], Any] = lambda value: _NUMBERS[trial](value, condition.given)  # noqa: E731
    owners = field.part.select(field.part.owner).where(*field.only).group_by(field.part.owner)
    counted = holds(func.count())
    if bool(holds(_Nought())) != is_opposite:
        return Proposal.id.not_in(owners.having(counted if is_opposite else not_(counted)))
    return Proposal.id.in_(owners.having(not_(counted) if is_opposite else counted))


def _positive(trial: str) -> tuple[str, bool]:
    opposite = TRIALS[trial].opposite
    return (opposite, True) if opposite else (trial, False)


def _joins(field: Field) -> tuple[tuple[Any, Any], ...]:
    return () if field.linked else field.joins


def _value_clause(field: Field, trial: str, given: Given, asked: Asked) -> Any:
    if field.linked is None:
        return trial_clause(field, trial, given, field.expression(asked), asked.today)
    column, key, name = field.linked
    return column.in_(select(key).where(trial_clause(field, trial, given, name, asked.today)))


def trial_clause(field: Field, trial: str, given: Given, value: Any, today: date) -> Any:
    """One trial of one value in SQL; null where the value is."""
    if trial == "filled":
        return and_(value.is_not(None), value != "") if field.kind in ("text", "long", "choice") else value.is_not(None)
    if trial in ("yes", "no"):
        return value.is_(trial == "yes")
    if field.kind == "number":
        return _NUMBERS[trial](value, given)
    if field.kind == "date":
        first, last = _span(trial, given, today)
        return and_(*((value >= first,) if first else ()), *((value <= last,) if last else ())) if trial != "is" else value.in_(_dates(given))
    if trial == "is":
        return value.in_([field.stored(one) for one in given])
    return (value.contains if trial == "has" else value.startswith)(str(given[0]), autoescape=True)


class _Nought(int):
    """Nought that answers the same questions as a column."""

    def in_(self, given: Given) -> bool:
        return self in given

    def between(self, first: int, last: int) -> bool:
        return first <= self <= last


_NUMBERS: dict[str, Callable[[Any, Given], Any]] = {
    "is": lambda value, given: value.in_(given),
    "over": lambda value, given: value > given[0],
    "under": lambda value, given: value < given[0],
    "at_least": lambda value, given: value >= given[0],
    "at_most": lambda value, given: value <= given[0],
    "between": lambda value, given: value.between(given[0], given[1]),
}


def _dates(given: Given) -> list[date]:
    return [date.fromisoformat(str(one)) for one in given]


def _span(trial: str, given: Given, today: date) -> tuple[date | None, date | None]:
    """From which day to which, both included."""
    one = timedelta(days=1)
    if trial == "between":
        first, last = _dates(given)
        return first, last
    if trial in ("last_days", "next_days"):
        away = timedelta(days=int(given[0]) - 1)
        return (today - away, today) if trial == "last_days" else (today, today + away)
    if trial == "before":
        return None, _dates(given)[0] - one
    if trial == "after":
        return _dates(given)[0] + one, None
    if trial == "this_week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + 6 * one
    if trial == "this_month":
        first = today.replace(day=1)
        return first, (first + 31 * one).replace(day=1) - one
    if trial == "this_year":
        return today.replace(month=1, day=1), today.replace(month=12, day=31)
    return today, today
