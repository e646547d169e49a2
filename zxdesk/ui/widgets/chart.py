"""What every chart of the program does: each mark a button, arrows between them, a table on Ctrl+C, a legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from zxdesk.ui import painters, theme

SQUARE = 9
_ARROWS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


@dataclass(frozen=True)
class Spot:
    """A mark one can press: its key, where it lies, its name in words, and whether pressing it leads anywhere."""

    key: str
    box: QRect
    name: str
    is_live: bool = True


def ink(colour: str) -> str:
    """The colour of a mark by token, or by a light's name (its mark's colour, not its words')."""
    lights = theme.tokens().lights
    return lights[colour][0] if colour in lights else colour


class ChartButton(QAbstractButton):
    """One mark of a chart; the chart draws it, this takes the mouse, the focus and the name."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.key = ""
        self.clicked.connect(lambda: chart.clicked.emit(self.key))

    def show_spot(self, spot: Spot) -> None:
        """Stand for this mark."""
        self.key = spot.key
        self.setGeometry(spot.box)
        self.setAccessibleName(spot.name)
        self.setToolTip(spot.name)
        self.setEnabled(spot.is_live)
        self.setCursor(Qt.CursorShape.PointingHandCursor if spot.is_live else Qt.CursorShape.ArrowCursor)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the chart moves between its marks

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._chart.make_home(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._chart.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._chart.update()


class Chart(QWidget):
    """A drawing whose marks are buttons: one Tab stop, arrows between the marks, Enter or a click opens one.

    Signals: ``clicked(str)`` with the key of the mark.
    """

    clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[ChartButton] = []
        self._home = 0

    def spots(self) -> list[Spot]:
        """The marks where they lie now, in reading order."""
        raise NotImplementedError

    def table(self) -> list[list[str]]:
        """The chart as a table with a head."""
        raise NotImplementedError

    def buttons(self) -> list[ChartButton]:
        """The buttons of the marks, in reading order."""
        return list(self._buttons)

    def copy(self) -> None:
        """Put the chart as a tab-separated table on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self.table()))

    def arrange(self) -> None:
        """Lay a button over every mark."""
        spots = self.spots()
        while len(self._buttons) > len(spots):
            self._buttons.pop().deleteLater()
        while len(self._buttons) < len(spots):
            self._buttons.append(ChartButton(self))
        for button, spot in zip(self._buttons, spots, strict=True):
            button.show_spot(spot)
        self._home = min(self._home, max(len(spots) - 1, 0))
        if self._buttons and not self._buttons[self._home].isEnabled():
            self._home = next((at for at, button in enumerate(self._buttons) if button.isEnabled()), 0)
        self._set_stops()
        self.updateGeometry()
        self.update()

    def make_home(self, button: ChartButton) -> None:
        """Let Tab come back to this mark."""
        self._home = self._buttons.index(button)
        self._set_stops()

    def is_hot(self, at: int) -> bool:
        """Whether the pointer is on a mark that leads somewhere."""
        return at < len(self._buttons) and self._buttons[at].isEnabled() and self._buttons[at].underMouse()

    def _set_stops(self) -> None:
        for at, button in enumerate(self._buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == self._home else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._buttons[self._home] if self._buttons else None)  # type: ignore[arg-type]  # None takes it away

    def _go(self, x: int, y: int) -> None:
        here = self._buttons[self._home].geometry().center()
        ahead: list[tuple[int, int]] = []
        for at, button in enumerate(self._buttons):
            way: QPoint = button.geometry().center() - here
            along, aside = (way.x() * x, abs(way.y())) if x else (way.y() * y, abs(way.x()))
            if along > 2 and button.isEnabled() and (not x or aside <= button.height()):
                ahead.append((along * 4 + aside, at))
        if ahead:
            self._home = min(ahead)[1]
            self._set_stops()
            self._buttons[self._home].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ARROWS and self._buttons:
            self._go(*_ARROWS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._buttons:
            self._buttons[0 if event.key() == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._buttons:
            self._buttons[self._home].click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self.arrange()


class Legend(QWidget):
    """Small squares in the chart's colours with what they mean."""

    def __init__(self, pairs: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_pairs(pairs)

    def set_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Explain these colours: (token, words)."""
        self._pairs = tuple(pairs)
        self.setAccessibleName("图例：" + "、".join(words for _colour, words in pairs) if pairs else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        width = sum(SQUARE + 6 + metrics(words) + 14 for _colour, words in self._pairs)
        return QSize(max(width - 14, 0) + self.contentsMargins().left(), round(theme.metrics().second * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.metrics().second))
        x = self.contentsMargins().left()
        for colour, words in self._pairs:
            painter.fillRect(QRect(x, (self.height() - SQUARE) // 2, SQUARE, SQUARE), theme.colour(ink(colour)))
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRect(x + SQUARE + 6, 0, self.width(), self.height()), painters.LEFT, words)
            x += SQUARE + 6 + painter.fontMetrics().horizontalAdvance(words) + 14
        painter.end()

    def _metrics(self) -> Callable[[str], int]:
        return QFontMetrics(theme.font(theme.metrics().second)).horizontalAdvance
