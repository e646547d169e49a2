"""通过后更正情况 as a sheet: figures then and now with who came and went, under them every correction of proposals, directories and rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests.invented_office import InventedOffice
from tests.unit.reports.package_faults import package_faults
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.adopted import build
from zxdesk.reports.table import Table
from zxdesk.reports.workbook import write_workbook

ADOPTED, LATER = date(2026, 12, 20), date(2027, 3, 1)


def adopt(office: InventedOffice) -> None:
    office.on(ADOPTED)
    office.step("adopt", meeting="十届常委会第十次会议", adopted_on="2026-12-20")
    office.on(LATER)


def recategorise(office: InventedOffice, key: int, category: str) -> None:
    office.step("correct", key, category=category, reason="类别录错", corrected_on="2027-03-01")


def table_of(office: InventedOffice) -> Table:
    with office.reading() as session:
        return build(YearSource(session, office.plenary_id(), today=LATER))


def row_of(table: Table, name: str) -> tuple[Any, ...]:
    return next(row for row in table.rows if row[0] == name)


def test_a_list_changed_under_the_same_number_names_who_came_and_went(office: InventedOffice) -> None:
    first, second = office.filed(), office.filed()
    office.step("correct", first, category="教育", reason="类别录错")
    adopt(office)
    recategorise(office, first, "城乡建设与管理")
    recategorise(office, second, "教育")
    assert row_of(table_of(office), "教育件数")[2:] == ("1", "1", "数相同，名单不同", None, "", "增加 1 件：0002\n减少 1 件：0001")


def test_many_numbers_begin_a_line_of_their_own_and_break_between_them(office: InventedOffice) -> None:
    keys = [office.filed() for _ in range(6)]
    adopt(office)
    for key in keys:
        recategorise(office, key, "教育")
    assert row_of(table_of(office), "教育件数")[-1] == "增加 6 件：\n0001 0002 0003 0004 0005 0006"


def test_corrections_of_proposals_directories_and_rules_stand_below_and_the_sheet_is_whole(office: InventedOffice, tmp_path: Path) -> None:
    key = office.closed()
    adopt(office)
    office.step("correct", key, keywords="电梯", reason="漏登", corrected_on="2027-03-01")
    office.step("edit-member", member="周砚秋", sector="工商联界")
    office.step("edit-unit-record", unit="县住建局", system="党委系统")
    office.step("set-rule", path="conventions.satisfaction_variant", value="2")
    path = tmp_path / "更正.xlsx"
    write_workbook(table_of(office), path)
    assert package_faults(path) == []
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    heading = next(at for at, row in enumerate(rows) if str(row[0]).startswith("二、更正（4 处）"))
    told = [(row[0], row[1], row[2], row[3], row[7]) for row in rows[heading + 1 : heading + 5]]
    assert told == [
        ("0001　关于完善老旧小区加装电梯补助办法的提案", "关键词", None, "电梯", "漏登"), ("委员 周砚秋", "界别", "经济界", "工商联界", None),
        ("承办单位 云溪县住建局", "系统", "政府系统", "党委系统", None),
        ("规则", "满意率的算法", "满意和基本满意／收回份数", "满意／收回份数", None),
    ]  # fmt: skip


def test_figures_that_moved_with_the_days_are_said_to_be_no_correction(office: InventedOffice) -> None:
    office.on(date(2026, 6, 1))
    office.signed()
    office.step("adopt", meeting="十届常委会第十次会议", adopted_on="2026-06-01")
    office.on(LATER)
    table = table_of(office)
    assert row_of(table, "超期件数")[2:5] == ("0", "1", "+1")
    assert table.notes[-1] == "超期、到期的数字按 2027-03-01 算：2026-06-01 以后到期仍未答复的计入，这样的不同也不算更正。"
