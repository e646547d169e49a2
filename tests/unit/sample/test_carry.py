"""A small invented office goes through the office's own commands and stands where its stories end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.domain.people import Member
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.records import Base
from zxdesk.domain.unit import HandlingUnit
from zxdesk.sample.carry import Carried, build_office
from zxdesk.sample.day_run import DayRun
from zxdesk.sample.plan import plan_office
from zxdesk.sample.plans import OfficePlan
from zxdesk.services.change import Actor
from zxdesk.services.submission import draft_proposal


@dataclass(frozen=True)
class Built:
    """The plan, what came of it, and the register."""

    plan: OfficePlan
    carried: Carried
    engine: Engine
    heard: tuple[tuple[int, int], ...]


def empty_register(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    return engine


def day_run(engine: Engine) -> DayRun:
    @contextmanager
    def writing() -> Iterator[Session]:
        with Session(engine) as session, session.begin():
            yield session

    return DayRun(writing, Actor("顾竹影"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    engine = empty_register(tmp_path_factory.mktemp("office") / "office.db")
    plan = plan_office(seed=5, size=45, today=date(2026, 11, 21))
    heard: list[tuple[int, int]] = []
    with day_run(engine) as run:
        carried = build_office(run, plan, on_day=run.on_day, progress=lambda done, total: heard.append((done, total)))
    yield Built(plan, carried, engine, tuple(heard))
    engine.dispose()


def test_every_proposal_stands_at_the_stage_its_story_ends_at(built: Built) -> None:
    wanted = {built.carried.proposals[proposal.key]: proposal.ending for proposal in built.plan.proposals()}
    with Session(built.engine) as session:
        assert {proposal.id: proposal.stage.label for proposal in session.scalars(select(Proposal))} == wanted
    assert len(set(wanted.values())) >= 9


def test_standing_units_and_roles_are_those_of_the_plan(built: Built) -> None:
    with Session(built.engine) as session:
        for plan in built.plan.proposals():
            proposal = session.get_one(Proposal, built.carried.proposals[plan.key])
            standing = Counter((a.unit.short_name, a.role.label) for a in proposal.active_assignments)
            assert standing == Counter(plan.units), plan.key


def test_times_of_handing_in_agree_with_the_plan(built: Built) -> None:
    labels = {"会间": "session", "平时": "ordinary"}
    with Session(built.engine) as session:
        for plan in built.plan.proposals():
            assert session.get_one(Proposal, built.carried.proposals[plan.key]).timing == labels[plan.timing], plan.key


def test_history_bears_the_days_of_the_story(built: Built) -> None:
    first = {built.carried.proposals[plan.key]: plan.acts[0].on for plan in built.plan.proposals()}
    with Session(built.engine) as session:
        for number, day in first.items():
            query = select(Event).where(Event.proposal_id == number).order_by(Event.seq).limit(1)
            assert session.scalars(query).one().at.date() == day


def test_receipt_numbers_follow_the_order_of_receipt(built: Built) -> None:
    with Session(built.engine) as session:
        received = session.scalars(select(Proposal).where(Proposal.receipt_number.is_not(None)).order_by(Proposal.receipt_number))
        moments = [(proposal.received_on, proposal.submitted_at) for proposal in received]
    assert moments == sorted(moments)


def test_the_directories_are_complete_and_the_chain_of_renamings_stands(built: Built) -> None:
    with Session(built.engine) as session:
        assert len(session.scalars(select(Member)).all()) == len(built.plan.members)
        first = session.scalars(select(HandlingUnit).where(HandlingUnit.short_name == "县执法局")).one()
        assert first.successor is not None
        assert first.successor.successor is not None
        assert first.successor.successor.short_name == "县城管执法局"


def test_progress_is_told_to_the_end(built: Built) -> None:
    done, total = built.heard[-1]
    assert done == total == built.carried.commands
    assert len(built.heard) > 10


def test_a_refused_command_leaves_the_day_unwritten(tmp_path: Path) -> None:
    engine = empty_register(tmp_path / "office.db")
    with pytest.raises(RuleError), day_run(engine) as run:
        run(draft_proposal, title="关于改善停车秩序的提案")
    with Session(engine) as session:
        assert session.scalars(select(Event)).first() is None
    engine.dispose()
