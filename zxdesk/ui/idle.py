"""Work put off until the window stands or until nobody touches keyboard or mouse: pages made before they are first opened."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

QUIET = 1.2
"""Seconds without a key or a click before anything is done."""
TURN = 150
"""Milliseconds between two pieces."""
SHORT_TURN = 40
"""The same where nobody is waited for."""
_TOUCHES = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.InputMethod}
)


class WhenIdle(QObject):
    """Takes one piece of work after another while the clerk does nothing; ends with the last.

    With ``quiet=0`` it takes them also under his hands, which small pieces only may do. It watches for his touches from its first turn on:
    the first event that Python is shown of a widget of Qt costs some 40 ms, which the window that is about to open need not wait for.
    """

    def __init__(self, application: QApplication, pieces: Iterator[None], parent: QObject, *, quiet: float | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._pieces = pieces
        self._quiet = QUIET if quiet is None else quiet
        self._touched = monotonic()
        self._timer = QTimer(self, interval=TURN if self._quiet else SHORT_TURN)
        self._timer.timeout.connect(self._on_turn)
        self._is_watching = False
        self._timer.start()

    @property
    def is_over(self) -> bool:
        """Whether everything is done."""
        return not self._timer.isActive()

    def _on_turn(self) -> None:
        if self._quiet and not self._is_watching:
            self._is_watching = True
            self._application.installEventFilter(self)
        if monotonic() - self._touched < self._quiet or QApplication.activeModalWidget() is not None:
            return
        try:
            next(self._pieces)
        except StopIteration:
            self._timer.stop()
            self._application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = monotonic()
        return super().eventFilter(watched, event)
