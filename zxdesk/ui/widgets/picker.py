"""Choosing members, units or any other record by typing part of a name, a number or initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QToolButton, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.text.names import split_names
from zxdesk.ui import icons
from zxdesk.ui.widgets.editor import Editor
from zxdesk.ui.widgets.finder import SEPARATORS, Finder, Option, matching, options_of
from zxdesk.ui.widgets.flow import FlowLayout

__all__ = ["Adding", "Option", "Picker", "matching", "options_of"]


class Adding(Protocol):
    """A source that can also enter a record it does not know yet."""

    add_label: str

    def __call__(self) -> Sequence[Option]: ...
    def add(self, typed: str, parent: QWidget) -> str | None: ...


class Picker(Editor):
    """A line that filters as one types; with ``many`` the chosen names stand above it, each removable.

    Enter takes the first hit, 、 takes it and goes on; ↓ opens the list, ← goes among the chosen names, which Tab passes by.
    A source that is :class:`Adding` is offered for a name that is not known.
    """

    def __init__(self, source: Callable[[], Sequence[Option]], *, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._finder: Finder | None = None
        self._many = many
        self._chosen: list[Option] = []
        self._listed: list[Option] = []
        self._unknown = ""
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
        popup = self._completer.popup()
        popup.setObjectName("completions")
        popup.setAccessibleName("符合的名称")
        popup.setItemDelegate(QStyledItemDelegate(self._completer))
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.line.textEdited.connect(self._on_edited)
        self.line.installEventFilter(self)

    def value(self) -> object:
        self._settle()
        if typed := self._pending():
            raise RuleError(self._refusal(typed))
        if self._many:
            return tuple(option.key for option in self._chosen) or None
        return self._chosen[0].key if self._chosen else None

    def set_value(self, value: object) -> None:
        keys = [str(key) for key in value] if isinstance(value, tuple | list) else [] if value is None else [str(value)]
        self._chosen = [self._option(key) for key in keys]
        self._show_chosen()

    def memo(self) -> object:
        return {"keys": [option.key for option in self._chosen], "typed": self._pending()}

    def restore(self, memo: object) -> None:
        kept = memo if isinstance(memo, dict) else {}
        keys = kept.get("keys") or []
        self.set_value(keys if self._many else (keys or [None])[0])
        if typed := str(kept.get("typed") or ""):
            self.line.setText(typed)

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
        return self.finder().options

    def finder(self) -> Finder:
        """The options ready to be searched, read at first need."""
        if self._finder is None:
            shared: Callable[[], Finder] | None = getattr(self._source, "finder", None)
            self._finder = shared() if shared is not None else Finder(self._source())
        return self._finder

    def reload(self) -> None:
        """Read the options again at next need."""
        self._finder = None

    def choose(self, option: Option) -> None:
        """Take an option as if the clerk had clicked it."""
        self._take(option)
        self._show_chosen()
        self.changed.emit()

    def _take(self, option: Option) -> None:
        if not self._many:
            self._chosen = [option]
        elif option not in self._chosen:
            self._chosen.append(option)

    def _option(self, key: str) -> Option:
        return self.finder().by_key(key) or Option(key, key)

    def _name(self, option: Option) -> str:
        return self._finder.name(option) if self._finder else option.label

    def _pending(self) -> str:
        """What was typed and is not yet a choice."""
        typed = self.line.text().strip()
        return "" if not self._many and self._chosen and typed == self._name(self._chosen[0]) else typed

    def _refusal(self, typed: str) -> str:
        finder = self.finder()
        exact = [option for option in finder.exact(typed) if option.label == typed]
        if len(exact) > 1:
            lines = "、".join(" ".join(option.detail.split(" · ")[:2]) or option.label for option in exact[:4])
            return f"有 {len(exact)} 位叫“{typed}”：{lines}。从列出的名称里选，或填编号。"
        hits = finder.find(typed, limit=4)
        if len(hits) > 1:
            return f"符合“{typed}”的不止一个：{'、'.join(finder.name(one) for one in hits[:3])}{'…' if len(hits) > 3 else ''}。按 ↓ 选一个。"
        return f"“{typed}”不在名单中。从列出的名称里选，或{'按 ↓ ' + self._adding().add_label if self._can_add() else '先到名录登记'}。"

    def _settle(self) -> None:
        """Take what was typed when it names exactly one record; of several names, those that do."""
        typed = self._pending()
        if not typed:
            return
        left = []
        for name in split_names(typed) if self._many and any(sign in typed for sign in SEPARATORS) else [typed]:
            found = self.finder().exact(name) or self.finder().find(name, limit=2)
            if len(found) == 1:
                self._take(found[0])
            else:
                left.append(name)
        if left == [typed]:
            return
        self._show_chosen()
        if left:
            self.line.setText("、".join(left))
        self.changed.emit()

    def _show_chosen(self) -> None:
        if not self._many:
            self.line.setText(self._name(self._chosen[0]) if self._chosen else "")
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
        chip.setText(self._name(option))
        chip.setIcon(icons.get("clear"))
        chip.setIconSize(QSize(12, 12))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setProperty("chip", True)
        chip.setProperty("byMouse", True)  # ← comes to it; Tab would stop at every name on its way to the next field
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.installEventFilter(self)
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
        elif typed and typed[-1] in SEPARATORS:
            self._take_typed(typed[:-1])
            return
        self._list(typed)
        self.changed.emit()

    def _take_typed(self, typed: str) -> None:
        """A 、 behind a word is Enter behind it: the first hit."""
        self._completer.popup().hide()
        self.line.setText(typed)
        hits = self.finder().exact(typed) or self.finder().find(typed, limit=1)
        if hits and not any(sign in typed for sign in SEPARATORS):
            self.choose(hits[0])
        else:
            self._settle()

    def _list(self, typed: str) -> None:
        taken = self._chosen if self._many else []
        self._listed = [option for option in self.finder().find(typed) if option not in taken]
        self._unknown = typed.strip() if not self._listed and self._can_add() else ""
        lines = [option.line for option in self._listed]
        self._lines.setStringList([f"{self._adding().add_label}“{self._unknown}”…"] if self._unknown else lines)
        if not lines and not self._unknown:
            self._completer.popup().hide()
            return
        self._completer.complete()
        if lines:
            self._completer.popup().setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _can_add(self) -> bool:
        return hasattr(self._source, "add")

    def _adding(self) -> Adding:
        return cast(Adding, self._source)

    def _on_activated(self, index: QModelIndex) -> None:
        if self._unknown:
            QTimer.singleShot(0, self, self._add_unknown)
        elif 0 <= index.row() < len(self._listed):
            self.choose(self._listed[index.row()])

    def _add_unknown(self) -> None:
        """Enter the name that is not known, then take it."""
        typed, self._unknown = self._unknown, ""
        self.line.setText(typed)
        key = self._adding().add(typed, self.window())
        self.line.setFocus()
        if key is not None:
            self.reload()
            if option := self.finder().by_key(key):
                self.choose(option)

    def _on_chip_key(self, at: int, key: int) -> bool:
        """← and → go on to the next name, or into the line; Del and Backspace take the name out."""
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove(self._chosen[at])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_to_chip(at + (1 if key == Qt.Key.Key_Right else -1))
        else:
            return False
        return True

    def _go_to_chip(self, at: int) -> None:
        flow = self._chips.layout()
        item = flow.itemAt(max(at, 0)) if flow is not None else None
        wanted = item.widget() if item is not None and at < len(self._chosen) else None
        (wanted or self.line).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if isinstance(watched, QToolButton):
                flow = self._chips.layout()
                return self._on_chip_key(flow.indexOf(watched) if flow is not None else 0, event.key())
            if event.key() == Qt.Key.Key_Left and self._many and self._chosen and not self.line.text():
                self._go_to_chip(len(self._chosen) - 1)
                return True
            if event.key() == Qt.Key.Key_Down and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
                self._list("" if not self._pending() else self.line.text())
                return True
            if event.key() == Qt.Key.Key_Backspace and self._many and not self.line.text() and self._chosen:
                self._remove(self._chosen[-1])
                return True
        if watched is self.line and event.type() == QEvent.Type.FocusOut and not self._completer.popup().isVisible():
            self._settle()
        return super().eventFilter(watched, event)
