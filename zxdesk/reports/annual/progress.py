"""Table 8: how far the year's work is, by month, and by batch. Source: domain §6.7."""

from __future__ import annotations

from typing import Any

from zxdesk.queries.figures.batches import by_batch
from zxdesk.queries.figures.months import STEPS, by_every_month
from zxdesk.queries.figures.population import UNNAMED
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, count, empty_notes, quotient, share
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Chart, Column, Table

STEP_WORDS = {"received": "收到", "filed": "立案", "assigned": "交办", "replied": "办复", "closed": "办结"}
NOTHING_ASSIGNED = "本届次还没有交办提案。"
_LIST_OF_ALL = {"received": "received", "filed": "filed", "assigned": "assigned", "replied": "replied", "closed": "in:all:全部:closed"}


def build(source: YearSource) -> Table:
    """Each month with what came in, was filed, assigned, answered and closed, and the sums so far."""
    columns = (
        Column("name", "月份", width=14), *(count(step, words, width=9, group="当月") for step, words in STEP_WORDS.items()),
        *(Column(f"{step}_so_far", words, "integer", 9, group="累计") for step, words in STEP_WORDS.items()),
        Column("reply_rate", "累计办复率", "share", 11, group="累计"),
    )  # fmt: skip
    lines = Lines(columns)
    months = source.gather(by_every_month) if source.figures["received"] else []
    reached = dict.fromkeys(STEPS, 0)
    for month in months:
        reached = {step: reached[step] + month[step] for step in STEPS}
        sums: dict[str, Any] = {f"{step}_so_far": reached[step] for step in STEPS}
        sums["reply_rate"] = quotient(reached["replied"], reached["assigned"])
        behind = {step: f"month:{month['name']}:{step}" for step in STEPS}
        lines.add({**month, **sums, "name": _month_words(month["name"])}, behind)
    return lines.table(
        source, "提案工作按月进度统计表",
        convention="收到按收件日期、立案按立案日期、交办按交办日期、办复按全部承办单位都已首次答复的日期、办结按办结日期；只计现在仍处于该步的提案，"
        "后来并案、撤案的不再计入立案。累计办复率＝累计办复÷累计交办。",
        notes=empty_notes(source), total_behind=_LIST_OF_ALL,
        charts=(Chart("column", "各月收到、立案和办复件数", "name", ("received", "filed", "replied"), most=24),),
    )  # fmt: skip


def build_batches(source: YearSource) -> Table:
    """Each batch with what it gave out and how far that is."""
    group = "承办件次"
    columns = (
        Column("name", "交办批次", width=18), Column("assigned_on", "交办日期", "date", 11.5), Column("meeting", "交办会议", width=26),
        Column("document_number", "交办文号", width=22), Column("proposals", "提案件数", "integer", 9), Column("units", "承办单位", "integer", 9),
        count("undertakings", "合计", width=7, group=group), count("answering", "主办", width=7, group=group),
        count("co", "会办", width=7, group=group),
        count("signed", "已签收", width=8), count("replied", "已答复", width=8), share("reply_rate", "办复率", ("replied", "answering")),
        count("on_time", "按时", width=7), count("late", "超期未复", width=7), count("co_given", "会办意见已交", width=8),
    )  # fmt: skip
    lines = Lines(columns)
    for batch in source.read(by_batch, source.today):
        behind = {c.key: f"batch:{batch['id']}:{c.key}" for c in columns if c.kind == "integer" and c.key not in ("proposals", "units")}
        values = {**batch, "reply_rate": quotient(batch["replied"], batch["answering"])}
        lines.add(values, behind | {"proposals": f"batch:{batch['id']}", "units": f"batch:{batch['id']}"})
    return lines.table(
        source, "提案交办批次进度统计表",
        convention="提案件数和承办单位在每一批中各计一次，一件提案分两批交办的在两批中都计，所以不合计；其余各栏按承办件次计，改派和停办的不计，"
        "主办含独办、分办。办复率＝已答复÷主办。",
        notes=empty_notes(source) or (() if lines.rows else (NOTHING_ASSIGNED,)),
        total_behind={column.key: f"batch:*:{column.key}" for column in columns if column.total},
    )  # fmt: skip


def _month_words(name: str) -> str:
    return "未填日期" if name == UNNAMED else f"{int(name[:4])}年{int(name[5:])}月"


BY_MONTH = ReportKind("by_month", "按月进度统计表", build)
BY_BATCH = ReportKind("by_batch", "按交办批次进度统计表", build_batches)
