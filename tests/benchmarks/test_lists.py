"""The list of proposals costs little more than the SQL behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date

import pytest

from tests.benchmarks.conftest import LIST_SIZES, TODAY, Filled, Measure
from zxdesk.domain.light import Light
from zxdesk.domain.stage import Stage
from zxdesk.queries.proposals import ProposalFilter, count_by_stage, counts_by_light, proposal_ids, proposal_rows
from zxdesk.storage.database import Register

PAGE = 200
SAME = "the same as raw SQL"
COLUMNS = (
    "id, version, plenary_id, receipt_number, number, title, proposer_names, proposer_kind, category, lead_names, unit_names, stage, "
    "next_due_on, submitted_on, is_key, reply_class, satisfaction"
)
BY_NUMBER = "SELECT id FROM proposal ORDER BY plenary_id DESC, number IS NULL, number_sort, receipt_number, id"
OF_SECTOR = (
    "SELECT id FROM proposal WHERE id IN (SELECT proposal_id FROM proposer_line WHERE sector = '教育界' AND signature = 'signed') "
    "ORDER BY plenary_id DESC, number_sort, id"
)
OVERDUE = f"SELECT id FROM proposal WHERE next_due_on < '{TODAY}' AND stage IN ('handling', 'redoing', 'consulting') ORDER BY number_sort"
HEADS = ("number", "receipt_number", "title", "proposer_names", "unit_names")
LATER = "plenary_id DESC, number_sort, id"
STAGES = ("draft", "received", "returned", "first_reviewed", "second_reviewed", "filed", "merged", "opinion", "not_filed", "withdrawn",
          "handling", "replied", "consulting", "redoing", "closed", "following", "archived")  # fmt: skip
STAGE_ORDER = "CASE stage " + " ".join(f"WHEN '{code}' THEN {at}" for at, code in enumerate(STAGES)) + " END"
SORTED_BY = {
    "receipt_number": "plenary_id DESC, receipt_number IS NULL, length(receipt_number), receipt_number", "title": "title",
    "proposers": "proposer_names", "kind": "proposer_kind", "category": "category = '', category", "lead_units": "lead_names = '', lead_names",
    "units": "unit_names = '', unit_names", "due_on": "next_due_on IS NULL, next_due_on", "submitted_on": "submitted_on", "is_key": "is_key",
    "reply_class": "reply_class = '', reply_class", "satisfaction": "satisfaction = '', satisfaction", "stage": STAGE_ORDER,
    "plenary": "plenary_id",
    "sector": "(SELECT sector FROM proposer_line WHERE proposal_id = proposal.id AND position = 0)",
}  # fmt: skip
BY_KEY = {key: f"SELECT id FROM proposal ORDER BY {columns}, {LATER}" for key, columns in SORTED_BY.items()}
NARROWED = {
    "stage": (ProposalFilter(stages=frozenset({Stage.ARCHIVED})), "stage = 'archived'"),
    "category": (ProposalFilter(categories=frozenset({"教育"})), "category = '教育'"),
    "kind": (ProposalFilter(kinds=frozenset({"个人"})), "proposer_kind = '个人'"),
    "unit": (
        ProposalFilter(unit_ids=frozenset({3})),
        "id IN (SELECT proposal_id FROM assignment WHERE unit_id = 3 AND state NOT IN ('ended', 'stopped'))",
    ),
    "key": (ProposalFilter(is_key=True), "is_key = 1"),
    "dates": (
        ProposalFilter(submitted_from=date(2016, 1, 1), submitted_to=date(2024, 1, 1)),
        "submitted_on BETWEEN '2016-01-01' AND '2024-01-01'",
    ),
}
BLUE = "stage IN ('replied', 'closed', 'following', 'archived') OR stage = 'consulting' AND next_due_on IS NULL"
CASES = (
    ("first page by number", ProposalFilter(), "number", BY_NUMBER, 5),
    ("first page of a sector", ProposalFilter(sectors=frozenset({"教育界"})), "number", OF_SECTOR, 8),
    ("first page of what is late", ProposalFilter(lights=frozenset({Light.RED})), "number", OVERDUE, 40),
    ("first page of what is done", ProposalFilter(lights=frozenset({Light.BLUE})), "number",
     f"SELECT id FROM proposal WHERE {BLUE} ORDER BY {LATER}", 8),
    *((f"first page by {key}", ProposalFilter(), key, raw, 5) for key, raw in BY_KEY.items()),
    *((f"first page by -{key}", ProposalFilter(), f"-{key}", BY_KEY[key], 8) for key in ("title", "category", "due_on")),
    *((f"first page filtered by {name}", wanted, "number", f"SELECT id FROM proposal WHERE {raw} ORDER BY {LATER}", 14)
      for name, (wanted, raw) in NARROWED.items()),
)  # fmt: skip


@pytest.fixture(scope="module", params=LIST_SIZES)
def filled(request: pytest.FixtureRequest, fill: Callable[[int], Filled]) -> Filled:
    """Lists are measured at the largest size too."""
    return fill(request.param)


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


def test_the_counts_by_light(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    def counted() -> None:
        with register.reading() as session:
            counts_by_light(session, ProposalFilter(), today=TODAY)

    raw = "SELECT stage, next_due_on, count(*) FROM proposal GROUP BY stage, next_due_on"
    measure(
        "list: counts by light", counted, bare=lambda: bare.execute(raw).fetchall(), bare_name=raw, size=filled.size, allowed=12
    )


@pytest.mark.parametrize("word", ["养老", "老旧小区"])
def test_the_quick_hits_of_a_search(
    register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure, word: str
) -> None:
    def found() -> None:
        with register.reading() as session:
            proposal_ids(session, ProposalFilter(text=word), today=TODAY, only_heads=True)

    raw = "SELECT id FROM proposal WHERE " + " OR ".join(f"{name} LIKE :word" for name in HEADS)
    measure(
        f"list: hits of {word} in number, title, names", found, bare=lambda: bare.execute(raw, {"word": f"%{word}%"}).fetchall(),
        bare_name="raw LIKE over the same columns", size=filled.size, allowed=8,
    )  # fmt: skip
