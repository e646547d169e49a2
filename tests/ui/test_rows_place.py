"""Selection, cursor and place of a list survive refreshes, sorts and rows that come or go; also 170,000 selected."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.ui.kept_place import RANGES_KEPT
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column

COLUMNS = (Column("check", "", 30, kind="check"), Column("number", "号", 60), Column("title", "案由", 200, stretch=True))
Flag = QItemSelectionModel.SelectionFlag


def fetch(ids: Sequence[int]) -> list[dict[str, object]]:
    return [{"id": one, "number": str(one), "title": "关于增设老年食堂的提案"} for one in ids]


@pytest.fixture
def view(looked: QApplication, qtbot: QtBot) -> RowsView:
    made = RowsView(COLUMNS)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.replace_window(list(range(1000)), fetch)
    made.show()
    return made


def top_id(view: RowsView) -> object:
    return view.rows.id_at(view.rowAt(0))


def test_the_next_row_becomes_current_when_the_current_one_left(view: RowsView, qtbot: QtBot) -> None:
    view.select_id(500)
    with qtbot.waitSignal(view.current_changed, timeout=1000) as told:
        view.replace_window([one for one in range(1000) if one != 500], fetch)
    assert told.args == [501]
    assert view.selected_ids() == []


def test_the_row_before_becomes_current_when_the_last_one_left(view: RowsView) -> None:
    view.select_id(999)
    view.replace_window(list(range(990)), fetch)
    assert view.current_id() == 989


def test_rows_that_come_above_do_not_move_what_is_on_the_screen(view: RowsView) -> None:
    view.select_id(500)
    view.verticalScrollBar().setValue(view.rowHeight(0) * 490 + 7)
    before = view.rowViewportPosition(500)
    view.replace_window([*range(2000, 2007), *range(1000)], fetch)
    assert top_id(view) == 490
    assert view.rowViewportPosition(507) == before


def test_another_order_keeps_the_place_and_the_selected(view: RowsView) -> None:
    view.select_ids([10, 20, 30])
    view.verticalScrollBar().setValue(4000)
    view.replace_window(list(range(999, -1, -1)), fetch)
    assert view.verticalScrollBar().value() == 4000
    assert view.selected_ids() == [30, 20, 10]


def test_the_same_rows_again_say_nothing(view: RowsView, qtbot: QtBot) -> None:
    view.select_ids([10, 20])
    with qtbot.assertNotEmitted(view.selected), qtbot.assertNotEmitted(view.current_changed):
        view.replace_window(list(range(1000)), fetch)
    assert view.selected_ids() == [10, 20]


def test_a_list_that_became_empty_and_full_again_has_no_ghosts(view: RowsView) -> None:
    view.select_id(5)
    view.replace_window([], fetch)
    assert (view.current_id(), view.selected_ids()) == (None, [])
    view.replace_window([7, 8], fetch)
    assert view.selected_ids() == []


def test_all_of_170_000_are_selected_read_and_kept(view: RowsView, qtbot: QtBot) -> None:
    every = list(range(170_000))
    view.replace_window(every, fetch)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_count() == 170_000
    assert view.are_all_selected()
    view.grab()
    view.selectionModel().select(view.rows.index(70_000, 0), Flag.Deselect | Flag.Rows)
    view.replace_window(every[::-1], fetch)
    assert view.selected_count() == 169_999
    assert view.selected_ids() == [one for one in every[::-1] if one != 70_000]


def test_a_selection_in_too_many_pieces_is_given_up_and_said(view: RowsView, qtbot: QtBot) -> None:
    half = list(range(0, RANGES_KEPT * 4, 2))
    view.replace_window(half, fetch)
    view.selectAll()
    with qtbot.waitSignal(view.selected, timeout=1000) as told:
        view.replace_window(list(range(RANGES_KEPT * 4)), fetch)
    assert told.args == [[]]


def test_groups_and_their_rows_keep_the_selection(looked: QApplication, qtbot: QtBot) -> None:
    view = RowsView((Column("number", "号"), Column("stage", "状态")), [{"id": at, "number": str(at), "stage": at % 2} for at in range(10)])
    qtbot.addWidget(view)
    view.select_ids([4, 5])
    view.set_groups("stage")
    assert sorted(view.selected_ids()) == [4, 5]
    view.selectAll()
    assert sorted(view.selected_ids()) == list(range(10))
    view.set_groups(None)
    assert sorted(view.selected_ids()) == list(range(10))
