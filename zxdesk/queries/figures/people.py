"""How many members took part. Source: domain §6.2."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.office import Plenary
from zxdesk.domain.people import Member, Membership
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import received
from zxdesk.queries.figures.rates import rate
from zxdesk.queries.memberships import memberships_on


def participation(session: Session, plenary_id: int, rules: Rules, *, today: date) -> Group:
    """Members who signed a proposal among those in office when the plenary opened (or now, before it did)."""
    signed = (
        select(func.count(func.distinct(ProposerLine.member_id)))
        .join(Proposal, Proposal.id == ProposerLine.proposal_id)
        .where(received(plenary_id), ProposerLine.signature == Signature.SIGNED)
    )
    words = "署名（含联名）"
    if rules.conventions["participation"] == "first":
        earlier = aliased(ProposerLine)
        before = exists().where(
            earlier.proposal_id == ProposerLine.proposal_id, earlier.position < ProposerLine.position,
            earlier.signature == Signature.SIGNED,
        )  # fmt: skip
        signed, words = signed.where(~before), "以第一提案人"
    plenary = session.get_one(Plenary, plenary_id)
    seats = memberships_on(term_id=plenary.term_id, on=plenary.opens_on or today)
    seats = seats.where(or_(Membership.status == "在册", Membership.ends_on.is_not(None)))  # a dated leaving counts from its day
    in_office = session.scalar(seats.with_only_columns(func.count(func.distinct(Member.id)))) or 0
    return rate(session.scalar(signed) or 0, in_office, f"委员参与率＝{words}提交提案的委员人数÷在册委员人数")
