"""The register is made, opened, read, written and closed."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from tests.unit.storage.clerk import add_unit, record
from zxdesk.domain.errors import RuleError
from zxdesk.domain.records import Event
from zxdesk.domain.unit import HandlingUnit
from zxdesk.storage import engine
from zxdesk.storage.database import Register, create, open_register
from zxdesk.storage.engine import PROTECTIONS

NEWER = "这份登记簿是更新版本的 zxdesk 建的（版本 9001），本机程序打不开；把本机程序升级后再打开。"


def change(path: Path, *statements: str) -> None:
    """Reach past the program into the file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def units(register: Register) -> int:
    with register.reading() as session:
        return session.scalar(select(func.count()).select_from(HandlingUnit)) or 0


def test_what_was_written_is_there_when_the_register_is_opened_again(register: Register) -> None:
    with register.writing() as session:
        add_unit(session, "U001")
    register.close()
    again = open_register(register.path)
    assert units(again) == 1
    again.close()


def test_an_error_takes_back_everything_of_that_act(register: Register) -> None:
    def fails_half_way() -> None:
        with register.writing() as session:
            add_unit(session, "U001")
            raise RuleError("单位名称重复；改名后再保存。")

    with pytest.raises(RuleError):
        fails_half_way()
    assert units(register) == 0


def test_reading_can_never_write(register: Register) -> None:
    def writes_while_reading() -> None:
        with register.reading() as session:
            add_unit(session, "U001")

    with pytest.raises(OperationalError, match="readonly"):
        writes_while_reading()
    with register.writing() as session:
        add_unit(session, "U002")
    assert units(register) == 1


def test_a_reader_sees_one_state_while_another_thread_saves(register: Register) -> None:
    """With a rollback journal the writer waits for the reader; it must wait, not fail."""
    with register.reading() as session:
        before = session.scalar(select(func.count()).select_from(HandlingUnit))
        writer = threading.Thread(target=_add_one, args=(register,))
        writer.start()
        writer.join(0.3)
        assert session.scalar(select(func.count()).select_from(HandlingUnit)) == before
    writer.join()
    assert units(register) == 1


def _add_one(register: Register) -> None:
    with register.writing() as session:
        add_unit(session, "U900")


def test_every_protection_is_in_force_on_reading_and_writing_connections(register: Register) -> None:
    for opened in (register.reading, register.writing):
        with opened() as session:
            found = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in PROTECTIONS}
            assert found == PROTECTIONS
    assert (PROTECTIONS["journal_mode"], PROTECTIONS["synchronous"], PROTECTIONS["foreign_keys"]) == ("truncate", 3, 1)


def test_a_protection_that_does_not_take_refuses_the_register(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    path = register.path
    register.close()
    truth = engine.in_force
    monkeypatch.setattr(engine, "in_force", lambda c, name: 1 if name == "synchronous" else truth(c, name))
    with pytest.raises(RuleError, match="synchronous 应为 3，实为 1"):
        open_register(path)


def test_a_writing_session_holds_the_register_before_its_first_statement(register: Register) -> None:
    with (
        register.writing(),
        closing(sqlite3.connect(register.path, timeout=0, isolation_level=None)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_links_to_nothing_are_refused(register: Register) -> None:
    def links_to_nothing() -> None:
        with register.writing() as session:
            session.add(HandlingUnit(code="U001", name="青禾县住建局", parent_id=4711))

    with pytest.raises(DBAPIError, match="FOREIGN KEY"):
        links_to_nothing()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET label = '改过' WHERE seq = 3",
        "DELETE FROM event WHERE seq = 40",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 3",
        "DELETE FROM event",
    ],
)
def test_the_history_can_only_grow(filled: Register, statement: str) -> None:
    def rewrites() -> None:
        with filled.writing() as session:
            session.execute(text(statement))

    with pytest.raises(DBAPIError, match="历史只能增加，不能修改"):
        rewrites()


def test_four_writers_at_once_lose_nothing_and_are_never_turned_away(register: Register) -> None:
    failures: list[Exception] = []

    def save_a_hundred(name: int) -> None:
        for number in range(100):
            try:
                with register.writing() as session:
                    add_unit(session, f"W{name}-{number}")
                    record(session, f"W{name}-{number}")
            except Exception as error:
                failures.append(error)

    writers = [threading.Thread(target=save_a_hundred, args=(name,)) for name in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert units(register) == 400
    with register.reading() as session:
        assert session.scalar(select(func.max(Event.seq))) == 400


def test_a_thread_that_writes_may_not_write_within(register: Register) -> None:
    with register.writing(), pytest.raises(RuntimeError, match="writing already"), register.writing():
        pass
    _add_one(register)
    assert units(register) == 1


def test_after_doubt_tells_what_is_really_in_the_file(register: Register) -> None:
    with register.writing() as session:
        record(session, "登记答复", op_id="op-1")
    with register.after_doubt() as session:
        assert session.scalars(select(Event.op_id)).all() == ["op-1"]


def test_a_register_that_has_gone_away_is_not_made_anew(register: Register, tmp_path: Path) -> None:
    register.path.rename(tmp_path / "elsewhere.db")
    with pytest.raises(OperationalError, match="unable to open"), register.after_doubt() as session:
        session.scalar(select(func.count()).select_from(HandlingUnit))
    assert not register.path.exists()


def test_create_refuses_what_already_lies_there(tmp_path: Path) -> None:
    path = tmp_path / "zxdesk.db"
    path.write_bytes(b"anything")
    with pytest.raises(RuleError, match="已经存在，没有覆盖"):
        create(path)
    assert path.read_bytes() == b"anything"


def test_making_a_register_leaves_nothing_beside_it_but_its_own_files(register: Register) -> None:
    register.close()
    names = {path.name for path in register.path.parent.iterdir()}
    assert names <= {"zxdesk.db", "zxdesk.db-journal", "zxdesk.db.lock"}


def test_a_missing_register_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="处没有登记簿"):
        open_register(tmp_path / "zxdesk.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lock", [True, False])
def test_a_newer_register_is_refused_and_left_as_it_is(register: Register, lock: bool) -> None:
    register.close()
    change(register.path, "UPDATE alembic_version SET version_num = '9001'")
    before = register.path.read_bytes()
    with pytest.raises(RuleError) as refusal:
        open_register(register.path, lock=lock)
    assert refusal.value.message == NEWER
    assert register.path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all " * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_another_kind_of_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "名单.db"
    path.write_bytes(content)
    with pytest.raises(RuleError, match=r"不是 zxdesk 的登记簿|已损坏"):
        open_register(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "别的.db"
    change(path, "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('0001')")
    with pytest.raises(RuleError, match="不是 zxdesk 的登记簿"):
        open_register(path)


def test_a_damaged_register_is_refused_and_left_as_it_is(filled: Register) -> None:
    filled.close()
    content = bytearray(filled.path.read_bytes())
    with closing(sqlite3.connect(filled.path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'handling_unit'").fetchone()[0]
    content[(page - 1) * 4096 : page * 4096 - 2048] = b"\xa5" * 2048
    filled.path.write_bytes(content)
    with pytest.raises(RuleError, match=r"已损坏.*保留原文件，用最近一份备份恢复"):
        open_register(filled.path)
    assert filled.path.read_bytes() == bytes(content)


def test_a_register_cut_short_is_refused(filled: Register) -> None:
    filled.close()
    content = filled.path.read_bytes()
    filled.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(RuleError, match="已损坏"):
        open_register(filled.path)


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE event SET label = '改过' WHERE seq = 40", 40),
        ("UPDATE event SET label = '改过' WHERE seq = 39", 39),
        ("DELETE FROM event WHERE seq = 39", 40),
    ],
)
def test_a_last_entry_changed_outside_the_program_is_noticed(filled: Register, statement: str, seq: int) -> None:
    filled.close()
    change(filled.path, "DROP TRIGGER event_refuses_update", "DROP TRIGGER event_refuses_delete", statement)
    with pytest.raises(RuleError, match=f"历史第 {seq} 条与校验值不符"):
        open_register(filled.path)


def test_a_register_opened_without_its_lock_only_reads(filled: Register) -> None:
    beside = open_register(filled.path, lock=False)
    assert beside.is_read_only
    assert units(beside) == 40
    with pytest.raises(RuntimeError, match="reading only"), beside.writing():
        pass
    beside.close()
