"""Replies of the units: submitted for approval, sent back, registered; the proposal follows when all have answered."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import UnitState, advance_unit
from zxdesk.services.answering import answer_proposal
from zxdesk.services.assignment import open_assignment
from zxdesk.services.bulk import settle
from zxdesk.services.change import Change
from zxdesk.services.frame import require_word, rules_of


def submit_reply(
    session: Session, assignment_id: int, *, submitted_on: date, body: str, reply_class: str = "", number: str = "", title: str = ""
) -> Change:
    """U7: the draft goes to the reviewer; contacts and co-opinions are looked at. Source: domain §2.2 U7."""
    assignment = _answering(session, assignment_id)
    assignment.require_not_before(submitted_on, "送审日期", "submitted_on")
    rules = rules_of(session, assignment.proposal.plenary)
    remarks = _readiness(assignment, rules)
    advance_unit(assignment, "U7")
    draft = _draft(assignment)
    draft.state, draft.submitted_on, draft.body = ReplyState.SUBMITTED, submitted_on, body
    draft.reply_class = rules.choice("reply_classes", reply_class).code if reply_class else ""
    draft.number, draft.title = number, title or _title(assignment)
    return Change(f"答复送审 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id, warnings=remarks)


def send_back_reply(session: Session, assignment_id: int, *, reviewed_on: date, reviewer: str, opinion: str) -> Change:
    """U8: the reviewer wants it written again. Source: domain §2.2 U8."""
    assignment = open_assignment(session, assignment_id)
    draft = next((r for r in assignment.replies if r.state is ReplyState.SUBMITTED), None)
    if draft is None:
        raise RuleError(f"{assignment.unit.short}没有送审的答复。", "unit")
    if draft.submitted_on is not None and reviewed_on < draft.submitted_on:
        raise RuleError(f"审核日期 {reviewed_on} 早于送审日期 {draft.submitted_on}。", "reviewed_on")
    advance_unit(assignment, "U8-")
    if assignment.redo:
        assignment.state = UnitState.REDOING
    draft.state, draft.reviewer, draft.review_opinion = ReplyState.SENT_BACK, reviewer, opinion
    return Change(f"退回重写 {assignment.proposal.name} {assignment.unit.short}", assignment.proposal_id)


def register_reply(
    session: Session,
    assignment_id: int,
    *,
    number: str,
    replied_on: date,
    reply_class: str,
    signer: str = "",
    contact: str = "",
    contact_phone: str = "",
    publicity: str = "",
    body: str = "",
    title: str = "",
    adopted_count: int | None = None,
    suggestion_count: int | None = None,
    delivery: str = "",
    delivered_on: date | None = None,
    copied_to: str = "",
    reviewer: str = "",
    review_opinion: str = "",
    promise: str = "",
    promised_on: date | None = None,
    promise_owner: str = "",
) -> Change:
    """U8 and P13/P17: the reply went out; the proposal is answered when every answering unit has replied. Source: domain §2."""
    assignment = _answering(session, assignment_id)
    proposal = assignment.proposal
    rules = rules_of(session, proposal.plenary)
    chosen = rules.choice("reply_classes", reply_class).code
    _require_dates(assignment, replied_on, promised_on, delivered_on)
    _require_adopted(adopted_count, suggestion_count)
    require_word(publicity, rules.publicity, "publicity", "公开属性")
    if rules.reply_review and assignment.state is not UnitState.DRAFTED:
        raise RuleError(f"规则包要求答复先送审，{assignment.unit.short}的答复还没有送审。", "unit")
    remarks = _readiness(assignment, rules)
    if chosen in rules.follow_up_classes and promised_on is None:
        remarks += (f"{chosen} 类答复没有写承诺时限，转入跟踪时要补。",)
    advance_unit(assignment, "U8")
    reply = _draft(assignment)
    reply.state, reply.number, reply.replied_on, reply.reply_class = ReplyState.FINAL, number, replied_on, chosen
    reply.signer, reply.contact, reply.contact_phone = signer, contact, contact_phone
    reply.publicity, reply.body, reply.title = publicity, body or reply.body, title or reply.title or _title(assignment)
    reply.adopted_count, reply.suggestion_count = adopted_count, suggestion_count
    reply.delivery, reply.delivered_on, reply.copied_to = delivery, delivered_on, copied_to
    reply.reviewer, reply.review_opinion = reviewer or reply.reviewer, review_opinion or reply.review_opinion
    reply.promise, reply.promised_on, reply.promise_owner = promise, promised_on, promise_owner
    reply.due_on, reply.original_due_on = assignment.due_on, assignment.original_due_on
    settle(session)
    answer_proposal(proposal, rules)
    return Change(f"登记答复 {proposal.name} {assignment.unit.short}", proposal.id, warnings=remarks)


def _answering(session: Session, assignment_id: int) -> Assignment:
    assignment = open_assignment(session, assignment_id)
    if assignment.role is Role.CO:
        raise RuleError(f"{assignment.unit.short}是会办单位，不直接答复提案者；登记会办意见。", "unit")
    return assignment


def _draft(assignment: Assignment) -> Reply:
    for reply in assignment.replies:
        if reply.redo == assignment.redo and reply.state in (ReplyState.SUBMITTED, ReplyState.SENT_BACK):
            return reply
    reply = Reply(redo=assignment.redo, state=ReplyState.SUBMITTED, body="", title="", reviewer="", review_opinion="")
    assignment.replies.append(reply)
    return reply


def _require_dates(assignment: Assignment, replied_on: date, promised_on: date | None, delivered_on: date | None) -> None:
    start = assignment.due_from if assignment.redo and assignment.due_from else assignment.assigned_on
    if replied_on < start:
        what = "重新办理日期" if assignment.redo else "交办日期"
        raise RuleError(f"答复日期 {replied_on} 早于{assignment.unit.short}的{what} {start}；改正其中一个。", "replied_on")
    if assignment.signed_on is not None and replied_on < assignment.signed_on:
        raise RuleError(f"答复日期 {replied_on} 早于签收日期 {assignment.signed_on}；改正其中一个。", "replied_on")
    draft = next((r for r in assignment.replies if r.state is ReplyState.SUBMITTED), None)
    if draft is not None and draft.submitted_on is not None and replied_on < draft.submitted_on:
        raise RuleError(f"答复日期 {replied_on} 早于送审日期 {draft.submitted_on}；改正其中一个。", "replied_on")
    if promised_on is not None and promised_on < replied_on:
        raise RuleError(f"承诺时限 {promised_on} 早于答复日期 {replied_on}；改为以后的日期，或留空。", "promised_on")
    if delivered_on is not None and delivered_on < replied_on:
        raise RuleError(f"送达日期 {delivered_on} 早于答复日期 {replied_on}。", "delivered_on")


def _require_adopted(adopted: int | None, suggested: int | None) -> None:
    if adopted is not None and suggested is not None and adopted > suggested:
        raise RuleError(f"采纳 {adopted} 条多于建议总数 {suggested} 条。", "adopted_count")


def _readiness(assignment: Assignment, rules: Rules) -> tuple[str, ...]:
    """What is missing before a reply: refused, remarked, or let be, as the rule package says. Source: domain §2.2 U7."""
    remarks: list[str] = []
    rounds = [c for c in assignment.contacts if c.redo == assignment.redo]
    if not rounds:
        sentence = f"{assignment.unit.short}还没有与提案者沟通的记录。"
        _weigh(rules.contact_required, sentence, "unit", remarks)
    if assignment.role is Role.LEAD:
        missing = [a.unit.short for a in assignment.proposal.active_assignments if a.role is Role.CO and a.opinion_on is None]
        if missing:
            _weigh(rules.co_opinion_required, f"会办意见未到：{'、'.join(missing)}。", "unit", remarks)
    return tuple(remarks)


def _weigh(check: str, sentence: str, field: str, remarks: list[str]) -> None:
    if check == "refuse":
        raise RuleError(sentence, field)
    if check == "warn":
        remarks.append(sentence)


def _title(assignment: Assignment) -> str:
    proposal = assignment.proposal
    return f"关于政协{proposal.plenary.name}会议第{proposal.name}号提案的答复"
