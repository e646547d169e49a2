"""Flat bars with their numbers written out; each bar can be focused and pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zxdesk.ui import painters, theme

BAR = 12


@dataclass(frozen=True)
class Bar:
    """One bar: key, name, its parts as (amount, colour token), and the words at its right."""

    key: str
    name: str
    parts: tuple[tuple[float, str], ...]
    words: str = ""
    note: str = ""

    @property
    def total(self) -> float:
        """The length of the bar."""
        return sum(amount for amount, _ in self.parts)


def simple_bars(counts: Sequence[tuple[str, str, int]], *, whole: int | None = None) -> tuple[Bar, ...]:
    """Bars of one hue from (key, name, count); with ``whole`` the share stands at the right."""
    shares = [f"{count / whole:.1%}" if whole else "" for _, _, count in counts]
    return tuple(
        Bar(key, name, ((count, "accent"),), str(count), share) for (key, name, count), share in zip(counts, shares, strict=True)
    )


class BarChart(QWidget):
    """Horizontal bars; up and down move, Enter presses.

    Signals: ``clicked(str)`` with the key of the bar.
    """

    clicked = Signal(str)

    def __init__(self, bars: Sequence[Bar] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = tuple(bars)
        self._focused = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._name_bar()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        self._bars = tuple(bars)
        self._focused = 0
        self._name_bar()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, max(len(self._bars), 1) * self._step())

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.metrics().body))
        metrics = painter.fontMetrics()
        names = min(max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0) + 14, self.width() // 2)
        words = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0) + 10
        notes = max((metrics.horizontalAdvance(bar.note) for bar in self._bars), default=0)
        notes += 12 if notes else 0
        most = max((bar.total for bar in self._bars), default=0) or 1
        room = max(self.width() - names - words - notes, 10)
        for at, bar in enumerate(self._bars):
            box = QRect(0, at * self._step(), self.width(), self._step())
            self._draw_words(painter, box, bar, names, notes)
            self._draw_bar(painter, box, bar, names, room / most)
            if self.hasFocus() and at == self._focused:
                painter.setPen(QPen(theme.colour("focus"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_words(self, painter: QPainter, box: QRect, bar: Bar, names: int, notes: int) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text"))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, names - 6)
        painter.drawText(box.adjusted(4, 0, 0, 0), painters.LEFT, name)
        painter.drawText(box.adjusted(0, 0, -notes - 4, 0), right, bar.words)
        painter.setPen(theme.colour("muted"))
        painter.drawText(box.adjusted(0, 0, -4, 0), right, bar.note)

    def _draw_bar(self, painter: QPainter, box: QRect, bar: Bar, left: int, scale: float) -> None:
        x = float(left)
        for amount, colour in bar.parts:
            width = amount * scale
            ink = theme.tokens().lights[colour][0] if colour in theme.tokens().lights else colour
            long = max(round(x + width) - round(x), 1 if amount else 0)
            painter.fillRect(QRect(round(x), box.y() + (box.height() - BAR) // 2, long, BAR), theme.colour(ink))
            x += width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in moves and self._bars:
            self._focused = min(max(self._focused + moves[Qt.Key(event.key())], 0), len(self._bars) - 1)
            self._name_bar()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bars:
            self.clicked.emit(self._bars[self._focused].key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y()) // self._step()
        if 0 <= at < len(self._bars):
            self._focused = at
            self._name_bar()
            self.update()
            self.clicked.emit(self._bars[at].key)

    def _step(self) -> int:
        return max(theme.metrics().chip, 24)

    def _name_bar(self) -> None:
        if self._bars:
            bar = self._bars[self._focused]
            self.setAccessibleName(f"{bar.name} {bar.words} {bar.note}".strip())
