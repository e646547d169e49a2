"""催办清单: the units that owe something overdue or due within a week, each reminded at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.domain.light import Light
from zxdesk.queries.supervise_board import SuperviseBoard, Undertaking, UnitLine, supervise_board
from zxdesk.ui.pages.supervise_board_acts import Reminding, copy_lines, export_lines
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("light_mark", "最急", 96, kind="light", sort="left"),
    Column("name", "承办单位", 180, stretch=True),
    Column("late", "超期", 64, kind="number"),
    Column("soon", "七天内到期", 92, kind="number"),
    Column("reminded_on", "上次催办", 96, kind="date"),
    Column("reminders", "催办次数", 84, kind="number", yields=1),
    Column("contact", "联络人", 90, yields=2),
    Column("phone", "电话", 130, yields=3),
)


class ReminderBoard(QWidget):
    """One line a unit.

    Signals: ``counted(int)`` with how many units there are, after every reading.
    """

    counted = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("催办清单")
        self.board = SuperviseBoard((), ())
        self.list = RowsView(COLUMNS)
        self.list.setAccessibleName("要催办的单位")
        self.list.set_empty("没有超期和七天内到期的承办件。")
        self.reminding = Reminding(workspace, self, self.refresh)
        self._sum = label("", "muted")
        self._copy = ActionButton("复制清单", clicked=lambda: copy_lines(workspace, self.owed()))
        self._export = ActionButton("导出…", icon="export", clicked=lambda: export_lines(workspace, self, self.owed()))
        self._remind = ActionButton("催办…", icon="remind", kind="primary", clicked=self.remind)
        self._remind.set_key_hint("Ctrl+Enter")
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._sum, 1)
        for button in (self._copy, self._export, self._remind):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(foot)
        self.list.opened.connect(lambda _id: self.remind())
        self.list.selected.connect(lambda _ids: self._name_button())
        workspace.keys.bind(self, "supervise.remind-units", "催办选中的单位", "Ctrl+Return", self.remind)
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Read again; selection and place stay."""
        days = self.workspace.yellow_days
        self.board = self.workspace.read(supervise_board, today=self.workspace.today, yellow_days=days, plenary_id=self.workspace.plenary_id)
        lines = self._lines()
        self.list.replace([self._row(line) for line in lines])
        late, soon = sum(len(line.late) for line in lines), sum(len(line.soon) for line in lines)
        self._sum.setText(f"{len(lines)} 个单位，超期 {late} 件，七天内到期 {soon} 件" if lines else "")
        self._name_button()
        self.counted.emit(len(lines))

    def go(self, by: int) -> None:
        """To the next or previous unit."""
        self.list.selectRow(min(max(self.list.currentIndex().row() + by, 0), max(self.list.rows.rowCount() - 1, 0)))

    def chosen(self) -> list[UnitLine]:
        """The units of the selected lines, or of all where none is."""
        keys = set(self.list.selected_ids())
        return [line for line in self._lines() if line.id in keys] if keys else self._lines()

    def owed(self) -> list[Undertaking]:
        """What the chosen units owe, overdue or due within a week."""
        return [one for line in self.chosen() for one in (*line.late, *line.soon)]

    def late(self) -> list[Undertaking]:
        """What the chosen units are reminded of: all that is overdue."""
        return [one for line in self.chosen() for one in line.late]

    def remind(self) -> None:
        """催办… of everything overdue at the chosen units."""
        late = self.late()
        if late or not self.chosen():
            self.reminding.start(late)
        else:
            self.workspace.said.emit("选中的单位没有超期的承办件。没到期的在督办灯里选格催办。", "warning")

    def _lines(self) -> list[UnitLine]:
        return [line for line in self.board.units if line.late or line.soon]

    def _row(self, line: UnitLine) -> dict[str, Any]:
        first = line.undertakings[0]
        light = first.light if first.left is not None else Light.GREY
        return {
            "id": line.id, "light_mark": (light.value, first.light_words), "left": first.left, "name": line.name, "late": len(line.late),
            "soon": len(line.soon), "reminded_on": line.reminded_on, "reminders": sum(one.reminders for one in line.undertakings),
            "contact": line.contact, "phone": line.phone,
        }  # fmt: skip

    def _name_button(self) -> None:
        count = len(self.late())
        self._remind.setText(f"催办 {count} 件…" if count else "催办…")
        self._remind.setAccessibleName(self._remind.text())
        self._remind.setEnabled(bool(self._lines()))
        for button in (self._copy, self._export):
            button.setEnabled(bool(self._lines()))
