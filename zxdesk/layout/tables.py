"""Tables: cells laid out in their columns, rows as high as they need, lines where cells meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from zxdesk.layout import flow
from zxdesk.layout.borders import across, down, heavier
from zxdesk.layout.flow import Rule
from zxdesk.layout.lines import Around
from zxdesk.layout.sheet import Block, Item
from zxdesk.layout.strips import Row, Strip, paint_stack, stack, strips_of


@dataclass
class Box:
    """One laid-out cell: its edges from the table's left edge, its strips, how high they are; ``height`` is the cell's own, over merged rows."""

    cell: flow.Cell
    first: int
    left: float
    right: float
    strips: list[Strip]
    needed: float = 0
    height: float = 0
    is_hidden: bool = False
    closing: Rule | None = None

    def lay(self) -> None:
        """Find how high the content is."""
        top, _, bottom, _ = self.cell.margins
        self.needed = top + stack(self.strips)[1] + bottom


@dataclass
class Grid:
    """A laid-out table as its rows know it."""

    columns: list[float]
    left: float
    rows: list[TableRow] = field(default_factory=list)


class TableRow:
    """One row with its boxes; ``top`` is the thickness of the line above it, which is part of its height."""

    def __init__(self, row: flow.Row, boxes: list[Box], table: Grid, at: int) -> None:
        self.row, self.boxes, self.table, self.at = row, boxes, table, at
        self.is_head: bool = row.is_head and (at == 0 or table.rows[at - 1].is_head)
        self.top = 0.0
        self.height = 0.0
        self.foot = 0.0
        self.is_torn = False

    def needed(self) -> float:
        """The height that the row has for itself."""
        content = max((box.needed for box in self.boxes if box.cell.merge == "" and not box.is_hidden), default=0.0)
        if self.row.rule == "exact":
            return self.row.height
        return max(self.row.height if self.row.rule == "atLeast" else 0.0, content + self.top)

    def paint(self, x: float, y: float) -> Iterator[Item]:
        """Grounds and contents; what an exact height has no room for is not shown, as in Word."""
        x += self.table.left
        for box in self.boxes:
            if box.is_hidden:
                continue
            if box.cell.shading:
                yield Block(x + box.left, y, box.right - box.left, box.height, box.cell.shading)
            top, left, bottom, _ = box.cell.margins
            placed, height = stack(box.strips)
            if self.row.rule == "exact":
                placed = [*placed[:1], *((y, strip) for y, strip in placed[1:] if y + strip.height <= box.height)]
            free = box.height - self.top - top - bottom - height
            part = 0.0 if self.is_torn else {"center": 0.5, "bottom": 1.0}.get(box.cell.align, 0.0)
            yield from paint_stack(placed, x + box.left + left, y + self.top + top + max(0.0, free) * part)

    def close(self, x: float, y: float, above: Row | None, below: Row | None) -> Iterator[Item]:
        """Its lines: those above it, those at its sides, and where it is the last on a page those below it."""
        x += self.table.left
        over = above if isinstance(above, TableRow) else None
        yield from self._across(x, y, over, self)
        if not isinstance(below, TableRow):
            yield from self._across(x, y + self.height, self, None)
        yield from self._down(x, y, self.height + (self.foot if below is None else 0))

    def _across(self, x: float, y: float, over: TableRow | None, under: TableRow | None) -> Iterator[Item]:
        """The line between two rows, joined over the columns where it is the same."""
        columns = self.table.columns
        start, drawn = 0, None
        rules = [self._rule_at(column, over, under) for column in range(len(columns) - 1)]
        for column, rule in enumerate([*rules, None]):
            if rule != drawn:
                if drawn is not None:
                    yield from across(drawn, x + columns[start], x + columns[column], y)
                start, drawn = column, rule

    @staticmethod
    def _rule_at(column: int, over: TableRow | None, under: TableRow | None) -> Rule | None:
        upper = over.box_at(column) if over else None
        lower = under.box_at(column) if under else None
        if upper and lower and lower.cell.merge == "more" and upper.cell.merge:
            return None
        return heavier(upper.cell.frame.bottom if upper else None, lower.cell.frame.top if lower else None)

    def _down(self, x: float, y: float, height: float) -> Iterator[Item]:
        edges: dict[float, Rule | None] = {}
        for box in self.boxes:
            edges[box.left] = heavier(edges.get(box.left), box.cell.frame.left)
            edges[box.right] = heavier(edges.get(box.right), box.cell.frame.right)
        for edge, rule in edges.items():
            if rule is not None:
                yield from down(rule, x + edge - rule.width / 2, y, y + height)

    def box_at(self, column: int) -> Box | None:
        """The box that covers a column."""
        return next((box for box in self.boxes if box.first <= column < box.first + box.cell.columns), None)

    def split(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        """Cut between the lines of its cells where something stands above; a row that keeps whole is cut only where it is higher than a page."""
        if self.row.rule == "exact" or (self.row.is_whole and self.height <= page):
            return None
        parts = [_split_box(box, room - self.top - self.foot) for box in self.boxes]
        if not all(first.strips or not second.strips for first, second in parts) or not any(second.strips for _, second in parts):
            return None
        upper, lower = (self._part([pair[at] for pair in parts], is_torn=at == 0) for at in (0, 1))
        return upper, lower

    def _part(self, boxes: list[Box], *, is_torn: bool) -> Strip:
        row = TableRow(replace(self.row, height=0.0, rule="auto"), boxes, self.table, self.at)
        row.top, row.foot, row.is_torn = self.top, self.foot, is_torn
        row.height = row.needed()
        for box in boxes:
            box.height = row.height
        return Strip(row.height, row.paint, row=row)


def _split_box(box: Box, room: float) -> tuple[Box, Box]:
    """The strips that fit, and the others; within a cell no line keeps to the next."""
    if box.cell.merge:
        return box, replace(box, strips=[], is_hidden=True)
    top, _, bottom, _ = box.cell.margins
    placed, _ = stack(box.strips)
    count = sum(1 for y, strip in placed if y + strip.height + top + bottom <= room + 0.02)
    parts = replace(box, strips=box.strips[:count]), replace(box, strips=box.strips[count:])
    for part in parts:
        part.lay()
    return parts


def table_strips(table: flow.Table, around: Around) -> list[Strip]:
    """The rows of a table as strips."""
    columns = [0.0, *accumulate(table.columns)]
    width = columns[-1]
    free = around.width - width
    left = {"center": free / 2, "right": free}.get(table.align, table.indent)
    grid = Grid(columns, left)
    for at, row in enumerate(table.rows):
        grid.rows.append(TableRow(row, list(_boxes(row, columns, around)), grid, at))
    _set_heights(grid.rows)
    strips = []
    for at, laid in enumerate(grid.rows):
        is_glued = at + 1 < len(grid.rows) and (_keeps_next(laid) or laid.is_head)
        strips.append(Strip(laid.height, laid.paint, is_glued=is_glued, row=laid))
    return strips


def _boxes(row: flow.Row, columns: Sequence[float], around: Around) -> Iterator[Box]:
    first = row.skip
    for cell in row.cells:
        last = min(first + cell.columns, len(columns) - 1)
        start = min(first, len(columns) - 1)
        _, left, _, right = cell.margins
        room = max(1.0, columns[last] - columns[start] - left - right)
        is_hidden = cell.merge == "more"
        strips = [] if is_hidden else strips_of(cell.blocks, replace(around, width=room, is_cell=True))
        box = Box(cell, start, columns[start], columns[last], strips, is_hidden=is_hidden)
        box.lay()
        yield box
        first += cell.columns


def _set_heights(rows: list[TableRow]) -> None:
    """Give every row its height and every box the height of the rows it covers; what a merged cell lacks the last of its rows gets."""
    for at, row in enumerate(rows):
        above = rows[at - 1] if at else None
        row.top = _line_above(above, row)
        row.height = row.needed()
        row.foot = max((box.cell.frame.bottom.width for box in row.boxes if box.cell.frame.bottom), default=0.0)
    for at, row in enumerate(rows):
        for box in row.boxes:
            if box.cell.merge != "first":
                continue
            last = _last_of_merge(rows, at, box)
            covered = sum(other.height for other in rows[at : last + 1])
            missing = box.needed + row.top - covered
            if missing > 0 and rows[last].row.rule != "exact":
                rows[last].height += missing
    for at, row in enumerate(rows):
        for box in row.boxes:
            last = _last_of_merge(rows, at, box) if box.cell.merge == "first" else at
            box.height = sum(other.height for other in rows[at : last + 1])


def settle(strips: Sequence[Strip]) -> None:
    """Give merged cells the height of their rows on one page.

    Where others stand on the next page, the cell has its first row alone, and the last row here is filled from its top. So does LibreOffice.
    """
    rows = [strip.row for strip in strips if isinstance(strip.row, TableRow)]
    for row in rows:
        for box in row.boxes:
            if box.cell.merge == "first" and not box.is_hidden:
                last = _last_of_merge(row.table.rows, row.at, box)
                covered = [other for other in rows if other.table is row.table and row.at <= other.at <= last]
                is_torn = covered[-1].at < last
                box.height = row.height if is_torn else sum(other.height for other in covered)
    for place, row in enumerate(rows):
        after = row.table.rows[row.at + 1 : row.at + 2]
        ends_page = all(other.table is not row.table for other in rows[place + 1 : place + 2])
        row.is_torn = row.is_torn or (ends_page and any(box.cell.merge == "more" for other in after for box in other.boxes))


def _line_above(above: TableRow | None, row: TableRow) -> float:
    upper = [box.cell.frame.bottom for box in above.boxes] if above else []
    return max((rule.width for rule in (*upper, *(box.cell.frame.top for box in row.boxes)) if rule), default=0.0)


def _last_of_merge(rows: list[TableRow], at: int, box: Box) -> int:
    last = at
    while last + 1 < len(rows):
        below = rows[last + 1].box_at(box.first)
        if below is None or below.cell.merge != "more":
            break
        last += 1
    return last


def _keeps_next(row: TableRow) -> bool:
    """A row stays with the next where its first paragraph does."""
    paragraph = row.boxes[0].cell.blocks[0] if row.boxes and row.boxes[0].cell.blocks else None
    return isinstance(paragraph, flow.Paragraph) and paragraph.shape.keeps_next
