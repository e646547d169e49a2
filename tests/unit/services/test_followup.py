"""B-class replies are followed up; the first class is never overwritten."""

from __future__ import annotations

from datetime import date

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage

FOLLOW = {"started_on": "2026-07-01", "planned_on": "2026-12-01"}
RESULT = {"followed_on": "2026-11-20", "new_class": "A", "result": "补助办法已印发。"}


def promised(office: InventedOffice) -> int:
    return office.closed(reply_class="B", promised_on="2026-12-01", promise="年底前印发补助办法")


def test_a_follow_up_takes_the_promise_and_keeps_the_first_class(office: InventedOffice) -> None:
    key = promised(office)
    office.step("follow", key, **FOLLOW)
    assert office.value(key, "stage") is Stage.FOLLOWING
    office.step("follow-result", key, **RESULT, evidence="云政办发〔2026〕9号")
    with office.opened(key) as proposal:
        entry = proposal.assignments[0].follow_ups[0]
        assert (entry.item, entry.first_class, entry.new_class, entry.followed_on) == ("年底前印发补助办法", "B", "A", date(2026, 11, 20))
        assert (proposal.stage, proposal.reply_class, proposal.follow_class) == (Stage.CLOSED, "B", "A")
        assert proposal.assignments[0].replies[0].reply_class == "B"


def test_only_a_promise_is_followed(office: InventedOffice) -> None:
    assert office.refused("follow", office.closed(), **FOLLOW).message == "0001 没有 B 类答复，不用跟踪。"
    office.step("set-rule", path="follow_up_classes", value="B、C")
    key = office.closed(office.received(), reply_class="C")
    office.step("follow", key, **FOLLOW)


def test_the_days_of_a_follow_up_come_in_order(office: InventedOffice) -> None:
    key = promised(office)
    assert office.refused("follow", key, **(FOLLOW | {"started_on": "2026-06-14"})).field == "started_on"
    assert office.refused("follow", key, **(FOLLOW | {"planned_on": "2026-06-30"})).field == "planned_on"
    assert office.refused("follow", key, started_on="2026-07-01").field == "planned_on"
    office.step("follow", key, **FOLLOW)
    assert office.refused("follow-result", key, **(RESULT | {"followed_on": "2026-06-30"})).field == "followed_on"
    assert office.refused("follow-result", key, **(RESULT | {"new_class": "D"})).field == "reply_classes"


def test_each_unit_reports_and_the_last_one_closes(office: InventedOffice) -> None:
    key = office.signed(separate="县住建局、县交通局")
    office.reply(key, "县住建局", reply_class="B")
    office.reply(key, "县交通局", number="2号", reply_class="B")
    office.step("send-forms", key, sent_on="2026-06-02")
    office.step("close", key, closed_on="2026-06-15", waiver="未收回")
    office.step("follow", key, **FOLLOW)
    office.step("follow-result", key, unit="县住建局", **RESULT)
    assert office.value(key, "stage") is Stage.FOLLOWING
    assert office.refused("follow-result", key, unit="县住建局", **RESULT).field == "unit"
    office.step("follow-result", key, unit="县交通局", **(RESULT | {"new_class": "B"}))
    assert (office.value(key, "stage"), office.value(key, "follow_class")) == (Stage.CLOSED, "B")


def test_what_is_still_promised_is_followed_again(office: InventedOffice) -> None:
    key = promised(office)
    office.step("follow", key, **FOLLOW)
    office.step("follow-result", key, **(RESULT | {"new_class": "B"}))
    office.step("follow", key, started_on="2026-12-01", planned_on="2027-06-30")
    office.step("follow-result", key, **(RESULT | {"followed_on": "2027-06-20"}))
    with office.opened(key) as proposal:
        assert [entry.new_class for entry in proposal.assignments[0].follow_ups] == ["B", "A"]
        assert (proposal.reply_class, proposal.follow_class) == ("B", "A")


def test_a_follow_up_taken_back_is_begun_again_in_the_same_entry(office: InventedOffice) -> None:
    key = promised(office)
    office.step("follow", key, **FOLLOW)
    office.step("step-back", key, reason="日期有误")
    office.step("follow", key, started_on="2026-07-05", planned_on="2026-12-20")
    with office.opened(key) as proposal:
        assert [entry.planned_on for entry in proposal.assignments[0].follow_ups] == [date(2026, 12, 20)]
