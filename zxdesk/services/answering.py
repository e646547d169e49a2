"""When a proposal counts as answered, and in which class."""

from __future__ import annotations

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import WORKING_STAGES, Stage, advance


def answer_proposal(proposal: Proposal, rules: Rules) -> None:
    """P13 and P17: once every answering undertaking has replied in its present round, the proposal follows. Source: domain §2.1."""
    replies = [a.current_reply for a in proposal.answering]
    if proposal.stage not in WORKING_STAGES or not replies or not all(replies):
        return
    advance(proposal, "P17" if proposal.stage is Stage.REDOING else "P13")
    proposal.replied_on = max(reply.replied_on for reply in replies if reply and reply.replied_on)
    proposal.reply_class = proposal_class(proposal, rules)


def proposal_class(proposal: Proposal, rules: Rules) -> str:
    """The class of the whole proposal: the least favourable of its answering units' replies in force."""
    order = [choice.code for choice in rules.reply_classes]
    given = [a.last_reply.reply_class for a in proposal.answering if a.last_reply is not None]
    return max((c for c in given if c in order), key=order.index, default="")
