"""The list of proposals costs little more than the SQL behind it."""

from __future__ import annotations

import sqlite3

import pytest

from tests.benchmarks.conftest import TODAY, Filled, Measure
from zxdesk.domain.light import Light
from zxdesk.queries.proposals import ProposalFilter, count_by_stage, proposal_ids, proposal_rows
from zxdesk.storage.database import Register

PAGE = 200
SAME = "the same as raw SQL"
COLUMNS = (
    "id, version, plenary_id, receipt_number, number, title, proposer_names, proposer_kind, category, lead_names, unit_names, stage, "
    "next_due_on, submitted_on, is_key, reply_class, satisfaction"
)
BY_NUMBER = "SELECT id FROM proposal ORDER BY plenary_id DESC, number IS NULL, number_sort, receipt_number, id"
BY_TITLE = "SELECT id FROM proposal ORDER BY title, plenary_id DESC, number_sort, id"
OF_SECTOR = (
    "SELECT id FROM proposal WHERE id IN (SELECT proposal_id FROM proposer_line WHERE sector = '教育界' AND signature = 'signed') "
    "ORDER BY plenary_id DESC, number_sort, id"
)
OVERDUE = f"SELECT id FROM proposal WHERE next_due_on < '{TODAY}' AND stage IN ('handling', 'redoing', 'consulting') ORDER BY number_sort"
CASES = (
    ("first page by number", ProposalFilter(), "number", BY_NUMBER, 5),
    ("first page by title", ProposalFilter(), "title", BY_TITLE, 5),
    ("first page of a sector", ProposalFilter(sectors=frozenset({"教育界"})), "number", OF_SECTOR, 8),
    ("first page of what is late", ProposalFilter(lights=frozenset({Light.RED})), "number", OVERDUE, 25),
)


def raw_page(bare: sqlite3.Connection, ids: str) -> list[object]:
    """Ids in order, the first rows, their first proposers."""
    keys = [row[0] for row in bare.execute(ids)][:PAGE]
    marks = ",".join("?" * len(keys))
    rows = bare.execute(f"SELECT {COLUMNS} FROM proposal WHERE id IN ({marks})", keys).fetchall()
    lines = f"SELECT proposal_id, sector, member_id, signature FROM proposer_line WHERE proposal_id IN ({marks}) ORDER BY 1, position"
    return rows + bare.execute(lines, keys).fetchall()


@pytest.mark.parametrize(("name", "wanted", "sort", "raw", "allowed"), CASES, ids=[case[0] for case in CASES])
def test_the_first_page_of_a_list(
    register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure,
    name: str, wanted: ProposalFilter, sort: str, raw: str, allowed: int,
) -> None:  # fmt: skip
    def listed() -> None:
        with register.reading() as session:
            ids = proposal_ids(session, wanted, sort, today=TODAY)
            proposal_rows(session, ids[:PAGE], today=TODAY)

    measure(f"list: {name}", listed, bare=lambda: raw_page(bare, raw), bare_name=SAME, size=filled.size, allowed=allowed)


def test_the_next_page_while_scrolling(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    keys = [row[0] for row in bare.execute(BY_NUMBER)][1000 : 1000 + PAGE]

    def fetched() -> None:
        with register.reading() as session:
            proposal_rows(session, keys, today=TODAY)

    raw = f"SELECT id FROM proposal WHERE id IN ({','.join(map(str, keys))})"
    measure("list: the next 200 rows", fetched, bare=lambda: raw_page(bare, raw), bare_name=SAME, size=filled.size, allowed=12)


def test_the_counts_by_stage(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    def counted() -> None:
        with register.reading() as session:
            count_by_stage(session)

    raw = "SELECT stage, count(*) FROM proposal GROUP BY stage"
    measure("list: counts by stage", counted, bare=lambda: bare.execute(raw).fetchall(), bare_name=raw, size=filled.size, allowed=12)
