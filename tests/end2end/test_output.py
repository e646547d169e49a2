"""`zxdesk report`: a real workbook with a row for every proposal."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.end2end.conftest import ANSWERED_TITLE as TITLE
from tests.end2end.conftest import Desk


def test_the_year_ledger_has_a_row_for_every_proposal(answered: Desk, tmp_path: Path) -> None:
    target = tmp_path / "报表" / "台账.xlsx"
    assert answered.json("report", "year_ledger", "-o", str(target))["file"] == str(target)
    book = load_workbook(target)
    sheet = book.active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    book.close()
    heading = next(row for row in rows if "案由" in row)
    line = dict(zip(heading, rows[rows.index(heading) + 1], strict=True))
    assert (line["提案号"], line["案由"], line["提案者"], line["联名人"]) == ("0001", TITLE, "周砚秋", "许静安")
    assert (line["主办单位"], line["会办单位"], line["办理类别"]) == ("云溪县教育局", "云溪县财政局", "A")
    assert len(rows) == rows.index(heading) + 2


def test_a_report_by_its_chinese_name_and_only_as_a_workbook(answered: Desk, tmp_path: Path) -> None:
    answered.done("report", "提案年度台账", "-o", str(tmp_path / "a.xlsx"))
    assert ".xlsx" in answered.refused("report", "year_ledger", "-o", str(tmp_path / "a.pdf"))
