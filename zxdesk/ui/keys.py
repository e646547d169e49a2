"""Every key of the window by name: bound where it works, listed in one dialog, changed by the clerk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from zxdesk.ui.memory import Memory

if TYPE_CHECKING:
    from zxdesk.ui.widgets.button import ActionButton

WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
IN_WINDOW = Qt.ShortcutContext.WindowShortcut
EVERYWHERE = frozenset({"window", "step"})
"""Scopes whose keys work on every page."""
_SIGNS = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Space": "空格"}


@dataclass(frozen=True)
class Key:
    """One key: its name (``page.verb``), what it does in words, its default, and whether the clerk may change it.

    ``default`` may hold several sequences parted by ``; ``.
    """

    name: str
    text: str
    default: str
    is_fixed: bool = False

    @property
    def scope(self) -> str:
        """Where it works: the part of the name before the dot."""
        return self.name.partition(".")[0]


@dataclass(frozen=True)
class _Bound:
    name: str
    widget: QWidget
    shortcut: QShortcut
    run: Callable[[], object]


class KeyBook(QObject):
    """All keys that were bound or described so far.

    Where several widgets claim one sequence, the one deepest around the cursor has it, so a page's key goes before the window's.
    Signals: ``changed(str)`` with the name of a key that was given another sequence.
    """

    changed = Signal(str)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._bound: list[_Bound] = []
        self._actions: list[tuple[str, QAction, str]] = []
        self._buttons: list[tuple[str, ActionButton]] = []
        self.known: dict[str, Key] = {}

    def sequence(self, name: str) -> str:
        """The sequence in force, as ``Ctrl+N``; empty where there is none."""
        key = self.known[name]
        return key.default if key.is_fixed else self._memory.text(f"keys/{name}", key.default)

    def shown(self, name: str) -> str:
        """The first sequence in force as it is printed on a button: ``Ctrl+Enter``."""
        return written(self.sequence(name).partition("; ")[0])

    def bind(
        self,
        widget: QWidget,
        name: str,
        text: str,
        default: str,
        run: Callable[[], object],
        *,
        context: Qt.ShortcutContext = WITHIN,
    ) -> QShortcut:
        """A key that runs something while the widget (or a child) has the focus, or in the whole window."""
        self.known[name] = Key(name, text, default)
        shortcut = QShortcut(widget)
        shortcut.setKeys(_keys(self.sequence(name)))
        shortcut.setContext(context)
        shortcut.activated.connect(lambda: run())
        shortcut.activatedAmbiguously.connect(lambda: self._settle(shortcut))
        self._bound = [bound for bound in self._bound if isValid(bound.shortcut)]
        self._bound.append(_Bound(name, widget, shortcut, run))
        return shortcut

    def follow(self, button: ActionButton, name: str, default: str) -> None:
        """Press a button by key while it can be seen, and show the key on it.

        Where the menu has the same act by the same key, its key is only shown.
        """
        words = button.text().rstrip("…")
        of_menu = (key.name for key in self.known.values() if (key.scope, key.text, key.default) == ("window", words, default))
        name = next(of_menu, name)
        if not name.startswith("window."):
            self.bind(button, name, words, default, button.click, context=IN_WINDOW)
        self._buttons = [(known, held) for known, held in self._buttons if isValid(held)]
        self._buttons.append((name, button))
        button.set_key_hint(self.shown(name))

    def add_action(self, window: QWidget, action: QAction, name: str, default: str, *, text: str = "") -> None:
        """Run an entry of a menu by key while it is enabled, and show the key beside it."""
        words = action.text()
        shortcut = self.bind(window, name, text or words.rstrip("…"), default, action.trigger, context=IN_WINDOW)
        action.changed.connect(lambda: shortcut.setEnabled(action.isEnabled()))
        self._actions.append((name, action, words))
        self._caption(name, action, words)

    def retitle(self, action: QAction, words: str) -> None:
        """Give an entry of a menu other words; its key stays beside it."""
        for at, (name, held, _words) in enumerate(self._actions):
            if held is action:
                self._actions[at] = (name, held, words)
                self._caption(name, held, words)

    def describe(self, name: str, text: str, keys: str) -> None:
        """List a key that a widget reads itself and that cannot be changed, such as 1 2 3 in a matrix."""
        self.known[name] = Key(name, text, keys, is_fixed=True)

    def change(self, name: str, sequence: str) -> None:
        """Give a key another sequence from now on; empty takes it away."""
        if sequence == self.known[name].default:
            self._memory.forget(f"keys/{name}")
        else:
            self._memory.set_text(f"keys/{name}", sequence)
        self._renew(name)

    def restore(self, name: str) -> None:
        """Give a key its default back."""
        self.change(name, self.known[name].default)

    def is_changed(self, name: str) -> bool:
        """Whether the clerk gave it another sequence."""
        return self.sequence(name) != self.known[name].default

    def clash(self, name: str, sequence: str) -> Key | None:
        """The key that has the sequence already where both would work: on the same page, or in the whole window."""
        wanted = {key.toString() for key in _keys(sequence)}
        scope = self.known[name].scope
        for other in self.known.values():
            meets = other.scope == scope or bool(EVERYWHERE & {other.scope, scope})
            if other.name != name and meets and wanted & {key.toString() for key in _keys(self.sequence(other.name))}:
                return other
        return None

    def as_text(self, titles: Callable[[str], str]) -> str:
        """Every key as lines of text, page by page; ``titles`` names a page."""
        lines = []
        for scope in dict.fromkeys(key.scope for key in self.known.values()):
            lines.append(f"【{titles(scope)}】")
            ours = (key for key in self.known.values() if key.scope == scope and self.sequence(key.name))
            lines += [f"{written(self.sequence(key.name))}\t{key.text}" for key in ours]
        return "\n".join(lines)

    def _renew(self, name: str) -> None:
        for bound in self._bound:
            if bound.name == name and isValid(bound.shortcut):
                bound.shortcut.setKeys(_keys(self.sequence(name)))
        for known, action, words in self._actions:
            if known == name and isValid(action):
                self._caption(name, action, words)
        for known, button in self._buttons:
            if known == name and isValid(button):
                button.set_key_hint(self.shown(name))
        self.changed.emit(name)

    def _caption(self, name: str, action: QAction, words: str) -> None:
        action.setText(f"{words}\t{self.shown(name)}" if self.sequence(name) else words)

    def _settle(self, rung: QShortcut) -> None:
        """Qt found several claimants and runs none of them: run the nearest to the cursor."""
        focus = QApplication.focusWidget()
        claims = [bound for bound in self._bound if isValid(bound.shortcut) and self._claims(bound, rung, focus)]
        if claims:
            max(claims, key=lambda bound: sum(1 for _above in _ancestors(bound.widget))).run()

    def _claims(self, bound: _Bound, rung: QShortcut, focus: QWidget | None) -> bool:
        if not _sequences(rung) & _sequences(bound.shortcut) or not bound.shortcut.isEnabled():
            return False
        widget = bound.widget
        if not widget.isVisible() or not widget.isEnabled() or widget.window() is not QApplication.activeWindow():
            return False
        return bound.shortcut.context() == IN_WINDOW or widget is focus or (focus is not None and widget.isAncestorOf(focus))


def written(sequence: str) -> str:
    """A sequence in the words of the keyboard: Ctrl+Enter, ↑, 空格."""
    parts = sequence.split("+") if sequence.rstrip("+") == sequence else [sequence]
    return "+".join(_SIGNS.get(part, part) for part in parts)


def _keys(sequence: str) -> list[QKeySequence]:
    return [key for key in QKeySequence.listFromString(sequence) if not key.isEmpty()]


def _sequences(shortcut: QShortcut) -> set[str]:
    every = shortcut.keys()
    return {key.toString() for key in every}


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    above: QWidget | None = widget
    while above is not None:
        yield above
        above = above.parentWidget()
