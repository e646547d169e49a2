"""The form that stands in a file while a part is corrected or a step registered, and what becomes of it when one leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from zxdesk.domain.errors import RuleError
from zxdesk.queries.drafts import DraftRow
from zxdesk.queries.file import proposal_file
from zxdesk.services.step import Step
from zxdesk.ui import file_unsaved
from zxdesk.ui.file_edit import Edit, edit_of, record_edit
from zxdesk.ui.file_form import PAPERS_AFTER, PartEdit, embed, save_words_of
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.step_form import StepForm

if TYPE_CHECKING:
    from zxdesk.ui.file_pane import FilePane

PART_OF_STEP = {
    "reply": "答复", "submit-reply": "答复", "send-back-reply": "答复", "correct-reply": "答复", "feedback": "征询回访",
    "send-forms": "征询回访", "visit": "征询回访", "close": "征询回访", "redo": "征询回访", "attach": "附件", "detach": "附件",
    "correct-review": "审查", "correct-contact": "承办", "correct-reminder": "承办",
}  # fmt: skip
PART_OF_PAGE = {"审查": "审查", "交办": "承办", "办理": "承办", "督办": "督办", "征询回访": "征询回访"}


class FileTyping(QObject):
    """At most one form at a time; the window's closing asks as leaving does."""

    def __init__(self, pane: FilePane) -> None:
        super().__init__(pane)
        self._pane, self._workspace = pane, pane.workspace
        self.form: PartEdit | StepForm | None = None
        self._part = ""
        self._told = self._name = ""
        self._watched: QObject | None = None

    @property
    def verb(self) -> str:
        """The step whose form is open, empty when none is."""
        if isinstance(self.form, PartEdit):
            return self.form.edit.step.verb
        return self.form.step.verb if self.form is not None else ""

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and not saved."""
        return self.form is not None and self.form.form.is_dirty

    def notes(self) -> dict[str, str]:
        """草稿 behind the part whose form is open and changed."""
        return {self._part: "草稿"} if self.is_dirty else {}

    def edit(self, part: str) -> None:
        """Correct a part in its place, or say why it cannot be."""
        pane = self._pane
        if self.form is not None or not pane.file:
            return
        try:
            edit = edit_of(self._workspace, pane.file, part, pane.assignment)
        except RuleError as error:
            self._workspace.said.emit(error.message, "warning")
            return
        proposal_id = int(pane.file["id"])
        assignment_id = pane.assignment["id"] if pane.assignment is not None else None

        def read_again() -> Edit:
            file = self._workspace.read(proposal_file, proposal_id, today=self._workspace.today)
            row = next((row for row in file["assignments"] if row["id"] == assignment_id), None)
            return edit_of(self._workspace, file, part, row)

        self._open_edit(edit, read_again)

    def edit_record(self, verb: str, record_id: int) -> None:
        """Correct one record of a part in its place, or say why it cannot be."""
        pane = self._pane
        if not pane.file or not self.may_leave():
            return
        proposal_id = int(pane.file["id"])
        try:
            edit = record_edit(self._workspace, pane.file, verb, record_id)
        except RuleError as error:
            self._workspace.said.emit(error.message, "warning")
            return

        def read_again() -> Edit:
            file = self._workspace.read(proposal_file, proposal_id, today=self._workspace.today)
            return record_edit(self._workspace, file, verb, record_id)

        pane.tabs.choose_silently(edit.part)
        self._open_edit(edit, read_again)

    def _open_edit(self, edit: Edit, read_again: Callable[[], Edit]) -> None:
        form = PartEdit(self._workspace, int(self._pane.file["id"]), edit, read_again, self._pane.middle)
        embed(form)
        self._open(form, edit.part)
        form.form.focus_first()

    def continue_draft(self, row: DraftRow) -> None:
        """Turn to the part of a draft that was left behind and fill it in, not applied."""
        if not self._pane.file:
            return
        part = row.kind.removeprefix("edit-")
        place, _at, record = row.key.partition("@")
        _proposal, _dash, assignment = place.partition("-")
        self._pane.show_part(part)
        if record:
            verb, _at, record_id = record.rpartition("@")
            self.edit_record(verb, int(record_id))
            if isinstance(self.form, PartEdit):
                self.form.continue_draft(row)
            return
        if assignment:
            self._pane.choose_assignment(int(assignment))
        self.edit(part)
        if isinstance(self.form, PartEdit):
            self.form.continue_draft(row)

    def start_step(self, step: Step, preset: dict[str, object] | None = None) -> None:
        """Register a step in the middle of the file."""
        pane = self._pane
        if not pane.file or not self.may_leave():
            return
        if step.scope == "assignment" and not preset and pane.assignment is not None and _offers(step, pane.assignment):
            preset = {"unit": f"#{pane.assignment['id']}"}
        form = step_dialog(self._workspace, step, pane.proposal_id, file=pane.file, preset=preset, parent=self._pane.middle)
        paper, words = PAPERS_AFTER.get(step.verb, ("", ""))
        embed(form, save_words=save_words_of(step.label), print_words=words, on_print=lambda: self._save_and_print(form, paper))
        part = PART_OF_STEP.get(step.verb) or PART_OF_PAGE.get(step.page, "基本")
        self._pane.tabs.choose_silently(part)
        self._open(form, part, "正在登记")
        form.form.focus_first(empty=True)

    def may_leave(self, *, part: bool = False) -> bool:
        """Close the form; what was typed is asked about. False when one stays; with ``part`` the tab goes back too."""
        form = self.form
        if form is None:
            return True
        if self.is_dirty:
            answer = file_unsaved.ask(self._pane.window(), self._told or form.windowTitle())
            if answer == "save":
                form.submit()
            elif answer == "drop":
                self.drop()
            if self.form is not None:
                if part:
                    self._pane.tabs.choose_silently(self._part)
                form.form.setFocus()
                return False
        else:
            self.drop()
        return True

    def drop(self) -> None:
        """Close the form without saving and without a draft."""
        if self.form is not None:
            self.form.keeper.finish()
            FormDialog.done(self.form, int(self.form.DialogCode.Rejected))

    def keep_draft(self) -> None:
        """The page was left with the form open: it stays as it is, and what was typed is kept as a draft at once."""
        if self.form is not None and self.is_dirty:
            self.form.keeper.save_now()

    def _open(self, form: PartEdit | StepForm, part: str, doing: str = "") -> None:
        self.form, self._part = form, part
        file = self._pane.file
        self._name = file["number"] or file["receipt_number"] or "草稿"
        self._pane.middle.addWidget(form)
        self._pane.middle.setCurrentWidget(form)
        form.form.changed.connect(self._tell)
        form.finished.connect(self._on_finished)
        self._workspace.keys.bind(form, "file.save", "保存正在填的", "Ctrl+S", form.submit)
        self._workspace.keys.bind(form, "file.leave", "不保存，填过的存为草稿", "Esc", form.reject)
        window = self._pane.window()
        window.installEventFilter(self)
        self._watched = window
        form.show()
        self._pane.refresh_form(doing)

    def _on_finished(self, _result: int) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._pane.middle.setCurrentIndex(0)
        self._pane.middle.removeWidget(form)
        form.deleteLater()
        self._tell()
        self._pane.refresh_form()
        if self._pane.isVisible():
            self._pane.focus_foot()

    def _tell(self) -> None:
        what = ""
        if self.is_dirty and self.form is not None:
            what = self.form.title if isinstance(self.form, PartEdit) else f"{self.form.step.label} {self._name}"
        if what != self._told:
            self._told = what
            self._workspace.unsaved.emit(what)
            self._pane.show_notes()

    def _save_and_print(self, form: StepForm, kind: str) -> None:
        before = self._pane.proposal_id
        form.submit()
        if form.result() != form.DialogCode.Accepted or before is None:
            return
        self.print_paper(before, kind)

    def print_paper(self, proposal_id: int, kind: str) -> None:
        """Show a paper of a proposal, ready to be printed."""
        self._workspace.papers_wanted.emit(kind, (proposal_id,))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and self.is_dirty and not self.may_leave():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _offers(step: Step, row: object) -> bool:
    from zxdesk.ui.file_cards import unit_steps

    return step in unit_steps([step], row)  # type: ignore[arg-type]
