"""Every number of the year's tables is the length of the list behind it, and the sums are those of the whole year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from tests.unit.reports.annual.random_year import RandomYear
from zxdesk.domain.base import Base
from zxdesk.domain.rules import with_value
from zxdesk.queries.figures.breakdown import BREAKDOWNS, breakdown
from zxdesk.queries.readings import Readings
from zxdesk.queries.statistics import figure_ids, year_figures
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.bodies import BY_COMMITTEE, BY_PARTY, COLLECTIVE
from zxdesk.reports.annual.categories import BY_CATEGORY, BY_CONSTRUCTION
from zxdesk.reports.annual.progress import BY_BATCH, BY_MONTH
from zxdesk.reports.annual.proposers import BY_PROPOSER_TYPE, BY_SECTOR
from zxdesk.reports.annual.totals import TOTALS
from zxdesk.reports.annual.unit_summary import UNIT_SUMMARY
from zxdesk.reports.annual.units import BY_UNIT
from zxdesk.reports.annual.years import YEARS
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Table, Value

SEEDS = (3, 5)
OF_PROPOSALS = (TOTALS, BY_CATEGORY, BY_CONSTRUCTION, BY_PROPOSER_TYPE, BY_SECTOR, BY_COMMITTEE, BY_PARTY, BY_MONTH, COLLECTIVE)
"""Tables that count proposals, once each."""
WHOLE = (TOTALS, BY_CATEGORY, BY_CONSTRUCTION, BY_PROPOSER_TYPE, BY_SECTOR, BY_PARTY, BY_MONTH)
"""Tables in which every received proposal stands in one row."""
OF_UNDERTAKINGS = (BY_UNIT, UNIT_SUMMARY, BY_BATCH)


@pytest.fixture(scope="module", params=SEEDS)
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[YearSource]:
    """A year by chance, made once for all tests here, which only read it."""
    engine = create_engine(f"sqlite+pysqlite:///{tmp_path_factory.mktemp('year') / 'register.db'}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        cabinet = Cabinet(session)
        RandomYear(cabinet, request.param)
        yield YearSource(session, cabinet.plenary.id, today=TODAY)
    engine.dispose()


def _ids(session: Session, plenary_id: int, figure: str, today: date) -> list[int]:
    return figure_ids(session, plenary_id, figure, today=today)


def linked(table: Table) -> Iterator[tuple[str, str, Value, str]]:
    """Row, column, count and figure of each count that opens a list."""
    assert len(table.behind) == len(table.rows)
    for row, behind in zip(table.rows, table.behind, strict=True):
        for column, value in zip(table.columns, row, strict=True):
            if column.key in behind and column.kind == "integer":
                yield str(row[0]), column.key, value, behind[column.key]


def listed(source: YearSource, figure: str) -> list[int]:
    """The list behind a figure, asked once however many tables show it."""
    return source.read(_ids, figure, source.today)


def sum_of(table: Table, key: str) -> int:
    """What the formula below a column of counts gives."""
    at = next(at for at, column in enumerate(table.columns) if column.key == key and column.total)
    return sum(value for row in table.rows if isinstance(value := row[at], int))


@pytest.mark.parametrize("kind", OF_PROPOSALS, ids=lambda kind: kind.key)
def test_every_count_of_proposals_has_just_so_many_behind_it(source: YearSource, kind: ReportKind) -> None:
    table = kind.build(source)
    counts = list(linked(table))
    assert counts
    for row, column, value, figure in counts:
        assert len(listed(source, figure)) == value, (row, column, figure)
    for key, figure in table.total_behind.items():
        if key == "joined":  # one proposal that two bodies joined is one in the list
            assert sum_of(table, key) >= len(listed(source, figure)) > 0
        else:
            assert sum_of(table, key) == len(listed(source, figure)), (key, figure)


@pytest.mark.parametrize("kind", OF_PROPOSALS, ids=lambda kind: kind.key)
def test_every_column_of_counts_opens_lists(source: YearSource, kind: ReportKind) -> None:
    table = kind.build(source)
    counts = {column.key for column in table.columns if column.kind == "integer" and not column.key.endswith("_so_far")}
    assert all(counts <= behind.keys() for behind in table.behind)
    assert counts <= table.total_behind.keys()


@pytest.mark.parametrize("kind", WHOLE, ids=lambda kind: kind.key)
def test_each_whole_table_adds_up_to_what_was_received_and_filed(source: YearSource, kind: ReportKind) -> None:
    table = kind.build(source)
    assert sum_of(table, "received") == source.figures["received"]
    assert sum_of(table, "filed") == source.figures["filed"]
    assert table.total_behind.keys() >= {"received", "filed"}


def test_the_parts_of_the_identity_stand_in_the_totals(source: YearSource) -> None:
    table = TOTALS.build(source)
    for part in ("merged", "opinions", "not_filed", "withdrawn", "pending"):
        assert sum_of(table, part) == source.figures[part]
    assert any(source.figures["identity"]["sentence"] in note and "（相符）" in note for note in table.notes)
    for sentence in source.figures["differences"]:
        assert sentence in table.notes
    received = table.columns[[column.key for column in table.columns].index("received")]
    assert received.total


@pytest.mark.parametrize(
    ("kind", "figure"),
    [(BY_CATEGORY, "by_category"), (BY_CONSTRUCTION, "by_construction"), (BY_PROPOSER_TYPE, "by_proposer_type"), (BY_SECTOR, "by_sector")],
    ids=lambda value: getattr(value, "key", value),
)
def test_the_tables_print_the_figures_of_the_page(source: YearSource, kind: ReportKind, figure: str) -> None:
    table = kind.build(source)
    at = [column.key for column in table.columns]
    printed = [tuple(row[at.index(key)] for key in ("received", "filed", "share")) for row in table.rows]
    shown = [(line["received"], line["count"], line["share"]) for line in source.figures[figure] if line["received"]]
    assert sorted(printed, key=str) == sorted(shown, key=str)


@pytest.mark.parametrize("value", ["line", "together", "apart"])
def test_joint_proposals_stand_where_the_convention_puts_them(session: Session, cabinet: Cabinet, value: str) -> None:
    RandomYear(cabinet, 1)
    cabinet.package.content = with_value(cabinet.package.content, "conventions.joint_counted", value)
    session.flush()
    source = YearSource(session, cabinet.plenary.id, today=TODAY)
    for row, column, count, figure in linked(TOTALS.build(source)):
        if column == "received":
            assert len(listed(source, figure)) == count, (row, figure)
    names = [row[0] for row in BY_PROPOSER_TYPE.build(source).rows]
    assert ("联名" in names) == (value != "together")
    assert ("个人联名" in names) == (value == "together")
    groups = {line["name"]: (line["received"], line["count"]) for line in source.figures["by_proposer_group"] if line["received"]}
    assert {g["name"]: (g["received"], g["filed"]) for g in breakdown(Readings(session), source.plenary_id, "group") if g["received"]} == groups
    assert ("联名提案" in groups) == (value == "apart")


@pytest.mark.parametrize("kind", OF_UNDERTAKINGS, ids=lambda kind: kind.key)
def test_undertakings_are_counted_by_unit_and_said_to_be(source: YearSource, kind: ReportKind) -> None:
    table = kind.build(source)
    assert "件次" in table.convention
    for row, column, value, figure in linked(table):
        behind = len(listed(source, figure))
        if kind is BY_BATCH and column != "proposals":
            assert isinstance(value, int)
            assert (behind > 0) == (value > 0)
            assert column == "units" or behind <= value
        else:
            assert behind == value, (row, column, figure)
    for key, figure in table.total_behind.items():
        assert sum_of(table, key) >= len(listed(source, figure)), (key, figure)


def test_units_print_the_figures_of_the_page(source: YearSource) -> None:
    for kind in (BY_UNIT, UNIT_SUMMARY):
        table = kind.build(source)
        at = {column.key: place for place, column in enumerate(table.columns)}
        rows = {row[at["name"]]: row for row in table.rows}
        assert rows.keys() == {unit["name"] for unit in source.figures["by_unit"]}
        for unit in source.figures["by_unit"]:
            for key in ("lead", "sole", "host", "separate", "co", "replied", "on_time"):
                assert rows[unit["name"]][at[key]] == unit[key]


def test_years_print_the_figures_of_the_page_and_open_the_lists_of_their_plenary(source: YearSource) -> None:
    table = YEARS.build(source)
    at = {column.key: place for place, column in enumerate(table.columns)}
    assert [row[at["name"]] for row in table.rows] == ["十届一次", "十届二次"]
    shown = year_figures(source.session, source.plenary_id, today=TODAY)["by_year"]
    for row, year in zip(table.rows, shown, strict=True):
        for key in ("received", "filed", "replied", "filing", "reply", "satisfaction"):
            assert row[at[key]] == year[key], key
    for row, column, value, figure in linked(table):
        if column != "units":
            assert len(listed(source, figure)) == value, (row, column, figure)
    assert table.rows[1][at["received"]] == source.figures["received"]


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_no_breakdown_counts_a_proposal_twice(source: YearSource, by: str) -> None:
    groups = source.gather(breakdown, by)
    everything = source.figures["received"]
    assert sum(group["received"] for group in groups) <= everything
    if by not in ("party", "committee", "kind", "organisation"):
        assert sum(group["received"] for group in groups) == everything
    for group in groups:
        parts = ("filed", "merged", "opinions", "not_filed", "withdrawn", "pending")
        assert group["received"] == sum(group[part] for part in parts)
        assert group["after_merging"] == group["received"] - group["merged"]


def test_members_and_bodies_together_are_all_that_was_received(source: YearSource) -> None:
    found = {by: sum(group["received"] for group in source.gather(breakdown, by)) for by in ("party", "organisation", "kind")}
    assert found["organisation"] == found["kind"]
    assert found["party"] + found["organisation"] == source.figures["received"]


@pytest.mark.parametrize(
    ("convention", "value", "ratio"),
    [
        ("filing_base", "received", ("filed", "received")),
        ("filing_base", "merged", ("filed", "after_merging")),
        ("merged_counted", "yes", ("filed_or_merged", "received")),
    ],
)
def test_the_filing_rate_is_the_one_of_the_page_by_every_convention(
    session: Session, cabinet: Cabinet, convention: str, value: str, ratio: tuple[str, str]
) -> None:
    RandomYear(cabinet, 2)
    cabinet.package.content = with_value(cabinet.package.content, f"conventions.{convention}", value)
    session.flush()
    source = YearSource(session, cabinet.plenary.id, today=TODAY)
    table = TOTALS.build(source)
    rate = source.figures["rates"]["filing"]
    assert next(column.ratio for column in table.columns if column.ratio) == ratio
    assert (sum_of(table, ratio[0]), sum_of(table, ratio[1])) == (rate["numerator"], rate["denominator"])
    assert rate["convention"] in table.convention


@pytest.mark.parametrize("kind", [BY_CATEGORY, BY_PROPOSER_TYPE, BY_SECTOR, BY_PARTY], ids=lambda kind: kind.key)
def test_shares_make_a_hundred_percent_where_the_office_rounds_them_together(session: Session, cabinet: Cabinet, kind: ReportKind) -> None:
    RandomYear(cabinet, 2)
    cabinet.package.content = with_value(cabinet.package.content, "conventions.rounding", "largest_remainder")
    session.flush()
    table = kind.build(YearSource(session, cabinet.plenary.id, today=TODAY))
    at = [column.key for column in table.columns].index("share")
    shares = [row[at] for row in table.rows if isinstance(row[at], float)]
    assert round(sum(round(share * 1000) for share in shares)) == 1000
    assert "最大余额法" in table.convention
