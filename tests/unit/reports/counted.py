"""What tests of reports look at: cells by column, numbers with the lists behind them, sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zxdesk.queries.narrative_figures import list_behind
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.table import Table


def cells(table: Table) -> list[dict[str, Any]]:
    """Every row, its values by the keys of the columns."""
    return [{column.key: value for column, value in zip(table.columns, row, strict=True)} for row in table.rows]


def linked(table: Table) -> Iterator[tuple[str, Any, str]]:
    """Column, count and figure of each count that opens a list."""
    assert len(table.behind) == len(table.rows)
    kinds = {column.key: column.kind for column in table.columns}
    for row, behind in zip(cells(table), table.behind, strict=True):
        assert behind.keys() <= kinds.keys()
        yield from ((key, row[key], figure) for key, figure in behind.items() if kinds[key] == "integer")


def listed(source: YearSource, figure: str) -> int:
    """How many proposals or members are behind a figure."""
    return len(list_behind(source.session, source.plenary_id, figure, today=source.today).ids)


def total(table: Table, key: str) -> int:
    """What the formula below a column of counts gives."""
    assert next(column for column in table.columns if column.key == key).total
    return sum(row[key] or 0 for row in cells(table))
