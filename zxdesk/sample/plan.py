"""Plans an invented office from a seed: the demonstration year, or a register of any size for measurements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from zxdesk.domain.rules import Rules, load_package, parse
from zxdesk.sample.content import table
from zxdesk.sample.days import add_months
from zxdesk.sample.people import STANDING, plan_members, plan_organisations
from zxdesk.sample.plans import OfficePlan, ProposalPlan, ProposalSource, SessionPlan
from zxdesk.sample.sessions import STORY_YEAR, plan_session, story_day
from zxdesk.sample.shape import COMING, CURRENT, FINISHED, FINISHED_LIKE_CURRENT, Shape, scaled
from zxdesk.sample.slots import plan_slots
from zxdesk.sample.titles import Topic, shuffled_topics
from zxdesk.sample.units import plan_units
from zxdesk.sample.writer import Frame, SessionWriter

PACKAGE = "shaanxi-county"
MOST_SESSIONS = 21


def plan_office(*, seed: int, size: int | None = None, today: date) -> OfficePlan:
    """The invented office as it stands on the last 16 November not after ``today``.

    Without ``size`` it is the demonstration: 十届一次 finished, 十届二次 under way with 372 proposals, 十届三次 just opened.
    With ``size`` there are exactly that many proposals over up to 21 sessions of the same proportions.
    """
    stands_on = story_day(today)
    years = stands_on.year - STORY_YEAR
    shapes = _demonstration() if size is None else _register(size)
    sessions = tuple(plan_session(year + years, years) for year, _ in shapes)
    rules = parse(load_package(PACKAGE))
    rng = Random(f"{seed}/office")
    since = add_months(sessions[0].opens_on, -6)
    change_on = add_months(date(stands_on.year, 1, 10), 0)
    content = table("names")["office"]
    return OfficePlan(
        region="云溪县",
        committee="政协云溪县委员会",
        office="政协云溪县委员会提案委员会",
        contact=content["clerk"],
        phone="0900-555 0100",
        address="云溪县云溪大道8号",
        postcode="799900",
        package=PACKAGE,
        reviewers=tuple(content["reviewers"]),
        today=stands_on,
        sessions=sessions,
        members=plan_members(rng, rules, count=_member_count(shapes), since=since, change_on=change_on),
        organisations=plan_organisations(rng),
        units=plan_units(rng, years),
        source=_Source(seed, rules, tuple(shape for _, shape in shapes)),
    )


def _demonstration() -> list[tuple[int, Shape]]:
    return [(STORY_YEAR - 1, FINISHED), (STORY_YEAR, CURRENT), (STORY_YEAR + 1, COMING)]


def _register(size: int) -> list[tuple[int, Shape]]:
    """Sessions back in time: as many as a real year's number allows, then larger ones."""
    count = max(1, min(MOST_SESSIONS, round(size / CURRENT.received)))
    sizes = [size // count + (1 if index < size % count else 0) for index in range(count)]
    first = STORY_YEAR - count + 1
    return [
        (first + index, scaled(CURRENT if index == count - 1 else FINISHED_LIKE_CURRENT, number)) for index, number in enumerate(sizes)
    ]


def _member_count(shapes: list[tuple[int, Shape]]) -> int:
    largest = max(shape.received for _, shape in shapes)
    return STANDING if largest <= 600 else min(2200, largest // 3)


@dataclass(frozen=True)
class _Source(ProposalSource):
    """Sessions one after the other; only the topics of the session before are remembered."""

    seed: int
    rules: Rules
    shapes: tuple[Shape, ...]

    def proposals(self, office: OfficePlan) -> Iterator[ProposalPlan]:
        before: list[tuple[str, Topic]] = []
        for session, shape in zip(office.sessions, self.shapes, strict=True):
            frame, named = self._frame(office, session, shape, before)
            yield from SessionWriter(frame).proposals()
            before = named

    def _frame(
        self, office: OfficePlan, session: SessionPlan, shape: Shape, before: list[tuple[str, Topic]]
    ) -> tuple[Frame, list[tuple[str, Topic]]]:
        seed = f"{self.seed}/{session.name}"
        rng = Random(seed)
        slots = plan_slots(shape, len(before), rng)
        old = {topic for _, topic in before}
        fresh = shuffled_topics(rng)
        if len(fresh) - len(old) >= len(slots):
            fresh = [topic for topic in fresh if topic not in old]
        topics = [
            before[slot.recurs][1] if slot.recurs is not None else fresh[slot.order % len(fresh)] for slot in slots
        ]
        named = [
            (f"{session.name}-{slot.order + 1:04d}", topics[slot.order]) for slot in slots if slot.lead is None and slot.batch is not None
        ]
        frame = Frame(seed, office, session, self.rules, slots, topics, [key for key, _ in before])
        return frame, named
