"""The undertakings that papers are made of, chosen by batch or by proposal, with the values that each gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import ASSIGNMENT_FIELDS, OFFICE_FIELDS, PROPOSAL_FIELDS, UNIT_FIELDS, named
from zxdesk.documents.paper import Moment, PaperField, Request
from zxdesk.documents.values import Texts, assignment_values, joined, office_values, proposal_values, unit_values
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Office
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rule_values import DeadlineRule
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import ANSWERED_STAGES, WORKING_STAGES, Stage
from zxdesk.queries.paper_records import answered_with, batch_assignments, proposals_for_papers

SHORT_FIELDS = named(
    """
    提案者列名 提案者，超过三名的写第一名等几名
    主办简称 主办、独办或分办单位的简称，顿号隔开
    会办简称 会办单位的简称，顿号隔开
    """
)
"""What the narrow columns of lists show."""

ROW_FIELDS: tuple[PaperField, ...] = (
    *PROPOSAL_FIELDS,
    *UNIT_FIELDS,
    *ASSIGNMENT_FIELDS,
    *SHORT_FIELDS,
    *named(
        """
        第一提案者电话 第一提案者的电话，没有的为联系电话
        并案提案 并入本案的提案的收件号，顿号隔开
        """
    ),
)
"""What one undertaking gives: its proposal, its unit and itself."""

UNDERTAKING_FIELDS = (*OFFICE_FIELDS, *ROW_FIELDS)

ASSIGNED_STAGES = WORKING_STAGES | ANSWERED_STAGES | {Stage.MERGED}
"""Stages of a proposal that has units; of a merged one its lead's."""

_MOST_NAMES = 3
_UNITS = {"months": "个月", "working_days": "个工作日", "days": "日"}


def undertakings(
    session: Session, request: Request, *, lacking: str, of: Callable[[Proposal], Iterable[Assignment]] = lambda one: one.active_assignments
) -> list[Assignment]:
    """The undertakings a request is for: of a batch by unit and number, otherwise of the proposals by number; of some units where they are named.

    ``of`` picks those of one proposal that have the paper; one without any is left out. Raises ``RuleError`` with ``lacking`` where none is left.
    """
    if request.batch_id is not None:
        rows = batch_assignments(session, request.batch_id, request.units)
        rows = [row for row in rows if (not request.proposals or row.proposal_id in request.proposals) and row in of(row.proposal)]
        if not rows:
            raise RuleError(f"所选批次、单位的提案{lacking}", "batch")
        return rows
    chosen = proposals_for_papers(session, request.proposals)
    if not chosen:
        raise RuleError("还没有选定提案；在提案列表里选一件或几件，再制作文书。", "proposals")
    leading = dict.fromkeys(answered_with(one) for one in chosen)
    rows = [row for one in leading for row in of(one) if not request.units or row.unit_id in request.units]
    if not rows:
        raise RuleError(f"{calls(chosen)}{lacking}", "proposals")
    return rows


def calls(proposals: Sequence[Proposal]) -> str:
    """How a refusal names what was chosen: by its number, or how many."""
    return f"{proposals[0].name} " if len(proposals) == 1 else f"所选 {len(proposals)} 件提案"


def undertaking_values(row: Assignment, *, office: Office, rules: Rules, moment: Moment) -> Texts:
    """Values of ``UNDERTAKING_FIELDS``."""
    return {**office_values(office, row.proposal.plenary, moment), **row_values(row, rules)}


def row_values(row: Assignment, rules: Rules) -> Texts:
    """Values of ``ROW_FIELDS``."""
    proposal = row.proposal
    lines = proposal.signed_lines
    return {
        **proposal_values(proposal, rules),
        **unit_values(row.unit),
        **assignment_values(row),
        "提案者列名": short_names([line.name for line in lines]),
        **short_units(proposal),
        "第一提案者电话": (lines[0].phone if lines else "") or proposal.contact_phone,
        "并案提案": joined(member.receipt_number or "" for member in proposal.merged),
    }


def short_units(proposal: Proposal) -> Texts:
    """The units of a proposal as narrow columns show them."""
    return {
        "主办简称": joined(row.unit.short for row in proposal.answering),
        "会办简称": joined(row.unit.short for row in proposal.active_assignments if row.role is Role.CO),
    }


def short_names(names: Sequence[str]) -> str:
    """All names of up to three, otherwise the first and how many there are."""
    return joined(names) if len(names) <= _MOST_NAMES else f"{names[0]}等{len(names)}名"


def time_allowed(rule: DeadlineRule) -> str:
    """How long a rule gives: 10个工作日, 3个月, 30日; a fixed day as 6月30日."""
    if rule.mode == "fixed":
        return f"{rule.month}月{rule.day}日"
    return f"{rule.amount}{_UNITS[rule.mode]}"


def stem_of(row: Assignment) -> str:
    """The name of an undertaking's file: 0088-县教育局."""
    return f"{row.proposal.name}-{row.unit.short}"
