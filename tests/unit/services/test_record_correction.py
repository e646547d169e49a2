"""Correcting single records of a file: with a reason, by the rules of their registering, nothing else moved."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage

WHY = {"reason": "录错"}
ANSWER = {"attitude": "满意", "result": "满意", "returned_on": "2026-06-10"}


def with_contacts(office: InventedOffice) -> int:
    key = office.signed()
    for day in ("2026-04-01", "2026-04-08"):
        office.step("contact", key, unit="县住建局", contacted_on=day, way="走访", participants="周砚秋")
    return key


def test_one_of_several_contacts_is_called_by_its_day_and_corrected(office: InventedOffice) -> None:
    key = with_contacts(office)
    change = office.step("correct-contact", key, unit="县住建局", record="2026-04-08", way="电话", participants="周砚秋、许静安", **WHY)
    with office.opened(key) as proposal:
        contacts = [row for one in proposal.assignments for row in one.contacts]
        assert [(row.way, row.participants) for row in contacts] [-2:] == [("走访", "周砚秋"), ("电话", "周砚秋、许静安")]
    event = office.events(op_id=change.op_id)[0]
    assert (event["action"], event["reason"]) == ("correct-contact", "录错")


def test_which_of_several_contacts_has_to_be_said(office: InventedOffice) -> None:
    error = office.refused("correct-contact", with_contacts(office), unit="县住建局", way="电话", **WHY)
    assert error.field == "record"
    assert "2026-04-01（#" in error.message


@pytest.mark.parametrize(
    ("values", "field"),
    [({"contacted_on": "2026-03-01"}, "contacted_on"), ({"way": ""}, "way"), ({"way": "托梦"}, "way"), ({"way": "走访"}, "reason")],
)
def test_a_contact_is_corrected_by_the_rules_of_registering_it(office: InventedOffice, values: dict[str, str], field: str) -> None:
    error = office.refused("correct-contact", with_contacts(office), unit="县住建局", record="2026-04-08", **values, **WHY)
    assert error.field == field


def test_a_reminder_may_be_emptied_where_nothing_is_needed(office: InventedOffice) -> None:
    key = office.signed()
    office.step("remind", key, unit="县住建局", reminded_on="2026-05-20", way="电话", answer="答非本件", next_on="2026-05-27")
    office.step("correct-reminder", key, unit="县住建局", answer="", next_on="", **WHY)
    assert office.value(key, "assignments.reminders")[0][0].answer == ""
    assert office.refused("correct-reminder", key, unit="县住建局", next_on="2026-05-01", **WHY).field == "next_on"


def test_a_visit_is_corrected_with_its_proposer(office: InventedOffice) -> None:
    key = office.consulting()
    office.step("visit", key, visited_on="2026-06-20", way="走访", person="何春棠", result="属实")
    office.step("correct-visit", key, proposer="周砚秋", visited_on="2026-06-21", **WHY)
    with office.opened(key) as proposal:
        assert (proposal.visits[0].line.name, proposal.visits[0].visited_on) == ("周砚秋", date(2026, 6, 21))  # type: ignore[union-attr]
    assert office.refused("correct-visit", key, visited_on="2026-01-01", **WHY).field == "visited_on"
    assert office.refused("correct-visit", key, result="", **WHY).field == "result"


def test_a_reminder_of_a_form_stays_between_sending_and_returning(office: InventedOffice) -> None:
    key = office.consulting()
    office.step("remind-form", key, proposer="周砚秋", reminded_on="2026-06-09", way="电话")
    office.step("feedback", key, proposer="周砚秋", **ANSWER)
    office.step("correct-form-reminder", key, reminded_on="2026-06-10", **WHY)
    assert office.refused("correct-form-reminder", key, reminded_on="2026-06-11", **WHY).field == "reminded_on"


def key_proposal(office: InventedOffice) -> int:
    key = office.filed()
    office.step("suggest-key", key, suggested_on="2026-03-10")
    office.step("decide-key", key, decided_on="2026-03-15", meeting="主席会议", level="提案委督办", leader="顾南乔")
    office.step("inspect", key, held_on="2026-04-15", way="现场督办")
    return key


def test_a_key_proposal_and_its_inspection_are_corrected_in_order_of_days(office: InventedOffice) -> None:
    key = key_proposal(office)
    office.step("correct-key", key, leader="顾南桥", listed_for="民生", **WHY)
    assert office.value(key, "key_file.leader") == "顾南桥"
    assert office.value(key, "key_file.reason") == "民生"
    assert office.refused("correct-key", key, decided_on="2026-04-16", **WHY).field == "decided_on"
    assert office.refused("correct-key", key, decided_on="2026-03-09", **WHY).field == "decided_on"
    assert office.refused("correct-key", key, result="已落实", **WHY).field == "result"
    assert office.refused("correct-key", key, leader="", **WHY).field == "leader"
    assert office.refused("correct-inspection", key, held_on="2026-03-14", **WHY).field == "held_on"
    office.step("report-key", key, reported_on="2026-05-15", result="已落实")
    assert office.refused("correct-inspection", key, held_on="2026-05-16", **WHY).field == "held_on"


def test_a_review_is_corrected_and_the_category_follows_until_it_is_decided(office: InventedOffice) -> None:
    key = office.received()
    office.step("first-review", key, reviewer="何春堂", reviewed_on="2026-03-01", category="教育", outcome="立案", suggests_key="是")
    office.step("correct-review", key, reviewer="何春棠", category="医疗卫生", suggests_key="否", **WHY)
    assert office.value(key, "reviews.reviewer") == ["何春棠"]
    assert office.value(key, "category") == "医疗卫生"
    assert office.value(key, "is_key_suggested") is False
    assert office.value(key, "stage") is Stage.FIRST_REVIEWED


def test_days_of_reviews_stay_in_order(office: InventedOffice) -> None:
    key = office.filed()
    with office.opened(key) as proposal:
        first, second, decision = (review.reviewed_on.isoformat() for review in proposal.reviews)
    assert office.refused("correct-review", key, record="初审", reviewed_on="2026-01-01", **WHY).field == "reviewed_on"
    assert "晚于复审日期" in office.refused("correct-review", key, record="初审", reviewed_on=decision, **WHY).message
    assert "早于初审日期" in office.refused("correct-review", key, record="复审", reviewed_on="2026-02-27", **WHY).message
    assert "晚于审定日期" in office.refused("correct-review", key, record="复审", reviewed_on="2026-12-01", **WHY).message
    assert first < second <= decision


def test_what_a_decision_was_built_on_is_not_corrected_to_something_else(office: InventedOffice) -> None:
    key = office.filed()
    assert office.refused("correct-review", key, record="复审", category="医疗卫生", **WHY).field == "category"
    assert office.refused("correct-review", key, record="复审", outcome="不予立案", reasons="16", **WHY).field == "outcome"
    assert office.refused("correct-review", key, record="审定", outcome="不予立案", **WHY).field == "outcome"
    office.step("correct-review", key, record="初审", category="医疗卫生", opinion="同意", **WHY)
    assert office.value(key, "category") == "城乡建设与管理", "what the first review said is a record, the decision stays"


def test_the_day_and_the_meeting_of_the_decision_go_up_to_the_proposal(office: InventedOffice) -> None:
    key = office.filed()
    office.step("correct-review", key, record="审定", reviewed_on="2026-03-05", meeting="主席会议", **WHY)
    assert office.value(key, "filed_on") == office.value(key, "decided_on") == date(2026, 3, 5)
    assert office.value(key, "meeting") == "主席会议"
    office.step("assign", key, sole="县住建局", assigned_on="2026-03-20")
    assert "晚于交办日期" in office.refused("correct-review", key, record="审定", reviewed_on="2026-03-21", **WHY).message


def test_an_unfit_proposal_is_not_corrected_into_filing(office: InventedOffice) -> None:
    key = office.received()
    office.step("first-review", key, reviewer="何", reviewed_on="2026-03-01", category="教育", outcome="立案")
    assert office.refused("correct-review", key, is_form_fit="否", **WHY).field == "outcome"
    assert office.refused("correct-review", key, outcome="不予立案", **WHY).field == "reasons"


def test_a_file_attached_by_mistake_is_taken_out_and_stays_on_the_disk(office: InventedOffice) -> None:
    key = office.received()
    for name in ("甲.pdf", "乙.pdf"):
        path = office.register.path.parent / name
        path.write_bytes(name.encode())
        office.step("attach", key, file=str(path), added_on="2026-02-28")
    assert office.refused("detach", key, reason="加错").field == "record"
    held = office.value(key, "attachments.sha256")
    change = office.step("detach", key, record="甲.pdf", reason="加错了")
    assert office.value(key, "attachments.name") == ["乙.pdf"]
    assert all((office.door.files / digest).exists() for digest in held)
    assert "甲.pdf" in str(office.events(op_id=change.op_id)[0]["changes"])


def test_a_form_that_came_back_is_not_overwritten_by_registering_again(office: InventedOffice) -> None:
    key = office.consulting()
    office.step("feedback", key, proposer="周砚秋", **ANSWER)
    error = office.refused("feedback", key, proposer="周砚秋", **(ANSWER | {"result": "不满意"}))
    assert "更正征询意见" in error.message
    assert error.field == "proposer"


def test_directories_are_kept_by_steps_that_call_records_by_name(office: InventedOffice) -> None:
    change = office.step("edit-member", member="周砚秋", phone="0900-555-0199")
    assert office.events(op_id=change.op_id)[0]["action"] == "edit-member"
    assert office.refused("edit-member", member="无此人", phone="1").field == "member"
    assert office.refused("edit-member", member="周砚秋", name="").field == "name"
    assert office.refused("edit-unit-record", unit="无此单位", phone="1").field == "unit"
    assert office.refused("edit-unit-record", unit="县住建局", code="").field == "code"
    office.step("succeed-unit", unit="县住建局", succession="更名", on="2026-05-01", successor="云溪县城乡建设局")
    office.door.undo(office.step("edit-unit-record", unit="云溪县城乡建设局", phone="0900-555-0100").op_id)


def test_a_leaders_note_is_rewritten_and_the_key_proposal_follows(office: InventedOffice) -> None:
    key = key_proposal(office)
    assert office.refused("correct-note", key, note="2026-03-16 顾南乔：抓紧。", **WHY).field == "note"
    office.step("note", key, leader="顾南乔", noted_on="2026-03-16", note="抓紧。")
    office.step("note", key, leader="陆知远", noted_on="2026-03-18", note="同意。")
    assert office.refused("correct-note", key, note="抓紧。", **WHY).field == "note"
    assert office.refused("correct-note", key, note="2026-02-30 顾南乔：抓紧。", **WHY).field == "note"
    office.step("correct-note", key, note="2026-03-16 顾南乔：抓紧。\n2026-03-19 陆知远：同意，\n按月报进度。", **WHY)
    assert office.value(key, "key_file.note") == "同意，\n按月报进度。"
    assert office.value(key, "key_file.note_on") == date(2026, 3, 19)


def test_days_of_directories_are_not_corrected_past_what_was_built_on_them(office: InventedOffice) -> None:
    office.signed()
    assert office.refused("edit-unit-record", unit="县住建局", valid_from="2026-12-01").field == "valid_from"
    assert office.refused("succeed-unit", unit="县住建局", succession="撤销", on="2026-01-01").field == "on"
    assert office.refused("end-membership", member="周砚秋", ends_on="2026-01-31", status="调离").field == "ends_on"
    assert office.refused("edit-member", member="周砚秋", starts_on="2026-12-01").field == "starts_on"
    office.step("end-membership", member="周砚秋", ends_on="2026-05-31", status="调离")


def passed_on(office: InventedOffice) -> int:
    key = office.reviewed()
    office.step("opinion", key, reasons="12", decided_on="2026-03-04")
    for target in ("市住建局", "市民政局"):
        office.step("transfer", key, target=target, sent_on="2026-03-05", number="云政协转〔2026〕1号")
    return key


def test_one_of_several_transfers_is_called_by_where_it_went_and_corrected(office: InventedOffice) -> None:
    key = passed_on(office)
    error = office.refused("correct-transfer", key, number="2号", **WHY)
    assert error.field == "record"
    assert "2026-03-05 市民政局（#" in error.message
    values = {"target": "市住房和城乡建设局", "answered_on": "2026-04-01", "answer": "已列入研究。"}
    change = office.step("correct-transfer", key, record="2026-03-05 市住建局", **values, **WHY)
    with office.opened(key) as proposal:
        assert [(row.target, row.answer) for row in proposal.transfers] == [("市住房和城乡建设局", "已列入研究。"), ("市民政局", "")]
    event = office.events(op_id=change.op_id)[0]
    assert (event["action"], event["reason"]) == ("correct-transfer", "录错")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"sent_on": "2026-03-03"}, "sent_on"),
        ({"answered_on": "2026-03-04"}, "answered_on"),
        ({"target": ""}, "target"),
        ({"target": "市民政局"}, "target"),
        ({"number": "云政协转〔2026〕1号"}, "reason"),
    ],
)
def test_a_transfer_is_corrected_by_the_rules_of_registering_it(office: InventedOffice, values: dict[str, str], field: str) -> None:
    assert office.refused("correct-transfer", passed_on(office), record="2026-03-05 市住建局", **values, **WHY).field == field


def test_the_day_of_a_decision_is_not_corrected_past_what_was_passed_on_after_it(office: InventedOffice) -> None:
    error = office.refused("correct-review", passed_on(office), record="审定", reviewed_on="2026-03-06", **WHY)
    assert error.field == "reviewed_on"
    assert "转送日期 2026-03-05" in error.message
