"""Sheets put into one file: openpyxl makes what is around the rows, the rows are spelled beside it, many times faster than a cell object each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO

from zxdesk.reports.frame import set_up
from zxdesk.reports.pen import Pen
from zxdesk.reports.proof import check_sheets
from zxdesk.reports.sheet_plan import SheetPlan
from zxdesk.reports.sheet_rows import sheet_data
from zxdesk.reports.spelling import Spelling
from zxdesk.safe_file import write_safely
from zxdesk.text.printable import printable

_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_DATA = re.compile(r"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_CHUNK = 200
_MARKS_OFF = '</headerFooter><ignoredErrors><ignoredError sqref="A1:{}{}" numberStoredAsText="1" formulaRange="1"/></ignoredErrors>'
"""Numbers such as 0012 are texts on purpose: no warning triangle in each of them."""


def write_sheets(title: str, plans: Sequence[SheetPlan], path: Path) -> tuple[str, ...]:
    """Write the sheets to an .xlsx file, read it back, compare it cell by cell, and return a sentence for each text altered.

    Raises RuleError when a text does not fit a cell or the file cannot be written, ValueError when the file read back differs from the tables.
    Source: reliability §3.12.
    """
    spelling = Spelling()
    write_safely(path, lambda part: _write(title, plans, part, spelling), lambda part: check_sheets(part, plans))
    return tuple(sentence for plan in plans for sentence in _alterations(plan)) if spelling.is_altered else ()


def _write(title: str, plans: Sequence[SheetPlan], path: Path, spelling: Spelling) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.title, book.properties.creator = printable(title), "zxdesk"
    for sheet, plan in zip([book.active, *(book.create_sheet() for _ in plans[1:])], plans, strict=True):
        set_up(sheet, plan)
    pen = Pen(book.active, {plan.table.decimals for plan in plans})
    frame = BytesIO()
    book.save(frame)
    with zipfile.ZipFile(frame) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target:
        for item in source.infolist():
            content = source.read(item.filename)
            if at := _SHEET.fullmatch(item.filename):
                plan = plans[int(at[1]) - 1]
                with target.open(item.filename, "w") as part:
                    _fill(content.decode(), plan, sheet_data(plan, pen, spelling), part)
            else:
                target.writestr(item.filename, content)


def _fill(sheet: str, plan: SheetPlan, rows: Iterable[str], part: IO[bytes]) -> None:
    """Write a sheet with its rows. The dimension is a hint that would be wrong now, so it goes; readers work without it."""
    from openpyxl.utils import get_column_letter

    empty = _DATA.search(sheet)
    if empty is None:
        raise ValueError("openpyxl made a sheet without rows")
    after = sheet[empty.end() :].replace("</headerFooter>", _MARKS_OFF.format(get_column_letter(len(plan.widths)), plan.end), 1)
    part.write(f"{_DIMENSION.sub('', sheet[: empty.start()])}<sheetData>".encode())
    chunk: list[str] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _CHUNK:
            part.write("".join(chunk).encode())
            chunk.clear()
    part.write(f"{''.join(chunk)}</sheetData>{after}".encode())


def _alterations(plan: SheetPlan) -> Iterator[str]:
    for at, row in enumerate(plan.table.rows):
        for column, value in zip(plan.table.columns, row, strict=True):
            if isinstance(value, str) and not value.isprintable() and (lost := _lost_signs(value)):
                yield f"{plan.called(at)}的“{column.title}”去掉了 {lost} 个不能显示的控制字符。"


def _lost_signs(text: str) -> int:
    return len(text.replace("\r\n", "\n")) - len(printable(text))
