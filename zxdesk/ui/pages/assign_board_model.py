"""The cells of the assignment board as Qt asks for them: proposals down, units across, the clerk's choices in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from zxdesk.domain.assignment import Role
from zxdesk.queries.assign_board import BoardRow, BoardUnit, Wish
from zxdesk.text.unit_names import brief_names, two_lines
from zxdesk.ui.pages.assign_board_plan import AssignPlan
from zxdesk.ui.table import shown
from zxdesk.ui.widgets.drawn_head import HEAD_ROLE
from zxdesk.ui.widgets.matrix_head import STATE_ROLE
from zxdesk.ui.widgets.matrix_marks import CLASH, EMPTY, NO_LEAD, READY, CellMark

Index = QModelIndex | QPersistentModelIndex
MARK_ROLE = Qt.ItemDataRole.UserRole
FORMAT = "application/x-zxdesk-unit"
ROOT = QModelIndex()
STATES = {READY: "已配齐", NO_LEAD: "没有主办、独办或分办", CLASH: "单位的角色冲突", EMPTY: "还没有选单位"}


class AssignModel(QAbstractTableModel):
    """Reads and changes an ``AssignPlan``.

    Signals: ``chosen()`` after every change of a choice.
    """

    chosen = Signal()

    def __init__(self, plan: AssignPlan) -> None:
        super().__init__()
        self.plan = plan
        self.units: list[BoardUnit] = []
        self.briefs: list[str] = []
        self._returned: set[tuple[int, int]] = set()
        self._highest = 1
        self.renew()

    def renew(self) -> None:
        """The board was read again, or units were added: every row and column anew."""
        self.beginResetModel()
        board = self.plan.board
        self.units = self.plan.columns()
        every = list(board.units.values())
        brief = dict(zip((unit.id for unit in every), brief_names([unit.short for unit in every]), strict=True))
        self.briefs = [brief[unit.id] for unit in self.units]
        self._brief = brief
        self._returned = {(one.proposal_id, one.unit_id) for one in board.returned}
        self._highest = max((max(unit.lead, unit.co) for unit in self.units), default=0) or 1
        self.endResetModel()

    def row_at(self, row: int) -> BoardRow | None:
        """The proposal of a row."""
        return self.plan.board.rows[row] if 0 <= row < len(self.plan.board.rows) else None

    def unit_at(self, column: int) -> BoardUnit | None:
        """The unit of a column."""
        return self.units[column] if 0 <= column < len(self.units) else None

    def place(self, proposal_id: int | None, unit_id: int | None) -> tuple[int, int]:
        """Row and column of a cell; 0 where the proposal or the unit is not shown."""
        row = next((at for at, one in enumerate(self.plan.board.rows) if one.id == proposal_id), 0)
        return row, next((at for at, one in enumerate(self.units) if one.id == unit_id), 0)

    def choose(self, index: Index, role: Role | None) -> None:
        """Give the cell's unit a role, or none."""
        row, unit = self.row_at(index.row()), self.unit_at(index.column())
        if row is not None and unit is not None:
            self.plan.remember(row.id)
            self.plan.put(row.id, unit.id, role)
            self._tell(index.row())

    def cycle(self, index: Index) -> None:
        """The cell's next role."""
        row, unit = self.row_at(index.row()), self.unit_at(index.column())
        if row is not None and unit is not None:
            self.plan.remember(row.id)
            self.plan.cycle(row.id, unit.id)
            self._tell(index.row())

    def fill(self) -> int:
        """Take the wishes for every untouched proposal; how many that were."""
        filled = self.plan.fill()
        if filled:
            self._tell(0, self.rowCount() - 1)
        return filled

    def take_back(self, *, again: bool = False) -> int | None:
        """Take the last change of choices back, or do it again; the row to look at."""
        concerned = self.plan.take_back(again=again)
        if not concerned:
            return None
        self._tell(0, self.rowCount() - 1)
        return self.place(concerned[0], None)[0]

    def mark(self, row: BoardRow, unit: BoardUnit) -> CellMark:
        """What a cell shows."""
        role = self.plan.role(row.id, unit.id)
        wished = self.plan.wish(row, unit.id) is not None
        return CellMark(role.value if role else "", wished, (row.id, unit.id) in self._returned)

    def mark_at(self, row: int, column: int) -> CellMark | None:
        """What a cell shows, for whoever paints it."""
        return self.mark(self.plan.board.rows[row], self.units[column]) if row < len(self.plan.board.rows) and column < len(self.units) else None

    def state(self, row: BoardRow) -> str:
        """The sign at the end of a row."""
        if row.id not in self.plan.choices:
            return EMPTY
        if self.plan.fault(row.id):
            return CLASH
        return READY if self.plan.is_ready(row.id) else NO_LEAD

    def words_of(self, row: BoardRow, unit: BoardUnit) -> str:
        """A cell in words, for screen readers and tooltips: 0172 关于… × 住建局 主办."""
        mark = self.mark(row, unit)
        role = self.plan.role(row.id, unit.id)
        wish = self.plan.wish(row, unit.id)
        said = [role.label] if role else []
        if wish is not None:
            said.append(f"{'合' if role else ''}{'商定' if row.agreed.role_of(unit.id) else '意向'}{'' if role else wish.label}")
        if mark.is_returned:
            said.append("退办过")
        return f"{row.number} {row.title} × {unit.short} {'，'.join(said) or '未选'}"

    def wish_words(self, row: BoardRow, *, full: bool = False) -> str:
        """The second line of a row: what was agreed, or else wished; both, with unit's short names, in full."""
        named = [("商定", row.agreed), ("意向", row.wished)]
        lines = [f"{word}：{self._names(wish, full=full)}" for word, wish in named if wish.lead or wish.co or wish.unknown]
        return "\n".join(lines) if full else (lines[0] if lines else "没有意向")

    def _names(self, wish: Wish, *, full: bool) -> str:
        units = self.plan.board.units
        names = [units[key].short if full else self._brief[key] for key in (*wish.lead, *wish.co)]
        return "；".join((*names, *wish.unknown))

    def _tell(self, first: int, last: int | None = None) -> None:
        last = first if last is None else last
        self.dataChanged.emit(self.index(first, 0), self.index(last, max(self.columnCount() - 1, 0)))
        self.chosen.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.plan.board.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.units)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, unit = self.row_at(index.row()), self.unit_at(index.column())
        if row is None or unit is None:
            return None
        if role == MARK_ROLE:
            return self.mark(row, unit)
        if role == Qt.ItemDataRole.DisplayRole:
            chosen = self.plan.role(row.id, unit.id)
            return chosen.label if chosen else None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words_of(row, unit)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            unit = self.unit_at(section)
            return self._unit_data(unit, section, role) if unit else None
        row = self.row_at(section)
        return self._row_data(row, role) if row else None

    def _unit_data(self, unit: BoardUnit, section: int, role: int) -> Any:
        if role == HEAD_ROLE:
            return (*two_lines(self.briefs[section]), unit.lead, unit.co, self._highest)
        if role == Qt.ItemDataRole.DisplayRole:
            return unit.short
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{unit.name}，本年主办 {unit.lead}、会办 {unit.co}，已复 {unit.replied}，超期 {unit.late}"
        return None

    def _row_data(self, row: BoardRow, role: int) -> Any:
        if role == HEAD_ROLE:
            return row.number, row.title, self.wish_words(row)
        if role == STATE_ROLE:
            return self.state(row)
        if role == Qt.ItemDataRole.StatusTipRole:
            return self.plan.fault(row.id) or STATES[self.state(row)]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.number} {row.title}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            filed = f"立案 {shown(row.filed_on, year=self.plan.today.year)}" if row.filed_on else ""
            return "\n".join(filter(None, (f"{row.number} {row.title}", self.wish_words(row, full=True), filed, STATES[self.state(row)])))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        return usual | (Qt.ItemFlag.ItemIsDragEnabled if index.data(MARK_ROLE) else Qt.ItemFlag.NoItemFlags)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        index = indexes[0]
        row, unit = self.row_at(index.row()), self.unit_at(index.column())
        assert row is not None
        assert unit is not None
        role = self.plan.role(row.id, unit.id)
        wish = self.plan.wish(row, unit.id)
        return packed(unit.id, row=row.id if role else None, role=role or wish, follows_column=True)

    def dropMimeData(self, held: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        target = self.row_at(parent.row()) if parent.isValid() else None
        if target is None or not held.hasFormat(FORMAT):
            return False
        payload = json.loads(bytes(held.data(FORMAT).data()))
        unit = self.unit_at(parent.column()) if payload["follows_column"] else self.plan.board.units.get(payload["unit"])
        if unit is None:
            return False
        role = Role.from_text(payload["role"]) if payload["role"] else self.plan.natural_role(target.id)
        moves = payload["row"] is not None and action == Qt.DropAction.MoveAction
        self.plan.remember(*dict.fromkeys((target.id, *([payload["row"]] if moves else []))))
        if moves:
            self.plan.put(payload["row"], payload["unit"], None)
            self._tell(self.place(payload["row"], None)[0])
        self.plan.put(target.id, unit.id, role)
        self._tell(parent.row())
        return True


def packed(unit_id: int, *, row: int | None = None, role: Role | None = None, follows_column: bool = False) -> QMimeData:
    """What is pulled: a unit's head goes into the row it is dropped on, a mark or ring into the very cell."""
    made = QMimeData()
    made.setData(FORMAT, json.dumps({"unit": unit_id, "row": row, "role": role.value if role else "", "follows_column": follows_column}).encode())
    return made
