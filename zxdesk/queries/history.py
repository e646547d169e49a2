"""History in words: who did what, and from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from zxdesk.domain.base import CodedText, Record, label_of
from zxdesk.domain.event import Event
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.records import RECORDS

_SILENT = frozenset(
    {"id", "uid", "version", "digest", "number_sort", "proposer_names", "unit_names", "lead_names", "next_due_on", "pinyin", "initials"}
)  # keys and summaries that follow from other fields
_TYPES: dict[str, type[Record]] = {record_type.__tablename__: record_type for record_type in RECORDS}
_AT_ONCE = 400
_NAMED_BY = ("short", "name", "number")
_TIMINGS = {"session": "会间", "ordinary": "平时"}


@dataclass(frozen=True)
class FieldChange:
    """One field of one record, before and after, in words; ``record`` and ``field`` are labels."""

    record: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryRow:
    """One act: its number in the chain, moment (UTC), person, label, reason and what it changed."""

    seq: int
    at: datetime
    actor: str
    label: str
    reason: str
    changes: tuple[FieldChange, ...]
    proposal_id: int | None = None
    number: str = ""
    offset_minutes: int = 0

    @property
    def moment(self) -> datetime:
        """When it was done, in the office's zone of that day."""
        return local_moment(self.at, self.offset_minutes)


def local_moment(at: datetime, offset_minutes: int) -> datetime:
    """A moment in the zone the office had then."""
    return at.astimezone(timezone(timedelta(minutes=offset_minutes)))


def events_of(session: Session, proposal_id: int) -> list[HistoryRow]:
    """Everything done to one proposal and its parts, the newest first."""
    return _rows(session, _statement().where(Event.proposal_id == proposal_id))


def recent_events(session: Session, limit: int = 20) -> list[HistoryRow]:
    """The last acts of the whole office, the newest first."""
    return _rows(session, _statement().limit(limit))


def events_numbered(session: Session, seqs: Sequence[int]) -> list[HistoryRow]:
    """Those rows of history, the oldest first."""
    found: list[HistoryRow] = []
    for start in range(0, len(seqs), _AT_ONCE):
        found += _rows(session, _statement().where(Event.seq.in_(seqs[start : start + _AT_ONCE])))
    return sorted(found, key=lambda row: row.seq)


def told_fields(session: Session, changes: Sequence[dict[str, Any]]) -> list[FieldChange]:
    """Changes as a row of history keeps them, in words."""
    return list(_field_changes(changes, _linked_names(session, changes)))


def _statement() -> Select[Event, str | None, str | None]:
    return select(Event, Proposal.number, Proposal.receipt_number).outerjoin(Event.proposal).order_by(Event.seq.desc())


def _rows(session: Session, statement: Select[Event, str | None, str | None]) -> list[HistoryRow]:
    found = list(session.execute(statement))
    names = _linked_names(session, (change for event, *_ in found for change in event.changes))
    return [
        HistoryRow(
            seq=event.seq, at=event.at, actor=event.actor, label=event.label, reason=event.reason,
            changes=tuple(_field_changes(event.changes, names)), proposal_id=event.proposal_id,
            number=number or receipt or "", offset_minutes=event.offset_minutes,
        )
        for event, number, receipt in found
    ]  # fmt: skip


def _field_changes(changes: Iterable[dict[str, Any]], names: dict[tuple[str, int], str]) -> Iterable[FieldChange]:
    for change in changes:
        record_type = _TYPES.get(change["record"])
        if record_type is None:
            continue
        for name, (old, new) in change["fields"].items():
            if name in _SILENT or (change["act"] == "new" and _is_owner(record_type, name)):
                continue
            words = (_words(record_type, name, value, names) for value in (old, new))
            yield FieldChange(record_type.record_label, label_of(record_type, name), *words)


def _is_owner(record_type: type[Record], name: str) -> bool:
    """Whether the column only says which file the record belongs to."""
    owner = (record_type.subject_of or "").split(".")[0]
    return bool(owner) and name == f"{'key_proposal' if owner == 'key_file' else owner}_id"


def _words(record_type: type[Record], name: str, value: Any, names: dict[tuple[str, int], str]) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    target = _target(record_type, name)
    if target and isinstance(value, int):
        return names.get((target, value), f"#{value}")
    if name == "timing":
        return _TIMINGS.get(str(value), str(value))
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    return _coded_label(record_type, name, value)


def _coded_label(record_type: type[Record], name: str, value: Any) -> str:
    column = record_type.__mapper__.columns.get(name)
    kind = getattr(column.type, "kind", None) if column is not None and isinstance(column.type, CodedText) else None
    if kind is None:
        return str(value) if not isinstance(value, dict) else "（内容见记录）"
    return next((member.label for member in kind if member.value == value), str(value))


def _target(record_type: type[Record], name: str) -> str | None:
    column = record_type.__mapper__.columns.get(name)
    if column is None or not column.foreign_keys:
        return None
    return next(iter(column.foreign_keys)).column.table.name


def _linked_names(session: Session, changes: Iterable[dict[str, Any]]) -> dict[tuple[str, int], str]:
    """Names of the records that changed links point to, a statement a table."""
    wanted: dict[str, set[int]] = {}
    for change in changes:
        record_type = _TYPES.get(change["record"])
        for name, pair in change["fields"].items() if record_type else ():
            target = _target(record_type, name) if record_type else None
            if target:
                wanted.setdefault(target, set()).update(value for value in pair if isinstance(value, int))
    names: dict[tuple[str, int], str] = {}
    for target, ids in wanted.items():
        for record in session.scalars(select(_TYPES[target]).where(_TYPES[target].id.in_(ids))):
            names[target, record.id] = _name_of(record)
    return names


def _name_of(record: Record) -> str:
    named = (getattr(record, attribute, None) for attribute in _NAMED_BY)
    unit = getattr(record, "unit", None)
    return next((str(name) for name in named if name), unit.short if unit is not None else f"#{record.id}")
