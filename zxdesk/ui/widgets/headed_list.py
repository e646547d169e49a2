"""A list of things to choose from under headings, at the left of a page: one walks through it with the arrows and goes on with Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.table import Index

LINE = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MARGIN, EDGE, GAP = 16, 3, 8


@dataclass(frozen=True)
class HeadedLine:
    """A thing to choose, with the number or the icon before its name; without a key, a heading."""

    key: str
    name: str
    number: str = ""
    icon: str = ""


class HeadedModel(QAbstractListModel):
    """Headings, the lines below them, and how many there are of each."""

    def __init__(self, lines: Sequence[HeadedLine]) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.counts: dict[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.lines[index.row()].key else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.number} {line.name}".lstrip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.name if line.key else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.counts.get(line.key, 0)
            return f"{line.name}，{count} 份" if count else f"{line.number} {line.name}".lstrip()
        return None


class HeadedList(QListView):
    """Walked through with the arrows; Enter or the right arrow goes on to what is chosen.

    Signals: ``chosen(str)`` with the key of a line; ``entered()`` when one goes on.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, lines: Sequence[HeadedLine], *, name: str, width: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._width = width
        self._model = HeadedModel(lines)
        self.setModel(self._model)
        self.setItemDelegate(HeadedDelegate(self))
        self.selectionModel().currentChanged.connect(self._on_current)

    def current(self) -> str:
        """The key of the chosen line; empty for none."""
        line = self.currentIndex().data(LINE)
        return line.key if isinstance(line, HeadedLine) else ""

    def choose(self, key: str) -> bool:
        """Choose a line by its key; False for one that is not here."""
        place = next((at for at, line in enumerate(self._model.lines) if line.key and line.key == key), -1)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
            self.scrollTo(self.currentIndex())
        return place >= 0

    def choose_first(self) -> None:
        """Choose the first line where none is chosen yet."""
        if not self.current():
            self.choose(next((line.key for line in self._model.lines if line.key), ""))

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are of each."""
        self._model.counts = dict(counts)
        self.viewport().update()

    def count(self, key: str) -> int:
        """What is shown beside a line."""
        return self._model.counts.get(key, 0)

    def sizeHint(self) -> QSize:
        return QSize(self._width * theme.metrics().fonts["body"] // 13, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        line = current.data(LINE)
        if isinstance(line, HeadedLine) and line.key:
            self.chosen.emit(line.key)


class HeadedDelegate(QStyledItemDelegate):
    """Draws a heading muted and small, a line with its number or icon and its count; the chosen one has the 3 px edge."""

    def __init__(self, view: HeadedList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: Any, index: Index) -> QSize:
        metrics = theme.metrics()
        return QSize(60, metrics.row if index.data(LINE).key else metrics.group_row + 2)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        line, box = index.data(LINE), QRect(option.rect)
        painter.save()
        if not line.key:
            painter.setFont(theme.font(theme.metrics().second))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box.adjusted(MARGIN, 4, -GAP, 0), painters.LEFT, line.name)
        else:
            is_current = self._view.currentIndex() == index
            self._draw_ground(painter, box, is_current=is_current, is_hovered=bool(option.state & QStyle.StateFlag.State_MouseOver))
            self._draw_words(painter, box, line, is_current=is_current)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRect, *, is_current: bool, is_hovered: bool) -> None:
        if not is_current:
            if is_hovered:
                painter.fillRect(box, theme.colour("hover"))
            return
        has_focus = self._view.hasFocus()
        painter.fillRect(box, theme.colour("selection" if has_focus else "selection_inactive"))
        painter.fillRect(QRect(box.x(), box.y(), EDGE, box.height()), theme.colour("accent"))
        if has_focus:
            painter.setPen(QPen(theme.colour("focus"), 1))
            painter.drawRect(box.adjusted(EDGE, 0, -1, -1))

    def _draw_words(self, painter: QPainter, box: QRect, line: HeadedLine, *, is_current: bool) -> None:
        metrics = theme.metrics()
        painter.setFont(theme.font(metrics.body, QFont.Weight.Bold if is_current else QFont.Weight.Normal))
        painter.setPen(theme.colour("muted"))
        taken = MARGIN
        if line.icon:
            side = metrics.icon
            place = QRect(box.x() + taken, box.center().y() - side // 2 + 1, side, side)
            icons.draw(painter, place, line.icon, "accent" if is_current else "muted")
            taken += side + GAP
        if line.number:
            wide = painter.fontMetrics().horizontalAdvance("00")
            painter.drawText(QRect(box.x() + taken, box.y(), wide, box.height()), RIGHT, line.number)
            taken += wide + GAP
        count = self._view.count(line.key)
        left = painter.fontMetrics().horizontalAdvance(str(count)) + 2 * GAP + 4 if count else GAP
        painter.setPen(theme.colour("text"))
        room = box.adjusted(taken, 0, -left, 0)
        painter.drawText(room, painters.LEFT, painter.fontMetrics().elidedText(line.name, Qt.TextElideMode.ElideRight, room.width()))
        if count:
            painter.setFont(theme.font(metrics.second))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box.adjusted(0, 0, -GAP - 4, 0), RIGHT, str(count))
