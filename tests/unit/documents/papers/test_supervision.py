"""催办函, 督办通知书, 重点提案 and B类答复件 of the invented office's register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from tests.invented_office import InventedOffice
from tests.unit.documents.papers.supervised_office import LONG_TITLE, made, text_of, written
from zxdesk.domain.assignment import Batch
from zxdesk.domain.errors import RuleError
from zxdesk.text.paper_code import read_code

LATE = date(2026, 7, 2)
"""Twelve days after the deadline of what was assigned on 20 March."""


@pytest.fixture
def owed(office: InventedOffice) -> tuple[InventedOffice, list[int]]:
    """住建局 leads one and has one alone, 财政局 is its co-unit, 教育局 has one that is due on 10 July."""
    keys = [office.filed(office.joint()), office.filed(office.received(title="关于修路的提案")), office.filed(office.received(title=LONG_TITLE))]
    roles: list[dict[str, object]] = [
        {"lead": ("县住建局",), "co": ("县财政局",)}, {"sole": "县住建局"}, {"sole": "县教育局", "due_on": "2026-07-10"},
    ]  # fmt: skip
    for key, role in zip(keys, roles, strict=True):
        office.step("assign", key, assigned_on="2026-03-20", batch="交办会", **role)
    office.on(LATE)
    return office, keys


def decided(office: InventedOffice, key: int, **values: object) -> int:
    plain = {
        "decided_on": "2026-03-10", "meeting": "县政协第十二次主席会议", "level": "主席会议成员督办", "leader": "副主席温砚田",
        "supervisor": "县政协提案委", "ways": ("现场督办", "调研督办"), "planned_on": "2026-05-12",
    }  # fmt: skip
    office.step("suggest-key", key, suggested_on="2026-03-05", reason="群众关注")
    office.step("decide-key", key, **(plain | values))
    return key


def test_each_unit_gets_one_letter_with_what_it_owes_and_how_late(owed: tuple[InventedOffice, list[int]]) -> None:
    office, keys = owed
    office.step("remind", keys[0], unit="县住建局", reminded_on="2026-06-25", way="电话")
    papers = made(office, "reminder_letter", *keys, on=LATE, number="云协提函〔2026〕9号")
    assert [paper.values["主送"] for paper in papers] == ["云溪县住建局", "云溪县财政局"]
    housing, finance = papers
    assert [(row["提案号"], row["期限情况"], row["备注"]) for row in housing.values["清单"]] == [
        (office.value(keys[0], "number"), "超期12天", "已催办1次"), (office.value(keys[1], "number"), "超期12天", ""),
    ]  # fmt: skip
    assert (housing.values["件数"], housing.values["超期件数"], housing.values["最长超期"], housing.number) == ("2", "2", "12", "云协提函〔2026〕9号")
    text = text_of("reminder_letter", housing)
    assert "有2件超过办理期限尚未办结（超期最长的12天），现予催办。" in text
    assert "于2026年7月17日前书面答复提案者" in text
    assert "会办意见" not in text
    assert "书面答复提案者" not in text_of("reminder_letter", finance)
    assert "会办的，于2026年7月17日前将会办意见书面送主办单位" in text_of("reminder_letter", finance)


def test_what_is_due_soon_is_named_apart_from_what_is_late(owed: tuple[InventedOffice, list[int]]) -> None:
    office, keys = owed
    papers = made(office, "reminder_letter", *keys, on=LATE, soon="10", answer_by="2026-07-09", asked="请先电话告知进展。")
    education = next(paper for paper in papers if paper.values["单位简称"] == "县教育局")
    assert (education.values["超期件数"], education.values["临期件数"], education.values["清单"][0]["期限情况"]) == ("", "1", "剩余8天")
    text = text_of("reminder_letter", education)
    assert "提案中，有1件即将到期，现予催办" in text
    assert "请先电话告知进展。" in text
    assert LONG_TITLE in text
    assert "2026年7月9日" in text


def test_a_letter_is_asked_for_a_batch_and_some_of_its_units(owed: tuple[InventedOffice, list[int]]) -> None:
    office, _ = owed
    with office.reading() as session:
        batch = session.scalars(select(Batch.id)).one()
    assert [paper.values["单位简称"] for paper in made(office, "reminder_letter", batch=batch, on=LATE)] == ["县住建局", "县财政局"]
    only = made(office, "reminder_letter", batch=batch, units=[office.unit_id("县财政局")], on=LATE)
    assert [(paper.values["单位简称"], paper.batch_id) for paper in only] == [("县财政局", batch)]


@pytest.mark.parametrize(
    ("option", "sentence"),
    [({"soon": "许多"}, "写 1 到 90 的天数"), ({"answer_by": "2026-06-30"}, "不晚于成文日期"), ({"answer_by": "某日"}, "要求答复的日期：")],
)
def test_a_wrong_choice_is_refused_with_a_sentence(owed: tuple[InventedOffice, list[int]], option: dict[str, str], sentence: str) -> None:
    office, keys = owed
    with pytest.raises(RuleError, match=sentence):
        made(office, "reminder_letter", *keys, on=LATE, **option)


def test_who_owes_nothing_late_is_not_reminded(owed: tuple[InventedOffice, list[int]]) -> None:
    office, keys = owed
    with pytest.raises(RuleError, match="没有超过期限的承办件，不用催办"):
        made(office, "reminder_letter", keys[2], on=LATE)
    with pytest.raises(RuleError, match="没有超过期限或者 3 天内到期的承办件"):
        made(office, "reminder_letter", keys[2], on=LATE, soon="3")


def test_a_letter_with_forty_undertakings_names_each(office: InventedOffice, pages: Callable[[Path], list[str]], tmp_path: Path) -> None:
    keys = [office.filed(office.received(title=f"关于第{number}条道路的提案")) for number in range(40)]
    for key in keys:
        office.step("assign", key, assigned_on="2026-03-20", sole="县住建局")
    [paper] = made(office, "reminder_letter", *keys, on=LATE)
    printed = pages(written("reminder_letter", paper, tmp_path))
    assert len(printed) >= 3
    assert all("提案号" in page for page in printed[:2])
    text = "".join("".join(page.split()) for page in printed)
    assert all(f"关于第{number}条道路的提案" in text for number in range(40))
    assert text.rindex("第39条道路") < text.index("请你单位抓紧办理") < text.index("特此函告。")


def test_a_notice_goes_to_each_unit_that_is_late_with_all_that_is_known(owed: tuple[InventedOffice, list[int]]) -> None:
    office, keys = owed
    office.step("note", keys[0], leader="县委副书记陆闻钟", noted_on="2026-06-22", note="请抓紧办理。")
    decided(office, keys[0])
    for day, way in (("2026-06-24", "电话"), ("2026-06-29", "书面")):
        office.step("remind", keys[0], unit="县住建局", reminded_on=day, way=way)
    lead, co = made(office, "supervision_notice", keys[0], on=LATE)
    assert (lead.values["单位简称"], co.values["单位简称"]) == ("县住建局", "县财政局")
    text = text_of("supervision_notice", lead)
    assert "，已确定为重点提案，由副主席温砚田领衔督办，于2026年3月20日交由你单位（主办）办理，办理期限为2026年6月20日。" in text
    assert "截至2026年7月2日，已超期12天，此前已催办2次（最近一次为2026年6月29日书面催办），尚未书面答复提案者。" in text
    assert "于2026年7月12日前书面答复提案者" in text
    assert "会办意见书面送主办单位（云溪县住建局）" in text_of("supervision_notice", co)


def test_a_leaders_note_on_a_key_proposal_stands_in_its_notice(owed: tuple[InventedOffice, list[int]]) -> None:
    office, keys = owed
    decided(office, keys[1])
    office.step("note", keys[1], leader="县委副书记陆闻钟", noted_on="2026-06-22", note="请抓紧办理。")
    [paper] = made(office, "supervision_notice", keys[1], on=LATE)
    assert "县委副书记陆闻钟2026年6月22日批示：请抓紧办理。" in text_of("supervision_notice", paper)


def test_a_notice_before_the_deadline_says_nothing_of_delay(owed: tuple[InventedOffice, list[int]]) -> None:
    office, keys = owed
    [paper] = made(office, "supervision_notice", keys[2], on=LATE)
    assert (paper.values["超期天数"], paper.values["期限情况"]) == ("", "剩余8天")
    text = text_of("supervision_notice", paper)
    assert "截至2026年7月2日，尚未书面答复提案者。" in text
    assert "重点提案" not in text
    assert "批示" not in text


def test_what_is_answered_is_not_supervised(office: InventedOffice) -> None:
    with pytest.raises(RuleError, match="没有等待答复的承办件"):
        made(office, "supervision_notice", office.replied())


def test_the_list_of_key_proposals_goes_by_level_and_number(office: InventedOffice) -> None:
    keys = [office.filed(office.received(title=f"关于{what}的提案")) for what in ("停车", "路灯", "河道")]
    with pytest.raises(RuleError, match="还没有确定重点提案"):
        made(office, "key_list")
    for key, level in zip(keys, ("提案委督办", "党政领导领办", "主席会议成员督办"), strict=True):
        decided(office, key, level=level)
    office.step("drop-key", keys[1], reason="已解决")
    [paper] = made(office, "key_list")
    assert [row["提案号"] for row in paper.values["清单"]] == [office.value(keys[2], "number"), office.value(keys[0], "number")]
    assert (paper.values["件数"], paper.values["已报告件数"]) == ("2", "")
    text = text_of("key_list", paper)
    assert "现场督办、调研督办" in text
    assert "已完成督办" not in text


def test_a_plan_says_who_how_and_when(office: InventedOffice) -> None:
    key = decided(office, office.assigned(office.joint(suggestion="一、出台办法。\n二、简化手续。")))
    [paper] = made(office, "key_plan", key)
    text = text_of("key_plan", paper)
    number = office.value(key, "number")
    assert f"（第{number}号，提案者：周砚秋、许静安），经县政协第十二次主席会议（2026年3月10日）研究，确定为重点提案。" in text
    assert "由副主席温砚田领衔督办，县政协提案委负责组织实施。" in text
    assert "采取现场督办、调研督办等方式" in text
    assert "2026年5月12日前后组织督办活动。" in text
    assert text.index("附：提案的主要建议") < text.index("一、出台办法。") < text.index("二、简化手续。")
    assert paper.values["成文日期"] == "2026年3月10日"
    assert "主要建议" not in text_of("key_plan", made(office, "key_plan", key, suggestions="")[0])


def test_a_plan_needs_a_decision_and_a_report_an_inspection(office: InventedOffice) -> None:
    key = office.filed()
    with pytest.raises(RuleError, match="还没有确定为重点提案；主席会议确定以后"):
        made(office, "key_plan", key)
    other = decided(office, office.filed(office.received(title="关于停车的提案")))
    assert [paper.proposal_id for paper in made(office, "key_plan", key, other)] == [other]
    with pytest.raises(RuleError, match="还没有督办记录"):
        made(office, "key_report", other)


def test_a_report_tells_the_inspections_the_reply_and_what_proposers_say(office: InventedOffice) -> None:
    key = decided(office, office.filed(office.joint()))
    for day, way in (("2026-05-12", "现场督办"), ("2026-04-20", "调研督办")):
        office.step("inspect", key, held_on=day, way=way, participants="温砚田、周砚秋", content=f"{way}，形成三条意见。")
    office.consulting(key, reply_class="B", promise="年底前出台办法")
    office.answer(key)
    office.step("report-key", key, reported_on="2026-06-16", result="办法已列入计划。", report="一是实地查看。\n二是逐条研究。")
    [paper] = made(office, "key_report", key)
    text = text_of("key_report", paper)
    assert "（1）2026年4月20日，调研督办，温砚田、周砚秋参加。调研督办，形成三条意见。" in text
    assert text.index("（1）2026年4月20日") < text.index("（2）2026年5月12日")
    assert "云溪县住建局于2026年6月1日以云住建函〔2026〕1号答复提案者，办理类别为B类（列入计划拟解决或拟采纳），承诺：年底前出台办法。" in text
    assert "已收回征询意见表1份，办理结果：满意1份。" in text
    assert text.index("办法已列入计划。") < text.index("一是实地查看。") < text.index("二是逐条研究。") < text.index("特此报告。")
    assert (paper.values["主送"], paper.values["成文日期"]) == ("县政协第十二次主席会议", "2026年6月16日")
    assert made(office, "key_report", key, to="县政协党组")[0].values["主送"] == "县政协党组"


def test_a_promise_has_a_form_before_during_and_after_it_is_followed_up(office: InventedOffice) -> None:
    key = office.replied(reply_class="B", promise="年底前出台办法", promised_on="2026-12-20", promise_owner="方以南")
    [before] = made(office, "follow_up_form", key)
    assert [before.values[name] for name in ("跟踪事项", "原类别", "现类别", "落实情况")] == ["年底前出台办法", "B类", "", ""]
    assert before.values["现类别选项"].startswith("□A类　　□B类")
    office.step("send-forms", key, sent_on="2026-06-02")
    office.answer(key)
    office.step("close", key, closed_on="2026-06-15")
    office.step("follow", key, started_on="2026-06-16", planned_on="2026-12-10", item="出台办法")
    office.on(date(2026, 12, 12))
    office.step("follow-result", key, followed_on="2026-12-10", result="办法已印发。", new_class="A", evidence="云住建发〔2026〕40号")
    [after] = made(office, "follow_up_form", key)
    assert (after.values["跟踪事项"], after.values["落实情况"], after.values["现类别"]) == ("出台办法", "办法已印发。", "A类")
    text = text_of("follow_up_form", after)
    assert "☑A类　　□B类" in text
    assert "B类答复件落实情况登记表" in text
    blank = made(office, "follow_up_form", key, blank="1")[0].values
    assert (blank["落实情况"], blank["现类别选项"], blank["跟踪事项"]) == ("", before.values["现类别选项"], "年底前出台办法")


def test_the_code_of_the_form_names_the_undertaking(office: InventedOffice) -> None:
    key = office.signed(separate=("县住建局", "县财政局"))
    office.reply(key)
    office.reply(key, "县财政局", number="云财函〔2026〕3号", reply_class="B")
    [paper] = made(office, "follow_up_form", key)
    code = read_code(str(paper.values["表码"]))
    assert (code.kind, code.number, code.unit, code.proposer) == ("follow_up_form", int(office.value(key, "number")), 2, 0)


def test_many_papers_are_made_with_as_few_questions_to_the_register_as_one(office: InventedOffice) -> None:
    keys = [office.replied(office.received(title=f"关于第{at}条道路的提案"), reply_class="B") for at in range(12)]
    asked: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        for kind in ("follow_up_form", "feedback_form"):
            sizes = []
            for chosen in (keys[:1], keys):
                asked.clear()
                made(office, kind, *chosen)
                sizes.append(len(asked))
            assert sizes[0] == sizes[1], kind
    finally:
        event.remove(Engine, "before_cursor_execute", count)


def test_a_reply_that_solved_everything_is_not_followed_up(office: InventedOffice) -> None:
    key = office.replied()
    with pytest.raises(RuleError, match="没有要跟踪的答复"):
        made(office, "follow_up_form", key)
    with pytest.raises(RuleError, match="没有B类答复"):
        made(office, "follow_up_list")


def test_the_list_counts_what_was_verified_and_what_is_solved(office: InventedOffice) -> None:
    keys = [office.replied(office.received(title=f"关于{what}的提案"), reply_class="B") for what in ("停车", "路灯", "河道")]
    for key, new_class in zip(keys[:2], ("A", "B"), strict=True):
        office.step("send-forms", key, sent_on="2026-06-02")
        office.answer(key)
        office.step("close", key, closed_on="2026-06-15")
        office.step("follow", key, started_on="2026-06-16", planned_on="2026-06-18")
        office.on(date(2026, 6, 20))
        office.step("follow-result", key, followed_on="2026-06-18", result="已核实。", new_class=new_class)
    [paper] = made(office, "follow_up_list")
    assert [(row["提案号"], row["现类别"]) for row in paper.values["清单"]] == [
        (office.value(key, "number"), now) for key, now in zip(keys, ("A类", "B类", ""), strict=True)
    ]
    assert "共3件，已核实2件，其中转为A类1件" in text_of("follow_up_list", paper)


def test_a_form_keeps_to_one_page_with_everything_long(office: InventedOffice, pages: Callable[[Path], list[str]], tmp_path: Path) -> None:
    key = office.replied(office.received(title=LONG_TITLE), reply_class="B", promise="分年度推进管网改造，逐村完成入户改造。" * 6)
    [paper] = made(office, "follow_up_form", key)
    (page,) = pages(written("follow_up_form", paper, tmp_path))
    assert "𬭊䶮㛃" in page
    assert "会核实" in page
