"""A file written whole and checked, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from zxdesk.domain.errors import RuleError


def write_safely(path: Path, write: Callable[[Path], None], check: Callable[[Path], None]) -> None:
    """Let ``write`` make a file beside ``path``, ``check`` read it back, then put it in the place of ``path``.

    The old file stays until the new one is on the disk and checked. Raises RuleError when the target is open in
    another program, the folder cannot be written or the disk is full. Source: reliability §3.12.
    """
    part = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.part{path.suffix}")
    _open_part(path, part)
    try:
        write(part)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        check(part)
        _replace(part, path)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise RuleError(f"磁盘已满，“{path.name}”没有写出，原有文件未动。腾出空间后重试。", "path") from error
    finally:
        part.unlink(missing_ok=True)


def _open_part(path: Path, part: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb"):
            pass
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise RuleError(f"文件夹“{path.parent}”不能写入。换一个文件夹。", "path") from error


def _replace(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except IsADirectoryError as error:
        raise RuleError(f"“{path.name}”是文件夹。换一个文件名。", "path") from error
    except PermissionError as error:
        raise RuleError(f"文件“{path.name}”正被打开，关闭后重试。", "path") from error
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
