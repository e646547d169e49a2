"""Taking in: drafts, receipt, return and resubmission, proposers and their signatures."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.invented_office import LEFT, TITLE, InventedOffice
from zxdesk.domain.proposer import Signature
from zxdesk.domain.stage import Stage
from zxdesk.services.change import Change
from zxdesk.services.submission import register_proposal


def lines(office: InventedOffice, key: int) -> list[tuple[str, str]]:
    with office.opened(key) as proposal:
        return [(line.name, line.signature.label) for line in proposal.lines]


def test_a_draft_needs_nothing_but_its_title(office: InventedOffice) -> None:
    key = office.step("draft", title=TITLE).subject
    assert office.value(key, "stage") is Stage.DRAFT
    assert office.value(key, "receipt_number") is None
    assert office.refused("draft").message == "案由还没有填。"
    assert office.refused("correct", key, title="", reason="误删", corrected_on="2026-03-01").field == "title"


def test_a_title_longer_than_the_rules_allow_is_refused(office: InventedOffice) -> None:
    assert office.refused("draft", title="关" * 101).message == "案由有 101 字，超过 100 字，缩短后再存。"


def test_a_received_proposal_has_its_receipt_number_and_its_first_proposer_first(office: InventedOffice) -> None:
    key = office.received(proposers="许静安、周砚秋、贺明川")
    with office.opened(key) as proposal:
        assert (proposal.stage, proposal.receipt_number, proposal.number) == (Stage.RECEIVED, "收0001", None)
        assert [line.name for line in proposal.lines] == ["许静安", "周砚秋", "贺明川"]
        assert proposal.proposer_kind == "联名"
        assert proposal.proposer_names == "许静安、周砚秋、贺明川"
        assert proposal.lines[0].sector == "教育界"


def test_registering_writes_the_proposal_and_its_number_once_and_completes_it_once(office: InventedOffice) -> None:
    """Every writing of a record costs as much as the commit: the proposal with its names, then its number and stage, then the digest."""
    statements: list[str] = []

    def watched(session: Session, **values: Any) -> Change:
        event.listen(session.connection(), "before_cursor_execute", lambda *told: statements.append(told[2]))
        return register_proposal(session, **values)

    office.run(watched, title=TITLE, proposers=("周砚秋",), submitted_on=date(2026, 2, 26), is_open=True, suggestion="建议。")
    written = Counter(tuple(text.split()[:3]) for text in statements if text.startswith(("INSERT", "UPDATE")) and "SET digest" not in text)
    assert written["INSERT", "INTO", "proposal"] == written["UPDATE", "proposal", "SET"] == 1
    assert written["INSERT", "INTO", "issued_number"] == 1
    assert written["UPDATE", "issued_number", "SET"] == 0


def test_a_draft_is_received_with_what_was_still_missing(office: InventedOffice) -> None:
    key = office.step("draft", title=TITLE).subject
    office.step("receive", key, proposers="周砚秋", submitted_on="2026-02-26", is_open="是", suggestion="建议。", timing="")
    assert office.value(key, "stage") is Stage.RECEIVED
    assert office.value(key, "received_on").isoformat() == "2026-02-26"


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"proposers": ""}, "proposers"),
        ({"submitted_on": ""}, "submitted_on"),
        ({"situation": "", "analysis": "", "suggestion": ""}, "situation"),
        ({"is_open": ""}, "is_open"),
        ({"is_open": "否"}, "open_reason"),
    ],
)
def test_receipt_is_refused_while_something_required_is_missing(office: InventedOffice, missing: dict[str, str], field: str) -> None:
    values = {"title": TITLE, "proposers": "周砚秋", "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
    assert office.refused("register", **(values | {"analysis": "", "suggestion": ""} | missing)).field == field


def test_a_proposal_invited_by_nobody_has_no_proposer(office: InventedOffice) -> None:
    values = {"title": TITLE, "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
    key = office.step("draft", **values).subject
    assert office.refused("receive", key, proposers="", invited="周砚秋、许静安").field == "proposers"


def test_receipt_may_not_precede_submission(office: InventedOffice) -> None:
    values = {"title": TITLE, "proposers": "周砚秋", "is_open": "是", "situation": "情况。"}
    error = office.refused("register", submitted_on="2026-02-26", received_on="2026-02-25", **values)
    assert error.message == "收件日期 2026-02-25 早于提交日期 2026-02-26；改正其中一个。"
    assert error.field == "received_on"


def test_a_member_who_has_left_may_not_propose(office: InventedOffice) -> None:
    values = {"title": TITLE, "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
    error = office.refused("register", proposers=LEFT, **values)
    assert error.message == "秦守拙在 2026-02-26 不是十届在册委员，不能作提案者；核对提交日期，或另选提案者。"
    assert error.field == "proposers"
    assert office.refused("register", proposers="周砚秋", invited=LEFT, **values).field == "invited"


def test_a_member_who_left_later_may_still_stand_on_an_earlier_proposal(office: InventedOffice) -> None:
    key = office.received(proposers=LEFT, submitted_on="2026-01-20")
    error = office.refused("correct", key, submitted_on="2026-02-20", reason="日期录错", corrected_on="2026-03-01")
    assert LEFT in error.message


def test_an_unknown_name_is_refused_with_what_to_do(office: InventedOffice) -> None:
    error = office.refused("register", title=TITLE, proposers="吴名氏", submitted_on="2026-02-26", is_open="是", situation="情况。")
    assert error.message == "委员库里没有“吴名氏”；先在委员页登记，或改填委员编号。"


def test_namesakes_are_told_apart_by_their_numbers(office: InventedOffice) -> None:
    office.step("add-member", name="周砚秋", member_number="007", sector="农业界")
    values = {"title": TITLE, "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
    assert "改填委员编号" in office.refused("register", proposers="周砚秋", **values).message
    key = office.received(proposers="007")
    assert office.value(key, "lines.sector") == ["农业界"]


def test_one_member_may_not_stand_twice_under_name_and_number(office: InventedOffice) -> None:
    values = {"title": TITLE, "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
    assert office.refused("register", proposers="周砚秋、001", **values).field == "proposers"
    assert office.refused("register", proposers="周砚秋、周砚秋", **values).field == "proposers"
    assert office.refused("register", proposers="周砚秋", invited="001", **values).field == "invited"


def test_the_kind_of_proposer_fits_the_number_of_names(office: InventedOffice) -> None:
    values = {"title": TITLE, "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
    assert office.refused("register", proposers="周砚秋、许静安", proposer_kind="个人", **values).field == "proposer_kind"
    assert office.refused("register", proposers="周砚秋", proposer_kind="联名", **values).field == "proposer_kind"
    assert office.refused("register", proposers="周砚秋", proposer_kind="众人", **values).field == "proposer_kind"


def test_an_organisation_proposes_and_its_missing_seal_is_remarked(office: InventedOffice) -> None:
    change = office.step(
        "register", title=TITLE, proposers="民盟支部", proposer_kind="党派", submitted_on="2026-02-26", is_open="是", situation="情况。"
    )
    assert change.warnings == ("集体提案还没有注明盖章或召集人签名。",)
    assert office.value(change.subject, "proposer_names") == "民盟云溪县支部"


def test_the_kind_cannot_be_corrected_against_the_names(office: InventedOffice) -> None:
    key = office.received()
    assert office.refused("correct", key, proposer_kind="党派", reason="误", corrected_on="2026-03-01").field == "proposer_kind"


def test_a_proposal_after_the_cut_off_hour_is_an_ordinary_one(office: InventedOffice) -> None:
    assert office.value(office.received(submitted_on="2026-02-27", submitted_at="12:00"), "timing") == "session"
    assert office.value(office.received(submitted_on="2026-02-27", submitted_at="12:01"), "timing") == "ordinary"
    assert office.value(office.received(submitted_on="2025-11-24"), "timing") == "ordinary"


def test_another_timing_than_computed_needs_a_reason(office: InventedOffice) -> None:
    values = {"title": TITLE, "proposers": "周砚秋", "submitted_on": "2026-03-05", "is_open": "是", "situation": "情况。", "timing": "会间"}
    assert office.refused("register", **values).field == "timing_reason"
    key = office.step("register", timing_reason="因邮路延误，主席会议同意", **values).subject
    assert office.value(key, "timing") == "session"


def test_correcting_the_day_of_submission_computes_the_timing_again(office: InventedOffice) -> None:
    key = office.received(received_on="2026-03-02")
    office.step("correct", key, submitted_on="2026-03-01", reason="日期录错", corrected_on="2026-03-02")
    assert office.value(key, "timing") == "ordinary"
    error = office.refused("correct", key, submitted_on="2026-03-03", reason="日期录错", corrected_on="2026-03-04")
    assert error.message == "收件日期 2026-03-02 早于提交日期 2026-03-03；改正其中一个。"


def test_a_text_over_the_advised_length_is_remarked_not_refused(office: InventedOffice) -> None:
    change = office.step(
        "register", title=TITLE, proposers="周砚秋", submitted_on="2026-02-26", is_open="是", situation="情" * 5001
    )
    assert change.warnings == ("正文 5001 字，超过建议的 5000 字。",)


def test_a_return_needs_a_reason_and_the_old_text_is_kept_on_resubmission(office: InventedOffice) -> None:
    key = office.received()
    assert office.refused("return", key).field == "reason"
    office.step("return", key, reason="建议不具体", returned_on="2026-03-01")
    assert office.value(key, "stage") is Stage.RETURNED
    assert office.refused("resubmit", key, resubmitted_on="2026-03-05", situation="情况。").field == "situation"
    office.step("resubmit", key, resubmitted_on="2026-03-05", suggestion="一、分档补助。二、简化手续。")
    with office.opened(key) as proposal:
        assert proposal.stage is Stage.RECEIVED
        assert proposal.suggestion.startswith("一、")
        assert [version.suggestion for version in proposal.text_versions] == ["建议。"]


def test_return_and_resubmission_come_in_the_order_of_their_dates(office: InventedOffice) -> None:
    key = office.received()
    assert office.refused("return", key, reason="不具体", returned_on="2026-02-25").field == "returned_on"
    office.step("return", key, reason="不具体", returned_on="2026-03-01")
    assert office.refused("resubmit", key, resubmitted_on="2026-02-28", situation="新情况。").field == "resubmitted_on"


def test_a_correction_keeps_the_former_wording_once_received(office: InventedOffice) -> None:
    key = office.received()
    assert office.refused("correct", key, title="关于加装电梯的提案", corrected_on="2026-03-01").field == "reason"
    office.step("correct", key, title="关于加装电梯的提案", reason="案由过长", corrected_on="2026-03-01")
    assert office.value(key, "text_versions.title") == [TITLE]
    office.step("correct", key, keywords="电梯", reason="补关键词", corrected_on="2026-03-01")
    assert len(office.value(key, "text_versions")) == 1


def test_proposers_may_not_be_exchanged_under_review_nor_an_archived_one_corrected(office: InventedOffice) -> None:
    key = office.reviewed()
    assert office.refused("correct", key, proposers="许静安", reason="录错", corrected_on="2026-03-03").field == "proposers"
    gone = office.archived()
    assert "归档" in office.refused("correct", gone, keywords="电梯", reason="补", corrected_on="2026-07-02").message


def test_an_invited_proposer_counts_only_after_signing(office: InventedOffice) -> None:
    change = office.step(
        "register", title=TITLE, proposers="周砚秋", invited="许静安、贺明川、沈知微", submitted_on="2026-02-26", is_open="是", situation="情况。"
    )
    assert change.warnings == ("3 位联名人待会签：许静安、贺明川、沈知微。",)
    key = change.subject
    office.step("countersign", key, proposer="许静安", answer="已会签", answered_on="2026-02-27")
    office.step("countersign", key, proposer="贺明川", answer="谢绝", answered_on="2026-02-27")
    with office.opened(key) as proposal:
        assert [line.name for line in proposal.signed_lines] == ["周砚秋", "许静安"]
        assert [line.name for line in proposal.pending_signatures()] == ["沈知微"]
        assert proposal.proposer_names == "周砚秋、许静安、沈知微"


def test_invited_names_given_later_join_the_proposers_there_are(office: InventedOffice) -> None:
    key = office.received()
    office.step("correct", key, invited="许静安", proposer_kind="联名", reason="补联名", corrected_on="2026-02-27")
    assert lines(office, key) == [("周砚秋", "已会签"), ("许静安", "待会签")]


def test_a_signature_is_given_once_not_before_its_invitation_and_by_somebody_invited(office: InventedOffice) -> None:
    key = office.received(proposers="周砚秋", invited="许静安")
    assert office.refused("countersign", key, proposer="许静安", answered_on="2026-02-20").field == "answered_on"
    assert "贺明川" in office.refused("countersign", key, proposer="贺明川", answered_on="2026-02-27").message
    office.step("countersign", key, proposer="许静安", answer="过期", answered_on="2026-02-27")
    assert office.refused("countersign", key, proposer="许静安").message == "许静安的会签已是“过期”，不再改动。"


def test_nobody_signs_once_the_proposal_is_answered(office: InventedOffice) -> None:
    key = office.consulting(office.received(proposers="周砚秋", invited="许静安"))
    assert office.refused("countersign", key, proposer="许静安").field == "stage"
    with office.opened(key) as proposal:
        assert [form.line.name for form in proposal.feedbacks] == ["周砚秋"]
        assert proposal.lines[1].signature is Signature.PENDING


def test_a_wish_for_units_is_kept_in_words(office: InventedOffice) -> None:
    key = office.received(wished_lead=f"#{office.unit_id('县住建局')}", wished_co="物业公司、#甲")
    assert office.value(key, "wished_lead") == "县住建局"
    assert office.value(key, "wished_co") == "物业公司、#甲"
