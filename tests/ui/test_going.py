"""Going to a page by key or click puts the cursor into it, so that its own keys work at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.ui.main_window import NAV, MainWindow
from zxdesk.ui.widgets.search_box import SearchBox


def is_inside(window: MainWindow) -> bool:
    page, focus = window.current_page(), QApplication.focusWidget()
    return page is not None and focus is not None and page.isAncestorOf(focus)


def active(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitActive(window)


@pytest.mark.parametrize(("number", "key"), [(at + 1, item.key) for at, item in enumerate(NAV[:9])])
def test_a_page_opened_by_its_key_has_the_cursor(window: MainWindow, qtbot: QtBot, number: int, key: str) -> None:
    active(window, qtbot)
    window.nav.setFocus()
    qtbot.keyClick(window.nav, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    page = window.current_page()
    assert page is not None
    assert page.objectName() == key
    assert is_inside(window)


def test_a_page_clicked_in_the_navigation_has_the_cursor_and_its_keys_work(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    place = window.nav.visualRect(window.nav.model().index(1, 0))
    qtbot.mouseClick(window.nav.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.center().x(), place.bottom() - 8))
    assert is_inside(window)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert isinstance(focus, SearchBox) or isinstance(focus.parent(), SearchBox)


def test_arrows_in_the_navigation_only_show_pages_until_enter(window: MainWindow, qtbot: QtBot) -> None:
    active(window, qtbot)
    window.nav.setFocus()
    qtbot.keyClick(window.nav, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is window.nav
    qtbot.keyClick(window.nav, Qt.Key.Key_Return)
    assert is_inside(window)
