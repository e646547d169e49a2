"""Table 9: which members took part, one by one within their sectors, and sector by sector. Source: domain §6.2, §6.7."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zxdesk.domain.rounding import percent
from zxdesk.queries.figures.members_work import NOT_SEATED, MemberWork, by_sector, members_work
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, count, quotient, share
from zxdesk.reports.kind import LISTS, ReportKind
from zxdesk.reports.table import Chart, Column, Table

COUNTED = {"signed": "署名", "first": "第一提案人", "joint": "联名", "filed": "立案"}
NO_MEMBERS = "本届还没有登记委员名册，没有可以统计的委员。"


def build_members(source: YearSource) -> Table:
    """Every member, those who handed in nothing too, under a heading a sector with its rate of participation."""
    columns = (
        Column("at", "序号", "integer", 5.5), Column("name", "姓名", width=9), Column("member_number", "委员编号", width=9),
        Column("sector", "界别", width=16), Column("party", "政治面貌", width=11.5),
        *(count(key, title, width=10 if key == "first" else 7) for key, title in COUNTED.items()), Column("note", "备注", width=8),
    )  # fmt: skip
    lines, at = Lines(columns), 0
    for sector, members in by_sector(work_of(source)):
        lines.head(_heading(source, sector, members))
        for member in members:
            at += 1
            counted = {key: member.count(key) for key in COUNTED}
            values = {"at": at, "name": member.name, "member_number": member.member_number, "sector": member.sector, "party": member.party}
            lines.add({**values, **counted, "note": "" if member.signed else "未提交"}, behind_member(member, COUNTED))
    return lines.table(
        source, "委员参与提案情况统计表",
        convention=f"{_participation(source)}。署名、联名、立案按件次计，一件几人署名的各计一次；立案不含并入他案的。",
        notes=_notes(source), frozen=2, record="name", total_behind={key: f"seat::{key}" for key in ("first",)},
    )  # fmt: skip


def build_sectors(source: YearSource) -> Table:
    """Sector by sector: members, those who took part, and what they proposed first."""
    columns = (
        Column("name", "界别", width=30), count("seats", "在册委员", group="委员（人）"), count("part", "提交提案", group="委员（人）"),
        share("rate", "参与率", ("part", "seats"), group="委员（人）"), count("first_signed", "第一提案人", width=11, group="委员（人）"),
        count("only_joint", "只参加联名", width=11, group="委员（人）"), count("none", "未提交", group="委员（人）"),
        count("first", "提交", group="以第一提案人提出（件）"), count("first_filed", "立案", group="以第一提案人提出（件）"),
    )  # fmt: skip
    lines = Lines(columns)
    for sector, members in by_sector(work_of(source)):
        values: dict[str, Any] = {
            "name": sector, "seats": sum(one.is_seated for one in members), "part": sum(one.took_part(source.rules) for one in members),
            "first_signed": sum(bool(one.count("first")) for one in members),
            "only_joint": sum(bool(one.signed) and not one.count("first") for one in members),
            "none": sum(not one.signed for one in members),
            **{key: sum(one.count(key) for one in members) for key in ("first", "first_filed")},
        }  # fmt: skip
        lines.add({**values, "rate": quotient(values["part"], values["seats"])}, _behind_sector(sector))
    return lines.table(
        source, "各界别委员参与提案情况统计表", convention=f"{_participation(source)}。各界别按委员开幕时的任职计。", notes=_notes(source),
        charts=(Chart("bar", "各界别委员参与率", "name", ("rate",), most=40),), total_behind=_behind_sector(""),
    )  # fmt: skip


def work_of(source: YearSource) -> tuple[MemberWork, ...]:
    """What every member signed, read once for all reports."""
    return source.gather(members_work, source.today)


def behind_member(member: MemberWork, keys: Sequence[str] | dict[str, str]) -> dict[str, str]:
    """The figure behind each count of a member's row."""
    return {key: f"member:{member.id}:{key}" for key in keys}


def _behind_sector(sector: str) -> dict[str, str]:
    people = {"seats": "seats", "part": "part", "first_signed": "first", "only_joint": "joint", "none": "none"}
    of_members = {key: f"members:sector:{sector}:{what}" for key, what in people.items()}
    return of_members | {key: f"seat:{sector}:{key}" for key in ("first", "first_filed")}


def _heading(source: YearSource, sector: str, members: Sequence[MemberWork]) -> str:
    if sector == NOT_SEATED:
        return f"{sector}（{len(members)} 人署名）"
    part = sum(member.took_part(source.rules) for member in members)
    return f"{sector}（委员 {len(members)} 人，提交提案 {part} 人，参与率 {percent(part / len(members), source.decimals)}）"


def _participation(source: YearSource) -> str:
    rate = source.figures["rates"]["participation"]
    shown = percent(rate["value"], source.decimals)
    return f"{rate['convention']}" + (f"：{rate['numerator']}÷{rate['denominator']}＝{shown}" if shown else "")


def _notes(source: YearSource) -> tuple[str, ...]:
    work = work_of(source)
    if not work:
        return (NO_MEMBERS,)
    apart = sum(not member.is_seated for member in work)
    return (f"有 {apart} 人署名时在册、开幕时不在册，计入提交提案的人数，不计入在册委员。",) if apart else ()


MEMBERS = ReportKind("members", "委员参与", build_members)
SECTORS = ReportKind("sector_participation", "各界别委员参与", build_sectors, group=LISTS)
