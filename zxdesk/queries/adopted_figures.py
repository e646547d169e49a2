"""Every figure of a plenary's statistics in the form in which it is adopted: value, words, numerator, denominator, convention, list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Role
from zxdesk.domain.rounding import percent
from zxdesk.queries.adopted_year import Kept
from zxdesk.queries.narrative_figures import AS_OF, MEMBERS, Figure, kept_figures, narrative_figures
from zxdesk.queries.statistics import statistics
from zxdesk.text.number_ranges import expanded

UNIT_COLUMNS = {
    "lead": ("主办件次", "独办、主办、分办的件次"), "co": ("会办件次", "会办的件次"), "replied": ("已复件次", "独办、主办、分办中已答复的件次"),
    "on_time": ("按时件次", "首次答复不晚于期限的件次"), "late": ("超期件次", "超过期限仍未答复的件次"),
    "co_given": ("会办意见数", "已提出会办意见的件次"), "extended": ("延期件次", "经同意延期的件次"),
}  # fmt: skip
_MONTH = {"received": "收到", "filed": "立案", "replied": "办复"}
_ROLE_FIGURES = {Role.SOLE: "sole", Role.LEAD: "host", Role.SEPARATE: "separate", Role.CO: "co"}


def figures_of(session: Session, plenary_id: int, *, today: date, counted: Mapping[str, Any]) -> dict[str, Figure]:
    """Every figure of ``counted``, by key: those a narrative report may quote, and the lines of sectors, units, roles, months and results."""
    found = narrative_figures(session, plenary_id, today=today, counted=counted)
    found.pop(AS_OF)
    for lines in (_rates(counted, found), _sectors(counted), _outcomes(counted), _roles(counted), _units(counted), _months(counted)):
        found |= {figure.key: figure for figure in lines}
    return found


def frozen_figures(session: Session, plenary_id: int, *, today: date) -> dict[str, dict[str, Any]]:
    """Every figure as it is kept: with the list behind it and, where it is a rate or a share, what was divided by what."""
    figures, divided = _figures(session, plenary_id, today)
    kept = kept_figures(session, plenary_id, figures, figures, today=today)
    return {key: figure | divided[key] for key, figure in kept.items()}


def different_figures(
    session: Session, plenary_id: int, *, today: date, known: Mapping[str, Kept], touched: frozenset[int] | None
) -> dict[str, dict[str, Any]]:
    """Of the figures as they would be kept now, those that are different from ``known``: in number, or in their list alone.

    A list can only be another one under the same number where one of the proposals ``touched`` since stood in it; None stands for
    rules changed since, by which any list and any convention may be another.
    """
    figures, divided = _figures(session, plenary_id, today)
    wanted = [key for key, figure in figures.items() if _differs(known.get(key), figure, divided[key], is_recounted=touched is None)]
    suspects = _suspects(figures, known, set(wanted), touched)
    kept = kept_figures(session, plenary_id, figures, [*wanted, *suspects], today=today)
    same = {key for key in suspects if kept[key]["ids"] == known[key]["ids"]}
    gone = {key: _gone(figure) for key, figure in known.items() if key not in figures and figure["value"]}
    return {key: figure | divided[key] for key, figure in kept.items() if key not in same} | gone


def _figures(session: Session, plenary_id: int, today: date) -> tuple[dict[str, Figure], dict[str, dict[str, int]]]:
    counted = statistics(session, plenary_id, today=today)
    figures = figures_of(session, plenary_id, today=today, counted=counted)
    return figures, {key: dict(_division(key, figures, counted)) for key in figures}


def _suspects(figures: Mapping[str, Figure], known: Mapping[str, Kept], wanted: set[str], touched: frozenset[int] | None) -> list[str]:
    """Figures of the same number whose list may be another one: the first of those that share a list."""
    shown = {figures[key].behind for key in wanted}
    found: dict[str, str] = {}
    for key, figure in figures.items():
        if key in wanted or not figure.behind or not figure.value or figure.behind in shown or figure.behind in found:
            continue
        if touched is None or figure.behind.startswith(MEMBERS) or not touched.isdisjoint(expanded(str(known[key]["ids"]))):
            found[figure.behind] = key
    return list(found.values())


def _gone(kept: Kept) -> dict[str, Any]:
    """A line that nothing stands in any more: a month, a unit, a category that was taken out of the rules."""
    is_count = isinstance(kept["value"], int)
    return {**kept, "value": 0 if is_count else None, "words": "0" if is_count else "—", "ids": "", "numerator": 0, "denominator": 0}


def _differs(kept: Kept | None, figure: Figure, divided: Mapping[str, int], *, is_recounted: bool) -> bool:
    if kept is None:
        return bool(figure.value)  # a unit or a month that is new and counts nothing is no difference
    if is_recounted and kept["convention"] != figure.convention:
        return True
    return any(kept.get(name) != value for name, value in {"value": figure.value, "words": figure.words, **divided}.items())


def _division(key: str, figures: Mapping[str, Figure], counted: Mapping[str, Any]) -> dict[str, int]:
    """The numerator and denominator of a rate or a share."""
    rate = counted["rates"].get(key.removeprefix("rate:")) if key.startswith("rate:") else None
    if rate is not None:
        return {"numerator": rate["numerator"], "denominator": rate["denominator"]}
    if not key.endswith("%") or key.removesuffix("%") not in figures:
        return {}
    above, share = figures[key.removesuffix("%")].value, figures[key].value
    if key.startswith("class:"):
        return {"numerator": _whole(above), "denominator": sum(line["count"] for line in counted["by_class"])}
    base = "received" if "÷收到" in figures[key].convention else "filed"
    return {"numerator": _whole(above), "denominator": counted[base]} if share is not None else {}


def _whole(value: float | str | None) -> int:
    return int(value or 0)


def _count(key: str, name: str, value: int, convention: str, behind: str | None = None) -> Figure:
    return Figure(key, name, value, str(value), f"{name}＝{convention}", key if behind is None else behind)


def _rates(counted: Mapping[str, Any], known: Mapping[str, Figure]) -> Iterator[Figure]:
    """The rates no narrative report quotes."""
    for name, rate in counted["rates"].items():
        key = f"rate:{name}"
        if key not in known:
            words = percent(rate["value"], int(counted["decimals"]))
            yield Figure(key, rate["convention"].partition("＝")[0], rate["value"], words, rate["convention"], key)


def _sectors(counted: Mapping[str, Any]) -> Iterator[Figure]:
    for line in counted["by_sector"]:
        yield _count(f"sector:{line['name']}", f"{line['name']}件数", line["count"], "第一提案人属于该界别的立案件数")


def _outcomes(counted: Mapping[str, Any]) -> Iterator[Figure]:
    for line in counted["by_outcome"]:
        yield _count(f"outcome:{line['name']}", f"审查结果“{line['name']}”件数", line["count"], "收到件数中审查结果为该项的件数")


def _roles(counted: Mapping[str, Any]) -> Iterator[Figure]:
    for line in counted["by_role"]:
        role = Role.from_text(line["name"])
        own = _count(f"role:{role.value}", f"{role.label}件次", line["count"], f"立案提案交办为{role.label}的件次", f"unit:0:{_ROLE_FIGURES[role]}")
        yield own
        yield replace(own, key=f"{own.key}:done", name=f"{role.label}已办件次", value=line["done"], words=str(line["done"]),
                      convention=f"{role.label}已办件次＝{role.label}中已答复或已提意见的件次", behind="")  # fmt: skip


def _units(counted: Mapping[str, Any]) -> Iterator[Figure]:
    for line in counted["by_unit"]:
        own = f"unit:{line['unit_id']}"
        for column, (name, convention) in UNIT_COLUMNS.items():
            yield _count(f"{own}:{column}", f"{line['name']}{name}", line[column], convention)
        for word, count in line["classes"].items():
            yield _count(f"{own}:class-{word}", f"{line['name']}{word}类件次", count, f"最近一次答复为{word}类的件次")


def _months(counted: Mapping[str, Any]) -> Iterator[Figure]:
    for line in counted["by_month"]:
        for column, word in _MONTH.items():
            yield _count(f"month:{line['name']}:{column}", f"{line['name']} {word}件数", line[column], f"该月{word}的件数")
