"""Draws the rows of every list without widgets: text, hits, badges, lights, check boxes, lines and the current edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.cells import Column, Group, cell, words_of
from zxdesk.ui.table import second_of, value_of

Place = tuple[int, int, int]
"""A column, where it begins on the screen and how wide it is."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Strokes:
    """What the rows of a list have in common while they are drawn once: whatever is asked of Qt for a cell costs as much as its text."""

    current: int
    hovered: int
    has_focus: bool
    is_active: bool
    font: QFont
    metrics: QFontMetrics
    ink: QColor


def strokes_of(view: Any) -> Strokes:
    """As the list stands now."""
    has_focus, font = view.hasFocus(), theme.font(theme.metrics().body)
    return Strokes(
        current=view.currentIndex().row(),
        hovered=hovered_row(view),
        has_focus=has_focus,
        is_active=has_focus or view.window().focusWidget() is None,
        font=font,
        metrics=QFontMetrics(font, view),
        ink=theme.colour("text"),
    )


def draw_rows(painter: QPainter, view: Any, rows: Iterable[int], places: Sequence[Place]) -> None:
    """Draw these rows of a ``RowsView`` in these columns, from left to right; a group goes over all of them."""
    if not places:
        return
    strokes, model, selection = strokes_of(view), view.rows, view.selectionModel()
    left, width = places[0][1], places[-1][1] + places[-1][2] - places[0][1]
    columns = [(model.columns[at], x, wide) for at, x, wide in places]
    for at in rows:
        row, top, height = model.row_at(at), view.rowViewportPosition(at), view.rowHeight(at)
        if isinstance(row, Group):
            _draw_group(painter, QRect(left, top, width, height), row)
            continue
        is_selected = selection.isSelected(model.index(at, 0))
        _draw_ground(painter, QRect(left, top, width, height), strokes, at, is_selected=is_selected)
        if row is None:
            continue
        for column, x, wide in columns:
            _draw_cell(painter, QRect(x, top, wide, height), row, column, model.hits, strokes, is_selected=is_selected)


def hovered_row(view: Any) -> int:
    """The row under the pointer, -1 where there is none."""
    if not view.viewport().underMouse():
        return -1
    return int(view.rowAt(view.viewport().mapFromGlobal(view.cursor().pos()).y()))


def _draw_ground(painter: QPainter, box: QRect, strokes: Strokes, row: int, *, is_selected: bool) -> None:
    if is_selected:
        painter.fillRect(box, theme.colour("selection" if strokes.is_active else "selection_inactive"))
    elif strokes.hovered == row:
        painter.fillRect(box, theme.colour("hover"))
    painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line"))
    if strokes.current == row:
        painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent" if strokes.has_focus else "muted"))


def _draw_group(painter: QPainter, box: QRect, row: Group) -> None:
    painter.fillRect(box, theme.colour("raised"))
    painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line"))
    painter.setFont(theme.font(theme.metrics().second))
    painter.setPen(theme.colour("muted"))
    inner = box.adjusted(8, 0, -8, -1)
    painter.drawText(inner, painters.LEFT, row.title)
    painter.drawText(inner, _RIGHT, row.note)


def _draw_cell(
    painter: QPainter, rect: QRect, row: object, column: Column, hits: tuple[str, ...], strokes: Strokes, *, is_selected: bool
) -> None:
    pad = theme.metrics().cell_padding
    box = rect.adjusted(pad, 0, -pad, -1)
    if column.kind == "check":
        painters.draw_check(painter, rect, checked=is_selected)
        return
    value = value_of(row, column)
    if column.kind == "light":
        if mark := painters.as_light(value):
            painter.setFont(strokes.font)
            painters.draw_light(painter, box, mark)
    elif column.kind == "badge":
        _draw_badge(painter, box, words_of(value, column), column)
    elif column.kind == "icon":
        if value:
            side = theme.metrics().icon
            centre = rect.center()
            icons.draw(painter, QRect(centre.x() - side // 2, centre.y() - side // 2, side, side), str(value))
    elif (words := words_of(value, column)) or column.second:
        _draw_text(painter, box, row, column, words, hits, strokes)


def _draw_text(
    painter: QPainter, box: QRect, row: object, column: Column, words: str, hits: tuple[str, ...], strokes: Strokes
) -> None:
    tone, metrics = cell(row, "tone"), strokes.metrics
    painter.setFont(strokes.font)
    painter.setPen(strokes.ink)
    if tone in ("muted", "total"):
        painter.setPen(theme.colour("muted" if tone == "muted" else "text"))
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold if tone == "total" else QFont.Weight.Normal))
        metrics = painter.fontMetrics()
    second = second_of(row, column) if column.second else None
    if second and box.height() >= theme.metrics().row_two - 4:
        _draw_two_lines(painter, box, words, second, hits)
    elif hits and column.kind == "text" and _is_left(column):
        painters.draw_hit(painter, box, words, hits)
    else:
        shown = painters.elided_by(metrics, strokes.font.pixelSize(), words, box.width())
        if _is_left(column):
            painters.draw_line(painter, box, shown, metrics)
        else:
            painter.drawText(box, column.alignment, shown)


def _is_left(column: Column) -> bool:
    return column.align == "left" or (column.align is None and column.kind != "number")


def _draw_two_lines(painter: QPainter, box: QRect, words: str, second: object, hits: tuple[str, ...]) -> None:
    height = theme.metrics().fonts["body"] + 6
    below = theme.metrics().fonts["second"] + 5
    top = box.y() + (box.height() - height - below) // 2
    painters.draw_hit(painter, QRect(box.x(), top, box.width(), height), words, hits)
    _draw_second(painter, QRect(box.x(), top + height, box.width(), below), second, hits)


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


def _draw_badge(painter: QPainter, box: QRect, words: str, column: Column) -> None:
    spare = max(box.width() - painters.badge_size(words).width(), 0)
    shift = spare // 2 if column.align == "center" else spare if column.align == "right" else 0
    painters.draw_badge(painter, box.adjusted(shift, 0, 0, 0), words)
