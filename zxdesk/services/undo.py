"""Taking an act back, or doing it again: the former values return as a new recorded act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, delete, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from zxdesk.domain.after_lock import POSSIBLE
from zxdesk.domain.base import Base, CodedText, Record, UtcDateTime
from zxdesk.domain.draft import Draft
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.domain.issued_number import IssuedNumber, NumberSeries, NumberUse
from zxdesk.domain.office import Office, Plenary
from zxdesk.domain.paper import IssuedPaper
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.records import RECORDS
from zxdesk.queries.acts import locked_at, uncancelled
from zxdesk.services.change import Change

UNDO, REDO = "撤销 ", "重做 "
_TYPES: dict[str, type[Record]] = {record_type.__tablename__: record_type for record_type in RECORDS}
_RANK = {table.name: rank for rank, table in enumerate(Base.metadata.sorted_tables)}


@dataclass
class Act:
    """One recorded act: its events, the records it touched, and how it is called."""

    op_id: str
    label: str
    events: Sequence[Event]
    entries: list[Entry] = field(default_factory=list)

    @property
    def last_seq(self) -> int:
        """Its last place in history."""
        return max(event.seq for event in self.events)

    @property
    def proposals(self) -> list[int]:
        """The proposals it was about."""
        return [event.proposal_id for event in self.events if event.proposal_id is not None]


@dataclass
class Entry:
    """What an act did to one record, and the record as it stands now."""

    kind: type[Record]
    uid: str
    id: int
    act: str
    fields: dict[str, list[Any]]
    record: Record | None = None


def undo_act(session: Session, op_id: str) -> Change:
    """Bring back what stood before an act; undoing an undo does the act again.

    Numbers given out are not given to another by themselves; they are in use again when the act is done again, or when
    somebody asks for them by name. Refused with a sentence where a paper has gone out since, where something was built on
    the act, or the plenary was locked since. Source: domain §1.5, design §3.
    """
    act = _act_of(session, op_id)
    _require_undoable(session, act)
    entries = sorted((entry for entry in act.entries if entry.kind is not NumberSeries), key=lambda entry: _RANK[entry.kind.__tablename__])
    for kind in dict.fromkeys(entry.kind for entry in entries if entry.act == "gone"):
        _make_again(session, [entry for entry in entries if entry.kind is kind and entry.act == "gone"])
    for entry in entries:
        if entry.act == "change":
            _put_back(entry)
        elif entry.kind is IssuedNumber and entry.act == "new":
            _return_number(entry, act.label)
    session.flush()
    removed = [entry for entry in reversed(entries) if entry.act == "new" and entry.kind is not IssuedNumber]
    _require_unused(session, removed, act.label)
    session.expire_all()  # what hangs together was loaded before parts of it left or came back
    for kind in dict.fromkeys(entry.kind for entry in removed):
        for entry in removed:
            if entry.kind is kind:
                session.delete(entry.record)
        session.flush()
        session.expire_all()
    label = turned(act.label)
    labels = {event.proposal_id: turned(event.label) for event in act.events if event.proposal_id is not None}
    reason = "；".join(filter(None, (f"{label[:2]}历史第 {act.events[0].seq} 条", act.events[0].reason)))
    return Change(label, act.proposals[0] if len(act.proposals) == 1 else None, reason=reason, labels=labels, undoes=op_id)


def turned(label: str) -> str:
    """How taking back is called: 登记答复 0123 → 撤销 登记答复 0123 → 重做 登记答复 0123."""
    if label.startswith(UNDO):
        return REDO + label.removeprefix(UNDO)
    return UNDO + label.removeprefix(REDO)


def _act_of(session: Session, op_id: str) -> Act:
    events = session.scalars(select(Event).where(Event.op_id == op_id).order_by(Event.seq)).all()
    if not events:
        raise RuleError("历史里没有这次操作，不能撤销。")
    names = list(dict.fromkeys(event.label for event in events if event.proposal_id is not None)) or [events[0].label]
    label = names[0] if len(names) == 1 else f"{names[0]} 等 {len(names)} 件"
    act = Act(op_id, label, events)
    for event in events:
        for change in event.changes:
            kind = _TYPES[change["record"]]
            act.entries.append(Entry(kind, change["uid"], change["id"], change["act"], change["fields"]))
    for kind in {entry.kind for entry in act.entries}:
        wanted = {entry.uid: entry for entry in act.entries if entry.kind is kind}
        for part in _parts(list(wanted)):
            for record in session.scalars(select(kind).where(kind.uid.in_(part))):
                wanted[record.uid].record = record
    return act


def _require_undoable(session: Session, act: Act) -> None:
    again = session.scalars(select(Event).where(Event.undoes == act.op_id).limit(1)).first()
    if again is not None:
        raise RuleError(f"“{act.label}”已经撤销过了。")
    if any(entry.kind is Office and entry.act == "new" for entry in act.entries):
        raise RuleError("机关的建立不能撤销。")
    if any(entry.kind is IssuedPaper for entry in act.entries):
        raise RuleError(f"“{act.label}”印发了文书，文书已经发出，不能撤销；内容有误，更正后重新印发。")
    for part in _parts(act.proposals):
        for proposal in session.scalars(select(Proposal).where(Proposal.id.in_(part))):
            _require_since_lock(session, act, proposal.plenary)
    later = _later(session, act)
    for event in later:
        paper = next((c for c in event.changes if c["record"] == IssuedPaper.__tablename__ and c["act"] == "new"), None)
        if paper is not None:
            raise RuleError(f"“{act.label}”之后已{event.label}，文书已经发出，不能撤销；内容有误，用更正，并重新印发。")
    touched = {entry.uid for entry in act.entries if entry.kind is not NumberSeries}
    standing = uncancelled(event for event in later if any(change["uid"] in touched for change in event.changes))
    if standing:
        raise RuleError(f"“{act.label}”之后又有改动（{standing[-1].label}），先撤销那一步。")


def _require_since_lock(session: Session, act: Act, plenary: Plenary) -> None:
    """What was done before the lock stands; a correction or later work done since is taken back like anything else."""
    if plenary.locked_on is not None and act.events[0].seq < locked_at(session, plenary.id):
        raise RuleError(f"{plenary.name}已于 {plenary.locked_on} 锁定，锁定以前的“{act.label}”不能撤销；{POSSIBLE}。")


def _later(session: Session, act: Act) -> list[Event]:
    """What happened since to the same proposals, or to the office where the act was about more than proposals."""
    since = select(Event).where(Event.seq > act.last_seq)
    found = [event for part in _parts(act.proposals) for event in session.scalars(since.where(Event.proposal_id.in_(part)))]
    if any(event.proposal_id is None for event in act.events):
        found += session.scalars(since.where(Event.proposal_id.is_(None)))
    return sorted(found, key=lambda event: event.seq)


def _require_unused(session: Session, removed: Sequence[Entry], label: str) -> None:
    """Nothing that stays may refer to what goes."""
    leaving: dict[str, set[int]] = {}
    for entry in removed:
        leaving.setdefault(entry.kind.__tablename__, set()).add(entry.id)
    for name, kind in _TYPES.items():
        for column in kind.__table__.columns:
            target = next(iter(column.foreign_keys)).column.table.name if column.foreign_keys else ""
            for part in _parts(sorted(leaving.get(target, ()))):
                used = set(session.scalars(select(kind.id).where(column.in_(part))))
                if used - leaving.get(name, set()):
                    raise RuleError(f"“{label}”之后又登记了{kind.record_label}，先撤销那一步。")
    for part in _parts(sorted(leaving.get(Proposal.__tablename__, ()))):
        session.execute(delete(Draft).where(Draft.proposal_id.in_(part)))


def _put_back(entry: Entry) -> None:
    for name, (old, _new) in entry.fields.items():
        setattr(entry.record, name, typed(entry.kind.__table__.columns[name].type, old))


def _make_again(session: Session, entries: Sequence[Entry]) -> None:
    """Rows of one table with their former keys; what points into the same table is set once all of them are there."""
    inward: list[tuple[Record, str, Any]] = []
    kind = entries[0].kind
    for part in _parts([entry.id for entry in entries]):
        if session.scalars(select(kind.id).where(kind.id.in_(part)).limit(1)).first() is not None:
            raise RuleError(f"之后又登记了{kind.record_label}，不能重做；重新登记一次。")
    for entry in entries:
        columns = entry.kind.__table__.columns
        values = {name: typed(columns[name].type, old) for name, (old, _new) in entry.fields.items()}
        links = {name for name in values if any(key.column.table is entry.kind.__table__ for key in columns[name].foreign_keys)}
        record = entry.kind(id=entry.id, uid=entry.uid, **{name: None if name in links else value for name, value in values.items()})
        inward += [(record, name, values[name]) for name in links if values[name] is not None]
        session.add(record)
    session.flush()
    for record, name, value in inward:
        setattr(record, name, value)
    session.flush()


def _return_number(entry: Entry, label: str) -> None:
    number = entry.record
    assert isinstance(number, IssuedNumber)
    number.use, number.reason, number.proposal_id = NumberUse.RETURNED, label[:200], None


def typed(kind: TypeEngine[Any], value: Any) -> Any:
    """A value of history in the type of its column; the reverse of ``domain.base.plain``."""
    if value is None or isinstance(kind, JSON):
        return value
    if isinstance(kind, CodedText):
        return kind.kind.from_text(value)
    if isinstance(kind, UtcDateTime | DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def _parts(keys: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
