"""Keeping the directories of members and organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Term
from zxdesk.domain.people import SERVING, Member, Membership, Organisation
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import Stage
from zxdesk.services.change import Change
from zxdesk.services.frame import plenary_of
from zxdesk.services.resolve import by_id, members_called
from zxdesk.text.pinyin import full, initials

HELD = frozenset(Membership.__table__.columns.keys()) - {"id", "uid", "version", "digest", "member_id", "term_id"}


def add_member(session: Session, *, name: str, term: str | None = None, **values: Any) -> Change:
    """A member with the membership of a term. Source: domain §4.2."""
    held_term = term_named(session, term)
    number = values.get("member_number", "")
    _require_free_number(session, held_term, number, None)
    member = Member(name=name, pinyin=full(name, is_person=True), initials=initials(name, is_person=True))
    session.add(member)
    membership = Membership(member=member, term=held_term)
    session.add(membership)
    _set(member, membership, values)
    session.flush()
    return Change(f"登记委员 {name}", member.id)


def edit_member(session: Session, member_id: int, *, term: str | None = None, **values: Any) -> Change:
    """Correct a member and the membership of a term; a term not yet held is begun."""
    member = session.get_one(Member, member_id)
    held_term = term_named(session, term)
    membership = next((m for m in reversed(member.memberships) if m.term_id == held_term.id), None)
    if membership is None:
        membership = Membership(member=member, term=held_term)
        session.add(membership)
    _require_free_number(session, held_term, values.get("member_number", ""), member.id)
    _set(member, membership, values)
    if "starts_on" in values:
        _require_served(session, member, "starts_on")
    if "name" in values:
        member.pinyin, member.initials = full(member.name, is_person=True), initials(member.name, is_person=True)
    return Change(f"修改委员 {member.name}", member.id)


def move_member(session: Session, member_id: int, *, from_on: date, term: str | None = None, **values: Any) -> Change:
    """From a day on another sector, committee or post; the former membership is kept to the day before."""
    member = session.get_one(Member, member_id)
    held_term = term_named(session, term)
    former = member.membership_on(from_on, held_term)
    if former is None:
        raise RuleError(f"{member.name}在 {from_on} 不在任，没有可接续的任职。", "from_on")
    if former.starts_on is not None and from_on <= former.starts_on:
        raise RuleError(f"变动日期 {from_on} 要晚于任职日期 {former.starts_on}。", "from_on")
    kept = {key: getattr(former, key) for key in HELD}
    former.ends_on, former.end_reason = date.fromordinal(from_on.toordinal() - 1), "变动"
    session.add(Membership(member=member, term=held_term, **{**kept, **values, "starts_on": from_on, "ends_on": None, "end_reason": ""}))
    return Change(f"委员变动 {member.name}", member.id)


def end_membership(session: Session, member_id: int, *, ends_on: date, status: str, term: str | None = None, end_reason: str = "") -> Change:
    """辞去, 撤销, 调离 or 去世, with the day."""
    if status == SERVING:
        raise RuleError(f"离任情况不能是“{SERVING}”。选离任的原由，如 辞去。", "status")
    member = session.get_one(Member, member_id)
    membership = member.membership_on(ends_on, term_named(session, term))
    if membership is None:
        raise RuleError(f"{member.name}在 {ends_on} 不在任。", "ends_on")
    membership.ends_on, membership.end_reason, membership.status = ends_on, end_reason or status, status
    _require_served(session, member, "ends_on")
    return Change(f"委员离任 {member.name}", member.id)


def add_organisation(session: Session, *, kind: str, name: str, **values: Any) -> Change:
    """An organisation that may propose. Source: domain §4.3."""
    if session.scalars(select(Organisation).where(Organisation.name == name)).first() is not None:
        raise RuleError(f"集体提案者“{name}”已经登记过。", "name")
    record = Organisation(kind=kind, name=name, pinyin=full(name), initials=initials(name))
    session.add(record)
    _assign(record, values)
    session.flush()
    return Change(f"登记集体提案者 {name}", record.id)


def edit_organisation(session: Session, organisation_id: int, **values: Any) -> Change:
    """Correct an organisation."""
    record = session.get_one(Organisation, organisation_id)
    name = values.get("name", record.name)
    twin = session.scalars(select(Organisation).where(Organisation.name == name, Organisation.id != record.id)).first()
    if twin is not None:
        raise RuleError(f"集体提案者“{name}”已经登记过。", "name")
    _assign(record, values)
    record.pinyin, record.initials = full(record.name), initials(record.name)
    return Change(f"修改集体提案者 {record.name}", record.id)


def edit_named_member(session: Session, *, member: str, term: str | None = None, **values: Any) -> Change:
    """Correct a member called by number, name or #id."""
    _require_named(values)
    return edit_member(session, _named(session, member, term), term=term or None, **values)


def move_named_member(session: Session, *, member: str, from_on: date, term: str | None = None, **values: Any) -> Change:
    """A member called by number, name or #id changes seat."""
    return move_member(session, _named(session, member, term), from_on=from_on, term=term or None, **values)


def end_named_membership(session: Session, *, member: str, ends_on: date, status: str, term: str | None = None, end_reason: str = "") -> Change:
    """The membership of a member called by number, name or #id ends."""
    return end_membership(session, _named(session, member, term), ends_on=ends_on, status=status, term=term, end_reason=end_reason)


def edit_named_organisation(session: Session, *, organisation: str, **values: Any) -> Change:
    """Correct an organisation called by name, short name, alias or #id."""
    _require_named(values)
    found = by_id(session, Organisation, organisation)
    every = session.scalars(select(Organisation).order_by(Organisation.id))
    rows = [found] if found else [one for one in every if organisation in (one.name, one.short_name, *one.aliases)]
    if len(rows) != 1:
        known = f"有 {len(rows)} 家叫“{organisation}”，改填全称" if rows else f"没有“{organisation}”；核对名称"
        raise RuleError(f"集体提案者库里{known}。", "organisation")
    return edit_organisation(session, rows[0].id, **values)


def _require_served(session: Session, member: Member, field: str) -> None:
    """``RuleError`` where the member would not have been in office on the day of a proposal he signed."""
    signed = select(ProposerLine).where(ProposerLine.member_id == member.id, ProposerLine.signature == Signature.SIGNED)
    for line in session.scalars(signed.order_by(ProposerLine.id)):
        day, term = line.proposal.submitted_on, line.proposal.plenary.term
        if day is not None and line.proposal.stage is not Stage.DRAFT and member.membership_on(day, term) is None:
            raise RuleError(f"{member.name}在 {day} 提出了 {line.proposal.name}，改后那天不在任；核对日期。", field)


def _require_named(values: dict[str, Any]) -> None:
    """A name may be corrected, not emptied."""
    for name, label in (("name", "名称"), ("kind", "类型")):
        if name in values and not values[name]:
            raise RuleError(f"{label}不能空着，改为正确的内容。", name)


def _named(session: Session, text: str, term: str | None) -> int:
    found = by_id(session, Member, text)
    rows = [found] if found else members_called(session, text, term_named(session, term or None))
    if len(rows) != 1:
        known = f"有 {len(rows)} 位委员叫“{text}”，改填委员编号" if rows else f"没有“{text}”；核对姓名或委员编号"
        raise RuleError(f"委员库里{known}。", "member")
    return rows[0].id


def term_named(session: Session, name: str | None) -> Term:
    """A term by name (十届) or number, or the current plenary's."""
    if name is None:
        return plenary_of(session).term
    wanted = str(name).strip()
    query = select(Term).where(Term.number == int(wanted)) if wanted.isdigit() else select(Term).where(Term.name == wanted)
    found = session.scalars(query).first()
    if found is None:
        raise RuleError(f"没有“{name}”这一届，先在设置里加届次。", "term")
    return found


def _require_free_number(session: Session, term: Term, number: str, own_id: int | None) -> None:
    if not number:
        return
    query = select(Membership).where(Membership.term_id == term.id, Membership.member_number == number)
    holder = next((m for m in session.scalars(query) if m.member_id != own_id), None)
    if holder is not None:
        raise RuleError(f"委员编号 {number} 已是{holder.member.name}的，换一个编号。", "member_number")


def _set(member: Member, membership: Membership, values: dict[str, Any]) -> None:
    _assign(membership, {key: value for key, value in values.items() if key in HELD})
    _assign(member, {key: value for key, value in values.items() if key not in HELD})


def _assign(record: Any, values: dict[str, Any]) -> None:
    for key, value in values.items():
        setattr(record, key, list(value) if isinstance(value, tuple) else value)
