"""From assignment to reply: what the units do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zxdesk.sample.bodies import write_reply
from zxdesk.sample.days import Clock, add_months, in_days, office_day
from zxdesk.sample.story import Story

MONTHS, LONGEST = 3, 6
CLASS_SHARES = (("A", 0.46), ("B", 0.92), ("C", 1.0))
SECTIONS = ("办公室", "业务股", "法规股", "项目股", "综合股", "服务股")


@dataclass(frozen=True)
class Timing:
    """When the answer of a proposal goes out, against which deadline, and until when it was extended."""

    replied_on: date | None
    due_on: date
    extended_to: date | None


def tell_handling(story: Story) -> None:
    """Assignment, then every unit in turn; open endings stop on the way."""
    slot = story.slot
    assert slot.batch is not None
    batch = story.session.batches[slot.batch]
    story.tell(batch.assigned_on, "assign", batch=batch.name, units=_initial(story))
    timing = _timing(story, batch.assigned_on)
    for index, (unit, role) in enumerate(story.units):
        start = batch.assigned_on
        if story.wrong_unit and story.wrong_unit[1] == index:
            start = _tell_hand_back(story, unit, role, start)
        _tell_unit(story, unit, role, start, timing)


def answering(story: Story) -> list[str]:
    """The units that answer the proposers."""
    return [unit for unit, role in story.units if role != "会办"]


def pick_class(story: Story) -> str:
    """A, B or C as often as in a county; a proposal that is followed up has a B."""
    if story.slot.ending == "跟踪":
        return "B"
    draw = story.rng.random()
    return next(name for name, limit in CLASS_SHARES if draw <= limit)


def tell_reply(story: Story, unit: str, day: date, *, redo: int) -> None:
    """The draft handed in for review and the reply that went out."""
    reply_class = pick_class(story) if redo == 0 or story.slot.ending == "跟踪" else story.rng.choice(("A", "B"))
    total = len(story.body.measures)
    adopted = {"A": total, "B": max(1, total - story.rng.randint(0, 1)), "C": story.rng.randint(0, 1)}[reply_class]
    drafted_on = in_days(day, -3)
    known = {act.on for act in story.acts if act.unit == unit}
    drafted_on = max([drafted_on, *[on for on in known if on <= day]])
    promise = reply_class == "B"
    values: dict[str, object] = {
        "redo": redo,
        "number": story.letters.number(unit, day),
        "reply_class": reply_class,
        "body": write_reply(story.body.measures, adopted, title=story.title, reply_class=reply_class, rng=story.rng),
        "adopted_count": adopted,
        "suggestion_count": total,
        "signer": story.people[unit].leader,
        "contact": story.people[unit].contact,
        "contact_phone": story.people[unit].phone,
        "publicity": story.rules.publicity[0 if story.chance(0.9) else 1],
        "promise": f"{story.body.measures[-1].head}的各项工作如期完成。" if promise else "",
        "promised_on": _promise_day(day) if promise else None,
        "delivery": story.rng.choice(("当面送达", "邮寄")),
    }
    story.tell(drafted_on, "submit_reply", unit=unit, given=values)
    story.tell(day, "reply", unit=unit, reviewer=story.reviewers[0], review_opinion="针对性较强，同意印发。", given=values)


def _promise_day(day: date) -> date:
    """The end of the year, or the middle of the next when that is too near."""
    return date(day.year, 12, 20) if day.month < 12 else date(day.year + 1, 6, 30)


def _initial(story: Story) -> tuple[tuple[str, str], ...]:
    if story.wrong_unit is None:
        return story.units
    wrong, place = story.wrong_unit
    return tuple((wrong if index == place else unit, role) for index, (unit, role) in enumerate(story.units))


def _timing(story: Story, start: date) -> Timing:
    """The reply's date for each ending; open endings have none."""
    due, limit, rng = add_months(start, MONTHS), add_months(start, LONGEST), story.rng
    match story.slot.ending:
        case "办理中":
            overdue = due < story.today
            return Timing(None, due, limit if overdue and limit < story.today else None)
        case "已办复":
            return Timing(office_day(story.today - timedelta(rng.randint(4, 12))), due, None)
        case "征询中":
            return Timing(office_day(story.today - timedelta(rng.randint(14, 28))), due, None)
        case "重新办理" if limit < story.today:
            return Timing(in_days(limit, -rng.randint(8, 25)), due, limit)
        case "重新办理":
            return Timing(office_day(max(story.today - timedelta(rng.randint(40, 50)), start + timedelta(30))), due, None)
    room = min(40, max(1, (story.today - start).days - 75))
    if room == 40 and story.chance(0.07):
        extended = due + timedelta(rng.randint(30, 60))
        return Timing(in_days(extended, -rng.randint(6, 25)), due, extended)
    if room == 40 and story.chance(0.04):
        return Timing(in_days(due, rng.randint(2, 12)), due, None)
    return Timing(in_days(start, 40 + rng.randint(0, room)), due, None)


def _tell_hand_back(story: Story, unit: str, role: str, start: date) -> date:
    assert story.wrong_unit is not None
    wrong = story.wrong_unit[0]
    clock = Clock(start, story.today, story.rng)
    story.tell(clock.after(1, 2), "sign", unit=wrong, given=_people(story, wrong))
    story.tell(clock.after(1, 2), "ask_hand_back", unit=wrong, reason=story.say("hand_backs"), suggested=unit)
    story.tell(clock.after(2, 4), "accept_hand_back", unit=wrong, by=story.reviewers[0], new_unit=unit, role=role)
    return clock.day


def _tell_unit(story: Story, unit: str, role: str, start: date, timing: Timing) -> None:
    clock = Clock(start, story.today, story.rng)
    is_open = timing.replied_on is None
    fresh = is_open and (story.today - start).days < 40
    if fresh and story.chance(0.3):
        return
    story.tell(clock.after(1, 7), "sign", unit=unit, given=_people(story, unit))
    if role == "会办":
        if not fresh:
            _tell_opinion(story, unit, start, clock, timing)
        return
    if fresh and story.chance(0.25):
        story.tell(clock.to(story.today - timedelta(3)), "ask_hand_back", unit=unit, reason=story.say("hand_backs"), suggested="")
        return
    if story.chance(0.04) and not is_open:
        story.tell(clock.after(1, 2), "ask_hand_back", unit=unit, reason=story.say("hand_backs"), suggested="")
        story.tell(clock.after(2, 4), "refuse_hand_back", unit=unit, by=story.reviewers[0], reason="职责清单列有此项，由该单位继续办理。")
    _tell_contacts(story, unit, clock, timing, redo=0)
    if timing.extended_to:
        _tell_extension(story, unit, timing)
    if timing.replied_on is None:
        _tell_open_end(story, unit, timing)
        return
    if timing.replied_on > (timing.extended_to or timing.due_on):
        _tell_reminder(story, unit, min(in_days(timing.due_on, 1), timing.replied_on))
    tell_reply(story, unit, timing.replied_on, redo=0)


def _tell_opinion(story: Story, unit: str, start: date, clock: Clock, timing: Timing) -> None:
    latest = timing.replied_on or story.today
    day = in_days(start, story.rng.randint(10, 27) if story.chance(0.93) else story.rng.randint(32, 38))
    day = max(clock.day, min(day, in_days(latest, -4)))
    if day <= min(latest, story.today):
        story.tell(day, "give_opinion", unit=unit, number=story.letters.number(unit, day), opinion=story.say("opinions"))


def _tell_contacts(story: Story, unit: str, clock: Clock, timing: Timing, *, redo: int) -> None:
    latest = timing.replied_on or story.today
    day = min(clock.after(4, 12), latest)
    way = story.rng.choice(story.rules.face_ways) if story.chance(0.88) else "电话"
    story.tell(day, "contact", unit=unit, way=way, phase="办前", redo=redo, participants="分管领导、承办人、提案者", content=story.say("contacts"))
    if story.chance(0.2):
        day = min(clock.after(10, 20), latest)
        story.tell(day, "contact", unit=unit, way="电话", phase="办中", redo=redo, participants="承办人、提案者", content=story.say("contacts"))


def _tell_extension(story: Story, unit: str, timing: Timing) -> None:
    asked_on = in_days(timing.due_on, -story.rng.randint(9, 14))
    reason = story.say("extensions")
    story.tell(asked_on, "ask_extension", unit=unit, reason=reason, new_due_on=timing.extended_to)
    story.tell(in_days(asked_on, 2), "grant_extension", unit=unit, by=story.reviewers[0], note="经与督查室研究，同意延期。")


def _tell_open_end(story: Story, unit: str, timing: Timing) -> None:
    """Overdue ones are reminded; some of the others have asked for more time or handed in a draft."""
    due = timing.extended_to or timing.due_on
    if due < story.today:
        for days in (2, 16):
            _tell_reminder(story, unit, min(in_days(due, days), story.today))
    elif (due - story.today).days < 20:
        if story.chance(0.3):
            until = due + timedelta(40)
            story.tell(story.today, "ask_extension", unit=unit, reason=story.say("extensions"), new_due_on=until)
        elif story.chance(0.4):
            _tell_draft(story, unit)


def _tell_draft(story: Story, unit: str) -> None:
    total = len(story.body.measures)
    story.tell(
        story.today,
        "submit_reply",
        unit=unit,
        redo=0,
        number="",
        reply_class="B",
        body=write_reply(story.body.measures, total - 1, title=story.title, reply_class="B", rng=story.rng),
        adopted_count=total - 1,
        suggestion_count=total,
        publicity=story.rules.publicity[0],
        promise=f"{story.body.measures[-1].head}的各项工作如期完成。",
        promised_on=date(story.today.year + 1, 6, 30),
        delivery="",
    )


def _tell_reminder(story: Story, unit: str, day: date) -> None:
    way = story.rng.choice(story.rules.reminder_ways)
    story.tell(day, "remind", unit=unit, way=way, person=story.reviewers[1], answer=story.say("reminders"), next_on=in_days(day, 7))


def _people(story: Story, unit: str) -> dict[str, object]:
    """Who takes the proposal in hand."""
    plan = story.people[unit]
    section = story.rng.choice(SECTIONS)
    return {"signed_by": plan.contact, "leader": plan.leader, "section": section, "handler": plan.contact, "handler_phone": plan.phone}
