"""Replies: submitted, sent back, registered; the proposal is answered when every answering unit has replied."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.reply import ReplyState
from zxdesk.domain.stage import Stage, UnitState


def test_a_sole_units_reply_answers_the_proposal(office: InventedOffice) -> None:
    key = office.signed()
    office.reply(key, signer="罗一帆", contact="罗一帆", contact_phone="0900-555-0101", adopted_count="2", suggestion_count="3")
    with office.opened(key) as proposal:
        reply = proposal.assignments[0].replies[0]
        assert (proposal.stage, proposal.reply_class, proposal.replied_on) == (Stage.REPLIED, "A", date(2026, 6, 1))
        assert (reply.state, reply.number, reply.due_on) == (ReplyState.FINAL, "云住建函〔2026〕1号", date(2026, 6, 20))
        assert reply.title == "关于政协十届二次会议第0001号提案的答复"
        assert reply.is_on_time is True


@pytest.mark.parametrize(("missing", "field"), [("number", "number"), ("reply_class", "reply_class")])
def test_a_reply_has_number_and_class(office: InventedOffice, missing: str, field: str) -> None:
    plain = {"number": "1号", "replied_on": "2026-06-01", "reply_class": "A"}
    assert office.refused("reply", office.signed(), **(plain | {missing: ""})).field == field


def test_a_class_the_rules_do_not_have_is_refused(office: InventedOffice) -> None:
    error = office.refused("reply", office.signed(), number="1号", replied_on="2026-06-01", reply_class="D")
    assert error.message == "没有“D”这一项。从 A类、B类、C类 中选一项。"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"replied_on": "2026-03-19"}, "答复日期 2026-03-19 早于县住建局的交办日期 2026-03-20；改正其中一个。"),
        ({"replied_on": "2026-03-26"}, "答复日期 2026-03-26 早于签收日期 2026-03-27；改正其中一个。"),
        ({"promised_on": "2026-05-31"}, "承诺时限 2026-05-31 早于答复日期 2026-06-01；改为以后的日期，或留空。"),
        ({"delivered_on": "2026-05-31"}, "送达日期 2026-05-31 早于答复日期 2026-06-01。"),
        ({"adopted_count": 4, "suggestion_count": 3}, "采纳 4 条多于建议总数 3 条。"),
    ],
)
def test_what_a_reply_says_must_be_possible(office: InventedOffice, values: dict[str, object], message: str) -> None:
    plain = {"number": "1号", "replied_on": "2026-06-01", "reply_class": "A", "body": "答复。"}
    assert office.refused("reply", office.signed(), **(plain | values)).message == message


def test_a_reply_is_not_registered_twice(office: InventedOffice) -> None:
    key = office.assigned(separate="县住建局、县交通局")
    office.reply(key, "县住建局")
    error = office.refused("reply", key, unit="县住建局", number="2号", replied_on="2026-06-02", reply_class="A")
    assert error.message.startswith("县住建局 的承办件现在是“已答复”，不能登记答复；登记答复要在“")


def test_separate_units_answer_each_for_itself_and_the_last_completes(office: InventedOffice) -> None:
    key = office.signed(separate="县住建局、县交通局")
    office.reply(key, "县住建局", reply_class="A")
    assert office.value(key, "stage") is Stage.HANDLING
    office.reply(key, "县交通局", number="云交函〔2026〕1号", replied_on="2026-06-05", reply_class="C")
    with office.opened(key) as proposal:
        assert (proposal.stage, proposal.replied_on, proposal.reply_class) == (Stage.REPLIED, date(2026, 6, 5), "C")


def test_a_co_unit_does_not_reply_and_is_not_waited_for(office: InventedOffice) -> None:
    key = office.signed(lead="县住建局", co="县财政局")
    error = office.refused("reply", key, unit="县财政局", number="1号", replied_on="2026-06-01", reply_class="A")
    assert error.message == "县财政局是会办单位，不直接答复提案者；登记会办意见。"
    assert "会办意见未到：县财政局。" in office.reply(key).warnings
    assert office.value(key, "stage") is Stage.REPLIED


def test_a_missing_co_opinion_is_remarked_refused_or_let_be_as_the_rules_say(office: InventedOffice) -> None:
    key = office.signed(lead="县住建局", co="县财政局")
    plain = {"unit": "县住建局", "number": "1号", "replied_on": "2026-06-01", "reply_class": "A"}
    office.step("set-rule", path="co_opinion_required", value="不准")
    assert office.refused("reply", key, **plain).message == "会办意见未到：县财政局。"
    office.step("set-rule", path="co_opinion_required", value="不管")
    assert office.step("reply", key, **plain).warnings == ()


def test_a_reply_without_any_contact_is_remarked_refused_or_let_be(office: InventedOffice) -> None:
    plain = {"number": "1号", "replied_on": "2026-06-01", "reply_class": "A"}
    sentence = "县住建局还没有与提案者沟通的记录。"
    assert office.step("reply", office.assigned(), **plain).warnings == (sentence,)
    office.step("set-rule", path="contact_required", value="refuse")
    key = office.assigned()
    assert office.refused("reply", key, **plain).message == sentence
    office.step("contact", key, contacted_on="2026-04-01", way="电话", is_waived="是")
    assert office.step("reply", key, **plain).warnings == ()
    office.step("set-rule", path="contact_required", value="off")
    assert office.step("reply", office.assigned(), **plain).warnings == ()


def test_a_promise_without_a_day_is_remarked_for_a_class_to_be_followed(office: InventedOffice) -> None:
    assert office.reply(office.signed(), reply_class="B").warnings == ("B 类答复没有写承诺时限，转入跟踪时要补。",)
    assert office.reply(office.signed(), reply_class="乙类", promised_on="2026-12-01").warnings == ()


def test_a_draft_goes_to_the_reviewer_back_and_out(office: InventedOffice) -> None:
    key = office.signed()
    office.step("set-rule", path="reply_review", value="是")
    plain = {"number": "1号", "replied_on": "2026-06-05", "reply_class": "A"}
    assert office.refused("reply", key, **plain).message == "规则包要求答复先送审，县住建局的答复还没有送审。"
    assert office.refused("submit-reply", key, submitted_on="2026-03-19", body="答复稿。").field == "submitted_on"
    office.step("submit-reply", key, submitted_on="2026-05-30", body="答复稿。", reply_class="B")
    assert office.undertaking(key, "县住建局")["state"] is UnitState.DRAFTED
    assert office.refused("send-back-reply", key, reviewed_on="2026-05-29", reviewer="督查室", opinion="太空").field == "reviewed_on"
    office.step("send-back-reply", key, reviewed_on="2026-05-31", reviewer="督查室", opinion="逐条答复")
    assert office.undertaking(key, "县住建局")["state"] is UnitState.HANDLING
    assert office.refused("reply", key, **plain).field == "unit"
    office.step("submit-reply", key, submitted_on="2026-06-02", body="逐条答复稿。", reply_class="A")
    assert office.refused("reply", key, **(plain | {"replied_on": "2026-06-01"})).field == "replied_on"
    office.step("reply", key, **plain, reviewer="督查室")
    with office.opened(key) as proposal:
        replies = proposal.assignments[0].replies
        assert [(reply.state, reply.body, reply.review_opinion) for reply in replies] == [(ReplyState.FINAL, "逐条答复稿。", "逐条答复")]


def test_without_a_draft_there_is_nothing_to_send_back(office: InventedOffice) -> None:
    assert office.refused("send-back-reply", office.signed(), reviewed_on="2026-05-31", reviewer="督查室", opinion="x").message == (
        "县住建局没有送审的答复。"
    )


def test_a_later_round_keeps_the_earlier_reply_beside_the_new_one(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, result="不满意")
    office.step("redo", key, redone_on="2026-06-12", reason="不满意")
    error = office.refused("reply", key, number="2号", replied_on="2026-06-11", reply_class="A")
    assert error.message == "答复日期 2026-06-11 早于县住建局的重新办理日期 2026-06-12；改正其中一个。"
    office.reply(key, number="2号", replied_on="2026-07-01", reply_class="B", body="再次答复。")
    with office.opened(key) as proposal:
        replies = proposal.assignments[0].replies
        assert [(r.redo, r.number, r.reply_class) for r in replies] == [(0, "云住建函〔2026〕1号", "A"), (1, "2号", "B")]
        assert [r.body for r in replies] == ["答复。", "再次答复。"]
        assert (proposal.stage, proposal.reply_class, proposal.replied_on) == (Stage.REPLIED, "B", date(2026, 7, 1))
        assert proposal.assignments[0].last_reply is replies[1]


def test_a_reply_sent_back_in_a_later_round_stays_in_that_round(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key, result="不满意")
    office.step("redo", key, redone_on="2026-06-12", reason="不满意")
    office.step("submit-reply", key, submitted_on="2026-06-20", body="再次答复稿。")
    office.step("send-back-reply", key, reviewed_on="2026-06-21", reviewer="督查室", opinion="再改")
    assert office.undertaking(key, "县住建局")["state"] is UnitState.REDOING
