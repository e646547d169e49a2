"""What a query shows is written whole: lists in sections, groups with totals, cross tables under two headings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import Cabinet
from tests.unit.queries.varied_register import SIZE, fill
from zxdesk.domain.base import Base
from zxdesk.queries.builder.pivot import groups, pivot
from zxdesk.queries.builder.spec import read_spec
from zxdesk.reports.query_table import query_table
from zxdesk.reports.table import Table
from zxdesk.reports.workbook import write_workbook

TODAY = date(2026, 6, 10)


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A register with every field in use, made once."""
    engine = create_engine(f"sqlite+pysqlite:///{tmp_path_factory.mktemp('varied') / 'register.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        fill(Cabinet(session))
        yield session
    engine.dispose()


def made(session: Session, plain: dict[str, Any]) -> Table:
    return query_table(session, read_spec(plain), today=TODAY, title="试查")


def cells(table: Table, path: Path) -> list[list[Any]]:
    assert write_workbook(table, path) == ()
    return [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]


def test_a_list_is_written_as_shown_with_its_conditions_in_words(varied: Session, tmp_path: Path) -> None:
    of_stage = {"of": [{"field": "状态", "test": "不属于", "value": ["草稿"]}]}
    table = made(varied, {"where": of_stage, "columns": ["提案号", "案由", "提案者", "提交日期", "重办次数", "灯"]})
    found = cells(table, tmp_path / "清单.xlsx")
    assert found[0][0] == "试查"
    assert found[1][0] == f"状态不属于草稿　　数据截至2026年6月10日　　共 {len(table.rows)} 件"
    assert found[2] == ["提案号", "案由", "提案者", "提交日期", "重办次数", "灯"]
    assert len(found) == 3 + len(table.rows)


def test_a_grouped_list_stands_in_sections_and_counts_each_proposal_once(varied: Session, tmp_path: Path) -> None:
    table = made(varied, {"columns": ["收件号", "案由", "承办单位"], "group": "承办单位"})
    assert f"共 {SIZE} 件" in table.period
    assert list(table.sections.values())[-1].startswith("未填（")
    counted = [int(said.partition("（")[2].partition(" 件")[0]) for said in table.sections.values()]
    assert sum(counted) == len(table.rows) > SIZE
    starts = [*table.sections, len(table.rows)]
    for (start, said), end in zip(table.sections.items(), starts[1:], strict=True):
        name = said.partition("（")[0]
        assert all((name in str(row[2])) if name != "未填" else not row[2] for row in table.rows[start:end])
    assert table.convention == "一件提案有几个承办单位的，在每个里各计一次，合计按件不重复。"
    found = cells(table, tmp_path / "分节.xlsx")
    assert [row[0] for row in found if row[0] in table.sections.values()] == list(table.sections.values())


def test_groups_of_one_value_have_formulas_below_and_others_a_total_that_counts_once(varied: Session, tmp_path: Path) -> None:
    single = cells(made(varied, {"group": "类别", "show": "groups"}), tmp_path / "类别.xlsx")
    total = next(row for row in single if str(row[0]).startswith("合计"))
    assert str(total[1]).startswith("=S")
    several = made(varied, {"group": "界别", "show": "groups"})
    found = groups(varied, read_spec({"group": "界别", "show": "groups"}), today=TODAY)
    assert several.rows[-1] == ("合计（按件不重复）", SIZE, 1.0, found.total.undertakings, found.total.days)
    assert sum(int(str(row[1])) for row in several.rows[:-1]) > SIZE
    assert not any(column.total for column in several.columns)


def test_a_cross_table_stands_under_two_headings(varied: Session, tmp_path: Path) -> None:
    plain = {"pivot": {"rows": "类别", "columns": "办理类别"}}
    table, found = made(varied, plain), pivot(varied, read_spec(plain), today=TODAY)
    rows = cells(table, tmp_path / "交叉.xlsx")
    assert rows[2][:2] == ["类别", "办理类别"]
    assert rows[3][1 : 1 + len(found.columns)] == [heading.words for heading in found.columns]
    for row, heading in zip(rows[4:], found.rows, strict=False):
        assert row[0] == heading.words
        assert row[1 : len(found.columns) + 2] == [
            *(found.cells.get((heading.value, column.value), 0) for column in found.columns), found.row_totals[heading.value]
        ]  # fmt: skip
    assert table.convention.startswith("件数。")


def test_average_days_have_the_average_of_all_below_and_no_sum(varied: Session) -> None:
    table = made(varied, {"pivot": {"rows": "承办单位", "columns": "届次", "measure": "days"}})
    assert table.rows[-1][0] == "全部"
    assert not any(column.total for column in table.columns)
    assert {column.kind for column in table.columns[1:]} == {"points"}
