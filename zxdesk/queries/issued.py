"""What went out: the list of it, one of it with its values, and the last of its like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from zxdesk.domain.paper import IssuedPaper
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine
from zxdesk.domain.unit import HandlingUnit

SUBJECT = ("proposal_id", "unit_id", "batch_id", "line_id", "assignment_id")
"""The keys that say whom a paper is about."""


@dataclass(frozen=True)
class IssuedRow:
    """One paper that went out; ``about`` says for whom, ``prints`` how often it left."""

    id: int
    proposal_id: int | None
    issued_on: date
    kind: str
    number: str
    proposal: str
    about: str
    file_name: str
    printed: int
    prints: int
    mark: str


@dataclass(frozen=True)
class Issued:
    """One paper that went out with the values that stand on it and what names it again."""

    id: int
    plenary_id: int
    kind: str
    number: str
    file_name: str
    issued_on: date
    snapshot: dict[str, Any]
    subject: dict[str, int | None]


def issued_rows(session: Session, plenary_id: int | None, *, limit: int = 2000) -> list[IssuedRow]:
    """The papers of a plenary that went out, the newest first. Source: domain §4.9 文书."""
    statement = (
        select(IssuedPaper, Proposal.number, Proposal.receipt_number, HandlingUnit.short_name, HandlingUnit.name, ProposerLine.name)
        .outerjoin(Proposal, Proposal.id == IssuedPaper.proposal_id)
        .outerjoin(HandlingUnit, HandlingUnit.id == IssuedPaper.unit_id)
        .outerjoin(ProposerLine, ProposerLine.id == IssuedPaper.line_id)
        .options(defer(IssuedPaper.snapshot))
        .order_by(IssuedPaper.issued_on.desc(), IssuedPaper.id.desc())
        .limit(limit)
    )
    if plenary_id is not None:
        statement = statement.where(IssuedPaper.plenary_id == plenary_id)
    return [
        IssuedRow(
            paper.id, paper.proposal_id, paper.issued_on, paper.kind, paper.number, number or receipt or "",
            "、".join(filter(None, (line, short or unit))), paper.file_name, paper.printed, len(paper.prints), paper.file_sha256[:8],
        )
        for paper, number, receipt, short, unit, line in session.execute(statement)
    ]  # fmt: skip


def issued_paper(session: Session, paper_id: int) -> Issued:
    """One paper that went out."""
    paper = session.get_one(IssuedPaper, paper_id)
    return Issued(
        paper.id, paper.plenary_id, paper.kind, paper.number, paper.file_name, paper.issued_on, dict(paper.snapshot),
        {name: getattr(paper, name) for name in SUBJECT},
    )  # fmt: skip


def last_snapshot(session: Session, kind: str, subject: dict[str, int | None]) -> dict[str, Any] | None:
    """The values of the last paper of this kind about this very subject; None where none went out."""
    statement = select(IssuedPaper.snapshot).where(IssuedPaper.kind == kind)
    statement = statement.where(*(getattr(IssuedPaper, name) == subject.get(name) for name in SUBJECT))
    return session.scalars(statement.order_by(IssuedPaper.id.desc()).limit(1)).first()


def issued_of(session: Session, ids: Iterable[int]) -> list[IssuedPaper]:
    """The records of papers that went out, in the order asked."""
    return [session.get_one(IssuedPaper, key) for key in ids]
