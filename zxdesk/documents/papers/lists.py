"""提案目录 and 提案摘要汇编: the proposals of a plenary as a list and as a book."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.awards import AWARD_DECISION
from zxdesk.documents.papers.grouping import BY_NUMBER, GROUPING, WITH_CO, WITH_MERGED, Group, book_of
from zxdesk.documents.papers.undertakings import SHORT_FIELDS, short_names, short_units
from zxdesk.documents.redaction import shortened_parts
from zxdesk.documents.values import Texts, office_values, proposal_values
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import office_of, plenary_of

LENGTH = Option("length", "每件摘要的字数", "number", "300")
CONTENTS = Option("contents", "编目次", default="1")
_SHORTEST, _LONGEST = 50, 2000

_ROW_FIELDS = (*PROPOSAL_FIELDS, *SHORT_FIELDS, *named("办理结果 办复的写办理类别，没有的写办理到哪一步\n备注 重点，并入哪一号"))
_DIGEST_FIELDS = (*_ROW_FIELDS, *named("情况摘要 情况和分析的摘要，在句末截断\n建议摘要 建议的摘要，在句末截断"))
_BOOK_FIELDS = named("编排 编排的方式，如按类别；按提案号的空白\n件数 提案的件数")
_GROUP_FIELDS = named("组名 类别、单位或提案者，按提案号编排的空白\n组件数 该组的件数")
_CONTENTS_FIELDS = named("目次名 类别、单位或提案者\n目次件数 该组的件数\n起止 该组的提案号，从第几号到第几号")


def make_catalogue(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One list of the plenary, in groups with their counts. Source: domain §7.5. Raises ``RuleError`` where nothing is filed."""
    yield _book(session, request, moment, _catalogue_row)


def make_digests(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """The same with what each proposal says, shortened at the end of a sentence. Source: domain §7.5."""
    length = _length(request)
    yield _book(session, request, moment, lambda proposal, rules: _digest_row(proposal, rules, length))


def _book(session: Session, request: Request, moment: Moment, row: Callable[[Proposal, Rules], Texts]) -> Paper:
    rules, plenary = rules_of(session, request.plenary_id), plenary_of(session, request.plenary_id)
    groups = book_of(session, request, rules)
    arrangement = request.option(GROUPING)
    shown = {one.id: row(one, rules) for group in groups for one in group.proposals}
    contents = groups if request.has(CONTENTS) and arrangement != BY_NUMBER else []
    values: Values = {
        **office_values(office_of(session), plenary, moment),
        "编排": "" if arrangement == BY_NUMBER else arrangement, "件数": str(len(shown)), "目次": tuple(_contents(group) for group in contents),
        "分组": tuple({
            "组名": group.name, "组件数": str(len(group.proposals)), "提案": tuple(shown[one.id] for one in group.proposals),
        } for group in groups),
    }  # fmt: skip
    return Paper(f"{plenary.name}-{arrangement}", values)


def _contents(group: Group) -> Texts:
    first, last = group.proposals[0].name, group.proposals[-1].name
    return {"目次名": group.name, "目次件数": str(len(group.proposals)), "起止": first if first == last else f"{first}—{last}"}


def _catalogue_row(proposal: Proposal, rules: Rules) -> Texts:
    values = proposal_values(proposal, rules)
    names = short_names([line.name for line in proposal.signed_lines])
    merged = f"并入{proposal.lead.name}" if proposal.stage is Stage.MERGED and proposal.lead is not None else ""
    result = values["办理类别"] or ("" if merged else proposal.stage.label)
    remark = "、".join(filter(None, ("重点" if proposal.is_key else "", merged)))
    return {**values, "提案者列名": names, **short_units(proposal.lead or proposal), "办理结果": result, "备注": remark}


def _digest_row(proposal: Proposal, rules: Rules, length: int) -> Texts:
    situation, suggestion = _in_one(proposal.situation, proposal.analysis), _in_one(proposal.suggestion)
    told, asked = shortened_parts([situation, suggestion], length)
    return {**_catalogue_row(proposal, rules), "情况摘要": told, "建议摘要": asked}


def _in_one(*texts: str) -> str:
    """The paragraphs as one: a summary runs on."""
    return "".join(line.strip() for text in texts for line in text.split("\n"))


def _length(request: Request) -> int:
    said = request.option(LENGTH).strip()
    if not (said.isdecimal() and _SHORTEST <= int(said) <= _LONGEST):
        raise RuleError(f"摘要字数“{said}”要在 {_SHORTEST} 到 {_LONGEST} 之间；改正后再制作。", LENGTH.key)
    return int(said)


def _fields(rows: tuple[PaperField, ...]) -> tuple[PaperField, ...]:
    return (
        *OFFICE_FIELDS, *_BOOK_FIELDS, PaperField("目次", "各组的目次，不编的没有", _CONTENTS_FIELDS),
        PaperField("分组", "各组的提案", (*_GROUP_FIELDS, PaperField("提案", "该组的提案，按提案号", rows))),
    )  # fmt: skip


CATALOGUE = PaperKind(
    "catalogue", "提案目录", "汇编表彰", About.PLENARY, _fields(_ROW_FIELDS), make_catalogue, options=(GROUPING, CONTENTS, WITH_CO, WITH_MERGED),
)  # fmt: skip
DIGEST_BOOK = PaperKind(
    "digest_book", "提案摘要汇编", "汇编表彰", About.PLENARY, _fields(_DIGEST_FIELDS), make_digests,
    options=(GROUPING, LENGTH, CONTENTS, WITH_CO, WITH_MERGED),
)  # fmt: skip

KINDS: tuple[PaperKind, ...] = (CATALOGUE, DIGEST_BOOK, AWARD_DECISION)
