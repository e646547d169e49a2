"""The styles of official sheets, all made once in a workbook and known by their numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, get_args

from zxdesk.reports.table import Kind

Role = Literal["title", "period", "heading", "section", "note", "link", "blank"]

_TITLE, _PLAIN, _HEADING = ("方正小标宋简体", 18), ("仿宋", 11), ("黑体", 11)
_ROLES: dict[Role, tuple[tuple[str, int], str, bool]] = {
    "title": (_TITLE, "center", False),
    "period": (_PLAIN, "left", False),
    "heading": (_HEADING, "center", True),
    "section": (_HEADING, "left", True),
    "note": (_PLAIN, "left", False),
    "link": (_PLAIN, "left", True),
    "blank": (_HEADING, "center", True),
}
"""Font, alignment and frame of each text around the rows; a blank is a cell of the totals without one."""

_LINK_COLOUR = "1B5E86"
_FORMATS = {"text": "@", "long": "@", "integer": "0", "points": "0.0", "date": "yyyy-mm-dd"}
_ALIGNED = {"text": "left", "long": "left", "integer": "center", "points": "center", "share": "center", "date": "center"}


class Pen:
    """Makes the styles in the workbook of an openpyxl sheet, with percentages of each of these decimals."""

    def __init__(self, sheet: Any, decimals: Iterable[int]) -> None:
        self._sheet = sheet
        self._texts = {role: self._made(*look, is_link=role == "link") for role, look in _ROLES.items()}
        self._cells: dict[tuple[Kind, int, bool], int] = {}
        self._totals: dict[tuple[Kind, int], int] = {}
        for places in sorted(set(decimals)):
            for kind in get_args(Kind):
                shown, aligned = number_format(kind, places), _ALIGNED[kind]
                self._totals[kind, places] = self._made(_HEADING, aligned, True, shown)
                self._cells[kind, places, False] = self._made(_PLAIN, aligned, True, shown)
                self._cells[kind, places, True] = self._made(_PLAIN, aligned, True, "@", is_quoted=True)

    def text(self, role: Role) -> int:
        """The style of a text around the rows."""
        return self._texts[role]

    def cell(self, kind: Kind, decimals: int, *, quoted: bool = False) -> int:
        """The style of a column's cells; a quoted one is never taken for a formula."""
        return self._cells[kind, decimals, quoted]

    def total(self, kind: Kind, decimals: int) -> int:
        """The style of a column's total."""
        return self._totals[kind, decimals]

    def _made(self, font: tuple[str, int], aligned: str, is_framed: bool, shown: str = "@", *, is_quoted: bool = False, is_link: bool = False) -> int:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, Side

        cell = WriteOnlyCell(self._sheet)
        coloured = {"color": _LINK_COLOUR, "underline": "single"} if is_link else {}
        cell.font = Font(name=font[0], size=font[1], **coloured)
        cell.number_format = shown
        cell.alignment = Alignment(horizontal=aligned, vertical="center", wrap_text=True)
        if is_framed:
            line = Side(style="thin")
            cell.border = Border(left=line, right=line, top=line, bottom=line)
        cell.quotePrefix = is_quoted
        return int(cell.style_id)


def number_format(kind: Kind, decimals: int) -> str:
    """How the values of a kind are shown; ``decimals`` are those of percentages."""
    if kind == "share":
        return f"0.{'0' * decimals}%" if decimals else "0%"
    return _FORMATS[kind]
