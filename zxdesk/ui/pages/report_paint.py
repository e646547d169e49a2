"""Draws the lines of a printed report: cells one can open in accent, sections and totals bold, notes below over the width of the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from zxdesk.ui import painters, theme
from zxdesk.ui.pages.report_lines import Line

if TYPE_CHECKING:
    from zxdesk.ui.pages.report_grid import ReportGrid

Place = tuple[int, int, int]
"""A column, where it begins on the screen and how wide it is."""
ALIGNED = {
    "text": Qt.AlignmentFlag.AlignLeft, "long": Qt.AlignmentFlag.AlignLeft, "integer": Qt.AlignmentFlag.AlignRight,
    "points": Qt.AlignmentFlag.AlignRight, "share": Qt.AlignmentFlag.AlignRight, "date": Qt.AlignmentFlag.AlignHCenter,
}  # fmt: skip
WRAPPED = Qt.TextFlag.TextWordWrap
EDGE = 12
"""What a note keeps free at both sides."""


def draw_lines(painter: QPainter, grid: ReportGrid, rows: Sequence[int], places: Sequence[Place]) -> None:
    """Draw these lines in these columns, from left to right."""
    if not places:
        return
    left, width, block = places[0][1], places[-1][1] + places[-1][2] - places[0][1], grid.block()
    for row in rows:
        line = grid.rows.line(row)
        box = QRect(left, grid.rowViewportPosition(row), width, grid.rowHeight(row))
        if line.kind == "note":
            _draw_note(painter, grid, QRect(0, box.y(), grid.viewport().width(), box.height()), line)
            continue
        _draw_ground(painter, grid, row, box, line)
        if line.kind == "section":
            painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold))
            painter.setPen(theme.colour("text"))
            painter.drawText(QRect(EDGE, box.y(), grid.viewport().width() - 2 * EDGE, box.height()), painters.LEFT, line.text)
            continue
        for column, x, wide in places:
            if block is not None and row in block[0] and column in block[1]:
                ground = "selection" if grid.hasFocus() else "selection_inactive"
                painter.fillRect(QRect(x, box.y(), wide, box.height() - 1), theme.colour(ground))
            _draw_cell(painter, grid, row, column, QRect(x, box.y(), wide, box.height()))


def draw_ring(painter: QPainter, grid: ReportGrid) -> None:
    """The ring around the cell that the keys would open."""
    index = grid.currentIndex()
    if grid.hasFocus() and index.isValid() and grid.rows.line(index.row()).kind in ("row", "total"):
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.drawRect(grid.visualRect(index).adjusted(1, 1, -1, -2))


def note_height(text: str, width: int) -> int:
    """How high a note is over this width, in pixels."""
    metrics = QFontMetrics(theme.font(theme.metrics().second))
    return metrics.boundingRect(QRect(0, 0, max(width - 2 * EDGE, 60), 10_000), WRAPPED, text).height() + 6


def _draw_ground(painter: QPainter, grid: ReportGrid, row: int, box: QRect, line: Line) -> None:
    if line.kind != "row":
        painter.fillRect(box, theme.colour("raised"))
    elif grid.currentIndex().row() == row and grid.hasFocus():
        painter.fillRect(box, theme.colour("hover"))
    if line.kind == "total":
        painter.fillRect(QRect(box.x(), box.y(), box.width(), 1), theme.colour("line2"))
    painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line2" if line.kind == "total" else "line"))


def _draw_note(painter: QPainter, grid: ReportGrid, box: QRect, line: Line) -> None:
    painter.setFont(theme.font(theme.metrics().second))
    painter.setPen(theme.colour("muted"))
    painter.drawText(box.adjusted(EDGE, 4, -EDGE, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | WRAPPED, line.text)


def _draw_cell(painter: QPainter, grid: ReportGrid, row: int, column: int, rect: QRect) -> None:
    model, pad = grid.rows, theme.metrics().cell_padding
    if column and model.starts_group(column):
        painter.fillRect(QRect(rect.x() - 1, rect.y(), 1, rect.height()), theme.colour("line"))
    words = model.words(row, column)
    if not words:
        return
    is_live = bool(model.figure(row, column))
    font = theme.font(theme.metrics().body, QFont.Weight.Bold if model.line(row).kind == "total" else QFont.Weight.Normal)
    font.setUnderline(is_live and grid.hot == (row, column))
    painter.setFont(font)
    painter.setPen(theme.colour("accent" if is_live else "text"))
    box = rect.adjusted(pad, 0, -pad, -1)
    aligned = ALIGNED[model.columns[column].kind] | Qt.AlignmentFlag.AlignVCenter
    if rect.height() <= theme.metrics().row + 2 or is_number(model.columns[column].kind):
        painter.drawText(box, aligned, painters.elided(painter, words, box.width()))
        return
    letters = painter.fontMetrics()
    lines = max((rect.height() - 4) // letters.height(), 1)
    painter.save()
    painter.setClipRect(rect)
    painter.drawText(box, aligned | WRAPPED, painters.elided(painter, words, (box.width() - letters.averageCharWidth() * 2) * lines))
    painter.restore()


def is_number(kind: str) -> bool:
    """Whether a column holds numbers."""
    return kind in ("integer", "points", "share")
