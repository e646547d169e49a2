"""Table 11: the key proposals with who leads them, how they were supervised and what came of it. Source: domain §1.9, §4.8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from zxdesk.queries import handled_lists
from zxdesk.queries.handled_lists import Line
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, count
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Column, Table

COLUMNS = (
    Column("number", "提案号", width=7.5), Column("title", "案由", width=26), Column("proposers", "提案者", width=12),
    Column("leader", "领衔领导", width=11), Column("supervisor", "督办单位", width=14), Column("units", "承办单位", width=16),
    Column("ways", "督办方式", width=14), count("held", "督办次数", width=5.5), Column("inspections", "督办记录", width=28),
    Column("result", "督办结果", width=24),
    Column("reply_class", "办理类别", width=5.5), Column("satisfaction", "满意情况", width=9),
)  # fmt: skip
NO_LEVEL = "未定督办级别"


def build_key_proposals(source: YearSource) -> Table:
    """The key proposals under a heading a level of leadership, in the order of the levels."""
    rows, held = source.read(handled_lists.key_proposals), source.read(handled_lists.inspections)
    levels = dict.fromkeys([*source.rules.supervision_levels, *(row.level or NO_LEVEL for row in rows)])
    counts = Counter(row.level or NO_LEVEL for row in rows)
    lines = Lines(COLUMNS)
    for level in levels:
        if counts[level]:
            lines.head(f"{level}（{counts[level]} 件）")
        for row in rows:
            if (row.level or NO_LEVEL) == level:
                lines.add(_values(row, held.get(row.key_id, [])), {"number": f"proposal:{row.proposal_id}"})
    share = source.figures["rates"]["key"]
    return lines.table(
        source, "重点提案督办情况表", convention=f"{share['convention']}：{share['numerator']}÷{share['denominator']}。",
        notes=() if rows else ("本届次还没有确定重点提案。",), frozen=2, record="number", total_behind={"held": "way:inspected"},
    )  # fmt: skip


def _values(row: Line, held: Sequence[Line]) -> dict[str, Any]:
    return {
        "number": row.number, "title": row.title, "proposers": row.proposer_names, "leader": row.leader, "supervisor": row.supervisor,
        "units": row.unit_names, "ways": "、".join(row.ways or ()), "held": len(held) or None,
        "inspections": "\n".join(_inspection(one) for one in held), "result": _outcome(row),
        "reply_class": row.reply_class, "satisfaction": row.satisfaction,
    }  # fmt: skip


def _outcome(row: Line) -> str:
    reported = f"{row.reported_on.month}月{row.reported_on.day}日报告：" if row.reported_on else ""
    planned = f"计划 {row.planned_on.month}月{row.planned_on.day}日前督办" if row.planned_on and not reported else ""
    return "\n".join(filter(None, (row.leader_note and f"批示：{row.leader_note}", reported + row.result if row.result else planned)))


def _inspection(one: Line) -> str:
    day = f"{one.held_on.month}月{one.held_on.day}日"
    return "：".join(filter(None, (f"{day}{one.way}", one.content or one.participants)))


KEY_PROPOSALS = ReportKind("key_proposals", "重点提案督办", build_key_proposals)
