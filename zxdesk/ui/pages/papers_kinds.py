"""The kinds of papers at the left of the page, in their groups, with how many the selection has of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from zxdesk.documents.paper import PaperKind
from zxdesk.ui import icons, painters, theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
WIDTH = 172
"""Pixels at 中. Source: look §3."""
Line = PaperKind | str


class KindModel(QAbstractListModel):
    """Group headings and the kinds below them."""

    def __init__(self, kinds: Sequence[PaperKind]) -> None:
        super().__init__()
        groups = dict.fromkeys(kind.group for kind in kinds)
        self.lines: list[Line] = []
        for group in groups:
            self.lines += [group, *(kind for kind in kinds if kind.group == group)]
        self.counts: dict[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if isinstance(self.lines[index.row()], str) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == ROW:
            return line
        name = line if isinstance(line, str) else line.name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = 0 if isinstance(line, str) else self.counts.get(line.key, 0)
            return f"{name}，{count} 份" if count else name
        return None

    def place(self, key: str) -> int:
        """The row of a kind; -1 for none."""
        return next((at for at, line in enumerate(self.lines) if not isinstance(line, str) and line.key == key), -1)


class KindList(QListView):
    """One walks through it with the arrows; Enter or the right arrow goes on to the paper.

    Signals: ``chosen(str)`` with the key of a kind; ``entered()`` when one goes on.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, kinds: Sequence[PaperKind]) -> None:
        super().__init__()
        self.setAccessibleName("文书种类")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._model = KindModel(kinds)
        self.setModel(self._model)
        self.setItemDelegate(KindDelegate(self))
        self.selectionModel().currentChanged.connect(self._on_current)

    def current(self) -> str:
        """The key of the chosen kind; empty for none."""
        line = self.currentIndex().data(ROW)
        return line.key if isinstance(line, PaperKind) else ""

    def choose(self, key: str) -> bool:
        """Choose a kind by its key; False for one that is not here."""
        place = self._model.place(key)
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
            self.scrollTo(self.currentIndex())
        return place >= 0

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many papers of each kind the selection has."""
        self._model.counts = dict(counts)
        self.viewport().update()

    def count(self, key: str) -> int:
        """What is shown beside a kind."""
        return self._model.counts.get(key, 0)

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
        if isinstance(current.data(ROW), PaperKind):
            self.chosen.emit(self.current())


class KindDelegate(QStyledItemDelegate):
    """Draws a heading muted and small, a kind with its icon and its count; the chosen one has the 3 px edge."""

    def sizeHint(self, option: Any, index: Index) -> QSize:
        metrics = theme.metrics()
        return QSize(60, metrics.group_row + 2 if isinstance(index.data(ROW), str) else metrics.row)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        line, box, metrics = index.data(ROW), QRect(option.rect), theme.metrics()
        painter.save()
        if isinstance(line, str):
            painter.setFont(theme.font(metrics.second))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box.adjusted(16, 4, -8, 0), painters.LEFT, line)
            painter.restore()
            return
        view = option.widget
        is_current = isinstance(view, KindList) and view.currentIndex() == index
        if is_current:
            has_focus = isinstance(view, KindList) and view.hasFocus()
            painter.fillRect(box, theme.colour("selection" if has_focus else "selection_inactive"))
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent"))
            if has_focus:
                painter.setPen(QPen(theme.colour("focus"), 1))
                painter.drawRect(box.adjusted(3, 0, -1, -1))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        self._draw_words(painter, box, line, is_current, index.model())
        painter.restore()

    def _draw_words(self, painter: QPainter, box: QRect, kind: PaperKind, is_current: bool, model: object) -> None:
        metrics = theme.metrics()
        side = metrics.icon
        icons.draw(painter, QRect(box.x() + 16, box.center().y() - side // 2 + 1, side, side), "proposal", "accent" if is_current else "muted")
        count = model.counts.get(kind.key, 0) if isinstance(model, KindModel) else 0
        painter.setFont(theme.font(metrics.second))
        painter.setPen(theme.colour("muted"))
        painter.drawText(box.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count) if count else "")
        taken = painter.fontMetrics().horizontalAdvance(str(count)) + 18 if count else 10
        painter.setFont(theme.font(metrics.body, QFont.Weight.Bold if is_current else QFont.Weight.Normal))
        painter.setPen(theme.colour("text"))
        room = box.adjusted(16 + side + 8, 0, -taken, 0)
        painter.drawText(room, painters.LEFT, painter.fontMetrics().elidedText(kind.name, Qt.TextElideMode.ElideRight, room.width()))
