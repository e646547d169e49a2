"""What a query found: the list with its columns, the groups with their counts, or the cross table, each number leading to its proposals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.domain.rounding import percent
from zxdesk.queries.builder.fields import field_named
from zxdesk.queries.builder.pivot import ANY, Cross, Group, Grouping, Heading
from zxdesk.queries.builder.spec import Spec
from zxdesk.ui.pages.figure_table import FigureTable
from zxdesk.ui.row_window import Fetch
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import label

PIXELS = 7.5
"""Pixels of a column for each character of its sheet's width."""
NARROWEST, WIDEST, TITLE = 64, 260, 380
COUNTS = ("count", "undertakings", "days")


class QueryResults(QWidget):
    """The answer to the last query.

    Signals: ``opened(object)`` with a proposal's id; ``pressed(object, str, str)`` with the values of row and column behind a number, what is
    counted and what it is called; ``sort_wanted(str, bool)``; ``moved(object)`` with the columns' keys in their new order.
    """

    opened = Signal(object)
    pressed = Signal(object, str, str)
    sort_wanted = Signal(str, bool)
    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: QWidget = label("", "muted")
        self._columns: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.shown)

    def show_list(self, spec: Spec, ids: Sequence[int], fetch: Fetch) -> None:
        """The list; the view stays where only other proposals are in it."""
        view = self.shown
        if not isinstance(view, RowsView) or self._columns != spec.columns:
            self._columns = spec.columns
            view = RowsView([_column(key) for key in spec.columns])
            view.setAccessibleName("查询结果")
            view.set_empty("没有符合条件的提案。")
            view.opened.connect(self.opened)
            view.rows.sort_wanted.connect(self.sort_wanted)
            view.columns_changed.connect(self._on_columns)
            self._replace(view)
        view.replace_window(ids, fetch)

    def show_groups(self, found: Grouping, rows: Sequence[dict[str, Any]]) -> None:
        """Every group with its counts, as ``rows_of`` made them, the whole below."""
        columns = (
            Column("name", found.field.name, 180, stretch=True), Column("count", "件数", 90, "number"), Column("share", "占比", 90, "number"),
            Column("undertakings", "承办件次", 90, "number"), Column("days", "平均办理天数", 110, "number"),
        )  # fmt: skip
        table = FigureTable("分组", columns, COUNTS, empty="没有符合条件的提案。")
        table.set_rows(rows, _group_row(-1, found.total, found.decimals) if rows else None)
        names = {column.key: column.title for column in columns}

        def press(row: object, key: str) -> None:
            heading = found.total.heading if row is None else found.groups[int(str(row))].heading
            if key in COUNTS:
                self.pressed.emit((heading.value,), key, f"{heading.words}　{names[key]}")

        table.pressed.connect(press)
        self._replace(table)

    def show_cross(self, found: Cross, spec: Spec, rows: Sequence[dict[str, Any]]) -> None:
        """Two fields against each other, as ``rows_of`` made the rows, totals right and below."""
        assert spec.pivot is not None
        pivot, keys = spec.pivot, _column_keys(found)
        say = _days if pivot.measure == "days" else _number
        columns = (
            Column("name", field_named(pivot.rows).name, 150),
            *(Column(key, heading.words, _room(heading.words), "number") for key, heading in zip(keys, found.columns, strict=True)),
            Column("total", "全部" if pivot.measure == "days" else "合计", 76, "number"),
        )
        table = FigureTable("交叉表", columns, (*keys, "total"), empty="没有符合条件的提案。")
        totals = {key: say(found.column_totals[column.value]) for key, column in zip(keys, found.columns, strict=True)}
        table.set_rows(rows, totals | {"total": say(found.total)} if rows else None)

        def press(row: object, key: str) -> None:
            if key not in (*keys, "total"):
                return
            down = Heading(ANY, "合计") if row is None else found.rows[int(str(row))]
            across = Heading(ANY, "合计") if key == "total" else found.columns[keys.index(key)]
            self.pressed.emit((down.value, across.value), pivot.measure, f"{down.words}　{across.words}")

        table.pressed.connect(press)
        self._replace(table)

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing."""
        said = label(sentence, "muted", wrap=True)
        said.setContentsMargins(16, 16, 16, 16)
        self._replace(said)

    def _replace(self, widget: QWidget) -> None:
        if not isinstance(widget, RowsView):
            self._columns = ()
        had_focus = self.shown.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._column.removeWidget(self.shown)
        self.shown.hide()
        self.shown.deleteLater()
        self.shown = widget
        self._column.addWidget(widget)
        if had_focus:
            widget.setFocus()

    def _on_columns(self) -> None:
        view = self.shown
        if isinstance(view, RowsView):
            keys = tuple(view.rows.columns[at].key for at in view.layout_of_columns.order())
            if keys != self._columns and sorted(keys) == sorted(self._columns):
                self._columns = keys
                self.moved.emit(keys)


def rows_of(found: object, spec: Spec) -> list[dict[str, Any]]:
    """The lines of groups or of a cross table; they may be as many as there are proposals, so they are made beside the window."""
    if isinstance(found, Grouping):
        return [_group_row(at, group, found.decimals) for at, group in enumerate(found.groups)]
    if not isinstance(found, Cross) or spec.pivot is None:
        return []
    keys, say = _column_keys(found), _days if spec.pivot.measure == "days" else _number
    return [_cross_row(at, row, found, keys, say) for at, row in enumerate(found.rows)]


def _column_keys(found: Cross) -> list[str]:
    return [f"c{at}" for at in range(len(found.columns))]


def _column(key: str) -> Column:
    field = field_named(key)
    kind = {"number": "number", "date": "date"}.get(field.kind, "text") if not field.is_several else "text"
    width = TITLE if key == "title" else round(min(max(field.width * PIXELS, NARROWEST), WIDEST))
    return Column(key, field.name, width, kind, stretch=key == "title", tip=key if kind == "text" else None)  # type: ignore[arg-type]


def _room(words: str) -> int:
    return min(max(14 * len(words) + 20, 60), 150)


def _group_row(at: int, group: Group, decimals: int) -> dict[str, Any]:
    return {
        "id": at, "name": group.heading.words, "count": group.count, "share": percent(group.share, decimals) or "—",
        "undertakings": group.undertakings, "days": _days(group.days),
    }  # fmt: skip


def _cross_row(at: int, row: Heading, found: Cross, keys: Sequence[str], say: Callable[[Any], Any]) -> dict[str, Any]:
    cells = {key: say(found.cells.get((row.value, column.value))) for key, column in zip(keys, found.columns, strict=True)}
    return {"id": at, "name": row.words, "total": say(found.row_totals[row.value])} | cells


def _days(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _number(value: float | None) -> int:
    return int(value or 0)
