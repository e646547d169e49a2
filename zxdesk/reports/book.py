"""Many tables as one workbook of the year: a list of the sheets first, with links, then a sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zxdesk.reports.package import write_sheets
from zxdesk.reports.sheet_names import sheet_names
from zxdesk.reports.sheet_plan import SheetPlan
from zxdesk.reports.table import Column, Table

CONTENTS = "目录"
"""The name of the first sheet."""

_COLUMNS = (Column("number", "序号", "integer", 8), Column("report", "报表", width=60), Column("rows", "行数", "integer", 10))


def write_book(title: str, tables: Sequence[Table], path: Path, *, names: Sequence[str] = (), convention: str = "") -> tuple[str, ...]:
    """Write the tables to an .xlsx file, prove it as a single one is, and return a sentence for each text altered.

    ``names`` are the names of the sheets, else the titles of the tables; ``convention`` stands below the list. Raises what ``write_workbook`` raises.
    """
    sheets = sheet_names(names or [table.title for table in tables], taken=[CONTENTS])
    plans = [SheetPlan(name, table, is_in_book=True) for name, table in zip(sheets, tables, strict=True)]
    return write_sheets(title, [_contents(title, tables, sheets, convention), *plans], path)


def _contents(title: str, tables: Sequence[Table], sheets: Sequence[str], convention: str) -> SheetPlan:
    """The list of the sheets; the period stands below the title where it is one for all."""
    periods = {table.period for table in tables}
    period = periods.pop() if len(periods) == 1 else f"共 {len(tables)} 张表"
    rows = tuple((at, table.title, len(table.rows)) for at, table in enumerate(tables, start=1))
    return SheetPlan(CONTENTS, Table(title, period, _COLUMNS, rows, convention), links=tuple(sheets))
