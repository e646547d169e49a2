"""How many members took part, and with what each of them. Source: domain §6.2."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from zxdesk.domain.office import Plenary
from zxdesk.domain.people import Member, Membership
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.groups import Group
from zxdesk.queries.figures.population import PARTS, received
from zxdesk.queries.figures.rates import rate
from zxdesk.queries.memberships import memberships_on


def participation(session: Session, plenary_id: int, rules: Rules, *, today: date) -> Group:
    """Members who signed a proposal among those in office when the plenary opened (or now, before it did)."""
    signed, seats = participants(session, plenary_id, rules, today=today)
    words = "以第一提案人" if rules.conventions["participation"] == "first" else "署名（含联名）"
    return rate(len(signed), len(seats), f"委员参与率＝{words}提交提案的委员人数÷在册委员人数")


def participants(session: Session, plenary_id: int, rules: Rules, *, today: date) -> tuple[list[int], list[int]]:
    """The members who signed a proposal (or signed first, by the convention), and those in office when the plenary opened."""
    signed = select(ProposerLine.member_id).where(_signed(plenary_id), ProposerLine.member_id.is_not(None))
    if rules.conventions["participation"] == "first":
        signed = signed.where(ProposerLine.position == _first_position())
    plenary = session.get_one(Plenary, plenary_id)
    seats = memberships_on(term_id=plenary.term_id, on=plenary.opens_on or today)
    seats = seats.where(or_(Membership.status == "在册", Membership.ends_on.is_not(None)))  # a dated leaving counts from its day
    in_office = session.scalars(seats.with_only_columns(Member.id).distinct())
    return [key for key in session.scalars(signed.distinct()) if key is not None], list(in_office)


def by_member(session: Session, plenary_id: int, *, today: date) -> list[Group]:
    """Every member in office when the plenary opened, with what he signed, proposed first and had filed; none stays at 0.

    Source: domain §6.7 table 9.
    """
    plenary = session.get_one(Plenary, plenary_id)
    filed = Proposal.stage.in_(PARTS["filed"])
    signed = (
        select(
            ProposerLine.member_id, func.count(Proposal.id.distinct()).label("signed"),
            func.sum(case((ProposerLine.position == _first_position(), 1), else_=0)).label("first"),
            func.count(case((filed, Proposal.id)).distinct()).label("filed"),
        )
        .join(Proposal, Proposal.id == ProposerLine.proposal_id)
        .where(_signed(plenary_id), ProposerLine.member_id.is_not(None))
        .group_by(ProposerLine.member_id)
        .subquery()
    )  # fmt: skip
    seats = memberships_on(term_id=plenary.term_id, on=plenary.opens_on or today)
    seats = seats.where(or_(Membership.status == "在册", Membership.ends_on.is_not(None)))
    columns = (Member.id, Member.name, Membership.member_number, Membership.sector, signed.c.signed, signed.c.first, signed.c.filed)
    rows = session.execute(seats.outerjoin(signed, signed.c.member_id == Member.id).with_only_columns(*columns).distinct())
    return [
        {"id": row.id, "name": row.name, "member_number": row.member_number, "sector": row.sector, "signed": row.signed or 0,
         "first": row.first or 0, "filed": row.filed or 0}
        for row in sorted(rows, key=lambda row: (-(row.signed or 0), row.member_number))
    ]  # fmt: skip


def _signed(plenary_id: int) -> ColumnElement[bool]:
    """The names that count on what was received; told by keys, so that those of other years are not looked at."""
    own = ProposerLine.proposal_id.in_(select(Proposal.id).where(received(plenary_id)))
    return and_(own, ProposerLine.signature == Signature.SIGNED)


def _first_position() -> ScalarSelect[int]:
    line = aliased(ProposerLine)
    first = select(func.min(line.position)).where(line.proposal_id == ProposerLine.proposal_id, line.signature == Signature.SIGNED)
    return first.correlate(ProposerLine).scalar_subquery()
