"""The year ledger: every proposal of a plenary on one row, as offices keep it; it imports back without a difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zxdesk.queries.ledger import ledger_values
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.kind import LEDGERS, ReportKind
from zxdesk.reports.table import Column, Table, Value
from zxdesk.reports.workbook import write_workbook
from zxdesk.text.names import join_names

COLUMNS = (
    Column("plenary", "届次", width=12),
    Column("receipt_number", "收件号", width=10),
    Column("number", "提案号", width=9),
    Column("title", "案由", width=40),
    Column("proposer_kind", "提案者类型", width=11),
    Column("proposers", "提案者", width=14),
    Column("joint", "联名人", width=22),
    Column("sector", "界别", width=12),
    Column("submitted_on", "提交日期", "date", 11.5),
    Column("timing", "会间平时", width=9),
    Column("category", "类别", width=14),
    Column("outcome", "审查结果", width=12),
    Column("lead_number", "并入", width=9),
    Column("reasons", "原因", width=20),
    Column("lead_units", "主办单位", width=20),
    Column("co_units", "会办单位", width=26),
    Column("separate_units", "分办单位", width=20),
    Column("assigned_on", "交办日期", "date", 11.5),
    Column("due_on", "答复期限", "date", 11.5),
    Column("replied_on", "答复日期", "date", 11.5),
    Column("reply_number", "答复文号", width=20),
    Column("reply_class", "办理类别", width=6),
    Column("contact_way", "沟通方式", width=9),
    Column("attitude", "办理态度", width=9),
    Column("result", "办理结果", width=9),
    Column("is_key", "是否重点", width=6),
    Column("is_open", "是否公开", width=6),
    Column("situation", "情况", "long", 40),
    Column("analysis", "分析", "long", 40),
    Column("suggestion", "建议", "long", 40),
)
_FROZEN = 4
_PAGES_WIDE = 3


@dataclass(frozen=True)
class LedgerLine:
    """One proposal of the ledger; what is unknown is "", () or None."""

    plenary: str = ""
    receipt_number: str = ""
    number: str = ""
    title: str = ""
    proposer_kind: str = ""
    proposers: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    sector: str = ""
    submitted_on: date | None = None
    timing: str = ""
    category: str = ""
    outcome: str = ""
    lead_number: str = ""
    reasons: tuple[str, ...] = ()
    lead_units: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    separate_units: tuple[str, ...] = ()
    assigned_on: date | None = None
    due_on: date | None = None
    replied_on: date | None = None
    reply_number: str = ""
    reply_class: str = ""
    contact_way: str = ""
    attitude: str = ""
    result: str = ""
    is_key: bool | None = None
    is_open: bool | None = None
    situation: str = ""
    analysis: str = ""
    suggestion: str = ""


def build(rows: Iterable[LedgerLine], *, title: str = "提案年度台账", printed_on: date | None = None) -> Table:
    """Return the ledger as a table; nothing stands below its rows, so that it can be read in again."""
    lines = tuple(tuple(_value(getattr(row, column.key)) for column in COLUMNS) for row in rows)
    made = f"制表日期：{printed_on.year}年{printed_on.month}月{printed_on.day}日　　" if printed_on else ""
    return Table(
        title=title,
        period=f"{made}共 {len(lines)} 件",
        columns=COLUMNS,
        rows=lines,
        record="receipt_number",
        frozen=_FROZEN,
        pages_wide=_PAGES_WIDE,
    )


def write_year_ledger(lines: Iterable[LedgerLine], path: Path, *, title: str, printed_on: date) -> tuple[str, ...]:
    """Write the ledger as .xlsx and return a sentence for each text altered. Raises RuleError when a text is too long."""
    return write_workbook(build(lines, title=title, printed_on=printed_on), path)


def _value(value: object) -> Value:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return join_names(value)
    if value is None or isinstance(value, str | date):
        return value
    raise TypeError(f"not a value of the ledger: {value!r}")


def _of_year(source: YearSource) -> Table:
    lines = [LedgerLine(**values) for values in source.read(ledger_values)]
    return build(lines, title=f"{source.plenary.name}提案年度台账", printed_on=source.today)


YEAR_LEDGER = ReportKind("year_ledger", "提案年度台账", _of_year, is_annual=False, group=LEDGERS)
