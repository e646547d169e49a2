"""What each pair of marks rules: letters of one paragraph, whole paragraphs and tables, or rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from zxdesk.documents.marks import Mark, MarkKind, Plain, W
from zxdesk.documents.story import Line, Pair, Story, element_path

Spot = tuple[int, int]
"""A mark's place: its line in reading order, and its place in that line."""


@dataclass(frozen=True)
class Region:
    """The children ``start`` to ``end`` of one element (rows of a table, blocks of a cell or of the text) that a pair rules.

    ``begin`` and ``stop`` are the spots of its marks in reading order.
    """

    start: int
    end: int
    pair: Pair
    begin: Spot
    stop: Spot


@dataclass
class Placing:
    """The regions by the element whose children they are, and what stands where no region can be made."""

    regions: dict[Any, list[Region]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def placed(story: Story) -> Placing:
    """Say of each pair what it rules; marks that rule blocks or rows are noted in ``Line.blocks``."""
    placing = Placing()
    apart = [pair for pair in story.pairs if pair.first is not pair.last]
    together = [pair for pair in story.pairs if pair.first is pair.last]
    for pair in apart:
        pair.first.blocks.add(pair.first_at)
        pair.last.blocks.add(pair.last_at)
    for pair in together:
        if _is_open_at_start(pair) and _is_closed_at_end(pair):
            pair.first.blocks |= {pair.first_at, pair.last_at}
    for pair in story.pairs:
        if pair.first_at in pair.first.blocks:
            _place(pair, story, placing)
    for regions in placing.regions.values():
        placing.faults += _crossings(regions)
    return placing


def vanishes(line: Line) -> bool:
    """Whether a paragraph holds nothing but marks that rule blocks or rows, so that it is not printed."""
    is_section = line.element.find(f"{W}pPr/{W}sectPr") is not None
    return not is_section and all(_is_nothing(line, at) for at in range(len(line.segments)))


def _place(pair: Pair, story: Story, placing: Placing) -> None:
    first, last = element_path(pair.first.element, story.root), element_path(pair.last.element, story.root)
    depth = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one is not other), len(first) - 1)
    parent = first[depth].getparent()
    if parent.tag == f"{W}tr":
        _place_rows(pair, parent, parent, story, placing)
    elif parent.tag == f"{W}tbl":
        _place_rows(pair, first[depth], last[depth], story, placing)
    elif parent.tag == f"{W}tc" and _rules_only_cell(pair, parent):
        _place_rows(pair, parent.getparent(), parent.getparent(), story, placing)
    elif first[depth] is not pair.first.element or last[depth] is not pair.last.element:
        placing.faults.append(f"{pair.first.place}的 {pair.mark} 和它的结束标记一个在表格里、一个在表格外，放到同一处。")
    else:
        _place_blocks(pair, parent, story, placing)


def _place_blocks(pair: Pair, parent: Any, story: Story, placing: Placing) -> None:
    if not _is_open_at_start(pair):
        placing.faults.append(f"{pair.first.place}的 {pair.mark} 前面还有文字。跨段的标记要写在段首，或单独成段。")
    if not _is_closed_at_end(pair):
        placing.faults.append(f"{pair.last.place}的 {{{{/{pair.mark.name}}}}} 后面还有文字。跨段的标记要写在段尾，或单独成段。")
    children = list(parent)
    start = children.index(pair.first.element) + vanishes(pair.first)
    end = children.index(pair.last.element) - vanishes(pair.last)
    if start <= end:
        begin, stop = _spot(story, pair.first, pair.first_at), _spot(story, pair.last, pair.last_at)
        placing.regions.setdefault(parent, []).append(Region(start, end, pair, begin, stop))


def _place_rows(pair: Pair, first: Any, last: Any, story: Story, placing: Placing) -> None:
    table = first.getparent()
    children = list(table)
    start, end = children.index(first), children.index(last)
    begin, stop = _spot(story, pair.first, pair.first_at), _spot(story, pair.last, pair.last_at)
    for at, line in enumerate(story.lines):
        row = next((one for one in element_path(line.element, story.root) if one.getparent() is table), None)
        if row is None or not start <= children.index(row) <= end:
            continue
        for place, mark in enumerate(line.segments):
            if isinstance(mark, Mark) and place not in line.blocks and not begin < (at, place) < stop:
                side = "前面" if (at, place) < begin else "结束之后"
                placing.faults.append(f"{line.place}的 {mark} 写在了 {pair.mark} {side}，却在要{_verb(pair)}的那一行里。移到它里面，或另起一行。")
    placing.regions.setdefault(table, []).append(Region(start, end, pair, begin, stop))


def _verb(pair: Pair) -> str:
    return "重复" if pair.mark.kind is MarkKind.REPEAT else "按条件显示"


def _spot(story: Story, line: Line, at: int) -> Spot:
    return next(place for place, one in enumerate(story.lines) if one is line), at


def _rules_only_cell(pair: Pair, cell: Any) -> bool:
    """Whether the pair embraces all of the only cell of its row."""
    paragraphs = [block for block in cell if block.tag != f"{W}tcPr"]
    is_only = len(cell.getparent().findall(f"{W}tc")) == 1
    return is_only and paragraphs[0] is pair.first.element and paragraphs[-1] is pair.last.element and _is_open_at_start(pair)


def _is_open_at_start(pair: Pair) -> bool:
    return all(_is_nothing(pair.first, at) for at in range(pair.first_at))


def _is_closed_at_end(pair: Pair) -> bool:
    return all(_is_nothing(pair.last, at) for at in range(pair.last_at + 1, len(pair.last.segments)))


def _is_nothing(line: Line, at: int) -> bool:
    one = line.segments[at]
    return one.is_blank if isinstance(one, Plain) else at in line.blocks


def _crossings(regions: Sequence[Region]) -> list[str]:
    faults = []
    for at, one in enumerate(regions):
        for other in regions[at + 1 :]:
            overlap = one.start <= other.end and other.start <= one.end
            if overlap and not one.begin < other.begin < one.stop:
                faults.append(f"{other.pair.first.place}的 {other.pair.mark} 和 {one.pair.mark} 占了同一行。分成两行写，或一个写在另一个里面。")
    return faults
