"""A scrolling area whose content keeps its width when the scroll bar appears: the bar stands in the content's right margin."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class SteadyArea(QScrollArea):
    """Nothing moves sideways when a part grows longer than its place, so that words and fields can stand at the same x."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = 0
        self.setWidgetResizable(True)

    def setWidget(self, content: QWidget) -> None:
        layout = content.layout()
        self._edge = layout.contentsMargins().right() if layout is not None else 0
        super().setWidget(content)
        self._keep()

    def _keep(self) -> None:
        layout = self.widget().layout() if self.widget() is not None else None
        if layout is None:
            return
        margins = layout.contentsMargins()
        bar = self.width() - 2 * self.frameWidth() - self.viewport().width()
        if margins.right() != max(self._edge - bar, 0):
            margins.setRight(max(self._edge - bar, 0))
            layout.setContentsMargins(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep()
