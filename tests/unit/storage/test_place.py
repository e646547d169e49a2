"""A register lies on a local disk."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from zxdesk.domain.errors import RuleError
from zxdesk.storage import place
from zxdesk.storage.database import create, open_register

MOUNTS = r"""overlay / overlay rw 0 0
/dev/sda2 /home ext4 rw 0 0
192.0.2.7:/office /mnt/share nfs4 rw 0 0
//192.0.2.7/office /home/office/共享\040文件 cifs rw 0 0
/dev/sdb1 /home/office/共享\040文件/本机 ext4 rw 0 0
clerk@host: /mnt/far fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/zxdesk.db", "overlay"),
        ("/home/office/zxdesk.db", "ext4"),
        ("/mnt/share/提案/zxdesk.db", "nfs4"),
        ("/mnt/shared/zxdesk.db", "overlay"),
        ("/home/office/共享 文件/zxdesk.db", "cifs"),
        ("/home/office/共享 文件/本机/zxdesk.db", "ext4"),
        ("/mnt/far/zxdesk.db", "fuse.sshfs"),
        ("/mnt/c/zxdesk.db", "9p"),
    ],
)
def test_the_deepest_mount_counts(path: str, kind: str) -> None:
    assert place.mount_type(PurePosixPath(path), MOUNTS) == kind


@pytest.mark.parametrize("path", ["/mnt/share/zxdesk.db", "/home/office/共享 文件/zxdesk.db", "/mnt/far/zxdesk.db"])
def test_a_share_is_refused(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(MOUNTS, encoding="utf-8")
    monkeypatch.setattr(place, "_MOUNTS", table)
    with pytest.raises(RuleError, match=r"在网络位置上.*本机磁盘"):
        place.require_local(Path(path))
    place.require_local(Path("/mnt/c/zxdesk.db"))


@pytest.mark.parametrize("path", [r"\\srv\提案\zxdesk.db", "//srv/office/zxdesk.db", r"\\?\UNC\srv\office\zxdesk.db"])
def test_a_server_is_a_share(path: str) -> None:
    assert place.is_share(PureWindowsPath(path))


@pytest.mark.parametrize("path", [r"C:\office\zxdesk.db", r"\\?\C:\office\zxdesk.db", "D:/office/zxdesk.db"])
def test_a_drive_is_no_share(path: str) -> None:
    assert not place.is_share(PureWindowsPath(path))


@pytest.mark.parametrize("folder", ["OneDrive", "OneDrive - 青禾县政协", "坚果云", "我的坚果云", "Nutstore", "WPS云盘"])
def test_a_synchronised_folder_is_refused(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "提案" / "zxdesk.db"
    with pytest.raises(RuleError, match=f"在同步文件夹“{folder}”中"):
        create(path)
    with pytest.raises(RuleError, match=f"在同步文件夹“{folder}”中"):
        open_register(path)
    assert not (tmp_path / folder).exists()


@pytest.mark.parametrize("folder", ["坚果云使用说明", "onedriver", "提案"])
def test_a_folder_of_a_like_name_is_not_refused(tmp_path: Path, folder: str) -> None:
    place.require_local(tmp_path / folder / "OneDrive")


def test_a_link_into_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Nutstore").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "Nutstore")
    with pytest.raises(RuleError, match="同步文件夹“Nutstore”"):
        place.require_local(tmp_path / "office" / "zxdesk.db")
