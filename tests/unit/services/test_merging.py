"""并案: a reversible link that leaves text, number and proposers where they are."""

from __future__ import annotations

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage


def merged_pair(office: InventedOffice) -> tuple[int, int]:
    """A filed lead of 周砚秋, and 许静安's filed proposal merged into it."""
    lead = office.filed()
    other = office.filed(office.received(proposers="许静安", title="关于推进老楼加装电梯的提案"))
    office.step("merge", other, lead="0001", merged_on="2026-03-05", note="两位提案者同意")
    return lead, other


def test_a_merged_proposal_keeps_its_text_number_and_proposers(office: InventedOffice) -> None:
    lead, other = merged_pair(office)
    with office.opened(other) as proposal:
        assert (proposal.stage, proposal.lead_id, proposal.outcome) == (Stage.MERGED, lead, "并案")
        assert (proposal.number, proposal.title, proposal.proposer_names) == ("0002", "关于推进老楼加装电梯的提案", "许静安")
        assert proposal.merge_note == "两位提案者同意"
    assert office.value(lead, "merged.id") == [other]


def test_a_merger_is_undone_to_where_it_came_from(office: InventedOffice) -> None:
    _lead, other = merged_pair(office)
    assert office.refused("unmerge", other).field == "reason"
    office.step("unmerge", other, reason="内容不同")
    with office.opened(other) as proposal:
        assert (proposal.stage, proposal.outcome, proposal.number, proposal.lead_id) == (Stage.FILED, "立案", "0002", None)
        assert proposal.filed_on is not None


def test_one_merged_before_filing_goes_back_to_be_decided(office: InventedOffice) -> None:
    office.filed()
    other = office.reviewed(office.received(proposers="许静安"))
    office.step("merge", other, lead="0001", merged_on="2026-03-05")
    office.step("unmerge", other, reason="内容不同")
    with office.opened(other) as proposal:
        assert (proposal.stage, proposal.outcome, proposal.decided_on, proposal.number) == (Stage.SECOND_REVIEWED, "", None, None)
    office.step("file", other, meeting="主任会议", decided_on="2026-03-06")
    assert office.value(other, "number") == "0002"


def test_the_lead_must_be_filed_another_one_and_of_the_same_plenary(office: InventedOffice) -> None:
    key, waiting = office.filed(), office.reviewed(office.received(proposers="许静安"))
    assert office.refused("merge", key, lead="0001", merged_on="2026-03-05").message == "不能并入自己，主案另选一件。"
    assert "要先立案才能作主案" in office.refused("merge", key, lead="收0002", merged_on="2026-03-05").message
    assert office.refused("merge", waiting, lead="0099", merged_on="2026-03-05").message == "本届次没有 0099 号提案；填提案号或收件号。"
    office.step("add-plenary", term=10, number=3)
    elsewhere = office.reviewed(office.received(proposers="贺明川"))
    assert office.refused("merge", elsewhere, lead=f"#{key}", merged_on="2026-03-05").field == "lead"


def test_a_lead_of_others_is_not_merged_withdrawn_or_stepped_back(office: InventedOffice) -> None:
    lead, _other = merged_pair(office)
    office.filed(office.received(proposers="贺明川"))
    assert office.refused("merge", lead, lead="0003", merged_on="2026-03-06").field == "lead"
    assert office.refused("withdraw", lead, request="申请", reason="已解决", withdrawn_on="2026-03-06").field == "stage"
    assert office.refused("step-back", lead, reason="重议").field == "stage"


def test_nothing_merges_into_a_proposal_already_asked_about(office: InventedOffice) -> None:
    office.consulting()
    other = office.reviewed(office.received(proposers="许静安"))
    assert "已过征询" in office.refused("merge", other, lead="0001", merged_on="2026-06-03").message


def test_a_merger_may_not_precede_the_review(office: InventedOffice) -> None:
    office.filed()
    other = office.reviewed(office.received(proposers="许静安"))
    assert office.refused("merge", other, lead="0001", merged_on="2026-03-01").field == "merged_on"


def test_every_merged_proposer_gets_a_form_of_his_own(office: InventedOffice) -> None:
    lead, other = merged_pair(office)
    office.consulting(lead)
    assert office.value(lead, "feedbacks.line.name") == ["周砚秋"]
    assert office.value(other, "feedbacks.line.name") == ["许静安"]
    assert office.refused("unmerge", other, reason="内容不同").field == "stage"


def test_a_merged_proposers_dissatisfaction_counts_for_the_lead(office: InventedOffice) -> None:
    lead, other = merged_pair(office)
    office.consulting(lead)
    office.answer(lead)
    office.answer(other, "许静安", "不满意")
    assert office.value(lead, "satisfaction") == "不满意"
    office.step("redo", lead, redone_on="2026-06-12", reason="不满意")
    assert office.value(lead, "stage") is Stage.REDOING


def test_the_same_member_on_lead_and_merged_answers_each_form(office: InventedOffice) -> None:
    lead = office.filed()
    other = office.filed(office.received(title="关于加装电梯资金的提案"))
    office.step("merge", other, lead="0001", merged_on="2026-03-05")
    office.consulting(lead)
    office.answer(lead, "周砚秋", "满意")
    office.answer(other, "周砚秋", "基本满意")
    assert office.value(lead, "feedbacks.result") == ["满意"]
    assert office.value(other, "feedbacks.result") == ["基本满意"]

