"""督办: lights by unit and by day, units to remind, key proposals, promises being followed."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent

from zxdesk.domain.stage import Stage
from zxdesk.ui.pages.supervise_board_lights import LightsBoard
from zxdesk.ui.pages.supervise_board_reminders import ReminderBoard
from zxdesk.ui.pages.work import Tab, WorkPage


class SupervisePage(WorkPage):
    """Two boards with the whole width, two lists with the file beside them."""

    key, name, part = "supervise", "督办", "督办"
    tabs = (
        Tab("督办灯", board=LightsBoard),
        Tab("催办清单", board=ReminderBoard),
        Tab("重点提案", "keys", empty="还没有重点提案。"),
        Tab("跟踪", "proposals", frozenset({Stage.FOLLOWING}), empty="没有跟踪中的提案。"),
    )

    @property
    def lights(self) -> LightsBoard:
        """The lights by unit and day."""
        found = self.views[0]
        assert isinstance(found, LightsBoard)
        return found

    @property
    def reminders(self) -> ReminderBoard:
        """The units to remind; made when first wanted."""
        if 1 not in self.views:
            self._make_tab(1)
        found = self.views[1]
        assert isinstance(found, ReminderBoard)
        return found

    def _make_tab(self, at: int) -> None:
        super()._make_tab(at)
        if at == 0:
            self.lights.counted.connect(self._on_counted)
        elif at == 1:
            self.reminders.counted.connect(lambda units: self._show_count(1, units))

    def _on_counted(self, late: int, units: int) -> None:
        self._show_count(0, late)
        self._show_count(1, units)

    def _on_tab(self, at: int) -> None:
        super()._on_tab(at)
        if at < 2 and self.isVisible():
            self.views[at].setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._bar.currentIndex() < 2:
            self.views[self._bar.currentIndex()].setFocus()
