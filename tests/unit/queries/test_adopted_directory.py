"""Members, units, bodies and rules put right after a year was adopted are told where its figures count by them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.queries.adopted import Correction, Since, adoption_note, changes_since

MEETING = "十届常委会第十次会议"
LATER = date(2027, 3, 1)


@pytest.fixture
def adopted(office: InventedOffice) -> InventedOffice:
    """A year adopted with one closed proposal of 周砚秋, handled by 县住建局; it is March of the year after."""
    office.closed()
    office.on(date(2026, 12, 20))
    office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    office.on(LATER)
    return office


def since(office: InventedOffice) -> Since:
    with office.reading() as session:
        found = changes_since(session, office.plenary_id(), today=LATER)
    assert found is not None
    return found


def told(office: InventedOffice) -> list[tuple[str, str, str, str]]:
    return [(one.title, one.field, one.old, one.new) for one in since(office).corrections]


def test_a_sector_put_right_is_told_with_day_and_person_and_without_a_number(adopted: InventedOffice) -> None:
    adopted.step("edit-member", member="周砚秋", sector="工商联界")
    [one] = since(adopted).corrections
    assert (one.title, one.field, one.old, one.new) == ("委员 周砚秋", "界别", "经济界", "工商联界")
    assert (one.day, one.actor, one.act, one.number, one.proposal_id, one.kind) == (LATER, "何春棠", "修改委员 周砚秋", "", 0, "委员")


def test_a_party_put_right_is_told_and_a_telephone_is_not(adopted: InventedOffice) -> None:
    adopted.step("edit-member", member="周砚秋", party="民盟", phone="0900-5550100")
    assert told(adopted) == [("委员 周砚秋", "政治面貌", "", "民盟")]


def test_a_member_who_was_in_office_after_all_moves_the_rate_and_is_told(adopted: InventedOffice) -> None:
    adopted.step("add-member", name="顾清和", member_number="099", sector="教育界", starts_on="2026-01-01")
    found = since(adopted)
    rate = next(change for change in found.changes if change.key == "rate:participation:below")
    assert (rate.difference, len(rate.came_in), rate.is_of_members) == ("+1", 1, True)
    assert [(one.title, one.field, one.old, one.new) for one in found.corrections] == [("委员 顾清和", "开幕时在册", "否", "是")]


def test_a_member_who_comes_leaves_or_moves_later_is_no_correction(adopted: InventedOffice) -> None:
    adopted.step("add-member", name="顾清和", sector="教育界", starts_on="2027-02-01")
    adopted.step("end-membership", member="贺明川", ends_on="2027-02-10", status="辞去")
    adopted.step("move-member", member="许静安", from_on="2027-02-01", sector="农业界")
    assert told(adopted) == []


def test_dates_of_office_that_take_a_seat_away_are_told(adopted: InventedOffice) -> None:
    adopted.step("edit-member", member="贺明川", starts_on="2026-05-01")
    assert told(adopted) == [("委员 贺明川", "开幕时在册", "是", "否")]
    adopted.step("edit-member", member="贺明川", starts_on="2026-01-01")
    assert told(adopted)[-1] == ("委员 贺明川", "开幕时在册", "否", "是")


def test_a_unit_of_the_year_put_right_renamed_or_merged_is_told(adopted: InventedOffice) -> None:
    adopted.step("edit-unit-record", unit="县住建局", system="党委系统", phone="0900-5550101")
    adopted.step("succeed-unit", unit="县住建局", succession="更名", on="2027-02-01", successor="云溪县住房和城乡建设局")
    rows = told(adopted)
    assert {row[1:] for row in rows} == {("系统", "政府系统", "党委系统"), ("沿革", "", "更名"), ("继任单位", "", "云溪县住房和城乡建设局")}
    assert {row[0] for row in rows} == {"承办单位 云溪县住建局"}


def test_a_unit_that_had_nothing_of_the_year_is_not_told(adopted: InventedOffice) -> None:
    adopted.step("edit-unit-record", unit="县民政局", system="党委系统")
    assert told(adopted) == []


def test_a_directory_correction_taken_back_is_none(adopted: InventedOffice) -> None:
    change = adopted.step("edit-member", member="周砚秋", sector="工商联界")
    adopted.door.undo(change.op_id)
    assert told(adopted) == []


def test_another_convention_is_told_with_what_it_was(adopted: InventedOffice) -> None:
    adopted.step("set-rule", path="conventions.satisfaction_variant", value="2")
    found = since(adopted)
    [one] = found.corrections
    assert (one.title, one.field, one.kind, one.key) == ("规则", "满意率的算法", "规则", "conventions.satisfaction_variant")
    assert (one.old, one.new) == ("满意和基本满意／收回份数", "满意／收回份数")
    change = next(one for one in found.changes if one.key == "rate:satisfaction_result")
    assert (change.adopted, change.now, change.difference) == ("100%（1/1）", "100%（1/1）", "数相同，口径不同")
    assert change.convention != change.convention_now


def test_of_a_list_of_rules_only_the_lines_that_changed_are_told(adopted: InventedOffice) -> None:
    adopted.step("set-rule", path="solved_classes", value="A、B")
    [one] = since(adopted).corrections
    assert (one.old, one.new) == ("", "B")


def test_rules_that_no_figure_counts_by_are_not_told(adopted: InventedOffice) -> None:
    adopted.step("set-rule", path="deadlines.reply_lead", value="4个月")
    assert told(adopted) == []


def test_rules_of_the_office_do_not_reach_a_year_that_has_its_own(office: InventedOffice) -> None:
    office.closed()
    office.step("set-rule", path="conventions.decimals", value="2", own=True)
    office.on(date(2026, 12, 20))
    office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    office.step("set-rule", path="conventions.decimals", value="0")
    assert told(office) == []


def test_rules_a_year_gets_of_its_own_are_told_against_those_of_the_office(adopted: InventedOffice) -> None:
    adopted.step("unlock-plenary", reason="口径与上级不同")
    adopted.step("set-rule", path="conventions.decimals", value="2", own=True)
    adopted.step("set-rule", path="conventions.decimals", value="0")
    assert told(adopted) == [("规则", "百分比小数位", "一位", "两位")]


def test_the_note_under_reports_counts_them(adopted: InventedOffice) -> None:
    adopted.step("edit-member", member="周砚秋", sector="工商联界")
    with adopted.reading() as session:
        note = adoption_note(session, adopted.plenary_id())
    assert note.endswith("通过后更正 1 处，见《通过后更正情况》。")


def test_corrections_of_proposals_and_directories_stand_in_the_order_they_were_made(adopted: InventedOffice) -> None:
    adopted.step("edit-member", member="周砚秋", sector="工商联界")
    adopted.step("correct", "0001", keywords="电梯", reason="漏登", corrected_on="2027-03-01")
    adopted.step("edit-unit-record", unit="县住建局", system="党委系统")
    found: tuple[Correction, ...] = since(adopted).corrections
    assert [one.kind for one in found] == ["委员", "提案", "单位"]
