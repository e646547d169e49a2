"""The model of lists keeps Qt's contract whole, windowed, grouped, sorted and replaced, and reads ahead without losing a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.ui.row_window import PAGE, PAGES_KEPT, RowWindow
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column, Group, RowsModel


@dataclass(frozen=True)
class Row:
    id: int
    number: str
    stage: str = "办理中"


COLUMNS = (Column("number", "号", 60), Column("stage", "状态", 90, stretch=True))


def row(one: int) -> Row:
    return Row(one, f"第{one}号", "办结" if one % 3 else "办理中")


def fetched(ids: Sequence[int]) -> list[Row]:
    return [row(one) for one in ids]


@pytest.fixture
def model(looked: QApplication) -> Iterator[RowsModel]:
    made = RowsModel(COLUMNS, [row(one) for one in range(1, 8)])
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def numbers(model: RowsModel) -> list[str]:
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_whole_rows_are_sorted_and_replaced(model: RowsModel) -> None:
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.set_rows([row(2), row(10), row(1)])
    assert numbers(model) == ["第10号", "第2号", "第1号"]


def test_a_window_takes_the_place_of_whole_rows_and_back(model: RowsModel) -> None:
    model.set_window(list(range(1000)), fetched)
    assert model.data(model.index(999, 0)) == "第999号"
    model.set_window([], fetched)
    assert model.rowCount() == 0
    model.set_rows([row(1)])
    assert numbers(model) == ["第1号"]


def test_groups_head_their_rows_with_counts_and_sorting_works_within(model: RowsModel) -> None:
    model.set_groups("stage")
    heads = [(one.title, one.note) for one in map(model.row_at, range(model.rowCount())) if isinstance(one, Group)]
    assert heads == [("办结", "5 件"), ("办理中", "2 件")]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert numbers(model) == ["办结", "第7号", "第5号", "第4号", "第2号", "第1号", "办理中", "第6号", "第3号"]
    assert model.ids()[0] is None
    model.set_groups(None)
    assert numbers(model)[0] == "第7号"


def test_a_record_that_was_taken_back_leaves_an_empty_row_and_moves_no_other(looked: QApplication) -> None:
    model = RowsModel(COLUMNS)
    model.set_window(list(range(PAGE * 2)), lambda ids: [row(one) for one in ids if one != 3])
    assert numbers(model)[2:5] == ["第2号", "", "第4号"]


def test_ids_take_eight_bytes_each() -> None:
    window = RowWindow(list(range(170_000)), fetched)
    assert memoryview(window.ids).nbytes == 170_000 * 8  # type: ignore[arg-type]


def test_the_page_ahead_is_read_first_in_either_direction() -> None:
    window = RowWindow(list(range(PAGE * 10)), fetched)
    window.row(PAGE * 4)
    assert window.missing(PAGE * 4, PAGE * 4 + 20) == [5, 3]
    window.row(PAGE * 3)
    assert window.missing(PAGE * 3, PAGE * 3 + 20) == [2]


def test_only_the_pages_seen_lately_are_kept() -> None:
    window = RowWindow(list(range(PAGE * (PAGES_KEPT + 5))), fetched)
    for at in range(0, len(window), PAGE):
        window.row(at)
    assert len(window._pages) == PAGES_KEPT


def test_a_quiet_list_has_read_the_next_page_before_it_is_scrolled_to(looked: QApplication, qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(ids: Sequence[int]) -> list[Row]:
        asked.append(ids[0])
        return fetched(ids)

    view = RowsView(COLUMNS)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.replace_window(list(range(5000)), fetch)
    view.show()
    qtbot.waitUntil(lambda: asked == [0, PAGE], timeout=2000)
    view.verticalScrollBar().setValue(view.rowHeight(0) * PAGE)
    view.grab()
    assert asked[:2] == [0, PAGE]
    qtbot.waitUntil(lambda: PAGE * 2 in asked, timeout=2000)
