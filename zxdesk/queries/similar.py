"""Proposals whose title says nearly the same as one that is being entered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.text.normalise import fold

ALIKE = 0.6
"""From which share of common pairs of characters two titles are alike."""
FRAME = ("关于", "进一步", "加强", "推进", "加快", "建议", "提案", "的")
"""Words most titles have; they make none alike."""


@dataclass(frozen=True)
class Similar:
    """A proposal with nearly the same title."""

    id: int
    number: str
    title: str
    proposers: str
    likeness: float


def similar_titles(session: Session, title: str, *, plenary_id: int | None, but: int | None = None, limit: int = 3) -> list[Similar]:
    """The proposals of a plenary most alike by title, the most alike first; withdrawn ones are left out."""
    wanted = _pairs(title)
    if not wanted:
        return []
    statement = select(Proposal.id, Proposal.number, Proposal.receipt_number, Proposal.title, Proposal.proposer_names)
    statement = statement.where(Proposal.stage != Stage.WITHDRAWN)
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    found = []
    for row in session.execute(statement):
        pairs = _pairs(row.title)
        likeness = 2 * len(wanted & pairs) / (len(wanted) + len(pairs)) if pairs else 0.0
        if likeness >= ALIKE and row.id != but:
            found.append(Similar(row.id, row.number or row.receipt_number or "草稿", row.title, row.proposer_names, likeness))
    return sorted(found, key=lambda one: (-one.likeness, one.id))[:limit]


def _pairs(title: str) -> frozenset[str]:
    """The pairs of neighbouring characters, without the words of the frame."""
    text = fold(title)
    for word in FRAME:
        text = text.replace(word, " ")
    return frozenset(first + second for first, second in pairwise(text) if " " not in (first, second))
