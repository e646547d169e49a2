"""One line saying what is missing, with one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label


class EmptyState(QWidget):
    """没有符合筛选的提案。[清除筛选]"""

    def __init__(self, text: str, action: str | None = None, on_action: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._on_action = on_action
        self._words = label(text, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = ActionButton(action or "", clicked=self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(self._words)
        layout.addWidget(self._button)
        layout.addStretch(1)
        self.set_words(text, action, on_action)

    def set_words(self, text: str, action: str | None = None, on_action: Callable[[], object] | None = None) -> None:
        """Change the line and its button."""
        self._on_action = on_action
        self._words.setText(text)
        self._fit()
        self._button.setText(action or "")
        self._button.setVisible(bool(action))

    def _fit(self) -> None:
        wide = QFontMetrics(theme.font(theme.metrics().body)).horizontalAdvance(self._words.text())
        self._words.setMinimumWidth(min(wide + 8, 420))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_button"):
            self._fit()

    def _on_clicked(self) -> None:
        if self._on_action:
            self._on_action()
