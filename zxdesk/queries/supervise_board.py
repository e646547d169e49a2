"""The supervision board: open undertakings by unit and by the days left, and what each unit was last reminded of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.light import Light, light_of, words
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import OPEN_STATES, WORKING_STAGES, UnitState
from zxdesk.domain.supervision import Reminder
from zxdesk.domain.unit import HandlingUnit

DAYS_AHEAD = 14
SOON = 7
"""Days before the deadline from which a unit stands on the list of reminders."""


@dataclass(frozen=True)
class Bucket:
    """A span of days left, both ends included; negative is overdue, no end is open, no span at all is without a deadline."""

    key: str
    words: str
    first: int | None = None
    last: int | None = None
    day: date | None = None

    def holds(self, left: int | None) -> bool:
        """Whether so many days left fall into it."""
        if left is None or (self.first is None and self.last is None):
            return left is None and self.first is None and self.last is None
        return (self.first is None or self.first <= left) and (self.last is None or left <= self.last)


@dataclass(frozen=True)
class Undertaking:
    """One open undertaking as the board counts and lists it."""

    id: int
    proposal_id: int
    number: str
    title: str
    unit_id: int
    unit: str
    role: Role
    role_label: str
    state: UnitState
    state_label: str
    assigned_on: date
    due_on: date | None
    left: int | None
    light: Light
    light_words: str
    handler: str
    handler_phone: str
    reminders: int
    reminded_on: date | None


@dataclass(frozen=True)
class UnitLine:
    """One unit with its undertakings, the most urgent first."""

    id: int
    name: str
    contact: str
    phone: str
    undertakings: tuple[Undertaking, ...]

    @property
    def late(self) -> tuple[Undertaking, ...]:
        """What is overdue."""
        return tuple(one for one in self.undertakings if one.left is not None and one.left < 0)

    @property
    def soon(self) -> tuple[Undertaking, ...]:
        """What is due today or within a week."""
        return tuple(one for one in self.undertakings if one.left is not None and 0 <= one.left <= SOON)

    @property
    def reminded_on(self) -> date | None:
        """When the unit was last reminded of something still open."""
        return max((one.reminded_on for one in self.undertakings if one.reminded_on), default=None)


@dataclass(frozen=True)
class SuperviseBoard:
    """All open undertakings, counted on demand."""

    buckets: tuple[Bucket, ...]
    units: tuple[UnitLine, ...]

    @property
    def undertakings(self) -> tuple[Undertaking, ...]:
        """Those of every unit, the most urgent first."""
        return by_urgency(one for unit in self.units for one in unit.undertakings)


def supervise_board(session: Session, *, today: date, yellow_days: int = 15, plenary_id: int | None = None) -> SuperviseBoard:
    """The undertakings that units still owe, those with the most overdue first."""
    found: dict[int, list[Undertaking]] = defaultdict(list)
    for one in _undertakings(session, today, yellow_days, plenary_id):
        found[one.unit_id].append(one)
    units = session.execute(
        select(HandlingUnit.id, HandlingUnit.contact, HandlingUnit.phone, HandlingUnit.position).where(HandlingUnit.id.in_(found))
    )
    lines = [(row.position, UnitLine(row.id, found[row.id][0].unit, row.contact, row.phone, by_urgency(found[row.id]))) for row in units]
    lines.sort(key=lambda pair: (-len(pair[1].late), -len(pair[1].soon), pair[0], pair[1].id))
    every = buckets(today)
    if all(one.left is not None for rows in found.values() for one in rows):
        every = every[:-1]
    return SuperviseBoard(every, tuple(line for _position, line in lines))


def buckets(today: date) -> tuple[Bucket, ...]:
    """Three spans of overdue, today, each of the next fourteen days, later, and without a deadline."""
    days = [today + timedelta(days=ahead) for ahead in range(1, DAYS_AHEAD + 1)]
    return (
        Bucket("over-30", "超期 30 天以上", None, -31),
        Bucket("over-8", "超期 8 至 30 天", -30, -8),
        Bucket("over-1", "超期 1 至 7 天", -7, -1),
        Bucket("today", "今天到期", 0, 0, today),
        *(Bucket(day.isoformat(), f"{day.month}月{day.day}日到期", ahead, ahead, day) for ahead, day in enumerate(days, 1)),
        Bucket("later", f"{DAYS_AHEAD} 天以后到期", DAYS_AHEAD + 1, None),
        Bucket("none", "没有期限"),
    )


def in_bucket(undertakings: Iterable[Undertaking], bucket: Bucket) -> list[Undertaking]:
    """Those whose days left fall into a bucket."""
    return [one for one in undertakings if bucket.holds(one.left)]


def by_urgency(undertakings: Iterable[Undertaking]) -> tuple[Undertaking, ...]:
    """The longest overdue first, those without a deadline last."""
    return tuple(sorted(undertakings, key=lambda one: (one.left is None, one.left or 0, one.number, one.id)))


def as_lines(undertakings: Sequence[Undertaking]) -> str:
    """The undertakings as tab-separated text with a head, full values, for WPS or Excel."""
    head = ("承办单位", "提案号", "案由", "角色", "状态", "期限", "剩余天数", "上次催办", "催办次数", "承办人", "电话")
    rows = [
        (
            one.unit, one.number, one.title, one.role_label, one.state_label, one.due_on or "", "" if one.left is None else one.left,
            one.reminded_on or "", one.reminders, one.handler, one.handler_phone,
        )
        for one in undertakings
    ]  # fmt: skip
    return "\n".join("\t".join(str(value).replace("\t", " ").replace("\n", " ") for value in row) for row in (head, *rows)) + "\n"


def _undertakings(session: Session, today: date, yellow_days: int, plenary_id: int | None) -> list[Undertaking]:
    reminded = (
        select(Reminder.assignment_id, func.count().label("times"), func.max(Reminder.reminded_on).label("last"))
        .group_by(Reminder.assignment_id)
        .subquery()
    )
    a, p, u = Assignment, Proposal, HandlingUnit
    statement = (
        select(
            a.id, a.proposal_id, a.role, a.state, a.assigned_on, a.due_on, a.handler, a.handler_phone, p.number, p.receipt_number, p.title,
            a.unit_id, u.name, u.short_name, reminded.c.times, reminded.c.last,
        )
        .join(a.proposal).join(a.unit).outerjoin(reminded, reminded.c.assignment_id == a.id)
        .where(a.state.in_(OPEN_STATES), p.stage.in_(WORKING_STAGES))
    )  # fmt: skip
    if plenary_id is not None:
        statement = statement.where(p.plenary_id == plenary_id)
    made = []
    for row in session.execute(statement):
        light = light_of(row.due_on, today=today, yellow_days=yellow_days)
        made.append(
            Undertaking(
                row.id, row.proposal_id, row.number or row.receipt_number or "", row.title, row.unit_id, row.short_name or row.name,
                row.role, row.role.label, row.state, row.state.label, row.assigned_on, row.due_on,
                (row.due_on - today).days if row.due_on else None, light, words(light, row.due_on, today), row.handler, row.handler_phone,
                row.times or 0, row.last,
            )
        )  # fmt: skip
    return made
