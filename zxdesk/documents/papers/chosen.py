"""The proposals that papers were asked for, with what every paper of one act is made with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.orm import Session

from zxdesk.documents.paper import Moment, Request
from zxdesk.documents.values import Texts, office_values, proposal_values
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Office
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.paper_records import office_of, proposals_for_papers


@dataclass(frozen=True)
class Desk:
    """One act of making papers about proposals; the office and the rules of a plenary are read once for all of them."""

    session: Session
    request: Request
    moment: Moment
    _rules: dict[int, Rules] = field(default_factory=dict)

    @cached_property
    def office(self) -> Office:
        """The office of this register."""
        return office_of(self.session)

    def chosen(self, lacks: Callable[[Proposal], str]) -> list[Proposal]:
        """The chosen proposals in number order; ``lacks`` says in a sentence why one has no such paper, or nothing.

        Raises ``RuleError`` when none is chosen or none is left; one among many that has none is left out.
        """
        asked = proposals_for_papers(self.session, self.request.proposals)
        if not asked:
            raise RuleError("还没有选定提案；在提案列表里选一件或几件，再制作文书。", "proposals")
        reasons = {proposal.id: lacks(proposal) for proposal in asked}
        found = [proposal for proposal in asked if not reasons[proposal.id]]
        if found:
            return found
        first = reasons[asked[0].id]
        raise RuleError(first if len(asked) == 1 else f"所选 {len(asked)} 件都不能制作这种文书，例如：{first}", "proposals")

    def rules(self, proposal: Proposal) -> Rules:
        """The rules of the proposal's plenary."""
        key = proposal.plenary_id
        if key not in self._rules:
            self._rules[key] = rules_of(self.session, key)
        return self._rules[key]

    def values(self, proposal: Proposal) -> Texts:
        """Values of ``OFFICE_FIELDS`` and ``PROPOSAL_FIELDS``."""
        return {**office_values(self.office, proposal.plenary, self.moment), **proposal_values(proposal, self.rules(proposal))}
