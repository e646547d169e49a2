"""What a condition is given: the editor that fits a field and its trial."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.trial import DAYS, TRIALS
from zxdesk.ui.date_edit import DateField, Days
from zxdesk.ui.widgets.choice_field import CheckField
from zxdesk.ui.widgets.editor import Editor, LineField, NamesField, NumberField
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.picker import Option, Picker
from zxdesk.ui.widgets.sounded import Sounded

FEW = 6
"""Choices that stand side by side as check boxes; more are found by typing."""


def options_named(names: Sequence[str]) -> list[Option]:
    """Words to choose."""
    return [Option(name, name, (name,)) for name in names]


def value_editor(field: Field, trial: str, choices: Callable[[], Sequence[str]], days: Days) -> Editor | None:
    """The editor for what a trial needs; None where it needs nothing."""
    needs = TRIALS[trial].needs
    if needs == "nothing":
        return None
    if field.kind == "choice":
        names = choices()
        return CheckField([(name, name) for name in names]) if 0 < len(names) <= FEW else Picker(Sounded(lambda: options_named(names)), many=True)
    if needs == "two":
        return PairField(lambda: DateField(days=days)) if field.kind == "date" else PairField(NumberField)
    if trial in DAYS or (field.kind == "number" and needs == "one"):
        return NumberField()
    if field.kind == "date":
        return DateField(days=days)
    if field.kind == "number":
        return NumbersField()
    return NamesField() if needs == "many" else LineField()


class NumbersField(NamesField):
    """Several whole numbers, however they are separated."""

    def value(self) -> object:
        found = super().value()
        if not isinstance(found, tuple):
            return None
        if wrong := next((one for one in found if not one.lstrip("-").isdigit()), None):
            raise RuleError(f"“{wrong}”不是整数。改为数字，例如 3。")
        return tuple(int(one) for one in found)

    def set_value(self, value: object) -> None:
        super().set_value(tuple(str(one) for one in value) if isinstance(value, tuple | list) else value)


class PairField(Editor):
    """From one value to another, both included."""

    def __init__(self, make: Callable[[], Editor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.last = make(), make()
        self._fill_with(self.first, label("至", "muted"), self.last)
        for one in (self.first, self.last):
            one.changed.connect(self.changed)

    def value(self) -> object:
        values = (self.first.value(), self.last.value())
        return None if None in values else values

    def set_value(self, value: object) -> None:
        first, last = value if isinstance(value, tuple | list) and len(value) == 2 else (None, None)
        self.first.set_value(first)
        self.last.set_value(last)

    def text(self) -> str:
        return f"{self.first.text()} 至 {self.last.text()}"

    def entry(self) -> QWidget:
        return self.first.entry()

    def name_for_readers(self, label: str, description: str) -> None:
        self.first.name_for_readers(f"{label}，从", description)
        self.last.name_for_readers(f"{label}，至", description)
