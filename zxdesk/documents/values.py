"""The values that records give the fields which many papers share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zxdesk.documents.field_names import REPLY_FIELDS
from zxdesk.documents.paper import Moment
from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.office import Office, Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import Rules
from zxdesk.domain.unit import HandlingUnit

Texts = dict[str, str]


def chinese_date(day: date | None) -> str:
    """The day as papers print it, 2026年5月8日; empty for none."""
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"


def joined(names: Iterable[str]) -> str:
    """Names with 、 between them, each once."""
    return "、".join(dict.fromkeys(name for name in names if name))


def office_values(office: Office, plenary: Plenary, moment: Moment) -> Texts:
    """Values of ``OFFICE_FIELDS``."""
    return {
        "政协全称": office.committee, "本机关": office.name, "本机关联系人": office.contact, "本机关电话": office.phone, "本机关地址": office.address,
        "本机关邮编": office.postcode, "届次": plenary.name, "会议简称": plenary.document_name, "会议全称": plenary.full_name,
        "打印日期": chinese_date(moment.today), "经办人": moment.clerk, "登记簿版本": moment.anchor,
    }  # fmt: skip


def proposal_values(proposal: Proposal, rules: Rules) -> Texts:
    """Values of ``PROPOSAL_FIELDS``; a merged proposal shows its lead's units and reply."""
    return {**_content(proposal), **_review(proposal, rules), **_handling(proposal.lead or proposal, rules), "提案状态": proposal.stage.label}


def proposer_rows(lines: Iterable[ProposerLine]) -> tuple[Texts, ...]:
    """Values of ``PROPOSER_FIELDS`` for each."""
    return tuple(
        {"姓名": line.name, "界别": line.sector, "党派": line.party, "专委会": line.committee, "电话": line.phone, "地址": line.address, "邮编": line.postcode}
        for line in lines
    )


def unit_values(unit: HandlingUnit) -> Texts:
    """Values of ``UNIT_FIELDS``."""
    return {
        "单位": unit.name, "单位简称": unit.short, "单位编码": unit.code, "单位系统": unit.system, "单位联络人": unit.contact, "单位电话": unit.phone,
        "单位地址": unit.address,
    }  # fmt: skip


def assignment_values(row: Assignment) -> Texts:
    """Values of ``ASSIGNMENT_FIELDS``."""
    batch = row.batch
    return {
        "承办角色": row.role.label, "承办状态": row.state_label, "承办交办日期": chinese_date(row.assigned_on), "签收期限": chinese_date(row.receipt_due_on),
        "退办期限": chinese_date(row.hand_back_due_on), "沟通期限": chinese_date(row.contact_due_on), "承办期限": chinese_date(row.due_on),
        "签收日期": chinese_date(row.signed_on), "承办领导": row.leader, "承办科室": row.section, "承办人": row.handler, "承办人电话": row.handler_phone,
        "会办意见文号": row.opinion_number, "会办意见日期": chinese_date(row.opinion_on), "会办意见": row.opinion, "批次": batch.name if batch else "",
        "交办文号": batch.document_number if batch else "", "交办会议": batch.meeting if batch else "",
    }  # fmt: skip


def reply_values(reply: Reply | None, rules: Rules) -> Texts:
    """Values of ``REPLY_FIELDS``; all empty where there is no reply."""
    if reply is None:
        return dict.fromkeys((field.name for field in REPLY_FIELDS), "")
    return {
        "答复文号": reply.number, "答复日期": chinese_date(reply.replied_on), "答复类别": class_mark(reply.reply_class),
        "答复类别说明": class_text(rules, reply.reply_class), "答复标题": reply.title, "答复正文": reply.body, "签发人": reply.signer,
        "答复联系人": reply.contact, "答复联系电话": reply.contact_phone, "公开属性": reply.publicity, "送达方式": reply.delivery,
        "送达日期": chinese_date(reply.delivered_on), "抄送": reply.copied_to, "采纳建议": _adopted(reply), "承诺事项": reply.promise,
        "承诺时限": chinese_date(reply.promised_on), "承诺责任人": reply.promise_owner, "审核意见": reply.review_opinion, "审核人": reply.reviewer,
        "办理轮次": f"第{reply.redo}次重新办理" if reply.redo else "首次办理",
    }  # fmt: skip


def class_mark(code: str) -> str:
    """A类 for A."""
    return f"{code}类" if code else ""


def class_text(rules: Rules, code: str) -> str:
    """What a reply class means in this office's rules."""
    return next((choice.text for choice in rules.reply_classes if code in (choice.code, choice.name)), "")


def reason_names(rules: Rules, codes: Iterable[str]) -> list[str]:
    """The reasons as the office words them."""
    named_by = {code: reason.name for reason in rules.reasons for code in (reason.code, reason.name)}
    return [named_by.get(code, code) for code in codes]


def told_reasons(rules: Rules, codes: Iterable[str]) -> str:
    """The reasons as letters tell them; 其他 tells nothing, what was noted beside it does."""
    return joined(name for name in reason_names(rules, codes) if name != "其他")


def answering_units(proposal: Proposal) -> str:
    """The units that answer, joined."""
    return joined(row.unit.name for row in proposal.answering)


def co_units(proposal: Proposal) -> str:
    """The co-units, joined."""
    return joined(row.unit.name for row in proposal.active_assignments if row.role is Role.CO)


def _content(proposal: Proposal) -> Texts:
    lines = proposal.signed_lines
    return {
        "提案号": proposal.number or "", "收件号": proposal.receipt_number or "", "提案编号": proposal.number or proposal.receipt_number or "",
        "案由": proposal.title, "提案者": "、".join(line.name for line in lines), "第一提案者": lines[0].name if lines else "",
        "提案者人数": str(len(lines)), "提案者类型": proposal.proposer_kind, "第一提案者界别": lines[0].sector if lines else "",
        "会间平时": {"session": "大会提案", "ordinary": "平时提案"}.get(proposal.timing, ""), "情况": proposal.situation, "分析": proposal.analysis,
        "建议": proposal.suggestion, "提交日期": chinese_date(proposal.submitted_on), "收件日期": chinese_date(proposal.received_on),
        "意向主办单位": proposal.wished_lead, "意向会办单位": proposal.wished_co,
        "是否同意公开": {True: "同意", False: "不同意", None: ""}[proposal.is_open], "不公开理由": proposal.open_reason,
        "是否涉密": "是" if proposal.is_secret else "否", "是否重点": "是" if proposal.is_key else "", "联系人": proposal.contact,
        "联系电话": proposal.contact_phone, "联系地址": proposal.contact_address, "联系邮编": proposal.contact_postcode,
    }  # fmt: skip


def _review(proposal: Proposal, rules: Rules) -> Texts:
    return {
        "类别": proposal.category, "小类": proposal.subcategory, "建设类别": rules.construction_of(proposal.category) if proposal.category else "",
        "审查结果": proposal.outcome, "审查原因": joined(reason_names(rules, proposal.reasons)), "处理说明": proposal.outcome_note,
        "审定会议": proposal.meeting, "审定日期": chinese_date(proposal.decided_on), "立案日期": chinese_date(proposal.filed_on),
    }  # fmt: skip


def _handling(proposal: Proposal, rules: Rules) -> Texts:
    due = max((row.due_on for row in proposal.answering if row.due_on), default=None)
    return {
        "主办单位": answering_units(proposal), "会办单位": co_units(proposal), "交办日期": chinese_date(proposal.assigned_on), "答复期限": chinese_date(due),
        "办复日期": chinese_date(proposal.replied_on), "办理类别": class_mark(proposal.reply_class),
        "办理类别说明": class_text(rules, proposal.reply_class),
    }  # fmt: skip


def _adopted(reply: Reply) -> str:
    if reply.adopted_count is None:
        return ""
    return f"{reply.adopted_count} / {reply.suggestion_count} 条" if reply.suggestion_count is not None else f"{reply.adopted_count} 条"
