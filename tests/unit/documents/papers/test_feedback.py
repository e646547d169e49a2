"""征询意见表, 回访记录表 and 重新办理通知 of the invented office's register."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from tests.invented_office import MEMBERS, InventedOffice
from tests.unit.documents.papers.supervised_office import LONG_TITLE, made, template, text_of, written
from zxdesk.documents.papers.feedback import questions
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.domain.rules import Rules
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import history_anchor
from zxdesk.services.office import edit_office
from zxdesk.text.paper_code import read_code


def rules(office: InventedOffice) -> Rules:
    with office.reading() as session:
        return rules_of(session, office.plenary_id())


def test_every_answer_has_its_box_to_tick_on_a_form_with_the_reply(office: InventedOffice) -> None:
    [paper] = made(office, "feedback_form", office.consulting())
    text = text_of("feedback_form", paper)
    for expected in (
        "□满意　□基本满意　□不满意", "□走访　□电话　□其他　□未联系", "□针对　□基本针对　□未针对", "云溪县住建局（独办）", "云住建函〔2026〕1号",
        "A类（所提问题已解决或采纳）", "联名提案由各提案者分别填写。", "填好后于2026年6月24日前寄回：云溪县政协提案委。",
    ):  # fmt: skip
        assert expected in text, expected
    assert "领导答复" not in text
    assert "负责人签名" not in text
    assert "电话：" not in text.partition("寄回")[2]


def test_a_collective_is_asked_who_answered_and_signs_and_seals(office: InventedOffice) -> None:
    [paper] = made(office, "feedback_form", office.replied(office.received(proposer_kind="党派", proposers="民盟支部", is_sealed="是")))
    text = text_of("feedback_form", paper)
    assert "领导答复\n□是　□否" in text
    assert "（负责人签名并加盖公章）" in text
    assert paper.values["集体"] == "集体"


def test_every_proposer_has_a_form_before_and_after_it_is_sent(office: InventedOffice) -> None:
    key = office.replied(office.joint())
    before = made(office, "feedback_form", key)
    assert [(paper.values["提案人"], paper.values["发出日期"]) for paper in before] == [("周砚秋", ""), ("许静安", "")]
    office.step("send-forms", key, sent_on="2026-06-02")
    after = made(office, "feedback_form", key)
    assert [paper.values["发出日期"] for paper in after] == ["2026年6月2日"] * 2
    assert [paper.values["表码"] for paper in after] == [paper.values["表码"] for paper in before]
    assert len({paper.values["表码"] for paper in after}) == 2
    assert "填好后寄回" in text_of("feedback_form", before[0])


def test_each_reply_has_its_forms_and_they_come_in_the_order_of_numbers(office: InventedOffice) -> None:
    later, first = office.filed(office.received(title="关于停车的提案")), office.signed(separate=("县住建局", "县财政局"))
    office.replied(later)
    office.reply(first)
    office.reply(first, "县财政局", number="云财函〔2026〕3号")
    numbers = [office.value(key, "number") for key in (later, first)]
    papers = made(office, "feedback_form", first, later)
    assert [(paper.values["提案号"], paper.values["单位简称"]) for paper in papers] == [
        (numbers[0], "县住建局"), (numbers[1], "县住建局"), (numbers[1], "县财政局"),
    ]  # fmt: skip
    assert [paper.stem for paper in papers][1:] == [f"{numbers[1]}-周砚秋-县住建局", f"{numbers[1]}-周砚秋-县财政局"]


def test_merged_proposers_are_asked_about_the_leads_reply(office: InventedOffice) -> None:
    key = office.filed()
    merged = office.reviewed(office.received(title="关于电梯的提案", proposers="许静安"))
    office.step("merge", merged, lead=office.value(key, "number"), merged_on="2026-03-03", note="已征得同意")
    office.replied(key)
    number, receipt = office.value(key, "number"), office.value(merged, "receipt_number")
    papers = made(office, "feedback_form", key)
    assert [(paper.values["提案人"], paper.values["提案编号"]) for paper in papers] == [("周砚秋", number), ("许静安", receipt)]
    [own] = made(office, "feedback_form", merged)
    assert (own.values["提案人"], own.values["案由"], own.proposal_id) == ("许静安", "关于电梯的提案", merged)
    assert f"提案号：第{receipt}号" in text_of("feedback_form", own)
    assert len(made(office, "feedback_form", key, merged)) == 2


def test_without_a_reply_there_is_no_form_but_one_to_enclose(office: InventedOffice) -> None:
    waiting, answered = office.assigned(office.joint()), office.replied(office.received(title="关于停车的提案"))
    for key in ("feedback_form", "visit_record"):
        with pytest.raises(RuleError, match="还没有答复"):
            made(office, key, waiting)
        assert [paper.proposal_id for paper in made(office, key, waiting, answered)] == [answered]
    enclosed = made(office, "feedback_form", waiting, before_reply="1")
    assert [(paper.values["提案人"], paper.values["答复文号"]) for paper in enclosed] == [("周砚秋", ""), ("许静安", "")]
    with pytest.raises(RuleError, match="还没有交办给答复单位"):
        made(office, "feedback_form", office.filed(office.received(title="关于路灯的提案")), before_reply="1")


def test_what_is_filled_in_is_a_choice(office: InventedOffice) -> None:
    key = office.consulting()
    office.run(edit_office, contact="何春棠", phone="0900-555 0100", address="云溪县人民路1号", postcode="799900")
    filled, blank, bare = (made(office, "feedback_form", key, **chosen)[0] for chosen in ({}, {"filled": ""}, {"address": ""}))
    assert "寄回：云溪县政协提案委（云溪县人民路1号，邮编799900，何春棠收），电话：0900-555 0100。" in text_of("feedback_form", filled)
    assert [blank.values[name] for name in ("答复文号", "答复日期", "办理类别全称", "发出日期", "收回期限")] == [""] * 5
    assert blank.values["单位"] == filled.values["单位"]
    assert bare.values["寄回处"] == ""
    assert "人民路" not in text_of("feedback_form", bare)
    assert "3. 填好后于2026年6月24日前寄回。" in text_of("feedback_form", bare)


def test_the_former_reply_is_shown_on_a_form_of_the_next_round(office: InventedOffice) -> None:
    key = redone(office)
    office.reply(key, number="云住建函〔2026〕9号", replied_on="2026-06-18", reply_class="A")
    plain, earlier = made(office, "feedback_form", key)[0], made(office, "feedback_form", key, earlier="1")[0]
    assert (plain.values["上次答复"], earlier.values["上次答复"]) == ("", "云住建函〔2026〕1号，2026年6月1日，B类")
    assert "上次答复" not in text_of("feedback_form", plain)
    assert "云住建函〔2026〕1号，2026年6月1日，B类" in text_of("feedback_form", earlier)
    assert read_code(str(plain.values["表码"])).redo == 1
    assert plain.stem.endswith("-重办1")


def test_the_questions_are_those_of_the_offices_rules(office: InventedOffice) -> None:
    own = dataclasses.replace(rules(office), feedback_result=("同意", "理解", "保留", "不同意"))
    asked = {row["问题名称"]: row["可选答案"] for row in questions(own, is_collective=False)}
    assert asked["办理结果"] == "□同意　□理解　□保留　□不同意"
    assert list(asked) == ["面商情况", "办理态度", "听取意见", "答复内容", "办理结果"]
    assert [row["问题名称"] for row in questions(own, is_collective=True)][4] == "领导答复"


def test_the_proposer_has_at_least_40_mm_for_his_own_words_on_one_page(
    office: InventedOffice, pages: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    plain = office.consulting(office.joint())
    crowded = office.received(title=LONG_TITLE, proposer_kind="党派", proposers="民盟支部", is_sealed="是")
    co = ("县财政局", "县民政局", "县交通局", "县教育局", "县卫健局", "县农业农村局")
    crowded = office.consulting(office.signed(crowded, lead=("县住建局",), co=co))
    for key in (plain, crowded):
        paper = made(office, "feedback_form", key)[0]
        if key == crowded:
            long_names = "、".join(f"云溪县第{at}住房和城乡建设管理局" for at in range(12))
            paper = dataclasses.replace(paper, values={**paper.values, "会办单位名称": long_names, "案由": LONG_TITLE * 2})
        content = template("feedback_form").fill(paper.values)
        row = next(row for row in Document(io.BytesIO(content)).tables[0].rows if "意见或" in row.cells[0].text)
        assert row.height is not None
        assert row.height.mm >= 39.9
        (page,) = pages(written("feedback_form", paper, tmp_path))
        squeezed = "".join(page.split())
        assert "填表说明" in squeezed
        assert "寄回" in squeezed
        assert "".join(str(paper.values["表码"]).split()) in squeezed


def test_a_blank_form_without_contact_and_dates_prints_on_one_page(
    office: InventedOffice, pages: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    [paper] = made(office, "feedback_form", office.replied(), filled="", address="")
    (page,) = pages(written("feedback_form", paper, tmp_path))
    assert "填好后寄回。" in "".join(page.split())


def test_every_visit_has_a_record_with_what_the_form_said(office: InventedOffice) -> None:
    key = office.consulting(office.joint())
    office.answer(key, comment="个别事项没有说清时限。", result="基本满意")
    blanks = made(office, "visit_record", key)
    assert [(paper.values["提案人"], paper.values["征询结果"], paper.values["回访结果"]) for paper in blanks] == [
        ("周砚秋", "基本满意", ""), ("许静安", "", ""),
    ]  # fmt: skip
    office.step("visit", key, visited_on="2026-06-15", way="走访", person="何春棠", proposer="周砚秋", result="时限已当面说明，表示满意。")
    [made_one] = made(office, "visit_record", key)
    text = text_of("visit_record", made_one)
    for expected in ("☑走访", "□电话", "2026年6月15日", "时限已当面说明，表示满意。", "个别事项没有说清时限。", "基本满意"):
        assert expected in text, expected
    code = read_code(str(made_one.values["表码"]))
    assert (code.kind, code.proposer, code.unit) == ("visit_record", 1, 0)
    assert len(made(office, "visit_record", key, blank="1")) == 2


def redone(office: InventedOffice, **answer: object) -> int:
    key = office.consulting(office.joint(), reply_class="B")
    office.answer(key, result="不满意", **({"comment": "没有说清\n什么时候办。"} | answer))
    office.answer(key, proposer="许静安", comment="可以。")
    office.step("redo", key, redone_on="2026-06-12", reason="没有针对建议", due_on="2026-07-12")
    return key


def test_the_notice_says_who_is_not_content_with_which_reply_and_until_when(office: InventedOffice) -> None:
    [paper] = made(office, "redo_notice", redone(office), number="云协提函〔2026〕12号")
    text = text_of("redo_notice", paper)
    assert "于2026年6月1日答复（云住建函〔2026〕1号，B类）后，经征询意见，周砚秋对办理情况不满意。经研究，请你单位重新办理" in text
    assert "周砚秋：没有说清 什么时候办。" in text
    assert "可以。" not in text
    assert "于2026年7月12日前重新书面答复提案者" in text
    assert (paper.number, paper.values["主送"]) == ("云协提函〔2026〕12号", "云溪县住建局")


def test_who_is_not_content_and_wrote_nothing_is_named_all_the_same(office: InventedOffice) -> None:
    [paper] = made(office, "redo_notice", redone(office, comment=""))
    assert (paper.values["不满意者"], paper.values["不满意意见"]) == ("周砚秋", "")
    assert "提案者的意见" not in text_of("redo_notice", paper)


def test_the_second_notice_says_so(office: InventedOffice) -> None:
    key = redone(office)
    office.reply(key, number="云住建函〔2026〕9号", replied_on="2026-06-14", reply_class="B")
    office.step("send-forms", key, sent_on="2026-06-14")
    office.answer(key, result="不满意", returned_on="2026-06-16", comment="还是没有时限。")
    office.step("redo", key, redone_on="2026-06-17", reason="没有时限")
    [paper] = made(office, "redo_notice", key)
    text = text_of("redo_notice", paper)
    assert "请你单位再次重新办理" in text
    assert "云住建函〔2026〕9号" in text
    assert "周砚秋：还是没有时限。" in text


def test_what_is_not_done_again_has_no_notice(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="没有重新办理；登记重新办理以后再制作通知"):
        made(office, "redo_notice", office.consulting())


def test_each_of_many_joint_proposers_has_a_form_with_a_code_of_his_own(office: InventedOffice) -> None:
    names = [name for name, _ in MEMBERS[:5]]
    papers = made(office, "feedback_form", office.replied(office.received(proposers="、".join(names))))
    assert [paper.values["提案人"] for paper in papers] == names
    assert [read_code(str(paper.values["表码"])).proposer for paper in papers] == [1, 2, 3, 4, 5]


def test_the_anchor_is_the_head_of_the_history(office: InventedOffice) -> None:
    with office.reading() as session:
        head = session.get_one(Event, len(office.events()))
        assert history_anchor(session) == f"{head.seq}:{head.hash[7:19]}"


def test_a_form_that_comes_back_after_the_day_stays_the_same(office: InventedOffice) -> None:
    key = office.consulting()
    first, later = (made(office, "feedback_form", key, on=day)[0] for day in (date(2026, 6, 2), date(2026, 8, 1)))
    assert {name for name in first.values if first.values[name] != later.values[name]} == {"打印日期"}
