"""公开决定: after filing, never against the proposer or for a secret, changed only with a reason."""

from __future__ import annotations

from tests.invented_office import InventedOffice


def publicity(office: InventedOffice, key: int) -> str:
    with office.reading() as session:
        from zxdesk.domain.proposal import Proposal

        return session.get_one(Proposal, key).publicity


def test_a_filed_proposal_is_decided_and_the_decision_changed_with_a_reason(office: InventedOffice) -> None:
    key = office.filed()
    office.step("decide-publicity", key, publicity="全文")
    assert publicity(office, key) == "全文"
    assert office.refused("decide-publicity", key, publicity="摘要").field == "reason"
    assert "已经是" in office.refused("decide-publicity", key, publicity="全文").message
    office.step("decide-publicity", key, publicity="摘要", reason="正文涉及商业秘密")
    assert publicity(office, key) == "摘要"


def test_before_filing_nothing_is_decided(office: InventedOffice) -> None:
    assert "不能作公开决定" in office.refused("decide-publicity", office.reviewed(), publicity="全文").message


def test_where_the_proposer_did_not_agree_it_can_only_be_kept(office: InventedOffice) -> None:
    key = office.filed(is_open=False, open_reason="涉及个人隐私")
    refusal = office.refused("decide-publicity", key, publicity="目录")
    assert (refusal.field, "涉及个人隐私" in refusal.message) == ("publicity", True)
    office.step("decide-publicity", key, publicity="不公开")
    assert publicity(office, key) == "不公开"


def test_a_secret_one_can_only_be_kept(office: InventedOffice) -> None:
    key = office.reviewed()
    office.step("file", key, meeting="提案委全体会议", decided_on="2026-03-03", is_secret=True)
    assert "涉密" in office.refused("decide-publicity", key, publicity="全文").message


def test_a_word_that_is_no_decision_is_refused(office: InventedOffice) -> None:
    assert office.refused("decide-publicity", office.filed(), publicity="公开一半").field == "publicity"
