"""A list on a page that reads again when it is shown and, while one sees it, after every change; of a large plenary beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.work_list import is_large
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.workspace import Workspace


class FreshList(QWidget):
    """Rows of its own, with the cursor in them whenever they come in sight."""

    def __init__(self, workspace: Workspace, view: RowsView) -> None:
        super().__init__()
        self.workspace, self.view = workspace, view
        self._is_stale = True
        self._late = LateAnswer(self)
        workspace.changed.connect(self._on_changed)
        workspace.plenary_changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the rows again."""
        self._is_stale = False
        self._late.ask_or_read(self.question(), self.show_found, beside=is_large(self.workspace, self.workspace.plenary_id))

    @property
    def is_reading(self) -> bool:
        """Whether its rows are still to come."""
        return self._late.is_waiting

    def question(self) -> Callable[[], Any]:
        """What reads the rows, by the door alone: it may run in a thread. Every list has its own."""
        raise NotImplementedError

    def show_found(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def _on_changed(self, *_what: object) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
        self.view.setFocus()
