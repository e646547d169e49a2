"""The model behind every list: rows as plain values with their ids, sorted, replaced, or fetched page by page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cmp_to_key, lru_cache
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QPersistentModelIndex, Qt, Signal

from zxdesk.ui.painters import LightMark, as_light

Index = QModelIndex | QPersistentModelIndex
VALUE_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
SECOND_ROLE = Qt.ItemDataRole.UserRole + 3
PAGE, PAGES_KEPT = 200, 30
_URGENCY = ("red", "yellow", "green", "grey", "blue")
_ALIGN = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}

Kind = Literal["text", "badge", "light", "date", "number", "check", "icon"]


@dataclass(frozen=True)
class Column:
    """One column: the attribute it shows, its title, width in pixels at 中, and how it is drawn and sorted.

    ``second`` names the attribute of the second line, ``second_head`` that of the word before it, ``sort`` another attribute
    to sort by, ``tip`` one for the tooltip, ``words`` the one with a light's words. Where room is short the column with the
    highest ``yields`` leaves first; 0 stays.
    """

    key: str
    title: str
    width: int = 100
    kind: Kind = "text"
    align: Literal["left", "right", "center"] | None = None
    stretch: bool = False
    second: str | None = None
    second_head: str | None = None
    words: str | None = None
    sort: str | None = None
    tip: str | None = None
    yields: int = 0

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Left for text, right for numbers, unless said otherwise. Source: look §5."""
        side = self.align or ("right" if self.kind == "number" else "left")
        return _ALIGN[side] | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Group:
    """A row that heads the rows after it, with a count or note at the right."""

    title: str
    note: str = ""


def cell(row: object, key: str) -> Any:
    """A row's value by name, from an attribute or a mapping; absent is None."""
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)


def shown(value: object, *, year: int | None = None) -> str:
    """A value as words: dates of this year as 5月8日, others 2025-11-08, names joined with 、, nothing as empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{shown(value.date(), year=year)} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.month}月{value.day}日" if value.year == (year or date.today().year) else value.isoformat()
    if isinstance(value, tuple | list):
        return "、".join(shown(one, year=year) for one in value)
    return str(getattr(value, "label", value))


@lru_cache(maxsize=1)
def _collator() -> QCollator:
    collator = QCollator(QLocale("zh_CN"))
    collator.setNumericMode(True)
    return collator


def sort_key(value: object, kind: Kind = "text") -> tuple[int, Any]:
    """A key to sort by: the unknown last, lights by urgency, text in Chinese order with 第2号 before 第10号."""
    if value is None or value == "":
        return (1, 0)
    if kind == "light" and not isinstance(value, date | int | float):
        mark = as_light(value)
        token = mark.token if mark else "blue"
        return (0, _URGENCY.index(token) if token in _URGENCY else len(_URGENCY))
    if isinstance(value, datetime):
        return (0, value.timestamp())
    if isinstance(value, date):
        return (0, value.toordinal())
    if isinstance(value, int | float):
        return (0, value)
    return (0, cmp_to_key(_collator().compare)(shown(value)))


class RowsModel(QAbstractTableModel):
    """Rows of one list, whole or fetched on demand.

    Signals: ``sort_wanted(str, bool)`` with column key and descending, where rows are fetched and the query must sort.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], rows: Iterable[object] = (), *, id_key: str = "id") -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.hits: tuple[str, ...] = ()
        self._id_key = id_key
        self._rows: list[object] = list(rows)
        self._ids: Sequence[object] | None = None
        self._fetch: Callable[[Sequence[Any]], Sequence[object]] | None = None
        self._pages: OrderedDict[int, Sequence[object]] = OrderedDict()
        self._sorting: tuple[int, Qt.SortOrder] | None = None

    @property
    def is_windowed(self) -> bool:
        """Whether rows are fetched page by page."""
        return self._fetch is not None

    def set_rows(self, rows: Iterable[object]) -> None:
        """Show these rows in the order last chosen; views keep selection when they call this through ``replace``."""
        self.beginResetModel()
        self._rows, self._ids, self._fetch = list(rows), None, None
        self._pages.clear()
        self._sort_rows()
        self.endResetModel()

    def set_window(self, ids: Sequence[Any], fetch: Callable[[Sequence[Any]], Sequence[object]]) -> None:
        """Show these ids in this order; ``fetch`` is given up to 200 ids and returns their rows in the same order."""
        self.beginResetModel()
        self._rows, self._ids, self._fetch = [], ids, fetch
        self._pages.clear()
        self.endResetModel()

    def set_hits(self, words: Iterable[str]) -> None:
        """Mark these words in every text cell."""
        self.hits = tuple(words)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def row_at(self, row: int) -> object:
        """The row at this place, fetched when needed."""
        if self._fetch is None or self._ids is None:
            return self._rows[row]
        page = row // PAGE
        if page not in self._pages:
            self._pages[page] = self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page][row - page * PAGE]

    def id_at(self, row: int) -> Any:
        """The id of the row at this place; None for a group."""
        return self._ids[row] if self._ids is not None else cell(self._rows[row], self._id_key)

    def places(self, ids: Iterable[object]) -> list[int]:
        """Where rows with these ids stand now."""
        wanted = set(ids)
        if not wanted:
            return []
        every = self._ids if self._ids is not None else [cell(row, self._id_key) for row in self._rows]
        return [place for place, one in enumerate(every) if one in wanted]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return len(self._ids) if self._ids is not None else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self.id_at(index.row())
        wanted = (Qt.ItemDataRole.DisplayRole, VALUE_ROLE, ROW_ROLE, SECOND_ROLE, Qt.ItemDataRole.AccessibleTextRole)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].alignment
        if role not in wanted:
            return None
        row, column = self.row_at(index.row()), self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, Group):
            return row.title if role == Qt.ItemDataRole.DisplayRole else None
        if role == SECOND_ROLE:
            second = cell(row, column.second) if column.second else None
            return (shown(cell(row, column.second_head)), shown(second)) if second and column.second_head else second
        value = cell(row, column.key)
        if column.kind == "light" and column.words:
            mark = as_light(value)
            value = LightMark(mark.colour, shown(cell(row, column.words))) if mark else None
        if role == VALUE_ROLE:
            return value
        words = self.words(value, column)
        return f"{column.title} {words}" if role == Qt.ItemDataRole.AccessibleTextRole else words

    def words(self, value: object, column: Column) -> str:
        """A cell's full text, as copied."""
        if column.kind == "light":
            mark = as_light(value)
            return (mark.words or mark.colour) if mark else ""
        return shown(value)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self.columns[section].alignment
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self.is_windowed and isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self._sorting = (column, order)
        if self.is_windowed:
            self.sort_wanted.emit(self.columns[column].sort or self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self._rows[index.row()]) for index in before]
        self._sort_rows()
        places = {id(row): place for place, row in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(places[id(row)], index.column()) for index, row in held])
        self.layoutChanged.emit()

    def _sort_rows(self) -> None:
        """Sort in place, the unknown last in both directions; lists with groups keep the order given."""
        if self._sorting is None or any(isinstance(row, Group) for row in self._rows):
            return
        column, order = self.columns[self._sorting[0]], self._sorting[1]
        keyed = [(sort_key(cell(row, column.sort or column.key), column.kind), row) for row in self._rows]
        known = [pair for pair in keyed if not pair[0][0]]
        known.sort(key=lambda pair: pair[0][1], reverse=order == Qt.SortOrder.DescendingOrder)
        self._rows = [row for _, row in known] + [row for key, row in keyed if key[0]]
