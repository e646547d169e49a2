"""The bar over a list: what is selected and at most five verbs for all of it, or hints while nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from zxdesk.ui import icons, theme
from zxdesk.ui.passing import pop_up
from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.editor import mark
from zxdesk.ui.widgets.labels import KeyHint, label

FIRST = 5


@dataclass(frozen=True)
class Verb:
    """One act on the selected rows; ``parts`` are acts that its menu offers instead, ``starts_group`` parts it in a menu."""

    key: str
    text: str
    icon: str | None = None
    parts: tuple[Verb, ...] = ()
    starts_group: bool = False


class CommandBar(QFrame):
    """Keeps its height when empty, so rows never jump; what has no room goes into 更多.

    Signals: ``verb_chosen(str)`` with the verb's key; ``cleared()``.
    """

    verb_chosen = Signal(str)
    cleared = Signal()

    def __init__(self, hints: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("commandBar")
        self.setAccessibleName("对选中各件的操作")
        self.setFixedHeight(theme.metrics().command_bar)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(8)
        self._hints = tuple(hints)
        self._made: list[QWidget] = []
        self._verbs: tuple[Verb, ...] = ()
        self._later: tuple[Verb, ...] = ()
        self._buttons: list[ActionButton] = []
        self._more: ActionButton | None = None
        self._count = 0
        self.set_selection(0, ())

    def set_selection(self, count: int, verbs: Sequence[Verb], later: Sequence[Verb] = (), *, unit: str = "件", note: str = "") -> None:
        """Show how many rows are selected and the verbs valid for all of them; none shows the hints.

        ``later`` are offered only under 更多, ``note`` is said beside the count.
        """
        self._empty()
        self._count, self._verbs, self._later = count, tuple(verbs), tuple(later)
        mark(self, "active", count > 0)
        if not count:
            for key, words in self._hints:
                self._add(KeyHint(key, words))
            self._row.addStretch(1)
            self._fit()
            return
        self._add(label(f"已选 {count} {unit}", "accent"))
        if note:
            self._add(label(note, "muted"))
        for verb in self._verbs[:FIRST]:
            button = ActionButton(verb.text, icon=verb.icon, clicked=self._acting(verb))
            button.set_menu_mark(bool(verb.parts))
            self._buttons.append(button)
            self._add(button)
        self._row.addStretch(1)
        self._more = ActionButton("更多", kind="flat", clicked=self._open_more)
        self._more.set_menu_mark(True)
        self._add(self._more)
        self._add(icon_button("clear", "取消选择", framed=False, clicked=self.cleared.emit))
        self._fit()

    def hidden_verbs(self) -> tuple[Verb, ...]:
        """What stands under 更多 at this width."""
        shown = sum(1 for button in self._buttons if not button.isHidden())
        return (*self._verbs[shown:], *self._later)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(theme.metrics().command_bar)
            self._fit()

    def _empty(self) -> None:
        for old in self._made:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        self._made, self._buttons, self._more = [], [], None

    def _fit(self) -> None:
        """Hide hints or verbs from the right until the rest has its width."""
        room = self.width() - 20 if self.isVisible() else 100_000
        yielding = list(self._buttons) if self._count else list(self._made)
        fixed = [one for one in self._made if one not in yielding]
        used = sum(one.sizeHint().width() + 8 for one in fixed)
        is_full = False
        for one in yielding:
            used += one.sizeHint().width() + 8
            is_full = is_full or used > room
            one.setHidden(is_full)
        if self._more is not None:
            self._more.setHidden(not self.hidden_verbs())

    def _acting(self, verb: Verb) -> Callable[[], None]:
        def act() -> None:
            if not verb.parts:
                self.verb_chosen.emit(verb.key)
                return
            button = self._buttons[self._verbs.index(verb)]
            menu = QMenu(button)
            self._fill(menu, verb.parts)
            pop_up(menu, button.mapToGlobal(button.rect().bottomLeft()))

        return act

    def _open_more(self) -> None:
        assert self._more is not None
        menu = QMenu(self._more)
        self._fill(menu, self.hidden_verbs())
        pop_up(menu, self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _fill(self, menu: QMenu, verbs: Sequence[Verb]) -> None:
        fill_menu(menu, verbs, self.verb_chosen.emit)

    def _add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        self._made.append(widget)


def fill_menu(menu: QMenu, verbs: Sequence[Verb], run: Callable[[str], object]) -> None:
    """Put verbs into a menu, their parts into menus of their own."""
    for verb in verbs:
        if verb.starts_group and menu.actions():
            menu.addSeparator()
        if verb.parts:
            fill_menu(menu.addMenu(icons.get(verb.icon), verb.text) if verb.icon else menu.addMenu(verb.text), verb.parts, run)
            continue
        action = QAction(verb.text, menu)
        if verb.icon:
            action.setIcon(icons.get(verb.icon))
        action.triggered.connect(_running(run, verb.key))
        menu.addAction(action)


def _running(run: Callable[[str], object], key: str) -> Callable[[], object]:
    return lambda: run(key)
