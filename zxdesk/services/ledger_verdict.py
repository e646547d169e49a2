"""What an import says of every row, and the headings it names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from zxdesk.domain.errors import RuleError

Status = Literal["new", "changed", "same", "refused"]

LABELS = {
    "plenary": "届次", "receipt_number": "收件号", "number": "提案号", "title": "案由", "proposer_kind": "提案者类型",
    "proposers": "提案者", "joint": "联名人", "sector": "界别", "submitted_on": "提交日期", "timing": "会间平时", "category": "类别",
    "outcome": "审查结果", "lead_number": "并入", "reasons": "原因", "lead_units": "主办单位", "co_units": "会办单位",
    "separate_units": "分办单位", "assigned_on": "交办日期", "due_on": "答复期限", "replied_on": "答复日期", "reply_number": "答复文号",
    "reply_class": "办理类别", "contact_way": "沟通方式", "attitude": "办理态度", "result": "办理结果", "is_key": "是否重点",
    "is_open": "是否公开", "situation": "情况", "analysis": "分析", "suggestion": "建议",
}  # fmt: skip
SPOKEN_OF = {
    "sole": "lead_units", "lead": "lead_units", "unit": "lead_units", "added_unit": "lead_units", "co": "co_units",
    "separate": "separate_units", "way": "contact_way", "stage": "outcome", "outcomes": "outcome", "proposer": "proposers",
    "invited": "joint", "proposer_types": "proposer_kind", "reply_classes": "reply_class", "waiver": "result",
    "received_on": "submitted_on", "reviewed_on": "submitted_on", "decided_on": "submitted_on", "merged_on": "submitted_on",
    "open_reason": "is_open", "timing_reason": "timing", "sent_on": "replied_on", "returned_on": "replied_on",
    "closed_on": "replied_on", "contacted_on": "replied_on", "level": "is_key", "withdrawn_on": "outcome", "consent": "outcome",
    "suggested_on": "is_key",
}  # fmt: skip
"""The ledger's field behind the field of a command."""


@dataclass(frozen=True)
class Verdict:
    """What became of one row; ``fields`` are the headings whose content the row changed."""

    sheet: str
    row: int
    status: Status
    plenary: str = ""
    number: str = ""
    title: str = ""
    column: str = ""
    reason: str = ""
    fields: tuple[str, ...] = ()


@dataclass
class ImportOutcome:
    """What an import did, filled while it runs."""

    verdicts: list[Verdict] = field(default_factory=list)
    created_members: list[str] = field(default_factory=list)
    created_units: list[str] = field(default_factory=list)
    created_organisations: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, same and refused."""
        found = Counter(verdict.status for verdict in self.verdicts)
        return {status: found[status] for status in ("new", "changed", "same", "refused")}


def column_of(error: RuleError, labels: dict[str, str] = LABELS) -> str:
    """The heading a refusal is about, "" where it is about none."""
    name = error.field or ""
    if name == "number" and error.message.startswith("收件号"):
        name = "receipt_number"
    return labels.get(name) or labels.get(SPOKEN_OF.get(name, ""), "")
