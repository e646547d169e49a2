"""One section of the settings: a heading, what stands, and its own buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace


class Section(QWidget):
    """A section reads again when it is turned to and after every change while it is shown."""

    name = ""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName(self.name)
        self.setProperty("surface", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)

    def refresh(self) -> None:
        """Read again and show."""

    def add_note(self, text: str) -> None:
        """A line that says what the section is for."""
        note = label(text, "muted", wrap=True)
        note.setContentsMargins(16, 10, 16, 2)
        self.body.addWidget(note)


class SentencesDialog(Dialog):
    """Several sentences to read, such as the deadlines that a new holiday moved."""

    def __init__(self, title: str, sentences: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.lines = QListWidget()
        self.lines.setAccessibleName(title)
        self.lines.setWordWrap(True)
        self.lines.addItems(sentences)
        head = label(title, "title", wrap=True)
        head.setContentsMargins(16, 12, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.lines, 1)
        column.addWidget(dialog_foot(self, "知道了", None, on_action=self.accept))
        self.resize(720, 420)
