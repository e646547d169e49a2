"""The year's workbook of a real register, reckoned anew by LibreOffice, comes to what Python adds up."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from tests.unit.reports.package_faults import package_faults
from zxdesk.domain.office import Office
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.book import write_book
from zxdesk.reports.table import Chart, Column, Table, Value
from zxdesk.reports.year_set import annual_kinds, built
from zxdesk.sample.bulk import fill_register
from zxdesk.storage.database import create

TODAY = date(2026, 11, 16)
KEPT_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")
HARD = Table(
    "难算的表", "2026年",
    (
        Column("unit", "=单位", width=20), Column("lead", "主办", "integer", total=True, group="件数"), Column("co", "会办", "integer", group="件数"),
        Column("points", "得分", "points", total=True), Column("rate", "比率", "share", ratio=("co", "lead")),
        Column("part", "占比", "share", ratio=("lead", 7)), Column("none", "空", "share", ratio=("co", "zero")),
        Column("zero", "零", "integer", total=True),
    ),
    (
        ("=1+1", 3, 1, 0.1, None, None, None, 0), ("12", 4, 2, 0.2, 0.5, None, None, 0), ("", None, 10**16, 87.35, None, None, None, None),
        ("丙", 10**14, 5, -1.5, None, None, None, 0),
    ),
    sections={0: "99", 2: "=2+2", 4: "100"}, charts=(Chart("pie", "主办", "unit", ("lead",)),), notes=("说明。",),
)  # fmt: skip
"""Texts that look like numbers or formulas, a number too long for a cell, headings across, nothing to divide by."""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Table]:
    register = create(tmp_path_factory.mktemp("register") / "zxdesk.db")
    fill_register(register.writing, size=300, seed=7, today=TODAY)
    with register.reading() as session:
        plenary = session.scalars(select(Office.current_plenary_id)).one()
        assert plenary is not None
        made = built(annual_kinds(), YearSource(session, plenary, today=TODAY))
    register.close()
    return [*made, HARD]


@pytest.fixture(scope="module")
def book(tables: list[Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "年报.xlsx"
    assert write_book("2026年度提案统计报表", tables, path) == ()
    return path


def added(table: Table, key: str) -> int | float:
    """What the numbers of a column come to, added up one by one."""
    at = [column.key for column in table.columns].index(key)
    return sum(value for row in table.rows if isinstance(value := row[at], int | float) and abs(value) < 10**15)


def expected_totals(table: Table) -> Iterator[tuple[int, float | None]]:
    """The place of each column with a total, and what it must come to."""
    for at, column in enumerate(table.columns, start=1):
        if column.ratio:
            part, base = column.ratio
            whole = added(table, base) if isinstance(base, str) else base
            yield at, added(table, part) / whole if whole else None
        elif column.total:
            yield at, added(table, column.key)


def total_row(sheet: Any) -> Sequence[Any]:
    """The cells of the row of totals: the only row with formulas."""
    [row] = [row for row in sheet.iter_rows() if any(cell.data_type == "f" for cell in row)]
    return [cell.coordinate for cell in row]


def without_results(path: Path, target: Path) -> Path:
    """A copy whose formulas have no kept results, so that whoever shows one has reckoned it."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, KEPT_RESULT.sub(rb"\1", source.read(name)))
    return target


def test_the_set_has_reports_with_totals(tables: list[Table]) -> None:
    assert sum(any(column.total for column in table.columns) and bool(table.rows) for table in tables) > 5


def test_no_program_finds_anything_to_repair(book: Path) -> None:
    assert package_faults(book) == []


def test_the_totals_kept_in_the_file_are_what_python_adds_up(book: Path, tables: list[Table]) -> None:
    check_totals(openpyxl.load_workbook(book), openpyxl.load_workbook(book, data_only=True), tables)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.timeout(300)
def test_libreoffice_reckons_the_same_totals(book: Path, tables: list[Table], tmp_path: Path) -> None:
    bare = without_results(book, tmp_path / "bare.xlsx")
    assert total_of(openpyxl.load_workbook(bare, data_only=True).worksheets[-1], "B") is None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    check_totals(openpyxl.load_workbook(book), openpyxl.load_workbook(tmp_path / "out" / "bare.xlsx", data_only=True), tables)


def check_totals(formulas: Any, results: Any, tables: list[Table]) -> None:
    """Compare the results in the sheets with what the tables come to; nothing may be left out."""
    checked = 0
    for table, sheet, found in zip(tables, formulas.worksheets[1:], results.worksheets[1:], strict=True):
        totals = list(expected_totals(table)) if table.rows else []
        if not totals:
            continue
        cells = total_row(sheet)
        for at, value in totals:
            assert same(found[cells[at - 1]].value, value), f"{table.title}, {table.columns[at - 1].title}"
            checked += 1
    assert checked > 40


def total_of(sheet: Any, letter: str) -> Value:
    """The last number kept in a column."""
    found: Value = sheet[f"{letter}{max(cell.row for cell in sheet['A'] if cell.value == '合计')}"].value
    return found


def same(found: Any, value: float | None) -> bool:
    """Whether a cell shows a number, nothing being an empty text."""
    return found in (None, "") if value is None else found == pytest.approx(value, rel=1e-9, abs=1e-12)
