"""A report as plain values: a title, a period, columns, rows, the convention counted by and notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Value = str | int | float | date | None
Kind = Literal["text", "long", "integer", "share", "date"]


@dataclass(frozen=True)
class Column:
    """One column; ``width`` in characters of the sheet, ``total`` adds a sum below.

    ``long`` is a whole text: kept in the sheet, left out of print where it stands at the right end.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: float = 12
    total: bool = False


@dataclass(frozen=True)
class Table:
    """One sheet of a report. An unknown value is None or "", a share is a fraction of 1.

    ``convention`` (统计口径) and ``notes`` stand below the rows. ``record`` names the column by which a message calls a row,
    ``frozen`` the number of columns that stay in sight, ``pages_wide`` how many sheets of paper lie side by side.
    """

    title: str
    period: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    convention: str = ""
    notes: tuple[str, ...] = ()
    record: str | None = None
    frozen: int = 0
    pages_wide: int = 1
