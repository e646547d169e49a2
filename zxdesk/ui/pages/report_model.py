"""The lines of a printed report as a table of Qt."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from zxdesk.reports.table import Column, Table
from zxdesk.ui.pages.report_lines import Line, PrintedLines
from zxdesk.ui.table import Index


class ReportModel(QAbstractTableModel):
    """The lines of one report."""

    def __init__(self) -> None:
        super().__init__()
        self.printed = PrintedLines(Table("", "", (Column("none", ""),), ()))

    def show(self, printed: PrintedLines) -> None:
        """Hold another report."""
        self.beginResetModel()
        self.printed = printed
        self.endResetModel()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns."""
        return self.printed.table.columns

    def line(self, row: int) -> Line:
        """A line."""
        return self.printed.lines[row]

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        return self.printed.words(self.printed.lines[row], column)

    def figure(self, row: int, column: int) -> str:
        """The figure behind a cell; empty for none."""
        return self.printed.figure(self.printed.lines[row], column)

    def name(self, row: int, column: int) -> str:
        """What the list behind a cell is called."""
        return self.printed.name(self.printed.lines[row], column)

    def has_groups(self) -> bool:
        """Whether columns stand under common headings."""
        return any(column.group for column in self.columns)

    def group_of(self, column: int) -> tuple[int, int]:
        """The first and the last column under the same heading."""
        name, first, last = self.columns[column].group, column, column
        while name and first and self.columns[first - 1].group == name:
            first -= 1
        while name and last + 1 < len(self.columns) and self.columns[last + 1].group == name:
            last += 1
        return first, last

    def starts_group(self, column: int) -> bool:
        """Whether another heading begins at a column."""
        return self.columns[column].group != self.columns[column - 1].group

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.printed.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self.line(index.row())
            if line.kind in ("section", "note"):
                return line.text
            return f"{self.name(index.row(), index.column())} {self.words(index.row(), index.column())}".rstrip()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section < len(self.columns):
            return self.printed.head(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
