"""答复处理笺: the official sheet of one undertaking's reply."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from zxdesk.documents.field_names import PROPOSER_FIELDS, REPLY_FIELDS, named
from zxdesk.documents.paper import About, Moment, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.undertakings import ASSIGNED_STAGES, UNDERTAKING_FIELDS, stem_of, undertakings
from zxdesk.documents.papers.unit_requests import with_values
from zxdesk.documents.values import Texts, chinese_date, proposer_rows, reply_values
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import Rules
from zxdesk.queries.office_rules import rules_by_plenary

DIGEST_LENGTH = 12
_PROPOSERS_ON_SHEET = 4
_SHORT_BODY, _SHORT_LINES = 150, 5
_SHORT_OPINION = 30

_SHEET_FIELDS = (
    *named(
        """
        其余人数 名单附后的联名提案者数，不附的空白
        答复期限内 本轮的答复期限，延期前的
        延期至 同意延期到的日期
        办理类别全称 如 A类（所提问题已解决或采纳）
        送达情况 送达日期和方式
        承诺 承诺事项、时限和责任人
        跟踪情况 回头看的情况
        答复内容 短的答复正文，印在表里
        答复全文 长的答复正文，印在表后
        短审核意见 三十字以内的审核意见，印在签名处
        长审核意见 更长的审核意见，自成一行
        无会办 没有会办单位的写“无”
        登记摘要 答复登记的校验值
        """
    ),
    PaperField("提案者名单", "表内列出的提案者", PROPOSER_FIELDS),
    PaperField("附后名单", "提案者超过四名的全部名单", PROPOSER_FIELDS),
    PaperField("会办名单", "会办单位和意见", named("会办单位名称 单位\n意见文号 会办意见文号\n意见日期 会办意见日期")),
    PaperField("沟通名单", "与提案者的沟通", named("沟通日期 日期\n沟通方式 阶段和方式\n参加人 参加人\n沟通内容 内容")),
)


def make_sheets(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for the reply in force of each answering unit. Source: domain §7.4, §4.6. Raises ``RuleError`` while no unit has replied."""
    rows = undertakings(session, request, lacking="还没有答复，登记答复以后再制作答复处理笺。", of=_replied)
    rules = rules_by_plenary(session, {row.proposal.plenary_id for row in rows})
    for row, values in with_values(session, rows, moment):
        reply = row.last_reply
        assert reply is not None
        own = rules[row.proposal.plenary_id]
        sheet: Values = {**values, **reply_values(reply, own), **_reply_texts(row, reply, own), **_lists(row)}
        redo = f"-重办{reply.redo}" if reply.redo else ""
        yield Paper(f"{stem_of(row)}{redo}", sheet, proposal_id=row.proposal_id, unit_id=row.unit_id, batch_id=row.batch_id, assignment_id=row.id)


def _replied(proposal: Proposal) -> list[Assignment]:
    return [row for row in proposal.answering if row.last_reply is not None]


def _reply_texts(row: Assignment, reply: Reply, rules: Rules) -> Texts:
    written = reply_values(reply, rules)
    mark, text = written["答复类别"], written["答复类别说明"]
    is_short = len(reply.body) <= _SHORT_BODY and reply.body.count("\n") < _SHORT_LINES
    opinion = reply.review_opinion
    due_on, extended_to = _deadlines(row)
    return {
        "答复期限内": due_on,
        "延期至": extended_to,
        "办理类别全称": f"{mark}（{text}）" if mark and text else mark or text,
        "送达情况": " ".join(filter(None, (written["送达日期"], reply.delivery))),
        "承诺": _promise(reply),
        "跟踪情况": _follow_up(row, reply),
        "答复内容": reply.body if is_short else "",
        "答复全文": "" if is_short else "\n".join(filter(None, (line.strip() for line in reply.body.split("\n")))),
        "短审核意见": opinion if len(opinion) <= _SHORT_OPINION else "",
        "长审核意见": "" if len(opinion) <= _SHORT_OPINION else opinion,
        "登记摘要": (reply.digest or "").rpartition(":")[2][:DIGEST_LENGTH],
    }


def _lists(row: Assignment) -> Values:
    proposal = row.proposal
    proposers = proposer_rows(line for member in proposal.family for line in member.signed_lines)
    is_long = len(proposers) > _PROPOSERS_ON_SHEET
    co = [one for one in proposal.active_assignments if one.role is Role.CO]
    return {
        "其余人数": str(len(proposers) - 1) if is_long else "",
        "提案者名单": proposers[:1] if is_long else proposers,
        "附后名单": proposers if is_long else (),
        "无会办": "" if co else "无",
        "会办名单": tuple({"会办单位名称": one.unit.name, "意见文号": one.opinion_number, "意见日期": chinese_date(one.opinion_on)} for one in co),
        "沟通名单": tuple(
            {
                "沟通日期": chinese_date(one.contacted_on),
                "沟通方式": f"{one.phase}{one.way}",
                "参加人": one.participants,
                "沟通内容": one.content,
            }
            for one in row.contacts
        ),
    }


def _deadlines(row: Assignment) -> tuple[str, str]:
    """The deadline of the present round, and what it was extended to."""
    granted = [one for one in row.extensions if one.is_granted and one.redo == row.redo]
    if not granted:
        return chinese_date(row.due_on), ""
    return chinese_date(granted[0].old_due_on), chinese_date(granted[-1].new_due_on)


def _promise(reply: Reply) -> str:
    by = f"{chinese_date(reply.promised_on)}前" if reply.promised_on else ""
    owner = f"责任人：{reply.promise_owner}" if reply.promise_owner else ""
    return "；".join(filter(None, (reply.promise.rstrip("。；"), by, owner)))


def _follow_up(row: Assignment, reply: Reply) -> str:
    told = []
    for entry in row.follow_ups:
        if entry.reply_id != reply.id:
            continue
        if entry.followed_on is None:
            told.append(f"{chinese_date(entry.planned_on)}回头看。")
        else:
            told.append(f"{chinese_date(entry.followed_on)}落实：{entry.result}（由{entry.first_class}类转为{entry.new_class}类）")
    return "".join(told)


REPLY_SHEET = PaperKind(
    "reply_sheet", "答复处理笺", "办理", About.PROPOSALS, (*UNDERTAKING_FIELDS, *REPLY_FIELDS, *_SHEET_FIELDS), make_sheets,
    stages=ASSIGNED_STAGES,
)  # fmt: skip
