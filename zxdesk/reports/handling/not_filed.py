"""Table 14: what was not filed, why, and where it went. Source: domain §1.4, §6.7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zxdesk.domain.stage import Stage
from zxdesk.queries import handled_lists
from zxdesk.queries.handled_lists import Line
from zxdesk.queries.office_rules import name_of
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Column, Table

COLUMNS = (
    Column("at", "序号", "integer", 5.5), Column("receipt_number", "收件号", width=8.5), Column("title", "案由", width=30),
    Column("proposers", "提案者", width=12),
    Column("sector", "界别", width=11), Column("decided_on", "审定日期", "date", 11), Column("reason", "原因", width=20),
    Column("note", "处理说明", width=24),
    Column("target", "去向（文号、日期）", width=24), Column("answer", "去向回复", width=18), Column("notified", "告知提案者", width=11),
)  # fmt: skip
_SECTIONS = ((Stage.NOT_FILED, "不予立案"), (Stage.OPINION, "转意见建议"), (Stage.RETURNED, "退回补充"), (Stage.WITHDRAWN, "撤案"))


def build_not_filed(source: YearSource) -> Table:
    """A section for each way out, opinions by where the office turned them, each proposal with its reason and destination."""
    rows, sent = source.read(handled_lists.unfiled), source.read(handled_lists.transfers)
    order = [choice.name for choice in source.rules.outcomes]
    lines = Lines(COLUMNS)
    for stage, name in _SECTIONS:
        within = [row for row in rows if row.stage is stage]
        outcomes = dict.fromkeys(sorted((row.outcome for row in within), key=lambda word: (order.index(word) if word in order else len(order), word)))
        for outcome in outcomes if stage is Stage.OPINION else ("",):
            _add(lines, source, outcome or name, [row for row in within if not outcome or row.outcome == outcome], sent)
    return lines.table(
        source, "未立案提案去向一览表", convention="撤案含立案以后撤回的；退回补充以现在还没有重交的为准，计入待审。并入其他提案的不在本表。",
        notes=() if rows else ("本届次没有未立案的提案。",), frozen=3, record="receipt_number",
    )  # fmt: skip


def _add(lines: Lines, source: YearSource, name: str, rows: Sequence[Line], sent: dict[int, list[Line]]) -> None:
    if rows:
        lines.head(f"{name}（{len(rows)} 件）")
    for at, row in enumerate(rows, start=1):
        values = {"at": at, **_values(source, row), **_destination(sent.get(row.proposal_id, []))}
        lines.add(values, {"receipt_number": f"proposal:{row.proposal_id}"})


def _values(source: YearSource, row: Line) -> dict[str, Any]:
    told = f"{row.notified_on.month}月{row.notified_on.day}日{row.notified_by}" if row.notified_on else ""
    is_withdrawn = row.stage is Stage.WITHDRAWN
    return {
        "receipt_number": row.receipt_number, "title": row.title, "proposers": row.proposer_names, "sector": row.sector,
        "decided_on": row.withdrawn_on if is_withdrawn else row.decided_on,
        "reason": row.withdrawal_reason if is_withdrawn else "、".join(name_of(source.rules.reasons, code) for code in row.reasons or ()),
        "note": row.outcome_note, "notified": told,
    }  # fmt: skip


def _destination(sent: Sequence[Line]) -> dict[str, Any]:
    if not sent:
        return {}
    answers = [f"{one.answered_on:%Y-%m-%d} {one.answer}".strip() if one.answered_on else one.answer for one in sent]
    targets = ["，".join(filter(None, (one.target, one.number, f"{one.sent_on:%Y-%m-%d}"))) for one in sent]
    return {"target": "\n".join(targets), "answer": "\n".join(filter(None, answers))}


NOT_FILED = ReportKind("not_filed", "未立案提案去向", build_not_filed)
