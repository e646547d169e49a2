"""The reports of a year together: built from one source, written as one workbook or as a workbook each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zxdesk.queries.roomy import roomy
from zxdesk.queries.uncollected import uncollected
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.book import write_book
from zxdesk.reports.catalog import REPORT_KINDS, contents
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Table
from zxdesk.reports.workbook import write_workbook

Reached = Callable[[int, int], object]
"""Told how many of how many are done; may raise to stop."""


def annual_kinds() -> tuple[ReportKind, ...]:
    """The reports of the year's set, in their order."""
    return tuple(kind for _group, kinds in contents() for _number, kind in kinds if kind.is_annual)


@dataclass(frozen=True)
class YearSet:
    """The year's reports with what stands before them: a title and the conventions all of them are counted by."""

    title: str
    convention: str
    kinds: tuple[ReportKind, ...]
    tables: tuple[Table, ...]


def year_set(source: YearSource, reached: Reached = lambda _done, _every: None) -> YearSet:
    """Build the reports of the year's set."""
    title = f"{source.plenary.full_name or source.plenary.name}提案统计报表"
    return YearSet(title, source.convention(), annual_kinds(), tuple(built(annual_kinds(), source, reached)))


def built(kinds: Sequence[ReportKind], source: YearSource, reached: Reached = lambda _done, _every: None) -> list[Table]:
    """Build these reports; what several of them need is read once."""
    tables = []
    with roomy(source.session), uncollected():
        for at, kind in enumerate(kinds):
            reached(at, len(kinds))
            tables.append(kind.build(source))
    return tables


def write_set(made: YearSet, path: Path) -> tuple[str, ...]:
    """Write the set as one workbook whose sheets have the names of the reports; return a sentence for each text altered."""
    with uncollected():
        return write_book(made.title, made.tables, path, names=[kind.name for kind in made.kinds], convention=made.convention)


def write_each(kinds: Sequence[ReportKind], tables: Sequence[Table], folder: Path, reached: Reached = lambda _done, _every: None) -> tuple[str, ...]:
    """Write each table as a workbook of its own; return a sentence for each text altered, with the report's name before it."""
    notes = []
    for at, (kind, table) in enumerate(zip(kinds, tables, strict=True)):
        reached(at, len(kinds))
        notes += [f"{kind.name}：{note}" for note in write_workbook(table, folder / file_name(kind))]
    return tuple(notes)


def file_name(kind: ReportKind) -> str:
    """What the workbook of a report is called when each has its own, in the order of the catalogue."""
    order = [kind.key for _group, kinds in contents() for _number, kind in kinds]
    return f"{order.index(kind.key) + 1:02d}{kind.name}.xlsx"


def every_kind() -> tuple[ReportKind, ...]:
    """Every report, in the order of the catalogue."""
    assert len(REPORT_KINDS) == sum(len(kinds) for _group, kinds in contents()), "a report stands under a heading that is not offered"
    return tuple(kind for _group, kinds in contents() for _number, kind in kinds)
