"""What a query shows: a list of chosen columns, groups with their counts, or two fields against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.fields import FIELDS
from zxdesk.queries.builder.spec import DEFAULT_COLUMNS, MEASURES, SHOWS
from zxdesk.ui import theme
from zxdesk.ui.pages.query_conditions import field_options
from zxdesk.ui.widgets.choice_field import SegmentField
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.picker import Picker
from zxdesk.ui.widgets.sounded import Sounded

GROUPING = tuple(field for field in FIELDS if field.can_group)
SORTING = tuple(field for field in FIELDS if field.can_sort)
KINDS = tuple(SHOWS)


class QueryShape(QWidget):
    """清单 分组 交叉 and the fields of each.

    Signals: ``changed()`` when the clerk chose otherwise.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = SegmentField(list(SHOWS.items()), required=True)
        self.kind.name_for_readers("显示", "清单、分组或交叉表")
        self.columns = _picker("列", many=True)
        self.sort = _picker("排序", SORTING)
        self.down = QComboBox()
        self.down.setAccessibleName("排序方向")
        self.down.addItem("升序", "")
        self.down.addItem("降序", "-")
        self.section = _picker("分节", GROUPING)
        self.section.setToolTip("导出时按这个字段分节")
        self.group = _picker("分组", GROUPING)
        self.rows, self.across = _picker("行", GROUPING), _picker("列字段", GROUPING)
        self.measure = QComboBox()
        self.measure.setAccessibleName("计数")
        for key, word in MEASURES.items():
            self.measure.addItem(word, key)
        self._stack = QStackedWidget()
        self._stack.addWidget(_form((("列", self.columns), ("排序", self.sort), ("", self.down), ("导出分节", self.section))))
        self._stack.addWidget(_form((("分组", self.group),)))
        self._stack.addWidget(_form((("行", self.rows), ("列", self.across), ("计", self.measure))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addWidget(self._stack)
        self._connect()

    def plain(self) -> dict[str, Any]:
        """What is chosen as plain values; what is not chosen yet is left out."""
        show = str(self.kind.value())
        found: dict[str, Any] = {"show": show, "columns": _keys(self.columns) or list(DEFAULT_COLUMNS)}
        if sort := _key(self.sort):
            found["sort"] = f"{self.down.currentData()}{sort}"
        if group := _key(self.group if show == "groups" else self.section):
            found["group"] = group
        rows, across = _key(self.rows), _key(self.across)
        if rows and across:
            found["pivot"] = {"rows": rows, "columns": across, "measure": self.measure.currentData()}
        return found

    def missing(self) -> str:
        """What must be chosen before there is anything to show; empty when nothing."""
        show = self.kind.value()
        if show == "groups" and not _key(self.group):
            return "选一个字段来分组，例如类别。"
        if show == "pivot" and not (_key(self.rows) and _key(self.across)):
            return "选行和列两个字段，例如类别和办理类别。"
        return ""

    def hold(self, plain: Mapping[str, Any]) -> None:
        """Show what a query shows."""
        blockers = [QSignalBlocker(one) for one in self._every()]
        pivot, sort, show = plain.get("pivot") or {}, str(plain.get("sort") or ""), plain.get("show", "list")
        self.kind.set_value(show)
        self.columns.set_value(tuple(plain.get("columns") or DEFAULT_COLUMNS))
        self.sort.set_value(sort.removeprefix("-") or None)
        self.down.setCurrentIndex(1 if sort.startswith("-") else 0)
        self.group.set_value(plain.get("group") if show == "groups" else None)
        self.section.set_value(plain.get("group") if show == "list" else None)
        self.rows.set_value(pivot.get("rows"))
        self.across.set_value(pivot.get("columns"))
        self.measure.setCurrentIndex(max(self.measure.findData(pivot.get("measure", "count")), 0))
        for blocker in blockers:
            blocker.unblock()
        self._turn()

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in its order."""
        pickers = (self.columns, self.sort, self.section, self.group, self.rows, self.across)
        lines: dict[QWidget, QWidget] = {picker: picker.line for picker in pickers}
        return [*self.kind.findChildren(QToolButton), *(lines.get(one, one) for one in self._every()[1:])]

    def set_columns(self, keys: Sequence[str]) -> None:
        """The columns in another order, as they were moved in the list; nothing is told."""
        with QSignalBlocker(self.columns):
            self.columns.set_value(tuple(keys))

    def set_sort(self, key: str, *, descending: bool) -> None:
        """Sort as the head of a column was clicked."""
        with QSignalBlocker(self.sort), QSignalBlocker(self.down):
            self.sort.set_value(key)
            self.down.setCurrentIndex(int(descending))
        self.changed.emit()

    def _every(self) -> tuple[QWidget, ...]:
        return (self.kind, self.columns, self.sort, self.down, self.section, self.group, self.rows, self.across, self.measure)

    def _connect(self) -> None:
        self.kind.changed.connect(self._turn)
        for one in (self.kind, self.columns, self.sort, self.section, self.group, self.rows, self.across):
            one.changed.connect(self.changed)
        for combo in (self.down, self.measure):
            combo.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def _turn(self) -> None:
        self._stack.setCurrentIndex(KINDS.index(str(self.kind.value() or "list")))


def _picker(name: str, fields: Sequence[Any] = FIELDS, *, many: bool = False) -> Picker:
    picker = Picker(Sounded(lambda: field_options(fields)), many=many)
    picker.name_for_readers(name, "输入字段的名称或拼音首字母")
    picker.line.setPlaceholderText("加一列" if many else "字段")
    return picker


def _form(rows: Sequence[tuple[str, QWidget]]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (name, field) in enumerate(rows):
        said = label(name, "muted")
        said.setMinimumHeight(theme.metrics().control)
        grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, at, 1)
    grid.setRowStretch(len(rows), 1)
    return made


def _keys(picker: Picker) -> list[str]:
    try:
        found = picker.value()
    except RuleError:
        return []
    return [str(one) for one in found] if isinstance(found, tuple) else []


def _key(picker: Picker) -> str:
    try:
        found = picker.value()
    except RuleError:
        return ""
    return found if isinstance(found, str) else ""
