"""Draws the cells of every list without widgets: text, hits, badges, lights, check boxes, lines and the current edge."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QTableView, QToolTip

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.table import ROW_ROLE, SECOND_ROLE, VALUE_ROLE, Column, Group, RowsModel, cell

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
StyleOption = Any  # the stubs leave out the fields of style options


class RowDelegate(QStyledItemDelegate):
    """The one delegate of lists built on ``RowsModel``."""

    def paint(self, painter: QPainter, option: StyleOption, index: Index) -> None:
        model, view = index.model(), option.widget
        if not isinstance(model, RowsModel) or not isinstance(view, QTableView):
            return
        row = index.data(ROW_ROLE)
        painter.save()
        if isinstance(row, Group):
            _draw_group(painter, option.rect, row)
        else:
            self._draw_ground(painter, option, index, view)
            self._draw_cell(painter, option, index, model)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: StyleOption, index: Index, view: QTableView) -> None:
        box = option.rect
        is_current = view.currentIndex().row() == index.row()
        has_focus = view.hasFocus()
        if option.state & State.State_Selected:
            is_active = has_focus or view.window().focusWidget() is None
            painter.fillRect(box, theme.colour("selection" if is_active else "selection_inactive"))
        elif _hovered_row(view) == index.row():
            painter.fillRect(box, theme.colour("hover"))
        painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line"))
        if is_current and view.columnViewportPosition(index.column()) <= 0 and _is_first_shown(view, index.column()):
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent" if has_focus else "muted"))

    def _draw_cell(self, painter: QPainter, option: StyleOption, index: Index, model: RowsModel) -> None:
        column: Column = model.columns[index.column()]
        pad = theme.metrics().cell_padding
        box = option.rect.adjusted(pad, 0, -pad, -1)
        value = index.data(VALUE_ROLE)
        painter.setFont(theme.font(theme.metrics().body))
        painter.setPen(theme.colour("text"))
        if column.kind == "check":
            draw_check(painter, option.rect, bool(option.state & State.State_Selected))
        elif column.kind == "light":
            if mark := painters.as_light(value):
                painters.draw_light(painter, box, mark)
        elif column.kind == "badge":
            _draw_badge(painter, box, str(index.data() or ""), column)
        elif column.kind == "icon":
            if value:
                side = theme.metrics().icon
                centre = option.rect.center()
                icons.draw(painter, QRect(centre.x() - side // 2, centre.y() - side // 2, side, side), str(value))
        else:
            self._draw_text(painter, box, index, model, column)

    def _draw_text(self, painter: QPainter, box: QRect, index: Index, model: RowsModel, column: Column) -> None:
        row = index.data(ROW_ROLE)
        words = str(index.data() or "")
        tone = cell(row, "tone")
        if tone in ("muted", "total"):
            painter.setPen(theme.colour("muted" if tone == "muted" else "text"))
            painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold if tone == "total" else QFont.Weight.Normal))
        second = index.data(SECOND_ROLE)
        if second and box.height() >= theme.metrics().row_two - 4:
            height = theme.metrics().fonts["body"] + 6
            below = theme.metrics().fonts["second"] + 5
            top = box.y() + (box.height() - height - below) // 2
            painters.draw_hit(painter, QRect(box.x(), top, box.width(), height), words, model.hits)
            _draw_second(painter, QRect(box.x(), top + height, box.width(), below), second, model.hits)
        elif model.hits and column.kind == "text" and column.alignment & Qt.AlignmentFlag.AlignLeft:
            painters.draw_hit(painter, box, words, model.hits)
        else:
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, column.alignment, fitting)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: StyleOption, index: Index) -> bool:
        model = index.model()
        if event.type() != QEvent.Type.ToolTip or not isinstance(model, RowsModel):
            return False
        column: Column = model.columns[index.column()]
        tip = str(cell(index.data(ROW_ROLE), column.tip) or "") if column.tip else ""
        words = str(index.data() or "")
        width = view.visualRect(index).width() - 2 * theme.metrics().cell_padding
        if not tip and column.kind not in ("light", "badge", "check") and option.fontMetrics.horizontalAdvance(words) > width:
            tip = words
        QToolTip.showText(event.globalPos(), tip, view)
        return True


def _hovered_row(view: QTableView) -> int:
    if not view.viewport().underMouse():
        return -1
    return view.rowAt(view.viewport().mapFromGlobal(view.cursor().pos()).y())


def _is_first_shown(view: QTableView, column: int) -> bool:
    return all(view.isColumnHidden(before) for before in range(column))


def _draw_group(painter: QPainter, box: QRect, row: Group) -> None:
    painter.fillRect(box, theme.colour("raised"))
    painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line"))
    painter.setFont(theme.font(theme.metrics().second))
    painter.setPen(theme.colour("muted"))
    inner = box.adjusted(8, 0, -8, -1)
    painter.drawText(inner, painters.LEFT, row.title)
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.note)


def draw_check(painter: QPainter, box: QRect, checked: bool) -> None:
    """Draw a check box in the middle of a cell."""
    side = theme.metrics().icon - 3
    square = QRectF(box.center().x() - side // 2 + 0.5, box.center().y() - side // 2 + 0.5, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if checked else "border"), 1))
    painter.setBrush(theme.colour("accent" if checked else "surface"))
    painter.drawRoundedRect(square, 2.5, 2.5)
    if checked:
        icons.draw(painter, square.toRect(), "done", "on_accent")


def _draw_badge(painter: QPainter, box: QRect, words: str, column: Column) -> None:
    spare = max(box.width() - painters.badge_size(words).width(), 0)
    shift = spare // 2 if column.align == "center" else spare if column.align == "right" else 0
    painters.draw_badge(painter, box.adjusted(shift, 0, 0, 0), words)


def _draw_second(painter: QPainter, box: QRect, second: object, hits: tuple[str, ...]) -> None:
    """The second line: where the hit is, in accent, then the excerpt; a plain text is all excerpt."""
    where, excerpt = second if isinstance(second, tuple) else ("", str(second))
    painter.setFont(theme.font(theme.metrics().second))
    if where:
        painter.setPen(theme.colour("accent"))
        painter.drawText(box, painters.LEFT, where)
        box = box.adjusted(painter.fontMetrics().horizontalAdvance(where) + 8, 0, 0, 0)
    painter.setPen(theme.colour("muted"))
    painters.draw_hit(painter, box, excerpt, hits)
