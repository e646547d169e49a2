"""A report as plain values: a title, a period, columns, rows, the convention counted by and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Value = str | int | float | date | None
Kind = Literal["text", "long", "integer", "points", "share", "date"]
Shape = Literal["bar", "column", "pie", "line"]


@dataclass(frozen=True)
class Column:
    """One column; ``width`` in characters of the sheet, ``total`` adds a sum below.

    ``long`` is a whole text: kept in the sheet, left out of print where it stands at the right end. ``points`` is a score with one decimal.
    Neighbours of the same ``group`` stand under one heading. ``ratio`` says what a share's total is: the sums of two columns divided by each
    other, or the sum of one divided by a number.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: float = 12
    total: bool = False
    group: str = ""
    ratio: tuple[str, str | int] | None = None


@dataclass(frozen=True)
class Chart:
    """A chart below the rows: the column its labels stand in, the columns it draws, at most so many rows of the table."""

    shape: Shape
    title: str
    labels: str
    values: tuple[str, ...]
    most: int = 20


@dataclass(frozen=True)
class Table:
    """One sheet of a report. An unknown value is None or "", a share is a fraction of 1.

    ``convention`` (统计口径) and ``notes`` stand below the rows. ``record`` names the column by which a message calls a row,
    ``frozen`` the number of columns that stay in sight, ``pages_wide`` how many sheets of paper lie side by side; ``decimals`` are those of
    its percentages. ``sections`` are headings across the table, by the row they stand before.

    ``behind`` says for each row which figure of ``queries.statistics`` stands in a column, ``total_behind`` the same for the row of totals, so that
    the window can open the list behind a number.
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
    decimals: int = 1
    sections: Mapping[int, str] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
    behind: tuple[Mapping[str, str], ...] = ()
    total_behind: Mapping[str, str] = field(default_factory=dict)
