"""重点提案: the plan and the report of each, and the list of the year."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.chosen import Desk
from zxdesk.documents.papers.letter import ISSUED_ON, LETTER_FIELDS, SENDER, letter_values
from zxdesk.documents.papers.undertakings import SHORT_FIELDS, short_names, short_units
from zxdesk.documents.values import Texts, chinese_date, class_mark, class_text, joined, office_values, proposal_values
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import FILED_STAGES
from zxdesk.domain.supervision import KeyProposal, KeyState
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import office_of, plenary_of, proposals_for_papers

SUGGESTIONS = Option("suggestions", "写上提案的建议", default="1")
TO = Option("to", "主送", "text")

_KEY_FIELDS = named(
    """
    督办状态 确定或已报告
    列入理由 列为重点的理由
    确定会议 确定重点提案的会议
    确定日期 确定日期
    督办级别 谁来督办，如主席会议成员督办
    领衔领导 领衔领导
    督办单位 督办单位
    督办方式 督办方式，顿号隔开
    计划时间 计划督办的时间
    批示 领导批示的内容
    批示领导 批示的领导
    批示日期 批示日期
    督办结果 督办的结果
    督办报告正文 督办报告的正文
    报告日期 报告日期
    """
)
_INSPECTION_FIELDS = named("督办日期 督办的日期\n督办形式 督办的形式\n参加人 参加人\n督办内容 督办的内容")
_REPLY_FIELDS = named(
    "答复单位 答复的单位\n答复文号 答复文号\n答复日期 答复日期\n答复类别 如 A类\n答复类别说明 该类别的含义\n承诺事项 承诺事项"
)
_PLAN_FIELDS = (*_KEY_FIELDS, *SHORT_FIELDS, PaperField("主要建议", "提案的建议，不写的空白"))
_REPORT_FIELDS = (
    *_KEY_FIELDS,
    *SHORT_FIELDS,
    *named("督办次数 督办的次数\n征询份数 收回的征询意见表份数，没有的空白\n征询结果 办理结果的份数，如满意3份"),
    PaperField("督办记录", "每次督办", _INSPECTION_FIELDS),
    PaperField("答复情况", "各单位的答复", _REPLY_FIELDS),
)

_DECIDED = (KeyState.DECIDED, KeyState.REPORTED)


def make_plans(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """督办方案 of each chosen key proposal. Source: domain §1.9, §4.8. Raises ``RuleError`` where none is decided."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(lambda one: "" if _decided(one) else f"{one.name} 还没有确定为重点提案；主席会议确定以后再制作督办方案。"):
        key = _file_of(proposal)
        letter = letter_values(request, moment, desk.office, day=key.decided_on)
        text = {"主要建议": proposal.suggestion if request.has(SUGGESTIONS) else ""}
        yield Paper(proposal.name, {**desk.values(proposal), **key_values(proposal), **letter, **text}, proposal_id=proposal.id)


def make_reports(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """督办报告 of each chosen key proposal: what was done, what came of it. Raises ``RuleError`` where nothing is recorded yet."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(_lacks_report):
        key, rules = _file_of(proposal), desk.rules(proposal)
        letter = letter_values(request, moment, desk.office, to=request.option(TO) or key.meeting, day=key.reported_on)
        held = sorted(key.inspections, key=lambda one: (one.held_on, one.id))
        values: Values = {
            **desk.values(proposal), **key_values(proposal), **letter, **_judged(proposal), "督办次数": str(len(held)),
            "督办记录": tuple(
                {"督办日期": chinese_date(one.held_on), "督办形式": one.way, "参加人": one.participants, "督办内容": one.content} for one in held
            ),
            "答复情况": _replies(proposal, rules),
        }  # fmt: skip
        yield Paper(proposal.name, values, proposal_id=proposal.id)


def make_list(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """重点提案目录 of a plenary, by level and number. Raises ``RuleError`` where none is decided."""
    plenary, rules = plenary_of(session, request.plenary_id), rules_of(session, request.plenary_id)
    ids = session.scalars(
        select(Proposal.id).join(KeyProposal).where(Proposal.plenary_id == plenary.id, KeyProposal.state.in_(_DECIDED))
    ).all()
    levels = {level: at for at, level in enumerate(rules.supervision_levels)}
    found = sorted(proposals_for_papers(session, ids), key=lambda one: levels.get(_file_of(one).level, len(levels)))
    if not found:
        raise RuleError(f"{plenary.name}还没有确定重点提案；主席会议确定以后再制作重点提案目录。", "plenary")
    reported = sum(_file_of(one).state is KeyState.REPORTED for one in found)
    values: Values = {
        **office_values(office_of(session), plenary, moment), "件数": str(len(found)), "已报告件数": str(reported) if reported else "",
        "清单": tuple({**proposal_values(one, rules), **key_values(one)} for one in found),
    }  # fmt: skip
    yield Paper(plenary.name, values)


def key_values(proposal: Proposal) -> Texts:
    """What is decided about the supervision of a key proposal, with the names that narrow columns show."""
    key = _file_of(proposal)
    return {
        "督办状态": key.state.label, "列入理由": key.reason, "确定会议": key.meeting, "确定日期": chinese_date(key.decided_on), "督办级别": key.level,
        "领衔领导": key.leader, "督办单位": key.supervisor, "督办方式": joined(key.ways), "计划时间": chinese_date(key.planned_on), "批示": key.note,
        "批示领导": key.note_by, "批示日期": chinese_date(key.note_on), "督办结果": key.result, "督办报告正文": key.report,
        "报告日期": chinese_date(key.reported_on), "提案者列名": short_names([line.name for line in proposal.signed_lines]), **short_units(proposal),
    }  # fmt: skip


def _decided(proposal: Proposal) -> bool:
    return proposal.key_file is not None and proposal.key_file.state in _DECIDED


def _file_of(proposal: Proposal) -> KeyProposal:
    assert proposal.key_file is not None
    return proposal.key_file


def _lacks_report(proposal: Proposal) -> str:
    if not _decided(proposal):
        return f"{proposal.name} 还没有确定为重点提案，没有督办报告。"
    return "" if _file_of(proposal).inspections else f"{proposal.name} 还没有督办记录；登记督办记录以后再制作督办报告。"


def _replies(proposal: Proposal, rules: Rules) -> tuple[Texts, ...]:
    return tuple(
        {
            "答复单位": row.unit.name, "答复文号": reply.number, "答复日期": chinese_date(reply.replied_on), "答复类别": class_mark(reply.reply_class),
            "答复类别说明": class_text(rules, reply.reply_class), "承诺事项": reply.promise,
        }
        for row in proposal.answering if (reply := row.last_reply) is not None
    )  # fmt: skip


def _judged(proposal: Proposal) -> Texts:
    """How many proposers judged the replies in force, and how."""
    in_force = {reply.id for row in proposal.answering if (reply := row.last_reply) is not None}
    said = [form.result for one in proposal.family for form in one.feedbacks if form.reply_id in in_force and form.result]
    counted = "，".join(f"{word}{said.count(word)}份" for word in dict.fromkeys(said))
    return {"征询份数": str(len(said)) if said else "", "征询结果": counted}


KEY_PLAN = PaperKind(
    "key_plan", "重点提案督办方案", "督办跟踪", About.PROPOSALS, (*OFFICE_FIELDS, *PROPOSAL_FIELDS, *LETTER_FIELDS, *_PLAN_FIELDS), make_plans,
    stages=FILED_STAGES, options=(SUGGESTIONS, SENDER, ISSUED_ON),
)  # fmt: skip
KEY_REPORT = PaperKind(
    "key_report", "重点提案督办报告", "督办跟踪", About.PROPOSALS, (*OFFICE_FIELDS, *PROPOSAL_FIELDS, *LETTER_FIELDS, *_REPORT_FIELDS), make_reports,
    stages=FILED_STAGES, options=(TO, SENDER, ISSUED_ON),
)  # fmt: skip
KEY_LIST = PaperKind(
    "key_list", "重点提案目录", "督办跟踪", About.PLENARY,
    (
        *OFFICE_FIELDS, *named("件数 重点提案的件数\n已报告件数 其中已写督办报告的件数，没有的空白"),
        PaperField("清单", "重点提案，按督办级别和提案号", (*PROPOSAL_FIELDS, *_KEY_FIELDS, *SHORT_FIELDS)),
    ),
    make_list,
)  # fmt: skip
