"""A new holiday list moves the deadlines that are open, and says which."""

from __future__ import annotations

from datetime import date

from tests.invented_office import InventedOffice
from zxdesk.services.office import set_holidays

REST = {"day": "2026-03-24", "is_workday": "否", "name": "县庆"}


def test_open_deadlines_in_working_days_move_and_are_listed(office: InventedOffice) -> None:
    key = office.assigned()
    change = office.step("set-holiday", **REST)
    row = office.undertaking(key, "县住建局")
    assert (row["receipt_due_on"], row["hand_back_due_on"], row["contact_due_on"]) == (date(2026, 4, 7), date(2026, 3, 30), date(2026, 4, 14))
    assert row["due_on"] == date(2026, 6, 20)
    assert len(change.warnings) == 3
    assert "0001 县住建局签收期限：2026-04-03 改为 2026-04-07" in change.warnings[0]
    assert key in change.proposals


def test_a_reply_deadline_in_working_days_moves_with_its_reason(office: InventedOffice) -> None:
    office.step("set-rule", path="deadlines.reply_lead", value="10个工作日")
    key = office.assigned()
    assert office.undertaking(key, "县住建局")["due_on"] == date(2026, 4, 3)
    office.step("set-holiday", **REST)
    row = office.undertaking(key, "县住建局")
    assert (row["due_on"], row["original_due_on"]) == (date(2026, 4, 7), date(2026, 4, 7))
    assert "县庆 3月24日" in row["due_why"]
    assert office.value(key, "next_due_on") == date(2026, 4, 7)


def test_fixed_answered_and_locked_deadlines_stay(office: InventedOffice) -> None:
    office.step("set-rule", path="deadlines.reply_lead", value="10个工作日")
    fixed, answered = office.filed(), office.assigned(office.received())
    office.step("assign", fixed, sole="县住建局", assigned_on="2026-03-20", due_on="2026-04-03")
    office.step("sign", fixed, signed_on="2026-03-21")
    office.step("contact", fixed, contacted_on="2026-03-22", way="电话")
    office.reply(answered, replied_on="2026-04-01")
    office.step("set-holiday", **REST)
    assert office.undertaking(fixed, "县住建局")["due_on"] == date(2026, 4, 3)
    row = office.undertaking(answered, "县住建局")
    assert (row["due_on"], row["receipt_due_on"]) == (date(2026, 4, 3), date(2026, 4, 3))


def test_a_locked_plenary_is_left_alone(office: InventedOffice) -> None:
    key = office.assigned()
    office.step("lock-plenary", locked_on="2026-12-31")
    assert office.step("set-holiday", **REST).warnings == ()
    assert office.undertaking(key, "县住建局")["receipt_due_on"] == date(2026, 4, 3)


def test_the_day_for_forms_moves(office: InventedOffice) -> None:
    key = office.consulting()
    change = office.step("set-holiday", day="2026-06-03", is_workday="否", name="县庆")
    assert office.value(key, "feedbacks.due_on") == [date(2026, 6, 25)]
    assert change.warnings == (
        "0001 周砚秋收回期限：2026-06-24 改为 2026-06-25"
        "（2026-06-02 发出征询意见表 + 15 个工作日（跳过 县庆 6月3日、端午节 6月19日–21日）= 2026-06-25）",
    )


def test_the_day_for_answering_a_hand_back_moves(office: InventedOffice) -> None:
    key = office.assigned()
    office.step("hand-back", key, requested_on="2026-03-23", reason="不属职责")
    office.step("set-holiday", **REST)
    with office.opened(key) as proposal:
        assert proposal.assignments[0].hand_backs[0].answer_due_on == date(2026, 3, 31)


def test_a_workday_at_a_weekend_moves_deadlines_back(office: InventedOffice) -> None:
    key = office.assigned()
    office.step("set-holiday", day="2026-03-21", is_workday="是", name="调休")
    assert office.undertaking(key, "县住建局")["receipt_due_on"] == date(2026, 4, 2)


def test_a_whole_list_is_taken_in_and_the_last_word_on_a_day_holds(office: InventedOffice) -> None:
    days = ((date(2026, 3, 24), True, ""), (date(2026, 3, 24), False, "县庆"), (date(2026, 3, 25), False, "县庆"))
    key = office.assigned()
    office.run(set_holidays, days=days)
    assert office.undertaking(key, "县住建局")["receipt_due_on"] == date(2026, 4, 8)


def test_a_correction_that_moves_nothing_lists_nothing(office: InventedOffice) -> None:
    office.assigned()
    assert office.step("set-holiday", day="2026-01-05", is_workday="否").warnings == ()
