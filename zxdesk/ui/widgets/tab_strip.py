"""Tabs in the room there is: what has none stands under 更多, the chosen one is always seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QWidget

from zxdesk.ui.passing import pop_up
from zxdesk.ui.widgets.button import ActionButton

GAP = 4


class TabStrip(QWidget):
    """A tab bar with 更多; ``trailing`` stands right behind it."""

    def __init__(self, bar: QTabBar, trailing: QWidget | None = None) -> None:
        super().__init__()
        self.bar = bar
        bar.setExpanding(False)
        bar.setUsesScrollButtons(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.more = ActionButton("更多", kind="flat", clicked=self._open)
        self.more.set_menu_mark(True)
        self.more.hide()
        self._trailing = trailing
        self._fitted: tuple[object, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.more)
        if trailing is not None:
            row.addWidget(trailing)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.currentChanged.connect(lambda _at: self.fit())

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Show as many tabs as there is room for, from the left, and the chosen one."""
        bar = self.bar
        state = (self.width(), bar.currentIndex(), bar.font().key(), tuple(bar.tabText(at) for at in range(bar.count())))
        if state == self._fitted or not self.isVisible():
            return
        self._fitted = state
        bar.setUpdatesEnabled(False)
        self._show_only(set(range(bar.count())))
        widths = [bar.tabRect(at).width() for at in range(bar.count())]
        shown = self._shown(widths)
        self._show_only(shown)
        bar.setUpdatesEnabled(True)
        bar.updateGeometry()
        self.more.setHidden(len(shown) == bar.count())
        self.more.setText(f"更多 {bar.count() - len(shown)}")
        self.more.setAccessibleName(f"更多 {bar.count() - len(shown)} 项")
        self.more.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.fit()
        return done

    def _show_only(self, wanted: set[int]) -> None:
        """Only tabs that change are told: Qt (6.8) forgets to lay them out anew when the last one told stays as it was."""
        for at in range(self.bar.count()):
            if self.bar.isTabVisible(at) != (at in wanted):
                self.bar.setTabVisible(at, at in wanted)

    def _shown(self, widths: list[int]) -> set[int]:
        trailing = self._trailing.sizeHint().width() + GAP if self._trailing is not None and not self._trailing.isHidden() else 0
        room = self.width() - trailing
        if sum(widths) <= room:
            return set(range(len(widths)))
        room -= self.more.sizeHint().width() + 24 + GAP
        current = self.bar.currentIndex()
        shown = {current} if current >= 0 else set()
        room -= widths[current] if current >= 0 else 0
        for at, width in enumerate(widths):
            if at in shown:
                continue
            if width > room:
                break
            room -= width
            shown.add(at)
        return shown

    def _open(self) -> None:
        menu = QMenu(self.more)
        for at in range(self.bar.count()):
            if not self.bar.isTabVisible(at):
                menu.addAction(self.bar.tabText(at), self._choosing(at))
        pop_up(menu, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _choosing(self, at: int) -> Callable[[], None]:
        def choose() -> None:
            self.bar.setTabVisible(at, True)
            self.bar.setCurrentIndex(at)

        return choose
