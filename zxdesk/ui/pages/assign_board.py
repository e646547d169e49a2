"""交办: the board of filed proposals, then units that hand back and units that have not signed."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent, QShowEvent

from zxdesk.domain.stage import UnitState
from zxdesk.ui.pages.assign_board_view import AssignBoard
from zxdesk.ui.pages.work import Tab, WorkPage
from zxdesk.ui.widgets.matrix_head import scaled
from zxdesk.ui.workspace import Workspace

FILL, SETTINGS, PACKAGE = "按意向填入", "批次设置…", "交办会文书…"
NARROW, TIGHT = 1100, 760
"""Widths at 中 under which the batch's name goes, then the words of two buttons."""


class AssignPage(WorkPage):
    """The board has the whole width; its buttons stand in the page's head while it is shown."""

    key, name, part = "assign", "交办", "承办"
    tabs = (
        Tab("待交办", board=AssignBoard),
        Tab("退办待定", "assignments", states=frozenset({UnitState.HAND_BACK}), empty="没有退办申请。"),
        Tab("待签收", "assignments", states=frozenset({UnitState.WAITING}), empty="没有待签收的承办件。"),
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.board: AssignBoard = self.views[0]
        self.fill_button = self.add_button(FILL, icon="key-proposal", clicked=self.board.fill)
        self.settings_button = self.add_button(SETTINGS, icon="settings", clicked=self.board.settings)
        self.package_button = self.add_button(PACKAGE, icon="paper", clicked=self.show_package)
        self.issue_button = self.add_button("交办…", icon="assign", kind="primary", clicked=self.board.issue)
        self.fill_button.setToolTip("没有选单位的提案，填入审查商定或提案者意向的单位（Ctrl+I）")
        self.settings_button.setToolTip("批次、文号、会议、日期和期限（Ctrl+Shift+B）")
        workspace.keys.follow(self.issue_button, "assign.issue", "Ctrl+Return")
        self.board.planned.connect(self._on_planned)
        self._on_planned()

    def show_package(self) -> None:
        """The papers of the last batch, a folder for each unit."""
        from zxdesk.ui.pages.meeting_dialog import MeetingDialog

        MeetingDialog(self.workspace, parent=self.window()).exec()

    def _on_planned(self) -> None:
        ready = len(self.board.plan.ready())
        self.issue_button.setText(f"交办 {ready} 件…" if ready else "交办…")
        self.issue_button.setAccessibleName(self.issue_button.text())
        self.issue_button.updateGeometry()
        self._show_count(0, self.board.count())
        self.subtitle.setText(self.board.plan.batch_name)
        self._fit_head()

    def _on_tab(self, at: int) -> None:
        super()._on_tab(at)
        if hasattr(self, "issue_button"):
            self._fit_head()
            if at == 0 and self.isVisible():
                self.board.setFocus()

    def _fit_head(self) -> None:
        is_board = self._bar.currentIndex() == 0
        is_assigned = self.board.count() == 0
        for button in (self.settings_button, self.issue_button):
            button.setVisible(is_board)
        self.fill_button.setVisible(is_board and not is_assigned)
        self.package_button.setVisible(not is_board or is_assigned)
        self.subtitle.setVisible(is_board and self.width() >= scaled(NARROW))
        has_room = self.width() >= scaled(TIGHT)
        for button, text in ((self.fill_button, FILL), (self.settings_button, SETTINGS), (self.package_button, PACKAGE)):
            button.setText(text if has_room else "")
            button.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._bar.currentIndex() == 0:
            self.board.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "issue_button"):
            self._fit_head()
