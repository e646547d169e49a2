"""Painting a page that was laid out, on the screen, on a printer, into a PDF: nothing is measured again."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPainter

from zxdesk.layout.sheet import Block, Glyphs, Image, Sheet, Stroke
from zxdesk.ui.paper_view import fonts

BOLD_SHIFT = 0.03
"""Ems between the two strikes of a letter whose font has no bold."""
UNDERLINE = (0.12, 0.05)
"""Ems below the baseline, and thick."""


def paint_sheet(painter: QPainter, sheet: Sheet, *, is_screen: bool) -> None:
    """Paint everything on a page; the painter's unit is the point. On a screen every line is at least one pixel and sharp."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for item in sheet.items:
        if isinstance(item, Glyphs):
            _paint_glyphs(painter, item, is_screen=is_screen)
        elif isinstance(item, Stroke):
            _fill(painter, _stroke_box(item), item.color, is_screen=is_screen)
        elif isinstance(item, Block):
            _fill(painter, QRectF(item.x, item.y, item.width, item.height), item.color, is_screen=is_screen)
        elif isinstance(item, Image):
            painter.drawImage(QRectF(item.x, item.y, item.width, item.height), picture(item.content))


def sheet_image(sheet: Sheet, scale: float) -> QImage:
    """A page as a picture of so many pixels a point, on white."""
    image = QImage(max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale)), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_sheet(painter, sheet, is_screen=True)
    painter.end()
    return image


@lru_cache(maxsize=32)
def picture(content: bytes) -> QImage:
    """A picture of a paper, decoded once."""
    return QImage.fromData(content)


def _paint_glyphs(painter: QPainter, item: Glyphs, *, is_screen: bool) -> None:
    face = item.face
    painter.setPen(QColor(item.color))
    placed = [
        (fonts.glyph_of(letter, item.family, face.is_bold), QPointF(offset, 0))
        for letter, offset in zip(item.text, item.offsets, strict=True)
        if not letter.isspace()
    ]
    if placed:
        run = QGlyphRun()
        run.setRawFont(fonts.raw_font(item.family, face.size, is_bold=face.is_bold, is_italic=face.is_italic))
        run.setGlyphIndexes([glyph for glyph, _place in placed])
        run.setPositions([place for _glyph, place in placed])
        painter.drawGlyphRun(QPointF(item.x, item.baseline), run)
        if face.is_bold and not fonts.has_bold(item.family):
            painter.drawGlyphRun(QPointF(item.x + BOLD_SHIFT * face.size, item.baseline), run)
    if face.is_underlined and item.text:
        width = item.offsets[-1] + fonts.advance_of(item.text[-1], item.family, face.is_bold) * face.size
        below, thick = UNDERLINE[0] * face.size, UNDERLINE[1] * face.size
        _fill(painter, QRectF(item.x, item.baseline + below, width, thick), item.color, is_screen=is_screen)


def _stroke_box(line: Stroke) -> QRectF:
    """The rectangle that a horizontal or vertical line covers."""
    left, right = sorted((line.x1, line.x2))
    top, bottom = sorted((line.y1, line.y2))
    half = line.width / 2
    if top == bottom:
        return QRectF(left, top - half, right - left, line.width)
    return QRectF(left - half, top, line.width, bottom - top)


def _fill(painter: QPainter, box: QRectF, color: str, *, is_screen: bool) -> None:
    if not is_screen:
        painter.fillRect(box, QColor(color))
        return
    there = painter.transform().mapRect(box)
    x, y = round(there.x()), round(there.y())
    pixels = QRect(x, y, max(1, round(there.right()) - x), max(1, round(there.bottom()) - y))
    painter.save()
    painter.resetTransform()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(pixels, QColor(color))
    painter.restore()
