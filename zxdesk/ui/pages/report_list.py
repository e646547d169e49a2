"""The reports at the left of the desk, under their headings and with their numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from zxdesk.reports.catalog import contents
from zxdesk.reports.kind import ReportKind
from zxdesk.ui import painters, theme
from zxdesk.ui.table import Index

LINE = Qt.ItemDataRole.UserRole
WIDTH = 196
"""Pixels at 中."""
Line = tuple[str, ReportKind | None]
"""A report with its number, or a heading."""


class ReportListModel(QAbstractListModel):
    """Headings and the reports below them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        for group, kinds in contents():
            self.lines.append((group, None))
            self.lines += kinds

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.lines[index.row()][1] is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        words, kind = self.lines[index.row()]
        if role == LINE:
            return self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words if kind is None else f"{words} {kind.name}".lstrip()
        return kind.name if kind is not None and role == Qt.ItemDataRole.ToolTipRole else None


class ReportList(QListView):
    """One walks through it with the arrows; Enter or the right arrow goes on to the table.

    Signals: ``chosen(object)`` with a ``ReportKind``; ``entered()`` when one goes on.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("报表")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._model = ReportListModel()
        self.setModel(self._model)
        self.setItemDelegate(ReportDelegate(self))
        self.selectionModel().currentChanged.connect(self._on_current)

    def current(self) -> ReportKind | None:
        """The report chosen."""
        at = self.currentIndex().row()
        return self._model.lines[at][1] if at >= 0 else None

    def choose(self, key: str) -> bool:
        """Choose a report by its key; False for one that is not here."""
        place = next((at for at, (_words, kind) in enumerate(self._model.lines) if kind is not None and kind.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
            self.scrollTo(self.currentIndex())
        return place >= 0

    def choose_first(self) -> None:
        """Choose the first report where none is chosen yet."""
        first = next((kind for _words, kind in self._model.lines if kind is not None), None)
        if self.current() is None and first is not None:
            self.choose(first.key)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH * theme.metrics().fonts["body"] // 13, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and (kind := self._model.lines[current.row()][1]) is not None:
            self.chosen.emit(kind)


class ReportDelegate(QStyledItemDelegate):
    """Draws a heading muted and small, a report with its number; the chosen one has the 3 px edge."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        metrics = theme.metrics()
        return QSize(60, metrics.group_row + 2 if index.data(LINE)[1] is None else metrics.row)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        (words, kind), box, metrics = index.data(LINE), QRect(option.rect), theme.metrics()
        painter.save()
        if kind is None:
            painter.setFont(theme.font(metrics.second))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box.adjusted(12, 4, -8, 0), painters.LEFT, words)
            painter.restore()
            return
        view = option.widget
        is_current = isinstance(view, ReportList) and view.currentIndex() == index
        if is_current:
            painter.fillRect(box, theme.colour("selection" if view.hasFocus() else "selection_inactive"))
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent"))
            if view.hasFocus():
                painter.setPen(QPen(theme.colour("focus"), 1))
                painter.drawRect(box.adjusted(3, 0, -1, -1))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.setFont(theme.font(metrics.body, QFont.Weight.Bold if is_current else QFont.Weight.Normal))
        wide = painter.fontMetrics().horizontalAdvance("00") + 8
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRect(box.x() + 12, box.y(), wide - 8, box.height()), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(theme.colour("text"))
        room = box.adjusted(12 + (wide if words else 0), 0, -8, 0)
        painter.drawText(room, painters.LEFT, painter.fontMetrics().elidedText(kind.name, Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()
