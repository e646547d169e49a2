"""The program's own icons, drawn from their SVG sources in the colour and sharpness of the moment.

Source: the look's list of icons (look §8).
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from zxdesk import paths
from zxdesk.ui import theme

_NAMED = """
today proposal review assign handle feedback supervise statistics paper member unit settings find filter columns add done
clear down up left right undo redo save attach deadline remind history lock key-proposal phone meet mail warning info import
export edit merge hand-back more keyboard dot
"""
NAMES = tuple(_NAMED.split())


def get(name: str, *, color: str = "muted") -> QIcon:
    """An icon by name in a token's colour (or ``#RRGGBB``); it follows a change of theme by itself."""
    if name not in NAMES:
        raise KeyError(name)
    return QIcon(_Engine(name, color))


def pixmap(name: str, *, color: str = "muted", size: int | None = None, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of ``size`` logical pixels for a screen with this ratio."""
    side = size or theme.metrics().icon
    return _drawn(name, theme.colour(color).name(), side, ratio)


def draw(painter: QPainter, rect: QRect, name: str, color: str = "muted") -> None:
    """Draw an icon into a rectangle, as sharp as the device allows."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    side = min(rect.width(), rect.height())
    where = QRect(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2, side, side)
    painter.drawPixmap(where, pixmap(name, color=color, size=side, ratio=ratio))


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, value: str, side: int, ratio: float) -> QPixmap:
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", value).encode()))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


class _Engine(QIconEngine):
    """Draws one icon at any size and ratio with the tokens in force; disabled is faint, selected keeps its colour."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def _colour(self, mode: QIcon.Mode) -> str:
        return theme.colour("faint" if mode == QIcon.Mode.Disabled else self._color).name()

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, rect, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self._name, self._colour(mode), min(size.width(), size.height()), 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _drawn(self._name, self._colour(mode), min(size.width(), size.height()), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color)
