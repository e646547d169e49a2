"""督办灯: how many undertakings each unit owes by day, and beside it those of the cell under the cursor."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.queries.supervise_board import Undertaking, supervise_board
from zxdesk.ui.pages.supervise_board_acts import Reminding, copy_lines
from zxdesk.ui.pages.supervise_board_model import LightsModel
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import KeyHint, label
from zxdesk.ui.widgets.matrix_head import scaled
from zxdesk.ui.widgets.matrix_lights import LightsView
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("light_mark", "灯", 84, kind="light", sort="due_on"),
    Column("number", "号", 58),
    Column("title", "案由", 150, stretch=True, tip="title"),
    Column("unit", "承办单位", 92, yields=1),
    Column("role_label", "角色", 54, kind="badge", yields=3),
    Column("reminded_on", "上次催办", 76, kind="date", yields=2),
)
NARROW, SHORT = 1200, 500


class LightsBoard(QWidget):
    """The grid and the list; the list follows the cursor.

    Signals: ``counted(int, int)`` with how many are overdue and how many units owe something soon, after every reading.
    """

    counted = Signal(int, int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("督办灯")
        self.model = LightsModel()
        self.grid = LightsView()
        self.grid.setModel(self.model)
        self.grid.setAccessibleName("各单位各日到期的承办件")
        self.list = RowsView(COLUMNS)
        self.list.setAccessibleName("这一格的承办件")
        self.list.set_empty("这一格没有承办件。")
        self.reminding = Reminding(workspace, self, self.refresh)
        self._heading = label("", "section")
        self._remind = ActionButton("催办…", icon="remind", clicked=self.remind)
        self._copy = ActionButton("复制", kind="flat", clicked=lambda: copy_lines(workspace, self.chosen()))
        self._build()
        self.grid.moved.connect(self._show_cell)
        self.grid.opened.connect(self._enter_list)
        self.list.opened.connect(self._open)
        self.list.selected.connect(lambda _ids: self._name_button())
        workspace.keys.describe("supervise.list", "到这一格的清单，再按看提案", "Return")
        workspace.keys.bind(self, "supervise.remind", "催办清单里的单位", "Ctrl+Return", self.remind)
        workspace.keys.bind(self, "supervise.lights-swap", "灯图和清单互换", "F6", self._swap)

    def refresh(self) -> None:
        """Read again; the cursor stays on its unit and span."""
        index = self.grid.currentIndex()
        held = self.model.held(index.row(), index.column()) if index.isValid() else (None, "over-30")
        days = self.workspace.yellow_days
        board = self.workspace.read(supervise_board, today=self.workspace.today, yellow_days=days, plenary_id=self.workspace.plenary_id)
        self.model.show(board, days)
        self.grid.widen(self.model.widths())
        self._stack.setCurrentIndex(0 if board.units else 1)
        self.grid.go(*(self.model.place(*held) if index.isValid() else self._first()))
        self._show_cell()
        self.counted.emit(sum(len(unit.late) for unit in board.units), sum(bool(unit.late or unit.soon) for unit in board.units))

    def go(self, by: int) -> None:
        """To the next or previous unit."""
        self.grid.go(self.grid.currentIndex().row() + by, max(self.grid.currentIndex().column(), 0))

    def current_proposal_id(self) -> int | None:
        """The proposal of the list's current line, for menus."""
        return next((one.proposal_id for one in self.current() if one.id == self.list.current_id()), None)

    def current(self) -> list[Undertaking]:
        """What the cell under the cursor counts."""
        return self.model.undertakings(self.grid.currentIndex().row(), self.grid.currentIndex().column())

    def chosen(self) -> list[Undertaking]:
        """The selected lines of the list, or all where fewer than two are."""
        keys = set(self.list.selected_ids())
        return [one for one in self.current() if one.id in keys] if len(keys) > 1 else self.current()

    def remind(self) -> None:
        """催办… of what is listed, or of the lines selected."""
        self.reminding.start(self.chosen())

    def _build(self) -> None:
        side = QWidget()
        side.setProperty("surface", True)
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(self._heading, 1)
        head.addWidget(self._copy)
        head.addWidget(self._remind)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._hints = QWidget()
        foot = QHBoxLayout(self._hints)
        foot.setContentsMargins(12, 6, 12, 6)
        foot.setSpacing(12)
        for key, words in (("↑↓←→", "选单位和日期"), ("Enter", "到清单"), ("F6", "互换"), ("Ctrl+Enter", "催办")):
            foot.addWidget(KeyHint(key, words))
        foot.addStretch(1)
        grid = QWidget()
        left = QVBoxLayout(grid)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.grid, 1)
        left.addWidget(self._hints)
        self._splitter = QSplitter()
        self._splitter.addWidget(grid)
        self._splitter.addWidget(side)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([scaled(800), scaled(410)])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        self._stack.addWidget(EmptyState("没有在办的承办件。交办以后按期限排在这里。"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.grid)

    def _first(self) -> tuple[int, int]:
        """The cell to begin with: all units, the most urgent span that holds something."""
        return 0, next((at for at in range(self.model.columnCount()) if self.model.undertakings(0, at)), 0)

    def _show_cell(self) -> None:
        index, found = self.grid.currentIndex(), self.current()
        if index.isValid():
            self._heading.setText(self.model.words_of(index.row(), index.column()))
        self.list.replace([_line(one) for one in found])
        if found and self.list.current_id() is None:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._name_button()

    def _name_button(self) -> None:
        count = len(self.chosen())
        self._remind.setText(f"催办 {count} 件…" if count else "催办…")
        self._remind.setAccessibleName(self._remind.text())
        self._remind.setEnabled(bool(count))
        self._copy.setEnabled(bool(count))

    def _enter_list(self) -> None:
        if self.current():
            self.list.setFocus()

    def _swap(self) -> None:
        (self.grid if self.list.hasFocus() else self.list).setFocus()

    def _open(self, _key: object) -> None:
        proposal_id = self.current_proposal_id()
        if proposal_id is not None:
            self.workspace.wanted.emit("proposals", proposal_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < scaled(NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            self._splitter.setSizes([self.height() * 3 // 5, self.height() * 2 // 5] if narrow else [scaled(800), scaled(410)])
        self._hints.setVisible(self.height() >= scaled(SHORT))


def _line(one: Undertaking) -> dict[str, Any]:
    return vars(one) | {"light_mark": (one.light.value, one.light_words) if one.due_on else None}
