"""The public copies of proposals and replies: what may be public, and what is hidden in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.invented_office import TITLE, InventedOffice
from tests.unit.documents.papers.reviewed_office import made, text_of, values_of
from zxdesk.domain.errors import RuleError

WHOLE, SUMMARY, CATALOGUE = "全文", "摘要", "目录"
SITUATION = "周砚秋（手机139 1234 5678，家住云溪县人民路3号楼2单元501室）反映，全县42.9%的小区没有电梯。" * 2
SUGGESTION = "投入13800万元。请打5550001联系。\n联系人：周砚秋，电话：0900-555-0001"


def decided(office: InventedOffice, publicity: str = "", *, is_secret: str = "否", **values: object) -> int:
    """立案 with a decision on publicity."""
    key = office.reviewed(**({"situation": SITUATION, "suggestion": SUGGESTION} | values))
    office.step("file", key, meeting="提案委全体会议", decided_on="2026-03-03", publicity=publicity, is_secret=is_secret)
    return key


def answered(office: InventedOffice, decision: str = WHOLE, **reply: Any) -> int:
    """Answered on 1 June; the body names the clerk and his telephone."""
    body = "一、已开工12部。\n二、其余年内开工，联系刘工13912345678。\n（联系人：刘润生，联系电话：0900-5550321）"
    return office.replied(decided(office, decision), **({"body": body, "publicity": "公开", "contact_phone": "0900-5550321"} | reply))


def test_the_whole_text_is_public_without_what_leads_to_a_person(office: InventedOffice) -> None:
    key = decided(office, WHOLE)
    text = text_of("public_proposal", made(office, "public_proposal", key)[0])
    for hidden in ("139", "5550001", "0900", "501室", "联系人"):
        assert hidden not in text, hidden
    for shown in (TITLE, "周砚秋", "42.9%", "13800万元", "公开文本（全文）", "分析。"):
        assert shown in text, shown


def test_a_summary_ends_with_a_sentence_and_the_text_stays_away(office: InventedOffice) -> None:
    values = values_of(office, "public_proposal", decided(office, SUMMARY), length="90")
    assert values["公开方式"] == SUMMARY
    assert (values["情况"], values["建议"]) == ("", "")
    assert len(values["摘要"]) <= 90
    assert values["摘要"].endswith("。")


def test_the_catalogue_is_number_title_unit_and_class_alone(office: InventedOffice) -> None:
    key = answered(office, CATALOGUE)
    values = values_of(office, "public_proposal", key)
    assert (values["提案号"], values["案由"], values["主办单位"], values["办理类别"]) == ("0001", TITLE, "云溪县住建局", "A类")
    assert [values[name] for name in ("提案者", "类别", "情况", "分析", "建议", "摘要", "会办单位", "立案日期")] == [""] * 8
    reply = values_of(office, "public_reply", key)
    assert [reply[name] for name in ("答复正文", "答复文号", "主送", "摘要", "提案者")] == [""] * 5
    assert reply["答复标题"] == "第0001号提案答复"
    assert "周砚秋" not in text_of("public_reply", made(office, "public_reply", key)[0])


@pytest.mark.parametrize(
    ("publicity", "values", "sentence"),
    [
        ("不公开", {}, "0001的公开决定是“不公开”，不制作公开文本。"),
        (WHOLE, {"is_open": "否", "open_reason": "涉及企业经营"}, "0001的提案者不同意公开（涉及企业经营），不制作公开文本；"),
        ("", {"is_open": "否", "open_reason": "涉及企业经营。"}, "0001的提案者不同意公开（涉及企业经营），不制作公开文本；"),
        ("", {}, "0001还没有公开决定；先登记公开决定，或在选项里选定公开方式。"),
        (WHOLE, {"is_secret": "是"}, "0001涉密，不制作公开文本。"),
    ],
)
def test_what_is_not_to_be_public_is_refused_with_its_reason(office: InventedOffice, publicity: str, values: dict[str, Any], sentence: str) -> None:
    key = decided(office, publicity, **values)
    with pytest.raises(RuleError) as caught:
        made(office, "public_proposal", key)
    assert caught.value.message.startswith(sentence)


def test_without_consent_the_catalogue_alone_may_be_decided(office: InventedOffice) -> None:
    key = decided(office, CATALOGUE, is_open="否", open_reason="涉及企业经营")
    assert values_of(office, "public_proposal", key, scope=WHOLE)["公开方式"] == CATALOGUE


def test_what_is_chosen_narrows_a_decision_and_never_widens_it(office: InventedOffice) -> None:
    narrow, wide, open_ = decided(office, SUMMARY), decided(office, WHOLE), decided(office)
    for key, chosen, found in ((narrow, WHOLE, SUMMARY), (wide, CATALOGUE, CATALOGUE), (open_, WHOLE, WHOLE)):
        assert values_of(office, "public_proposal", key, scope=chosen)["公开方式"] == found


def test_what_is_not_filed_or_merged_is_not_published(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="收0001现在是“已收件”，立案的提案才制作公开文本。"):
        made(office, "public_proposal", office.received())
    lead = decided(office, WHOLE, proposers="贺明川")
    other = office.reviewed()
    office.step("merge", other, lead="0001", merged_on="2026-03-03")
    with pytest.raises(RuleError, match="收0003已并入0001，公开主案0001。"):
        made(office, "public_proposal", other)
    assert [paper.proposal_id for paper in made(office, "public_proposal", other, lead)] == [lead]


def test_a_public_reply_has_its_text_without_its_contacts(office: InventedOffice) -> None:
    key = answered(office)
    (paper,) = made(office, "public_reply", key)
    text = text_of("public_reply", paper)
    for hidden in ("139", "刘润生", "0900", "联系电话"):
        assert hidden not in text, hidden
    for shown in ("周砚秋委员：", "一、已开工12部。", "云住建函〔2026〕1号", "2026年6月1日", "云溪县住建局"):
        assert shown in text, shown


def test_a_public_reply_says_whose_proposal_it_answers(office: InventedOffice) -> None:
    key = decided(office, WHOLE)
    office.signed(key)
    office.reply(key, body="提出的提案收悉，现答复如下：\n一、已开工12部。", publicity="公开")
    assert "\n您提出的提案收悉" in text_of("public_reply", made(office, "public_reply", key)[0])


@pytest.mark.parametrize(
    ("publicity", "sentence"),
    [
        ("依申请公开", "0001的答复是“依申请公开”，只提供给申请人，不制作公开文本。"),
        ("不公开", "0001的答复是“不公开”，不制作公开文本。"),
        ("", "0001的答复还没有公开属性；登记公开属性以后再制作公开文本。"),
    ],
)
def test_a_reply_that_its_unit_did_not_make_public_is_refused(office: InventedOffice, publicity: str, sentence: str) -> None:
    key = answered(office, WHOLE, publicity=publicity)
    with pytest.raises(RuleError) as caught:
        made(office, "public_reply", key)
    assert caught.value.message == sentence


def test_a_reply_is_public_no_further_than_its_proposal(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="公开决定是“不公开”"):
        made(office, "public_reply", answered(office, "不公开"))


def test_a_proposal_without_reply_has_no_public_reply(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="0001还没有答复；登记答复以后再制作答复公开文本。"):
        made(office, "public_reply", decided(office, WHOLE))


@pytest.mark.parametrize("length", ["", "十", "10", "9999"])
def test_a_length_that_makes_no_sense_is_refused(office: InventedOffice, length: str) -> None:
    with pytest.raises(RuleError) as caught:
        made(office, "public_proposal", decided(office, SUMMARY), length=length)
    assert caught.value.field == "length"


def test_a_way_of_publishing_that_is_not_offered_is_refused(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="公开方式“一半”不是可选的；"):
        made(office, "public_proposal", decided(office, WHOLE), scope="一半")
