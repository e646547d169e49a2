"""From reply to archive: asking the proposers, handling again, visits, following up, closing."""

from __future__ import annotations

from datetime import date, timedelta

from zxdesk.sample.bodies import fill
from zxdesk.sample.days import Clock, add_months, in_days, office_day
from zxdesk.sample.handling_story import answering, tell_reply
from zxdesk.sample.story import Story

CLOSED_ENDINGS = ("办结", "跟踪", "归档")
CONTENT, PARTLY, UNHAPPY = 0, 1, -1


def tell_closing(story: Story) -> None:
    """Everything after the last unit has replied, as far as the ending goes."""
    ending = story.slot.ending
    if ending in ("办理中", "已办复"):
        return
    clock = Clock(max(act.on for act in story.acts), story.today, story.rng)
    again = ending == "重新办理" or (ending in CLOSED_ENDINGS and len(answering(story)) == 1 and story.chance(0.055))
    _tell_round(story, clock, redo=0, unhappy=again)
    if again:
        _tell_redo(story, clock)
    if ending in CLOSED_ENDINGS:
        _tell_close(story, clock)


def tell_key(story: Story) -> None:
    """重点提案: decided by the chairmen's meeting, inspected, reported."""
    if not story.slot.is_key:
        return
    clock = Clock(story.decided_on, story.today, story.rng)
    rng, rules = story.rng, story.rules
    story.tell(clock.after(1, 2), "suggest_key", by="提案委员会", reason="选题贴近中心工作，群众关注度高。")
    level = rng.choice(rules.supervision_levels)
    ways = tuple(rng.sample(rules.supervision_ways[1:], 2))
    leader = "县政协主席" if level.startswith("主席") else "县政府分管副县长" if level.startswith("党政") else "专委会主任"
    decided_on = clock.to(in_days(story.session.batches[0].assigned_on, -rng.randint(1, 3)))
    meeting = "县政协主席会议"
    planned_on = in_days(decided_on, 60)
    story.tell(
        decided_on, "decide_key", level=level, leader=leader, supervisor="县政协提案委员会", ways=ways, planned_on=planned_on, meeting=meeting
    )
    for way in ways:
        day = clock.after(20, 45)
        participants = f"{leader}、提案者、承办单位负责人"
        story.tell(day, "inspect", way=way, participants=participants, content=_sentence(story, "inspections"))
    if story.slot.ending in CLOSED_ENDINGS:
        day = clock.after(15, 40)
        report = "督办中召开协商会、实地查看，承办单位逐条答复，提案者满意。"
        story.tell(day, "report_key", result="各项建议均已答复，重点事项取得进展。", report=report)


def _tell_round(story: Story, clock: Clock, *, redo: int, unhappy: bool) -> None:
    """Forms to everybody for every reply of the round, and those that came back."""
    story.tell(clock.after(1, 3), "send_forms", redo=redo, way="书面")
    sent_on, last = clock.day, clock.day
    units = answering(story) if redo == 0 else answering(story)[:1]
    asked = [(unit, key, line) for unit in units for key, line in story.forms()]
    for place, (unit, key, line) in enumerate(asked):
        if story.slot.ending == "征询中" and (place == 0 or story.chance(0.5)):
            continue
        day = min(in_days(sent_on, story.rng.randint(4, 13)), story.today)
        last = max(last, day)
        worst = unhappy and place == 0
        story.tell(day, "return_form", unit=unit, line=line, proposal=key, redo=redo, given=_answers(story, worst=worst))
    clock.to(last)


def _answers(story: Story, *, worst: bool) -> dict[str, object]:
    rules, rng = story.rules, story.rng
    attitude = PARTLY if rng.random() < 0.12 else CONTENT
    result = PARTLY if rng.random() < 0.2 else CONTENT
    contact = rng.choices((0, 1, 2), (86, 10, 4))[0]
    return {
        "contact_answer": rules.feedback_contact[contact],
        "attitude": rules.feedback_attitude[PARTLY if worst else attitude],
        "way": rules.feedback_way[0 if contact == 0 else 1],
        "result": rules.feedback_result[UNHAPPY if worst else result],
        "comment": story.say("dissatisfied") if worst else story.say("comments"),
    }


def _tell_redo(story: Story, clock: Clock) -> None:
    unit = answering(story)[0]
    if story.slot.ending == "重新办理":
        clock.to(story.today - timedelta(story.rng.randint(6, 36)))
    ordered_on = clock.after(2, 5)
    story.tell(ordered_on, "order_redo", unit=unit, reason="提案者对办理结果不满意，答复没有回应具体建议。")
    way = story.rng.choice(story.rules.face_ways)
    met_on = clock.after(3, 8)
    participants = "主要领导、承办人、提案者"
    story.tell(met_on, "contact", unit=unit, way=way, phase="办中", redo=1, participants=participants, content=_sentence(story, "contacts"))
    if story.slot.ending == "重新办理":
        return
    tell_reply(story, unit, clock.after(8, 16), redo=1)
    _tell_round(story, clock, redo=1, unhappy=False)


def _tell_close(story: Story, clock: Clock) -> None:
    if story.chance(0.45):
        person = story.rng.choice(story.reviewers)
        story.tell(clock.after(1, 3), "visit", line=0, way="电话", person=person, result=_sentence(story, "visits"))
    story.tell(clock.after(1, 3), "close")
    if story.slot.ending == "跟踪":
        _tell_follow(story, clock)
    elif story.slot.ending == "归档":
        year = story.session.year
        if _followed(story) and year < story.today.year and clock.day < date(year, 10, 20) and story.chance(0.3):
            _tell_follow(story, clock)
            finished_on = clock.to(date(year, 11, 3 + story.rng.randint(0, 20)))
            new_class = "A" if story.chance(0.7) else "B"
            for unit in _followed(story):
                story.tell(
                    finished_on, "finish_follow", unit=unit, new_class=new_class, result=_sentence(story, "followed"), evidence="现场核实记录"
                )
        _tell_archive(story, clock)


def _followed(story: Story) -> list[str]:
    """Units whose last reply is a B."""
    last = {act.unit: act.values["reply_class"] for act in story.acts if act.verb == "reply"}
    return [unit for unit in answering(story) if last[unit] == "B"]


def _tell_follow(story: Story, clock: Clock) -> None:
    planned_on = add_months(date(clock.day.year, 12, 30), 6) if story.slot.ending == "跟踪" else date(clock.day.year, 11, 30)
    story.tell(clock.after(1, 4), "follow", planned_on=planned_on, item=f"{story.body.measures[-1].head}的承诺事项")


def _tell_archive(story: Story, clock: Clock) -> None:
    rules, rng, year = story.rules, story.rng, story.session.year
    if year < story.today.year:
        clock.to(office_day(date(year, 12, 15) + timedelta(rng.randint(0, 10))))
    else:
        clock.to(story.today - timedelta(rng.randint(3, 25)))
    story.tell(
        clock.day,
        "archive",
        number=f"{story.session.name}-{story.slot.order + 1:04d}",
        retention=rules.retentions[0] if story.slot.is_key else rng.choice(rules.retentions[1:]),
        pages=rng.randint(8, 46),
        location=f"提案委档案柜{rng.randint(1, 6)}层{rng.randint(1, 8)}格",
    )


def _sentence(story: Story, name: str) -> str:
    return fill(story.say(name), story.rng)
