"""The last acts of the office, each in one line; what was done to many proposals at once is one act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.event import Event
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.unit import HandlingUnit

EVENT, PROPOSAL, ASSIGNMENT, UNIT = Event.__table__, Proposal.__table__, Assignment.__table__, HandlingUnit.__table__
"""Tables, not records, as in ``queries.agenda``: the window asks for them before it stands."""
_TOLD = {
    ("reply", "reply_class"): "{} 类", ("reply", "number"): "{}", ("proposal", "category"): "{}", ("proposal", "outcome"): "{}",
    ("feedback", "result"): "结果{}", ("extension", "new_due_on"): "延至 {}", ("reminder", "way"): "{}", ("proposer_line", "name"): "{}",
}  # fmt: skip
"""Fields worth a word in one line, in this order, each with how it is said."""
_MOST, _READ = 3, 60


@dataclass(frozen=True)
class RecentAct:
    """One act: when, what, on how many proposals, the one it was done to, and a few words of what it brought."""

    seq: int
    moment: datetime
    label: str
    count: int
    proposal_id: int | None
    number: str
    words: tuple[str, ...]
    actor: str


def recent_acts(session: Session, limit: int = 6) -> list[RecentAct]:
    """The last acts, the newest first; the events of a batch count as one."""
    newest: dict[str, int] = {}  # the last event of each act
    before: int | None = None
    while len(newest) < limit:
        read = select(EVENT.c.seq, EVENT.c.op_id).order_by(EVENT.c.seq.desc()).limit(_READ)
        found = session.execute(read if before is None else read.where(EVENT.c.seq < before)).all()
        for seq, op_id in found:
            if op_id not in newest and len(newest) < limit:
                newest[op_id] = seq
        if len(found) < _READ:
            break
        before = session.scalar(select(func.min(EVENT.c.seq)).where(EVENT.c.op_id == found[-1].op_id))
    counts = _counts(session, newest)
    event, proposal = EVENT.c, PROPOSAL.c
    columns = (event.seq, event.op_id, event.at, event.offset_minutes, event.actor, event.label, event.proposal_id, event.changes)
    statement = select(*columns, proposal.number, proposal.receipt_number).outerjoin(PROPOSAL, proposal.id == event.proposal_id)
    rows = session.execute(statement.where(event.seq.in_(newest.values())).order_by(event.seq.desc())).all()
    units = _units(session, rows)
    return [_act(row, _number(row), counts[row.op_id], units) for row in rows]


def _counts(session: Session, op_ids: Iterable[str]) -> dict[str, int]:
    """On how many proposals each act was done."""
    counted = select(EVENT.c.op_id, func.count(EVENT.c.proposal_id.distinct())).where(EVENT.c.op_id.in_(tuple(op_ids))).group_by(EVENT.c.op_id)
    return {row[0]: row[1] for row in session.execute(counted)}


def _number(row: Any) -> str:
    return (row.number or row.receipt_number or "草稿") if row.proposal_id else ""


def _act(event: Any, number: str, count: int, units: Mapping[int, str]) -> RecentAct:
    moment = event.at.astimezone(timezone(timedelta(minutes=event.offset_minutes)))
    if count > 1:  # what was done to each; the number and unit of the last say nothing of the others
        return RecentAct(event.seq, moment, event.label.partition(" ")[0], count, None, "", (), event.actor)
    label = event.label.replace(number, "").replace("  ", " ").strip() if number else event.label
    names = list(dict.fromkeys(units[one] for one in sorted(_assignments(event)) if one in units))
    words = (*((_several(names),) if names else ()), *_words(event.changes))[: _MOST + 1]
    return RecentAct(event.seq, moment, label, 1, event.proposal_id, number, words, event.actor)


def _assignments(event: Any) -> set[int]:
    """The undertakings the act was about."""
    ids = {change["id"] for change in event.changes if change["record"] == "assignment"}
    return ids | {change["fields"]["assignment_id"][1] for change in event.changes if "assignment_id" in change["fields"]} - {None}


def _units(session: Session, events: Iterable[Any]) -> dict[int, str]:
    """The short names of the units of all these undertakings."""
    wanted = {one for event in events for one in _assignments(event)}
    statement = select(ASSIGNMENT.c.id, UNIT.c.short_name, UNIT.c.name).join(UNIT, UNIT.c.id == ASSIGNMENT.c.unit_id)
    statement = statement.where(ASSIGNMENT.c.id.in_(wanted))
    return {row[0]: row[1] or row[2] for row in session.execute(statement)} if wanted else {}


def _words(changes: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    given: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        for field, (_old, new) in change["fields"].items():
            if new and isinstance(new, str) and (change["record"], field) in _TOLD:
                given.setdefault((change["record"], field), []).append(new)
    return tuple(said.format(_several(given[key])) for key, said in _TOLD.items() if key in given)[:_MOST]


def _several(values: list[str]) -> str:
    distinct = list(dict.fromkeys(values))
    return distinct[0] if len(distinct) == 1 else f"{distinct[0]} 等 {len(distinct)} 个"
