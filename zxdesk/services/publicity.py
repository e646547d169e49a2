"""Deciding what of a proposal may be public, and whether."""

from __future__ import annotations

from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.services.change import Change
from zxdesk.services.frame import require_word, rules_of

NOT_PUBLIC = "不公开"


def decide_publicity(session: Session, proposal_id: int, *, publicity: str, reason: str = "") -> Change:
    """公开决定 of a proposal; a decision taken before is changed only with a reason. Source: domain §1.11, §2.3 公开.

    Raises ``RuleError`` where the proposer did not agree or the proposal is secret: then it can only be kept from the public.
    """
    proposal = session.get_one(Proposal, proposal_id)
    require_word(publicity, rules_of(session, proposal.plenary).publication, "publicity", "公开决定")
    if publicity != NOT_PUBLIC:
        if proposal.is_secret:
            raise RuleError(f"{proposal.name} 涉密，只能决定“{NOT_PUBLIC}”。", "publicity")
        if proposal.is_open is False:
            why = f"（{proposal.open_reason}）" if proposal.open_reason else ""
            raise RuleError(f"{proposal.name} 的提案者不同意公开{why}，只能决定“{NOT_PUBLIC}”；提案者改变意见的，先更正“同意公开”。", "publicity")
    if proposal.publicity == publicity:
        raise RuleError(f"{proposal.name} 的公开决定已经是“{publicity}”。", "publicity")
    if proposal.publicity and not reason.strip():
        raise RuleError(f"公开决定原为“{proposal.publicity}”，改为“{publicity}”要写理由。", "reason")
    proposal.publicity = publicity
    return Change(f"公开决定 {proposal.name} {publicity}", proposal.id)
