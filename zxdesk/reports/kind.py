"""What every report is: a key, its official name and the function that builds its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zxdesk.queries.year_source import YearSource
from zxdesk.reports.table import Table


@dataclass(frozen=True)
class ReportKind:
    """One report; ``build`` reads the figures and lists of a plenary from the source and returns the table to write.

    ``is_annual`` says whether it belongs to the year's set.
    """

    key: str
    name: str
    build: Callable[[YearSource], Table]
    is_annual: bool = True
