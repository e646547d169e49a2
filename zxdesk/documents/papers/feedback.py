"""征询意见表, 回访记录表 and 重新办理通知: the papers of asking proposers and of doing it again."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from zxdesk.documents.codes import CODE_FIELDS, code_values
from zxdesk.documents.field_names import OFFICE_FIELDS, PROPOSAL_FIELDS, REPLY_FIELDS, UNIT_FIELDS, named
from zxdesk.documents.paper import About, Moment, Option, Paper, PaperField, PaperKind, Request, Values
from zxdesk.documents.papers.chosen import Desk
from zxdesk.documents.papers.letter import LETTER_FIELDS, LETTER_OPTIONS, letter_values
from zxdesk.documents.papers.undertakings import UNDERTAKING_FIELDS, stem_of, undertaking_values, undertakings
from zxdesk.documents.values import Texts, chinese_date, co_units, joined, reply_values, unit_values
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.reply import Reply
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import ANSWERED_STAGES, Stage
from zxdesk.queries.paper_records import answered_with

FILLED = Option("filled", "填入文号、类别和日期", default="1")
ADDRESS = Option("address", "附回邮地址", default="1")
EARLIER = Option("earlier", "印上次答复（重新办理时）")
BEFORE_REPLY = Option("before_reply", "交办时附给承办单位，答复各栏空白")
BLANK_RECORD = Option("blank", "空白表，回访时填写")

RELEVANCE = ("针对", "基本针对", "未针对")
LEADER_REPLY = ("是", "否")

_LINE_FIELDS = named("提案人 填表的提案者\n提案人界别 提案者的界别\n提案人电话 提案者的电话\n提案人地址 提案者的地址\n集体 集体提案者的写“集体”，委员的空白")

_FORM_FIELDS = (
    *named(
        """
        承办单位全称 承办单位和承办角色
        会办单位名称 会办单位，没有的写“无”
        办理类别全称 如 A类（所提问题已解决或采纳）
        上次答复 上一轮答复的文号、日期和类别，首次办理的空白
        发出日期 征询意见表发出的日期
        收回期限 征询意见表收回的期限
        寄回处 寄回的机关
        寄回地址 寄回的地址和收件人
        """
    ),
    PaperField("问题", "要提案者回答的问题", named("问题名称 问什么\n可选答案 带方框的答案")),
)

_VISIT_FIELDS = named(
    """
    回访日期 回访日期
    回访方式 回访方式
    方式选项 回访方式的选项，选定的打勾
    回访人 回访的人
    回访结果 回访的结果
    征询态度 征询意见表上的办理态度
    征询结果 征询意见表上的办理结果
    征询意见 征询意见表上的意见或建议
    """
)

_REDO_FIELDS = named(
    """
    重办次数 第几次重新办理
    再次 第二次起写“再次”，第一次的空白
    重办期限 重新办理的期限
    上次文号 上一次答复的文号
    上次日期 上一次答复的日期
    上次类别 上一次答复的类别
    不满意者 对上一次办理不满意的提案者，顿号隔开
    不满意意见 他们的意见，一人一行
    """
)


def make_forms(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each proposer and reply in force, those of merged proposals too; of a merged proposal chosen itself only its own.

    ``BEFORE_REPLY`` makes those that a unit encloses with its reply. Raises ``RuleError`` while no unit has replied.
    Source: domain §4.7, §7.5, §2.1 P14.
    """
    desk = Desk(session, request, moment)
    if request.has(BEFORE_REPLY):
        yield from _forms_to_enclose(desk)
        return
    chosen = desk.chosen(lambda one: "" if _replied(one) else f"{one.name} 还没有答复，登记答复以后再制作征询意见表。")
    asked = dict.fromkeys(member for one in chosen for member in ([one] if one.lead is not None else one.family))
    for member in asked:
        for line in member.signed_lines:
            for row, reply in _replied(member):
                yield _form(desk, member, line, row, reply)


def _forms_to_enclose(desk: Desk) -> Iterator[Paper]:
    rows = undertakings(
        desk.session, desk.request, lacking="还没有交办给答复单位，交办以后再制作随附的征询意见表。", of=lambda one: one.answering
    )
    for row in rows:
        for member in row.proposal.family:
            for line in member.signed_lines:
                yield _form(desk, member, line, row, None)


def make_visits(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """One for each visit recorded, or a blank one for each signed proposer where none is. Source: domain §4.7."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(lambda one: "" if _replied(one) else f"{one.name} 还没有答复，答复以后才回访提案者。"):
        visits = [] if request.has(BLANK_RECORD) else proposal.visits
        values = desk.values(proposal)
        for visit in visits:
            line = visit.line or proposal.signed_lines[0]
            told = {
                "回访日期": chinese_date(visit.visited_on), "回访方式": visit.way, "方式选项": _ticked(desk.rules(proposal).contact_ways, visit.way),
                "回访人": visit.person, "回访结果": visit.result, **_said(visit.feedback or _last_form(proposal, line)),
            }  # fmt: skip
            yield _visit(proposal, line, {**values, **told})
        if visits:
            continue
        for line in proposal.signed_lines:
            ways = _ticked(desk.rules(proposal).contact_ways, "")
            blank = {"回访日期": "年　　月　　日", "回访方式": "", "方式选项": ways, "回访人": "", "回访结果": ""}
            yield _visit(proposal, line, {**values, **blank, **_said(_last_form(proposal, line))})


def make_redo_notices(session: Session, request: Request, moment: Moment) -> Iterator[Paper]:
    """A letter to each unit that has to do it again. Source: domain §2.1 P16, §2.2 U10."""
    desk = Desk(session, request, moment)
    for proposal in desk.chosen(lambda one: "" if _redone(one) else f"{one.name} 没有重新办理；登记重新办理以后再制作通知。"):
        rules = desk.rules(proposal)
        for row in _redone(proposal):
            values = undertaking_values(row, office=desk.office, rules=rules, moment=moment)
            letter = letter_values(request, moment, desk.office, to=row.unit.name)
            yield Paper(
                stem_of(row), {**values, **_redo_values(proposal, row, rules), **letter}, proposal_id=proposal.id, unit_id=row.unit_id,
                assignment_id=row.id, number=letter["文号"],
            )  # fmt: skip


def questions(rules: Rules, *, is_collective: bool) -> tuple[Texts, ...]:
    """What the form asks, in the order of the paper; whether a leader answered is asked of organisations only. Source: domain §4.7."""
    asked = [
        ("面商情况", rules.feedback_contact), ("办理态度", rules.feedback_attitude), ("听取意见", rules.feedback_way), ("答复内容", RELEVANCE),
        *([("领导答复", LEADER_REPLY)] if is_collective else []), ("办理结果", rules.feedback_result),
    ]  # fmt: skip
    return tuple({"问题名称": name, "可选答案": _ticked(answers, "")} for name, answers in asked)


def _form(desk: Desk, member: Proposal, line: ProposerLine, row: Assignment, reply: Reply | None) -> Paper:
    request, rules, office = desk.request, desk.rules(member), desk.office
    redo = row.redo if reply is None else reply.redo
    sent = next((form for form in member.feedbacks if reply is not None and form.reply_id == reply.id and form.line_id == line.id), None)
    is_filled, has_address = request.has(FILLED), request.has(ADDRESS)
    told = reply_values(reply if is_filled else None, rules)
    values: Values = {
        **desk.values(member), **unit_values(row.unit), **told, **_line(line), **code_values("feedback_form", member, line=line, assignment=row, redo=redo),
        "承办单位全称": f"{row.unit.name}（{row.role.label}）", "会办单位名称": co_units(row.proposal) or "无", "办理类别全称": _class_in_full(told),
        "上次答复": _earlier(row, redo) if request.has(EARLIER) else "", "发出日期": chinese_date(sent.sent_on if sent and is_filled else None),
        "收回期限": chinese_date(sent.due_on if sent and is_filled else None), "寄回处": office.name if has_address else "",
        "寄回地址": _address(desk) if has_address else "", "问题": questions(rules, is_collective=line.member_id is None),
    }  # fmt: skip
    stem = f"{member.name}-{line.name}-{row.unit.short}" + (f"-重办{redo}" if redo else "")
    return Paper(stem, values, proposal_id=member.id, unit_id=row.unit_id, line_id=line.id, assignment_id=row.id)


def _visit(proposal: Proposal, line: ProposerLine, values: Texts) -> Paper:
    code = code_values("visit_record", line.proposal, line=line)
    return Paper(f"{proposal.name}-{line.name}", {**values, **_line(line), **code}, proposal_id=proposal.id, line_id=line.id)


def _replied(proposal: Proposal) -> list[tuple[Assignment, Reply]]:
    return [(row, reply) for row in answered_with(proposal).answering if (reply := row.last_reply) is not None]


def _redone(proposal: Proposal) -> list[Assignment]:
    return [row for row in proposal.answering if row.redo]


def _redo_values(proposal: Proposal, row: Assignment, rules: Rules) -> Texts:
    before = next((reply for reply in reversed(row.final_replies) if reply.redo < row.redo), None)
    forms = [form for member in proposal.family for form in member.feedbacks if before is not None and form.reply_id == before.id]
    unhappy = [form for form in forms if any(getattr(form, aspect) in rules.dissatisfied_words for aspect in rules.redo_on)]
    return {
        "重办次数": f"第{row.redo}次", "再次": "再次" if row.redo > 1 else "", "重办期限": chinese_date(row.due_on), "上次文号": before.number if before else "",
        "上次日期": chinese_date(before.replied_on) if before else "", "上次类别": f"{before.reply_class}类" if before and before.reply_class else "",
        "不满意者": joined(form.line.name for form in unhappy),
        "不满意意见": "\n".join(f"{form.line.name}：{' '.join(form.comment.split())}" for form in unhappy if form.comment.strip()),
    }  # fmt: skip


def _line(line: ProposerLine) -> Texts:
    return {
        "提案人": line.name, "提案人界别": line.sector, "提案人电话": line.phone, "提案人地址": line.address, "集体": "" if line.member_id else "集体",
    }  # fmt: skip


def _said(form: Feedback | None) -> Texts:
    return {
        "征询态度": form.attitude if form else "", "征询结果": form.result if form else "", "征询意见": form.comment if form else "",
    }  # fmt: skip


def _last_form(proposal: Proposal, line: ProposerLine) -> Feedback | None:
    return next((form for form in reversed(proposal.feedbacks) if form.line_id == line.id and form.returned_on is not None), None)


def _earlier(row: Assignment, redo: int) -> str:
    before = next((one for one in reversed(row.final_replies) if one.redo < redo), None)
    if before is None:
        return ""
    return "，".join(filter(None, (before.number, chinese_date(before.replied_on), f"{before.reply_class}类" if before.reply_class else "")))


def _class_in_full(told: Texts) -> str:
    text = told["答复类别说明"]
    return f"{told['答复类别']}（{text}）" if text else told["答复类别"]


def _address(desk: Desk) -> str:
    office = desk.office
    return "，".join(filter(None, (office.address, f"邮编{office.postcode}" if office.postcode else "", f"{office.contact}收" if office.contact else "")))


def _ticked(answers: tuple[str, ...], chosen: str) -> str:
    return "　".join(f"{'☑' if answer == chosen else '□'}{answer}" for answer in answers)


_ASKED_STAGES = ANSWERED_STAGES | {Stage.MERGED}

FEEDBACK_FORM = PaperKind(
    "feedback_form", "征询意见表", "征询回访", About.PROPOSALS,
    (*OFFICE_FIELDS, *PROPOSAL_FIELDS, *UNIT_FIELDS, *REPLY_FIELDS, *_LINE_FIELDS, *_FORM_FIELDS, *CODE_FIELDS), make_forms,
    stages=_ASKED_STAGES, options=(FILLED, ADDRESS, EARLIER, BEFORE_REPLY), pages=1,
)  # fmt: skip

KINDS: tuple[PaperKind, ...] = (
    FEEDBACK_FORM,
    PaperKind(
        "visit_record", "回访记录表", "征询回访", About.PROPOSALS, (*OFFICE_FIELDS, *PROPOSAL_FIELDS, *_LINE_FIELDS, *_VISIT_FIELDS, *CODE_FIELDS),
        make_visits, stages=ANSWERED_STAGES, options=(BLANK_RECORD,), pages=1,
    ),
    PaperKind(
        "redo_notice", "重新办理通知", "征询回访", About.PROPOSALS, (*UNDERTAKING_FIELDS, *_REDO_FIELDS, *LETTER_FIELDS), make_redo_notices,
        options=LETTER_OPTIONS, takes_number=True,
    ),
)  # fmt: skip
