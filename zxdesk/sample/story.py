"""What a story needs while it is told, and the acts told so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from zxdesk.domain.rules import Rules
from zxdesk.sample.bodies import Body
from zxdesk.sample.content import phrases
from zxdesk.sample.letters import Letters
from zxdesk.sample.plans import Act, ProposerPlan, SessionPlan, UnitPlan
from zxdesk.sample.slots import Slot


@dataclass
class Story:
    """One proposal being told."""

    slot: Slot
    session: SessionPlan
    rules: Rules
    today: date
    rng: Random
    key: str
    title: str
    category: str
    body: Body
    proposers: tuple[ProposerPlan, ...]
    merged: tuple[tuple[str, int], ...]
    lead: str
    wishes: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    wrong_unit: tuple[str, int] | None
    letters: Letters
    people: Mapping[str, UnitPlan]
    reviewers: tuple[str, ...]
    submitted_on: date
    decided_on: date
    acts: list[Act] = field(default_factory=list)

    def tell(
        self, on: date, verb: str, *, unit: str = "", line: int = 0, given: Mapping[str, object] | None = None, **values: object
    ) -> None:
        """Add an act; ``given`` are values several acts share."""
        self.acts.append(Act(on, verb, unit, line, {**(given or {}), **values}))

    def say(self, name: str) -> str:
        """One of the sentences of that list."""
        return self.rng.choice(phrases(name))

    def chance(self, share: float) -> bool:
        """True in that share of all stories."""
        return self.rng.random() < share

    def forms(self) -> Iterator[tuple[str, int]]:
        """(proposal key, line) of everybody who is asked: own signed lines, then those of merged proposals."""
        for line, proposer in enumerate(self.proposers):
            if proposer.signature == "已会签":
                yield self.key, line
        yield from self.merged

    def in_order(self) -> tuple[Act, ...]:
        """All acts by date; what was told first on a day stays first."""
        return tuple(sorted(self.acts, key=lambda act: act.on))
