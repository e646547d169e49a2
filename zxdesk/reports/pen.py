"""The styles of official sheets and the cells of a sheet's head and foot."""

from __future__ import annotations

from typing import Any

from zxdesk.reports.cells import written
from zxdesk.reports.table import Column, Kind
from zxdesk.text.printable import printable

_TITLE, _PLAIN, _HEADING = ("方正小标宋简体", 18), ("仿宋", 11), ("黑体", 11)
_ROLES = {
    "title": (_TITLE, "center", False, False),
    "period": (_PLAIN, "left", False, False),
    "heading": (_HEADING, "center", True, True),
    "note": (_PLAIN, "left", False, False),
}
"""Font, alignment, frame and wrapping of each text around the rows."""

_FORMATS = {"text": "@", "long": "@", "integer": "0", "share": "0.0%", "date": "yyyy-mm-dd"}
_ALIGNED = {"text": "left", "long": "left", "integer": "right", "share": "right", "date": "center"}


class Pen:
    """Writes the single cells of one openpyxl sheet and knows the styles of its columns."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def write(self, row: int, column: int, text: str, role: str) -> None:
        """Write a text of the head or the foot; ``role`` is title, period, heading or note."""
        cell = self._sheet.cell(row, column)
        font, aligned, framed, wraps = _ROLES[role]
        _dress(cell, font, "@", aligned, framed=framed, wraps=wraps)
        cell._value, cell.data_type = written(printable(text)), "s"

    def write_total(self, row: int, at: int, column: Column, rows: tuple[int, int]) -> None:
        """Write a cell of the row of totals: the sum as a formula, 合计 in the first column."""
        from openpyxl.utils import get_column_letter

        cell = self._sheet.cell(row, at)
        _dress(cell, _HEADING, _FORMATS[column.kind], "right" if column.total else "center", framed=True)
        if column.total:
            letter = get_column_letter(at)
            cell.value = f"=SUM({letter}{rows[0]}:{letter}{rows[1]})"
        elif at == 1:
            cell.value = "合计"

    def style(self, kind: Kind, *, quoted: bool = False) -> int:
        """Return the number of the style of a column's cells; a quoted one is never taken for a formula."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet)
        _dress(cell, _PLAIN, "@" if quoted else _FORMATS[kind], _ALIGNED[kind], framed=True, wraps=True)
        cell.quotePrefix = quoted
        return int(cell.style_id)


def _dress(cell: Any, font: tuple[str, int], number_format: str, aligned: str, *, framed: bool, wraps: bool = False) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    cell.font = Font(name=font[0], size=font[1])
    cell.number_format = number_format
    cell.alignment = Alignment(horizontal=aligned, vertical="center", wrap_text=wraps)
    if framed:
        line = Side(style="thin")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
