"""The fields of which a proposal has one value: its own columns, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Integer, String, case, cast, func, select, type_coerce

from zxdesk.domain.light import Light
from zxdesk.domain.office import Plenary, Term
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import CONSTRUCTIONS
from zxdesk.domain.stage import FILED_STAGES, Stage
from zxdesk.queries.builder.field import Asked, Choices, Field, Kind
from zxdesk.queries.lights import light_clause

TIMINGS = (("会间", "session"), ("平时", "ordinary"))
STAGES = tuple((stage.label, stage.value) for stage in Stage)
_LEAD = Proposal.__table__.alias("lead_proposal")
_PLENARY = select(Plenary.name).where(Plenary.id == Proposal.plenary_id).correlate(Proposal).scalar_subquery()
_LEAD_NUMBER = (
    select(func.coalesce(func.nullif(_LEAD.c.number, ""), _LEAD.c.receipt_number)).where(_LEAD.c.id == Proposal.lead_id)
    .correlate(Proposal).scalar_subquery()
)  # fmt: skip
_DAYS_TO_REPLY = cast(func.julianday(Proposal.replied_on) - func.julianday(Proposal.assigned_on), Integer)


def rule_names(table: str) -> Choices:
    """The names of a code table of the rule package."""
    return lambda _session, rules: [getattr(one, "name", one) for one in getattr(rules, table)]


def rule_codes(table: str) -> Choices:
    """The codes of a code table: A, B, C."""
    return lambda _session, rules: [one.code for one in getattr(rules, table)]


def known(*words: str) -> Choices:
    """Words that are the same in every office."""
    return lambda _session, _rules: words


def plenary_names(session: Any, _rules: Any) -> list[str]:
    """Every plenary, the newest first."""
    return list(session.scalars(select(Plenary.name).join(Term).order_by(Term.number.desc(), Plenary.number.desc())))


def light_value(asked: Asked) -> Any:
    """The light of the day, by the same conditions as the list's."""
    yellow = asked.rules.yellow_days
    order = (Light.GREY, Light.BLUE, Light.RED, Light.YELLOW, Light.GREEN)
    return case(*((light_clause(light, today=asked.today, yellow_days=yellow), light.value) for light in order), else_="")


def construction_value(asked: Asked) -> Any:
    """The construction a filed proposal's category is reported under."""
    by_name = {category.name: category.construction for category in asked.rules.categories} | {name: name for name in CONSTRUCTIONS}
    whens = [(Proposal.category == name, construction) for name, construction in by_name.items()]
    return case((Proposal.category == "", ""), *whens, else_=CONSTRUCTIONS[-1])


def _own(key: str, name: str, group: str, kind: Kind = "text", **more: Any) -> Field:
    return Field(key, name, group, kind, more.pop("value", getattr(Proposal, key, None)), **more)


def _day(key: str, name: str, group: str, value: Any = None) -> Iterator[Field]:
    """A day with its month and its year."""
    column: Any = getattr(Proposal, key) if value is None else value
    yield Field(key, name, group, "date", column, width=11.5)
    yield from calendar_fields(key, name, group, column)


def calendar_fields(key: str, name: str, group: str, column: Any, **more: Any) -> Iterator[Field]:
    """The month (2026-03) and the year of a day."""
    stem = name.removesuffix("日期").removesuffix("日")
    for part, word, length in (("month", "月份", 7), ("year", "年份", 4)):
        text = func.substr(type_coerce(column, String), 1, length)
        yield Field(f"{key}_{part}", f"{stem}{word}", group, "text", text, width=9, **more)


OWN_FIELDS: tuple[Field, ...] = (
    _own("plenary", "届次", "提案", "choice", value=_PLENARY, choices=plenary_names, linked=(Proposal.plenary_id, Plenary.id, Plenary.name)),
    _own("receipt_number", "收件号", "提案", width=10),
    _own("number", "提案号", "提案", width=9),
    _own("title", "案由", "提案", width=40),
    _own("situation", "情况", "提案", "long", width=40),
    _own("analysis", "分析", "提案", "long", width=40),
    _own("suggestion", "建议", "提案", "long", width=40),
    _own("keywords", "关键词", "提案", width=18),
    _own("survey", "调研情况", "提案", width=20),
    _own("raised_before", "往年提出情况", "提案", width=20),
    _own("source", "来源", "提案"),
    _own("timing", "会间平时", "提案", "choice", value=type_coerce(Proposal.timing, String), codes=TIMINGS, width=9),
    *_day("submitted_on", "提交日期", "提案"),
    *_day("received_on", "收件日期", "提案"),
    _own("is_open", "同意公开", "提案", "flag", width=9),
    _own("is_secret", "涉密", "提案", "flag", width=7),
    _own("publicity", "公开决定", "提案", "choice", choices=rule_names("publication"), width=9),
    _own("wished_lead", "意向主办单位", "提案", width=18),
    _own("stage", "状态", "提案", "choice", value=type_coerce(Proposal.stage, String), codes=STAGES, width=9),
    _own("is_filed", "已立案", "提案", "flag", value=type_coerce(Proposal.stage.in_(FILED_STAGES), Proposal.is_key.type), width=7),
    _own("light", "灯", "提案", "choice", value=light_value, choices=known(*(light.value for light in Light)), width=5),
    _own("next_due_on", "最近期限", "提案", "date", width=11.5),
    _own("proposer_kind", "提案者类型", "提案者", "choice", choices=rule_names("proposer_types"), width=11),
    _own("group_number", "小组号", "提案者"),
    _own("outcome", "审查结果", "审查", "choice", choices=rule_names("outcomes"), width=12),
    _own("category", "类别", "审查", "choice", choices=rule_names("categories"), width=14),
    _own("construction", "建设", "审查", "choice", value=construction_value, choices=known(*CONSTRUCTIONS), width=12),
    _own("subcategory", "小类", "审查"),
    _own("outcome_note", "处理说明", "审查", width=24),
    _own("meeting", "审定会议", "审查", width=16),
    *_day("decided_on", "审定日期", "审查"),
    *_day("filed_on", "立案日期", "审查"),
    *_day("notified_on", "告知日期", "审查"),
    _own("lead_number", "并入", "审查", value=_LEAD_NUMBER, width=9),
    *_day("merged_on", "并案日期", "审查"),
    *_day("withdrawn_on", "撤案日期", "审查"),
    *_day("assigned_on", "交办日期", "承办"),
    *_day("replied_on", "办复日期", "答复"),
    _own("days_to_reply", "办复天数", "答复", "number", value=_DAYS_TO_REPLY, width=9),
    _own("reply_class", "办理类别", "答复", "choice", choices=rule_codes("reply_classes"), width=9),
    _own("follow_class", "跟踪后类别", "答复", "choice", choices=rule_codes("reply_classes"), width=11),
    _own("redo", "重办次数", "答复", "number", width=9),
    *_day("sent_on", "征询发出日期", "征询"),
    _own("satisfaction", "满意情况", "征询", "choice", choices=rule_names("feedback_result"), width=9),
    *_day("closed_on", "办结日期", "征询"),
    _own("is_key", "重点提案", "督办", "flag", width=9),
    _own("is_key_suggested", "建议作为重点", "督办", "flag", width=12),
    _own("is_good", "优秀提案", "督办", "flag", width=9),
    _own("is_first", "一号提案", "督办", "flag", width=9),
    _own("leader_note", "领导批示", "督办", "long", width=30),
    _own("archive_number", "归档号", "归档", width=14),
    _own("retention", "保管期限", "归档", "choice", choices=rule_names("retentions"), width=9),
    *_day("archived_on", "归档日期", "归档"),
    _own("pages", "页数", "归档", "number", width=7),
)
