"""Which columns of a list are shown, how wide and in which order: its defaults, the room there is, and the clerk's choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QMenu

from zxdesk.ui import theme
from zxdesk.ui.cells import Column, frozen_count

if TYPE_CHECKING:
    from zxdesk.ui.rows_view import RowsView


class ColumnLayout(QObject):
    """The columns of one list.

    Signals: ``changed()`` when the clerk moved, widened, showed or hid one.
    """

    changed = Signal()

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view
        self._columns = view.rows.columns
        self._places = {column.key: at for at, column in enumerate(self._columns)}
        self._frozen = frozen_count(self._columns)
        self._chosen: dict[str, bool] = {}
        self._put_away: frozenset[str] = frozenset()
        self._widths: dict[str, float] = {}
        self._is_busy = False

    def dress(self) -> None:
        """Make the header one whose columns are sorted by a click, dragged and widened."""
        header = self._view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(False)
        header.setMinimumSectionSize(24)
        for at, column in enumerate(self._columns):
            mode = QHeaderView.ResizeMode.Fixed if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
        header.setStretchLastSection(not any(column.stretch for column in self._columns))
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self._on_moved)
        self.fit()

    def fit(self) -> None:
        """Show what was chosen; what yields leaves until the stretching columns have their width, which then take the rest."""
        shown = [column for column in self._columns if self._is_wanted(column)]
        wide = sum(self._scaled(column.width) for column in shown if column.stretch)
        room = self._view.viewport().width()
        for column in sorted(shown, key=lambda column: -column.yields):
            if column.yields and not self._chosen.get(column.key) and self._fixed(shown) + wide * 2 // 3 > room:
                shown.remove(column)
        spare = max(room - self._fixed(shown), wide * 2 // 3)
        self._is_busy = True
        for at, column in enumerate(self._columns):
            self._view.setColumnHidden(at, column not in shown)
            width = spare * self._scaled(column.width) // max(wide, 1) if column.stretch else self._width(column)
            if column in shown and self._view.columnWidth(at) != width and not self._is_last_stretched(at):
                self._view.setColumnWidth(at, width)
        self._is_busy = False

    def order(self) -> list[int]:
        """The columns that are shown, from left to right."""
        header = self._view.horizontalHeader()
        every = (header.logicalIndex(at) for at in range(header.count()))
        return [at for at in every if at >= 0 and not header.isSectionHidden(at)]

    def frozen(self) -> list[int]:
        """The shown ones among those that stay when the list is scrolled sideways."""
        return [at for at in self.order() if at < self._frozen]

    def put_away(self, key: str, *, is_away: bool) -> None:
        """Hide a column for want of room, or give it back; what the clerk chose to see stays."""
        self._put_away = self._put_away | {key} if is_away else self._put_away - {key}
        self.fit()

    def choose(self, key: str, *, is_shown: bool) -> None:
        """Show or hide a column because the clerk says so."""
        self._chosen[key] = is_shown
        self.fit()
        self.changed.emit()

    def widths(self) -> dict[str, int]:
        """The widths as they stand, by column key."""
        return {column.key: self._view.columnWidth(at) for at, column in enumerate(self._columns)}

    def state(self) -> dict[str, Any]:
        """What the clerk changed, in plain values: order, widths (as at 中) and what is shown."""
        header = self._view.horizontalHeader()
        order = [self._columns[header.logicalIndex(at)].key for at in range(header.count())]
        return {"order": order, "widths": dict(self._widths), "shown": dict(self._chosen)}

    def set_state(self, state: Mapping[str, Any]) -> None:
        """Bring back what ``state`` gave; columns it does not know keep their place, and nonsense is passed over."""
        order, widths, shown = (state.get(name) for name in ("order", "widths", "shown"))
        widths, shown = (value if isinstance(value, Mapping) else {} for value in (widths, shown))
        is_number = {key: width for key, width in widths.items() if isinstance(width, int | float) and width >= 1}
        self._widths = {key: float(width) for key, width in is_number.items() if key in self._places}
        self._chosen = {str(key): bool(is_shown) for key, is_shown in shown.items() if key in self._places}
        self._set_order([key for key in order if isinstance(key, str)] if isinstance(order, list | tuple) else [])
        self.fit()

    def restore(self) -> None:
        """Back to the columns as the program offers them."""
        self.set_state({})
        self.changed.emit()

    def menu(self) -> QMenu:
        """The chooser: every column that may be hidden, and 恢复默认."""
        menu = _StayingMenu("列", self._view)
        menu.setAccessibleName("选择列")
        for column in self._columns:
            if column.title and not column.stretch:
                action = menu.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(self._is_wanted(column))
                action.toggled.connect(lambda is_shown, key=column.key: self.choose(key, is_shown=is_shown))
        menu.addSeparator()
        menu.addAction("恢复默认", self.restore)
        return menu

    def _is_wanted(self, column: Column) -> bool:
        return self._chosen.get(column.key, not column.is_optional and column.key not in self._put_away)

    def _fixed(self, shown: list[Column]) -> int:
        return sum(self._width(column) for column in shown if not column.stretch)

    def _width(self, column: Column) -> int:
        return self._scaled(self._widths.get(column.key, column.width))

    def _is_last_stretched(self, at: int) -> bool:
        return self._view.horizontalHeader().stretchLastSection() and self.order()[-1:] == [at]

    def _on_resized(self, at: int, _old: int, width: int) -> None:
        column = self._columns[at]
        if self._is_busy or width == 0 or column.stretch or self._is_last_stretched(at):
            return
        self._widths[column.key] = round(width / _scale(), 2)
        self.fit()
        self.changed.emit()

    def _on_moved(self, _at: int, _old: int, _new: int) -> None:
        """What is frozen stays in front, in its order."""
        if self._is_busy:
            return
        header = self._view.horizontalHeader()
        self._set_order([self._columns[header.logicalIndex(at)].key for at in range(header.count())])
        self.changed.emit()

    def _set_order(self, keys: list[str]) -> None:
        known = [key for key in dict.fromkeys(keys) if self._places.get(key, -1) >= self._frozen]
        order = [column.key for column in self._columns[: self._frozen]] + known
        for at, column in enumerate(self._columns[self._frozen :], self._frozen):
            if column.key not in order:  # new since the order was kept: after the one it is offered after
                order.insert(order.index(self._columns[at - 1].key) + 1 if at else 0, column.key)
        self._is_busy = True
        header = self._view.horizontalHeader()
        for target, key in enumerate(order):
            header.moveSection(header.visualIndex(self._places[key]), target)
        self._is_busy = False
        self._view.viewport().update()

    @staticmethod
    def _scaled(width: float) -> int:
        return round(width * _scale())


def _scale() -> float:
    return theme.metrics().body / 13


class _StayingMenu(QMenu):
    """A menu that stays open while its boxes are ticked, so that several columns are chosen in one go."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not _tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not _tick(self.activeAction()):
            super().keyPressEvent(event)


def _tick(action: QAction | None) -> bool:
    if action is None or not action.isCheckable() or not action.isEnabled():
        return False
    action.trigger()
    return True


def below(view: RowsView) -> QPoint:
    """Where a chooser opens when no place was pointed at: under the right end of the header."""
    header = view.horizontalHeader()
    return header.mapToGlobal(QPoint(max(header.width() - 160, 0), header.height()))
