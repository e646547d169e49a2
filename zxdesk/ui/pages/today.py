"""今日: six tiles of what waits, the list of the chosen one, progress by stage, the last acts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from zxdesk.domain.stage import Stage
from zxdesk.queries.agenda import Waiting, waiting_today
from zxdesk.queries.history import recent_events
from zxdesk.queries.proposals import ProposalFilter, count_by_stage, proposal_rows
from zxdesk.queries.worklists import assignment_rows, feedback_rows
from zxdesk.services.steps import step_named
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.work import COLUMNS, plain_row
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.bar_chart import BarChart, simple_bars
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.tile import Tile
from zxdesk.ui.workspace import Workspace

TILES = ("due_this_week", "overdue", "handed_back", "to_review", "unsigned", "forms_out")
OF_UNITS = frozenset({"due_this_week", "overdue", "handed_back", "extensions", "replies_to_review"})
WEEKDAYS = "一二三四五六日"
STAGES = (
    Stage.FILED,
    Stage.HANDLING,
    Stage.REPLIED,
    Stage.CONSULTING,
    Stage.REDOING,
    Stage.CLOSED,
    Stage.FOLLOWING,
    Stage.ARCHIVED,
)
EVENTS = (Column("moment", "时间", 110), Column("label", "操作", 200, stretch=True), Column("actor", "经办", 80))


class TodayPage(Page):
    """What the clerk looks at first."""

    key, name = "today", "今日"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add_button("登记提案", icon="add", kind="primary", clicked=self.register)
        self._waiting: dict[str, Waiting] = {}
        self._chosen = "due_this_week"
        self.tiles = {key: Tile("") for key in TILES}
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 12)
        row.setSpacing(8)
        for key, tile in self.tiles.items():
            tile.clicked.connect(self._choosing(key))
            row.addWidget(tile)
        self.body.addLayout(row)
        main = QHBoxLayout()
        main.setContentsMargins(16, 0, 16, 12)
        main.setSpacing(12)
        main.addLayout(self._left(), 1)
        main.addWidget(self._charts())
        self.body.addLayout(main, 1)

    def refresh(self) -> None:
        """Count again and show the chosen list."""
        workspace = self.workspace
        on = workspace.today
        self.subtitle.setText(f"{on.year}年{on.month}月{on.day}日 周{WEEKDAYS[on.weekday()]}")
        self._waiting = {item.key: item for item in workspace.read(waiting_today, today=on, plenary_id=workspace.plenary_id)}
        for key, tile in self.tiles.items():
            item = self._waiting[key]
            tile.rename(item.name)
            tile.set_figure(item.count, item.detail, is_late=bool(item.late) and item.count > 0)
        self._show_list()
        counts = workspace.read(count_by_stage, workspace.plenary_id)
        self._chart.set_bars(simple_bars([(stage.value, stage.label, counts[stage]) for stage in STAGES]))
        moments = [
            {"id": e.seq, "moment": e.moment.strftime("%m-%d %H:%M"), "label": e.label, "actor": e.actor}
            for e in workspace.read(recent_events, 6)
        ]
        self._events.replace(moments)

    def register(self) -> None:
        """Open the entry form of a new proposal."""
        open_step(self.workspace, step_named("register"), preset={"plenary": self.workspace.plenary_name}, parent=self.window())

    def choose(self, key: str) -> None:
        """Show the list of one tile."""
        self._chosen = key
        self._show_list()

    def _left(self) -> QVBoxLayout:
        panel = QFrame()
        panel.setProperty("panel", True)
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(1, 8, 1, 1)
        self._list_title = label("", "section")
        self._list_title.setContentsMargins(12, 0, 12, 0)
        inner.addWidget(self._list_title)
        self.lists = {
            "assignments": RowsView(COLUMNS["assignments"]),
            "proposals": RowsView(COLUMNS["proposals"]),
            "forms": RowsView(COLUMNS["forms"]),
        }
        for name, view in self.lists.items():
            view.setAccessibleName(f"今日清单 {name}")
            view.set_empty("这里没有要办的。")
            view.opened.connect(self._on_opened)
            inner.addWidget(view, 1)
        acts = QFrame()
        acts.setProperty("panel", True)
        below = QVBoxLayout(acts)
        below.setContentsMargins(1, 8, 1, 1)
        heading = label("最近操作", "section")
        heading.setContentsMargins(12, 0, 12, 0)
        below.addWidget(heading)
        self._events = RowsView(EVENTS)
        self._events.setAccessibleName("最近操作")
        self._events.setFixedHeight(150)
        below.addWidget(self._events)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(panel, 1)
        column.addWidget(acts)
        return column

    def _charts(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        panel.setFixedWidth(336)
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(label("按阶段", "section"))
        self._chart = BarChart()
        self._chart.setAccessibleName("各阶段件数")
        self._chart.clicked.connect(self._on_bar)
        column.addWidget(self._chart)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return panel

    def _show_list(self) -> None:
        item = self._waiting[self._chosen]
        for key, tile in self.tiles.items():
            tile.setChecked(key == self._chosen)
        self._list_title.setText(f"{item.name}　{item.count} 件")
        kind = "assignments" if self._chosen in OF_UNITS else "forms" if self._chosen == "forms_out" else "proposals"
        for name, view in self.lists.items():
            view.setVisible(name == kind)
        self.lists[kind].replace(self._rows(kind, item))

    def _rows(self, kind: str, item: Waiting) -> list[dict[str, Any]]:
        workspace, days = self.workspace, self.workspace.yellow_days
        if kind == "assignments":
            return [
                plain_row(row)
                for row in workspace.read(assignment_rows, today=workspace.today, yellow_days=days, ids=item.item_ids)
            ]
        if kind == "forms":
            found = workspace.read(
                feedback_rows, today=workspace.today, yellow_days=days, proposal_ids=item.proposal_ids, only_out=True
            )
            return [plain_row(row) for row in found]
        return [
            plain_row(row, row.id)
            for row in workspace.read(proposal_rows, item.proposal_ids, today=workspace.today, yellow_days=days)
        ]

    def _on_opened(self, row_id: object) -> None:
        for view in self.lists.values():
            if view.isVisible():
                for at in view.rows.places([row_id]):
                    row = view.rows.row_at(at)
                    assert isinstance(row, dict)
                    self.workspace.wanted.emit("proposals", row["proposal_id"])

    def _on_bar(self, stage: str) -> None:
        chosen = Stage.from_text(stage)
        self.workspace.listed.emit(ProposalFilter(stages=frozenset({chosen})), chosen.label)

    def _choosing(self, key: str) -> Any:
        return lambda: self.choose(key)
