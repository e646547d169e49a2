"""The model behind every list: rows as plain values with their ids, sorted, grouped, replaced, or fetched page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from zxdesk.ui.cells import Column as Column
from zxdesk.ui.cells import Group as Group
from zxdesk.ui.cells import cell as cell
from zxdesk.ui.cells import shown as shown
from zxdesk.ui.cells import sort_key, words_of
from zxdesk.ui.painters import LightMark, as_light
from zxdesk.ui.row_window import PAGE as PAGE
from zxdesk.ui.row_window import Fetch, RowWindow

Index = QModelIndex | QPersistentModelIndex
VALUE_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
SECOND_ROLE = Qt.ItemDataRole.UserRole + 3
_ROW_ROLES = frozenset((Qt.ItemDataRole.DisplayRole, VALUE_ROLE, ROW_ROLE, SECOND_ROLE, Qt.ItemDataRole.AccessibleTextRole))
_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class RowsModel(QAbstractTableModel):
    """Rows of one list, whole or fetched on demand.

    Signals: ``sort_wanted(str, bool)`` with column key and descending, where rows are fetched and the query must sort.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], rows: Iterable[object] = (), *, id_key: str = "id") -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.hits: tuple[str, ...] = ()
        self.window: RowWindow | None = None
        self._id_key = id_key
        self._given: list[object] = list(rows)
        self._rows: list[object] = self._given
        self._ids: list[object] | None = None
        self._sorting: tuple[int, Qt.SortOrder] | None = None
        self._grouping: tuple[str, str] | None = None
        self._groups: dict[str, Group] = {}

    @property
    def is_windowed(self) -> bool:
        """Whether rows are fetched page by page."""
        return self.window is not None

    @property
    def sorting(self) -> tuple[str, bool] | None:
        """The key of the column last sorted by and whether it is descending; None while the order is that given."""
        return None if self._sorting is None else (self.columns[self._sorting[0]].key, _is_down(self._sorting[1]))

    def set_rows(self, rows: Iterable[object]) -> None:
        """Show these rows in the order last chosen; views keep selection when they call this through ``replace``."""
        self.beginResetModel()
        self._given, self.window = list(rows), None
        self._arrange()
        self.endResetModel()

    def set_window(self, ids: Sequence[Any], fetch: Fetch) -> None:
        """Show these ids in this order; ``fetch`` is given up to a page of ids and returns their rows in the same order."""
        self.beginResetModel()
        self._given, self._rows, self._ids = [], [], None
        self.window = RowWindow(ids, fetch, self._id_key)
        self.endResetModel()

    def set_groups(self, key: str | None, unit: str = "件") -> None:
        """Head the rows of each value of ``key`` with a group row and its count; None takes the groups away.

        Groups stand in the order in which the rows were given, and sorting works within them; a windowed list has none.
        """
        self.beginResetModel()
        self._grouping = None if key is None else (key, unit)
        if self.window is None:
            self._arrange()
        self.endResetModel()

    def set_hits(self, words: Iterable[str]) -> None:
        """Mark these words in every text cell."""
        wanted = tuple(words)
        if wanted == self.hits:
            return
        self.hits = wanted
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def row_at(self, row: int) -> object:
        """The row at this place, fetched when needed; None when its record is gone."""
        return self._rows[row] if self.window is None else self.window.row(row)

    def rows_at(self, places: Sequence[int]) -> Iterator[object]:
        """The rows at these places, one after the other, without group rows."""
        if self.window is not None:
            return self.window.rows(places)
        rows = self._rows  # those of now: others may come while one goes through these
        return (rows[at] for at in places if not isinstance(rows[at], Group))

    def id_at(self, row: int) -> Any:
        """The id of the row at this place; None for a group."""
        return self.ids()[row]

    def ids(self) -> Sequence[Any]:
        """Every id in the list's order; None stands for a group."""
        if self.window is not None:
            return self.window.ids
        if self._ids is None:
            self._ids = [cell(row, self._id_key) for row in self._rows]
        return self._ids

    def place(self, wanted: object) -> int | None:
        """Where the row with this id stands; None when it is not in the list."""
        try:
            return self.ids().index(wanted)
        except (ValueError, TypeError):
            return None

    def places(self, ids: Iterable[object]) -> list[int]:
        """Where rows with these ids stand now."""
        wanted = set(ids)
        if len(wanted) < 2:
            found = [self.place(one) for one in wanted]
            return [at for at in found if at is not None]
        return [place for place, one in enumerate(self.ids()) if one in wanted]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return len(self._rows) if self.window is None else len(self.window)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self.id_at(index.row())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].alignment
        if role not in _ROW_ROLES:
            return None
        row, column = self.row_at(index.row()), self.columns[index.column()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, Group):
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title} {row.note}".rstrip()
            return row.title if role == Qt.ItemDataRole.DisplayRole else None
        if role == SECOND_ROLE:
            return second_of(row, column)
        value = value_of(row, column)
        if role == VALUE_ROLE:
            return value
        words = words_of(value, column)
        return f"{column.title} {words}" if role == Qt.ItemDataRole.AccessibleTextRole else words

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
        if self.window is None and isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return _SELECTABLE

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self.columns):
            return
        self._sorting = (column, order)
        if self.window is not None:
            self.sort_wanted.emit(self.columns[column].sort or self.columns[column].key, _is_down(order))
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(index, self._rows[index.row()]) for index in before]
        self._arrange()
        places = {id(row): place for place, row in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(places[id(row)], index.column()) for index, row in held])
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        """The rows given in the order chosen and under their groups; lists given with groups keep the order given."""
        self._ids = None
        if self._grouping is not None:
            self._rows = self._grouped(*self._grouping)
        elif self._sorting is None or any(isinstance(row, Group) for row in self._given):
            self._rows = self._given
        else:
            self._rows = self._sorted(self._given)

    def _grouped(self, key: str, unit: str) -> list[object]:
        groups: dict[str, list[object]] = {}
        for row in self._given:
            groups.setdefault(shown(cell(row, key)), []).append(row)
        arranged: list[object] = []
        for title, rows in groups.items():
            head = Group(title or "未填", f"{len(rows)} {unit}")
            if self._groups.get(title) != head:
                self._groups[title] = head
            arranged += [self._groups[title], *self._sorted(rows)]
        return arranged

    def _sorted(self, rows: list[object]) -> list[object]:
        """In order, the unknown last in both directions."""
        if self._sorting is None:
            return rows
        column, order = self.columns[self._sorting[0]], self._sorting[1]
        keyed = [(sort_key(cell(row, column.sort or column.key), column.kind), row) for row in rows]
        known = [pair for pair in keyed if not pair[0][0]]
        known.sort(key=lambda pair: pair[0][1], reverse=_is_down(order))
        return [row for _, row in known] + [row for key, row in keyed if key[0]]


def value_of(row: object, column: Column) -> Any:
    """A cell's value; a light is given its words."""
    value = cell(row, column.key)
    if column.kind == "light" and column.words:
        mark = as_light(value)
        return LightMark(mark.colour, shown(cell(row, column.words))) if mark else None
    return value


def second_of(row: object, column: Column) -> Any:
    """A cell's second line: a text, or a word before it and the text."""
    second = cell(row, column.second) if column.second else None
    return (shown(cell(row, column.second_head)), shown(second)) if second and column.second_head else second


def _is_down(order: Qt.SortOrder) -> bool:
    return order == Qt.SortOrder.DescendingOrder
