"""The view of every list: rows on 1 px lines, the current one with its edge, selection and place kept on refresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.column_layout import ColumnLayout, below
from zxdesk.ui.frozen_columns import FrozenTable
from zxdesk.ui.kept_place import KeptPlace, ids_in, merged, select_ranges, selected_ranges
from zxdesk.ui.passing import pop_up
from zxdesk.ui.row_copy import RowCopy
from zxdesk.ui.row_delegate import RowDelegate
from zxdesk.ui.row_painter import hovered_row
from zxdesk.ui.row_window import Fetch
from zxdesk.ui.rows_header import RowsHeader
from zxdesk.ui.table import Column, Group, Index, RowsModel
from zxdesk.ui.widgets.empty_state import EmptyState

IDLE = 20  # milliseconds of quiet after which the neighbouring page is read


class RowsView(FrozenTable):
    """A list of rows; with ``ticks_stay`` walking through it and plain clicks leave the ticked rows as they are.

    Signals: ``opened(object)`` with the id on Enter or double click; ``current_changed(object)`` with the id or None;
    ``selected(list)`` with the ids selected; ``context_wanted(QPoint)`` in global places on a right click or the menu key;
    ``pasted(str)`` with the clipboard's text on Ctrl+V; ``copied(int)`` when so many rows are on the clipboard;
    ``columns_changed()`` when the clerk moved, widened, showed or hid a column; ``size_changed()`` after another font size.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    selected = Signal(object)
    context_wanted = Signal(QPoint)
    pasted = Signal(str)
    copied = Signal(int)
    columns_changed = Signal()
    size_changed = Signal()

    def __init__(
        self, columns: Sequence[Column], rows: Iterable[object] = (), *, id_key: str = "id", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = RowsModel(columns, rows, id_key=id_key)
        self.tip_source: Callable[[Any, Column], str] | None = None
        self.ticks_stay = False
        self._two_lines = False
        self._size = theme.metrics().name
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self._set_behaviour()
        self.head = RowsHeader(self)
        self.setHorizontalHeader(self.head)
        self.head.setSelectionModel(QItemSelectionModel(self.rows, self.head))  # an empty one: it asks every row of every column
        self.layout_of_columns = ColumnLayout(self)
        self._copy = RowCopy(self)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self._read_ahead)
        self._dress_headers()
        self._empty = EmptyState("没有可列出的内容。")
        self._empty.hide()
        QVBoxLayout(self.viewport()).addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.rows.modelReset.connect(self._on_reset)
        self.rows.layoutChanged.connect(self._on_reset)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._on_reset()

    def replace(self, rows: Iterable[object]) -> None:
        """Show other rows; what was selected, current and on screen stays so where it still exists."""
        self._keeping(lambda: self.rows.set_rows(rows))

    def replace_window(self, ids: Sequence[Any], fetch: Fetch) -> None:
        """Show these ids, fetched page by page; selection and place stay."""
        self._keeping(lambda: self.rows.set_window(ids, fetch))

    def set_groups(self, key: str | None, unit: str = "件") -> None:
        """Head the rows of each value with a group row and its count; selection and place stay."""
        self._keeping(lambda: self.rows.set_groups(key, unit))

    def set_empty(self, text: str, action: str | None = None, on_action: Callable[[], object] | None = None) -> None:
        """What an empty list says, and its one button."""
        self._empty.set_words(text, action, on_action)

    def set_two_lines(self, two: bool) -> None:
        """Give every row a second line, as while searching."""
        if two != self._two_lines:
            self._two_lines = two
            self._set_heights()

    def selected_ids(self) -> list[Any]:
        """The ids of the selected rows, in the list's order."""
        return ids_in(self.rows.ids(), selected_ranges(self))

    def selected_count(self) -> int:
        """How many rows are selected, without going through them."""
        ranges = selected_ranges(self)
        return sum(bottom - top + 1 for top, bottom in ranges) if self.rows.is_windowed else len(ids_in(self.rows.ids(), ranges))

    def are_all_selected(self) -> bool:
        """Whether every row is selected."""
        ranges = selected_ranges(self)
        return sum(bottom - top + 1 for top, bottom in ranges) == self.rows.rowCount() > 0

    def current_id(self) -> Any:
        """The id of the current row, None when there is none."""
        row = self.currentIndex().row()
        return self.rows.id_at(row) if row >= 0 else None

    def select_id(self, wanted: object) -> bool:
        """Make a row current and visible; False when it is not in the list."""
        row = self.rows.place(wanted)
        if row is not None:
            flags = QItemSelectionModel.SelectionFlag  # said outright: a key held down would make it a toggle
            self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flags.ClearAndSelect | flags.Rows)
            self.scrollTo(self.rows.index(row, 0))
        return row is not None

    def select_ids(self, wanted: Iterable[object]) -> int:
        """Select the rows with these ids and no others, the first of them current and visible; returns how many are in the list."""
        places = self.rows.places(wanted)
        if places:
            self.selectionModel().setCurrentIndex(self.rows.index(places[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(self.rows.index(places[0], 0))
        select_ranges(self, merged(places))
        return len(places)

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        """Sort by a column as if its head were clicked, with its arrow; selection and place stay."""
        at = next(at for at, column in enumerate(self.rows.columns) if column.key == key)
        self._keeping(lambda: self.rows.sort(at, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder))
        self.head.show_sorting()

    def column_widths(self) -> dict[str, int]:
        """The widths as they stand, by column key."""
        return self.layout_of_columns.widths()

    def column_state(self) -> dict[str, Any]:
        """Order, widths and choice of the columns in plain values, to be remembered."""
        return self.layout_of_columns.state()

    def set_column_state(self, state: Mapping[str, Any]) -> None:
        """Bring back what ``column_state`` gave; an empty one gives the columns as the program offers them."""
        self.layout_of_columns.set_state(state)

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide one column for want of room; the clerk's own choice stands above it."""
        self.layout_of_columns.put_away(key, is_away=not shown)

    def choose_columns(self, at: QPoint | None = None) -> QMenu:
        """Open the column chooser at a place of the screen, or under the header."""
        menu = self.layout_of_columns.menu()
        pop_up(menu, at or below(self))
        return menu

    def copy(self) -> None:
        """Put the selected rows on the clipboard, with heads, tab-separated, with full values; ``copied`` tells when."""
        ranges = selected_ranges(self) or [(here, here) for here in (self.currentIndex().row(),) if here >= 0]
        self._copy.start([row for top, bottom in ranges for row in range(top, bottom + 1)])

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _dress_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self._set_heights()
        self.layout_of_columns.dress()
        self.layout_of_columns.changed.connect(self.columns_changed)

    def _set_heights(self) -> None:
        metrics = theme.metrics()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(metrics.row_two if self._two_lines else metrics.row)
        self.verticalScrollBar().setSingleStep(metrics.row)
        self.horizontalHeader().setFixedHeight(metrics.row + 1)

    def _keeping(self, change: Callable[[], None]) -> None:
        kept = KeptPlace(self)
        self.selectionModel().blockSignals(True)
        try:
            change()
        finally:
            self.selectionModel().blockSignals(False)
        kept.put_back()

    def _open(self, row: int) -> None:
        if row >= 0 and self.rows.id_at(row) is not None:
            self.opened.emit(self.rows.id_at(row))

    def _read_ahead(self) -> None:
        """Read the page next to what is shown, one a turn of the event loop, so that scrolling finds it there."""
        window = self.rows.window
        if window is None or not self.isVisible():
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return
        if missing := window.missing(first, last if last >= 0 else len(window) - 1):
            window.read_ahead(missing[0])
        if len(missing) > 1:
            self._idle.start()

    def _on_reset(self) -> None:
        self._empty.setVisible(self.rows.rowCount() == 0)
        self.clearSpans()
        if self.rows.is_windowed:
            return
        for row in (at for at in range(self.rows.rowCount()) if isinstance(self.rows.row_at(at), Group)):
            self.setSpan(row, 0, 1, self.rows.columnCount())
            self.setRowHeight(row, theme.metrics().group_row)

    def _on_selection_changed(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()
        self.selected.emit(self.selected_ids())

    def _on_current_changed(self) -> None:
        self.viewport().update()
        self.current_changed.emit(self.current_id())

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """A click on the check box and the space bar add a row or take it out, without Ctrl."""
        flags = QItemSelectionModel.SelectionFlag
        is_plain = isinstance(event, QMouseEvent | QKeyEvent) and not event.modifiers()
        on_box = isinstance(event, QMouseEvent) and index.isValid() and self.rows.columns[index.column()].kind == "check"
        by_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if is_plain and (on_box or by_space):
            is_press = not isinstance(event, QMouseEvent) or event.type() == QEvent.Type.MouseButtonPress
            return flags.Toggle | flags.Rows if is_press else flags.NoUpdate
        if self.ticks_stay and (event is None or is_plain):
            return flags.NoUpdate
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.horizontalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QGuiApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            bar.setValue(bar.value() + (40 if event.key() == Qt.Key.Key_Right else -40))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What is under the pointer is what the menu is about; a selection it belongs to stays."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and not self.selectionModel().isSelected(index):
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate if self.ticks_stay else flags.ClearAndSelect | flags.Rows)
        at = event.globalPos()
        if by_key and index.isValid():
            self.scrollTo(index)
            at = self.viewport().mapToGlobal(QPoint(24, self.visualRect(index).bottom()))
        self.context_wanted.emit(at)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.hovered = hovered_row(self)
        super().paintEvent(event)
        if self.rows.is_windowed:
            self._idle.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._set_heights()
            self._on_reset()
            self.layout_of_columns.fit()
            if self._size != theme.metrics().name:
                self._size = theme.metrics().name
                self.size_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.layout_of_columns.fit()
        self._empty.setMaximumWidth(max(self.viewport().width() - 24, 40))
