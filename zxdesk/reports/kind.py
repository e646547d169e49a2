"""What every report is: a key, its official name and the function that builds its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zxdesk.queries.year_source import YearSource
from zxdesk.reports.table import Table

TABLES, LISTS, SCORES, YEARS, LEDGERS = "统计表", "名册与目录", "考核", "历年对比", "台账"
"""The headings reports are offered under, in their order; those of the first one are numbered. Source: domain §6.7."""
GROUPS = (TABLES, LISTS, SCORES, YEARS, LEDGERS)


@dataclass(frozen=True)
class ReportKind:
    """One report; ``build`` reads the figures and lists of a plenary from the source and returns the table to write.

    ``is_annual`` says whether it belongs to the year's set, ``group`` under which heading it is offered.
    """

    key: str
    name: str
    build: Callable[[YearSource], Table]
    is_annual: bool = True
    group: str = TABLES
