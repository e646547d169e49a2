"""A form in the middle of a file: a part being corrected, or a step being registered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.drafts import DraftRow
from zxdesk.queries.entry import entry_days
from zxdesk.queries.office_rules import rules_of
from zxdesk.ui.drafts import DraftKeeper, DraftOffer
from zxdesk.ui.file_basics import EDGE, BasicShape
from zxdesk.ui.file_edit import TEXTS, Edit, save_edit
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.sources import sources_for
from zxdesk.ui.step_form import StepForm
from zxdesk.ui.step_hints import days_of
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import SectionHeading, label
from zxdesk.ui.widgets.text_part import TextPart, show_together
from zxdesk.ui.workspace import Workspace

PAPERS_AFTER = {"reply": ("reply_sheet", "保存并印处理笺"), "send-forms": ("feedback_form", "保存并印意见表")}
"""Papers that follow a step: their kind, and the words of the button that saves and prints."""


class PartEdit(FormDialog):
    """One part of a file as a form in its place; a draft is kept while one types. ``read_again()`` gives the part as it stands now."""

    def __init__(self, workspace: Workspace, file_id: int, edit: Edit, read_again: Callable[[], Edit], parent: QWidget) -> None:
        self.workspace, self.edit, self._file_id, self._read_again = workspace, edit, file_id, read_again
        super().__init__(
            f"更正　{edit.title}", edit.fields, sources_for(workspace, file_id), self._save, action_label="保存", values=edit.values,
            parent=parent, days=days_of(workspace, workspace.read(entry_days, workspace.plenary_id)),
        )  # fmt: skip
        self.status = label("", "muted")
        self.head.addWidget(self.status)
        self.keeper = DraftKeeper(workspace, f"edit-{edit.part}", edit.key, self.form, self.status, title=f"更正 {edit.title}", proposal_id=file_id)
        self.offer = DraftOffer(self.keeper)
        self.column.insertWidget(1, self.offer)
        self.offer.stand_before_the_form()
        self._limit_texts()
        if edit.rows:
            self.form.grid.follow(BasicShape(edit.rows), parent.width() - 2 * EDGE)

    @property
    def title(self) -> str:
        """How the status line calls it while it is not saved."""
        return self.edit.title

    def continue_draft(self, row: DraftRow) -> None:
        """Fill a draft in, as its 填入 would."""
        self.offer.take_up(row)

    def drop(self) -> None:
        """Leave without saving and without a draft."""
        self.keeper.finish()
        self.done(int(self.DialogCode.Rejected))

    def accept(self) -> None:
        """Saved: the draft goes."""
        self.keeper.finish()
        super().accept()

    def reject(self) -> None:
        """Left without saving: what was typed stays as a draft."""
        if self.form.is_dirty and self.keeper.leave():
            self.workspace.said.emit(f"草稿已存：{self.keeper.title}，再点“编辑”可以填入", "done")
        super().reject()

    def _save(self, values: dict[str, object]) -> None:
        try:
            save_edit(self.workspace, self._file_id, self.edit, values, set(self.form.memo()), op_id=self.keeper.op_id)
        except RuleError as error:
            if "刚被别人改过" in error.message:
                self.edit = self._read_again()
                sentence = "这一部分刚被别人改过；这里填的还在，没有写入。核对后再保存一次，只写入这里改过的字段。"
                raise RuleError(sentence) from error
            raise

    def _limit_texts(self) -> None:
        parts = [editor for name in TEXTS if isinstance(editor := self.form.editors.get(name), TextPart)]
        if parts:
            for part in parts:
                part.fit_rows(5, 16)
            show_together(parts, int(self.workspace.read(rules_of, self.workspace.plenary_id).body_max))


def embed(dialog: FormDialog, *, save_words: str = "保存", print_words: str = "", on_print: Callable[[], object] | None = None) -> None:
    """Let a form's dialog stand as a plain widget: no window, its button says what is saved and by which key."""
    dialog.setWindowFlags(Qt.WindowType.Widget)
    dialog.setProperty("surface", True)
    _stand_as_a_part(dialog)
    primary = dialog.findChild(QPushButton, "primary")
    if isinstance(primary, ActionButton):
        primary.setText(save_words)
        primary.setAccessibleName(save_words)
        primary.set_key_hint("Ctrl+S")
        if print_words and on_print is not None:
            both = ActionButton(print_words, icon="paper", clicked=on_print)
            dialog.foot_row.insertWidget(dialog.foot_row.indexOf(primary), both)
    for at in range(dialog.foot_row.count()):
        item = dialog.foot_row.itemAt(at)
        button = item.widget() if item is not None else None
        if isinstance(button, ActionButton) and button.text() == "取消":
            button.set_key_hint("Esc")


def _stand_as_a_part(dialog: FormDialog) -> None:
    """The heading and the first row stand where those of the words stood."""
    dialog.column.setContentsMargins(EDGE, 10, EDGE, 12)
    dialog.column.setSpacing(8)
    item = dialog.head.itemAt(0)
    heading = item.widget() if item is not None else None
    if heading is not None:
        heading.setProperty("role", "section")
        heading.style().unpolish(heading)
        heading.style().polish(heading)
        heading.setFixedHeight(SectionHeading("").sizeHint().height())


def save_words_of(label_of_step: str) -> str:
    """登记答复 is saved as 保存答复; a step that is no registering keeps its name."""
    return f"保存{label_of_step.removeprefix('登记')}" if label_of_step.startswith("登记") else label_of_step


def title_of(dialog: FormDialog, number: str) -> str:
    """How the status line calls an open form."""
    return dialog.title if isinstance(dialog, PartEdit) else f"{dialog.step.label} {number}" if isinstance(dialog, StepForm) else ""
