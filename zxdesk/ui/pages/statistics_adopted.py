"""The line that tells an adopted year: when and by which meeting its figures were adopted, and what was corrected since."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import ElidedLabel, IconLabel


class AdoptedLine(QFrame):
    """Hidden while nothing was adopted.

    Signals: ``wanted()`` when the adopted figures are to be shown beside those of now.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedLabel("", fills=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("lock", "muted"))
        row.addWidget(self._words, 1)
        row.addWidget(ActionButton("通过时和现在的数字…", kind="link", clicked=self.wanted.emit))
        self.hide()

    def show_note(self, note: str) -> None:
        """Show the sentence; nothing hides the line."""
        self._words.set_text(note)
        self.setVisible(bool(note))

    def text(self) -> str:
        """The sentence shown."""
        return self._words.whole
