"""A keyboard that presses real keys into whatever has the focus and counts every press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT, NONE = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier, Modifier.NoModifier
PATIENCE = 5000


def is_shown(dialog: QWidget) -> bool:
    """Whether a dialog stands on the screen; one that was answered is gone altogether."""
    return isValid(dialog) and dialog.isVisible()


class Keyboard:
    """Counts in ``pressed``; text typed with ``text`` is what the issue does not count, ``keys`` counts each letter."""

    def __init__(self, qtbot: QtBot, window: QWidget | None = None) -> None:
        self._qtbot = qtbot
        self.pressed = 0
        self._window = window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key, as it arrives at the popup or the widget with the focus."""
        self.pressed += 1
        QTest.keyClick(self.target(), key, modifier)
        QApplication.processEvents()

    def keys(self, letters: str) -> None:
        """Latin letters, digits and signs, one press each."""
        for letter in letters:
            self.pressed += 1
            target = self.target()
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))
            QApplication.processEvents()

    def text(self, written: str) -> None:
        """Text that comes from an input method and is not counted."""
        event = QInputMethodEvent("", [])
        event.setCommitString(written)
        QApplication.sendEvent(self.target(), event)

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait: a button that is pressed by its key is released after a tenth of a second."""
        self._qtbot.waitUntil(happened, timeout=PATIENCE)

    def in_dialog(self, press: Callable[[], object], drive: Callable[[QWidget], object]) -> None:
        """Press what opens a dialog and go on inside it; what is still open at the end is closed."""
        trouble: list[BaseException] = []
        done: list[bool] = []

        def enter() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                if len(done) < PATIENCE // 20:
                    QTimer.singleShot(20, enter)
                done.append(False)
                return
            try:
                dialog.activateWindow()
                self._qtbot.waitUntil(lambda: dialog.isAncestorOf(focus()), timeout=PATIENCE)
                drive(dialog)
                done.append(True)
            except BaseException as problem:
                trouble.append(problem)
            finally:
                if is_shown(dialog):
                    dialog.close()

        QTimer.singleShot(0, enter)
        try:
            press()
        finally:
            if trouble:
                raise trouble[0]
        self._qtbot.waitUntil(lambda: True in done, timeout=PATIENCE)

    def target(self) -> QWidget:
        """Where a key goes now."""
        popup = QApplication.activePopupWidget()
        if popup is not None and popup.isVisible():
            return popup
        if QApplication.activeWindow() is None and self._window is not None and self._window.isVisible():
            self._window.activateWindow()  # the offscreen platform forgets who was active when a popup closes
            QApplication.processEvents()
        found = focus()
        self._window = found.window()
        return found


def focus() -> QWidget:
    """The widget with the focus."""
    found = QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "nothing has the focus"
    return found
