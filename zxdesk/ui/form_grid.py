"""Where the fields of a form stand: one or two columns, label left; long texts and lists across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from zxdesk.domain.field import Field
from zxdesk.ui import theme
from zxdesk.ui.form_fields import WIDE_KINDS, WIDE_NAMES

TOP = Qt.AlignmentFlag.AlignTop
BETWEEN = 8
"""Pixels from field to field. Source: look §2."""
LINES = 3
"""Rows of the grid that a row of fields takes: the fields, and the sentences below them."""


class Shape(Protocol):
    """Where fields stand that have the places of rows of words."""

    @property
    def label_width(self) -> int: ...
    def columns(self, width: int) -> int: ...
    def wide(self, width: int) -> frozenset[str]: ...


def places(fields: Iterable[tuple[str, bool]], columns: int) -> Iterator[tuple[str, int, int, int]]:
    """Name, row, column and columns across of each field, of which the wide ones have a row to themselves."""
    row = column = 0
    for name, is_wide in fields:
        if is_wide and column:
            row, column = row + LINES, 0
        yield name, row, column, 2 * columns - 1 if is_wide else 1
        row, column = (row + LINES, 0) if is_wide or column + 2 >= 2 * columns else (row, column + 2)


class FormGrid(QGridLayout):
    """A grid of labels, cells and the sentences below them."""

    def __init__(
        self, parent: QWidget, fields: Sequence[Field], labels: Mapping[str, QLabel], cells: Mapping[str, QWidget], notes: Mapping[str, QWidget]
    ) -> None:
        super().__init__(parent)
        self._fields, self._labels, self._cells, self._notes = fields, labels, cells, notes
        self._columns = 0
        self._shape: Shape | None = None
        self._wide = frozenset[str]()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(BETWEEN)
        self.setVerticalSpacing(BETWEEN)

    def columns_for(self, width: int) -> int:
        """How many columns this width has room for."""
        if self._shape is not None:
            return self._shape.columns(width)
        return 2 if width >= self.two_columns() else 1

    def follow(self, shape: Shape, width: int) -> None:
        """From now on the fields stand where this says."""
        self._shape = shape
        self.fit(width)

    def fit(self, width: int) -> None:
        """Stand in as many columns as this width has room for."""
        wide = self._shape.wide(width) if self._shape is not None else frozenset[str]()
        if wide != self._wide:
            self._wide, self._columns = wide, 0
        if not self.arrange(self.columns_for(width)):
            self._give_labels_room()  # in another size they need more or less

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
        named = {field.name: field for field in self._fields}
        for name, row, column, across in places([(field.name, self._is_wide(field, columns)) for field in self._fields], columns):
            self._place(named[name], row, column, across)
        self._give_labels_room()
        return True

    def _give_labels_room(self) -> None:
        width = self._shape.label_width if self._shape is not None else max(self._widest(), theme.metrics().label)
        for at in (0, 2):
            self.setColumnMinimumWidth(at, width if at < self._columns * 2 else 0)
            self.setColumnStretch(at + 1, 1 if at < self._columns * 2 else 0)

    def _widest(self) -> int:
        return max((label.sizeHint().width() for label in self._labels.values()), default=0)

    def _is_wide(self, field: Field, columns: int) -> bool:
        return columns == 1 or field.kind in WIDE_KINDS or field.name in WIDE_NAMES or field.name in self._wide

    def _place(self, field: Field, row: int, column: int, across: int) -> None:
        label, cell, note = self._labels[field.name], self._cells[field.name], self._notes[field.name]
        every = 2 * self._columns
        if field.kind == "long":
            self.addWidget(label, row, 0, 1, every, TOP)
            self.addWidget(cell, row + 1, 0, 1, every)
            self.setRowStretch(row + 1, 1)
            self.addWidget(note, row + 2, 0, 1, every)
            return
        self.addWidget(label, row, column, TOP)
        self.addWidget(cell, row, column + 1, 1, across)
        self.addWidget(note, row + 1 + column // 2, 1, 1, every - 1)
