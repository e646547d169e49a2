"""A figure one can press: number, name and one line of detail."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from zxdesk.ui import painters, theme


class Tile(QToolButton):
    """One tile of 今日; checked, it has the accent frame. The number is red only when something in it is late."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._number, self._detail, self._late = name, 0, "", False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_figure(0)

    def set_figure(self, number: int, detail: str = "", *, is_late: bool = False) -> None:
        """Show a number with its line of detail."""
        self._number, self._detail, self._late = number, detail, is_late
        self.setAccessibleName(f"{self._name} {number}，{detail}" if detail else f"{self._name} {number}")
        self.setToolTip(detail)
        self.update()

    def rename(self, name: str) -> None:
        """Change the words beside the number."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        metrics = theme.metrics()
        return QSize(130, 34 + metrics.fonts["body"] + metrics.fonts["second"] + 9)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        frame = QPen(theme.colour("focus" if self.hasFocus() else "accent" if strong else "line"), 2 if self.hasFocus() else 1)
        painter.setPen(frame)
        painter.setBrush(theme.colour("hover" if self.underMouse() and not strong else "surface"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 4, 4)
        if self.isChecked():
            painter.fillRect(QRect(2, self.height() - 3, self.width() - 4, 2), theme.colour("accent"))
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        metrics = theme.metrics()
        second = metrics.fonts["second"] + 6
        top = QRect(12, 8, self.width() - 20, self.height() - second - 16)
        painter.setFont(theme.font(24 * metrics.body / 13, QFont.Weight.Bold))
        painter.setPen(theme.colour(theme.tokens().red if self._late else "text"))
        painter.drawText(top, painters.LEFT, str(self._number))
        used = painter.fontMetrics().horizontalAdvance(str(self._number)) + 9
        painter.setFont(theme.font(metrics.body))
        painter.setPen(theme.colour("text"))
        painter.drawText(top.adjusted(used, 6, 0, 0), painters.LEFT, self._name)
        painter.setFont(theme.font(metrics.second))
        painter.setPen(theme.colour("muted"))
        below = QRect(12, self.height() - second - 8, self.width() - 20, second)
        shown = painter.fontMetrics().elidedText(self._detail, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, painters.LEFT, shown)
