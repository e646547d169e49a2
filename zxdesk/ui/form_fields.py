"""What a form puts in place for one field: its editor, its label, the sentence below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from zxdesk.domain.field import Field
from zxdesk.ui import theme
from zxdesk.ui.date_edit import DateField, Days, TimeField
from zxdesk.ui.widgets.choice_field import BOXES, CheckField, choice_field
from zxdesk.ui.widgets.editor import Editor, FlagField, LineField, NamesField, NumberField
from zxdesk.ui.widgets.file_field import FileField
from zxdesk.ui.widgets.labels import IconLabel, label
from zxdesk.ui.widgets.picker import Option, Picker
from zxdesk.ui.widgets.text_part import TextPart

Sources = Mapping[str, Callable[[], list[Option]]]
WIDE_KINDS = frozenset({"long", "choices", "names", "members", "units", "file"})
TYPED_KINDS = frozenset({"text", "long", "integer", "date", "time", "names"})
WIDE_NAMES = frozenset({"title", "proposal"})
SINGULAR = {"members": "member", "units": "unit"}
AHEAD = frozenset({"due_on", "co_due_on", "new_due_on", "promised_on", "planned_on", "next_on"})
"""Days that lie ahead: without a year the next one is meant."""
BACK = timedelta(days=31)


def make_editor(field: Field, sources: Sources, *, days: Days | None = None) -> Editor:
    """The editor for one field; records and lists of the rule package come from ``sources`` by kind or ``choices_from``."""
    days = days or Days()
    simple: dict[str, Callable[[], Editor]] = {
        "text": LineField,
        "names": NamesField,
        "long": TextPart,
        "integer": NumberField,
        "file": FileField,
        "date": lambda: DateField(days=_days_for(field, days)),
        "time": lambda: TimeField(today=days.today),
        "flag": lambda: FlagField(field.label),
    }
    if field.kind in simple:
        return simple[field.kind]()
    source = sources.get(field.choices_from or SINGULAR.get(field.kind, field.kind), list)
    if field.kind in ("choice", "choices"):
        options = [Option(key, name) for key, name in field.choices] or source()
        choices = [(option.key, option.label) for option in options]
        if field.kind == "choice":
            return choice_field(choices, required=field.required)
        return CheckField(choices) if 0 < len(choices) <= BOXES else Picker(lambda: options, many=True)
    return Picker(source, many=field.kind in SINGULAR)


def _days_for(field: Field, days: Days) -> Days:
    return Days(days.today, days.today() - BACK, days.note) if field.name in AHEAD else days


def missing_sentence(field: Field) -> str:
    """What to say where a required field is empty."""
    if field.kind in TYPED_KINDS:
        return f"{field.label}没有填。填写后再保存。"
    return f"{field.label}没有选。至少选一项后再保存。" if field.kind in WIDE_KINDS else f"{field.label}没有选。选一项后再保存。"


def field_label(field: Field) -> QLabel:
    """The name left of a field or above it."""
    made = QLabel()
    made.setProperty("role", "muted")
    write_label(made, field)
    return made


def write_label(made: QLabel, field: Field) -> None:
    """Write a field's name in the colours and sizes now in force."""
    star = f' <span style="color:{theme.tokens().red}">*</span>' if field.required else ""
    made.setTextFormat(Qt.TextFormat.RichText if star else Qt.TextFormat.PlainText)
    made.setText(field.label + star)
    if field.kind != "long":
        made.setMinimumHeight(theme.metrics().control)


class PlainLabel(QLabel):
    """The value as text, for the reading mode; as high as the control that stands there otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)
        self.setMinimumHeight(theme.metrics().control)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumHeight(theme.metrics().control)


class FieldNote(QWidget):
    """Icon and sentence below a field: red for what must be corrected, quiet for what is worth a look; hidden while empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("warning", "red")
        self._sentence = label("", "error", wrap=True)
        self.is_error = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.setSpacing(4)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sentence, 1)
        self.hide()

    def show_sentence(self, sentence: str, *, is_error: bool = True) -> None:
        """Say what is wrong, or only worth a look; an empty sentence says nothing."""
        if not sentence:
            self.clear()
            return
        self.is_error = is_error
        self._icon.set_icon("warning", "red" if is_error else "yellow")
        if self._sentence.property("role") != (role := "error" if is_error else "muted"):
            self._sentence.setProperty("role", role)
            self._sentence.style().unpolish(self._sentence)
            self._sentence.style().polish(self._sentence)
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()

    def show_done(self, sentence: str) -> None:
        """Say what was just done."""
        self.show_sentence(sentence, is_error=False)
        self._icon.set_icon("done", "green")

    def clear(self) -> None:
        """Say nothing."""
        self.is_error = False
        self._sentence.setText("")
        self.hide()

    def text(self) -> str:
        """The sentence shown, empty when none is."""
        return self._sentence.text()
