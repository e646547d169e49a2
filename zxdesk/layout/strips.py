"""Strips: what stands below one another on a page and is not cut, a line or a table row, with what keeps it to its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from zxdesk.layout.borders import paint_frame, paint_shading, room_of
from zxdesk.layout.flow import BARE, Block, Frame, Paragraph, Shape, Table
from zxdesk.layout.lines import Around, Line, lay_lines
from zxdesk.layout.sheet import Item

Paint = Callable[[float, float], Iterable[Item]]
"""Paints a strip whose upper left corner stands at x, y."""


@dataclass(eq=False)
class Strip:
    """One strip with the space that it asks for ``before`` and ``after``; ``is_glued`` to the next one; ``row`` where it is one of a table."""

    height: float
    paint: Paint
    before: float = 0
    after: float = 0
    is_glued: bool = False
    breaks_before: bool = False
    breaks_after: bool = False
    row: Row | None = None
    style: str = ""
    contextual: bool = False


class Row(Protocol):
    """A table row as pages see it; ``foot`` is the thickness of the line that closes its table where it is the last on a page."""

    foot: float
    is_head: bool

    @property
    def table(self) -> object:
        """Its table, the same for all its rows."""

    def split(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        """Cut it where ``room`` points of a ``page`` are left, if it may be cut."""

    def close(self, x: float, y: float, above: Row | None, below: Row | None) -> Iterator[Item]:
        """Its lines, between the rows that stand next to it on this page."""


def strips_of(blocks: Sequence[Block], around: Around) -> list[Strip]:
    """The strips of paragraphs and tables in order."""
    from zxdesk.layout.tables import table_strips  # cells hold paragraphs and tables again

    strips: list[Strip] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            strips.extend(table_strips(block, around))
        else:
            strips.extend(_paragraph_strips(block, _shape_at(blocks, at - 1), _shape_at(blocks, at + 1), around))
    return strips


def _shape_at(blocks: Sequence[Block], at: int) -> Shape | None:
    block = blocks[at] if 0 <= at < len(blocks) else None
    return block.shape if isinstance(block, Paragraph) else None


def _paragraph_strips(paragraph: Paragraph, above: Shape | None, below: Shape | None, around: Around) -> list[Strip]:
    shape = paragraph.shape
    lines = lay_lines(paragraph, around)
    frame = _open_frame(shape, above, below)
    breaks_before = shape.breaks_before
    if len(lines) > 1 and lines[-2].ends_page and not lines[-1].items:
        del lines[-1]
    if len(lines) > 1 and lines[0].ends_page and not lines[0].items:
        del lines[0]
        breaks_before = True
    strips = []
    for at, line in enumerate(lines):
        is_first, is_last = at == 0, at == len(lines) - 1
        strip = _line_strip(line, shape, around.width, _part_of(frame, is_first=is_first, is_last=is_last))
        strip.before, strip.after = shape.before if is_first else 0, shape.after if is_last else 0
        strip.breaks_before, strip.breaks_after = is_first and breaks_before, line.ends_page
        strip.is_glued = not line.ends_page and _is_glued(shape, at, len(lines))
        strip.style, strip.contextual = shape.style, shape.contextual
        strips.append(strip)
    return strips


def _is_glued(shape: Shape, at: int, count: int) -> bool:
    if shape.keeps_next or (shape.keeps_lines and at < count - 1):
        return True
    if at == count - 1:
        return False
    return shape.widow_control and (at == 0 or at == count - 2)


def _open_frame(shape: Shape, above: Shape | None, below: Shape | None) -> Frame:
    """The frame of a paragraph; between paragraphs of the same frame and width it has no line but the one between."""
    frame = shape.frame
    if frame == BARE:
        return frame
    if above and _shares(above, shape):
        frame = replace(frame, top=frame.between)
    if below and _shares(below, shape):
        frame = replace(frame, bottom=None)
    return frame


def _shares(one: Shape, other: Shape) -> bool:
    return one.frame == other.frame and one.left == other.left and one.right == other.right


def _part_of(frame: Frame, *, is_first: bool, is_last: bool) -> Frame:
    if frame == BARE:
        return frame
    return replace(frame, top=frame.top if is_first else None, bottom=frame.bottom if is_last else None)


def _line_strip(line: Line, shape: Shape, width: float, frame: Frame) -> Strip:
    if frame == BARE and not shape.shading:
        return Strip(line.height, line.paint)
    top, bottom = room_of(frame.top), room_of(frame.bottom)
    left, right = shape.left + min(shape.first, 0), width - shape.right
    height = top + line.height + bottom

    def paint(x: float, y: float) -> Iterator[Item]:
        box = (x + left, y, x + right, y + height)
        yield from paint_shading(shape.shading, frame, box)
        yield from paint_frame(frame, box)
        yield from line.paint(x, y + top)

    return Strip(height, paint)


def stack(strips: Sequence[Strip]) -> tuple[list[tuple[float, Strip]], float]:
    """Put strips below one another without pages: where each stands, and how high they are together."""
    placed, y, above = [], 0.0, None
    for strip in strips:
        y += gap_between(above, strip)
        placed.append((y, strip))
        y += strip.height
        above = strip
    return placed, y + (above.after if above else 0) + (above.row.foot if above and above.row else 0)


def gap_between(above: Strip | None, below: Strip) -> float:
    """The space between two strips: the larger of the two that they ask for; paragraphs of one style may want none."""
    if above is None:
        return below.before
    foot = above.row.foot if above.row and (below.row is None or below.row.table is not above.row.table) else 0
    same = bool(above.style) and above.style == below.style
    return foot + max(0 if same and above.contextual else above.after, 0 if same and below.contextual else below.before)


def paint_stack(placed: Sequence[tuple[float, Strip]], x: float, y: float) -> Iterator[Item]:
    """Paint what ``stack`` has placed, the lines of tables last."""
    for top, strip in placed:
        yield from strip.paint(x, y + top)
    yield from paint_rows([(y + top, strip) for top, strip in placed], x)


def paint_rows(placed: Sequence[tuple[float, Strip]], x: float) -> Iterator[Item]:
    """The lines of the table rows among strips that stand on one page."""
    for at, (top, strip) in enumerate(placed):
        if strip.row is None:
            continue
        above, below = (_row_at(placed, other, strip.row) for other in (at - 1, at + 1))
        yield from strip.row.close(x, top, above, below)


def _row_at(placed: Sequence[tuple[float, Strip]], at: int, row: Row) -> Row | None:
    other = placed[at][1].row if 0 <= at < len(placed) else None
    return other if other is not None and other.table is row.table else None
