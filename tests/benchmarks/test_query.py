"""A query of any field costs little more than the SQL behind it, and a cross table little more than reading its values."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.benchmarks.conftest import LIST_SIZES, TODAY, Filled, Measure
from zxdesk.queries.builder.pivot import groups, pivot
from zxdesk.queries.builder.run import query_ids, query_rows
from zxdesk.queries.builder.spec import DEFAULT_COLUMNS, Spec, read_spec
from zxdesk.storage.database import Register

SAME = "the same as raw SQL"
LATER = "ORDER BY plenary_id DESC, number_sort, receipt_number"
OF_UNITS = "SELECT proposal_id FROM assignment a JOIN handling_unit u ON u.id = a.unit_id WHERE a.state NOT IN ('ended', 'stopped')"
IDS = (
    ("own date", {"field": "filed_on", "test": "this_year"}, "filed_on BETWEEN '2026-01-01' AND '2026-12-31'"),
    ("own choice", {"field": "category", "test": "is", "value": ["教育"]}, "category = '教育'"),
    ("own text", {"field": "title", "test": "has", "value": ["停车"]}, "title LIKE '%停车%'"),
    ("whole text", {"field": "situation", "test": "has", "value": ["停车"]}, "situation LIKE '%停车%'"),
    ("sector", {"field": "sector", "test": "is", "value": ["教育界"]},
     "id IN (SELECT proposal_id FROM proposer_line WHERE sector = '教育界' AND signature = 'signed')"),
    ("lead unit", {"field": "lead_unit", "test": "is", "value": ["县财政局"]},
     f"id IN ({OF_UNITS} AND a.role IN ('sole', 'lead', 'separate') AND coalesce(nullif(u.short_name, ''), u.name) = '县财政局')"),
    ("reply class", {"field": "reply_class_given", "test": "is", "value": ["B"]},
     "id IN (SELECT a.proposal_id FROM reply r JOIN assignment a ON a.id = r.assignment_id WHERE r.state = 'final' AND r.reply_class = 'B')"),
    ("attitude", {"field": "attitude", "test": "is", "value": ["满意"]}, "id IN (SELECT proposal_id FROM feedback WHERE attitude = '满意')"),
    ("reminders", {"field": "reminder_count", "test": "at_least", "value": [2]},
     "id IN (SELECT a.proposal_id FROM reminder r JOIN assignment a ON a.id = r.assignment_id GROUP BY 1 HAVING count(*) >= 2)"),
    ("units", {"field": "unit_count", "test": "under", "value": [2]},
     "id NOT IN (SELECT proposal_id FROM assignment WHERE state NOT IN ('ended', 'stopped') GROUP BY 1 HAVING count(*) >= 2)"),
)  # fmt: skip
OWN_PAIR = "SELECT category, reply_class, count(*) FROM proposal GROUP BY 1, 2"
UNIT_PAIR = (
    "SELECT coalesce(nullif(u.short_name, ''), u.name), a.role, a.proposal_id, a.id FROM assignment a JOIN handling_unit u ON u.id = a.unit_id "
    "WHERE a.state NOT IN ('ended', 'stopped')"
)


@pytest.fixture(scope="module", params=LIST_SIZES)
def filled(request: pytest.FixtureRequest, fill: Callable[[int], Filled]) -> Filled:
    """Queries are measured at the largest size too."""
    return fill(request.param)


@pytest.mark.parametrize(("name", "condition", "raw"), IDS, ids=[one[0] for one in IDS])
def test_the_proposals_a_condition_lets_through(
    register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure, name: str, condition: dict[str, Any], raw: str
) -> None:
    spec = read_spec({"where": {"of": [condition]}})

    def found() -> list[int]:
        with register.reading() as session:
            return query_ids(session, spec, today=TODAY)

    expected = {row[0] for row in bare.execute(f"SELECT id FROM proposal WHERE {raw}")}
    assert set(found()) == expected
    statement = f"SELECT id FROM proposal WHERE {raw} {LATER}"
    measure(f"query: {name}", found, bare=lambda: bare.execute(statement).fetchall(), bare_name=SAME, size=filled.size, allowed=20)


def test_the_first_page_of_a_query(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    def paged() -> None:
        with register.reading() as session:
            query_rows(session, DEFAULT_COLUMNS, query_ids(session, Spec(), today=TODAY)[:60], today=TODAY)

    def raw() -> None:
        keys = [row[0] for row in bare.execute(f"SELECT id FROM proposal {LATER}")][:60]
        held = f"({','.join(map(str, keys))})"
        bare.execute(f"SELECT id, number, title, category, stage FROM proposal WHERE id IN {held}").fetchall()
        bare.execute(f"SELECT proposal_id, name FROM proposer_line WHERE proposal_id IN {held}").fetchall()
        bare.execute(f"{OF_UNITS.replace('proposal_id', 'proposal_id, u.name')} AND proposal_id IN {held}").fetchall()

    measure("query: first page", paged, bare=raw, bare_name=SAME, size=filled.size, allowed=12)


def test_a_cross_table_of_two_own_fields(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    spec = read_spec({"pivot": {"rows": "category", "columns": "reply_class"}})

    def crossed() -> None:
        with register.reading() as session:
            pivot(session, spec, today=TODAY)

    measure("query: cross table", crossed, bare=lambda: bare.execute(OWN_PAIR).fetchall(), bare_name=OWN_PAIR, size=filled.size, allowed=20)


def test_a_cross_table_of_units_and_roles(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    spec = read_spec({"pivot": {"rows": "unit", "columns": "role", "measure": "undertakings"}})

    def crossed() -> None:
        with register.reading() as session:
            pivot(session, spec, today=TODAY)

    raw = lambda: bare.execute(UNIT_PAIR).fetchall()  # noqa: E731
    measure("query: units by role", crossed, bare=raw, bare_name="reading its rows", size=filled.size, allowed=25)


def test_groups_of_one_plenary(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    name = bare.execute("SELECT name FROM plenary ORDER BY id DESC LIMIT 1").fetchone()[0]
    spec = read_spec({"where": {"of": [{"field": "plenary", "test": "is", "value": [name]}]}, "group": "unit", "show": "groups"})

    def grouped() -> None:
        with register.reading() as session:
            groups(session, spec, today=TODAY)

    raw = f"{UNIT_PAIR} AND a.proposal_id IN (SELECT id FROM proposal WHERE plenary_id = (SELECT max(id) FROM plenary))"
    bare_rows = lambda: bare.execute(raw).fetchall()  # noqa: E731
    measure("query: groups of a plenary", grouped, bare=bare_rows, bare_name="reading its rows", size=filled.size, allowed=60)
