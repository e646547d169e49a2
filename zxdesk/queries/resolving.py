"""The member, organisation or unit that a typed name means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Term
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.unit import HandlingUnit
from zxdesk.text.normalise import fold

T = TypeVar("T")


def resolve_unit(session: Session, text: str | int, on: date) -> int:
    """Return the unit meant by a code, name, short name or alias on a day; an id as integer or ``#id`` is taken as it is.

    A name that only a former unit bears finds that unit, so that the sentence about its end can name the successor.
    Raises ``RuleError`` when nothing, or more than one unit, bears the name.
    """
    if (key := _key_of(session, HandlingUnit, text)) is not None:
        return key
    known = list(session.scalars(select(HandlingUnit).order_by(HandlingUnit.position, HandlingUnit.id)))
    found = _best(known, fold(str(text)), ((lambda u: [u.code]), (lambda u: [u.name]), (lambda u: [u.short_name, *u.aliases])))
    standing = [unit for unit in found if unit.exists_on(on)]
    if len(standing) == 1 or (not standing and len(found) == 1):
        return (standing or found)[0].id
    if not found:
        raise RuleError(f"没有叫“{text}”的承办单位。核对名称，或先在承办单位里登记。", "unit")
    names = "、".join(f"{unit.code}（{unit.name}）" for unit in standing or found)
    raise RuleError(f"有 {len(standing or found)} 个承办单位叫“{text}”：{names}，改填统一编码。", "unit")


def resolve_member(session: Session, text: str | int, term_id: int | None, on: date | None) -> int:
    """Return the member of a term meant by a member number or a name; an id as integer or ``#id`` is taken as it is.

    Members in office on the day come before those who left. Raises ``RuleError`` when nobody, or more than one, is meant.
    """
    if (key := _key_of(session, Member, text)) is not None:
        return key
    wanted = fold(str(text))
    statement = memberships_on(term_id=term_id, on=None).order_by(Member.id)
    seats = [(member, seat) for member, seat in session.execute(statement)]
    found = _best(seats, wanted, ((lambda s: [s[1].member_number]), (lambda s: [s[0].name])))
    standing = [seat for seat in found if on is None or seat[1].holds_on(on)]
    meant = {member.id: (member, seat) for member, seat in standing or found}
    if len(meant) == 1:
        return next(iter(meant))
    if not meant:
        raise RuleError(f"本届没有叫“{text}”的委员。核对姓名，或先在委员名册里登记。", "member")
    raise RuleError(f"有 {len(meant)} 位委员叫 {text}：{_seats(meant.values())}，改填委员编号。", "member")


def resolve_organisation(session: Session, text: str | int, on: date | None = None) -> int:
    """Return the organisation meant by a name, short name or alias; ``RuleError`` when none, or more than one, is meant."""
    if (key := _key_of(session, Organisation, text)) is not None:
        return key
    known = list(session.scalars(select(Organisation).order_by(Organisation.id)))
    found = _best(known, fold(str(text)), ((lambda o: [o.name]), (lambda o: [o.short_name, *o.aliases])))
    meant = [row for row in found if on is None or row.exists_on(on)] or found
    if len(meant) == 1:
        return meant[0].id
    if not meant:
        raise RuleError(f"没有叫“{text}”的集体提案者。核对名称，或先在集体提案者里登记。", "organisation")
    names = "、".join(row.name for row in meant)
    raise RuleError(f"有 {len(meant)} 个集体提案者叫“{text}”：{names}，改填全称。", "organisation")


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


def _key_of(session: Session, kind: type[HandlingUnit | Member | Organisation], text: str | int) -> int | None:
    if isinstance(text, str) and not re.fullmatch(r"#\d+", text):
        return None
    key = int(str(text).lstrip("#"))
    if session.get(kind, key) is None:
        raise RuleError(f"没有编号为 #{key} 的{kind.record_label}。")
    return key


def _best(known: Sequence[T], wanted: str, names: Iterable[Callable[[T], Iterable[str]]]) -> list[T]:
    """What bears the wanted name in the first way of naming that knows it."""
    for named in names:
        found = [row for row in known if wanted and wanted in (fold(name) for name in named(row) if name)]
        if found:
            return found
    return []


def _seats(meant: Iterable[tuple[Member, Membership]]) -> str:
    numbers = ((seat.member_number or f"#{member.id}", seat.sector or member.workplace) for member, seat in meant)
    return "、".join(f"{number}（{place}）" for number, place in numbers)
