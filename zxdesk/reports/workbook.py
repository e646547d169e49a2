"""A table written as an official sheet: title, period, frozen headings, totals as formulas, print set-up for A4."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from zxdesk.domain.errors import RuleError
from zxdesk.reports.cells import Content, TooLongError, content
from zxdesk.reports.pen import Pen
from zxdesk.reports.proof import check_sheet
from zxdesk.reports.sheet_rows import insert_rows, rows_xml
from zxdesk.reports.table import Table, Value
from zxdesk.safe_file import write_safely
from zxdesk.text.printable import printable

HEADING_ROW = 3
"""Row of the headings, under the title and the period."""

LINE_POINTS, MOST_LINES, SIGN_WIDTH = 15, 20, 2.1
"""Height of a line, the most lines of a row, and the width of a Chinese character in the sheet's units, at 11 points."""


def write_workbook(table: Table, path: Path) -> tuple[str, ...]:
    """Write ``table`` to an .xlsx file, read it back, compare it cell by cell, and return a sentence for each text altered.

    Raises RuleError when a text does not fit a cell or the file cannot be written, ValueError when the file read back
    differs from the table. Source: reliability §3.12.
    """
    rows = [_contents(table, at, row) for at, row in enumerate(table.rows)]
    write_safely(path, lambda part: _write(table, rows, part), lambda part: check_sheet(part, table, rows, HEADING_ROW))
    return tuple(_alterations(table))


def _contents(table: Table, at: int, row: tuple[Value, ...]) -> list[Content]:
    if len(row) != len(table.columns):
        raise ValueError(f"row {at} has {len(row)} values for {len(table.columns)} columns")
    contents = []
    for column, value in zip(table.columns, row, strict=True):
        try:
            contents.append(content(value, column.kind))
        except TooLongError as error:
            raise RuleError(
                f"{_row_name(table, at)}的“{column.title}”有 {error.length:,} 字，一个单元格最多 32,767 字。缩短后再导出。", column.key
            ) from None
    return contents


def _row_name(table: Table, at: int) -> str:
    for column, value in zip(table.columns, table.rows[at], strict=True):
        if column.key == table.record and value:
            return f"{column.title} {value} "
    return f"第 {at + 1} 行"


def _alterations(table: Table) -> Iterator[str]:
    for at, row in enumerate(table.rows):
        for column, value in zip(table.columns, row, strict=True):
            if isinstance(value, str) and not value.isprintable() and (lost := _lost_signs(value)):
                yield f"{_row_name(table, at)}的“{column.title}”去掉了 {lost} 个不能显示的控制字符。"


def _lost_signs(text: str) -> int:
    return len(text.replace("\r\n", "\n")) - len(printable(text))


def _write(table: Table, rows: list[list[Content]], path: Path) -> None:
    """Let openpyxl make the sheet without its body, then put the rows in: many times faster than a cell object each."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "".join(char for char in table.title if char not in "[]:*?/\\'")[:31] or "报表"
    _set_up(sheet, table, len(rows))
    pen = Pen(sheet)
    _write_head(pen, table)
    _write_foot(pen, table, len(rows))
    styles = [(pen.style(column.kind), pen.style(column.kind, quoted=True)) for column in table.columns]
    heights = _row_heights(table, rows)
    frame = BytesIO()
    book.save(frame)
    insert_rows(frame, path, rows_xml(rows, styles, first_row=HEADING_ROW + 1, heights=heights), after_row=HEADING_ROW)


def _row_heights(table: Table, rows: list[list[Content]]) -> list[int] | None:
    """Return the points of each row, or None to let the program fit them; a whole text would make its row fill the screen."""
    if all(column.kind != "long" for column in table.columns):
        return None
    rooms = [(at, int((column.width - 1) / SIGN_WIDTH)) for at, column in enumerate(table.columns) if column.kind == "text"]
    heights = []
    for row in rows:
        lines = max((-(-len(text) // room) for at, room in rooms if isinstance(text := row[at].value, str)), default=1)
        heights.append(min(lines, MOST_LINES) * LINE_POINTS + 3)
    return heights


def _write_head(pen: Pen, table: Table) -> None:
    pen.write(1, 1, table.title, "title")
    pen.write(2, 1, table.period, "period")
    for at, column in enumerate(table.columns, start=1):
        pen.write(HEADING_ROW, at, column.title, "heading")


def _write_foot(pen: Pen, table: Table, count: int) -> None:
    row = HEADING_ROW + count + 1
    if count and any(column.total for column in table.columns):
        for at, column in enumerate(table.columns, start=1):
            pen.write_total(row, at, column, (HEADING_ROW + 1, HEADING_ROW + count))
        row += 1
    for text in (f"统计口径：{table.convention}" if table.convention else "", *table.notes):
        if text:
            pen.write(row, 1, text, "note")
            row += 1


def _set_up(sheet: Any, table: Table, count: int) -> None:
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    for row, points in ((1, 30), (2, 18), (HEADING_ROW, 30)):
        sheet.row_dimensions[row].height = points
    headed = table.frozen if table.pages_wide > 1 else len(table.columns)
    for row in (1, 2) if headed > 1 else ():
        sheet.merge_cells(f"A{row}:{get_column_letter(headed)}{row}")
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{HEADING_ROW + 1}"
    _set_print(sheet, table, count)


def _set_print(sheet: Any, table: Table, count: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    printed = len(table.columns)
    while printed > 1 and table.columns[printed - 1].kind == "long":
        printed -= 1
    foot = bool(count and any(column.total for column in table.columns)) + bool(table.convention) + len(table.notes)
    sheet.print_area = f"A1:{get_column_letter(printed)}{HEADING_ROW + count + foot}"
    sheet.print_title_rows = f"1:{HEADING_ROW}" if count else None
    if table.frozen and table.pages_wide > 1:
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = table.pages_wide, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.6, 0.7, 0.8
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
