"""From receipt to decision: what the proposal office and the review committee do."""

from __future__ import annotations

from datetime import date

from zxdesk.sample.days import Clock, in_days
from zxdesk.sample.shape import ORDINARY
from zxdesk.sample.story import Story

OUTCOMES = {"并案": "并案", "转意见": "转为意见和建议", "不予立案": "不予立案", "撤案": "撤案"}
UNDER_REVIEW = {"草稿": 0, "已收件": 1, "退回补充": 1, "初审": 2, "待审定": 3}
RETURNED = ("建议部分过于笼统，补充具体措施后再交。", "一案涉及两件事，拆成两件或只保留一件。", "缺少情况分析，补充数据后再交。")
NOT_FILED = (("10", "内容较为空泛，没有可以办理的具体建议，已请提案者补充调研。"), ("12", "所提事项属上级事权，已作为线索上报。"),
    ("13", "所提问题正在解决，有关方案已经公布。"), ("11", "一案涉及多件事，请提案者分别提出。"))
OPINIONS = (("16", "以意见建议形式送有关单位研究参考。"), ("13", "相关工作已经部署，以意见建议形式转送。"))
AHEAD = 12


def tell_review(story: Story) -> None:
    """Receipt, a return where the text was incomplete, both reviews and the decision."""
    ending = story.slot.ending
    clock = Clock(story.submitted_on, story.today, story.rng)
    steps = UNDER_REVIEW.get(ending, 4)
    if steps == 0:
        story.tell(clock.day, "draft")
        return
    story.tell(clock.day, "receive")
    _tell_countersigning(story, clock.day)
    if ending == "退回补充":
        story.tell(clock.after(1, 3), "return_text", reason=story.rng.choice(RETURNED), by=story.reviewers[0])
        return
    if steps == 4 and (story.decided_on - clock.day).days > AHEAD and story.chance(0.06):
        story.tell(clock.after(1, 2), "return_text", reason=story.rng.choice(RETURNED), by=story.reviewers[0])
        story.tell(clock.after(2, 3), "resubmit", added="各项措施的责任单位和完成时限建议在交办时一并明确。")
    if steps >= 2:
        _tell_first(story, clock.after(1, 2))
    if steps >= 3:
        if ending == "撤案" and story.slot.order % 2 == 0:
            _tell_withdrawal(story, clock)
            return
        _tell_second(story, clock.to(story.decided_on) if steps == 4 else clock.after(1, 2))
    if steps == 4:
        _tell_decision(story, clock)


def review_dates(story_timing: str, batch_on: date | None, decided_on: date, roll: float) -> tuple[date, date]:
    """(submitted, decided) of a 平时提案: decided some days before its batch, handed in two weeks before that."""
    assert story_timing == ORDINARY
    decided = in_days(batch_on, -4 - int(roll * 4)) if batch_on else decided_on
    return in_days(decided, -9 - int(roll * 12)), decided


def _tell_countersigning(story: Story, day: date) -> None:
    for line, proposer in enumerate(story.proposers):
        if proposer.signature in ("谢绝", "过期"):
            story.tell(day, "countersign", line=line, signature=proposer.signature)


def _tell_first(story: Story, day: date) -> None:
    ending = story.slot.ending
    outcome = OUTCOMES.get(ending, "立案")
    opinion = story.say("first_reviews") if outcome == "立案" else f"建议{outcome}。"
    story.tell(
        day,
        "first_review",
        reviewer=story.rng.choice(story.reviewers),
        opinion=opinion,
        category=story.category,
        outcome="立案" if ending == "撤案" else outcome,
        reasons=_verdict(story)[0],
        lead_units=story.wishes[:1],
        co_units=story.wishes[1:4],
        duplicate_check="与同次另一件提案内容相近" if ending == "并案" else "未发现同次重复提案",
        suggests_key=story.slot.is_key,
    )


def _tell_second(story: Story, day: date) -> None:
    story.tell(
        day,
        "second_review",
        reviewer=story.reviewers[0],
        opinion=story.say("second_reviews"),
        category=story.category,
        outcome=OUTCOMES.get(story.slot.ending, "立案") if story.slot.ending != "撤案" else "立案",
        reasons=_verdict(story)[0],
        lead_units=story.wishes[:1],
        co_units=story.wishes[1:4],
    )


def _tell_decision(story: Story, clock: Clock) -> None:
    ending, meeting = story.slot.ending, story.session.meeting
    if story.slot.timing == ORDINARY:
        meeting = "提案委员会办公会议"
    day = clock.day
    match ending:
        case "并案":
            story.tell(day, "merge", lead=story.lead, note="与主案反映同一问题，提案者同意并案办理。", meeting=meeting)
            story.tell(clock.after(1, 4), "notify", way="电话")
        case "转意见" | "不予立案":
            reasons, note = _verdict(story)
            verb = "turn_opinion" if ending == "转意见" else "not_file"
            story.tell(day, verb, reasons=reasons, note=note, meeting=meeting)
            story.tell(clock.after(2, 6), "notify", way="书面")
            if ending == "转意见":
                _tell_transfer(story, clock)
        case _:
            story.tell(day, "file", meeting=meeting, category=story.category, by=story.reviewers[0])
            if ending == "撤案":
                _tell_withdrawal(story, clock)


def _verdict(story: Story) -> tuple[tuple[str, ...], str]:
    """The codes of the reasons and the sentence for the proposer, where it is not filed."""
    cases = {"转意见": OPINIONS, "不予立案": NOT_FILED}.get(story.slot.ending)
    if cases is None:
        return (), ""
    code, note = cases[story.slot.order % len(cases)]
    return (code,), note


def _tell_transfer(story: Story, clock: Clock) -> None:
    sent_on = clock.after(1, 4)
    target = story.wishes[0]
    story.tell(sent_on, "transfer", target=target, number=f"云协提转〔{sent_on.year}〕{story.slot.order + 1}号")
    if story.chance(0.7):
        story.tell(clock.after(20, 45), "answer_transfer", answer="意见建议已收悉，已纳入有关工作方案统筹考虑。")


def _tell_withdrawal(story: Story, clock: Clock) -> None:
    story.tell(
        clock.after(1, 3),
        "withdraw",
        request="提案者书面申请撤回。",
        reason="所提问题已由有关单位现场解决，提案者认可。",
    )
