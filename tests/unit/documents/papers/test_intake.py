"""收件回执 and 提案表 of the invented office."""

from __future__ import annotations

import pytest

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.reviewed_office import made, text_of, values_of
from zxdesk.domain.errors import RuleError

RARE = ("温𬭊", "李䶮", "赵㛃")


def joined_by(office: InventedOffice, count: int) -> int:
    """A proposal of 周砚秋 with so many joint proposers, the first of them with rare characters in their names."""
    names = [*RARE, *(f"联名{number:02d}" for number in range(count))][:count]
    for number, name in enumerate(names):
        office.step(
            "add-member", name=name, member_number=f"9{number:02d}", sector="经济界", phone=f"0900-556-{number:04d}", address=f"云溪县{number}巷"
        )
    return office.received(proposers="、".join(["周砚秋", *names]))


def test_the_receipt_says_what_was_taken_in_when_and_under_which_number(office: InventedOffice) -> None:
    key = office.joint()
    (paper,) = made(office, "receipt", key)
    text = text_of("receipt", paper)
    assert paper.stem == "收0001"
    assert paper.proposal_id == key
    assert "周砚秋、许静安委员：" in text
    assert "您们提交的提案已于2026年2月26日收到，登记为十届二次大会提案" in text
    assert "关于完善老旧小区加装电梯补助办法的提案" in text


def test_a_receipt_for_very_many_is_addressed_to_the_first_and_names_all(office: InventedOffice) -> None:
    text = text_of("receipt", made(office, "receipt", joined_by(office, 29))[0])
    assert "周砚秋委员等30名提案者：" in text
    assert all(name in text for name in (*RARE, "联名25"))


def test_a_collective_is_addressed_without_the_word_for_a_member(office: InventedOffice) -> None:
    key = office.received(proposers="民盟云溪县支部", proposer_kind="党派", is_sealed="是", contact="卢照", contact_phone="0900-5550188")
    text = text_of("receipt", made(office, "receipt", key)[0])
    assert "民盟云溪县支部：" in text
    assert "支部委员" not in text
    assert "你们提交的提案" in text


def test_a_draft_has_no_receipt_and_that_is_said(office: InventedOffice) -> None:
    draft = office.step("draft", title="关于整修南河步道的提案").subject
    assert draft is not None
    with pytest.raises(RuleError, match="还没有收件；收件以后再制作收件回执。"):
        made(office, "receipt", draft)
    received = office.received()
    assert [paper.proposal_id for paper in made(office, "receipt", draft, received)] == [received]


def test_papers_of_no_proposal_are_refused_in_one_sentence(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="还没有选定提案；"):
        made(office, "receipt")


def test_papers_come_in_number_order_those_without_a_number_last(office: InventedOffice) -> None:
    late, filed = office.received(), office.filed()
    assert [paper.proposal_id for paper in made(office, "receipt", late, filed)] == [filed, late]


def test_the_form_holds_the_text_the_review_and_the_units(office: InventedOffice) -> None:
    key = office.assigned(office.filed(wished_lead="县财政局"), lead="县住建局", co="县财政局")
    text = text_of("proposal_form", made(office, "proposal_form", key)[0])
    assert "政协云溪县第十届委员会第二次会议提案" in text.replace("\n", "")
    assert "编号：第 0001 号" in text
    assert "2026年3月3日，提案委全体会议审定，立案，列入城乡建设与管理类。" in text
    for expected in ("情况：", "情况。", "分析。", "建议。", "云溪县住建局", "云溪县财政局", "主办：县财政局", "0900-555-0001", "经济界"):
        assert expected in text, expected
    assert "联名人" not in text
    assert "书写栏" not in text


def test_up_to_eight_joint_proposers_stand_in_the_table_the_others_in_a_list_after_the_text(office: InventedOffice) -> None:
    key = joined_by(office, 29)
    values = values_of(office, "proposal_form", key)
    assert [row["姓名"] for row in values["联名人"]][:3] == list(RARE)
    assert (len(values["联名人"]), len(values["续名单"]), values["续名单人数"]) == (8, 21, "21")
    text = text_of("proposal_form", made(office, "proposal_form", key)[0])
    assert "其余联名人21名，名单附后" in text
    assert text.index("建议。") < text.index("联名人名单") < text.index("联名25")
    for name in RARE:
        assert name in text


def test_eight_joint_proposers_need_no_list(office: InventedOffice) -> None:
    text = text_of("proposal_form", made(office, "proposal_form", joined_by(office, 8))[0])
    assert "其余联名人" not in text
    assert "联名人名单" not in text
    assert "赵㛃" in text


def test_the_contact_of_a_collective_stands_where_a_member_has_his_own(office: InventedOffice) -> None:
    key = office.received(
        proposers="民盟云溪县支部",
        proposer_kind="党派",
        is_sealed="是",
        contact="卢照",
        contact_phone="0900-5550188",
        contact_address="云溪县文庙街3号",
        contact_postcode="799901",
    )
    values = values_of(office, "proposal_form", key)
    assert (values["集体联系人"], values["第一提案者电话"]) == ("卢照", "0900-5550188")
    assert (values["第一提案者地址"], values["第一提案者邮编"]) == ("云溪县文庙街3号", "799901")


def test_a_proposal_that_is_not_to_be_public_says_why(office: InventedOffice) -> None:
    key = office.received(is_open="否", open_reason="涉及企业经营")
    assert values_of(office, "proposal_form", key)["公开意愿"] == "不同意（涉及企业经营）"


def test_a_form_without_text_points_to_the_original(office: InventedOffice) -> None:
    draft = office.step("draft", title="关于整修南河步道的提案").subject
    assert draft is not None
    text = text_of("proposal_form", made(office, "proposal_form", draft)[0])
    assert "正文见所附原件。" in text
    assert "情况：" not in text


def test_a_blank_form_has_rows_for_joint_proposers_and_lines_to_write_on(office: InventedOffice) -> None:
    values = values_of(office, "proposal_form", blank="1")
    assert len(values["联名人"]) == 8
    assert len(values["书写栏"]) == 44
    (paper,) = made(office, "proposal_form", blank="1")
    text = text_of("proposal_form", paper)
    assert paper.proposal_id is None
    assert "□同意" in text
    assert text.count("情况：") == 1


@pytest.mark.parametrize(
    ("step", "values", "verdict"),
    [
        (
            "reject",
            {"reasons": "10", "decided_on": "2026-03-03", "meeting": "提案委全体会议"},
            "2026年3月3日，提案委全体会议审定，不予立案：内容空泛、没有具体建议。",
        ),
        ("opinion", {"reasons": "10", "decided_on": "2026-03-03"}, "2026年3月3日，转为意见和建议：内容空泛、没有具体建议。"),
        ("withdraw", {"request": "书面申请", "withdrawn_on": "2026-03-04", "reason": "已经解决。"}, "2026年3月4日，同意撤案：已经解决。"),
    ],
)
def test_the_review_opinion_says_how_it_was_decided(office: InventedOffice, step: str, values: dict[str, str], verdict: str) -> None:
    key = office.reviewed()
    office.step(step, key, **values)
    assert values_of(office, "proposal_form", key)["审查意见"] == verdict
