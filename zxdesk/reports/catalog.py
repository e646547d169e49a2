"""The reports that zxdesk writes, in the order of the office's year."""

from __future__ import annotations

from zxdesk.domain.errors import RuleError
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.year_ledger import YEAR_LEDGER

# To add a report: 1. a module with build(source) -> Table and its ReportKind; 2. a line here; 3. its test.
REPORT_KINDS: tuple[ReportKind, ...] = (YEAR_LEDGER,)


def report_kind(key: str) -> ReportKind:
    """Return the report of that key or name. Raises RuleError that lists what there is."""
    for kind in REPORT_KINDS:
        if key in (kind.key, kind.name):
            return kind
    known = "、".join(f"{kind.key}（{kind.name}）" for kind in REPORT_KINDS)
    raise RuleError(f"没有“{key}”这种报表。可选：{known}。", "kind")
