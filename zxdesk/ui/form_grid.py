"""Where the fields of a form stand: one or two columns, label left; long texts and lists across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from zxdesk.domain.field import Field
from zxdesk.ui import theme
from zxdesk.ui.form_fields import WIDE_KINDS, WIDE_NAMES

TOP = Qt.AlignmentFlag.AlignTop


class FormGrid(QGridLayout):
    """A grid of labels, cells and the sentences below them."""

    def __init__(
        self, parent: QWidget, fields: Sequence[Field], labels: Mapping[str, QLabel], cells: Mapping[str, QWidget], notes: Mapping[str, QWidget]
    ) -> None:
        super().__init__(parent)
        self._fields, self._labels, self._cells, self._notes = fields, labels, cells, notes
        self._columns = 0
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(8)
        self.setVerticalSpacing(8)

    def columns_for(self, width: int) -> int:
        """How many columns this width has room for."""
        return 2 if width >= self.two_columns() else 1

    def two_columns(self) -> int:
        """The width from which two columns have room."""
        label = max(self._widest(), theme.metrics().label)
        narrow = [self._cells[f.name] for f in self._fields if f.kind not in WIDE_KINDS and f.name not in WIDE_NAMES]
        cell = max((one.minimumSizeHint().width() for one in narrow), default=0)
        return 2 * (label + 16 + max(cell, 12 * theme.metrics().fonts["body"])) - 24

    def arrange(self, columns: int) -> bool:
        """Lay the fields out in so many columns; False when they stand so already."""
        if columns == self._columns:
            return False
        self._columns = columns
        while self.count():
            self.takeAt(0)
        for row in range(self.rowCount()):
            self.setRowStretch(row, 0)
        row = column = 0
        for field in self._fields:
            is_wide = columns == 1 or field.kind in WIDE_KINDS or field.name in WIDE_NAMES
            if is_wide and column:
                row, column = row + 3, 0
            row, column = self._place(field, row, column, is_wide)
        width = self._widest()
        for at in (0, 2):
            self.setColumnMinimumWidth(at, max(width, theme.metrics().label) if at < columns * 2 else 0)
            self.setColumnStretch(at + 1, 1 if at < columns * 2 else 0)
        return True

    def _widest(self) -> int:
        return max((label.sizeHint().width() for label in self._labels.values()), default=0)

    def _place(self, field: Field, row: int, column: int, is_wide: bool) -> tuple[int, int]:
        label, cell, note = self._labels[field.name], self._cells[field.name], self._notes[field.name]
        across = 2 * self._columns
        if field.kind == "long":
            self.addWidget(label, row, 0, 1, across, TOP)
            self.addWidget(cell, row + 1, 0, 1, across)
            self.setRowStretch(row + 1, 1)
            self.addWidget(note, row + 2, 0, 1, across)
            return row + 3, 0
        self.addWidget(label, row, column, TOP)
        self.addWidget(cell, row, column + 1, 1, across - 1 if is_wide else 1)
        self.addWidget(note, row + 1 + column // 2, 1, 1, across - 1)
        if is_wide or column + 2 >= across:
            return row + 3, 0
        return row, column + 2
