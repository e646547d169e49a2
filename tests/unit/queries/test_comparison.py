"""Years are compared under today's names: renamed units and sectors counted together, with a sentence that says so."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.errors import RuleError
from zxdesk.domain.sector_names import name_now, read_renamings
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.behind import figure_ids
from zxdesk.queries.figures.comparison import ComparedLine, Comparison, categories_compared, sectors_compared, units_compared
from zxdesk.queries.readings import Readings
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.catalog import report_kind

TODAY = date(2027, 6, 1)


def next_year(office: InventedOffice, *, term: int = 10, number: int = 3) -> int:
    """Open the plenary of 2027 and work in it."""
    office.step("add-plenary", term=term, number=number, opens_on="2027-02-20", closes_on="2027-02-24", cutoff_on="2027-02-23")
    office.on(TODAY)
    return office.plenary_id()


def proposal_of(office: InventedOffice, *, who: str = "周砚秋", category: str = "城乡建设与管理", **roles: object) -> int:
    """A proposal of 2027 that was filed, and assigned where roles are given."""
    key = office.received(proposers=who, submitted_on="2027-02-21", received_on="2027-02-21")
    office.step("first-review", key, reviewer="何春棠", reviewed_on="2027-02-25", category=category, outcome="立案")
    office.step("second-review", key, reviewer="联合审查组", reviewed_on="2027-02-26")
    office.step("file", key, meeting="提案委全体会议", decided_on="2027-02-27")
    if roles:
        office.step("assign", key, assigned_on="2027-03-20", **roles)
    return key


def compared(office: InventedOffice, query: object = units_compared, years: int = 5) -> Comparison:
    with office.reading() as session:
        found: Comparison = query(Readings(session), office.plenary_id(), years, TODAY)  # type: ignore[operator]
        for line in found.lines:
            for cell, figure in line.behind.items():
                assert len(figure_ids(session, office.plenary_id(), figure, today=TODAY)) == line.values[cell], (line.name, cell)
        return found


def line_of(found: Comparison, name: str) -> ComparedLine:
    [line] = [line for line in found.lines if line.name == name]
    return line


def counts(found: Comparison, name: str, what: str) -> list[float | None]:
    line = line_of(found, name)
    return [line.values.get((year.id, what), 0) for year in found.years]


def test_a_renamed_unit_is_one_line(office: InventedOffice) -> None:
    office.assigned()
    office.assigned()
    office.step("succeed-unit", unit="县住建局", succession="更名", on="2027-01-01", successor="云溪县住房和城乡建设局")
    next_year(office)
    proposal_of(office, sole="云溪县住房和城乡建设局")
    found = compared(office)
    assert [year.name for year in found.years] == ["十届二次", "十届三次"]
    assert counts(found, "云溪县住房和城乡建设局", "lead") == [2, 1]
    assert found.notes == ("云溪县住建局（2027年更名为云溪县住房和城乡建设局）计入云溪县住房和城乡建设局。",)


def test_merged_units_are_added_up_with_their_rate(office: InventedOffice) -> None:
    office.replied()
    office.assigned(lead="县交通局", co="县住建局")
    for unit in ("县住建局", "县交通局"):
        office.step("succeed-unit", unit=unit, succession="合并", on="2027-01-01", successor="云溪县财政局")
    next_year(office)
    found = compared(office)
    assert [counts(found, "云溪县财政局", what)[0] for what in ("lead", "co", "replied", "reply")] == [2, 1, 1, 0.5]
    assert found.notes == (
        "云溪县住建局（2027年并入云溪县财政局）计入云溪县财政局。", "云溪县交通局（2027年并入云溪县财政局）计入云溪县财政局。",
    )  # fmt: skip


def test_a_chain_is_followed_to_its_end(office: InventedOffice) -> None:
    office.assigned()
    office.step("succeed-unit", unit="县住建局", succession="更名", on="2026-12-01", successor="云溪县建设局")
    office.step("succeed-unit", unit="云溪县建设局", succession="合并", on="2027-01-01", successor="云溪县交通局")
    next_year(office)
    found = compared(office)
    assert counts(found, "云溪县交通局", "lead") == [1, 0]
    assert found.notes == ("云溪县住建局（2026年更名为云溪县建设局）计入云溪县交通局。",)


def test_an_abolished_unit_stands_by_itself(office: InventedOffice) -> None:
    office.assigned()
    office.step("succeed-unit", unit="县住建局", succession="撤销", on="2027-01-01", successor="云溪县财政局")
    next_year(office)
    found = compared(office)
    assert counts(found, "云溪县住建局", "lead") == [1, 0]
    assert found.notes == ("云溪县住建局（2027年撤销，职责由云溪县财政局承接）单列。",)


def test_units_of_the_same_name_in_different_terms_are_told_apart_by_their_years(office: InventedOffice) -> None:
    office.assigned()
    office.step("succeed-unit", unit="县住建局", succession="撤销", on="2026-12-01")
    next_year(office, term=11, number=1)
    office.step("add-unit-record", name="云溪县住建局", short_name="新住建局", valid_from="2027-01-01")
    office.step("add-member", name="周砚秋", member_number="001", sector="经济界")
    proposal_of(office, sole="新住建局")
    found = compared(office)
    assert counts(found, "云溪县住建局（2019年至2026年）", "lead") == [1, 0]
    assert counts(found, "云溪县住建局（2027年起）", "lead") == [0, 1]


def test_a_circle_of_units_is_refused(office: InventedOffice) -> None:
    office.assigned()
    with office.register.writing() as session:
        one, other = (session.query(HandlingUnit).filter_by(short_name=name).one() for name in ("县住建局", "县交通局"))
        one.successor_id, one.succession = other.id, "合并"
        session.flush()
        other.successor_id, other.succession = one.id, "更名"
    with pytest.raises(RuleError, match="单位沿革绕成一圈：云溪县住建局 → 云溪县交通局 → 云溪县住建局") as caught:
        compared(office)
    assert caught.value.field == "successor"


def test_a_sector_renamed_between_terms_is_one_line(office: InventedOffice) -> None:
    office.filed()
    next_year(office, term=11, number=1)
    for name, sector in (("周砚秋", "经济和科技界"), ("许静安", "教育界")):
        office.step("add-member", name=name, member_number=sector[:2], sector=sector)
    proposal_of(office)
    proposal_of(office, who="许静安")
    assert counts(compared(office, sectors_compared), "经济界", "filed") == [1, 0]
    office.step("set-rule", path="sector_renamings", value="经济界→经济和科技界（十一届起）")
    found = compared(office, sectors_compared)
    assert counts(found, "经济和科技界", "filed") == [1, 1]
    assert counts(found, "经济和科技界", "share") == [1, 0.5]
    assert found.notes == ("经济界计入经济和科技界。",)
    assert "经济界" not in {line.name for line in found.lines}


def test_categories_keep_their_order_and_their_shares(office: InventedOffice) -> None:
    office.filed()
    next_year(office)
    proposal_of(office, category="教育")
    found = compared(office, categories_compared)
    assert [line.name for line in found.lines] == ["城乡建设与管理", "教育"]
    assert (counts(found, "教育", "filed"), counts(found, "教育", "share")) == ([0, 1], [0, 1])


def test_renamings_with_terms_apply_to_earlier_terms_only() -> None:
    found = read_renamings(["农业界→农业和农村界（11届起）", "农业和农村界→三农界（十二届）", "工会 -> 总工会"])
    assert [name_now(found, "农业界", term) for term in (10, 11, 12)] == ["三农界", "农业界", "农业界"]
    assert (name_now(found, "农业和农村界", 11), name_now(found, "工会", 3), name_now(found, "教育界", 3)) == ("三农界", "总工会", "教育界")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["农业界改农村界"], "界别更名“农业界改农村界”看不懂；写成 旧名→新名，或 旧名→新名（11届起）。"),
        (["甲→乙", "乙→甲"], "界别更名绕成一圈：甲 → 乙 → 甲；删去其中一项，或写明从哪一届起。"),
        (["甲→乙", "甲→丙"], "界别“甲”在同一届改了两次名；留下一项。"),
    ],
)
def test_a_wrong_renaming_is_refused(office: InventedOffice, lines: list[str], sentence: str) -> None:
    refused = office.refused("set-rule", path="sector_renamings", value="、".join(lines))
    assert (refused.message, refused.field) == (sentence, "sector_renamings")


@pytest.mark.parametrize(("key", "years"), [("unit_years_5", 2), ("sector_years_3", 2), ("category_years_5", 2)])
def test_the_reports_have_a_group_of_columns_a_year_and_sums_that_agree(office: InventedOffice, key: str, years: int) -> None:
    office.replied()
    next_year(office)
    proposal_of(office, sole="县交通局")
    with office.reading() as session:
        source = YearSource(session, office.plenary_id(), today=TODAY)
        table = report_kind(key).build(source)
        assert len({column.group for column in table.columns if column.group}) == years
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert len(table.behind) == len(table.rows)
        for row, behind in zip(table.rows, table.behind, strict=True):
            for column, value in zip(table.columns, row, strict=True):
                if column.key in behind:
                    assert len(source.ids(behind[column.key])) == value
        assert "十届二次（2026）" in {column.group for column in table.columns}
