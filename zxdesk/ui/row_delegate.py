"""What a list says of the cell under the pointer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QToolTip

from zxdesk.ui import painters, theme
from zxdesk.ui.cells import words_of
from zxdesk.ui.table import Column, Group, RowsModel, cell, value_of

Index = QModelIndex | QPersistentModelIndex
StyleOption = Any  # the stubs leave out the fields of style options


class RowDelegate(QStyledItemDelegate):
    """The one delegate of lists built on ``RowsModel``; what stands in them is drawn by rows, see :mod:`row_painter`."""

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: StyleOption, index: Index) -> bool:
        model = index.model()
        if event.type() != QEvent.Type.ToolTip or not isinstance(model, RowsModel):
            return False
        column: Column = model.columns[index.column()]
        row = model.row_at(index.row())
        words = words_of(value_of(row, column), column)
        width = view.visualRect(index).width() - 2 * theme.metrics().cell_padding
        lines = [str(cell(row, column.tip) or "")] if column.tip and row is not None else []
        if not any(lines) and _is_cut(column, words, option, width):
            lines = [words]
        source = getattr(view, "tip_source", None)
        if source is not None and column.kind in ("light", "badge", "date") and not isinstance(row, Group):
            lines.append(source(model.id_at(index.row()), column))
        QToolTip.showText(event.globalPos(), "\n".join(line for line in lines if line), view)
        return True


def _is_cut(column: Column, words: str, option: StyleOption, width: int) -> bool:
    if column.kind == "badge":
        return painters.badge_size(words).width() > width
    if column.kind in ("check", "icon"):
        return False
    mark = theme.metrics().light + 5 if column.kind == "light" else 0
    return int(option.fontMetrics.horizontalAdvance(words)) + mark > width
