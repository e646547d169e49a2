"""How much of a proposal or a reply may be public, by what its proposers, the committee and the unit said."""

from __future__ import annotations

from enum import Enum

from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Reply
from zxdesk.domain.stage import Stage


class Scope(Enum):
    """公开方式, the widest first."""

    WHOLE = "全文"
    SUMMARY = "摘要"
    CATALOGUE = "目录"

    def narrowest(self, other: Scope) -> Scope:
        """The narrower of the two."""
        order = list(Scope)
        return max(self, other, key=order.index)


AS_DECIDED = "按公开决定"
CHOICES = (AS_DECIDED, *(scope.value for scope in Scope))


def proposal_scope(proposal: Proposal, chosen: str = AS_DECIDED) -> Scope:
    """How much of a proposal is public: what the committee decided, or what is chosen now where that is narrower or nothing was decided.

    Raises ``RuleError`` with the reason when it is not public. Source: domain §2.3 (公开), §4.5.
    """
    _require_public_kind(proposal)
    decided = _decided(proposal)
    wanted = _wanted(chosen)
    if proposal.is_open is False and decided is not Scope.CATALOGUE:
        reason = f"（{proposal.open_reason.rstrip('。')}）" if proposal.open_reason else ""
        raise RuleError(f"{proposal.name}的提案者不同意公开{reason}，不制作公开文本；公开决定是“目录”的，可以公开目录。", "is_open")
    if decided is None and wanted is None:
        raise RuleError(f"{proposal.name}还没有公开决定；先登记公开决定，或在选项里选定公开方式。", "scope")
    if decided is None or wanted is None:
        return decided or wanted or Scope.CATALOGUE
    return decided.narrowest(wanted)


def require_public_reply(reply: Reply, name: str) -> None:
    """``RuleError`` where the unit did not say that its reply is public. Source: domain §7.4 (2)."""
    word = reply.publicity
    if not word:
        raise RuleError(f"{name}的答复还没有公开属性；登记公开属性以后再制作公开文本。", "publicity")
    if "依申请" in word:
        raise RuleError(f"{name}的答复是“{word}”，只提供给申请人，不制作公开文本。", "publicity")
    if "不" in word:
        raise RuleError(f"{name}的答复是“{word}”，不制作公开文本。", "publicity")


def _wanted(chosen: str) -> Scope | None:
    if chosen not in CHOICES:
        raise RuleError(f"公开方式“{chosen}”不是可选的；从{'、'.join(CHOICES)}里选一项。", "scope")
    return None if chosen == AS_DECIDED else Scope(chosen)


def _require_public_kind(proposal: Proposal) -> None:
    if proposal.is_secret:
        raise RuleError(f"{proposal.name}涉密，不制作公开文本。", "is_secret")
    if proposal.stage is Stage.MERGED and proposal.lead is not None:
        raise RuleError(f"{proposal.name}已并入{proposal.lead.name}，公开主案{proposal.lead.name}。", "stage")
    if not proposal.is_filed:
        raise RuleError(f"{proposal.name}现在是“{proposal.stage.label}”，立案的提案才制作公开文本。", "stage")


def _decided(proposal: Proposal) -> Scope | None:
    """What 公开决定 says, however the office words it (全文, 全文公开). Raises ``RuleError`` where it says no."""
    word = proposal.publicity
    if not word:
        if proposal.is_open is None:
            raise RuleError(f"{proposal.name}的是否同意公开还没有填；问明提案者，登记以后再制作公开文本。", "is_open")
        return None
    for scope in Scope:
        if scope.value in word:
            return scope
    reason = f"（{proposal.open_reason.rstrip('。')}）" if proposal.open_reason else ""
    raise RuleError(f"{proposal.name}的公开决定是“{word}”{reason}，不制作公开文本。", "publicity")
