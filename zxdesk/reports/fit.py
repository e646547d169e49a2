"""How many lines a text takes in a room of the sheet, and how wide the columns are."""

from __future__ import annotations

from collections.abc import Sequence

from zxdesk.reports.table import Column

HALF_WIDTH = 1.05
"""Width of half a Chinese character at 11 points, in the sheet's units of one digit."""

LINE_POINTS, PAD_POINTS, MOST_POINTS = 15, 5, 405
"""Height of a line at 11 points, what stands around the lines of a row, and the most a row may be high (Excel's limit is 409)."""

_UPRIGHT, _ACROSS, _MOST_UPRIGHT = 92.0, 138.0, 100.0
"""The width of an A4 page between its margins, upright and across, in the sheet's units, and of the widest table shrunk to stand upright."""

_MOST_STRETCH = 2.0


def is_upright(width: float) -> bool:
    """Return whether a table of this width is printed on a page held upright."""
    return width <= _MOST_UPRIGHT


def halves(text: str) -> int:
    """Return how many half characters wide a text is; GB 18030 has one byte for what is half as wide as a Chinese character."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def room_of(width: float, size: int = 11) -> int:
    """Return how many half characters stand side by side in a width, at a size in points."""
    return max(int((width - 1.0) / (HALF_WIDTH * size / 11)), 2)


def line_count(text: str, room: int) -> int:
    """Return the lines that a text takes where so many half characters stand side by side."""
    if "\n" not in text:
        return -(-halves(text) // room) or 1
    return sum(-(-halves(line) // room) or 1 for line in text.split("\n"))


def printed_columns(columns: Sequence[Column]) -> int:
    """Return how many columns are printed: whole texts at the right end are kept in the sheet alone."""
    count = len(columns)
    while count > 1 and columns[count - 1].kind == "long":
        count -= 1
    return count


def stretched(columns: Sequence[Column]) -> list[float]:
    """Return the widths of the columns; those of a narrow table are widened alike, towards the width of a page."""
    printed = printed_columns(columns)
    total = sum(column.width for column in columns[:printed])
    factor = min(max((_UPRIGHT if is_upright(total) else _ACROSS) / total, 1.0), _MOST_STRETCH) if total else 1.0
    return [round(column.width * factor, 2) if at < printed else column.width for at, column in enumerate(columns)]
