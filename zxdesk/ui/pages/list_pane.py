"""A list with its search box, filters and row buttons above and a count below, as directories and settings use it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.text.normalise import fold
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column, shown
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.search_box import SearchBox

Row = dict[str, Any]
NOTHING_CHOSEN = "先在列表里选一行"


class ListPane(QWidget):
    """Rows that one searches by the words of ``keys`` and narrows by ``filters`` (column → name of the filter).

    Signals: ``opened(object)`` with the id on Enter or double click.
    """

    opened = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        hint: str = "",
        keys: Sequence[str] = (),
        filters: Mapping[str, str] | None = None,
        id_key: str = "id",
        unit: str = "条",
        empty: str = "没有可列出的内容。",
    ) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._keys, self._id_key, self._unit, self._empty = tuple(keys), id_key, unit, empty
        self.setProperty("surface", True)
        self.search = SearchBox(hint or "查找")
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(340)
        if not keys:
            self.search.hide()
        self.search.searched.connect(lambda _text: self._show())
        self.chips = {key: Chip(title) for key, title in (filters or {}).items()}
        self.bar = self._bar()
        self.view = RowsView(columns, id_key=id_key)
        self.view.setAccessibleName(name)
        self.view.opened.connect(self.opened)
        self.view.current_changed.connect(lambda _row: self._enable())
        self._row_buttons: list[ActionButton] = []
        self._count = label("", "second")
        self._count.setContentsMargins(16, 4, 16, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.bar)
        column.addWidget(self.view, 1)
        column.addWidget(self._count)
        self._show()

    def add_button(
        self, text: str, clicked: Callable[[], object], *, icon: str | None = None, for_row: bool = True, kind: str = "plain"
    ) -> ActionButton:
        """A button above the list; one for a row is off until a row is chosen."""
        button = ActionButton(text, icon=icon, kind=kind, clicked=clicked)
        self.bar.addWidget(button)
        if for_row:
            self._row_buttons.append(button)
            self._enable()
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Something else beside the filters, such as a year."""
        self.bar.insertWidget(1 + len(self.chips), widget)

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, as far as search and filters let them through."""
        self._rows = list(rows)
        self._show()

    def set_empty(self, text: str) -> None:
        """What the list says while it holds nothing."""
        self._empty = text
        self._show()

    def set_choices(self, key: str, values: Iterable[str]) -> None:
        """What a filter offers."""
        self.chips[key].set_choices([(value, value) for value in values])

    def row(self, row_id: object) -> Row | None:
        """A row by its id."""
        return next((row for row in self._rows if row[self._id_key] == row_id), None)

    def rows(self) -> list[Row]:
        """Every row, shown or not."""
        return self._rows

    def current(self) -> Row | None:
        """The chosen row."""
        row_id = self.view.current_id()
        return None if row_id is None else self.row(row_id)

    def clear_filters(self) -> None:
        """Show everything again."""
        self.search.clear()
        for chip in self.chips.values():
            chip.clear()

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        for chip in self.chips.values():
            chip.changed.connect(lambda _chosen: self._show())
            bar.addWidget(chip)
        bar.addStretch(1)
        return bar

    def _show(self) -> None:
        words = fold(self.search.text())
        chosen = {key: chip.chosen() for key, chip in self.chips.items()}
        found = [row for row in self._rows if self._has(row, words) and all(not v or row.get(k) in v for k, v in chosen.items())]
        is_narrowed = bool(words) or any(chosen.values())
        if is_narrowed and self._rows:
            self.view.set_empty("没有符合筛选的内容。", "清除筛选", self.clear_filters)
        else:
            self.view.set_empty(self._empty)
        self.view.replace(found)
        self.search.set_count(len(found) if words else None, self._unit)
        whole = f"{len(self._rows)} {self._unit}"
        self._count.setText(f"{len(found)} {self._unit}，共 {whole}" if len(found) != len(self._rows) else whole)
        self._enable()

    def _has(self, row: Row, words: str) -> bool:
        return not words or any(words in fold(shown(row.get(key))) for key in self._keys)

    def _enable(self) -> None:
        is_chosen = self.view.current_id() is not None
        for button in self._row_buttons:
            button.setEnabled(is_chosen)
            button.setToolTip("" if is_chosen else NOTHING_CHOSEN)
