"""The fields of which a proposal has several values, and the counts of the records they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import String, case, select, type_coerce

from zxdesk.domain.assignment import Assignment, Batch, Extension, HandBack, Role
from zxdesk.domain.attachment import Attachment
from zxdesk.domain.feedback import RELEVANCE_WORDS, Feedback
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.people import Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Contact, Reply
from zxdesk.domain.review import Review, ReviewStep, Transfer
from zxdesk.domain.stage import UnitState
from zxdesk.domain.supervision import Award, KeyProposal, KeyState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.builder import parts
from zxdesk.queries.builder.field import Asked, Field, Kind, Part
from zxdesk.queries.builder.own_fields import calendar_fields, known, rule_codes, rule_names
from zxdesk.queries.lookups import units

FLAG = Proposal.is_key.type
ROLES = tuple((role.label, role.value) for role in Role)
UNIT_STATES = tuple((state.label, state.value) for state in UnitState)
STEPS = tuple((step.label, step.value) for step in ReviewStep)
KEY_STATES = tuple((state.label, state.value) for state in KeyState)


def _unit_names(session: Any, _rules: Any) -> list[str]:
    return list(dict.fromkeys(option.label for option in units(session)))


def _organisation_names(session: Any, _rules: Any) -> list[str]:
    return list(session.scalars(select(Organisation.name).order_by(Organisation.kind, Organisation.id)))


def _committees(session: Any, _rules: Any) -> list[str]:
    return list(session.scalars(select(ProposerLine.committee).where(ProposerLine.committee != "").distinct().order_by(ProposerLine.committee)))


def _reason_names(asked: Asked) -> Any:
    """The register keeps codes; whatever the package does not know stays as it is."""
    return case(*((parts.REASON.is_(one.code), one.name) for one in asked.rules.reasons), else_=parts.REASON)


def _of(part: Part, key: str, name: str, kind: Kind, value: Any, **more: Any) -> Field:
    return Field(key, name, more.pop("group"), kind, value, part, **more)


def _day_of(part: Part, key: str, name: str, group: str, column: Any) -> Iterator[Field]:
    yield Field(key, name, group, "date", column, part, width=11.5)
    yield from calendar_fields(key, name, group, column, part=part)


def _count(part: Part, key: str, name: str, group: str, **more: Any) -> Field:
    return Field(key, name, group, "number", None, part, is_count=True, width=9, **more)


def _unit(key: str, name: str, *roles: Role) -> Field:
    only = (Assignment.role.in_(roles),) if roles else ()
    return Field(
        key, name, "承办", "choice", parts.UNIT_NAME, parts.ASSIGNMENT, only=only, joins=(parts.TO_UNIT,), choices=_unit_names, width=20,
        linked=(Assignment.unit_id, HandlingUnit.id, parts.UNIT_NAME),
    )  # fmt: skip


_ANSWERING = tuple(role for role in Role if role.answers)
_JOINT = (~parts.IS_FIRST,)
_IS_ON_TIME = type_coerce(case((Reply.due_on.is_(None), None), else_=Reply.replied_on <= Reply.due_on), FLAG)
_IS_RETURNED = type_coerce(Feedback.returned_on.is_not(None), FLAG)

PROPOSER_FIELDS: tuple[Field, ...] = (
    _of(parts.LINE, "proposer", "提案者", "text", ProposerLine.name, group="提案者", width=22),
    _of(parts.LINE, "first_proposer", "第一提案者", "text", ProposerLine.name, group="提案者", only=(parts.IS_FIRST,), width=14),
    _of(parts.LINE, "joint_proposer", "联名人", "text", ProposerLine.name, group="提案者", only=_JOINT, width=22),
    _of(
        parts.LINE, "organisation", "集体提案者", "choice", ProposerLine.name, group="提案者",
        only=(ProposerLine.organisation_id.is_not(None),), choices=_organisation_names, width=20,
    ),
    _of(parts.LINE, "sector", "界别", "choice", ProposerLine.sector, group="提案者", choices=rule_names("sectors"), width=14),
    _of(
        parts.LINE, "first_sector", "第一提案者界别", "choice", ProposerLine.sector, group="提案者", only=(parts.IS_FIRST,),
        choices=rule_names("sectors"), width=14,
    ),
    _of(parts.LINE, "party", "党派", "choice", ProposerLine.party, group="提案者", choices=rule_names("parties"), width=12),
    _of(parts.LINE, "committee", "专委会", "choice", ProposerLine.committee, group="提案者", choices=_committees, width=16),
    _count(parts.LINE, "proposer_count", "提案者人数", "提案者"),
    _count(parts.LINE, "joint_count", "联名人数", "提案者", only=_JOINT),
    _count(parts.ATTACHMENT, "attachment_count", "附件数", "提案"),
    _of(parts.ATTACHMENT, "attachment_kind", "附件类型", "text", Attachment.kind, group="提案"),
)  # fmt: skip

REVIEW_FIELDS: tuple[Field, ...] = (
    _of(parts.REASONS, "reason", "原因", "choice", _reason_names, group="审查", choices=rule_names("reasons"), width=20),
    _of(parts.REVIEW, "review_step", "审查环节", "choice", type_coerce(Review.step, String), group="审查", codes=STEPS),
    _of(parts.REVIEW, "reviewer", "审查人", "text", Review.reviewer, group="审查"),
    *_day_of(parts.REVIEW, "reviewed_on", "审查日期", "审查", Review.reviewed_on),
    _of(parts.REVIEW, "review_opinion", "审查意见", "text", Review.opinion, group="审查", width=24),
    _of(parts.MERGED, "merged_number", "并入本案的提案", "text", parts.MERGED_NUMBER, group="审查", width=16),
    _count(parts.MERGED, "merged_count", "并入本案件数", "审查"),
    _of(parts.TRANSFER, "transfer_target", "转送去向", "text", Transfer.target, group="审查", width=18),
    *_day_of(parts.TRANSFER, "transferred_on", "转送日期", "审查", Transfer.sent_on),
    _count(parts.TRANSFER, "transfer_count", "转送次数", "审查"),
)

HANDLING_FIELDS: tuple[Field, ...] = (
    _unit("unit", "承办单位"),
    _unit("lead_unit", "主办单位", *_ANSWERING),
    _unit("co_unit", "会办单位", Role.CO),
    _unit("separate_unit", "分办单位", Role.SEPARATE),
    _of(
        parts.ASSIGNMENT, "unit_system", "承办系统", "choice", HandlingUnit.system, group="承办", joins=(parts.TO_UNIT,),
        choices=rule_names("unit_systems"), width=14, linked=(Assignment.unit_id, HandlingUnit.id, HandlingUnit.system),
    ),
    _of(parts.ASSIGNMENT, "role", "承办角色", "choice", type_coerce(Assignment.role, String), group="承办", codes=ROLES, width=9),
    _of(parts.ASSIGNMENT, "unit_state", "承办状态", "choice", type_coerce(Assignment.state, String), group="承办", codes=UNIT_STATES),
    _of(parts.ASSIGNMENT, "batch", "交办批次", "text", Batch.name, group="承办", joins=(parts.TO_BATCH,)),
    *_day_of(parts.ASSIGNMENT, "due_on", "答复期限", "承办", Assignment.due_on),
    *_day_of(parts.ASSIGNMENT, "signed_on", "签收日期", "承办", Assignment.signed_on),
    _of(parts.ASSIGNMENT, "handler", "承办人", "text", Assignment.handler, group="承办"),
    _of(parts.ASSIGNMENT, "section", "承办科室", "text", Assignment.section, group="承办"),
    _count(parts.ASSIGNMENT, "unit_count", "承办单位数", "承办"),
    _count(parts.ASSIGNMENT, "co_count", "会办单位数", "承办", only=(Assignment.role == Role.CO,)),
    _count(parts.HAND_BACK, "hand_back_count", "退办次数", "承办"),
    _of(parts.HAND_BACK, "hand_back_reason", "退办理由", "text", HandBack.reason, group="承办", width=24),
    _count(parts.EXTENSION, "extension_count", "延期次数", "承办"),
    _of(parts.EXTENSION, "is_extension_granted", "同意延期", "flag", Extension.is_granted, group="承办", width=9),
    _count(parts.REMINDER, "reminder_count", "催办次数", "承办"),
)  # fmt: skip

ANSWER_FIELDS: tuple[Field, ...] = (
    _of(parts.CONTACT, "contact_way", "沟通方式", "choice", Contact.way, group="答复", choices=rule_names("contact_ways"), width=9),
    _of(parts.CONTACT, "contact_phase", "沟通阶段", "choice", Contact.phase, group="答复", choices=known("办前", "办中", "办后"), width=9),
    *_day_of(parts.CONTACT, "contacted_on", "沟通日期", "答复", Contact.contacted_on),
    _count(parts.CONTACT, "contact_count", "沟通次数", "答复"),
    _of(parts.REPLY, "reply_number", "答复文号", "text", Reply.number, group="答复", width=20),
    *_day_of(parts.REPLY, "reply_date", "答复日期", "答复", Reply.replied_on),
    _of(parts.REPLY, "reply_class_given", "答复类别", "choice", Reply.reply_class, group="答复", choices=rule_codes("reply_classes"), width=9),
    _of(parts.REPLY, "is_on_time", "按时答复", "flag", _IS_ON_TIME, group="答复", width=9),
    _of(parts.REPLY, "reply_publicity", "答复公开属性", "choice", Reply.publicity, group="答复", choices=rule_names("publicity")),
    _of(parts.REPLY, "reply_body", "答复正文", "long", Reply.body, group="答复", width=40),
    _of(parts.REPLY, "promise", "承诺事项", "text", Reply.promise, group="答复", width=24),
    *_day_of(parts.REPLY, "promised_on", "承诺时限", "答复", Reply.promised_on),
    _count(parts.REPLY, "reply_count", "答复件数", "答复"),
    _of(parts.FOLLOW_UP, "follow_item", "跟踪事项", "text", FollowUp.item, group="答复", width=24),
    _count(parts.FOLLOW_UP, "follow_count", "跟踪次数", "答复"),
    _of(parts.FEEDBACK, "is_returned", "征询表收回", "flag", _IS_RETURNED, group="征询", width=11),
    _of(parts.FEEDBACK, "contact_answer", "面商情况", "choice", Feedback.contact_answer, group="征询", choices=rule_names("feedback_contact")),
    _of(parts.FEEDBACK, "attitude", "办理态度", "choice", Feedback.attitude, group="征询", choices=rule_names("feedback_attitude"), width=9),
    _of(parts.FEEDBACK, "result", "办理结果", "choice", Feedback.result, group="征询", choices=rule_names("feedback_result"), width=9),
    _of(parts.FEEDBACK, "feedback_way", "听取意见方式", "choice", Feedback.way, group="征询", choices=rule_names("feedback_way")),
    _of(parts.FEEDBACK, "relevance", "是否针对提案", "choice", Feedback.relevance, group="征询", choices=known(*RELEVANCE_WORDS)),
    _of(parts.FEEDBACK, "comment", "意见或建议", "text", Feedback.comment, group="征询", width=24),
    *_day_of(parts.FEEDBACK, "returned_on", "收回日期", "征询", Feedback.returned_on),
    _count(parts.FEEDBACK, "feedback_count", "征询表数", "征询"),
    _count(parts.VISIT, "visit_count", "回访次数", "征询"),
)

KEY_FIELDS: tuple[Field, ...] = (
    _of(parts.KEY_WAYS, "key_way", "督办方式", "choice", parts.KEY_WAY, group="督办", choices=rule_names("supervision_ways"), width=16),
    _of(parts.KEY, "key_state", "督办状态", "choice", type_coerce(KeyProposal.state, String), group="督办", codes=KEY_STATES),
    _of(parts.KEY, "key_level", "督办级别", "choice", KeyProposal.level, group="督办", choices=rule_names("supervision_levels"), width=16),
    _of(parts.KEY, "key_leader", "领衔领导", "text", KeyProposal.leader, group="督办"),
    _of(parts.KEY, "key_supervisor", "督办单位", "text", KeyProposal.supervisor, group="督办", width=18),
    _count(parts.INSPECTION, "inspection_count", "督办次数", "督办"),
    _of(parts.AWARD, "award_kind", "评优类型", "text", Award.kind, group="督办"),
    _of(parts.AWARD, "award_year", "评优年度", "number", Award.year, group="督办", width=9),
)

SEVERAL_FIELDS = (*PROPOSER_FIELDS, *REVIEW_FIELDS, *HANDLING_FIELDS, *ANSWER_FIELDS, *KEY_FIELDS)
