"""The proposals an import finds in the register, those it has just made included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.ledger import bare
from zxdesk.services.ledger_entry import LedgerEntry
from zxdesk.services.ledger_verdict import LABELS

Key = tuple[int, str, str]


def _keys(proposal: Proposal) -> list[Key]:
    first = proposal.lines[0].name if proposal.lines else ""
    plenary_id = proposal.plenary.id
    keys: list[Key] = [(plenary_id, "title", f"{proposal.title}\n{first}")]
    keys += [(plenary_id, "receipt_number", bare(proposal.receipt_number))] if proposal.receipt_number else []
    keys += [(plenary_id, "number", bare(proposal.number))] if proposal.number else []
    return keys


def _may_be(twin: Proposal, entry: LedgerEntry) -> bool:
    """Whether a proposal of the same title and proposer is the row's, as far as numbers go."""
    if entry.receipt_number and twin.receipt_number:
        return False
    return not (entry.number and twin.number)


@dataclass
class Known:
    """Proposals of the register by receipt number, number, and title with first proposer."""

    found: dict[Key, Proposal] = field(default_factory=dict)
    before: list[tuple[Key, Proposal | None]] = field(default_factory=list)

    def read(self, proposals: Sequence[Proposal]) -> None:
        """Make findable what was in the register before; of two that are called alike the earlier one."""
        for proposal in reversed(proposals):
            self.found.update(dict.fromkeys(_keys(proposal), proposal))

    def add(self, proposal: Proposal) -> None:
        """Make a proposal findable that the import has made or changed."""
        for key in _keys(proposal):
            self.before.append((key, self.found.get(key)))
            self.found[key] = proposal

    def go_back(self, length: int) -> None:
        """Find again what was found when so many had been added."""
        while len(self.before) > length:
            key, proposal = self.before.pop()
            if proposal is None:
                self.found.pop(key, None)
            else:
                self.found[key] = proposal

    def of(self, entry: LedgerEntry, plenary: Plenary) -> Proposal | None:
        """The proposal a row is about. ``RuleError`` when its number belongs to one of another title and proposer."""
        for name in ("receipt_number", "number"):
            number = getattr(entry, name)
            proposal = self.found.get((plenary.id, name, bare(number))) if number else None
            if proposal is None:
                continue
            first = proposal.lines[0].name if proposal.lines else ""
            if proposal.title != entry.title and first not in entry.proposers:
                raise RuleError(f"{LABELS[name]} {number} 已用于《{proposal.title}》，换一个号，或核对案由。", name)
            return proposal
        twin = self.found.get((plenary.id, "title", f"{entry.title}\n{entry.proposers[0]}"))
        return twin if twin is not None and _may_be(twin, entry) else None
