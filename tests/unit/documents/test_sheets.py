"""The papers' values are those of the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.invented_office import InventedOffice
from zxdesk.documents.catalog import document_kind
from zxdesk.documents.feedback_form import FeedbackForm
from zxdesk.documents.reply_sheet import ReplySheet
from zxdesk.documents.sheets import feedback_forms_of, history_anchor, papers_of, reply_sheets_of
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event

PRINTED = date(2026, 6, 12)


def sheets(office: InventedOffice, key: int) -> list[ReplySheet]:
    return office.door.read(reply_sheets_of, key, printed_on=PRINTED, anchor="7:abc")


def forms(office: InventedOffice, key: int) -> list[FeedbackForm]:
    return office.door.read(feedback_forms_of, key, printed_on=PRINTED, anchor="7:abc")


def test_a_sheet_tells_the_reply_with_its_units_contacts_and_deadline(office: InventedOffice) -> None:
    key = office.signed(office.joint(), lead=("县住建局",), co=("县财政局",))
    office.step("co-opinion", key, unit="县财政局", opinion_on="2026-04-10", number="云财函〔2026〕3号")
    office.reply(key, signer="方以南", adopted_count="2", suggestion_count="3", reply_class="B", promise="加装", promised_on="2026-12-01")
    [sheet] = sheets(office, key)
    assert (sheet.committee, sheet.plenary_name, sheet.number) == ("政协云溪县委员会", "十届二次会议", office.value(key, "number"))
    assert [(row.name, row.sector, row.phone) for row in sheet.proposers] == [
        ("周砚秋", "经济界", "0900-555-0001"), ("许静安", "教育界", "0900-555-0002"),
    ]  # fmt: skip
    assert (sheet.unit, sheet.role) == ("云溪县住建局", "主办")
    assert [(row.name, row.opinion_number) for row in sheet.co_units] == [("云溪县财政局", "云财函〔2026〕3号")]
    assert [(row.on, row.way) for row in sheet.contacts] == [(date(2026, 4, 1), "走访")]
    assert (sheet.reply_class, sheet.class_text, sheet.adopted) == ("B", "列入计划拟解决或拟采纳", "2 / 3 条")
    assert sheet.promise == "加装；2026年12月1日前"
    assert (sheet.received_on, sheet.extended_to, sheet.signer, sheet.anchor) == (date(2026, 3, 27), None, "方以南", "7:abc")
    assert sheet.digest.startswith("sha256:")


def test_an_extended_deadline_stands_beside_the_first_one(office: InventedOffice) -> None:
    key = office.signed()
    first = office.undertaking(key, "县住建局")["due_on"]
    office.step("extension", key, requested_on="2026-05-06", reason="要实测", new_due_on="2026-08-03")
    office.step("decide-extension", key, is_granted="是", decided_on="2026-05-08")
    office.reply(key)
    [sheet] = sheets(office, key)
    assert (sheet.due_on, sheet.extended_to) == (first, date(2026, 8, 3))


def test_each_unit_that_answers_for_itself_has_a_sheet(office: InventedOffice) -> None:
    key = office.signed(separate=("县住建局", "县财政局"))
    office.reply(key)
    assert [sheet.unit for sheet in sheets(office, key)] == ["云溪县住建局"]
    office.reply(key, "县财政局", number="云财函〔2026〕3号")
    assert [sheet.unit for sheet in sheets(office, key)] == ["云溪县住建局", "云溪县财政局"]


def test_without_a_reply_there_is_no_paper(office: InventedOffice) -> None:
    key = office.assigned()
    for make in (sheets, forms):
        with pytest.raises(RuleError, match="还没有答复"):
            make(office, key)


def test_every_proposer_has_a_form_before_and_after_it_is_sent(office: InventedOffice) -> None:
    key = office.replied(office.joint())
    before = forms(office, key)
    assert [(form.proposer, form.sent_on) for form in before] == [("周砚秋", None), ("许静安", None)]
    office.step("send-forms", key, sent_on="2026-06-02")
    after = forms(office, key)
    assert [(form.proposer, form.sent_on) for form in after] == [("周砚秋", date(2026, 6, 2)), ("许静安", date(2026, 6, 2))]
    assert all(form.due_on is not None for form in after)
    assert [replace(form, sent_on=None, due_on=None) for form in after] == before
    assert len({form.form_code for form in after}) == 2


def test_the_questions_are_those_of_the_offices_rules(office: InventedOffice) -> None:
    [form] = forms(office, office.replied())
    asked = {question.label: question.answers for question in form.questions}
    assert asked["办理结果"] == ("满意", "基本满意", "不满意")
    assert asked["面商情况"][0] == "已面商"
    assert "领导答复" not in asked
    assert (form.unit, form.is_collective) == ("云溪县住建局（独办）", False)


def test_a_collective_form_is_sealed_and_asks_who_replied(office: InventedOffice) -> None:
    key = office.replied(office.received(proposer_kind="党派", proposers="民盟支部", is_sealed="是"))
    [form] = forms(office, key)
    assert form.is_collective
    assert "领导答复" in [question.label for question in form.questions]


def test_merged_proposers_are_asked_about_the_leads_reply(office: InventedOffice) -> None:
    key = office.filed()
    merged = office.reviewed(office.received(title="关于电梯的提案", proposers="许静安"))
    office.step("merge", merged, lead=office.value(key, "number"), merged_on="2026-03-03")
    office.step("assign", key, assigned_on="2026-03-20", sole="县住建局")
    office.reply(key)
    receipt = office.value(merged, "receipt_number")
    assert [(form.proposer, form.number) for form in forms(office, key)] == [("周砚秋", office.value(key, "number")), ("许静安", receipt)]
    assert [(form.proposer, form.title) for form in forms(office, merged)] == [("许静安", "关于电梯的提案")]
    assert [row.name for row in sheets(office, merged)[0].proposers] == ["周砚秋", "许静安"]


def test_the_anchor_is_the_head_of_the_history(office: InventedOffice) -> None:
    with office.reading() as session:
        head = session.get_one(Event, len(office.events()))
        assert history_anchor(session) == f"{head.seq}:{head.hash[7:19]}"


def test_papers_are_named_and_written(office: InventedOffice, tmp_path: Path) -> None:
    key = office.replied(office.joint())
    for kind in ("reply_sheet", "征询意见表"):
        chosen = document_kind(kind)
        papers = office.door.read(papers_of, chosen.key, key, printed_on=PRINTED)
        for stem, paper in papers:
            chosen.build(paper, tmp_path / f"{stem}.docx")
    names = sorted(path.stem for path in tmp_path.glob("*.docx"))
    number = office.value(key, "number")
    assert names == [f"{number}-云溪县住建局", f"{number}-周砚秋-云溪县住建局（独办）", f"{number}-许静安-云溪县住建局（独办）"]
