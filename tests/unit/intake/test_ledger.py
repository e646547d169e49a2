"""The year ledger an office keeps comes in row by row: read in full, or refused once with column and reason."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.intake.makers import HEADINGS, PLAIN_ROW, TODAY, ledger, workbook
from zxdesk.domain.errors import RuleError
from zxdesk.intake.ledger import Ledger, LedgerRow, read_ledger
from zxdesk.intake.ledger_columns import LEDGER
from zxdesk.intake.mapping import known_keys
from zxdesk.intake.sheet import heading_key

OFFICIAL_TEXT = (
    "届次 收件号 提案号 案由 提案者类型 提案者 联名人 界别 提交日期 会间平时 类别 审查结果 并入 原因 主办单位 会办单位 分办单位 交办日期 答复期限 "
    "答复日期 答复文号 办理类别 沟通方式 办理态度 办理结果 是否重点 是否公开 情况 分析 建议"
)
OFFICIAL = OFFICIAL_TEXT.split()


def read(path: Path) -> Ledger:
    return read_ledger(path, today=TODAY)


def only_row(path: Path) -> LedgerRow:
    result = read(path)
    assert result.refused == ()
    (row,) = result.rows
    return row


def of(path: Path, **cells: Any) -> Path:
    """A ledger of one row with these columns beside 案由 and 提案者."""
    row = {"案由": "关于改造老旧小区的建议", "提案者": "林予安"} | cells
    return workbook(path, [list(row), list(row.values())])


def test_every_official_heading_is_known_and_every_field_is_read(tmp_path: Path) -> None:
    cells: dict[str, Any] = dict.fromkeys(OFFICIAL, "文字")
    cells |= {"收件号": "0007", "提案号": 12.0, "并入": "第5号", "提案者": "林予安", "联名人": "周序、何知远", "原因": "一案多事；格式不符"}
    cells |= {"提交日期": date(2026, 1, 12), "交办日期": "2026.3.2", "答复期限": "2026年6月2日", "答复日期": datetime(2026, 5, 20, 9)}
    cells |= {"主办单位": "县住建局", "会办单位": "县财政局、县教育局", "分办单位": "", "是否重点": "√", "是否公开": "否", "情况": "一\n二"}
    row = only_row(of(tmp_path / "a.xlsx", **cells))
    assert [column.heading for column in LEDGER] == OFFICIAL
    assert row.filled == {column.field for column in LEDGER}
    assert (row.receipt_number, row.number, row.lead_number) == ("0007", "12", "5")
    assert (row.proposers, row.joint, row.reasons) == (("林予安",), ("周序", "何知远"), ("一案多事", "格式不符"))
    assert (row.submitted_on, row.assigned_on) == (date(2026, 1, 12), date(2026, 3, 2))
    assert (row.due_on, row.replied_on) == (date(2026, 6, 2), date(2026, 5, 20))
    assert (row.lead_units, row.co_units, row.separate_units) == (("县住建局",), ("县财政局", "县教育局"), ())
    assert (row.is_key, row.is_open, row.situation) == (True, False, "一\n二")


def test_no_two_columns_answer_to_one_heading() -> None:
    names = [heading_key(name) for column in LEDGER for name in (column.heading, *column.also.split())]
    assert len(names) == len(set(names)) == len(known_keys(LEDGER))


def test_headings_come_in_any_order_and_under_other_names(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["承办单位", "第一提案人", "备注", "附议人", "提案标题", "编号"],
                                          ["县住建局", "林予安", "急", "周序", "关于停车的建议", "0012"]])
    result = read(path)
    row = result.rows[0]
    assert (row.lead_units, row.proposers, row.joint, row.title, row.number) == (
        ("县住建局",), ("林予安",), ("周序",), "关于停车的建议", "0012")
    assert result.unknown_columns == ("备注",)
    assert row.filled == {"lead_units", "proposers", "joint", "title", "number"}


def test_the_official_heading_wins_over_another_name_for_it(tmp_path: Path) -> None:
    result = read(of(tmp_path / "a.xlsx", 编号="7", 提案号="0012"))
    assert result.rows[0].number == "0012"
    assert result.unknown_columns == ("编号",)


def test_a_heading_that_stands_twice_stops_the_file(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["案由", "提案者", "类别", "类别"], ["甲", "乙", "丙", "丁"]])
    with pytest.raises(RuleError, match=r"“类别”和“类别（D 列）”.*留下一列"):
        read(path)


@pytest.mark.parametrize(("headings", "words"), [(["案由", "届次", "类别"], "缺少“提案者”一列"), (["姓名", "电话"], "缺少“案由”“提案者”2 列")])
def test_a_missing_heading_is_named(tmp_path: Path, headings: list[str], words: str) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        read(workbook(tmp_path / "旧账.xlsx", [headings, ["甲"] * len(headings)]))
    assert "旧账.xlsx" in caught.value.message


def test_a_workbook_without_a_word_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="一个字也没有"):
        read(workbook(tmp_path / "a.xlsx", []))


def test_a_second_sheet_that_is_no_ledger_is_left_with_a_note(tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("填表说明").append(["本表由提案委填写"])
    book.create_sheet("空表")
    book.create_sheet("旧账").append(HEADINGS)
    book["旧账"].sheet_state = "hidden"
    book.save(path)
    result = read(path)
    assert len(result.rows) == 1
    assert len(result.notes) == 2
    assert any("“填表说明”没有“案由”“提案者”标题" in note for note in result.notes)
    assert any("“旧账”是隐藏的" in note for note in result.notes)


def test_two_ledger_sheets_are_both_read_and_one_without_a_heading_stops_the_file(tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    second = book.create_sheet("平时提案")
    second.append(HEADINGS)
    second.append(PLAIN_ROW)
    book.save(path)
    assert [(row.sheet, row.row) for row in read(path).rows] == [("台账", 3), ("平时提案", 2)]
    second["C1"] = "内容"
    book.save(path)
    with pytest.raises(RuleError, match=r"“平时提案”缺少“案由”一列"):
        read(path)


def test_each_bad_row_is_refused_once_and_stops_nothing_else(tmp_path: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet["F4"] = "=TODAY()"
        sheet["G5"] = "#REF!"
        sheet["G5"].data_type = "e"
        sheet["J5"] = "也许"
        sheet["F6"] = "13月45日"
        sheet["C7"] = None
        sheet["B8"] = date(2026, 1, 2)
        sheet.merge_cells("H9:H10")

    result = read(ledger(tmp_path / "a.xlsx", *[PLAIN_ROW] * 9, then=spoil))
    assert [row.row for row in result.rows] == [3, 11]
    assert [(refusal.sheet, refusal.row, refusal.column) for refusal in result.refused] == [
        ("台账", 4, "提交日期"), ("台账", 5, "类别"), ("台账", 6, "提交日期"), ("台账", 7, "案由"),
        ("台账", 8, "提案号"), ("台账", 9, "主办单位"), ("台账", 10, "主办单位")]
    reasons = [refusal.reason for refusal in result.refused]
    for refusal, words in zip(result.refused, ["公式", "#REF!", "13月45日", "没有填", "变成了日期", "合并单元格", "合并单元格"], strict=True):
        assert f"第 {refusal.row} 行“{refusal.column}”" in refusal.reason
        assert words in refusal.reason
        assert refusal.reason.endswith("。")
    assert "“是否公开”" in reasons[1]


def test_a_fault_in_a_column_nobody_reads_refuses_nothing(tmp_path: Path) -> None:
    path = of(tmp_path / "a.xlsx", 备注="=1+1")
    assert len(read(path).rows) == 1


def test_a_row_of_totals_is_skipped_with_a_note(tmp_path: Path) -> None:
    result = read(ledger(tmp_path / "a.xlsx", PLAIN_ROW, ["合 计", None, 1, None], then=lambda sheet: sheet.merge_cells("A4:B4")))
    assert (len(result.rows), result.refused) == (1, ())
    assert "第 4 行是合计" in result.notes[0]


def test_units_are_sorted_by_the_role_written_in_the_cell(tmp_path: Path) -> None:
    row = only_row(of(tmp_path / "a.xlsx", 承办单位="主办：县住建局、县城管局；会办：县财政局"))
    assert (row.lead_units, row.co_units) == (("县住建局", "县城管局"), ("县财政局",))
    row = only_row(of(tmp_path / "b.xlsx", 承办单位="县住建局（主办）、县财政局（协办）、县教育局（分办）"))
    assert (row.lead_units, row.co_units, row.separate_units) == (("县住建局",), ("县财政局",), ("县教育局",))
    assert {"lead_units", "co_units", "separate_units"} <= row.filled
    row = only_row(of(tmp_path / "c.xlsx", 主办单位="县文化和旅游局（县文物局、县广电局）、云溪镇 白水镇"))
    assert row.lead_units == ("县文化和旅游局（县文物局、县广电局）", "云溪镇", "白水镇")


def test_names_that_were_not_written_out_are_remarked_upon(tmp_path: Path) -> None:
    row = only_row(of(tmp_path / "a.xlsx", 联名人="周序、何知远等5名委员"))
    assert row.joint == ("周序", "何知远")
    assert "“联名人”写了“等”" in row.notes[0]


@pytest.mark.parametrize(("written", "meant"), [("是", True), ("√", True), (1, True), ("有", True), (True, True), ("否", False),
                                                ("×", False), (0, False), ("０", False), ("无", False), ("", None), (None, None)])
def test_yes_and_no_are_read_as_offices_write_them(tmp_path: Path, written: Any, meant: bool | None) -> None:
    assert only_row(of(tmp_path / "a.xlsx", 是否公开=written, 是否重点=written)).is_open is meant


@pytest.mark.parametrize("written", ["/", "—", "无", " ", None])
def test_a_stroke_in_a_date_or_number_means_nothing_there(tmp_path: Path, written: Any) -> None:
    row = only_row(of(tmp_path / "a.xlsx", 答复日期=written, 并入=written, 会办单位=written))
    assert (row.replied_on, row.lead_number, row.co_units) == (None, "", ())


def test_a_gbk_text_file_is_a_ledger_too(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes(("案由,提案者,提案号\r\n关于停车的建议,䶮一鸣,0012\r\n").encode("gb18030"))
    assert (only_row(path).number, only_row(path).proposers) == ("0012", ("䶮一鸣",))


NAMES = st.text("林周何苏沈安序远宁白", min_size=2, max_size=3)
LINES = st.text("关于建设老旧小区停车场的建议，、“”AB12·", min_size=1, max_size=30).filter(lambda text: text not in "-—/")
ROWS = st.fixed_dictionaries({
    "提案号": st.from_regex(r"[0-9]{1,5}", fullmatch=True), "案由": LINES.map(lambda text: f"关{text}"), "类别": LINES,
    "提案者": st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple),
    "主办单位": st.lists(NAMES.map(lambda name: f"县{name}局"), max_size=4, unique=True).map(tuple),
    "提交日期": st.none() | st.dates(date(2000, 1, 1), date(2030, 12, 31)), "是否公开": st.sampled_from([True, False, None]),
    "情况": st.lists(LINES, max_size=4).map("\n".join)})


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=1, max_size=8))
def test_what_an_office_wrote_is_what_is_read(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    words = {True: "是", False: "否", None: None}
    headings = list(rows[0])
    cells = [["、".join(row[heading]) if isinstance(row[heading], tuple) else words[row[heading]] if heading == "是否公开" else row[heading]
              for heading in headings] for row in rows]
    result = read(workbook(tmp_path / "a.xlsx", [headings, *cells]))
    assert result.refused == ()
    fields = {column.heading: column.field for column in LEDGER}
    read_back = [dataclasses.asdict(row) for row in result.rows]
    assert [{heading: row[fields[heading]] for heading in headings} for row in read_back] == rows
