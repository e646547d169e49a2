"""What is written to a sheet is what is read from it."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from zxdesk.domain.errors import RuleError
from zxdesk.reports import workbook
from zxdesk.reports.cells import content
from zxdesk.reports.sheet_rows import rows_xml
from zxdesk.reports.table import Column, Kind, Table, Value
from zxdesk.reports.workbook import HEADING_ROW, write_workbook
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


def test_the_sheet_prints_on_a4_landscape_with_its_headings_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(share_table(), path)
    sheet = openpyxl.load_workbook(path).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$3", "A4")
    assert "&P" in sheet.oddFooter.center.text
    assert sheet["A1"].value == "提案分类统计表"
    assert sheet["A2"].value == "2026年3月2日至12月20日"


def test_a_table_without_rows_is_a_sheet_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(Table("表", "", share_table().columns, ()), path)
    assert CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[-1] == ["类别", "件数", "占比"]


def test_a_writer_that_loses_a_cell_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = rows_xml
    for bad in (
        lambda rows, *others, **options: right([[content("乙", "text")]], *others, **options),
        lambda rows, *others, **options: right([*rows, *rows], *others, **options),
        lambda rows, *others, **options: "",
        lambda rows, *others, **options: right(rows, *others, **options).replace("<is>", "<f>1</f><is>"),
    ):
        monkeypatch.setattr(workbook, "rows_xml", bad)
        with pytest.raises(ValueError):
            write_workbook(table_of("甲"), tmp_path / "表.xlsx")
        assert list(tmp_path.iterdir()) == []


def test_a_sheet_is_one_valid_package(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(share_table(), path)
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert len(package.namelist()) == len(set(package.namelist()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=20))
def test_any_text_comes_back(texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_workbook(table_of(*texts), path)
    sheet = openpyxl.load_workbook(path).active
    for at, text in enumerate(texts):
        found = sheet.cell(FIRST + at, 1).value or ""
        assert found.replace("_x005F_", "_") == printable(text).replace("_x005F_", "_")
