"""The register as the program holds it: made, opened, read, written and closed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import chained
from zxdesk.domain.records import Event
from zxdesk.storage import lock as locks
from zxdesk.storage import schema
from zxdesk.storage.durable import rename_durably
from zxdesk.storage.engine import WRITES, register_engine
from zxdesk.storage.failure import in_words
from zxdesk.storage.place import require_local

CHECKED_AT_EACH_OPENING = 64 * 1024 * 1024
"""Bytes up to which every page is read whenever the register is opened (some 0.1 s); larger ones after a crash only."""


def create(path: Path) -> Register:
    """Make an empty register at ``path`` and open it; ``RuleError`` when something lies there already.

    It is made beside and renamed when whole, so that a stopped program leaves no half register.
    """
    require_local(path)
    if path.exists():
        raise RuleError(f"“{path}”已经存在，没有覆盖；改用别的文件名，或直接打开它。", "path")
    from zxdesk.storage.migrate import make_empty

    with in_words():
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = locks.take(path)
        try:
            fresh = path.with_name(path.name + ".new")
            make_empty(fresh)
            rename_durably(fresh, path)
            return Register(path, register_engine(path), lock)
        except BaseException:
            lock.release()
            raise


def open_register(path: Path, *, lock: bool = True) -> Register:
    """Open an existing register; ``RuleError`` in one sentence when it cannot or must not be opened.

    In order (source: reliability §3.5): place, lock, kind and version, soundness, migration of an older one after a
    verified copy, head of the history. Without ``lock`` it is open for reading only, also beside a writing process.
    """
    require_local(path)
    schema.require_file(path)
    with in_words():
        held = locks.take(path) if lock else None
        try:
            return _opened(path, held)
        except BaseException:
            if held:
                held.release()
            raise


def _opened(path: Path, held: locks.Lock | None) -> Register:
    thorough = held is not None and (held.is_after_crash or path.stat().st_size <= CHECKED_AT_EACH_OPENING)
    version = schema.check_before_opening(path, thorough=thorough, to_write=held is not None)
    if version != schema.HEAD:
        if held is None:
            raise RuleError(f"这份登记簿是旧版本建的（版本 {version}）；先在 zxdesk 窗口中打开一次，升级后再用。", "path")
        from zxdesk.storage.migrate import migrate

        migrate(path)
    register = Register(path, register_engine(path), held, was_read_whole=thorough)
    try:
        if held:
            _check_history_head(register)
    except BaseException:
        register.close()
        raise
    return register


def _check_history_head(register: Register) -> None:
    """``RuleError`` when the last two entries of the history do not follow from each other.

    They are read as rows: records are linked to each other by SQLAlchemy when the first one is asked for, which the window need not wait for.
    """
    events = Event.__table__
    with register.reading() as session:
        last = session.execute(select(events).order_by(events.c.seq.desc()).limit(2)).all()
        for entry in last:
            if entry.hash != chained(entry._asdict()):
                raise RuleError(_history_sentence(entry.seq))
        if len(last) == 2 and last[0].prev_hash != last[1].hash:
            raise RuleError(_history_sentence(last[0].seq))


def _history_sentence(seq: int) -> str:
    return f"历史第 {seq} 条与校验值不符，登记簿可能在程序之外被改过，没有打开；保留原文件，用最近一份备份核对。"


class Register:
    """An open register: engine, path and, unless it is open for reading only, the lock.

    ``was_read_whole``: every page was read when it was opened, and none was damaged.
    """

    def __init__(self, path: Path, engine: Engine, lock: locks.Lock | None, *, was_read_whole: bool = False) -> None:
        self.path = path
        self.was_read_whole = was_read_whole
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._lock = lock
        self._turn = threading.Lock()
        self._turn_of: int | None = None

    @property
    def is_read_only(self) -> bool:
        """Whether the register was opened without its lock."""
        return self._lock is None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one state of the register; SQLite itself refuses whatever it might try to write."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that holds the register for writing, commits at the end and takes all back on an error.

        Errors come through as they are: ``classify`` gives the sentence. When the commit itself failed the work may
        yet be saved: look its ``op_id`` up first (source: reliability §3.2); after an error of the file every session
        has a new connection. A ``reading`` session left open by the same thread makes the commit wait, then fail.
        """
        if self._lock is None:
            raise RuntimeError("the register is open for reading only")
        with self.turn():
            try:
                with Session(self._writer) as session, session.begin():
                    session.connection()  # BEGIN IMMEDIATE now, not at the first statement
                    yield session
            except (DBAPIError, OSError):
                self._engine.dispose()
                raise

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Keep the other threads of this process from writing; they wait as long as it takes.

        SQLite's own waiting is a lottery with a time limit, in which one of several busy threads can lose.
        """
        if self._turn_of == threading.get_ident():
            raise RuntimeError("this thread is writing already")
        with self._turn:
            self._turn_of = threading.get_ident()
            try:
                yield
            finally:
                self._turn_of = None

    @contextmanager
    def after_doubt(self) -> Iterator[Session]:
        """A reading session on a new connection, which sees what is really in the file."""
        self._engine.dispose()
        with self.reading() as session:
            yield session

    def close(self) -> None:
        """Close every connection and give the lock back; a second call does nothing."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()
