"""The page 提案 through the real window: chips, views, selection, paste, search and the narrow window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.domain.stage import Stage
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.queries.saved_views import saved_views
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.proposals import ProposalsPage
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.date_chip import DateChip
from zxdesk.ui.workspace import Workspace

SHIFT, CONTROL, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ProposalsPage:
    found = window.open_page("proposals")
    assert isinstance(found, ProposalsPage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found.view.setFocus()
    return found


def _numbers(page: ProposalsPage) -> list[str]:
    return [str(page.view.rows.row_at(row)["shown_number"]) for row in range(page.view.rows.rowCount())]  # type: ignore[index]


def _answer(act: Callable[[QWidget], object]) -> None:
    """Do something with the next dialog."""

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(20, now)
        else:
            act(dialog)

    QTimer.singleShot(0, now)


def _name_it(name: str) -> None:
    def fill(dialog: QWidget) -> None:
        dialog.form.fill({"name": name})  # type: ignore[attr-defined]
        dialog.submit()  # type: ignore[attr-defined]

    _answer(fill)


def test_the_plenary_stands_as_the_active_chip_and_its_cross_shows_all_plenaries(page: ProposalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    chip = page.filters.plenary
    assert chip.text() == workspace.plenary_name == "十届二次"
    assert chip.property("active")
    qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 8, chip.height() // 2))
    assert workspace.plenary_id is None
    assert chip.text() == "届次"


def test_a_unit_is_found_in_its_long_list_by_initials_and_chosen_with_enter(looked: QApplication, qtbot: QtBot) -> None:
    chip = Chip("单位")
    qtbot.addWidget(chip)
    chip.set_choices([(str(at), f"单位{at}") for at in range(20)] + [("x", "县住建局")], {"x": "xzjj"})
    chip.show()
    qtbot.keyClick(chip, Qt.Key.Key_Down)
    assert chip.list.search is not None
    qtbot.keyClicks(chip.list.search, "xzj")
    assert [box.text() for box in chip.list.boxes.values() if not box.isHidden()] == ["县住建局"]
    qtbot.keyClick(chip.list.search, Qt.Key.Key_Return)
    assert chip.chosen() == ("x",)
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert chip.chosen() == ()


def test_days_are_typed_as_people_write_them_or_picked_as_a_span(page: ProposalsPage, qtbot: QtBot) -> None:
    chip = page.filters.chips["dates"]
    assert isinstance(chip, DateChip)
    chip.open_list()
    qtbot.keyClicks(chip.form.first.line, "2.20")
    qtbot.keyClicks(chip.form.last.line, "0305")
    qtbot.keyClick(chip.form.last.line, Qt.Key.Key_Return)
    assert chip.text() == "2月20日至3月5日"
    assert page.view.rows.rowCount() == 10
    chip.open_list()
    qtbot.mouseClick(chip.form.buttons["本月"], LEFT)
    assert (chip.text(), page.view.rows.rowCount()) == ("本月", 0)


def test_days_in_the_wrong_order_stay_in_the_form_with_the_sentence(page: ProposalsPage, qtbot: QtBot) -> None:
    chip = page.filters.chips["dates"]
    assert isinstance(chip, DateChip)
    chip.open_list()
    qtbot.keyClicks(chip.form.first.line, "3.5")
    qtbot.keyClicks(chip.form.last.line, "2.1")
    qtbot.keyClick(chip.form.last.line, Qt.Key.Key_Return)
    assert "早于" in chip.form._error.text()
    assert chip.chosen() == ()
    chip.form.close()


def test_chips_without_room_stand_under_more_with_their_number(page: ProposalsPage, window: MainWindow, qtbot: QtBot) -> None:
    page.splitter.setSizes([420, 800])
    qtbot.waitUntil(lambda: not page.filters.more.isHidden())
    hidden = [chip for chip in page.filters.chips.values() if chip.isHidden()]
    assert page.filters.more.text() == f"更多 {len(hidden)}"
    page.filters.chips["kind"].choose(("联名",))
    assert not page.filters.chips["kind"].isHidden(), "a chip that filters is kept in sight"


def test_the_views_carry_counts_and_narrow_the_list(page: ProposalsPage, qtbot: QtBot) -> None:
    bar = page.tabs.bar
    qtbot.waitUntil(lambda: bar.tabText(0) == "全部 10")
    qtbot.waitUntil(lambda: bar.tabText(1) == "待审查 3")
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert page.view.rows.rowCount() == 3
    assert page.filters.chips["stages"].text() == "状态 3 项"


def test_search_filters_columns_and_sort_come_back_with_a_saved_view(page: ProposalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.search_for("提案之")
    page.filters.chips["stages"].choose((Stage.HANDLING.value,))
    page._on_sort("number", True)
    page.view.set_column_state(page.view.column_state() | {"shown": {"category": True}})
    shown = _numbers(page)
    _name_it("我经办的")
    assert page.save_view()
    page.clear_filters()
    page.view.set_column_state({})
    page._on_sort("number", False)
    assert page.view.rows.rowCount() == 10
    page.tabs.choose("全部")
    page.tabs.choose("我经办的")
    assert _numbers(page) == shown
    assert page._search.text() == "提案之"
    category = [column.key for column in page.view.rows.columns].index("category")
    assert not page.view.isColumnHidden(category)
    assert [row.name for row in workspace.read(saved_views)] == ["我经办的"]
    page.tabs.choose("全部")
    assert page.view.isColumnHidden(category), "outside the view the clerk's usual columns stand"
    assert _numbers(page) == sorted(_numbers(page), key=lambda number: (number.startswith("收"), number))


def test_a_saved_view_is_renamed_moved_and_deleted_from_its_menu(
    page: ProposalsPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("甲", "乙"):
        _name_it(name)
        assert page.save_view()
    at = len(page.tabs.views) - 1

    def entry(words: str, tab: int) -> Callable[[], None]:
        menu = page.tabs.menu_of(tab)
        assert isinstance(menu, QMenu)
        return next(action for action in menu.actions() if action.text().startswith(words)).trigger

    entry("左移", at)()
    assert [view.name for view in page.tabs.views[-2:]] == ["乙", "甲"]
    _name_it("丙")
    entry("改名", at)()
    assert [row.name for row in workspace.read(saved_views)] == ["乙", "丙"]
    monkeypatch.setattr("zxdesk.ui.prompts.confirm", lambda *_args: True)
    entry("删除", at)()
    assert [row.name for row in workspace.read(saved_views)] == ["乙"]
    assert page.tabs.menu_of(0) is None, "the program's own views stay"


def test_a_view_may_not_take_the_name_of_the_programs_own(page: ProposalsPage) -> None:
    said: list[str] = []

    def fill(dialog: QWidget) -> None:
        dialog.form.fill({"name": "重点"})  # type: ignore[attr-defined]
        dialog.submit()  # type: ignore[attr-defined]
        said.append(dialog.form._errors["name"].text())  # type: ignore[attr-defined]
        dialog.reject()  # type: ignore[attr-defined]

    _answer(fill)
    assert not page.save_view()
    assert "程序自带" in said[0]


def test_rows_are_ticked_by_space_and_shift_while_walking_changes_nothing(page: ProposalsPage, qtbot: QtBot) -> None:
    view, ids = page.view, list(page.view.rows.ids())
    assert view.selected_ids() == []
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert (view.current_id(), view.selected_ids()) == (ids[1], [])
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.selected_ids() == [ids[1], ids[3]]
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert view.selected_ids() == [ids[1], ids[3], ids[4], ids[5]]
    qtbot.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert view.selected_ids() == [ids[1], ids[3], ids[4]]
    qtbot.mouseClick(view.viewport(), LEFT, SHIFT, pos=view.visualRect(view.rows.index(6, 3)).center())
    assert view.selected_ids() == [ids[1], ids[3], ids[4], ids[5], ids[6]]
    qtbot.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert len(view.selected_ids()) == 10
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_ids() == []


def test_a_click_on_the_box_ticks_and_a_click_on_the_row_shows_its_file(page: ProposalsPage, qtbot: QtBot) -> None:
    view, ids = page.view, list(page.view.rows.ids())

    def click(row: int, column: int) -> None:
        qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.rows.index(row, column)).center())

    click(2, 0)
    click(4, 0)
    click(6, 3)
    assert view.selected_ids() == [ids[2], ids[4]]
    qtbot.waitUntil(lambda: page.file_pane.proposal_id == ids[6])
    click(2, 0)
    assert view.selected_ids() == [ids[4]]


def test_the_command_bar_names_what_fits_all_and_the_foot_counts_lights(page: ProposalsPage, qtbot: QtBot) -> None:
    bar = page.side.bar
    assert not bar.property("active")
    page.filters.chips["stages"].choose((Stage.HANDLING.value,))
    qtbot.keyClick(page.view, Qt.Key.Key_A, CONTROL)
    qtbot.waitUntil(lambda: bool(bar.property("active")))
    assert "催办…" in [button.text() for button in bar._buttons]
    assert page.side._count.text() == f"{page.view.rows.rowCount()} / 10 件"
    qtbot.waitUntil(lambda: any(not mark.isHidden() for mark in page.side._lights.values()))
    bar.cleared.emit()
    qtbot.waitUntil(lambda: not bar.property("active"))
    assert page.view.selected_ids() == []


def test_verbs_that_fit_only_some_carry_their_number(page: ProposalsPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_A, CONTROL)
    bar = page.side.bar
    qtbot.waitUntil(lambda: bool(bar.property("active")))
    every = [verb.text for verb in (*bar._verbs, *bar._later)]
    assert "交办 1 件…" in every
    assert "初审 1 件…" in every


def test_a_column_of_numbers_from_a_sheet_ticks_its_proposals_and_names_the_unknown(page: ProposalsPage, workspace: Workspace, qtbot: QtBot) -> None:
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    filed = [number for number in _numbers(page) if not number.startswith("收")][:2]
    QGuiApplication.clipboard().setText("提案号\n" + "\n".join([str(int(filed[0])), filed[1], "0999"]))
    qtbot.keyClick(page.view, Qt.Key.Key_V, CONTROL)
    chosen = [str(page.view.rows.row_at(row)["shown_number"]) for row in page.view.rows.places(page.view.selected_ids())]  # type: ignore[index]
    assert chosen == filed
    assert said[-1] == "按号选中 2 件；没有这些号：0999"


def test_a_pasted_table_with_heads_opens_the_import(page: ProposalsPage, window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("提案号\t案由\t提案者\n0501\t关于路灯的提案\t周砚秋\n")
    qtbot.keyClick(page.view, Qt.Key.Key_V, CONTROL)
    imports = window.pages["imports"]
    assert imports.isVisible()
    assert imports.path.name == "粘贴的表格.csv"  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: imports.preview is not None, timeout=20000)  # type: ignore[attr-defined]
    assert [line["title"] for line in imports.preview.lines] == ["关于路灯的提案"]  # type: ignore[attr-defined]


def test_emptying_the_search_returns_to_the_former_row(page: ProposalsPage, qtbot: QtBot) -> None:
    page.view.setCurrentIndex(page.view.rows.index(6, 0))
    former = page.view.current_id()
    qtbot.keyClick(page.view, Qt.Key.Key_F, CONTROL)
    assert page._search.hasFocus()
    qtbot.keyClicks(page._search, "2")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() < 10)
    qtbot.keyClick(page._search, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    page._search.setFocus()
    qtbot.keyClick(page._search, Qt.Key.Key_Escape)
    assert page.view.rows.rowCount() == 10
    assert page.view.current_id() == former


def test_selection_row_and_place_survive_every_refresh(page: ProposalsPage, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    from tests.ui.small_office import do

    window.resize(1366, 480)
    bar = page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 40)
    page.side.select([page.view.rows.id_at(2), page.view.rows.id_at(8)])
    page.view.setCurrentIndex(page.view.rows.index(8, 0))
    bar.setValue(33)
    before = (page.view.selected_ids(), page.view.current_id(), bar.value())
    page.refresh()
    assert (page.view.selected_ids(), page.view.current_id(), bar.value()) == before
    other = page.view.rows.id_at(0)
    workspace.changed.emit(do(workspace.door, "correct", other, reason="错字", title="关于改了案由的提案"))
    assert (page.view.selected_ids(), page.view.current_id(), bar.value()) == before


def test_a_narrow_window_shows_list_and_file_one_at_a_time(page: ProposalsPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1000, 700)
    qtbot.waitUntil(lambda: page.splitter.is_narrow)
    assert page.side.isVisible()
    assert not page.file_pane.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_F6)
    qtbot.waitUntil(page.file_pane.isVisible)
    assert not page.side.isVisible()
    qtbot.keyClick(page.file_pane, Qt.Key.Key_F6)
    qtbot.waitUntil(page.side.isVisible)
    assert page.view.hasFocus()
    window.resize(1366, 768)
    qtbot.waitUntil(page.file_pane.isVisible)


def test_f6_goes_from_the_list_to_the_file_where_both_are_seen(page: ProposalsPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(page.view, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: (found := window.focusWidget()) is not None and page.file_pane.isAncestorOf(found))


def test_a_double_click_on_the_splitter_restores_its_default(page: ProposalsPage, qtbot: QtBot) -> None:
    before = page.splitter.sizes()
    page.splitter.setSizes([400, 800])
    qtbot.mouseDClick(page.splitter.handle(1), LEFT)
    assert page.splitter.sizes() == before


def test_the_menu_of_a_row_offers_its_steps_and_leaves_the_ticks(
    page: ProposalsPage, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int | None]] = []
    monkeypatch.setattr("zxdesk.ui.pages.batch_runner.open_step", lambda _w, step, target, **_k: opened.append((step.verb, target)) or True)
    ids = list(page.view.rows.ids())
    page.side.select(ids[:2])
    received = next(row for row in range(10) if page.view.rows.row_at(row)["stage_label"] == "已收件")  # type: ignore[index]
    page.view.setCurrentIndex(page.view.rows.index(received, 0))
    menu = page.side.made_menu()
    action = next(action for action in menu.actions() if action.text() == "初审…")
    action.trigger()
    assert opened == [("first-review", ids[received])]
    assert page.view.selected_ids() == ids[:2]
    assert {"打开", "复制", "导出…", "粘贴提案号", "存为视图…"} <= {action.text() for action in menu.actions()}


def test_the_list_is_written_as_a_sheet(
    page: ProposalsPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "提案.xlsx"
    monkeypatch.setattr("zxdesk.ui.prompts.save_file", lambda *_args: target)
    page.side.select(list(page.view.rows.ids())[:3])
    assert page.export()
    qtbot.waitUntil(target.exists, timeout=10000)
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy)
    cells = [[cell.value for cell in row] for row in load_workbook(target).active.iter_rows()]  # type: ignore[union-attr]
    heads = next(row for row in cells if "案由" in row)
    assert len(cells) - cells.index(heads) - 1 == 3


def test_a_list_behind_a_figure_stands_as_a_chip_that_can_be_taken_away(page: ProposalsPage, workspace: Workspace) -> None:
    ids = frozenset(list(page.view.rows.ids())[:4])
    workspace.listed.emit(ProposalFilter(ids=ids), "未答复的提案")
    assert page.view.rows.rowCount() == 4
    assert page.filters.scope.text() == "未答复的提案"
    page.filters.scope.clear()
    assert page.view.rows.rowCount() == 10


def test_in_a_large_plenary_a_search_runs_beside_the_window_and_the_last_one_counts(
    page: ProposalsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zxdesk.ui.pages.proposals.LATE", 5)
    page.search_for("提案之不存在")
    page.search_for("提案之3")
    assert page._finding.is_waiting
    qtbot.waitUntil(lambda: not page._finding.is_waiting and page.view.rows.rowCount() == 1)
    page.search_for("小区多数没有电梯")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 10)
    page.search_for("提案之不存在")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 0)
