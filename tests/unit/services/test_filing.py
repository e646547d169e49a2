"""Deciding: filed, turned into an opinion, not filed, withdrawn, told and passed on."""

from __future__ import annotations

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage, UnitState

DECIDED = {"meeting": "提案委全体会议", "decided_on": "2026-03-03"}


def test_filing_gives_the_proposal_number_and_records_the_meeting(office: InventedOffice) -> None:
    key = office.reviewed()
    change = office.step("file", key, **DECIDED, publicity="全文")
    with office.opened(key) as proposal:
        assert change.label == "立案 0001"
        assert (proposal.stage, proposal.number, proposal.outcome, proposal.meeting) == (Stage.FILED, "0001", "立案", "提案委全体会议")
        assert proposal.filed_on is not None
        assert proposal.reviews[-1].meeting == "提案委全体会议"


def test_filing_needs_a_meeting_and_a_date_not_before_the_review(office: InventedOffice) -> None:
    key = office.reviewed()
    assert office.refused("file", key, decided_on="2026-03-03").field == "meeting"
    error = office.refused("file", key, **(DECIDED | {"decided_on": "2026-03-01"}))
    assert error.message == "审定日期 2026-03-01 早于复审日期 2026-03-02；改正其中一个。"


def test_filing_remarks_who_has_not_signed(office: InventedOffice) -> None:
    key = office.reviewed(proposers="周砚秋", invited="许静安")
    assert office.step("file", key, **DECIDED).warnings == ("1 位联名人还没有会签，未会签的名字不印上文书。",)


@pytest.mark.parametrize("kind", ["转为意见和建议", "转社情民意信息", "转委员来信"])
def test_an_opinion_has_its_reason_its_way_and_the_day_the_proposer_was_told(office: InventedOffice, kind: str) -> None:
    key = office.reviewed()
    assert office.refused("opinion", key, kind=kind, decided_on="2026-03-03").field == "reasons"
    told = {"notified_on": "2026-03-04", "notified_by": "电话"}
    office.step("opinion", key, kind=kind, reasons="不属本级事权、11", decided_on="2026-03-03", target="市住建局", **told)
    with office.opened(key) as proposal:
        assert (proposal.stage, proposal.outcome, proposal.reasons) == (Stage.OPINION, kind, ["12", "11"])
        assert [row.target for row in proposal.transfers] == ["市住建局"]
        assert (proposal.notified_by, proposal.number) == ("电话", None)


def test_a_refusal_to_file_needs_a_reason_of_the_list(office: InventedOffice) -> None:
    key = office.reviewed()
    assert office.refused("reject", key, decided_on="2026-03-03").field == "reasons"
    assert office.refused("reject", key, decided_on="2026-03-03", reasons="看不中").field == "reasons"
    office.step("reject", key, decided_on="2026-03-03", reasons="内容空泛、没有具体建议")
    assert office.value(key, "reasons") == ["10"]
    assert office.value(key, "stage") is Stage.NOT_FILED


def test_the_proposer_is_told_after_the_decision_not_before(office: InventedOffice) -> None:
    key = office.reviewed()
    assert office.refused("reject", key, decided_on="2026-03-03", reasons="16", notified_on="2026-03-02").field == "notified_on"
    office.step("reject", key, decided_on="2026-03-03", reasons="16")
    assert office.refused("notify", key, notified_on="2026-03-02", notified_by="函").field == "notified_on"
    office.step("notify", key, notified_on="2026-03-05", notified_by="函")
    assert office.value(key, "notified_by") == "函"
    assert office.refused("notify", office.received(), notified_on="2026-03-05", notified_by="函").field == "stage"


def test_a_transfer_is_recorded_and_its_answer_joined_to_it(office: InventedOffice) -> None:
    key = office.reviewed()
    office.step("opinion", key, reasons="12", decided_on="2026-03-03")
    assert office.refused("transfer", key, target="市住建局", sent_on="2026-03-01").field == "sent_on"
    office.step("transfer", key, target="市住建局", sent_on="2026-03-06", number="云政协转〔2026〕1号")
    assert office.refused("transfer", key, target="市住建局", sent_on="2026-03-06", answered_on="2026-03-05").field == "answered_on"
    office.step("transfer", key, target="市住建局", sent_on="2026-03-06", answered_on="2026-04-01", answer="已列入研究。")
    with office.opened(key) as proposal:
        assert [(row.number, row.answer) for row in proposal.transfers] == [("云政协转〔2026〕1号", "已列入研究。")]


def test_only_what_was_not_filed_is_passed_on(office: InventedOffice) -> None:
    error = office.refused("transfer", office.filed(), target="市住建局", sent_on="2026-03-06")
    assert "0001 现在是“立案”" in error.message


def test_a_proposal_is_withdrawn_before_assignment_at_a_written_request(office: InventedOffice) -> None:
    key = office.filed()
    assert office.refused("withdraw", key, withdrawn_on="2026-03-10", reason="已解决").field == "request"
    assert office.refused("withdraw", key, withdrawn_on="2026-03-10", request="书面申请一份").field == "reason"
    office.step("withdraw", key, withdrawn_on="2026-03-10", request="书面申请一份", reason="所提问题已解决")
    with office.opened(key) as proposal:
        assert (proposal.stage, proposal.outcome, proposal.number) == (Stage.WITHDRAWN, "撤案", "0001")
        assert proposal.withdrawal_request == "书面申请一份"


def test_after_assignment_a_withdrawal_needs_the_committees_consent_and_stops_the_units(office: InventedOffice) -> None:
    key = office.signed(lead="县住建局", co="县财政局")
    values = {"withdrawn_on": "2026-04-10", "request": "书面申请一份", "reason": "已解决"}
    assert office.refused("withdraw", key, **values).field == "consent"
    change = office.step("withdraw", key, **values, consent="提案委主任会议同意")
    assert change.warnings == ("要通知县住建局、县财政局停办。",)
    assert office.undertaking(key, "县住建局")["state"] is UnitState.STOPPED
    assert office.value(key, "next_due_on") is None


def test_a_withdrawal_may_not_precede_submission_filing_or_assignment(office: InventedOffice) -> None:
    values = {"request": "书面申请一份", "reason": "已解决", "consent": "同意"}
    assert office.refused("withdraw", office.received(), withdrawn_on="2026-02-20", **values).field == "withdrawn_on"
    assert office.refused("withdraw", office.filed(), withdrawn_on="2026-03-01", **values).field == "withdrawn_on"
    assert office.refused("withdraw", office.assigned(), withdrawn_on="2026-03-10", **values).field == "withdrawn_on"


def test_an_answered_proposal_cannot_be_withdrawn(office: InventedOffice) -> None:
    error = office.refused("withdraw", office.replied(), withdrawn_on="2026-06-10", request="申请", reason="已解决", consent="同意")
    assert error.message.startswith("0001 现在是“已办复”，不能撤案；撤案要在“")
