"""今日: the next deadline, six tiles of what waits with the list of the chosen one, how far the year is, the last acts."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.field import Field
from zxdesk.queries.agenda import Waiting, waiting_today
from zxdesk.queries.agenda_rows import AgendaRow
from zxdesk.queries.answerable import answerable
from zxdesk.queries.file import proposal_file
from zxdesk.queries.progress import next_shared_deadline, unit_progress
from zxdesk.queries.proposals import count_by_stage
from zxdesk.queries.recent import recent_acts
from zxdesk.queries.subjects import subjects
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui import theme
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.today_charts import TodayCharts
from zxdesk.ui.pages.today_list import TodayList
from zxdesk.ui.pages.today_recent import MOST, RecentActs
from zxdesk.ui.pages.today_rows import WEEKDAYS
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.widgets.finder import options_of
from zxdesk.ui.widgets.labels import ElidedLabel
from zxdesk.ui.widgets.tile import Tile
from zxdesk.ui.workspace import Workspace

TILES = ("due_this_week", "overdue", "handed_back", "to_review", "unsigned", "forms_out")
NARROW, LOW, CHARTS, WIDE_CHARTS, WIDE = 960, 560, 336, 400, 1600
PARTS = ("清单", "图表", "最近操作")


class TodayPage(Page):
    """What the clerk looks at first."""

    key, name = "today", "今日"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.subtitle.hide()
        self.day = ElidedLabel("", "muted", fills=True)
        self.head.insertWidget(3, self.day, 100)
        self.add_button("导入", icon="import", clicked=self.take_in)
        answer = self.add_button("登记答复", icon="edit", clicked=self.reply)
        workspace.keys.follow(answer, "today.reply", "Ctrl+R")
        entry = self.add_button("登记提案", icon="add", kind="primary", clicked=self.register)
        workspace.keys.follow(entry, "today.register", "Ctrl+N")
        self._waiting: dict[str, Waiting] = {}
        self._chosen = "due_this_week"
        self.tiles = {key: Tile("") for key in TILES}
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 8)
        row.setSpacing(8)
        for key, tile in self.tiles.items():
            tile.clicked.connect(self._choosing(key))
            row.addWidget(tile, 1)
        self.body.addLayout(row)
        self.list = TodayList(workspace)
        self.list.opened.connect(self._open)
        self.list.remind_wanted.connect(self._remind)
        self.charts = TodayCharts(workspace)
        self.recent = RecentActs(workspace)
        self.recent.opened.connect(self._open)
        self._arrange()

    def refresh(self) -> None:
        """Count again and show the chosen list."""
        workspace, on, plenary = self.workspace, self.workspace.today, self.workspace.plenary_id
        self._say_day()
        self._waiting = {item.key: item for item in workspace.read(waiting_today, today=on, plenary_id=plenary)}
        for key, tile in self.tiles.items():
            item = self._waiting[key]
            tile.rename(item.name)
            tile.set_figure(item.count, item.detail, is_late=item.late > 0)
        self._show_list()
        self.charts.show_counts(workspace.read(count_by_stage, plenary), workspace.read(unit_progress, today=on, plenary_id=plenary))
        self.recent.show_acts(workspace.read(recent_acts, MOST))

    def choose(self, key: str) -> None:
        """Show the list of one tile."""
        self._chosen = key
        self.parts.setCurrentIndex(0)
        self._show_list()

    def register(self) -> None:
        """Enter a new proposal, on the page of proposals where the next ones follow."""
        page = getattr(self.window(), "register", None)
        if callable(page):
            page()

    def take_in(self) -> None:
        """Turn to the import of ledgers and rolls."""
        page = getattr(self.window(), "open_page", None)
        if callable(page):
            page("imports")

    def reply(self) -> None:
        """Ask which proposal was answered, by number, title, unit, proposer or their initials, and open the form of its reply."""
        workspace, plenary = self.workspace, self.workspace.plenary_id
        options = options_of(workspace.read(answerable, plenary_id=plenary))
        if not options:
            workspace.said.emit("没有等着答复的提案。", "warning")
            return
        field = Field("proposal", "提案", "proposal", required=True, help="提案号、案由、单位、提案者，或它们的拼音首字母")
        row = self.list.current()
        here = f"#{row.proposal_id}" if row else ""
        values = {"proposal": here} if here in {option.key for option in options} else {}
        chosen: list[str] = []
        dialog = FormDialog(
            "登记哪一件的答复", (field,), {"proposal": lambda: options}, lambda given: chosen.append(str(given["proposal"])),
            action_label="填写答复", values=values, parent=self.window(),
        )  # fmt: skip
        if dialog.exec() and chosen:
            self._step(step_named("reply"), int(chosen[0].lstrip("#")))

    def current_proposal_id(self) -> int | None:
        """The proposal of the row with the cursor, for the menus of the window."""
        row = self.list.current()
        return row.proposal_id if row else None

    def do_step(self, step: Step) -> None:
        """Do a step of the menus to the row with the cursor."""
        row = self.list.current()
        if row is not None:
            self._step(step, row.proposal_id, row)

    def _step(self, step: Step, proposal_id: int, row: AgendaRow | None = None) -> None:
        file = self.workspace.read(proposal_file, proposal_id, today=self.workspace.today)
        preset: dict[str, object] = {}
        if step.scope == "assignment" and row is not None and row.unit:
            preset["unit"] = f"#{row.id}"
        open_step(self.workspace, step, proposal_id, file=file, preset=preset, parent=self.window())

    def _remind(self, rows: list[AgendaRow]) -> None:
        from zxdesk.ui.pages.batch_dialog import BatchDialog  # batches bring the papers with them, which the start does without
        from zxdesk.ui.pages.batch_verbs import targets

        step = step_named("remind")
        if len(rows) == 1:
            self._step(step, rows[0].proposal_id, rows[0])
            return
        found = self.workspace.read(subjects, tuple(dict.fromkeys(row.proposal_id for row in rows)))
        wanted = targets(step, found, frozenset(row.id for row in rows))
        BatchDialog(self.workspace, step, wanted, parent=self.window()).exec()

    def _say_day(self) -> None:
        on = self.workspace.today
        day = f"{on.year}年{on.month}月{on.day}日 周{WEEKDAYS[on.weekday()]}"
        shared = self.workspace.read(next_shared_deadline, today=on, plenary_id=self.workspace.plenary_id)
        if shared is None:
            self.day.set_text(day)
            return
        due = f"{shared.due_on.month}月{shared.due_on.day}日" if shared.due_on.year == on.year else shared.due_on.isoformat()
        left = f"还有 {shared.working_days} 个工作日" if shared.due_on > on else "就在今天"
        words = f"{day}　·　{shared.batch}答复期限 {due}，{left}"
        self.day.set_text(words, f"{words}，等着答复的承办件 {shared.count} 件")

    def _show_list(self) -> None:
        for key, tile in self.tiles.items():
            tile.setChecked(key == self._chosen)
        self.list.show_waiting(self._waiting[self._chosen])

    def _open(self, proposal_id: int) -> None:
        self.workspace.wanted.emit("proposals", proposal_id)

    def _choosing(self, key: str) -> Any:
        return lambda: self.choose(key)

    def _arrange(self) -> None:
        """Wide: the list with the charts beside it and the acts below; narrow: one of the three at a time, behind tabs."""
        self.parts = QTabBar()
        self.parts.setAccessibleName("今日的各部分")
        self.parts.setExpanding(False)
        for name in PARTS:
            self.parts.addTab(name)
        self._wide, self._narrow = QWidget(), QStackedWidget()
        left = QVBoxLayout()
        left.setSpacing(8)
        self._list_place, self._recent_place, self._charts_place = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        left.addLayout(self._list_place, 1)
        left.addLayout(self._recent_place)
        wide = QHBoxLayout(self._wide)
        wide.setContentsMargins(16, 4, 16, 12)
        wide.setSpacing(12)
        wide.addLayout(left, 1)
        wide.addLayout(self._charts_place)
        self._narrow.setContentsMargins(16, 0, 16, 8)
        self.parts.currentChanged.connect(self._narrow.setCurrentIndex)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(12, 0, 12, 0)
        tabs.addWidget(self.parts)
        tabs.addStretch(1)
        self.body.addLayout(tabs)
        self.body.addWidget(self._wide, 1)
        self.body.addWidget(self._narrow, 1)
        self._is_narrow: bool | None = None
        self._fit()

    def _fit(self) -> None:
        scale = theme.metrics().body / 13
        for tile in self.tiles.values():
            tile.set_compact(self.height() < LOW)
        self._set_narrow(self.width() < NARROW * scale or self.height() < LOW * 0.8)
        if not self._is_narrow:
            self.charts.setFixedWidth(round((WIDE_CHARTS if self.width() >= WIDE else CHARTS) * scale))
            self.recent.set_limit(2 + max(self.height() - 700, 0) // (2 * theme.metrics().row))

    def _set_narrow(self, narrow: bool) -> None:
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self.parts.setVisible(narrow)
        self._wide.setVisible(not narrow)
        self._narrow.setVisible(narrow)
        places = ((self.list, self._list_place), (self.charts, self._charts_place), (self.recent, self._recent_place))
        for widget, place in places:
            if narrow:
                self._narrow.addWidget(widget)
            else:
                place.addWidget(widget)
                widget.show()
        if narrow:
            self.charts.setMinimumWidth(0)
            self.charts.setMaximumWidth(16777215)
            self.recent.set_limit(MOST)
            self._narrow.setCurrentIndex(self.parts.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_is_narrow"):
            self._fit()
