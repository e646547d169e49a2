"""The office as the window's frame shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.issued_number import IssuedNumber, NumberKind, NumberSeries, NumberUse
from zxdesk.domain.office import Holiday, Office, Plenary, RulePackage
from zxdesk.domain.rules import Entry, entries
from zxdesk.queries.nesting import values_of


@dataclass(frozen=True)
class OfficeHead:
    """Names for the status line and the papers."""

    name: str
    committee: str
    region: str
    contact: str
    phone: str
    address: str
    postcode: str
    rules_title: str


def office_head(session: Session) -> OfficeHead | None:
    """The office, or None in an empty register."""
    office, package = Office.__table__.c, RulePackage.__table__.c
    columns = (office.name, office.committee, office.region, office.contact, office.phone, office.address, office.postcode)
    found = session.execute(select(*columns)).first()
    if found is None:
        return None
    return OfficeHead(*found, session.scalars(select(package.title).where(package.plenary_id.is_(None))).first() or "")


def current_plenary(session: Session) -> int | None:
    """The id of the current plenary."""
    return session.scalars(select(Office.__table__.c.current_plenary_id)).first()


def plenary_rows(session: Session) -> list[dict[str, Any]]:
    """Every plenary with its dates."""
    return [values_of(plenary) | {"term_name": plenary.term.name} for plenary in session.scalars(select(Plenary).order_by(Plenary.id))]


def rule_entries(session: Session, plenary_id: int | None = None) -> list[Entry]:
    """The settings of the rule package in force, each with label, value and source."""
    own = session.scalars(select(RulePackage).where(RulePackage.plenary_id == plenary_id)).first() if plenary_id else None
    package = own or session.scalars(select(RulePackage).where(RulePackage.plenary_id.is_(None))).first()
    return entries(package.content) if package else []


def holiday_rows(session: Session, *, year: int) -> list[dict[str, Any]]:
    """The days of a year that are not what their weekday says."""
    query = select(Holiday).where(Holiday.day.between(date(year, 1, 1), date(year, 12, 31))).order_by(Holiday.day)
    return [
        {"id": h.id, "day": h.day, "kind": "上班" if h.is_workday else "放假", "name": h.name, "origin": "本机关更正" if h.is_own else "国务院安排"}
        for h in session.scalars(query)
    ]


def number_rows(session: Session, plenary_id: int) -> list[dict[str, Any]]:
    """Numbers that stand without a proposal: reserved, void, or left out of the series, each with its reason."""
    own = IssuedNumber.plenary_id == plenary_id
    issued: dict[tuple[NumberKind, str], set[int]] = {}
    for kind, name, serial in session.execute(select(IssuedNumber.kind, IssuedNumber.series, IssuedNumber.serial).where(own)):
        if serial is not None:
            issued.setdefault((kind, name), set()).add(serial)
    rows = [
        {"id": f"n{row.id}", "kind": row.kind.label, "number": row.number, "use": row.use.label, "reason": row.reason}
        for row in session.scalars(select(IssuedNumber).where(own, IssuedNumber.use != NumberUse.ISSUED).order_by(IssuedNumber.serial))
    ]
    for series in session.scalars(select(NumberSeries).where(NumberSeries.plenary_id == plenary_id)):
        held = issued.get((series.kind, series.name), set())
        for serial in range(min(held, default=series.next_serial), series.next_serial):
            if serial not in held:
                rows.append({"id": f"s{series.id}-{serial}", "kind": series.kind.label, "number": str(serial), "use": "空号", "reason": "没有发出"})
    return rows


def number_of_proposals(session: Session) -> int:
    """How many proposals the register holds in all."""
    from zxdesk.domain.proposal import Proposal

    return session.scalars(select(func.count(Proposal.id))).one()
