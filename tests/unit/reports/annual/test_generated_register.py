"""The year's tables of an invented office, whose register was written by the program's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from zxdesk.domain.office import Plenary
from zxdesk.queries.figures.breakdown import breakdown
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.bodies import BY_PARTY, COLLECTIVE
from zxdesk.reports.annual.catalogues import CATEGORY_LIST, COLLECTIVE_LIST
from zxdesk.reports.annual.categories import BY_CATEGORY
from zxdesk.reports.annual.letters import REPLY_LIST
from zxdesk.reports.annual.proposers import BY_SECTOR
from zxdesk.reports.annual.totals import TOTALS
from zxdesk.reports.annual.units import BY_UNIT
from zxdesk.reports.kind import ReportKind
from zxdesk.sample.bulk import fill_register
from zxdesk.storage.database import create

TODAY = date(2026, 11, 16)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[YearSource]:
    register = create(tmp_path_factory.mktemp("office") / "zxdesk.db")
    fill_register(register.writing, size=120, seed=5, today=TODAY)
    with register.reading() as session:
        last = session.scalars(select(Plenary.id).order_by(Plenary.opens_on.desc())).first()
        assert last is not None
        yield YearSource(session, last, today=TODAY)
    register.close()


def sums(source: YearSource, kind: ReportKind, *keys: str) -> list[int]:
    table = kind.build(source)
    places = [[column.key for column in table.columns].index(key) for key in keys]
    return [sum(value for row in table.rows if isinstance(value := row[at], int)) for at in places]


def test_all_tables_add_up_to_the_same_year(source: YearSource) -> None:
    expected = [source.figures["received"], source.figures["filed"]]
    assert min(expected) > 0
    for kind in (TOTALS, BY_CATEGORY, BY_SECTOR, BY_PARTY):
        assert sums(source, kind, "received", "filed") == expected, kind.key


def test_classes_are_the_same_by_category_and_by_sector(source: YearSource) -> None:
    keys = [f"class-{line['name']}" for line in source.figures["by_class"]]
    expected = [line["count"] for line in source.figures["by_class"]]
    assert sum(expected) > 0
    assert sums(source, BY_CATEGORY, *keys) == sums(source, BY_SECTOR, *keys) == expected


def test_lists_hold_what_the_tables_count(source: YearSource) -> None:
    collective = next(group for group in source.read(breakdown, "group") if group["name"] == "集体提案")
    assert len(CATEGORY_LIST.build(source).rows) == source.figures["filed"]
    assert len(COLLECTIVE_LIST.build(source).rows) == collective["received"] == sums(source, COLLECTIVE, "received")[0]
    first_letters = [row for row in REPLY_LIST.build(source).rows if not str(row[-1]).startswith("第")]
    assert len(first_letters) == sums(source, BY_UNIT, "replied")[0] > 0
