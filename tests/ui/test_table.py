"""Lists sort as Chinese readers expect, keep their place, and fetch only what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from zxdesk.domain.light import Light
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.painters import pieces
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import PAGE, Column, Group, RowsModel, shown


@dataclass(frozen=True)
class Row:
    id: int
    number: str
    title: str = "关于增设老年食堂的提案"
    light: Light | None = None
    light_words: str = ""
    due_on: date | None = None
    units: int = 0


COLUMNS = (
    Column("check", "", 30, kind="check"),
    Column("light", "灯", 90, kind="light", words="light_words", sort="due_on"),
    Column("number", "号", 60),
    Column("title", "案由", 200, stretch=True),
    Column("due_on", "期限", 90, kind="date"),
    Column("units", "单位数", 60, kind="number"),
)


def numbers(model: RowsModel) -> list[str]:
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


@pytest.fixture
def view(looked: QApplication, qtbot: QtBot) -> RowsView:
    made = RowsView(COLUMNS, [Row(at, f"第{at}号", units=at % 7) for at in range(60)])
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def test_the_model_keeps_qts_contract(looked: QApplication) -> None:
    model = RowsModel(COLUMNS, [Row(1, "1"), Row(2, "2")])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(2, Qt.SortOrder.DescendingOrder)
    model.set_rows([Row(3, "3")])
    model.set_window(range(900), lambda ids: [Row(one, str(one)) for one in ids])
    assert model.rowCount() == 900


def test_numbers_in_text_sort_by_their_value() -> None:
    model = RowsModel(COLUMNS, [Row(1, "第10号"), Row(2, "第2号"), Row(3, "第1号")])
    model.sort(2)
    assert numbers(model) == ["第1号", "第2号", "第10号"]


def test_names_sort_by_pinyin() -> None:
    model = RowsModel((Column("number", "姓名"),), [Row(1, "周砚秋"), Row(2, "白露"), Row(3, "许静安")])
    model.sort(0)
    assert [model.index(row, 0).data() for row in range(3)] == ["白露", "许静安", "周砚秋"]


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_the_unknown_stands_last_in_both_directions(order: Qt.SortOrder) -> None:
    model = RowsModel(COLUMNS, [Row(1, "1"), Row(2, "2", due_on=date(2026, 5, 1)), Row(3, "3", due_on=date(2026, 4, 1))])
    model.sort(4, order)
    assert numbers(model)[-1] == "1"


def test_lights_sort_by_urgency_where_nothing_else_is_said() -> None:
    rows = [Row(at, light.value, light=light) for at, light in enumerate((Light.BLUE, Light.GREEN, Light.RED, Light.YELLOW))]
    model = RowsModel((Column("light", "灯", kind="light"), Column("x", ""), Column("number", "号")), rows)
    model.sort(0)
    assert numbers(model) == ["红", "黄", "绿", "蓝"]


def test_dates_are_written_as_people_say_them() -> None:
    assert shown(date(2026, 5, 8), year=2026) == "5月8日"
    assert shown(date(2025, 11, 8), year=2026) == "2025-11-08"
    assert (shown(None), shown(0), shown(("甲", "乙"))) == ("", "0", "甲、乙")


def test_selection_current_row_and_place_survive_a_refresh(view: RowsView) -> None:
    view.select_id(30)
    view.selectionModel().select(view.rows.index(33, 0), view.selectionModel().SelectionFlag.Select | view.selectionModel().SelectionFlag.Rows)
    view.verticalScrollBar().setValue(500)
    view.replace([Row(at, f"第{at}号") for at in range(59, -1, -1) if at != 5])
    assert sorted(view.selected_ids()) == [30, 33]
    assert view.current_id() == 30
    assert view.verticalScrollBar().value() == 500


def test_a_row_that_is_gone_leaves_the_selection(view: RowsView, qtbot: QtBot) -> None:
    view.select_id(30)
    with qtbot.waitSignal(view.selected, timeout=1000) as told:
        view.replace([Row(1, "第1号")])
    assert told.args == [[]]


def test_a_new_sort_keeps_the_selected_records(view: RowsView) -> None:
    view.select_id(30)
    view.rows.sort(2, Qt.SortOrder.DescendingOrder)
    assert view.selected_ids() == [30]


def test_copy_gives_full_values_between_tabs(view: RowsView) -> None:
    view.replace([Row(1, "0012", light=Light.RED, light_words="超 6 天", due_on=date(2020, 5, 1), units=2)])
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == "灯\t号\t案由\t期限\t单位数\n超 6 天\t0012\t关于增设老年食堂的提案\t2020-05-01\t2"


def test_a_click_on_the_box_adds_and_takes_rows_without_keys(view: RowsView, qtbot: QtBot) -> None:
    def click(row: int, column: int = 0) -> None:
        place = view.visualRect(view.rows.index(row, column)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))

    click(0)
    click(2)
    click(3)
    click(2)
    assert view.selected_ids() == [0, 3]
    click(4, 3)
    assert view.selected_ids() == [4]


def test_enter_and_double_click_open_the_record(view: RowsView, qtbot: QtBot) -> None:
    view.select_id(7)
    with qtbot.waitSignal(view.opened, timeout=1000) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [7]


def test_an_empty_list_says_what_is_missing_and_offers_one_button(view: RowsView, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    view.set_empty("没有符合筛选的提案。", "清除筛选", lambda: pressed.append(True))
    assert not view._empty.isVisible()
    view.replace([])
    assert "没有符合筛选的提案。" in [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    view._empty._button.click()
    assert pressed == [True]


def test_groups_span_the_list_and_cannot_be_selected(view: RowsView) -> None:
    view.replace([Group("今天", "2 件"), Row(1, "1"), Row(2, "2")])
    assert view.columnSpan(0, 0) == len(COLUMNS)
    view.selectAll()
    assert view.selected_ids() == [1, 2]


def test_fifty_thousand_rows_fetch_only_the_pages_on_screen(looked: QApplication, qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(ids: Sequence[int]) -> list[Row]:
        asked.append(ids[0])
        return [Row(one, f"第{one}号") for one in ids]

    view = RowsView(COLUMNS)
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.replace_window(range(50_000), fetch)
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    assert set(asked) == {0}
    view.select_id(40_000)
    view.grab()
    assert set(asked) <= {0, 40_000 // PAGE * PAGE, 40_000 // PAGE * PAGE - PAGE}
    assert view.selected_ids() == [40_000]


def test_a_fetched_list_asks_its_query_to_sort(looked: QApplication, qtbot: QtBot) -> None:
    model = RowsModel(COLUMNS)
    model.set_window(range(10), lambda ids: [Row(one, str(one)) for one in ids])
    with qtbot.waitSignal(model.sort_wanted, timeout=1000) as wanted:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert wanted.args == ["due_on", True]


def test_rows_are_drawn_with_light_edge_and_hit(looked: QApplication, qtbot: QtBot, colours_of) -> None:  # type: ignore[no-untyped-def]
    for chosen in (tokens.LIGHT, tokens.DARK):
        theme.apply(looked, chosen, metrics.MEDIUM)
        view = RowsView(COLUMNS, [Row(1, "0012", light=Light.RED, light_words="超 6 天")])
        qtbot.addWidget(view)
        view.rows.set_hits(("老年",))
        view.resize(700, 120)
        view.select_id(1)
        view.show()
        assert {chosen.lights["red"][0], chosen.hit, chosen.accent} <= colours_of(view)


def test_hits_are_split_longest_first_without_overlap() -> None:
    assert pieces("老年人和老年食堂", ("老年", "老年人")) == [("老年人", True), ("和", False), ("老年", True), ("食堂", False)]
    assert pieces("CPI 走势", ("cpi",)) == [("CPI", True), (" 走势", False)]
    assert pieces("无", ()) == [("无", False)]


def test_where_room_is_short_the_columns_that_yield_leave_and_come_back(looked: QApplication, qtbot: QtBot) -> None:
    columns = (Column("number", "号", 60), Column("title", "案由", 240, stretch=True), Column("unit", "主办", 120, yields=2),
               Column("due_on", "期限", 120, yields=1), Column("kind", "类型", 60))  # fmt: skip
    view = RowsView(columns)
    qtbot.addWidget(view)
    view.show()
    view.show_column("kind", False)
    seen = []
    for width in (700, 430, 240, 700):
        view.resize(width, 200)
        seen.append([column.key for at, column in enumerate(columns) if not view.isColumnHidden(at)])
    assert seen == [["number", "title", "unit", "due_on"], ["number", "title", "due_on"], ["number", "title"], seen[0]]
