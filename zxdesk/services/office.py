"""Making the office, its terms and plenaries; its rules and its calendar; locking a year."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.adopted import Adoption
from zxdesk.domain.calendar import seed_days
from zxdesk.domain.conventions import is_counted
from zxdesk.domain.errors import RuleError
from zxdesk.domain.office import Holiday, Office, Plenary, RulePackage, Term
from zxdesk.domain.rules import load_package, parse, with_value
from zxdesk.services.adoption import standing_adoption
from zxdesk.services.change import Change
from zxdesk.services.deadlines import recompute_deadlines
from zxdesk.services.frame import office_of, package_of, plenary_of

DIGITS = "零一二三四五六七八九"


def create_office(
    session: Session,
    *,
    name: str,
    committee: str,
    rules: str,
    region: str = "",
    contact: str = "",
    phone: str = "",
    address: str = "",
    postcode: str = "",
) -> Change:
    """A new office with its rule package copied in and the statutory calendar."""
    if session.scalars(select(Office)).first() is not None:
        raise RuleError("这本登记簿已经有机关了；要另建，换一个数据文件夹。", "name")
    content = load_package(rules)
    session.add(
        Office(
            name=name, committee=committee, region=region, contact=contact, phone=phone, address=address, postcode=postcode
        )
    )
    session.add(RulePackage(key=rules, title=str(content["title"]), content=content))
    for day in seed_days():
        session.add(Holiday(day=day.on, is_workday=day.is_workday, name=day.name, is_own=False))
    return Change(f"新建机关 {name}")


def edit_office(session: Session, **values: str) -> Change:
    """Correct the office's own details."""
    office = office_of(session)
    for key, value in values.items():
        setattr(office, key, value)
    return Change("修改机关资料")


def add_plenary(
    session: Session,
    *,
    term: int,
    number: int,
    full_name: str = "",
    opens_on: date | None = None,
    closes_on: date | None = None,
    window_opens_on: date | None = None,
    cutoff_on: date | None = None,
    cutoff_at: str = "23:59",
    year_starts_on: date | None = None,
    year_ends_on: date | None = None,
    is_current: bool = True,
) -> Change:
    """A plenary, with its term when that is new. Source: domain §4.1."""
    office = office_of(session)
    for label, value, field in (("届", term, "term"), ("次", number, "number")):
        if not 1 <= value <= 99:
            raise RuleError(f"{label}填 1 至 99 的数，不是 {value}。", field)
    held = session.scalars(select(Term).where(Term.number == term)).first()
    if held is None:
        held = Term(number=term, name=f"{chinese(term)}届")
        session.add(held)
        session.flush()
    name = f"{held.name}{chinese(number)}次"
    if session.scalars(select(Plenary).where(Plenary.name == name)).first() is not None:
        raise RuleError(f"{name}已经有了。", "number")
    if opens_on is not None and closes_on is not None and closes_on < opens_on:
        raise RuleError(f"闭幕 {closes_on} 早于开幕 {opens_on}。", "closes_on")
    plenary = Plenary(
        term=held, number=number, name=name, opens_on=opens_on, closes_on=closes_on,
        full_name=full_name or f"{office.committee.removesuffix('委员会')}第{chinese(term)}届委员会第{chinese(number)}次会议",
        window_opens_at=_moment(window_opens_on, "00:00"), cutoff_at=_moment(cutoff_on or closes_on, cutoff_at),
        year_starts_on=year_starts_on, year_ends_on=year_ends_on,
    )
    session.add(plenary)
    session.flush()
    if is_current or office.current_plenary_id is None:
        office.current_plenary, office.current_plenary_id = plenary, plenary.id
    return Change(f"新建届次 {name}", plenary.id)


def edit_plenary(
    session: Session, *, plenary: str | None = None, cutoff_on: date | None = None, cutoff_at: str = "23:59", **values: object
) -> Change:
    """Correct a plenary's dates and names."""
    held = plenary_of(session, plenary)
    held.require_unlocked()
    for key, value in values.items():
        setattr(held, key, value)
    if cutoff_on is not None:
        held.cutoff_at = _moment(cutoff_on, cutoff_at)
    if held.opens_on is not None and held.closes_on is not None and held.closes_on < held.opens_on:
        raise RuleError(f"闭幕 {held.closes_on} 早于开幕 {held.opens_on}。", "closes_on")
    return Change(f"修改届次 {held.name}", held.id)


def choose_plenary(session: Session, *, plenary: str) -> Change:
    """Make a plenary the current one."""
    office = office_of(session)
    held = plenary_of(session, plenary)
    office.current_plenary, office.current_plenary_id = held, held.id
    return Change(f"当前届次 {held.name}", held.id)


def lock_plenary(session: Session, *, locked_on: date, plenary: str | None = None) -> Change:
    """Freeze a plenary when its report is adopted. Source: domain §2.1 guards."""
    held = plenary_of(session, plenary)
    held.require_unlocked()
    held.locked_on = locked_on
    return Change(f"锁定 {held.name}", held.id)


def unlock_plenary(session: Session, *, reason: str, plenary: str | None = None) -> Change:
    """Open a locked plenary again, with a reason in history; figures that were adopted stay as they were."""
    held = plenary_of(session, plenary)
    if held.locked_on is None:
        raise RuleError(f"{held.name}没有锁定。", "plenary")
    held.locked_on = None
    standing = standing_adoption(session, held)
    told = (f"{standing.meeting}于 {standing.adopted_on} 通过的数字不变；解锁以后的改动列在它旁边，改好以后再锁定。",) if standing else ()
    return Change(f"解锁 {held.name}", held.id, warnings=told, reason=reason)


def set_rule(session: Session, *, path: str, value: str | int | bool | list[str], plenary: str | None = None, own: bool = False) -> Change:
    """Change one key of the rules; ``own`` gives the plenary a package of its own first. ``RuleError`` for a bad value."""
    held = plenary_of(session, plenary) if own or plenary else None
    if held is not None:
        held.require_unlocked()
    package = package_of(session, held)
    content = with_value(package.content, path, value)
    parse(content)
    if held is not None and package.plenary_id is None and own:
        package = RulePackage(plenary_id=held.id, key=package.key, title=f"{package.title}（{held.name}）", content=content)
        session.add(package)
    package.content = content
    session.info.pop("packages", None)
    return Change(f"修改规则 {path}", warnings=_adopted_years(session, package, path))


def _adopted_years(session: Session, package: RulePackage, path: str) -> tuple[str, ...]:
    """Which adopted years are counted another way from now on."""
    if not is_counted(path):
        return ()
    standing = select(Plenary.name).join(Adoption, Adoption.plenary_id == Plenary.id).where(Adoption.taken_back_on.is_(None)).distinct()
    own = select(RulePackage.plenary_id).where(RulePackage.plenary_id.is_not(None))
    reached = Plenary.id.not_in(own) if package.plenary_id is None else Plenary.id == package.plenary_id
    names = "、".join(session.scalars(standing.where(reached).order_by(Plenary.id)))
    return (f"{names}的年度统计已经通过：通过的数字和口径不变，现在的数字按新的口径算，列在它旁边。",) if names else ()


def set_holidays(session: Session, *, days: tuple[tuple[date, bool, str], ...], is_own: bool = True) -> Change:
    """Take in a list of holidays and 调休 workdays; open deadlines are recomputed and what moved is listed."""
    known = {row.day: row for row in session.scalars(select(Holiday))}
    for day, is_workday, name in days:
        row = known.get(day)
        if row is None:
            row = Holiday(day=day, is_workday=is_workday, name=name, is_own=is_own)
            session.add(row)
            known[day] = row
        row.is_workday, row.name, row.is_own = is_workday, name, is_own
    session.flush()
    return Change(f"修改放假安排（{len(days)} 天）", warnings=tuple(recompute_deadlines(session)))


def set_holiday(session: Session, *, day: date, is_workday: bool, name: str = "") -> Change:
    """The office's own correction of one day."""
    return set_holidays(session, days=((day, is_workday, name),))


def chinese(number: int) -> str:
    """1 to 99 as 届 and 次 are written: 十, 十六, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else DIGITS[tens] + "十")
    return head + (DIGITS[ones] if ones or not tens else "")


def _moment(day: date | None, clock: str) -> datetime | None:
    return None if day is None else datetime.fromisoformat(f"{day.isoformat()}T{clock}")
