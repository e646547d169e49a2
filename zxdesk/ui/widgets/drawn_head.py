"""The heads of a matrix, whose sections are drawn here: ground, lines, the mark of the current one, then what each kind says."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from zxdesk.ui import theme

HEAD_ROLE = Qt.ItemDataRole.UserRole + 1
CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class DrawnHead(QHeaderView):
    """A head of columns or of rows; the model gives under ``HEAD_ROLE`` what a section says."""

    def __init__(self, orientation: Qt.Orientation, view: QTableView, name: str, *, least: int = 20) -> None:
        super().__init__(orientation, view)
        self.setAccessibleName(name)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(least)

    def draw(self, painter: QPainter, rect: QRect, held: Any, *, section: int, is_current: bool) -> None:
        """Say what the section says; every head has its own way."""

    def below(self, section: int) -> str:
        """The colour of the line under a section."""
        return "line2" if self.orientation() == Qt.Orientation.Horizontal else "line"

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        held = self.model().headerData(logicalIndex, self.orientation(), HEAD_ROLE)
        view = self.parentWidget()
        current = view.currentIndex() if isinstance(view, QTableView) else None
        is_row = self.orientation() == Qt.Orientation.Vertical
        is_current = current is not None and (current.row() if is_row else current.column()) == logicalIndex
        active = is_current and isinstance(view, QTableView) and view.hasFocus()
        grounds = ("selection" if active else "selection_inactive", "surface") if is_row else ("hover", "raised")
        painter.fillRect(rect, theme.colour(grounds[0] if is_current else grounds[1]))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour(self.below(logicalIndex)))
        painter.fillRect(QRect(rect.right(), rect.y(), 1, rect.height()), theme.colour("line2" if is_row else "line"))
        if is_row and is_current:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), theme.colour("accent" if active else "muted"))
        if held:
            self.draw(painter, rect, held, section=logicalIndex, is_current=is_current)
