"""The organisations that hand in collective proposals. Source: domain §4.3, §6.7 tables 5 and 6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.office import Plenary
from zxdesk.domain.people import Membership, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.population import received
from zxdesk.text.normalise import fold

COMMITTEE = "committee"
"""The code of the proposer type 专门委员会 in every rule package."""


@dataclass(frozen=True)
class Body:
    """An organisation as reports list it; ``joined`` counts the received proposals it signed behind another proposer."""

    id: int
    name: str
    short: str
    kind: str
    joined: int


def bodies(session: Session, plenary_id: int, today: date) -> list[Body]:
    """The organisations that existed when the plenary opened, or that signed one of its proposals, in the order they were entered."""
    opens = session.get_one(Plenary, plenary_id).opens_on or today
    behind = case((_is_behind(), 1), else_=0)
    statement = _signatures(plenary_id, ProposerLine.organisation_id, func.sum(behind)).group_by(ProposerLine.organisation_id)
    joined = {row[0]: row[1] for row in session.execute(statement)}
    return [
        Body(one.id, one.name, one.short_name or one.name, one.kind, joined.get(one.id, 0))
        for one in session.scalars(select(Organisation).order_by(Organisation.id))
        if one.id in joined or one.exists_on(opens)
    ]


def of_body(plenary_id: int, organisation_id: int) -> ColumnElement[bool]:
    """Which received proposals an organisation (0 for any) signed behind another proposer."""
    own = _signatures(plenary_id, ProposerLine.proposal_id).where(_is_behind())
    return Proposal.id.in_(own.where(ProposerLine.organisation_id == organisation_id) if organisation_id else own)


def committee_names(session: Session, rules: Rules) -> dict[int, str]:
    """The committees that may propose, by key, under the name that members' seats use for them (经济科技委员会)."""
    kinds = {fold(name) for c in rules.proposer_types if c.code == COMMITTEE for name in (c.name, *c.aliases)}
    seats = list(session.scalars(select(Membership.committee).where(Membership.committee != "").distinct()))
    found = {}
    for one in session.scalars(select(Organisation).order_by(Organisation.id)):
        if fold(one.kind) in kinds:
            called = (one.short_name, *one.aliases)
            found[one.id] = next((seat for seat in seats if one.name.endswith(seat) or seat in called), one.name)
    return found


def _signatures(plenary_id: int, *columns: Any) -> Select[Any]:
    statement: Select[Any] = select(*columns).select_from(ProposerLine)
    own = ProposerLine.proposal_id.in_(select(Proposal.id).where(received(plenary_id)))  # the index leads to those of other years as well
    return statement.where(own, ProposerLine.signature == Signature.SIGNED, ProposerLine.organisation_id.is_not(None))


def _is_behind() -> ColumnElement[bool]:
    """Whether somebody signed before this line."""
    earlier = aliased(ProposerLine)
    return exists().where(
        earlier.proposal_id == ProposerLine.proposal_id, earlier.position < ProposerLine.position, earlier.signature == Signature.SIGNED
    )
