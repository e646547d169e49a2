"""From what a clerk typed to the member, organisation or unit meant."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Term
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.unit import HandlingUnit
from zxdesk.text.normalise import to_half_width

R = TypeVar("R", Member, Organisation, HandlingUnit, Proposal)


def unit_named(session: Session, text: str, *, on: date, field: str) -> HandlingUnit:
    """A unit by code, name, short name, alias or #id; it must exist on that day."""
    wanted = to_half_width(text).strip()
    found = by_id(session, HandlingUnit, wanted)
    units = [found] if found else _units(session, wanted)
    if not units:
        raise RuleError(f"单位库里没有“{text}”；先在单位页登记，或改用全称、简称、编码。", field)
    alive = [unit for unit in units if unit.exists_on(on)]
    if len(alive) > 1:
        names = "、".join(f"{unit.code} {unit.name}" for unit in alive)
        raise RuleError(f"“{text}”对应 {len(alive)} 个单位（{names}），改填编码。", field)
    chosen = alive[0] if alive else units[0]
    chosen.require_on(on, field)
    return chosen


def member_named(session: Session, text: str, *, on: date, term: Term, field: str) -> tuple[Member, Membership]:
    """A member by number, name or #id, with the membership in force that day."""
    wanted = to_half_width(text).strip()
    found = by_id(session, Member, wanted)
    members = [found] if found else members_called(session, wanted, term)
    if not members:
        raise RuleError(f"委员库里没有“{text}”；先在委员页登记，或改填委员编号。", field)
    held_on_day = [(m, held) for m in members if (held := m.membership_on(on, term)) is not None]
    serving = [(m, held) for m, held in held_on_day if held.status == "在册" or held.ends_on is not None]  # a dated leaving counts from its day
    if len(serving) > 1:
        names = "、".join(f"{held.member_number or '无编号'}（{held.sector or '界别未填'}）" for _m, held in serving)
        raise RuleError(f"{term.name}有 {len(serving)} 位委员叫“{text}”：{names}，改填委员编号。", field)
    if not serving:
        raise RuleError(f"{members[0].name}在 {on:%Y-%m-%d} 不是{term.name}在册委员，不能作提案者；核对提交日期，或另选提案者。", field)
    return serving[0]


def organisation_named(session: Session, text: str, *, on: date, field: str) -> Organisation:
    """An organisation by name, short name, alias or #id; it must exist on that day."""
    wanted = to_half_width(text).strip()
    found = by_id(session, Organisation, wanted)
    rows = [found] if found else [o for o in session.scalars(select(Organisation)) if wanted in (o.name, o.short_name, *o.aliases)]
    if not rows:
        raise RuleError(f"集体提案者库里没有“{text}”；先登记，或改用全称。", field)
    alive = [row for row in rows if row.exists_on(on)]
    if not alive:
        raise RuleError(f"{rows[0].name}在 {on:%Y-%m-%d} 不在有效期内，不能作提案者。", field)
    return alive[0]


def by_id(session: Session, kind: type[R], text: str) -> R | None:
    """A record called by its key, as lists hand it over: #12."""
    return session.get(kind, int(text[1:])) if re.fullmatch(r"#[0-9]{1,15}", text) else None


def _units(session: Session, wanted: str) -> list[HandlingUnit]:
    exact = select(HandlingUnit).where(
        (HandlingUnit.code == wanted) | (HandlingUnit.name == wanted) | (HandlingUnit.short_name == wanted)
    )
    found = list(session.scalars(exact.order_by(HandlingUnit.id)))
    if any(unit.code == wanted for unit in found):
        return [unit for unit in found if unit.code == wanted]
    return found or [unit for unit in session.scalars(select(HandlingUnit)) if wanted in unit.aliases]


def members_called(session: Session, wanted: str, term: Term) -> list[Member]:
    """The members with that number in a term, else all of that name."""
    by_number = select(Member).join(Membership).where(Membership.member_number == wanted, Membership.term_id == term.id)
    return list(session.scalars(by_number)) or list(session.scalars(select(Member).where(Member.name == wanted)))
