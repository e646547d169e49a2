"""导入: choose a file, see what the register says to every row, then take in what it accepts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.services.change import Change
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.import_kinds import KINDS, PATTERNS, STATUSES, ImportKind, Preview, look_at, take_in
from zxdesk.ui.pages.page import Page
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.choice_field import SegmentField
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

EMPTY = "选取或拖入一份 Excel、WPS 表格或 CSV 文件。先看每一行的结论，再决定导入。"
FILTERS = ("", *STATUSES)


class ImportsPage(Page):
    """A trial run first, always: nothing is written before 导入 is pressed."""

    key, name = "imports", "导入"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.path: Path | None = None
        self.preview: Preview | None = None
        self._is_done = False
        self.kind_field = SegmentField([(kind.key, kind.name) for kind in KINDS], required=True)
        self.kind_field.setAccessibleName("导入什么")
        self.kind_field.set_value(KINDS[0].key)
        self.kind_field.changed.connect(self._on_kind)
        self.head.insertWidget(1, self.kind_field)
        self.add_button("选取文件…", icon="attach", clicked=self.choose_file)
        self.tabs = self._tab_bar()
        self._views = {kind.key: self._view(kind) for kind in KINDS}
        self._notes = label("", "second", wrap=True)
        self._notes.setContentsMargins(16, 0, 16, 8)
        self.body.addWidget(self._surface(), 1)
        self.setAcceptDrops(True)
        workspace.jobs.progressed.connect(self._on_progress)
        workspace.jobs.ended.connect(lambda _title: self._enable())
        workspace.changed.connect(self._on_turned)
        self._forget()

    @property
    def kind(self) -> ImportKind:
        """What is imported now."""
        return next(kind for kind in KINDS if kind.key == self.kind_field.value())

    @property
    def view(self) -> RowsView:
        """The list of this kind's rows."""
        return self._views[self.kind.key]

    def choose_file(self) -> None:
        """Ask for a file and look at it."""
        if path := prompts.choose_file(self.window(), f"导入{self.kind.name}", PATTERNS):
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Read a file and judge its rows in a job; nothing is written."""
        self._forget()
        self.path = path
        kind, door, plenary = self.kind, self.workspace.door, self.workspace.plenary_name or None

        def work(report: Report) -> Preview:
            return look_at(kind, path, door, plenary, report)

        self.subtitle.setText(f"{path.name}　正在核对…")
        self.workspace.jobs.start(f"核对 {path.name}", work, done=partial(self._looked, path), refused=self._refused, cancelled=self._stopped)
        self._enable()

    def take_in(self) -> None:
        """Import what the trial run accepted, in a job."""
        if self.preview is None or self._is_done:
            return
        kind, read, door, plenary = self.kind, self.preview.read, self.workspace.door, self.workspace.plenary_name or None

        def work(report: Report) -> tuple[Change, Preview]:
            return take_in(kind, read, door, plenary, report)

        self.workspace.jobs.start(f"导入{kind.name}", work, done=self._taken, refused=self._refused, cancelled=self._stopped)
        self._enable()

    def save_refused(self) -> None:
        """Leave the refused rows with their reasons in a sheet."""
        if self.preview is None or self.path is None:
            return
        suggested = f"{self.path.stem}-拒绝的行.xlsx"
        if path := prompts.save_file(self.window(), "拒绝的行另存为表", suggested, "Excel 工作簿 (*.xlsx)"):
            self.write_refused(path)

    def write_refused(self, path: Path) -> None:
        """Write that sheet."""
        from zxdesk.reports import table
        from zxdesk.reports.workbook import write_workbook

        assert self.preview is not None
        lines = [line for line in self.preview.lines if line["status"] == "refused"]
        columns = (
            table.Column("sheet", "工作表", width=14), table.Column("row", "行", "integer", 8),
            table.Column("number", self.kind.number_title, width=12),
            table.Column("title", self.kind.title_title, width=40), table.Column("column", "列", width=14), table.Column("reason", "原因", width=60),
        )  # fmt: skip
        rows = tuple(tuple(line[column.key] or None for column in columns) for line in lines)
        try:
            write_workbook(table.Table("没有导入的行", f"共 {len(rows)} 行", columns, rows), path)
        except RuleError as error:
            prompts.tell(self.window(), error.message)
            return
        self.workspace.said.emit(f"已另存 {len(rows)} 行：{path}", "done")

    def _tab_bar(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setAccessibleName("按结论筛选")
        tabs.setExpanding(False)
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for name in ("全部", *STATUSES.values()):
            tabs.addTab(name)
        tabs.currentChanged.connect(lambda _at: self._show_lines())
        return tabs

    def _surface(self) -> QWidget:
        surface = QWidget()
        surface.setProperty("surface", True)
        surface.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(surface)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 16, 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        column.addLayout(bar)
        column.addWidget(self._notes)
        for view in self._views.values():
            column.addWidget(view, 1)
        column.addWidget(self._foot())
        return surface

    def _view(self, kind: ImportKind) -> RowsView:
        columns = (
            Column("sheet", "工作表", 90, tip="sheet"), Column("row", "行", 52, kind="number"),
            Column("verdict", "结论", 68, kind="badge", align="center"),
            Column("number", kind.number_title, 90), Column("title", kind.title_title, 280, stretch=True, tip="title"),
            Column("column", "列", 110, tip="column"), Column("reason", "原因", 420, stretch=True, tip="reason"),
        )  # fmt: skip
        view = RowsView(columns)
        view.setAccessibleName(f"{kind.name}各行的结论")
        view.set_empty(EMPTY, "选取文件…", self.choose_file)
        return view

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self._said = label("", "muted")
        row.addWidget(self._said)
        row.addStretch(1)
        self.stop_button = ActionButton("停止", icon="clear", clicked=self.workspace.jobs.cancel)
        row.addWidget(self.stop_button)
        self.refused_button = ActionButton("拒绝的行另存为表…", icon="export", clicked=self.save_refused)
        self.import_button = ActionButton("导入", icon="import", kind="primary", clicked=self.take_in)
        self.workspace.keys.follow(self.import_button, "imports.take-in", "Ctrl+Return")
        row.addWidget(self.refused_button)
        row.addWidget(self.import_button)
        return foot

    def _forget(self) -> None:
        """Back to an empty page of this kind."""
        self.path, self.preview, self._is_done, self._op_id = None, None, False, ""
        self.subtitle.setText("")
        for key, view in self._views.items():
            if key != self.kind.key:
                view.hide()
        self.view.setHidden(False)
        self._show_lines()
        self._enable()

    def _looked(self, path: Path, preview: Preview) -> None:
        """The rows are judged; another kind or file may have been chosen meanwhile."""
        if path != self.path:
            return
        self.preview = preview
        self.subtitle.setText(f"{path.name}　{len(preview.lines)} 行")
        self._show_lines()
        self._enable()

    def _taken(self, answer: tuple[Change, Preview]) -> None:
        change, self.preview = answer
        counts = {status: self.preview.count(status) for status in STATUSES}
        self._is_done = True
        self._show_lines()
        self._enable()
        words = f"已导入 {self.preview.wanted} 行，相同 {counts['same']} 行，拒绝 {counts['refused']} 行"
        self.workspace.was_done(change, words, size=self.preview.wanted)
        self._op_id = change.op_id

    def _on_turned(self, change: Change) -> None:
        """The import was taken back, or that was: its rows can be taken in again, or are in."""
        if self._op_id and change.undoes == self._op_id:
            self._op_id, self._is_done = change.op_id, not self._is_done
            self._enable()

    def _refused(self, error: RuleError) -> None:
        self._forget()
        prompts.tell(self.window(), error.message)

    def _show_lines(self) -> None:
        lines = self.preview.lines if self.preview else ()
        wanted = FILTERS[self.tabs.currentIndex()]
        for at, (status, name) in enumerate(zip(FILTERS, ("全部", *STATUSES.values()), strict=True)):
            count = sum(1 for line in lines if status in ("", line["status"]))
            self.tabs.setTabText(at, f"{name} {count}" if self.preview else name)
        has_sheets = len({line["sheet"] for line in lines}) > 1
        self.view.show_column("sheet", has_sheets)
        if self.preview is None:
            self.view.set_empty(EMPTY, "选取文件…", self.choose_file)
        else:
            self.view.set_empty("没有这样的行。")
        self.view.replace(line for line in lines if wanted in ("", line["status"]))
        self._notes.setText("\n".join(notes_of(self.preview)) if self.preview else "")
        self._notes.setHidden(not self._notes.text())

    def _enable(self) -> None:
        preview, is_busy = self.preview, self.workspace.jobs.is_busy
        refused = preview.count("refused") if preview else 0
        wanted = preview.wanted if preview and not self._is_done else 0
        self.refused_button.setText(f"拒绝的 {refused} 行另存为表…" if refused else "拒绝的行另存为表…")
        self.refused_button.setEnabled(refused > 0 and not is_busy)
        self.refused_button.setToolTip("" if refused else "没有拒绝的行")
        self.import_button.setText(f"导入 {wanted} 行" if wanted else "导入")
        self.import_button.setAccessibleName(self.import_button.text())
        self.import_button.setEnabled(wanted > 0 and not is_busy)
        self.import_button.setToolTip("" if wanted else "没有要导入的行")
        self.stop_button.setHidden(not is_busy)
        self._said.setText("正在核对或导入…" if is_busy else "已导入" if self._is_done else "尚未写入" if preview else "")
        for button in (self.refused_button, self.import_button):
            button.updateGeometry()

    def _stopped(self) -> None:
        self._forget()
        self.workspace.said.emit("已停止，什么也没有写", "warning")

    def _on_progress(self, title: str, done: int, every: int) -> None:
        if title.startswith(("核对", "导入")):
            self._said.setText(f"{title}　{done} / {every} 行")

    def _on_kind(self) -> None:
        self._forget()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if urls := event.mimeData().urls():
            self.look_at(Path(urls[0].toLocalFile()))


def notes_of(preview: Preview) -> list[str]:
    """What else is to be known: columns left unused, people and units made along the way, remarks on the file."""
    read, outcome = preview.read, preview.outcome
    notes: list[str] = [*read.notes, *outcome.warnings]
    made: tuple[tuple[str, Any], ...] = (
        ("没有用到的列", read.unknown_columns), ("新登记的委员", outcome.created_members), ("新登记的单位", outcome.created_units),
        ("新登记的集体提案者", outcome.created_organisations),
    )  # fmt: skip
    for name, values in made:
        if values:
            more = f" 等 {len(values)} 个" if len(values) > 12 else ""
            notes.insert(0, f"{name}：{'、'.join(list(values)[:12])}{more}")
    return notes[:6]
