"""Table 15: the totals of the last three or five plenaries side by side. Source: domain §6.7."""

from __future__ import annotations

from typing import Any

from zxdesk.domain.rounding import percent
from zxdesk.queries.figures.breakdown_lists import WHOLE
from zxdesk.queries.figures.proposers import group_lines
from zxdesk.queries.figures.year_totals import year_totals
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import PARTS, TITLES, Lines
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Chart, Column, Table

SHORT = 3
"""A comparison over three years stands in the notes of one over five."""
_COMPARED = (("received", "收到"), ("filed", "立案"), ("replied", "办复"))
_RATES = {"filing": "立案率", "reply": "办复率", "satisfaction": "满意率"}


def build(source: YearSource) -> Table:
    """One row a plenary; what changed against the year before and over three years is said below."""
    columns = _columns(source)
    lines = Lines(columns)
    years = source.gather(year_totals, source.today)
    for year in years:
        lines.add(year, _behind(year, columns))
    return lines.table(
        source, f"提案工作{f'近{_in_words(len(years))}' if len(years) > 1 else ''}届次对比表",
        convention="各届次按其自身规则包的口径计。办复为全部承办单位都已首次答复的件数；满意率＝一件一个结论为满意的件数÷有结论的件数；"
        "承办单位为至少承办一件次的单位数。",
        notes=tuple(_changes(source, years)), frozen=1,
        charts=(Chart("column", "各届次收到、立案和办复件数", "name", ("received", "filed", "replied")),),
    )  # fmt: skip


def _columns(source: YearSource) -> tuple[Column, ...]:
    counts = {**{key: TITLES[key] for key in PARTS}}
    classes = ((f"class-{c.code}", c.code if len(c.code) > 1 else f"{c.code}类") for c in source.rules.reply_classes)
    marks = ((f"mark-{word}", word) for word in source.rules.feedback_result)

    def number(key: str, title: str, group: str = "", width: float = 7.0) -> Column:
        return Column(key, title, "integer", width, group=group)

    def rate(key: str) -> Column:
        return Column(key, _RATES[key], "share", 9)

    return (
        Column("name", "届次", width=12), *(number(key, title, width=max(7.0, 2.2 * len(title))) for key, title in counts.items()), rate("filing"),
        *(number(f"filed@{group}", group, "立案中", 9.5) for group in group_lines(source.rules)), number("key", "重点", "立案中"),
        number("units", "承办单位", width=9.5), number("replied", "办复"), rate("reply"),
        *(number(key, title, "办理类别") for key, title in classes),
        *(number(key, title, "提案者意见", 2.2 * len(title) + 2.6) for key, title in marks), rate("satisfaction"),
    )  # fmt: skip


def _behind(year: dict[str, Any], columns: tuple[Column, ...]) -> dict[str, str]:
    plenary = f"year:{year['plenary_id']}"
    own = {column.key: f"{plenary}:in:all:{WHOLE}:{column.key}" for column in columns if column.kind == "integer"}
    rates = {key: f"{plenary}:rate:{key}" for key in ("filing", "reply")}
    return own | rates | {"units": f"{plenary}:unit:0", "satisfaction": f"{plenary}:satisfied"}


def _changes(source: YearSource, years: list[dict[str, Any]]) -> list[str]:
    """What changed against the year before, and over three years where there are so many."""
    if len(years) < 2:
        return ["只有一个届次，没有可以对比的数字。"]
    said = [_change(source, years[-2], years[-1])]
    if len(years) >= SHORT:
        last = years[-SHORT:]
        sums = "，".join(f"{words} {sum(year[key] for year in last)} 件" for key, words in _COMPARED)
        said.append(f"近三届次（{last[0]['name']}至{last[-1]['name']}）合计{sums}。")
    if len(years) > SHORT:
        sums = "，".join(f"{words} {sum(year[key] for year in years)} 件" for key, words in _COMPARED)
        said.append(f"近{_in_words(len(years))}届次合计{sums}。")
    return said


def _change(source: YearSource, before: dict[str, Any], now: dict[str, Any]) -> str:
    parts = []
    for key, words in _COMPARED:
        difference = now[key] - before[key]
        by = f"（{percent(abs(difference) / before[key], source.decimals)}）" if before[key] and difference else ""
        what = f"{'增加' if difference > 0 else '减少'} {abs(difference)} 件{by}" if difference else "持平"
        parts.append(f"{words}{what}")
    return f"{now['name']}与{before['name']}相比：{'，'.join(parts)}。"


def _in_words(count: int) -> str:
    return "零一两三四五六七八九"[count] if count < 10 else str(count)


YEARS = ReportKind("years", "三年、五年对比表", build)
