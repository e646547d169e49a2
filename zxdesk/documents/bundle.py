"""Many papers on the disk at once, as a folder or a ZIP: all of them or none, never over what is there."""

from __future__ import annotations

import errno
import io
import os
import re
import secrets
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import TypeVar

from zxdesk.domain.errors import RuleError

_LONGEST_NAME, _LONGEST_ENDING = 100, 12
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.I)
_WHEN = (1980, 1, 1, 0, 0, 0)
_MOST_NUMBERS = 1000
AnyPath = TypeVar("AnyPath", bound=PurePath)
Result = TypeVar("Result")


@dataclass(frozen=True)
class BundleFile:
    """One file: the folder it lies in ("" for the top, "/" between folders), its name, what it holds."""

    folder: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Bundle:
    """Files in the order in which they were made."""

    files: tuple[BundleFile, ...]


def save_folder(bundle: Bundle, target: Path) -> Path:
    """Write the bundle as a folder and return where it is: ``target``, or beside it with a number where that is taken.

    Raises RuleError when the place cannot be written or the disk is full; nothing is left then.
    """

    def write(part: Path) -> None:
        part.mkdir()
        for place, content in placed(bundle):
            path = part.joinpath(*place.parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for written in part.rglob("*"):
            _keep(written)
        _keep(part)

    return _put(target, write)


def save_zip(bundle: Bundle, target: Path) -> Path:
    """Write the bundle as a ZIP and return where it is; equal bundles give equal bytes. Names, numbers and RuleError as ``save_folder``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for place, content in placed(bundle):
            archive.writestr(zipfile.ZipInfo(str(place), _WHEN), content)

    def write(part: Path) -> None:
        part.write_bytes(stream.getvalue())
        _keep(part)

    return _put(target, write)


def save_files(bundle: Bundle, folder: Path) -> list[Path]:
    """Write the files of a bundle into a folder beside what is there, all or none, and return where they are.

    Numbers and RuleError as ``save_folder``.
    """
    put: list[Path] = []

    def write(part: Path) -> None:
        part.mkdir()
        for place, content in placed(bundle):
            written = part / str(place).replace("/", "-")
            written.write_bytes(content)
            _keep(written)
            put.append(_named(written, folder / written.name))

    parts = folder / "zxdesk"
    try:
        _in_part(parts, write)
    except BaseException:
        for path in put:
            path.unlink(missing_ok=True)
        raise
    return put


def placed(bundle: Bundle) -> list[tuple[PurePosixPath, bytes]]:
    """Return every file with the path it gets within the bundle: fit for Windows, none twice."""
    taken: set[str] = set()
    found = []
    for file in bundle.files:
        folders = [fit_name(part) for part in file.folder.split("/") if part.strip(" .")]
        place = _free(PurePosixPath(*folders, fit_name(file.name)), lambda path: str(path).lower() in taken)
        taken.update(str(one).lower() for one in (place, *place.parents))
        found.append((place, file.content))
    return found


def fit_name(name: str) -> str:
    """Return ``name`` as Windows takes it: without signs it forbids, not one of its devices, not too long, never empty."""
    clean = _FORBIDDEN.sub("_", name).strip().rstrip(". ")
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = clean, "", ""
    shown = f"{stem[: _LONGEST_NAME - len(ending)].strip().rstrip('. ') or '未命名'}{dot}{ending}"
    return f"_{shown}" if _RESERVED.match(shown) else shown


def _put(target: Path, write: Callable[[Path], None]) -> Path:
    """Let ``write`` make a part beside ``target``, then give it its name in one step."""
    target = target.with_name(fit_name(target.name))

    def work(part: Path) -> Path:
        write(part)
        return _named(part, target)

    return _in_part(target, work)


def _in_part(target: Path, work: Callable[[Path], Result]) -> Result:
    """Do ``work`` with a part beside ``target`` that is gone afterwards, whatever happens."""
    part = target.with_name(f".{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return work(part)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise RuleError(f"文件夹“{target.parent}”不能写入。换一个文件夹。", "path") from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise RuleError(f"磁盘已满，“{target.name}”没有写出。腾出空间后重试。", "path") from error
    finally:
        if part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _named(part: Path, target: Path) -> Path:
    """Give the part the first name that is free. A name taken meanwhile is left alone, too."""
    while True:
        free = _free(target, lambda path: os.path.lexists(path))
        try:
            _rename_new(part, free)
        except OSError as error:
            if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                raise
            continue
        _keep(free.parent)
        return free


def _rename_new(part: Path, free: Path) -> None:
    """Rename without ever replacing: Windows refuses by itself, elsewhere a file is linked, and a folder replaces nothing but an empty one."""
    if os.name == "nt" or part.is_dir():
        part.rename(free)
        return
    try:
        os.link(part, free)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        part.rename(free)  # a disk without links: `free` was looked at a moment ago


def _free(path: AnyPath, is_taken: Callable[[AnyPath], bool]) -> AnyPath:
    """Return ``path``, or the first with a number after its name that is not taken."""
    for at in range(1, _MOST_NUMBERS):
        numbered = path if at == 1 else path.with_name(f"{path.stem}（{at}）{path.suffix}")
        if not is_taken(numbered):
            return numbered
    raise RuleError(f"名称“{path.name}”用得太多了。换一个名称。", "path")


def _keep(path: Path) -> None:
    """Wait until the disk holds it; Windows cannot do that for folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
