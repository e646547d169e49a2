"""The navigation at the left: pages with icons, counts and the page now open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from zxdesk.ui import icons, painters, theme

Index = QModelIndex | QPersistentModelIndex
StyleOption = Any  # the stubs leave out the fields of style options
PAGE_ROLE = Qt.ItemDataRole.UserRole
RULE = 13
"""Pixels a rule between two groups takes."""


@dataclass(frozen=True)
class NavItem:
    """One entry: its key, name, icon, whether a rule stands above it, whether its count calls the clerk, or it stands at the foot."""

    key: str
    name: str
    icon: str
    starts_group: bool = False
    is_urgent: bool = False
    is_at_foot: bool = False


class NavModel(QAbstractListModel):
    """The pages with their counts."""

    def __init__(self, items: Sequence[NavItem]) -> None:
        super().__init__()
        self.items = tuple(items)
        self.counts: dict[str, int] = {}

    def set_counts(self, counts: dict[str, int]) -> None:
        """Replace the counts shown; zero shows nothing."""
        self.counts = dict(counts)
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        count = self.counts.get(item.key, 0)
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.ToolTipRole:
            return item.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.name}，{count} 件" if count else item.name
        return item if role == PAGE_ROLE else None


class NavDelegate(QStyledItemDelegate):
    """Draws an entry: 3 px accent edge and bold when current, count at the right."""

    def sizeHint(self, option: StyleOption, index: Index) -> QSize:
        item, view = index.data(PAGE_ROLE), option.widget
        if not isinstance(view, NavList):
            return QSize(40, theme.metrics().control + 4)
        return QSize(40, view.height_of(item) + (view.spare() if item.is_at_foot else 0))

    def paint(self, painter: QPainter, option: StyleOption, index: Index) -> None:
        item: NavItem = index.data(PAGE_ROLE)
        view = option.widget
        is_current = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        box = QRect(option.rect)
        painter.save()
        if item.starts_group:
            painter.fillRect(QRect(box.x() + 12, box.y() + 6, box.width() - 24, 1), theme.colour("line2"))
            box.setTop(box.top() + 13)
        if item.is_at_foot:
            box.setTop(box.bottom() + 1 - (view.height_of(item) if isinstance(view, NavList) else box.height()))
        if is_current:
            painter.fillRect(box, theme.colour("surface"))
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        if is_current and isinstance(view, NavList) and view.is_focus_shown:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(box.adjusted(5, 2, -3, -2))
        model = index.model()
        count = model.counts.get(item.key, 0) if isinstance(model, NavModel) else 0
        self._draw_parts(painter, box, item, is_current, count)
        painter.restore()

    def _draw_parts(self, painter: QPainter, box: QRect, item: NavItem, is_current: bool, count: int) -> None:
        metrics = theme.metrics()
        side = metrics.icon
        is_folded = box.width() <= metrics.nav_folded
        left = box.x() + ((box.width() - side) // 2 if is_folded else 16 if side == 16 else 14)
        where = QRect(left, box.center().y() - side // 2 + 1, side, side)
        icons.draw(painter, where, item.icon, "accent" if is_current else "muted")
        if is_folded:
            return
        painter.setFont(theme.font(metrics.body, QFont.Weight.Bold if is_current else QFont.Weight.Normal))
        painter.setPen(theme.colour("text"))
        painter.drawText(box.adjusted(left + side + 8 - box.x(), 0, -36, 0), painters.LEFT, item.name)
        if count:
            is_bold = item.is_urgent
            painter.setFont(theme.font(metrics.second, QFont.Weight.Bold if is_bold else QFont.Weight.Normal))
            painter.setPen(theme.colour("accent" if is_bold else "muted"))
            painter.drawText(box.adjusted(0, 0, -13, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))


class NavList(QListView):
    """The list of pages; folds to icons. The focus is framed only for one who came by key.

    Signals: ``chosen(str)`` with the key of the page the clerk opened; ``entered_page(str)`` when he goes on into it, by click,
    Enter or the right arrow.
    """

    chosen = Signal(str)
    entered_page = Signal(str)

    def __init__(self, items: Sequence[NavItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded = False
        self._is_keyed = False
        self.setObjectName("nav")
        self.setAccessibleName("页面")
        self._model = NavModel(items)
        self.setModel(self._model)
        self.setItemDelegate(NavDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setViewportMargins(0, 8, 0, 0)
        self.set_folded(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(lambda _index: self.entered_page.emit(self.current()))

    def current(self) -> str:
        """The key of the current page."""
        row = self.currentIndex().row()
        return self._model.items[row].key if row >= 0 else ""

    def choose(self, key: str) -> None:
        """Make a page current; ``chosen`` follows when it was not."""
        for row, item in enumerate(self._model.items):
            if item.key == key:
                self.setCurrentIndex(self._model.index(row))

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how much waits on each page."""
        self._model.set_counts(counts)

    def set_folded(self, folded: bool) -> None:
        """Show icons only (under 1100 px) or icons with names. Source: look §3."""
        self._folded = folded
        metrics = theme.metrics()
        self.setFixedWidth(metrics.nav_folded if folded else metrics.nav)
        self.scheduleDelayedItemsLayout()

    @property
    def is_focus_shown(self) -> bool:
        """Whether the cursor is here and came by key."""
        return self.hasFocus() and self._is_keyed

    def height_of(self, item: NavItem) -> int:
        """The height of an entry with its rule, in pixels; entries draw together where the window is low."""
        items, metrics = self._model.items, theme.metrics()
        rules = RULE * sum(1 for one in items if one.starts_group)
        room = (self.viewport().height() - rules) // max(len(items), 1)
        return max(min(room, metrics.control + 4), metrics.icon + 8) + (RULE if item.starts_group else 0)

    def spare(self) -> int:
        """The height left between the pages and the one at the foot, in pixels."""
        used = sum(self.height_of(item) for item in self._model.items)
        return max(self.viewport().height() - used, 0)

    def indexAt(self, point: QPoint) -> QModelIndex:
        found = super().indexAt(point)
        if found.isValid() and self._model.items[found.row()].is_at_foot:
            place = self.visualRect(found)
            if point.y() <= place.bottom() - self.height_of(self._model.items[found.row()]):
                return QModelIndex()
        return found

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = Qt.FocusReason
        self._is_keyed = event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason, reasons.ShortcutFocusReason)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_keyed = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and self.current():
            self.entered_page.emit(self.current())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_keyed = False
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_folded(self._folded)

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(self._model.items[current.row()].key)
