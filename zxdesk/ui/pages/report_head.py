"""The head of a printed report: titles in as many lines as they need, neighbours of one group under one heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from zxdesk.ui import theme

if TYPE_CHECKING:
    from zxdesk.ui.pages.report_grid import ReportGrid

CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
MOST_LINES = 4
PAD = 4


class ReportHead(QHeaderView):
    """Titles as the sheet has them; frozen columns keep theirs when the others are scrolled under them."""

    def __init__(self, grid: ReportGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self.setAccessibleName("列标题")
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)

    def fit(self) -> None:
        """Be as high as the titles need at their widths."""
        metrics = QFontMetrics(_font())
        most = max((self._lines(metrics, at) for at in range(self.count())), default=1)
        self._upper = metrics.height() + 6 if self._grid.rows.has_groups() else 0
        self.setFixedHeight(self._upper + max(most * metrics.height() + 8, theme.metrics().row))

    def sizeHint(self) -> QSize:
        return QSize(100, self.height())

    def _lines(self, metrics: QFontMetrics, at: int) -> int:
        width = max(self.sectionSize(at) - 2 * PAD, 20)
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), CENTRED, self._grid.rows.columns[at].title)
        return min(-(-box.height() // metrics.height()), MOST_LINES)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        model = self._grid.rows
        if logicalIndex >= len(model.columns):
            return
        group = model.columns[logicalIndex].group
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("raised"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line2"))
        painter.fillRect(QRect(rect.right(), rect.y() + (self._upper if group else 0), 1, rect.height()), theme.colour("line"))
        painter.setFont(_font())
        painter.setPen(theme.colour("muted"))
        lower = rect
        if group:
            lower = rect.adjusted(0, self._upper, 0, 0)
            self._draw_group(painter, rect, logicalIndex)
        painter.drawText(lower.adjusted(PAD, 0, -PAD, 0), CENTRED, model.columns[logicalIndex].title)
        painter.restore()

    def _draw_group(self, painter: QPainter, rect: QRect, at: int) -> None:
        """The part of a group's heading that lies over this column."""
        first, last = self._grid.rows.group_of(at)
        left = rect.x() - sum(self.sectionSize(one) for one in range(first, at))
        whole = QRect(left, rect.y(), sum(self.sectionSize(one) for one in range(first, last + 1)), self._upper)
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, self._grid.rows.columns[at].group)
        painter.fillRect(QRect(rect.x(), rect.y() + self._upper - 1, rect.width(), 1), theme.colour("line"))
        if at == last:
            painter.fillRect(QRect(rect.right(), rect.y(), 1, rect.height()), theme.colour("line"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.offset():
            return
        painter = QPainter(self.viewport())
        for at, x, width in self._grid.frozen_places():
            self.paintSection(painter, QRect(x, 0, width, self.height()), at)
        painter.fillRect(QRect(self._grid.frozen_width() - 1, 0, 1, self.height()), theme.colour("line2"))
        painter.end()

    _upper = 0


def _font() -> QFont:
    return theme.font(theme.metrics().second, QFont.Weight.Medium)
