"""Opening a register costs little more than a bare connection, and its upgrade little more than the copies it keeps."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

from tests.benchmarks.conftest import Filled, Measure
from zxdesk.storage.database import CHECKED_AT_EACH_OPENING, open_register
from zxdesk.storage.engine import plain_connection
from zxdesk.storage.migrate import VERSIONS, migrate

NEXT = '''"""A second schema."""
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("proposal", sa.Column("seal", sa.String(40), nullable=False, server_default="公章"))
'''


def test_opening_a_large_register(filled: Filled, measure: Measure) -> None:
    assert filled.path.stat().st_size > CHECKED_AT_EACH_OPENING

    def connected() -> None:
        with closing(sqlite3.connect(filled.path)) as connection:
            connection.execute("SELECT number, title FROM proposal ORDER BY id DESC LIMIT 1").fetchone()

    measure(
        "open a register", lambda: open_register(filled.path).close(), bare=connected, bare_name="sqlite3 connect and select",
        size=filled.size, allowed=40, rounds=15,
    )  # fmt: skip


def test_opening_a_small_register_with_every_page_read(fill: Callable[[int], Filled], measure: Measure) -> None:
    small = fill(500)
    assert small.path.stat().st_size <= CHECKED_AT_EACH_OPENING

    def checked() -> None:
        with closing(sqlite3.connect(small.path)) as connection:
            connection.execute("PRAGMA integrity_check").fetchall()
            connection.execute("PRAGMA foreign_key_check").fetchall()

    measure(
        "open a register, every page read", lambda: open_register(small.path).close(), bare=checked,
        bare_name="sqlite3 connect and check", size=small.size, allowed=4,
    )  # fmt: skip


def test_upgrading_a_filled_register(filled: Filled, tmp_path: Path, measure: Measure) -> None:
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "0002_next.py").write_text(NEXT, encoding="utf-8")
    numbers = count()
    source = filled.copy_to(tmp_path)

    def copied_and_checked() -> None:
        """What no safe upgrade can do without: two copies on the disk, and one look at every page of each."""
        for name in ("kept", "work"):
            copy = Path(shutil.copyfile(filled.path, tmp_path / name))
            with copy.open("rb+") as file:
                os.fsync(file)
            with closing(plain_connection(copy)) as connection:
                connection.execute("PRAGMA integrity_check").fetchall()
                connection.execute("PRAGMA foreign_key_check").fetchall()
            copy.unlink()

    def upgraded() -> None:
        old = tmp_path / f"{next(numbers)}.db"
        shutil.copyfile(source, old)
        migrate(old, head="0002", folders=(VERSIONS, folder)).unlink()
        old.unlink()

    measure(
        "upgrade a register to the next schema", upgraded, bare=copied_and_checked, bare_name="two copies, each checked",
        size=filled.size, allowed=4, rounds=2,
    )  # fmt: skip
    source.unlink()
