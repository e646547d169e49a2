"""`zxdesk narrative`: a report written, shown, brought up to date, adopted and saved from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end2end.conftest import Desk
from tests.invented_office import furnish, move_in
from tests.reported_office import refuse, reported

MEETING = "十届常委会第十次会议"


@pytest.fixture
def told(tmp_path: Path) -> tuple[Desk, dict[str, int]]:
    """An office with something to report, on 10 July, and the keys of its proposals."""
    folder = tmp_path / "office"
    folder.mkdir()
    furnish(folder / "zxdesk.db")
    office = move_in(folder / "zxdesk.db")
    keys = reported(office)
    office.register.close()
    return Desk(folder, today="2026-07-10"), keys


def test_a_report_is_written_shown_and_traced_to_its_list(told: tuple[Desk, dict[str, int]]) -> None:
    desk, keys = told
    assert desk.run("narrative", "show", "review").err.startswith("还没有提案审查情况报告；先用 zxdesk narrative write review_report 生成。")
    assert "已生成提案审查情况报告" in desk.done("narrative", "write", "review").out
    shown = desk.done("narrative", "show", "提案审查情况报告").out
    assert "截至2026年7月10日，共收到提案7件" in shown
    assert "立案率＝立案件数÷收到件数" in shown
    listed = desk.done("narrative", "list", "review", "not_filed").out
    assert "关于宣传本人作品的提案" in listed
    assert "共 1 件。" in listed
    assert "周砚秋" in desk.done("narrative", "list", "review", "rate:participation:above").out
    assert [row["id"] for row in desk.json("narrative", "list", "review", "merged")] == [keys["merged"]]


def test_a_change_is_told_and_brought_in_until_the_report_is_adopted(told: tuple[Desk, dict[str, int]]) -> None:
    desk, keys = told
    desk.done("narrative", "write", "review")
    office = move_in(desk.register)
    refuse(office, keys["pending"])
    office.register.close()
    assert "有变化：不予立案件数，报告 1，现在 2" in desk.done("narrative", "show", "review").out
    assert [one["key"] for one in desk.json("narrative", "show", "review")["changed"]] == ["not_filed", "pending"]
    assert "已更新提案审查情况报告数字 2 处" in desk.done("narrative", "update", "review").out
    assert desk.run("narrative", "adopt", "review").err.startswith("没有写通过报告的会议")
    assert "已通过提案审查情况报告" in desk.done("narrative", "adopt", "review", "--meeting", MEETING, "--on", "2026-07-08").out
    assert "不能再改" in desk.run("narrative", "update", "review").err
    assert "已撤回提案审查情况报告的通过" in desk.done("narrative", "reopen", "review", "--reason", "会议要求修改").out
    assert "已撤销 撤回提案审查情况报告的通过" in desk.done("undo").out
    assert desk.json("narrative", "show", "review")["state"] == "2026-07-08 通过"


def test_a_report_is_saved_as_word_without_being_recorded_as_sent(told: tuple[Desk, dict[str, int]], tmp_path: Path) -> None:
    from docx import Document

    desk, _ = told
    desk.done("narrative", "write", "handling")
    path = Path(desk.json("narrative", "save", "handling", "-o", str(tmp_path / "out"))[0])
    assert path.name == "提案办理情况报告-十届二次.docx"
    assert "一、提案和交办情况" in [one.text for one in Document(str(path)).paragraphs]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("burn", "review"), "narrative 没有“burn”"), (("write", "annual"), "没有“annual”这种综合报告"),
        (("list", "review", "nothing"), "报告里没有数字“nothing”"), (("adopt", "review", "--meeting", MEETING, "--on", "某日"), "通过日期："),
    ],
    ids=["act", "kind", "figure", "day"],
)  # fmt: skip
def test_what_it_cannot_read_is_refused_in_a_sentence(told: tuple[Desk, dict[str, int]], words: tuple[str, ...], sentence: str) -> None:
    desk, _ = told
    desk.done("narrative", "write", "review")
    answer = desk.run("narrative", *words)
    assert answer.code != 0
    assert answer.err.startswith(sentence)
