"""The small widgets of the feedback page: a word with its key, the place a scan is dropped on, and the red box."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label


class WordKey(QAbstractButton):
    """A word a cell can take, under the digit that fills it in."""

    def __init__(self, digit: int, word: str) -> None:
        super().__init__()
        self._digit = str(digit)
        self.setText(word)
        self.setAccessibleName(f"{digit} {word}")
        self.setToolTip(word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        metrics = theme.metrics()
        width = QFontMetrics(theme.font(metrics.body)).horizontalAdvance(self.text()) + 2 * metrics.cell_padding + 2
        return QSize(width, metrics.fonts["body"] * 2 + metrics.fonts["title"] + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 4 * theme.metrics().fonts["body"]), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_soft" if self.isDown() or self.isChecked() else "hover" if self.underMouse() and self.isEnabled() else "surface"
        edge = 2 if self.hasFocus() else 1
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "accent" if self.isChecked() else "line2"), edge))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(self.rect().adjusted(edge - 1, edge - 1, -edge, -edge).toRectF().adjusted(0.5, 0.5, 0.5, 0.5), 3, 3)
        inner = self.rect().adjusted(theme.metrics().cell_padding, 4, -4, -4)
        half = inner.height() // 2
        painter.setFont(theme.font(theme.metrics().title, QFont.Weight.Bold))
        painter.setPen(theme.colour("accent" if self.isEnabled() else "faint"))
        painter.drawText(QRect(inner.x(), inner.y(), inner.width(), half), painters.LEFT, self._digit)
        painter.setFont(theme.font(theme.metrics().body))
        painter.setPen(theme.colour("text" if self.isEnabled() else "faint"))
        fitting = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.x(), inner.y() + half, inner.width(), half), painters.LEFT, fitting)
        painter.end()


class DropPlace(QAbstractButton):
    """A dashed box that files are dropped on; a click asks for them.

    Signals: ``dropped(list)`` with the paths.
    """

    dropped = Signal(list)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_over = False

    def sizeHint(self) -> QSize:
        return QSize(160, theme.metrics().control + 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self._is_over or self.hasFocus()
        pen = QPen(theme.colour("focus" if is_marked else "border"), 2 if is_marked else 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        if self._is_over or self.isDown() or (self.underMouse() and self.isEnabled()):
            painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2).toRectF(), 3, 3)
        ink = "text" if self.isEnabled() else "faint"
        side = theme.metrics().icon
        font = theme.font(theme.metrics().body)
        width = QFontMetrics(font).horizontalAdvance(self.text())
        x = max((self.width() - width - side - 7) // 2, 8)
        icons.draw(painter, QRect(x, (self.height() - side) // 2, side, side), "attach", "muted" if self.isEnabled() else "faint")
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        painter.drawText(QRect(x + side + 7, 0, self.width() - x - side - 12, self.height()), painters.LEFT, self.text())
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.isEnabled() and event.mimeData().hasUrls():
            self._set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _set_over(self, over: bool) -> None:
        self._is_over = over
        self.update()


class RedBox(QFrame):
    """What did not satisfy, and the step that follows."""

    def __init__(self, action: str, on_action: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("box", "error")
        self.setAccessibleName("不满意")
        self._head = label("", "section", wrap=True)
        self._words = label("", wrap=True)
        self.button = ActionButton(action, icon="undo", clicked=on_action)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_words(self, head: str, words: str, *, with_button: bool) -> None:
        """Say what it is about; without a head the box goes away."""
        self._head.setText(head)
        self._words.setText(words)
        self.setAccessibleDescription(f"{head} {words}".strip())
        self.button.setVisible(with_button)
        self.setVisible(bool(head))

    def set_short(self, short: bool) -> None:
        """Leave out the sentence where room is short; it stays as the tooltip."""
        self._words.setVisible(not short)
        self.setToolTip(self._words.text() if short else "")


def spaced(*widgets: QWidget) -> QWidget:
    """Widgets one under the other, 4 px apart, as one block of a panel."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget)
    return block
