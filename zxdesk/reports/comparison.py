"""Units, sectors and categories over three or five years, each under its name of today. Source: domain §6.7 table 15."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from zxdesk.queries.figures.comparison import Comparison, YearColumn, categories_compared, sectors_compared, units_compared
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.kind import YEARS, ReportKind
from zxdesk.reports.table import Chart, Column, Table, Value

_LEFT = {"sector": "其他（集体提案、未填界别）", "category": "未填类别"}
_IN_WORDS = {2: "两", 3: "三", 4: "四", 5: "五"}


@dataclass(frozen=True)
class Subject:
    """What is compared: its query, the heading of its names, and its columns of each plenary with their titles."""

    key: str
    title: str
    head: str
    query: Callable[..., Comparison]
    counts: Mapping[str, str]
    rate: tuple[str, str]
    drawn: str
    convention: str


UNITS = Subject(
    "unit", "承办单位", "承办单位", units_compared, {"lead": "主办", "co": "会办", "replied": "已复"}, ("reply", "办复率"), "lead",
    "主办含独办、主办、分办的件次，会办为会办的件次，退办改派、停办的不计；办复率＝已复件次÷主办件次。更名、合并的单位计入现在的单位，撤销的单列。",
)  # fmt: skip
SECTORS = Subject(
    "sector", "界别", "界别", sectors_compared, {"received": "收到", "filed": "立案"}, ("share", "占比"), "filed",
    "按第一提案人提交时所属界别计；占比以当年各界别合计为分母，按各届次的口径修约。改了名的界别计入现在的名称。",
)
CATEGORIES = Subject(
    "category", "类别", "类别", categories_compared, {"received": "收到", "filed": "立案"}, ("share", "占比"), "filed",
    "按各届次审定的类别计，类别不再使用的保留原名；占比以当年各类别合计为分母，按各届次的口径修约。",
)


def build(source: YearSource, subject: Subject, years: int) -> Table:
    """One row a name, the plenaries side by side, with totals and what was counted under another name below."""
    found = source.gather(subject.query, years, source.today)
    columns = (Column("name", subject.head, width=26), *(one for year in found.years for one in _columns(subject, year)))
    notes = (*found.notes, *(() if found.lines else ("这几个届次没有可以对比的提案。",)), *source.notes)
    return Table(
        f"{source.plenary.full_name or source.plenary.name}提案按{subject.title}{_title(found.years)}对比表", source.period, columns,
        tuple((_named(subject, line.name), *_values(subject, found.years, line.values)) for line in found.lines),
        convention=subject.convention, notes=notes, frozen=1, pages_wide=1, decimals=source.decimals,
        charts=_charts(subject, found.years, len(found.lines)),
        behind=tuple({f"{key}@{plenary}": figure for (plenary, key), figure in line.behind.items()} for line in found.lines),
    )  # fmt: skip


def _columns(subject: Subject, year: YearColumn) -> list[Column]:
    group = f"{year.name}（{year.year}）" if year.year else year.name
    counts = [Column(f"{key}@{year.id}", title, "integer", 7, total=True, group=group) for key, title in subject.counts.items()]
    key, title = subject.rate
    above = "replied" if key == "reply" else "filed"
    below: str | int = f"lead@{year.id}" if key == "reply" else year.base
    ratio = (f"{above}@{year.id}", below) if below else None
    return [*counts, Column(f"{key}@{year.id}", title, "share", 8.5, group=group, ratio=ratio)]


def _values(subject: Subject, years: Sequence[YearColumn], values: Mapping[tuple[int, str], float | None]) -> list[Value]:
    found: list[Value] = []
    for year in years:
        found += [values.get((year.id, key), 0) for key in subject.counts]
        found.append(values.get((year.id, subject.rate[0])))
    return found


def _charts(subject: Subject, years: Sequence[YearColumn], lines: int) -> tuple[Chart, ...]:
    """What is compared side by side, where all of it can be drawn: part of the names would only show how they are sorted."""
    if not 0 < lines <= Chart.most:
        return ()
    title = f"各{subject.title}{subject.counts[subject.drawn]}{'件次' if subject.key == 'unit' else '件数'}"
    return (Chart("column", title, "name", tuple(f"{subject.drawn}@{year.id}" for year in years)),)


def _title(years: Sequence[YearColumn]) -> str:
    return f"近{_IN_WORDS.get(len(years), str(len(years)))}届次" if len(years) > 1 else ""


def _named(subject: Subject, name: str) -> str:
    return _LEFT.get(subject.key, name) if name == "未填" else name


def _kind(subject: Subject, years: int) -> ReportKind:
    name = f"{'单位' if subject.key == 'unit' else subject.title}历年对比（{_IN_WORDS[years]}年）"
    return ReportKind(f"{subject.key}_years_{years}", name, partial(build, subject=subject, years=years), is_annual=years == LONG, group=YEARS)


LONG, SHORT = 5, 3
COMPARISONS = tuple(_kind(subject, years) for subject in (UNITS, SECTORS, CATEGORIES) for years in (LONG, SHORT))
"""Those over five years belong to the year's set, those over three are written alone."""
