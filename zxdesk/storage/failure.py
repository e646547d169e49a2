"""What the system says when a register cannot be read or written, as a sentence a clerk can act on."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from zxdesk.domain.errors import RuleError

DISK_FULL = "磁盘空间不足，登记簿没有写入；清出空间后再保存。"
DISK_FAULT = "登记簿所在的磁盘读写出错（空间不足、超出限额或磁盘有故障），没有写入；检查磁盘后再保存，录入的内容先不要关闭。"
READ_ONLY = "登记簿是只读的，不能写入；取消文件和文件夹的只读属性，或请管理员给予写入权限。"
BUSY = "登记簿正被另一程序占用，没有写入；关闭那个程序（如备份、杀毒、同步软件）后再保存。"
DAMAGED = "登记簿已损坏，不能再写入；停止录入，用最近一份备份恢复。"
NOT_A_REGISTER = "这个文件不是 zxdesk 的登记簿，或已加密；另选一个文件。"
NOT_REACHABLE = "登记簿打不开（文件已移走、磁盘已拔出，或没有权限）；接好磁盘、核对位置后再打开。"

_BY_SQLITE = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_IOERR: DISK_FAULT,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_A_REGISTER,
    sqlite3.SQLITE_CANTOPEN: NOT_REACHABLE,
}
_BY_SYSTEM = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EFBIG: DISK_FAULT,
    errno.EIO: DISK_FAULT,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.ENOENT: NOT_REACHABLE,
}


def classify(error: BaseException) -> RuleError | None:
    """Return the sentence for an error of the file or its disk, or none when the error is a bug.

    Nothing here starts a recovery: a full disk or a missing permission says nothing about the register itself
    (source: reliability §3.5).
    """
    for cause in _causes(error):
        if isinstance(cause, RuleError):
            return cause
        if isinstance(cause, sqlite3.Error):
            code = getattr(cause, "sqlite_errorcode", None)
            sentence = _BY_SQLITE.get(code & 0xFF) if code is not None else None
        else:
            sentence = _BY_SYSTEM.get(cause.errno or 0) if isinstance(cause, OSError) else None
        if sentence:
            return RuleError(sentence)
    return None


@contextmanager
def in_words() -> Iterator[None]:
    """Turn an error of the file or its disk into its ``RuleError``; a bug passes through as it is."""
    try:
        yield
    except RuleError:
        raise
    except Exception as error:
        if sentence := classify(error):
            raise sentence from error
        raise


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    seen: set[int] = set()
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = getattr(found, "orig", None) or found.__cause__
