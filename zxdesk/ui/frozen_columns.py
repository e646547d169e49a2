"""A table whose first columns stay at the left when the others are scrolled under them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTableView

from zxdesk.ui import theme
from zxdesk.ui.column_layout import ColumnLayout
from zxdesk.ui.table import Group, Index, RowsModel


class FrozenTable(QTableView):
    """A table of rows that one goes through up and down; sideways it moves only when asked. Source: look §5."""

    rows: RowsModel
    layout_of_columns: ColumnLayout
    hovered = -1

    def frozen_places(self) -> list[tuple[int, int, int]]:
        """Column, place and width of those that stay when the list is scrolled sideways."""
        places, x = [], 0
        for at in self.layout_of_columns.frozen():
            places.append((at, x, self.columnWidth(at)))
            x += self.columnWidth(at)
        return places

    def frozen_width(self) -> int:
        """The width of the frozen columns together, in pixels."""
        return sum(width for _at, _x, width in self.frozen_places())

    def is_scrolled_sideways(self) -> bool:
        """Whether columns have gone under the frozen ones."""
        return self.horizontalHeader().offset() > 0

    def indexAt(self, pos: QPoint) -> Any:
        if self.is_scrolled_sideways() and 0 <= pos.x() < self.frozen_width() and (row := self.rowAt(pos.y())) >= 0:
            column = next(at for at, x, width in self.frozen_places() if pos.x() < x + width)
            return self.rows.index(row, column)
        return super().indexAt(pos)

    def visualRect(self, index: Index) -> QRect:
        box = super().visualRect(index)
        if self.is_scrolled_sideways() and index.isValid():
            for at, x, _width in self.frozen_places():
                if at == index.column():
                    box.moveLeft(x)
        return box

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Up and down only."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
        elif self.viewport().underMouse():  # the row that was marked moved on, another lies under the pointer now
            for row in {self.hovered, self.rowAt(self.viewport().mapFromGlobal(self.cursor().pos()).y())}:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground first: a list that covers its own ground is moved by the system when it is scrolled, and only new rows are drawn."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        painter.end()
        super().paintEvent(event)
        if self.is_scrolled_sideways():
            self._paint_frozen()

    def _paint_frozen(self) -> None:
        """Draw the frozen cells of the rows on the screen at the left, on the list's own ground."""
        painter = QPainter(self.viewport())
        height, width = self.viewport().height(), self.frozen_width()
        row = self.rowAt(0)
        while 0 <= row < self.rows.rowCount() and (top := self.rowViewportPosition(row)) < height:
            box = QRect(0, top, width, self.rowHeight(row))
            if not isinstance(self.rows.row_at(row), Group):
                painter.fillRect(box, theme.colour("surface"))
                self._paint_row(painter, row, box)
            row += 1
        painter.fillRect(QRect(width - 1, 0, 1, height), theme.colour("line2"))
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, box: QRect) -> None:
        for at, x, width in self.frozen_places():
            index = self.rows.index(row, at)
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = QRect(x, box.y(), width, box.height())  # type: ignore[attr-defined]
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
            self.itemDelegateForIndex(index).paint(painter, option, index)
