"""Where a popup stands: under the widget that opened it, drawn back onto the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QWidget

GAP = 2


def show_under(popup: QWidget, anchor: QWidget, size: QSize) -> None:
    """Show a popup of this size under its anchor, above it where there is no room below, never off the screen."""
    popup.resize(size)
    room = anchor.screen().availableGeometry()
    place = anchor.mapToGlobal(QPoint(0, anchor.height() + GAP))
    if place.y() + size.height() > room.bottom():
        place.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - size.height() - GAP)
    place.setX(max(min(place.x(), room.right() - size.width()), room.left()))
    popup.move(place.x(), max(place.y(), room.top()))
    popup.show()
