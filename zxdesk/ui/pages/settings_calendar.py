"""设置 – 放假与调休: the days that are not what their weekday says, and what a new list does to the deadlines."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox

from zxdesk.domain.errors import RuleError
from zxdesk.queries.office import holiday_rows
from zxdesk.services import office
from zxdesk.services.change import Change
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.holiday_file import EXAMPLE, Days, read_holidays
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.record_dialog import with_choices
from zxdesk.ui.pages.section import Section, SentencesDialog
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("day", "日期", 110, kind="date"), Column("weekday", "星期", 70), Column("kind", "安排", 80),
    Column("name", "名称", 240, stretch=True), Column("origin", "来源", 130),
)  # fmt: skip
WEEKDAYS = "一二三四五六日"
FIRST_YEAR = 2004
PATTERNS = "放假安排 (*.csv *.xlsx *.xls *.ods)"


class CalendarSection(Section):
    """Working days follow this list; the office's own corrections go before the published ones."""

    name = "放假与调休"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add_note(f"期限按工作日计算的，以这张表为准。导入的文件{EXAMPLE}。")
        self.year = QComboBox()
        self.year.setAccessibleName("年份")
        for year in range(workspace.today.year + 1, FIRST_YEAR - 1, -1):
            self.year.addItem(f"{year}年", year)
        self.year.setCurrentIndex(1)
        self.year.currentIndexChanged.connect(lambda _at: self.refresh())
        self.pane = ListPane("放假与调休", COLUMNS, unit="天", empty="这一年还没有放假安排。导入国务院办公厅的通知，或逐天更正。")
        self.pane.add_widget(self.year)
        self.pane.add_button("更正一天…", lambda: self.day_form().exec(), icon="edit", for_row=False)
        self.pane.add_button("导入放假安排…", self._on_import, icon="import", for_row=False, kind="primary")
        self.pane.opened.connect(lambda _id: self.day_form().exec())
        self.body.addWidget(self.pane, 1)
        self.last_moved: list[str] = []

    def refresh(self) -> None:
        """Read the days of the year again."""
        rows = self.workspace.read(holiday_rows, year=self.year.currentData())
        self.pane.set_rows(row | {"weekday": f"周{WEEKDAYS[row['day'].weekday()]}"} for row in rows)

    def day_form(self) -> FormDialog:
        """The form of the office's own correction of one day, of the chosen one when there is one."""
        row = self.pane.current()
        fields = with_choices(self.workspace, step_named("set-holiday").fields)
        known = {"day": row["day"], "is_workday": row["kind"] == "上班", "name": row["name"]} if row else {}

        def save(values: dict[str, object]) -> None:
            given = {name: value for name, value in values.items() if value is not None}
            self._tell(self.workspace.run(office.set_holiday, **given))

        return FormDialog("更正一天", fields, {}, save, action_label="保存这一天", values=known, parent=self.window())

    def take(self, path: Path) -> None:
        """Read a file beside the window, then write its days."""

        def read(_report: Report) -> Days:
            return read_holidays(path, today=self.workspace.today)

        self.workspace.jobs.start("读放假安排", read, done=self._write, refused=self._refuse)

    def _write(self, days: Days) -> None:
        try:
            change = self.workspace.run(office.set_holidays, days=days, is_own=False)
        except RuleError as error:
            self._refuse(error)
            return
        at = self.year.findData(days[0][0].year)
        self.year.setCurrentIndex(at if at >= 0 else self.year.currentIndex())
        self.refresh()
        self._tell(change)

    def _tell(self, change: Change) -> None:
        """Which deadlines moved."""
        self.last_moved = list(change.warnings)
        if self.last_moved:
            SentencesDialog(f"{len(self.last_moved)} 个答复期限随之改动", self.last_moved, self.window()).exec()

    def _refuse(self, error: RuleError) -> None:
        prompts.tell(self.window(), error.message)

    def _on_import(self) -> None:
        if path := prompts.choose_file(self.window(), "导入放假安排", PATTERNS):
            self.take(path)
