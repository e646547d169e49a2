"""Asking each proposer, visiting, closing, or handling again."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import Feedback, Visit
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.satisfaction import overall
from zxdesk.domain.stage import Stage, UnitState, advance, advance_unit
from zxdesk.services.assignment import set_due
from zxdesk.services.bulk import record_of, settle
from zxdesk.services.change import Change
from zxdesk.services.frame import due, require_word, rules_of
from zxdesk.services.submission import line_named


def send_forms(session: Session, proposal_id: int, *, sent_on: date, sent_by: str = "随答复函") -> Change:
    """P14: one 征询意见表 for each proposer of this and every merged proposal, and each reply. Source: domain §2.1 P14."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.replied_on is not None and sent_on < proposal.replied_on:
        raise RuleError(f"发出日期 {sent_on} 早于办复日期 {proposal.replied_on}；改正其中一个。", "sent_on")
    advance(proposal, "P14")
    proposal.sent_on = sent_on
    limit = due(session, proposal.plenary, "feedback_return", start=sent_on, event="发出征询意见表")
    made = 0
    for member in proposal.family if proposal.wants_feedback else []:
        for assignment in proposal.answering:
            reply = assignment.last_reply
            if reply is None or reply.redo != assignment.redo or any(f.reply is reply for f in member.feedbacks):
                continue
            for line in member.signed_lines:
                form = Feedback(
                    line=line, reply=reply, redo=reply.redo, sent_on=sent_on, sent_by=sent_by,
                    due_on=limit.due_on if limit else None,
                )
                member.feedbacks.append(form)
                made += 1
    return Change(f"发出征询意见表 {proposal.name}（{made} 份）", proposal.id)


def register_feedback(
    session: Session,
    proposal_id: int,
    *,
    proposer: str,
    returned_on: date,
    attitude: str,
    result: str,
    unit: str | None = None,
    contact_answer: str = "",
    way: str = "",
    relevance: str = "",
    is_leader_reply: bool | None = None,
    comment: str = "",
    is_signed: bool | None = None,
    signed_on: date | None = None,
) -> Change:
    """U9: what one proposer says of one reply. Source: domain §2.2 U9, §4.7."""
    proposal = record_of(session, Proposal, proposal_id)
    leading = asked_of(proposal)
    rules = rules_of(session, proposal.plenary)
    form = form_named(leading, proposal, proposer, unit)
    if form.returned_on is not None:
        name = form.line.name
        raise RuleError(f"{name}的征询意见表 {form.returned_on} 已登记，没有覆盖；填错了用“更正征询意见”（correct-feedback）。", "proposer")
    if returned_on < form.sent_on:
        raise RuleError(f"收回日期 {returned_on} 早于发出日期 {form.sent_on}；改正其中一个。", "returned_on")
    require_word(attitude, rules.feedback_attitude, "attitude", "办理态度")
    require_word(result, rules.feedback_result, "result", "办理结果")
    require_word(contact_answer, rules.feedback_contact, "contact_answer", "面商情况")
    require_word(way, rules.feedback_way, "way", "听取意见方式")
    form.returned_on, form.attitude, form.result = returned_on, attitude, result
    form.contact_answer, form.way, form.relevance, form.comment = contact_answer, way, relevance, comment
    form.is_leader_reply, form.is_signed, form.signed_on = is_leader_reply, is_signed, signed_on
    form.entered_by = session.info["actor"].name
    settle(session)
    _judge(leading, form)
    leading.satisfaction = satisfaction_of(leading, rules, "result") or ""
    return Change(f"登记征询意见 {proposal.name} {form.line.name}", proposal.id)


def register_visit(
    session: Session, proposal_id: int, *, visited_on: date, way: str, person: str, result: str, proposer: str | None = None
) -> Change:
    """回访 by the office. Source: domain §4.7."""
    proposal = record_of(session, Proposal, proposal_id)
    require_visit(session, proposal, visited_on=visited_on, way=way)
    line = line_named(proposal, proposer) if proposer else None
    proposal.visits.append(Visit(visited_on=visited_on, way=way, person=person, result=result, line=line))
    return Change(f"登记回访 {proposal.name}", proposal.id)


def require_visit(session: Session, proposal: Proposal, *, visited_on: date, way: str) -> None:
    """``RuleError`` where a visit cannot have been so, registered or corrected."""
    answered = proposal.replied_on or (proposal.lead.replied_on if proposal.lead else None)
    if answered is None:
        raise RuleError(f"{proposal.name} 还没有办复，回访在答复以后。", "stage")
    if visited_on < answered:
        raise RuleError(f"回访日期 {visited_on} 早于办复日期 {answered}。", "visited_on")
    require_word(way, rules_of(session, proposal.plenary).contact_ways, "way", "回访方式")


def close_proposal(session: Session, proposal_id: int, *, closed_on: date, waiver: str = "") -> Change:
    """P15: closed when the satisfaction rule is met, or with a written reason where forms stay out. Source: domain §2.1 P15, §6.3."""
    proposal = record_of(session, Proposal, proposal_id)
    rules = rules_of(session, proposal.plenary)
    if proposal.sent_on is not None and closed_on < proposal.sent_on:
        raise RuleError(f"办结日期 {closed_on} 早于征询发出日期 {proposal.sent_on}。", "closed_on")
    advance(proposal, "P15")
    forms = current_forms(proposal)
    unhappy = [word for aspect in rules.redo_on if (word := satisfaction_of(proposal, rules, aspect)) in rules.dissatisfied_words]
    if unhappy and not waiver:
        raise RuleError(f"征询意见为“{unhappy[0]}”，要重新办理；确需办结的，写明理由。", "waiver")
    undecided = forms and satisfaction_of(proposal, rules, "result") is None
    if undecided and not waiver:
        missing = "、".join(f.line.name for f in forms if f.returned_on is None)
        raise RuleError(f"征询意见表还没有收齐（{missing}），先登记，或写明不等的理由。", "waiver")
    proposal.closed_on = closed_on
    proposal.satisfaction = satisfaction_of(proposal, rules, "result") or ""
    return Change(f"办结 {proposal.name}", proposal.id, reason=waiver)


def redo_proposal(
    session: Session, proposal_id: int, *, redone_on: date, reason: str, units: tuple[str, ...] = (), due_on: date | None = None
) -> Change:
    """P16 and U10: a further round for the units whose reply did not satisfy. Source: domain §1.8, §2.1 P16."""
    proposal = record_of(session, Proposal, proposal_id)
    rules = rules_of(session, proposal.plenary)
    unhappy = _unhappy(proposal, rules)
    if not unhappy:
        raise RuleError(f"{proposal.name} 的征询意见里没有不满意，不用重新办理。", "stage")
    chosen = [a for a in proposal.answering if any(a.is_called(name) for name in units)] if units else unhappy
    if not chosen or (units and len(chosen) < len(units)):
        raise RuleError(f"写明的单位不是本件的答复单位；可选的是：{'、'.join(a.unit.short for a in proposal.answering)}。", "units")
    if proposal.sent_on is not None and redone_on < proposal.sent_on:
        raise RuleError(f"重新办理日期 {redone_on} 早于征询发出日期 {proposal.sent_on}。", "redone_on")
    advance(proposal, "P16")
    proposal.redo += 1
    for assignment in chosen:
        advance_unit(assignment, "U10")
        assignment.redo += 1
        set_due(session, assignment, rule="redo", start=redone_on, event="重新办理", fixed=due_on)
        assignment.original_due_on = assignment.due_on
    return Change(f"重新办理 {proposal.name} {'、'.join(a.unit.short for a in chosen)}", proposal.id)


def current_forms(proposal: Proposal) -> list[Feedback]:
    """The forms on the replies in force, of this proposal and all merged into it."""
    in_force = {id(a.last_reply) for a in proposal.answering if a.last_reply is not None}
    return [form for member in proposal.family for form in member.feedbacks if id(form.reply) in in_force]


def satisfaction_of(proposal: Proposal, rules: Rules, aspect: str) -> str | None:
    """One word for the proposal: per reply by the office's rule, then the least favourable reply. Source: domain §6.3."""
    order = rules.feedback_result if aspect == "result" else rules.feedback_attitude
    words: list[str] = []
    for assignment in proposal.answering:
        reply = assignment.last_reply
        forms = [f for f in current_forms(proposal) if f.reply is reply]
        if not forms:
            continue
        forms.sort(key=lambda f: (f.proposal is not proposal, f.proposal.id, f.line.position))
        word = overall([getattr(f, aspect) or None for f in forms], rule=rules.satisfaction, order=order)
        if word is None:
            return None
        words.append(word)
    return max(words, key=order.index, default=None)


def _unhappy(proposal: Proposal, rules: Rules) -> list[Assignment]:
    bad: set[int] = set()
    for form in current_forms(proposal):
        if any(getattr(form, aspect) in rules.dissatisfied_words for aspect in rules.redo_on):
            bad.add(id(form.reply))
    return [a for a in proposal.answering if a.last_reply is not None and id(a.last_reply) in bad]


def _judge(proposal: Proposal, form: Feedback) -> None:
    assignment = form.reply.assignment
    forms = [f for f in current_forms(proposal) if f.reply is form.reply]
    if all(f.returned_on for f in forms) and assignment.state is UnitState.REPLIED:
        advance_unit(assignment, "U9")


def asked_of(proposal: Proposal) -> Proposal:
    """The proposal whose stage counts for a form: its own, or the one it was merged into. ``RuleError`` where no form can be entered."""
    leading = proposal.lead if proposal.stage is Stage.MERGED and proposal.lead else proposal
    if leading.stage not in (Stage.CONSULTING, Stage.CLOSED, Stage.FOLLOWING):
        raise RuleError(f"{leading.name} 现在是“{leading.stage.label}”，发出征询意见表以后才能登记意见。", "stage")
    return leading


def form_named(leading: Proposal, called: Proposal, proposer: str, unit: str | None) -> Feedback:
    """The form of that proposer; one who stands on several proposals of the family is meant on the one that was called."""
    named = [f for f in current_forms(leading) if proposer in (f.line.name, f"#{f.line.id}")]
    named = [f for f in named if f.proposal is called] or named
    if not named:
        asked = "、".join(dict.fromkeys(f.line.name for f in current_forms(leading)))
        raise RuleError(f"没有发给“{proposer}”的征询意见表；发给了：{asked or '无'}。", "proposer")
    if unit is not None:
        exact = [f for f in named if unit == f"#{f.reply.assignment.id}"]  # a unit's key may be another undertaking's
        named = exact or [f for f in named if f.reply.assignment.is_called(unit)]
    if len(named) != 1:
        units = "、".join(f.reply.assignment.unit.short for f in named) or "、".join(a.unit.short for a in leading.answering)
        raise RuleError(f"{proposer}要评几家单位的答复（{units}），写明是哪一家。", "unit")
    return named[0]
