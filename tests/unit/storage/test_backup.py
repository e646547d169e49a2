"""A safe copy is whole, verified, and never in anybody's way."""

from __future__ import annotations

import os
import resource
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.unit.storage.clerk import add_unit, record
from zxdesk.domain.errors import RuleError
from zxdesk.domain.unit import HandlingUnit
from zxdesk.storage import backup, schema
from zxdesk.storage.backup import safe_copy
from zxdesk.storage.database import Register, open_register
from zxdesk.storage.engine import plain_connection


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow over ``size`` bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_of_the_open_register_opens_with_everything_in_it(filled: Register, tmp_path: Path) -> None:
    copy = safe_copy(filled, tmp_path / "备份" / "zxdesk-20260301.db")
    with closing(plain_connection(filled.path)) as a, closing(plain_connection(copy)) as b:
        assert list(a.iterdump()) == list(b.iterdump())
    register = open_register(copy)
    with register.reading() as session:
        assert session.scalar(select(func.count()).select_from(HandlingUnit)) == 40
    register.close()


def test_copies_made_while_somebody_saves_are_each_one_state(filled: Register, tmp_path: Path) -> None:
    stop = threading.Event()

    def save() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with filled.writing() as session:
                add_unit(session, f"B{number}")
                record(session, f"B{number}")

    writer = threading.Thread(target=save)
    writer.start()
    try:
        copies = [safe_copy(filled, tmp_path / f"{number}.db") for number in range(10)]
    finally:
        stop.set()
        writer.join()
    for copy in copies:
        with closing(plain_connection(copy)) as connection:
            counts = schema.row_counts(connection)
            assert counts["handling_unit"] == counts["event"]
            assert schema.faults(connection) == []


def test_a_copy_never_replaces_a_file(filled: Register, tmp_path: Path) -> None:
    target = tmp_path / "昨天.db"
    target.write_bytes(b"yesterday")
    with pytest.raises(RuleError, match="已经存在，没有覆盖"):
        safe_copy(filled, target)
    assert target.read_bytes() == b"yesterday"


def test_a_full_disk_leaves_no_copy_and_says_so(filled: Register, tmp_path: Path) -> None:
    folder = tmp_path / "备份"
    with largest_file(100_000), pytest.raises(RuleError, match="磁盘空间不足或出错；清出空间，或换一个磁盘再备份"):
        safe_copy(filled, folder / "a.db")
    assert names(folder) == []


def test_a_copy_that_does_not_verify_is_not_kept(filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = backup._copy

    def loses_a_row(path: Path, part: Path) -> object:
        content = copied(path, part)
        with closing(sqlite3.connect(part)) as connection, connection:
            connection.execute("DELETE FROM handling_unit WHERE id = 7")
        return content

    monkeypatch.setattr(backup, "_copy", loses_a_row)
    with pytest.raises(RuleError, match="备份核对不符（条数不符）"):
        safe_copy(filled, tmp_path / "备份" / "a.db")
    assert names(tmp_path / "备份") == []


def test_a_damaged_register_gives_no_copy(filled: Register, tmp_path: Path) -> None:
    filled.close()
    with closing(sqlite3.connect(filled.path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'handling_unit'").fetchone()[0]
    with open(filled.path, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))
    with pytest.raises(RuleError, match=r"备份没有做成：登记簿已损坏|备份核对不符"):
        safe_copy(filled.path, tmp_path / "备份" / "a.db")
    assert names(tmp_path / "备份") == []


def test_a_leftover_of_a_stopped_copy_is_no_hindrance(filled: Register, tmp_path: Path) -> None:
    (tmp_path / "a.db.part").write_bytes(b"half")
    assert safe_copy(filled, tmp_path / "a.db").stat().st_size > 100_000
    assert not (tmp_path / "a.db.part").exists()
