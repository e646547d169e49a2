"""The import page: a trial run first, then what it accepted, from real files into a real register."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pytestqt.qtbot import QtBot

from zxdesk.queries.directory import member_directory, unit_directory
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.imports import FILTERS, ImportsPage
from zxdesk.ui.workspace import Workspace

HEADINGS = ("届次", "收件号", "提案号", "案由", "提案者", "界别", "提交日期", "类别", "审查结果", "情况", "建议", "是否公开", "备注二")


@pytest.fixture
def page(window: MainWindow) -> ImportsPage:
    found = window.open_page("imports")
    assert isinstance(found, ImportsPage)
    return found


def sheet(path: Path, headings: tuple[str, ...], *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def ledger(path: Path) -> Path:
    """A row to take in, and one whose number another proposal has."""
    return sheet(
        path, HEADINGS,
        ("十届二次", "收0201", "0201", "关于整治河道采砂的提案", "沈竹青", "农业界", "2026-02-26", "教育", "立案", "情况。", "建议。", "是", "x"),
        ("十届二次", "收0202", "0001", "关于建设口袋公园的提案", "沈竹青", "农业界", "2026-02-26", "教育", "立案", "情况。", "建议。", "是", ""),
    )  # fmt: skip


def looked_at(page: ImportsPage, path: Path, qtbot: QtBot) -> None:
    page.look_at(path)
    qtbot.waitUntil(lambda: page.preview is not None and not page.workspace.jobs.is_busy, timeout=30000)


def count(workspace: Workspace) -> int:
    return len(workspace.read(proposal_ids, ProposalFilter(), today=workspace.today))


def test_a_trial_run_judges_every_row_and_writes_nothing(
    page: ImportsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_at(page, ledger(tmp_path / "台账.xlsx"), qtbot)
    assert page.preview is not None
    assert [(line["row"], line["verdict"]) for line in page.preview.lines] == [(2, "新增"), (3, "拒绝")]
    refused = page.preview.lines[1]
    assert refused["column"] == "提案号"
    assert refused["title"] == "关于建设口袋公园的提案"
    assert refused["reason"]
    assert page.import_button.text() == "导入 1 行"
    assert "备注二" in page._notes.text()
    assert count(workspace) == 10


def test_the_tabs_count_the_verdicts_and_narrow_the_list(page: ImportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    looked_at(page, ledger(tmp_path / "台账.xlsx"), qtbot)
    assert [page.tabs.tabText(at) for at in range(5)] == ["全部 2", "新增 1", "变更 0", "相同 0", "拒绝 1"]
    page.tabs.setCurrentIndex(FILTERS.index("refused"))
    assert page.view.rows.rowCount() == 1


def test_importing_takes_in_what_was_accepted_and_the_same_file_again_is_all_the_same(
    page: ImportsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = ledger(tmp_path / "台账.xlsx")
    looked_at(page, path, qtbot)
    with qtbot.waitSignal(workspace.changed, timeout=30000):
        page.take_in()
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy, timeout=5000)
    assert count(workspace) == 11
    assert not page.import_button.isEnabled()
    looked_at(page, path, qtbot)
    assert page.preview is not None
    assert (page.preview.count("same"), page.preview.count("refused"), page.preview.wanted) == (1, 1, 0)
    assert not page.import_button.isEnabled()


def test_an_import_is_named_taken_back_and_done_again_by_the_menu(
    page: ImportsPage, window: MainWindow, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_at(page, ledger(tmp_path / "台账.xlsx"), qtbot)
    with qtbot.waitSignal(workspace.undo_changed, timeout=30000):
        page.take_in()
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy, timeout=5000)
    undo, redo = window.menus.edit.undo, window.menus.edit.redo
    assert undo.text().startswith("撤销 导入台账：新增 1 件")
    assert window._notice.has_action
    assert "拒绝 1 行" in window._notice.text()
    with qtbot.waitSignal(workspace.changed, timeout=30000):
        undo.trigger()
    assert count(workspace) == 10
    assert page.import_button.isEnabled(), "what was taken back can be imported again"
    assert redo.text().startswith("重做 导入台账")
    with qtbot.waitSignal(workspace.changed, timeout=30000):
        redo.trigger()
    assert count(workspace) == 11
    assert not page.import_button.isEnabled()


def test_an_import_of_many_members_is_taken_back_beside_the_window(
    page: ImportsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page.kind_field.set_value("members")
    page._on_kind()
    names = [f"岳明{one}{two}" for one in "山川河海" for two in "东西南北"]
    path = sheet(tmp_path / "委员.xlsx", ("姓名", "委员编号", "界别"), *((name, f"1{at:02d}", "教育界") for at, name in enumerate(names)))
    looked_at(page, path, qtbot)
    with qtbot.waitSignal(workspace.undo_changed, timeout=30000):
        page.take_in()
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy, timeout=5000)
    before = len(workspace.read(member_directory))
    titles: list[str] = []
    workspace.jobs.started.connect(titles.append)
    workspace.undo()
    assert len(workspace.read(member_directory)) == before - len(names)
    assert titles, "more than a handful is not taken back in the window's own thread"


def test_the_refused_rows_are_left_in_a_sheet_with_their_reasons(page: ImportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    looked_at(page, ledger(tmp_path / "台账.xlsx"), qtbot)
    page.write_refused(tmp_path / "拒绝.xlsx")
    book = load_workbook(tmp_path / "拒绝.xlsx")
    texts = [cell.value for row in book.active.iter_rows() for cell in row if cell.value]
    assert "关于建设口袋公园的提案" in texts
    assert "提案号" in texts


def test_members_and_units_are_taken_in_by_the_same_page(
    page: ImportsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page.kind_field.set_value("members")
    page._on_kind()
    looked_at(page, sheet(tmp_path / "委员.xlsx", ("姓名", "委员编号", "界别"), ("岳明川", "006", "教育界"), ("周砚秋", "001", "经济界")), qtbot)
    assert page.preview is not None
    assert [line["status"] for line in page.preview.lines] == ["new", "same"]
    with qtbot.waitSignal(workspace.changed, timeout=30000):
        page.take_in()
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy, timeout=5000)
    assert "岳明川" in [row["name"] for row in workspace.read(member_directory)]
    page.kind_field.set_value("units")
    page._on_kind()
    assert page.preview is None
    looked_at(page, sheet(tmp_path / "单位.xlsx", ("全称", "简称", "系统"), ("云溪县水利局", "县水利局", "政府系统")), qtbot)
    with qtbot.waitSignal(workspace.changed, timeout=30000):
        page.take_in()
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy, timeout=5000)
    assert "云溪县水利局" in [row["name"] for row in workspace.read(unit_directory)]


def test_a_file_that_cannot_be_used_is_told_in_a_sentence_and_the_page_is_empty_again(
    page: ImportsPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    page.look_at(sheet(tmp_path / "缺列.xlsx", ("收件号", "提案者", "类别"), ("收0201", "沈竹青", "教育")))
    qtbot.waitUntil(lambda: bool(told), timeout=30000)
    assert "案由" in told[0]
    assert page.path is None
    assert count(workspace) == 10


def test_rows_that_are_judged_after_another_kind_was_chosen_are_not_shown(page: ImportsPage, tmp_path: Path, qtbot: QtBot) -> None:
    """Found by walking at random: the answer came to a page that had forgotten its file."""
    page.look_at(ledger(tmp_path / "台账.xlsx"))
    page._forget()
    qtbot.waitUntil(lambda: not page.workspace.jobs.is_busy, timeout=30_000)
    assert (page.preview, page.subtitle.text()) == (None, "")
