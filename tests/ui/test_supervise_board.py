"""The supervision board driven through the real window: the grid, its list, reminding, copying, exporting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.queries.supervise_board import supervise_board
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.board_preview import BatchPreview
from zxdesk.ui.pages.supervise_board import SupervisePage
from zxdesk.ui.pages.supervise_board_acts import Reminding
from zxdesk.ui.pages.supervise_board_model import LightsModel
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> Iterator[SupervisePage]:
    """The page 督办, shown, with the cursor in its grid."""
    with qtbot.waitActive(window):
        window.activateWindow()
    made = window.open_page("supervise")
    qtbot.waitUntil(lambda: not made.is_reading)
    assert isinstance(made, SupervisePage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.lights.grid)
    yield made
    workspace.jobs.wait(5000)


def _go(page: SupervisePage, unit: str, bucket: str) -> None:
    model = page.lights.model
    row = next(at for at in range(model.rowCount()) if model.name(at) == unit)
    column = next(at for at, one in enumerate(model.board.buckets) if one.key == bucket)
    page.lights.grid.go(row, column)


def _counts(page: SupervisePage, unit: str) -> dict[str, int]:
    model = page.lights.model
    row = next(at for at in range(model.rowCount()) if model.name(at) == unit)
    cells = {one.key: len(model.undertakings(row, at)) for at, one in enumerate(model.board.buckets)}
    return {key: count for key, count in cells.items() if count}


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def _remind(reminding: Reminding, qtbot: QtBot) -> BatchPreview:
    form = reminding.form
    assert form is not None
    form.form.fill({"way": "电话", "reminded_on": "2026-06-10", "person": "何春棠"})
    form.submit()
    qtbot.waitUntil(lambda: reminding.preview is not None)
    preview = reminding.preview
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready, timeout=5000)
    return preview


def test_overdue_undertakings_stand_by_unit_and_by_span(page: SupervisePage) -> None:
    assert _counts(page, "县住建局") == {"over-1": 3}
    assert _counts(page, "县财政局") == {"over-30": 3}
    assert _counts(page, "全部单位") == {"over-30": 3, "over-1": 3}
    assert page._bar.tabText(0) == "督办灯 6"
    assert page._bar.tabText(1) == "催办清单 2"


def test_the_columns_reach_from_a_month_overdue_to_a_fortnight_ahead(page: SupervisePage) -> None:
    words = [bucket.words for bucket in page.lights.model.board.buckets]
    assert words[:5] == ["超期 30 天以上", "超期 8 至 30 天", "超期 1 至 7 天", "今天到期", "6月11日到期"]
    assert words[-2:] == ["6月24日到期", "14 天以后到期"]


def test_the_list_follows_the_cursor_and_enter_goes_into_it_and_on_to_the_file(page: SupervisePage, window: MainWindow, qtbot: QtBot) -> None:
    _go(page, "县住建局", "over-1")
    assert page.lights.list.rows.rowCount() == 3
    assert page.lights._heading.text() == "县住建局 超期 1 至 7 天 3 件"
    _press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.lights.list
    wanted = page.lights.current_proposal_id()
    _press(Qt.Key.Key_Return)
    assert window.current_page() is window.pages["proposals"]
    assert window.pages["proposals"].file_pane.proposal_id == wanted  # type: ignore[attr-defined]


def test_f6_goes_from_the_grid_to_the_list_and_back(page: SupervisePage) -> None:
    _press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.lights.list
    _press(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.lights.grid


def test_a_cell_is_reminded_at_once_and_one_undo_takes_it_back(page: SupervisePage, workspace: Workspace, qtbot: QtBot) -> None:
    _go(page, "县财政局", "over-30")
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    preview = _remind(page.lights.reminding, qtbot)
    assert preview.primary.text() == "催办 3 件"
    preview.primary.click()
    qtbot.waitUntil(lambda: [one.reminders for one in page.lights.current()] == [1, 1, 1], timeout=5000)
    assert workspace.undo_label == "催办 3 件（县财政局）"
    workspace.undo()
    assert [one.reminders for one in page.lights.current()] == [0, 0, 0]


def test_only_the_selected_lines_are_reminded_where_several_are_selected(page: SupervisePage, qtbot: QtBot) -> None:
    _go(page, "县住建局", "over-1")
    page.lights.list.selectAll()
    assert len(page.lights.chosen()) == 3
    flags = page.lights.list.selectionModel().SelectionFlag
    page.lights.list.selectionModel().select(page.lights.list.rows.index(0, 0), flags.Deselect | flags.Rows)
    assert page.lights._remind.text() == "催办 2 件…"


def test_the_preview_names_what_cannot_be_reminded(page: SupervisePage, qtbot: QtBot) -> None:
    _go(page, "县住建局", "over-1")
    page.lights.remind()
    form = page.lights.reminding.form
    assert form is not None
    form.form.fill({"way": "电话", "reminded_on": "2026-03-01"})
    form.submit()
    qtbot.waitUntil(lambda: page.lights.reminding.preview is not None)
    preview = page.lights.reminding.preview
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready, timeout=5000)
    assert "催办日期 2026-03-01 早于县住建局的交办日期" in preview.sentences()[0]
    assert not preview.primary.isEnabled()
    preview.reject()


def test_the_reminder_list_has_a_line_a_unit_the_most_overdue_first(page: SupervisePage) -> None:
    page.show_tab("催办清单")
    rows = [page.reminders.list.rows.row_at(at) for at in range(page.reminders.list.rows.rowCount())]
    found = [(row["name"], row["late"], row["soon"], row["reminders"]) for row in cast("list[dict[str, object]]", rows)]
    assert sorted(found) == [("县住建局", 3, 0, 0), ("县财政局", 3, 0, 0)]


def test_a_unit_is_reminded_of_all_that_is_overdue(page: SupervisePage, qtbot: QtBot) -> None:
    page.show_tab("催办清单")
    board = page.reminders
    unit = next(line for line in board.board.units if line.name == "县住建局")
    board.list.select_id(unit.id)
    assert board._remind.text() == "催办 3 件…"
    board.remind()
    _remind(board.reminding, qtbot).primary.click()
    qtbot.waitUntil(lambda: next(line for line in board.board.units if line.id == unit.id).reminded_on is not None, timeout=5000)
    assert [line.reminded_on for line in board.board.units if line.id != unit.id] == [None]


def test_the_list_is_copied_as_tab_separated_text_with_a_head(page: SupervisePage) -> None:
    page.show_tab("催办清单")
    page.reminders.list.clearSelection()
    page.reminders._copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["承办单位", "提案号", "案由"]
    assert len(lines) == 7
    assert lines[1].split("\t")[5:7] in (["2026-06-09", "-1"], ["2026-04-09", "-62"])


def test_the_list_is_written_to_a_file_that_wps_opens(page: SupervisePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "催办清单.txt"
    monkeypatch.setattr(prompts, "save_file", lambda *_asked: target)
    page.show_tab("催办清单")
    page.reminders.list.clearSelection()
    page.reminders._export.click()
    written = target.read_text(encoding="utf-8")
    assert written.startswith("\ufeff承办单位\t提案号")
    assert written.count("县财政局") == 3


def test_key_proposals_and_promises_keep_their_tabs(page: SupervisePage) -> None:
    page.show_tab("重点提案")
    page.show_tab("跟踪")
    assert page.views[3].isVisible()


def test_cells_and_widgets_say_themselves(page: SupervisePage) -> None:
    _go(page, "县住建局", "over-1")
    assert page.lights.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == "县住建局 超期 1 至 7 天 3 件"
    for tab, board in (("督办灯", page.lights), ("催办清单", page.reminders)):
        page.show_tab(tab)
        for widget in cast("list[QWidget]", board.findChildren(QWidget)):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                assert widget.accessibleName(), widget


def test_in_a_narrow_window_the_list_stands_below_the_grid(page: SupervisePage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(911, 512)
    lights = page.lights
    qtbot.waitUntil(lambda: lights.list.mapTo(lights, lights.list.rect().topLeft()).y() > lights.grid.geometry().bottom())


def test_the_model_keeps_the_rules_of_qt(page: SupervisePage, workspace: Workspace) -> None:
    model = LightsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(workspace.read(supervise_board, today=workspace.today, plenary_id=workspace.plenary_id), 15)
    assert model.rowCount() == 3
    del tester
