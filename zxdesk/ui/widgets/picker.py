"""Choosing members, units or any other record by typing part of a name, a number or initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QToolButton, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.text.normalise import fold
from zxdesk.ui import icons
from zxdesk.ui.widgets.editor import Editor
from zxdesk.ui.widgets.flow import FlowLayout

SHOWN = 60


@dataclass(frozen=True)
class Option:
    """One record to choose: its key, the name shown, words it is also found by, and a detail shown behind."""

    key: str
    label: str
    search_keys: tuple[str, ...] = ()
    detail: str = ""

    @property
    def line(self) -> str:
        """The line in the list."""
        return f"{self.label}　{self.detail}" if self.detail else self.label


class Found(Protocol):
    """What a query for pickers gives: a record's id with the same words."""

    @property
    def key(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def search_keys(self) -> tuple[str, ...]: ...


def options_of(found: Iterable[Found]) -> list[Option]:
    """Options whose key is the record's id written ``#12``, as commands take it."""
    return [Option(f"#{one.key}", one.label, one.search_keys, one.detail) for one in found]


def matching(options: Sequence[Option], typed: str, *, limit: int = SHOWN) -> list[Option]:
    """The options whose name, number or initials hold what was typed; those beginning with it first."""
    word = fold(typed).strip()
    if not word:
        return list(options[:limit])
    first, later = [], []
    for option in options:
        texts = (fold(option.label), *(fold(found) for found in option.search_keys))
        if any(text.startswith(word) for text in texts):
            first.append(option)
        elif any(word in text for text in texts) or word in fold(option.detail):
            later.append(option)
        if len(first) >= limit:
            break
    return (first + later)[:limit]


class Picker(Editor):
    """A line that filters as one types; with ``many`` the chosen names stand above it, each removable."""

    def __init__(self, source: Callable[[], Sequence[Option]], *, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._options: list[Option] | None = None
        self._many = many
        self._chosen: list[Option] = []
        self._listed: list[Option] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText("名称、编号或拼音首字母")
        self._chips = QWidget()
        FlowLayout(self._chips)
        self._chips.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._chips)
        layout.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._lines = QStringListModel(self)
        self._completer = QCompleter(self._lines, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.setWidget(self.line)
        self._completer.popup().setObjectName("completions")
        self._completer.popup().setItemDelegate(QStyledItemDelegate(self._completer))
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.line.textEdited.connect(self._on_edited)
        self.line.installEventFilter(self)

    def value(self) -> object:
        self._settle()
        if typed := self._pending():
            raise RuleError(f"“{typed}”不在名单中。从列出的名称里选，或先到名录登记。")
        if self._many:
            return tuple(option.key for option in self._chosen) or None
        return self._chosen[0].key if self._chosen else None

    def set_value(self, value: object) -> None:
        keys = [str(key) for key in value] if isinstance(value, tuple | list) else [] if value is None else [str(value)]
        by_key = {option.key: option for option in self.options()} if keys else {}
        self._chosen = [by_key.get(key, Option(key, key)) for key in keys]
        self._show_chosen()

    def text(self) -> str:
        return "、".join(option.label for option in self._chosen)

    def raw(self) -> object:
        return tuple(option.key for option in self._chosen), self._pending()

    def entry(self) -> QLineEdit:
        return self.line

    def set_placeholder(self, text: str) -> None:
        self.setToolTip(text)

    def options(self) -> list[Option]:
        """Everything that can be chosen, read at first need."""
        if self._options is None:
            self._options = list(self._source())
        return self._options

    def reload(self) -> None:
        """Read the options again at next need."""
        self._options = None

    def choose(self, option: Option) -> None:
        """Take an option as if the clerk had clicked it."""
        if not self._many:
            self._chosen = [option]
        elif option not in self._chosen:
            self._chosen.append(option)
        self._show_chosen()
        self.changed.emit()

    def _pending(self) -> str:
        """What was typed and is not yet a choice."""
        typed = self.line.text().strip()
        return "" if not self._many and self._chosen and typed == self._chosen[0].label else typed

    def _settle(self) -> None:
        """Take what was typed when it names exactly one record."""
        if typed := self._pending():
            exact = [option for option in self.options() if typed in (option.label, option.key, *option.search_keys)]
            found = exact or matching(self.options(), typed, limit=2)
            if len(found) == 1:
                self.choose(found[0])

    def _show_chosen(self) -> None:
        if not self._many:
            self.line.setText(self._chosen[0].label if self._chosen else "")
            self.line.setCursorPosition(0)
            return
        self.line.clear()
        flow = self._chips.layout()
        assert flow is not None
        while (item := flow.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for option in self._chosen:
            flow.addWidget(self._chip(option))
        self._chips.setVisible(bool(self._chosen))
        self._chips.updateGeometry()

    def _chip(self, option: Option) -> QToolButton:
        chip = QToolButton(self._chips)
        chip.setText(option.label)
        chip.setIcon(icons.get("clear"))
        chip.setIconSize(QSize(12, 12))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setProperty("chip", True)
        chip.setToolTip(f"去掉 {option.line}")
        chip.setAccessibleName(f"{option.label}，按空格去掉")
        chip.clicked.connect(lambda: self._remove(option))
        return chip

    def _remove(self, option: Option) -> None:
        self._chosen = [chosen for chosen in self._chosen if chosen != option]
        self._show_chosen()
        self.line.setFocus()
        self.changed.emit()

    def _on_edited(self, typed: str) -> None:
        if not self._many:
            self._chosen = []
        self._list(typed)
        self.changed.emit()

    def _list(self, typed: str) -> None:
        taken = self._chosen if self._many else []
        self._listed = [option for option in matching(self.options(), typed) if option not in taken]
        self._lines.setStringList([option.line for option in self._listed])
        if self._listed:
            self._completer.complete()
            popup = self._completer.popup()
            popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._completer.popup().hide()

    def _on_activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._listed):
            self.choose(self._listed[index.row()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._list("" if not self._pending() else self.line.text())
                return True
            if event.key() == Qt.Key.Key_Backspace and self._many and not self.line.text() and self._chosen:
                self._remove(self._chosen[-1])
                return True
        if event.type() == QEvent.Type.FocusOut and not self._completer.popup().isVisible():
            self._settle()
        return super().eventFilter(watched, event)
