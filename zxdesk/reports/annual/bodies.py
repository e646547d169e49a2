"""Tables 5 and 6: proposals by committee, and by party and organisation; collective proposals by organisation. Source: domain §6.7."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from zxdesk.queries.figures.bodies import Body, bodies
from zxdesk.queries.figures.breakdown_lists import EVERY
from zxdesk.queries.figures.proposers import BODIES, group_lines
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import (
    Lines,
    base_of,
    behind_of,
    behind_whole,
    breakdown_columns,
    class_columns,
    count,
    empty_notes,
    every_group,
    groups_of,
    heading,
    mark_columns,
    quotient,
    share,
    share_sentence,
    with_shares,
)
from zxdesk.reports.kind import LISTS, ReportKind
from zxdesk.reports.table import Chart, Column, Table

PARTY, MASS = "party", "mass"
"""Codes of the proposer types 党派 and 人民团体 in every rule package."""


def build_committees(source: YearSource) -> Table:
    """Members' proposals by the committee of the first proposer beside the committees' own."""
    base, words = base_of(source)
    columns = (
        Column("name", "专门委员会", width=28), count("received", group="合计"), count("filed", group="合计"),
        share("share", f"占{words}", ("filed", base), group="合计"),
        *(count(f"{key}@{group}", title, width=9, group=group) for group in group_lines(source.rules)
          for key, title in (("received", "收到"), ("filed", "立案"))),
        count("key"), count("replied", width=9), *class_columns(source), *mark_columns(source),
    )  # fmt: skip
    lines = Lines(columns)
    groups = with_shares(source, every_group(source, "committee") if source.figures["received"] else [])
    for group in groups:
        label = group["name"] if group["name"] != "未填" else "未填专委会"
        lines.add({**group, "name": label}, behind_of("committee", group["name"], columns))
    left_out = source.figures["received"] - sum(group["received"] for group in groups)
    rest = f"党派、团体等其余集体提案 {left_out} 件不属专委会，不列入本表。"
    return lines.table(
        source, "提案按专门委员会统计表",
        convention=f"委员的提案按第一提案人提交时所在的专委会计，专委会的提案按第一提案者计。{share_sentence(source)}",
        notes=(*empty_notes(source), *((rest,) if left_out else ())),
        total_behind=behind_of("committee", EVERY, columns), charts=(Chart("column", "各专委会立案件数", "name", ("filed",)),),
    )  # fmt: skip


def build_parties(source: YearSource) -> Table:
    """Parties and people's organisations, then members' proposals by party, then the other bodies by kind: everything once."""
    columns = breakdown_columns(source, "党派、团体", width=34)
    lines = Lines(columns)
    listed = _party_rows(source) if source.figures["received"] else []
    rows = with_shares(source, [{**group, "section": section, "of": key, "name": label, "by": by} for section, by, key, label, group in listed])
    for section, within in groupby(rows, key=lambda row: row["section"]):
        shown = list(within)
        lines.head(heading(source, section, shown))
        for row in shown:
            lines.add(row, behind_of(row["by"], row["of"], columns))
    return lines.table(
        source, "提案按党派团体统计表",
        convention=f"按第一提案者计，几家联合提出的只计在第一家；每件提案在本表中只计一次。{share_sentence(source)}",
        notes=empty_notes(source), total_behind=behind_whole(columns),
    )  # fmt: skip


def build_collective(source: YearSource) -> Table:
    """Every organisation with its proposals and their outcome, those without any at 0."""
    columns = (
        Column("name", "集体提案者", width=34), count("received", "提交", group="作为第一提案者"), count("filed", group="作为第一提案者"),
        count("key", "重点", group="作为第一提案者"), count("good", "优秀", group="作为第一提案者"), count("joined", "参与联合提出", width=9),
        count("replied", width=9), share("reply_rate", "办复率", ("replied", "filed")), *class_columns(source), *mark_columns(source),
    )  # fmt: skip
    lines = Lines(columns)
    own = _by_body(source) if source.figures["received"] else []
    for kind in dict.fromkeys([*(choice.name for choice in source.rules.proposer_types), *(body.kind for body, _ in own)]):
        within = [(body, group) for body, group in own if body.kind == kind]
        if within:
            lines.head(heading(source, kind, [group for _, group in within]))
        for body, group in within:
            values = {**group, "name": body.name, "joined": body.joined, "reply_rate": quotient(group["replied"], group["filed"])}
            behind = behind_of("organisation", body.id, columns)
            lines.add(values, behind | {"joined": f"joined:{body.id}"})
    return lines.table(
        source, "集体提案统计表",
        convention="按第一提案者计；几家联合提出的，其余各家计在“参与联合提出”，一件提案几家参与的各计一次。办复率＝已办复÷立案。",
        notes=(*empty_notes(source), *((_collective_note(source, own),) if own else ())),
        total_behind=behind_of("organisation", EVERY, columns) | {"joined": "joined:0"},
        charts=(Chart("bar", "各集体提交件数", "name", ("received",), most=40),),
    )  # fmt: skip


def _by_body(source: YearSource) -> list[tuple[Body, Mapping[str, Any]]]:
    groups = {group["name"]: group for group in every_group(source, "organisation")}
    nothing = dict.fromkeys(every_group(source, "all")[0], 0)
    return [(body, groups.get(str(body.id), nothing)) for body in source.read(bodies, source.today)]


def _party_rows(source: YearSource) -> list[tuple[str, str, object, str, Mapping[str, Any]]]:
    """Section, breakdown, its name, how the row is called, its counts; every received proposal stands in one row."""
    rows: list[tuple[str, str, object, str, Mapping[str, Any]]] = []
    shown: set[str] = set()
    for code, title in ((PARTY, "民主党派、工商联的提案"), (MASS, "人民团体的提案")):
        kinds = {name for choice in source.rules.proposer_types if choice.code == code for name in (choice.name, *choice.aliases)}
        shown |= kinds
        rows += [(title, "organisation", body.id, body.name, group) for body, group in _by_body(source) if body.kind in kinds]
    members = "委员的提案（按第一提案人政治面貌）"
    rows += [(members, "party", group["name"], _named(group["name"], "政治面貌"), group) for group in groups_of(source, "party")]
    others = [group for group in groups_of(source, "kind") if group["name"] not in shown]
    return rows + [("其他集体的提案（按类型）", "kind", group["name"], group["name"], group) for group in others]


def _named(name: str, what: str) -> str:
    return f"未填{what}" if name == "未填" else name


def _collective_note(source: YearSource, own: list[tuple[Body, Mapping[str, Any]]]) -> str:
    """Collective proposals whose first proposer is no organisation would be missing here, so they are told."""
    collective = next((group["received"] for group in every_group(source, "group") if group["name"] == BODIES), 0)
    counted = sum(group["received"] for _body, group in own)
    if counted == collective:
        return f"类型为集体提案的共收到 {collective} 件，与本表提交合计相符。"
    return f"类型为集体提案的共收到 {collective} 件，本表按第一提案者合计 {counted} 件，两者不符，请核对提案者类型。"


BY_COMMITTEE = ReportKind("by_committee", "按专委会统计表", build_committees)
BY_PARTY = ReportKind("by_party", "按党派团体统计表", build_parties)
COLLECTIVE = ReportKind("collective", "集体提案统计表", build_collective, group=LISTS)
