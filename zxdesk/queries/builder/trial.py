"""The trials a condition puts a value to: which a field of each kind knows, their words, and what they must be given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.field import Field, Kind

Needs = Literal["nothing", "one", "many", "two"]
Given = tuple[str | int, ...]


@dataclass(frozen=True)
class Trial:
    """One trial; ``opposite`` names the trial whose opposite it is: it holds wherever that does not."""

    key: str
    word: str
    needs: Needs = "nothing"
    opposite: str = ""
    several: str = ""


TRIALS: dict[str, Trial] = {
    one.key: one
    for one in (
        Trial("is", "等于", "many", several="任一是"),
        Trial("is_not", "不等于", "many", "is", "没有"),
        Trial("has", "包含", "one"),
        Trial("has_not", "不包含", "one", "has"),
        Trial("starts", "开头是", "one"),
        Trial("over", "大于", "one"),
        Trial("under", "小于", "one"),
        Trial("at_least", "不小于", "one"),
        Trial("at_most", "不大于", "one"),
        Trial("before", "早于", "one"),
        Trial("after", "晚于", "one"),
        Trial("between", "介于", "two"),
        Trial("today", "是今天"),
        Trial("this_week", "在本周"),
        Trial("this_month", "在本月"),
        Trial("this_year", "在本年"),
        Trial("last_days", "在近几天内", "one"),
        Trial("next_days", "在今后几天内", "one"),
        Trial("yes", "为是"),
        Trial("no", "为否"),
        Trial("filled", "不为空"),
        Trial("empty", "为空", opposite="filled"),
    )
}
_OF_KIND: dict[Kind, tuple[str, ...]] = {
    "text": ("has", "has_not", "is", "is_not", "starts", "filled", "empty"),
    "long": ("has", "has_not", "filled", "empty"),
    "choice": ("is", "is_not", "filled", "empty"),
    "number": ("is", "is_not", "over", "under", "at_least", "at_most", "between", "filled", "empty"),
    "date": ("between", "is", "before", "after", "today", "this_week", "this_month", "this_year", "last_days", "next_days", "filled", "empty"),
    "flag": ("yes", "no", "filled", "empty"),
}
_CHOICE_WORDS = {"is": "属于", "is_not": "不属于"}
DAYS = frozenset({"last_days", "next_days"})
"""Trials of a day that are given a number of days; today counts as the first."""
MOST_DAYS = 36_500


def trials_of(field: Field) -> tuple[str, ...]:
    """The keys of the trials a field knows, the most usual first."""
    found = _OF_KIND[field.kind]
    return tuple(one for one in found if not (field.is_count and one in ("filled", "empty")))


def trial_word(field: Field, trial: str) -> str:
    """What a trial is called at a field: 属于 for a choice, 任一是 and 没有 where a proposal has several values."""
    known = TRIALS[trial]
    if field.is_several and known.several:
        return known.several
    return _CHOICE_WORDS.get(trial, known.word) if field.kind == "choice" else known.word


def trial_words(field: Field, trial: str, given: Given) -> str:
    """A trial with what it is given: 属于教育、科技, 介于 2026-03-01 和 2026-05-01, 在近 30 天内."""
    word = trial_word(field, trial)
    if trial in DAYS:
        return word.replace("几", f" {given[0]} ")
    if trial == "between":
        return f"{word} {given[0]} 和 {given[1]} "
    said = "、".join(f"“{one}”" if field.kind in ("text", "long") else str(one) for one in given)
    return f"{word}{said}" if not said or not said[0].isdigit() else f"{word} {said}"


def trial_named(field: Field, said: str, where: str) -> str:
    """The trial of a field by key or by any of its words. Raises ``RuleError`` naming those the field knows."""
    known = trials_of(field)
    for key in known:
        if said in (key, TRIALS[key].word, trial_word(field, key), _CHOICE_WORDS.get(key)):
            return key
    words = "、".join(trial_word(field, key) for key in known)
    raise RuleError(f"{where}：“{field.name}”没有“{said}”这种条件。可用的是 {words}。", "test")


def read_value(field: Field, trial: str, given: object, where: str) -> Given:
    """What a trial is given, typed by the field; days as 2026-03-01. Raises ``RuleError`` where it does not fit."""
    needs = TRIALS[trial].needs
    if needs == "nothing":
        return ()
    said = f"{where}“{field.name}{trial_word(field, trial)}”"
    held = tuple(given) if isinstance(given, Sequence) and not isinstance(given, str) else (given,)
    values = tuple(one for one in held if one is not None and one != "")
    if not values:
        raise RuleError(f"{said}后面没有填。填写，或去掉这个条件。", "value")
    if needs != "many" and len(values) != (2 if needs == "two" else 1):
        raise RuleError(f"{said}要填{'两' if needs == 'two' else '一'}个，填了 {len(values)} 个。", "value")
    typed = tuple(_typed(field, trial, one, said) for one in values)
    if trial == "between" and typed[0] > typed[1]:  # type: ignore[operator]
        raise RuleError(f"{said}的前一个大于后一个，两个对调。", "value")
    return tuple(dict.fromkeys(typed)) if needs == "many" else typed


def _typed(field: Field, trial: str, value: object, said: str) -> str | int:
    if field.kind == "number" or trial in DAYS:
        return _number(value, said, is_days=trial in DAYS)
    if field.kind == "date":
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            raise RuleError(f"{said}的“{value}”不是日期，写成 2026-03-01 这样。", "value") from None
        if not 1900 <= day.year < 2200:
            raise RuleError(f"{said}的“{day}”不是近百年的日期，核对年份。", "value")
        return day.isoformat()
    if field.codes and value not in dict(field.codes):
        words = "、".join(label for label, _stored in field.codes)
        raise RuleError(f"{said}没有“{value}”。可选的是 {words}。", "value")
    return str(value)


def _number(value: object, said: str, *, is_days: bool) -> int:
    try:
        found = int(str(value))
    except ValueError:
        raise RuleError(f"{said}的“{value}”不是整数，写成 3 这样。", "value") from None
    if is_days and not 0 < found <= MOST_DAYS:
        raise RuleError(f"{said}的天数要在 1 和 {MOST_DAYS} 之间。", "value")
    if abs(found) > 2**53:
        raise RuleError(f"{said}的“{value}”太大。", "value")
    return found
