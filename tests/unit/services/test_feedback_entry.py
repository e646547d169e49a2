"""Correcting a form, taking it back as not returned, and reminding of those that stay out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import UnitState
from zxdesk.queries.feedback_board import form_rows


def test_a_correction_changes_what_it_names_and_keeps_the_rest(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, contact_answer="已面商", way="走访", is_signed="是", comment="好。")
    office.step("correct-feedback", key, proposer="周砚秋", result="基本满意")
    with office.opened(key) as proposal:
        form = proposal.feedbacks[0]
        assert (form.attitude, form.result, form.way, form.is_signed, form.comment) == ("满意", "基本满意", "走访", True, "好。")
        assert proposal.satisfaction == "基本满意"
        assert proposal.assignments[0].state is UnitState.JUDGED


def test_a_correction_can_empty_a_comment_and_a_flag_but_not_a_judgement(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, comment="写错了。", is_signed="是")
    office.step("correct-feedback", key, proposer="周砚秋", comment="", is_signed="否")
    with office.opened(key) as proposal:
        assert (proposal.feedbacks[0].comment, proposal.feedbacks[0].is_signed) == ("", False)
    assert office.refused("correct-feedback", key, proposer="周砚秋", attitude="").message == "办理态度不能空着；表没有收回的，退回未收。"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"returned_on": "2026-06-01"}, "returned_on"), ({"attitude": "理解"}, "attitude"), ({"proposer": "贺明川"}, "proposer")],
)
def test_a_correction_is_held_to_the_rules_of_the_form(office: InventedOffice, values: dict[str, str], field: str) -> None:
    key = office.consulting()
    office.answer(key)
    assert office.refused("correct-feedback", key, **({"proposer": "周砚秋"} | values)).field == field


def test_a_form_that_is_out_has_nothing_to_correct_or_take_back(office: InventedOffice) -> None:
    key = office.consulting()
    for verb, values in (("correct-feedback", {"result": "满意"}), ("take-back-feedback", {"reason": "错"})):
        assert office.refused(verb, key, proposer="周砚秋", **values).message == "周砚秋的征询意见表还没有登记，没有可改的。"


def test_once_the_proposal_is_closed_a_correction_needs_its_reason_and_warns_of_what_it_opens(office: InventedOffice) -> None:
    key = office.closed()
    assert office.refused("correct-feedback", key, proposer="周砚秋", result="不满意").field == "reason"
    change = office.step("correct-feedback", key, proposer="周砚秋", result="不满意", reason="核对原表")
    assert change.warnings == ("0001 已办结而有不满意；要重新办理，先退回上一步。",)
    assert office.value(key, "satisfaction") == "不满意"
    assert office.events(op_id=change.op_id)[0]["reason"] == "核对原表"


def test_an_archived_form_is_not_corrected(office: InventedOffice) -> None:
    assert office.refused("correct-feedback", office.archived(), proposer="周砚秋", result="不满意", reason="错").field == "stage"


def test_a_form_taken_back_is_out_again_and_history_keeps_what_it_said(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, comment="好。")
    change = office.step("take-back-feedback", key, proposer="周砚秋", reason="录错了人")
    with office.opened(key) as proposal:
        form = proposal.feedbacks[0]
        assert (form.returned_on, form.attitude, form.result, form.comment, form.entered_by) == (None, "", "", "", "")
        assert proposal.assignments[0].state is UnitState.REPLIED
        assert proposal.satisfaction == ""
    assert "好。" in str(office.events(op_id=change.op_id)[0]["changes"])
    assert office.refused("close", key, closed_on="2026-06-15").field == "waiver"


def test_a_form_of_a_closed_proposal_is_not_taken_back(office: InventedOffice) -> None:
    assert office.refused("take-back-feedback", office.closed(), proposer="周砚秋", reason="错").field == "stage"


def test_a_reminder_is_kept_with_the_form_until_it_is_back(office: InventedOffice) -> None:
    key = office.consulting()
    plain = {"proposer": "周砚秋", "way": "电话"}
    assert office.refused("remind-form", key, **plain, reminded_on="2026-06-01").field == "reminded_on"
    assert office.refused("remind-form", key, **plain, reminded_on="2026-06-20", next_on="2026-06-19").field == "next_on"
    assert office.refused("remind-form", key, **(plain | {"way": "托梦"}), reminded_on="2026-06-20").field == "way"
    office.step("remind-form", key, **plain, reminded_on="2026-06-20", person="何春棠", answer="本周交回", next_on="2026-06-26")
    with office.opened(key) as proposal:
        (reminder,) = proposal.feedbacks[0].reminders
        assert (reminder.reminded_on, reminder.way, reminder.answer) == (date(2026, 6, 20), "电话", "本周交回")
    office.answer(key, returned_on="2026-06-25")
    assert "不用催收" in office.refused("remind-form", key, **plain, reminded_on="2026-06-26").message


def test_the_undertakings_own_key_goes_before_a_unit_with_the_same_number(office: InventedOffice) -> None:
    key = office.signed(separate="县财政局、县住建局")
    for number, unit in enumerate(("县财政局", "县住建局"), 1):
        office.reply(key, unit, number=f"{number}号")
    office.consulting(key)
    own = office.undertaking(key, "县财政局")["id"]
    assert office.unit_id("县住建局") == own
    office.step("feedback", key, proposer="周砚秋", unit=f"#{own}", attitude="满意", result="满意", returned_on="2026-06-10")
    assert office.undertaking(key, "县财政局")["state"] is UnitState.JUDGED


def test_the_form_of_a_merged_proposal_is_entered_corrected_and_taken_back_by_its_keys(office: InventedOffice) -> None:
    lead, merged = office.filed(), office.reviewed(office.received(proposers="许静安", title="关于电梯的提案"))
    office.step("merge", merged, lead="0001", merged_on="2026-03-04")
    office.consulting(lead)
    row = next(row for row in office.door.read(form_rows) if row.proposal_id == merged)
    office.step("feedback", merged, **row.target, attitude="满意", result="满意", returned_on="2026-06-10")
    office.step("correct-feedback", merged, **row.target, result="基本满意")
    assert office.value(merged, "feedbacks.result") == ["基本满意"]
    office.step("take-back-feedback", merged, **row.target, reason="录错了人")
    office.step("remind-form", merged, **row.target, reminded_on="2026-06-20", way="电话")
    assert office.value(merged, "feedbacks.returned_on") == [None]
