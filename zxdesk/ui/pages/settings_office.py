"""设置 – 机关资料: the office's names and address, edited in place."""

from __future__ import annotations

from dataclasses import asdict, replace

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.office import office_head
from zxdesk.services import office
from zxdesk.services.steps import step_named
from zxdesk.ui.form import Form
from zxdesk.ui.pages.record_dialog import changed_values
from zxdesk.ui.pages.section import Section
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import FieldError, label
from zxdesk.ui.workspace import Workspace

REQUIRED = frozenset({"name", "committee"})


class OfficeSection(Section):
    """What stands on papers as the sender; kept until it is saved or taken back."""

    name = "机关资料"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        fields = step_named("edit-office").fields
        self.form = Form([replace(field, required=field.name in REQUIRED) for field in fields])
        self.form.changed.connect(self._on_changed)
        self.form.submitted.connect(self.save)
        self._refusal = FieldError()
        inner = QWidget()
        inner.setProperty("ground", True)
        inner.setMaximumWidth(820)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(label("印在文书上的名称、地址和联系人。", "muted"))
        column.addWidget(self.form)
        column.addWidget(self._refusal)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._foot())
        self._known: dict[str, object] = {}

    def refresh(self) -> None:
        """Show what stands, unless something unsaved does."""
        if self.form.is_dirty:
            return
        head = self.workspace.read(office_head)
        self._known = asdict(head) if head else {}
        self.form.fill(self._known)
        self._on_changed()

    def save(self) -> None:
        """Write what was changed; a refusal is shown at its field."""
        self._refusal.clear()
        try:
            changed = changed_values(self.form.fields, self._known, self.form.read())
            self.form.settle()
            if changed:
                self.workspace.run(office.edit_office, **changed)
        except RuleError as error:
            if not self.form.show_error(error):
                self._refusal.show_sentence(error.message)
            return
        self.refresh()

    def undo(self) -> None:
        """Show again what stands."""
        self.form.settle()
        self.refresh()

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self._unsaved = label("", "warning")
        row.addWidget(self._unsaved)
        row.addStretch(1)
        self._undo = ActionButton("取消修改", clicked=self.undo)
        self.save_button = ActionButton("保存机关资料", kind="primary", clicked=self.save)
        self.workspace.keys.follow(self.save_button, "settings.save", "Ctrl+S")
        row.addWidget(self._undo)
        row.addWidget(self.save_button)
        return foot

    def _on_changed(self) -> None:
        is_dirty = self.form.is_dirty
        self._unsaved.setText("未保存" if is_dirty else "")
        for button in (self._undo, self.save_button):
            button.setEnabled(is_dirty)
            button.setToolTip("" if is_dirty else "没有改动")
