"""What the archive volume of a proposal still lacks."""

from __future__ import annotations

from zxdesk.domain.proposal import Proposal


def lacking_pieces(proposal: Proposal) -> list[str]:
    """Text, replies, opinions and forms that are not there. Source: domain §1.11."""
    lacking = []
    if not (proposal.situation or proposal.analysis or proposal.suggestion or proposal.attachments):
        lacking.append("提案原文")
    lacking += [f"{row.unit.short}的答复" for row in proposal.answering if row.last_reply is None]
    lacking += [f"{row.unit.short}的会办意见" for row in proposal.active_assignments if not row.role.answers and row.opinion_on is None]
    lacking += [f"{form.line.name}的征询意见表" for form in proposal.feedbacks if form.returned_on is None]
    return lacking
