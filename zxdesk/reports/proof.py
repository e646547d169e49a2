"""A workbook read back and compared with what was to be written."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from math import isclose
from pathlib import Path
from typing import Any

from zxdesk.reports.cells import content, written
from zxdesk.reports.sheet_plan import SheetPlan
from zxdesk.reports.table import Value
from zxdesk.reports.totals import totals
from zxdesk.text.printable import printable


def check_sheets(path: Path, plans: Sequence[SheetPlan]) -> None:
    """Raise ValueError unless each sheet holds its title, headings, every value, section, total and note, and nothing else.

    The only defence against what a writer loses in silence. Source: reliability §3.12.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    if book.sheet_names != [plan.name for plan in plans]:
        raise ValueError(f"{path.name}: sheets read back as {book.sheet_names}")
    with zipfile.ZipFile(path) as package:
        for at, plan in enumerate(plans):
            _check_rows(plan, book.get_sheet_by_index(at).to_python(skip_empty_area=False))
            _check_formulas(plan, package.read(f"xl/worksheets/sheet{at + 1}.xml"))


def _check_rows(plan: SheetPlan, found: list[list[Any]]) -> None:
    kinds = [column.kind for column in plan.table.columns]
    nothing = [""] * len(kinds)
    for row, (expected, read) in enumerate(zip_longest(_expected(plan), found), start=1):
        if expected is None or (read is not None and len(read) > len(kinds)):
            raise ValueError(f"{plan.name}: row {row} read back as {read!r:.80}, nothing was written")
        for kind, value, back in zip_longest(kinds, expected, read or nothing, fillvalue=""):
            if value != back and (back or value is not None) and not _is_same(value, back, kind):
                raise ValueError(f"{plan.name}: row {row}: {value!r:.60} read back as {back!r:.60}")


def _expected(plan: SheetPlan) -> Iterator[Sequence[Value]]:
    """What stands in each row; the text of merged cells in the first of them."""
    rest = [None] * (len(plan.table.columns) - 1)
    yield [plan.table.title, *rest]
    yield [plan.table.period, *rest]
    yield from (texts for _row, texts in plan.headings())
    for at, values in enumerate(plan.table.rows):
        if at in plan.sections:
            yield [plan.sections[at], *rest]
        yield values
    if len(plan.table.rows) in plan.sections:
        yield [plan.sections[len(plan.table.rows)], *rest]
    if plan.has_totals:
        found = totals(plan)
        yield ["合计" if at == 0 and one is None else one.value if one else None for at, one in enumerate(found)]
    yield from ([note, *rest] for note in plan.notes)


def _is_same(value: Value, back: Any, kind: str) -> bool:
    if isinstance(value, str):
        return bool(back == written(printable(value)))
    one = content(value, kind)
    if one.value is None:
        return bool(back == "")
    if one.type == "date":
        day = back.date() if isinstance(back, datetime) else back
        return isinstance(day, date) and day == one.value
    if isinstance(one.value, str):
        return bool(back == written(one.value))
    return isinstance(back, int | float) and isinstance(one.value, int | float) and isclose(back, one.value, rel_tol=1e-12)


def _check_formulas(plan: SheetPlan, sheet: bytes) -> None:
    """Text is escaped in the file, so only a real formula looks like one."""
    found = sheet.count(b"<f>") + sheet.count(b"<f ")
    expected = sum(column.total or column.ratio is not None for column in plan.table.columns) if plan.has_totals else 0
    if found != expected:
        raise ValueError(f"{plan.name}: {found} formulas in the sheet, {expected} written")
