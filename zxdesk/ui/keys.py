"""Every key of the window by name: bound where it works, listed in one dialog, changed by the clerk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from zxdesk.ui.memory import Memory

WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


@dataclass(frozen=True)
class Key:
    """One key: its name (``page.verb``), what it does in words, its default, and whether the clerk may change it."""

    name: str
    text: str
    default: str
    is_fixed: bool = False


class KeyBook(QObject):
    """All keys that were bound or described so far.

    Signals: ``changed(str)`` with the name of a key that was given another sequence.
    """

    changed = Signal(str)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self.known: dict[str, Key] = {}

    def sequence(self, name: str) -> str:
        """The sequence in force, as ``Ctrl+N``."""
        return self._memory.text(f"keys/{name}", self.known[name].default)

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
        shortcut = QShortcut(QKeySequence(self.sequence(name)), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(lambda: run())
        self.changed.connect(lambda which: shortcut.setKey(QKeySequence(self.sequence(name))) if which == name else None)
        return shortcut

    def describe(self, name: str, text: str, keys: str) -> None:
        """List a key that a widget reads itself and that cannot be changed, such as 1 2 3 in a matrix."""
        self.known[name] = Key(name, text, keys, is_fixed=True)

    def change(self, name: str, sequence: str) -> None:
        """Give a key another sequence from now on; empty takes it away."""
        self._memory.set_text(f"keys/{name}", sequence)
        self.changed.emit(name)
