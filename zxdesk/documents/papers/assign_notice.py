"""交办通知: what a batch hands to the units, by when and under which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperKind, Request
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, letter_values
from zxdesk.documents.papers.undertakings import time_allowed
from zxdesk.documents.values import Texts, chinese_date, office_values
from zxdesk.domain.assignment import Assignment, Batch, Role
from zxdesk.domain.rule_values import DeadlineRule
from zxdesk.domain.rules import Rules
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import batch_assignments, office_of, plenary_of

ENCLOSURES = ("提案交办清单", "提案答复函格式", "提案办理情况征询意见表")
_ROLES = (Role.SOLE, Role.LEAD, Role.SEPARATE, Role.CO)
EACH = Option("each", "每个承办单位一份")

BATCH_FIELDS = named(
    """
    批次 交办批次
    交办会议 交办会议的名称
    交办文号 交办文号
    交办日期 交办日期
    提案件数 交办的提案数
    承办件数 交办的承办件数，一件提案几个单位承办的算几件
    答复件数 其中独办、主办、分办的承办件数
    会办件数 其中会办的承办件数，没有的空白
    件数构成 各种角色的件数，如独办1件，会办2件
    """
)

_NOTICE_FIELDS = (
    *BATCH_FIELDS,
    *named(
        """
        单位 收文单位，通知全部单位的空白
        单位数 承办单位数，通知一个单位的空白
        提案种类 提案，全是平时提案的为平时提案
        签收时限 退回回执单的时限
        退办时限 提出退办的时限
        沟通时限 首次联系提案者的时限
        会办时限 送会办意见的时限
        答复时限 答复提案者的时限
        办理限度 连同延期的最长办理时限
        类别说明 办理类别和各类的含义
        """
    ),
)


def make_notices(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One to all units, or one to each. Source: domain §7.5, §2.1 P12. Raises ``RuleError`` for a batch without undertakings."""
    rows = batch_assignments(session, request.batch_id or 0, request.units)
    batch = rows[0].batch
    assert batch is not None
    office, rules = office_of(session), rules_of(session, batch.plenary_id)
    for unit, chosen in _receivers(rows, each=request.has(EACH) or bool(request.units)):
        letter = letter_values(
            request, moment, office, to=unit or "各承办单位", enclosures=ENCLOSURES, number=batch.document_number, day=batch.assigned_on
        )
        values = {**office_values(office, plenary_of(session, batch.plenary_id), moment), **letter, **_notice_values(batch, unit, chosen, rules)}
        stem = f"{batch.name}-{chosen[0].unit.short}" if unit else batch.name
        yield Paper(stem, values, unit_id=chosen[0].unit_id if unit else None, batch_id=batch.id, number=values["文号"])


def batch_values(batch: Batch, rows: Sequence[Assignment]) -> Texts:
    """Values of ``BATCH_FIELDS`` for some or all of its undertakings."""
    co = sum(row.role is Role.CO for row in rows)
    return {
        "批次": batch.name,
        "交办会议": batch.meeting,
        "交办文号": batch.document_number,
        "交办日期": chinese_date(batch.assigned_on),
        "提案件数": str(len({row.proposal_id for row in rows})),
        "承办件数": str(len(rows)),
        "答复件数": str(len(rows) - co),
        "会办件数": str(co) if co else "",
        "件数构成": "，".join(f"{role.label}{count}件" for role in _ROLES if (count := sum(row.role is role for row in rows))),
    }


def _receivers(rows: list[Assignment], *, each: bool) -> Iterator[tuple[str, list[Assignment]]]:
    if not each:
        yield "", rows
        return
    for _, own in groupby(rows, key=lambda row: row.unit_id):
        chosen = list(own)
        yield chosen[0].unit.name, chosen


def _notice_values(batch: Batch, unit: str, rows: list[Assignment], rules: Rules) -> Texts:
    is_ordinary = all(row.proposal.timing == "ordinary" for row in rows)
    limits = rules.deadlines
    first = [row for row in rows if row.assigned_on == batch.assigned_on and not row.redo] or rows
    answering, co = [row for row in first if row.role.answers], [row for row in first if row.role is Role.CO]
    return {
        **batch_values(batch, rows),
        "单位": unit,
        "单位数": "" if unit else str(len({row.unit_id for row in rows})),
        "提案种类": "平时提案" if is_ordinary else "提案",
        "签收时限": _by(limits["receipt"], (row.receipt_due_on for row in first)),
        "退办时限": _by(limits["hand_back"], (row.hand_back_due_on for row in first)),
        "沟通时限": _by(limits["first_contact"], (row.contact_due_on for row in first)),
        "会办时限": _by(rules.reply_deadline("co", is_ordinary=is_ordinary), (row.original_due_on or row.due_on for row in co)),
        "答复时限": _by(
            rules.reply_deadline("lead", is_ordinary=is_ordinary), (batch.due_on or row.original_due_on or row.due_on for row in answering)
        ),
        "办理限度": time_allowed(rules.extension_limit(is_ordinary=is_ordinary)),
        "类别说明": "；".join(f"{choice.name}为{choice.text}" for choice in rules.reply_classes),
    }


def _by(rule: DeadlineRule, days: Iterable[date | None]) -> str:
    """The one day that holds for all of them, or the rule where there are several or none."""
    found = set(days)
    if len(found) == 1 and (only := found.pop()) is not None:
        return f"{chinese_date(only)}前"
    return f"{time_allowed(rule)}前" if rule.mode == "fixed" else f"自交办之日起{time_allowed(rule)}内"


ASSIGN_NOTICE = PaperKind(
    "assign_notice", "交办通知", "交办", About.BATCH, (*OFFICE_FIELDS, *LETTER_FIELDS, *_NOTICE_FIELDS), make_notices,
    options=(EACH, *LETTER_OPTIONS), takes_number=True,
)  # fmt: skip
