"""A figure one can press: number, name and one line of detail, or all in one line where the window is low."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from zxdesk.ui import painters, theme

EDGE = 12


class Tile(QToolButton):
    """One tile of 今日; checked, it has the accent frame. The number is red only when something in it is late."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._number, self._detail, self._late, self._is_compact = name, 0, "", False, False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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

    def set_compact(self, compact: bool) -> None:
        """Leave out the line of detail; it stays in the tooltip."""
        if compact != self._is_compact:
            self._is_compact = compact
            self.updateGeometry()
            self.update()

    def figure(self) -> tuple[int, str, bool]:
        """The number, the line of detail and whether something in it is late."""
        return self._number, self._detail, self._late

    def sizeHint(self) -> QSize:
        metrics = theme.metrics()
        if self._is_compact:
            return QSize(100, metrics.control + 6)
        return QSize(130, 34 + metrics.fonts["body"] + metrics.fonts["second"] + 9)

    def minimumSizeHint(self) -> QSize:
        return QSize(84, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_checked, has_focus = self.isChecked(), self.hasFocus()
        painter.setPen(QPen(theme.colour("focus" if has_focus else "accent" if is_checked else "line"), 2 if has_focus else 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() and not is_checked else "surface"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 4, 4)
        if is_checked:
            painter.fillRect(QRect(2, self.height() - 3, self.width() - 4, 2), theme.colour("accent"))
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        metrics = theme.metrics()
        second = 0 if self._is_compact else metrics.fonts["second"] + 6
        edge = 8 if self._is_compact else EDGE
        top = QRect(edge, 2, self.width() - edge - 4, self.height() - 4) if self._is_compact else QRect(
            edge, 8, self.width() - edge - 6, self.height() - second - 16
        )
        number = theme.font((17 if self._is_compact else 24) * metrics.body / 13, QFont.Weight.Bold)
        painter.setFont(number)
        painter.setPen(theme.colour(theme.tokens().red if self._late and self._number else "text"))
        painter.drawText(top, painters.LEFT, str(self._number))
        used = QFontMetrics(number).horizontalAdvance(str(self._number)) + (6 if self._is_compact else 9)
        painter.setFont(theme.font(metrics.body))
        painter.setPen(theme.colour("text"))
        beside = top.adjusted(used, 1 if self._is_compact else 6, 0, 0)
        painter.drawText(beside, painters.LEFT, painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, beside.width()))
        if not self._is_compact:
            painter.setFont(theme.font(metrics.second))
            painter.setPen(theme.colour("muted"))
            below = QRect(edge, self.height() - second - 8, self.width() - edge - 6, second)
            shown = painter.fontMetrics().elidedText(self._detail, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, painters.LEFT, shown)
