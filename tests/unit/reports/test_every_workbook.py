"""Every workbook the program writes is one that no spreadsheet program finds anything to repair in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.unit.reports.package_faults import package_faults
from zxdesk.domain.office import Plenary
from zxdesk.queries.builder.spec import read_spec
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.comparison import COMPARISONS
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.query_table import query_table
from zxdesk.reports.table import Chart
from zxdesk.reports.workbook import write_workbook
from zxdesk.reports.year_set import every_kind, write_set, year_set
from zxdesk.sample.bulk import fill_register
from zxdesk.storage.database import create

TODAY = date(2026, 11, 16)
QUERIES: tuple[dict[str, Any], ...] = (
    {"columns": ["number", "title", "category", "lead_unit", "situation"], "group": "category", "show": "list"},
    {"group": "first_sector", "show": "groups"},
    {"pivot": {"rows": "category", "columns": "reply_class"}},
    {"pivot": {"rows": "category", "columns": "lead_unit"}},
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[YearSource]:
    """The last of three plenaries of an invented office."""
    register = create(tmp_path_factory.mktemp("office") / "zxdesk.db")
    fill_register(register.writing, size=1000, seed=7, today=TODAY)
    with register.reading() as session:
        yield YearSource(session, last_plenary(session), today=TODAY)
    register.close()


def last_plenary(session: Session) -> int:
    found = session.scalars(select(Plenary.id).order_by(Plenary.opens_on.desc())).first()
    assert found is not None
    return found


@pytest.mark.parametrize("kind", every_kind(), ids=lambda kind: kind.key)
def test_each_report_alone(kind: ReportKind, source: YearSource, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(kind.build(source), path)
    assert package_faults(path) == []
    assert openpyxl.load_workbook(path).active["A1"].value


def test_the_year_s_set(source: YearSource, tmp_path: Path) -> None:
    path = tmp_path / "全套.xlsx"
    write_set(year_set(source), path)
    assert package_faults(path) == []


@pytest.mark.parametrize("plain", QUERIES, ids=("list", "groups", "pivot", "wide pivot"))
def test_what_a_query_shows(plain: dict[str, Any], source: YearSource, tmp_path: Path) -> None:
    path = tmp_path / "查询.xlsx"
    write_workbook(query_table(source.session, read_spec(plain), today=TODAY), path)
    assert package_faults(path) == []


def test_a_pivot_over_several_sheets_of_paper_says_both_fields_in_its_corner(source: YearSource) -> None:
    table = query_table(source.session, read_spec(QUERIES[-1]), today=TODAY)
    assert table.pages_wide > 1
    assert (table.columns[0].title, {column.group for column in table.columns}) == ("类别＼主办单位", {""})
    assert table.columns[0].width >= 30


@pytest.mark.parametrize("kind", COMPARISONS, ids=lambda kind: kind.key)
def test_years_side_by_side_stand_on_one_sheet_of_paper_and_are_drawn_where_all_names_fit(kind: ReportKind, source: YearSource) -> None:
    table = kind.build(source)
    assert len({column.group for column in table.columns if column.group}) == 3
    assert table.pages_wide == 1
    assert bool(table.charts) == (len(table.rows) <= Chart.most)
