"""Correcting an award that was typed wrong: of a proposal in its file, of a unit or a person in the office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.supervision import Award
from zxdesk.services.change import Change
from zxdesk.services.correction import PartKind, correct_part, part_named
from zxdesk.services.resolve import unit_named
from zxdesk.services.supervision import require_winner, require_year

Values = Mapping[str, Any]


def correct_award(session: Session, proposal_id: int, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """The 优秀提案 award of a proposal; it stays an award of this proposal. Source: domain §1.10."""
    proposal = session.get_one(Proposal, proposal_id)
    correct_part(session, AWARD, part_named(AWARD, proposal.awards, record, proposal.name), values)
    return Change(f"更正评优 {proposal.name}", proposal.id, reason=reason)


def correct_other_award(session: Session, *, reason: str, record: str | None = None, **values: Any) -> Change:
    """The award of a unit or a person."""
    awards = session.scalars(select(Award).where(Award.proposal_id.is_(None)).order_by(Award.id)).all()
    award = part_named(AWARD, awards, record, "本机关")
    correct_part(session, AWARD, award, values)
    return Change(f"更正评优 {AWARD.name(award)}", reason=reason)


def _columns(session: Session, award: Award, values: Values) -> dict[str, Any]:
    columns = dict(values)
    if "award_unit" in columns:
        named = columns.pop("award_unit")
        on = columns.get("meeting_on") or award.meeting_on or date(columns.get("year") or award.year, 12, 31)
        columns["unit_id"] = unit_named(session, named, on=on, field="award_unit").id if named else None
    return columns


def _check(_session: Session, _award: Award, values: Values) -> None:
    require_year(values["year"])
    require_winner(values["kind"], has_unit=values["unit_id"] is not None, person=values["person"])


def _whose(award: Award) -> str:
    winner = award.person if award.kind == "先进个人" or award.unit is None else award.unit.short
    return f"{award.kind} {winner}".rstrip()


AWARD = PartKind(Award, "year", ("year", "kind"), _check, _columns, _whose)
