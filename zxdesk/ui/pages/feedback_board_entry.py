"""What happens to a form while it is entered: typed as a draft, recorded when whole, corrected, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.queries.drafts import drafts_at
from zxdesk.queries.feedback_board import ANSWERS, FormRow
from zxdesk.services.draft import discard_draft, save_draft
from zxdesk.services.steps import step_named
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.pages.feedback_board_model import TITLES, BoardModel, Draft
from zxdesk.ui.pages.feedback_board_others import OTHERS
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.workspace import Workspace

KIND = "feedback-board"
PAUSE = 800


class FormEntry(QObject):
    """Writes forms by the office's steps; one undoable act each.

    Signals: ``refused(object)`` with the ``RuleError``; ``recorded(object)`` with the form.
    """

    refused = Signal(object)
    recorded = Signal(object)

    def __init__(self, workspace: Workspace, model: BoardModel, widget: QWidget) -> None:
        super().__init__(widget)
        self.workspace, self.model, self.widget = workspace, model, widget
        self.count = 0  # recorded since the window was opened
        self._writer = DraftWriter.of(workspace)
        self._key = ""
        self._kept = self._is_changed = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.keep)

    def load(self) -> None:
        """Take up the drafts of the plenary that were left behind."""
        self.keep()
        self._key = str(self.workspace.plenary_id or "all")
        found = self.workspace.read(drafts_at, KIND, self._key, clerk=self.workspace.door.actor.name)
        held = found[0].values if found and isinstance(found[0].values, dict) else {}
        self.model.drafts = {int(key): dict(draft) for key, draft in held.items() if str(key).isdigit()}
        self._kept, self._is_changed = bool(held), False

    def keep(self) -> None:
        """Write the drafts now; without any, none is kept."""
        self._pause.stop()
        if not self._key or not self._is_changed:
            return
        self._is_changed = False
        drafts = {str(key): draft for key, draft in self.model.drafts.items() if draft}
        if drafts:
            self._writer.run("", save_draft, KIND, self._key, drafts, title=f"征询意见表 {len(drafts)} 份未录完", saved_at=self.workspace.door.now())
        elif self._kept:
            self._writer.run("", discard_draft, KIND, self._key)
        self._kept = bool(drafts)

    def drop_settled(self) -> None:
        """Forget what was typed for forms that have been recorded by now, as by 重做."""
        done = [form.id for form in self.model.forms() if form.returned_on is not None and form.id in self.model.drafts]
        for key in done:
            self.forget(key)

    def put(self, form: FormRow, key: str, word: str) -> bool:
        """A word, day or comment into a form: typed on where it is out, corrected where it is in. False when refused."""
        if not form.is_open:
            return self._refuse(_closed(form))
        if form.returned_on is not None:
            known = getattr(form, key)
            same = ({True: "是", False: "否"}[known] if isinstance(known, bool) else str(known or "")) == word
            return same or self._correct(form, key, word)
        draft = self.model.drafts.setdefault(form.id, {})
        if word:
            draft[key] = word
        else:
            draft.pop(key, None)
        if not draft:
            self.forget(form.id)
        self._touch(form)
        return True

    def copy(self, source: FormRow, form: FormRow) -> bool:
        """Fill what is empty with what another proposer answered."""
        if form.returned_on is not None:
            return self._refuse(RuleError(f"{form.proposer}的这份已录入；要改哪一格，按那一格的数字。"))
        offered = self.model.words[form.plenary_id]
        for key in ANSWERS:
            word = self.model.answer(source, key)
            if word in offered.of(key) and not self.model.answer(form, key) and not self.put(form, key, word):
                return False
        return True

    def record(self, form: FormRow, day: date) -> bool:
        """登记征询意见: the form as it stands. False when refused; what was typed stays."""
        draft = self.model.draft(form)
        values: dict[str, object] = {**form.target, **draft}
        values.setdefault("returned_on", day)
        held = self.forget(form.id)
        try:
            self.workspace.step(step_named("feedback"), form.proposal_id, values)
        except RuleError as error:
            self.model.drafts[form.id] = held
            self._touch(form)
            return self._refuse(error)
        self.count += 1
        self.tell_unsaved()
        self.recorded.emit(form)
        return True

    def clear(self, form: FormRow, key: str) -> bool:
        """Empty a typed cell; a recorded form is taken back as not returned, with a reason."""
        if form.returned_on is None:
            return self.put(form, key, "") if key in self.model.draft(form) else True
        if key == "comment" and form.comment:
            return self.put(form, key, "")
        step = step_named("take-back-feedback")
        if step.stages is not None and form.stage not in step.stages:
            return self._refuse(RuleError(f"{form.number} 现在是“{form.stage.label}”，{form.proposer}的意见不能退回未收。先把提案退回到征询中。"))
        return self._with_reason(f"征询意见退回未收　{form.number} {form.proposer}", "退回未收", form, step.verb, {})

    def _correct(self, form: FormRow, key: str, word: str) -> bool:
        values: dict[str, object] = {**form.target, key: word}
        try:
            self.workspace.step(step_named("correct-feedback"), form.proposal_id, values)
        except RuleError as error:
            if error.field != "reason":
                return self._refuse(error)
            title = f"更正征询意见　{form.number} {form.proposer}：{TITLES.get(key) or OTHERS[key]}"
            return self._with_reason(title, "更正", form, "correct-feedback", {key: word})
        return True

    def _with_reason(self, title: str, action: str, form: FormRow, verb: str, values: Mapping[str, object]) -> bool:
        def submit(given: dict[str, object]) -> None:
            self.workspace.step(step_named(verb), form.proposal_id, {**form.target, **values, "reason": given["reason"]})

        fields = (Field("reason", "理由", "long", required=True),)
        dialog = FormDialog(title, fields, {}, submit, action_label=action, parent=self.widget.window())
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _refuse(self, error: RuleError) -> bool:
        self.refused.emit(error)
        return False

    def forget(self, form_id: int) -> Draft:
        """Drop what is typed for a form; it is given back."""
        held = self.model.drafts.pop(form_id, {})
        self._wait()
        return held

    def _wait(self) -> None:
        self._is_changed = True
        self._pause.start()

    def _touch(self, form: FormRow) -> None:
        self._wait()
        self.tell_unsaved()
        self.model.tell(self.model.place(form.id))

    def tell_unsaved(self) -> None:
        """Say in the status line how many forms are typed and not recorded."""
        count = sum(1 for draft in self.model.drafts.values() if draft)
        self.workspace.unsaved.emit(f"征询意见表 {count} 份" if count else "")


def _closed(form: FormRow) -> RuleError:
    return RuleError(f"{form.number} 现在是“{form.stage.label}”，征询意见不能再改。")
