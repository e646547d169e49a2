"""The heads of the assignment board: unit columns with their load, proposal rows in two lines, the corner, the signs at the rows' ends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QTableView, QToolTip, QWidget

from zxdesk.ui import painters, theme
from zxdesk.ui.widgets.drawn_head import CENTRED, DrawnHead
from zxdesk.ui.widgets.matrix_marks import draw_state

STATE_ROLE = Qt.ItemDataRole.UserRole + 2


def scaled(pixels: int) -> int:
    """A length of the mock-up at 中 in pixels of the size in force."""
    return round(pixels * theme.metrics().body / 13)


class UnitHead(DrawnHead):
    """The columns' head; the model gives each column ``(first line, second line, as lead, as co-unit, the highest load)``.

    Signals: ``dragged(int)`` with a column that is being pulled towards a cell.
    """

    dragged = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view, "承办单位和本年件数", least=24)
        self._pressed: QPoint | None = None
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the look in force."""
        self.setDefaultSectionSize(scaled(48))
        self.setFixedHeight(scaled(74))

    def sizeHint(self) -> QSize:
        """Qt would ask the model about two hundred sections, each time anything moves."""
        return self.minimumSize()

    def draw(self, painter: QPainter, rect: QRect, held: tuple[str, str, int, int, int], *, section: int, is_current: bool) -> None:
        first, second, lead, co, highest = held
        painter.setFont(theme.font(theme.metrics().second, QFont.Weight.Bold if is_current else QFont.Weight.Normal))
        painter.setPen(theme.colour("text"))
        line = painter.fontMetrics().height() - 2
        names = QRect(rect.x() + 1, rect.y() + 4, rect.width() - 2, 2 * line)
        if second:
            painter.drawText(names.adjusted(0, 0, 0, -line), CENTRED, first)
            painter.drawText(names.adjusted(0, line, 0, 0), CENTRED, second)
        else:
            painter.drawText(names, CENTRED, first)
        painter.setFont(theme.font(theme.metrics().key))
        foot = painter.fontMetrics().height() + 1
        room = rect.height() - names.height() - foot - 9
        base, wide = rect.bottom() - foot - 2, scaled(8)
        for at, (count, colour) in enumerate(((lead, "accent"), (co, "line2"))):
            tall = max(round(room * count / highest), 2) if count else 0
            painter.fillRect(QRect(rect.center().x() + (1 if at else -wide), base - tall, wide, tall), theme.colour(colour))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRect(rect.x(), rect.bottom() - foot - 1, rect.width(), foot), CENTRED, f"{lead}/{co}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is not None and (here - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            section, self._pressed = self.logicalIndexAt(self._pressed), None
            if section >= 0:
                self.dragged.emit(section)
            return
        super().mouseMoveEvent(event)


class ProposalHead(DrawnHead):
    """The rows' head: number, title and below it what was wished; the model gives each row these three words."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view, "提案")
        self.fit()

    def fit(self, width: int = 0) -> None:
        """Take the sizes of the look in force, and this width."""
        self.setDefaultSectionSize(theme.metrics().row_two - 4)
        self.setFixedWidth(width or scaled(296))

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def draw(self, painter: QPainter, rect: QRect, held: tuple[str, str, str], *, section: int, is_current: bool) -> None:
        number, title, below = held
        painter.setFont(theme.font(theme.metrics().body))
        painter.setPen(theme.colour("text"))
        metrics = painter.fontMetrics()
        left = rect.x() + number_width()
        painter.drawText(QRect(rect.x() + 8, rect.y(), left - rect.x(), rect.height()), painters.LEFT, number)
        wide, line = rect.right() - left - 8, metrics.height()
        painter.setFont(theme.font(theme.metrics().second))
        small = painter.fontMetrics()
        top = rect.y() + (rect.height() - line - small.height() + 2) // 2
        painter.setPen(theme.colour("muted"))
        under = QRect(left, top + line - 2, wide, small.height())
        painter.drawText(under, painters.LEFT, small.elidedText(below, Qt.TextElideMode.ElideRight, wide))
        painter.setFont(theme.font(theme.metrics().body))
        painter.setPen(theme.colour("text"))
        over = QRect(left, top if below else rect.y(), wide, line if below else rect.height())
        painter.drawText(over, painters.LEFT, metrics.elidedText(title, Qt.TextElideMode.ElideRight, wide))


class Corner(QWidget):
    """The corner above the rows' head: what its two columns and the numbers under the bars are."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("line2"))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme.colour("line2"))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Medium))
        line = painter.fontMetrics().height() + 6
        foot = QRect(8, self.height() - line - 2, self.width() - 16, line)
        painter.drawText(foot, painters.LEFT, "提案号")
        painter.drawText(foot.adjusted(number_width() - 8, 0, 0, 0), painters.LEFT, "案由")
        painter.setFont(theme.font(theme.metrics().key))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "本年主办/会办")
        painter.end()


class StateStrip(QWidget):
    """The signs at the rows' ends, always in sight whichever columns are."""

    def __init__(self, view: QTableView) -> None:
        super().__init__()
        self._view = view
        self.setAccessibleName("各件是否配齐")
        self._fit()
        view.verticalScrollBar().valueChanged.connect(self.update)

    def _fit(self) -> None:
        self.setFixedWidth(scaled(34))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        head, top = self._view.verticalHeader(), self._view.horizontalHeader().height()
        painter.fillRect(self.rect(), theme.colour("surface"))
        for row in range(max(head.visualIndexAt(0), 0), self._view.model().rowCount()):
            box = QRect(0, top + head.sectionViewportPosition(row), self.width(), head.sectionSize(row))
            if box.y() > self.height():
                break
            if row == self._view.currentIndex().row():
                painter.fillRect(box, theme.colour("selection" if self._view.hasFocus() else "selection_inactive"))
            painter.fillRect(QRect(0, box.bottom(), box.width(), 1), theme.colour("line"))
            draw_state(painter, box, str(self._view.model().headerData(row, Qt.Orientation.Vertical, STATE_ROLE)))
        painter.fillRect(QRect(0, 0, self.width(), top), theme.colour("raised"))
        painter.fillRect(QRect(0, top - 1, self.width(), 1), theme.colour("line2"))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            head = self._view.verticalHeader()
            where = self.mapFromGlobal(self.cursor().pos())
            row = head.logicalIndexAt(where.y() - self._view.horizontalHeader().height())
            words = self._view.model().headerData(row, Qt.Orientation.Vertical, Qt.ItemDataRole.StatusTipRole) if row >= 0 else ""
            QToolTip.showText(self.cursor().pos(), str(words or ""), self)
            return True
        return super().event(event)


def number_width() -> int:
    """Where the title begins in a row's head, in pixels."""
    return scaled(60)

def link_bars(inner: QScrollBar, outer: QScrollBar) -> None:
    """Let a scroll bar outside a view move it as its own would."""

    def take_range(low: int, high: int) -> None:
        outer.setRange(low, high)
        outer.setPageStep(inner.pageStep())
        outer.setVisible(high > low)

    outer.setAccessibleName("上下移动")
    outer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    outer.setVisible(False)
    inner.rangeChanged.connect(take_range)
    inner.valueChanged.connect(outer.setValue)
    outer.valueChanged.connect(inner.setValue)
