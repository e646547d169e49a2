"""The line one searches with: lens, count of what was found, and a cross to empty it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from zxdesk.ui import theme
from zxdesk.ui.widgets.button import icon_button
from zxdesk.ui.widgets.labels import IconLabel, KeyHint

PAUSE = 200


class SearchBox(QLineEdit):
    """A search line.

    Signals: ``searched(str)`` 200 ms after the last key, and at once on Enter or when emptied; ``down_pressed()`` on ↓, for the
    list below.
    """

    searched = Signal(str)
    down_pressed = Signal()

    def __init__(self, hint: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._lens = IconLabel("find")
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._key = KeyHint(key, parent=self)
        self._clear = icon_button("clear", "清空", framed=False, clicked=self.clear, side=22, parent=self)
        self._clear.setProperty("inner", True)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 6, 0)
        row.setSpacing(6)
        row.addWidget(self._lens)
        row.addStretch(1)
        for widget in (self._count, self._key, self._clear):
            row.addWidget(widget)
        self._has_key = bool(key)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._search_now)
        self._on_text_changed("")
        self._timer.stop()

    def show_text(self, text: str) -> None:
        """Let a text stand here without searching for it."""
        with QSignalBlocker(self):
            self.setText(text)
        self._timer.stop()
        self._show_parts(text)

    def set_key_hint(self, key: str) -> None:
        """Show the key that leads here, or none."""
        self._has_key = bool(key)
        self._key.set_key(key)
        self._key.setVisible(self._has_key and not self.text())

    def set_count(self, count: int | None, unit: str = "件") -> None:
        """Show how many were found; None shows nothing."""
        self._count.setText("" if count is None else f"{count} {unit}")
        self._make_room()

    def _search_now(self) -> None:
        self._timer.stop()
        self.searched.emit(self.text().strip())

    def _on_text_changed(self, text: str) -> None:
        self._show_parts(text)
        if text:
            self._timer.start()
        else:
            self._search_now()

    def _show_parts(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._key.setVisible(self._has_key and not text)
        self._make_room()

    def _make_room(self) -> None:
        used = self._count.sizeHint().width() + (28 if self.text() else 0) + 12
        self.setTextMargins(theme.metrics().icon + 7, 0, used if self._count.text() or self.text() else theme.metrics().icon, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_has_key"):
            self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)
