"""The matrix of feedback forms as it is drawn and as it takes keys: one a cell, nothing to open first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QTableView

from zxdesk.queries.feedback_board import ANSWERS
from zxdesk.text.normalise import to_half_width
from zxdesk.ui import painters, theme
from zxdesk.ui.pages.feedback_board_model import COMMENT, FIRST, KEYS, LAST, RETURNED, BoardModel, Heading, Index
from zxdesk.ui.widgets.empty_state import EmptyState

GROUNDS = {"middle": "warning_ground", "bad": "error_ground"}
INKS = {"good": "green", "middle": "yellow", "bad": "red", "late": "red", "muted": "muted", "plain": "text"}
BOLD = frozenset({"bad", "late"})
GAP = 12
Key = Qt.Key


class MatrixDelegate(QStyledItemDelegate):
    """Draws headings over all columns, and cells with their ground, word, grid, amber foot line and ring."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        model, view = index.model(), option.widget
        if not isinstance(model, BoardModel) or not isinstance(view, FormMatrix):
            return
        line = model.lines[index.row()]
        painter.save()
        painter.setClipRect(option.rect)
        if isinstance(line, Heading):
            whole = QRect(-view.horizontalScrollBar().value(), option.rect.y(), view.width_of_all(), option.rect.height())
            _draw_heading(painter, whole, line)
        else:
            self._draw_cell(painter, option, index, model, view)
        painter.restore()

    def _draw_cell(self, painter: QPainter, option: Any, index: Index, model: BoardModel, view: FormMatrix) -> None:
        box: QRect = option.rect
        form, key = model.form_at(index.row()), KEYS[index.column()]
        assert form is not None
        tone, words = model.tone(form, key), model.cell(form, key)
        is_current, has_focus = view.currentIndex().row() == index.row(), view.hasFocus()
        if tone in GROUNDS:
            painter.fillRect(box, theme.colour(GROUNDS[tone]))
        elif is_current or option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selection" if has_focus else "selection_inactive"))
        painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line"))
        if FIRST <= index.column() <= RETURNED:
            painter.fillRect(QRect(box.x(), box.y(), 1, box.height()), theme.colour("line"))
        if is_current and index.column() == 0:
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent" if has_focus else "muted"))
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold if tone in BOLD else QFont.Weight.Normal))
        ink = INKS[tone] if tone != "muted" or words != "未存" else "yellow"
        painter.setPen(theme.colour(ink))
        pad = theme.metrics().cell_padding if index.column() in (0, 1, RETURNED, COMMENT) else 4
        inner = box.adjusted(pad, 0, -pad, -1)
        side = Qt.AlignmentFlag.AlignHCenter if key in ANSWERS else Qt.AlignmentFlag.AlignLeft
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, fitting)
        if key in model.draft(form):
            painter.fillRect(QRect(box.x() + 1, box.bottom() - 2, box.width() - 1, 2), theme.colour(theme.tokens().lights["yellow"][0]))
        if view.currentIndex() == index and has_focus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -2))


def _draw_heading(painter: QPainter, box: QRect, line: Heading) -> None:
    painter.fillRect(box, theme.colour("raised"))
    painter.fillRect(QRect(box.x(), box.bottom(), box.width(), 1), theme.colour("line"))
    note = f"{line.returned}/{line.every} 份"
    inner = box.adjusted(theme.metrics().cell_padding, 0, -theme.metrics().cell_padding, -1)
    painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold))
    painter.setPen(theme.colour("accent"))
    painter.drawText(inner, painters.LEFT, line.number)
    used = painter.fontMetrics().horizontalAdvance(line.number) + GAP
    painter.setFont(theme.font(theme.metrics().body))
    metrics = painter.fontMetrics()
    painter.setPen(theme.colour("text"))
    tail = f"{line.unit}　答复 {line.reply_class} 类"
    end = metrics.horizontalAdvance(note) + GAP
    room = inner.width() - used - metrics.horizontalAdvance(tail) - end - GAP
    title = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, max(room, 60))
    painter.drawText(inner.adjusted(used, 0, -end, 0), painters.LEFT, title)
    used += metrics.horizontalAdvance(title) + GAP
    painter.setPen(theme.colour("muted"))
    painter.drawText(inner.adjusted(used, 0, -end, 0), painters.LEFT, tail)
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)


class FormMatrix(QTableView):
    """Forms by proposal, unit and proposer.

    Signals: ``digit(int)`` 1–9; ``asked(str)`` with same, clear, next, comment, date, edit, open or back (clear and move left);
    ``pasted(str)`` with the clipboard's text; ``moved()`` when another cell is current.
    """

    digit = Signal(int)
    asked = Signal(str)
    pasted = Signal(str)
    moved = Signal()

    def __init__(self, model: BoardModel) -> None:
        super().__init__()
        self.board = model
        self._widths: tuple[int, ...] = (0,) * len(KEYS)
        self.setModel(model)
        self.setItemDelegate(MatrixDelegate(self))
        self.setAccessibleName("征询意见表")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setAccessibleName("列标题")
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.empty = EmptyState("没有要录入的征询意见表。")
        self.empty.setParent(self.viewport())
        self.empty.hide()
        model.modelReset.connect(self._on_reset)
        self._dress()

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current and bring it with its heading into sight."""
        if self.board.form_at(row) is None:
            return
        index = self.board.index(row, min(max(column, FIRST), COMMENT))
        if self.board.form_at(row - 1) is None and row > 0:
            self.scrollTo(self.board.index(row - 1, 0))
        was = self.currentIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        if was == index:
            self.moved.emit()

    def width_of_all(self) -> int:
        """The width a heading has."""
        return max(self.horizontalHeader().length(), self.viewport().width())

    def copy(self) -> None:
        """The selected block on the clipboard, tab-separated with whole words."""
        chosen = self.selectionModel().selectedIndexes()
        rows, columns = sorted({i.row() for i in chosen}), sorted({i.column() for i in chosen})
        forms = [form for row in rows if (form := self.board.form_at(row)) is not None]
        lines = ["\t".join(self.board.cell(form, KEYS[column]) for column in columns) for form in forms]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """Hand the clipboard's block on."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def _dress(self) -> None:
        metrics = theme.metrics()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(metrics.row)
        header = self.horizontalHeader()
        header.setFixedHeight(metrics.row + 1)
        header.setMinimumSectionSize(20)
        fonts = QFontMetrics(theme.font(metrics.body, QFont.Weight.Bold))

        def wide(words: str, pad: int = 2 * metrics.cell_padding) -> int:
            return fonts.horizontalAdvance(words) + pad

        widths = (wide("民革云溪县总支部委"), wide("2025-11-08"), wide("提出不需要面商", 10), wide("基本满意") + 8, wide("基本针对") + 8,
                  wide("基本满意") + 8, wide("2025-11-08"), 60)  # fmt: skip
        self._widths = widths
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)
        self._fit()

    def _fit(self) -> None:
        """Where room is short the comment, then the day of sending stay in the panel alone."""
        room = self.viewport().width() - sum(self._widths[at] for at in range(COMMENT) if at != 1)
        with_day = room >= self._widths[1]
        with_comment = room - (self._widths[1] if with_day else 0) >= theme.metrics().fonts["body"] * 6
        if (with_day, with_comment) != (not self.isColumnHidden(1), not self.isColumnHidden(COMMENT)):
            self.setColumnHidden(1, not with_day)
            self.setColumnHidden(COMMENT, not with_comment)
            for at in (1, RETURNED):
                self.setColumnWidth(at, self._widths[at])

    def _step(self, rows: int, columns: int) -> None:
        index = self.currentIndex()
        row, column = index.row() + rows, index.column() + columns
        while rows and 0 <= row < len(self.board.lines) and self.board.form_at(row) is None:
            row += rows
        while columns and self.isColumnHidden(column) and FIRST <= column <= COMMENT:
            column += columns
        if self.board.form_at(row) is not None and FIRST <= column <= COMMENT:
            self.go_to(row, column)

    def _take(self, character: str) -> bool:
        """One typed character; False when it means nothing here."""
        plain = to_half_width(character).lower()
        if plain in ("1", "2", "3", "4", "5", "6", "7", "8", "9"):
            self.digit.emit(int(plain))
        elif plain in ("=", "m", "r"):
            self.asked.emit({"=": "same", "m": "comment", "r": "date"}[plain])
        else:
            return False
        return True

    def _on_reset(self) -> None:
        self.empty.setVisible(not self.board.lines)
        self._place_empty()

    def _place_empty(self) -> None:
        self.empty.resize(self.empty.sizeHint())
        self.empty.move((self.viewport().width() - self.empty.width()) // 2, self.viewport().height() // 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        moves = {Key.Key_Left: (0, -1), Key.Key_Right: (0, 1), Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0)}
        verbs = {Key.Key_Return: "next", Key.Key_Enter: "next", Key.Key_Delete: "clear", Key.Key_Backspace: "back", Key.Key_F2: "edit"}
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif plain and event.key() in moves:
            self._step(*moves[Key(event.key())])
        elif plain and event.key() in verbs:
            self.asked.emit(verbs[Key(event.key())])
        elif plain and event.key() in (Key.Key_Home, Key.Key_End):
            self.go_to(self.currentIndex().row(), FIRST if event.key() == Key.Key_Home else LAST)
        elif not (plain and event.text() and self._take(event.text())):
            super().keyPressEvent(event)
            self._leave_heading()

    def _leave_heading(self) -> None:
        row = self.currentIndex().row()
        if row >= 0 and self.board.form_at(row) is None:
            self.go_to(row + 1, self.currentIndex().column())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the cells goes to the cell to fill; a block drawn with the mouse stays."""
        super().mouseReleaseEvent(event)
        index = self.currentIndex()
        if event.button() != Qt.MouseButton.LeftButton or len(self.selectionModel().selectedIndexes()) > 1:
            return
        self._leave_heading()
        form = self.board.form_at(index.row())
        if form is not None and index.column() < FIRST:
            self.go_to(index.row(), self.board.first_empty(form))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and (self.board.form_at(index.row()) is None or index.column() < FIRST):
            self._leave_heading()
            self.asked.emit("open")
        else:
            super().mouseDoubleClickEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        for character in event.commitString():
            self._take(character)
        event.accept()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.row() != previous.row() or current.column() != previous.column():
            self.moved.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._place_empty()
