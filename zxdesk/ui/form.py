"""A form built from a sequence of fields: laid out, read, filled and told where it is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.ui.date_edit import Days
from zxdesk.ui.form_fields import FieldNote, PlainLabel, Sources, field_label, make_editor, missing_sentence, write_label
from zxdesk.ui.form_grid import FormGrid
from zxdesk.ui.widgets.choice_field import ComboField, SegmentField
from zxdesk.ui.widgets.picker import Option, Picker, options_of

SoftCheck = Callable[[str, Mapping[str, object]], str]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Form(QWidget):
    """Fields in two columns, label left; long texts and lists take the whole width.

    ``soft_check(name, values)`` may say a word on a field when the cursor leaves it; it forbids nothing.

    Signals: ``changed()`` after every change by the clerk; ``submitted()`` on Enter in the last field or Ctrl+Enter;
    ``problems_changed(int)`` with the number of fields to correct.
    """

    changed = Signal()
    submitted = Signal()
    problems_changed = Signal(int)

    def __init__(
        self,
        fields: Sequence[Field],
        sources: Sources | None = None,
        *,
        parent: QWidget | None = None,
        today: Callable[[], date] = date.today,
        days: Days | None = None,
        soft_check: SoftCheck | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields = tuple(fields)
        self._soft_check = soft_check
        self.editors = {field.name: make_editor(field, sources or {}, days=days or Days(today)) for field in self.fields}
        self._labels = {field.name: field_label(field) for field in self.fields}
        self._errors = {field.name: FieldNote() for field in self.fields}
        self._plain = {field.name: PlainLabel() for field in self.fields}
        self._names: dict[QObject, str] = {}
        self._cells = {field.name: self._cell(field) for field in self.fields}
        self._baseline: dict[str, object] = {}
        self._reading = False
        self.grid = FormGrid(self, self.fields, self._labels, self._cells, self._errors)
        self.grid.arrange(2)  # unmeasured: sizes asked for before the form has its place make Qt style every field twice
        self._label_flags()
        self.fill({})

    @property
    def is_dirty(self) -> bool:
        """Whether anything differs from what was last filled in."""
        return any(editor.raw() != self._baseline.get(name) for name, editor in self.editors.items())

    def read(self) -> dict[str, object]:
        """Every field's typed value by name, None when empty.

        Raises ``RuleError`` naming the field for a value that cannot be read or a required one that is missing.
        """
        values, problems = self._judged()
        if problems:
            raise problems[0]
        return values

    def read_loosely(self) -> dict[str, object]:
        """Every field's typed value by name, None where it is empty or cannot be read."""
        return self._judged()[0]

    def problems(self) -> list[RuleError]:
        """Everything that cannot be read or is missing, in the order of the fields."""
        return self._judged()[1]

    def memo(self) -> dict[str, object]:
        """The fields that differ from what was filled in, as JSON knows them, for a draft."""
        return {name: editor.memo() for name, editor in self.editors.items() if editor.raw() != self._baseline.get(name)}

    def restore(self, memo: Mapping[str, object]) -> None:
        """Show what :meth:`memo` kept as if it had been typed again; fields that are gone are passed over."""
        for name, kept in memo.items():
            if name in self.editors:
                self.editors[name].restore(kept)
                self._on_changed(name)

    def fill(self, values: Mapping[str, object]) -> None:
        """Show these values, and the fields' defaults where none is given; nothing counts as changed after it."""
        for field in self.fields:
            value = values.get(field.name, field.default)
            self.editors[field.name].set_value(value)
            self._plain[field.name].setText(self.editors[field.name].text())
        self.settle()

    def suggest(self, values: Mapping[str, object]) -> None:
        """Fill in what is likely where nothing was typed; it counts as unchanged."""
        for name, value in values.items():
            editor = self.editors.get(name)
            if editor is not None and editor.raw() == self._baseline.get(name):
                editor.set_value(value)
                self._baseline[name] = editor.raw()
                editor.set_dirty(False)

    def settle(self) -> None:
        """Take what stands here now as unchanged, after saving."""
        self._baseline = {name: editor.raw() for name, editor in self.editors.items()}
        self.clear_errors()
        for editor in self.editors.values():
            editor.set_dirty(False)

    def show_error(self, error: RuleError) -> bool:
        """Put the cursor in the field to correct, frame it and say the sentence below; False when the field is not here."""
        return self.show_problems([error])

    def show_problems(self, problems: Sequence[RuleError]) -> bool:
        """Frame every field to correct and go to the first; False when the first belongs to no field of this form."""
        self.clear_errors()
        for problem in problems:
            if problem.field in self.editors:
                self.editors[problem.field].set_invalid(True)
                self._errors[problem.field].show_sentence(problem.message)
        self._tell_problems()
        return bool(problems) and problems[0].field in self.editors and self.go_to(problems[0].field)

    def next_problem(self) -> None:
        """To the next field to correct after the one with the cursor."""
        wrong = [name for name, note in self._errors.items() if note.is_error]
        names = list(self.editors)
        at = names.index(here) if (here := self.current()) is not None else -1
        if wrong:
            self.go_to(next((name for name in wrong if names.index(name) > at), wrong[0]))

    def go_to(self, name: str) -> bool:
        """Put the cursor in a field."""
        self.editors[name].entry().setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def current(self) -> str | None:
        """The name of the field that has the cursor."""
        focus = QApplication.focusWidget()
        return next((name for name, editor in self.editors.items() if focus is not None and (editor is focus or editor.isAncestorOf(focus))), None)

    def clear_errors(self) -> None:
        """Take every red frame and sentence away."""
        for name, editor in self.editors.items():
            editor.set_invalid(False)
            self._errors[name].clear()
        self._tell_problems()

    def set_reading(self, reading: bool) -> None:
        """Show plain text in the same places, or the fields again."""
        self._reading = reading
        for name, editor in self.editors.items():
            self._plain[name].setText(editor.text())
            self._plain[name].setVisible(reading)
            editor.setVisible(not reading)
        self._label_flags()

    def fit(self, width: int) -> None:
        """Stand in as many columns as this width has room for."""
        self.grid.fit(width)

    def set_field_visible(self, name: str, visible: bool) -> None:
        """Show or hide one field with its label."""
        self._labels[name].setVisible(visible)
        self._cells[name].setVisible(visible)

    def focus_first(self, *, empty: bool = False) -> None:
        """Put the cursor in the first field that can take it; with ``empty`` in the first required one that is not filled in."""
        shown = [field for field in self.fields if not self._cells[field.name].isHidden()]
        wanted = [field for field in shown if field.required and not self.editors[field.name].text()] if empty else []
        for field in (wanted or shown)[:1]:
            self.editors[field.name].entry().setFocus()

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
        editor.name_for_readers(field.label + ("，必填" if field.required else ""), field.help)
        editor.setAccessibleName(field.label)
        if field.help:
            editor.set_placeholder(field.help)
        for kind in (QLineEdit, QComboBox, QCheckBox, QToolButton):
            for inner in (entry, *editor.findChildren(kind)):
                if inner not in self._names and (not isinstance(inner, QToolButton) or inner.property("segment")):
                    self._names[inner] = field.name
                    inner.installEventFilter(self)
        editor.changed.connect(lambda: self._on_changed(field.name))
        return cell

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
        if self._errors[name].text():
            editor.set_invalid(False)
            self._errors[name].clear()
            self._tell_problems()
        self.changed.emit()

    def _tell_problems(self) -> None:
        self.problems_changed.emit(sum(note.is_error for note in self._errors.values()))

    def _judged(self) -> tuple[dict[str, object], list[RuleError]]:
        values: dict[str, object] = {}
        problems = []
        for field in self.fields:
            values[field.name] = None
            try:
                values[field.name] = self.editors[field.name].value()
            except RuleError as problem:
                problems.append(RuleError(problem.message, field.name))
            else:
                if field.required and values[field.name] is None:
                    problems.append(RuleError(missing_sentence(field), field.name))
        return values, problems

    def _on_left(self, name: str) -> None:
        """The cursor went elsewhere: say what cannot be read, or what is worth a look; nothing is forbidden yet."""
        if self.current() == name or self._errors[name].is_error:
            return
        try:
            self.editors[name].value()
            sentence = self._soft_check(name, self.read_loosely()) if self._soft_check else ""
        except RuleError as problem:
            sentence = problem.message
        self._errors[name].show_sentence(sentence, is_error=False)

    def _go_on(self, name: str) -> None:
        """Enter in a field: to the next one, or submit after the last."""
        names = [field.name for field in self.fields if not self._cells[field.name].isHidden()]
        if after := names[names.index(name) + 1 :]:
            self.editors[after[0]].entry().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._submit_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        name = self._names.get(watched)
        if name is None:
            return super().eventFilter(watched, event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in PASSING:
            QTimer.singleShot(0, self, lambda: self._on_left(name))
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER:
                return self._on_enter(watched, name, event)
            if event.matches(QKeySequence.StandardKey.Save):
                self._submit_soon()
                return True
        return super().eventFilter(watched, event)

    def _on_enter(self, watched: QObject, name: str, event: QKeyEvent) -> bool:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or (watched.inherits("QPlainTextEdit") and not with_control):
            return False
        self._submit_soon() if with_control else self._go_on(name)
        return True

    def _submit_soon(self) -> None:
        QTimer.singleShot(0, self, self.submitted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            for field in self.fields:
                write_label(self._labels[field.name], field)
            self._label_flags()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(event.size().width())


__all__ = ["ComboField", "Form", "Option", "Picker", "SegmentField", "SoftCheck", "Sources", "make_editor", "options_of"]
