"""Border lines and grounds of paragraphs and cells."""

from __future__ import annotations

from collections.abc import Iterator

from zxdesk.layout.flow import Frame, Rule
from zxdesk.layout.sheet import Block, Item, Stroke

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def room_of(rule: Rule | None) -> float:
    """What a border takes of the height: its lines and their distance from the text."""
    return rule.width + rule.space if rule else 0.0


def heavier(one: Rule | None, other: Rule | None) -> Rule | None:
    """Of two lines that meet the one that is drawn."""
    if one is None or other is None:
        return one or other
    return other if other.width > one.width else one


def paint_frame(frame: Frame, box: Box) -> Iterator[Item]:
    """The lines of a paragraph: above and below within ``box``, at the sides outside it."""
    left, top, right, bottom = box
    x1 = left - (room_of(frame.left) if frame.left else 0)
    x2 = right + (room_of(frame.right) if frame.right else 0)
    if frame.top:
        yield from across(frame.top, x1, x2, top)
    if frame.bottom:
        yield from across(frame.bottom, x1, x2, bottom - frame.bottom.width, is_end=True)
    if frame.left:
        yield from down(frame.left, x1, top, bottom)
    if frame.right:
        yield from down(frame.right, x2 - frame.right.width, top, bottom, is_end=True)


def paint_shading(color: str, frame: Frame, box: Box) -> Iterator[Item]:
    """The ground of a paragraph."""
    if color:
        left, top, right, bottom = box
        left -= room_of(frame.left)
        right += room_of(frame.right)
        yield Block(left, top, right - left, bottom - top, color)


def across(rule: Rule, x1: float, x2: float, y: float, *, is_end: bool = False) -> Iterator[Stroke]:
    """The bands of a horizontal line whose upper edge stands at ``y``."""
    for offset, width in _bands(rule, is_end=is_end):
        for start, end in _dashes(rule, x1, x2):
            yield Stroke(start, y + offset + width / 2, end, y + offset + width / 2, width, rule.color)


def down(rule: Rule, x: float, y1: float, y2: float, *, is_end: bool = False) -> Iterator[Stroke]:
    """The bands of a vertical line whose left edge stands at ``x``."""
    for offset, width in _bands(rule, is_end=is_end):
        for start, end in _dashes(rule, y1, y2):
            yield Stroke(x + offset + width / 2, start, x + offset + width / 2, end, width, rule.color)


def _bands(rule: Rule, *, is_end: bool) -> Iterator[tuple[float, float]]:
    offset = 0.0
    for at, width in enumerate(rule.bands if is_end else reversed(rule.bands)):
        if at % 2 == 0:
            yield offset, width
        offset += width


def _dashes(rule: Rule, start: float, end: float) -> Iterator[tuple[float, float]]:
    if not rule.dash:
        yield start, end
        return
    while start < end:
        yield start, min(start + rule.dash, end)
        start += 2 * rule.dash
