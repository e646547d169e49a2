"""Plain rows of a register with keys, defaults and digests, written in bulk with their history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from zxdesk import __version__
from zxdesk.domain.base import Record, new_uid, plain, sha256
from zxdesk.domain.event import GENESIS, Event
from zxdesk.domain.records import RECORDS, Base
from zxdesk.services.change import Actor

Row = dict[str, Any]
ACTION = "import-sample"
TOLD = ("title", "number", "receipt_number", "stage", "name")
UNHASHED = frozenset({"id", "digest"})


class Rows:
    """The rows of one piece of work: given a key at once, kept in memory, written together.

    Their history is one entry a proposal, 导入示例, which names every row with its digest; what belongs to no proposal stands
    in one entry more. Source: reliability §3.3, §3.7.
    """

    def __init__(self, session: Session) -> None:
        self._rows: dict[type[Record], list[Row]] = {record_type: [] for record_type in RECORDS}
        self._owned: dict[int | None, list[tuple[type[Record], Row]]] = {}
        self._next = {record_type: _last_key(session, record_type) + 1 for record_type in RECORDS}
        last = session.execute(select(Event.seq, Event.hash).order_by(Event.seq.desc()).limit(1)).first()
        self._seq: int = last.seq if last else 0
        self._head: str = last.hash if last else GENESIS

    def add(self, record_type: type[Record], owner: int | None, **values: Any) -> Row:
        """A new row with its defaults; ``owner`` is the proposal it belongs to, the row itself when it is a proposal."""
        key = self._next[record_type]
        self._next[record_type] = key + 1
        fixed, made = _blank(record_type)
        row = {**fixed, **{name: make() for name, make in made}, "id": key, "uid": new_uid(), "version": 1, **values}
        self._rows[record_type].append(row)
        self._owned.setdefault(key if record_type.__tablename__ == "proposal" else owner, []).append((record_type, row))
        return row

    def write(self, session: Session, *, actor: Actor, moment: Callable[[int | None], datetime], label: str) -> int:
        """Seal and insert all rows and their history, then forget them; returns how many entries history has got."""
        changes = {owner: [_sealed(record_type, row) for record_type, row in owned] for owner, owned in self._owned.items()}
        connection = session.connection()
        by_table = {record_type.__tablename__: record_type for record_type in RECORDS}
        for table in Base.metadata.sorted_tables:
            record_type = by_table.get(table.name)
            if record_type is not None and self._rows[record_type]:
                connection.execute(insert(table), _parents_first(self._rows[record_type]))
        entries = [self._entry(owner, told, actor=actor, at=moment(owner), label=label) for owner, told in changes.items()]
        connection.execute(insert(cast(Table, Event.__table__)), entries)
        for rows in self._rows.values():
            rows.clear()
        self._owned.clear()
        return len(entries)

    def _entry(self, owner: int | None, told: list[Row], *, actor: Actor, at: datetime, label: str) -> Row:
        self._seq += 1
        offset = at.utcoffset()
        entry: Row = {
            "seq": self._seq, "op_id": new_uid(), "at": at, "offset_minutes": int(offset.total_seconds() // 60) if offset else 0,
            "actor": actor.name, "host": actor.host, "program": __version__, "action": ACTION, "label": label,
            "proposal_id": owner, "changes": told, "reason": "", "undoes": None, "prev_hash": self._head,
        }  # fmt: skip
        entry["hash"] = self._head = sha256({name: plain(value) for name, value in entry.items()})
        return entry


def _sealed(record_type: type[Record], row: Row) -> Row:
    """Give a row its digest; returns what history tells of it."""
    values = {name: plain(value) for name, value in row.items() if name not in UNHASHED}
    row["digest"] = sha256(values)
    fields = {name: [None, values[name]] for name in TOLD if values.get(name)}
    return {
        "record": record_type.__tablename__, "uid": row["uid"], "id": row["id"], "act": "new", "version": row["version"],
        "digest": row["digest"], "fields": fields,
    }  # fmt: skip


_BLANKS: dict[type[Record], tuple[Row, tuple[tuple[str, Callable[[], Any]], ...]]] = {}


def _blank(record_type: type[Record]) -> tuple[Row, tuple[tuple[str, Callable[[], Any]], ...]]:
    """All columns with their plain defaults, and those whose default is made anew for each row."""
    if record_type not in _BLANKS:
        fixed: Row = {}
        made = []
        for attribute in record_type.__mapper__.column_attrs:
            default = attribute.columns[0].default
            fixed[attribute.key] = default.arg if default is not None and default.is_scalar else None
            if default is not None and default.is_callable and attribute.key != "uid":
                made.append((attribute.key, _call(default.arg)))
        _BLANKS[record_type] = fixed, tuple(made)
    return _BLANKS[record_type]


def _call(default: Callable[[Any], Any]) -> Callable[[], Any]:
    """The mapped default without the statement it could look at."""
    return lambda: default(None)


def _parents_first(rows: Iterable[Row]) -> list[Row]:
    """Merged proposals after their leads: SQLite looks at each key as it comes."""
    return sorted(rows, key=lambda row: row.get("lead_id") is not None)


def _last_key(session: Session, record_type: type[Record]) -> int:
    return session.scalar(select(func.max(record_type.id))) or 0
