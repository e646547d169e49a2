"""A file written whole or not at all."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from zxdesk.domain.errors import RuleError
from zxdesk.safe_file import write_safely


def write_new(part: Path) -> None:
    part.write_bytes(b"new")


def refuse(error: OSError) -> object:
    def replace(*_: object) -> None:
        raise error

    return replace


def test_the_new_file_takes_the_place_of_the_old_one_after_the_check(tmp_path: Path) -> None:
    path = tmp_path / "新" / "台账.xlsx"
    seen: list[bytes] = []
    write_safely(path, write_new, lambda part: seen.append(part.read_bytes()))
    assert (seen, path.read_bytes(), list(path.parent.iterdir())) == ([b"new"], b"new", [path])


def test_a_failing_check_leaves_the_old_file_and_no_remains(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")

    def check(part: Path) -> None:
        raise ValueError(part.name)

    with pytest.raises(ValueError):
        write_safely(path, write_new, check)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


def test_a_target_open_in_another_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse(PermissionError(errno.EACCES, "in use")))
    with pytest.raises(RuleError, match=r"文件“台账\.xlsx”正被打开，关闭后重试。"):
        write_safely(path, write_new, lambda part: None)
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    def write(part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(RuleError, match=r"磁盘已满，“台账\.xlsx”没有写出"):
        write_safely(tmp_path / "台账.xlsx", write, lambda part: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="other error on Windows")
def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").mkdir()
    with pytest.raises(RuleError, match=r"“台账\.xlsx”是文件夹"):
        write_safely(tmp_path / "台账.xlsx", write_new, lambda part: None)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(RuleError, match="不能写入。换一个文件夹"):
        write_safely(tmp_path / "out" / "台账.xlsx", lambda part: None, lambda part: None)
