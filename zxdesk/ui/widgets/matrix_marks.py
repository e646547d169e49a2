"""The marks in the cells of the assignment board: roles, wishes, units that handed back; and the sign at a row's end.

Source: the look's component "Assignment cell" (look §4).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.painters import LightMark

WORDS = {"sole": "独", "lead": "主", "co": "会", "separate": "分"}
READY, NO_LEAD, CLASH, EMPTY = "ready", "no_lead", "clash", "empty"


@dataclass(frozen=True)
class CellMark:
    """What a cell shows: the chosen role's code, whether the unit was wished for, whether it handed the proposal back."""

    role: str = ""
    is_wished: bool = False
    is_returned: bool = False

    def __bool__(self) -> bool:
        return bool(self.role or self.is_wished or self.is_returned)


def mark_side() -> int:
    """The side of a mark, in pixels."""
    return theme.metrics().chip


def draw_mark(painter: QPainter, rect: QRect, mark: CellMark) -> None:
    """Draw a cell's mark in the middle of ``rect``."""
    side = mark_side()
    box = QRect(rect.center().x() - side // 2 + 1, rect.center().y() - side // 2 + 1, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.role:
        _draw_role(painter, box, mark)
    elif mark.is_returned:
        _draw_returned(painter, box)
    elif mark.is_wished:
        _draw_ring(painter, box)
    painter.restore()


def _draw_role(painter: QPainter, box: QRect, mark: CellMark) -> None:
    """主 and 独 filled, 会 outlined, 分 teal; the amber foot says that a wish was followed, the red corner that the unit once refused."""
    look = theme.tokens()
    filled = mark.role in ("lead", "sole")
    ground, ink = (look.accent, look.on_accent) if filled else (look.surface, look.accent)
    frame = look.accent
    if mark.role == "separate":
        ground, ink = look.badge("分办")
        frame = ink
    painter.setPen(QPen(theme.colour(frame), 1))
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if mark.is_wished:
        height = max(3, box.height() // 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(look.lights["yellow"][0]))
        painter.drawRoundedRect(QRectF(box.x(), box.bottom() - height + 1, box.width(), height), 1.5, 1.5)
    if mark.is_returned:
        corner = QRectF(box)
        size = box.width() / 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("red"))
        inner, below = QPointF(corner.right() - size, corner.top()), QPointF(corner.right(), corner.top() + size)
        painter.drawPolygon(QPolygonF([corner.topRight(), inner, below]))
    _write(painter, box, WORDS[mark.role], ink)


def _draw_returned(painter: QPainter, box: QRect) -> None:
    ground, ink = theme.tokens().badge("已退办")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(box, 3, 3)
    _write(painter, box, "退", ink)
    painter.setPen(QPen(theme.colour(ink), 1.2))
    painter.drawLine(box.left() + 3, box.center().y() + 1, box.right() - 2, box.center().y() + 1)


def _draw_ring(painter: QPainter, box: QRect) -> None:
    inset = max(4, box.width() // 6)
    pen = QPen(theme.colour(theme.tokens().lights["yellow"][0]), 1.4)
    pen.setDashPattern([2.2, 1.8])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(box).adjusted(inset, inset, -inset, -inset))


def _write(painter: QPainter, box: QRect, word: str, ink: str) -> None:
    painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold))
    painter.setPen(theme.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)


def draw_state(painter: QPainter, rect: QRect, state: str) -> None:
    """Draw the sign at the end of a row: ready, without a lead, with units that clash, or untouched."""
    side = theme.metrics().light
    if state == CLASH:
        side += 4
        icons.draw(painter, QRect(rect.center().x() - side // 2, rect.center().y() - side // 2, side, side), "warning", "red")
        return
    box = QRect(rect.center().x() - side // 2, rect.y(), side, rect.height())
    painters.draw_light(painter, box, LightMark({READY: "blue", EMPTY: "grey"}.get(state, "red")), words=False)
