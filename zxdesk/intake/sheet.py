"""The sheets of a foreign file as tables: headings found, rows numbered as Excel shows them, doubtful cells marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from zxdesk.intake.marks import Area, Place, letters
from zxdesk.intake.reader import RawSheet, raw_sheets
from zxdesk.text.normalise import to_half_width

SEARCHED_ROWS = 10
FORMULA_NOTE = "是公式，取表里存的结果"
MERGED_FAULT = "是合并单元格"

Value = str | int | float | date | datetime | bool | None


def read_sheets(path: Path, *, known: Collection[str] = ()) -> list[SheetTable]:
    """Every sheet that holds anything, read in a child process behind the guard of reliability §3.11.

    ``known`` are headings as ``heading_key`` writes them: of the first ten rows the one with most of them is the heading.
    Raises RuleError, one sentence naming the file, when the file cannot be read.
    """
    keys = frozenset(known)
    return [table for sheet in raw_sheets(path) if (table := _table(sheet, keys)) is not None]


def heading_key(text: str) -> str:
    """A heading without its blanks, stars, colons and bracketed hints: "★ 提案者（第一提案人）：" is "提案者"."""
    plain = "".join(to_half_width(text).split()).strip("*★☆:：")
    kept, depth = [], 0
    for character in plain:
        depth += character in "([【"
        if depth == 0:
            kept.append(character)
        depth -= depth > 0 and character in ")]】"
    return "".join(kept).strip("*★☆:：") or plain


def _table(sheet: RawSheet, known: frozenset[str]) -> SheetTable | None:
    rows = sheet["rows"]
    if not any(rows):
        return None
    found = _heading_row(rows, known)
    top, bottom = _heading_span(found, sheet["merged"])
    headings = _headings(rows[top : bottom + 1])
    faults = dict.fromkeys(_merged_places(sheet["merged"], bottom + 1, len(rows)), MERGED_FAULT)
    faults |= {(row, column): text for row, column, text in sheet["faults"]}
    columns = [_Column(column, letters(column), heading) for column, heading in headings.items()]
    formulas = {(row, column) for row, column in sheet["formulas"]}
    table = SheetTable(sheet["name"], tuple(headings.values()), found + 1, [], sheet["hidden"])
    for number in range(bottom + 1, len(rows)):
        cells = _cells(number, rows[number], columns, formulas, faults)
        if any(cell.value is not None or cell.fault != MERGED_FAULT for cell in cells.values()):
            table.rows.append(SheetRow(number + 1, cells))
    return table


def _cells(
    number: int, values: list[object], columns: list[_Column], formulas: set[Place], faults: dict[Place, str]
) -> dict[str, Cell]:
    """The cells of a row that hold a value or a fault, by heading."""
    cells: dict[str, Cell] = {}
    width = len(values)
    for index, letter, heading in columns:
        value = values[index] if index < width else None
        place = (number, index)
        fault = faults.get(place)
        if value is not None or fault is not None:
            cells[heading] = Cell(_value(value), letter, FORMULA_NOTE if place in formulas else None, fault)
    return cells


def _value(value: object) -> Value:
    if isinstance(value, list):
        kind, text = value
        return date.fromisoformat(text) if kind == "d" else datetime.fromisoformat(text)
    assert value is None or isinstance(value, str | int | float | bool)
    return value


def _heading_row(rows: list[list[object]], known: frozenset[str]) -> int:
    """The best of the first rows by known headings, then by the number of texts."""

    def score(number: int) -> tuple[int, int]:
        texts = [heading_key(value) for value in rows[number] if isinstance(value, str)]
        return len(known.intersection(texts)), len(texts)

    return max(range(min(SEARCHED_ROWS, len(rows))), key=lambda number: (score(number), -number))


def _heading_span(found: int, merged: list[Area]) -> tuple[int, int]:
    """The first and last row of a heading of several rows, joined by the cells merged across them."""
    top = bottom = found
    for first, _, last, _ in merged:
        if first <= found <= last < found + SEARCHED_ROWS:
            top, bottom = min(top, first), max(bottom, last)
    return top, bottom


def _headings(rows: list[list[object]]) -> dict[int, str]:
    """Column → heading, the lowest text of a heading of several rows; unnamed columns that hold nothing are dropped."""
    headings: dict[int, str] = {}
    used: set[str] = set()
    for column in range(max(len(row) for row in rows)):
        texts = [str(row[column]) for row in rows if column < len(row) and row[column] is not None]
        text = " ".join(texts[-1].split()) if texts else ""
        if not text:
            continue
        if text in used:
            text = f"{text}（{letters(column)} 列）"
        used.add(text)
        headings[column] = text
    return headings


def _merged_places(merged: list[Area], first: int, end: int) -> Iterator[Place]:
    for top, left, bottom, right in merged:
        for row in range(max(top, first), min(bottom + 1, end)):
            for column in range(left, right + 1):
                yield row, column


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``note`` is a remark on a value that can be used, ``fault`` says why there is none to use."""

    value: Value
    column_letter: str
    note: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that holds something; ``number`` is what Excel shows at its left, empty cells are left out."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet; ``headings`` in the order of the columns, a heading met twice carries its column's letter."""

    name: str
    headings: tuple[str, ...]
    heading_row: int
    rows: list[SheetRow]
    is_hidden: bool = False


class _Column(NamedTuple):
    place: int
    letter: str
    heading: str
