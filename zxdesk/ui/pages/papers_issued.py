"""发文登记: what went out, printed again as it was, opened, and compared with what the register holds now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.issued import issued_rows
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.paper_reprint import changes_since, open_kept, reprint
from zxdesk.ui.pages.section import SentencesDialog
from zxdesk.ui.paper_view.printing import PrintOrder
from zxdesk.ui.passing import Dialog
from zxdesk.ui.progress import wait
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("check", "", 34, kind="check"), Column("issued_on", "日期", 82, kind="date"), Column("kind", "文书", 110),
    Column("number", "文号", 120, tip="number"), Column("proposal", "提案", 60), Column("about", "对象", 110, tip="about"),
    Column("file_name", "文件", 180, stretch=True, tip="file_name"),
    Column("printed", "印数", 52, kind="number"), Column("mark", "校验", 76),
)  # fmt: skip


class IssuedDialog(Dialog):
    """The list of a plenary; a reprint is the very file that went out."""

    def __init__(self, workspace: Workspace, order: PrintOrder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self._order = workspace, order
        self.setWindowTitle("发文登记")
        self.pane = ListPane(
            "已印发的文书", COLUMNS, hint="找提案号、文书、文号、对象", keys=("proposal", "kind", "number", "about", "file_name"),
            filters={"kind": "文书"}, unit="份", empty="还没有印发文书。",
        )  # fmt: skip
        self.pane.add_button("看改动", self.compare, icon="history")
        self.pane.add_button("打开", self.open_copy, icon="export")
        self.pane.add_button("重印", self.print_again, icon="paper", kind="primary")
        self.pane.opened.connect(lambda _id: self.open_copy())
        where = f"“{order.printer}”" if order.printer else "默认打印机"
        note = label(f"重印用底稿，与当时印发的一字不差，印在{where}，{order.copies} 份；要另设，在页面右侧“打印”里改。", "second", wrap=True)
        note.setContentsMargins(16, 0, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane, 1)
        column.addWidget(note)
        self.resize(1040, 560)
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        rows = [asdict(row) for row in self.workspace.read(issued_rows, self.workspace.plenary_id)]
        self.pane.set_choices("kind", dict.fromkeys(str(row["kind"]) for row in rows))
        self.pane.set_rows(rows)

    def print_again(self) -> None:
        """Print the chosen papers from the files that were kept, and log it."""
        workspace, order, ids = self.workspace, self._order, self._ids()
        title = "重印文书"
        printed = self._beside(title, lambda report: reprint(workspace.door, ids, replace(order, title=title), report))
        if printed is not None:
            workspace.said.emit(f"已重印 {printed} 份", "done")
            self.refresh()

    def open_copy(self) -> None:
        """Open a copy of the file that went out."""
        if ids := self._ids()[:1]:
            try:
                open_kept(self.workspace.door, ids[0])
            except RuleError as error:
                prompts.tell(self, error.message)

    def compare(self) -> None:
        """Show what changed in the register since the paper went out."""
        ids = self._ids()[:1]
        found = self._beside("比较", lambda _report: changes_since(self.workspace.door, ids[0])) if ids else None
        if found is not None:
            SentencesDialog("印发以后的改动", list(found) or ["登记内容没有变，重新制作也是同样的文书。"], self).exec()

    def _ids(self) -> list[int]:
        """The ticked papers, or the current one, in the order in which they went out."""
        current = self.pane.view.current_id()
        return sorted(self.pane.view.selected_ids()) or ([] if current is None else [int(str(current))])

    def _beside(self, title: str, work: Callable[[Report], Any]) -> Any:
        if not self._ids():
            return None
        try:
            return wait(self.workspace.jobs, title, work, parent=self, unit="份")
        except RuleError as error:
            prompts.tell(self, error.message)
            return None
