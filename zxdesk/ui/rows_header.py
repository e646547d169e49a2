"""The head of a list: titles with the sort arrow, a box for all rows, and frozen columns that stay when scrolling sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from zxdesk.ui import theme
from zxdesk.ui.painters import draw_check

if TYPE_CHECKING:
    from zxdesk.ui.rows_view import RowsView


class RowsHeader(QHeaderView):
    """The head of a list; above check boxes it draws one for all rows, a right click opens the column chooser."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setAccessibleName("列标题")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        self.sectionClicked.connect(self._on_clicked)

    def show_sorting(self) -> None:
        """Put the arrow at the column that is sorted by, whatever else was clicked."""
        key, descending = self._view.rows.sorting or ("", False)
        at = next((at for at, column in enumerate(self._view.rows.columns) if column.key == key), -1)
        self.setSortIndicator(at, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self._view.rows.columns[logicalIndex].kind == "check":
            painter.save()
            draw_check(painter, rect, checked=self._view.are_all_selected())
            painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.offset():
            return
        painter = QPainter(self.viewport())
        for at, x, width in self._view.frozen_places():
            box = QRect(x, 0, width, self.height())
            painter.fillRect(box, theme.colour("raised"))
            self.paintSection(painter, box, at)
        painter.fillRect(QRect(self._view.frozen_width() - 1, 0, 1, self.height()), theme.colour("line2"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(self._unfrozen(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._unfrozen(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._unfrozen(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._unfrozen(event))

    def _unfrozen(self, event: QMouseEvent) -> QMouseEvent:
        """The same event where Qt believes the frozen section to be, scrolled out at the left."""
        at = event.position()
        if not self.offset() or at.x() >= self._view.frozen_width():
            return event
        moved = QPointF(at.x() - self.offset(), at.y())
        return QMouseEvent(event.type(), moved, event.globalPosition(), event.button(), event.buttons(), event.modifiers())

    def _on_clicked(self, section: int) -> None:
        """A title sorts, the other way round when it did already; the box selects all rows or none."""
        view, column = self._view, self._view.rows.columns[section]
        if column.kind != "check":
            key, descending = view.rows.sorting or ("", True)
            view.sort_by(column.key, descending=key == column.key and not descending)
            return
        self.show_sorting()
        if view.selected_count():
            view.clearSelection()
        else:
            view.selectAll()

    def _on_menu_wanted(self, at: QPoint) -> None:
        self._view.choose_columns(self.viewport().mapToGlobal(at))
