"""The decision: filed, merged, turned into an opinion, not filed, withdrawn; telling the proposer."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.issued_number import NumberKind
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.review import Review, ReviewStep, Transfer
from zxdesk.domain.stage import OPEN_STATES, Stage, UnitState, advance
from zxdesk.services.bulk import record_of
from zxdesk.services.change import Change
from zxdesk.services.frame import require_word, rules_of
from zxdesk.services.numbers import issue
from zxdesk.services.resolve import by_id
from zxdesk.services.review import reasons_named
from zxdesk.services.submission import set_category

OPINION_KINDS = ("转为意见和建议", "转社情民意信息", "转委员来信")


def file_proposal(
    session: Session,
    proposal_id: int,
    *,
    meeting: str,
    decided_on: date,
    category: str | None = None,
    number: str | None = None,
    is_secret: bool = False,
    publicity: str = "",
) -> Change:
    """P7: 立案; the proposal number is issued here. Source: domain §2.1 P7, §1.5."""
    proposal = record_of(session, Proposal, proposal_id)
    _require_after_review(proposal, decided_on)
    advance(proposal, "P7")
    if category is not None:
        set_category(session, proposal, category)
    if not proposal.category:
        raise RuleError("立案要先定类别。", "category")
    require_word(publicity, rules_of(session, proposal.plenary).publication, "publicity", "公开决定")
    proposal.outcome = "立案"
    proposal.meeting, proposal.decided_on, proposal.filed_on = meeting, decided_on, decided_on
    proposal.is_secret, proposal.publicity = is_secret, publicity
    if proposal.number is None:
        proposal.number = issue(session, proposal, NumberKind.PROPOSAL, wanted=number)
        proposal.number_sort = _sort_value(proposal.number)
    _record_decision(proposal, "立案", meeting, decided_on)
    pending = proposal.pending_signatures()
    remarks = (f"{len(pending)} 位联名人还没有会签，未会签的名字不印上文书。",) if pending else ()
    return Change(f"立案 {proposal.number}", proposal.id, warnings=remarks)


def merge_proposal(session: Session, proposal_id: int, *, lead: str, merged_on: date, note: str = "", meeting: str = "") -> Change:
    """P8: a reversible link to the lead; text, numbers and proposers stay. Source: domain §2.1 P8, §1.4."""
    proposal = record_of(session, Proposal, proposal_id)
    leading = proposal_named(session, proposal.plenary_id, lead, "lead")
    if leading.id == proposal.id:
        raise RuleError("不能并入自己，主案另选一件。", "lead")
    if not leading.is_filed:
        raise RuleError(f"主案 {leading.name} 现在是“{leading.stage.label}”，要先立案才能作主案。", "lead")
    if leading.stage not in (Stage.FILED, Stage.HANDLING, Stage.REPLIED):
        raise RuleError(f"主案 {leading.name} 现在是“{leading.stage.label}”，已过征询，不能再并入。", "lead")
    if proposal.merged:
        raise RuleError(f"{proposal.name} 自己是 {len(proposal.merged)} 件的主案，先解除并案。", "lead")
    _require_after_review(proposal, merged_on, "merged_on")
    before = proposal.stage
    advance(proposal, "P8")
    proposal.stage_before_merge = before
    proposal.lead, proposal.lead_id = leading, leading.id
    proposal.outcome, proposal.merged_on, proposal.merge_note = "并案", merged_on, note
    proposal.meeting, proposal.decided_on = meeting or proposal.meeting, proposal.decided_on or merged_on
    _record_decision(proposal, "并案", meeting, merged_on)
    return Change(f"并案 {proposal.name} → {leading.name}", proposal.id)


def unmerge_proposal(session: Session, proposal_id: int, *, reason: str) -> Change:
    """Undo P8: back to the stage it came from. Refused once its proposers were asked about the common reply."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.stage is not Stage.MERGED or proposal.lead is None:
        raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，没有并案可解除。", "stage")
    if proposal.feedbacks:
        raise RuleError(f"已就主案 {proposal.lead.name} 的答复向 {proposal.name} 的提案者发出征询意见表，不能再解除并案。", "stage")
    proposal.stage = proposal.stage_before_merge or Stage.SECOND_REVIEWED
    proposal.outcome = "立案" if proposal.stage is Stage.FILED else ""
    proposal.decided_on = proposal.filed_on
    proposal.lead, proposal.lead_id, proposal.stage_before_merge = None, None, None
    proposal.merged_on, proposal.merge_note = None, ""
    return Change(f"解除并案 {proposal.name}", proposal.id)


def turn_into_opinion(
    session: Session,
    proposal_id: int,
    *,
    decided_on: date,
    reasons: tuple[str, ...],
    kind: str = "转为意见和建议",
    target: str = "",
    meeting: str = "",
    note: str = "",
    notified_on: date | None = None,
    notified_by: str = "",
) -> Change:
    """P9: an opinion, 社情民意 or a letter, with the reason. Source: domain §2.1 P9."""
    if kind not in OPINION_KINDS:
        raise RuleError(f"没有“{kind}”这种处理；可选的是：{'、'.join(OPINION_KINDS)}。", "kind")
    proposal = _decide(session, proposal_id, "P9", kind, reasons=reasons, decided_on=decided_on, meeting=meeting, note=note)
    if target:
        proposal.transfers.append(Transfer(target=target, sent_on=decided_on))
    _notified(proposal, notified_on, notified_by)
    return Change(f"{kind} {proposal.name}", proposal.id)


def reject_proposal(
    session: Session,
    proposal_id: int,
    *,
    decided_on: date,
    reasons: tuple[str, ...],
    meeting: str = "",
    note: str = "",
    notified_on: date | None = None,
    notified_by: str = "",
) -> Change:
    """P10: 不予立案, always with a reason of the list. Source: domain §2.1 P10, §5.4."""
    proposal = _decide(session, proposal_id, "P10", "不予立案", reasons=reasons, decided_on=decided_on, meeting=meeting, note=note)
    _notified(proposal, notified_on, notified_by)
    return Change(f"不予立案 {proposal.name}", proposal.id)


def notify_proposer(session: Session, proposal_id: int, *, notified_on: date, notified_by: str) -> Change:
    """Record when and how the proposer was told the result."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.stage not in (Stage.OPINION, Stage.NOT_FILED, Stage.MERGED, Stage.RETURNED, Stage.WITHDRAWN):
        raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，没有要告知的处理结果。", "stage")
    _notified(proposal, notified_on, notified_by)
    return Change(f"告知 {proposal.name}", proposal.id)


def transfer_proposal(
    session: Session, proposal_id: int, *, target: str, sent_on: date, number: str = "", answer: str = "", answered_on: date | None = None
) -> Change:
    """Pass on an idea that was not filed, or record the answer to it. Source: domain §4.9."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.stage not in (Stage.OPINION, Stage.NOT_FILED):
        raise RuleError(f"{proposal.name} 现在是“{proposal.stage.label}”，只有转意见建议和不予立案的才转送。", "stage")
    require_transfer(proposal, sent_on=sent_on, answered_on=answered_on)
    earlier = next((t for t in proposal.transfers if t.target == target), None)
    record = earlier or Transfer(target=target, sent_on=sent_on)
    if earlier is None:
        proposal.transfers.append(record)
    record.sent_on, record.number = sent_on, number or record.number
    record.answer, record.answered_on = answer or record.answer, answered_on or record.answered_on
    return Change(f"转送 {proposal.name} → {target}", proposal.id)


def require_transfer(proposal: Proposal, *, sent_on: date, answered_on: date | None) -> None:
    """``RuleError`` where a passing on cannot have been so, registered or corrected."""
    if proposal.decided_on is not None and sent_on < proposal.decided_on:
        raise RuleError(f"转送日期 {sent_on} 早于审定日期 {proposal.decided_on}。", "sent_on")
    if answered_on is not None and answered_on < sent_on:
        raise RuleError(f"回复日期 {answered_on} 早于转送日期 {sent_on}。", "answered_on")


def withdraw_proposal(
    session: Session, proposal_id: int, *, request: str, reason: str, withdrawn_on: date, consent: str = ""
) -> Change:
    """P11: at the proposer's written request; once assigned only with the committee's consent. Source: domain §1.4, §2.1 P11."""
    proposal = record_of(session, Proposal, proposal_id)
    if proposal.merged:
        raise RuleError(f"{proposal.name} 并有 {len(proposal.merged)} 件，先解除并案或改换主案再撤案。", "stage")
    was_assigned = proposal.stage in (Stage.HANDLING, Stage.REDOING)
    if was_assigned and not consent.strip():
        raise RuleError(f"{proposal.name} 已交办，撤案要写明提案委的同意意见。", "consent")
    _require_last(proposal, withdrawn_on)
    advance(proposal, "P11")
    proposal.outcome, proposal.withdrawn_on = "撤案", withdrawn_on
    proposal.withdrawal_request, proposal.withdrawal_reason = request, "；".join(filter(None, (reason, consent)))
    stopped = [a for a in proposal.active_assignments if a.state in OPEN_STATES or a.state is UnitState.OPINION_GIVEN]
    for assignment in stopped:
        assignment.state, assignment.ended_on, assignment.end_reason = UnitState.STOPPED, withdrawn_on, "撤案"
    remarks = (f"要通知{'、'.join(a.unit.short for a in stopped)}停办。",) if stopped else ()
    return Change(f"撤案 {proposal.name}", proposal.id, warnings=remarks)


def _require_last(proposal: Proposal, withdrawn_on: date) -> None:
    earlier = (("交办", proposal.assigned_on), ("立案", proposal.filed_on), ("收件", proposal.received_on), ("提交", proposal.submitted_on))
    for what, day in earlier:
        if day is not None and withdrawn_on < day:
            raise RuleError(f"撤案日期 {withdrawn_on} 早于{what}日期 {day}；改正其中一个。", "withdrawn_on")


def proposal_named(session: Session, plenary_id: int, text: str, field: str) -> Proposal:
    """A proposal of the plenary by number, receipt number or #id."""
    in_plenary = select(Proposal).where(Proposal.plenary_id == plenary_id)
    found = by_id(session, Proposal, text)
    found = found or session.scalars(in_plenary.where(Proposal.number == text)).first()
    found = found or session.scalars(in_plenary.where(Proposal.receipt_number == text)).first()
    if found is None or found.plenary_id != plenary_id:
        raise RuleError(f"本届次没有 {text} 号提案；填提案号或收件号。", field)
    return found


def _decide(
    session: Session, proposal_id: int, code: str, outcome: str, *, reasons: tuple[str, ...], decided_on: date, meeting: str, note: str
) -> Proposal:
    proposal = record_of(session, Proposal, proposal_id)
    _require_after_review(proposal, decided_on)
    codes = reasons_named(rules_of(session, proposal.plenary), reasons, outcome)
    advance(proposal, code)
    proposal.outcome, proposal.reasons, proposal.outcome_note = outcome, codes, note
    proposal.meeting, proposal.decided_on = meeting, decided_on
    _record_decision(proposal, outcome, meeting, decided_on)
    return proposal


def _record_decision(proposal: Proposal, outcome: str, meeting: str, on: date) -> None:
    proposal.reviews.append(
        Review(
            step=ReviewStep.DECISION, reviewer=meeting, reviewed_on=on, category=proposal.category,
            outcome=outcome, reasons=list(proposal.reasons or []), meeting=meeting,
        )
    )


def _notified(proposal: Proposal, on: date | None, by: str) -> None:
    if on is None:
        return
    if proposal.decided_on is not None and on < proposal.decided_on:
        raise RuleError(f"告知日期 {on} 早于审定日期 {proposal.decided_on}。", "notified_on")
    proposal.notified_on, proposal.notified_by = on, by


def _require_after_review(proposal: Proposal, on: date, field: str = "decided_on") -> None:
    last = proposal.reviews[-1].reviewed_on if proposal.reviews else None
    if last is not None and on < last:
        raise RuleError(f"审定日期 {on} 早于复审日期 {last}；改正其中一个。", field)


def _sort_value(number: str) -> int:
    digits = "".join(ch for ch in number if ch.isdigit())
    return int(digits[-9:]) if digits else 0
