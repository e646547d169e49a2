"""The conditions of a query as rows of field, trial and value, in groups that hold all or any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.fields import FIELDS, field_named
from zxdesk.queries.builder.spec import MATCHES
from zxdesk.queries.builder.trial import trial_word, trials_of
from zxdesk.ui.date_edit import Days
from zxdesk.ui.pages.query_values import PairField, value_editor
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.choice_field import CheckField
from zxdesk.ui.widgets.editor import Editor, NamesField
from zxdesk.ui.widgets.picker import Option, Picker
from zxdesk.ui.widgets.sounded import Sounded

Plain = dict[str, Any]
ChoicesOf = Callable[[Field], Sequence[str]]
TRIAL_WIDTH = 108


def field_options(fields: Sequence[Field] = FIELDS) -> list[Option]:
    """The fields to choose from, found by name and group."""
    return [Option(field.key, field.name, (field.name, field.group), field.group) for field in fields]


class ConditionRow(QFrame):
    """One condition.

    Signals: ``changed()`` when the clerk changed it; ``removed()`` when he takes it away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, choices_of: ChoicesOf, days: Days) -> None:
        super().__init__()
        self._choices_of, self._days = choices_of, days
        self._shown: tuple[str, str] = ("", "")
        self.value: Editor | None = None
        self.field = Picker(Sounded(field_options))
        self.field.name_for_readers("字段", "输入字段的名称或拼音首字母")
        self.field.line.setPlaceholderText("字段")
        self.field.changed.connect(self._on_field)
        self.trial = QComboBox()
        self.trial.setAccessibleName("条件")
        self.trial.setFixedWidth(TRIAL_WIDTH)
        self.trial.currentIndexChanged.connect(lambda _at: self._on_trial())
        self._remove = ActionButton("", icon="clear", kind="flat", clicked=self.removed.emit)
        self._remove.setAccessibleName("去掉这个条件")
        self._remove.setToolTip("去掉这个条件")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.field, 1)
        head.addWidget(self.trial)
        head.addWidget(self._remove)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(4)
        self._column.addLayout(head)

    def plain(self) -> Plain | None:
        """The condition as plain values; None while it is not complete. Raises ``RuleError`` where a value cannot be read."""
        key = self._key()
        if not key:
            return None
        found: Plain = {"field": key, "test": self.trial.currentData()}
        if self.value is None:
            return found
        given = self.value.value()
        if given is None:
            return None
        values = given if isinstance(given, tuple) else (given,)
        return found | {"value": [one.isoformat() if isinstance(one, date) else one for one in values]}

    def hold(self, plain: Mapping[str, Any]) -> None:
        """Show a condition."""
        self.field.set_value(plain["field"])
        self._offer(field_named(plain["field"]), str(plain["test"]))
        if self.value is not None:
            self.value.set_value(_typed(self.value, list(plain.get("value") or ())))

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in its order."""
        return [self.field.line, self.trial, *(focusable(self.value) if self.value else ()), self._remove]

    def _key(self) -> str:
        try:
            found = self.field.value()
        except RuleError:
            return ""
        return found if isinstance(found, str) else ""

    def _on_field(self) -> None:
        if key := self._key():
            if key != self._shown[0]:
                self._offer(field_named(key), "")
        else:
            self._offer(None, "")
        self.changed.emit()

    def _on_trial(self) -> None:
        self._show_value(self._key(), str(self.trial.currentData() or ""))
        self.changed.emit()

    def _offer(self, field: Field | None, trial: str) -> None:
        with QSignalBlocker(self.trial):
            self.trial.clear()
            for key in trials_of(field) if field else ():
                self.trial.addItem(trial_word(field, key) if field else "", key)
            self.trial.setCurrentIndex(max(self.trial.findData(trial), 0))
        self._show_value(field.key if field else "", str(self.trial.currentData() or ""))

    def _show_value(self, key: str, trial: str) -> None:
        if (key, trial) == self._shown:
            return
        self._shown = (key, trial)
        if self.value is not None:
            self.value.hide()
            self._column.removeWidget(self.value)
            self.value.deleteLater()
        field = field_named(key) if key else None
        self.value = value_editor(field, trial, lambda: self._choices_of(field), self._days) if field and trial else None
        if self.value is not None and field is not None:
            self.value.name_for_readers(f"{field.name}{trial_word(field, trial)}", "")
            self.value.changed.connect(self.changed)
            self._column.addWidget(self.value)


def _typed(editor: Editor, given: Sequence[Any]) -> Any:
    """What an editor is shown: several values as a tuple, one by itself."""
    days = [date.fromisoformat(one) if isinstance(one, str) and _is_day(one) else one for one in given]
    if isinstance(editor, PairField | CheckField | NamesField | Picker):
        return tuple(days if isinstance(editor, PairField) else given)
    return (days or [None])[0]


def focusable(widget: QWidget) -> list[QWidget]:
    """The fields within a widget that Tab comes to, in the order in which they were made."""
    every: list[QWidget] = [widget, *widget.findChildren(QWidget)]
    here = [one for one in every if one.window() is widget.window()]  # the lists of combo boxes are windows of their own
    return [one for one in here if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]


def in_tab_order(stops: Sequence[QWidget]) -> None:
    """Let Tab go through these widgets one after the other."""
    for one, following in pairwise(stops):
        QWidget.setTabOrder(one, following)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class ConditionGroup(QFrame):
    """Conditions under one word; the outer group may hold groups.

    Signals: ``changed()``; ``removed()`` when the last condition of an inner group is taken away.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, choices_of: ChoicesOf, days: Days, *, is_inner: bool = False) -> None:
        super().__init__()
        self._choices_of, self._days, self._is_inner = choices_of, days, is_inner
        self.items: list[ConditionRow | ConditionGroup] = []
        if is_inner:
            self.setProperty("panel", True)
        self.match = QComboBox()
        self.match.setAccessibleName("组内条件" if is_inner else "条件之间")
        for key, word in MATCHES.items():
            self.match.addItem(word, key)
        self.match.setToolTip("“同一记录满足”指同一个承办件、同一份答复、同一位提案者等同时符合")
        self.match.currentIndexChanged.connect(lambda _at: self.changed.emit())
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.match)
        head.addStretch(1)
        self._adding = [ActionButton("加条件", icon="add", kind="link", clicked=self.add_row)]
        if not is_inner:
            self._adding.append(ActionButton("加一组", icon="add", kind="link", clicked=self.add_group))
        for button in self._adding:
            head.addWidget(button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(*((8, 8, 8, 2) if is_inner else (0, 0, 0, 0)))
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._rows)

    def add_row(self, plain: Mapping[str, Any] | None = None) -> ConditionRow:
        """A condition more, an empty one where none is given; the cursor goes there."""
        row = ConditionRow(self._choices_of, self._days)
        self._take(row)
        if plain is not None:
            row.hold(plain)
        else:
            row.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()
        return row

    def add_group(self, plain: Mapping[str, Any] | None = None) -> ConditionGroup:
        """A group within, with one empty condition where none is given."""
        group = ConditionGroup(self._choices_of, self._days, is_inner=True)
        self._take(group)
        if plain is not None:
            group.hold(plain)
        else:
            group.match.setCurrentIndex(1)
            group.add_row()
        return group

    def hold(self, plain: Mapping[str, Any]) -> None:
        """Show conditions in place of those shown."""
        for item in list(self.items):
            self._drop(item)
        with QSignalBlocker(self.match):
            self.match.setCurrentIndex(max(self.match.findData(plain.get("match", "all")), 0))
        for one in plain.get("of") or ():
            if "of" in one or "match" in one:
                self.add_group(one)
            else:
                self.add_row(one)

    def plain(self) -> tuple[Plain, int]:
        """The complete conditions as plain values, and how many are not complete. Raises ``RuleError`` where a value cannot be read."""
        found, missing = [], 0
        for item in self.items:
            if isinstance(item, ConditionGroup):
                held, unfinished = item.plain()
                missing += unfinished
                if held["of"]:
                    found.append(held)
            elif (held_row := item.plain()) is None:
                missing += 1
            else:
                found.append(held_row)
        return {"match": self.match.currentData(), "of": found}, missing

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in its order."""
        return [self.match, *self._adding, *(stop for item in self.items for stop in item.stops())]

    def _take(self, item: ConditionRow | ConditionGroup) -> None:
        self.items.append(item)
        self._rows.addWidget(item)
        item.changed.connect(self.changed)
        item.removed.connect(lambda: self._remove(item))

    def _remove(self, item: ConditionRow | ConditionGroup) -> None:
        at = self.items.index(item)
        self._drop(item)
        if self._is_inner and not self.items:
            self.removed.emit()
            return
        near = self.items[min(at, len(self.items) - 1)] if self.items else None
        (near.field.line if isinstance(near, ConditionRow) else self.match).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, item: ConditionRow | ConditionGroup) -> None:
        self.items.remove(item)
        self._rows.removeWidget(item)
        item.hide()
        item.deleteLater()
