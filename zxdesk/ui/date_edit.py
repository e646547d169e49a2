"""Fields for days and clock times that take what people type: 3.5, 0305, 今天, 10:20."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.text.dates import parse_date
from zxdesk.text.normalise import to_half_width
from zxdesk.ui import icons, theme
from zxdesk.ui.widgets.calendar_popup import WEEKDAYS, CalendarPopup
from zxdesk.ui.widgets.editor import Editor
from zxdesk.ui.widgets.popup import show_under

_CLOCK = re.compile(r"(?:(.*\S)[ T]+)?(\d{1,2})(?::|时|点)(\d{1,2})?(?::\d+)?分?")
ALT_DOWN = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down)
ALT_DOWN_PAD = QKeyCombination(Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier, Qt.Key.Key_Down)
Today = Callable[[], date]


def _no_note(day: date) -> str:
    return ""


@dataclass(frozen=True)
class Days:
    """What a date field knows of days: today, from when a date without a year counts, and a word on a day (节假日)."""

    today: Today = date.today
    since: date | None = None
    note: Callable[[date], str] = _no_note


class DateField(Editor):
    """A day, or nothing; what was typed is rewritten as 2026-05-13 when the cursor leaves, Alt+Down opens the month.

    Beside it stand the weekday and, on a day off, its name: 周日 春节.
    """

    def __init__(self, parent: QWidget | None = None, *, today: Today = date.today, days: Days | None = None) -> None:
        super().__init__(parent)
        self._days = days or Days(today)
        self.line = QLineEdit()
        self.line.setPlaceholderText("年-月-日")
        self._fill_with(self.line)
        self._weekday = QLabel(self.line)
        self._weekday.setProperty("role", "muted")
        self._weekday.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._opener = QToolButton(self.line)
        self._opener.setIcon(icons.get("today"))
        self._opener.setProperty("inner", True)
        self._opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opener.setCursor(Qt.CursorShape.ArrowCursor)
        self._opener.setToolTip("打开月历（Alt+↓）")
        self._opener.setAccessibleName("打开月历")
        self._opener.clicked.connect(self.open_month)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 5, 0)
        inside.setSpacing(4)
        inside.addStretch(1)
        inside.addWidget(self._weekday)
        inside.addWidget(self._opener)
        self._keep_room()
        self.line.textChanged.connect(self._on_text_changed)
        self.line.editingFinished.connect(self._on_finished)
        self.line.installEventFilter(self)

    def value(self) -> object:
        written = self.line.text().strip()
        if not written:
            return None
        try:
            return parse_date(written, today=self._days.today(), since=self._days.since)
        except ValueError as problem:
            raise RuleError(str(problem)) from None

    def set_value(self, value: object) -> None:
        if isinstance(value, datetime):
            value = value.date()
        if value == "today":
            value = self._days.today()
        self.line.setText(value.isoformat() if isinstance(value, date) else str(value or ""))

    def text(self) -> str:
        return self.line.text()

    def entry(self) -> QLineEdit:
        return self.line

    def open_month(self) -> None:
        """Show the month under the field."""
        self.popup = CalendarPopup(self, today=self._days.today(), day=self._day(), note=self._days.note)
        self.popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.popup.picked.connect(self.set_value)
        show_under(self.popup, self, self.popup.sizeHint())

    def _day(self) -> date | None:
        try:
            found = self.value()
        except RuleError:
            return None
        return found if isinstance(found, date) else None

    def _on_text_changed(self) -> None:
        day = self._day()
        words = f"周{WEEKDAYS[day.weekday()]}" if day else ""
        if day and (note := self._days.note(day)):
            words += f" {note}"
        self._weekday.setText(words)
        self._keep_room()
        self.changed.emit()

    def _keep_room(self) -> None:
        """Leave the text clear of the weekday and the opener."""
        self._opener.setIconSize(QSize(theme.metrics().icon, theme.metrics().icon))
        words = QFontMetrics(theme.font(theme.metrics().body)).horizontalAdvance(self._weekday.text() or "周三")
        self.line.setTextMargins(0, 0, theme.metrics().icon + words + 14, 0)

    def _on_finished(self) -> None:
        if day := self._day():
            self.line.setText(day.isoformat())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_opener"):
            self._keep_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.keyCombination() in (ALT_DOWN, ALT_DOWN_PAD):
            self.open_month()
            return True
        return super().eventFilter(watched, event)


class TimeField(Editor):
    """A clock time as HH:MM, or a day with a time where both are typed; read as text."""

    def __init__(self, parent: QWidget | None = None, *, today: Today = date.today) -> None:
        super().__init__(parent)
        self._today = today
        self.line = QLineEdit()
        self.line.setPlaceholderText("时:分")
        self._fill_with(self.line)
        self.line.textChanged.connect(lambda: self.changed.emit())
        self.line.editingFinished.connect(self._on_finished)

    def value(self) -> object:
        written = to_half_width(self.line.text()).replace("：", ":").strip()
        if not written:
            return None
        found = _CLOCK.fullmatch(written) or re.fullmatch(r"()(\d{2})(\d{2})", written)
        try:
            if not found:
                raise ValueError(f"“{written}”不是时刻。按 10:20 填写。")
            clock = time(int(found[2]), int(found[3] or 0))
            day = parse_date(found[1], today=self._today()).isoformat() + " " if found[1] else ""
        except ValueError as problem:
            sentence = str(problem)
            raise RuleError(sentence if "。" in sentence else f"“{written}”不是时刻。按 10:20 填写。") from None
        return f"{day}{clock:%H:%M}"

    def set_value(self, value: object) -> None:
        if isinstance(value, datetime):
            value = value.strftime("%Y-%m-%d %H:%M")
        elif isinstance(value, time):
            value = value.strftime("%H:%M")
        self.line.setText(str(value or ""))

    def text(self) -> str:
        return self.line.text()

    def entry(self) -> QLineEdit:
        return self.line

    def _on_finished(self) -> None:
        try:
            self.set_value(self.value())
        except RuleError:
            return
