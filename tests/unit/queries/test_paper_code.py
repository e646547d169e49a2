"""From a code as scanned to its place in the register, and why not."""

from __future__ import annotations

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.errors import RuleError
from zxdesk.queries.paper_code import CodedPlace, coded_place
from zxdesk.services.office import set_rule
from zxdesk.text.paper_code import PaperCode, grouped, paper_code


def place(office: InventedOffice, number: int, kind: str = "feedback_form", **parts: int | bool) -> CodedPlace:
    return office.door.read(coded_place, grouped(paper_code(PaperCode(10, 2, number, kind, **parts))))  # type: ignore[arg-type]


def refusal(office: InventedOffice, text: str) -> str:
    with pytest.raises(RuleError) as caught:
        office.door.read(coded_place, text)
    assert caught.value.field == "code"
    return caught.value.message


def number_of(office: InventedOffice, key: int) -> int:
    return int(office.value(key, "number"))


def test_a_form_leads_to_its_proposer_undertaking_and_reply(office: InventedOffice) -> None:
    key = office.signed(office.joint(), separate=("县住建局", "县财政局"))
    office.reply(key)
    office.reply(key, "县财政局", number="云财函〔2026〕3号")
    found = place(office, number_of(office, key), proposer=2, unit=2)
    with office.opened(key) as proposal:
        line, row = proposal.lines[1], proposal.assignments[1]
        assert (line.name, row.unit.short) == ("许静安", "县财政局")
        assert row.last_reply is not None
        assert found == CodedPlace("feedback_form", proposal.plenary_id, key, line.id, row.id, row.last_reply.id)


def test_a_form_of_an_earlier_round_leads_to_the_reply_of_that_round(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, result="不满意")
    office.step("redo", key, redone_on="2026-06-12", reason="没有针对建议")
    office.reply(key, number="云住建函〔2026〕9号", replied_on="2026-06-18")
    with office.opened(key) as proposal:
        [first, second] = [reply.id for reply in proposal.assignments[0].final_replies]
    assert [place(office, number_of(office, key), proposer=1, unit=1, redo=redo).reply_id for redo in (0, 1, 2)] == [first, second, None]


def test_a_form_of_a_merged_proposal_leads_to_the_leads_reply(office: InventedOffice) -> None:
    lead = office.filed()
    merged = office.reviewed(office.received(title="关于电梯的提案", proposers="许静安"))
    office.step("merge", merged, lead=office.value(lead, "number"), merged_on="2026-03-03", note="已征得同意")
    office.replied(lead)
    receipt = int(office.value(merged, "receipt_number").removeprefix("收"))
    found = place(office, receipt, proposer=1, unit=1, is_receipt=True)
    with office.opened(lead) as proposal:
        assert (found.proposal_id, found.assignment_id) == (merged, proposal.assignments[0].id)


def test_a_receipt_leads_to_its_proposal_also_when_that_has_a_number_since(office: InventedOffice) -> None:
    office.received(title="关于停车的提案")
    key = office.received()
    receipt = int(office.value(key, "receipt_number").removeprefix("收"))
    assert receipt == 2
    before = place(office, receipt, "receipt", is_receipt=True)
    office.filed(key)
    assert number_of(office, key) == 1
    assert place(office, receipt, "receipt", is_receipt=True) == before
    assert (before.proposal_id, before.line_id, before.assignment_id) == (key, None, None)


def test_numbers_that_end_alike_are_told_apart(office: InventedOffice) -> None:
    keys = [office.filed(office.received(title=f"关于第{at}条道路的提案")) for at in range(12)]
    assert place(office, 1).proposal_id == keys[0]
    assert place(office, 11).proposal_id == keys[10]


def test_a_number_with_a_prefix_is_found_by_its_key_alone(office: InventedOffice) -> None:
    plain = office.filed()
    office.run(set_rule, path="proposal_numbering.prefix", value="经")
    clothed = office.filed(office.received(title="关于停车的提案"))
    assert office.value(clothed, "number").startswith("经")
    assert place(office, clothed, is_key=True).proposal_id == clothed
    assert place(office, number_of(office, plain)).proposal_id == plain
    with pytest.raises(RuleError, match="没有 2 号提案，这张表可能是别的登记簿印的"):
        place(office, 2)


def test_a_mistyped_code_is_refused(office: InventedOffice) -> None:
    digits = paper_code(PaperCode(10, 2, 1, "feedback_form"))
    assert "校验位不对" in refusal(office, digits[:-1] + str((int(digits[-1]) + 1) % 10))
    assert "有 21 位" in refusal(office, digits[:-1])


def test_a_paper_of_another_register_is_refused(office: InventedOffice) -> None:
    key = office.replied()
    number = number_of(office, key)
    assert "没有第11届第4次会议" in refusal(office, paper_code(PaperCode(11, 4, number, "feedback_form")))
    assert "没有 99 号提案" in refusal(office, paper_code(PaperCode(10, 2, 99, "feedback_form")))
    assert "没有收件 99 号提案" in refusal(office, paper_code(PaperCode(10, 2, 99, "receipt", is_receipt=True)))
    assert "没有这件提案（键 99）" in refusal(office, paper_code(PaperCode(10, 2, 99, "receipt", is_key=True)))
    assert "没有第 3 位提案者，登记簿在印表之后改过" in refusal(office, paper_code(PaperCode(10, 2, number, "feedback_form", proposer=3, unit=1)))
    assert "没有第 2 个承办件" in refusal(office, paper_code(PaperCode(10, 2, number, "feedback_form", proposer=1, unit=2)))
