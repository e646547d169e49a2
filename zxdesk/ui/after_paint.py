"""Work put off until what was just shown is painted, so that a click is answered before everything behind it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class AfterPaint(QTimer):
    """Does one thing two turns of the event loop later: timers come at the end of a turn, in the first one Qt paints.

    A key that comes earlier to the widget named ``before_keys_of`` finds it done.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=0)
        self._act: Callable[[], object] | None = None
        self._watched: QWidget | None = None
        self._has_waited = self._has_begun = False
        self.timeout.connect(self._on_time)

    def run(self, act: Callable[[], object], *, before_keys_of: QWidget) -> None:
        """Do this; what was to be done before is dropped."""
        self._stop()
        self._act, self._watched, self._has_waited = act, before_keys_of, False
        before_keys_of.installEventFilter(self)
        self.start()

    def run_first(self, act: Callable[[], object], *, before_keys_of: QWidget) -> None:
        """Do this now; before anything was done or dropped here, after painting."""
        if self._has_begun:
            act()
        else:
            self.run(act, before_keys_of=before_keys_of)

    def drop(self) -> None:
        """Do nothing after all: it was done meanwhile."""
        self._has_begun = True
        self._stop()

    def _stop(self) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._act = self._watched = None
        self.stop()

    def _finish(self) -> None:
        act = self._act
        self.drop()
        if act is not None:
            act()

    def _on_time(self) -> None:
        if self._has_waited:
            self._finish()
        else:
            self._has_waited = True
            self.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.InputMethod):
            self._finish()
        return super().eventFilter(watched, event)
