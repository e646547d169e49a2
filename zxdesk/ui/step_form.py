"""The dialog of a step: its form with a draft kept while one types, and one record after the other where the step makes new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from zxdesk.domain.field import Field
from zxdesk.queries.drafts import DraftRow
from zxdesk.queries.entry import entry_days
from zxdesk.services.change import Change
from zxdesk.services.step import Step
from zxdesk.ui import prompts
from zxdesk.ui.drafts import DraftKeeper, DraftOffer
from zxdesk.ui.form_fields import FieldNote, Sources
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.step_hints import days_of, soft_check
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.picker import Picker
from zxdesk.ui.workspace import Workspace

KEPT = ("plenary", "category", "proposer_kind", "submitted_on", "received_on", "timing", "is_open", "source")
"""What 连续录入 keeps for the next record."""
SERIES = "series"
KEYS = (
    ("form.next", "到下一个字段，最后一个字段保存", "Enter"),
    ("form.save", "保存", "Ctrl+Enter, Ctrl+S"),
    ("form.leave", "关闭，填过的存为草稿", "Esc"),
)
REMEMBERED = frozenset({"way", "person", "sent_by", "reviewer", "decided_by", "meeting", "notified_by"})
"""Fields that mostly stay the same from one time to the next."""
AHEAD_STEP = 20
"""Milliseconds between one directory and the next, so that keys come through."""
Act = Callable[[dict[str, object], str], Change]


class StepForm(FormDialog):
    """A step as a form; ``act(values, op_id)`` runs it and may refuse with ``RuleError``."""

    def __init__(
        self,
        workspace: Workspace,
        step: Step,
        title: str,
        fields: Sequence[Field],
        sources: Sources,
        act: Act,
        *,
        proposal_id: int | None = None,
        values: Mapping[str, object] | None = None,
        parent: QWidget | None = None,
        file: Mapping[str, Any] | None = None,
    ) -> None:
        self.workspace, self.step, self._act = workspace, step, act
        self._values = dict(values or {})
        self._done = 0
        self._last = ""
        days = days_of(workspace, workspace.read(entry_days, workspace.plenary_id))
        super().__init__(
            title, fields, sources, self._run, action_label=step.label, values=values, parent=parent, days=days,
            soft_check=soft_check(workspace, step, tuple(fields), file),
        )  # fmt: skip
        self.status = label("", "muted")
        self.head.addWidget(self.status)
        key, what = (proposal_id if proposal_id is not None else ""), f"{title}《{file['title'][:40]}》" if file else title
        self.keeper = DraftKeeper(workspace, f"step-{step.verb}", key, self.form, self.status, title=what, proposal_id=proposal_id)
        self.offer = DraftOffer(self.keeper)
        self.column.insertWidget(1, self.offer)
        self._said = FieldNote()
        self._said.setObjectName("seriesSaid")
        self.column.insertWidget(2, self._said)
        self.series = self._series_box() if step.scope == "new" else None
        self.offer.stand_before_the_form()
        for name, words, keys in KEYS:
            workspace.keys.describe(name, words, keys)
        self.form.focus_first(empty=True)
        QTimer.singleShot(0, self, self._read_ahead)

    def _read_ahead(self) -> None:
        """Have the directories ready before the first name is typed."""
        pickers = [editor for editor in self.form.editors.values() if isinstance(editor, Picker)]
        for at, picker in enumerate(pickers):
            QTimer.singleShot(at * AHEAD_STEP, picker, picker.finder)

    def continue_draft(self, row: DraftRow) -> None:
        """Fill a draft in, as its 填入 would; the cursor stands behind what was typed."""
        self.offer.take_up(row)
        QTimer.singleShot(0, self, self._to_the_end)

    def _to_the_end(self) -> None:
        if isinstance(line := self.form.editors[self.form.current() or self.form.fields[0].name].entry(), QLineEdit):
            line.end(False)

    def submit_and_next(self) -> None:
        """Save and go on with the next record, whatever the box says."""
        if self.series is not None:
            self.series.setChecked(True)
            self.submit()

    def accept(self) -> None:
        """Saved: close, or empty the form for the next record of the series."""
        if self.series is None or not self.series.isChecked():
            self.keeper.finish()
            super().accept()
            return
        self.keeper.begin_again()
        self._done += 1
        kept = {name: value for name, value in self.form.read_loosely().items() if name in KEPT and value not in (None, ())}
        self.form.fill({**self._values, **kept})
        self._said.show_done(f"{self._last}　本次第 {self._done} 件")
        self._area.verticalScrollBar().setValue(0)
        self.form.focus_first()

    def reject(self) -> None:
        """Closed without saving: what was typed stays as a draft; where it cannot, the clerk decides."""
        if sentence := self.keeper.refusal():
            question = f"填的内容没有存成草稿：{sentence}现在关闭会丢掉它。"
            if not prompts.confirm(self, question, "关闭并丢掉", "留在这里"):
                return
            self.keeper.finish()
            super().reject()
            return
        if self.keeper.leave():
            self.workspace.said.emit(f"草稿已存：{self.windowTitle()}，下次打开可以填入", "done")
        if self._done:
            super().accept()  # records of the series were saved
        else:
            super().reject()

    def _run(self, values: dict[str, object]) -> None:
        change = self._act(values, self.keeper.op_id)
        self._last = f"已登记 {change.label.removeprefix('收件 ')}"
        if title := values.get("title"):
            self._last = f"{self._last.split('《')[0]}《{str(title)[:20]}》"

    def _series_box(self) -> QCheckBox:
        box = QCheckBox("接着登记下一件")
        box.setToolTip("保存后留在这里，届次、类别、类型、日期照旧（Ctrl+Shift+Enter）")
        box.setAccessibleName("接着登记下一件")
        box.setChecked(self.workspace.memory.text(SERIES) == "on")
        box.toggled.connect(lambda on: self.workspace.memory.set_text(SERIES, "on" if on else ""))
        self.foot_row.insertWidget(1, box)
        prompts.foot_last(self, self.foot)
        self.workspace.keys.bind(self, "form.series", "保存并接着登记下一件", "Ctrl+Shift+Return", self.submit_and_next)
        return box


def remembered(workspace: Workspace, step: Step, fields: Sequence[Field]) -> dict[str, Any]:
    """What this clerk entered last in the fields of a step that mostly stay the same."""
    found = {}
    for field in fields:
        last = workspace.memory.text(_place(workspace, step, field.name)) if field.name in REMEMBERED else ""
        if last and (field.kind != "choice" or last in [key for key, _name in field.choices]):
            found[field.name] = last
    return found


def remember(workspace: Workspace, step: Step, values: Mapping[str, object]) -> None:
    """Keep the values of such fields for the next time."""
    for name in REMEMBERED & values.keys():
        value = values[name]
        workspace.memory.set_text(_place(workspace, step, name), value if isinstance(value, str) else "")


def _place(workspace: Workspace, step: Step, name: str) -> str:
    return f"last/{workspace.door.actor.name}/{step.verb}/{name}"
