"""The papers of taking in: 收件回执 and 提案表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from zxdesk.documents.codes import CODE_FIELDS, code_values
from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, PROPOSER_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.chosen import Desk
from zxdesk.documents.papers.letter import ISSUED_ON, LETTER_FIELDS, SENDER, addressed, letter_values, you_of
from zxdesk.documents.values import Texts, chinese_date, office_values, proposer_rows, told_reasons
from zxdesk.domain.office import Office, Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import Stage
from zxdesk.queries.paper_records import plenary_of

JOINT_ON_FORM = 8
"""Joint proposers in the table of the form; the others stand in a list after the text."""

_WRITING_LINES = (("情况", 12), ("分析", 12), ("建议", 17))
"""Lines to write on after each head: with the heads 44, two pages of the form."""
_MOST_RECEIVERS = 10
_ADDRESSED = named("敬称 您、您们或你们")
_ON_FORM = named(
    """
    第一提案者地址 第一提案者的通讯地址，集体的为联系地址
    第一提案者电话 第一提案者的联系电话，集体的为联系电话
    第一提案者邮编 第一提案者的邮编，集体的为联系邮编
    集体联系人 集体提案的联系人
    续名单人数 提案表里排不下、另列名单的联名人数
    编号栏 第几号，没有立案的为收件号，空白表留空
    公开意愿 同意，或不同意和理由
    建议作为重点 是或否
    意向单位 提案者希望的主办和会办单位
    审查意见 审定的结果、会议和日期
    收文时间 收件日期
    正文说明 没有录入正文的，注明见所附原件
    """
)
BLANK = Option("blank", "空白表，供手工填写")


def receipts(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One 收件回执 a proposal, to its proposers. Source: domain §2.1 P2."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_no_receipt):
        lines = proposal.signed_lines
        letter = letter_values(request, moment, desk.office, to=_receivers(lines))
        values: Values = {**desk.values(proposal), **letter, "敬称": you_of(lines), **code_values("receipt", proposal)}
        yield Paper(stem=proposal.name, values=values, proposal_id=proposal.id, number=request.number)


def proposal_forms(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One 提案表 a proposal, or one with nothing filled in, to be written by hand. Source: domain §7.5."""
    desk = Desk(session, request, moment)
    if request.has(BLANK):
        yield Paper(stem="空白", values=_blank_form(desk.office, plenary_of(session, request.plenary_id), moment))
        return
    for proposal in desk.chosen(lambda _proposal: ""):
        yield Paper(stem=proposal.name, values=_filled_form(proposal, desk), proposal_id=proposal.id)


def review_verdict(proposal: Proposal, rules: Rules) -> str:
    """The decision in one sentence: 经…审定，立案，列入…; empty before it."""
    if not proposal.outcome:
        return ""
    decided = chinese_date(proposal.withdrawn_on if proposal.stage is Stage.WITHDRAWN else proposal.decided_on)
    by = f"{proposal.meeting}审定" if proposal.meeting and proposal.outcome != "撤案" else ""
    before = "，".join(filter(None, (decided, by)))
    return f"{before}{'，' if before else ''}{_what_was_decided(proposal, rules)}。"


def _what_was_decided(proposal: Proposal, rules: Rules) -> str:
    if proposal.stage is Stage.MERGED and proposal.lead is not None:
        return f"并入第{proposal.lead.name}号提案办理"
    if proposal.outcome == "撤案":
        return f"同意撤案：{proposal.withdrawal_reason.rstrip('。')}" if proposal.withdrawal_reason else "同意撤案"
    if proposal.outcome == "立案":
        return f"立案，列入{proposal.category}类" if proposal.category else "立案"
    reasons = told_reasons(rules, proposal.reasons)
    return f"{proposal.outcome}：{reasons}" if reasons else proposal.outcome


def _receivers(lines: Sequence[ProposerLine]) -> str:
    """All of up to ten; of more the first, for the table names them all."""
    return addressed(lines) if len(lines) <= _MOST_RECEIVERS else f"{addressed(lines[:1])}等{len(lines)}名提案者"


def _no_receipt(proposal: Proposal) -> str:
    return "" if proposal.received_on is not None else f"{proposal.name}还没有收件；收件以后再制作收件回执。"


def _filled_form(proposal: Proposal, desk: Desk) -> Values:
    joint = proposer_rows(proposal.signed_lines[1:])
    return {
        **desk.values(proposal),
        **_first_proposer(proposal),
        "联名人": joint[:JOINT_ON_FORM],
        "续名单": joint[JOINT_ON_FORM:],
        "续名单人数": str(len(joint) - JOINT_ON_FORM) if len(joint) > JOINT_ON_FORM else "",
        "编号栏": f"第 {proposal.number} 号" if proposal.number else proposal.name,
        "公开意愿": _open_words(proposal),
        "建议作为重点": "是" if proposal.is_key_suggested else "否",
        "意向单位": _wishes(proposal.wished_lead, proposal.wished_co),
        "审查意见": review_verdict(proposal, desk.rules(proposal)),
        "收文时间": chinese_date(proposal.received_on),
        "正文说明": "" if proposal.situation or proposal.analysis or proposal.suggestion else "正文见所附原件。",
        "书写栏": (),
    }


def _first_proposer(proposal: Proposal) -> Texts:
    lines = proposal.signed_lines
    first = lines[0] if lines else None
    is_collective = first is not None and first.member_id is None
    return {
        "第一提案者地址": (first.address if first else "") or proposal.contact_address,
        "第一提案者电话": (first.phone if first else "") or proposal.contact_phone,
        "第一提案者邮编": (first.postcode if first else "") or proposal.contact_postcode,
        "集体联系人": proposal.contact if is_collective else "",
    }


def _open_words(proposal: Proposal) -> str:
    if proposal.is_open is None:
        return ""
    if proposal.is_open:
        return "同意"
    return f"不同意（{proposal.open_reason}）" if proposal.open_reason else "不同意"


def _wishes(lead: str, co: str) -> str:
    return "；".join(filter(None, (f"主办：{lead}" if lead else "", f"会办：{co}" if co else "")))


def _blank_form(office: Office, plenary: Plenary, moment: Moment) -> Values:
    """Nothing but the head; choices to tick, rows for eight joint proposers and lines to write on."""
    empty = dict.fromkeys((field.name for field in (*PROPOSAL_FIELDS, *_ON_FORM)), "")
    person = dict.fromkeys((field.name for field in PROPOSER_FIELDS), "")
    ticks = {
        "编号栏": "第　　　　号",
        "公开意愿": "□同意　□不同意（理由：　　　）",
        "是否涉密": "□是　□否",
        "建议作为重点": "□是　□否",
        "会间平时": "□大会　□平时",
    }
    return {
        **office_values(office, plenary, moment),
        **empty,
        **ticks,
        "联名人": (person,) * JOINT_ON_FORM,
        "续名单": (),
        "书写栏": tuple(_writing_lines()),
    }


def _writing_lines() -> Iterator[Texts]:
    for head, count in _WRITING_LINES:
        yield {"栏目": f"{head}："}
        yield from ({"栏目": ""} for _ in range(count))


FORM_FIELDS = (
    *OFFICE_FIELDS,
    *PROPOSAL_FIELDS,
    *_ON_FORM,
    PaperField("联名人", f"联名人，最多 {JOINT_ON_FORM} 位", parts=PROPOSER_FIELDS),
    PaperField("续名单", "提案表里排不下的联名人", parts=PROPOSER_FIELDS),
    PaperField("书写栏", "空白表里供手写的横线，一行一条", parts=named("栏目 情况、分析、建议的起首，其余各行空白")),
)

PROPOSAL_FORM = PaperKind(
    key="proposal_form", name="提案表", group="收件", about=About.PROPOSALS, fields=FORM_FIELDS, make=proposal_forms, options=(BLANK,),
)  # fmt: skip

KINDS = (
    PaperKind(
        key="receipt", name="收件回执", group="收件", about=About.PROPOSALS,
        fields=(*OFFICE_FIELDS, *PROPOSAL_FIELDS, *LETTER_FIELDS, *_ADDRESSED, *CODE_FIELDS), make=receipts, stages=frozenset(Stage) - {Stage.DRAFT},
        options=(SENDER, ISSUED_ON), pages=1,
    ),
    PROPOSAL_FORM,
)  # fmt: skip
