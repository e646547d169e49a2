"""Draws the cells of every list without widgets: text, hits, badges, lights, check boxes, lines and the current edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QTableView, QToolTip

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.cells import words_of
from zxdesk.ui.table import Column, Group, RowsModel, cell, second_of, value_of

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
StyleOption = Any  # the stubs leave out the fields of style options


class RowDelegate(QStyledItemDelegate):
    """The one delegate of lists built on ``RowsModel``; it asks the model itself, since every question through Qt costs as much as a line."""

    def paint(self, painter: QPainter, option: StyleOption, index: Index) -> None:
        model, view = index.model(), option.widget
        if not isinstance(model, RowsModel) or not isinstance(view, QTableView):
            return
        at, row = index.row(), model.row_at(index.row())
        painter.save()
        if isinstance(row, Group):
            _draw_group(painter, option.rect, row)
        else:
            column = model.columns[index.column()]
            is_selected = bool(option.state & State.State_Selected)
            _draw_ground(painter, option.rect, view, at, index.column(), is_selected=is_selected)
            if row is not None:
                _draw_cell(painter, option.rect, row, column, model.hits, is_selected=is_selected)
        painter.restore()

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


def _draw_ground(painter: QPainter, box: QRect, view: QTableView, row: int, column: int, *, is_selected: bool) -> None:
    strokes = strokes_of(view)
    if is_selected:
        painter.fillRect(box, theme.colour("selection" if strokes.is_active else "selection_inactive"))
    elif strokes.hovered == row:
        painter.fillRect(box, theme.colour("hover"))
    painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line"))
    if strokes.current == row and strokes.first == column and box.x() <= 0:
        painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent" if strokes.has_focus else "muted"))


def _draw_cell(painter: QPainter, rect: QRect, row: object, column: Column, hits: tuple[str, ...], *, is_selected: bool) -> None:
    pad = theme.metrics().cell_padding
    box = rect.adjusted(pad, 0, -pad, -1)
    value = value_of(row, column)
    painter.setFont(theme.font(theme.metrics().body))
    painter.setPen(theme.colour("text"))
    if column.kind == "check":
        draw_check(painter, rect, is_selected)
    elif column.kind == "light":
        if mark := painters.as_light(value):
            painters.draw_light(painter, box, mark)
    elif column.kind == "badge":
        _draw_badge(painter, box, words_of(value, column), column)
    elif column.kind == "icon":
        if value:
            side = theme.metrics().icon
            centre = rect.center()
            icons.draw(painter, QRect(centre.x() - side // 2, centre.y() - side // 2, side, side), str(value))
    else:
        _draw_text(painter, box, row, column, words_of(value, column), hits)


def _draw_text(painter: QPainter, box: QRect, row: object, column: Column, words: str, hits: tuple[str, ...]) -> None:
    tone = cell(row, "tone")
    if tone in ("muted", "total"):
        painter.setPen(theme.colour("muted" if tone == "muted" else "text"))
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold if tone == "total" else QFont.Weight.Normal))
    second = second_of(row, column) if column.second else None
    if second and box.height() >= theme.metrics().row_two - 4:
        height = theme.metrics().fonts["body"] + 6
        below = theme.metrics().fonts["second"] + 5
        top = box.y() + (box.height() - height - below) // 2
        painters.draw_hit(painter, QRect(box.x(), top, box.width(), height), words, hits)
        _draw_second(painter, QRect(box.x(), top + height, box.width(), below), second, hits)
    elif hits and column.kind == "text" and column.alignment & Qt.AlignmentFlag.AlignLeft:
        painters.draw_hit(painter, box, words, hits)
    elif words and column.alignment & Qt.AlignmentFlag.AlignLeft:
        painters.draw_line(painter, box, painters.elided(painter, words, box.width()))
    elif words:
        painter.drawText(box, column.alignment, painters.elided(painter, words, box.width()))


@dataclass(frozen=True)
class Strokes:
    """What the cells of a list have in common while they are drawn once."""

    current: int
    first: int
    hovered: int
    has_focus: bool
    is_active: bool


def strokes_of(view: QTableView) -> Strokes:
    """Asked for once a drawing where the list keeps them, else for every cell."""
    kept = getattr(view, "strokes", None)
    if isinstance(kept, Strokes):
        return kept
    has_focus, header = view.hasFocus(), view.horizontalHeader()
    shown = (header.logicalIndex(at) for at in range(header.count()))
    return Strokes(
        current=view.currentIndex().row(),
        first=next((at for at in shown if not header.isSectionHidden(at)), -1),
        hovered=_hovered_row(view),
        has_focus=has_focus,
        is_active=has_focus or view.window().focusWidget() is None,
    )


def _hovered_row(view: QTableView) -> int:
    if not view.viewport().underMouse():
        return -1
    return view.rowAt(view.viewport().mapFromGlobal(view.cursor().pos()).y())


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
