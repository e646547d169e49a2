"""A small register of an invented county office, its rows written straight into a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from zxdesk.domain.assignment import Assignment, Batch, Role
from zxdesk.domain.base import Base, Record, digest_of, new_uid
from zxdesk.domain.event import GENESIS, Event
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.office import Office, Plenary, RulePackage, Term
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.records import RECORDS
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import load_package
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.text import pinyin

TODAY = date(2026, 6, 10)


class Cabinet:
    """Puts valid records into a register with few words; the second plenary of the tenth term is there already."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.term = self.put(Term(number=10, name="十届", starts_on=date(2025, 1, 10), ends_on=date(2029, 12, 31)))
        self.plenary = self.put(
            Plenary(
                term=self.term, number=2, name="十届二次", full_name="政协云溪县第十届委员会第二次会议",
                opens_on=date(2026, 2, 25), closes_on=date(2026, 2, 28),
            )
        )  # fmt: skip
        self.package = self.put(RulePackage(key="shaanxi-county", title="县级", content=load_package("shaanxi-county")))
        self.office = self.put(Office(name="云溪县政协提案委", committee="政协云溪县委员会", current_plenary=self.plenary))
        self._serial = 0

    def put(self, record: Any) -> Any:
        """Write a record."""
        self.session.add(record)
        self.session.flush()
        return record

    def member(self, name: str, number: str, sector: str = "教育界", **values: Any) -> Member:
        """A member of the tenth term."""
        spelled = {"pinyin": pinyin.full(name, is_person=True), "initials": pinyin.initials(name, is_person=True)}
        seat = {key: values.pop(key) for key in ("starts_on", "ends_on") if key in values}
        member: Member = self.put(Member(name=name, **(spelled | values)))
        self.put(Membership(member=member, term=self.term, member_number=number, sector=sector, **seat))
        return member

    def organisation(self, name: str, kind: str = "党派", **values: Any) -> Organisation:
        """An organisation that proposes."""
        found: Organisation = self.put(Organisation(name=name, kind=kind, **values))
        return found

    def unit(self, code: str, name: str, short_name: str = "", **values: Any) -> HandlingUnit:
        """An undertaking unit."""
        found: HandlingUnit = self.put(HandlingUnit(code=code, name=name, short_name=short_name, **values))
        return found

    def proposal(self, number: str | None, title: str = "关于改善县城停车秩序的提案", **values: Any) -> Proposal:
        """A proposal, filed unless a stage is given; ``number`` none leaves it without one."""
        self._serial += 1
        proposers = values.pop("proposers", [])
        defaults = {
            "plenary": self.plenary, "number": number, "number_sort": int(number) if number and number.isdigit() else 0,
            "receipt_number": f"收{self._serial:04d}", "title": title, "stage": Stage.FILED, "category": "教育",
            "proposer_kind": "个人", "submitted_on": date(2026, 2, 20), "received_on": date(2026, 2, 20), "is_open": True,
        }  # fmt: skip
        found: Proposal = self.put(Proposal(**(defaults | values)))
        for position, who in enumerate(proposers):
            self.line(found, who, position)
        found.refresh_summary()
        self.session.flush()
        return found

    def line(self, proposal: Proposal, who: Member | Organisation, position: int = 0, **values: Any) -> ProposerLine:
        """A proposer of a proposal."""
        if isinstance(who, Member):
            values = {"member": who, "sector": who.memberships[-1].sector, "name": who.name} | values
        else:
            values = {"organisation": who, "name": who.name} | values
        found: ProposerLine = self.put(ProposerLine(proposal=proposal, position=position, **values))
        return found

    def assignment(self, proposal: Proposal, unit: HandlingUnit, role: Role = Role.SOLE, **values: Any) -> Assignment:
        """An undertaking, assigned on 20 March and due on 20 June."""
        defaults = {"assigned_on": date(2026, 3, 20), "due_on": date(2026, 6, 20), "state": UnitState.WAITING}
        dates = {"original_due_on": values.get("due_on", defaults["due_on"])}
        found: Assignment = self.put(Assignment(proposal=proposal, unit=unit, role=role, **(defaults | dates | values)))
        proposal.refresh_summary()
        self.session.flush()
        return found

    def reply(self, assignment: Assignment, **values: Any) -> Reply:
        """A reply that went out on 8 May, class A."""
        defaults = {
            "number": "云教提〔2026〕1号", "replied_on": date(2026, 5, 8), "reply_class": "A", "title": "答复",
            "due_on": assignment.due_on, "original_due_on": assignment.original_due_on,
        }  # fmt: skip
        found: Reply = self.put(Reply(assignment=assignment, **(defaults | values)))
        return found

    def feedback(self, proposal: Proposal, reply: Reply, line: ProposerLine | None = None, **values: Any) -> Feedback:
        """A form sent on 10 May to the first proposer."""
        defaults = {"sent_on": date(2026, 5, 10), "due_on": date(2026, 5, 29), "line": line or proposal.lines[0]}
        found: Feedback = self.put(Feedback(proposal=proposal, reply=reply, **(defaults | values)))
        proposal.refresh_summary()
        self.session.flush()
        return found

    def batch(self, name: str = "第一批") -> Batch:
        """An assignment batch."""
        found: Batch = self.put(Batch(plenary=self.plenary, name=name, assigned_on=date(2026, 3, 20)))
        return found

    def event(self, record: Record, fields: dict[str, list[Any]], *, proposal: Proposal | None = None, **values: Any) -> Event:
        """An event chained to the one before, over a record with its digest."""
        self.session.flush()
        self._digest(record)
        last = self.session.query(Event).order_by(Event.seq.desc()).first()
        change = {
            "record": record.__tablename__, "uid": record.uid, "id": record.id, "act": values.pop("act", "change"),
            "version": record.version, "digest": record.digest, "fields": fields,
        }  # fmt: skip
        defaults = {
            "seq": last.seq + 1 if last else 1, "op_id": new_uid(), "at": datetime(2026, 5, 8, 2, 30, tzinfo=UTC),
            "offset_minutes": 480, "actor": "何春棠", "host": "PC-01", "program": "0.1.0", "action": "register_reply",
            "label": "登记答复", "proposal_id": proposal.id if proposal else None, "changes": [change], "reason": "",
            "prev_hash": last.hash if last else GENESIS,
        }  # fmt: skip
        row = Event(**(defaults | values))
        row.hash = row.chained()
        event: Event = self.put(row)
        return event


    def _digest(self, record: Record) -> None:
        """Store a digest beside the record without making a new version of it."""
        set_committed_value(record, "digest", digest_of(record))
        table = type(record).__table__
        self.session.execute(update(table).where(table.c.id == record.id).values(digest=record.digest))

    def seal(self) -> None:
        """Give every record its digest and put all of them into one event, as the program itself does."""
        self.session.flush()
        changes = []
        for record_type in RECORDS:
            for record in self.session.query(record_type):
                self._digest(record)
                changes.append({"record": record.__tablename__, "id": record.id, "version": record.version, "digest": record.digest})
        last = self.session.query(Event).order_by(Event.seq.desc()).first()
        row = Event(
            seq=last.seq + 1 if last else 1, op_id=new_uid(), at=datetime(2026, 6, 10, tzinfo=UTC), offset_minutes=480, actor="何春棠",
            host="PC-01", program="0.1.0", action="seal", label="登记", changes=changes, reason="",
            prev_hash=last.hash if last else GENESIS,
        )  # fmt: skip
        row.hash = row.chained()
        self.put(row)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    assert RECORDS
    engine = create_engine(f"sqlite+pysqlite:///{tmp_path / 'register.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def cabinet(session: Session) -> Cabinet:
    return Cabinet(session)
