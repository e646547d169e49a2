"""The one door of writing: a command, its history, its digests, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, event, inspect, select, update
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.attributes import set_committed_value

from zxdesk import __version__
from zxdesk.domain.base import Record, new_uid, plain, sha256
from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import GENESIS, Event
from zxdesk.domain.proposal import Proposal

SILENT = frozenset({"id", "uid", "version", "digest"})
LONG_TEXT = 400  # longer new values are kept in the record alone; an old value is always kept whole


@dataclass(frozen=True)
class Actor:
    """Who acts, written into history as it was then."""

    name: str
    host: str = ""


@dataclass(frozen=True)
class Change:
    """What a command did: a label for the menu and the records that views must read again."""

    label: str
    subject: int | None = None
    warnings: tuple[str, ...] = ()
    proposals: frozenset[int] = frozenset()
    tables: frozenset[str] = frozenset()
    op_id: str = ""
    reason: str = ""  # a written reason among the command's own values
    labels: Mapping[int, str] = field(default_factory=dict)  # what the history of each proposal is told, where that differs
    undoes: str = ""  # the op_id of the act that is taken back


@dataclass
class Touched:
    """What one record went through during a command."""

    record: Record
    act: str  # new, change, gone
    fields: dict[str, list[Any]] = field(default_factory=dict)
    owner: Proposal | None = None

    @property
    def proposal(self) -> Proposal | None:
        """The proposal whose history tells of it."""
        return self.owner or subject(self.record)


Command = Callable[..., Change]


def perform(
    session: Session,
    command: Command,
    *args: Any,
    actor: Actor,
    now: datetime,
    op_id: str | None = None,
    expect: Mapping[type[Record], tuple[int, int]] | None = None,
    reason: str | None = None,
    action: str | None = None,
    **values: Any,
) -> Change:
    """Run one command with history and digests in the session's transaction; the caller commits.

    ``expect`` holds (id, version) of the records the form was opened with. Raises ``RuleError`` as the command does, and when
    somebody else has changed a record meanwhile. An ``op_id`` that is in history already is not done again (reliability §3.2).
    """
    op_id = op_id or new_uid()
    earlier = session.scalar(select(Event.label).where(Event.op_id == op_id).order_by(Event.seq).limit(1))
    if earlier is not None:
        return Change(earlier, op_id=op_id)
    for record_type, (key, version) in (expect or {}).items():
        _require_version(session, record_type, key, version)
    session.info["actor"], session.info["today"] = actor, now.date()
    with recording(session) as touched:
        if reason is not None and action is None:
            values["reason"] = reason
        change = command(session, *args, **values)
        session.flush()
        _refresh_summaries(touched)
        session.flush()
    _store_digests(session, touched)
    name = action or command.__name__.replace("_", "-")
    _write_events(session, touched, change, name, actor=actor, now=now, op_id=op_id, reason=reason or change.reason)
    session.flush()
    proposals = frozenset(p.id for t in touched.values() if (p := t.proposal) is not None)
    return replace(change, proposals=proposals, tables=frozenset(t.record.__tablename__ for t in touched.values()), op_id=op_id)


@contextmanager
def recording(session: Session) -> Iterator[dict[int, Touched]]:
    """Collect every record that a flush of this session writes."""
    touched: dict[int, Touched] = {}
    session.info["touched"] = touched

    def collect(flushed: Session, _context: UOWTransaction) -> None:
        current: dict[int, Touched] = flushed.info["touched"]
        for record in flushed.new:
            if isinstance(record, Record):
                current[id(record)] = Touched(record, "new")
        for record in flushed.dirty:
            if isinstance(record, Record):
                _collect_change(current, record)
        for record in flushed.deleted:
            if isinstance(record, Record):
                whole = {name: [value, None] for name, value in record.business_values().items() if name not in SILENT}
                current[id(record)] = Touched(record, "gone", whole, subject(record))

    event.listen(session, "after_flush", collect)
    try:
        yield touched
    finally:
        event.remove(session, "after_flush", collect)
        session.info.pop("touched", None)


@contextmanager
def attempt(session: Session) -> Iterator[None]:
    """A part of a command that may be refused alone: its rows and its history vanish together."""
    session.flush()
    whole: dict[int, Touched] = session.info["touched"]
    part: dict[int, Touched] = {}
    session.info["touched"] = part
    try:
        with session.begin_nested():
            yield
            session.flush()
    finally:
        session.info["touched"] = whole
    for key, entry in part.items():
        earlier = whole.setdefault(key, entry)
        if earlier is not entry:
            earlier.fields.update({name: [earlier.fields.get(name, pair)[0], pair[1]] for name, pair in entry.fields.items()})


def was_saved(session: Session, op_id: str) -> bool:
    """Whether a command whose commit failed is in the register all the same. Source: reliability §3.2."""
    return session.scalars(select(Event.seq).where(Event.op_id == op_id)).first() is not None


def subject(record: Record) -> Proposal | None:
    """The proposal a record belongs to."""
    if isinstance(record, Proposal):
        return record
    found: Any = record
    for name in (record.subject_of or "").split("."):
        found = getattr(found, name) if name and found is not None else None
    return found if isinstance(found, Proposal) else None


def _collect_change(touched: dict[int, Touched], record: Record) -> None:
    state = inspect(record)
    entry = touched.get(id(record))
    for attribute in state.mapper.column_attrs:
        if attribute.key in SILENT:
            continue
        history = state.attrs[attribute.key].history
        if not history.has_changes():
            continue
        if entry is None:
            entry = touched.setdefault(id(record), Touched(record, "change"))
        old = plain(history.deleted[0]) if history.deleted else None
        first = entry.fields.get(attribute.key)
        entry.fields[attribute.key] = [first[0] if first else old, plain(history.added[0]) if history.added else None]


def _refresh_summaries(touched: dict[int, Touched]) -> None:
    seen = {id(p): p for t in list(touched.values()) if (p := t.proposal) is not None}
    for proposal in seen.values():
        if not inspect(proposal).deleted:
            proposal.refresh_summary()


def _require_version(session: Session, record_type: type[Record], key: int, version: int) -> None:
    record = session.get(record_type, key, populate_existing=True)
    if record is None or record.version != version:
        raise RuleError("这条记录刚被别人改过，重新打开后再改；这次填的内容还在，没有写入。")


def _store_digests(session: Session, touched: dict[int, Touched]) -> None:
    by_type: dict[type[Record], list[dict[str, Any]]] = {}
    for entry in touched.values():
        if entry.act == "gone":
            continue
        values = entry.record.business_values()
        digest = sha256(values)
        if entry.act == "new":
            entry.fields = {name: [None, f"（{len(value)} 字）" if _is_long(value) else value] for name, value in _worth_telling(values)}
        set_committed_value(entry.record, "digest", digest)
        by_type.setdefault(type(entry.record), []).append({"row_id": entry.record.id, "row_digest": digest})
    connection = session.connection()
    for record_type, rows in by_type.items():
        table = cast(Table, record_type.__table__)
        connection.execute(update(table).where(table.c.id == bindparam("row_id")).values(digest=bindparam("row_digest")), rows)


def _write_events(
    session: Session, touched: dict[int, Touched], change: Change, action: str, *, actor: Actor, now: datetime, op_id: str, reason: str
) -> None:
    groups: dict[int | None, list[dict[str, Any]]] = {}
    for entry in touched.values():
        owner = entry.proposal
        groups.setdefault(owner.id if owner is not None else None, []).append(_described(entry))
    if not groups:
        return  # a command that found nothing to do leaves no trace: the same ledger imported again
    last = session.execute(select(Event.seq, Event.hash).order_by(Event.seq.desc()).limit(1)).first()
    seq, head = (last.seq, last.hash) if last else (0, GENESIS)
    offset = now.utcoffset()
    for proposal_id, changes in groups.items():
        seq += 1
        row = Event(
            seq=seq, op_id=op_id, at=now, offset_minutes=int(offset.total_seconds() // 60) if offset else 0,
            actor=actor.name, host=actor.host, program=__version__, action=action,
            label=change.labels.get(proposal_id or 0, change.label)[:120],
            proposal_id=proposal_id, changes=changes, reason=reason[:400], undoes=change.undoes or None, prev_hash=head,
        )
        row.hash = head = row.chained()
        session.add(row)


def _described(entry: Touched) -> dict[str, Any]:
    record = entry.record
    return {
        "record": record.__tablename__, "uid": record.uid, "id": record.id, "act": entry.act,
        "version": record.version, "digest": record.digest, "fields": entry.fields,
    }


def _worth_telling(values: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in values.items() if name not in SILENT and value not in (None, "", [])]


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value) > LONG_TEXT
