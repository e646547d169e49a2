"""The text of a narrative report: one types around its figures, which look like figures and lead to their lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from zxdesk.domain.figure_marks import marked, pieces, plain_text
from zxdesk.ui import theme

KEY = QTextFormat.Property.UserProperty.value + 1
STYLE = QTextFormat.Property.UserProperty.value + 2
MIME = "application/x-zxdesk-report"
STYLES = {"body": "正文", "level1": "一级标题", "level2": "二级标题", "receiver": "称呼", "closing": "结语", "note": "数字说明"}
LARGER = 2
"""Pixels by which a text to read is larger than the body of the window."""


class NarrativeEdit(QTextEdit):
    """Paragraphs with figures. A figure typed into is plain text from then on; its undo brings the figure back.

    Signals: ``pressed(str)`` with the key of a figure that was clicked, or on which Enter was pressed;
    ``style_changed(str)`` when the cursor comes to a paragraph of another style.
    """

    pressed = Signal(str)
    style_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("报告正文")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.viewport().setMouseTracking(True)
        self._changed: frozenset[str] = frozenset()
        self.tips: Mapping[str, str] = {}
        self._style = ""
        self._pressed_at = -1
        self.cursorPositionChanged.connect(self._on_cursor)

    def show_paragraphs(self, paragraphs: Sequence[Mapping[str, Any]], changed: Iterable[str] = ()) -> None:
        """Show a text; the figures of ``changed`` are no longer those of the register."""
        self._changed = frozenset(changed)
        self.document().setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self.document())
        for at, paragraph in enumerate(paragraphs):
            if at:
                cursor.insertBlock()
            self._begin(cursor, str(paragraph["style"]))
            self._insert(cursor, str(paragraph["text"]))
        self.document().setUndoRedoEnabled(True)
        self.document().setModified(False)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def paragraphs(self) -> list[dict[str, Any]]:
        """The text as it stands, with its figures marked; what was typed over is marked still and settled when it is saved."""
        found = []
        block = self.document().begin()
        while block.isValid():
            found.append({"style": style_of(block), "text": _marked_text(block)})
            block = block.next()
        return found

    def insert_figure(self, key: str, words: str) -> None:
        """Put a figure where the cursor is."""
        self._insert(self.textCursor(), marked(key, words))

    def set_style(self, style: str) -> None:
        """Give the paragraphs of the cursor another style."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        first, last = (self.document().findBlock(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        block = first
        while block.isValid() and block.position() <= last.position():
            whole = list(pieces(_marked_text(block)))
            there = QTextCursor(block)
            there.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            there.removeSelectedText()
            self._begin(there, style)
            for piece in whole:
                there.insertText(piece.text, self._format(style, piece.key))
            block = block.next()
        cursor.endEditBlock()
        self._on_cursor()

    def figure_at_cursor(self) -> str:
        """The figure that is selected or that the cursor stands in; empty for none."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            inside = {fragment_key(self, at) for at in range(cursor.selectionStart(), cursor.selectionEnd())}
            return inside.pop() if len(inside) == 1 else ""
        before, after = fragment_key(self, cursor.position() - 1), fragment_key(self, cursor.position())
        return before if before == after else ""

    def go_to_figure(self, by: int = 1, key: str = "") -> bool:
        """Select the next or previous figure (of this key); whether there is one."""
        spans = [span for span in self._spans() if not key or span[2] == key]
        here = self.textCursor()
        if by > 0:
            found = next((span for span in spans if span[0] >= here.selectionEnd()), spans[0] if spans else None)
        else:
            found = next((span for span in reversed(spans) if span[1] <= here.selectionStart()), spans[-1] if spans else None)
        if found is None:
            return False
        here.setPosition(found[0])
        here.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(here)
        self.ensureCursorVisible()
        return True

    def _spans(self) -> list[tuple[int, int, str]]:
        found = []
        block = self.document().begin()
        while block.isValid():
            found += [(start, start + len(text), key) for start, text, key in _fragments(block) if key]
            block = block.next()
        return found

    def _begin(self, cursor: QTextCursor, style: str) -> None:
        look, size = QTextBlockFormat(), theme.metrics().body + LARGER
        look.setProperty(STYLE, style)
        look.setLineHeight(165 if style != "note" else 140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        look.setTextIndent(0 if style in ("receiver", "note") else 2 * size)
        look.setTopMargin(size / 2 if style in ("level1", "note") else 0)
        cursor.setBlockFormat(look)
        cursor.setBlockCharFormat(self._format(style))

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        style = style_of(cursor.block())
        for piece in pieces(text):
            cursor.insertText(piece.text, self._format(style, piece.key))
        cursor.setCharFormat(self._format(style))

    def _format(self, style: str, key: str = "") -> QTextCharFormat:
        look = QTextCharFormat()
        look.setProperty(QTextFormat.Property.FontPixelSize, theme.metrics().second if style == "note" else theme.metrics().body + LARGER)
        look.setFontWeight(QFont.Weight.Bold if style == "level1" else QFont.Weight.Medium if style == "level2" else QFont.Weight.Normal)
        look.setForeground(theme.colour("muted" if style == "note" else "text"))
        if key:
            look.setProperty(KEY, key)
            look.setForeground(theme.colour("accent"))
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(theme.colour("accent"))
            if key in self._changed:
                look.setBackground(theme.colour("warning_ground"))
        return look

    def _on_cursor(self) -> None:
        """What is typed next to a figure is not part of it."""
        style = style_of(self.textCursor().block())
        if not self.textCursor().hasSelection():
            self.setCurrentCharFormat(self._format(style))
        if style != self._style:
            self._style = style
            self.style_changed.emit(style)

    def createMimeDataFromSelection(self) -> QMimeData:
        mime, text = QMimeData(), _marked_selection(self)
        mime.setText(plain_text(text))
        mime.setData(MIME, QByteArray(text.encode()))
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = bytes(source.data(MIME).data()).decode() if source.hasFormat(MIME) else source.text().replace("⟦", "").replace("⟧", "")
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for at, line in enumerate(text.splitlines()):
            if at:
                cursor.insertBlock()
            self._insert(cursor, line)
        cursor.endEditBlock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and (key := self.figure_at_cursor()):
            self.pressed.emit(key)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go_to_figure(1 if event.key() == Qt.Key.Key_Right else -1)
        elif is_enter and not self.isReadOnly() and style_of(self.textCursor().block()) in ("level1", "level2", "receiver"):
            super().keyPressEvent(event)
            if self.textCursor().atBlockEnd():
                self.set_style("body")  # a heading is followed by text
        else:
            if event.text().isprintable() and event.text() and self.textCursor().hasSelection() and not self.isReadOnly():
                self.textCursor().removeSelectedText()  # what is typed in its place does not take its look
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = self._place(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = self._place(event)
        if event.button() == Qt.MouseButton.LeftButton and place >= 0 and place == self._pressed_at and not self.textCursor().hasSelection():
            self.pressed.emit(fragment_key(self, place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on_figure = self._place(event) >= 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on_figure else Qt.CursorShape.IBeamCursor)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            there = self.viewport().mapFrom(self, event.pos())
            place = self.document().documentLayout().hitTest(self._on_page(there), Qt.HitTestAccuracy.ExactHit)
            key = fragment_key(self, place) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), self.tips.get(key, ""), self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setTextInteractionFlags(self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt gives what an input method commits the look of the letter before it, which would make it part of a figure."""
        super().inputMethodEvent(event)
        if committed := event.commitString():
            cursor = self.textCursor()
            end = cursor.position()
            cursor.joinPreviousEditBlock()
            cursor.setPosition(end - len(committed.encode("utf-16-le")) // 2)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._format(style_of(cursor.block())))
            cursor.endEditBlock()

    def _place(self, event: QMouseEvent) -> int:
        """The figure's letter under the mouse, or -1."""
        place = self.document().documentLayout().hitTest(self._on_page(event.position().toPoint()), Qt.HitTestAccuracy.ExactHit)
        return place if place >= 0 and fragment_key(self, place) else -1

    def _on_page(self, point: QPoint) -> QPointF:
        return QPointF(point + QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value()))


def style_of(block: QTextBlock) -> str:
    """The style of a paragraph."""
    return str(block.blockFormat().property(STYLE) or "body")


def fragment_key(edit: QTextEdit, place: int) -> str:
    """The figure to which the letter at a place belongs, or nothing."""
    if place < 0:
        return ""
    block = edit.document().findBlock(place)
    return next((key for start, text, key in _fragments(block) if start <= place < start + len(text)), "")


def _fragments(block: QTextBlock) -> Iterable[tuple[int, str, str]]:
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        yield fragment.position(), fragment.text(), str(fragment.charFormat().property(KEY) or "")
        iterator += 1


def _marked_text(block: QTextBlock, start: int = 0, end: int | None = None) -> str:
    """The paragraph's text with its figures marked; ``start`` and ``end`` are places in the document."""
    parts = []
    for at, text, key in _fragments(block):
        cut = text[max(0, start - at) : None if end is None else max(0, end - at)].replace("\u2028", "")
        is_whole = bool(key) and cut == text
        parts.append(marked(key, cut) if is_whole else cut.replace("⟦", "").replace("⟧", ""))
    return "".join(parts)


def _marked_selection(edit: QTextEdit) -> str:
    cursor = edit.textCursor()
    lines, block = [], edit.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        lines.append(_marked_text(block, cursor.selectionStart(), cursor.selectionEnd()))
        block = block.next()
    return "\n".join(lines)


def keys_in(paragraphs: Collection[Mapping[str, Any]]) -> list[str]:
    """The keys of the figures in the paragraphs, each once."""
    return list(dict.fromkeys(piece.key for one in paragraphs for piece in pieces(one["text"]) if piece.key))
