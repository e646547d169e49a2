"""What is written to a sheet is what is read from it."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from zxdesk.domain.errors import RuleError
from zxdesk.reports import package
from zxdesk.reports.pen import Pen
from zxdesk.reports.sheet_plan import HEADING_ROW, SheetPlan
from zxdesk.reports.sheet_rows import sheet_data
from zxdesk.reports.spelling import Spelling
from zxdesk.reports.table import Column, Kind, Table, Value
from zxdesk.reports.workbook import write_workbook
from zxdesk.text.printable import printable

FIRST = HEADING_ROW + 1


def table_of(*values: Value, kind: Kind = "text") -> Table:
    return Table("表", "2026年", (Column("value", "值", kind),), tuple((value,) for value in values))


def share_table() -> Table:
    return Table(
        "提案分类统计表",
        "2026年3月2日至12月20日",
        (Column("name", "类别", width=20), Column("count", "件数", "integer", 10, total=True), Column("share", "占比", "share", 10)),
        (("经济建设", 104, 0.4), ("社会建设", 156, 0.6)),
        convention="占比以立案 260 件为分母。",
        notes=("并案不计入。",),
    )


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@SUM", "＝1", "＋1", "－1", "＠甲", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(text), path)
    cell = openpyxl.load_workbook(path).active.cell(FIRST, 1)
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.number_format) == (text, "s", True, "@")


@pytest.mark.parametrize("text", ["0012", "1/2", "610100199001011234", "2026-03-02", "㛃䶮𠮷𬭊", "a\nb", "  两端空白  ", "_x0041_", "<f>&"])
def test_text_is_read_back_character_for_character(text: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert write_workbook(table_of(text), path) == ()
    cell = openpyxl.load_workbook(path).active.cell(FIRST, 1)
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert cell.value == text.replace("_x0041_", "_x005F_x0041_")


def test_control_characters_go_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    notes = write_workbook(table_of("甲\x00乙\x07", "丙\x0b丁"), path)
    assert notes == ("第 1 行的“值”去掉了 2 个不能显示的控制字符。",)
    sheet = openpyxl.load_workbook(path).active
    assert [sheet.cell(row, 1).value for row in (FIRST, FIRST + 1)] == ["甲乙", "丙\n丁"]


def test_a_number_over_15_digits_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(610100199001011234, 347, kind="integer"), path)
    sheet = openpyxl.load_workbook(path).active
    assert [sheet.cell(row, 1).value for row in (FIRST, FIRST + 1)] == ["610100199001011234", 347]


def test_dates_and_shares_are_values_that_can_be_reckoned_with(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(date(2026, 3, 2), date(1899, 5, 1), kind="date"), path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet.cell(FIRST, 1).value.date() == date(2026, 3, 2)
    assert sheet.cell(FIRST + 1, 1).value == "1899-05-01"
    write_workbook(share_table(), path)
    share = openpyxl.load_workbook(path).active.cell(FIRST, 3)
    assert (share.value, share.number_format) == (0.4, "0.0%")


def test_a_text_over_the_limit_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(RuleError, match=r"第 2 行的“值”有 32,768 字，一个单元格最多 32,767 字。") as refused:
        write_workbook(table_of("甲" * 32_767, "乙" * 32_768), path)
    assert refused.value.field == "value"
    assert path.read_bytes() == b"old"
    with pytest.raises(RuleError, match=r"32,768 字"):
        write_workbook(table_of("𠮷" * 16_384), path)


def test_totals_are_formulas_and_the_convention_stands_below(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(share_table(), path)
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[FIRST + 2]] == ["合计", f"=SUM(B{FIRST}:B{FIRST + 1})", None]
    assert [sheet.cell(FIRST + at, 1).value for at in (3, 4)] == ["统计口径：占比以立案 260 件为分母。", "并案不计入。"]


def test_a_program_that_does_not_reckon_shows_the_totals_too(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(share_table(), path)
    book = openpyxl.load_workbook(path, data_only=True)
    assert [cell.value for cell in book.active[FIRST + 2]] == ["合计", 260, None]
    assert book.calculation.fullCalcOnLoad


def test_the_total_of_a_share_is_reckoned_from_the_sums(tmp_path: Path) -> None:
    columns = (
        Column("unit", "单位"),
        Column("due", "应答复", "integer", total=True),
        Column("timely", "按时", "integer"),
        Column("rate", "按时率", "share", ratio=("timely", "due")),
        Column("part", "占比", "share", ratio=("due", 40)),
        Column("none", "率", "share", ratio=("due", 0)),
    )
    path = tmp_path / "表.xlsx"
    write_workbook(Table("表", "", columns, (("甲", 10, 9, 0.9, 0.25, None), ("乙", 6, 3, 0.5, 0.15, None)), decimals=2), path)
    formulas = [cell.value for cell in openpyxl.load_workbook(path).active[FIRST + 2]]
    assert formulas == ["合计", "=SUM(B4:B5)", None, '=IF(B6=0,"",SUM(C4:C5)/B6)', "=B6/40", '=""']
    sheet = openpyxl.load_workbook(path, data_only=True).active
    assert [cell.value for cell in sheet[FIRST + 2]] == ["合计", 16, None, 0.75, 0.4, None]
    assert (sheet.cell(FIRST, 4).number_format, sheet.cell(FIRST + 2, 4).number_format) == ("0.00%", "0.00%")


def test_headings_of_two_levels_stay_in_sight_together(tmp_path: Path) -> None:
    columns = (
        Column("unit", "单位"),
        Column("lead", "主办", "integer", group="件数", total=True),
        Column("co", "会办", "integer", group="件数"),
        Column("rate", "按时率", "share"),
        Column("a", "A类", "integer", group="结果"),
    )
    path = tmp_path / "表.xlsx"
    write_workbook(Table("表", "2026年", columns, (("甲", 3, 2, 0.5, 1),), frozen=1), path)
    sheet = openpyxl.load_workbook(path).active
    assert [[cell.value for cell in sheet[row]] for row in (3, 4)] == [["单位", "件数", None, "按时率", "结果"], [None, "主办", "会办", None, "A类"]]
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:E1", "A2:E2", "A3:A4", "B3:C3", "D3:D4"}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B5", "$1:$4")
    assert [cell.value for cell in sheet[5]] == ["甲", 3, 2, 0.5, 1]
    assert sheet.cell(6, 2).value == "=SUM(B5:B5)"


def test_headings_across_the_table_are_not_in_the_sums(tmp_path: Path) -> None:
    columns = (Column("unit", "单位"), Column("count", "件数", "integer", total=True))
    path = tmp_path / "表.xlsx"
    rows = (("甲", 3), ("乙", 4), ("丙", 5))
    write_workbook(Table("表", "", columns, rows, sections={0: "一、政府部门", 2: "=二、党委部门"}), path)
    book = openpyxl.load_workbook(path, data_only=True)
    assert [row[:2] for row in book.active.iter_rows(min_row=FIRST, values_only=True)] == [
        ("一、政府部门", None), ("甲", 3), ("乙", 4), ("=二、党委部门", None), ("丙", 5), ("合计", 12),
    ]  # fmt: skip
    assert {"A4:B4", "A7:B7"} <= {str(one) for one in book.active.merged_cells.ranges}
    assert openpyxl.load_workbook(path).active.cell(FIRST + 5, 2).value == "=SUM(B4:B8)"


def test_a_section_before_a_row_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"sections before the rows \[3\] of a table of 2 rows"):
        write_workbook(dataclasses.replace(share_table(), sections={3: "其他"}), tmp_path / "表.xlsx")


def test_scores_have_one_decimal(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(87.5, 12, kind="points"), path)
    sheet = openpyxl.load_workbook(path).active
    assert [(sheet.cell(row, 1).value, sheet.cell(row, 1).number_format) for row in (FIRST, FIRST + 1)] == [(87.5, "0.0"), (12, "0.0")]


@pytest.mark.parametrize(("value", "shown"), [(float("nan"), "nan"), (float("inf"), "inf"), (True, "是")])
def test_what_a_sheet_has_no_number_for_is_a_text(value: float, shown: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(value, 1, kind="integer"), path)
    cell = openpyxl.load_workbook(path).active.cell(FIRST, 1)
    assert (cell.value, cell.data_type) == (shown, "s")


def test_a_long_note_a_long_title_and_a_long_text_have_the_lines_they_need(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    columns = (Column("number", "号", width=8), Column("title", "案由", width=42))
    subject = "关于加强老旧小区物业服务的提案"
    table = Table("政协云溪县第十届委员会" * 3, "", columns, (("0001", subject), ("0002", subject * 6), ("0003", "短")), notes=("说明" * 60,))
    write_workbook(table, path)
    sheet = openpyxl.load_workbook(path).active
    points = [sheet.row_dimensions[row].height for row in range(1, 8)]
    assert points[0] > 45
    assert points[3] == points[5] == 20
    assert points[4] > 45
    assert points[6] > 35
    assert "A7:B7" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["A7"].alignment.wrap_text


def test_names_and_numbers_of_text_bear_no_warning_triangles(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of("0012"), path)
    with zipfile.ZipFile(path) as book:
        assert b'<ignoredError sqref="A1:A4" numberStoredAsText="1"' in book.read("xl/worksheets/sheet1.xml")


def test_the_file_says_its_title_and_by_what_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(share_table(), path)
    properties = openpyxl.load_workbook(path).properties
    assert (properties.title, properties.creator) == ("提案分类统计表", "zxdesk")


def test_the_sheet_prints_on_a4_with_its_headings_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(share_table(), path)
    sheet = openpyxl.load_workbook(path).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$3", "A4")
    assert "&P" in sheet.oddFooter.center.text
    assert sheet["A1"].value == "提案分类统计表"
    assert sheet["A2"].value == "2026年3月2日至12月20日"


def test_a_table_wider_than_the_page_lies_across(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    columns = tuple(Column(f"c{at}", f"第{at}栏", width=12) for at in range(10))
    write_workbook(Table("表", "", columns, (tuple("甲" * 10),)), path)
    sheet = openpyxl.load_workbook(path).active
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_a_table_without_rows_is_a_sheet_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(Table("表", "", share_table().columns, ()), path)
    assert CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[-1] == ["类别", "件数", "占比"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<c r="A5"', '<c r="A4"'),
        ("经济建设", "经济"),
        ("<v>156</v>", "<v>165</v>"),
        ("<f>SUM(B4:B5)</f><v>260</v>", "<f>SUM(B4:B5)</f><v>104</v>"),
        ("<f>SUM(B4:B5)</f>", ""),
        ("<v>104</v>", "<f>1</f><v>104</v>"),
        ("并案不计入。", "并案计入。"),
        ("占比</t>", "比</t>"),
        ("提案分类统计表", "提案统计表"),
    ],
)
def test_a_writer_that_loses_or_changes_something_is_caught(right: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def spoilt(plan: SheetPlan, pen: Pen, spelling: Spelling) -> Iterator[str]:
        written.append("".join(sheet_data(plan, pen, spelling)))
        yield written[-1].replace(right, wrong, 1)

    monkeypatch.setattr(package, "sheet_data", spoilt)
    with pytest.raises(ValueError, match="提案分类统计表"):
        write_workbook(share_table(), tmp_path / "表.xlsx")
    assert right in written[0]
    assert list(tmp_path.iterdir()) == []


def test_rows_too_many_or_too_few_are_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for row in ("", '<row r="9"><c r="A9" t="inlineStr"><is><t>多</t></is></c></row>'):
        monkeypatch.setattr(package, "sheet_data", lambda *given, row=row: [*list(sheet_data(*given))[: 5 if not row else None], row])
        with pytest.raises(ValueError, match="read back as"):
            write_workbook(share_table(), tmp_path / "表.xlsx")
        assert list(tmp_path.iterdir()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_any_text_comes_back(texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(*texts), path)
    sheet = openpyxl.load_workbook(path).active
    for at, text in enumerate(texts):
        found = sheet.cell(FIRST + at, 1).value or ""
        assert found.replace("_x005F_", "_") == printable(text).replace("_x005F_", "_")
