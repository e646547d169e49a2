"""A list on a page that reads again when it is shown and, while one sees it, after every change."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.workspace import Workspace


class FreshList(QWidget):
    """Rows of its own, with the cursor in them whenever they come in sight."""

    def __init__(self, workspace: Workspace, view: RowsView) -> None:
        super().__init__()
        self.workspace, self.view = workspace, view
        self._is_stale = True
        workspace.changed.connect(self._on_changed)
        workspace.plenary_changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read the rows again."""
        self._is_stale = False
        self.read_rows()

    def read_rows(self) -> None:
        """Read and show them; every list has its own way."""

    def _on_changed(self, *_what: object) -> None:
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()
        self.view.setFocus()
