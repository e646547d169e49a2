"""Sheets of members, units and organisations come in by the same rules as the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.intake.makers import TODAY, workbook
from zxdesk.domain.errors import RuleError
from zxdesk.intake.mapping import Column, known_keys
from zxdesk.intake.people import read_members, read_organisations, read_units
from zxdesk.intake.people_columns import MEMBERS, ORGANISATIONS, UNITS


def test_a_members_sheet_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "委员.xlsx", [
        ["序号", "姓　名", "委员证号", "出生年月", "党派", "界别", "工作单位", "职务", "手机号码", "政协职务", "届次"],
        [1, "林　安", "0107", "1980.05", "民盟盟员", "教育界", "云溪县第一中学", "教师", 13900000000, "常委", "十届"],
        [2, "买买提•艾合买提", "0108", date(1975, 3, 9), "群众", "农业界", None, None, "0900-1234567", None, "十届"],
        [3, "周序", "0109", "去年", None, None, None, None, None, None, None],
    ])
    result = read_members(path, today=TODAY)
    first, second = result.rows
    assert (first.name, first.member_number, first.born_on, first.party) == ("林安", "0107", date(1980, 5, 1), "民盟盟员")
    assert (first.workplace, first.position, first.phone, first.post, first.term) == (
        "云溪县第一中学", "教师", "13900000000", "常委", "十届")
    assert (second.name, second.born_on) == ("买买提·艾合买提", date(1975, 3, 9))
    assert [(refusal.row, refusal.column) for refusal in result.refused] == [(4, "出生年月")]
    assert result.unknown_columns == ("序号",)


def test_a_units_sheet_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "单位.xlsx", [
        ["编码", "单位名称", "简称", "别名", "系统", "排序号", "停用日期", "继任单位"],
        ["001", "云溪县住房和城乡建设局", "县住建局", "县建设局、县城建局", "政府系统", 1, "2019-03", "云溪县住建局"],
        ["002", "云溪县财政局", None, None, "政府系统", "二", None, None],
    ])
    result = read_units(path, today=TODAY)
    (unit,) = result.rows
    assert (unit.code, unit.name, unit.aliases, unit.position) == ("001", "云溪县住房和城乡建设局", ("县建设局", "县城建局"), 1)
    assert (unit.valid_to, unit.successor) == (date(2019, 3, 1), "云溪县住建局")
    assert "“二”不是整数" in result.refused[0].reason


def test_a_sheet_of_organisations_is_read(tmp_path: Path) -> None:
    rows = [["类型", "全称", "简称", "联系人", "邮编"], ["党派", "民盟云溪县委员会", "民盟县委会", "苏宁", "012000"]]
    path = workbook(tmp_path / "集体.xlsx", rows)
    (organisation,) = read_organisations(path, today=TODAY).rows
    assert (organisation.kind, organisation.name, organisation.short_name) == ("党派", "民盟云溪县委员会", "民盟县委会")
    assert (organisation.contact, organisation.postcode) == ("苏宁", "012000")


def test_a_members_sheet_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="缺少“姓名”一列"):
        read_members(workbook(tmp_path / "委员.xlsx", [["界别", "单位", "手机"], ["教育界", "一中", "1"]]), today=TODAY)


@pytest.mark.parametrize("columns", [MEMBERS, UNITS, ORGANISATIONS])
def test_no_two_columns_answer_to_one_heading(columns: tuple[Column, ...]) -> None:
    assert len(known_keys(columns)) == sum(1 + len(column.also.split()) for column in columns)
