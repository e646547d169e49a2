"""From an older schema to this program's: on a copy, in one transaction, verified, then swapped in one step."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from zxdesk.domain.errors import RuleError
from zxdesk.storage import schema
from zxdesk.storage.backup import safe_copy
from zxdesk.storage.durable import rename_durably
from zxdesk.storage.engine import APPLICATION_ID, WRITES, plain_connection, register_engine

SCRIPTS = Path(__file__).parent / "migrations"
VERSIONS = SCRIPTS / "versions"
FOLDERS: Sequence[Path] = (VERSIONS,)


def make_empty(path: Path) -> None:
    """Make a file with the newest schema at ``path``; what an earlier stop left there is removed."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _upgrade(path, schema.HEAD, FOLDERS)


def migrate(path: Path, *, head: str | None = None, folders: Sequence[Path] | None = None) -> Path:
    """Bring a locked register to ``head`` (this program's) and return the copy kept of the old one.

    The kept copy is ``NAME.升级前-VERSION-TIME`` beside the register. ``RuleError``, and an untouched register, when that
    copy or the migrated one does not verify. Stopped at any point the register is the old or the new one, never half
    (source: reliability §3.15).
    """
    head, folders = head or schema.HEAD, folders or FOLDERS
    with closing(plain_connection(path)) as connection:
        version = schema.stored_version(connection)
    kept = safe_copy(path, path.with_name(f"{path.name}.升级前-{version}-{datetime.now():%Y%m%d-%H%M%S-%f}"))
    work = path.with_name(path.name + ".upgrading")
    try:
        _discard(work)
        shutil.copyfile(kept, work)
        _upgrade(work, head, folders)
        _verify(kept, work, head)
        _require_no_journal(path)
        rename_durably(work, path)
    finally:
        _discard(work)
    return kept


def _upgrade(path: Path, head: str, folders: Sequence[Path]) -> None:
    """Run the missing migrations in one ``BEGIN IMMEDIATE`` … ``COMMIT``; keys are off, and checked by ``_verify``."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(SCRIPTS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(_escaped(folder) for folder in folders))
    engine: Engine = register_engine(path, foreign_keys=False, keep_open=False)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, head)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)  # empty after the commit, and of no use under another name


def _verify(old: Path, new: Path, head: str) -> None:
    """``RuleError`` unless the new file is sound, at ``head``, and holds every row and the whole history of the old one."""
    with closing(plain_connection(old)) as before, closing(plain_connection(new)) as after:
        found = schema.faults(after)
        if schema.stored_version(after) != head:
            found.append(f"version {schema.stored_version(after)}")
        counts, ignored = schema.row_counts(after), {"alembic_version"}
        for table, count in schema.row_counts(before).items():
            if table not in ignored and counts.get(table) != count:
                found.append(f"{table}: {count} → {counts.get(table)}")
        if _history(before) != _history(after):
            found.append("event")
        if missing := _triggers(before) - _triggers(after):
            found.append(", ".join(sorted(missing)))
    if found:
        raise RuleError(f"登记簿升级核对不符（{found[0][:80]}），没有升级，原登记簿没有改动；把这句话告诉维护人员。")


def _history(connection: sqlite3.Connection) -> str:
    """Return one hash over every entry's own: a migration may widen the history and may not rewrite it."""
    total = hashlib.sha256()
    for row in connection.execute("SELECT seq, hash, prev_hash FROM event ORDER BY seq"):
        total.update(repr(row).encode())
    return total.hexdigest()


def _triggers(connection: sqlite3.Connection) -> set[str]:
    return {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


def _require_no_journal(path: Path) -> None:
    """A journal with content belongs to the old file and would be played back into the new one."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and journal.stat().st_size:
        raise RuleError("登记簿正被另一程序写入，没有升级；关闭那个程序后再打开。")


def _discard(work: Path) -> None:
    for name in (work.name, f"{work.name}-journal"):
        work.with_name(name).unlink(missing_ok=True)


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
