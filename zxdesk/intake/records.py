"""Rows of a foreign sheet as records: every row either read in full or refused once, with its place and reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from zxdesk.domain.errors import RuleError
from zxdesk.intake.mapping import Column, Match, known_keys, match_columns, missing_sentence
from zxdesk.intake.marks import NOT_COMPUTED
from zxdesk.intake.refusal import Refusal
from zxdesk.intake.sheet import MERGED_FAULT, SheetRow, SheetTable, read_sheets
from zxdesk.intake.values import EMPTY, leaves_names_out, read_value

Row = TypeVar("Row")

ENOUGH_HEADINGS = 3
TOTALS = ("合计", "总计", "共计", "小计", "累计")
COUNT = re.compile(r"\s*\d+\s*[件个人]?\s*")
ADVICE = {
    MERGED_FAULT: "取消合并，每行填全后再导入。",
    NOT_COMPUTED: "在 WPS 或 Excel 里打开存一次，或改成数值后再导入。",
}


@dataclass(frozen=True)
class Gathered(Generic[Row]):
    """What a file gave: records, refusals, headings nobody knows, remarks on the file."""

    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]
    unknown_columns: tuple[str, ...]
    notes: tuple[str, ...]


def read_records(path: Path, columns: Sequence[Column], build: Callable[..., Row], *, today: date) -> Gathered[Row]:
    """Every row of every sheet that has the headings, given to ``build`` by field name.

    RuleError, one sentence, when no sheet can be used or one lacks a required heading.
    """
    tables = read_sheets(path, known=known_keys(columns))
    notes: list[str] = []
    rows: list[Row] = []
    refused: list[Refusal] = []
    unknown: dict[str, None] = {}
    for table, match in _usable(path, tables, columns, notes):
        unknown.update(dict.fromkeys(match.unknown))
        for row in table.rows:
            if _is_total(row, match):
                notes.append(f"工作表“{table.name}”第 {row.number} 行是合计，没有当作记录。")
                continue
            outcome = _read_row(table, row, match, columns, today)
            if isinstance(outcome, Refusal):
                refused.append(outcome)
            else:
                rows.append(build(**outcome))
    if not rows and not refused:
        notes.append("标题下面没有一行记录。")
    return Gathered(tuple(rows), tuple(refused), tuple(unknown), tuple(notes))


def _usable(
    path: Path, tables: list[SheetTable], columns: Sequence[Column], notes: list[str]
) -> list[tuple[SheetTable, Match]]:
    """The sheets to read. One that is plainly meant and lacks a heading stops the file: half a ledger is worse than none."""
    if not tables:
        raise RuleError(f"“{path.name}”里一个字也没有。核对是否选错了文件。")
    usable: list[tuple[SheetTable, Match]] = []
    lacking: list[tuple[SheetTable, Match]] = []
    for table in tables:
        if table.is_hidden:
            notes.append(f"工作表“{table.name}”是隐藏的，没有读。要导入先取消隐藏。")
            continue
        match = match_columns(table, columns)
        if not match.missing:
            usable.append((table, match))
        else:
            lacking.append((table, match))
    for table, match in lacking:
        if not usable or len(match.found) >= ENOUGH_HEADINGS:
            best = max(lacking, key=lambda pair: len(pair[1].found))
            raise RuleError(f"“{path.name}”的{missing_sentence(best[0], best[1].missing)}")
        names = "".join(f"“{name}”" for name in match.missing)
        notes.append(f"工作表“{table.name}”没有{names}标题，没有读。")
    if not usable:
        raise RuleError(f"“{path.name}”的工作表都是隐藏的。取消隐藏后再导入。")
    return usable


def _is_total(row: SheetRow, match: Match) -> bool:
    """A row that begins with 合计 or the like and has a count or nothing where a record has its name."""
    first = next((cell.value for cell in row.cells.values() if cell.value is not None), None)
    if not (isinstance(first, str) and _is_total_word(first)):
        return False
    required = (row.cells.get(heading) for heading, column in match.found.items() if column.required)
    texts = (cell.value for cell in required if cell is not None and isinstance(cell.value, str))
    return all(_is_total_word(text) or COUNT.fullmatch(text) for text in texts)


def _is_total_word(text: str) -> bool:
    return "".join(text.split()).startswith(TOTALS)


def _read_row(
    table: SheetTable, row: SheetRow, match: Match, columns: Sequence[Column], today: date
) -> dict[str, Any] | Refusal:
    """The fields of a row by name, or its refusal."""
    fields: dict[str, Any] = {column.field: EMPTY[column.kind] for column in columns}
    faults: list[tuple[str, str]] = []
    notes: list[str] = []
    for heading, column in match.found.items():
        cell = row.cells.get(heading)
        if cell is None:
            if column.required:
                faults.append((heading, "没有填。补上后再导入。"))
            continue
        if cell.fault is not None:
            faults.append((heading, f"{cell.fault}。{ADVICE.get(cell.fault, '改正或清空这一格后再导入。')}"))
            continue
        try:
            value = read_value(cell, column, today=today)
        except ValueError as error:
            faults.append((heading, f"：{error}"))
            continue
        if column.required and not value:
            faults.append((heading, "没有填。补上后再导入。"))
        if cell.note is not None:
            notes.append(f"“{heading}”{cell.note}")
        if column.kind == "names" and leaves_names_out(cell):
            notes.append(f"“{heading}”写了“等”，没有写出姓名的人没有读入")
        fields[column.field] = value
    if faults:
        return Refusal(table.name, row.number, faults[0][0], _reason(row.number, faults))
    filled = frozenset(column.field for column in match.found.values())
    return fields | {"sheet": table.name, "row": row.number, "filled": filled, "notes": tuple(notes)}


def _reason(number: int, faults: list[tuple[str, str]]) -> str:
    heading, text = faults[0]
    others = "".join(f"“{name}”" for name, _ in faults[1:4])
    more = f"同一行还有{others}{'等' if len(faults) > 4 else ''}要改。" if others else ""
    return f"第 {number} 行“{heading}”{text}{more}"
