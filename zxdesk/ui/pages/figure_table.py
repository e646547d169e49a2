"""A table whose numbers can be pressed one by one, with a line of totals below that can be pressed too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column, cell, shown
from zxdesk.ui.widgets.chart import Chart, Spot

Row = Mapping[str, Any]


class FigureView(RowsView):
    """A list where ``figures`` names the columns that count something; click or Enter opens what the cell counts.

    Signals: ``pressed_cell(object, str)`` with the id of the row and the key of the column.
    """

    pressed_cell = Signal(object, str)

    def __init__(self, columns: Sequence[Column], figures: Iterable[str], *, id_key: str = "id") -> None:
        super().__init__(columns, id_key=id_key)
        self.figures = frozenset(figures)
        self.clicked.connect(self._on_clicked)

    def is_live(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the cell counts something."""
        if not index.isValid():
            return False
        key = self.rows.columns[index.column()].key
        return key in self.figures and bool(cell(self.rows.row_at(index.row()), key))

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.is_live(index):
            self.pressed_cell.emit(self.rows.id_at(index.row()), self.rows.columns[index.column()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_live(self.currentIndex()):
            self._on_clicked(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers() and self.currentIndex().isValid():
            self._go(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def _go(self, by: int) -> None:
        """To the next or previous column, as they stand on the screen; the row stays chosen."""
        header, here = self.horizontalHeader(), self.currentIndex()
        at = header.visualIndex(here.column()) + by
        while 0 <= at < header.count() and header.isSectionHidden(header.logicalIndex(at)):
            at += by
        if 0 <= at < header.count():
            there = self.rows.index(here.row(), header.logicalIndex(at))
            self.selectionModel().setCurrentIndex(there, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(there)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_live = self.is_live(self.indexAt(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_live else Qt.CursorShape.ArrowCursor)


    def paintEvent(self, event: QPaintEvent) -> None:
        """As every list, and a ring around the number the keys would open."""
        super().paintEvent(event)
        if self.hasFocus() and self.is_live(self.currentIndex()):
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(1, 1, -2, -2))
            painter.end()


class TotalLine(Chart):
    """The sums under the columns of a table, bold, each a button."""

    def __init__(self, view: FigureView, name: str) -> None:
        super().__init__()
        self._view, self._name = view, name
        self._totals: Row = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        view.horizontalHeader().sectionResized.connect(lambda *_: self.arrange())
        view.horizontalHeader().geometriesChanged.connect(self.arrange)
        view.horizontalScrollBar().valueChanged.connect(lambda _value: self.arrange())

    def set_totals(self, totals: Row) -> None:
        """Show these sums, by column."""
        self._totals = totals
        self.arrange()

    def spots(self) -> list[Spot]:
        return [
            Spot(column.key, box, f"{self._name} {column.title} {self._totals[column.key]}", bool(self._totals[column.key]))
            for column, box in self._boxes() if column.key in self._view.figures and column.key in self._totals
        ]  # fmt: skip

    def table(self) -> list[list[str]]:
        columns = [column for column, _box in self._boxes()]
        return [[column.title for column in columns], [shown(self._totals.get(column.key)) for column in columns]]

    def sizeHint(self) -> QSize:
        return QSize(200, theme.metrics().row)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.metrics().row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("raised"))
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.colour("line2"))
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Bold))
        pad = theme.metrics().cell_padding
        places = {spot.key: at for at, spot in enumerate(self.spots())}
        for at, (column, box) in enumerate(self._boxes()):
            if column.key in places and self.is_hot(places[column.key]):
                painter.fillRect(box, theme.colour("hover"))
            is_late = column.key == "late" and self._totals.get("late")
            painter.setPen(theme.colour(theme.tokens().red if is_late else "text"))
            words = self._name if at == 0 else shown(self._totals.get(column.key))
            painter.drawText(box.adjusted(pad, 0, -pad, 0), column.alignment, words)
        painter.end()

    def _boxes(self) -> list[tuple[Column, QRect]]:
        view = self._view
        return [
            (column, QRect(view.columnViewportPosition(at), 0, view.columnWidth(at), self.height()))
            for at, column in enumerate(view.rows.columns) if not view.isColumnHidden(at)
        ]  # fmt: skip


class FigureTable(QWidget):
    """The table with its totals.

    Signals: ``pressed(object, str)`` with the id of the row, None for the totals, and the key of the column.
    """

    pressed = Signal(object, str)

    def __init__(self, name: str, columns: Sequence[Column], figures: Iterable[str], *, id_key: str = "id", empty: str = "") -> None:
        super().__init__()
        self._every: list[Row] = []
        self._id_key = id_key
        self.view = FigureView(columns, figures, id_key=id_key)
        self.view.setAccessibleName(name)
        self.view.set_empty(empty)
        self.view.pressed_cell.connect(self.pressed)
        self.view.opened.connect(lambda row_id: self.pressed.emit(row_id, ""))
        self.totals = TotalLine(self.view, "合计")
        self.totals.clicked.connect(lambda key: self.pressed.emit(None, key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.totals)

    def set_rows(self, rows: Iterable[Row], totals: Row | None = None) -> None:
        """Show these rows, with the sums below where there are any."""
        self._every = list(rows)
        self.view.replace(self._every)
        self.totals.setVisible(bool(totals) and bool(self._every))
        self.totals.set_totals(totals or {})

    def every_row(self) -> list[Row]:
        """What is shown, in the order given."""
        return list(self._every)

    def row(self, row_id: object) -> Row | None:
        """A row by its id."""
        return next((row for row in self._every if row.get(self._id_key) == row_id), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.totals.arrange()
