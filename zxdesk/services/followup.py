"""Following up classes that were only promised, until the matter is done."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.followup import FollowUp
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import advance
from zxdesk.services.change import Change
from zxdesk.services.frame import rules_of


def start_follow_up(session: Session, proposal_id: int, *, started_on: date, planned_on: date, item: str = "") -> Change:
    """P18: into 跟踪 with the day to look back. Source: domain §1.8, §2.1 P18."""
    proposal = session.get_one(Proposal, proposal_id)
    rules = rules_of(session, proposal.plenary)
    if proposal.closed_on is not None and started_on < proposal.closed_on:
        raise RuleError(f"转入日期 {started_on} 早于办结日期 {proposal.closed_on}。", "started_on")
    if planned_on < started_on:
        raise RuleError(f"回头看日期 {planned_on} 早于转入日期 {started_on}。", "planned_on")
    promised = [(a, r) for a in proposal.answering if (r := a.last_reply) is not None and _class(a) in rules.follow_up_classes]
    if not promised:
        wanted = "、".join(rules.follow_up_classes)
        raise RuleError(f"{proposal.name} 没有 {wanted} 类答复，不用跟踪。", "stage")
    advance(proposal, "P18")
    for assignment, reply in promised:
        entry = next((f for f in assignment.follow_ups if f.reply is reply and f.followed_on is None), None)  # begun and taken back
        if entry is None:
            entry = FollowUp(reply=reply, first_class=reply.reply_class)
            assignment.follow_ups.append(entry)
        entry.started_on, entry.planned_on, entry.item = started_on, planned_on, item or reply.promise
    return Change(f"转入跟踪 {proposal.name}", proposal.id)


def register_follow_up(
    session: Session, proposal_id: int, *, followed_on: date, result: str, new_class: str, evidence: str = "", unit: str | None = None
) -> Change:
    """P19: what came of the promise; the first class is not overwritten. Source: domain §2.1 P19."""
    proposal = session.get_one(Proposal, proposal_id)
    rules = rules_of(session, proposal.plenary)
    chosen = rules.choice("reply_classes", new_class).code
    waiting = [f for a in proposal.answering for f in a.follow_ups if f.followed_on is None]
    named = [f for f in waiting if unit is None or f.assignment.is_called(unit)]
    if not named:
        raise RuleError(f"{proposal.name} 没有待落实的跟踪{'（' + unit + '）' if unit else ''}。", "unit")
    for entry in named:
        if followed_on < entry.started_on:
            raise RuleError(f"落实日期 {followed_on} 早于转入跟踪日期 {entry.started_on}。", "followed_on")
        entry.followed_on, entry.result, entry.new_class, entry.evidence = followed_on, result, chosen, evidence
    if len(named) == len(waiting):
        advance(proposal, "P19")
        order = [choice.code for choice in rules.reply_classes]
        proposal.follow_class = max((_class(a) for a in proposal.answering if _class(a) in order), key=order.index, default=chosen)
    return Change(f"跟踪落实 {proposal.name}", proposal.id)


def _class(assignment: Assignment) -> str:
    done = [f for f in assignment.follow_ups if f.followed_on is not None and f.reply is assignment.last_reply]
    if done:
        return done[-1].new_class
    return assignment.last_reply.reply_class if assignment.last_reply is not None else ""
