"""What several figures and reports need of the register is read once for all of them, and again for the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.invented_office import InventedOffice
from tests.reported_office import DAY, reported
from zxdesk.queries.figures.groups import part_counts
from zxdesk.queries.readings import Readings
from zxdesk.queries.statistics import statistics
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.year_set import annual_kinds, built

GROWING = ("proposal", "assignment", "reply", "feedback", "proposer_line", "contact", "membership")
"""Tables that grow with the year."""


@pytest.fixture
def session(office: InventedOffice) -> Iterator[Session]:
    reported(office)
    with office.reading() as opened:
        yield opened


@pytest.fixture
def told(session: Session) -> Iterator[Counter[str]]:
    """How often each statement went to the register with the very same values."""
    counts: Counter[str] = Counter()

    def keep(*given: object) -> None:
        counts[f"{given[2]} {given[3]!r}"] += 1

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", keep)
    yield counts
    event.remove(engine, "before_cursor_execute", keep)


def asked_again(told: Counter[str]) -> list[str]:
    return [statement for statement, count in told.items() if count > 1 and any(f"FROM {table}" in statement for table in GROWING)]


def source_of(session: Session, office: InventedOffice, today: date = DAY) -> YearSource:
    return YearSource(session, office.plenary_id(), today=today)


def test_the_set_of_a_year_asks_nothing_large_twice(session: Session, office: InventedOffice, told: Counter[str]) -> None:
    built(annual_kinds(), source_of(session, office))

    assert sum(told.values()) > 50
    assert asked_again(told) == []


def test_the_figures_alone_ask_nothing_large_twice(session: Session, office: InventedOffice, told: Counter[str]) -> None:
    statistics(session, office.plenary_id(), today=DAY)

    assert sum(told.values()) > 15
    assert asked_again(told) == []


def test_the_next_source_reads_anew(session: Session, office: InventedOffice, told: Counter[str]) -> None:
    for _ in range(2):
        source_of(session, office).read(part_counts)

    assert len(asked_again(told)) == 1


def test_queries_and_those_made_of_them_are_kept_by_their_values(session: Session) -> None:
    asked: list[object] = []

    def query(given: Session, *values: object) -> int:
        asked.append(values)
        assert given is session
        return len(asked)

    def made_of_it(readings: Readings, value: str) -> int:
        return 10 * readings.ask(query, value)

    readings = Readings(session)
    assert [readings.gather(made_of_it, "a"), readings.ask(query, "a"), readings.ask(query, "b"), readings.gather(made_of_it, "b")] == [10, 1, 2, 20]
    assert asked == [("a",), ("b",)]
