"""One line saying what is missing, with one button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label


class EmptyState(QWidget):
    """没有符合筛选的提案。[清除筛选]"""

    def __init__(self, text: str, action: str | None = None, on_action: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._on_action = on_action
        self._words = label(text, "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMinimumWidth(160)
        self._button = ActionButton(action or "", clicked=self._on_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._words)
        layout.addWidget(self._button)
        self.set_words(text, action, on_action)

    def set_words(self, text: str, action: str | None = None, on_action: Callable[[], object] | None = None) -> None:
        """Change the line and its button."""
        self._on_action = on_action
        self._words.setText(text)
        self._words.setMinimumWidth(min(self._words.fontMetrics().horizontalAdvance(text) + 8, 420))
        self._button.setText(action or "")
        self._button.setVisible(bool(action))

    def _on_clicked(self) -> None:
        if self._on_action:
            self._on_action()
