"""What a list's columns are, and how a row's values become words, copied text and an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cmp_to_key, lru_cache
from typing import Any, Literal

from PySide6.QtCore import QCollator, QLocale, Qt

from zxdesk.ui.painters import as_light

_URGENCY = ("red", "yellow", "green", "grey", "blue")
_ALIGN = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
_MARKS = frozenset({"check", "light", "icon"})

Kind = Literal["text", "badge", "light", "date", "number", "check", "icon"]


@dataclass(frozen=True)
class Column:
    """One column: the attribute it shows, its title, width in pixels at 中, and how it is drawn and sorted.

    ``second`` names the attribute of the second line, ``second_head`` that of the word before it, ``sort`` another attribute
    to sort by, ``tip`` one for the tooltip, ``full`` one for what is copied, ``words`` the one with a light's words. Where
    room is short the column with the highest ``yields`` leaves first; 0 stays. An optional column is hidden until the
    clerk chooses it.
    """

    key: str
    title: str
    width: int = 100
    kind: Kind = "text"
    align: Literal["left", "right", "center"] | None = None
    stretch: bool = False
    second: str | None = None
    second_head: str | None = None
    words: str | None = None
    sort: str | None = None
    tip: str | None = None
    yields: int = 0
    full: str | None = None
    is_optional: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Left for text, right for numbers, unless said otherwise. Source: look §5."""
        side = self.align or ("right" if self.kind == "number" else "left")
        return _ALIGN[side] | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Group:
    """A row that heads the rows after it, with a count or note at the right."""

    title: str
    note: str = ""


def frozen_count(columns: Sequence[Column]) -> int:
    """How many leading columns stay when the list is scrolled sideways: the marks and the number. Source: look §5."""
    count = 0
    for column in columns:
        if column.stretch or column.is_optional:
            break
        count += 1
        if column.kind not in _MARKS:
            break
    return count


def cell(row: object, key: str) -> Any:
    """A row's value by name, from an attribute or a mapping; absent is None."""
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)


def shown(value: object, *, year: int | None = None) -> str:
    """A value as words: dates of this year as 5月8日, others 2025-11-08, names joined with 、, nothing as empty."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{shown(value.date(), year=year)} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.month}月{value.day}日" if value.year == (year or date.today().year) else value.isoformat()
    if isinstance(value, tuple | list):
        return "、".join(shown(one, year=year) for one in value)
    return str(getattr(value, "label", value))


def words_of(value: object, column: Column) -> str:
    """A cell's words."""
    if column.kind == "light":
        mark = as_light(value)
        return (mark.words or mark.colour) if mark else ""
    if column.kind == "icon":
        return ""  # a sign only; what it stands for is said in another column
    return shown(value)


def copied(row: object, column: Column) -> str:
    """A cell as it is copied: the full value on one line, dates with their year. Source: look §5."""
    value = cell(row, column.full or column.key)
    if column.kind == "light" and column.words:
        value = cell(row, column.words) or value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    words = value.isoformat() if isinstance(value, date) else words_of(value, column)
    return " ".join(words.split())


@lru_cache(maxsize=1)
def _collator() -> QCollator:
    collator = QCollator(QLocale("zh_CN"))
    collator.setNumericMode(True)
    return collator


def sort_key(value: object, kind: Kind = "text") -> tuple[int, Any]:
    """A key to sort by: the unknown last, lights by urgency, text in Chinese order with 第2号 before 第10号."""
    if value is None or value == "":
        return (1, 0)
    if kind == "light" and not isinstance(value, date | int | float):
        mark = as_light(value)
        token = mark.token if mark else "blue"
        return (0, _URGENCY.index(token) if token in _URGENCY else len(_URGENCY))
    if isinstance(value, datetime):
        return (0, value.timestamp())
    if isinstance(value, date):
        return (0, value.toordinal())
    if isinstance(value, int | float):
        return (0, value)
    return (0, cmp_to_key(_collator().compare)(shown(value)))
