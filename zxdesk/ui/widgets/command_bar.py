"""The bar over a list: what is selected and at most five verbs for all of it, or hints while nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from zxdesk.ui import icons, theme
from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.editor import mark
from zxdesk.ui.widgets.labels import KeyHint, label

FIRST = 5


@dataclass(frozen=True)
class Verb:
    """One act on the selected rows."""

    key: str
    text: str
    icon: str | None = None


class CommandBar(QFrame):
    """Keeps its height when empty, so rows never jump.

    Signals: ``verb_chosen(str)`` with the verb's key; ``cleared()``.
    """

    verb_chosen = Signal(str)
    cleared = Signal()

    def __init__(self, hints: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("commandBar")
        self.setFixedHeight(theme.metrics().command_bar)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(8)
        self._hints = tuple(hints)
        self._made: list[QWidget] = []
        self.set_selection(0, ())

    def set_selection(self, count: int, verbs: Sequence[Verb]) -> None:
        """Show how many rows are selected and the verbs valid for all of them; none shows the hints."""
        for old in self._made:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self._made = []
        mark(self, "active", count > 0)
        if not count:
            for key, words in self._hints:
                self._add(KeyHint(key, words))
            self._row.addStretch(1)
            return
        self._add(label(f"已选 {count} 件", "accent"))
        for verb in verbs[:FIRST]:
            self._add(ActionButton(verb.text, icon=verb.icon, clicked=self._emit(verb.key)))
        if len(verbs) > FIRST:
            self._add(self._more(verbs[FIRST:]))
        self._row.addStretch(1)
        self._add(icon_button("clear", "取消选择", framed=False, clicked=self.cleared.emit))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(theme.metrics().command_bar)

    def _emit(self, key: str) -> Callable[[], None]:
        return lambda: self.verb_chosen.emit(key)

    def _more(self, verbs: Sequence[Verb]) -> ActionButton:
        button = ActionButton("更多", kind="flat")
        button.set_menu_mark(True)
        menu = QMenu(button)
        for verb in verbs:
            action = QAction(verb.text, menu)
            if verb.icon:
                action.setIcon(icons.get(verb.icon))
            action.triggered.connect(self._emit(verb.key))
            menu.addAction(action)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        self._made.append(widget)
