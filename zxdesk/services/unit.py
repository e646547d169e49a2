"""Keeping the directory of undertaking units, with renamings, mergers and abolitions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.domain.unit import HandlingUnit
from zxdesk.services.change import Change
from zxdesk.services.resolve import by_id, unit_named
from zxdesk.text.pinyin import full, initials


def add_unit_record(session: Session, *, name: str, code: str = "", **values: Any) -> Change:
    """A unit; without a code it gets the next free one. Source: domain §4.4."""
    chosen = code or _free_code(session)
    twin = session.scalars(select(HandlingUnit).where(HandlingUnit.code == chosen)).first()
    if twin is not None:
        raise RuleError(f"编码 {chosen} 已是{twin.name}的，换一个编码。", "code")
    same = [u for u in session.scalars(select(HandlingUnit).where(HandlingUnit.name == name)) if u.valid_to is None]
    if same:
        raise RuleError(f"“{name}”已经登记过（{same[0].code}）。", "name")
    unit = HandlingUnit(code=chosen, name=name)
    session.add(unit)
    _assign(session, unit, values)
    session.flush()
    return Change(f"登记单位 {unit.name}", unit.id)


def edit_unit_record(session: Session, unit_id: int, **values: Any) -> Change:
    """Correct a unit's details; a renaming is made with ``succeed_unit`` so that old papers keep the old name."""
    unit = session.get_one(HandlingUnit, unit_id)
    code = values.get("code", unit.code)
    if session.scalars(select(HandlingUnit).where(HandlingUnit.code == code, HandlingUnit.id != unit.id)).first() is not None:
        raise RuleError(f"编码 {code} 已有别的单位在用。", "code")
    before = unit.short
    _assign(session, unit, values)
    for name in ("valid_from", "valid_to"):
        if name in values:
            _require_there(session, unit, name)
    if unit.short != before:
        _rename_in_lists(session, unit)
    return Change(f"修改单位 {unit.name}", unit.id)


def succeed_unit(session: Session, unit_id: int, *, succession: str, on: date, successor: str = "") -> Change:
    """更名, 合并 or 撤销 from a day on; the old unit ends the day before and points to its heir. Source: domain §4.4."""
    unit = session.get_one(HandlingUnit, unit_id)
    if unit.valid_to is not None:
        raise RuleError(f"{unit.name}已于 {unit.valid_to} 停用。", "on")
    if unit.valid_from is not None and on <= unit.valid_from:
        raise RuleError(f"变动日期 {on} 要晚于启用日期 {unit.valid_from}。", "on")
    if succession != "撤销" and not successor:
        raise RuleError(f"{succession}要写明继任单位。", "successor")
    heir = _heir(session, unit, succession, on, successor) if successor else None
    if heir is unit:
        raise RuleError(f"继任单位不能是{unit.name}自己；写继任单位的新名称。", "successor")
    unit.valid_to, unit.succession = on - timedelta(days=1), succession
    _require_there(session, unit, "on")
    if heir is not None:
        unit.successor, unit.successor_id = heir, heir.id
    return Change(f"{succession} {unit.name}", unit.id)


def edit_named_unit(session: Session, *, unit: str, **values: Any) -> Change:
    """Correct a unit called by code, name, short name, alias or #id; one that ended counts too."""
    if "code" in values and not values["code"]:
        raise RuleError("编码不能空着，改为正确的编码。", "code")
    given = values | ({"position": 0} if values.get("position", 0) is None else {})
    return edit_unit_record(session, _named(session, unit), **given)


def succeed_named_unit(session: Session, *, unit: str, succession: str, on: date, successor: str = "") -> Change:
    """更名, 合并 or 撤销 of a unit called by code, name, short name, alias or #id."""
    return succeed_unit(session, _named(session, unit), succession=succession, on=on, successor=successor)


def _named(session: Session, text: str) -> int:
    if found := by_id(session, HandlingUnit, text):
        return found.id
    every = list(session.scalars(select(HandlingUnit).order_by(HandlingUnit.id)))
    rows = [one for one in every if text == one.code] or [one for one in every if text in (one.name, one.short_name, *one.aliases)]
    if len(rows) > 1:
        rows = [one for one in rows if one.valid_to is None] or rows
    if len(rows) != 1:
        known = f"有 {len(rows)} 个单位叫“{text}”，改填编码" if rows else f"没有“{text}”；核对名称或编码"
        raise RuleError(f"单位库里{known}。", "unit")
    return rows[0].id


def _require_there(session: Session, unit: HandlingUnit, field: str) -> None:
    """``RuleError`` where the unit would not have been there on a day something was assigned to it."""
    held = select(Assignment).where(Assignment.unit_id == unit.id, Assignment.state.not_in(ENDED_STATES)).order_by(Assignment.assigned_on)
    for assignment in session.scalars(held):
        if not unit.exists_on(assignment.assigned_on):
            what = f"{assignment.proposal.name} 在 {assignment.assigned_on} 交办给{unit.short}"
            raise RuleError(f"{what}，不在改后的启用和停用日期之间；改日期，或先改派。", field)


def _rename_in_lists(session: Session, unit: HandlingUnit) -> None:
    """The lists show units by their short names; a corrected one is corrected there too."""
    for proposal in session.scalars(select(Proposal).join(Assignment).where(Assignment.unit_id == unit.id).distinct()):
        proposal.refresh_summary()


def _heir(session: Session, unit: HandlingUnit, succession: str, on: date, name: str) -> HandlingUnit:
    known = session.scalars(select(HandlingUnit).where((HandlingUnit.name == name) | (HandlingUnit.code == name))).first()
    if known is not None:
        return unit_named(session, known.code, on=on, field="successor")
    if succession == "合并":
        raise RuleError(f"单位库里没有“{name}”，先登记合并后的单位。", "successor")
    heir = HandlingUnit(code=_free_code(session), name=name)
    session.add(heir)
    copied = ("system", "parent_id", "leader", "contact", "phone", "fax", "address", "position", "keywords")
    _assign(session, heir, {key: getattr(unit, key) for key in copied} | {"valid_from": on})
    session.flush()
    return heir


def _free_code(session: Session) -> str:
    count = session.scalars(select(func.count(HandlingUnit.id))).one()
    taken = set(session.scalars(select(HandlingUnit.code)))
    serial = count + 1
    while f"D{serial:03d}" in taken:
        serial += 1
    return f"D{serial:03d}"


def _assign(session: Session, unit: HandlingUnit, values: dict[str, Any]) -> None:
    for key, value in values.items():
        if key in ("parent", "successor"):
            if not value:
                setattr(unit, f"{key}_id", None)
                continue
            found = unit_named(session, str(value), on=date.max, field=key)
            if found is unit:
                raise RuleError(f"{unit.name}不能是自己的上级单位，另选一个。", key)
            setattr(unit, f"{key}_id", found.id)
        else:
            setattr(unit, key, list(value) if isinstance(value, tuple) else value)
    unit.pinyin, unit.initials = full(unit.name), initials(unit.short_name or unit.name)
