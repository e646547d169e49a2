"""Table 1: everything received in a year and where it went, session and ordinary, members and bodies apart. Source: domain §6.1, §6.7."""

from __future__ import annotations

from typing import Any

from zxdesk.domain.rounding import percent
from zxdesk.queries.figures.breakdown_lists import TIMINGS, opinion_words
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import (
    PARTS,
    TITLES,
    Lines,
    behind_of,
    behind_whole,
    count,
    empty_notes,
    every_group,
    groups_of,
    heading,
    quotient,
    share,
)
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Column, Table

TIMING_WORDS = {"session": "大会期间提案", "ordinary": "平时提案"}


def build(source: YearSource) -> Table:
    """The table; the identity and what does not agree are written out below it."""
    columns = _columns(source)
    lines = Lines(columns)
    groups = {group["name"]: group for group in groups_of(source, "meeting")}
    for timing in TIMINGS:
        within = [group for name, group in groups.items() if name.startswith(f"{timing}/")]
        if within:
            lines.head(heading(source, TIMING_WORDS[timing], within))
        for group in within:
            _add(lines, group, group["name"].partition("/")[2] or "未填提案者类型")
    for name, group in groups.items():
        if not name.startswith(tuple(f"{timing}/" for timing in TIMINGS)):
            _add(lines, group, "未填会间平时")
    return lines.table(
        source, "提案收文立案情况统计表",
        convention=f"件数按收件登记的原件计；立案不含并案和撤案。{source.figures['rates']['filing']['convention']}。",
        notes=(*empty_notes(source), *_notes(source)), total_behind=behind_whole(columns),
    )  # fmt: skip


def filing_ratio(source: YearSource) -> tuple[str, str]:
    """The two columns whose quotient is the filing rate by the office's conventions."""
    if source.rules.conventions["merged_counted"] == "yes":
        return "filed_or_merged", "received"
    return "filed", "after_merging" if source.rules.conventions["filing_base"] == "merged" else "received"


def _columns(source: YearSource) -> tuple[Column, ...]:
    words = opinion_words(source.rules)
    ratio = filing_ratio(source)
    group = TITLES["opinions"]
    opinions = (
        count("opinions", "小计", width=7, group=group), *(count(f"outcome-{name}", name, width=11, group=group) for name in words),
    )  # fmt: skip
    return (
        Column("name", "提案者", width=16), count("received"), count("filed"), count("merged"),
        *(opinions if words else (count("opinions", width=11),)), count("not_filed", width=10), count("withdrawn"), count("pending"),
        *(count(key, width=11) for key in ratio if key not in PARTS), share("rate", "立案率", ratio, width=10),
    )  # fmt: skip


def _add(lines: Lines, group: dict[str, Any], label: str) -> None:
    ratio = next(column.ratio for column in lines.columns if column.ratio)
    values = {**group, "name": label, "rate": quotient(group[ratio[0]], group[str(ratio[1])])}
    lines.add(values, behind_of("meeting", group["name"], lines.columns))



def _notes(source: YearSource) -> tuple[str, ...]:
    figures = source.figures
    if not figures["received"]:
        return ()
    identity = figures["identity"]
    parts = [f"{group['name']}收到 {group['received']} 件、立案 {group['filed']} 件" for group in every_group(source, "group")]
    rate = figures["rates"]["filing"]
    return (
        f"平衡关系：{identity['sentence']}（{'相符' if identity['holds'] else '不符'}）。",
        f"其中{'，'.join(parts)}；立案率 {rate['numerator']}÷{rate['denominator']}＝{percent(rate['value'], source.decimals)}。",
        *figures["differences"],
    )


TOTALS = ReportKind("totals", "收文立案总表", build)
