"""A report's table as the lines one reads: rows under their sections, the totals, the convention and the notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zxdesk.domain.rounding import percent
from zxdesk.reports.sheet_plan import SheetPlan
from zxdesk.reports.table import Kind, Table, Value
from zxdesk.reports.totals import totals

_TEXTS = ("text", "long")


@dataclass(frozen=True)
class Line:
    """One line: a row of the table (``at`` is its place), the totals, or a text over all columns."""

    kind: Literal["row", "total", "section", "note"]
    at: int = -1
    text: str = ""


class PrintedLines:
    """What stands where, in words, and which figure is behind it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        plan = SheetPlan("", table)
        self._totals = [total.value if total else None for total in totals(plan)] if plan.has_totals else []
        self.lines = tuple(_lines(plan))
        self.row_name = _row_name(table)

    def words(self, line: Line, column: int) -> str:
        """What a cell says; texts over all columns stand in the first one."""
        if line.kind in ("section", "note"):
            return line.text if column == 0 else ""
        return words_of(self._value(line, column), self.table.columns[column].kind, self.table.decimals)

    def figure(self, line: Line, column: int) -> str:
        """The key of the figure behind a cell; empty where nothing is counted."""
        behind = self.table.total_behind if line.kind == "total" else self._behind(line)
        key = behind.get(self.table.columns[column].key, "")
        return key if key and self._value(line, column) not in (None, "", 0) else ""

    def name(self, line: Line, column: int) -> str:
        """What the list behind a cell is called, such as 县教育局 · 主办已复."""
        head = self.table.columns[column]
        own = "合计" if line.kind == "total" else str(self.table.rows[line.at][self.row_name] or "") if line.at >= 0 else ""
        what = head.title if not head.group or head.group in head.title else f"{head.group}{head.title}"
        return f"{own} · {what}" if own and column != self.row_name else own or what

    def head(self, column: int) -> str:
        """A column's heading on one line, with that of its group before it."""
        head = self.table.columns[column]
        return f"{head.group} {head.title}" if head.group else head.title

    def text(self) -> str:
        """The whole table as tab-separated text, as a sheet takes it."""
        every = range(len(self.table.columns))
        rows = ["\t".join(_flat(self.head(at)) for at in every)]
        for line in self.lines:
            if line.kind in ("section", "note"):
                rows.append(_flat(line.text))
            else:
                rows.append("\t".join(_flat(self.words(line, at)) for at in every))
        return "\n".join((_flat(self.table.title), _flat(self.table.period), *rows))

    def _value(self, line: Line, column: int) -> Value:
        if line.kind == "total":
            return "合计" if column == 0 and self._totals[0] is None else self._totals[column]
        return self.table.rows[line.at][column] if line.kind == "row" else None

    def _behind(self, line: Line) -> dict[str, str]:
        return dict(self.table.behind[line.at]) if line.kind == "row" and line.at < len(self.table.behind) else {}


def words_of(value: Value, kind: Kind, decimals: int) -> str:
    """A value as the sheet prints it."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if kind == "share":
        return percent(value, decimals)
    return f"{value:.1f}" if kind == "points" else str(value)


def _lines(plan: SheetPlan) -> Iterator[Line]:
    count = len(plan.table.rows)
    for at in range(count + 1):
        if at in plan.sections:
            yield Line("section", text=plan.sections[at])
        if at < count:
            yield Line("row", at)
    if plan.has_totals:
        yield Line("total")
    for text in plan.notes:
        yield Line("note", text=text)


def _row_name(table: Table) -> int:
    """The column a row is called by: the one named, or the first with words in it."""
    named = [at for at, column in enumerate(table.columns) if column.key == table.record]
    texts = [at for at, column in enumerate(table.columns) if column.kind in _TEXTS and column.key not in ("at", "order", "rank")]
    return (named or texts or [0])[0]


def _flat(words: str) -> str:
    return " ".join(words.split())
