"""The drawn marks that lists and headings share: light, badge, hit, key and the text beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF

from zxdesk.ui import icons, theme
from zxdesk.ui.stamps import stamp
from zxdesk.ui.tokens import LIGHT_WORDS

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LIGHT_WEIGHTS = {"red": QFont.Weight.Bold, "yellow": QFont.Weight.Medium}


@dataclass(frozen=True)
class LightMark:
    """A light in a cell or heading: its colour (绿 … 蓝 or green … blue) and the words beside it."""

    colour: str
    words: str = ""

    @property
    def token(self) -> str:
        """The colour's name in the tokens."""
        return LIGHT_WORDS.get(self.colour, self.colour)


def as_light(value: object) -> LightMark | None:
    """A light from what a row carries: a LightMark, a (colour, words) pair, a Light or its colour; nothing gives None."""
    if value is None or value == "":
        return None
    if isinstance(value, LightMark):
        return value
    if isinstance(value, tuple):
        return LightMark(str(value[0]), str(value[1]))
    return LightMark(str(getattr(value, "value", value)))


def draw_light(painter: QPainter, rect: QRect, mark: LightMark, *, words: bool = True) -> int:
    """Draw shape and words from the left of ``rect``; return the width used, in pixels. Source: look §1."""
    side, token = theme.metrics().light, mark.token
    stamp(painter, QRect(rect.x(), rect.center().y() - side // 2, side + 1, side + 1), _draw_shape, token)
    if not words or not mark.words:
        return side
    painter.save()
    if token in _LIGHT_WEIGHTS:
        painter.setFont(light_font(mark, painter.font()))
    colour = {"yellow": theme.tokens().lights["yellow"][1], "red": theme.tokens().red}.get(token, theme.tokens().muted)
    painter.setPen(theme.colour(colour))
    where, metrics = rect.adjusted(side + 5, 0, 0, 0), painter.fontMetrics()
    draw_line(painter, where, elided_by(metrics, painter.font().pixelSize(), mark.words, where.width()), metrics)
    used = side + 5 + metrics.horizontalAdvance(mark.words)
    painter.restore()
    return used


def light_font(mark: LightMark, base: QFont) -> QFont:
    """The weight a light's words have: bold when overdue, medium when near."""
    made = QFont(base)
    made.setWeight(_LIGHT_WEIGHTS.get(mark.token, QFont.Weight.Normal))
    return made


def light_width(mark: LightMark, base: QFont) -> int:
    """The width a light with its words takes, in pixels."""
    side = theme.metrics().light
    return side + 5 + QFontMetrics(light_font(mark, base)).horizontalAdvance(mark.words) + 1 if mark.words else side


def _draw_shape(painter: QPainter, place: QRect, token: str) -> None:
    colour = theme.colour(theme.tokens().lights[token][0])
    box = QRectF(place.x() + 0.5, place.y() + 1, place.width() - 2, place.height() - 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if token == "yellow":
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    elif token == "red":
        painter.drawRect(box.adjusted(1, 1, -1, -1))
    elif token == "grey":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2))
        painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    else:
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    if token == "blue":
        painter.setPen(QPen(theme.colour("on_accent"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y, w, h = box.x(), box.y(), box.width(), box.height()
        painter.drawPolyline([QPointF(x + w * a, y + h * b) for a, b in ((0.28, 0.53), (0.44, 0.69), (0.73, 0.36))])


def draw_check(painter: QPainter, box: QRect, *, checked: bool) -> None:
    """Draw a check box in the middle of a cell."""
    side = theme.metrics().icon - 3
    stamp(painter, QRect(box.center().x() - side // 2, box.center().y() - side // 2, side + 1, side + 1), _draw_box, checked)


def _draw_box(painter: QPainter, place: QRect, checked: bool) -> None:
    square = QRectF(place.x() + 0.5, place.y() + 0.5, place.width() - 1, place.height() - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if checked else "border"), 1))
    painter.setBrush(theme.colour("accent" if checked else "surface"))
    painter.drawRoundedRect(square, 2.5, 2.5)
    if checked:
        icons.draw(painter, square.toRect(), "done", "on_accent")


def elided(painter: QPainter, text: str, width: int) -> str:
    """The text as far as there is room, in the painter's font."""
    return elided_by(painter.fontMetrics(), painter.font().pixelSize(), text, width)


def elided_by(metrics: QFontMetrics, pixels: int, text: str, width: int) -> str:
    """The text as far as there is room, in a font of this size."""
    if len(text) * pixels <= width:  # no sign is wider than a Chinese one
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_line(painter: QPainter, box: QRect, text: str, metrics: QFontMetrics | None = None) -> None:
    """Draw one line at the left, in the middle of the height; half the cost of Qt's drawing into a rectangle, which lays it out first."""
    metrics = metrics or painter.fontMetrics()
    below = (box.height() - metrics.height()) // 2 + metrics.ascent()
    painter.drawText(QPointF(box.x(), box.y() + below), text)


def badge_size(text: str) -> QSize:
    """The size of a badge with this text, in pixels."""
    return QSize(*_badge_size(text, theme.metrics().fonts["second"]))


@lru_cache(maxsize=512)
def _badge_size(text: str, _pixels: int) -> tuple[int, int]:
    metrics = QFontMetrics(badge_font())
    return metrics.horizontalAdvance(text) + 13, metrics.height() + 2


def badge_font() -> QFont:
    """The font of badges."""
    return theme.font(theme.metrics().second)


def draw_badge(painter: QPainter, rect: QRect, text: str, *, ground: str | None = None, ink: str | None = None) -> int:
    """Draw a stage or role badge at the left of ``rect``, centred in height; return its width. Source: look §1."""
    if not text:
        return 0
    found, size = theme.tokens().badge(text), badge_size(text)
    width = min(size.width(), rect.width())
    box = QRect(rect.x(), rect.y() + (rect.height() - size.height()) // 2, width, size.height())
    stamp(painter, box, _draw_badge, text, ground or found[0], ink or found[1])
    return width


def _draw_badge(painter: QPainter, box: QRect, text: str, ground: str, ink: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(badge_font())
    painter.setPen(theme.colour(ink))
    is_whole = box.width() >= badge_size(text).width()
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text if is_whole else elided(painter, text, box.width() - 8))


def draw_hit(painter: QPainter, rect: QRect, text: str, hits: Sequence[str]) -> None:
    """Draw one line of text, elided at the right, with the searched words on the hit ground."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.save()
    height = metrics.height()
    top = rect.y() + (rect.height() - height) // 2
    pen = painter.pen()
    x = rect.x()
    for piece, is_hit in pieces(shown, hits):
        width = metrics.horizontalAdvance(piece)
        if is_hit:
            painter.fillRect(QRect(x, top, width, height), theme.colour("hit"))
        painter.setPen(theme.colour("hit_text") if is_hit else pen)
        painter.drawText(QRect(x, rect.y(), width + 2, rect.height()), LEFT, piece)
        x += width
    painter.restore()


def pieces(text: str, hits: Sequence[str]) -> list[tuple[str, bool]]:
    """Split a text into (piece, whether it is a hit), longest hits first, without overlaps."""
    words = sorted((hit for hit in hits if hit), key=len, reverse=True)
    found: list[tuple[str, bool]] = []
    start = at = 0
    lowered = text.lower()
    while at < len(text):
        word = next((w for w in words if lowered.startswith(w.lower(), at)), None)
        if word is None:
            at += 1
            continue
        if at > start:
            found.append((text[start:at], False))
        found.append((text[at : at + len(word)], True))
        start = at = at + len(word)
    if start < len(text):
        found.append((text[start:], False))
    return found


def key_size(text: str) -> QSize:
    """The size of a key hint with this text, in pixels."""
    metrics = QFontMetrics(theme.font(theme.metrics().key))
    return QSize(max(metrics.horizontalAdvance(text) + 9, metrics.height() + 2), metrics.height() + 1)


def draw_key(
    painter: QPainter, rect: QRect, text: str, *, ink: str = "muted", frame: str = "line2", ground: str | None = "raised"
) -> int:
    """Draw a key hint at the left of ``rect``, centred in height; return its width."""
    size = key_size(text)
    box = QRectF(rect.x() + 0.5, rect.y() + (rect.height() - size.height()) // 2 + 0.5, size.width() - 1, size.height() - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(frame), 1))
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(theme.font(theme.metrics().key))
    painter.setPen(theme.colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return size.width()
