"""Lists of proposals: filed ones by category, collective ones by kind of body. Source: domain §6.7."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zxdesk.domain.stage import PENDING_STAGES
from zxdesk.queries.figures.population import PARTS, UNNAMED
from zxdesk.queries.figures.proposers import BODIES, kinds_of_group
from zxdesk.queries.report_lists import Handling, ProposalLine, Proposers, Unit, handling, proposal_lines, proposers
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, empty_notes
from zxdesk.reports.kind import LISTS, ReportKind
from zxdesk.reports.table import Column, Table
from zxdesk.text.names import join_names

NOBODY, NO_UNITS = Proposers((), (), None), Handling([], [])


def build(source: YearSource) -> Table:
    """Filed proposals under their category, in the order of their numbers."""
    columns = (
        Column("number", "提案号", width=9), Column("title", "案由", width=50), Column("first", "第一提案人", width=16),
        Column("joint", "联名人数", "integer", 9), Column("lead", "主办单位", width=22), Column("co", "会办单位", width=30),
    )  # fmt: skip
    lines, who, units = Lines(columns), source.read(proposers), source.read(handling)
    filed = [line for line in source.read(proposal_lines) if line.stage in PARTS["filed"]]
    by_category: dict[str, list[ProposalLine]] = {}
    for line in filed:
        by_category.setdefault(line.category, []).append(line)
    known = [category.name for category in source.rules.categories]
    for category in (*known, *sorted(by_category.keys() - set(known), key=lambda name: (not name, name))):
        within = by_category.get(category, ())
        if within:
            lines.head(f"{category or UNNAMED + '类别'}（{len(within)} 件）")
        for line in within:
            names = who.get(line.id, NOBODY).names
            lines.add(
                _named_and_handled(line, units) | {"first": names[0] if names else "", "joint": len(names) - 1 if len(names) > 1 else None},
                {"number": f"proposal:{line.id}"},
            )  # fmt: skip
    return lines.table(
        source, "提案分类目录", convention=f"列出立案的 {len(filed)} 件，并案的附案不单列；主办单位含独办、分办。",
        notes=empty_notes(source) or (() if filed else ("本届次还没有立案的提案。",)), record="number", frozen=2,
    )  # fmt: skip


def build_collective(source: YearSource) -> Table:
    """Collective proposals under the kind of their proposer, filed or not."""
    columns = (
        Column("number", "提案号", width=9), Column("title", "案由", width=46), Column("proposers", "提案者", width=26),
        Column("category", "类别", width=16), Column("outcome", "审查结果", width=12), Column("lead", "主办单位", width=18),
        Column("co", "会办单位", width=24), Column("reply_class", "办理类别", width=9), Column("satisfaction", "提案者意见", width=11),
    )  # fmt: skip
    lines, who, units = Lines(columns), source.read(proposers), source.read(handling)
    kinds = kinds_of_group(source.rules, BODIES)
    collective = [line for line in source.read(proposal_lines) if line.kind in kinds]
    for kind in kinds:
        within = [line for line in collective if line.kind == kind]
        if within:
            lines.head(f"{kind}（{len(within)} 件）")
        for line in sorted(within, key=lambda line: who.get(line.id, NOBODY).organisation_id or 0):
            values = {
                "proposers": join_names(who.get(line.id, NOBODY).names), "category": line.category, "outcome": _outcome(line),
                "reply_class": line.reply_class, "satisfaction": line.satisfaction,
            }  # fmt: skip
            lines.add(_named_and_handled(line, units) | values, {"number": f"proposal:{line.id}"})
    return lines.table(
        source, "集体提案目录", convention="列出收到的全部集体提案，同一提案者的排在一起；没有立案的没有提案号，列收件号。",
        notes=empty_notes(source) or (() if collective else ("本届次没有集体提案。",)), record="number", frozen=2,
    )  # fmt: skip


def _named_and_handled(line: ProposalLine, units: Mapping[int, Handling]) -> dict[str, Any]:
    own = units.get(line.id, NO_UNITS)
    return {
        "number": line.number or line.receipt_number, "title": line.title, "lead": _named(own.answering), "co": _named(own.co),
    }  # fmt: skip


def _named(units: Iterable[Unit]) -> str:
    return join_names([unit.name for unit in units])


def _outcome(line: ProposalLine) -> str:
    return line.stage.label if line.stage in PENDING_STAGES else line.outcome or line.stage.label


CATEGORY_LIST = ReportKind("category_list", "提案分类目录", build, group=LISTS)
COLLECTIVE_LIST = ReportKind("collective_list", "集体提案目录", build_collective, group=LISTS)
