"""`zxdesk package`: the folders of a 交办会, a ZIP or one file a unit, and the record of what went out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx

from tests.end2end.conftest import Desk


def issued(desk: Desk) -> dict[str, int]:
    """How many papers of each kind the register says went out."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(desk.register)) as connection:
        return dict(connection.execute("SELECT kind, count(*) FROM issued_paper GROUP BY kind"))


def test_the_folders_hold_what_the_answer_says_and_every_paper_is_recorded(answered: Desk, tmp_path: Path) -> None:
    told = answered.json("package", "-o", str(tmp_path / "文书"))
    place = Path(told["path"])
    assert place.parent == tmp_path / "文书"
    for at, (unit, count) in enumerate(told["units"].items(), start=1):
        files = sorted((place / f"{at:02d}-{unit}").iterdir())
        assert len(files) == count
        assert [file.name[:3] for file in files] == [f"{number:02d}-" for number in range(1, count + 1)]
    assert sum(told["units"].values()) == told["papers"]
    assert issued(answered)["提案交办单"] == told["undertakings"]
    assert (place / "00-交办会清点表.docx").is_file()


def test_a_second_package_stands_beside_the_first(answered: Desk, tmp_path: Path) -> None:
    first, second = (Path(answered.json("package", "-o", str(tmp_path), "--draft")["path"]) for _turn in range(2))
    assert first != second
    assert [path.name for path in first.iterdir()] == [path.name for path in second.iterdir()]
    assert issued(answered) == {}


def test_a_zip_of_one_kind_and_one_file_for_each_unit(answered: Desk, tmp_path: Path) -> None:
    answer = answered.run("package", "-o", str(tmp_path / "交办.zip"), "--kinds", "提案交办单、交办清单", "--one-file", "--copies", "2")
    assert (answer.code, answer.err) == (0, "")
    with zipfile.ZipFile(tmp_path / "交办.zip") as archive:
        names = archive.namelist()
        whole = archive.extract(names[-1], tmp_path)
    assert names[:2] == ["00-交办总清单.docx", "00-交办会清点表.docx"]
    assert len(docx.Document(whole).sections) % 2 == 0


def test_what_is_wrong_is_said_in_a_sentence(answered: Desk, tmp_path: Path) -> None:
    for words, sentence in (
        (("--kinds", "督办通知书"), "文件夹里不放“督办通知书”。可选：交办通知、"),
        (("--copies", "0"), "份数“0”不对；填 1 到 50 的整数。"),
        (("不存在的批次",), "没有批次“不存在的批次”。现有："),
        (("--unit", "不存在的局"), "不存在的局"),
    ):
        answer = answered.run("package", *words, "-o", str(tmp_path / "空"))
        assert answer.code == 1
        assert sentence in answer.err
    assert not (tmp_path / "空").exists()
