"""The grid of a printed report: as it stands on paper, every number that has a list leading to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from zxdesk.ui import theme
from zxdesk.ui.frozen_columns import FrozenTable
from zxdesk.ui.pages.report_head import ReportHead
from zxdesk.ui.pages.report_lines import PrintedLines
from zxdesk.ui.pages.report_model import ReportModel
from zxdesk.ui.pages.report_paint import draw_lines, draw_ring, is_number, note_height
from zxdesk.ui.table import Index

MOST_LINES, WRAPPED_ROWS = 8, 300
"""Lines of text in a row, and rows up to which a text may take several; in longer lists each row is one line with its whole text as tooltip."""
LEAST_WIDTH = 40


class ReportGrid(FrozenTable):
    """Arrows go from cell to cell, Enter or a click opens what the cell counts, Ctrl+C copies the table or the cells selected.

    Signals: ``opened(str, str)`` with a figure and what its list is called; ``copied(int)`` with the lines put on the clipboard.
    """

    opened = Signal(str, str)
    copied = Signal(int)
    rows: ReportModel  # type: ignore[assignment]  # the lines of a report in the place of a list's records

    def __init__(self) -> None:
        super().__init__()
        self.rows = ReportModel()
        self.hot: tuple[int, int] | None = None
        self._high: frozenset[int] = frozenset()
        self.setModel(self.rows)
        self._head = ReportHead(self)
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(16)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.clicked.connect(self._on_clicked)

    def show_lines(self, printed: PrintedLines) -> None:
        """Show another report, from its beginning; the same one keeps its place."""
        here, top = self.currentIndex(), self.verticalScrollBar().value()
        is_same = printed.table.title == self.rows.printed.table.title
        first = next((row for row, line in enumerate(printed.lines) if line.kind == "row"), 0)
        place = (here.row(), here.column()) if is_same and here.isValid() else (first, 0)
        self.hot = None
        self.clearSpans()
        self.rows.show(printed)
        for row, line in enumerate(printed.lines):
            if line.kind in ("section", "note") and len(printed.table.columns) > 1:
                self.setSpan(row, 0, 1, len(printed.table.columns))
        self.fit()
        self.verticalScrollBar().setValue(top if is_same else 0)
        self.horizontalScrollBar().setValue(0)
        row, column = min(place[0], self.rows.rowCount() - 1), min(place[1], self.rows.columnCount() - 1)
        self.selectionModel().setCurrentIndex(self.rows.index(row, column), self.selectionModel().SelectionFlag.NoUpdate)

    def block(self) -> tuple[range, range] | None:
        """The rows and columns selected together; None for no more than a cell. Asked for its cells one by one, Qt takes long."""
        parts = list(self.selectionModel().selection())  # type: ignore[call-overload]
        if not parts or (len(parts) == 1 and parts[0].width() * parts[0].height() == 1):
            return None
        rows = range(min(part.top() for part in parts), max(part.bottom() for part in parts) + 1)
        return rows, range(min(part.left() for part in parts), max(part.right() for part in parts) + 1)

    def frozen_places(self) -> list[tuple[int, int, int]]:
        places, x = [], 0
        for at in range(min(self.rows.printed.table.frozen, len(self.rows.columns))):
            places.append((at, x, self.columnWidth(at)))
            x += self.columnWidth(at)
        return places if x < self.viewport().width() // 2 else []

    def fit(self) -> None:
        """Widths by the sheet's, with what is left over given to the texts; heights by what stands in the lines."""
        wanted, metrics = self._widths(), theme.metrics()
        for at, width in enumerate(wanted):
            self.setColumnWidth(at, width)
        self._head.fit()
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(metrics.row)
        self.verticalScrollBar().setSingleStep(metrics.row)
        self.horizontalScrollBar().setSingleStep(40)
        heights = self._heights(wanted)
        for row in {*self._high, *heights}:
            if row < rows.count():
                rows.resizeSection(row, heights.get(row, metrics.row))
        self._high = frozenset(heights)
        self.viewport().update()

    def _heights(self, widths: list[int]) -> dict[int, int]:
        """The rows that are not as high as one line."""
        found, letters, row_height = {}, QFontMetrics(theme.font(theme.metrics().body)), theme.metrics().row
        wraps = len(self.rows.printed.table.rows) <= WRAPPED_ROWS
        for row, line in enumerate(self.rows.printed.lines):
            if line.kind == "note":
                found[row] = note_height(line.text, self.viewport().width())
            elif wraps and line.kind == "row" and (lines := self._lines_of(row, widths, letters)) > 1:
                found[row] = row_height + (lines - 1) * letters.height()
        return found

    def _widths(self) -> list[int]:
        columns, metrics = self.rows.columns, QFontMetrics(theme.font(theme.metrics().body))
        unit, pad = metrics.horizontalAdvance("0"), 2 * theme.metrics().cell_padding
        wanted = [max(int(column.width * unit) + pad // 2, LEAST_WIDTH) for column in columns]
        spare = self.viewport().width() - sum(wanted)
        texts = [at for at, column in enumerate(columns) if not is_number(column.kind) and column.width >= 12] or list(range(len(columns)))
        if spare > 0:
            shares = sum(wanted[at] for at in texts)
            for at in texts:
                wanted[at] += spare * wanted[at] // shares
            wanted[texts[-1]] += self.viewport().width() - sum(wanted)
        return wanted

    def _lines_of(self, row: int, widths: list[int], metrics: QFontMetrics) -> int:
        """How many lines the longest text of a row takes."""
        body, pad, most = theme.metrics().fonts["body"], 2 * theme.metrics().cell_padding, 1
        for at, column in enumerate(self.rows.columns):
            if is_number(column.kind):
                continue
            room, lines = widths[at] - pad, 0
            for words in self.rows.words(row, at).split("\n"):
                is_long = len(words) * body > room and metrics.horizontalAdvance(words) > room  # no sign is wider than a Chinese one
                lines += -(-metrics.horizontalAdvance(words) // max(room - body // 2, body)) if is_long else 1
            most = max(most, lines)
        return min(most, MOST_LINES)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.block() is None:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (figure := self.rows.figure(index.row(), index.column())):
            self.opened.emit(figure, self.rows.name(index.row(), index.column()))

    def copy(self) -> None:
        """Put the cells selected on the clipboard, or the whole table with its heads where no more than one is."""
        block = self.block()
        if block is None:
            text = self.rows.printed.text()
            self.copied.emit(self.rows.rowCount())
        else:
            rows, columns = block
            lines = [[self.rows.printed.head(at) for at in columns], *([self.rows.words(row, at) for at in columns] for row in rows)]
            text = "\n".join("\t".join(" ".join(words.split()) for words in line) for line in lines)
            self.copied.emit(len(rows))
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Also sideways, and from under the frozen columns."""
        super().scrollTo(index, hint)
        if not index.isValid() or self.rows.line(index.row()).kind in ("section", "note") or index.column() < len(self.frozen_places()):
            return
        bar, x, width = self.horizontalScrollBar(), self.columnViewportPosition(index.column()), self.columnWidth(index.column())
        if (hidden := self.frozen_width() - x) > 0:
            bar.setValue(bar.value() - hidden)
        elif (over := x + width - self.viewport().width()) > 0:
            bar.setValue(bar.value() + over)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._heat(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._heat(QPoint(-1, -1))

    def _heat(self, at: QPoint) -> None:
        index = self.indexAt(at)
        live = index.isValid() and bool(self.rows.figure(index.row(), index.column()))
        hot = (index.row(), index.column()) if live else None
        if hot != self.hot:
            self.hot = hot
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(index), self) if index.isValid() else QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _tip(self, index: QModelIndex) -> str:
        """A text that is cut, whole, and where a cell leads."""
        words, box = self.rows.words(index.row(), index.column()), self.visualRect(index)
        lines = max(box.height() // theme.metrics().row, 1)
        width = QFontMetrics(theme.font(theme.metrics().body)).horizontalAdvance(words)
        is_cut = width > (box.width() - 2 * theme.metrics().cell_padding) * lines
        is_live = bool(self.rows.figure(index.row(), index.column()))
        told = (words if is_cut else "", f"打开：{self.rows.name(index.row(), index.column())}" if is_live else "")
        return "\n".join(line for line in told if line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("surface"))
        rows, every = self._rows_in(event.region()), range(len(self.rows.columns))
        each = [(at, self.columnViewportPosition(at), self.columnWidth(at)) for at in every]
        draw_lines(painter, self, rows, [(at, x, wide) for at, x, wide in each if x + wide > 0 and x < self.viewport().width()])
        if self.is_scrolled_sideways() and (frozen := self.frozen_places()):
            own = [row for row in rows if self.rows.line(row).kind in ("row", "total")]
            for row in own:
                box = (0, self.rowViewportPosition(row), self.frozen_width(), self.rowHeight(row))
                painter.fillRect(*box, theme.colour("surface"))
            draw_lines(painter, self, own, frozen)
            painter.fillRect(self.frozen_width() - 1, 0, 1, self.viewport().height(), theme.colour("line2"))
        draw_ring(painter, self)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_head"):
            self.fit()
