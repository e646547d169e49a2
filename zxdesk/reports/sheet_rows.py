"""The rows of a sheet as the file spells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from xml.sax.saxutils import escape

from zxdesk.domain.errors import RuleError
from zxdesk.reports.cells import TooLongError, content, is_number
from zxdesk.reports.fit import LINE_POINTS, MOST_POINTS, PAD_POINTS, line_count, room_of
from zxdesk.reports.pen import Pen, Role
from zxdesk.reports.sheet_plan import HEADING_ROW, LINK_COLUMN, PERIOD_ROW, TITLE_ROW, SheetPlan
from zxdesk.reports.spelling import Spelling, text_cell
from zxdesk.reports.table import Column, Value
from zxdesk.reports.totals import totals

_EPOCH = date(1899, 12, 30)
_MOST_LINES = 20
"""The most lines of a row beside a whole text, which would fill the screen."""

_TITLE_SIZE = 18
_HEADING_POINTS = 24


class _Column(NamedTuple):
    """What every cell of a column needs: its letter, kind and styles, and how many half characters stand side by side, 0 for any number."""

    letter: str
    kind: str
    plain: int
    quoted: int
    room: int


def sheet_data(plan: SheetPlan, pen: Pen, spelling: Spelling) -> Iterator[str]:
    """Yield the rows of a sheet from the title to the last chart. Raises RuleError when a text does not fit into a cell."""
    yield from _head(plan, pen)
    yield from _body(plan, _columns(plan, pen), pen, spelling)
    if plan.has_totals:
        yield _total_row(plan, pen)
    for row, text in enumerate(plan.notes, start=plan.first_note):
        yield _text_row(plan, pen, row, text, "note")
    for row, charts in plan.chart_rows:
        yield _row(row, plan.chart_points(charts), "")


def _head(plan: SheetPlan, pen: Pen) -> Iterator[str]:
    yield _text_row(plan, pen, TITLE_ROW, plan.table.title, "title", size=_TITLE_SIZE)
    yield _text_row(plan, pen, PERIOD_ROW, plan.table.period, "period")
    style, letters = pen.text("heading"), _letters(len(plan.table.columns))
    for row, texts in plan.headings():
        most = max(_heading_points(plan, column, width, row) for column, width in zip(plan.table.columns, plan.widths, strict=True))
        cells = (text_cell(f"{letter}{row}", style, text) for letter, text in zip(letters, texts, strict=True))
        yield _row(row, most, "".join(cells))


def _heading_points(plan: SheetPlan, column: Column, width: float, row: int) -> int:
    """How high a row of the headings must be for this one; without a group it has both rows, with one it stands in the last."""
    if column.group and row < plan.last_heading:
        return _HEADING_POINTS
    rows = 1 if column.group else plan.last_heading - HEADING_ROW + 1
    return max((line_count(column.title, room_of(width)) * LINE_POINTS + 2 * PAD_POINTS) // rows, _HEADING_POINTS)


def _columns(plan: SheetPlan, pen: Pen) -> list[_Column]:
    decimals = plan.table.decimals
    found = []
    for at, (letter, column, width) in enumerate(zip(_letters(len(plan.widths)), plan.table.columns, plan.widths, strict=True), start=1):
        plain = pen.text("link") if plan.links and at == LINK_COLUMN else pen.cell(column.kind, decimals)
        room = 0 if column.kind == "long" else room_of(width)
        found.append(_Column(letter, column.kind, plain, pen.cell(column.kind, decimals, quoted=True), room))
    return found


def _body(plan: SheetPlan, columns: Sequence[_Column], pen: Pen, spelling: Spelling) -> Iterator[str]:
    number, sections = plan.first_row, plan.sections
    is_fixed = any(column.kind == "long" for column in columns)
    most = _MOST_LINES if is_fixed else (MOST_POINTS - PAD_POINTS) // LINE_POINTS
    fixed = ' customHeight="1"' if is_fixed else ""
    for at, row in enumerate(plan.table.rows):
        if at in sections:
            yield _section_row(plan, pen, number, sections[at])
            number += 1
        if len(row) != len(columns):
            raise ValueError(f"row {at} has {len(row)} values for {len(columns)} columns")
        try:
            cells, lines = _cells(row, columns, number, spelling)
        except TooLongError as error:
            raise _too_long(plan, at, error.length) from None
        yield f'<row r="{number}" ht="{min(lines, most) * LINE_POINTS + PAD_POINTS}"{fixed}>{cells}</row>'
        number += 1
    if len(plan.table.rows) in sections:
        yield _section_row(plan, pen, number, sections[len(plan.table.rows)])


def _cells(row: Sequence[Value], columns: Sequence[_Column], number: int, spelling: Spelling) -> tuple[str, int]:
    """The cells of a row, and the lines of the one that takes most."""
    parts, lines, known = [], 1, spelling.known
    for (letter, kind, plain, quoted, room), value in zip(columns, row, strict=True):
        if value is None:
            parts.append(f'<c r="{letter}{number}" s="{plain}"/>')
            continue
        if not isinstance(value, str):
            if is_number(value, kind):
                parts.append(f'<c r="{letter}{number}" s="{plain}"><v>{value!r}</v></c>')
                continue
            value = content(value, kind).value
        if isinstance(value, str):
            end, is_quoted, wide = known.get(value) or spelling.spelled(value)
            parts.append(f'<c r="{letter}{number}" s="{quoted if is_quoted else plain}{end}')
            if room and not 0 < wide <= room:
                lines = max(lines, line_count(value, room))
        elif isinstance(value, date):
            parts.append(f'<c r="{letter}{number}" s="{plain}"><v>{(value - _EPOCH).days}</v></c>')
        else:
            parts.append(f'<c r="{letter}{number}" s="{plain}"/>')
    return "".join(parts), lines


def _too_long(plan: SheetPlan, at: int, length: int) -> RuleError:
    """Name the cell that stopped a row: its first text that does not fit."""
    cells = zip(plan.table.columns, plan.table.rows[at], strict=True)
    column = next(column for column, value in cells if not _fits(value, column.kind))
    return RuleError(f"{plan.called(at)}的“{column.title}”有 {length:,} 字，一个单元格最多 32,767 字。缩短后再导出。", column.key)


def _fits(value: Value, kind: str) -> bool:
    try:
        content(value, kind)
    except TooLongError:
        return False
    return True


def _section_row(plan: SheetPlan, pen: Pen, number: int, text: str) -> str:
    return _text_row(plan, pen, number, text, "section", wide=len(plan.table.columns))


def _total_row(plan: SheetPlan, pen: Pen) -> str:
    parts, row = [], plan.total_row
    for letter, column, total in zip(_letters(len(plan.widths)), plan.table.columns, totals(plan), strict=True):
        style = pen.total(column.kind, plan.table.decimals) if total else pen.text("blank")
        if total is None:
            parts.append(text_cell(f"{letter}{row}", style, "合计" if letter == "A" else ""))
        elif isinstance(total.value, str):
            parts.append(f'<c r="{letter}{row}" s="{style}" t="str"><f>{escape(total.formula)}</f><v></v></c>')
        else:
            parts.append(f'<c r="{letter}{row}" s="{style}"><f>{escape(total.formula)}</f><v>{total.value!r}</v></c>')
    return _row(row, LINE_POINTS + PAD_POINTS, "".join(parts))


def _text_row(plan: SheetPlan, pen: Pen, row: int, text: str, role: Role, *, size: int = 11, wide: int = 1) -> str:
    """One text over many columns: programs fit no row to merged cells, so its height is given."""
    style = pen.text(role)
    cells = "".join(text_cell(f"{letter}{row}", style, "" if at else text) for at, letter in enumerate(_letters(wide)))
    points = plan.lines(text, size) * LINE_POINTS * size // 11 + PAD_POINTS
    return _row(row, min(points, MOST_POINTS), cells)


def _row(number: int, points: int, cells: str) -> str:
    return f'<row r="{number}" ht="{points}" customHeight="1">{cells}</row>'


def _letters(count: int) -> Iterable[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(at) for at in range(1, count + 1)]
