"""Faults of disk and file are said in a sentence, and the register stays as it was."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from tests.unit.storage.clerk import add_unit
from tests.unit.storage.test_backup import largest_file
from zxdesk.domain.errors import RuleError
from zxdesk.domain.unit import HandlingUnit
from zxdesk.storage import failure, schema
from zxdesk.storage.database import Register, create
from zxdesk.storage.engine import PROTECTIONS, plain_connection
from zxdesk.storage.failure import classify

OPENS = """
import os, sys
from pathlib import Path
from zxdesk.domain.errors import RuleError
from zxdesk.storage.database import open_register
open_register(Path(sys.argv[1]), lock=False).close()
if os.getuid() == 0:
    os.setuid(65534)
try:
    open_register(Path(sys.argv[1]), lock=sys.argv[2] == "lock").close()
except RuleError as refusal:
    sys.stdout.buffer.write(refusal.message.encode())
"""


def sentence(error: BaseException) -> str:
    known = classify(error)
    assert known is not None
    return known.message


def save_much(register: Register) -> None:
    with register.writing() as session:
        for number in range(2000):
            session.add(HandlingUnit(code=f"M{number}", name="青禾县教育局", keywords="学位 师资 校舍 " * 20))


def assert_unchanged_and_usable(register: Register) -> None:
    with register.reading() as session:
        assert session.scalar(select(func.count()).select_from(HandlingUnit)) == 40
    with register.writing() as session:
        add_unit(session, "Z1")
    with closing(plain_connection(register.path)) as connection:
        assert schema.faults(connection) == []


def test_a_full_disk_saves_nothing_and_the_next_save_works(filled: Register) -> None:
    with largest_file(filled.path.stat().st_size + 8192), pytest.raises(OperationalError) as failed:
        save_much(filled)
    assert sentence(failed.value) == failure.DISK_FAULT
    assert_unchanged_and_usable(filled)


def test_a_register_that_may_not_grow_says_the_disk_is_full(filled: Register) -> None:
    def save_in_a_full_file() -> None:
        with filled.writing() as session:
            session.execute(text("PRAGMA max_page_count = 1"))
            for number in range(2000):
                session.add(HandlingUnit(code=f"M{number}", name="青禾县教育局"))

    with pytest.raises(OperationalError) as failed:
        save_in_a_full_file()
    assert sentence(failed.value) == "磁盘空间不足，登记簿没有写入；清出空间后再保存。"
    assert_unchanged_and_usable(filled)


def test_another_programs_grip_is_said(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PROTECTIONS, "busy_timeout", 50)
    with closing(sqlite3.connect(filled.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError) as failed, filled.after_doubt() as session:
            session.scalar(select(func.count()).select_from(HandlingUnit))
    assert sentence(failed.value) == failure.BUSY


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, failure.DISK_FULL), (errno.EROFS, failure.READ_ONLY), (errno.EIO, failure.DISK_FAULT)],
)
def test_errors_of_the_system_are_said(number: int, said: str) -> None:
    assert sentence(OSError(number, os.strerror(number))) == said


def test_the_cause_is_found_under_other_errors() -> None:
    outer = RuntimeError("outer")
    outer.__cause__ = OperationalError("COMMIT", None, OSError(errno.ENOSPC, "full"))
    assert sentence(outer) == failure.DISK_FULL


@pytest.mark.parametrize("error", [ValueError("bug"), sqlite3.ProgrammingError("bug"), OSError("no number"), KeyError("x")])
def test_a_bug_stays_a_bug(error: Exception) -> None:
    assert classify(error) is None


def test_a_wrong_statement_is_a_bug(register: Register) -> None:
    with pytest.raises(OperationalError) as failed, register.reading() as session:
        session.execute(text("SELECT nothing FROM nowhere"))
    assert classify(failed.value) is None


def test_a_refusal_is_its_own_sentence() -> None:
    refusal = RuleError("提案号 0142 已用；换一个号。", "number")
    assert classify(refusal) is refusal


@pytest.fixture
def office() -> Iterator[Path]:
    """A folder another user can reach, with a register in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "office" / "zxdesk.db"
        create(path).close()
        for place in (path.parent.parent, path.parent):
            place.chmod(0o755)
        for file in path.parent.iterdir():
            file.chmod(0o644)
        yield path


def open_as_guest(path: Path, lock: str) -> str:
    """Open the register as a user whom its rights hold, which root is not, and return what was said."""
    command = [sys.executable, "-c", OPENS, str(path), lock]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_a_read_only_register_is_said_and_can_still_be_read(office: Path) -> None:
    office.chmod(0o444)
    office.parent.chmod(0o777)
    for file in office.parent.glob("zxdesk.db[.-]*"):
        file.unlink()
    before = office.read_bytes()
    assert open_as_guest(office, "lock") == failure.READ_ONLY
    assert open_as_guest(office, "no lock") == ""
    assert office.read_bytes() == before


def test_a_read_only_folder_is_said_and_can_still_be_read(office: Path) -> None:
    office.parent.chmod(0o555)
    assert open_as_guest(office, "lock") == failure.READ_ONLY
    assert open_as_guest(office, "no lock") == ""
