"""All figures of a year cost no more than a handful of bare counts each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import select

from tests.benchmarks.conftest import LIST_SIZES, TODAY, Filled, Measure
from zxdesk.domain.office import Office
from zxdesk.queries.statistics import statistics
from zxdesk.storage.database import open_register

PROPOSALS = ("stage", "category", "proposer_kind", "outcome", "reply_class", "substr(received_on, 1, 7)")
OF_PLENARY = "FROM proposal p {} WHERE p.plenary_id = ? GROUP BY 1"
TIMES = 3
JOINS = {
    "l.sector": "JOIN proposer_line l ON l.proposal_id = p.id",
    "a.unit_id": "JOIN assignment a ON a.proposal_id = p.id",
    "a.role": "JOIN assignment a ON a.proposal_id = p.id",
    "r.reply_class": "JOIN assignment a ON a.proposal_id = p.id JOIN reply r ON r.assignment_id = a.id",
    "f.result": "JOIN feedback f ON f.proposal_id = p.id",
    "f.attitude": "JOIN feedback f ON f.proposal_id = p.id",
}


def raw_counts(bare: sqlite3.Connection, plenary_id: int) -> list[object]:
    """Bare counts of the groups that the figures speak of, as many as the figures ask for."""
    asked = [f"SELECT p.{column}, count(*) {OF_PLENARY.format('')}" for column in PROPOSALS[:-1]]
    asked.append(f"SELECT {PROPOSALS[-1]}, count(*) {OF_PLENARY.format('')}")
    asked += [f"SELECT {column}, count(*) {OF_PLENARY.format(join)}" for column, join in JOINS.items()]
    return [bare.execute(statement, (plenary_id,)).fetchall() for statement in asked * TIMES]


@pytest.fixture(scope="module", params=LIST_SIZES)
def counted(request: pytest.FixtureRequest, fill: Callable[[int], Filled]) -> Filled:
    """A register of each size, the largest among them."""
    return fill(request.param)


def test_all_figures_of_a_plenary(counted: Filled, measure: Measure) -> None:
    register = open_register(counted.path, lock=False)
    with register.reading() as session:
        plenary_id = session.scalars(select(Office.current_plenary_id)).one()
    assert plenary_id is not None

    def reckoned() -> None:
        with register.reading() as session:
            statistics(session, plenary_id, today=TODAY)

    with closing(counted.bare()) as bare:
        measure(
            "statistics of a plenary", reckoned, bare=lambda: raw_counts(bare, plenary_id), bare_name="36 bare SQL counts",
            size=counted.size, allowed=20 if counted.size < 10_000 else 10, rounds=15,
        )  # fmt: skip
    register.close()
