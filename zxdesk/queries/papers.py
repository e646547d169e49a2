"""Papers that went out, of every proposal of a plenary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.attachment import IssuedPaper
from zxdesk.domain.proposal import Proposal


@dataclass(frozen=True)
class PaperRow:
    """One paper as the list shows it; ``mark`` is the beginning of its file's hash. Source: domain §4.9."""

    id: int
    proposal_id: int
    kind: str
    proposal: str
    title: str
    number: str
    issued_on: date
    file_name: str
    mark: str


def issued_papers(session: Session, plenary_id: int | None = None, *, limit: int = 1000) -> list[PaperRow]:
    """The papers of a plenary, or of all, the newest first."""
    statement = select(IssuedPaper, Proposal).join(IssuedPaper.proposal).order_by(IssuedPaper.issued_on.desc(), IssuedPaper.id.desc())
    if plenary_id is not None:
        statement = statement.where(Proposal.plenary_id == plenary_id)
    return [
        PaperRow(
            id=paper.id, proposal_id=proposal.id, kind=paper.kind, proposal=proposal.name, title=proposal.title, number=paper.number,
            issued_on=paper.issued_on, file_name=paper.file_name, mark=paper.file_sha256.removeprefix("sha256:")[:8],
        )
        for paper, proposal in session.execute(statement.limit(limit))
    ]  # fmt: skip
