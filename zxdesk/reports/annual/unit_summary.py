"""承办单位汇总: a row a unit with its undertakings by role, the numbers of its proposals and how far it is. Source: domain §6.2, §6.7."""

from __future__ import annotations

from zxdesk.queries.report_lists import unit_numbers
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, class_columns, count, empty_notes, mark_columns
from zxdesk.reports.annual.units import NOTHING_ASSIGNED, behind_unit, undertaking_sentence, unit_lines
from zxdesk.reports.kind import LISTS, ReportKind
from zxdesk.reports.table import Chart, Column, Table
from zxdesk.text.number_ranges import spans_of

_NONE: tuple[list[str], list[str]] = ([], [])


def build(source: YearSource) -> Table:
    """The unit with most to answer first."""
    columns = (
        Column("place", "序号", "integer", 5), Column("name", "承办单位", width=26),
        *(count(key, title, width=6, group="承办件次") for key, title in (("sole", "独办"), ("host", "主办"), ("separate", "分办"), ("co", "会办"))),
        count("co_given", "会办意见", width=9.5, group="承办件次"),
        Column("lead_numbers", "独办、主办、分办", width=30, group="提案号"), Column("co_numbers", "会办", width=26.5, group="提案号"),
        count("lead", "应答复", width=7.5), count("replied", "已答复", width=7.5), count("on_time", "按时", width=6.5),
        *class_columns(source), *mark_columns(source, prefix="answer-"),
    )  # fmt: skip
    lines = Lines(columns)
    numbers = source.gather(unit_numbers)
    units = sorted(unit_lines(source), key=lambda unit: (-unit["lead"], -unit["co"]))
    for place, unit in enumerate(units, start=1):
        lead, co = numbers.get(unit["unit_id"], _NONE)
        values = {**unit, "place": place, "lead_numbers": spans_of(lead), "co_numbers": spans_of(co)}
        behind = behind_unit(unit["unit_id"], columns[1:])
        unit_key = f"unit:{unit['unit_id']}"
        lines.add(values, behind | {"lead_numbers": f"{unit_key}:lead", "co_numbers": f"{unit_key}:co"})
    return lines.table(
        source, "提案承办单位汇总表", convention=f"{undertaking_sentence(source)}应答复含独办、主办和分办，会办意见为已提交意见的会办件次。",
        notes=empty_notes(source) or (() if units else (NOTHING_ASSIGNED,)), total_behind=behind_unit(0, columns[1:]), frozen=2,
        charts=(Chart("bar", "应答复最多的二十个单位", "name", ("lead", "replied")),),
    )  # fmt: skip


UNIT_SUMMARY = ReportKind("unit_summary", "承办单位汇总", build, group=LISTS)
