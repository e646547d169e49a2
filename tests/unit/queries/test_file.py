from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Extension, HandBack, Role
from zxdesk.domain.attachment import Attachment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import Visit
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.paper import IssuedPaper
from zxdesk.domain.reply import Contact
from zxdesk.domain.review import Review, ReviewStep, TextVersion, Transfer
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.supervision import Inspection, KeyProposal, Reminder
from zxdesk.queries.file import find_proposal, proposal_file

from .conftest import TODAY, Cabinet

DAY = date(2026, 4, 1)


def full_proposal(cabinet: Cabinet) -> int:
    """A lead proposal with every kind of part and one proposal merged into it."""
    put = cabinet.put
    lead = cabinet.proposal(
        "0012", proposers=[cabinet.member("周砚秋", "003", "经济界")], stage=Stage.CONSULTING, category="教育", reasons=["11"],
        reply_class="A",
    )  # fmt: skip
    merged = cabinet.proposal(None, proposers=[cabinet.member("苏见青", "004")], stage=Stage.MERGED, lead=lead)
    row = cabinet.assignment(lead, cabinet.unit("JY01", "云溪县教育局", "县教育局"), Role.LEAD, state=UnitState.REPLIED)
    cabinet.assignment(lead, cabinet.unit("CG01", "云溪县城管局", "县城管局"), Role.CO, due_on=date(2026, 6, 1))
    reply = cabinet.reply(row)
    cabinet.feedback(lead, reply, attitude="满意", result="基本满意", returned_on=date(2026, 5, 20))
    form = cabinet.feedback(merged, reply, merged.lines[0])
    key = put(KeyProposal(proposal=lead, level="主席会议成员督办"))
    put(Review(proposal=lead, step=ReviewStep.FIRST, reviewed_on=DAY))
    put(TextVersion(proposal=lead, replaced_on=DAY, title="旧稿"))
    put(Transfer(proposal=lead, target="县信访局", sent_on=DAY))
    put(HandBack(assignment=row, requested_on=DAY, reason="非本单位职责"))
    put(Extension(assignment=row, requested_on=DAY, reason="协调未毕", new_due_on=TODAY))
    put(Reminder(assignment=row, reminded_on=DAY))
    put(Contact(assignment=row, contacted_on=DAY, way="走访"))
    put(Visit(proposal=lead, line=lead.lines[0], visited_on=DAY))
    put(FollowUp(assignment=row, reply=reply, first_class="B", started_on=DAY, planned_on=TODAY))
    put(Inspection(key_file=key, held_on=DAY, way="视察督办"))
    put(Attachment(proposal=lead, name="原件.docx", sha256="0" * 64, size=1, added_on=DAY))
    paper = IssuedPaper(proposal=lead, kind="答复处理笺", issued_on=DAY, snapshot={}, file_sha256="0" * 64, file_name="a.docx")
    paper.plenary_id = lead.plenary_id
    put(paper)
    assert form.line.proposal_id == merged.id
    return int(lead.id)


def test_a_file_holds_every_part_and_is_json(session: Session, cabinet: Cabinet) -> None:
    key = full_proposal(cabinet)
    session.expunge_all()
    file = proposal_file(session, key, today=TODAY)
    assert json.loads(json.dumps(file, ensure_ascii=False)) == file
    assert (file["number"], file["plenary"], file["stage"], file["stage_label"]) == ("0012", "十届二次", "consulting", "征询中")
    assert (file["submitted_on"], file["timing_label"], file["proposer_group"]) == ("2026-02-20", "会间", "委员提案")
    assert (file["construction"], file["reason_names"]) == ("社会建设", ["一案多事"])
    assert file["reply_class_text"] == "所提问题已解决或采纳"
    assert [line["name"] for line in file["proposers"]] == ["周砚秋"]
    lead_unit, co_unit = file["assignments"]
    assert (lead_unit["unit"], lead_unit["role_label"], lead_unit["state_label"]) == ("县教育局", "主办", "已答复")
    assert (co_unit["light"], co_unit["light_words"]) == ("红", "超 9 天")
    for name in ("hand_backs", "extensions", "contacts", "replies", "follow_ups", "reminders"):
        assert len(lead_unit[name]) == 1, name
    assert lead_unit["replies"][0]["is_on_time"] is True
    for name in ("reviews", "visits", "transfers", "text_versions", "attachments", "papers"):
        assert len(file[name]) == 1, name
    assert [(f["proposer"], f["unit"], f["result"]) for f in file["feedbacks"]] == [("周砚秋", "县教育局", "基本满意")]
    assert file["key_file"]["inspections"][0]["way"] == "视察督办"


def test_lead_and_merged_know_each_other(session: Session, cabinet: Cabinet) -> None:
    key = full_proposal(cabinet)
    (merged,) = proposal_file(session, key, today=TODAY)["merged"]
    assert [line["name"] for line in merged["proposers"]] == ["苏见青"]
    assert merged["feedbacks"][0]["unit"] == "县教育局"
    own = proposal_file(session, merged["id"], today=TODAY)
    assert (own["lead"]["number"], own["light_words"]) == ("0012", "并案")


def test_a_file_that_does_not_exist_is_refused(session: Session, cabinet: Cabinet) -> None:
    with pytest.raises(RuleError, match="没有 #99 这件提案"):
        proposal_file(session, 99, today=TODAY)


@pytest.mark.parametrize("said", ["0012", "12", "第12号", "第0012号提案", "００１２", " 12 ", 12])
def test_a_proposal_is_found_by_its_number_however_written(session: Session, cabinet: Cabinet, said: str | int) -> None:
    cabinet.proposal("0001")
    proposal = cabinet.proposal("0012")
    assert find_proposal(session, cabinet.plenary.id, said) == proposal.id
    assert find_proposal(session, None, said) == proposal.id


def test_the_proposal_number_goes_before_the_receipt_number(session: Session, cabinet: Cabinet) -> None:
    received = cabinet.proposal(None, receipt_number="0012", stage=Stage.RECEIVED)
    filed = cabinet.proposal("12", receipt_number="0034")
    assert find_proposal(session, cabinet.plenary.id, "0012") == filed.id
    assert find_proposal(session, cabinet.plenary.id, "0034") == filed.id
    assert find_proposal(session, cabinet.plenary.id, f"#{received.id}") == received.id


def test_a_number_nobody_bears_is_refused_with_the_plenary(session: Session, cabinet: Cabinet) -> None:
    with pytest.raises(RuleError, match=r"^十届二次没有 0999 号提案。$"):
        find_proposal(session, cabinet.plenary.id, "0999")
    with pytest.raises(RuleError, match="没有 #7 这件提案"):
        find_proposal(session, cabinet.plenary.id, "#7")
