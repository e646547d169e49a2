"""What a register's file says of itself: that it is one, its schema's version, its rows and its soundness."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from zxdesk.domain.errors import RuleError
from zxdesk.storage.engine import APPLICATION_ID, in_force, plain_connection
from zxdesk.storage.failure import NOT_A_REGISTER, classify

HEAD: Final = "0001"
"""The newest schema this program knows: the last file in ``migrations/versions``, kept here so that opening needs no alembic."""


def check_before_opening(path: Path, *, thorough: bool, to_write: bool) -> str:
    """Return the stored version of a sound register; the file is not changed.

    ``thorough`` reads every page, as after a crash. ``RuleError`` when it is missing, of another kind, newer, damaged or,
    ``to_write``, cannot be written.
    """
    require_file(path)
    try:
        with closing(plain_connection(path)) as connection:
            version = stored_version(connection)
            refuse_newer(version)
            if thorough and (found := faults(connection)):
                raise RuleError(damage_sentence(path, found))
            if to_write:
                _try_to_write(connection)
            return version
    except sqlite3.Error as error:
        raise _opening_refusal(path, error) from error


def require_file(path: Path) -> None:
    """``RuleError`` when there is no file at ``path``."""
    if not path.is_file():
        raise RuleError(f"“{path}”处没有登记簿；核对位置，或新建一份登记簿。", "path")


def stored_version(connection: sqlite3.Connection) -> str:
    """Return the version in the file; ``RuleError`` when it is not a register."""
    if in_force(connection, "application_id") != APPLICATION_ID:
        raise RuleError(NOT_A_REGISTER, "path")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise RuleError(NOT_A_REGISTER, "path")
    return str(row[0])


def refuse_newer(version: str) -> None:
    """``RuleError`` when a newer program made the register. Versions are four digits, counted up."""
    if version > HEAD:
        raise RuleError(
            f"这份登记簿是更新版本的 zxdesk 建的（版本 {version}），本机程序打不开；把本机程序升级后再打开。", "path"
        )


def faults(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite's own checks find wrong: pages, indexes, constraints, then links between rows.

    They do not see a changed letter (source: reliability finding 5); the records' digests do.
    """
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    broken = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
    return found + [f"{table} {row_id} → {parent}" for table, row_id, parent, _ in broken]


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table of the register has."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    names = [str(row[0]) for row in connection.execute(query)]
    return {name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}


def history_head(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Return number and hash of the last entry of the history, or none in an empty register."""
    row = connection.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def damage_sentence(path: Path, found: list[str]) -> str:
    """Return what is said of a damaged register; ``found`` is kept short and technical, for whoever helps."""
    return f"登记簿“{path.name}”已损坏（{found[0][:80]}，共 {len(found)} 处），没有打开；保留原文件，用最近一份备份恢复。"


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Begin a change and take it back: on a read-only file ``BEGIN IMMEDIATE`` alone is not refused."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.execute("ROLLBACK")


def _opening_refusal(path: Path, error: sqlite3.Error) -> RuleError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):  # SQLITE_ERROR: marked as ours, but a table is gone
        return RuleError(damage_sentence(path, [str(error)]))
    return classify(error) or RuleError(damage_sentence(path, [str(error)]))
