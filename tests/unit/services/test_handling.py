"""While a unit works: contacts, extensions, co-handling opinions, reminders."""

from __future__ import annotations

from datetime import date

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import UnitState


def test_a_contact_is_recorded_with_its_phase_and_sets_the_unit_to_work(office: InventedOffice) -> None:
    key = office.assigned()
    office.step("sign", key, signed_on="2026-03-25")
    office.step("contact", key, contacted_on="2026-04-01", way="走访", phase="办前", participants="周砚秋、罗一帆", content="听取意见。")
    assert office.undertaking(key, "县住建局")["state"] is UnitState.HANDLING
    with office.opened(key) as proposal:
        contact = proposal.assignments[0].contacts[0]
        assert (contact.way, contact.phase, contact.participants) == ("走访", "办前", "周砚秋、罗一帆")


def test_a_contact_has_a_known_way_and_a_day_after_the_assignment(office: InventedOffice) -> None:
    key = office.assigned()
    assert office.refused("contact", key, contacted_on="2026-04-01", way="托梦").field == "way"
    assert office.refused("contact", key, contacted_on="2026-03-19", way="电话").field == "contacted_on"


def test_a_first_contact_after_its_day_is_remarked_the_second_is_not(office: InventedOffice) -> None:
    key = office.assigned()
    assert office.step("contact", key, contacted_on="2026-04-20", way="电话").warnings == ("首次沟通晚于期限 2026-04-13。",)
    assert office.step("contact", key, contacted_on="2026-04-21", way="走访").warnings == ()


def test_an_extension_keeps_the_old_date(office: InventedOffice) -> None:
    key = office.signed()
    office.step("extension", key, requested_on="2026-06-01", reason="需上级批复", new_due_on="2026-08-01")
    row = office.undertaking(key, "县住建局")
    assert row["due_on"] == date(2026, 6, 20)
    office.step("decide-extension", key, is_granted="是", decided_on="2026-06-02", decided_by="督查室")
    row = office.undertaking(key, "县住建局")
    assert (row["due_on"], row["original_due_on"]) == (date(2026, 8, 1), date(2026, 6, 20))
    assert row["due_why"] == "2026-03-20 交办 + 3 个月 = 2026-06-20；2026-06-02 同意延期至 2026-08-01"
    with office.opened(key) as proposal:
        extension = proposal.assignments[0].extensions[0]
        assert (extension.old_due_on, extension.is_granted) == (date(2026, 6, 20), True)
        assert proposal.next_due_on == date(2026, 8, 1)


def test_an_extension_not_granted_changes_no_deadline(office: InventedOffice) -> None:
    key = office.signed()
    office.step("extension", key, requested_on="2026-06-01", reason="需上级批复", new_due_on="2026-08-01")
    office.step("decide-extension", key, is_granted="否", decided_on="2026-06-02", note="理由不足")
    assert office.undertaking(key, "县住建局")["due_on"] == date(2026, 6, 20)
    office.step("extension", key, requested_on="2026-06-10", reason="补充理由", new_due_on="2026-07-01")


def test_an_extension_is_asked_in_time_forward_and_for_six_months_in_all(office: InventedOffice) -> None:
    key = office.signed()
    ask = {"requested_on": "2026-06-01", "reason": "需上级批复", "new_due_on": "2026-08-01"}
    assert office.refused("extension", key, **(ask | {"reason": ""})).field == "reason"
    assert office.refused("extension", key, **(ask | {"new_due_on": "2026-06-20"})).field == "new_due_on"
    error = office.refused("extension", key, **(ask | {"new_due_on": "2026-09-21"}))
    assert error.message == "新期限 2026-09-21 超过最长期限（2026-03-20 交办 + 6 个月 = 2026-09-20）。改为 2026-09-20 或以前的日期。"
    assert office.refused("extension", key, **(ask | {"requested_on": "2026-06-21"})).field == "requested_on"
    assert office.refused("extension", key, **(ask | {"requested_on": "2026-03-19"})).field == "requested_on"
    office.step("extension", key, **(ask | {"new_due_on": "2026-09-20"}))


def test_one_extension_is_decided_before_the_next_is_asked(office: InventedOffice) -> None:
    key = office.signed()
    ask = {"requested_on": "2026-06-01", "reason": "需上级批复", "new_due_on": "2026-08-01"}
    assert office.refused("decide-extension", key, is_granted="是", decided_on="2026-06-02").field == "unit"
    office.step("extension", key, **ask)
    assert office.refused("extension", key, **ask).message == "县住建局已有一份延期申请待决定。"
    assert office.refused("decide-extension", key, is_granted="是", decided_on="2026-05-31").field == "decided_on"


def test_a_unit_that_has_not_signed_cannot_ask_for_an_extension(office: InventedOffice) -> None:
    error = office.refused("extension", office.assigned(), requested_on="2026-04-01", reason="难", new_due_on="2026-08-01")
    assert error.message == "县住建局现在是“待签收”，签收以后、答复以前才能申请延期。"


def test_an_extension_left_undecided_is_dead_in_the_next_round(office: InventedOffice) -> None:
    key = office.signed()
    office.step("extension", key, requested_on="2026-05-30", reason="难", new_due_on="2026-08-01")
    office.consulting(key)
    office.answer(key, result="不满意")
    office.step("redo", key, redone_on="2026-07-25", reason="不满意")
    assert office.refused("decide-extension", key, is_granted="是", decided_on="2026-07-26").field == "unit"
    office.step("extension", key, requested_on="2026-07-28", reason="难", new_due_on="2026-09-01")
    office.step("decide-extension", key, is_granted="是", decided_on="2026-07-29")
    assert office.undertaking(key, "县住建局")["due_on"] == date(2026, 9, 1)


def test_a_co_unit_sends_its_opinion_to_the_lead(office: InventedOffice) -> None:
    key = office.assigned(lead="县住建局", co="县财政局")
    give = {"unit": "县财政局", "opinion_on": "2026-04-10", "number": "云财函〔2026〕3号"}
    assert office.refused("co-opinion", key, **(give | {"opinion_on": "2026-03-19"})).field == "opinion_on"
    assert office.refused("co-opinion", key, **(give | {"number": ""})).field == "number"
    assert "直接登记答复" in office.refused("co-opinion", key, **(give | {"unit": "县住建局"})).message
    assert office.step("co-opinion", key, **give).warnings == ()
    row = office.undertaking(key, "县财政局")
    assert (row["state"], row["opinion_number"]) == (UnitState.OPINION_GIVEN, "云财函〔2026〕3号")
    assert office.refused("co-opinion", key, **give).field == "unit"


def test_a_late_opinion_is_remarked(office: InventedOffice) -> None:
    key = office.assigned(lead="县住建局", co="县财政局")
    assert office.step("co-opinion", key, opinion_on="2026-04-30", opinion="同意。").warnings == ("会办意见晚于期限 2026-04-20。",)


def test_a_reminder_is_kept_with_its_answer_and_next_day(office: InventedOffice) -> None:
    key = office.signed()
    assert office.refused("remind", key, reminded_on="2026-06-15", way="电话", next_on="2026-06-14").field == "next_on"
    assert office.refused("remind", key, reminded_on="2026-03-19", way="电话").field == "reminded_on"
    assert office.refused("remind", key, reminded_on="2026-06-15", way="托梦").field == "way"
    office.step("remind", key, reminded_on="2026-06-15", way="电话", person="何春棠", answer="月底前答复", next_on="2026-06-30")
    with office.opened(key) as proposal:
        reminder = proposal.assignments[0].reminders[0]
        assert (reminder.way, reminder.answer, reminder.next_on) == ("电话", "月底前答复", date(2026, 6, 30))


def test_nobody_is_reminded_who_has_answered(office: InventedOffice) -> None:
    key = office.assigned(separate="县住建局、县交通局")
    office.reply(key, "县住建局")
    error = office.refused("remind", key, unit="县住建局", reminded_on="2026-06-15", way="电话")
    assert error.message == "县住建局已是“已答复”，不用催办。"
