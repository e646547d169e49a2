"""What goes into one cell: the only place that decides how a value is written to a sheet."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from zxdesk.reports.table import Value
from zxdesk.text.printable import printable

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell can hold; Excel and openpyxl cut the rest without a word. Source: reliability §0 (10)."""

_FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
_LONGEST_NUMBER = 10**15
_NUMBER_KINDS = frozenset(("integer", "points", "share"))
_NUMBERS = frozenset((int, float))
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_EXCEL_FIRST_DAY = date(1900, 3, 1)


class TooLongError(Exception):
    """A text does not fit into a cell; ``length`` is its UTF-16 units."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class Content(NamedTuple):
    """A value as the sheet holds it; a quoted text begins with a sign that programs take for a formula."""

    value: str | int | float | date | None
    type: Literal["empty", "text", "number", "date"]
    is_quoted: bool = False


EMPTY = Content(None, "empty")


def content(value: Value, kind: str) -> Content:
    """Return what is written for ``value``: text always as text, numbers over 15 digits and old dates as text too.

    Raises TooLongError.
    """
    if value is None or value == "":
        return EMPTY
    if isinstance(value, str):
        return _text(value)
    if is_number(value, kind):
        return Content(value, "number")
    if isinstance(value, date):
        # days before 1900-03-01 are off by one in Excel's calendar
        return Content(value, "date") if value >= _EXCEL_FIRST_DAY else _text(value.isoformat())
    return _text(("否", "是")[value] if isinstance(value, bool) else str(value))


def is_number(value: Value, kind: str) -> bool:
    """Return whether a value stands in the sheet as a number: whole ones are exact up to 15 digits there, and nothing is not a number."""
    return kind in _NUMBER_KINDS and type(value) in _NUMBERS and -_LONGEST_NUMBER < value < _LONGEST_NUMBER  # type: ignore[operator]


def written(text: str) -> str:
    """Return ``text`` as the file spells it: _x0041_ would be read as A, so its first sign is spelled out."""
    return _ESCAPE_LIKE.sub("_x005F_", text) if "_x" in text else text


def _text(value: str) -> Content:
    text = printable(value)
    if len(text) > LONGEST_TEXT // 2 and (units := len(text.encode("utf-16-le")) // 2) > LONGEST_TEXT:
        raise TooLongError(units)
    return Content(text, "text", text[:1] in _FORMULA_SIGNS) if text else EMPTY
