"""What one does to rows: right click, menu key, copy with heads, paste, and tooltips that tell what is cut or open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from zxdesk.domain.light import Light
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui.deadline_tip import tell_deadlines
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

Tip = Callable[[RowsView, int, int], str]
COLUMNS = (
    Column("check", "", 30, kind="check"), Column("light", "灯", 80, kind="light"), Column("number", "号", 60),
    Column("title", "案由", 160, stretch=True), Column("proposers", "提案者", 100, full="proposers_full"),
    Column("due_on", "期限", 90, kind="date"), Column("kind", "类型", 90, is_optional=True),
)  # fmt: skip


def fetch(ids: Sequence[int]) -> list[dict[str, object]]:
    return [
        {"id": one, "number": f"{one:04d}", "title": "关于在青溪镇\n设立老年人日间照料中心的提案", "proposers": "周砚秋 等 2 人",
         "proposers_full": "周砚秋、温如松", "due_on": date.today().replace(month=5, day=8), "light": ("红", "超 6 天"), "kind": "联名"}
        for one in ids
    ]  # fmt: skip


@pytest.fixture
def view(looked: QApplication, qtbot: QtBot) -> RowsView:
    made = RowsView(COLUMNS)
    qtbot.addWidget(made)
    made.resize(520, 300)
    made.replace_window(list(range(1000)), fetch)
    made.show()
    return made


def right_click(view: RowsView, row: int) -> None:
    at = view.visualRect(view.rows.index(row, 3)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)


@pytest.fixture
def tip(monkeypatch: pytest.MonkeyPatch) -> Callable[[RowsView, int, int], str]:
    """What the tooltip of a cell says."""
    told: list[str] = []
    monkeypatch.setattr("zxdesk.ui.row_delegate.QToolTip.showText", lambda _at, text, _widget: told.append(text))

    def asked(view: RowsView, row: int, column: int) -> str:
        index = view.rows.index(row, column)
        at = view.visualRect(index).center()
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        view.itemDelegate().helpEvent(event, view, option, index)
        return told[-1]

    return asked


def test_a_right_click_chooses_the_row_under_it(view: RowsView, qtbot: QtBot) -> None:
    view.select_id(2)
    with qtbot.waitSignal(view.context_wanted, timeout=1000):
        right_click(view, 4)
    assert (view.selected_ids(), view.current_id()) == ([4], 4)


def test_a_right_click_within_the_selection_leaves_it(view: RowsView, qtbot: QtBot) -> None:
    view.select_ids([2, 3, 4])
    with qtbot.waitSignal(view.context_wanted, timeout=1000):
        right_click(view, 3)
    assert view.selected_ids() == [2, 3, 4]


def test_the_menu_key_asks_at_the_current_row_and_brings_it_into_sight(view: RowsView, qtbot: QtBot) -> None:
    view.select_id(600)
    view.verticalScrollBar().setValue(0)
    with qtbot.waitSignal(view.context_wanted, timeout=1000) as asked:
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0)))
    where = view.viewport().mapFromGlobal(asked.args[0])
    assert view.viewport().rect().contains(where)
    assert abs(where.y() - view.visualRect(view.rows.index(600, 0)).bottom()) <= 1


def test_copied_rows_have_heads_full_values_and_the_order_on_the_screen(view: RowsView, qtbot: QtBot) -> None:
    view.horizontalHeader().moveSection(5, 3)
    view.select_id(7)
    with qtbot.waitSignal(view.copied, timeout=1000) as told:
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    due = date.today().replace(month=5, day=8).isoformat()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines == ["灯\t号\t期限\t案由\t提案者", f"超 6 天\t0007\t{due}\t关于在青溪镇 设立老年人日间照料中心的提案\t周砚秋、温如松"]
    assert told.args == [1]


def test_ten_thousand_rows_are_copied_while_the_window_goes_on(view: RowsView, qtbot: QtBot) -> None:
    view.replace_window(list(range(10_000)), fetch)
    view.selectAll()
    QGuiApplication.clipboard().setText("former")
    view.copy()
    assert QGuiApplication.clipboard().text() == "former"
    with qtbot.waitSignal(view.copied, timeout=20_000) as told:
        view.verticalScrollBar().setValue(500)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert told.args == [10_000]
    assert (len(lines), lines[1][:9], lines[-1][:10]) == (10_001, "超 6 天\t000", "超 6 天\t9999")


def test_a_second_copy_takes_the_place_of_one_that_is_not_done(view: RowsView, qtbot: QtBot) -> None:
    view.selectAll()
    view.copy()
    view.select_id(3)
    view.copy()
    qtbot.wait(50)
    assert QGuiApplication.clipboard().text().count("\n") == 1


def test_pasted_text_is_told(view: RowsView, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("0012\n0103")
    with qtbot.waitSignal(view.pasted, timeout=1000) as told:
        qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["0012\n0103"]


def test_a_tooltip_stands_only_where_the_text_is_cut(view: RowsView, tip: Tip) -> None:
    assert tip(view, 0, 2) == ""
    assert tip(view, 0, 3).startswith("关于在青溪镇")
    view.resize(1200, 300)
    assert tip(view, 0, 3) == ""


def test_a_light_tells_every_open_deadline_of_its_proposal(workspace: Workspace, qtbot: QtBot, tip: Tip) -> None:
    view = RowsView(COLUMNS)
    qtbot.addWidget(view)
    view.resize(700, 300)
    late = workspace.read(proposal_ids, ProposalFilter(lights=frozenset({Light.RED, Light.YELLOW, Light.GREEN})), today=workspace.today)
    view.replace_window(late, fetch)
    tell_deadlines(view, workspace)
    told = tip(view, 0, 1).split("\n")
    assert told[0]
    assert all(len(line.split("　")) == 3 for line in told)
