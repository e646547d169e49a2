"""The reports that zxdesk writes, in the order of the office's year."""

from __future__ import annotations

from zxdesk.domain.errors import RuleError
from zxdesk.reports.adopted import ADOPTED
from zxdesk.reports.annual.bodies import BY_COMMITTEE, BY_PARTY, COLLECTIVE
from zxdesk.reports.annual.catalogues import CATEGORY_LIST, COLLECTIVE_LIST
from zxdesk.reports.annual.categories import BY_CATEGORY, BY_CONSTRUCTION
from zxdesk.reports.annual.letters import REPLY_LIST, TRANSFER_LIST
from zxdesk.reports.annual.progress import BY_BATCH, BY_MONTH
from zxdesk.reports.annual.proposers import BY_PROPOSER_TYPE, BY_SECTOR
from zxdesk.reports.annual.totals import TOTALS
from zxdesk.reports.annual.unit_summary import UNIT_SUMMARY
from zxdesk.reports.annual.units import BY_UNIT
from zxdesk.reports.annual.years import YEARS
from zxdesk.reports.comparison import COMPARISONS
from zxdesk.reports.handling.answers import ANSWERS
from zxdesk.reports.handling.assessment import ASSESSMENT, ASSESSMENT_COUNTS
from zxdesk.reports.handling.follow_up import FOLLOW_UP
from zxdesk.reports.handling.key_proposals import KEY_PROPOSALS
from zxdesk.reports.handling.not_filed import NOT_FILED
from zxdesk.reports.handling.returns import RETURNS
from zxdesk.reports.kind import GROUPS, TABLES, ReportKind
from zxdesk.reports.people.member_lists import AUTHORS, MEMBER_PROPOSALS, PERSONAL
from zxdesk.reports.people.members import MEMBERS, SECTORS
from zxdesk.reports.people.scores import MEMBER_SCORES
from zxdesk.reports.year_ledger import YEAR_LEDGER

# To add a report: 1. a module with build(source) -> Table and its ReportKind; 2. a line here; 3. its test.
REPORT_KINDS: tuple[ReportKind, ...] = (
    # 统计表, numbered as they stand here
    TOTALS, BY_CATEGORY, BY_PROPOSER_TYPE, BY_SECTOR, BY_COMMITTEE, BY_PARTY, BY_UNIT, BY_MONTH,
    MEMBERS, ANSWERS, KEY_PROPOSALS, FOLLOW_UP, RETURNS, NOT_FILED,
    YEARS, BY_CONSTRUCTION, BY_BATCH,
    # 名册与目录
    COLLECTIVE, COLLECTIVE_LIST, UNIT_SUMMARY, CATEGORY_LIST, TRANSFER_LIST, REPLY_LIST,
    MEMBER_PROPOSALS, PERSONAL, AUTHORS, SECTORS,
    # 考核
    ASSESSMENT, ASSESSMENT_COUNTS, MEMBER_SCORES,
    # 历年对比
    *COMPARISONS,
    # 台账
    YEAR_LEDGER, ADOPTED,
)  # fmt: skip


def report_kind(key: str) -> ReportKind:
    """Return the report of that key or name. Raises RuleError that lists what there is."""
    for kind in REPORT_KINDS:
        if key in (kind.key, kind.name):
            return kind
    known = "、".join(f"{kind.key}（{kind.name}）" for kind in REPORT_KINDS)
    raise RuleError(f"没有“{key}”这种报表。可选：{known}。", "kind")


def contents() -> list[tuple[str, list[tuple[str, ReportKind]]]]:
    """Every heading with its reports, each with its number; only the tables of the year are numbered."""
    found = []
    for group in GROUPS:
        kinds = [kind for kind in REPORT_KINDS if kind.group == group]
        found.append((group, [(str(at) if group == TABLES else "", kind) for at, kind in enumerate(kinds, 1)]))
    return [(group, kinds) for group, kinds in found if kinds]
