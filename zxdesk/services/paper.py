"""Recording papers that went out."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from zxdesk.domain.attachment import IssuedPaper
from zxdesk.domain.proposal import Proposal
from zxdesk.services.change import Change


def record_paper(
    session: Session,
    proposal_id: int,
    *,
    kind: str,
    issued_on: date,
    snapshot: dict[str, Any],
    file_sha256: str,
    file_name: str,
    number: str = "",
    template: str = "",
    printed: int = 1,
) -> Change:
    """A paper that was made, with the values it was given and the hash of its file. Source: domain §4.9 文书."""
    proposal = session.get_one(Proposal, proposal_id)
    proposal.papers.append(
        IssuedPaper(
            kind=kind, number=number, issued_on=issued_on, template=template, snapshot=snapshot,
            file_sha256=file_sha256, file_name=file_name, printed=printed,
        )
    )
    return Change(f"印发{kind} {proposal.name}", proposal.id)
