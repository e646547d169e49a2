"""Table 2: proposals by local category under the five constructions, with the replies' classes. Source: domain §5.1, §6.7."""

from __future__ import annotations

from typing import Any

from zxdesk.domain.rules import CONSTRUCTIONS
from zxdesk.queries.figures.population import UNNAMED
from zxdesk.queries.figures.proposers import group_lines
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import (
    Lines,
    base_of,
    behind_of,
    behind_whole,
    class_columns,
    count,
    empty_notes,
    groups_of,
    heading,
    share,
    share_sentence,
    with_shares,
)
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Chart, Column, Table


def build(source: YearSource) -> Table:
    """The local categories, each under the construction it is reported under."""
    columns = _columns(source, "类别", 26)
    lines = Lines(columns)
    groups = with_shares(source, groups_of(source, "category"))
    for construction in (*CONSTRUCTIONS, UNNAMED):
        within = [group for group in groups if _construction(source, group["name"]) == construction]
        if within:
            lines.head(heading(source, "没有填类别" if construction == UNNAMED else construction, within))
        for group in within:
            lines.add(group, behind_of("category", group["name"], columns))
    return _table(source, lines, "提案分类统计表", "各类别立案件数", "bar")


def build_constructions(source: YearSource) -> Table:
    """The five constructions and 其他 alone, as reports upward ask for them."""
    columns = _columns(source, "归类", 18)
    lines = Lines(columns)
    for group in with_shares(source, groups_of(source, "construction")):
        lines.add(group, behind_of("construction", group["name"], columns))
    return _table(source, lines, "提案按五大建设归类统计表", "立案提案构成", "pie")


def _columns(source: YearSource, title: str, width: float) -> tuple[Column, ...]:
    base, words = base_of(source)
    return (
        Column("name", title, width=width), count("received"), count("filed"), share("share", f"占{words}", ("filed", base)),
        *(count(f"filed@{group}", group, width=10, group="立案中") for group in group_lines(source.rules)),
        count("key", "重点", group="立案中"), count("replied", width=9), *class_columns(source),
    )  # fmt: skip


def _table(source: YearSource, lines: Lines, title: str, chart: str, shape: Any) -> Table:
    return lines.table(
        source, title, convention=f"类别按立案时确定的本地类别，五大建设按规则包的对应关系归入。{share_sentence(source)}",
        notes=empty_notes(source), total_behind=behind_whole(lines.columns), charts=(Chart(shape, chart, "name", ("filed",)),),
    )  # fmt: skip


def _construction(source: YearSource, category: str) -> str:
    return UNNAMED if category == UNNAMED else source.rules.construction_of(category)



BY_CATEGORY = ReportKind("by_category", "按类别统计表", build)
BY_CONSTRUCTION = ReportKind("by_construction", "按五大建设统计表", build_constructions)
