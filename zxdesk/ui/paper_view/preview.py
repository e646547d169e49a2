"""The canvas on which the pages of a paper are seen: whole page, page width or any size, page by page."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from zxdesk.layout.sheet import Sheet
from zxdesk.ui import theme
from zxdesk.ui.paper_view.painter import sheet_image

GAP = 12
EDGE = 9
"""Pixels between pages, and around them."""
LEAST, MOST, STEP = 0.2, 4.0, 1.15
"""Smallest and greatest scale, and what one notch of the wheel changes it by."""
SCREEN = 96 / 72
"""Logical pixels a point at 100 %."""
HELD = 12
"""Painted pages kept."""
MARK = 14
"""Points a crop mark is long, as Word shows the corners of the text."""

Margins = tuple[float, float, float, float]
"""Left, top, right, bottom of the text's rectangle, in points from the page's edges."""


class PreviewCanvas(QAbstractScrollArea):
    """Pages below each other; only those in sight are painted.

    Signals: ``page_changed(int, int)`` with the page in sight and how many there are; ``scale_changed(str, int)`` with 整页,
    页宽 or an empty word, and percent; ``turned(int)`` asks for the next (1) or previous (-1) paper.
    """

    page_changed = Signal(int, int)
    scale_changed = Signal(str, int)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("预览")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheets: tuple[Sheet, ...] = ()
        self.message = ""
        self._margins: tuple[Margins, ...] = ()
        self._mode = "整页"
        self._scale = 1.0
        self._tops: list[int] = []
        self._pictures: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._shown = (0, 0)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell_page())

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self._scale

    @property
    def mode(self) -> str:
        """整页, 页宽, or empty where the clerk chose a scale."""
        return self._mode

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        if not self._tops:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return max(0, bisect_right(self._tops, middle) - 1)

    def show_sheets(self, sheets: Sequence[Sheet], margins: Sequence[Margins] = (), *, keeps_place: bool = False) -> None:
        """Show these pages, from the first or where one was."""
        place = self.verticalScrollBar().value() if keeps_place else 0
        self.sheets, self._margins, self.message = tuple(sheets), tuple(margins), ""
        self._pictures.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._tell_page()

    def show_message(self, text: str) -> None:
        """Show a sentence instead of pages."""
        self.show_sheets(())
        self.message = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def fit_page(self) -> None:
        """Show whole pages."""
        self._set_mode("整页")

    def fit_width(self) -> None:
        """Show pages as wide as the canvas."""
        self._set_mode("页宽")

    def zoom(self, factor: float, about: QPoint | None = None) -> None:
        """Show pages larger or smaller, keeping what stands at ``about`` where it is."""
        anchor = about.y() if about is not None else self.viewport().height() // 2
        bar = self.verticalScrollBar()
        held = (bar.value() + anchor) / max(1, self._height())
        self._mode, self._scale = "", min(MOST * SCREEN, max(LEAST, self._scale * factor))
        self._lay_out()
        bar.setValue(round(held * self._height()) - anchor)
        self._tell_page()

    def go_to(self, page: int) -> None:
        """Show the page of this number, from 0."""
        if self._tops:
            self.verticalScrollBar().setValue(self._tops[max(0, min(page, len(self._tops) - 1))] - EDGE)

    def _set_mode(self, mode: str) -> None:
        page = self.page
        self._mode = mode
        self._lay_out()
        self.go_to(page)
        self._tell_page()

    def _lay_out(self) -> None:
        """Find scale and places of the pages for the room there is."""
        room = self.viewport().size()
        if self.sheets and self._mode:
            widest, highest = max(s.width for s in self.sheets), max(s.height for s in self.sheets)
            across = (room.width() - 2 * EDGE) / widest
            self._scale = max(0.05, min(across, (room.height() - 2 * EDGE) / highest) if self._mode == "整页" else across)
        self._tops, top = [], EDGE
        for sheet in self.sheets:
            self._tops.append(top)
            top += round(sheet.height * self._scale) + GAP
        height = top - GAP + EDGE if self.sheets else 0
        width = max((round(sheet.width * self._scale) for sheet in self.sheets), default=0) + 2 * EDGE
        for bar, whole, seen in ((self.verticalScrollBar(), height, room.height()), (self.horizontalScrollBar(), width, room.width())):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(round(40 * self._scale))
        self.viewport().update()
        self.scale_changed.emit(self._mode, round(self._scale / SCREEN * 100))

    def _height(self) -> int:
        return self._tops[-1] + round(self.sheets[-1].height * self._scale) + EDGE if self._tops else 0

    def _tell_page(self) -> None:
        now = (self.page + 1 if self.sheets else 0, len(self.sheets))
        if now != self._shown:
            self._shown = now
            self.setAccessibleDescription(f"第 {now[0]} 页，共 {now[1]} 页" if now[1] else self.message)
            self.page_changed.emit(*now)

    def _box(self, at: int) -> QRect:
        sheet = self.sheets[at]
        width, height = round(sheet.width * self._scale), round(sheet.height * self._scale)
        spare = max(EDGE, (self.viewport().width() - width) // 2)
        return QRect(spare - self.horizontalScrollBar().value(), self._tops[at] - self.verticalScrollBar().value(), width, height)

    def _picture(self, at: int) -> QImage:
        ratio = self.devicePixelRatioF()
        key = (at, self._scale * ratio)
        if key not in self._pictures:
            self._pictures[key] = sheet_image(self.sheets[at], key[1])
            self._pictures[key].setDevicePixelRatio(ratio)
        self._pictures.move_to_end(key)
        while len(self._pictures) > HELD:
            self._pictures.popitem(last=False)
        return self._pictures[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("canvas"))
        if not self.sheets and self.message:
            self._draw_message(painter)
        for at in range(len(self.sheets)):
            box = self._box(at)
            if not box.adjusted(-2, -2, 2, 2).intersects(event.rect()):
                continue
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
            painter.drawImage(box.topLeft(), self._picture(at))
            if at < len(self._margins):
                self._draw_corners(painter, box, self._margins[at])
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_corners(self, painter: QPainter, box: QRect, margins: Margins) -> None:
        """The corners of the text's rectangle, outside of it, as word processors show them."""
        left, top, right, bottom = (round(edge * self._scale) for edge in margins)
        long = round(MARK * self._scale)
        painter.setPen(QPen(theme.colour("#A8B0AC"), 1))
        for x, outward in ((box.left() + left, -1), (box.right() - right, 1)):
            for y, away in ((box.top() + top, -1), (box.bottom() - bottom, 1)):
                painter.drawLine(x, y, x + outward * long, y)
                painter.drawLine(x, y, x, y + away * long)

    def _draw_message(self, painter: QPainter) -> None:
        metrics = theme.metrics()
        room = self.viewport().rect().adjusted(24, 24, -24, -24)
        painter.setFont(theme.font(metrics.body))
        painter.setPen(theme.colour("muted"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self.message)

    def resizeEvent(self, event: QResizeEvent) -> None:
        page = self.page
        self._lay_out()
        if self._mode == "整页":
            self.go_to(page)
        self._tell_page()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_PageDown:
            self.go_to(self.page + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self.page - 1)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self.sheets) - 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self.horizontalScrollBar().maximum():
            self.turned.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(480, 640)
