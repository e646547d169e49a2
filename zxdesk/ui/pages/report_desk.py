"""报表 of the statistics: the list of reports, the chosen one as it will be printed, and what writes them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.reports.catalog import contents, report_kind
from zxdesk.reports.kind import ReportKind
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.report_export import build_tables, export_each, export_set, export_table
from zxdesk.ui.pages.report_lines import PrintedLines
from zxdesk.ui.pages.report_view import ReportView
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.headed_list import HeadedLine, HeadedList
from zxdesk.ui.widgets.labels import ElidedLabel
from zxdesk.ui.workspace import Workspace

SOON = 300
"""Milliseconds of reading nobody is told of. Source: look §4."""
LIST_WIDTH = 196
"""Pixels of the list at 中."""
HINT = "点蓝色数字或按 Enter 打开清单，Ctrl+C 复制整张表"


class ReportDesk(QWidget):
    """Reads a report when it is chosen, and again after every change while it is seen.

    Signals: ``opened(str, str)`` with the figure behind a number and what its list is called.
    """

    opened = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._late = LateAnswer(self)
        self._known: dict[str, PrintedLines] = {}
        self._is_stale = True
        self.list = HeadedList(_report_lines(), name="报表", width=LIST_WIDTH)
        self.view = ReportView()
        self.view.opened.connect(self.opened)
        self.view.copied.connect(lambda lines: workspace.said.emit(f"已复制 {lines} 行", "done"))
        self.list.chosen.connect(self._on_chosen)
        self.list.entered.connect(self.view.setFocus)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(lambda: self.view.show_words("正在制表…"))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(_panel(self.list))
        self.splitter.addWidget(_panel(self.view, self._foot()))
        self.splitter.setStretchFactor(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 12)
        row.addWidget(self.splitter)

    @property
    def is_reading(self) -> bool:
        """Whether a report is still to come."""
        return self._late.is_waiting

    def refresh(self) -> None:
        """The register has changed: what was read is void; what is seen is read again."""
        self._known.clear()
        self._is_stale = True
        if self.isVisible():
            self._read()

    def show_report(self, key: str) -> None:
        """Choose a report by its key."""
        self.list.choose(key)

    def _on_chosen(self, key: str) -> None:
        kind = report_kind(key)
        if kind.key in self._known:
            self._late.forget()
            self._show(kind, self._known[kind.key])
        elif self.isVisible():
            self._read()

    def _kind(self) -> ReportKind | None:
        """The report chosen."""
        key = self.list.current()
        return report_kind(key) if key else None

    def _read(self) -> None:
        self._is_stale = False
        kind = self._kind()
        if kind is None or self.workspace.plenary_id is None:
            return
        build = build_tables(self.workspace, [kind])
        if self.view.table is None:
            self.view.show_words("正在制表…")
        else:
            self._soon.start()
        self._set_ready(False)

        def question() -> PrintedLines | RuleError:
            try:
                return PrintedLines(build(lambda _done, _every: None)[0])
            except RuleError as error:
                return error

        self._late.ask(question, partial(self._show, kind))

    def _show(self, kind: ReportKind, found: PrintedLines | RuleError) -> None:
        self._soon.stop()
        if isinstance(found, RuleError):
            self.view.show_words(found.message)
            return
        self._known[kind.key] = found
        self.view.show_lines(found)
        self._set_ready(True)

    def _set_ready(self, is_ready: bool) -> None:
        self.one.setEnabled(is_ready)

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(HINT, "muted", fills=True), 1)
        self.each = ActionButton("每表一个文件…", clicked=lambda: export_each(self.workspace, self.window()))
        self.whole = ActionButton("导出全套…", clicked=lambda: export_set(self.workspace, self.window()))
        self.one = ActionButton("导出本表…", kind="primary", clicked=self.export)
        self.whole.setToolTip("本届全部统计报表写成一个工作簿，第一页是目录")
        for button in (self.each, self.whole, self.one):
            row.addWidget(button)
        self._set_ready(False)
        return foot

    def export(self) -> None:
        """Write the report that is shown."""
        kind = self._kind()
        if kind is not None and self.view.table is not None:
            export_table(self.workspace, self.view.table, kind.name, self.window())

    def _fit(self) -> None:
        """The list as wide as its size says, the rest for the table."""
        wide = self.list.sizeHint().width()
        self.splitter.setSizes([wide, max(self.width() - wide - 40, 200)])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.list.current():
            self._fit()
            self.list.choose_first()
        elif self._is_stale:
            self._read()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "splitter"):
            self._fit()


def _report_lines() -> list[HeadedLine]:
    """Every heading with the reports below it."""
    lines: list[HeadedLine] = []
    for group, kinds in contents():
        lines += [HeadedLine("", group), *(HeadedLine(kind.key, kind.name, number=number) for number, kind in kinds)]
    return lines


def _panel(widget: QWidget, foot: QWidget | None = None) -> QFrame:
    panel = QFrame()
    panel.setProperty("panel", True)
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    column.addWidget(widget, 1)
    if foot is not None:
        column.addWidget(foot)
    return panel
