"""The last plenaries side by side: received, filed, answered, satisfied. Source: domain §6.7 table 15."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from zxdesk.domain.office import Plenary, Term
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rules import Rules
from zxdesk.domain.stage import ANSWERED_STAGES, Stage
from zxdesk.queries.figures.groups import Group, share
from zxdesk.queries.figures.population import PARTS, number_of
from zxdesk.queries.figures.rates import measures
from zxdesk.queries.figures.satisfaction import satisfied_words
from zxdesk.queries.office_rules import rules_by_plenary

YEARS = 5
RATES = ("filing", "reply")


def last_plenaries(session: Session, plenary_id: int, *, years: int = YEARS) -> list[Plenary]:
    """The plenary and those before it, the earliest first; extra plenaries count like others."""
    chosen = session.get_one(Plenary, plenary_id)
    order = (Term.number.desc(), Plenary.number.desc())
    until = (Term.number < chosen.term.number) | ((Term.number == chosen.term.number) & (Plenary.number <= chosen.number))
    return list(session.scalars(select(Plenary).join(Plenary.term).where(until).order_by(*order).limit(years)))[::-1]


def by_year(session: Session, plenary_id: int, *, today: date, years: int = YEARS) -> list[Group]:
    """The four counts of each of the last plenaries, each by the words its own rule package counts as satisfied.

    ``satisfied`` counts filed proposals whose one answer (domain §6.3) is satisfied, of those ``judged``; filing and reply rate follow
    the conventions of each plenary.
    """
    plenaries = last_plenaries(session, plenary_id, years=years)
    rules = rules_by_plenary(session, [plenary.id for plenary in plenaries])
    return [_year(session, plenary, rules[plenary.id], today) for plenary in plenaries]


def _year(session: Session, plenary: Plenary, rules: Rules, today: date) -> Group:
    words, rates = satisfied_words(rules), measures(plenary.id, rules, today=today)
    conditions: dict[str, Any] = {
        "filed": Proposal.stage.in_(PARTS["filed"]),
        "replied": Proposal.stage.in_(ANSWERED_STAGES),
        "satisfied": Proposal.stage.in_(PARTS["filed"]) & Proposal.satisfaction.in_(words),
        "judged": Proposal.stage.in_(PARTS["filed"]) & (Proposal.satisfaction != ""),
        **{f"{name}_above": and_(rates[name].above, rates[name].below) for name in RATES},
        **{f"{name}_below": rates[name].below for name in RATES},
    }
    counted = [number_of(condition) for condition in conditions.values()]
    received = (Proposal.plenary_id == plenary.id, Proposal.receipt_number.is_not(None), Proposal.receipt_number != "")
    row = session.execute(select(func.count(), *counted).where(*received, Proposal.stage != Stage.DRAFT)).one()
    found: Group = dict(zip(("received", *conditions), row, strict=True))
    return {
        "plenary_id": plenary.id, "name": plenary.name, "year": plenary.opens_on.year if plenary.opens_on else None,
        **{name: share(found.pop(f"{name}_above"), found.pop(f"{name}_below")) for name in RATES},
        "satisfaction": share(found["satisfied"], found["judged"]), **found,
    }  # fmt: skip
