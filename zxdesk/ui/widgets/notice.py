"""A line at the foot of a list for what has just been done, with its undo; it leaves after eight seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.labels import IconLabel, label

Tone = Literal["plain", "done", "warning", "error"]
SHOWN_FOR = 8000
_SIGNS = {"plain": ("info", "accent"), "done": ("done", "green"), "warning": ("warning", "yellow"), "error": ("warning", "red")}


class Notice(QFrame):
    """One sentence with at most one act: 已登记答复 0123 [撤销]. Warnings and errors stay until closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._on_action: Callable[[], object] | None = None
        self._sign = IconLabel("info")
        self._sentence = label("", wrap=True)
        self._button = ActionButton("", kind="link", clicked=self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._button)
        row.addWidget(icon_button("clear", "关闭", framed=False, clicked=self.hide))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(
        self, sentence: str, *, tone: Tone = "plain", action: str = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence; routine ones leave after 8 s."""
        icon, colour = _SIGNS[tone]
        self._sign.set_icon(icon, colour)
        self._sentence.setText(sentence)
        self._on_action = on_action
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(sentence)
        self.show()
        if tone in ("plain", "done"):
            self._timer.start()
        else:
            self._timer.stop()

    def text(self) -> str:
        """The sentence shown."""
        return self._sentence.text()

    @property
    def has_action(self) -> bool:
        """Whether it offers an act beside its sentence."""
        return self.isVisible() and self._on_action is not None

    def _on_clicked(self) -> None:
        self.hide()
        if self._on_action:
            self._on_action()
