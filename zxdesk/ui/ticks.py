"""Ticking a stretch of rows with Shift, by keys or the mouse, in a list where walking leaves the ticks alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from zxdesk.ui.rows_view import RowsView

_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End})


class TickRange(QObject):
    """Shift ticks from the row where one began to the one where one is, and gives rows back when one returns; Esc takes all away."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view
        self._anchor: int | None = None
        self._before = QItemSelection()
        self._is_walking = False
        view.ticks_stay = True
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_walking:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._view:
            return self._on_key(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            return self._on_press(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._view.selected_count():
            self._view.clearSelection()
            return True
        if event.key() not in _MOVES or not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control):
                self._anchor = None
            return False
        self._begin()
        self._is_walking = True
        plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.ControlModifier
        QApplication.sendEvent(self._view, QKeyEvent(QEvent.Type.KeyPress, event.key(), plain))
        self._is_walking = False
        self._tick()
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        index = self._view.indexAt(event.position().toPoint())
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() != Qt.MouseButton.LeftButton or not with_shift or not index.isValid():
            self._anchor = None
            return False
        self._begin()
        self._view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._tick()
        return True

    def _begin(self) -> None:
        if self._anchor is None:
            self._anchor = max(self._view.currentIndex().row(), 0)
            self._before = self._view.selectionModel().selection()

    def _tick(self) -> None:
        model = self._view.rows
        here = self._view.currentIndex().row()
        if self._anchor is None or here < 0:
            return
        top, bottom = min(self._anchor, here), max(self._anchor, here)
        wanted = QItemSelection(self._before)
        stretch = QItemSelection(model.index(top, 0), model.index(bottom, model.columnCount() - 1))
        wanted.merge(stretch, QItemSelectionModel.SelectionFlag.Select)
        self._view.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
