"""Panels side by side, in as many columns as the width allows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget


class Columns(QWidget):
    """Lays its panels in one row, and in several where they would be too narrow; the last one takes what is left of its row."""

    def __init__(self, panels: Sequence[QWidget], *, steps: Sequence[int], spacing: int = 8, stretches: Sequence[int] = ()) -> None:
        super().__init__()
        self._panels, self._steps, self._stretches = list(panels), sorted(steps, reverse=True), tuple(stretches)
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._lay(self._steps[0])

    def count(self) -> int:
        """How many stand in a row now."""
        return self._count

    def minimumSizeHint(self) -> QSize:
        return QSize(max(panel.minimumSizeHint().width() for panel in self._panels), self._grid.minimumSize().height())

    def sizeHint(self) -> QSize:
        return QSize(self._grid.sizeHint().width(), self._grid.sizeHint().height())

    def _fit(self) -> None:
        fitting = [step for step in self._steps if self._width_of(step) <= self.width()]
        self._lay(fitting[0] if fitting else self._steps[-1])

    def _width_of(self, count: int) -> int:
        """What so many in a row need; a last one that has its row for itself is no measure for the columns."""
        widths = [panel.minimumSizeHint().width() for panel in self._panels]
        is_alone = count > 1 and len(widths) % count == 1
        columns = [max(widths[: len(widths) - is_alone][at::count], default=0) for at in range(count)]
        return max(sum(columns) + self._grid.spacing() * (count - 1), widths[-1] if is_alone else 0)

    def _lay(self, count: int) -> None:
        if count == self._count:
            return
        for panel in self._panels:
            self._grid.removeWidget(panel)
        for at in range(self._count):
            self._grid.setColumnStretch(at, 0)
        self._count = count
        last = len(self._panels) - 1
        for at, panel in enumerate(self._panels):
            row, column = divmod(at, count)
            self._grid.addWidget(panel, row, column, 1, count - column if at == last else 1)
        for at in range(count):
            self._grid.setColumnStretch(at, self._stretches[at] if self._stretches and count == len(self._panels) else 1)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
