"""Columns are dragged, widened, chosen and remembered per font size, and the first ones stay when scrolling sideways."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.memory import Memory
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column

COLUMNS = (
    Column("check", "", 30, kind="check"), Column("light", "灯", 80, kind="light"), Column("number", "号", 60),
    Column("title", "案由", 300, stretch=True), Column("unit", "主办", 100, yields=1), Column("stage", "状态", 90, kind="badge"),
    Column("kind", "提案者类型", 120, is_optional=True), Column("category", "类别", 120, is_optional=True),
)  # fmt: skip
ROWS = [
    {"id": at, "number": f"{at:04d}", "title": "关于增设老年食堂的提案", "unit": "县民政局", "light": ("红", "超 6 天"), "stage": "办理中"}
    for at in range(40)
]


@pytest.fixture
def view(looked: QApplication, qtbot: QtBot) -> RowsView:
    made = RowsView(COLUMNS, ROWS)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def shown(view: RowsView) -> list[str]:
    return [COLUMNS[at].key for at in view.layout_of_columns.order()]


def choice(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def drag(view: RowsView, key: str, to: int) -> None:
    header = view.horizontalHeader()
    at = next(at for at, column in enumerate(COLUMNS) if column.key == key)
    header.moveSection(header.visualIndex(at), to)


def test_optional_columns_are_offered_and_stay_once_chosen(view: RowsView, qtbot: QtBot) -> None:
    assert "kind" not in shown(view)
    menu = view.choose_columns()
    with qtbot.waitSignal(view.columns_changed, timeout=1000):
        choice(menu, "提案者类型").trigger()
    choice(menu, "状态").trigger()
    menu.close()
    assert shown(view) == ["check", "light", "number", "title", "unit", "kind"]
    view.resize(400, 300)
    assert "kind" in shown(view)
    assert "unit" not in shown(view)


def test_the_chooser_stays_open_while_boxes_are_ticked(view: RowsView, qtbot: QtBot) -> None:
    menu = view.choose_columns()
    box = menu.actionGeometry(choice(menu, "类别")).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=box)
    assert menu.isVisible()
    assert "category" in shown(view)
    menu.close()


def test_the_chooser_leaves_out_what_always_stands(view: RowsView) -> None:
    menu = view.choose_columns()
    assert [action.text() for action in menu.actions() if action.text()] == ["灯", "号", "主办", "状态", "提案者类型", "类别", "恢复默认"]
    menu.close()


def test_a_right_click_on_the_head_opens_the_chooser(view: RowsView, qtbot: QtBot) -> None:
    view.head.customContextMenuRequested.emit(QPoint(200, 5))
    menu = next(menu for menu in view.findChildren(QMenu) if menu.isVisible())
    assert choice(menu, "状态").isChecked()
    menu.close()


def test_columns_are_dragged_but_the_frozen_ones_stay_in_front(view: RowsView) -> None:
    drag(view, "stage", 3)
    assert shown(view) == ["check", "light", "number", "stage", "title", "unit"]
    drag(view, "unit", 0)
    assert shown(view) == ["check", "light", "number", "unit", "stage", "title"]
    drag(view, "number", 5)
    assert shown(view)[:3] == ["check", "light", "number"]


def test_the_state_of_columns_comes_back_and_default_takes_it_away(view: RowsView) -> None:
    view.resize(900, 300)
    default = shown(view)
    view.layout_of_columns.choose("category", is_shown=True)
    drag(view, "stage", 3)
    view.setColumnWidth(4, 133)
    state = view.column_state()
    view.set_column_state({})
    assert (shown(view), view.columnWidth(4)) == (default, 100)
    view.set_column_state(state)
    assert shown(view) == ["check", "light", "number", "stage", "title", "unit", "category"]
    assert view.columnWidth(4) == 133
    choice(view.layout_of_columns.menu(), "恢复默认").trigger()
    assert shown(view) == default


def test_a_damaged_state_is_passed_over(view: RowsView) -> None:
    default = shown(view)
    view.set_column_state({"order": ["nothing", 3, "title"], "widths": {"unit": "wide", "stage": -5}, "shown": ["check"]})
    assert sorted(shown(view)) == sorted(default)
    assert view.columnWidth(5) == 90


def test_each_font_size_remembers_its_own_columns(view: RowsView, looked: QApplication, tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep_columns("list", view)
    view.setColumnWidth(4, 133)
    memory.set_look("light", "大")
    theme.apply(looked, tokens.LIGHT, metrics.LARGE)
    assert view.columnWidth(4) == round(100 * 15 / 13)
    view.layout_of_columns.choose("category", is_shown=True)
    memory.set_look("light", "中")
    theme.apply(looked, tokens.LIGHT, metrics.MEDIUM)
    assert view.columnWidth(4) == 133
    assert "category" not in shown(view)


def test_wide_lists_scroll_sideways_under_the_frozen_columns(view: RowsView, qtbot: QtBot) -> None:
    for key in ("kind", "category"):
        view.layout_of_columns.choose(key, is_shown=True)
    view.resize(450, 300)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert view.is_scrolled_sideways()
    assert view.visualRect(view.rows.index(0, 2)).x() == 110
    assert view.indexAt(QPoint(120, 10)).column() == 2
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(15, 40))
    assert view.selected_ids() == [1]
    before = view.horizontalScrollBar().value()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.horizontalScrollBar().value() == before
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.horizontalScrollBar().value() < before


def test_the_frozen_columns_are_drawn_the_same_wherever_the_rest_is(view: RowsView) -> None:
    for key in ("kind", "category"):
        view.layout_of_columns.choose(key, is_shown=True)
    view.resize(450, 300)
    frozen = QRect(0, 0, view.frozen_width() - 1, 200)
    before = view.viewport().grab(frozen).toImage()
    view.horizontalScrollBar().setValue(60)
    assert view.is_scrolled_sideways()
    assert view.viewport().grab(frozen).toImage() == before


def test_a_click_on_a_frozen_head_sorts_by_it_though_another_lies_under_it(view: RowsView, qtbot: QtBot) -> None:
    for key in ("kind", "category"):
        view.layout_of_columns.choose(key, is_shown=True)
    view.resize(450, 300)
    view.horizontalScrollBar().setValue(120)
    qtbot.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(140, 10))
    assert view.rows.sorting == ("number", False)
    qtbot.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(140, 10))
    assert view.rows.sorting == ("number", True)
    assert view.head.sortIndicatorSection() == 2


def test_the_arrow_stays_where_the_list_is_sorted_by_when_the_box_is_clicked(view: RowsView, qtbot: QtBot) -> None:
    view.sort_by("number", descending=True)
    qtbot.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(15, 10))
    assert view.are_all_selected()
    assert view.head.sortIndicatorSection() == 2
    qtbot.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(15, 10))
    assert view.selected_ids() == []
