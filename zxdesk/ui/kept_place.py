"""What a clerk had selected, where the cursor stood and what was on the screen, kept while a list gets other rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

if TYPE_CHECKING:
    from zxdesk.ui.rows_view import RowsView

Flag = QItemSelectionModel.SelectionFlag
Range = tuple[int, int]
RANGES_KEPT = 2_000
"""Separate stretches of selected rows that are kept; Qt looks through all of them for every cell it draws."""


class KeptPlace:
    """Taken before the rows change, put back afterwards by ids: what is gone leaves, its neighbour becomes current."""

    def __init__(self, view: RowsView) -> None:
        self._view = view
        self._ids = view.rows.ids()
        self._ranges = selected_ranges(view)
        self._row = view.currentIndex().row()
        self._column = view.currentIndex().column()
        self._value = view.verticalScrollBar().value()
        self._top = view.rowAt(0)
        self._top_offset = view.rowViewportPosition(self._top) if self._top >= 0 else 0

    def put_back(self) -> None:
        """Select, stand and scroll as before; tell what became different."""
        view = self._view
        before, current = ids_in(self._ids, self._ranges), self._ids[self._row] if self._row >= 0 else None
        is_same = len(self._ids) == len(view.rows.ids()) and self._ids == view.rows.ids()
        ranges = self._ranges if is_same else merged(view.rows.places(before)) if before else []
        row = self._row if is_same else self._new_row(current)
        selection = view.selectionModel()
        selection.blockSignals(True)
        if row is not None and row >= 0:
            selection.setCurrentIndex(view.rows.index(row, max(self._column, 0)), Flag.NoUpdate)
        select_ranges(view, ranges if len(ranges) <= RANGES_KEPT else [])
        selection.blockSignals(False)
        self._scroll(is_same)
        view.viewport().update()
        view.horizontalHeader().viewport().update()
        if is_same:
            return
        if (after := view.selected_ids()) != before:
            view.selected.emit(after)
        if view.current_id() != current:
            view.current_changed.emit(view.current_id())

    def _new_row(self, current: Any) -> int | None:
        """Where the current record stands now, or else the nearest one after it that is still there, or before it."""
        if current is None:
            return None
        rows = self._view.rows
        if (at := rows.place(current)) is not None:
            return at
        left = set(rows.ids()) - {None}
        near = (self._ids[at] for at in (*range(self._row + 1, len(self._ids)), *range(self._row - 1, -1, -1)))
        return next((rows.place(one) for one in near if one in left), None)

    def _scroll(self, is_same: bool) -> None:
        """The same rows on the screen where rows came or went above them; the same place where the order is another."""
        view, bar = self._view, self._view.verticalScrollBar()
        bar.setValue(self._value)
        if is_same or self._top < 0 or self._value == 0:
            return
        shown = list(self._ids[self._top : self._top + 2])
        at = view.rows.place(shown[0]) if shown and shown[0] is not None else None
        if at is not None and list(view.rows.ids()[at : at + 2]) == shown:
            bar.setValue(bar.value() + view.rowViewportPosition(at) - self._top_offset)


def selected_ranges(view: RowsView) -> list[Range]:
    """The stretches of selected rows, from the top, first and last included."""
    found = sorted({(part.top(), part.bottom()) for part in view.selectionModel().selection()})  # type: ignore[attr-defined]
    joined: list[Range] = []
    for top, bottom in found:
        if joined and top <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(bottom, joined[-1][1]))
        else:
            joined.append((top, bottom))
    return joined


def ids_in(ids: Any, ranges: Iterable[Range]) -> list[Any]:
    """The ids of these rows, in the list's order; groups have none."""
    found = [one for top, bottom in ranges for one in ids[top : bottom + 1]]
    return [one for one in found if one is not None] if None in found else found


def merged(places: Iterable[int]) -> list[Range]:
    """Rising row numbers as stretches."""
    return list(_stretches(places))


def select_ranges(view: RowsView, ranges: Iterable[Range]) -> None:
    """Select these rows and no others."""
    last = view.rows.columnCount() - 1
    chosen = QItemSelection()
    for top, bottom in ranges:
        chosen.append(QItemSelectionRange(view.rows.index(top, 0), view.rows.index(bottom, last)))
    view.selectionModel().select(chosen, Flag.ClearAndSelect)


def _stretches(places: Iterable[int]) -> Iterator[Range]:
    first = last = None
    for at in places:
        if last is not None and first is not None and at != last + 1:
            yield first, last
            first = at
        elif first is None:
            first = at
        last = at
    if first is not None and last is not None:
        yield first, last
