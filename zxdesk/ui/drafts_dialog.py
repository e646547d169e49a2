"""The forms that were left unfinished, each to go on with or to throw away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.drafts import DraftRow, drafts_of
from zxdesk.queries.file import proposal_file
from zxdesk.services.draft import discard_draft
from zxdesk.services.steps import step_named
from zxdesk.ui import theme
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.drafts import moment_words
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import confirm_dropping, dialog_foot
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

STEP = "step-"
EDIT = "edit-"


def offered_drafts(workspace: Workspace) -> list[DraftRow]:
    """The clerk's drafts that can be opened from here: forms of steps and parts of a file; boards show their own."""
    rows: list[DraftRow] = workspace.read(drafts_of, workspace.door.actor.name)
    return [row for row in rows if row.kind.startswith((STEP, EDIT))]


class DraftsDialog(Dialog):
    """What was being typed, and when: 继续填写, 丢弃, 以后再说."""

    def __init__(self, workspace: Workspace, rows: Sequence[DraftRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.wanted: DraftRow | None = None
        self._left = len(rows)
        self.setWindowTitle("没有填完的内容")
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label("上次有内容没有保存", "title"))
        column.addWidget(label("草稿还在，没有写入登记簿。继续填写会打开原来的表单。", "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for at, row in enumerate(rows):
            self._add_row(grid, at, row)
        column.addLayout(grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(dialog_foot(self, "以后再说", None, on_action=self.reject))
        control = theme.metrics().control
        self.resize(46 * theme.metrics().fonts["body"], min(inner.sizeHint().height() + control + 24, 480))

    def run(self) -> bool:
        """Show the list; True when a draft was opened."""
        self.exec()
        return self.wanted is not None and open_draft(self.workspace, self.wanted, self.parentWidget())

    def _add_row(self, grid: QGridLayout, at: int, row: DraftRow) -> None:
        what = label(row.title or "没有保存的内容", wrap=True)
        when = label(moment_words(row.saved_at, self.workspace).strip() + ("，后来又改过" if row.is_outdated else ""), "muted")
        go_on = ActionButton("继续填写", kind="plain", clicked=lambda: self._on_wanted(row))
        go_on.setAccessibleName(f"继续填写 {row.title}")
        drop = ActionButton("丢弃", kind="flat")
        drop.setAccessibleName(f"丢弃 {row.title}")
        widgets: tuple[QWidget, ...] = (what, when, go_on, drop)
        drop.clicked.connect(lambda: self._on_drop(row, widgets))
        for column, widget in enumerate(widgets):
            grid.addWidget(widget, at, column, Qt.AlignmentFlag.AlignVCenter)

    def _on_wanted(self, row: DraftRow) -> None:
        self.wanted = row
        self.accept()

    def _on_drop(self, row: DraftRow, widgets: Sequence[QWidget]) -> None:
        if not confirm_dropping(self):
            return
        DraftWriter.of(self.workspace).run("", discard_draft, row.kind, row.key, op_id_of_act=row.op_id)
        for widget in widgets:
            widget.hide()
        self._left -= 1
        if not self._left:
            self.reject()


def open_draft(workspace: Workspace, row: DraftRow, parent: QWidget | None) -> bool:
    """Open the form of a draft with its fields filled in and not applied; False when its step is gone."""
    if row.kind.startswith(EDIT):
        if row.proposal_id is None:
            return False
        workspace.wanted.emit("proposals", row.proposal_id)
        pane = getattr(getattr(parent, "pages", {}).get("proposals"), "file_pane", None)
        if pane is not None:
            pane.typing.continue_draft(row)
        return True
    from zxdesk.ui.step_dialog import step_dialog

    try:
        step = step_named(row.kind.removeprefix(STEP))
    except RuleError:
        return False
    file = workspace.read(proposal_file, row.proposal_id, today=workspace.today) if row.proposal_id is not None else None
    if row.proposal_id is not None:
        workspace.wanted.emit("proposals", row.proposal_id)
    dialog = step_dialog(workspace, step, row.proposal_id, file=file, parent=parent)
    dialog.continue_draft(row)
    dialog.exec()
    return True
