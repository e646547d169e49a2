"""Dialogs and menus go once they were answered, with all that stands in them.

Qt keeps them as long as their window stands: a day's work would leave hundreds behind, and another look dresses each of them.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu


class Dialog(QDialog):
    """A dialog that is taken down once it was answered; what was entered can be read until control is in the event loop again."""

    def exec(self) -> int:
        """Show the dialog until it is answered; return what was answered."""
        try:
            return super().exec()
        finally:
            self.deleteLater()

    def open(self) -> None:
        """Show the dialog over its window, and go on."""
        self.finished.connect(self.deleteLater)
        super().open()


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Show a menu here, in the screen's coordinates, that goes when it hides."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
