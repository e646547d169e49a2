"""One writing process per register: a lock the system releases by itself, with a note of who holds it."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from zxdesk.domain.errors import RuleError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE = 0x7FFF0000  # far behind the note: on Windows a locked byte cannot be read by others


@dataclass(frozen=True)
class Holder:
    """Who writes in the register: the system's user name, host, process and the moment it began (local, ISO)."""

    user: str
    host: str
    pid: int
    since: str


def lock_path(register: Path) -> Path:
    """Return the lock file that stands beside ``register``."""
    return register.with_name(register.name + ".lock")


def take(register: Path) -> Lock:
    """Lock ``register`` for this process; ``RuleError`` naming the holder when another has it.

    The file stays when the lock is given back, empty: removing it would let two processes hold two files of one name.
    """
    path = lock_path(register)
    number = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        try:
            _lock(number)
        except OSError:
            raise RuleError(_refusal(_holder(_note(number)), datetime.now())) from None
        was_left = _note(number) != b""
        _write_note(number, asdict(_here()))
    except BaseException:
        os.close(number)
        raise
    return Lock(number, is_after_crash=was_left)


class Lock:
    """A held lock. ``is_after_crash``: the last holder ended without giving it back."""

    def __init__(self, number: int, *, is_after_crash: bool) -> None:
        self._number: int | None = number
        self.is_after_crash = is_after_crash

    def release(self) -> None:
        """Empty the note and give the lock back; a second call does nothing."""
        if self._number is None:
            return
        number, self._number = self._number, None
        try:
            os.ftruncate(number, 0)
        finally:
            _unlock(number)
            os.close(number)


def _here() -> Holder:
    try:
        user = getpass.getuser()
    except (KeyError, ImportError, OSError):
        user = "?"
    return Holder(user, socket.gethostname(), os.getpid(), datetime.now().astimezone().isoformat(timespec="seconds"))


def _note(number: int) -> bytes:
    os.lseek(number, 0, os.SEEK_SET)
    return os.read(number, 4096)


def _write_note(number: int, note: dict[str, str | int]) -> None:
    os.ftruncate(number, 0)
    os.lseek(number, 0, os.SEEK_SET)
    os.write(number, json.dumps(note, ensure_ascii=False).encode())
    os.fsync(number)


def _holder(note: bytes) -> Holder | None:
    try:
        values = json.loads(note)
        return Holder(str(values["user"]), str(values["host"]), int(values["pid"]), str(values["since"]))
    except (ValueError, KeyError, TypeError):
        return None  # the other process is just writing its note


def _refusal(holder: Holder | None, now: datetime) -> str:
    if holder is None:
        return "登记簿正由另一程序使用；在那边关闭后再打开。"
    try:
        since = datetime.fromisoformat(holder.since).replace(tzinfo=None)
        at = f"{since:%H:%M}" if since.date() == now.date() else f"{since.month}月{since.day}日 {since:%H:%M}"
    except ValueError:
        at = holder.since
    return f"登记簿正由 {holder.user} 在 {holder.host} 上使用（{at} 起）；在那边关闭后再打开。"


if sys.platform == "win32":

    def _lock(number: int) -> None:
        os.lseek(number, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

    def _unlock(number: int) -> None:
        os.lseek(number, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)
