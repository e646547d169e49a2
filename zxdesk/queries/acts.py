"""Which acts stand and which were taken back, as history tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.event import Event
from zxdesk.domain.office import Plenary


class Told(Protocol):
    """A row of history, as far as it matters here."""

    @property
    def op_id(self) -> str: ...
    @property
    def undoes(self) -> str | None: ...
    @property
    def label(self) -> str: ...


LOOKED_AT = 2000
"""Rows of history looked at, from its end: further back nothing is taken back by itself."""


@dataclass(frozen=True)
class StandingAct:
    """An act by its op_id and label."""

    op_id: str
    label: str


def acts_standing(session: Session) -> tuple[list[StandingAct], list[StandingAct]]:
    """What can be taken back and what can be done again, the last one last."""
    statement = select(Event.op_id, Event.undoes, Event.label).order_by(Event.seq.desc()).limit(LOOKED_AT)
    return standing_acts(reversed(session.execute(statement).all()))


def standing_acts(events: Iterable[Told]) -> tuple[list[StandingAct], list[StandingAct]]:
    """Of rows of history in their order: the acts that stand, and those taken back and not forgotten by a new act."""
    done: dict[str, StandingAct] = {}
    undone: dict[str, StandingAct] = {}
    for event in events:
        if event.op_id in done or event.op_id in undone:
            continue
        act = StandingAct(event.op_id, event.label)
        if not event.undoes:
            done[event.op_id] = act
            undone.clear()
        elif event.undoes in undone:
            del undone[event.undoes]
            done[event.op_id] = act
        else:
            done.pop(event.undoes, None)
            undone[event.op_id] = act
    return list(done.values()), list(undone.values())


def locked_at(session: Session, plenary_id: int) -> int:
    """The row of history by which a plenary was locked the last time; 0 when it never was."""
    told = select(Event.seq, Event.changes).where(Event.proposal_id.is_(None)).order_by(Event.seq.desc())
    for seq, changes in session.execute(told):
        if any(change["record"] == Plenary.__tablename__ and change["id"] == plenary_id and _locks(change) for change in changes):
            return int(seq)
    return 0


def _locks(change: Mapping[str, Any]) -> bool:
    return change["act"] != "gone" and change["fields"].get("locked_on", (None, None))[1] is not None


def uncancelled(events: Iterable[Told]) -> list[StandingAct]:
    """Of rows of history in their order, the acts whose effect is still there: an act and its undoing leave nothing."""
    standing: dict[str, StandingAct] = {}
    cancelled: dict[str, StandingAct] = {}  # by the op_id of what cancelled it
    for event in events:
        if event.op_id in standing or event.op_id in cancelled:
            continue
        if event.undoes in standing:
            cancelled[event.op_id] = standing.pop(event.undoes)
        elif event.undoes in cancelled:
            standing[event.op_id] = cancelled[event.undoes]
        else:
            standing[event.op_id] = StandingAct(event.op_id, event.label)
    return list(standing.values())
