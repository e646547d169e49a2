"""The lines of the year ledger say what the register says, and come back into an empty office without a difference."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import event, select

from tests.invented_office import InventedOffice
from zxdesk.domain.event import Event
from zxdesk.intake.ledger import read_ledger
from zxdesk.reports.ledger_lines import ledger_lines
from zxdesk.reports.year_ledger import write_year_ledger
from zxdesk.sample.carry import build_office
from zxdesk.sample.day_run import DayRun
from zxdesk.sample.plan import plan_office
from zxdesk.sample.plans import OfficePlan
from zxdesk.services.change import Actor
from zxdesk.services.door import Door
from zxdesk.services.ledger import ImportOutcome, import_ledger
from zxdesk.services.office import add_plenary, create_office
from zxdesk.storage.database import Register, create

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(scope="module")
def sample() -> OfficePlan:
    return plan_office(seed=5, size=45, today=TODAY)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory, sample: OfficePlan) -> Iterator[Register]:
    register = create(tmp_path_factory.mktemp("demo") / "zxdesk.db")
    with DayRun(register.writing, Actor("顾竹影")) as run:
        build_office(run, sample, on_day=run.on_day)
    yield register
    register.close()


def door_of(register: Register) -> Door:
    return Door(register.reading, register.writing, Actor("顾竹影"), lambda: NOON)


@contextmanager
def empty_office(path: Path, plan: OfficePlan) -> Iterator[Door]:
    """An office with the rules and plenaries of the demonstration and nobody and nothing in it."""
    register = create(path)
    door = door_of(register)
    door.run(create_office, name=plan.office, committee=plan.committee, rules=plan.package)
    for session in plan.sessions:
        door.run(
            add_plenary, term=session.term, number=session.number, full_name=session.full_name, opens_on=session.opens_on,
            closes_on=session.closes_on, window_opens_on=session.window_opens_at.date(), cutoff_on=session.cutoff_at.date(),
            cutoff_at=session.cutoff_at.strftime("%H:%M"), is_current=session.year == plan.today.year,
        )  # fmt: skip
    yield door
    register.close()


def test_the_ledger_comes_back_into_an_empty_office_without_a_difference(
    demonstration: Register, sample: OfficePlan, tmp_path: Path
) -> None:
    lines = door_of(demonstration).read(ledger_lines, None)
    assert len(lines) > 40
    assert {line.outcome for line in lines} >= {"立案", "并案", "不予立案"}
    write_year_ledger(lines, tmp_path / "台账.xlsx", title="提案年度台账", printed_on=TODAY)
    read = read_ledger(tmp_path / "台账.xlsx", today=TODAY)
    assert not read.refused
    with empty_office(tmp_path / "new.db", sample) as door:
        outcome = ImportOutcome()
        door.run(import_ledger, read.rows, outcome=outcome, plenary=None, today=TODAY)
        assert outcome.counts == {"new": len(lines), "changed": 0, "same": 0, "refused": 0}
        assert door.read(ledger_lines, None) == lines


def test_an_offices_own_ledger_changes_nothing_in_it_and_leaves_no_history(demonstration: Register, tmp_path: Path) -> None:
    door = door_of(demonstration)
    write_year_ledger(door.read(ledger_lines, None), tmp_path / "台账.xlsx", title="提案年度台账", printed_on=TODAY)
    before = door.read(lambda session: session.scalars(select(Event.seq)).all())
    outcome = ImportOutcome()
    door.run(import_ledger, read_ledger(tmp_path / "台账.xlsx", today=TODAY).rows, outcome=outcome, plenary=None, today=TODAY)
    assert {verdict.status for verdict in outcome.verdicts} == {"same"}
    assert door.read(lambda session: session.scalars(select(Event.seq)).all()) == before


def test_lines_stand_in_the_order_of_numbers_without_drafts(office: InventedOffice) -> None:
    for number in ("0010", "0002"):
        key = office.reviewed()
        office.step("file", key, meeting="提案委全体会议", decided_on="2026-03-03", number=number)
    office.step("draft", title="关于草稿的提案")
    with office.reading() as session:
        assert [line.number for line in ledger_lines(session, office.plenary_id())] == ["0002", "0010"]


def test_a_line_tells_roles_reply_and_judgement(office: InventedOffice) -> None:
    key = office.signed(office.joint(), lead=("县住建局",), co=("县财政局", "县民政局"))
    office.reply(key, reply_class="B")
    office.step("send-forms", key, sent_on="2026-06-02")
    office.answer(key, "周砚秋", "满意")
    with office.reading() as session:
        [line] = ledger_lines(session, None)
    assert (line.proposers, line.joint, line.sector) == (("周砚秋",), ("许静安",), "经济界")
    assert (line.lead_units, line.co_units) == (("云溪县住建局",), ("云溪县财政局", "云溪县民政局"))
    assert (line.replied_on, line.reply_class, line.contact_way) == (date(2026, 6, 1), "B", "走访")
    assert line.result == ""
    office.answer(key, "许静安", "基本满意")
    with office.reading() as session:
        [line] = ledger_lines(session, None)
    assert (line.attitude, line.result) == ("满意", "基本满意")


def test_while_one_unit_has_not_answered_the_proposal_has_no_reply(office: InventedOffice) -> None:
    key = office.signed(separate=("县住建局", "县财政局"))
    office.reply(key)
    with office.reading() as session:
        [line] = ledger_lines(session, None)
    assert (line.replied_on, line.reply_number, line.reply_class) == (None, "", "")
    office.reply(key, "县财政局", number="云财函〔2026〕3号", reply_class="C", replied_on="2026-06-03")
    with office.reading() as session:
        [line] = ledger_lines(session, None)
    assert (line.replied_on, line.reply_number, line.reply_class) == (date(2026, 6, 3), "云住建函〔2026〕1号；云财函〔2026〕3号", "C")


def test_the_number_of_statements_does_not_grow_with_the_office(demonstration: Register) -> None:
    statements: list[str] = []
    with demonstration.reading() as session:
        engine = session.get_bind()
        listen = (engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
        event.listen(*listen)
        assert len(ledger_lines(session, None)) > 40
        event.remove(*listen)
    assert len(statements) <= 16, statements
