"""Proposals whose title says nearly the same as one that is being entered or read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.text.normalise import fold

ALIKE = 0.6
"""From which share of common pairs of characters two titles are alike."""
LEAST = 0.4
"""Titles alike have more than this share of the pairs of one of them in common: 0.6 · (w + c) / 2 ≤ c."""
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


@dataclass(frozen=True)
class Earlier:
    """A proposal of an earlier plenary with a title alike, and what came of it."""

    id: int
    plenary: str
    number: str
    title: str
    outcome: str


def similar_earlier(session: Session, proposal_id: int, *, limit: int = 3) -> tuple[list[Earlier], int]:
    """The proposals of other, earlier plenaries most alike by title, and how many there are; withdrawn ones and drafts are left out."""
    own = session.execute(
        select(Proposal.title, Proposal.plenary_id, Plenary.opens_on).join(Proposal.plenary).where(Proposal.id == proposal_id)
    ).first()
    wanted = _pairs(own.title) if own is not None else frozenset()
    if own is None or not wanted:
        return [], 0
    statement = select(Proposal.id, Proposal.title).where(Proposal.plenary_id != own.plenary_id)
    statement = statement.where(Proposal.stage.not_in((Stage.WITHDRAWN, Stage.DRAFT)))
    if own.opens_on is not None:
        earlier = select(Plenary.id).where(Plenary.opens_on < own.opens_on)
        statement = statement.where(Proposal.plenary_id.in_(earlier))
    shared = sum((func.instr(Proposal.title, pair) > 0 for pair in sorted(wanted)), literal(0))
    statement = statement.where(shared >= LEAST * len(wanted))  # most are passed over by the register, without a word of Python
    alike = []
    for row in session.execute(statement).yield_per(500):
        pairs = _pairs(row.title)
        likeness = 2 * len(wanted & pairs) / (len(wanted) + len(pairs)) if pairs else 0.0
        if likeness >= ALIKE:
            alike.append((-likeness, row.id))
    shown = [key for _likeness, key in sorted(alike)[:limit]]
    rows = {row.id: row for row in session.scalars(select(Proposal).where(Proposal.id.in_(shown)))}
    return [_earlier(rows[key]) for key in shown], len(alike)


def _earlier(row: Proposal) -> Earlier:
    came = " · ".join(filter(None, (f"{row.reply_class} 类" if row.reply_class else "", row.satisfaction)))
    return Earlier(row.id, row.plenary.name, row.number or row.receipt_number or "草稿", row.title, came or row.stage.label)
