"""Table 12: what was promised and what came of it, reply by reply, with the share that turned out solved. Source: domain §1.8, §6.2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zxdesk.domain.rounding import percent
from zxdesk.queries import handled_lists
from zxdesk.queries.figures.recorded import follow_counts
from zxdesk.queries.handled_lists import Line
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, count, quotient
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Column, Table

COLUMNS = (
    Column("number", "提案号", width=7.5), Column("title", "案由", width=26), Column("unit", "承办单位", width=16),
    Column("first_class", "原类别", width=5.5),
    Column("promise", "承诺事项", width=22), Column("promised_on", "承诺时限", "date", 11), Column("planned_on", "回头看日期", "date", 11),
    count("checks", "核查次数", width=5.5), Column("followed_on", "落实日期", "date", 11), Column("result", "落实情况", width=24),
    Column("new_class", "现类别", width=5.5), Column("turned", "转为已解决", width=7), Column("note", "备注", width=10),
)  # fmt: skip


def build_follow_up(source: YearSource) -> Table:
    """Every reply in force whose class asks to be followed up, with the last look back and the class it has now."""
    promised, looked = source.read(handled_lists.promised_replies), source.read(handled_lists.follow_ups)
    lines = Lines(COLUMNS)
    for row in promised:
        lines.add(_values(source, row, looked.get(row.reply_id, [])), {"number": f"proposal:{row.proposal_id}"})
    words, solved = ("、".join(codes) for codes in (source.rules.follow_up_classes, source.rules.solved_classes))
    counts = source.read(follow_counts)
    rate = percent(quotient(counts["turned"], counts["all"]), source.decimals)
    rate_words = f"{words}转{solved}率＝跟踪后为 {solved} 类的件数÷办理类别为 {words} 类的件数"
    rate_words += f"：{counts['turned']}÷{counts['all']}＝{rate}" if rate else ""
    return lines.table(
        source, f"{words}类答复件跟踪落实情况表", convention=f"一行一个承办单位的答复；{rate_words}；已核查 {counts['checked']} 件，原类别不改。",
        notes=() if promised else (f"本届次还没有 {words or '需要跟踪的'} 类答复。",), frozen=2, record="number",
        total_behind={"checks": "follow:checked", "turned": "follow:turned"},
    )  # fmt: skip


def _values(source: YearSource, row: Line, looked: Sequence[Line]) -> dict[str, Any]:
    done = [one for one in looked if one.followed_on is not None]
    last, new_class = (looked[-1] if looked else None), (done[-1].new_class if done else "")
    values = {
        "number": row.number, "title": row.title, "unit": row.unit, "first_class": row.reply_class,
        "promise": _with(row.promise, "责任人", row.promise_owner),
        "promised_on": row.promised_on, "checks": len(done) or None, "new_class": new_class,
        "turned": ("是" if new_class in source.rules.solved_classes else "否") if done else "",
    }  # fmt: skip
    if last is None:
        return values | {"note": "未转入跟踪"}
    is_late = last.followed_on is None and last.planned_on < source.today
    return values | {
        "promise": _with(last.item or row.promise, "责任人", row.promise_owner), "planned_on": last.planned_on,
        "followed_on": last.followed_on, "result": _with(last.result, "佐证", last.evidence),
        "note": "已过期未核查" if is_late else "" if last.followed_on else "待核查",
    }  # fmt: skip


def _with(text: str, name: str, more: str) -> str:
    return f"{text}（{name}：{more}）" if more else text


FOLLOW_UP = ReportKind("follow_up", "答复件跟踪", build_follow_up)
