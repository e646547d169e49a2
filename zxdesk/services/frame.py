"""What every command works within: the plenary's rules, the calendar, computed deadlines."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.calendar import Day, WorkCalendar
from zxdesk.domain.deadline import Deadline, compute
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Holiday, Office, Plenary, RulePackage
from zxdesk.domain.rules import Rules, parse
from zxdesk.services.bulk import bulk_of

_PARSED: dict[tuple[str, str], Rules] = {}


def office_of(session: Session) -> Office:
    """The one office; ``RuleError`` when the register is empty."""
    office = session.scalars(select(Office)).first()
    if office is None:
        raise RuleError("这本登记簿还没有建立机关，先用“新建机关”填好名称和规则包。")
    return office


def plenary_of(session: Session, name: str | None = None) -> Plenary:
    """A plenary by name, or the current one."""
    if name is None:
        current = office_of(session).current_plenary
        if current is None:
            raise RuleError("还没有届次，先在设置里加一个。", "plenary")
        return current
    wanted = name.strip().removesuffix("会议")
    found = session.scalars(select(Plenary).where(Plenary.name == wanted)).first()
    if found is None:
        known = "、".join(session.scalars(select(Plenary.name).order_by(Plenary.id)))
        raise RuleError(f"没有“{name}”这个届次；已有的是：{known or '无'}。", "plenary")
    return found


def package_of(session: Session, plenary: Plenary | None) -> RulePackage:
    """The plenary's own rule package, or the office's; asked for once a session, as every command needs it several times."""
    known: dict[int | None, RulePackage] = session.info.setdefault("packages", {})
    key = plenary.id if plenary is not None else None
    if key not in known:
        with session.no_autoflush:
            package = plenary.package if plenary is not None else None
            package = package or session.scalars(select(RulePackage).where(RulePackage.plenary_id.is_(None))).first()
        if package is None:
            raise RuleError("登记簿里没有规则包，先在设置里选一个。", "rules")
        known[key] = package
    return known[key]


def rules_of(session: Session, plenary: Plenary | None) -> Rules:
    """The rules in force for a plenary."""
    package = package_of(session, plenary)
    key = (package.uid, package.digest or "")
    if package.digest is None or key not in _PARSED:
        _PARSED[key] = parse(package.content)
    return _PARSED[key]


def calendar_of(session: Session) -> WorkCalendar:
    """Statutory days with the office's corrections on top."""
    cached = session.info.get("calendar")
    if not isinstance(cached, WorkCalendar):
        cached = WorkCalendar(Day(h.day, h.is_workday, h.name) for h in session.scalars(select(Holiday)))
        session.info["calendar"] = cached
    return cached


def due(session: Session, plenary: Plenary, rule: str, *, start: date, event: str) -> Deadline | None:
    """A deadline by the plenary's rules, or None where the package has no such rule."""
    deadline_rule = rules_of(session, plenary).deadlines.get(rule)
    if deadline_rule is None:
        return None
    known = bulk.deadlines if (bulk := bulk_of(session)) is not None else {}
    asked = (deadline_rule, start, event)
    if asked not in known:
        known[asked] = compute(deadline_rule, start=start, event=event, calendar=calendar_of(session))
    return known[asked]


def require_word(word: str, offered: tuple[str, ...], field: str, label: str) -> None:
    """``RuleError`` naming what may be chosen when a word is not on the list of the rules; empty is no choice yet."""
    if word and word not in offered:
        raise RuleError(f"{label}没有“{word}”这一项；可选的是：{'、'.join(offered)}。", field)
