"""A form built from a sequence of fields: laid out, read, filled and told where it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.ui import theme
from zxdesk.ui.date_edit import DateField, TimeField
from zxdesk.ui.widgets.choice_field import BOXES, CheckField, ComboField, SegmentField, choice_field
from zxdesk.ui.widgets.editor import Editor, FlagField, LineField, NamesField, NumberField
from zxdesk.ui.widgets.file_field import FileField
from zxdesk.ui.widgets.labels import FieldError
from zxdesk.ui.widgets.picker import Option, Picker, options_of
from zxdesk.ui.widgets.text_part import TextPart

Sources = Mapping[str, Callable[[], list[Option]]]
WIDE_KINDS = frozenset({"long", "choices", "names", "members", "units", "file"})
TYPED_KINDS = frozenset({"text", "long", "integer", "date", "time", "names"})
WIDE_NAMES = frozenset({"title"})
SINGULAR = {"members": "member", "units": "unit"}


def make_editor(field: Field, sources: Sources, *, today: Callable[[], date] = date.today) -> Editor:
    """The editor for one field; records and lists of the rule package come from ``sources`` by kind or ``choices_from``."""
    simple: dict[str, Callable[[], Editor]] = {
        "text": LineField,
        "names": NamesField,
        "long": TextPart,
        "integer": NumberField,
        "file": FileField,
        "date": lambda: DateField(today=today),
        "time": lambda: TimeField(today=today),
        "flag": lambda: FlagField(field.label),
    }
    if field.kind in simple:
        return simple[field.kind]()
    source = sources.get(field.choices_from or SINGULAR.get(field.kind, field.kind), list)
    if field.kind in ("choice", "choices"):
        options = [Option(key, label) for key, label in field.choices] or source()
        choices = [(option.key, option.label) for option in options]
        if field.kind == "choice":
            return choice_field(choices, required=field.required)
        return CheckField(choices) if 0 < len(choices) <= BOXES else Picker(lambda: options, many=True)
    return Picker(source, many=field.kind in SINGULAR)


class Form(QWidget):
    """Fields in two columns, label left; long texts and lists take the whole width.

    Signals: ``changed()`` after every change by the clerk; ``submitted()`` on Enter in the last field or Ctrl+Enter.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        sources: Sources | None = None,
        *,
        parent: QWidget | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self.editors = {field.name: make_editor(field, sources or {}, today=today) for field in self.fields}
        self._labels = {field.name: _label(field) for field in self.fields}
        self._errors = {field.name: FieldError() for field in self.fields}
        self._plain = {field.name: _plain_label() for field in self.fields}
        self._cells = {field.name: self._cell(field) for field in self.fields}
        self._baseline: dict[str, object] = {}
        self._columns = 0
        self._reading = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._arrange(2)
        self.fill({})

    @property
    def is_dirty(self) -> bool:
        """Whether anything differs from what was last filled in."""
        return any(editor.raw() != self._baseline.get(name) for name, editor in self.editors.items())

    def read(self) -> dict[str, object]:
        """Every field's typed value by name, None when empty.

        Raises ``RuleError`` naming the field for a value that cannot be read or a required one that is missing.
        """
        values: dict[str, object] = {}
        for field in self.fields:
            try:
                values[field.name] = self.editors[field.name].value()
            except RuleError as problem:
                raise RuleError(problem.message, field.name) from None
            if field.required and values[field.name] is None:
                raise RuleError(_missing(field), field.name)
        return values

    def fill(self, values: Mapping[str, object]) -> None:
        """Show these values, and the fields' defaults where none is given; nothing counts as changed after it."""
        for field in self.fields:
            value = values.get(field.name, field.default)
            self.editors[field.name].set_value(value)
            self._plain[field.name].setText(self.editors[field.name].text())
        self.settle()

    def settle(self) -> None:
        """Take what stands here now as unchanged, after saving."""
        self._baseline = {name: editor.raw() for name, editor in self.editors.items()}
        self.clear_errors()
        for editor in self.editors.values():
            editor.set_dirty(False)

    def show_error(self, error: RuleError) -> bool:
        """Put the cursor in the field to correct, frame it and say the sentence below; False when the field is not here."""
        self.clear_errors()
        if error.field not in self.editors:
            return False
        editor = self.editors[error.field]
        editor.set_invalid(True)
        self._errors[error.field].show_sentence(error.message)
        editor.entry().setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_errors(self) -> None:
        """Take every red frame and sentence away."""
        for name, editor in self.editors.items():
            editor.set_invalid(False)
            self._errors[name].clear()

    def set_reading(self, reading: bool) -> None:
        """Show plain text in the same places, or the fields again."""
        self._reading = reading
        for name, editor in self.editors.items():
            self._plain[name].setText(editor.text())
            self._plain[name].setVisible(reading)
            editor.setVisible(not reading)
        self._label_flags()

    def set_field_visible(self, name: str, visible: bool) -> None:
        """Show or hide one field with its label."""
        self._labels[name].setVisible(visible)
        self._cells[name].setVisible(visible)

    def focus_first(self) -> None:
        """Put the cursor in the first field that can take it."""
        for field in self.fields:
            if not self._cells[field.name].isHidden():
                self.editors[field.name].entry().setFocus()
                return

    def _cell(self, field: Field) -> QWidget:
        editor = self.editors[field.name]
        cell = QWidget()
        layout = QVBoxLayout(cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(editor)
        layout.addWidget(self._plain[field.name])
        if field.kind != "long":
            layout.addStretch(1)
            cell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        editor.setObjectName(field.name)
        entry = editor.entry()
        entry.setAccessibleName(field.label + ("，必填" if field.required else ""))
        entry.setAccessibleDescription(field.help)
        editor.setAccessibleName(field.label)
        if field.help:
            editor.set_placeholder(field.help)
        for watched in {entry, *editor.findChildren(QLineEdit), *editor.findChildren(QComboBox)}:
            watched.installEventFilter(self)
        editor.changed.connect(lambda: self._on_changed(field.name))
        return cell

    def _arrange(self, columns: int) -> None:
        """Lay the fields out; called again when the width allows more or fewer columns."""
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        row = column = 0
        for field in self.fields:
            is_wide = columns == 1 or field.kind in WIDE_KINDS or field.name in WIDE_NAMES
            if is_wide and column:
                row, column = row + 3, 0
            row, column = self._place(field, row, column, is_wide)
        width = max((label.sizeHint().width() for label in self._labels.values()), default=0)
        for at in (0, 2):
            self._grid.setColumnMinimumWidth(at, max(width, theme.metrics().label) if at < columns * 2 else 0)
            self._grid.setColumnStretch(at + 1, 1 if at < columns * 2 else 0)
        self._label_flags()

    def _place(self, field: Field, row: int, column: int, is_wide: bool) -> tuple[int, int]:
        label, cell = self._labels[field.name], self._cells[field.name]
        across = 2 * self._columns
        top = Qt.AlignmentFlag.AlignTop
        if field.kind == "long":
            self._grid.addWidget(label, row, 0, 1, across, top)
            self._grid.addWidget(cell, row + 1, 0, 1, across)
            self._grid.setRowStretch(row + 1, 1)
            self._grid.addWidget(self._errors[field.name], row + 2, 0, 1, across)
            return row + 3, 0
        self._grid.addWidget(label, row, column, top)
        self._grid.addWidget(cell, row, column + 1, 1, across - 1 if is_wide else 1)
        self._grid.addWidget(self._errors[field.name], row + 1 + column // 2, 1, 1, across - 1)
        if is_wide or column + 2 >= across:
            return row + 3, 0
        return row, column + 2

    def _label_flags(self) -> None:
        """A check box carries its own name; its label shows only while reading."""
        for field in self.fields:
            if field.kind == "flag":
                label = self._labels[field.name]
                label.setText(field.label if self._reading else "")

    def _on_changed(self, name: str) -> None:
        editor = self.editors[name]
        if self._baseline:
            editor.set_dirty(editor.raw() != self._baseline.get(name))
        if self._errors[name].isVisible() or self._errors[name].text():
            editor.set_invalid(False)
            self._errors[name].clear()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                QTimer.singleShot(0, self, self.submitted.emit)
                return True
            if not isinstance(watched, QWidget) or watched.inherits("QPlainTextEdit") or watched.inherits("QPushButton"):
                return False
            last = list(self.editors.values())[-1]
            if watched is last.entry():
                QTimer.singleShot(0, self, self.submitted.emit)
            else:
                self.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            for field in self.fields:
                _write_label(self._labels[field.name], field)
            self._label_flags()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        label = max(max((one.sizeHint().width() for one in self._labels.values()), default=0), theme.metrics().label)
        needed = 2 * (label + 8) + 24 * theme.metrics().fonts["body"]
        self._arrange(2 if event.size().width() >= needed else 1)


def _missing(field: Field) -> str:
    """What to say where a required field is empty."""
    if field.kind in TYPED_KINDS:
        return f"{field.label}没有填。填写后再保存。"
    return f"{field.label}没有选。至少选一项后再保存。" if field.kind in WIDE_KINDS else f"{field.label}没有选。选一项后再保存。"


def _label(field: Field) -> QLabel:
    label = QLabel()
    label.setProperty("role", "muted")
    _write_label(label, field)
    return label


def _write_label(label: QLabel, field: Field) -> None:
    star = f' <span style="color:{theme.tokens().red}">*</span>' if field.required else ""
    label.setTextFormat(Qt.TextFormat.RichText if star else Qt.TextFormat.PlainText)
    label.setText(field.label + star)
    if field.kind != "long":
        label.setMinimumHeight(theme.metrics().control)


def _plain_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setWordWrap(True)
    label.setMinimumHeight(theme.metrics().control)
    label.hide()
    return label


__all__ = ["ComboField", "Form", "Option", "SegmentField", "Sources", "make_editor", "options_of"]
