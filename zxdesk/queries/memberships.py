"""Members with the membership that holds on a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, and_, or_, select

from zxdesk.domain.office import Term
from zxdesk.domain.people import Member, Membership


def memberships_on(*, term_id: int | None, on: date | None) -> Select[Member, Membership]:
    """The statement for members with the membership in force; dates fall back to those of the term."""
    statement = select(Member, Membership).join(Membership, Membership.member_id == Member.id).join(Term)
    if term_id is not None:
        statement = statement.where(Membership.term_id == term_id)
    if on is not None:
        starts, ends = Membership.starts_on, Membership.ends_on
        statement = statement.where(
            or_(starts <= on, and_(starts.is_(None), or_(Term.starts_on.is_(None), Term.starts_on <= on))),
            or_(ends >= on, and_(ends.is_(None), or_(Term.ends_on.is_(None), Term.ends_on >= on))),
        )
    return statement
