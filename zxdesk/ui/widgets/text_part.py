"""A plain-text part of a paper: typed or pasted without formats, with its count of characters."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFontMetrics, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from zxdesk.text.normalise import clean_text, count_characters
from zxdesk.ui import theme
from zxdesk.ui.widgets.editor import Editor


class _PlainEdit(QPlainTextEdit):
    """A text box whose paste drops formats, soft line breaks and invisible characters."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(clean_text(source.text()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def sizeHint(self) -> QSize:
        line = QFontMetrics(theme.font(theme.metrics().body)).lineSpacing()
        return QSize(320, self._rows * line + 18)

    def minimumSizeHint(self) -> QSize:
        line = QFontMetrics(theme.font(theme.metrics().body)).lineSpacing()
        return QSize(120, min(self._rows, 3) * line + 18)


class TextPart(Editor):
    """A part such as 情况, 分析 or 建议; ``rows`` is its wished height in lines."""

    def __init__(self, parent: QWidget | None = None, *, rows: int = 4, counted: bool = True) -> None:
        super().__init__(parent)
        self.edit = _PlainEdit(rows)
        self.count = QLabel()
        self.count.setProperty("role", "second")
        self.count.setVisible(counted)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.edit, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def value(self) -> object:
        return clean_text(self.edit.toPlainText()) or None

    def set_value(self, value: object) -> None:
        self.edit.setPlainText("" if value is None else str(value))

    def text(self) -> str:
        return self.edit.toPlainText()

    def entry(self) -> QPlainTextEdit:
        return self.edit

    def set_placeholder(self, text: str) -> None:
        self.edit.setPlaceholderText(text)

    def _on_text_changed(self) -> None:
        self.count.setText(f"{count_characters(self.edit.toPlainText())} 字")
        self.changed.emit()
