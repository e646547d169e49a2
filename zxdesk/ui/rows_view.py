"""The view of every list: rows on 1 px lines, the current one with its edge, selection and place kept on refresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.row_delegate import RowDelegate, draw_check
from zxdesk.ui.table import Column, Group, Index, RowsModel
from zxdesk.ui.widgets.empty_state import EmptyState


class RowsHeader(QHeaderView):
    """The head of a list; above check boxes it draws one for all rows."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setAccessibleName("列标题")

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self._view.rows.columns[logicalIndex].kind == "check":
            count = self._view.rows.rowCount()
            draw_check(painter, rect, 0 < count == len(self._view.selectionModel().selectedRows()))


class RowsView(QTableView):
    """A list of rows.

    Signals: ``opened(object)`` with the id on Enter or double click; ``current_changed(object)`` with the id or None;
    ``selected(list)`` with the ids selected.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    selected = Signal(list)

    def __init__(
        self, columns: Sequence[Column], rows: Iterable[object] = (), *, id_key: str = "id", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = RowsModel(columns, rows, id_key=id_key)
        self._two_lines = False
        self._put_away: frozenset[str] = frozenset()
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
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
        self.setHorizontalHeader(RowsHeader(self))
        self._dress_headers()
        self._empty = EmptyState("没有可列出的内容。")
        self._empty.hide()
        QVBoxLayout(self.viewport()).addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.rows.modelReset.connect(self._on_reset)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._on_reset()

    def replace(self, rows: Iterable[object]) -> None:
        """Show other rows; what was selected, current and on screen stays so where it still exists."""
        self._keeping(lambda: self.rows.set_rows(rows))

    def replace_window(self, ids: Sequence[Any], fetch: Callable[[Sequence[Any]], Sequence[object]]) -> None:
        """Show these ids, fetched page by page; selection and place stay."""
        self._keeping(lambda: self.rows.set_window(ids, fetch))

    def set_empty(self, text: str, action: str | None = None, on_action: Callable[[], object] | None = None) -> None:
        """What an empty list says, and its one button."""
        self._empty.set_words(text, action, on_action)

    def set_two_lines(self, two: bool) -> None:
        """Give every row a second line, as while searching."""
        self._two_lines = two
        self._set_heights()

    def selected_ids(self) -> list[Any]:
        """The ids of the selected rows, in the list's order."""
        return [self.rows.id_at(row) for row in sorted({index.row() for index in self.selectionModel().selectedRows()})]

    def current_id(self) -> Any:
        """The id of the current row, None when there is none."""
        row = self.currentIndex().row()
        return self.rows.id_at(row) if row >= 0 else None

    def select_id(self, wanted: object) -> bool:
        """Make a row current and visible; False when it is not in the list."""
        for row in self.rows.places([wanted])[:1]:
            self.setCurrentIndex(self.rows.index(row, 0))
            self.scrollTo(self.rows.index(row, 0))
            return True
        return False

    def column_widths(self) -> dict[str, int]:
        """The widths as they stand, by column key, to be remembered."""
        return {column.key: self.columnWidth(at) for at, column in enumerate(self.rows.columns)}

    def set_column_widths(self, widths: dict[str, int]) -> None:
        """Restore remembered widths."""
        for at, column in enumerate(self.rows.columns):
            if column.key in widths and not column.stretch:
                self.setColumnWidth(at, widths[column.key])

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide one column."""
        self._put_away = self._put_away - {key} if shown else self._put_away | {key}
        self._fit_columns()

    def copy(self) -> None:
        """Put the selected rows on the clipboard, tab-separated with full values."""
        shown = [at for at, column in enumerate(self.rows.columns) if not self.isColumnHidden(at) and column.kind != "check"]
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = ["\t".join(str(self.rows.index(row, at).data() or "") for at in shown) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _dress_headers(self) -> None:
        scale = theme.metrics().body / 13
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(False)
        header.setMinimumSectionSize(24)
        header.sectionClicked.connect(self._on_header_clicked)
        stretches = any(column.stretch for column in self.rows.columns)
        for at, column in enumerate(self.rows.columns):
            self.setColumnWidth(at, round(column.width * scale))
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
        header.setStretchLastSection(not stretches)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_heights()

    def _fit_columns(self) -> None:
        """Hide what the clerk put away, and what yields until the stretching column has its width."""
        shown = {at: column for at, column in enumerate(self.rows.columns) if column.key not in self._put_away}
        fixed = {at: self._width_of(at) for at, column in shown.items() if not column.stretch}
        wanted = sum(round(column.width * theme.metrics().body / 13) for column in shown.values() if column.stretch) * 2 // 3
        for at in sorted(fixed, key=lambda at: -shown[at].yields):
            if shown[at].yields and sum(fixed.values()) + wanted > self.viewport().width():
                del fixed[at], shown[at]
        for at in range(len(self.rows.columns)):
            self.setColumnHidden(at, at not in shown)

    def _width_of(self, at: int) -> int:
        return self.columnWidth(at) or round(self.rows.columns[at].width * theme.metrics().body / 13)

    def _set_heights(self) -> None:
        metrics = theme.metrics()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(metrics.row_two if self._two_lines else metrics.row)
        self.horizontalHeader().setFixedHeight(metrics.row + 1)

    def _keeping(self, change: Callable[[], None]) -> None:
        chosen, current, place = self.selected_ids(), self.current_id(), self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)
        change()
        self.selectionModel().blockSignals(False)
        flags = QItemSelectionModel.SelectionFlag
        for row in self.rows.places([current] if current is not None else [])[:1]:
            self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flags.NoUpdate)
        last = self.rows.columnCount() - 1
        selection = QItemSelection()
        for row in self.rows.places(chosen):
            selection.select(self.rows.index(row, 0), self.rows.index(row, last))
        self.selectionModel().select(selection, flags.ClearAndSelect)
        self.verticalScrollBar().setValue(place)
        self.viewport().update()
        if self.selected_ids() != chosen:
            self.selected.emit(self.selected_ids())
        if self.current_id() != current:
            self.current_changed.emit(self.current_id())

    def _open(self, row: int) -> None:
        if row >= 0 and self.rows.id_at(row) is not None:
            self.opened.emit(self.rows.id_at(row))

    def _on_reset(self) -> None:
        self._empty.setVisible(self.rows.rowCount() == 0)
        self.clearSpans()
        if self.rows.is_windowed:
            return
        for row in range(self.rows.rowCount()):
            if isinstance(self.rows.row_at(row), Group):
                self.setSpan(row, 0, 1, self.rows.columnCount())
                self.setRowHeight(row, theme.metrics().group_row)

    def _on_header_clicked(self, section: int) -> None:
        header = self.horizontalHeader()
        if self.rows.columns[section].kind != "check":
            self.rows.sort(section, header.sortIndicatorOrder())
        elif self.selected_ids():
            self.clearSelection()
        else:
            self.selectAll()

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
            if isinstance(event, QMouseEvent) and event.type() != QEvent.Type.MouseButtonPress:
                return flags.NoUpdate
            return flags.Toggle | flags.Rows
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._set_heights()
            self._on_reset()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self._empty.setMaximumWidth(max(self.viewport().width() - 24, 40))
