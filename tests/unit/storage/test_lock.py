"""One process writes in a register, and the next is told who."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from zxdesk.domain.errors import RuleError
from zxdesk.storage import lock, schema
from zxdesk.storage.database import Register, create, open_register

CLERK = [sys.executable, "-m", "storage.clerk"]


def note(path: Path, **values: object) -> None:
    """Write who holds the lock as another machine would have."""
    held = {"user": "何春棠", "host": "PC-01", "pid": 4711, "since": f"{datetime.now():%Y-%m-%dT10:21:00+08:00}"}
    lock.lock_path(path).write_text(json.dumps(held | values, ensure_ascii=False), encoding="utf-8")


def refusal(path: Path) -> str:
    with pytest.raises(RuleError) as refused:
        open_register(path)
    return refused.value.message


def test_a_second_opening_names_user_host_and_time(register: Register) -> None:
    note(register.path)
    assert refusal(register.path) == "登记簿正由 何春棠 在 PC-01 上使用（10:21 起）；在那边关闭后再打开。"


def test_a_day_other_than_today_is_named(register: Register) -> None:
    note(register.path, since="2025-03-02T10:21:00+08:00")
    assert "（3月2日 10:21 起）" in refusal(register.path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"user": 1}', "\x00\x00"])
def test_an_unreadable_note_still_refuses(register: Register, content: str) -> None:
    lock.lock_path(register.path).write_text(content, encoding="utf-8")
    assert refusal(register.path) == "登记簿正由另一程序使用；在那边关闭后再打开。"


def test_the_note_tells_this_process(register: Register) -> None:
    held = json.loads(lock.lock_path(register.path).read_text(encoding="utf-8"))
    assert held["pid"] == os.getpid()
    assert datetime.now().astimezone() - datetime.fromisoformat(held["since"]) < timedelta(minutes=5)


def test_another_process_keeps_the_register_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "zxdesk.db"
    create(path).close()
    with subprocess.Popen([*CLERK, str(path)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as clerk:
        assert clerk.stdout is not None
        clerk.stdout.readline()
        assert "使用" in refusal(path)
        clerk.send_signal(signal.SIGKILL)
        clerk.wait()
        clerk.stdout.read()
    open_register(path).close()


def test_the_lock_is_given_back_and_can_be_taken_again(register: Register) -> None:
    register.close()
    register.close()
    assert lock.lock_path(register.path).read_bytes() == b""
    open_register(register.path).close()


def test_a_refused_opening_gives_its_lock_back(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    register.close()
    monkeypatch.setattr(schema, "HEAD", "0000")
    assert "更新版本" in refusal(register.path)
    monkeypatch.undo()
    open_register(register.path).close()


def test_after_a_crash_every_page_is_read_whatever_the_size(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zxdesk.storage.database.CHECKED_AT_EACH_OPENING", 0)
    read: list[bool] = []
    truth = schema.check_before_opening

    def watched(path: Path, *, thorough: bool, to_write: bool) -> str:
        read.append(thorough)
        return truth(path, thorough=thorough, to_write=to_write)

    monkeypatch.setattr(schema, "check_before_opening", watched)
    register.close()
    open_register(register.path).close()
    note(register.path)
    open_register(register.path).close()
    assert read == [False, True]
