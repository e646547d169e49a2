"""Where a register may lie: on a local disk, not on a share and not in a folder that a cloud program copies."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath, PureWindowsPath

from zxdesk.domain.errors import RuleError

NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse"}
)
SYNC_FOLDERS = (
    "onedrive", "坚果云", "nutstore", "wps云盘", "wps网盘", "wpsdrive", "wps cloud files", "百度网盘同步空间",
    "dropbox", "微云同步助手", "腾讯微云",
)  # fmt: skip
_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4


def require_local(path: Path) -> None:
    """``RuleError`` when ``path`` lies on a share or in a synchronised folder. Source: reliability §2.2 C02, §3.1."""
    whole = path.expanduser().absolute()
    for place in dict.fromkeys((whole, _resolved(whole))):
        if _is_on_network(place):
            raise RuleError(f"“{place}”在网络位置上，断线或多人同写会损坏登记簿；把登记簿放在本机磁盘上。", "path")
        if folder := sync_folder(place):
            raise RuleError(f"“{place}”在同步文件夹“{folder}”中，同步会损坏登记簿；把登记簿放在不同步的本机文件夹里。", "path")


def sync_folder(path: PurePath) -> str | None:
    """Return the part of ``path`` that a cloud program keeps in step, if there is one."""
    for part in path.parts[:-1]:
        name = part.casefold()
        if any(name == known or name.startswith((f"{known} ", f"{known}-", f"我的{known}")) for known in SYNC_FOLDERS):
            return part
    return None


def is_share(path: PurePath) -> bool:
    """Whether ``path`` names a server, as in ``//server/folder``; ``\\\\?\\C:\\`` is a local path written long."""
    name = str(PureWindowsPath(path)).upper()
    return name.startswith("\\\\?\\UNC\\") or (name.startswith("\\\\") and not name.startswith(("\\\\?\\", "\\\\.\\")))


def mount_type(path: PurePath, mounts: str) -> str:
    """Return the file system ``path`` lies on, given the text of the system's table of mounts."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePath(fields[1].encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace"))
        depth = len(point.parts)
        if depth >= best and path.is_relative_to(point):
            best, kind = depth, fields[2]
    return kind


def _is_on_network(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return is_share(path) or bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE)
    return _MOUNTS.exists() and mount_type(path, _MOUNTS.read_text(encoding="utf-8", errors="replace")) in NETWORK_TYPES


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:
        return path
