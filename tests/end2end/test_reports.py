"""`zxdesk report` and `zxdesk stats`: one report, the year's set as one workbook, each as a workbook, and the sums that agree."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.end2end.conftest import Desk
from zxdesk.reports.catalog import REPORT_KINDS


def cells(path: Path, sheet: str | None = None) -> list[list[object]]:
    book = load_workbook(path)
    found = [[cell.value for cell in row] for row in (book[sheet] if sheet else book.worksheets[0]).iter_rows()]
    book.close()
    return found


def test_the_list_names_every_report_with_its_number(answered: Desk) -> None:
    listed = answered.json("report", "--list")
    assert {line["key"] for line in listed} == {kind.key for kind in REPORT_KINDS}
    assert [line["number"] for line in listed[:15]] == [str(number) for number in range(1, 16)]
    told = answered.done("report", "--list").out
    assert all(kind.name in told for kind in REPORT_KINDS)


def test_one_report_is_written_by_its_key_or_name(answered: Desk, tmp_path: Path) -> None:
    answered.done("report", "by-category", "-o", str(tmp_path / "a.xlsx"))
    answered.done("report", "按类别统计表", "-o", str(tmp_path / "b.xlsx"))
    assert cells(tmp_path / "a.xlsx") == cells(tmp_path / "b.xlsx")
    assert "分类统计表" in str(cells(tmp_path / "a.xlsx")[0][0])


def test_the_year_is_one_workbook_whose_first_sheet_lists_the_others(answered: Desk, tmp_path: Path) -> None:
    target = tmp_path / "新文件夹" / "全套.xlsx"
    assert answered.json("report", "year", "-o", str(target)) == {"file": str(target), "notes": []}
    annual = [kind.name for kind in REPORT_KINDS if kind.is_annual]
    book = load_workbook(target)
    assert book.sheetnames[0] == "目录"
    assert sorted(book.sheetnames[1:]) == sorted(annual)
    assert len([row for row in book["目录"].iter_rows(values_only=True) if isinstance(row[0], int)]) == len(annual)
    book.close()


def test_all_are_a_workbook_each_with_the_same_figures_as_in_the_set(answered: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "各表"
    assert answered.json("report", "all", "-o", str(folder))["folder"] == str(folder)
    assert len(list(folder.iterdir())) == len(REPORT_KINDS)
    answered.done("report", "year", "-o", str(tmp_path / "全套.xlsx"))
    (alone,) = folder.glob("*收文立案总表.xlsx")
    assert cells(alone) == cells(tmp_path / "全套.xlsx", "收文立案总表")


def test_what_is_missing_is_said_in_a_sentence(answered: Desk, tmp_path: Path) -> None:
    for words, said in ((("report",), "--list"), (("report", "year"), "-o")):
        answer = answered.run(*words)
        assert (answer.code, answer.out) == (2, "")
        assert said in answer.err
    assert ".xlsx" in answered.refused("report", "year", "-o", str(tmp_path / "全套.ods"))
    assert "没有“预算”这种报表" in answered.refused("report", "预算", "-o", str(tmp_path / "a.xlsx"))
    (tmp_path / "挡路").write_text("", encoding="utf-8")
    assert "挡路" in answered.refused("report", "all", "-o", str(tmp_path / "挡路"))


def test_the_figures_are_told_with_their_sums_and_conventions(answered: Desk) -> None:
    told = answered.done("stats").out.splitlines()
    figures = answered.json("stats")
    assert [line for line in told if line.startswith("对账：")] == [f"对账：{line['sentence']}" for line in figures["reconciliation"]]
    assert told[-1].startswith("统计口径：")
    assert not [line for line in told if line.startswith("不一致：")]
