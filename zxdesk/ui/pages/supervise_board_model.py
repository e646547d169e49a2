"""The supervision board as Qt asks for it: all units, then each unit, across the days left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from zxdesk.queries.supervise_board import Bucket, SuperviseBoard, Undertaking, in_bucket
from zxdesk.ui.widgets.drawn_head import HEAD_ROLE
from zxdesk.ui.widgets.matrix_lights import COUNT_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
EVERY = "全部单位"
HEADS = {"over-30": ("30 天", "以上"), "over-8": ("8–30", "天"), "over-1": ("1–7", "天"), "later": ("以后", ""), "none": ("无", "期限")}
WEEKDAYS = "一二三四五六日"
WIDTHS = {"over-30": 44, "over-8": 44, "over-1": 44, "today": 38, "later": 42, "none": 42}
DAY_WIDTH = 31


class LightsModel(QAbstractTableModel):
    """Counts by unit and by bucket; row 0 is all units together."""

    def __init__(self) -> None:
        super().__init__()
        self.board = SuperviseBoard((), ())
        self.yellow_days = 15
        self._cells: list[list[list[Undertaking]]] = []

    def show(self, board: SuperviseBoard, yellow_days: int) -> None:
        """Show a board that was read."""
        self.beginResetModel()
        self.board, self.yellow_days = board, yellow_days
        rows = [board.undertakings, *(unit.undertakings for unit in board.units)] if board.units else []
        self._cells = [[in_bucket(row, bucket) for bucket in board.buckets] for row in rows]
        self.endResetModel()

    def undertakings(self, row: int, column: int) -> list[Undertaking]:
        """What a cell counts."""
        return self._cells[row][column] if 0 <= row < len(self._cells) and 0 <= column < len(self.board.buckets) else []

    def name(self, row: int) -> str:
        """The unit of a row."""
        return EVERY if row == 0 else self.board.units[row - 1].name

    def words_of(self, row: int, column: int) -> str:
        """A cell in words: 县住建局 超期 1 至 7 天 2 件."""
        return f"{self.name(row)} {self.board.buckets[column].words} {len(self._cells[row][column])} 件"

    def widths(self) -> dict[int, int]:
        """The columns' widths in pixels of 中."""
        return {at: WIDTHS.get(bucket.key, DAY_WIDTH) for at, bucket in enumerate(self.board.buckets)}

    def place(self, unit_id: int | None, key: str) -> tuple[int, int]:
        """Row and column of a unit and a bucket; the first where they are gone."""
        row = next((at for at, unit in enumerate(self.board.units, 1) if unit.id == unit_id), 0)
        return row, next((at for at, bucket in enumerate(self.board.buckets) if bucket.key == key), 0)

    def held(self, row: int, column: int) -> tuple[int | None, str]:
        """The unit (none for all) and the bucket of a cell."""
        unit = self.board.units[row - 1].id if 0 < row <= len(self.board.units) else None
        return unit, self.board.buckets[column].key if 0 <= column < len(self.board.buckets) else ""

    def tone(self, bucket: Bucket) -> str:
        """The light of a column: red, yellow, green or grey."""
        if bucket.first is None and bucket.last is None:
            return "grey"
        if bucket.last is not None and bucket.last < 0:
            return "red"
        return "yellow" if bucket.last is not None and bucket.last <= self.yellow_days else "green"

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.board.buckets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.undertakings(index.row(), index.column())
        if role == COUNT_ROLE:
            return len(found)
        if role == TONE_ROLE:
            return self.tone(self.board.buckets[index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return str(len(found)) if found else None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words_of(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return self._column_data(self.board.buckets[section], role) if 0 <= section < len(self.board.buckets) else None
        return self._row_data(section, role) if 0 <= section < len(self._cells) else None

    def _column_data(self, bucket: Bucket, role: int) -> Any:
        if role == HEAD_ROLE:
            day = bucket.day
            heads = HEADS.get(bucket.key, ("", ""))
            if day is not None and bucket.key != "today":
                heads = (f"{day.month}月", f"{day.day}日") if day.day == 1 else (WEEKDAYS[day.weekday()], str(day.day))
            elif day is not None:
                heads = ("今天", str(day.day))
            return (*heads, self.tone(bucket), day is not None and day.weekday() > 4)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return bucket.words
        return None

    def _row_data(self, section: int, role: int) -> Any:
        total = sum(len(cell) for cell in self._cells[section])
        if role == HEAD_ROLE:
            return self.name(section), total
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.name(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            unit = self.board.units[section - 1] if section else None
            line = " ".join(filter(None, (unit.contact, unit.phone))) if unit else ""
            return f"{self.name(section)}，在办 {total} 件" + (f"\n联络人 {line}" if line else "")
        return None
