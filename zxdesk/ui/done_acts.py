"""What this clerk did since the window opened, in order, to be taken back and done again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from zxdesk.services.change import Change


@dataclass(frozen=True)
class DoneAct:
    """One act by its op_id, and how the menu calls it."""

    op_id: str
    label: str
    size: int = 1  # how many proposals or other records it was about


@dataclass
class DoneActs:
    """Two piles: what can be taken back, and what was."""

    done: list[DoneAct] = field(default_factory=list)
    undone: list[DoneAct] = field(default_factory=list)

    def note(self, change: Change, *, size: int = 0) -> bool:
        """A new act, of ``size`` records where it is about more than its proposals; what was taken back before is forgotten.

        False when nothing was written.
        """
        if not change.tables or not change.op_id:
            return False
        self.done.append(DoneAct(change.op_id, change.label, max(size, len(change.proposals))))
        self.undone.clear()
        return True

    def took_back(self, change: Change) -> None:
        """The last act was taken back by this change."""
        former = self.done.pop()
        self.undone.append(replace(former, op_id=change.op_id))

    def did_again(self, change: Change) -> None:
        """The act taken back last was done again by this change."""
        former = self.undone.pop()
        self.done.append(replace(former, op_id=change.op_id))
