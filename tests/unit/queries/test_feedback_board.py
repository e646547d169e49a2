"""The forms of the matrix, and who is to be visited after them."""

from __future__ import annotations

from datetime import date

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage
from zxdesk.queries.feedback_after import VisitRow, follow_rows, unhappy_aspects, visits_due, visits_made
from zxdesk.queries.feedback_board import FormRow, FormWords, form_rows, form_scans, form_words

TODAY = date(2026, 7, 1)


def forms(office: InventedOffice, **values: object) -> list[FormRow]:
    return office.door.read(form_rows, plenary_id=office.plenary_id(), **values)  # type: ignore[arg-type]


def offered(office: InventedOffice) -> FormWords:
    return office.door.read(form_words, [office.plenary_id()])[office.plenary_id()]


def due(office: InventedOffice) -> list[VisitRow]:
    made = office.door.read(visits_made, plenary_id=office.plenary_id())
    return visits_due(forms(office), {office.plenary_id(): offered(office)}, made)


def test_forms_stand_by_number_unit_and_proposer(office: InventedOffice) -> None:
    first, second = office.joint(), office.received(proposers="贺明川")
    office.consulting(second)
    office.signed(first, separate="县住建局、县交通局")
    for unit in ("县住建局", "县交通局"):
        office.reply(first, unit, number=unit)
    office.consulting(first)
    rows = forms(office)
    assert [(row.number, row.unit, row.proposer) for row in rows] == [
        ("0001", "县住建局", "贺明川"), ("0002", "县住建局", "周砚秋"), ("0002", "县住建局", "许静安"),
        ("0002", "县交通局", "周砚秋"), ("0002", "县交通局", "许静安"),
    ]  # fmt: skip
    assert len({row.group for row in rows}) == 3
    assert [rows[0].is_late(date(2026, 6, day)) for day in (24, 25)] == [False, True]


def test_a_merged_proposer_stands_under_the_leading_proposal(office: InventedOffice) -> None:
    lead, merged = office.filed(), office.reviewed(office.received(proposers="许静安", title="关于电梯的提案"))
    office.step("merge", merged, lead="0001", merged_on="2026-03-04")
    office.consulting(lead)
    own, other = forms(office)
    assert (own.proposer, other.proposer) == ("周砚秋", "许静安")
    assert (other.group, other.stage) == (own.group, Stage.CONSULTING)
    assert (own.merged_number, bool(other.merged_number)) == ("", True)
    assert {row.id for row in forms(office, proposal_ids=[merged])} == {own.id, other.id}


def test_after_a_redo_only_the_new_reply_is_asked_about(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, result="不满意")
    office.step("redo", key, redone_on="2026-06-12", reason="不满意")
    office.reply(key, number="2号", replied_on="2026-06-20")
    office.step("send-forms", key, sent_on="2026-06-21")
    assert [(row.reply_number, row.redo) for row in forms(office)] == [("2号", 1)]


def test_what_is_done_with_is_left_out_of_the_work(office: InventedOffice) -> None:
    office.archived()
    key = office.consulting(office.received(proposers="许静安"))
    assert {row.proposal_id for row in forms(office, with_done=False)} == {key}
    assert not next(row for row in forms(office) if row.proposal_id != key).is_open


def test_words_are_those_of_the_rules_and_judged_by_them(office: InventedOffice) -> None:
    office.step("set-rule", path="feedback_contact", value="已面商、视频面商、提出不需要面商、未联系")
    words = offered(office)
    assert words.of("contact_answer") == ("已面商", "视频面商", "提出不需要面商", "未联系")
    assert [words.tone("contact_answer", word) for word in ("已面商", "视频面商", "未联系")] == ["good", "plain", "bad"]
    assert [words.tone("result", word) for word in ("满意", "基本满意", "不满意")] == ["good", "middle", "bad"]
    assert [words.tone("relevance", word) for word in words.relevance] == ["good", "middle", "bad"]
    assert words.redo_term == "30 日"


def test_the_dissatisfied_are_visited_until_somebody_was_there_after_the_reply(office: InventedOffice) -> None:
    key = office.consulting(office.joint())
    office.answer(key, result="不满意")
    office.answer(key, "许静安")
    assert [(row.proposer, row.reason) for row in due(office)] == [("周砚秋", "结果不满意")]
    assert unhappy_aspects(forms(office)[0], offered(office)) == "结果"
    office.step("visit", key, visited_on="2026-06-20", way="电话", person="何春棠", result="好。", proposer="许静安")
    assert [row.proposer for row in due(office)] == ["周砚秋"]
    office.step("visit", key, visited_on="2026-06-21", way="走访", person="何春棠", result="已谈。", proposer="周砚秋")
    assert due(office) == []


def test_one_proposer_of_a_promise_is_visited(office: InventedOffice) -> None:
    key = office.signed(office.joint())
    office.reply(key, reply_class="B", promised_on="2026-12-01", promise="年底前完成")
    office.consulting(key)
    assert [(row.proposer, row.reason) for row in due(office)] == [("周砚秋", "B 类答复")]
    office.step("visit", key, visited_on="2026-06-21", way="走访", person="何春棠", result="已谈。", proposer="许静安")
    assert due(office) == []


def test_a_promise_is_followed_from_the_reply_to_what_became_of_it(office: InventedOffice) -> None:
    key = office.signed()
    office.reply(key, reply_class="B", promised_on="2026-12-01", promise="年底前完成")
    read = lambda: office.door.read(follow_rows, today=TODAY, plenary_id=office.plenary_id())[0]  # noqa: E731
    assert (read().state_label, read().promise, read().light_words, read().waits) == ("已办复", "年底前完成", "剩 153 天", False)
    office.consulting(key)
    office.answer(key)
    office.step("close", key, closed_on="2026-06-15")
    assert (read().state_label, read().waits) == ("待转入跟踪", True)
    office.step("follow", key, started_on="2026-06-20", planned_on="2026-06-25")
    assert (read().state_label, read().light_words) == ("跟踪中", "超 6 天")
    office.step("follow-result", key, followed_on="2026-06-30", new_class="A", result="已完成")
    assert (read().state_label, read().light_words, read().result) == ("已落实，转 A 类", "已落实", "已完成")


def test_reminders_and_scans_are_told_with_the_form(office: InventedOffice, tmp_path: object) -> None:
    key = office.consulting()
    for day in ("2026-06-20", "2026-06-22"):
        office.step("remind-form", key, proposer="周砚秋", reminded_on=day, way="电话")
    (row,) = forms(office)
    assert (row.reminders, row.reminded_on) == (2, date(2026, 6, 22))
    scan = office.register.path.parent / "表.pdf"
    scan.write_bytes(b"%PDF-1")
    office.step("attach", key, file=str(scan), kind="征询意见表", added_on="2026-06-23")
    assert office.door.read(form_scans, key) == ["表.pdf"]
