"""审查单, 立案登记 and the letters after a review, of the invented office."""

from __future__ import annotations

import pytest

from tests.invented_office import TITLE, InventedOffice
from tests.unit.documents.papers.reviewed_office import KINDS, made, text_of, values_of
from zxdesk.domain.errors import RuleError

NUMBER = "云协提函〔2026〕12号"


def refused(office: InventedOffice, *, passed_on: bool = False) -> int:
    """Not filed on 3 March for want of suggestions; passed on to 县财政局, which answered."""
    key = office.reviewed()
    office.step("reject", key, reasons="10", decided_on="2026-03-03", meeting="提案委全体会议", note="已请提案者补充调研")
    if passed_on:
        office.step(
            "transfer", key, target="县财政局", sent_on="2026-03-05", number="云协提转〔2026〕3号", answer="已研究。", answered_on="2026-04-01"
        )
    return key


def merged(office: InventedOffice, *, by: str = "周砚秋、许静安") -> tuple[int, int]:
    """A filed lead of 贺明川, and one merged into it."""
    lead = office.filed(proposers="贺明川")
    key = office.reviewed(proposers=by, title="关于老旧小区加梯的建议")
    office.step("merge", key, lead="0001", merged_on="2026-03-03", meeting="提案委全体会议")
    return lead, key


def test_the_review_sheet_has_each_step_with_opinion_signature_and_date(office: InventedOffice) -> None:
    key = office.received()
    office.step(
        "first-review", key, reviewer="何春棠", reviewed_on="2026-03-01", category="城乡建设与管理", outcome="立案", opinion="题文一致",
        lead_units="县住建局", co_units="县财政局", duplicate_check="未发现重复",
    )  # fmt: skip
    values = values_of(office, "review_sheet", key)
    assert values["初审意见"] == "题文一致。\n建议立案。"
    assert values["初审签署"] == "签名：何春棠　　2026年3月1日"
    assert (values["复审意见"], values["审定意见"]) == ("", "")
    assert values["复审签署"].startswith("签名：")
    assert values["复审签署"].endswith("　　年　　月　　日")
    assert (values["建议主办"], values["建议会办"], values["资格审查"]) == ("县住建局", "县财政局", "相符")
    office.step("second-review", key, reviewer="联合审查组", reviewed_on="2026-03-02")
    office.step("file", key, meeting="提案委全体会议", decided_on="2026-03-03")
    text = text_of("review_sheet", made(office, "review_sheet", key)[0])
    for expected in ("收件号：收0001　　提案号：0001", "签名：联合审查组", "立案，列入城乡建设与管理类。", "未发现重复", "2026年3月3日"):
        assert expected in text, expected
    assert "签名：提案委全体会议" not in text


def test_reasons_stand_on_the_sheet_in_words(office: InventedOffice) -> None:
    assert "建议不予立案：内容空泛、没有具体建议。" in values_of(office, "review_sheet", _doubted(office))["初审意见"]


def _doubted(office: InventedOffice) -> int:
    key = office.received()
    office.step(
        "first-review",
        key,
        reviewer="何春棠",
        reviewed_on="2026-03-01",
        category="城乡建设与管理",
        outcome="不予立案",
        reasons="10",
        is_content_fit="否",
    )
    return key


def test_what_is_sent_back_says_what_to_complete_and_by_when(office: InventedOffice) -> None:
    key = office.joint()
    office.step("return", key, reason="建议部分过于笼统", returned_on="2026-03-02")
    (paper,) = made(office, "send_back_notice", key, number=NUMBER, resubmit_by="2026-03-10")
    text = text_of("send_back_notice", paper)
    assert paper.number == NUMBER
    assert NUMBER in text
    for expected in ("周砚秋、许静安委员：", "您们提交的", "需要补充修改的地方：建议部分过于笼统。", "请修改后于2026年3月10日前重新提交"):
        assert expected in text, expected
    assert "请修改后重新提交" in text_of("send_back_notice", made(office, "send_back_notice", key)[0])


def test_a_day_that_cannot_be_read_is_refused_at_its_option(office: InventedOffice) -> None:
    key = office.received()
    office.step("return", key, reason="笼统", returned_on="2026-03-02")
    with pytest.raises(RuleError) as caught:
        made(office, "send_back_notice", key, resubmit_by="三月里")
    assert caught.value.field == "resubmit_by"
    assert caught.value.message.startswith("重交期限：")


def test_the_reply_to_one_not_filed_gives_reason_and_what_was_done(office: InventedOffice) -> None:
    text = text_of("disposal_letter", made(office, "disposal_letter", refused(office, passed_on=True), number=NUMBER)[0])
    for expected in (
        "政协云溪县委员会提案委员会", NUMBER, "周砚秋委员：", f"您提交的十届二次大会提案《{TITLE}》（收0001）收悉。经提案委全体会议审查，不予立案。",
        "主要原因：内容空泛、没有具体建议。", "已请提案者补充调研。", "已于2026年3月5日转送县财政局研究参考（云协提转〔2026〕3号）。",
        "2026年4月1日，县财政局回复：已研究。", "2026年6月20日",
    ):  # fmt: skip
        assert expected in text, expected


def test_nothing_is_said_of_what_was_not_done(office: InventedOffice) -> None:
    key = office.reviewed()
    office.step("opinion", key, reasons="10", decided_on="2026-03-03", kind="转社情民意信息")
    text = text_of("disposal_letter", made(office, "disposal_letter", key)[0])
    assert "经审查，转社情民意信息，不作为提案办理。" in text
    assert "转送" not in text
    assert "{{" not in text
    assert "（）" not in text
    assert "联系电话" not in text


def test_a_reason_that_says_nothing_is_not_told(office: InventedOffice) -> None:
    key = office.reviewed()
    office.step("opinion", key, reasons="其他", decided_on="2026-03-03", note="已请提案者补充调研")
    text = text_of("disposal_letter", made(office, "disposal_letter", key)[0])
    assert "主要原因" not in text
    assert "已请提案者补充调研。" in text
    assert "其他" not in values_of(office, "review_sheet", key)["审定意见"]


def test_a_filed_proposal_has_no_such_letter(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="0001现在是“立案”，不予立案或转为意见建议的才有"):
        made(office, "disposal_letter", office.filed())


def test_among_many_only_those_not_filed_are_answered(office: InventedOffice) -> None:
    filed, key = office.filed(), refused(office)
    assert [paper.proposal_id for paper in made(office, "disposal_letter", filed, key)] == [key]
    with pytest.raises(RuleError, match="所选 2 件都不能制作这种文书"):
        made(office, "disposal_letter", filed, office.received())


def test_the_letter_that_passes_an_idea_on_bears_its_own_number_and_day_and_the_text(office: InventedOffice) -> None:
    key = refused(office, passed_on=True)
    office.step("transfer", key, target="市发改委", sent_on="2026-03-06")
    first, second = made(office, "transfer_letter", key, number=NUMBER, answer_by="2026-05-01")
    assert (first.number, first.unit_id, second.number, second.unit_id) == ("云协提转〔2026〕3号", office.unit_id("县财政局"), NUMBER, None)
    text = text_of("transfer_letter", first)
    for expected in ("云溪县财政局：", "2026年3月5日", "周砚秋委员提交的", "请于2026年5月1日前函告我们", "附件：", "情况。", "分析。", "建议。"):
        assert expected in text, expected
    assert "市发改委：" in text_of("transfer_letter", second)


def test_a_title_of_half_a_page_is_not_repeated_in_that_of_the_letter(office: InventedOffice) -> None:
    key = office.reviewed(title="关于" + "健全城乡供水一体化长效管护机制" * 6 + "的建议")
    office.step("reject", key, reasons="10", decided_on="2026-03-03")
    office.step("transfer", key, target="县财政局", sent_on="2026-03-05")
    lines = text_of("transfer_letter", made(office, "transfer_letter", key)[0]).split("\n")
    assert {"关于转送有关意见和建议的函", "附件：提案原文"} <= set(lines)
    assert not any("》的函" in line for line in lines)
    short = text_of("transfer_letter", made(office, "transfer_letter", refused(office, passed_on=True))[0])
    assert f"关于转送《{TITLE}》的函" in short.replace("\n", "")


def test_without_a_unit_there_is_nothing_to_pass_on(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="没有转送记录；登记转送单位以后再制作转送函。"):
        made(office, "transfer_letter", refused(office))


def test_every_proposer_of_a_merged_proposal_is_told_the_lead(office: InventedOffice) -> None:
    lead, key = merged(office)
    papers = made(office, "merge_notice", lead, key)
    assert [paper.stem for paper in papers] == ["收0002-周砚秋", "收0002-许静安"]
    assert all(paper.line_id for paper in papers)
    text = text_of("merge_notice", papers[0])
    for expected in ("周砚秋委员：", "您与许静安委员联名提交的", "该件与贺明川委员提出的第0001号提案", TITLE, "您仍是提案者"):
        assert expected in text, expected


def test_of_many_others_the_first_is_named_and_the_rest_counted(office: InventedOffice) -> None:
    _, key = merged(office, by="周砚秋、许静安、沈知微、陶望舒、贺明川")
    papers = made(office, "merge_notice", key)
    assert [paper.values["联名者"] for paper in papers][:2] == ["许静安委员等4名提案者", "周砚秋委员等4名提案者"]
    assert "您与许静安委员等4名提案者联名提交的" in text_of("merge_notice", papers[0])


def test_a_collective_is_told_without_the_word_for_a_member(office: InventedOffice) -> None:
    lead = office.filed(proposers="贺明川")
    key = office.reviewed(proposers="民盟云溪县支部", proposer_kind="党派", is_sealed="是")
    office.step("merge", key, lead="0001", merged_on="2026-03-03")
    text = text_of("merge_notice", made(office, "merge_notice", lead, key)[0])
    assert "民盟云溪县支部：" in text
    assert "你们提交的" in text
    assert "联名" not in text
    assert "支部委员" not in text


def test_a_lead_has_no_notice_of_merging(office: InventedOffice) -> None:
    lead, _ = merged(office)
    with pytest.raises(RuleError, match="没有并入别的提案"):
        made(office, "merge_notice", lead)


def test_the_units_that_had_it_are_told_to_stop_and_the_proposers_that_it_was_granted(office: InventedOffice) -> None:
    key = office.assigned(lead="县住建局", co="县财政局")
    office.step("withdraw", key, request="书面申请", withdrawn_on="2026-04-01", reason="已经解决", consent="同意撤案")
    papers = made(office, "withdrawal_notice", key)
    assert [paper.stem for paper in papers] == ["0001-县住建局", "0001-县财政局", "0001-提案者"]
    assert [bool(paper.assignment_id) for paper in papers] == [True, True, False]
    stopped, told = text_of("withdrawal_notice", papers[1]), text_of("withdrawal_notice", papers[2])
    assert "云溪县财政局：" in stopped
    assert "该提案已于2026年3月20日交你单位（会办）。自撤案之日起停止办理" in stopped
    assert "周砚秋委员：" in told
    assert "您提交的" in told
    assert "停止办理" not in told
    assert "撤案理由：已经解决；同意撤案。" in told
    assert "（第0001号），经书面申请，已于2026年4月1日同意撤案。" in told
    assert "经提案者书面申请，已于2026年4月1日同意撤案。" in stopped
    assert "特此通知。" in told


def test_the_register_has_every_number_and_counts_those_that_stand(office: InventedOffice) -> None:
    merged(office)
    gone = office.filed(office.reviewed(proposers="民盟云溪县支部", proposer_kind="党派", is_sealed="是"))
    office.filed()
    office.step("withdraw", gone, request="书面申请", withdrawn_on="2026-03-10", reason="已经解决")
    values = values_of(office, "filing_register")
    rows = values["登记"]
    assert [row["提案号"] for row in rows] == ["0001", "0002", "0003"]
    assert [row["备注"] for row in rows] == ["并有收0002", "撤案", ""]
    assert (values["登记件数"], values["立案件数"], values["委员提案件数"], values["集体提案件数"]) == ("3", "2", "2", "0")
    assert (values["并案件数"], values["撤案件数"], values["类别件数"]) == ("", "1", "城乡建设与管理2件")
    text = text_of("filing_register", made(office, "filing_register")[0])
    assert "现立案2件，其中委员提案2件、集体提案0件；1件立案后撤案。按类别：城乡建设与管理2件。" in text


def test_a_plenary_without_filed_proposals_has_no_register(office: InventedOffice) -> None:
    office.received()
    with pytest.raises(RuleError, match="十届二次还没有立案的提案；"):
        made(office, "filing_register")


@pytest.mark.parametrize("key", [key for key, kind in KINDS.items() if kind.takes_number])
def test_letters_leave_no_stump_where_the_office_has_no_telephone(office: InventedOffice, key: str) -> None:
    _, joined = merged(office)
    other = refused(office, passed_on=True)
    gone = office.filed()
    office.step("withdraw", gone, request="书面申请", withdrawn_on="2026-03-10", reason="已经解决")
    back = office.received()
    office.step("return", back, reason="笼统", returned_on="2026-03-02")
    for paper in made(office, key, joined, other, gone, back):
        text = text_of(key, paper)
        assert "联系电话" not in text
        assert "联系人" not in text
        assert "None" not in text
        assert "{{" not in text
