"""Writes the proposals of one session, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from zxdesk.domain.rules import Rules
from zxdesk.sample.bodies import write_body
from zxdesk.sample.closing_story import CLOSED_ENDINGS, tell_closing, tell_key
from zxdesk.sample.content import Subject
from zxdesk.sample.days import in_days, office_day
from zxdesk.sample.handling_story import tell_handling
from zxdesk.sample.letters import Letters
from zxdesk.sample.plans import OfficePlan, ProposalPlan, SessionPlan
from zxdesk.sample.proposers import Proposers
from zxdesk.sample.review_story import OUTCOMES, review_dates, tell_review
from zxdesk.sample.shape import ORDINARY
from zxdesk.sample.slots import Slot
from zxdesk.sample.story import Story
from zxdesk.sample.titles import Topic, subject_of, title_of
from zxdesk.sample.units import UnitRoll

WORDINGS = 15
UNDECIDED = ("草稿", "已收件", "退回补充", "初审", "待审定")
SOURCES = ("委员走访", "专题调研", "界别活动", "群众来信", "大会发言转化", "社情民意转化")


@dataclass(frozen=True)
class Frame:
    """What all proposals of one session share."""

    seed: str
    office: OfficePlan
    session: SessionPlan
    rules: Rules
    slots: Sequence[Slot]
    topics: Sequence[Topic]
    before: Sequence[str]


class SessionWriter:
    """Keeps what the proposals of a session must not share: titles, letter numbers, the load of the units."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.roll = UnitRoll(frame.office.units, frame.session.batches[0].assigned_on)
        self.letters = Letters(frame.office.units)
        days = (frame.session.window_opens_at.date(), frame.session.closes_on)
        self.proposers = Proposers(frame.office.members, frame.office.organisations, frame.seed, days)
        self.titles: set[str] = set()
        self.merged: dict[int, list[int]] = {}
        for slot in frame.slots:
            if slot.lead is not None:
                self.merged.setdefault(slot.lead, []).append(slot.order)

    def proposals(self) -> Iterator[ProposalPlan]:
        """All proposals by receipt."""
        for slot in self.frame.slots:
            yield self._write(slot)

    def _write(self, slot: Slot) -> ProposalPlan:
        frame = self.frame
        rng = Random(f"{frame.seed}/{slot.order}")
        topic = frame.topics[slot.order if slot.lead is None else slot.lead]
        subject = subject_of(topic)
        kind, proposers = self.proposers.of(slot.order, is_open=slot.ending in ("已收件", "草稿"))
        submitted_on, submitted_at, decided_on = self._dates(slot, rng)
        units = self._units(slot, subject, topic.place, rng)
        story = Story(
            slot=slot,
            session=frame.session,
            rules=frame.rules,
            today=frame.office.today,
            rng=rng,
            key=self._key(slot.order),
            title=title_of(topic, rng.randrange(WORDINGS), self.titles),
            category=subject.category,
            body=write_body(subject, topic.place, rng),
            proposers=proposers,
            merged=tuple(self._signed_lines(self.merged.get(slot.order, []))),
            lead="" if slot.lead is None else self._key(slot.lead),
            wishes=tuple(self.roll.resolve(short) for short in subject.units),
            units=units,
            wrong_unit=self._wrong_unit(slot, units, rng),
            letters=self.letters,
            people=self.roll.by_short,
            reviewers=frame.office.reviewers,
            submitted_on=submitted_on,
            decided_on=decided_on,
        )
        self._tell(story)
        return self._plan(story, kind, topic, submitted_at)

    def _tell(self, story: Story) -> None:
        tell_review(story)
        if story.slot.batch is not None:
            tell_handling(story)
            tell_key(story)
            tell_closing(story)

    def _signed_lines(self, orders: Sequence[int]) -> Iterator[tuple[str, int]]:
        """Who is asked besides the lead's own proposers: every line of the merged proposals that was signed."""
        for order in orders:
            for line, proposer in enumerate(self.proposers.of(order)[1]):
                if proposer.signature == "已会签":
                    yield self._key(order), line

    def _key(self, order: int) -> str:
        return f"{self.frame.session.name}-{order + 1:04d}"

    def _dates(self, slot: Slot, rng: Random) -> tuple[date, str, date]:
        session, today = self.frame.session, self.frame.office.today
        at = f"{rng.choice((8, 9, 10, 11, 14, 15, 16, 17)):02d}:{rng.choice((5, 10, 20, 25, 35, 40, 50, 55)):02d}"
        if slot.timing == ORDINARY:
            batch_on = session.batches[slot.batch].assigned_on if slot.batch is not None else None
            decided_on = office_day(date(session.year, 11, rng.choice((5, 12))))
            if slot.ending == "不予立案":
                decided_on = in_days(session.decided_on, rng.randint(60, 200))
            submitted_on, decided_on = review_dates(slot.timing, batch_on, decided_on, rng.random())
            return max(office_day(submitted_on), in_days(session.closes_on, 1)), at, decided_on
        first, last = session.window_opens_at.date(), session.cutoff_at.date()
        if slot.ending in UNDECIDED and last > today:
            return _pending_day(slot.ending, first, today, rng), at, session.decided_on
        if rng.random() < 0.6:
            first = session.opens_on - timedelta(2)
        return self._in_window(first, last, rng), at, session.decided_on

    def _in_window(self, first: date, last: date, rng: Random) -> date:
        return min(office_day(first + timedelta(rng.randint(0, (last - first).days))), last)

    def _units(self, slot: Slot, subject: Subject, place: str, rng: Random) -> tuple[tuple[str, str], ...]:
        """The standing units in their roles; the subject's own first, then the place, then whoever has least to do."""
        count = slot.unit_count
        if count == 0:
            return ()
        wished = [self.roll.resolve(short) for short in subject.units]
        if place in self.roll.by_short and place not in wished:
            wished.insert(min(2, len(wished)), place)
        chosen = list(dict.fromkeys(wished))[:count]
        if count >= 5:
            del chosen[4:]
        while len(chosen) < count:
            chosen.append(self.roll.idlest(set(chosen)))
        self.roll.load.update(chosen)
        if count == 1:
            return ((chosen[0], "独办"),)
        if count <= 3 and slot.ending not in ("重新办理", "跟踪") and rng.random() < 0.1:
            return tuple((unit, "分办") for unit in chosen)
        return tuple((unit, "会办" if index else "主办") for index, unit in enumerate(chosen))

    def _wrong_unit(self, slot: Slot, units: tuple[tuple[str, str], ...], rng: Random) -> tuple[str, int] | None:
        """A unit that first got the proposal by mistake, and the place it held."""
        if slot.ending not in CLOSED_ENDINGS or rng.random() > 0.06 or not units:
            return None
        taken = {unit for unit, _ in units}
        wrong = rng.choice([short for short in self.roll.standing if short not in taken])
        return wrong, rng.randrange(len(units))

    def _plan(self, story: Story, kind: str, topic: Topic, submitted_at: str) -> ProposalPlan:
        slot, rng, frame = story.slot, story.rng, self.frame
        is_open = not story.chance(0.03)
        recurs = frame.before[slot.recurs] if slot.recurs is not None else ""
        is_collective = kind not in ("个人", "联名")
        outcome = "" if slot.ending in UNDECIDED else OUTCOMES.get(slot.ending, "立案")
        return ProposalPlan(
            key=story.key,
            session=story.session.name,
            order=slot.order,
            title=story.title,
            subject=topic.subject,
            topic=topic.key,
            recurs=recurs,
            category=story.category,
            situation=story.body.situation,
            analysis=story.body.analysis,
            suggestion=story.body.suggestion,
            keywords="、".join(measure.head for measure in story.body.measures[:3]),
            survey="实地走访、座谈" if rng.random() < 0.6 else "",
            raised_before=f"{recurs.split('-')[0]}曾提出同类提案" if recurs else "",
            source=rng.choice(SOURCES),
            timing=slot.timing,
            submitted_on=story.submitted_on,
            submitted_at=submitted_at,
            proposer_kind=kind,
            proposers=story.proposers,
            wished_lead=story.wishes[0],
            wished_co="、".join(story.wishes[1:3]),
            is_sealed=True if is_collective else None,
            is_open=is_open,
            open_reason="" if is_open else "涉及具体企业经营情况。",
            ending=slot.ending,
            outcome=outcome,
            lead=story.lead,
            units=story.units,
            is_key=slot.is_key,
            acts=story.in_order(),
        )


def _pending_day(ending: str, first: date, today: date, rng: Random) -> date:
    """A day in the open window, early enough for the reviews that have been made."""
    if ending == "已收件":
        first = max(first, today - timedelta(12))
    last = today if ending == "已收件" else max(first, today - timedelta(9))
    day = first + timedelta(rng.randint(0, max(0, (last - first).days)))
    return min(office_day(day), today)
