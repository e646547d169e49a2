"""Puts the invented office into an empty register: rules, plenaries, members, organisations, units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from zxdesk.sample.plans import MemberPlan, OfficePlan, SessionPlan, UnitPlan
from zxdesk.services.change import Change
from zxdesk.services.office import add_plenary, create_office
from zxdesk.services.people import add_member, add_organisation, edit_member, end_membership
from zxdesk.services.unit import add_unit_record, succeed_unit

Run = Callable[..., Change]
MEMBER_DETAILS = (
    "gender", "ethnicity", "born_on", "education", "party", "sector", "sector_duty", "committee", "committee_duty", "post",
    "workplace", "position", "professional_title", "phone", "address", "postcode", "starts_on",
)
UNIT_DETAILS = ("short_name", "aliases", "system", "leader", "contact", "phone", "fax", "address", "position", "keywords", "valid_from")


def set_up(run: Run, plan: OfficePlan) -> None:
    """The office and its directories, before the first proposal comes in."""
    run(
        create_office, name=plan.office, committee=plan.committee, rules=plan.package, region=plan.region,
        contact=plan.contact, phone=plan.phone, address=plan.address, postcode=plan.postcode,
    )
    for session in plan.sessions:
        _add_session(run, plan, session)
    terms = sorted({session.term for session in plan.sessions})
    for member in plan.members:
        _add_member(run, member, terms)
    for organisation in plan.organisations:
        run(
            add_organisation, kind=organisation.kind, name=organisation.name, short_name=organisation.short_name,
            contact=organisation.contact, phone=organisation.phone, address=organisation.address, postcode=organisation.postcode,
        )
    _add_units(run, plan.units)


def _add_session(run: Run, plan: OfficePlan, session: SessionPlan) -> None:
    run(
        add_plenary, term=session.term, number=session.number, full_name=session.full_name, opens_on=session.opens_on,
        closes_on=session.closes_on, window_opens_on=session.window_opens_at.date(), cutoff_on=session.cutoff_at.date(),
        cutoff_at=session.cutoff_at.strftime("%H:%M"), is_current=session.year == plan.today.year,
    )


def _add_member(run: Run, member: MemberPlan, terms: list[int]) -> None:
    values: dict[str, Any] = {name: getattr(member, name) for name in MEMBER_DETAILS}
    first, *others = terms
    subject = run(add_member, name=member.name, term=str(first), member_number=member.number, **values).subject
    for term in others:
        held = {"sector": member.sector, "committee": member.committee, "post": member.post, "starts_on": member.starts_on}
        run(edit_member, subject, term=str(term), member_number=member.number, **held)
    if member.ends_on is not None:
        run(
            end_membership, subject, ends_on=member.ends_on, status=member.status, term=str(terms[-1]), end_reason=member.end_reason
        )


def _add_units(run: Run, units: tuple[UnitPlan, ...]) -> None:
    subjects: dict[str, int | None] = {}
    for unit in units:
        details = {name: getattr(unit, name) for name in UNIT_DETAILS}
        subjects[unit.code] = run(add_unit_record, name=unit.name, code=unit.code, **details).subject
    for unit in units:
        if unit.valid_to is not None:
            day = unit.valid_to + timedelta(days=1)
            run(succeed_unit, subjects[unit.code], succession=unit.succession, on=day, successor=unit.successor)
