"""Asking each proposer about each reply; closing, or handling again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage, UnitState


def asked(office: InventedOffice, proposers: str = "周砚秋、许静安", *, separate: str = "") -> int:
    """At 征询中: answered by 县住建局 alone, or by several units each for itself."""
    key = office.received(proposers=proposers)
    if separate:
        office.signed(key, separate=separate)
        for number, unit in enumerate(separate.split("、"), 1):
            office.reply(key, unit, number=f"{number}号")
    return office.consulting(key)


def test_a_form_goes_to_every_proposer_for_every_reply(office: InventedOffice) -> None:
    key = asked(office, separate="县住建局、县交通局")
    with office.opened(key) as proposal:
        sent = {(form.line.name, form.reply.assignment.unit.short) for form in proposal.feedbacks}
        assert sent == {(name, unit) for name in ("周砚秋", "许静安") for unit in ("县住建局", "县交通局")}
        assert {form.due_on for form in proposal.feedbacks} == {date(2026, 6, 24)}  # 15 working days, 端午节 between
        assert proposal.next_due_on == date(2026, 6, 24)


def test_who_declined_or_has_not_signed_is_not_asked(office: InventedOffice) -> None:
    key = office.received(proposers="周砚秋", invited="许静安、贺明川")
    office.step("countersign", key, proposer="许静安", answer="谢绝", answered_on="2026-02-27")
    office.consulting(key)
    assert office.value(key, "feedbacks.line.name") == ["周砚秋"]
    assert office.refused("feedback", key, proposer="许静安", attitude="满意", result="满意", returned_on="2026-06-10").field == "proposer"


def test_forms_are_sent_after_the_reply_not_before(office: InventedOffice) -> None:
    error = office.refused("send-forms", office.replied(), sent_on="2026-05-31")
    assert error.message == "发出日期 2026-05-31 早于办复日期 2026-06-01；改正其中一个。"


def test_a_proposal_that_wants_no_feedback_is_closed_without_forms(office: InventedOffice) -> None:
    key = office.consulting(office.received(wants_feedback="否"))
    assert office.value(key, "feedbacks") == []
    office.step("close", key, closed_on="2026-06-15")
    assert office.value(key, "stage") is Stage.CLOSED


def test_a_form_keeps_every_answer_and_who_entered_it(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(
        key, result="基本满意", contact_answer="已面商", way="走访", relevance="针对", is_leader_reply="是", is_signed="是",
        signed_on="2026-06-09", comment="望尽快落实。",
    )
    with office.opened(key) as proposal:
        form = proposal.feedbacks[0]
        assert (form.attitude, form.result, form.contact_answer, form.relevance) == ("满意", "基本满意", "已面商", "针对")
        assert (form.comment, form.entered_by, form.is_signed) == ("望尽快落实。", "何春棠", True)
        assert proposal.assignments[0].state is UnitState.JUDGED


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"returned_on": "2026-06-01"}, "returned_on"),
        ({"attitude": "理解"}, "attitude"),
        ({"result": "同意"}, "result"),
        ({"contact_answer": "见过"}, "contact_answer"),
        ({"way": "托梦"}, "way"),
        ({"proposer": "贺明川"}, "proposer"),
    ],
)
def test_an_answer_that_is_not_on_the_form_is_refused(office: InventedOffice, values: dict[str, str], field: str) -> None:
    plain = {"proposer": "周砚秋", "attitude": "满意", "result": "满意", "returned_on": "2026-06-10"}
    assert office.refused("feedback", office.consulting(), **(plain | values)).field == field


def test_with_several_replies_the_unit_is_named(office: InventedOffice) -> None:
    key = asked(office, "周砚秋", separate="县住建局、县交通局")
    plain = {"proposer": "周砚秋", "attitude": "满意", "result": "满意", "returned_on": "2026-06-10"}
    assert office.refused("feedback", key, **plain).message == "周砚秋要评几家单位的答复（县住建局、县交通局），写明是哪一家。"
    office.step("feedback", key, unit="县交通局", **plain)
    assert office.undertaking(key, "县交通局")["state"] is UnitState.JUDGED
    assert office.undertaking(key, "县住建局")["state"] is UnitState.REPLIED


@pytest.mark.parametrize(
    ("rule", "first", "second", "third", "overall"),
    [
        ("以第一提案人为准", "满意", "不满意", "不满意", "满意"),
        ("以最差的回答为准", "满意", "基本满意", "不满意", "不满意"),
        ("以多数回答为准", "不满意", "满意", "满意", "满意"),
    ],
)
def test_one_word_comes_of_several_forms_by_the_rule(
    office: InventedOffice, rule: str, first: str, second: str, third: str, overall: str
) -> None:
    office.step("set-rule", path="satisfaction", value=rule)
    key = asked(office, "周砚秋、许静安、贺明川")
    for name, word in (("周砚秋", first), ("许静安", second), ("贺明川", third)):
        office.answer(key, name, word)
    assert office.value(key, "satisfaction") == overall


def test_the_least_favourable_reply_speaks_for_the_proposal(office: InventedOffice) -> None:
    key = asked(office, "周砚秋", separate="县住建局、县交通局")
    office.answer(key, unit="县住建局", result="满意")
    office.answer(key, unit="县交通局", result="基本满意")
    assert office.value(key, "satisfaction") == "基本满意"


def test_a_proposal_closes_when_all_are_content(office: InventedOffice) -> None:
    key = asked(office)
    office.answer(key)
    error = office.refused("close", key, closed_on="2026-06-15")
    assert error.message == "征询意见表还没有收齐（许静安），先登记，或写明不等的理由。"
    office.answer(key, "许静安", "基本满意")
    assert office.refused("close", key, closed_on="2026-06-01").field == "closed_on"
    office.step("close", key, closed_on="2026-06-15")
    with office.opened(key) as proposal:
        assert (proposal.stage, proposal.closed_on, proposal.satisfaction) == (Stage.CLOSED, date(2026, 6, 15), "基本满意")


def test_an_unhappy_proposal_closes_only_with_a_written_reason_that_is_kept(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, result="不满意")
    assert office.refused("close", key, closed_on="2026-06-15").message == "征询意见为“不满意”，要重新办理；确需办结的，写明理由。"
    change = office.step("close", key, closed_on="2026-06-15", waiver="已两次答复，提案者理解")
    assert office.value(key, "satisfaction") == "不满意"
    assert office.events(op_id=change.op_id)[0]["reason"] == "已两次答复，提案者理解"


def test_an_unhappy_attitude_counts_as_the_rules_say(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, attitude="不满意", result="满意")
    assert office.refused("close", key, closed_on="2026-06-15").field == "waiver"
    office.step("set-rule", path="redo_on", value="办理结果")
    assert "没有不满意" in office.refused("redo", key, redone_on="2026-06-12", reason="态度").message
    office.step("close", key, closed_on="2026-06-15")


def test_forms_that_stay_out_are_waived_with_a_reason(office: InventedOffice) -> None:
    key = office.consulting()
    office.step("close", key, closed_on="2026-07-15", waiver="三次催收未回")
    assert (office.value(key, "stage"), office.value(key, "satisfaction")) == (Stage.CLOSED, "")


def test_a_form_that_comes_late_is_still_entered(office: InventedOffice) -> None:
    key = office.consulting()
    office.step("close", key, closed_on="2026-07-15", waiver="三次催收未回")
    office.answer(key, returned_on="2026-07-20")
    assert (office.value(key, "stage"), office.value(key, "satisfaction")) == (Stage.CLOSED, "满意")


def test_a_redo_goes_to_the_unit_that_did_not_satisfy_with_a_new_deadline(office: InventedOffice) -> None:
    key = asked(office, "周砚秋", separate="县住建局、县交通局")
    office.answer(key, unit="县住建局", result="不满意")
    office.answer(key, unit="县交通局")
    assert office.refused("redo", key, redone_on="2026-06-12").field == "reason"
    assert office.refused("redo", key, redone_on="2026-06-01", reason="不满意").field == "redone_on"
    assert office.refused("redo", key, redone_on="2026-06-12", reason="不满意", units="县财政局").field == "units"
    office.step("redo", key, redone_on="2026-06-12", reason="不满意")
    again, done = office.undertaking(key, "县住建局"), office.undertaking(key, "县交通局")
    assert (again["state"], again["redo"], again["due_on"]) == (UnitState.REDOING, 1, date(2026, 7, 12))
    assert again["due_why"] == "2026-06-12 重新办理 + 30 日 = 2026-07-12"
    assert (done["state"], done["redo"]) == (UnitState.JUDGED, 0)
    assert (office.value(key, "stage"), office.value(key, "redo")) == (Stage.REDOING, 1)


def test_nobody_handles_again_what_satisfied(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key)
    assert office.refused("redo", key, redone_on="2026-06-12", reason="想再办").message == "0001 的征询意见里没有不满意，不用重新办理。"


def test_after_a_redo_only_the_new_reply_is_asked_about_and_old_forms_stay(office: InventedOffice) -> None:
    key = asked(office, "周砚秋", separate="县住建局、县交通局")
    office.answer(key, unit="县住建局", result="不满意")
    office.answer(key, unit="县交通局")
    office.step("redo", key, redone_on="2026-06-12", reason="不满意")
    office.reply(key, "县住建局", number="3号", replied_on="2026-07-01")
    office.step("send-forms", key, sent_on="2026-07-02")
    with office.opened(key) as proposal:
        forms = [(form.reply.number, form.result) for form in proposal.feedbacks]
        assert forms == [("1号", "不满意"), ("2号", "满意"), ("3号", "")]
    office.answer(key, unit="县住建局", returned_on="2026-07-10")
    office.step("close", key, closed_on="2026-07-15")
    assert office.value(key, "satisfaction") == "满意"


def test_a_visit_is_kept_after_the_reply(office: InventedOffice) -> None:
    visit = {"visited_on": "2026-06-20", "way": "走访", "person": "何春棠", "result": "补助已到位。"}
    assert office.refused("visit", office.signed(), **visit).field == "stage"
    key = office.closed()
    assert office.refused("visit", key, **(visit | {"visited_on": "2026-05-31"})).field == "visited_on"
    assert office.refused("visit", key, **(visit | {"way": "托梦"})).field == "way"
    assert office.refused("visit", key, **visit, proposer="许静安").field == "proposer"
    office.step("visit", key, **visit, proposer="周砚秋")
    assert office.value(key, "visits.result") == ["补助已到位。"]
    assert office.value(key, "visits.line.name") == ["周砚秋"]
