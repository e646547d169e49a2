"""A filter by days: quick spans such as 本周, or from and to as one types them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from zxdesk.domain.errors import RuleError
from zxdesk.ui.date_edit import DateField
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.labels import FieldError, label
from zxdesk.ui.widgets.popup import show_under

Today = Callable[[], date]
Span = tuple[date | None, date | None]
SPANS: tuple[str, ...] = ("今天", "本周", "本月", "本年")


def days_of(word: str, today: date) -> Span:
    """First and last day of a quick span, or of a span written 2026-03-01~2026-03-31 with either end empty."""
    if word == "今天":
        return today, today
    if word == "本周":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    if word == "本月":
        after = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return today.replace(day=1), after - timedelta(days=1)
    if word == "本年":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    first, _, last = word.partition("~")
    return (date.fromisoformat(first) if first else None), (date.fromisoformat(last) if last else None)


def written(span: Span) -> str:
    """A span as :func:`days_of` reads it; empty for no span."""
    first, last = span
    return f"{first or ''}~{last or ''}" if first or last else ""


class DateChip(Chip):
    """Holds one span; its only key is the word of a quick span, which moves with the days, or the span written out.

    Signals: ``changed(tuple)`` with that key.
    """

    def __init__(self, name: str, *, today: Today) -> None:
        self._today = today
        super().__init__(name)

    def days(self) -> Span:
        """The days chosen; None where an end is open."""
        return days_of(self._chosen[0], self._today()) if self._chosen else (None, None)

    def choose_days(self, span: Span) -> None:
        """Choose from and to."""
        word = written(span)
        self.choose((word,) if word else ())

    def words(self) -> str:
        if not self._chosen or self._chosen[0] in SPANS:
            return self._chosen[0] if self._chosen else ""
        first, last = (_short(day, self._today()) for day in self.days())
        if first and last:
            return first if first == last else f"{first}至{last}"
        return f"{first}起" if first else f"至{last}"

    def open_list(self) -> None:
        """Open the small form under the chip."""
        self.form = DateForm(self, self._today)
        self.form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        show_under(self.form, self.anchor, self.form.wished)
        self.form.first.line.setFocus(Qt.FocusReason.PopupFocusReason)


class DateForm(QFrame):
    """Quick spans above, from and to below; Enter takes what was typed."""

    def __init__(self, chip: DateChip, today: Today) -> None:
        super().__init__(chip, Qt.WindowType.Popup)
        self.setObjectName("calendarPopup")
        self.setAccessibleName(f"按{chip.name}筛选")
        self._chip = chip
        self.first, self.last = DateField(today=today), DateField(today=today)
        span = chip.days()
        self.first.set_value(span[0])
        self.last.set_value(span[1])
        self._error = FieldError()
        quick = QHBoxLayout()
        quick.setSpacing(4)
        self.buttons = {word: ActionButton(word, clicked=self._picking(word)) for word in SPANS}
        for button in self.buttons.values():
            quick.addWidget(button)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (name, field) in enumerate((("从", self.first), ("到", self.last))):
            grid.addWidget(label(name, "muted"), at, 0)
            grid.addWidget(field, at, 1)
            field.line.setAccessibleName(f"{chip.name}{name}")
            field.line.setPlaceholderText("3.5、0305、今天")
            field.line.returnPressed.connect(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(quick)
        column.addLayout(grid)
        column.addWidget(self._error)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(ActionButton("筛选", kind="primary", clicked=self.take))
        column.addLayout(foot)
        size = self.sizeHint()
        self.wished = QSize(max(size.width(), 260), size.height())

    def take(self) -> None:
        """Filter by what was typed; what cannot be read is said below."""
        found: list[date | None] = []
        for field in (self.first, self.last):
            field.set_invalid(False)
            try:
                value = field.value()
            except RuleError as error:
                self._refuse(field, error.message)
                return
            found.append(value if isinstance(value, date) else None)
        first, last = found
        if first and last and last < first:
            self._refuse(self.last, f"“到”早于“从”（{first}）。改为以后的日期。")
            return
        self.close()
        self._chip.choose_days((first, last))

    def _refuse(self, field: DateField, sentence: str) -> None:
        field.set_invalid(True)
        self._error.show_sentence(sentence)
        self.resize(self.width(), self.sizeHint().height())
        field.line.setFocus()

    def _picking(self, word: str) -> Callable[[], None]:
        def pick() -> None:
            self.close()
            self._chip.choose((word,))

        return pick


def _short(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return f"{day.month}月{day.day}日" if day.year == today.year else day.isoformat()
