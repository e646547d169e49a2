"""委员提案得分: the members' points for their proposals, item by item. Source: domain §8."""

from __future__ import annotations

from zxdesk.domain.rule_points import EVENTS, SHARINGS, MemberItem, MemberScores
from zxdesk.domain.scoring import plainly
from zxdesk.queries.figures.member_scores import COUNTED_AS, scored_members
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines
from zxdesk.reports.kind import SCORES, ReportKind
from zxdesk.reports.people.members import NO_MEMBERS, work_of
from zxdesk.reports.table import Column, Table


def build_scores(source: YearSource) -> Table:
    """Every member with how often each event befell his proposals and what it gave, in the order of their places."""
    scheme = source.rules.member_scores
    limit = f"计分（最多 {plainly(scheme.limit)} 分）" if scheme.limit else "计分"
    columns = (
        Column("rank", "名次", "integer", 6), Column("name", "姓名", width=10), Column("sector", "界别", width=20),
        *(column for item in scheme.items for column in (
            Column(item.event, "件", "integer", 5.5, group=item.name), Column(f"{item.event}-points", "得分", "points", 7, group=item.name))),
        Column("earned", "得分合计", "points", 9), Column("total", limit, "points", 9),
    )  # fmt: skip
    lines = Lines(columns)
    scored = scored_members(scheme, work_of(source))
    for one in sorted(scored, key=lambda one: (one.rank or 0, one.work.member_number)):
        points = {f"{event}-points": float(value) for event, value in one.score.items.items()}
        lines.add(
            {"rank": one.rank, "name": one.work.name, "sector": one.work.sector, **one.counted, **points, "earned": float(one.score.earned),
             "total": float(one.score.total)},
            {event: f"member:{one.work.id}:{COUNTED_AS[event]}" for event in one.counted},
        )  # fmt: skip
    return lines.table(
        source, "委员提案得分表", convention=_convention(scheme),
        notes=tuple(_note(item, scheme) for item in scheme.items) if scored else (NO_MEMBERS,),
        frozen=2, record="name",
    )  # fmt: skip


def _convention(scheme: MemberScores) -> str:
    limit = f"；每人最多计 {plainly(scheme.limit)} 分" if scheme.limit else ""
    return f"联名提案{SHARINGS[scheme.sharing]}计分{limit}；得分相同的名次相同；集体提案不计入委员个人。评分办法见设置中的“委员提案得分”。"


def _note(item: MemberItem, scheme: MemberScores) -> str:
    if scheme.sharing == "shared":
        given = f"每件 {plainly(item.first)} 分，由署名人分享"
    else:
        given = f"第一提案人每件 {plainly(item.first)} 分，其他署名人每件 {plainly(item.joint)} 分"
    meant = "" if item.name == EVENTS[item.event] else f"（{EVENTS[item.event]}）"
    return f"{item.name}{meant}：{given}{f'，最多 {plainly(item.most)} 分' if item.most else ''}。"


MEMBER_SCORES = ReportKind("member_scores", "委员提案得分", build_scores, group=SCORES)
