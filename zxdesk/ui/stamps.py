"""Small marks that are drawn once for a look and a screen, and stamped wherever they stand again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from zxdesk.ui import theme

Drawing = Callable[..., None]


def stamp(painter: QPainter, box: QRect, draw: Drawing, *words: Any) -> None:
    """Put into ``box`` what ``draw(painter, box, *words)`` draws there; it must follow from the words and the look alone."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    look = theme.look()
    painter.drawPixmap(box.x(), box.y(), _drawn(draw, words, box.width(), box.height(), look.tokens.name, look.metrics.name, ratio))


@lru_cache(maxsize=512)
def _drawn(draw: Drawing, words: tuple[Any, ...], width: int, height: int, _shade: str, _size: str, ratio: float) -> QPixmap:
    made = QPixmap(ceil(width * ratio), ceil(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw(painter, QRect(0, 0, width, height), *words)
    painter.end()
    return made
