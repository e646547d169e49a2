"""Flat horizontal bars with their numbers written out, of one part or of several; each bar and part can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zxdesk.domain.rounding import percent
from zxdesk.ui import painters, theme
from zxdesk.ui.widgets.chart import Chart, Spot, ink

BAR, SHORTEST, NAME = 12, 50, 120
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Bar:
    """One bar: key, name, its parts as (amount, colour token), and the words and the muted note at its right.

    ``keys`` and ``names`` stand for the parts, in their order, where each of them can be pressed by itself; an empty key of a bar
    leads nowhere. ``below`` stands in a second line.
    """

    key: str
    name: str
    parts: tuple[tuple[float, str], ...]
    words: str = ""
    note: str = ""
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    below: str = ""

    @property
    def total(self) -> float:
        """The length of the bar."""
        return sum(amount for amount, _ in self.parts)


def simple_bars(counts: Sequence[tuple[str, str, int]], *, whole: int | None = None, late: Sequence[str] = ()) -> tuple[Bar, ...]:
    """Bars of one hue from (key, name, count), red for the keys in ``late``; with ``whole`` the share stands at the right."""
    return tuple(
        Bar(key, name, ((count, "red" if key in late else "accent"),), str(count), percent(count / whole, 1) if whole else "")
        for key, name, count in counts
    )


class BarChart(Chart):
    """Horizontal bars, one row each; ``full`` gives every bar the whole length, so that shares are compared."""

    def __init__(self, bars: Sequence[Bar] = (), parent: QWidget | None = None, *, full: bool = False) -> None:
        super().__init__(parent)
        self._bars = tuple(bars)
        self._is_full = full
        self.heads: tuple[str, ...] = ("名称", "件数", "占比")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.arrange()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show these bars."""
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self.arrange()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def table(self) -> list[list[str]]:
        if any(bar.names for bar in self._bars):
            names = max((bar.names for bar in self._bars), key=len)
            rows = [[bar.name, bar.words, *(f"{amount:g}" for amount, _ in bar.parts)] for bar in self._bars]
            return [[self.heads[0], "合计", *names], *rows]
        width = 3 if any(bar.note for bar in self._bars) else 2
        return [list(self.heads[:width]), *([bar.name, bar.words, bar.note][:width] for bar in self._bars)]

    def spots(self) -> list[Spot]:
        left, _notes, room = self._measures()
        found = []
        for at, bar in enumerate(self._bars):
            row, scale = self._row(at), room / self._longest(bar)
            found.append(Spot(bar.key, row, f"{bar.name} {bar.words} {bar.note} {bar.below}".strip(), bool(bar.key and (bar.total or not bar.parts))))
            x = float(left)
            for (amount, _colour), key, name in zip(bar.parts, bar.keys, bar.names, strict=False):
                box = QRect(round(x), row.y(), max(round(x + amount * scale) - round(x), 6), self._line())
                if key and amount:
                    found.append(Spot(key, box, f"{bar.name} {name} {amount:g}"))
                x += amount * scale
        return found

    def sizeHint(self) -> QSize:
        return QSize(280, self._row(len(self._bars) - 1).bottom() + 1 if self._bars else self._line())

    def minimumSizeHint(self) -> QSize:
        body, second = (QFontMetrics(theme.font(size)).horizontalAdvance for size in (theme.metrics().body, theme.metrics().second))
        scale = theme.metrics().body / 13
        name = min(max((body(bar.name) for bar in self._bars), default=0) + 14, round(NAME * scale))
        numbers = max((body(bar.words) + body(bar.note) for bar in self._bars), default=0) + 28
        below = max((body(bar.name) + 22 + second(bar.below) for bar in self._bars if bar.below), default=0)
        return QSize(max(name + numbers + round(SHORTEST * scale), below), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.metrics().body))
        left, notes, room = self._measures()
        places = {spot.key: at for at, spot in enumerate(self.spots())}
        for at, bar in enumerate(self._bars):
            box = self._row(at)
            if any(self.is_hot(places[key]) for key in (bar.key, *bar.keys) if key in places):
                painter.fillRect(box, theme.colour("hover"))
            line = QRect(box.x(), box.y(), box.width(), self._line())
            self._draw_words(painter, line, bar, left, notes)
            self._draw_bar(painter, line, bar, left, room / self._longest(bar))
            self._draw_below(painter, box, bar, left)
        painter.end()

    def _measures(self) -> tuple[int, int, float]:
        """Where bars begin, the width of the notes, and the room for the longest bar."""
        metrics = QFontMetrics(theme.font(theme.metrics().body))
        names = min(max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0) + 14, self.width() * 45 // 100)
        words = max((metrics.horizontalAdvance(bar.words) for bar in self._bars), default=0) + 12
        notes = max((metrics.horizontalAdvance(bar.note) for bar in self._bars), default=0)
        notes += 12 if notes else 0
        return names, notes, max(self.width() - names - words - notes - 4, 10)

    def _longest(self, bar: Bar) -> float:
        """The amount that takes the whole room."""
        return (bar.total if self._is_full else max((one.total for one in self._bars), default=0)) or 1

    def _draw_words(self, painter: QPainter, box: QRect, bar: Bar, names: int, notes: int) -> None:
        painter.setPen(theme.colour("text"))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, names - 8)
        painter.drawText(box.adjusted(4, 0, 0, 0), painters.LEFT, name)
        painter.drawText(box.adjusted(0, 0, -notes - 4, 0), RIGHT, bar.words)
        painter.setPen(theme.colour("muted"))
        painter.drawText(box.adjusted(0, 0, -4, 0), RIGHT, bar.note)

    def _draw_bar(self, painter: QPainter, box: QRect, bar: Bar, left: int, scale: float) -> None:
        x = float(left)
        for amount, colour in bar.parts:
            width = amount * scale
            long = max(round(x + width) - round(x), 1 if amount else 0)
            painter.fillRect(QRect(round(x), box.y() + (box.height() - BAR) // 2, long, BAR), theme.colour(ink(colour)))
            x += width

    def _draw_below(self, painter: QPainter, box: QRect, bar: Bar, left: int) -> None:
        if bar.below:
            painter.save()
            painter.setFont(theme.font(theme.metrics().second))
            painter.setPen(theme.colour("muted"))
            where = QRect(left, box.y() + self._line() - 3, box.width() - left - 4, box.height() - self._line())
            painter.drawText(where, painters.LEFT, painter.fontMetrics().elidedText(bar.below, Qt.TextElideMode.ElideRight, where.width()))
            painter.restore()

    def _line(self) -> int:
        return max(theme.metrics().chip, 24)

    def _row(self, at: int) -> QRect:
        """The row of one bar, with its second line where any bar has one."""
        below = round(theme.metrics().second * 1.5) if any(bar.below for bar in self._bars) else 0
        return QRect(0, at * (self._line() + below), self.width(), self._line() + below)
