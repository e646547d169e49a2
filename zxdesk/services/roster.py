"""Importing the directories: members, undertaking units and collective proposers, every row with its verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from zxdesk.domain.base import Record, label_of
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Term
from zxdesk.domain.people import Member, Membership, Organisation
from zxdesk.domain.unit import HandlingUnit
from zxdesk.services.change import Change, attempt
from zxdesk.services.frame import plenary_of, rules_of
from zxdesk.services.ledger import rehearse
from zxdesk.services.ledger_verdict import ImportOutcome, Verdict
from zxdesk.services.people import HELD, add_member, add_organisation, edit_member, edit_organisation, term_named
from zxdesk.services.unit import add_unit_record, edit_unit_record, succeed_unit

ROW = frozenset({"sheet", "row", "filled", "notes"})
RENAMED = {"remark": "notes"}
SUCCESSION = frozenset({"succession", "successor"})

Judge = Callable[[Any], tuple[str, str, tuple[str, ...]]]


def import_members(
    session: Session, rows: Sequence[Any], *, outcome: ImportOutcome, term: str | None = None, today: date, reason: str = ""
) -> Change:
    """Members by number, or by name where the sheet or the register has no number; an empty cell clears nothing.

    ``term`` is meant where a row names none; without it the current one. Source: domain §4.2.
    """
    found = list(session.scalars(select(Member).options(selectinload(Member.memberships))))

    def judge(row: Any) -> tuple[str, str, tuple[str, ...]]:
        held_term = term_named(session, _term_word(row.term or term))
        values = _filled(row, leave=frozenset({"term"}))
        member = _member(found, row, held_term)
        _require_order(row.starts_on, row.ends_on, "ends_on")
        _require_listed(session, row)
        if member is None:
            made = add_member(session, term=held_term.name, **values)
            found.append(session.get_one(Member, made.subject))
            outcome.created_members.append(row.name)
            return "new", row.member_number, ()
        seat = next((held for held in reversed(member.memberships) if held.term_id == held_term.id), None)
        changed = tuple(key for key, value in values.items() if _now(member, seat, key) != value)
        if not changed and seat is not None:
            return "same", row.member_number, ()
        edit_member(session, member.id, term=held_term.name, **{key: values[key] for key in changed})
        return "changed", row.member_number, tuple(label_of(Membership if key in HELD else Member, key) for key in changed)

    return _imported(session, rows, outcome, "委员", judge, made=(found,))


def import_units(session: Session, rows: Sequence[Any], *, outcome: ImportOutcome, today: date, reason: str = "") -> Change:
    """Units by code, or by full name; a successor closes the old unit with its chain. Source: domain §4.4."""
    found = list(session.scalars(select(HandlingUnit).order_by(HandlingUnit.id)))

    def judge(row: Any) -> tuple[str, str, tuple[str, ...]]:
        values = _filled(row, leave=SUCCESSION)
        _require_order(row.valid_from, row.valid_to, "valid_to")
        unit = _unit(found, row)
        known = unit is not None
        if unit is None:
            made = add_unit_record(session, **values)
            unit = session.get_one(HandlingUnit, made.subject)
            found.append(unit)
            outcome.created_units.append(row.name)
        changed = tuple(key for key, value in values.items() if known and _of_unit(unit, key) != value)
        if changed:
            edit_unit_record(session, unit.id, **{key: values[key] for key in changed})
        labels = tuple(label_of(HandlingUnit, key) for key in changed) + _succeeded(session, unit, row)
        status = "new" if not known else "changed" if labels else "same"
        return status, unit.code, labels if known else ()

    return _imported(session, _heirs_first(rows), outcome, "单位", judge, made=(found,), order=rows)


def import_organisations(session: Session, rows: Sequence[Any], *, outcome: ImportOutcome, today: date, reason: str = "") -> Change:
    """Collective proposers by full name. Source: domain §4.3."""
    found = list(session.scalars(select(Organisation)))

    def judge(row: Any) -> tuple[str, str, tuple[str, ...]]:
        values = _filled(row)
        _require_order(row.valid_from, row.valid_to, "valid_to")
        if row.kind:
            values["kind"] = rules_of(session, plenary_of(session)).choice("proposer_types", row.kind).name
        body = next((o for o in found if o.name == row.name), None)
        if body is None:
            if not row.kind:
                raise RuleError("新的集体提案者要填类型。", "kind")
            made = add_organisation(session, **values)
            found.append(session.get_one(Organisation, made.subject))
            outcome.created_organisations.append(row.name)
            return "new", "", ()
        changed = tuple(key for key, value in values.items() if getattr(body, key) != value)
        if not changed:
            return "same", "", ()
        edit_organisation(session, body.id, **{key: values[key] for key in changed})
        return "changed", "", tuple(label_of(Organisation, key) for key in changed)

    return _imported(session, rows, outcome, "集体提案者", judge, made=(found,))


def preview_roster(session: Session, command: Callable[..., Change], rows: Sequence[Any], *, outcome: ImportOutcome, **values: Any) -> ImportOutcome:
    """The verdicts one of these imports would give, all of it taken back."""
    return rehearse(session, lambda: command(session, rows, outcome=outcome, **values), outcome)


def _imported(
    session: Session, rows: Sequence[Any], outcome: ImportOutcome, what: str, judge: Judge, *,
    made: tuple[list[Any], ...], order: Sequence[Any] | None = None,
) -> Change:  # fmt: skip
    """Every row in an attempt of its own; what a refused row had made is forgotten with it."""
    verdicts: dict[int, Verdict] = {}
    created = (outcome.created_members, outcome.created_units, outcome.created_organisations, *made)
    for row in rows:
        lengths = [len(names) for names in created]
        try:
            with attempt(session):
                status, number, fields = judge(row)
            verdict = Verdict(row.sheet, row.row, status, number=number, title=row.name, fields=fields)  # type: ignore[arg-type]
        except RuleError as error:
            for names, length in zip(created, lengths, strict=True):
                del names[length:]
            verdict = Verdict(row.sheet, row.row, "refused", title=row.name, column=_column(row, error), reason=error.message)
        verdicts[id(row)] = verdict
    outcome.verdicts += [verdicts[id(row)] for row in order or rows]
    counts = outcome.counts
    return Change(f"导入{what}：新增 {counts['new']} 个，变动 {counts['changed']} 个", warnings=tuple(outcome.warnings))


def _filled(row: Any, *, leave: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What the row says, by the names of the record's columns; lists as the record keeps them."""
    names = [name for name in vars(row) if name not in ROW | leave]
    said = {name: getattr(row, name) for name in names}
    return {RENAMED.get(name, name): list(v) if isinstance(v, tuple) else v for name, v in said.items() if v not in ("", (), None)}


def _member(found: list[Member], row: Any, term: Term) -> Member | None:
    """By number within the term; by name where one side has no number. Raises ``RuleError`` for two of one name."""
    numbers = {m: {h.member_number for h in m.memberships if h.term_id == term.id and h.member_number} for m in found}
    if row.member_number:
        by_number = next((m for m in found if row.member_number in numbers[m]), None)
        if by_number is not None and by_number.name != row.name:
            raise RuleError(f"委员编号 {row.member_number} 已是{by_number.name}的，换一个编号，或核对姓名。", "member_number")
        if by_number is not None:
            return by_number
    named = [m for m in found if m.name == row.name and not (row.member_number and numbers[m])]
    if len(named) > 1:
        raise RuleError(f"有 {len(named)} 位委员叫“{row.name}”，填委员编号以便区分。", "name")
    return named[0] if named else None


def _unit(found: list[HandlingUnit], row: Any) -> HandlingUnit | None:
    """By code, or by name. Raises ``RuleError`` for a code of another unit: a renaming is a succession, not a correction."""
    if row.code:
        by_code = next((u for u in found if u.code == row.code), None)
        if by_code is not None and row.name != by_code.name:
            raise RuleError(f"编码 {row.code} 已是{by_code.name}的，换一个编码；单位更名填在沿革和继任单位。", "code")
        if by_code is not None:
            return by_code
    named = [u for u in found if u.name == row.name]
    return next((u for u in named if u.valid_to is None), named[0] if named else None)


def _heirs_first(rows: Sequence[Any]) -> list[Any]:
    """Units that others name as parent or successor before those that name them."""
    return sorted(rows, key=lambda row: (bool(row.successor), bool(row.parent)))


def _succeeded(session: Session, unit: HandlingUnit, row: Any) -> tuple[str, ...]:
    """Close a unit into its heir when the sheet says so and the register does not yet."""
    if not (row.succession or row.successor) or unit.successor_id is not None or unit.succession:
        return ()
    if row.valid_to is None:
        raise RuleError(f"{unit.name}填了沿革或继任单位，停用日期没有填。", "valid_to")
    unit.valid_to = None
    day = date.fromordinal(row.valid_to.toordinal() + 1)
    succeed_unit(session, unit.id, succession=row.succession or "更名", on=day, successor=row.successor)
    return (label_of(HandlingUnit, "succession"),)


def _of_unit(unit: HandlingUnit, key: str) -> Any:
    return (unit.parent.name if unit.parent else "") if key == "parent" else getattr(unit, key)


def _now(member: Member, seat: Membership | None, key: str) -> Any:
    return getattr(seat, key, None) if key in HELD else getattr(member, key)


def _require_order(start: date | None, end: date | None, field: str) -> None:
    if start is not None and end is not None and end < start:
        raise RuleError(f"止日期 {end} 早于起日期 {start}；改正其中一个。", field)


def _require_listed(session: Session, row: Any) -> None:
    if not row.status:
        return
    offered = rules_of(session, plenary_of(session)).member_statuses
    if row.status not in offered:
        raise RuleError(f"没有“{row.status}”这种状态；可选的是：{'、'.join(offered)}。", "status")


def _term_word(text: str | None) -> str | None:
    """第十届 and 十届二次 name the term 十届; without a word the current one is meant."""
    if not text:
        return None
    word = text.strip().removeprefix("第")
    return word[: word.index("届") + 1] if "届" in word else word


def _column(row: Any, error: RuleError) -> str:
    name = error.field or ""
    kinds: tuple[type[Record], ...] = (Member, Membership, HandlingUnit, Organisation)
    own = {"on": "停用日期", "parent": "上级单位", "successor": "继任单位", "term": "届", "proposer_types": "类型"}
    return own.get(name) or next((label for kind in kinds if hasattr(row, name) and (label := label_of(kind, name)) != name), "")
