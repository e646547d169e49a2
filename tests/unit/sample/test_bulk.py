"""A register filled with rows in bulk is the one that the office's own commands make."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.base import Record, plain
from zxdesk.domain.event import Event
from zxdesk.domain.issued_number import IssuedNumber, NumberSeries
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.records import RECORDS
from zxdesk.queries.checkup import check
from zxdesk.queries.history import events_of
from zxdesk.sample.bulk import fill_register
from zxdesk.sample.carry import build_office
from zxdesk.sample.day_run import DayRun
from zxdesk.sample.plan import plan_office
from zxdesk.services.change import Actor
from zxdesk.storage.database import Register, create, open_register

TODAY = date(2026, 11, 21)
SIZE, SEED = 60, 3
OWN = frozenset({"id", "uid", "version", "digest"})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    register = create(tmp_path_factory.mktemp("bulk") / "zxdesk.db")
    fill_register(register.writing, size=SIZE, seed=SEED, today=TODAY)
    yield register
    register.close()


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    register = create(tmp_path_factory.mktemp("carried") / "zxdesk.db")
    plan = plan_office(seed=SEED, size=SIZE, today=TODAY)
    with DayRun(register.writing, Actor(plan.contact)) as run:
        build_office(run, plan, on_day=run.on_day)
    yield register
    register.close()


def contents(session: Session, record_type: type[Record]) -> list[str]:
    """Every row of a table without its keys; what it points to is named, not numbered."""
    titles = {row.id: row.title for row in session.scalars(select(Proposal))}
    found = []
    for record in session.scalars(select(record_type)):
        values: dict[str, Any] = {}
        for attribute in record_type.__mapper__.column_attrs:
            if attribute.key in OWN or (attribute.key.endswith("_id") and attribute.key not in ("proposal_id", "lead_id")):
                continue
            value = getattr(record, attribute.key)
            values[attribute.key] = titles.get(value) if attribute.key in ("proposal_id", "lead_id") else plain(value)
        found.append(str(sorted(values.items())))
    return sorted(found)


@pytest.mark.parametrize("record_type", RECORDS, ids=lambda record_type: record_type.__tablename__)
def test_every_table_holds_what_the_commands_would_have_written(
    filled: Register, carried: Register, record_type: type[Record]
) -> None:
    with filled.reading() as in_bulk, carried.reading() as by_command:
        assert contents(in_bulk, record_type) == contents(by_command, record_type)


def test_the_check_up_finds_nothing(filled: Register) -> None:
    with filled.reading() as session:
        assert check(session, today=TODAY) == []


def test_each_proposal_has_one_entry_of_history_that_names_its_rows(filled: Register) -> None:
    with filled.reading() as session:
        for key in session.scalars(select(Proposal.id)):
            (entry,) = events_of(session, key)
            assert entry.label == "导入示例"
            told = session.scalars(select(Event).where(Event.proposal_id == key)).one().changes
            assert {"proposal", "proposer_line", "review"} <= {change["record"] for change in told}


def test_the_next_number_follows_the_last_one_given(filled: Register) -> None:
    with filled.reading() as session:
        for series in session.scalars(select(NumberSeries)):
            given = select(IssuedNumber.serial).where(IssuedNumber.plenary_id == series.plenary_id, IssuedNumber.kind == series.kind)
            assert sorted(serial or 0 for serial in session.scalars(given)) == list(range(1, series.next_serial))


def test_a_filled_register_opens_again(tmp_path: Path) -> None:
    register = create(tmp_path / "zxdesk.db")
    told: list[tuple[int, int]] = []
    fill_register(register.writing, size=12, seed=1, today=TODAY, progress=lambda done, total: told.append((done, total)))
    register.close()
    assert told[-1] == (12, 12)
    again = open_register(tmp_path / "zxdesk.db")
    with again.reading() as session:
        assert len(session.scalars(select(Proposal.id)).all()) == 12
    again.close()
