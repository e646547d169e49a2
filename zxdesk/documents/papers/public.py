"""The public copies of a proposal and of a reply, without what leads to a person."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperKind, Request
from zxdesk.documents.papers.chosen import Desk
from zxdesk.documents.papers.letter import addressed, you_of
from zxdesk.documents.publication import AS_DECIDED, CHOICES, Scope, proposal_scope, require_public_reply
from zxdesk.documents.redaction import redacted, shortened, shortened_parts, without_contacts
from zxdesk.documents.values import Texts, answering_units, chinese_date, class_mark, class_text, co_units, joined, office_values
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.stage import FILED_STAGES

SCOPE = Option("scope", "公开方式", "choice", AS_DECIDED, CHOICES)
LENGTH = Option("length", "摘要字数", "number", "300")
_SHORTEST, _LONGEST = 50, 2000


def public_proposals(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """The public copy of each proposal: whole, shortened, or number, title, unit and class alone. Source: domain §2.3 (公开)."""
    desk, length = Desk(session, request, moment), summary_length(request)
    for proposal in desk.chosen(lambda one: _refusal(one, request)):
        scope = proposal_scope(proposal, request.option(SCOPE))
        values = {
            **office_values(desk.office, proposal.plenary, moment),
            **_catalogue(proposal, desk, scope),
            **_proposal_text(proposal, scope, length),
        }
        yield Paper(stem=proposal.name, values=values, proposal_id=proposal.id)


def public_replies(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """The public copy of each reply in force that its unit made public, as far as its proposal is. Source: domain §2.3 (公开)."""
    desk, length = Desk(session, request, moment), summary_length(request)
    for proposal in desk.chosen(lambda one: _refusal(one, request) or _reply_refusal(one)):
        scope = proposal_scope(proposal, request.option(SCOPE))
        for row, reply in _replies(proposal):
            if _said(reply, proposal):
                continue
            values = {
                **office_values(desk.office, proposal.plenary, moment),
                **_catalogue(proposal, desk, scope),
                "主办单位": row.unit.name,
                "办理类别": class_mark(reply.reply_class),
                "办理类别说明": class_text(desk.rules(proposal), reply.reply_class),
                **_reply_text(proposal, row, reply, scope=scope, length=length),
            }
            yield Paper(stem=f"{proposal.name}-{row.unit.short}", values=values, proposal_id=proposal.id, unit_id=row.unit_id, assignment_id=row.id)


def summary_length(request: Request) -> int:
    """How long a summary may be. Raises ``RuleError`` for what is no sensible number."""
    text = request.option(LENGTH).strip()
    if not (text.isdecimal() and _SHORTEST <= int(text) <= _LONGEST):
        raise RuleError(f"摘要字数“{text}”要在 {_SHORTEST} 到 {_LONGEST} 之间；改正后再制作。", LENGTH.key)
    return int(text)


def known_contacts(proposal: Proposal) -> list[str]:
    """The phones and addresses that the register holds about a proposal's people; they are hidden wherever they stand."""
    found = [proposal.contact_phone, proposal.contact_address]
    for line in (line for one in proposal.family for line in one.lines):
        found += [line.phone, line.address]
        if member := line.member:
            found += [member.phone, member.office_phone, member.address, member.email, member.wechat]
        if body := line.organisation:
            found += [body.phone, body.address]
    for row in proposal.assignments:
        found += [row.handler_phone, *(reply.contact_phone for reply in row.replies)]
    return [one for one in dict.fromkeys(found) if one]


def _refusal(proposal: Proposal, request: Request) -> str:
    try:
        proposal_scope(proposal, request.option(SCOPE))
    except RuleError as refusal:
        return refusal.message
    return ""


def _reply_refusal(proposal: Proposal) -> str:
    replies = _replies(proposal)
    if not replies:
        return f"{proposal.name}还没有答复；登记答复以后再制作答复公开文本。"
    said = [_said(reply, proposal) for _, reply in replies]
    return said[0] if all(said) else ""


def _said(reply: Reply, proposal: Proposal) -> str:
    try:
        require_public_reply(reply, proposal.name)
    except RuleError as refusal:
        return refusal.message
    return ""


def _replies(proposal: Proposal) -> list[tuple[Assignment, Reply]]:
    return [(row, reply) for row in proposal.answering if (reply := row.last_reply) is not None]


def _catalogue(proposal: Proposal, desk: Desk, scope: Scope) -> Texts:
    """Number, title, unit and class; who proposed it and the like only where more than the catalogue is public."""
    is_more = scope is not Scope.CATALOGUE
    return {
        "公开方式": scope.value,
        "提案号": proposal.number or "",
        "案由": redacted(proposal.title, known_contacts(proposal)),
        "主办单位": answering_units(proposal),
        "办理类别": class_mark(proposal.reply_class),
        "办理类别说明": class_text(desk.rules(proposal), proposal.reply_class),
        "提案者": joined(line.name for line in proposal.signed_lines) if is_more else "",
        "类别": proposal.category if is_more else "",
        "立案日期": chinese_date(proposal.filed_on) if is_more else "",
        "会办单位": co_units(proposal) if is_more else "",
    }


def _proposal_text(proposal: Proposal, scope: Scope, length: int) -> Texts:
    known = known_contacts(proposal)
    parts = [redacted(without_contacts(text), known) for text in (proposal.situation, proposal.analysis, proposal.suggestion)]
    whole = parts if scope is Scope.WHOLE else ["", "", ""]
    summary = "\n".join(filter(None, shortened_parts(parts, length))) if scope is Scope.SUMMARY else ""
    return {"情况": whole[0], "分析": whole[1], "建议": whole[2], "摘要": summary}


def _reply_text(proposal: Proposal, row: Assignment, reply: Reply, *, scope: Scope, length: int) -> Texts:
    known = known_contacts(proposal)
    body = redacted(without_contacts(reply.body), known)
    if body.startswith("提出的"):
        body = f"{you_of(proposal.signed_lines)}{body}"
    is_more = scope is not Scope.CATALOGUE
    return {
        "答复标题": redacted(reply.title, known) if is_more else f"第{proposal.name}号提案答复",
        "答复文号": reply.number if is_more else "",
        "答复日期": chinese_date(reply.replied_on) if is_more else "",
        "答复单位": row.unit.name if is_more else "",
        "主送": addressed(line for one in proposal.family if one is proposal or one.is_open for line in one.signed_lines) if is_more else "",
        "答复正文": body if scope is Scope.WHOLE else "",
        "摘要": shortened(body, length) if scope is Scope.SUMMARY else "",
    }


_CATALOGUE_FIELDS = named(
    """
    公开方式 全文、摘要或目录
    提案号 提案号
    案由 案由
    主办单位 主办单位，答复的为答复单位
    办理类别 如 A类
    办理类别说明 该类别的含义
    提案者 提案者，只公开目录的空白
    类别 提案类别，只公开目录的空白
    立案日期 立案日期，只公开目录的空白
    会办单位 会办单位，只公开目录的空白
    摘要 公开摘要的，摘要；到句末为止
    """
)
_PROPOSAL_TEXT = named("情况 公开全文的，隐去个人信息的情况\n分析 同上，分析\n建议 同上，建议")
_REPLY_TEXT = named(
    """
    答复标题 答复标题，只公开目录的为第几号提案答复
    答复文号 答复文号
    答复日期 答复日期
    答复单位 答复单位
    主送 提案者
    答复正文 公开全文的，隐去个人信息和联系人的答复
    """
)

KINDS = (
    PaperKind(
        key="public_proposal", name="提案公开文本", group="公开", about=About.PROPOSALS, make=public_proposals, stages=FILED_STAGES,
        fields=(*OFFICE_FIELDS, *_CATALOGUE_FIELDS, *_PROPOSAL_TEXT), options=(SCOPE, LENGTH),
    ),
    PaperKind(
        key="public_reply", name="答复公开文本", group="公开", about=About.PROPOSALS, make=public_replies, stages=FILED_STAGES,
        fields=(*OFFICE_FIELDS, *_CATALOGUE_FIELDS, *_REPLY_TEXT), options=(SCOPE, LENGTH),
    ),
)  # fmt: skip
