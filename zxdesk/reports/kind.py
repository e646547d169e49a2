"""What every report is: a key, its official name and the function that builds its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zxdesk.reports.table import Table


@dataclass(frozen=True)
class ReportKind:
    """One report; ``build`` takes plain figures or lines (never records) and returns the table to write."""

    key: str
    name: str
    build: Callable[..., Table]
