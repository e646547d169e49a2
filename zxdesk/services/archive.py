"""Archiving, and stepping back with a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.issued_number import IssuedNumber, NumberKind, NumberUse
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage, UnitState, advance
from zxdesk.domain.supervision import KeyState
from zxdesk.domain.volume import lacking_pieces
from zxdesk.services.change import Change
from zxdesk.services.frame import rules_of

BACK: dict[Stage, Stage] = {
    Stage.FIRST_REVIEWED: Stage.RECEIVED,
    Stage.SECOND_REVIEWED: Stage.FIRST_REVIEWED,
    Stage.FILED: Stage.SECOND_REVIEWED,
    Stage.OPINION: Stage.SECOND_REVIEWED,
    Stage.NOT_FILED: Stage.SECOND_REVIEWED,
    Stage.HANDLING: Stage.FILED,
    Stage.CONSULTING: Stage.REPLIED,
    Stage.CLOSED: Stage.CONSULTING,
    Stage.FOLLOWING: Stage.CLOSED,
    Stage.ARCHIVED: Stage.CLOSED,
}


def archive_proposal(
    session: Session,
    proposal_id: int,
    *,
    archive_number: str,
    retention: str,
    archived_on: date,
    pages: int | None = None,
    location: str = "",
) -> Change:
    """P20: the volume is complete and goes to the archive. Source: domain §1.11, §2.1 P20."""
    proposal = session.get_one(Proposal, proposal_id)
    rules = rules_of(session, proposal.plenary)
    if retention not in rules.retentions:
        raise RuleError(f"没有“{retention}”这个保管期限；可选的是：{'、'.join(rules.retentions)}。", "retention")
    if proposal.closed_on is not None and archived_on < proposal.closed_on:
        raise RuleError(f"归档日期 {archived_on} 早于办结日期 {proposal.closed_on}。", "archived_on")
    holder = session.scalars(select(Proposal).where(Proposal.archive_number == archive_number, Proposal.id != proposal.id)).first()
    if holder is not None:
        raise RuleError(f"归档号 {archive_number} 已用于《{holder.title}》。", "archive_number")
    advance(proposal, "P20")
    proposal.archive_number, proposal.retention, proposal.archived_on = archive_number, retention, archived_on
    proposal.pages, proposal.location = pages, location
    return Change(f"归档 {proposal.name}", proposal.id, warnings=missing_pieces(proposal))


def missing_pieces(proposal: Proposal) -> tuple[str, ...]:
    """What the volume still lacks: text, replies, opinions, forms. Source: domain §1.11."""
    lacking = lacking_pieces(proposal)
    return (f"卷内还缺：{'、'.join(lacking)}。",) if lacking else ()


def step_back(session: Session, proposal_id: int, *, reason: str) -> Change:
    """One step back with a reason; nothing is deleted. Source: domain §2.1 guards."""
    proposal = session.get_one(Proposal, proposal_id)
    target = BACK.get(proposal.stage)
    if target is None:
        raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，不能退回上一步。", "stage")
    _require_nothing_built_on(proposal)
    if proposal.stage is Stage.FILED:
        _void_number(session, proposal, reason)
    if proposal.stage in (Stage.FILED, Stage.OPINION, Stage.NOT_FILED):
        proposal.outcome, proposal.reasons, proposal.decided_on, proposal.filed_on = "", [], None, None
        proposal.notified_on, proposal.notified_by = None, ""
    if proposal.stage is Stage.HANDLING:
        _take_back_assignments(proposal, reason)
    if proposal.stage is Stage.CLOSED:
        proposal.closed_on = None
    if proposal.stage is Stage.ARCHIVED:
        proposal.archive_number, proposal.archived_on = "", None
    before, proposal.stage = proposal.stage, target
    return Change(f"退回上一步 {proposal.name}（{before.label}→{target.label}）", proposal.id)


def _require_nothing_built_on(proposal: Proposal) -> None:
    if proposal.stage is Stage.FILED and proposal.merged:
        raise RuleError(f"{proposal.name} 并有 {len(proposal.merged)} 件，先解除并案。", "stage")
    key = proposal.key_file
    if proposal.stage is Stage.FILED and key is not None and key.state is not KeyState.DROPPED:
        raise RuleError(f"{proposal.name} 在重点提案名单里（{key.state.label}），先登记不列重点。", "stage")
    if proposal.stage is Stage.HANDLING and any(_has_begun(a) for a in proposal.assignments):
        raise RuleError(f"{proposal.name} 的承办单位已签收或已有办理记录，交办不能撤回；要换单位，由该单位申请退办。", "stage")
    if proposal.stage is Stage.CONSULTING and any(f.returned_on for member in proposal.family for f in member.feedbacks):
        raise RuleError(f"{proposal.name} 已收回征询意见表，不能退回发出以前。", "stage")
    if proposal.stage is Stage.FOLLOWING and any(f.followed_on for a in proposal.answering for f in a.follow_ups):
        raise RuleError(f"{proposal.name} 已有跟踪落实记录，不能退回。", "stage")


def _has_begun(assignment: Assignment) -> bool:
    parts = (assignment.hand_backs, assignment.extensions, assignment.contacts, assignment.replies, assignment.reminders)
    return assignment.state is not UnitState.WAITING or any(parts)


def _take_back_assignments(proposal: Proposal, reason: str) -> None:
    """An assignment made by mistake ends on its own day; the rows stay as history and count nowhere."""
    for assignment in proposal.active_assignments:
        assignment.state, assignment.ended_on = UnitState.ENDED, assignment.assigned_on
        assignment.end_reason = f"撤回交办：{reason}"[:200]
    proposal.assigned_on = None


def _void_number(session: Session, proposal: Proposal, reason: str) -> None:
    query = select(IssuedNumber).where(
        IssuedNumber.plenary_id == proposal.plenary_id, IssuedNumber.kind == NumberKind.PROPOSAL, IssuedNumber.number == proposal.number
    )
    row = session.scalars(query).first()
    if row is not None:
        row.use, row.reason, row.proposal_id = NumberUse.VOID, f"退回审定：{reason}", None
    proposal.number, proposal.number_sort = None, 0
