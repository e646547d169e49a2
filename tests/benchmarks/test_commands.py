"""A command with history costs little more than a bare insert that is as safe on the disk."""

from __future__ import annotations

from itertools import count

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tests.benchmarks.conftest import Filled, Measure
from zxdesk.domain.feedback import Visit
from zxdesk.domain.people import Member
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.services.batch import Item
from zxdesk.services.door import Door
from zxdesk.services.steps import step_named
from zxdesk.storage.database import Register

BARE = "SQLAlchemy insert and commit, same pragmas"


def closed_proposal(session: Session) -> Proposal:
    return session.scalars(select(Proposal).where(Proposal.stage == Stage.CLOSED).order_by(Proposal.id.desc())).first() or Proposal()



def test_a_command_with_one_row(own: Register, own_door: Door, filled: Filled, measure: Measure) -> None:
    with own.reading() as session:
        proposal = closed_proposal(session)
        key, day = proposal.id, proposal.closed_on
    step = step_named("visit")
    values = {"visited_on": day, "way": "电话", "person": "何春棠", "result": "满意。"}
    plain = {"version": 1, "proposal_id": key, **values}

    def inserted() -> None:
        with own.writing() as session:
            session.execute(insert(Visit).values(plain))

    measure(
        "step visit: one row, history, commit", lambda: own_door.step(step, key, values), bare=inserted, bare_name=BARE,
        size=filled.size, allowed=15, rounds=25,
    )  # fmt: skip


def test_a_command_with_a_new_proposal(own: Register, own_door: Door, filled: Filled, measure: Measure) -> None:
    numbers = count(1)
    with own.reading() as session:
        member = session.scalars(select(Member.name).order_by(Member.id)).first()
    step = step_named("register")
    values = {
        "proposers": member, "submitted_on": "2026-11-10", "is_open": "是", "situation": "情况。" * 100,
        "analysis": "分析。" * 100, "suggestion": "建议。" * 100,
    }  # fmt: skip
    plain = {"version": 1, "plenary_id": 1, "title": "关于完善停车收费办法的提案", "stage": Stage.DRAFT, "situation": "情况。" * 300}

    def inserted() -> None:
        with own.writing() as session:
            session.execute(insert(Proposal).values(plain))

    def registered() -> None:
        own_door.step(step, None, {**values, "title": f"关于完善停车收费办法的提案之{next(numbers)}"})

    measure(
        "step register: proposal, number, history", registered, bare=inserted, bare_name=BARE, size=filled.size, allowed=20, rounds=25
    )


def test_an_act_taken_back_and_done_again(own: Register, own_door: Door, filled: Filled, measure: Measure) -> None:
    with own.reading() as session:
        proposal = closed_proposal(session)
        key, day = proposal.id, proposal.closed_on
    values = {"visited_on": day, "way": "电话", "person": "何春棠", "result": "满意。"}
    last = [own_door.step(step_named("visit"), key, values).op_id]
    plain, free = {"version": 1, "proposal_id": key, **values}, count(1_000_000)

    def inserted() -> None:
        with own.writing() as session:
            session.execute(insert(Visit).values(plain | {"id": next(free)}))

    def turned() -> None:
        last.append(own_door.undo(last[-1]).op_id)

    measure("undo, redo: one row", turned, bare=inserted, bare_name=BARE, size=filled.size, allowed=20, rounds=24)


def test_a_batch_of_a_hundred(own: Register, own_door: Door, filled: Filled, measure: Measure) -> None:
    with own.reading() as session:
        rows = session.execute(select(Proposal.id, Proposal.closed_on).where(Proposal.stage == Stage.CLOSED).limit(100)).all()
    step = step_named("visit")
    items = [Item(step, key, {"visited_on": day, "way": "电话", "person": "何春棠", "result": "满意。"}) for key, day in rows]

    def one_by_one() -> None:
        for item in items:
            own_door.step(step, item.target, item.values)

    measure(
        "batch: 100 steps in one act", lambda: own_door.many(items, label="回访 100 件"), bare=one_by_one, bare_name="the same, each by itself",
        size=filled.size, allowed=1.3, rounds=3,
    )  # fmt: skip
