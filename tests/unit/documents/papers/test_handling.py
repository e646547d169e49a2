"""退办, 延期, 会办意见函, 答复函 and 答复处理笺 of the invented office's register."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.invented_office import MEMBERS, InventedOffice
from tests.unit.documents.papers.assigned_office import KINDS, lines_of, made, only, template, text_of
from zxdesk.documents.papers.unit_requests import BLANK_DAY
from zxdesk.domain.errors import RuleError

LONG_BODY = "\n".join(
    f"{number}、关于赶集公交的建议。" + "县交通局实地踏勘了沿线道路、客流和停靠条件，走访了沿线群众。" * 40 for number in "一二三四"
)
FULL_NAME = "政协云溪县第十届委员会第二次会议"


def asked_back(office: InventedOffice) -> int:
    key = office.assigned()
    office.step(
        "hand-back", key, unit="县住建局", requested_on="2026-03-23", reason="不属本单位职责。", suggested_unit="县民政局", signed_by="𬭊䶮㛃"
    )
    return key


def test_a_request_to_hand_back_fills_its_form(office: InventedOffice) -> None:
    key = asked_back(office)
    papers = made(office, "hand_back_form", key)
    values = only(papers)
    assert (values["退办理由"], values["建议单位"], values["申请日期"]) == ("不属本单位职责。", "县民政局", "2026年3月23日")
    assert (values["决定选项"], values["决定日期"]) == ("□ 同意调整　　　　□ 不同意调整", BLANK_DAY)
    text = text_of("hand_back_form", papers[0])
    assert "负责人签名：𬭊䶮㛃" in text
    assert "于2026年3月27日前一式两份送云溪县政协提案委。" in text


def test_a_unit_that_has_not_asked_gets_an_empty_form(office: InventedOffice) -> None:
    key = office.assigned()
    values = only(made(office, "hand_back_form", key))
    assert (values["退办理由"], values["申请日期"], values["单位"]) == ("", BLANK_DAY, "云溪县住建局")
    office.step("hand-back", key, unit="县住建局", requested_on="2026-03-23", reason="不属本单位职责。")
    office.step("refuse-hand-back", key, unit="县住建局", decided_on="2026-03-26", note="职责清单列有此项。")
    assert only(made(office, "hand_back_form", key))["决定选项"] == "□ 同意调整　　　　■ 不同意调整"
    assert only(made(office, "hand_back_form", key, blank="1"))["退办理由"] == ""


def test_an_accepted_request_names_the_unit_that_takes_over(office: InventedOffice) -> None:
    key = asked_back(office)
    office.step("reassign", key, unit="县住建局", new_units="县民政局", decided_on="2026-03-26", decided_by="温砚田")
    papers = made(office, "hand_back_decision", key, number="云政提〔2026〕8号")
    values = only(papers)
    assert (values["主送"], values["抄送"], values["成文日期"]) == ("云溪县住建局", "云溪县民政局", "2026年3月26日")
    assert (papers[0].number, papers[0].unit_id) == ("云政提〔2026〕8号", office.unit_id("县住建局"))
    text = text_of("hand_back_decision", papers[0])
    assert "同意你单位不再承办该提案，该提案改由云溪县民政局办理。" in text
    assert "不同意" not in text
    assert only(made(office, "hand_back_form", key))["决定选项"].startswith("■ 同意调整")


def test_the_forms_keep_to_one_page_with_a_long_reason(office: InventedOffice, pages: Callable[[Path], list[str]], tmp_path: Path) -> None:
    key = office.signed(office.received(title="关于" + "健全城乡供水一体化长效管护机制" * 6 + "的建议"))
    office.step("extension", key, requested_on="2026-05-06", reason="需要上级批准用地并完成招标。" * 20, new_due_on="2026-08-03")
    path = tmp_path / "form.docx"
    path.write_bytes(template("extension_form").fill(made(office, "extension_form", key)[0].values))
    (page,) = pages(path)
    assert "延期须向提案者说明" in "".join(page.split())


def test_a_refused_request_says_why_and_until_when(office: InventedOffice) -> None:
    key = asked_back(office)
    office.step("refuse-hand-back", key, unit="县住建局", decided_on="2026-03-26", note="职责清单列有此项。")
    text = text_of("hand_back_decision", made(office, "hand_back_decision", key)[0])
    assert "不同意调整，该提案仍由你单位承办（独办），办理期限为2026年6月20日。" in text
    assert "说明：职责清单列有此项。" in text
    assert "同意你单位不再承办" not in text


def test_an_extension_stands_on_its_form_and_in_its_decision(office: InventedOffice) -> None:
    key = office.signed()
    office.step("extension", key, requested_on="2026-05-06", reason="要实测", new_due_on="2026-08-03")
    form = only(made(office, "extension_form", key))
    assert (form["延期理由"], form["原期限"], form["新期限"], form["决定日期"]) == ("要实测", "2026年6月20日", "2026年8月3日", BLANK_DAY)
    with pytest.raises(RuleError, match="没有作出决定的延期申请"):
        made(office, "extension_decision", key)
    office.step("decide-extension", key, is_granted="是", decided_on="2026-05-08")
    text = text_of("extension_decision", made(office, "extension_decision", key)[0])
    assert "同意延期至2026年8月3日（原期限为2026年6月20日）。" in text
    assert "2026年5月8日" in text
    assert "说明：" not in text


def test_a_refused_extension_leaves_the_deadline(office: InventedOffice) -> None:
    key = office.signed()
    office.step("extension", key, requested_on="2026-05-06", reason="要实测", new_due_on="2026-08-03")
    office.step("decide-extension", key, is_granted="否", decided_on="2026-05-08", note="条件已具备。")
    text = text_of("extension_decision", made(office, "extension_decision", key)[0])
    assert "不同意延期，仍按原期限（2026年6月20日）书面答复提案者。" in text
    assert "说明：条件已具备。" in text


def test_an_opinion_goes_from_the_co_unit_to_the_one_that_answers(office: InventedOffice) -> None:
    key = office.signed(lead=("县住建局",), co=("县财政局", "县民政局"))
    office.step("co-opinion", key, unit="县财政局", opinion_on="2026-04-10", number="云财函〔2026〕3号", opinion="一、资金。\n二、监管。")
    filled, model = made(office, "co_opinion", key)
    assert (filled.values["发文机关标志"], filled.values["主送"], filled.values["文号"]) == ("云溪县财政局", "云溪县住建局", "云财函〔2026〕3号")
    lines = lines_of("co_opinion", filled)
    assert lines.index("一、资金。") + 1 == lines.index("二、监管。")
    assert "2026年4月10日" in lines
    assert (model.values["发文机关标志"], model.values["文号"], model.number) == ("云溪县民政局", "　　　〔2026〕　　号", "")
    assert "2026年　月　日" in lines_of("co_opinion", model)
    with pytest.raises(RuleError, match="没有会办单位"):
        made(office, "co_opinion", office.assigned())


def test_the_reply_goes_to_all_joint_proposers_with_its_class_above(office: InventedOffice) -> None:
    key = office.replied(
        office.joint(), publicity="公开", contact="马辰光", contact_phone="0900-5550134", copied_to="县督查室", body="一、已装电梯。"
    )
    papers = made(office, "reply_letter", key)
    number = office.value(key, "number")
    lines = lines_of("reply_letter", papers[0])
    assert "周砚秋、许静安委员：" in lines
    assert f"您们提出的《{office.value(key, 'title')}》（第{number}号）收悉。经研究，现答复如下：" in lines
    assert "感谢您们对我们工作的关心和支持，欢迎继续提出意见和建议。" in lines
    assert {"A类　公开", "云溪县住建局", "云住建函〔2026〕1号", "（联系人：马辰光　联系电话：0900-5550134）", "抄送：县督查室。"} <= set(lines)
    assert papers[0].values["函标题"] == f"关于{FULL_NAME}第{number}号提案的答复"


def test_a_text_with_an_opening_and_thanks_of_its_own_gets_no_second(office: InventedOffice) -> None:
    body = "您提出的提案收悉，现答复如下：\n一、已办。\n感谢您的关心。"
    values = only(made(office, "reply_letter", office.replied(body=body)))
    assert (values["开头语"], values["正文"], values["结束语"]) == ("您提出的提案收悉，现答复如下：", "一、已办。", "感谢您的关心。")
    given = only(made(office, "reply_letter", office.replied(office.joint(title="关于路灯的提案"), body="提出的《关于路灯的提案》收悉。\n已办。")))
    assert given["开头语"] == "您们提出的《关于路灯的提案》收悉。"
    told = only(made(office, "reply_letter", office.replied(office.received(title="关于停车的提案"), body="现将情况答复如下：\n已办。")))
    assert told["开头语"].endswith("号）收悉。")


def test_a_collective_is_not_called_a_member(office: InventedOffice) -> None:
    key = office.replied(office.received(proposers="民盟支部", proposer_kind="党派", is_sealed="是"))
    values = only(made(office, "reply_letter", key))
    assert (values["主送"], values["称谓"]) == ("民盟云溪县支部", "你们")


def test_the_proposer_of_a_merged_proposal_is_answered_apart(office: InventedOffice) -> None:
    lead = office.filed()
    merged = office.reviewed(office.received(title="关于电梯的提案", proposers="许静安"))
    office.step("merge", merged, lead=office.value(lead, "number"), merged_on="2026-03-05", note="已征得同意")
    office.replied(lead)
    number, receipt = office.value(lead, "number"), office.value(merged, "receipt_number")
    own, other = made(office, "reply_letter", lead)
    assert [one.values["主送"] for one in (own, other)] == ["周砚秋委员", "许静安委员"]
    assert other.values["开头语"] == f"您提出的《关于电梯的提案》（{receipt}，已并入第{number}号）收悉。经研究，现答复如下："
    assert [paper.proposal_id for paper in made(office, "reply_letter", merged)] == [merged]
    assert [paper.values["主送"] for paper in made(office, "reply_model", lead, merged)] == ["周砚秋委员", "许静安委员"]


def test_the_model_of_a_reply_holds_all_that_is_known(office: InventedOffice) -> None:
    key = office.assigned(office.joint(), lead=("县住建局",), co=("县财政局",))
    papers = made(office, "reply_model", key)
    number = office.value(key, "number")
    lines = lines_of("reply_model", papers[0])
    assert "周砚秋、许静安委员：" in lines
    assert any(line.startswith(f"您们提出的《{office.value(key, 'title')}》（第{number}号）收悉。") for line in lines)
    assert {
        "办理类别：＿＿类　公开属性：＿＿＿＿＿",
        "2026年　月　日",
        "抄送：云溪县政协提案委、云溪县财政局。",
        "附件：提案办理情况征询意见表",
    } <= set(lines)
    assert "关于政协云溪县第十届委员会" in "".join(lines)
    with pytest.raises(RuleError, match="还没有交办给答复单位"):
        made(office, "reply_model", office.filed(office.received(title="关于停车的提案")))


def test_a_second_reply_is_called_so(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, result="不满意")
    office.step("redo", key, redone_on="2026-06-12", reason="没有针对建议")
    assert only(made(office, "reply_model", key))["函标题"].endswith("号提案的再次答复")


def test_the_sheet_tells_the_reply_with_its_units_contacts_and_deadline(office: InventedOffice) -> None:
    key = office.signed(office.joint(), lead=("县住建局",), co=("县财政局",))
    office.step("co-opinion", key, unit="县财政局", opinion_on="2026-04-10", number="云财函〔2026〕3号")
    office.step("extension", key, unit="县住建局", requested_on="2026-05-06", reason="要实测", new_due_on="2026-08-03")
    office.step("decide-extension", key, unit="县住建局", is_granted="是", decided_on="2026-05-08")
    office.reply(key, signer="方以南", adopted_count="2", suggestion_count="3", reply_class="B", promise="加装", promised_on="2026-12-01")
    papers = made(office, "reply_sheet", key)
    values = only(papers)
    assert [(row["姓名"], row["界别"], row["电话"]) for row in values["提案者名单"]] == [
        ("周砚秋", "经济界", "0900-555-0001"), ("许静安", "教育界", "0900-555-0002"),
    ]  # fmt: skip
    assert [(row["会办单位名称"], row["意见文号"]) for row in values["会办名单"]] == [("云溪县财政局", "云财函〔2026〕3号")]
    assert [(row["沟通日期"], row["沟通方式"]) for row in values["沟通名单"]] == [("2026年4月1日", "办中走访")]
    assert (values["办理类别全称"], values["采纳建议"], values["承诺"]) == ("B类（列入计划拟解决或拟采纳）", "2 / 3 条", "加装；2026年12月1日前")
    assert (values["答复期限内"], values["延期至"]) == ("2026年6月20日", "2026年8月3日")
    lines = lines_of("reply_sheet", papers[0])
    assert [{"会办单位", "云财函〔2026〕3号", "签发人：方以南", "答复。"} <= set(lines), "无" in lines, "答复全文" in lines] == [True, False, False]
    assert any("1024:7d6c5b4a9f8e" in line and values["登记摘要"] in line for line in lines)


def test_a_long_reply_follows_the_table_and_many_names_a_list(office: InventedOffice) -> None:
    names = [name for name, _ in MEMBERS[:5]]
    key = office.replied(office.received(proposers="、".join(names)), body=LONG_BODY)
    papers = made(office, "reply_sheet", key)
    values = only(papers)
    assert (values["其余人数"], len(values["提案者名单"]), [row["姓名"] for row in values["附后名单"]]) == ("4", 1, names)
    lines = lines_of("reply_sheet", papers[0])
    at = lines.index("答复全文")
    assert lines[at + 1 : at + 5] == LONG_BODY.split("\n")
    assert "联名提案者 4 名，名单附后。" in lines
    assert "无" in lines
    assert [lines.index(str(number), at) for number in range(1, 6)] == sorted(lines.index(str(number), at) for number in range(1, 6))


def test_each_unit_that_answers_for_itself_has_a_sheet_and_a_letter(office: InventedOffice) -> None:
    key = office.signed(separate=("县住建局", "县财政局"))
    office.reply(key)
    assert [paper.values["单位简称"] for paper in made(office, "reply_sheet", key)] == ["县住建局"]
    office.reply(key, "县财政局", number="云财函〔2026〕3号")
    for kind in ("reply_sheet", "reply_letter"):
        assert [paper.values["单位简称"] for paper in made(office, kind, key)] == ["县住建局", "县财政局"]


@pytest.mark.parametrize("key", ["reply_sheet", "reply_letter"])
def test_without_a_reply_there_is_no_paper_and_among_others_none_of_it(office: InventedOffice, key: str) -> None:
    waiting, answered = office.assigned(), office.replied(office.received(title="关于停车的提案"))
    with pytest.raises(RuleError, match="还没有答复"):
        made(office, key, waiting)
    assert [paper.proposal_id for paper in made(office, key, waiting, answered)] == [answered]


def test_papers_come_in_the_order_of_numbers(office: InventedOffice) -> None:
    keys = [office.replied(office.received(title=f"关于{what}的提案")) for what in ("停车", "路灯", "河道")]
    for kind in ("reply_letter", "reply_sheet", "reply_model"):
        numbers = [str(paper.values["提案号"]) for paper in made(office, kind, *reversed(keys))]
        assert all(first < second for first, second in pairwise(numbers)), kind
        assert len(numbers) == len(keys)


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in KINDS.values()}) == len(KINDS) == 13
