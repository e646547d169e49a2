"""Table 7: what each unit had to answer, by system: undertakings, answered, in time, classes, answers. Source: domain §5.7, §6.2, §6.7."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from zxdesk.domain.rounding import percent
from zxdesk.queries.figures.unit_answers import UnitAnswer, unit_answers
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, class_columns, count, empty_notes, mark_columns, quotient, share
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Column, Table

NO_SYSTEM = "未填系统"
_RATES = "到期为有期限并且已答复或已超期的件次。办复率＝已答复÷主办合计，按时率＝按时÷到期。"
NOTHING_ASSIGNED = "本届次还没有交办提案。"


def build(source: YearSource) -> Table:
    """The units in the order of the directory, under their system."""
    columns = (
        Column("name", "承办单位", width=30), *role_columns(), count("co", "会办", width=7),
        count("replied", "已答复", width=8), share("reply_rate", "办复率", ("replied", "lead")), count("due", "到期", width=7),
        count("on_time", "按时", width=7), count("late", "超期未复", width=7), share("on_time_rate", "按时率", ("on_time", "due")),
        *class_columns(source), *mark_columns(source, prefix="answer-", group="提案者意见（件次）"),
    )  # fmt: skip
    lines = Lines(columns)
    units = unit_lines(source)
    for system in dict.fromkeys([*source.rules.unit_systems, *(unit["system"] for unit in units)]):
        within = [unit for unit in units if unit["system"] == system]
        if within:
            lines.head(_heading(source, system or NO_SYSTEM, within))
        for unit in within:
            lines.add(unit, behind_unit(unit["unit_id"], columns))
    notes = empty_notes(source) or (() if units else (NOTHING_ASSIGNED,))
    return lines.table(
        source, "提案承办单位办理情况统计表", convention=f"{undertaking_sentence(source)}{_RATES}", notes=notes,
        total_behind=behind_unit(0, columns), frozen=1,
    )  # fmt: skip


def role_columns() -> tuple[Column, ...]:
    """The undertakings that answer the proposers, all of them and by role."""
    roles = (("lead", "合计"), ("sole", "独办"), ("host", "主办"), ("separate", "分办"))
    return tuple(count(key, title, width=7, group="主办（件次）") for key, title in roles)


def unit_lines(source: YearSource) -> list[dict[str, Any]]:
    """The figures of each unit with its rates, its replies by class and the answers to them."""
    answered = Counter((one.unit_id, one.word) for one in result_answers(source))
    return [
        {
            **unit, **{f"class-{c.code}": unit["classes"].get(c.code, 0) for c in source.rules.reply_classes},
            **{f"answer-{word}": answered[unit["unit_id"], word] for word in source.rules.feedback_result},
            "reply_rate": quotient(unit["replied"], unit["lead"]), "on_time_rate": quotient(unit["on_time"], unit["due"]),
        }
        for unit in source.figures["by_unit"]
    ]  # fmt: skip


def result_answers(source: YearSource) -> list[UnitAnswer]:
    """What the proposers say of the result of each undertaking."""
    return source.gather(unit_answers, "result")


def behind_unit(unit_id: int, columns: Sequence[Column]) -> dict[str, str]:
    """The figure behind each count of a unit, or of all units (0)."""
    return {column.key: f"unit:{unit_id}:{column.key}" for column in columns if column.kind == "integer"}


def undertaking_sentence(source: YearSource) -> str:
    """How undertakings are counted here."""
    limit = "原定期限" if source.rules.conventions["on_time_deadline"] == "original" else "同意延期后的期限"
    return (
        "本表按承办件次计：一件提案由几个单位承办的，各计一次；改派和停办的不计。已答复和按时按首次答复计，按时以"
        f"{limit}为准；办理类别和提案者意见按最后一次答复计。"
    )


def _heading(source: YearSource, system: str, units: Sequence[Mapping[str, Any]]) -> str:
    lead, co, replied, late = (sum(unit[key] for unit in units) for key in ("lead", "co", "replied", "late"))
    rate = f"，办复率 {percent(replied / lead, source.decimals)}" if lead else ""
    overdue = f"，超期未复 {late} 件次" if late else ""
    return f"{system}（{len(units)} 个单位，主办 {lead} 件次，会办 {co} 件次，已答复 {replied} 件次{rate}{overdue}）"


BY_UNIT = ReportKind("by_unit", "按承办单位统计表", build)
