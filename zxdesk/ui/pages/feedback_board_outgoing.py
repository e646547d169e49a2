"""What goes out from the feedback page: forms to print, and reminders of forms that stay out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.feedback_board import FormRow
from zxdesk.services.batch import Item
from zxdesk.services.step import TODAY
from zxdesk.services.steps import step_fields, step_named
from zxdesk.ui.form import Form
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot, foot_last
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import FieldError, label
from zxdesk.ui.workspace import Workspace

TO_PRINT = (
    Column("check", "", 34, kind="check"), Column("number", "号", 70), Column("title", "案由", 240, stretch=True, tip="title"),
    Column("units", "答复单位", 150, tip="units"), Column("out", "未收回", 64, kind="number"), Column("every", "份数", 56, kind="number"),
)  # fmt: skip
TO_REMIND = (
    Column("check", "", 34, kind="check"), Column("number", "号", 64), Column("proposer", "提案者", 110), Column("phone", "电话", 120),
    Column("unit", "承办单位", 110), Column("due_on", "期限", 76, kind="date"), Column("late", "超期", 64, kind="number"),
    Column("reminded", "已催", 110, stretch=True),
)  # fmt: skip
REMIND_FIELDS = ("reminded_on", "way", "person", "next_on", "answer")


class _ChooseDialog(Dialog):
    """Rows to choose from, a block below, and a button that says how many."""

    def __init__(self, title: str, columns: Sequence[Column], rows: Sequence[dict[str, Any]], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.head = label(title, "title")
        self.head.setContentsMargins(16, 12, 16, 8)
        self.view = RowsView(columns, rows)
        self.view.setAccessibleName(title)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(16, 8, 16, 8)
        self.below.setSpacing(8)
        self.error = FieldError()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)
        column.addLayout(self.below)
        self.below.addWidget(self.error)
        self.foot = dialog_foot(self, title, "取消", on_action=self.act, key="Ctrl+Return")
        column.addWidget(self.foot)
        primary = self.findChild(QPushButton, "primary")
        assert isinstance(primary, QPushButton)
        self.primary: QPushButton = primary
        self.view.selected.connect(self._on_selected)
        self.resize(820, 560)

    def choose(self, ids: Sequence[int]) -> None:
        """Choose these rows."""
        selection, last = QItemSelection(), self.view.rows.columnCount() - 1
        for at in self.view.rows.places(ids):
            selection.select(self.view.rows.index(at, 0), self.view.rows.index(at, last))
        self.view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._on_selected(self.view.selected_ids())

    def name_button(self, count: int) -> str:
        """What the button says for so many rows."""
        raise NotImplementedError

    def act(self) -> None:
        """Do it for the chosen rows."""
        raise NotImplementedError

    def _on_selected(self, ids: Sequence[int]) -> None:
        words = self.name_button(len(ids))
        self.primary.setText(words)
        self.primary.setAccessibleName(words)
        self.primary.setEnabled(bool(ids))
        self.primary.updateGeometry()


class PrintDialog(_ChooseDialog):
    """打印征询意见表: the proposals whose forms are out are chosen; the page 文书 prints them."""

    def __init__(self, workspace: Workspace, forms: Sequence[FormRow], current: FormRow | None, parent: QWidget | None) -> None:
        self.workspace = workspace
        by_proposal: dict[int, list[FormRow]] = {}
        for form in forms:
            by_proposal.setdefault(form.lead_id, []).append(form)
        rows = [_to_print(key, own) for key, own in by_proposal.items()]
        super().__init__("打印征询意见表", TO_PRINT, rows, parent)
        self.view.set_empty("这里没有发出的征询意见表。")
        foot_last(self, self.foot)
        self.choose([current.lead_id] if current is not None else [])

    def name_button(self, count: int) -> str:
        return f"打印 {count} 件的征询表" if count else "打印征询表"

    def act(self) -> None:
        """Show the forms of the chosen proposals, ready to be printed."""
        self.accept()
        self.workspace.papers_wanted.emit("feedback_form", tuple(self.view.selected_ids()))


class RemindDialog(_ChooseDialog):
    """催收: who is asked for his form, when and how; one record a form, one act for all."""

    def __init__(self, workspace: Workspace, forms: Sequence[FormRow], parent: QWidget | None) -> None:
        self.workspace = workspace
        self.forms = {form.id: form for form in forms}
        super().__init__("催收征询意见表", TO_REMIND, [_to_remind(workspace, form) for form in forms], parent)
        self.view.set_empty("没有逾期未收的征询意见表。")
        known = {field.name: field for field in workspace.read(step_fields, step_named("remind-form"), workspace.plenary_id)}
        fields = [replace(known[name], kind="text") if name == "answer" else known[name] for name in REMIND_FIELDS]
        self.form = Form(fields, today=lambda: workspace.today)
        self.form.fill({"reminded_on": TODAY, "person": workspace.door.actor.name, "way": _likely(known["way"].choices)})
        self.form.submitted.connect(self.act)
        self.below.insertWidget(0, self.form)
        foot_last(self, self.foot)
        self.choose(list(self.forms))

    def name_button(self, count: int) -> str:
        return f"登记催收 {count} 份" if count else "登记催收"

    def act(self) -> None:
        """Record it for every chosen form; what is refused is named."""
        try:
            values = {name: value for name, value in self.form.read().items() if value is not None}
        except RuleError as error:
            self.form.show_error(error)
            return
        step, workspace = step_named("remind-form"), self.workspace
        chosen = [self.forms[key] for key in self.view.selected_ids()]
        items = [Item(step, form.proposal_id, {**form.target, **values}) for form in chosen]
        trial = workspace.door.rehearse_many(items[:1])
        if trial and not trial[0].is_done:
            if not self.form.show_error(RuleError(trial[0].sentence, trial[0].field)):
                self.error.show_sentence(trial[0].sentence)
            return
        workspace.start_many("登记催收", items, label=f"催收征询意见表 {len(items)} 份")
        self.accept()


def _to_print(proposal_id: int, forms: Sequence[FormRow]) -> dict[str, Any]:
    first = forms[0]
    units = "、".join(dict.fromkeys(form.unit for form in forms))
    out = sum(1 for form in forms if form.returned_on is None)
    return {"id": proposal_id, "number": first.number, "title": first.title, "units": units, "out": out, "every": len(forms)}


def _to_remind(workspace: Workspace, form: FormRow) -> dict[str, Any]:
    late = (workspace.today - form.due_on).days if form.due_on else None
    said = f"{form.reminders} 次，{form.reminded_on}" if form.reminders else ""
    return {
        "id": form.id, "number": form.number, "proposer": form.proposer, "phone": form.phone, "unit": form.unit, "due_on": form.due_on,
        "late": late, "reminded": said,
    }  # fmt: skip


def _likely(choices: Sequence[tuple[str, str]]) -> str | None:
    """电话 where the office knows it: how forms are asked for most."""
    return next((key for key, _label in choices if key == "电话"), None)
