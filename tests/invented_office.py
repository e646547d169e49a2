"""A small invented county office in a real register, and the short words tests move it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.domain.office import Office
from zxdesk.domain.people import Member
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.records import Base
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.file import find_proposal
from zxdesk.services.change import Actor, Change
from zxdesk.services.door import Door
from zxdesk.services.founding import found
from zxdesk.services.people import end_membership
from zxdesk.services.steps import step_named
from zxdesk.services.unit import succeed_unit
from zxdesk.storage.database import Register, create, open_register
from zxdesk.storage.failure import classify

ZONE = timezone(timedelta(hours=8))
MEMBERS = (
    ("周砚秋", "经济界"),
    ("许静安", "教育界"),
    ("贺明川", "农业界"),
    ("沈知微", "医药卫生界"),
    ("陶望舒", "文化艺术界"),
    ("秦守拙", "经济界"),
)
LEFT = "秦守拙"
ORGANISATIONS = (("党派", "民盟云溪县支部", "民盟支部"), ("专门委员会", "县政协经济委员会", "经济委"))
UNITS = ("住建局", "财政局", "民政局", "交通局", "教育局", "卫健局", "农业局", "农业农村局")
TITLE = "关于完善老旧小区加装电梯补助办法的提案"


@dataclass
class Clock:
    """The office's wall clock, which stands still until it is set."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass(frozen=True)
class InventedOffice:
    """云溪县政协提案委: rules shaanxi-county, plenary 十届二次, six members of whom one has left, two organisations, eight units."""

    register: Register
    door: Door
    clock: Clock

    def on(self, day: date) -> None:
        """Set the office's date."""
        self.clock.moment = datetime(day.year, day.month, day.day, 10, 0, tzinfo=ZONE)

    def reading(self) -> AbstractContextManager[Session]:
        """A session on what is saved; close it before the next step."""
        return self.register.reading()

    def step(self, verb: str, target: int | str | None = None, /, **values: object) -> Change:
        """Run a step; ``target`` is the proposal's id, number or receipt number."""
        key = self.door.read(find_proposal, None, target) if isinstance(target, str) else target
        return self.door.step(step_named(verb), key, values)

    def run(self, command: Any, *args: Any, **values: Any) -> Change:
        """Run a command that is no step."""
        return self.door.run(command, *args, **values)

    def refused(self, verb: str, target: int | str | None = None, /, **values: object) -> RuleError:
        """The refusal of a step, after making sure that not one row of the register is different from before."""
        before = self.rows()
        with pytest.raises(RuleError) as caught:
            self.step(verb, target, **values)
        assert self.rows() == before, "a refused step wrote something"
        return caught.value

    def refused_run(self, command: Any, *args: Any, **values: Any) -> RuleError:
        """The refusal of a command that is no step, in the same way."""
        before = self.rows()
        with pytest.raises(RuleError) as caught:
            self.run(command, *args, **values)
        assert self.rows() == before, "a refused command wrote something"
        return caught.value

    def rows(self) -> dict[str, list[Any]]:
        """Every row of every table, the calendar apart."""
        with self.reading() as session:
            connection = session.connection()
            tables = [table for table in Base.metadata.sorted_tables if table.name != "holiday"]
            return {t.name: connection.exec_driver_sql(f'SELECT * FROM "{t.name}" ORDER BY 1').fetchall() for t in tables}  # type: ignore[misc]

    @contextmanager
    def opened(self, proposal_id: int | None) -> Iterator[Proposal]:
        """A proposal as it is saved; leave the block before the next step."""
        assert proposal_id is not None
        with self.reading() as session:
            yield session.get_one(Proposal, proposal_id)

    def value(self, proposal_id: int | None, name: str) -> Any:
        """One value of a proposal; its parts are reached with dots, a list of parts gives a list of values."""
        with self.opened(proposal_id) as proposal:
            found: Any = proposal
            for part in name.split("."):
                found = [getattr(one, part) for one in found] if isinstance(found, list) else getattr(found, part)
            return found

    def undertaking(self, proposal_id: int | None, unit: str) -> dict[str, Any]:
        """The columns of the last undertaking that unit has in a proposal."""
        with self.reading() as session:
            query = select(Assignment).join(HandlingUnit).where(Assignment.proposal_id == proposal_id, HandlingUnit.short_name == unit)
            row = session.scalars(query.order_by(Assignment.id.desc())).first()
            assert row is not None, f"no undertaking of {unit}"
            return {c.key: getattr(row, c.key) for c in row.__mapper__.column_attrs}

    def events(self, *, op_id: str | None = None, proposal_id: int | None = None) -> list[dict[str, Any]]:
        """Rows of history, the oldest first."""
        query = select(Event).order_by(Event.seq)
        query = query.where(Event.op_id == op_id) if op_id else query
        query = query.where(Event.proposal_id == proposal_id) if proposal_id else query
        with self.reading() as session:
            return [{c.key: getattr(e, c.key) for c in e.__mapper__.column_attrs} for e in session.scalars(query)]

    def member_id(self, name: str) -> int:
        """The key of a member."""
        with self.reading() as session:
            return session.scalars(select(Member.id).where(Member.name == name)).one()

    def unit_id(self, short: str) -> int:
        """The key of a unit."""
        with self.reading() as session:
            return session.scalars(select(HandlingUnit.id).where(HandlingUnit.short_name == short)).one()

    def plenary_id(self) -> int:
        """The key of the current plenary."""
        with self.reading() as session:
            found = session.scalars(select(Office.current_plenary_id)).one()
            assert found is not None
            return found

    def stands(self, key: int, stage: Stage) -> bool:
        """Whether a proposal is at that stage."""
        return self.value(key, "stage") is stage

    def received(self, **values: object) -> int:
        """A proposal of 周砚秋 handed in and received on 26 February 2026, at 已收件."""
        plain = {
            "title": TITLE, "proposers": "周砚秋", "submitted_on": "2026-02-26", "is_open": "是",
            "situation": "情况。", "analysis": "分析。", "suggestion": "建议。",
        }  # fmt: skip
        return self._new("register", plain | values)

    def joint(self, **values: object) -> int:
        """The same by 周砚秋 and 许静安 together."""
        return self.received(**({"proposers": "周砚秋、许静安"} | values))

    def reviewed(self, key: int | None = None, **values: object) -> int:
        """Through first and second review on 1 and 2 March, at 待审定. These words go on from where a proposal stands."""
        key = key or self.received(**values)
        if not self.stands(key, Stage.RECEIVED):
            return key
        self.step("first-review", key, reviewer="何春棠", reviewed_on="2026-03-01", category="城乡建设与管理", outcome="立案")
        self.step("second-review", key, reviewer="联合审查组", reviewed_on="2026-03-02")
        return key

    def filed(self, key: int | None = None, **values: object) -> int:
        """立案 on 3 March."""
        key = self.reviewed(key, **values)
        if self.stands(key, Stage.SECOND_REVIEWED):
            self.step("file", key, meeting="提案委全体会议", decided_on="2026-03-03")
        return key

    def assigned(self, key: int | None = None, **roles: object) -> int:
        """交办 on 20 March, to 县住建局 alone unless roles say otherwise; nobody has signed."""
        key = self.filed(key)
        if self.stands(key, Stage.FILED):
            self.step("assign", key, assigned_on="2026-03-20", **(roles or {"sole": "县住建局"}))
        return key

    def signed(self, key: int | None = None, **roles: object) -> int:
        """Every unit signed on 27 March; the answering ones met the proposer on 1 April."""
        key = self.assigned(key, **roles)
        with self.opened(key) as proposal:
            units = [(a.unit.short, a.role.answers) for a in proposal.active_assignments if a.state is UnitState.WAITING]
        for unit, answers in units:
            self.step("sign", key, unit=unit, signed_on="2026-03-27")
            if answers:
                self.step("contact", key, unit=unit, contacted_on="2026-04-01", way="走访")
        return key

    def reply(self, key: int, unit: str = "县住建局", **values: object) -> Change:
        """A reply of class A on 1 June."""
        plain = {"number": "云住建函〔2026〕1号", "replied_on": "2026-06-01", "reply_class": "A", "body": "答复。"}
        return self.step("reply", key, unit=unit, **(plain | values))

    def replied(self, key: int | None = None, **values: object) -> int:
        """Answered by 县住建局 alone, at 已办复."""
        key = self.signed(key)
        if self.stands(key, Stage.HANDLING):
            self.reply(key, **values)
        return key

    def consulting(self, key: int | None = None, **values: object) -> int:
        """Forms sent on 2 June, at 征询中."""
        key = self.replied(key, **values)
        self.step("send-forms", key, sent_on="2026-06-02")
        return key

    def answer(self, key: int, proposer: str = "周砚秋", result: str = "满意", **values: object) -> Change:
        """A form that came back on 10 June."""
        plain = {"attitude": "满意", "result": result, "returned_on": "2026-06-10"}
        return self.step("feedback", key, proposer=proposer, **(plain | values))

    def closed(self, key: int | None = None, **values: object) -> int:
        """A content proposer, closed on 15 June."""
        key = self.consulting(key, **values)
        self.answer(key)
        self.step("close", key, closed_on="2026-06-15")
        return key

    def archived(self, key: int | None = None) -> int:
        """In the archive on 1 July."""
        key = self.closed(key)
        self.step("archive", key, archive_number=f"2026-{key:03d}", retention="永久", archived_on="2026-07-01")
        return key

    def _new(self, verb: str, values: dict[str, object]) -> int:
        subject = self.step(verb, **values).subject
        assert subject is not None
        return subject


def furnish(path: Path) -> None:
    """Make the office's register file, with nothing in it but the office."""
    register = create(path)
    office = InventedOffice(register, *_door(register))
    office.run(
        found, name="云溪县政协提案委", committee="政协云溪县委员会", rules="shaanxi-county", term=10, number=2,
        opens_on=date(2026, 2, 25), closes_on=date(2026, 2, 28), window_opens_on=date(2025, 11, 25),
        cutoff_on=date(2026, 2, 27), cutoff_at="12:00",
    )  # fmt: skip
    for number, (name, sector) in enumerate(MEMBERS, 1):
        office.step("add-member", name=name, member_number=f"{number:03d}", sector=sector, phone=f"0900-555-{number:04d}")
    office.run(end_membership, office.member_id(LEFT), ends_on=date(2026, 1, 31), status="调离")
    for kind, name, short in ORGANISATIONS:
        office.step("add-organisation", kind=kind, name=name, short_name=short)
    for name in UNITS:
        office.step("add-unit-record", name=f"云溪县{name}", short_name=f"县{name}", system="政府系统", valid_from="2019-01-01")
    office.run(succeed_unit, office.unit_id("县农业局"), succession="合并", on=date(2026, 1, 1), successor="云溪县农业农村局")
    register.close()


def move_in(path: Path) -> InventedOffice:
    """Open a furnished register; the caller closes it."""
    register = open_register(path)
    return InventedOffice(register, *_door(register))


def _door(register: Register) -> tuple[Door, Clock]:
    clock = Clock(datetime(2026, 6, 1, 2, 0, tzinfo=UTC).astimezone(ZONE))
    return Door(register.reading, register.writing, Actor("何春棠", "pc-01"), clock, classify, register.path.parent / "files"), clock
