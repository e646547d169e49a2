"""A line with the records that match below it, all keys staying in the line; for jumping, where a picker would be for filling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.widgets.labels import KeyHint
from zxdesk.ui.widgets.picker import Option, matching

SHOWN = 8


class JumpLine(QFrame):
    """Stands over its parent while something is looked for.

    Signals: ``found(str, bool)`` with the key of the record and whether it is only to be shown (Shift+Enter); ``left()`` when the clerk
    gave up.
    """

    found = Signal(str, bool)
    left = Signal()

    def __init__(self, name: str, hints: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("calendarPopup")
        self.setAccessibleName(name)
        self._options: list[Option] = []
        self._listed: list[Option] = []
        self.line = _Line(self)
        self.line.setPlaceholderText(name)
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self._list)
        self._lines = QStringListModel(self)
        self.list = QListView()
        self.list.setAccessibleName(f"{name}：找到的")
        self.list.setObjectName("completions")
        self.list.setModel(self._lines)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._take(index.row(), only_show=False))
        below = QHBoxLayout()
        below.setSpacing(12)
        for key, words in hints:
            below.addWidget(KeyHint(key, words))
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        self.hide()

    def open_at(self, x: int, y: int, options: Sequence[Option]) -> None:
        """Show it there, empty, with these records to choose from."""
        self._options = list(options)
        self.line.clear()
        self._list("")
        metrics = theme.metrics()
        self.resize(round(metrics.body * 27), SHOWN * metrics.row + 2 * metrics.control + 40)
        parent = self.parentWidget()
        if parent is not None:
            self.resize(min(self.width(), parent.width() - 16), min(self.height(), parent.height() - 8))
            self.move(max(min(x, parent.width() - self.width() - 8), 0), max(min(y, parent.height() - self.height() - 4), 0))
        self.show()
        self.raise_()
        self.line.setFocus()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key of the line that moves in the list, takes a record or gives up."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex().row(), only_show=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape:
            self.close_quietly()
            self.left.emit()
        else:
            return False
        return True

    def close_quietly(self) -> None:
        """Put it away."""
        self.hide()

    def _move(self, by: int) -> None:
        count = self._lines.rowCount()
        if count:
            self.list.setCurrentIndex(self._lines.index((self.list.currentIndex().row() + by) % count))

    def _take(self, row: int, *, only_show: bool) -> None:
        if 0 <= row < len(self._listed):
            self.close_quietly()
            self.found.emit(self._listed[row].key, only_show)

    def _list(self, typed: str) -> None:
        self._listed = matching(self._options, typed)
        self._lines.setStringList([option.line for option in self._listed])
        self.list.setCurrentIndex(self._lines.index(0) if self._listed else QModelIndex())


class _Line(QLineEdit):
    def __init__(self, box: JumpLine) -> None:
        super().__init__()
        self._box = box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._box.press(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._box.close_quietly()
