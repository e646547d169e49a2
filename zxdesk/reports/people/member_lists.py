"""委员提案统计, 个人提案统计 and 委员撰写情况: the lists of members an office prints. Source: domain §6.7."""

from __future__ import annotations

from collections.abc import Iterable

from zxdesk.queries.figures.members_work import MemberWork, Signed, by_sector, personal_kind
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.counts import Lines, class_columns, count, quotient, share
from zxdesk.reports.kind import LISTS, ReportKind
from zxdesk.reports.people.members import NO_MEMBERS, behind_member, work_of
from zxdesk.reports.table import Chart, Column, Table

SIGNED, DECIDED, HANDLED = "署名", "审查结果", "立案提案中"
NOBODY = "本届次还没有委员提交提案。"


def build_member_proposals(source: YearSource) -> Table:
    """A row a member who signed anything: in which place, what became of it, how it was handled."""
    columns = (
        Column("at", "序号", "integer", 6), Column("name", "姓名", width=10), Column("sector", "界别", width=20),
        Column("party", "政治面貌", width=12), count("signed", "合计", width=6.5, group=SIGNED),
        count("first", "第一提案人", width=11, group=SIGNED), count("joint", "联名", width=6.5, group=SIGNED),
        count("filed", "立案", width=6.5, group=DECIDED), count("merged", "并案", width=6.5, group=DECIDED),
        count("opinions", "转意见", width=8, group=DECIDED), count("not_filed", "未立案", width=8, group=DECIDED),
        count("withdrawn", "撤案", width=6.5, group=DECIDED), count("pending", "待审", width=6.5, group=DECIDED),
        count("key", "重点", width=6.5, group=HANDLED), count("good", "优秀", width=6.5, group=HANDLED), *class_columns(source, HANDLED),
        count("satisfied", "满意", width=6.5, group=HANDLED), count("dissatisfied", "不满意", width=8, group=HANDLED),
    )  # fmt: skip
    keys = [column.key for column in columns if column.total]
    lines, work = Lines(columns), [member for member in work_of(source) if member.signed]
    for at, member in enumerate(sorted(work, key=lambda member: (-len(member.signed), member.member_number)), start=1):
        values = {"at": at, "name": member.name, "sector": member.sector, "party": member.party}
        lines.add({**values, **{key: member.count(key) for key in keys}}, behind_member(member, keys))
    return lines.table(
        source, "委员提案统计表", convention="按件次计：一件几人署名的，各人各计一次；满意按提案者的总体意见计，含算作满意的各种回答。",
        notes=() if work else (NOBODY,), frozen=2, record="name",
    )  # fmt: skip


def build_personal(source: YearSource) -> Table:
    """Proposals of one person: a row a member, with the numbers of what was filed."""
    columns = (
        Column("at", "序号", "integer", 6), Column("name", "委员", width=10), Column("member_number", "委员编号", width=10),
        Column("sector", "界别", width=20), count("personal", "件数", width=7), count("personal_filed", "立案", width=7),
        share("rate", "立案率", ("personal_filed", "personal")), Column("numbers", "立案提案号", width=30),
        Column("others", "未立案的收件号", width=24),
    )  # fmt: skip
    kind = personal_kind(source.rules)
    lines = Lines(columns)
    work = [(member, [line for line in member.signed if "personal" in line.marks]) for member in work_of(source)]
    rows = sorted(((member, signed) for member, signed in work if kind and signed), key=lambda row: (-len(row[1]), row[0].member_number))
    for at, (member, signed) in enumerate(rows, start=1):
        filed = [line for line in signed if line.part == "filed"]
        lines.add(
            {"at": at, "name": member.name, "member_number": member.member_number, "sector": member.sector, "personal": len(signed),
             "personal_filed": len(filed), "rate": quotient(len(filed), len(signed)), "numbers": _numbers(filed),
             "others": _numbers(line for line in signed if line.part != "filed")},
            behind_member(member, ("personal", "personal_filed")),
        )  # fmt: skip
    missing = f"规则包里没有“{personal_kind(source.rules) or '个人'}”这一类提案者。" if not kind else NOBODY
    return lines.table(
        source, "个人提案统计表", convention=f"只计提案者类型为“{kind}”的提案，联名提案不计入。" if kind else "",
        notes=() if rows else (missing,), frozen=2, record="name", charts=(Chart("bar", "个人提案较多的委员", "name", ("personal",), most=15),),
    )  # fmt: skip


def build_authors(source: YearSource) -> Table:
    """Every member in office with what he wrote and joined in; at the end those who handed in nothing, by sector."""
    columns = (
        Column("at", "序号", "integer", 6), Column("name", "姓名", width=10), Column("member_number", "委员编号", width=10),
        Column("sector", "界别", width=22), Column("party", "政治面貌", width=12), count("first", "撰写", width=7), count("joint", "联名", width=7),
        Column("numbers", "撰写的提案号", width=26), Column("joined", "联名的提案号", width=26),
    )  # fmt: skip
    lines, work = Lines(columns), work_of(source)
    wrote, nothing = [one for one in work if one.signed], [one for one in work if not one.signed]
    if wrote:
        lines.head(f"提交提案的委员（{len(wrote)} 人）")
    _add_authors(lines, source, wrote, 1)
    at = len(wrote) + 1
    for sector, members in by_sector(nothing):
        lines.head(f"未提交提案的委员：{sector}（{len(members)} 人）")
        _add_authors(lines, source, members, at)
        at += len(members)
    return lines.table(
        source, "委员撰写提案情况表", convention="第一提案人算撰写，其余署名算联名；还没有提案号的写收件号，括号内为审查结果。",
        notes=() if work else (NO_MEMBERS,), frozen=2, record="name",
    )  # fmt: skip


def _add_authors(lines: Lines, source: YearSource, members: Iterable[MemberWork], first: int) -> None:
    for at, member in enumerate(members, start=first):
        values = {"at": at, "name": member.name, "member_number": member.member_number, "sector": member.sector, "party": member.party}
        counted = {key: member.count(key) for key in ("first", "joint")}
        lines.add(
            {**values, **counted, "numbers": _numbers(line for line in member.signed if line.is_first),
             "joined": _numbers(line for line in member.signed if not line.is_first)},
            behind_member(member, ("first", "joint")),
        )  # fmt: skip


_ENDS = {"merged": "并案", "opinions": "转意见", "not_filed": "未立案", "withdrawn": "撤案", "pending": "待审"}


def _numbers(signed: Iterable[Signed]) -> str:
    """The numbers of proposals, those filed first, each other one with what became of it."""
    ordered = sorted(signed, key=lambda line: line.part in _ENDS)
    return "、".join(f"{line.number}（{_ENDS[line.part]}）" if line.part in _ENDS else line.number for line in ordered)


MEMBER_PROPOSALS = ReportKind("member_proposals", "委员提案统计", build_member_proposals, group=LISTS)
PERSONAL = ReportKind("personal", "个人提案统计", build_personal, group=LISTS)
AUTHORS = ReportKind("authors", "委员撰写情况", build_authors, group=LISTS)
