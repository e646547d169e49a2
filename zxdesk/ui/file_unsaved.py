"""What is asked before typed text would be left: 保存, 不保存, 留在这里."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.ui.passing import Dialog
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import IconLabel, label

Answer = Literal["save", "drop", "stay"]


def ask(parent: QWidget | None, what: str) -> Answer:
    """Ask what becomes of the text that was typed; Esc stays. Replaceable in a test."""
    dialog = _Leaving(parent, what)
    dialog.exec()
    return dialog.answer


class _Leaving(Dialog):
    def __init__(self, parent: QWidget | None, what: str) -> None:
        super().__init__(parent)
        self.answer: Answer = "stay"
        self.setWindowTitle("还没有保存")
        sentence = label(f"“{what}”填了还没有保存。", wrap=True)
        sentence.setMinimumWidth(320)
        row = QHBoxLayout()
        row.setContentsMargins(16, 16, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("warning", "yellow"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1)
        foot = QFrame()
        foot.setProperty("foot", True)
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(12, 8, 12, 8)
        buttons.setSpacing(8)
        buttons.addWidget(ActionButton("不保存", clicked=lambda: self._choose("drop")))
        buttons.addStretch(1)
        buttons.addWidget(ActionButton("留在这里", clicked=self.reject))
        save = ActionButton("保存", kind="primary", icon="done", clicked=lambda: self._choose("save"))
        save.setDefault(True)
        buttons.addWidget(save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row)
        whole.addWidget(foot)
        save.setFocus()

    def _choose(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()
