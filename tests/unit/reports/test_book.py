"""The workbook of the year: a list with links, a sheet a table, charts that show what stands in the cells."""

from __future__ import annotations

import dataclasses
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.unit.reports.package_faults import package_faults
from zxdesk.domain.errors import RuleError
from zxdesk.reports.book import write_book
from zxdesk.reports.sheet_names import sheet_names
from zxdesk.reports.table import Chart, Column, Shape, Table, Value
from zxdesk.reports.workbook import write_workbook

COLUMNS = (
    Column("name", "类别", width=20),
    Column("count", "收到", "integer", 10, total=True, group="件数"),
    Column("filed", "立案", "integer", 10, total=True, group="件数"),
    Column("share", "占比", "share", 10, ratio=("count", 40)),
    Column("rate", "立案率", "share", 10, ratio=("filed", "count")),
)
ROWS: tuple[tuple[Value, ...], ...] = (("经济建设", 24, 20, 0.6, 20 / 24), ("社会建设", 12, 12, 0.3, 1.0), ("=其他", 4, 0, 0.1, 0.0))
SHAPES: tuple[Shape, ...] = ("bar", "column", "pie", "line")


def categories(*charts: Chart, rows: tuple[tuple[Value, ...], ...] = ROWS, **others: Any) -> Table:
    return Table(
        "提案分类统计表", "十届二次会议", COLUMNS, rows, convention="占比以收到的 40 件为分母。", notes=("并案不计入。",), charts=charts, **others
    )


def chart(shape: Shape, *values: str, most: int = 20) -> Chart:
    return Chart(shape, "各类别件数", "name", values or ("count",), most)


def book_of(path: Path, *tables: Table) -> Any:
    write_book("2026年度提案统计报表", tables, path)
    assert package_faults(path) == []
    return openpyxl.load_workbook(path)


def chart_of(path: Path) -> Any:
    """The only chart of a workbook, as it is read back."""
    [found] = openpyxl.load_workbook(path).active._charts
    return found


def test_the_conventions_stand_below_the_list(tmp_path: Path) -> None:
    path = tmp_path / "年报.xlsx"
    write_book("2026年度提案统计报表", [categories()], path, convention="各项占比以立案件数为分母；百分比取一位小数。")
    assert openpyxl.load_workbook(path)["目录"].cell(5, 1).value == "统计口径：各项占比以立案件数为分母；百分比取一位小数。"


def test_the_first_sheet_lists_the_reports_and_leads_to_them(tmp_path: Path) -> None:
    listed = Table("提案目录", "", (Column("number", "号"),), (("0001",), ("0002",)))
    book = book_of(tmp_path / "年报.xlsx", categories(), listed)
    assert book.sheetnames == ["目录", "提案分类统计表", "提案目录"]
    first = book["目录"]
    assert [row[:3] for row in first.iter_rows(min_row=1, values_only=True)] == [
        ("2026年度提案统计报表", None, None), ("共 2 张表", None, None), ("序号", "报表", "行数"), (1, "提案分类统计表", 3), (2, "提案目录", 2),
    ]  # fmt: skip
    assert [first.cell(row, 2).hyperlink.location for row in (4, 5)] == ["'提案分类统计表'!A1", "'提案目录'!A1"]
    assert [first.cell(row, 2).hyperlink.target for row in (4, 5)] == [None, None]
    assert first.cell(4, 2).font.underline == "single"


def test_each_sheet_of_the_book_is_the_sheet_the_table_has_alone(tmp_path: Path) -> None:
    book = book_of(tmp_path / "年报.xlsx", categories(chart("bar")), categories(sections={1: "其中"}, decimals=2))
    for at, table in ((1, categories(chart("bar"))), (2, categories(sections={1: "其中"}, decimals=2))):
        write_workbook(table, tmp_path / "单表.xlsx")
        alone, sheet = openpyxl.load_workbook(tmp_path / "单表.xlsx").active, book.worksheets[at]
        assert [[(cell.value, cell.number_format, cell.font.name) for cell in row] for row in alone.iter_rows()] == [
            [(cell.value, cell.number_format, cell.font.name) for cell in row] for row in sheet.iter_rows()
        ]
        assert {str(one) for one in alone.merged_cells.ranges} == {str(one) for one in sheet.merged_cells.ranges}
        assert (alone.print_title_rows, alone.freeze_panes) == (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$4", "A5")
        assert alone.print_area.partition("!")[2] == sheet.print_area.partition("!")[2]


def test_the_period_stands_on_the_list_where_it_is_one_for_all(tmp_path: Path) -> None:
    book = book_of(tmp_path / "年报.xlsx", categories(), categories())
    assert book["目录"]["A2"].value == "十届二次会议"


def test_sheets_have_names_that_programs_take() -> None:
    assert sheet_names(["一/二:三", "一二三", "History", "目录", "", "'"], taken=["目录"]) == [
        "一二三", "一二三（2）", "History（2）", "目录（2）", "报表", "报表（2）",
    ]  # fmt: skip
    long = "中国人民政治协商会议云溪县第十届委员会第二次会议承办单位办理情况汇总表"
    first, second = sheet_names([long, long])
    assert first.endswith("承办单位办理情况汇总表")
    assert second.endswith("承办单位办理情况汇总表（2）")
    assert len(first) == len(second) == 31
    [rare] = sheet_names(["𠮷" * 20])
    assert len(rare.encode("utf-16-le")) // 2 <= 31


def test_a_book_takes_the_names_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "年报.xlsx"
    write_book("年报", [categories(), categories()], path, names=["1 分类", "2 分类"])
    assert openpyxl.load_workbook(path).sheetnames == ["目录", "1 分类", "2 分类"]


def test_messages_of_a_book_name_the_sheet(tmp_path: Path) -> None:
    bad = categories(rows=(("经济\x07", 1, 1, None, None),))
    assert write_book("年报", [categories(), bad], tmp_path / "年报.xlsx", names=["甲", "乙"]) == (
        "“乙”表第 1 行的“类别”去掉了 1 个不能显示的控制字符。",
    )
    with pytest.raises(RuleError, match="“乙”表第 1 行的“类别”有 32,768 字"):
        write_book("年报", [categories(), categories(rows=(("长" * 32_768, 1, 1, None, None),))], tmp_path / "年报.xlsx", names=["甲", "乙"])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_chart_draws_the_cells_and_keeps_what_it_shows(shape: Shape, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(categories(chart(shape, "count", most=2)), path)
    assert package_faults(path) == []
    found = chart_of(path)
    [series] = found.series
    assert series.val.numRef.f == "'提案分类统计表'!$B$5:$B$6"
    assert series.cat.strRef.f == "'提案分类统计表'!$A$5:$A$6"
    assert series.tx.strRef.f == "'提案分类统计表'!$B$4"
    assert [point.v for point in series.val.numRef.numCache.pt] == [24, 12]
    assert [point.v for point in series.cat.strRef.strCache.pt] == ["经济建设", "社会建设"]
    assert found.title.tx.rich.p[0].r[0].t == "各类别件数"
    assert found.legend is None
    assert series.dLbls.showVal


def test_several_series_have_a_legend_and_many_points_no_labels(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    rows = tuple((f"类别{at}", at + 1, at, 0.1, 0.1) for at in range(30))
    write_workbook(categories(chart("column", "count", "filed"), rows=rows), path)
    found = chart_of(path)
    assert found.legend.position == "b"
    assert [series.tx.strRef.strCache.pt[0].v for series in found.series] == ["收到", "立案"]
    assert [series.dLbls for series in found.series] == [None, None]
    assert found.y_axis.delete is False


@pytest.mark.parametrize(("key", "most", "rate"), [("rate", 1, 1.0), ("rate", None, 1.2), ("count", None, 1.0)])
def test_shares_of_a_whole_are_drawn_up_to_all_of_it(key: str, most: int | None, rate: float, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(categories(chart("bar", key), rows=(("经济建设", 24, 20, 0.6, rate),)), path)
    assert chart_of(path).y_axis.scaling.max == most


def test_series_whose_columns_are_called_alike_are_named_by_the_group_above(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    years = ("十届一次（2025）", "十届二次（2026）")
    filed = [Column(f"{key}{at}", title, "integer", 8, group=year) for at, year in enumerate(years) for key, title in (("r", "收到"), ("f", "立案"))]
    table = Table("对比表", "", (Column("name", "类别"), *filed), (("教育", 3, 2, 5, 4),), charts=(Chart("column", "立案", "name", ("f0", "f1")),))
    write_workbook(table, path)
    assert package_faults(path) == []
    series = chart_of(path).series
    assert [one.tx.strRef.strCache.pt[0].v for one in series] == list(years)
    sheet = openpyxl.load_workbook(path).active
    assert [sheet[one.tx.strRef.f.rpartition("!")[2].replace("$", "")].value for one in series] == list(years)


def test_a_chart_of_shares_is_labelled_as_the_cells_are(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(categories(chart("pie", "share"), decimals=2), path)
    labels = chart_of(path).series[0].dLbls
    assert (labels.numFmt, labels.showVal, labels.showPercent, labels.showCatName) == ("0.00%", True, False, True)


def test_charts_stand_below_the_notes_each_in_a_row_that_is_printed_whole(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(categories(chart("bar"), chart("pie")), path)
    sheet = openpyxl.load_workbook(path).active
    last_note = max(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "并案不计入。")
    places = [(one.anchor._from.row + 1, one.anchor.to.row) for one in sheet._charts]
    assert places == [(last_note + 1, last_note + 1), (last_note + 2, last_note + 2)]
    assert all(200 <= sheet.row_dimensions[row].height <= 409 for row, _ in places)
    assert sheet.print_area.endswith(f"$A$1:$E${last_note + 2}")
    assert all(one.anchor.to.col < len(COLUMNS) for one in sheet._charts)


def test_charts_of_a_wide_table_stand_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    wide = dataclasses.replace(categories(chart("bar"), chart("pie"), chart("line")), columns=tuple(
        dataclasses.replace(column, width=27) for column in COLUMNS
    ))  # fmt: skip
    write_workbook(wide, path)
    first, second, third = (one.anchor for one in openpyxl.load_workbook(path).active._charts)
    assert first._from.row == second._from.row == third._from.row - 1
    assert (first.to.col, first.to.colOff) < (second._from.col, second._from.colOff)


@pytest.mark.parametrize("rows", [(), (("甲", 0, 0, None, None),), (("甲", None, 0, None, None),)])
def test_a_chart_of_nothing_is_left_out(rows: tuple[tuple[Value, ...], ...], tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(categories(chart("bar"), rows=rows), path)
    assert openpyxl.load_workbook(path).active._charts == []
    assert package_faults(path) == []


def test_a_chart_draws_the_rows_of_every_section_and_no_heading(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(categories(chart("bar"), sections={0: "一、甲", 2: "二、乙"}), path)
    assert package_faults(path) == []
    series = chart_of(path).series[0]
    assert series.val.numRef.f == "('提案分类统计表'!$B$6:$B$7,'提案分类统计表'!$B$9)"
    assert series.cat.strRef.f == "('提案分类统计表'!$A$6:$A$7,'提案分类统计表'!$A$9)"
    assert [point.v for point in series.val.numRef.numCache.pt] == [24, 12, 4]


def test_texts_of_users_are_nowhere_more_than_texts(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    evil = "=cmd|' /C calc'!A0"
    table = Table(
        evil, evil, (Column("name", evil, group=evil), Column("count", "+1", "integer", group=evil, total=True)), ((evil, 3),), convention=evil,
        notes=(evil,), sections={0: evil}, charts=(Chart("bar", evil, "name", ("count",)),),
    )  # fmt: skip
    book = book_of(path, table)
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == ["=SUM(B5:B6)"]
    with zipfile.ZipFile(path) as package:
        charts = package.read("xl/charts/chart1.xml").decode()
    assert "<f>'=cmd" in charts.replace("c:", ""), "the name of the sheet is quoted"
