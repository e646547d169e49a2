"""A table whose first columns stay at the left when the others are scrolled under them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QTableView

from zxdesk.ui import theme
from zxdesk.ui.column_layout import ColumnLayout
from zxdesk.ui.row_painter import draw_rows, hovered_row
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
            for row in {self.hovered, hovered_row(self)}:
                self.viewport().update(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        """By rows, since Qt asks by cells. The ground first: a list that covers its own ground is moved by the system when it is scrolled,
        and only new rows are drawn.
        """
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        rows = self._rows_in(event.region())
        draw_rows(painter, self, rows, self._places())
        if self.is_scrolled_sideways():
            self._paint_frozen(painter, rows)
        painter.end()

    def _rows_in(self, region: QRegion) -> list[int]:
        """The rows that a part of the screen touches."""
        found: dict[int, None] = {}
        for part in region:  # type: ignore[attr-defined]
            row, end = self.rowAt(part.top()), self.rowAt(part.bottom())
            last = end if end >= 0 else self.rows.rowCount() - 1
            while 0 <= row <= last and self.rowViewportPosition(row) <= part.bottom():
                found[row] = None
                row += 1
        return list(found)

    def _places(self) -> list[tuple[int, int, int]]:
        """Column, place and width of those on the screen."""
        each = ((at, self.columnViewportPosition(at), self.columnWidth(at)) for at in self.layout_of_columns.order())
        return [(at, x, width) for at, x, width in each if x + width > 0 and x < self.viewport().width()]

    def _paint_frozen(self, painter: QPainter, rows: list[int]) -> None:
        """Draw the frozen cells at the left, on the list's own ground."""
        height, width = self.viewport().height(), self.frozen_width()
        records = [row for row in rows if not isinstance(self.rows.row_at(row), Group)]
        for row in records:
            painter.fillRect(QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row)), theme.colour("surface"))
        draw_rows(painter, self, records, self.frozen_places())
        painter.fillRect(QRect(width - 1, 0, 1, height), theme.colour("line2"))
