"""A month to choose a day from, in Chinese, Monday first."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.widgets.button import icon_button
from zxdesk.ui.widgets.labels import KeyHint, label

WEEKDAYS = "一二三四五六日"
FRIDAY = 4
Note = Callable[[date], str]


def month_after(day: date, months: int) -> date:
    """The same day some months later or earlier, drawn back to the month's last day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class _Days(QWidget):
    """Six weeks of one month."""

    picked = Signal(date)
    moved = Signal(date)

    def __init__(self, today: date, note: Note) -> None:
        super().__init__()
        self.day = self.today = today
        self.note = note
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_day(self, day: date) -> None:
        self.day = day
        self.setAccessibleName(f"{day.year}年{day.month}月{day.day}日")
        self.moved.emit(day)
        self.update()

    def sizeHint(self) -> QSize:
        cell = theme.metrics().control + 4
        return QSize(cell * 7, cell * 7)

    def first(self) -> date:
        start = self.day.replace(day=1)
        return start - timedelta(days=start.weekday())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, name in enumerate(WEEKDAYS):
            painter.setPen(theme.colour("muted"))
            painter.drawText(self._cell(at), Qt.AlignmentFlag.AlignCenter, name)
        for at in range(42):
            self._draw_day(painter, self._cell(at + 7), self.first() + timedelta(days=at))
        painter.end()

    def _cell(self, at: int) -> QRect:
        width, height = self.width() // 7, self.height() // 7
        return QRect(at % 7 * width, at // 7 * height, width, height)

    def _draw_day(self, painter: QPainter, box: QRect, day: date) -> None:
        is_current = day == self.day
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 3, 3)
        elif day == self.today:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 3, 3)
        ink = "on_accent" if is_current else "faint" if day.month != self.day.month else "muted" if day.weekday() > FRIDAY else "text"
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold if day == self.today else QFont.Weight.Normal))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if self.note(day):  # a day off or a day worked: a dot, its name stands below
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ink))
            painter.drawEllipse(box.center().x() - 1, box.bottom() - 6, 3, 3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        for at in range(42):
            if self._cell(at + 7).contains(place):
                self.picked.emit(self.first() + timedelta(days=at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.set_day(month_after(self.day, -1 if event.angleDelta().y() > 0 else 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in days:
            self.set_day(self.day + timedelta(days=days[Qt.Key(key)]))
        elif key in months:
            self.set_day(month_after(self.day, months[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.day)
        elif key == Qt.Key.Key_T:
            self.set_day(self.today)
        else:
            super().keyPressEvent(event)


class CalendarPopup(QFrame):
    """The month as a popup under a field: arrows, PageUp and PageDown, T for today, Enter takes the day.

    ``note`` names days off and days worked; they carry a dot, the chosen one's name stands below.
    Signals: ``picked(date)``.
    """

    picked = Signal(date)

    def __init__(self, parent: QWidget, *, today: date, day: date | None = None, note: Note = lambda day: "") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.days = _Days(today, note)
        self._said = label("", "second")
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title.setProperty("role", "section")
        head = QHBoxLayout()
        head.addWidget(icon_button("left", "上一月", framed=False, clicked=lambda: self._move(-1)))
        head.addWidget(self._title, 1)
        head.addWidget(icon_button("right", "下一月", framed=False, clicked=lambda: self._move(1)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.days)
        foot = QHBoxLayout()
        foot.addWidget(self._said, 1)
        foot.addWidget(KeyHint("T", "今天"))
        layout.addLayout(foot)
        self.days.moved.connect(self._on_moved)
        self.days.picked.connect(self._on_picked)
        self.days.set_day(day or today)
        self.days.setFocus()

    def _move(self, months: int) -> None:
        self.days.set_day(month_after(self.days.day, months))

    def _on_moved(self, day: date) -> None:
        self._title.setText(f"{day.year}年{day.month}月")
        self._said.setText(f"周{WEEKDAYS[day.weekday()]} {self.days.note(day)}".strip())

    def _on_picked(self, day: date) -> None:
        self.picked.emit(day)
        self.close()
