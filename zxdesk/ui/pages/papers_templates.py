"""模板: which template each kind of paper uses, editing a copy, taking an edited one into use, the default back, the fields."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.documents.catalog import PAPER_KINDS, paper_kind
from zxdesk.documents.making import template_content
from zxdesk.documents.paper import PaperKind
from zxdesk.domain.errors import RuleError
from zxdesk.queries.templates import own_templates
from zxdesk.services.template import restore_template, take_template
from zxdesk.ui import prompts
from zxdesk.ui.pages.list_pane import ListPane, Row
from zxdesk.ui.pages.paper_making import write_whole
from zxdesk.ui.pages.papers_fields import FieldsDialog
from zxdesk.ui.pages.section import SentencesDialog
from zxdesk.ui.passing import Dialog
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("name", "文书", 150), Column("group", "类", 80), Column("used", "使用中", 84),
    Column("file_name", "文件", 200, stretch=True, tip="file_name"), Column("taken_on", "采用日期", 92, kind="date"),
)  # fmt: skip
OURS, OWN = "随程序", "本机关"
NOTE = "模板是 .docx 文件，{{字段}} 处填登记内容。另存一份，在 WPS 或 Word 里改好，再采用；升级程序不动本机关的模板。"
WORD_FILES = "Word 文件 (*.docx *.dotx)"


class TemplatesDialog(Dialog):
    """One row a kind of paper; nothing is taken in that has a fault."""

    def __init__(self, workspace: Workspace, kind: PaperKind | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setWindowTitle("文书模板")
        self.pane = ListPane(
            "文书模板", COLUMNS, hint="找文书", keys=("name", "group", "file_name"), filters={"used": "使用中"}, unit="种", id_key="key",
        )  # fmt: skip
        self.pane.set_choices("used", (OURS, OWN))
        self.pane.add_button("字段一览", self.show_fields, icon="columns")
        self.restore_button = self.pane.add_button("恢复默认", self.restore, icon="undo")
        self.pane.add_button("另存后编辑…", self.edit_copy, icon="edit")
        self.pane.add_button("采用改好的模板…", self.take, icon="import", kind="primary")
        self.pane.opened.connect(lambda _key: self.show_fields())
        self.pane.view.current_changed.connect(lambda _key: self._enable())
        note = label(NOTE, "second", wrap=True)
        note.setContentsMargins(16, 0, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane, 1)
        column.addWidget(note)
        self.resize(980, 560)
        self.refresh()
        if kind is not None:
            self.pane.view.select_id(kind.key)

    def refresh(self) -> None:
        """Read again which templates are the office's own."""
        own = self.workspace.read(own_templates)
        self.pane.set_rows(_row(kind, own.get(kind.key)) for kind in PAPER_KINDS)
        self._enable()

    def kind(self) -> PaperKind | None:
        """The kind of the chosen row."""
        row = self.pane.current()
        return None if row is None else paper_kind(row["key"])

    def edit_copy(self) -> None:
        """Write the template in use where the clerk wants it, and open it."""
        kind = self.kind()
        if kind is None or (path := prompts.save_file(self, "另存模板", f"{kind.name}模板.docx", WORD_FILES)) is None:
            return
        path = path if path.suffix else path.with_suffix(".docx")
        try:
            write_whole(path, self.workspace.read(template_content, kind, self.workspace.door.files))
        except RuleError as error:
            prompts.tell(self, error.message)
            return
        from zxdesk.ui.pages.paper_reprint import open_in_system

        opened = "已打开，" if open_in_system(path) else ""
        self.workspace.said.emit(f"{kind.name}模板已写到 {path.name}，{opened}改好以后再采用", "done")

    def take(self) -> None:
        """Take an edited template into use, or say every fault it has."""
        kind = self.kind()
        if kind is not None and (path := prompts.choose_file(self, f"改好的{kind.name}模板", WORD_FILES)) is not None:
            self.take_file(kind, path)

    def take_file(self, kind: PaperKind, path: Path) -> None:
        """Check a file and use it for this kind from now on; with a fault nothing is taken."""
        from zxdesk.documents.flow_faults import unsupported
        from zxdesk.documents.template import faults

        try:
            content = path.read_bytes()
        except OSError:
            prompts.tell(self, f"“{path.name}”读不出来。看它是否还在原处、是否正打开着。")
            return
        if found := faults(content, kind):
            SentencesDialog(f"没有采用，{len(found)} 处要改", found, self).exec()
            return
        beyond = unsupported(content)
        if beyond and not prompts.confirm(
            self, f"这份模板有程序排不出的内容：{'；'.join(beyond)}。采用以后预览和打印会缺这些，要用 WPS 或 Word 打开来印。", "仍然采用"
        ):
            return
        try:
            self.workspace.run(
                take_template, kind=kind.key, name=kind.name, file_name=path.name, content=content, taken_on=self.workspace.today
            )
        except RuleError as error:
            prompts.tell(self, error.message)
            return
        self.refresh()

    def restore(self) -> None:
        """Use the template that comes with the program again."""
        kind = self.kind()
        if kind is None:
            return
        try:
            self.workspace.run(restore_template, kind=kind.key, name=kind.name)
        except RuleError as error:
            prompts.tell(self, error.message)
            return
        self.refresh()

    def show_fields(self) -> None:
        """The fields that the templates of this kind may name."""
        if (kind := self.kind()) is not None:
            FieldsDialog(kind, self).exec()

    def _enable(self) -> None:
        row = self.pane.current()
        is_own = row is not None and row["used"] == OWN
        self.restore_button.setEnabled(is_own)
        self.restore_button.setToolTip("" if is_own else "用的就是随程序的模板")


def _row(kind: PaperKind, own: object) -> Row:
    return {
        "key": kind.key, "name": kind.name, "group": kind.group, "used": OURS if own is None else OWN,
        "file_name": getattr(own, "file_name", ""), "taken_on": getattr(own, "taken_on", None),
    }  # fmt: skip
