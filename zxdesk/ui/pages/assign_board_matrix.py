"""The view of the assignment board: marks set by key, by mouse and by pulling, painted only where they are seen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QStyledItemDelegate, QTableView

from zxdesk.domain.assignment import Role
from zxdesk.text.normalise import to_half_width
from zxdesk.ui import theme
from zxdesk.ui.pages.assign_board_model import FORMAT, MARK_ROLE, AssignModel, Index, packed
from zxdesk.ui.widgets.matrix_head import Corner, ProposalHead, UnitHead, scaled
from zxdesk.ui.widgets.matrix_marks import CellMark, draw_mark, mark_side

LETTERS = {Role.LEAD: "Z", Role.CO: "H", Role.SEPARATE: "F", Role.SOLE: "D"}
ROLES = {letter.lower(): role for role, letter in LETTERS.items()}
NARROW = 860
PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""Modifiers that make no command of a letter; on some keyboards / itself is shifted."""


class MarkDelegate(QStyledItemDelegate):
    """Draws one cell: the ground of row and column, the mark, the ring of the cursor."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        view = option.widget
        if not isinstance(view, AssignMatrix):
            return
        box: QRect = option.rect
        row, column = index.row(), index.column()
        current = view.currentIndex()
        if row == current.row():
            painter.fillRect(box, theme.colour("selection" if view.hasFocus() else "selection_inactive"))
        elif column == current.column():
            painter.fillRect(box, theme.colour("hover"))
        mark = view.cells.mark_at(row, column)
        if mark:
            draw_mark(painter, box, mark)
        is_target = view.is_target(row, column)
        if is_target or (row == current.row() and column == current.column()):
            painter.setPen(QPen(theme.colour("focus" if view.hasFocus() or is_target else "border"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 1, -1, -1))


class AssignMatrix(QTableView):
    """Proposals down, units across.

    Signals: ``moved()`` when another cell is current; ``find_wanted()`` on /; ``opened(int)`` with a proposal's id on Enter.
    """

    moved = Signal()
    find_wanted = Signal()
    opened = Signal(int)

    def __init__(self, model: AssignModel) -> None:
        super().__init__()
        self.cells = model
        self._target: tuple[int, int] | None = None
        self._pressed: QPoint | None = None
        self._rows_head, self._units_head = ProposalHead(self), UnitHead(self)
        self.setVerticalHeader(self._rows_head)
        self.setHorizontalHeader(self._units_head)
        self._corner = Corner(self)
        self.setCornerButtonEnabled(False)
        self.setModel(model)
        self.setItemDelegate(MarkDelegate(self))
        self.setAccessibleName("待交办提案和承办单位")
        self.setShowGrid(True)  # the style sheet colours it; drawing lines cell by cell costs twice the time
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setDragDropOverwriteMode(True)
        self._rows_head.sectionPressed.connect(lambda row: self.go(row, max(self.currentIndex().column(), 0)))
        self._units_head.sectionPressed.connect(lambda column: self.go(max(self.currentIndex().row(), 0), column))
        self._units_head.dragged.connect(self._pull_unit)
        model.chosen.connect(lambda: self._rows_head.viewport().update())

    def go(self, row: int, column: int) -> None:
        """Make a cell current and visible."""
        index = self.cells.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def here(self) -> tuple[int | None, int | None]:
        """The proposal and the unit of the current cell."""
        row, unit = self.cells.row_at(self.currentIndex().row()), self.cells.unit_at(self.currentIndex().column())
        return (row.id if row else None), (unit.id if unit else None)

    def renew(self) -> None:
        """Show the board as it was read again; the cursor and what is on screen stay."""
        held, down, across = self.here(), self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        had, old_row = self.currentIndex().isValid(), self.currentIndex().row()
        self.cells.renew()
        row, column = self.cells.place(*held)
        if had and row == 0 and self.cells.rowCount():
            first = self.cells.row_at(0)
            row = 0 if first is not None and first.id == held[0] else min(old_row, self.cells.rowCount() - 1)
        self.setCurrentIndex(self.cells.index(row, column))
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(across)

    def next_mark(self, by: int) -> None:
        """To the next cell of the row where something stands: a mark, a wish, a unit that handed back."""
        row, at = self.currentIndex().row(), self.currentIndex().column() + by
        while 0 <= at < self.cells.columnCount():
            if self.cells.index(row, at).data(MARK_ROLE):
                self.go(row, at)
                return
            at += by

    def is_target(self, row: int, column: int) -> bool:
        """Whether something is being pulled over this cell."""
        return self._target == (row, column)

    def give(self, role: Role | None) -> None:
        """Give the current cell's unit a role, or none."""
        self.cells.choose(self.currentIndex(), role)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._draw_again()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, letter = Qt.Key(event.key()), to_half_width(event.text()).lower()
        plain = not event.modifiers() & ~PLAIN
        if plain and letter in ROLES:
            self.give(ROLES[letter])
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.give(None)
        elif plain and key == Qt.Key.Key_Space:
            self.cells.cycle(self.currentIndex())
        elif plain and letter == "/":
            self.find_wanted.emit()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.next_mark(-1 if key == Qt.Key.Key_Left else 1)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters set marks; they do not search."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is None or (here - self._pressed).manhattanLength() < QApplication.startDragDistance():
            return
        index, self._pressed = self.indexAt(self._pressed), None
        mark = index.data(MARK_ROLE) if index.isValid() else None
        if mark:
            self._pull(self.cells.mimeData([index]), mark)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.cells.row_at(index.row())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            mark: CellMark = index.data(MARK_ROLE)
            self.cells.choose(index, None if mark.role else self.cells.plan.natural_role(row.id))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.menu().exec(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def menu(self) -> QMenu:
        """The right-click menu of the current cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role, letter in LETTERS.items():
            menu.addAction(f"{role.label}\t{letter}").triggered.connect(lambda _checked=False, given=role: self.give(given))
        menu.addAction("清除\tDel").triggered.connect(lambda: self.give(None))
        menu.addSeparator()
        menu.addAction("找单位…\t/").triggered.connect(lambda: self.find_wanted.emit())
        menu.addAction("看提案\tEnter").triggered.connect(lambda: self._open())
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._judge(event)
        index = self.indexAt(event.position().toPoint())
        self._aim((index.row(), index.column()) if index.isValid() else None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._aim(None)
        if index.isValid() and self.cells.dropMimeData(event.mimeData(), event.dropAction(), -1, -1, index):
            event.accept()
            self.setCurrentIndex(index)

    def _judge(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(FORMAT):
            event.acceptProposedAction()
        else:
            event.ignore()

    def _aim(self, target: tuple[int, int] | None) -> None:
        self._target = target
        self.viewport().update()

    def _pull_unit(self, column: int) -> None:
        unit = self.cells.unit_at(column)
        if unit is not None:
            self._pull(packed(unit.id), CellMark("lead"))

    def _pull(self, held: QMimeData, mark: CellMark) -> None:
        drag = QDrag(self)
        drag.setMimeData(held)
        side, ratio = mark_side() + 2, self.devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_mark(painter, QRect(0, 0, side, side), mark)
        painter.end()
        drag.setPixmap(picture)
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    def _open(self) -> None:
        proposal_id, _unit = self.here()
        if proposal_id is not None:
            self.opened.emit(proposal_id)

    def _draw_again(self) -> None:
        self.viewport().update()
        self._rows_head.viewport().update()
        self._units_head.viewport().update()

    def _fit(self) -> None:
        """Give the titles what is left of a wide window, and less in a narrow one."""
        self._units_head.fit()
        wide = self.width()
        self._rows_head.fit(scaled(296) if wide >= scaled(NARROW) else max(min(scaled(296), wide * 2 // 5), scaled(180)))
        self.updateGeometries()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._corner.setGeometry(0, 0, self._rows_head.width(), self._units_head.height())
        self._corner.raise_()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._draw_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_corner"):
            self._fit()
