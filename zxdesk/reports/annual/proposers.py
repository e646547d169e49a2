"""Tables 3 and 4: proposals by type of proposer, and by the sector of the first proposer. Source: domain §5.2, §5.8, §6.7."""

from __future__ import annotations

from zxdesk.queries.figures.population import UNNAMED
from zxdesk.queries.figures.proposers import group_lines, group_of
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import (
    Lines,
    behind_of,
    behind_whole,
    breakdown_columns,
    empty_notes,
    groups_of,
    heading,
    mark_columns,
    share_sentence,
    with_shares,
)
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Chart, Table


def build(source: YearSource) -> Table:
    """The types of proposers under members' and collective proposals."""
    columns = (*breakdown_columns(source, "提案者类型", width=16), *mark_columns(source))
    lines = Lines(columns)
    groups = with_shares(source, groups_of(source, "type"))
    for name in (*group_lines(source.rules), UNNAMED):
        within = [group for group in groups if (group_of(source.rules, group["name"]) or UNNAMED) == name]
        if within:
            lines.head(heading(source, "没有归入的类型" if name == UNNAMED else name, within))
        for group in within:
            lines.add(group, behind_of("type", group["name"], columns))
    return lines.table(
        source, "提案按提案者类型统计表",
        convention=f"联名提案{_joint(source)}，一件只计一次；办理类别、提案者意见按已有结论的件数计。{share_sentence(source)}",
        notes=empty_notes(source), total_behind=behind_whole(columns),
        charts=(Chart("bar", "各类提案者立案件数", "name", ("filed",)),),
    )  # fmt: skip


def build_sectors(source: YearSource) -> Table:
    """The sectors in the order of the rule package."""
    columns = (*breakdown_columns(source, "界别", width=26), *mark_columns(source))
    lines = Lines(columns)
    groups = with_shares(source, groups_of(source, "sector"))
    for group in groups:
        label = "未填界别（含集体提案）" if group["name"] == UNNAMED else group["name"]
        lines.add({**group, "name": label}, behind_of("sector", group["name"], columns))
    return lines.table(
        source, "提案按界别统计表",
        convention=f"按第一提案人提交时的界别计，联名提案不重复计；集体提案没有界别，单列一行。{share_sentence(source)}",
        notes=empty_notes(source), total_behind=behind_whole(columns),
        charts=(Chart("column", "各界别立案件数", "name", ("filed",), most=sum(group["name"] != UNNAMED for group in groups)),),
    )  # fmt: skip



def _joint(source: YearSource) -> str:
    words = {"line": "在委员提案内单列", "together": "与个人提案合为一行", "apart": "在委员提案之外单列"}
    return words[source.rules.conventions["joint_counted"]]


BY_PROPOSER_TYPE = ReportKind("by_proposer_type", "按提案者类型统计表", build)
BY_SECTOR = ReportKind("by_sector", "按界别统计表", build_sectors)
