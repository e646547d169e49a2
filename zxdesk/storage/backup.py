"""Safe copies: made while the register is in use, verified, and only then given their name."""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zxdesk.domain.errors import RuleError
from zxdesk.storage import failure
from zxdesk.storage.durable import rename_durably
from zxdesk.storage.engine import file_uri, plain_connection
from zxdesk.storage.failure import classify
from zxdesk.storage.schema import faults, history_head, row_counts

if TYPE_CHECKING:
    from zxdesk.storage.database import Register


@dataclass(frozen=True)
class _Content:
    counts: dict[str, int]
    head: tuple[int, str] | None


def safe_copy(source: Register | Path, target: Path) -> Path:
    """Copy a register to ``target`` and return it; ``RuleError`` when the copy cannot be made or does not verify.

    The copy is one state of the register, also while somebody saves. It never replaces a file, and until it is verified
    it carries ``.part`` behind its name (source: reliability §3.4).
    """
    path, turn = (source, nullcontext()) if isinstance(source, Path) else (source.path, source.turn())
    if target.exists():
        raise RuleError(f"“{target}”已经存在，没有覆盖；换一个备份文件名。", "target")
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with turn:
            content = _copy(path, part)
        _verify(part, content)
        rename_durably(part, target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise RuleError(_refusal(error, target), "target") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return target


def _copy(path: Path, part: Path) -> _Content:
    """Copy within one reading transaction, so that the counts are those of the copied state."""
    with closing(plain_connection(path)) as source:
        source.execute("BEGIN")
        content = _Content(row_counts(source), history_head(source))
        with closing(sqlite3.connect(f"{file_uri(part)}?mode=rwc", uri=True, isolation_level=None)) as copy:
            copy.execute("PRAGMA journal_mode = OFF").fetchall()
            copy.execute("PRAGMA synchronous = OFF")  # written through once, before the renaming
            source.backup(copy)
        source.execute("ROLLBACK")
    return content


def _verify(part: Path, content: _Content) -> None:
    with closing(sqlite3.connect(f"{file_uri(part)}?mode=ro", uri=True, isolation_level=None)) as copy:
        found = faults(copy)
        if found or _Content(row_counts(copy), history_head(copy)) != content:
            why = found[0][:80] if found else "条数不符"
            raise RuleError(f"备份核对不符（{why}），没有保留；换一个磁盘再备份，并检查登记簿。", "target")


def _refusal(error: Exception, target: Path) -> str:
    known = classify(error)
    match known.message if known else "":
        case failure.DISK_FULL | failure.DISK_FAULT:
            return f"备份没有做成：写“{target.name}”时磁盘空间不足或出错；清出空间，或换一个磁盘再备份。"
        case failure.READ_ONLY | failure.NOT_REACHABLE:
            return f"备份没有做成：“{target.parent}”不能写入；换一个文件夹再备份。"
        case "":
            return f"备份没有做成（{error}）；换一个磁盘再备份，并检查登记簿。"
        case sentence:
            return f"备份没有做成：{sentence}"
