"""The marks of an .ods spreadsheet: all its tables lie in one part."""

from __future__ import annotations

from xml.parsers import expat

from zxdesk.domain.errors import RuleError
from zxdesk.intake.guard import BROKEN
from zxdesk.intake.marks import MAX_CELLS, NOT_COMPUTED, SheetMarks

CELLS = ("table:table-cell", "table:covered-table-cell")


class OpenDocumentScan:
    """Notes merges, formulas and errors; empty cells and rows may repeat as often as they like, filled ones may not."""

    def __init__(self, marks: list[SheetMarks]) -> None:
        self._marks = marks
        self._row = 0
        self._rows = 1
        self._column = 0
        self._cells = 1
        self._place_text: str | None = None
        self._is_cell = False

    def attach(self, parser: expat.XMLParserType) -> None:
        """Text is read only for the wording of errors."""
        parser.CharacterDataHandler = self._take

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A table, a row or a cell."""
        if name in CELLS:
            self._cell(attributes)
        elif name == "table:table-row":
            self._rows = _count(attributes.get("table:number-rows-repeated"))
            self._column = 0
        elif name == "table:table":
            self._marks.append(SheetMarks(attributes.get("table:name", "")))
            self._row = 0

    def end(self, name: str) -> None:
        """A cell or row closes and the count moves on by its repetitions."""
        if name in CELLS:
            if self._place_text is not None:
                place = (self._row, self._column)
                self._marks[-1].faults[place] = f"是错误值 {self._place_text[:20] or '#ERROR'}"
                self._place_text = None
            self._column += self._cells
        elif name == "table:table-row":
            self._row += self._rows

    def _cell(self, attributes: dict[str, str]) -> None:
        if not self._marks:
            raise RuleError(BROKEN)
        marks = self._marks[-1]
        self._cells = _count(attributes.get("table:number-columns-repeated"))
        high = _count(attributes.get("table:number-rows-spanned"))
        wide = _count(attributes.get("table:number-columns-spanned"))
        if high > 1 or wide > 1:
            marks.merge((self._row, self._column, self._row + high - 1, self._column + wide - 1))
        kind = attributes.get("office:value-type")
        formula = attributes.get("table:formula")
        if kind is None and formula is None:
            return
        cells = min(self._rows * self._cells, MAX_CELLS + 1)
        marks.count(self._row + self._rows - 1, self._column + self._cells - 1, cells=cells)
        place = (self._row, self._column)
        if attributes.get("calcext:value-type") == "error":
            self._place_text = ""
        elif formula is not None and kind is None:
            marks.faults[place] = NOT_COMPUTED
        elif formula is not None:
            marks.formulas.add(place)

    def _take(self, text: str) -> None:
        if self._place_text is not None and len(self._place_text) < 100:
            self._place_text += text.strip()


def _count(digits: str | None) -> int:
    if digits is None:
        return 1
    if not digits.isdecimal() or len(digits) > 9 or int(digits) < 1:
        raise RuleError(BROKEN)
    return int(digits)
