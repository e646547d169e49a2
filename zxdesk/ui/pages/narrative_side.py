"""Beside a narrative report: its figures with what the register says now, and the members behind one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.queries.narrative import Listed
from zxdesk.queries.narrative_figures import AS_OF, Figure
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label

COLUMNS = (
    Column("name", "数字", 120, stretch=True, tip="convention"), Column("reported", "报告值", 68, align="right"),
    Column("now", "现值", 68, align="right"), Column("mark", "变化", 58, kind="badge"),
)  # fmt: skip
MEMBERS = (Column("number", "编号", 80), Column("name", "委员", 120), Column("detail", "界别", 200, stretch=True))


class NarrativeSide(QFrame):
    """The figures of the text, or all the register offers; those that differ now are marked and stand first.

    Signals: ``opened(str)`` with the key of a figure whose list is wanted, ``chosen(str)`` with one to show in the text,
    ``inserted(str)`` with one to put into it.
    """

    opened = Signal(str)
    chosen = Signal(str)
    inserted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", True)
        self._quoted: Mapping[str, Mapping[str, Any]] = {}
        self._now: Mapping[str, Figure] = {}
        self.heading = label("报告中的数字", "section")
        self.every = QCheckBox("登记簿的全部数字")
        self.every.toggled.connect(lambda _on: self._show())
        self.view = RowsView(COLUMNS)
        self.view.setAccessibleName("报告中的数字")
        self.view.set_empty("报告中没有数字。")
        self.view.opened.connect(lambda key: self.opened.emit(str(key)))
        self.view.current_changed.connect(self._on_current)
        self.insert = ActionButton("插入报告", clicked=self._on_insert)
        self.insert.setToolTip("把选中的数字放到光标处")
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(self.heading)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self.every)
        foot.addStretch(1)
        foot.addWidget(self.insert)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_figures(self, quoted: Mapping[str, Mapping[str, Any]], now: Mapping[str, Figure], *, can_edit: bool) -> None:
        """Show what the report says and what the register says now."""
        self._quoted, self._now = quoted, now
        self.every.setVisible(can_edit)
        self.insert.setVisible(can_edit)
        if not can_edit:
            self.every.setChecked(False)
        self._show()

    def _show(self) -> None:
        rows = [self._row(key, one["name"], one["words"], one["convention"]) for key, one in self._quoted.items() if key != AS_OF]
        rows.sort(key=lambda row: not row["is_changed"])
        changed = sum(row["is_changed"] for row in rows)
        self.heading.setText(f"报告中的数字　{changed} 处有变化" if changed else f"报告中的数字　{len(rows)} 个")
        if self.every.isChecked():
            rows += [self._row(key, one.name, "", one.convention) for key, one in self._now.items() if key not in self._quoted and one.words]
        self.view.replace(rows)

    def _row(self, key: str, name: str, reported: str, convention: str) -> dict[str, Any]:
        now = self._now[key].words if key in self._now else "—"
        is_changed = bool(reported) and now != reported
        return {
            "id": key, "name": name, "reported": reported, "now": now, "convention": convention, "is_changed": is_changed,
            "mark": "变更" if is_changed else "",
        }  # fmt: skip

    def _on_current(self, key: object) -> None:
        if key is not None:
            self.chosen.emit(str(key))

    def _on_insert(self) -> None:
        if (key := self.view.current_id()) is not None:
            self.inserted.emit(str(key))


class MembersDialog(Dialog):
    """The members a figure counts; where ``on_open`` is given, Enter goes on to one of them."""

    def __init__(
        self, title: str, rows: Iterable[Listed], parent: QWidget | None = None, *, on_open: Callable[[int], object] | None = None
    ) -> None:
        super().__init__(parent)
        self._on_open = on_open
        found: Sequence[Listed] = list(rows)
        self.setWindowTitle(title)
        head = label(f"{title}　{len(found)} 人", "title")
        head.setContentsMargins(16, 12, 16, 8)
        self.view = RowsView(MEMBERS)
        self.view.setAccessibleName(title)
        self.view.replace(found)
        close: Callable[[], object] = self.accept
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        if on_open is None:
            column.addWidget(dialog_foot(self, "知道了", None, on_action=close))
        else:
            self.view.opened.connect(self._open)
            column.addWidget(dialog_foot(self, "打开委员", "关闭", on_action=lambda: self._open(self.view.current_id())))
        self.resize(560, 520)

    def _open(self, member_id: object) -> None:
        if isinstance(member_id, int) and self._on_open is not None:
            self.accept()
            self._on_open(member_id)
