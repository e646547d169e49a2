"""A button that carries its icon and its key hint, plain, primary, flat or as a link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QToolButton, QWidget

from zxdesk.ui import icons, painters, theme

GAP = 7


class ActionButton(QPushButton):
    """A verb the clerk can press: 登记答复 [Ctrl+R]; ``kind`` is plain, primary, flat or link."""

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str | None = None,
        kind: str = "plain",
        key: str | None = None,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._kind = kind
        self._menu_mark = False
        self._is_low = False
        self._hint = key.replace("Return", "Enter") if key else ""
        if kind != "plain":
            self.setProperty(kind, True)
        if key:
            self.setShortcut(QKeySequence(key))
        if clicked:
            self.clicked.connect(lambda: clicked())
        self.setAutoDefault(False)
        self.setAccessibleName(text)

    def set_menu_mark(self, shown: bool) -> None:
        """Show a chevron after the text, for a button that opens a menu."""
        self._menu_mark = shown
        self.updateGeometry()

    def set_key_hint(self, key: str) -> None:
        """Show a key that is bound elsewhere, without binding it here."""
        self._hint = key
        self.updateGeometry()

    def set_low(self) -> None:
        """Be as low as a status line, with its smaller words."""
        self._is_low = True
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = theme.metrics()
        edge = 5 if self._kind == "link" else 12
        width = 2 * edge + (self._parts_width() if self.text() else 0)
        if not self.text():
            width = metrics.control
        return QSize(width, metrics.status - 4 if self._is_low else metrics.control)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._draw_parts(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def _label_font(self) -> QFont:
        pixels = theme.metrics().second if self._is_low else theme.metrics().body
        return theme.font(pixels, QFont.Weight.Medium if self._kind == "primary" else QFont.Weight.Normal)

    def _parts_width(self) -> int:
        width = QFontMetrics(self._label_font()).horizontalAdvance(self.text()) if self.text() else 0
        if self._icon_name:
            width += theme.metrics().icon + (GAP if self.text() else 0)
        if self._menu_mark:
            width += theme.metrics().icon + 2
        if self._hint:
            width += painters.key_size(self._hint).width() + 6
        return width

    def _ink(self) -> tuple[str, str]:
        """The colours of text and icon."""
        if not self.isEnabled():
            return "faint", "faint"
        if self._kind == "primary":
            return "on_accent", "on_accent"
        return ("accent", "accent") if self._kind == "link" else ("text", "muted")

    def _draw_parts(self, painter: QPainter) -> None:
        ink, icon_ink = self._ink()
        side = theme.metrics().icon
        x = (self.width() - self._parts_width()) // 2
        if self._icon_name:
            icons.draw(painter, QRect(x, (self.height() - side) // 2, side, side), self._icon_name, icon_ink)
            x += side + GAP
        painter.setFont(self._label_font())
        painter.setPen(theme.colour(ink))
        width = painter.fontMetrics().horizontalAdvance(self.text())
        painter.drawText(QRect(x, 0, width + 2, self.height()), painters.LEFT | Qt.TextFlag.TextSingleLine, self.text())
        x += width
        if self._menu_mark:
            icons.draw(painter, QRect(x + 4, (self.height() - side) // 2, side, side), "down", icon_ink)
            x += side + 2
        if self._hint:
            on_accent = self._kind == "primary" and self.isEnabled()
            frame, ground = ("on_accent", None) if on_accent else ("line2", "raised")
            painters.draw_key(painter, QRect(x + 6, 0, 200, self.height()), self._hint, ink=icon_ink, frame=frame, ground=ground)


class SquareButton(QToolButton):
    """As wide as a control is high at the size in force."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit()

    def _fit(self) -> None:
        side = theme.metrics()
        self.setIconSize(QSize(side.icon, side.icon))
        self.setFixedWidth(side.control)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()


def icon_button(
    icon: str, name: str, *, framed: bool = True, clicked: Callable[[], object] | None = None, side: int = 0, parent: QWidget | None = None
) -> QToolButton:
    """A square button with only an icon; ``name`` is its tooltip and accessible name, ``side`` its size where it does not follow the controls."""
    button = QToolButton(parent) if side else SquareButton(parent)
    if side:
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(side, side)
    button.setIcon(icons.get(icon))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setProperty("framed", framed)
    button.setStyleSheet("padding: 0;")
    if clicked:
        button.clicked.connect(lambda: clicked())
    return button
