"""Many commands in one transaction without a statement for each: keys given beforehand, numbers and deadlines known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session, object_session

from zxdesk.domain.base import Record
from zxdesk.domain.deadline import Deadline
from zxdesk.domain.event import Event
from zxdesk.domain.issued_number import IssuedNumber, NumberKind, NumberSeries
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rule_values import DeadlineRule

R = TypeVar("R", bound=Record)
Numbered = tuple[int, NumberKind, str]
Place = tuple[int, NumberKind, str, int]
Default = Callable[[], Any]

_DEFAULTS: dict[type[Record], tuple[tuple[str, Default], ...]] = {}


@dataclass
class Bulk:
    """What is known while a bulk lasts, so that commands need neither flush nor ask.

    ``waiting`` are numbers given out whose rows follow in one go at the end, after the proposals that hold them; ``made``
    counts the new records.
    """

    next_keys: dict[type[Record], int] = field(default_factory=dict)
    unwritten: dict[tuple[type[Record], int], Record] = field(default_factory=dict)
    numbers: dict[Numbered, IssuedNumber] = field(default_factory=dict)
    places: dict[Place, IssuedNumber] = field(default_factory=dict)
    series: dict[Numbered, NumberSeries] = field(default_factory=dict)
    waiting: list[IssuedNumber] = field(default_factory=list)
    read: set[tuple[int, NumberKind]] = field(default_factory=set)
    deadlines: dict[tuple[DeadlineRule, date, str], Deadline] = field(default_factory=dict)
    made: int = 0

    def read_numbers(self, session: Session, plenary_id: int, kind: NumberKind) -> None:
        """Read the numbers of a plenary once."""
        if (plenary_id, kind) in self.read:
            return
        self.read.add((plenary_id, kind))
        of_kind = (IssuedNumber.plenary_id == plenary_id, IssuedNumber.kind == kind)
        with session.no_autoflush:
            for row in session.scalars(select(IssuedNumber).where(*of_kind).order_by(IssuedNumber.id)):
                self._keep(row)

    def give(self, row: IssuedNumber) -> None:
        """Remember a number just given out; its row is written at the end."""
        self.waiting.append(row)
        self._keep(row)

    def go_back(self, length: int) -> None:
        """Forget the numbers given out since so many were waiting, and the series whose rows were taken back."""
        for row in self.waiting[length:]:
            self.numbers.pop((row.plenary_id, row.kind, row.number), None)
            if row.serial is not None:
                self.places.pop((row.plenary_id, row.kind, row.series, row.serial), None)
        del self.waiting[length:]
        self.series = {name: series for name, series in self.series.items() if object_session(series) is not None}

    def _keep(self, row: IssuedNumber) -> None:
        self.numbers[row.plenary_id, row.kind, row.number] = row
        if row.serial is not None:
            self.places.setdefault((row.plenary_id, row.kind, row.series, row.serial), row)


def bulk_of(session: Session) -> Bulk | None:
    """The bulk the session is in the middle of, if any."""
    found = session.info.get("bulk")
    return found if isinstance(found, Bulk) else None


@contextmanager
def in_bulk(session: Session) -> Iterator[Bulk]:
    """Carry out commands in bulk; the session holds the register for writing, so keys given beforehand stay free."""
    session.flush()
    bulk = Bulk()

    def prepare(_session: Session, record: object) -> None:
        if isinstance(record, Record):
            _prepare(session, bulk, record)

    def forget(_session: Session, _context: object) -> None:
        bulk.unwritten.clear()

    event.listen(session, "transient_to_pending", prepare)
    event.listen(session, "after_flush_postexec", forget)
    session.info["bulk"] = bulk
    try:
        yield bulk
        session.flush()
        session.add_all(bulk.waiting)
        session.flush()
    finally:
        session.info.pop("bulk", None)
        event.remove(session, "transient_to_pending", prepare)
        event.remove(session, "after_flush_postexec", forget)


def settle(session: Session) -> None:
    """Write what a command has changed so far; in a bulk that waits for the end of the row."""
    if bulk_of(session) is None:
        session.flush()


def record_of(session: Session, kind: type[R], key: int) -> R:
    """A record by its key, one of the running bulk that has no row yet included."""
    bulk = bulk_of(session)
    found = bulk.unwritten.get((kind, key)) if bulk is not None else None
    return found if isinstance(found, kind) else session.get_one(kind, key)


def _prepare(session: Session, bulk: Bulk, record: Record) -> None:
    """Give a new record its key and its defaults at once, which a flush would do later."""
    kind = type(record)
    if record.id is None:
        if kind not in bulk.next_keys:
            with session.no_autoflush:
                told = session.scalar(select(func.max(Event.proposal_id))) if kind is Proposal else 0
                bulk.next_keys[kind] = max(session.scalar(select(func.max(kind.id))) or 0, told or 0) + 1
        record.id = bulk.next_keys[kind]
        bulk.next_keys[kind] += 1
    values = vars(record)
    for name, make in _defaults(kind):
        if values.get(name) is None:
            values[name] = make()
    bulk.unwritten[kind, record.id] = record
    bulk.made += 1


def _defaults(kind: type[Record]) -> tuple[tuple[str, Default], ...]:
    if kind not in _DEFAULTS:
        found = []
        for attribute in kind.__mapper__.column_attrs:
            default: Any = attribute.columns[0].default
            if default is not None and default.is_scalar:
                found.append((attribute.key, _constant(default.arg)))
            elif default is not None and default.is_callable:
                found.append((attribute.key, _made_anew(default.arg)))
        _DEFAULTS[kind] = tuple(found)
    return _DEFAULTS[kind]


def _constant(value: Any) -> Default:
    return lambda: value


def _made_anew(default: Callable[[Any], Any]) -> Default:
    """The mapped default without the statement it could look at."""
    return lambda: default(None)
