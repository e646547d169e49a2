"""The grid of lights: units down, days across, in each cell how many undertakings; heads say the day and carry the light's shape."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QTableView

from zxdesk.ui import painters, theme
from zxdesk.ui.painters import LightMark
from zxdesk.ui.widgets.drawn_head import CENTRED, DrawnHead
from zxdesk.ui.widgets.matrix_head import scaled

COUNT_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 4
GROUNDS = {"red": "error_ground", "yellow": "warning_ground"}


class LightsDelegate(QStyledItemDelegate):
    """Draws a count on the ground of its light; bold where overdue, nothing for none."""

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        view = option.widget
        if not isinstance(view, LightsView):
            return
        box: QRect = option.rect
        count, tone = index.data(COUNT_ROLE) or 0, str(index.data(TONE_ROLE))
        current, is_total = view.currentIndex(), index.row() == 0
        if index.row() == current.row():
            painter.fillRect(box, theme.colour("selection" if view.hasFocus() else "selection_inactive"))
        elif index.column() == current.column():
            painter.fillRect(box, theme.colour("hover"))
        if count and tone in GROUNDS and not is_total:
            painter.fillRect(box, theme.colour(GROUNDS[tone]))
        if is_total:
            painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line2"))
        if count:
            painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold if tone == "red" or is_total else QFont.Weight.Normal))
            painter.setPen(theme.colour(tone if tone in ("red", "yellow") else "text"))
            painter.drawText(box, CENTRED, str(count))
        if index.row() == current.row() and index.column() == current.column():
            painter.setPen(QPen(theme.colour("focus" if view.hasFocus() else "border"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))


class DaysHead(DrawnHead):
    """The columns' head; the model gives each ``(first line, second line, light, whether it is a day off)``."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view, "期限")

    def draw(self, painter: QPainter, rect: QRect, held: tuple[str, str, str, bool], *, section: int, is_current: bool) -> None:
        first, second, light, is_off = held
        side = theme.metrics().light
        painters.draw_light(painter, QRect(rect.center().x() - side // 2, rect.y() + 5, side, side), LightMark(light), words=False)
        painter.setFont(theme.font(theme.metrics().second, QFont.Weight.Bold if is_current else QFont.Weight.Normal))
        painter.setPen(theme.colour("muted" if is_off else "text"))
        line = painter.fontMetrics().height() - 2
        top = rect.y() + side + 8
        painter.drawText(QRect(rect.x(), top, rect.width(), line), CENTRED, first)
        painter.drawText(QRect(rect.x(), top + line, rect.width(), line), CENTRED, second)


class UnitsHead(DrawnHead):
    """The rows' head; the model gives each ``(unit, how many in all)``."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view, "承办单位")

    def below(self, section: int) -> str:
        return "line2" if section == 0 else "line"

    def draw(self, painter: QPainter, rect: QRect, held: tuple[str, int], *, section: int, is_current: bool) -> None:
        name, total = held
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold if section == 0 else QFont.Weight.Normal))
        box = rect.adjusted(8, 0, -8, 0)
        painter.setPen(theme.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(total))
        wide = box.width() - painter.fontMetrics().horizontalAdvance(str(total)) - 8
        painter.setPen(theme.colour("text"))
        painter.drawText(box, painters.LEFT, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, wide))


class LightsView(QTableView):
    """The grid.

    Signals: ``moved()`` when another cell is current; ``opened()`` on Enter, a click or a double click.
    """

    moved = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns: dict[int, int] = {}
        self.setHorizontalHeader(DaysHead(self))
        self.setVerticalHeader(UnitsHead(self))
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(LightsDelegate(self))
        self.setShowGrid(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().sectionPressed.connect(lambda row: self.go(row, max(self.currentIndex().column(), 0)))
        self.horizontalHeader().sectionPressed.connect(lambda column: self.go(max(self.currentIndex().row(), 0), column))
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self._fit()

    def go(self, row: int, column: int) -> None:
        """Make a cell current and visible."""
        index = self.model().index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def widen(self, columns: dict[int, int]) -> None:
        """Give columns their widths, in pixels of 中."""
        self._columns = columns
        for column, width in columns.items():
            self.setColumnWidth(column, scaled(width))

    def currentChanged(self, current: Any, previous: Any) -> None:
        super().currentChanged(current, previous)
        for part in (self.viewport(), self.verticalHeader().viewport(), self.horizontalHeader().viewport()):
            part.update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters do not search a grid of counts."""

    def _fit(self) -> None:
        metrics = theme.metrics()
        self.verticalHeader().setDefaultSectionSize(metrics.row)
        self.verticalHeader().setFixedWidth(scaled(136) if self.width() > scaled(560) else scaled(116))
        lines = 2 * (QFontMetrics(theme.font(metrics.second)).height() - 2)
        self.horizontalHeader().setFixedHeight(metrics.light + lines + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
            self.widen(self._columns)
