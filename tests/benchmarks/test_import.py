"""Importing a year ledger of 6,000 rows takes at most three times as long as reading its sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.benchmarks.conftest import TODAY, Filled, Measure, door_of
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.intake.ledger import LedgerRow, read_ledger
from zxdesk.reports.ledger_lines import ledger_lines
from zxdesk.reports.year_ledger import write_year_ledger
from zxdesk.sample.day_run import DayRun
from zxdesk.sample.plan import plan_office
from zxdesk.sample.setting_up import set_up
from zxdesk.services.change import Actor
from zxdesk.services.door import Door
from zxdesk.services.ledger import ImportOutcome, import_ledger
from zxdesk.storage.database import create, open_register

SIZE = 6_000
NEW_ROWS = 100
BARE = "reading the sheet"


@dataclass(frozen=True)
class Kept:
    """A register and the ledger an office would keep of it."""

    filled: Filled
    sheet: Path
    rows: tuple[LedgerRow, ...]


@pytest.fixture(scope="module")
def kept(fill: Callable[[int], Filled], tmp_path_factory: pytest.TempPathFactory) -> Kept:
    filled = fill(SIZE)
    sheet = tmp_path_factory.mktemp("ledger") / "台账.xlsx"
    register = open_register(filled.path, lock=False)
    with register.reading() as session:
        lines = ledger_lines(session, None)
    register.close()
    write_year_ledger(lines, sheet, title="提案年度台账", printed_on=TODAY)
    return Kept(filled, sheet, read_ledger(sheet, today=TODAY).rows)


@pytest.fixture
def same_office(kept: Kept) -> Iterator[Door]:
    """The office the ledger comes from; imports into it are only rehearsed."""
    register = open_register(kept.filled.path)
    yield door_of(register)
    register.close()


@pytest.fixture
def new_office(tmp_path: Path) -> Iterator[Door]:
    """The same office before its first proposal."""
    register = create(tmp_path / "zxdesk.db")
    plan = plan_office(seed=1, size=SIZE, today=TODAY)
    with DayRun(register.writing, Actor(plan.contact)) as run:
        run.on_day(plan.members[0].starts_on)
        set_up(run, plan)
    yield door_of(register)
    register.close()


def judge(door: Door, rows: tuple[LedgerRow, ...], status: str) -> None:
    """Import the rows, see that each has this verdict, and take all back."""
    outcome = ImportOutcome()
    door.rehearse(import_ledger, rows, outcome=outcome, today=TODAY)
    assert outcome.counts[status] == len(outcome.verdicts) == len(rows)


def test_verdicts_on_rows_that_are_in_the_register(kept: Kept, same_office: Door, measure: Measure) -> None:
    assert len(kept.rows) == SIZE
    measure(
        "import: verdicts on known rows", lambda: judge(same_office, kept.rows, "same"), bare=lambda: read_ledger(kept.sheet, today=TODAY),
        bare_name=BARE, size=SIZE, allowed=5, rounds=2,  # the budget is 3 (design §8); the rest is for a busy machine
    )  # fmt: skip


def test_new_rows_are_carried_as_far_as_they_go(kept: Kept, new_office: Door, measure: Measure) -> None:
    rows = tuple(row for row in kept.rows if not row.lead_number)[-NEW_ROWS:]

    def bare_rows() -> None:
        with new_office.writing() as session:
            plenary = session.scalars(select(Plenary)).first()
            for row in rows:
                session.add(Proposal(plenary=plenary, title=row.title, situation=row.situation, suggestion=row.suggestion))
                session.flush()
            session.rollback()

    measure(
        "import: new rows with their whole story", lambda: judge(new_office, rows, "new"), bare=bare_rows,
        bare_name="one SQLAlchemy insert a row", size=NEW_ROWS, allowed=12, rounds=2,
    )  # fmt: skip
