"""Many papers are put on the disk together: all or none, never over anything."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest

from zxdesk.documents import bundle as bundling
from zxdesk.documents.bundle import Bundle, BundleFile, fit_name, save_folder, save_zip
from zxdesk.domain.errors import RuleError

BUNDLE = Bundle(
    (
        BundleFile("01 县交通运输局", "0088 交办单.docx", b"a"),
        BundleFile("01 县交通运输局", "0088 交办单.docx", b"b"),
        BundleFile("", "总清单.docx", b"c"),
    )
)
INSIDE = {"01 县交通运输局/0088 交办单.docx": b"a", "01 县交通运输局/0088 交办单（2）.docx": b"b", "总清单.docx": b"c"}


def inside(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_holds_every_paper_each_under_a_name_of_its_own(tmp_path: Path) -> None:
    assert inside(save_folder(BUNDLE, tmp_path / "交办会")) == INSIDE
    assert [path.name for path in tmp_path.iterdir()] == ["交办会"]


def test_a_zip_holds_the_same_and_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = (save_zip(BUNDLE, tmp_path / name) for name in ("一.zip", "二.zip"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == INSIDE
        assert archive.testzip() is None


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "交办会").mkdir()
    (tmp_path / "交办会" / "旧.docx").write_bytes(b"old")
    (tmp_path / "交办.zip").write_bytes(b"old")
    assert save_folder(BUNDLE, tmp_path / "交办会").name == "交办会（2）"
    assert save_folder(BUNDLE, tmp_path / "交办会").name == "交办会（3）"
    assert save_zip(BUNDLE, tmp_path / "交办.zip").name == "交办（2）.zip"
    assert inside(tmp_path / "交办会") == {"旧.docx": b"old"}
    assert (tmp_path / "交办.zip").read_bytes() == b"old"


@pytest.mark.parametrize("save", [save_folder, save_zip])
@pytest.mark.parametrize(("number", "sentence"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "不能写入")])
def test_where_writing_fails_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: object, number: int, sentence: str) -> None:
    calls = iter(range(100))

    def failing(path: Path) -> None:
        if next(calls) == 0:
            raise OSError(number, "no")

    monkeypatch.setattr(bundling, "_keep", failing)
    with pytest.raises(RuleError, match=sentence) as refused:
        save(BUNDLE, tmp_path / "交办会")  # type: ignore[operator]
    assert refused.value.field == "path"
    assert list(tmp_path.iterdir()) == []


def test_a_name_taken_while_the_papers_were_written_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = bundling._rename_new

    def late(part: Path, free: Path) -> None:
        if free.name == "交办.zip":
            free.write_bytes(b"another")
        renamed(part, free)

    monkeypatch.setattr(bundling, "_rename_new", late)
    assert save_zip(BUNDLE, tmp_path / "交办.zip").name == "交办（2）.zip"
    assert (tmp_path / "交办.zip").read_bytes() == b"another"


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("关于“A/B”？的提案:1.docx", "关于“A_B”？的提案_1.docx"),
        ("CON.docx", "_CON.docx"),
        ("lpt1", "_lpt1"),
        ("  . ", "未命名"),
        ("尾点. . ", "尾点"),
        ("..", "未命名"),
        ("a\x00b\n.docx", "a_b_.docx"),
        ("长" * 300 + ".docx", "长" * 96 + ".docx"),
        ("𬭊䶮㛃.docx", "𬭊䶮㛃.docx"),
    ],
)
def test_names_are_made_fit_for_windows(name: str, fit: str) -> None:
    assert fit_name(name) == fit


def test_no_paper_leaves_the_bundle(tmp_path: Path) -> None:
    made = save_folder(Bundle((BundleFile("../../x", "../y.docx", b"1"), BundleFile("/etc", "z", b"2"))), tmp_path / "包")
    assert sorted(inside(made)) == ["etc/z", "x/.._y.docx"]
    assert [path.name for path in tmp_path.iterdir()] == ["包"]
