"""Table 10: how the proposers judged attitude and result, by forms and by proposals, as a whole and unit by unit. Source: domain §6.2, §6.3."""

from __future__ import annotations

from typing import Any

from zxdesk.queries.figures.form_answers import FormAnswers, form_answers
from zxdesk.queries.figures.satisfaction import ASPECTS, satisfied_words
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, quotient
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Column, Table

BY = {"forms": "按份", "decided": "按件"}


def build_answers(source: YearSource) -> Table:
    """The whole first, then the units: forms sent and returned, each answer and the rate of the satisfied, by forms and by proposals."""
    columns = (
        Column("name", "承办单位", width=26), Column("sent", "发出", "integer", 6.5, group="征询意见表（份）"),
        Column("returned", "收回", "integer", 6.5, group="征询意见表（份）"),
        *(column for by, words in BY.items() for aspect in ASPECTS for column in _columns(source, by, aspect, words)),
    )  # fmt: skip
    lines = Lines(columns)
    whole, *units = source.gather(form_answers)
    if whole.sent:
        lines.head("全部提案")
        lines.add(_values(source, whole) | {"name": "合计"}, _behind(source, whole))
        lines.head("各承办单位")
    for unit in units:
        lines.add(_values(source, unit), _behind(source, unit))
    return lines.table(
        source, "提案办理满意度统计表", convention=_convention(source), notes=() if whole.sent else ("本届次还没有发出征询意见表。",), frozen=1,
    )  # fmt: skip


def _columns(source: YearSource, by: str, aspect: str, words: str) -> tuple[Column, ...]:
    group = f"{ASPECTS[aspect][1]}（{words}）"
    answers = tuple(Column(f"{by}-{aspect}-{word}", word, "integer", max(6.5, 2.2 * len(word)), group=group) for word in _words(source, aspect))
    return (*answers, Column(f"{by}-{aspect}-rate", "满意率", "share", 8.5, group=group))


def _words(source: YearSource, aspect: str) -> tuple[str, ...]:
    return source.rules.feedback_attitude if aspect == "attitude" else source.rules.feedback_result


def _values(source: YearSource, one: FormAnswers) -> dict[str, Any]:
    values: dict[str, Any] = {"name": one.name, "sent": one.sent, "returned": one.returned}
    for by, counts in (("forms", one.forms), ("decided", one.decided)):
        for aspect in ASPECTS:
            given = sum(count for (about, _word), count in counts.items() if about == aspect)
            satisfied = sum(counts[aspect, word] for word in satisfied_words(source.rules))
            values |= {f"{by}-{aspect}-{word}": counts[aspect, word] for word in _words(source, aspect)}
            values[f"{by}-{aspect}-rate"] = quotient(satisfied, given)
    return values


def _behind(source: YearSource, one: FormAnswers) -> dict[str, str]:
    found = {"sent": f"unit-forms:{one.id}:sent", "returned": f"unit-forms:{one.id}:returned"}
    for aspect in ASPECTS:
        for word in _words(source, aspect):
            found[f"forms-{aspect}-{word}"] = f"unit-forms:{one.id}:{aspect}:{word}"
            decided = f"unit-decided:{one.id}:{aspect}:{word}" if one.id else f"decided:{aspect}:{word}"
            found[f"decided-{aspect}-{word}"] = decided
    return found


def _convention(source: YearSource) -> str:
    words = "、".join(satisfied_words(source.rules))
    return (
        f"只计最近一次答复的征询意见表；满意率＝回答为 {words} 的÷填了该项的。按份计每份表；按件计每件提案有定论的一个回答"
        "（各单位按本单位的答复计，一件几个单位答复的各计一次）。并案提案的表计在主案。"
    )


ANSWERS = ReportKind("answers", "满意度", build_answers)
