"""The office, its plenaries, its lock and its rules."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.invented_office import TITLE, InventedOffice
from zxdesk.domain.office import Holiday, Office, Plenary
from zxdesk.services.door import Door
from zxdesk.services.office import chinese, create_office


def plenary(office: InventedOffice, name: str = "十届二次") -> dict[str, object]:
    with office.reading() as session:
        row = session.query(Plenary).filter_by(name=name).one()
        return {c.key: getattr(row, c.key) for c in row.__mapper__.column_attrs}


def test_an_office_starts_with_its_rules_and_the_statutory_calendar(office: InventedOffice) -> None:
    with office.reading() as session:
        assert session.query(Office).one().name == "云溪县政协提案委"
        assert session.query(Holiday).filter_by(day=date(2026, 10, 1)).one().is_workday is False
    found = plenary(office)
    assert found["full_name"] == "政协云溪县第十届委员会第二次会议"
    assert found["cutoff_at"] == datetime(2026, 2, 27, 12, 0)


def test_a_second_office_is_refused(office: InventedOffice) -> None:
    error = office.refused_run(create_office, name="另一提案委", committee="政协另一县委员会", rules="national")
    assert error.message == "这本登记簿已经有机关了；要另建，换一个数据文件夹。"


def test_an_empty_register_says_what_to_do_first(register, office: InventedOffice) -> None:  # type: ignore[no-untyped-def]
    empty = InventedOffice(register, Door(register.reading, register.writing, office.door.actor, office.clock), office.clock)
    assert empty.refused("draft", title=TITLE).message == "这本登记簿还没有建立机关，先用“新建机关”填好名称和规则包。"
    empty.run(create_office, name="新机关", committee="政协新县委员会", rules="national")
    assert empty.refused("draft", title=TITLE).message == "还没有届次，先在设置里加一个。"
    assert empty.refused_run(create_office, name="x", committee="y", rules="nowhere").field in ("name", "rules")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"term": "10", "number": "2"}, "number"),
        ({"term": "10", "number": "0"}, "number"),
        ({"term": "10", "number": "100"}, "number"),
        ({"term": "-1", "number": "1"}, "term"),
        ({"term": "十", "number": "1"}, "term"),
        ({"term": "10", "number": "3", "opens_on": "2027-02-25", "closes_on": "2027-02-20"}, "closes_on"),
        ({"term": "10", "number": "3", "cutoff_at": "25:00"}, "cutoff_at"),
    ],
)
def test_a_wrong_plenary_is_refused(office: InventedOffice, values: dict[str, str], field: str) -> None:
    assert office.refused("add-plenary", **values).field == field


def test_a_new_plenary_is_the_current_one_until_another_is_chosen(office: InventedOffice) -> None:
    office.step("add-plenary", term=11, number=1)
    assert plenary(office, "十一届一次")["full_name"] == "政协云溪县第十一届委员会第一次会议"
    assert "十届二次、十一届一次" in office.refused("choose-plenary", plenary="九届一次").message
    office.step("choose-plenary", plenary="十届二次会议")
    assert office.value(office.received(), "plenary.name") == "十届二次"


def test_a_plenary_and_the_office_are_corrected(office: InventedOffice) -> None:
    office.step("edit-plenary", cutoff_on="2026-02-28", cutoff_at="18:00", closes_on="2026-03-01")
    assert plenary(office)["cutoff_at"] == datetime(2026, 2, 28, 18, 0)
    assert office.refused("edit-plenary", closes_on="2026-02-20").field == "closes_on"
    office.step("edit-office", phone="0900-555-0100")
    with office.reading() as session:
        assert session.query(Office).one().phone == "0900-555-0100"


def test_a_locked_plenary_refuses_every_change_until_it_is_opened_with_a_reason(office: InventedOffice) -> None:
    draft, key = office.step("draft", title=TITLE).subject, office.consulting()
    assert draft is not None
    office.step("set-rule", path="yellow_days", value="10", plenary="十届二次", own="是")
    office.step("lock-plenary", locked_on="2026-12-31")
    sentence = "十届二次已于 2026-12-31 锁定，不能再改；先在设置里解锁并写明理由。"
    possible = "录错的可以更正并写明理由，锁定以后的办理、回访、跟踪、归档照常登记；其他改动先在设置里解锁并写明理由。"
    answer = {"proposer": "周砚秋", "attitude": "满意", "result": "满意", "returned_on": "2026-06-10"}
    assert "登记征询意见的日期 2026-06-10 在锁定以前" in office.refused("feedback", key, **answer).message
    assert office.refused("draft", title=TITLE).message == sentence
    assert office.refused("receive", draft).message == f"十届二次已于 2026-12-31 锁定，不能再收件；{possible}"
    assert office.refused("contact", key, contacted_on="2026-06-01", way="电话").field == "contacted_on"
    assert office.refused("suggest-key", key, suggested_on="2026-06-01").message == f"十届二次已于 2026-12-31 锁定，不能再建议重点；{possible}"
    assert office.refused("edit-plenary", closes_on="2026-03-02").message == sentence
    assert office.refused("lock-plenary", locked_on="2027-01-01").message == sentence
    assert office.refused("set-rule", path="yellow_days", value="5", plenary="十届二次").message == sentence
    assert office.refused("unlock-plenary").field == "reason"
    change = office.step("unlock-plenary", reason="统计更正，主任会议同意")
    assert office.events(op_id=change.op_id)[0]["reason"] == "统计更正，主任会议同意"
    office.step("feedback", key, **answer)
    assert office.refused("unlock-plenary", reason="再开").message == "十届二次没有锁定。"


def test_a_changed_rule_holds_from_then_on(office: InventedOffice) -> None:
    office.step("set-rule", path="deadlines.reply_lead", value="2个月")
    row = office.undertaking(office.assigned(), "县住建局")
    assert (row["due_on"], row["due_why"]) == (date(2026, 5, 20), "2026-03-20 交办 + 2 个月 = 2026-05-20")
    office.step("set-rule", path="deadlines.reply_lead", value="5月25日")
    assert office.undertaking(office.assigned(), "县住建局")["due_on"] == date(2026, 5, 25)
    office.step("set-rule", path="title_max", value="20")
    assert office.refused("draft", title="关" * 21).field == "title"


@pytest.mark.parametrize(
    ("path", "value"), [("deadlines.reply_lead", "很久"), ("nothing.here", "1"), ("yellow_days", "多"), ("satisfaction", "抽签")]
)
def test_a_wrong_rule_is_refused(office: InventedOffice, path: str, value: str) -> None:
    office.refused("set-rule", path=path, value=value)


def test_one_plenary_may_have_rules_of_its_own(office: InventedOffice) -> None:
    office.step("add-plenary", term=10, number=3, cutoff_on="2026-02-28")
    office.step("set-rule", path="deadlines.reply_lead", value="4个月", plenary="十届三次", own="是")
    assert office.undertaking(office.assigned(), "县住建局")["due_on"] == date(2026, 7, 20)
    office.step("choose-plenary", plenary="十届二次")
    assert office.undertaking(office.assigned(), "县住建局")["due_on"] == date(2026, 6, 20)


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (16, "十六"), (20, "二十"), (21, "二十一"), (99, "九十九")])
def test_terms_are_written_in_chinese(number: int, words: str) -> None:
    assert chinese(number) == words
