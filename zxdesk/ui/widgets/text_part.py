"""A plain-text part of a paper: typed or pasted without formats, with its count of characters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QFontMetrics, QTextDocument, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from zxdesk.text.normalise import clean_text, count_characters
from zxdesk.ui import theme
from zxdesk.ui.widgets.editor import Editor, mark


def pasted_text(source: QMimeData) -> str:
    """What a paste puts in: plain paragraphs without formats, indents and runs of empty lines; numbers of lists stay.

    Word and WPS hand over the text with its numbers; from a web page the numbers of a list are written out.
    """
    if source.hasText() and source.text().strip():
        return clean_text(source.text())
    return clean_text(_from_html(source.html())) if source.hasHtml() else ""


def _from_html(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    lines = []
    block = document.begin()
    while block.isValid():
        listed = block.textList()
        lines.append(f"{listed.itemText(block)}{block.text()}" if listed is not None else block.text())
        block = block.next()
    return "\n".join(lines)


class _PlainEdit(QPlainTextEdit):
    """A text box whose paste drops formats, soft line breaks and invisible characters."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows, self._least = rows, 3
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(pasted_text(source))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    def set_rows(self, rows: int) -> None:
        """Wish for another height in lines."""
        self._rows = self._least = rows
        self.updateGeometry()

    def lines_needed(self) -> int:
        """How many lines the text takes at this width, roughly."""
        across = max(self.viewport().width() // theme.metrics().fonts["body"], 20)
        return sum(max(-(-len(line) // across), 1) for line in self.toPlainText().split("\n"))

    def sizeHint(self) -> QSize:
        line = QFontMetrics(theme.font(theme.metrics().body)).lineSpacing()
        return QSize(320, self._rows * line + 18)

    def minimumSizeHint(self) -> QSize:
        line = QFontMetrics(theme.font(theme.metrics().body)).lineSpacing()
        return QSize(120, min(self._rows, self._least) * line + 18)


class TextPart(Editor):
    """A part such as 情况, 分析 or 建议; ``rows`` is its wished height in lines."""

    def __init__(self, parent: QWidget | None = None, *, rows: int = 4, counted: bool = True) -> None:
        super().__init__(parent)
        self.edit = _PlainEdit(rows)
        self.count = QLabel()
        self.count.setProperty("role", "second")
        if not counted:
            self.count.hide()  # setVisible(True) would flash it as a window of its own: it has no parent yet
        self._together: tuple[TextPart, ...] = ()
        self._limit = 0
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

    @property
    def characters(self) -> int:
        """How many characters the office counts here."""
        return count_characters(self.edit.toPlainText())

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

    def fit_rows(self, least: int, most: int) -> None:
        """Be as high as its text needs now, within these lines."""
        self.edit.set_rows(min(max(self.edit.lines_needed(), least), most))

    def set_limit(self, limit: int, together: Sequence[TextPart] = ()) -> None:
        """Say how many characters it may have, by itself or together with other parts; more is shown in amber, not refused."""
        self._limit, self._together = limit, tuple(together)
        self.show_count()

    def show_count(self) -> None:
        """Write the count anew."""
        words = f"{self.characters} 字"
        every = sum(part.characters for part in self._together) if self._together else self.characters
        if self._limit:
            words += f"，全文 {every} / {self._limit} 字" if self._together else f" / {self._limit} 字"
        self.count.setText(words)
        mark(self.count, "role", "warning" if self._limit and every > self._limit else "second")

    def _on_text_changed(self) -> None:
        self.show_count()
        for part in self._together:
            if part is not self:
                part.show_count()
        self.changed.emit()


def show_together(parts: Sequence[TextPart], limit: int) -> None:
    """Let parts that make one text share its limit of characters."""
    for part in parts:
        part.set_limit(limit, parts)
