"""A window that was closed leaves no thread, no running job and no ticking timer behind; a dialog or menu that was answered, nothing."""

from __future__ import annotations

import threading

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from zxdesk.ui.main_window import PAGES, MainWindow
from zxdesk.ui.passing import Dialog, pop_up
from zxdesk.ui.workspace import Workspace


def ticking(window: MainWindow) -> list[str]:
    """Timers of a window that would fire again and again."""
    return [timer.parent().metaObject().className() for timer in window.findChildren(QTimer) if timer.isActive() and not timer.isSingleShot()]


def test_no_page_leaves_a_timer_that_goes_on_ticking(window: MainWindow, qtbot: QtBot) -> None:
    for key in PAGES:
        window.open_page(key)
        qtbot.wait(10)
    window.open_page("today")
    qtbot.waitUntil(lambda: ticking(window) == [], timeout=3000)


def test_a_closed_window_leaves_no_thread_and_no_job(workspace: Workspace, looked: QApplication, qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.show()
    for key in PAGES:
        window.open_page(key)
        qtbot.wait(5)
    window.find_box.setFocus()
    qtbot.keyClicks(window.find_box, "0001")
    qtbot.wait(250)
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy, timeout=5000)
    assert window.close()
    assert workspace.jobs.wait(5000)
    qtbot.waitUntil(lambda: not window.find_box._jobs.is_busy, timeout=3000)
    for thread in set(threading.enumerate()) - before:
        if not thread.name.startswith("Dummy"):
            thread.join(10)  # a late reading may still be under way, but it ends
            assert not thread.is_alive(), thread.name
    assert not window.isVisible()


def test_a_dialog_that_was_answered_is_gone_with_all_that_stood_in_it(window: MainWindow, qtbot: QtBot) -> None:
    for way in ("exec", "open"):
        dialog = Dialog(window)
        field = QWidget(dialog)
        QTimer.singleShot(10, dialog, dialog.accept)
        getattr(dialog, way)()
        qtbot.waitUntil(lambda field=field: window.findChildren(Dialog) == [] and not isValid(field), timeout=3000)


def test_a_menu_that_was_closed_is_gone(window: MainWindow, qtbot: QtBot) -> None:
    before = len(window.findChildren(QMenu))
    menu = QMenu(window)
    menu.addAction("打开")
    pop_up(menu, window.mapToGlobal(QPoint(200, 200)))
    assert len(window.findChildren(QMenu)) == before + 1
    menu.close()
    qtbot.waitUntil(lambda: len(window.findChildren(QMenu)) == before, timeout=3000)
