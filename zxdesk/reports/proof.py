"""A sheet read back and compared with what was to be written."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from math import isclose
from pathlib import Path
from typing import Any

from zxdesk.reports.cells import Content, written
from zxdesk.reports.table import Table
from zxdesk.text.printable import printable


def check_sheet(path: Path, table: Table, rows: list[list[Content]], heading_row: int) -> None:
    """Raise ValueError unless the sheet holds the headings, every cell of ``rows`` and the sums, and nothing else.

    The only defence against what a writer loses in silence. Source: reliability §3.12.
    """
    from python_calamine import CalamineWorkbook

    found: list[list[Any]] = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    headings = [printable(column.title) for column in table.columns]
    if found[heading_row - 1] != headings:
        raise ValueError(f"{path.name}: headings read back as {found[heading_row - 1]}")
    has_totals = bool(rows) and any(column.total for column in table.columns)
    foot = has_totals + bool(table.convention) + len(table.notes)
    if len(found) - heading_row - foot > len(rows):
        raise ValueError(f"{path.name}: {len(found) - heading_row - foot} rows read back, {len(rows)} written")
    for at, expected in enumerate(rows):
        read = found[heading_row + at] if heading_row + at < len(found) else [""] * len(expected)
        _compare_row(path.name, at, expected, read)
    sums = sum(column.total for column in table.columns) if has_totals else 0
    if (formulas := _formula_count(path)) != sums:
        raise ValueError(f"{path.name}: {formulas} formulas in the sheet, {sums} written")


def _compare_row(name: str, at: int, expected: list[Content], read: list[Any]) -> None:
    for column, (one, value) in enumerate(zip(expected, read, strict=True)):
        if value != one.value and not _is_same(one, value):
            raise ValueError(f"{name}: row {at}, column {column}: {one.value!r:.60} read back as {value!r:.60}")


def _is_same(one: Content, value: Any) -> bool:
    if one.value is None:
        return bool(value == "")
    if one.type == "date":
        day = value.date() if isinstance(value, datetime) else value
        return isinstance(day, date) and day == one.value
    if isinstance(one.value, str):
        return bool(value == written(one.value))
    return isinstance(value, int | float) and isinstance(one.value, int | float) and isclose(value, one.value, rel_tol=1e-12)


def _formula_count(path: Path) -> int:
    """Text is escaped in the file, so only a real formula looks like one."""
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    return sheet.count(b"<f>") + sheet.count(b"<f ")
