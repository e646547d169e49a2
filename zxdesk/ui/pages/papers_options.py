"""The choices that a kind of paper offers, each as the field it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from zxdesk.documents.paper import Option
from zxdesk.domain.errors import RuleError
from zxdesk.ui.date_edit import DateField
from zxdesk.ui.widgets.choice_field import choice_field
from zxdesk.ui.widgets.editor import Editor, FlagField, LineField, NumberField
from zxdesk.ui.widgets.labels import FieldError, label

PAUSE = 250
"""Milliseconds after the last key before the paper is made again."""


class OptionsPanel(QWidget):
    """One editor an option; what cannot be read yet is said below and leaves the former value in force.

    Signals: ``changed()`` a moment after the clerk changed something.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._options: tuple[Option, ...] = ()
        self._editors: dict[str, Editor] = {}
        self._held: dict[str, str] = {}
        self._wrong = FieldError()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed.emit)

    def show_options(self, options: Sequence[Option]) -> None:
        """Offer these options with their defaults."""
        self._pause.stop()
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None and widget is not self._wrong:
                widget.setParent(None)
                widget.deleteLater()
        self._options, self._editors, self._held = tuple(options), {}, {}
        for at, option in enumerate(self._options):
            editor = self._editor(option)
            self._editors[option.key] = editor
            if option.kind == "flag":
                self._grid.addWidget(editor, at, 0, 1, 2)
            else:
                self._grid.addWidget(self._label(option), at, 0)
                self._grid.addWidget(editor, at, 1)
            editor.changed.connect(self._pause.start)
        self._grid.addWidget(self._wrong, len(self._options), 0, 1, 2)
        self._wrong.clear()

    def values(self) -> dict[str, str]:
        """Every option by key as the paper takes it: a day as 2026-05-08, a flag as 1 or nothing."""
        self._wrong.clear()
        for option in self._options:
            try:
                self._held[option.key] = _text(self._editors[option.key].value())
            except RuleError as error:
                self._wrong.show_sentence(error.message)
                self._held.setdefault(option.key, option.default)
        return dict(self._held)

    def editor(self, key: str) -> Editor:
        """The field of an option."""
        return self._editors[key]

    def _label(self, option: Option) -> QLabel:
        return label(option.label, "muted")

    def _editor(self, option: Option) -> Editor:
        if option.kind == "flag":
            made: Editor = FlagField(option.label)
            made.set_value(bool(option.default))
        elif option.kind == "choice":
            made = choice_field([(choice, choice) for choice in option.choices], required=True)
            made.set_value(option.default or None)
        elif option.kind == "date":
            made = DateField(today=self._today)
            made.set_value(date.fromisoformat(option.default) if option.default else None)
        elif option.kind == "number":
            made = NumberField()
            made.set_value(int(option.default) if option.default else None)
        else:
            made = LineField()
            made.set_value(option.default)
        made.setAccessibleName(option.label)
        made.entry().setAccessibleName(option.label)
        return made


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    return value.isoformat() if isinstance(value, date) else str(value)
