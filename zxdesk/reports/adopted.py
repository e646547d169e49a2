"""通过后更正情况: adopted figures that differ now, and every correction since with its day and reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from zxdesk.queries.adopted import REPORT, AdoptedChange, Correction, Since, changes_since, numbers_of
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.kind import LEDGERS, ReportKind
from zxdesk.reports.table import Column, Table, Value

COLUMNS = (
    Column("what", "数字、提案或名册", width=34), Column("field", "更正的内容", width=16), Column("before", "通过时（原为）", width=20),
    Column("now", "现在（改为）", width=20), Column("difference", "差", width=17), Column("day", "日期", "date", 11.5),
    Column("actor", "更正人", width=9), Column("why", "理由、增减的提案", width=44),
)  # fmt: skip
_MOST, _IN_LINE = 30, 5
"""Numbers told of a list, and how many of them still stand in the line that says how many there are."""


def build(source: YearSource) -> Table:
    """The figures first, the corrections under them."""
    since = changes_since(source.session, source.plenary_id, today=source.today)
    title = f"{source.plenary.full_name or source.plenary.name}年度统计{REPORT}"
    if since is None:
        return Table(title, source.period, COLUMNS, (), notes=("本届次的年度统计还没有通过。",))
    told = [one for change in since.changes if not change.is_of_members for one in (*change.came_in[:_MOST], *change.went_out[:_MOST])]
    numbers = numbers_of(source.session, told)
    figures = [_figure_row(change, numbers) for change in since.changes]
    corrections = [_correction_row(one) for one in since.corrections]
    sections = {0: f"一、与通过时不同的数字（{len(figures)} 个）"} if figures else {}
    sections |= {len(figures): f"{'二' if figures else '一'}、更正（{len(corrections)} 处）"} if corrections else {}
    return Table(
        title, source.period, COLUMNS, tuple(figures + corrections), notes=_notes(since, source.today), frozen=1, pages_wide=1,
        decimals=source.decimals, sections=sections,
        convention=f"通过时的数字为登记簿 {since.adopted.as_of} 的状态，按当时的口径；现在的数字按现在的口径。",
    )  # fmt: skip


def came_and_went(change: AdoptedChange, numbers: Mapping[int, str]) -> str:
    """What came into the list of a figure and what went out, by number, and whether it is counted another way now."""
    unit = "人" if change.is_of_members else "件"
    parts = [
        f"{word} {len(ids)} {unit}" + ("" if change.is_of_members else f"：{_listed(ids, numbers)}")
        for word, ids in (("增加", change.came_in), ("减少", change.went_out)) if ids
    ]  # fmt: skip
    if change.convention_now != change.convention:
        parts.append(f"口径改为：{change.convention_now}")
    return "\n".join(parts)


def _figure_row(change: AdoptedChange, numbers: Mapping[int, str]) -> tuple[Value, ...]:
    return (change.name, "", change.adopted, change.now, change.difference, None, "", came_and_went(change, numbers))


def _correction_row(one: Correction) -> tuple[Value, ...]:
    return (f"{one.number}　{one.title}".strip("　"), one.field, one.old, one.new, "", one.day, one.actor, one.reason)


def _notes(since: Since, today: date) -> tuple[str, ...]:
    told = since.adopted
    found = [f"年度统计于 {told.adopted_on} 由{told.meeting}通过，通过的数字不改；以下为通过以后的情况。"]
    if not since.changes and not since.corrections:
        found.append("通过以后没有更正，数字都与通过时一致。")
    if since.later_acts:
        found.append(f"通过以后又登记了办理、回访、跟踪、归档等 {since.later_acts} 次，由此不同的数字也列在内，不算更正。")
    if since.changes and today > told.as_of:
        found.append(f"超期、到期的数字按 {today} 算：{told.as_of} 以后到期仍未答复的计入，这样的不同也不算更正。")
    return tuple(found)


def _listed(ids: tuple[int, ...], numbers: Mapping[int, str]) -> str:
    """The numbers with a space between them, since sheets break a line there and never within a number; many begin a line of their own."""
    shown = " ".join(sorted(numbers.get(one, f"#{one}") for one in ids[:_MOST])) + (" 等" if len(ids) > _MOST else "")
    return f"\n{shown}" if len(ids) > _IN_LINE else shown


ADOPTED = ReportKind("corrections_since", REPORT, build, is_annual=False, group=LEDGERS)
