"""Every change leaves its history in the same transaction, chained and sealed; nothing is written twice or over others' work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tests.invented_office import TITLE, InventedOffice
from zxdesk.domain.base import digest_of, new_uid
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import GENESIS, Event
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.records import RECORDS
from zxdesk.services.change import attempt
from zxdesk.services.door import Door
from zxdesk.services.filing import file_proposal
from zxdesk.services.office import edit_office
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.services.submission import correct_proposal, draft_proposal


def changes(office: InventedOffice, op_id: str) -> dict[str, dict[str, Any]]:
    """What one operation changed, by table."""
    return {change["record"]: change for event in office.events(op_id=op_id) for change in event["changes"]}


def test_history_tells_who_when_what_from_what_to_what_and_why(office: InventedOffice) -> None:
    key = office.received()
    office.on(date(2026, 3, 2))
    change = office.step("correct", key, keywords="电梯", reason="补关键词", corrected_on="2026-03-02")
    (event,) = office.events(op_id=change.op_id)
    assert (event["actor"], event["host"], event["action"], event["reason"]) == ("何春棠", "pc-01", "correct", "补关键词")
    assert (event["at"].date(), event["offset_minutes"], event["label"]) == (date(2026, 3, 2), 480, "更正 收0001")
    assert event["proposal_id"] == key
    (told,) = event["changes"]
    assert (told["record"], told["act"], told["fields"]) == ("proposal", "change", {"keywords": ["", "电梯"]})


def test_every_part_of_a_change_is_told_under_its_proposal(office: InventedOffice) -> None:
    key = office.filed()
    change = office.step("assign", key, lead="县住建局", co="县财政局", assigned_on="2026-03-20")
    (event,) = office.events(op_id=change.op_id)
    told = [(part["record"], part["act"]) for part in event["changes"]]
    assert sorted(told) == [("assignment", "new"), ("assignment", "new"), ("proposal", "change")]
    assert changes(office, change.op_id)["proposal"]["fields"]["stage"] == ["filed", "handling"]
    assert change.tables == {"assignment", "proposal"}


def test_an_old_text_is_kept_whole_in_history(office: InventedOffice) -> None:
    long = "情" * 900
    key = office.received(situation=long)
    change = office.step("correct", key, situation="短。", reason="压缩", corrected_on="2026-03-02")
    assert changes(office, change.op_id)["proposal"]["fields"]["situation"] == [long, "短。"]
    assert changes(office, change.op_id)["text_version"]["fields"]["situation"] == [None, "（900 字）"]


def test_replaced_proposers_are_told_as_gone_and_new(office: InventedOffice) -> None:
    key = office.received()
    change = office.step("correct", key, proposers="许静安", reason="录错", corrected_on="2026-03-02")
    (event,) = office.events(op_id=change.op_id)
    lines = [part for part in event["changes"] if part["record"] == "proposer_line"]
    assert event["proposal_id"] == key
    assert sorted((line["act"], line["fields"]["name"]) for line in lines) == [("gone", ["周砚秋", None]), ("new", [None, "许静安"])]


def test_the_chain_holds_and_every_record_bears_its_digest(office: InventedOffice) -> None:
    office.archived()
    with office.reading() as session:
        head, expected = GENESIS, 1
        for event in session.scalars(select(Event).order_by(Event.seq)):
            assert (event.seq, event.prev_hash, event.hash) == (expected, head, event.chained())
            head, expected = event.hash, expected + 1
        for kind in RECORDS:
            for record in session.scalars(select(kind)):
                assert record.digest == digest_of(record), f"{kind.__tablename__} {record.id}"


def test_the_last_event_about_a_record_names_its_version_and_digest(office: InventedOffice) -> None:
    key = office.closed()
    last = {(c["record"], c["id"]): c for event in office.events() for c in event["changes"]}
    with office.opened(key) as proposal:
        told = last["proposal", key]
        assert (told["version"], told["digest"], told["uid"]) == (proposal.version, proposal.digest, proposal.uid)


def test_a_command_that_changes_nothing_leaves_no_trace(office: InventedOffice) -> None:
    before = office.rows()
    office.run(edit_office, name="云溪县政协提案委")
    assert office.rows() == before


def test_the_same_operation_is_done_once(office: InventedOffice) -> None:
    key, op_id = office.received(), new_uid()
    step, values = step_named("first-review"), {"reviewer": "何春棠", "reviewed_on": "2026-03-01", "category": "教育", "outcome": "立案"}
    office.door.step(step, key, values, op_id=op_id)
    before = office.rows()
    again = office.door.step(step, key, values, op_id=op_id)
    assert (again.label, again.op_id) == ("初审 收0001", op_id)
    assert office.rows() == before


def broken_door(office: InventedOffice, *, before_commit: bool) -> Door:
    """A door whose disk fails just before, or just after, the commit."""

    @contextmanager
    def writing() -> Iterator[Session]:
        with office.register.writing() as session:
            yield session
            if before_commit:
                raise OperationalError("COMMIT", None, Exception("disk I/O error"))
        raise OperationalError("COMMIT", None, Exception("disk I/O error"))

    return replace(office.door, writing=writing, explain=lambda error: RuleError("磁盘读写出错，没有写入。"))


def test_a_commit_that_failed_after_saving_is_known_to_be_saved(office: InventedOffice) -> None:
    op_id = new_uid()
    change = broken_door(office, before_commit=False).run(draft_proposal, title=TITLE, op_id=op_id)
    assert (change.label, change.op_id) == ("已保存", op_id)
    assert len(office.events(op_id=op_id)) == 1


def test_a_commit_that_failed_before_saving_is_told_and_leaves_nothing(office: InventedOffice) -> None:
    before = office.rows()
    with pytest.raises(RuleError, match="磁盘读写出错，没有写入。"):
        broken_door(office, before_commit=True).run(draft_proposal, title=TITLE)
    assert office.rows() == before


def test_when_the_register_cannot_be_asked_the_clerk_is_told_to_look_first(office: InventedOffice) -> None:
    @contextmanager
    def lost() -> Iterator[Session]:
        raise OperationalError("SELECT", None, Exception("disk I/O error"))
        yield

    door = replace(broken_door(office, before_commit=False), reading=lost)
    with pytest.raises(RuleError, match="无法确认这次是否已保存"):
        door.run(draft_proposal, title=TITLE)


def test_a_bug_takes_everything_back_and_is_not_hidden(office: InventedOffice) -> None:
    def half_done(session: Session) -> Any:
        draft_proposal(session, title=TITLE)
        session.flush()
        raise ZeroDivisionError

    before = office.rows()
    with pytest.raises(ZeroDivisionError):
        office.run(half_done)
    assert office.rows() == before


def test_a_form_opened_before_another_change_is_refused(office: InventedOffice) -> None:
    key = office.received()
    version = office.value(key, "version")
    office.step("correct", key, keywords="电梯", reason="补", corrected_on="2026-03-02")
    stale = {"expect": {Proposal: (key, version)}, "reason": "补", "corrected_on": date(2026, 3, 2), "source": "调研"}
    error = office.refused_run(correct_proposal, key, **stale)
    assert error.message == "这条记录刚被别人改过，重新打开后再改；这次填的内容还在，没有写入。"
    office.run(correct_proposal, key, **(stale | {"expect": {Proposal: (key, office.value(key, "version"))}}))


def test_of_two_commands_that_read_the_same_state_the_second_sees_the_first(office: InventedOffice) -> None:
    key = office.reviewed()
    office.step("file", key, meeting="全体会议", decided_on="2026-03-03")
    error = office.refused_run(file_proposal, key, meeting="全体会议", decided_on=date(2026, 3, 3))
    assert error.message == "0001 现在是“立案”，不能立案；立案要在“待审定”时进行。"


def test_a_part_refused_alone_leaves_neither_rows_nor_history(office: InventedOffice) -> None:
    def three(session: Session) -> Any:
        change = draft_proposal(session, title="第一件")
        with pytest.raises(RuleError), attempt(session):
            draft_proposal(session, title="第二件", proposers=("周砚秋",))
        with attempt(session):
            draft_proposal(session, title="第三件")
        return change

    change = office.run(three)
    titles = [part["fields"]["title"][1] for event in office.events(op_id=change.op_id) for part in event["changes"]]
    assert titles == ["第一件", "第三件"]
    with office.reading() as session:
        assert list(session.scalars(select(Proposal.title).order_by(Proposal.id))) == ["第一件", "第三件"]


def test_a_step_that_leads_to_a_bug_names_no_field(office: InventedOffice) -> None:
    def faulty(session: Session) -> Any:
        raise KeyError("x")

    with pytest.raises(KeyError):
        office.door.step(Step("faulty", "出错", faulty, scope="office"), None, {})
