"""Adopting the figures of a year, by which the plenary is locked, and taking that back with a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.adopted import Adoption
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.domain.office import Plenary
from zxdesk.services.change import Change
from zxdesk.services.frame import plenary_of, rules_of


def adopt_year(session: Session, *, meeting: str, adopted_on: date, plenary: str | None = None) -> Change:
    """Freeze every figure of the statistics as the register says it today, and lock the plenary. Source: domain §2.1 guards.

    Raises ``RuleError`` for a day to come or where an adoption stands; warns where the figures do not add up.
    """
    from zxdesk.queries.adopted_figures import frozen_figures  # every figure's module, which the window's start does not wait for

    held, today = plenary_of(session, plenary), session.info["today"]
    standing = standing_adoption(session, held)
    if standing is not None and held.locked_on is not None:
        told = f"{held.name}的年度统计已由{standing.meeting}于 {standing.adopted_on} 通过"
        raise RuleError(f"{told}；要重新通过，先解锁或撤回通过并写明理由。", "plenary")
    if adopted_on > today:
        raise RuleError(f"通过日期 {adopted_on} 在今天 {today} 之后；改为会议召开的日期。", "adopted_on")
    if held.opens_on is not None and adopted_on < held.opens_on:
        raise RuleError(f"通过日期 {adopted_on} 早于{held.name}开幕 {held.opens_on}；核对届次和日期。", "adopted_on")
    session.add(
        Adoption(
            plenary_id=held.id, meeting=meeting, adopted_on=adopted_on, as_of=today, conventions=dict(rules_of(session, held).conventions),
            figures=frozen_figures(session, held.id, today=today), after_seq=session.scalar(select(func.max(Event.seq))) or 0,
        )
    )  # fmt: skip
    held.locked_on = held.locked_on or adopted_on
    return Change(f"通过年度统计 {held.name}", held.id, warnings=_remarks(session, held, adopted_on, today))


def take_back_adoption(session: Session, *, reason: str, plenary: str | None = None) -> Change:
    """The adoption was recorded by mistake: its figures stay in history, the plenary is open again."""
    held = plenary_of(session, plenary)
    standing = standing_adoption(session, held)
    if standing is None:
        raise RuleError(f"{held.name}的年度统计还没有通过，没有可撤回的。", "plenary")
    standing.taken_back_on = session.info["today"]
    held.locked_on = None
    return Change(f"撤回年度统计的通过 {held.name}", held.id, reason=reason)


def standing_adoption(session: Session, plenary: Plenary) -> Adoption | None:
    """The newest adoption of a plenary that was not taken back."""
    statement = select(Adoption).where(Adoption.plenary_id == plenary.id, Adoption.taken_back_on.is_(None))
    return session.scalars(statement.order_by(Adoption.id.desc()).limit(1)).first()


def _remarks(session: Session, plenary: Plenary, adopted_on: date, today: date) -> tuple[str, ...]:
    from zxdesk.queries.statistics import differences

    found = tuple(f"登记簿有一处对不上，照样通过了：{sentence}" for sentence in differences(session, plenary.id, today=today))
    if adopted_on < today:
        found = (f"数字按登记簿今天 {today} 的状态通过；{adopted_on} 以后登记的也在内，与会议通过的核对一遍。", *found)
    return found
