"""A table written as a workbook of one official sheet."""

from __future__ import annotations

from pathlib import Path

from zxdesk.reports.package import write_sheets
from zxdesk.reports.sheet_names import sheet_names
from zxdesk.reports.sheet_plan import SheetPlan
from zxdesk.reports.table import Table


def write_workbook(table: Table, path: Path) -> tuple[str, ...]:
    """Write ``table`` to an .xlsx file, read it back, compare it cell by cell, and return a sentence for each text altered.

    Raises RuleError when a text does not fit a cell or the file cannot be written, ValueError when the file read back differs from the table.
    """
    [name] = sheet_names([table.title])
    return write_sheets(table.title, [SheetPlan(name, table)], path)
