"""What a query shows as a table to write: its list under its groups, its groups counted, or two fields against each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.fields import field_named
from zxdesk.queries.builder.pivot import Cross, Grouping, Heading, convention_of, groups, pivot, sections
from zxdesk.queries.builder.run import query_ids, query_rows
from zxdesk.queries.builder.spec import MEASURES, Spec
from zxdesk.reports.table import Column, Kind, Table, Value

TITLE = "综合查询"
UNITS = {"count": "件", "undertakings": "件次", "days": "天"}
_KINDS: dict[str, Kind] = {"long": "long", "number": "integer", "date": "date"}
WIDEST = 6
"""A third of the columns of a pivot that one sheet of paper holds beside its rows."""

_TITLED = 30
"""The least width of the column over which title and notes stand, where only this one is printed on every sheet of paper."""


def query_table(session: Session, spec: Spec, *, today: date, title: str = "") -> Table:
    """Return what a query shows, whole. Raises ``RuleError`` where a pivot has too many columns."""
    title = title or TITLE
    if spec.show == "groups":
        return groups_table(groups(session, spec, today=today), spec, today=today, title=title)
    if spec.show == "pivot":
        return pivot_table(pivot(session, spec, today=today), spec, today=today, title=title)
    return _list_table(session, spec, today=today, title=title)


def groups_table(found: Grouping, spec: Spec, *, today: date, title: str) -> Table:
    """The groups with count, share, undertakings and days; where one proposal counts in several, the total is written, not summed."""
    whole = found.total.count
    rows: list[tuple[Value, ...]] = [
        (group.heading.words, group.count, group.share, group.undertakings, group.days) for group in found.groups
    ]
    is_summed = not found.field.is_several
    if not is_summed:
        rows.append(("合计（按件不重复）", whole, found.total.share, found.total.undertakings, found.total.days))
    notes = (f"全部承办件平均办理 {found.total.days:.1f} 天。",) if is_summed and found.total.days is not None else ()
    columns = (
        Column("name", found.field.name, width=max(found.field.width, 18)), Column("count", "件数", "integer", 10, total=is_summed),
        Column("share", "占比", "share", 10, ratio=("count", whole) if is_summed and whole else None),
        Column("undertakings", "承办件次", "integer", 10, total=is_summed), Column("days", "平均办理天数", "points", 12),
    )  # fmt: skip
    return Table(title, _period(spec, whole, today), columns, tuple(rows), found.convention, notes, "name", 1, decimals=found.decimals)


def pivot_table(found: Cross, spec: Spec, *, today: date, title: str) -> Table:
    """Two fields against each other, the columns under the name of their field."""
    assert spec.pivot is not None
    down, across, measure = field_named(spec.pivot.rows), field_named(spec.pivot.columns), spec.pivot.measure
    kind: Kind = "points" if measure == "days" else "integer"
    is_summed = measure != "days" and not down.is_several
    rows = [(row.words, *(_cell(found.cells, row, column, measure) for column in found.columns), found.row_totals[row.value]) for row in found.rows]
    if not is_summed:
        words = "全部" if measure == "days" else "合计（按件不重复）" if measure == "count" else "合计"
        rows.append((words, *(found.column_totals[column.value] for column in found.columns), found.total))
    wide = -(-len(found.columns) // (3 * WIDEST)) or 1
    corner, above = (down.name, across.name) if wide == 1 else (f"{down.name}＼{across.name}", "")  # a heading over several sheets of paper is cut
    columns = (
        Column("row", corner, width=max(down.width, 16 if wide == 1 else _TITLED)),
        *(Column(f"c{at}", column.words, kind, 9, total=is_summed, group=above) for at, column in enumerate(found.columns)),
        Column("total", "合计" if measure != "days" else "全部", kind, 9, total=is_summed),
    )
    said = f"{MEASURES[measure]}。{found.convention}"
    return Table(title, _period(spec, None, today), columns, tuple(rows), said, (), "row", 1, pages_wide=wide)


def _cell(cells: Mapping[tuple[Any, Any], Any], row: Heading, column: Heading, measure: str) -> Value:
    number: Value = cells.get((row.value, column.value))
    return 0 if number is None and measure != "days" else number


def _list_table(session: Session, spec: Spec, *, today: date, title: str) -> Table:
    fields = [field_named(key) for key in spec.columns]
    columns = tuple(Column(field.key, field.name, "text" if field.is_several else _KINDS.get(field.kind, "text"), field.width) for field in fields)
    if spec.group:
        parted = sections(session, spec, today=today)
        ids: list[int] = []
        headings: dict[int, str] = {}
        for heading, held in parted:
            headings[len(ids)] = f"{heading.words}（{len(held)} 件）"
            ids += held
        count = len(set(ids))
        convention = convention_of((field_named(spec.group),), ())
    else:
        ids, headings, convention = query_ids(session, spec, today=today), {}, ""
        count = len(ids)
    known = {row["id"]: row for row in query_rows(session, spec.columns, list(dict.fromkeys(ids)), today=today)}
    rows = tuple(tuple(_value(field, known[one].get(field.key)) for field in fields) for one in ids)
    frozen = min(next((at for at, field in enumerate(fields, 1) if field.key == "title"), 1), len(fields))
    wide = -(-round(sum(field.width for field in fields if field.kind != "long")) // 180) or 1
    record = "number" if "number" in spec.columns else spec.columns[0]
    return Table(
        title, _period(spec, count, today), columns, rows, convention, (), record, frozen, pages_wide=wide, sections=headings
    )


def _value(field: Field, value: object) -> Value:
    if isinstance(value, tuple):
        return "、".join(_words(one) for one in value)
    return value if value is None or isinstance(value, str | int | float | date) else str(value)


def _words(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _period(spec: Spec, count: int | None, today: date) -> str:
    said = f"{spec.words()}　　数据截至{today.year}年{today.month}月{today.day}日"
    return said if count is None else f"{said}　　共 {count} 件"

