"""表彰决定: the good proposals, units and persons of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, letter_values
from zxdesk.documents.papers.undertakings import short_names
from zxdesk.documents.values import Texts, answering_units, chinese_date, office_values
from zxdesk.domain.errors import RuleError
from zxdesk.domain.supervision import Award
from zxdesk.queries.awards import award_years, awards_of_year
from zxdesk.queries.paper_records import office_of, plenary_of

YEAR = Option("year", "年度", "number")
TO = Option("to", "主送", "text", "各提案承办单位，政协各参加单位、全体委员")

PROPOSALS, UNITS, PERSONS = "优秀提案", "先进承办单位", "先进个人"
_MEASURES = {PROPOSALS: "件", UNITS: "个", PERSONS: "名"}

_DECISION_FIELDS = (
    *named(
        """
        年度 表彰的年度
        会议日期 研究决定的会议的日期，没有登记的空白
        表彰对象 如优秀提案和提案办理先进承办单位
        表彰件数 如优秀提案12件、先进承办单位5个
        优秀提案数 件数，没有的空白
        先进单位数 个数，没有的空白
        先进个人数 人数，没有的空白
        提案附件号 优秀提案名单是附件几，只有一个附件的空白
        单位附件号 先进承办单位名单是附件几
        个人附件号 先进个人名单是附件几
        印发机关 印发的机关
        """
    ),
    PaperField("优秀提案", "优秀提案，按提案号", named("提案号 提案号\n案由 案由\n提案者列名 提案者\n主办单位 主办单位")),
    PaperField("先进承办单位", "先进承办单位，按登记次序", named("单位 承办单位全称")),
    PaperField("先进个人", "先进个人，按登记次序", named("姓名 姓名\n单位 所在的承办单位，没有登记的空白")),
)


def make_decisions(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for the year, with a list for each kind of award as an annex. Source: domain §1.10, §7.5.

    Raises ``RuleError`` where nothing was awarded in that year, and for what is no year.
    """
    year = _year(session, request)
    awards = awards_of_year(session, year)
    if not awards:
        raise RuleError(f"{year}年度还没有评优；登记优秀提案、先进承办单位或先进个人以后再制作表彰决定。", YEAR.key)
    lists = {PROPOSALS: _proposals(awards), UNITS: _units(awards), PERSONS: _persons(awards)}
    given = [name for name, rows in lists.items() if rows]
    office, plenary = office_of(session), plenary_of(session, request.plenary_id)
    numbers = dict.fromkeys(award.document_number for award in awards if award.document_number)
    days = sorted({award.meeting_on for award in awards if award.meeting_on})
    letter = letter_values(
        request, moment, office, to=request.option(TO), enclosures=[f"{name}名单" for name in given], sender=office.committee,
        number=next(iter(numbers)) if len(numbers) == 1 else "", is_file=True,
    )  # fmt: skip
    values: Values = {
        **office_values(office, plenary, moment), **letter, "年度": str(year), "会议日期": chinese_date(days[-1]) if days else "",
        "表彰对象": _objects(given), "表彰件数": "、".join(f"{name}{len(lists[name])}{_MEASURES[name]}" for name in given),
        "优秀提案数": _count(lists[PROPOSALS]), "先进单位数": _count(lists[UNITS]), "先进个人数": _count(lists[PERSONS]),
        **{field: _annex(name, given) for field, name in (("提案附件号", PROPOSALS), ("单位附件号", UNITS), ("个人附件号", PERSONS))},
        "印发机关": office.name, **{name: tuple(rows) for name, rows in lists.items()},
    }  # fmt: skip
    yield Paper(f"{year}年度", values, number=letter["文号"])


def _year(session: Session, request: Request) -> int:
    said = request.option(YEAR).strip()
    if not said:
        years = award_years(session)
        if not years:
            raise RuleError("还没有评优；登记优秀提案、先进承办单位或先进个人以后再制作表彰决定。", YEAR.key)
        return years[-1]
    if not (said.isdecimal() and len(said) == 4):
        raise RuleError(f"年度“{said}”不是年份；写成 2026 这样的四位数字。", YEAR.key)
    return int(said)


def _proposals(awards: Sequence[Award]) -> list[Texts]:
    found = {award.proposal.id: award.proposal for award in awards if award.kind == PROPOSALS and award.proposal is not None}
    ordered = sorted(found.values(), key=lambda one: (-one.plenary_id, one.number_sort, one.id))
    return [
        {
            "提案号": one.number or one.name, "案由": one.title, "提案者列名": short_names([line.name for line in one.signed_lines]),
            "主办单位": answering_units(one.lead or one),
        }
        for one in ordered
    ]  # fmt: skip


def _units(awards: Sequence[Award]) -> list[Texts]:
    names = dict.fromkeys(award.unit.name for award in awards if award.kind == UNITS and award.unit is not None)
    return [{"单位": name} for name in names]


def _persons(awards: Sequence[Award]) -> list[Texts]:
    found = dict.fromkeys((award.person, award.unit.name if award.unit else "") for award in awards if award.kind == PERSONS and award.person)
    return [{"姓名": name, "单位": unit} for name, unit in found]


def _objects(given: Sequence[str]) -> str:
    """优秀提案和提案办理先进承办单位、先进个人: what stands in the title."""
    handling = "、".join(name for name in given if name != PROPOSALS)
    return "和".join(filter(None, (PROPOSALS if PROPOSALS in given else "", f"提案办理{handling}" if handling else "")))


def _annex(name: str, given: Sequence[str]) -> str:
    return str(given.index(name) + 1) if name in given and len(given) > 1 else ""


def _count(rows: Sequence[Texts]) -> str:
    return str(len(rows)) if rows else ""


AWARD_DECISION = PaperKind(
    "award_decision", "表彰决定", "汇编表彰", About.PLENARY, (*OFFICE_FIELDS, *LETTER_FIELDS, *_DECISION_FIELDS), make_decisions,
    options=(YEAR, TO, *LETTER_OPTIONS), takes_number=True,
)  # fmt: skip
