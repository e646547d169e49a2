"""卷内目录, 备考表 and 归档移交清单: what a volume holds, and which volumes are handed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.chosen import Desk
from zxdesk.documents.papers.undertakings import short_names
from zxdesk.documents.papers.volume import VolumePiece, volume_pieces
from zxdesk.documents.values import Texts, chinese_date, office_values, proposal_values
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import FILED_STAGES, Stage
from zxdesk.domain.volume import lacking_pieces
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import office_of, plenary_of, proposals_for_papers

RETENTION = Option("retention", "只移交这个保管期限的", "text")

_ARCHIVE_FIELDS = named(
    """
    归档号 归档号，没有归档的空白
    保管期限 保管期限
    归档日期 归档日期
    存放位置 存放位置
    卷内件数 卷内的文件数
    卷内页数 卷内的页数，没有登记的空白
    """
)
_PIECES = PaperField("卷内文件", "卷内的文件，按办理的次序", named("文号 文件的编号\n责任者 形成文件的机关或个人\n题名 文件的题名\n日期 文件的日期，如20260508\n页号 起始页号，手填\n备注 办理类别、征询结果等"))
_NOTE_FIELDS = named("还缺 卷内还缺的文件，顿号隔开，不缺的空白\n说明 本卷情况说明")
_VOLUME_FIELDS = (*PROPOSAL_FIELDS, *_ARCHIVE_FIELDS, *named("提案者列名 提案者，超过三名的写第一名等几名\n起止日期 卷内文件的起止年月\n备注 存放位置"))
_LIST_FIELDS = (
    *named("卷数 移交的卷数\n总页数 各卷页数合计，没有登记的空白\n总件数 各卷件数合计\n期限构成 各种保管期限的卷数，如永久3卷\n未登页数 没有登记页数的卷数，没有的空白"),
    PaperField("案卷", "移交的案卷，按归档号", _VOLUME_FIELDS),
)


def make_contents(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each volume. Source: domain §7.5 (DA/T 22 style)."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_no_volume):
        pieces = volume_pieces(proposal, desk.office.name)
        values: Values = {**desk.values(proposal), **_archive(proposal, pieces), "卷内文件": tuple(map(_line, pieces))}
        yield Paper(proposal.name, values, proposal_id=proposal.id)


def make_notes(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """备考表 of each volume: what it holds and what it lacks, who put it together. Source: domain §1.11."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_no_volume):
        pieces, lacking = volume_pieces(proposal, desk.office.name), "、".join(lacking_pieces(proposal))
        archive = _archive(proposal, pieces)
        pages = f"、{archive['卷内页数']}页" if archive["卷内页数"] else ""
        told = f"本卷共有文件{len(pieces)}件{pages}。" + (f"缺{lacking}。" if lacking else "文件齐全。")
        yield Paper(proposal.name, {**desk.values(proposal), **archive, "还缺": lacking, "说明": told}, proposal_id=proposal.id)


def make_transfer(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """The archived volumes of the plenary, or those of the chosen, by archive number. Raises ``RuleError`` where none is archived."""
    office, plenary, rules = office_of(session), plenary_of(session, request.plenary_id), rules_of(session, request.plenary_id)
    volumes = _archived(session, request)
    held = {one.id: volume_pieces(one, office.name) for one in volumes}
    kinds = Counter(one.retention for one in volumes)
    pages = [one.pages for one in volumes if one.pages]
    rows = tuple(
        {
            **proposal_values(one, rules), **_archive(one, held[one.id]), "提案者列名": short_names([line.name for line in one.signed_lines]),
            "起止日期": _span(held[one.id]), "备注": one.location,
        }
        for one in volumes
    )  # fmt: skip
    values: Values = {
        **office_values(office, plenary, moment), "卷数": str(len(rows)), "总页数": str(sum(pages)) if pages else "",
        "总件数": str(sum(map(len, held.values()))), "未登页数": str(len(rows) - len(pages)) if len(pages) < len(rows) else "",
        "期限构成": "，".join(f"{name}{kinds[name]}卷" for name in [*rules.retentions, *sorted(set(kinds) - set(rules.retentions))] if kinds[name]),
        "案卷": rows,
    }  # fmt: skip
    yield Paper(plenary.name, values)


def _archived(session: Session, request: Request) -> list[Proposal]:
    ids = request.proposals or tuple(session.scalars(select(Proposal.id).where(Proposal.plenary_id == request.plenary_id)))
    wanted = request.option(RETENTION).strip()
    volumes = [one for one in proposals_for_papers(session, ids) if one.stage is Stage.ARCHIVED and wanted in ("", one.retention)]
    if not volumes:
        what = f"没有保管期限为“{wanted}”的归档提案" if wanted else "没有归档的提案"
        raise RuleError(f"{what}；归档以后再制作移交清单。", "proposals")
    return sorted(volumes, key=lambda one: (len(one.archive_number), one.archive_number, one.id))


def _no_volume(proposal: Proposal) -> str:
    if proposal.stage in FILED_STAGES:
        return ""
    if proposal.lead is not None:
        return f"{proposal.name} 已并入第{proposal.lead.name}号提案，归入该卷；制作第{proposal.lead.name}号的。"
    return f"{proposal.name} 没有立案，不单独立卷；另选立案的提案。"


def _archive(proposal: Proposal, pieces: list[VolumePiece]) -> Texts:
    return {
        "归档号": proposal.archive_number, "保管期限": proposal.retention, "归档日期": chinese_date(proposal.archived_on),
        "存放位置": proposal.location, "卷内件数": str(len(pieces)), "卷内页数": str(proposal.pages) if proposal.pages else "",
    }  # fmt: skip


def _line(piece: VolumePiece) -> Texts:
    return {
        "文号": piece.number, "责任者": piece.author, "题名": piece.title, "日期": f"{piece.on:%Y%m%d}" if piece.on else "", "页号": "",
        "备注": piece.remark,
    }  # fmt: skip


def _span(pieces: list[VolumePiece]) -> str:
    days = sorted(piece.on for piece in pieces if piece.on)
    if not days:
        return ""
    first, last = f"{days[0]:%Y%m}", f"{days[-1]:%Y%m}"
    return first if first == last else f"{first}—{last}"


VOLUME_CONTENTS = PaperKind(
    "volume_contents", "卷内目录", "归档", About.PROPOSALS, (*OFFICE_FIELDS, *PROPOSAL_FIELDS, *_ARCHIVE_FIELDS, _PIECES), make_contents,
    stages=FILED_STAGES,
)  # fmt: skip
VOLUME_NOTE = PaperKind(
    "volume_note", "备考表", "归档", About.PROPOSALS, (*OFFICE_FIELDS, *PROPOSAL_FIELDS, *_ARCHIVE_FIELDS, *_NOTE_FIELDS), make_notes,
    stages=FILED_STAGES, pages=1,
)  # fmt: skip
TRANSFER_LIST = PaperKind(
    "transfer_list", "归档移交清单", "归档", About.PLENARY, (*OFFICE_FIELDS, *_LIST_FIELDS), make_transfer, options=(RETENTION,),
)  # fmt: skip

KINDS: tuple[PaperKind, ...] = (VOLUME_CONTENTS, VOLUME_NOTE, TRANSFER_LIST)
