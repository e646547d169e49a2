"""Puts a changed style sheet on what is seen at once, and on what is hidden a piece at a time, before it is seen at the latest."""

from __future__ import annotations

from types import FunctionType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

PIECE = 60
"""Widgets dressed in one turn, about ten milliseconds; what is shown of a hidden page is dressed at once."""
TURN = 40
"""Milliseconds between two turns."""


class Dresser(QObject):
    """Knows the hidden parts that still wear the former look; each is dressed in its turn, or when it is shown.

    WORKAROUND Qt 6.8.3 (``updateObjects`` of qstylesheetstyle.cpp): ``QApplication.setStyleSheet`` polishes every widget once for each of its
    ancestors, the hidden ones too, which takes a second and more where every page is made. What Qt has noted of widgets is therefore taken
    from it first (``unpolish`` of the application), so that it polishes none; here each is polished once.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._waiting: dict[QWidget, None] = {}
        self._timer = QTimer(self, interval=TURN)
        self._timer.timeout.connect(self._on_turn)

    @property
    def waiting(self) -> list[QWidget]:
        """The hidden parts that wear the former look, in the order of their turns."""
        return [part for part in self._waiting if isValid(part)]

    def put_on(self, style_sheet: str) -> None:
        """Give the program this style sheet."""
        self._application.style().unpolish(self._application)
        self._application.setStyleSheet(style_sheet)
        for part in self.waiting:
            part.removeEventFilter(self)
        self._waiting.clear()
        for window in self._application.topLevelWidgets():
            self._dress_shown(window)
        self._timer.start()

    def wake(self, part: QWidget) -> int:
        """Dress a part if it waits, as when it is about to be shown; the number of its widgets."""
        if part not in self._waiting:
            return 0
        del self._waiting[part]
        if not isValid(part):
            return 0
        part.removeEventFilter(self)
        return self._dress_shown(part)

    def _dress_shown(self, root: QWidget) -> int:
        """Dress a widget and what is shown in it, from the outside in, and let what is hidden wait; the number of widgets.

        They are told when all are dressed, since many look at what they hold to arrange it; and those that arrange themselves by the room they
        have are asked to, since the same room now holds more or less.
        """
        dressed, rest = [], [root]
        while rest:
            widget = rest.pop()
            if not isValid(widget):
                continue  # gone since, because what held it was arranged anew
            widget.style().polish(widget)
            dressed.append(widget)
            for child in widget.children():
                if not isinstance(child, QWidget) or child.isWindow():
                    continue  # menus and the like are windows of their own
                if child.isHidden():
                    self._waiting[child] = None
                    child.installEventFilter(self)
                else:
                    rest.append(child)
        for widget in dressed:
            if isValid(widget):
                QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        for widget in dressed:
            if isValid(widget) and isinstance(type(widget).resizeEvent, FunctionType):
                QCoreApplication.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))
        return len(dressed)

    def _on_turn(self) -> None:
        dressed = 0
        while self._waiting and dressed < PIECE:
            dressed += self.wake(next(iter(self._waiting)))
        if not self._waiting:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.wake(watched)
        return super().eventFilter(watched, event)

