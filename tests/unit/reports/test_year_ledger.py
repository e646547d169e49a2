"""The year ledger as a workbook."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from zxdesk.domain.errors import RuleError
from zxdesk.intake.ledger import read_ledger
from zxdesk.reports.catalog import REPORT_KINDS, report_kind
from zxdesk.reports.year_ledger import YEAR_LEDGER, LedgerLine, write_year_ledger

HEADINGS = re.split(
    " ",
    "届次 收件号 提案号 案由 提案者类型 提案者 联名人 界别 提交日期 会间平时 类别 审查结果 并入 原因 主办单位 会办单位 分办单位 "
    "交办日期 答复期限 答复日期 答复文号 办理类别 沟通方式 办理态度 办理结果 是否重点 是否公开 情况 分析 建议",
)
LINE = LedgerLine(
    plenary="十届二次",
    receipt_number="S0012",
    number="0009",
    title="关于开行镇村赶集公交的提案",
    proposer_kind="联名",
    proposers=("程以南",),
    joint=("方若兰", "任可行"),
    sector="经济界",
    submitted_on=date(2026, 1, 5),
    timing="会间",
    category="社会建设",
    outcome="立案",
    lead_units=("县交通运输局",),
    co_units=("县财政局", "柳林镇人民政府"),
    assigned_on=date(2026, 3, 2),
    due_on=date(2026, 6, 2),
    replied_on=date(2026, 5, 6),
    reply_number="云交函〔2026〕15号",
    reply_class="A",
    contact_way="走访",
    attitude="满意",
    result="基本满意",
    is_key=True,
    is_open=False,
    situation="现有客运班线只到镇上。\n群众赶集不便。",
    analysis="逢集日客流集中。",
    suggestion="1. 逢集日开行公交。\n2. 增设站点。",
)


def read_rows(path: Path) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()]


def write(lines: list[LedgerLine], path: Path) -> tuple[str, ...]:
    return write_year_ledger(lines, path, title="提案年度台账", printed_on=date(2026, 12, 20))


def test_the_headings_are_those_an_office_knows_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write([LINE], path)
    assert HEADINGS in read_rows(path)[:10]


def test_a_line_is_read_back_with_names_dates_flags_and_leading_zeros(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    assert write([LINE, LedgerLine()], path) == ()
    first = dict(zip(HEADINGS, read_rows(path)[3], strict=True))
    assert (first["收件号"], first["提案号"]) == ("S0012", "0009")
    assert (first["联名人"], first["会办单位"], first["分办单位"]) == ("方若兰、任可行", "县财政局、柳林镇人民政府", "")
    assert (first["提交日期"], first["答复日期"]) == (date(2026, 1, 5), date(2026, 5, 6))
    assert (first["是否重点"], first["是否公开"]) == ("是", "否")
    assert first["建议"] == "1. 逢集日开行公交。\n2. 增设站点。"


def test_nothing_stands_below_the_rows_that_an_import_could_take_for_a_proposal(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write([LINE, LINE], path)
    assert len(read_rows(path)) == 5


def test_whole_texts_are_kept_in_the_sheet_and_left_out_of_print(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write([LINE], path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet.print_area == "'提案年度台账'!$A$1:$AA$4"
    assert (sheet.print_title_cols, sheet.freeze_panes, sheet.page_setup.fitToWidth) == ("$A:$D", "E4", 3)


def test_a_text_too_long_names_the_proposal_and_the_field(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="收件号 S0012 的“情况”有 40,000 字，一个单元格最多 32,767 字"):
        write([LINE, dataclasses.replace(LINE, situation="长" * 40_000)], tmp_path / "台账.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_catalog_finds_the_ledger_by_key_and_name() -> None:
    assert YEAR_LEDGER in REPORT_KINDS
    assert report_kind("提案年度台账") is report_kind("year_ledger") is YEAR_LEDGER
    with pytest.raises(RuleError, match="没有“月报”这种报表"):
        report_kind("月报")


def test_the_ledger_imports_back_without_a_difference(tmp_path: Path) -> None:
    rare = dataclasses.replace(
        LINE,
        receipt_number="S0013",
        number="0010",
        title="－关于甲的提案",
        proposers=("㛃䶮", "买买提·艾合买提"),
        reasons=("学术研讨",),
        separate_units=("县气象局",),
        is_key=None,
        is_open=True,
    )
    path = tmp_path / "台账.xlsx"
    write([LINE, rare, dataclasses.replace(LINE, receipt_number="S0014", is_open=None, due_on=None)], path)
    ledger = read_ledger(path, today=date(2026, 12, 31))
    assert (ledger.refused, ledger.unknown_columns, ledger.notes) == ((), (), ())
    names = [field.name for field in dataclasses.fields(LedgerLine)]
    found = [LedgerLine(**{name: getattr(row, name) for name in names}) for row in ledger.rows]
    assert found == [LINE, rare, dataclasses.replace(LINE, receipt_number="S0014", is_open=None, due_on=None)]
