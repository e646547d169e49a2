"""Connections to a register's file with every protection switched on and read back."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event

from zxdesk.domain.errors import RuleError

APPLICATION_ID: Final = 0x7A78646B
"""The four bytes ``zxdk`` in the file's header: what tells a register from any other SQLite file."""

PROTECTIONS: Final[dict[str, str | int]] = {
    "busy_timeout": 5000,  # milliseconds; first, so that the others wait as well
    "journal_mode": "truncate",
    "synchronous": 3,  # EXTRA
    "foreign_keys": 1,
    "cell_size_check": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
    "recursive_triggers": 1,  # otherwise INSERT OR REPLACE would pass the history's triggers
    "temp_store": 2,  # MEMORY
    "mmap_size": 0,
}
"""Source: reliability §3.1; the values are those SQLite answers with when asked."""

WRITES: Final = "zxdesk_writes"


def register_engine(path: Path, *, foreign_keys: bool = True, keep_open: bool = True) -> Engine:
    """Return an engine on an existing file; it never makes a new one, even when the file has gone away meanwhile.

    ``foreign_keys`` is switched off for migrations only, which rebuild tables and check the keys afterwards.
    """
    url = URL.create("sqlite+pysqlite", database=file_uri(path), query={"mode": "rw", "uri": "true"})
    pool = QueuePool if keep_open else NullPool
    engine = create_engine(url, poolclass=pool, connect_args={"isolation_level": None, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        protect(connection, foreign_keys=foreign_keys)

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql(f"PRAGMA query_only = {0 if writes else 1}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def plain_connection(path: Path) -> sqlite3.Connection:
    """Return a protected connection without the ORM; the caller closes it."""
    connection = sqlite3.connect(f"{file_uri(path)}?mode=rw", uri=True, isolation_level=None)
    try:
        protect(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def protect(connection: sqlite3.Connection, *, foreign_keys: bool = True) -> None:
    """Switch every protection on and read it back; ``RuleError`` when one did not take."""
    wanted = PROTECTIONS | {"foreign_keys": int(foreign_keys)}
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    for name, value in wanted.items():
        found = in_force(connection, name)
        if found != value:
            raise RuleError(
                f"登记簿的保护设置没有生效（{name} 应为 {value}，实为 {found}），没有打开；关闭其他正在使用这份文件的程序后再打开。"
            )


def in_force(connection: sqlite3.Connection, name: str) -> str | int | None:
    """Return the value a pragma has now; SQLite says nothing about memory mapping where it was built without it."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    if row is None:
        return 0 if name == "mmap_size" else None
    value: str | int = row[0]
    return value


def file_uri(path: Path) -> str:
    """Return the file's address as SQLite reads it, with spaces and Chinese escaped."""
    return path.resolve().as_uri()
