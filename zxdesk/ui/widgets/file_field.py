"""A file from outside, chosen or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zxdesk.ui import prompts
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.editor import Editor


class FileField(Editor):
    """The path of one file; read as text."""

    def __init__(self, parent: QWidget | None = None, *, patterns: str = "所有文件 (*)") -> None:
        super().__init__(parent)
        self._patterns = patterns
        self.line = QLineEdit()
        self.line.setPlaceholderText("选取或拖入文件")
        self._fill_with(self.line, ActionButton("选取文件…", icon="attach", clicked=self._on_choose))
        self.setAcceptDrops(True)
        self.line.setAcceptDrops(False)
        self.line.textChanged.connect(lambda: self.changed.emit())

    def value(self) -> object:
        return self.line.text().strip() or None

    def set_value(self, value: object) -> None:
        self.line.setText("" if value is None else str(value))

    def text(self) -> str:
        return Path(self.line.text()).name

    def raw(self) -> object:
        return self.line.text()

    def entry(self) -> QLineEdit:
        return self.line

    def _on_choose(self) -> None:
        if path := prompts.choose_file(self, "选取文件", self._patterns):
            self.line.setText(str(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if urls := event.mimeData().urls():
            self.line.setText(urls[0].toLocalFile())
