"""The ten parts of a file as tabs; those that find no room are under 更多."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from zxdesk.ui import theme
from zxdesk.ui.passing import pop_up
from zxdesk.ui.widgets.button import ActionButton

AIR = 14  # pixels around the words of a tab
NARROW_TABS = "QTabBar::tab { padding: 0 6px; margin: 0 1px; }"


class PartTabs(QWidget):
    """Tabs by name.

    Signals: ``chosen(str)`` with the name when another part is turned to.
    """

    chosen = Signal(str)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)
        self._notes: dict[str, str] = {}
        self._hidden: set[str] = set()
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setStyleSheet(NARROW_TABS)
        self.bar.setAccessibleName("提案的各部分")
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for name in self.names:
            self.bar.addTab(name)
        self.bar.currentChanged.connect(lambda at: self.chosen.emit(self.names[at]))
        self.rest = ActionButton("更多", kind="flat", clicked=self._open_rest)
        self.rest.setAccessibleName("其他部分")
        self.rest.set_menu_mark(True)
        self.rest.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.rest)

    def current(self) -> str:
        """The name of the part shown."""
        return self.names[self.bar.currentIndex()]

    def choose(self, name: str) -> None:
        """Turn to a part."""
        self.bar.setCurrentIndex(self.names.index(name))
        self._fit()

    def choose_silently(self, name: str) -> None:
        """Turn to a part without telling."""
        self.bar.blockSignals(True)
        self.choose(name)
        self.bar.blockSignals(False)

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """What stands behind a name: a count, or 草稿."""
        self._notes = {name: note for name, note in notes.items() if note}
        for at, name in enumerate(self.names):
            self.bar.setTabText(at, self._words(name))
        self._fit()

    def set_available(self, name: str, available: bool) -> None:
        """Take a part away that stands elsewhere at this width, or bring it back."""
        (self._hidden.discard if available else self._hidden.add)(name)
        if not available and self.current() == name:
            self.choose(self.names[0])
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, max(self.bar.sizeHint().height(), self.rest.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "rest"):
            self._fit()

    def _words(self, name: str) -> str:
        note = self._notes.get(name, "")
        return f"{name} {note}" if note else name

    def _fit(self) -> None:
        """Show as many tabs as there is room for, the current one always."""
        wanted = [name for name in self.names if name not in self._hidden]
        bold = QFontMetrics(theme.font(theme.metrics().body, 700))
        widths = {name: bold.horizontalAdvance(self._words(name)) + AIR + 2 for name in wanted}
        room = self.width() - 16
        if sum(widths.values()) > room:
            room -= self.rest.sizeHint().width()
            shown: list[str] = [self.current()] if self.current() in widths else []
            room -= sum(widths[name] for name in shown)
            for name in wanted:
                if name in shown:
                    continue
                if widths[name] > room:
                    break
                room -= widths[name]
                shown.append(name)
        else:
            shown = wanted
        for at, name in enumerate(self.names):
            if self.bar.isTabVisible(at) != (name in shown):  # WORKAROUND: asked for what it is already, QTabBar forgets what it had to lay out
                self.bar.setTabVisible(at, name in shown)
        self.rest.setVisible(len(shown) < len(wanted))

    def _open_rest(self) -> None:
        menu = QMenu(self)
        for at, name in enumerate(self.names):
            if not self.bar.isTabVisible(at) and name not in self._hidden:
                menu.addAction(self._words(name), lambda name=name: self.choose(name))
        pop_up(menu, self.rest.mapToGlobal(self.rest.rect().bottomLeft()))
