"""Copying rows to the clipboard as tab-separated text, a page at a time so that the window goes on working."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from zxdesk.ui.cells import Column, copied
from zxdesk.ui.row_window import PAGE

if TYPE_CHECKING:
    from zxdesk.ui.rows_view import RowsView


class RowCopy(QObject):
    """Copies rows of one list; a later copy takes the place of one that is not done."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view
        self._lines: list[str] = []
        self._coming: Iterator[str] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether rows are still being read."""
        return self._timer.isActive()

    def start(self, places: Sequence[int]) -> None:
        """Copy these rows; few at once, many while the window goes on. ``copied`` of the list tells the end."""
        self.stop()
        columns = [self._view.rows.columns[at] for at in self._view.layout_of_columns.order()]
        columns = [column for column in columns if column.kind != "check"]
        self._lines = ["\t".join(column.title for column in columns)]
        self._coming = _lines(self._view.rows.rows_at(places), columns)
        if len(places) <= PAGE:
            self._lines += self._coming
            self._finish()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Give up what is not done; the clipboard keeps what it had."""
        self._timer.stop()
        self._lines, self._coming = [], iter(())

    def _go_on(self) -> None:
        before = len(self._lines)
        for line in self._coming:
            self._lines.append(line)
            if len(self._lines) - before >= PAGE:
                return
        self._finish()

    def _finish(self) -> None:
        count, text = len(self._lines) - 1, "\n".join(self._lines)
        self.stop()
        held = QMimeData()
        held.setText(text)
        QGuiApplication.clipboard().setMimeData(held)
        self._view.copied.emit(count)


def _lines(rows: Iterable[object], columns: Sequence[Column]) -> Iterator[str]:
    return ("\t".join(copied(row, column) for column in columns) for row in rows)
