"""Members, organisations and units, dated so that last year's papers stay right."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from tests.invented_office import TITLE, InventedOffice
from zxdesk.domain.people import Member, Organisation
from zxdesk.domain.unit import HandlingUnit
from zxdesk.services.people import edit_member, edit_organisation, end_membership, move_member
from zxdesk.services.unit import edit_unit_record, succeed_unit


def test_a_member_has_pinyin_and_a_number_of_his_own(office: InventedOffice) -> None:
    office.step("add-member", name="梁思齐", member_number="010", sector="工会", party="群众")
    assert office.refused("add-member", name="梁某", member_number="010").message == "委员编号 010 已是梁思齐的，换一个编号。"
    with office.reading() as session:
        member = session.scalars(select(Member).where(Member.name == "梁思齐")).one()
        assert (member.initials.lower(), member.party, member.memberships[0].sector) == ("lsq", "群众", "工会")


def test_a_move_to_another_sector_leaves_earlier_proposals_as_they_were(office: InventedOffice) -> None:
    before = office.received(submitted_on="2026-01-20")
    key = office.member_id("周砚秋")
    office.run(move_member, key, from_on=date(2026, 2, 1), sector="农业界")
    after = office.received()
    assert (office.value(before, "lines.sector"), office.value(after, "lines.sector")) == (["经济界"], ["农业界"])
    with office.reading() as session:
        terms = [(m.sector, m.starts_on, m.ends_on) for m in session.get_one(Member, key).memberships]
        assert terms == [("经济界", None, date(2026, 1, 31)), ("农业界", date(2026, 2, 1), None)]
    assert office.refused_run(move_member, key, from_on=date(2026, 2, 1), sector="教育界").field == "from_on"


def test_a_member_who_leaves_proposes_no_more(office: InventedOffice) -> None:
    key = office.member_id("贺明川")
    office.run(end_membership, key, ends_on=date(2026, 2, 10), status="调离")
    values = {"title": TITLE, "proposers": "贺明川", "is_open": "是", "situation": "情况。"}
    assert office.refused("register", submitted_on="2026-02-11", **values).field == "proposers"
    office.received(proposers="贺明川", submitted_on="2026-02-10")
    assert office.refused_run(end_membership, key, ends_on=date(2026, 3, 1), status="调离").message == "贺明川在 2026-03-01 不在任。"


def test_a_corrected_name_of_a_member_does_not_change_what_he_signed(office: InventedOffice) -> None:
    key = office.received()
    office.run(edit_member, office.member_id("周砚秋"), name="周砚求", phone="0900-555-0199")
    assert office.value(key, "proposer_names") == "周砚秋"
    assert office.refused_run(edit_member, office.member_id("许静安"), member_number="001").field == "member_number"


def test_an_organisation_is_known_by_all_its_names_and_for_its_time(office: InventedOffice) -> None:
    assert "已经登记过" in office.refused("add-organisation", kind="党派", name="民盟云溪县支部").message
    office.step("add-organisation", kind="委员小组", name="第三委员小组", aliases="三组", valid_to="2026-01-31")
    values = {"title": TITLE, "proposer_kind": "委员小组", "is_open": "是", "situation": "情况。", "is_sealed": "是"}
    assert "不在有效期内" in office.refused("register", proposers="三组", submitted_on="2026-02-26", **values).message
    assert office.step("register", proposers="三组", submitted_on="2026-01-20", **values).warnings == ()
    with office.reading() as session:
        key = session.scalars(select(Organisation.id).where(Organisation.name == "第三委员小组")).one()
    assert office.refused_run(edit_organisation, key, name="民盟云溪县支部").field == "name"


def test_a_unit_gets_a_code_and_no_two_share_one(office: InventedOffice) -> None:
    office.step("add-unit-record", name="云溪县水利局", short_name="县水利局", code="S01")
    assert office.refused("add-unit-record", name="云溪县气象局", code="S01").message == "编码 S01 已是云溪县水利局的，换一个编码。"
    assert office.refused("add-unit-record", name="云溪县水利局").field == "name"
    assert office.refused_run(edit_unit_record, office.unit_id("县住建局"), code="S01").field == "code"


def test_a_renamed_unit_ends_the_day_before_and_points_to_its_heir(office: InventedOffice) -> None:
    key = office.assigned()
    old = office.unit_id("县住建局")
    assert office.refused_run(succeed_unit, old, succession="更名", on=date(2026, 5, 1)).field == "successor"
    assert office.refused_run(succeed_unit, old, succession="更名", on=date(2026, 5, 1), successor="云溪县住建局").field == "successor"
    assert office.refused_run(succeed_unit, old, succession="合并", on=date(2026, 5, 1), successor="云溪县城建委").field == "successor"
    assert office.refused_run(succeed_unit, old, succession="更名", on=date(2018, 1, 1), successor="云溪县城建局").field == "on"
    office.run(succeed_unit, old, succession="更名", on=date(2026, 5, 1), successor="云溪县城乡建设局")
    with office.reading() as session:
        unit = session.get_one(HandlingUnit, old)
        assert unit.successor is not None
        assert (unit.valid_to, unit.successor.name, unit.successor.valid_from) == (date(2026, 4, 30), "云溪县城乡建设局", date(2026, 5, 1))
        assert unit.successor.system == "政府系统"
    assert office.value(key, "unit_names") == "县住建局"
    error = office.refused("add-unit", key, added_unit="县住建局", role="会办", assigned_on="2026-05-02")
    assert error.message == "云溪县住建局已于 2026-04-30 更名，其职责由云溪县城乡建设局承接，改选该单位。"
    assert office.refused_run(succeed_unit, old, succession="撤销", on=date(2026, 6, 1)).field == "on"


def test_a_unit_is_found_by_code_name_short_name_alias_and_key(office: InventedOffice) -> None:
    office.step("add-unit-record", name="云溪县水利局", short_name="县水利局", code="S01", aliases="水务局、河长办")
    for called in ("S01", "云溪县水利局", "县水利局", "河长办", f"#{office.unit_id('县水利局')}"):
        assert office.value(office.assigned(sole=called), "unit_names") == "县水利局"


def test_a_name_for_two_units_is_settled_by_code(office: InventedOffice) -> None:
    office.step("add-unit-record", name="云溪县住建局服务中心", short_name="县住建局", code="S09")
    assert "改填编码" in office.refused("assign", office.filed(), sole="县住建局", assigned_on="2026-03-20").message
    office.assigned(sole="S09")


def test_a_corrected_short_name_shows_in_every_list_at_once(office: InventedOffice) -> None:
    key = office.assigned(lead="县住建局", co="县财政局")
    office.run(edit_unit_record, office.unit_id("县住建局"), short_name="县建设局")
    assert (office.value(key, "unit_names"), office.value(key, "lead_names")) == ("县建设局、县财政局", "县建设局")


def test_a_unit_not_yet_founded_gets_nothing(office: InventedOffice) -> None:
    office.step("add-unit-record", name="云溪县数据局", short_name="县数据局", valid_from="2026-05-01")
    error = office.refused("assign", office.filed(), sole="县数据局", assigned_on="2026-03-20")
    assert error.message == "云溪县数据局自 2026-05-01 起才设立，2026-03-20 还不能交办；改日期或另选单位。"
