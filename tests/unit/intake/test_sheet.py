"""Sheets of every kind come in as tables with Excel's row numbers and marks on doubtful cells."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.intake.makers import HEADINGS, PLAIN_ROW, ledger, workbook
from zxdesk.domain.errors import RuleError
from zxdesk.intake import reader
from zxdesk.intake.sheet import heading_key, read_sheets

KNOWN = frozenset(HEADINGS)


def test_the_heading_is_found_below_a_title_and_rows_keep_excels_numbers(tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx", PLAIN_ROW, [], PLAIN_ROW, then=lambda sheet: sheet.merge_cells("A1:J1"))
    table = read_sheets(path, known=KNOWN)[0]
    assert (table.name, table.heading_row, table.headings) == ("台账", 2, HEADINGS)
    assert [row.number for row in table.rows] == [3, 5]
    assert table.rows[0].cells["案由"].value == "关于改造老旧小区的建议"
    assert table.rows[0].cells["案由"].column_letter == "C"


def test_a_heading_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)

    path = workbook(tmp_path / "a.xlsx", [["案由", "提案者信息", None, "类别"], [None, "提案者", "界别", None], ["甲", "乙", "丙", "丁"]],
                    then=merge)
    table = read_sheets(path, known=frozenset(("案由", "类别", "提案者")))[0]
    assert table.headings == ("案由", "提案者", "界别", "类别")
    assert [(row.number, row.cells["界别"].value) for row in table.rows] == [(3, "丙")]
    assert table.rows[0].cells["案由"].fault is None


def test_formulas_errors_and_merges_are_marked_cell_by_cell(tmp_path: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet["F3"] = "=1+1"
        sheet["G3"] = "#REF!"
        sheet["G3"].data_type = "e"
        sheet.merge_cells("H3:H4")

    path = ledger(tmp_path / "a.xlsx", PLAIN_ROW, PLAIN_ROW, then=spoil)
    first, second = read_sheets(path, known=KNOWN)[0].rows
    assert "没有存算好的结果" in (first.cells["提交日期"].fault or "")
    assert "#REF!" in (first.cells["类别"].fault or "")
    assert first.cells["主办单位"].fault == second.cells["主办单位"].fault == "是合并单元格"
    assert first.cells["案由"].fault is None


def test_a_heading_met_twice_carries_its_column(tmp_path: Path) -> None:
    table = read_sheets(workbook(tmp_path / "a.xlsx", [["案由", "备注", "备注"], ["甲", "乙", "丙"]]))[0]
    assert table.headings == ("案由", "备注", "备注（C 列）")
    assert [cell.value for cell in table.rows[0].cells.values()] == ["甲", "乙", "丙"]


def test_a_heading_is_known_without_its_ornaments() -> None:
    assert heading_key("★ 提 案 者（第一提案人）：") == "提案者"
    assert heading_key("会间／平时") == "会间/平时"
    assert heading_key("（备注）") == "(备注)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_file_is_read_in_any_usual_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "台账.csv"
    rows = [["提案号", "案由", "提案者"], ["0012", '"第一行\n第二行"', "䶮一鸣"], [], ["'=1+1", "乙", "丙"]]
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(encoding))
    table = read_sheets(path)[0]
    assert table.name == "台账"
    values = [(row.number, [cell.value for cell in row.cells.values()]) for row in table.rows]
    assert values == [(2, ["0012", "第一行\n第二行", "䶮一鸣"]), (4, ["=1+1", "乙", "丙"])]


def test_an_unclosed_quote_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text('案由,提案者\n甲,乙\n"丙,丁\n戊,己\n', encoding="utf-8")
    with pytest.raises(RuleError, match=r"第 3 行.*引号"):
        read_sheets(path)


def test_a_number_too_long_to_be_exact_is_marked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["委员编号", "姓名"], [610000199001011234, "林予安"], [12.0, "周序"]])
    first, second = read_sheets(path)[0].rows
    assert "15 位" in (first.cells["委员编号"].fault or "")
    assert second.cells["委员编号"].value == 12


def test_a_hidden_sheet_is_known_to_be_hidden(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["案由"], ["甲"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet("旧").append(["案由"])
    book["旧"].sheet_state = "hidden"
    book.save(path)
    assert [(table.name, table.is_hidden) for table in read_sheets(path)] == [("台账", False), ("旧", True)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_open_formats_say_the_same_as_a_new_one(tmp_path: Path, kind: str) -> None:
    def spoil(sheet: Any) -> None:
        sheet["G4"] = "#N/A"
        sheet["G4"].data_type = "e"
        sheet["B5"] = "=6*7"
        sheet.merge_cells("H5:H6")

    dated = (*PLAIN_ROW[:5], date(2026, 1, 12), *PLAIN_ROW[6:])
    path = ledger(tmp_path / "a.xlsx", dated, PLAIN_ROW, PLAIN_ROW, PLAIN_ROW, then=spoil)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, path], check=True, capture_output=True)
    renamed = (tmp_path / f"a.{kind}").rename(tmp_path / "a.et")
    table = read_sheets(renamed, known=KNOWN)[0]
    assert [row.number for row in table.rows] == [3, 4, 5, 6]
    assert table.rows[0].cells["提交日期"].value == date(2026, 1, 12)
    assert table.rows[0].cells["提案号"].value == "0012"
    assert "#N/A" in (table.rows[1].cells["类别"].fault or "")
    assert table.rows[2].cells["提案号"].value == 42
    assert "公式" in (table.rows[2].cells["提案号"].note or "")
    assert table.rows[2].cells["主办单位"].fault == "是合并单元格"
    assert table.rows[3].cells["主办单位"].fault == "是合并单元格"


def test_a_reading_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "TIMEOUT", 0.001)
    with pytest.raises(RuleError, match="还没有读完"):
        read_sheets(ledger(tmp_path / "a.xlsx"))


def test_a_child_that_dies_is_a_sentence_and_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_command", lambda _: [reader.sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(RuleError, match="损坏"):
        read_sheets(ledger(tmp_path / "a.xlsx"))


def test_a_child_out_of_memory_says_that_the_file_holds_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cry = "import os, sys; os.write(2, b'memory allocation of 9 bytes failed'); os.abort()"
    monkeypatch.setattr(reader, "_command", lambda _: [reader.sys.executable, "-c", cry])
    with pytest.raises(RuleError, match="内存装不下"):
        read_sheets(ledger(tmp_path / "a.xlsx"))


VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=40)
    .filter(lambda text: not text.startswith(("=", "#")) and text.strip() == text and "_x" not in text),
    st.integers(-(10**14), 10**14),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3)),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 12, 31)),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 12, 31)).map(lambda moment: moment.replace(second=30, microsecond=0)),
)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(VALUES, min_size=4, max_size=4), max_size=12))
def test_whatever_was_written_comes_back(tmp_path: Path, rows: list[list[Any]]) -> None:
    path = workbook(tmp_path / "a.xlsx", [["案由", "提案者", "提交日期", "类别"], *rows])
    table = read_sheets(path, known=KNOWN)[0]
    read = {row.number: [row.cells[heading].value if heading in row.cells else None for heading in table.headings] for row in table.rows}
    assert read == {number: row for number, row in enumerate(rows, start=2) if any(value is not None for value in row)}
