"""A step on many proposals: its form above, below what the register says to each of them, then all done as one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.subjects import agreed_units
from zxdesk.services.batch import Item, Outcome, Verdict
from zxdesk.services.step import TODAY, Step
from zxdesk.services.steps import step_fields
from zxdesk.ui import theme
from zxdesk.ui.form import Form
from zxdesk.ui.jobs import Job, Report
from zxdesk.ui.pages.batch_verbs import Target, common_fields, items
from zxdesk.ui.painters import LightMark
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.sources import sources_for
from zxdesk.ui.step_dialog import OWN
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import FieldError, label
from zxdesk.ui.workspace import Workspace

PAUSE = 350
"""Milliseconds after the last key before the register is asked again."""
CHECK = Column("check", "", 34, kind="check")
COLUMNS = (
    Column("shown_number", "号", 74), Column("title", "案由", 200, stretch=True, tip="title"),
    Column("verdict", "结论", 84, kind="light"), Column("reason", "说明", 260, stretch=True, tip="reason"),
)  # fmt: skip
UNIT = Column("unit", "承办单位", 96, tip="unit")


class BatchDialog(Dialog):
    """Nothing is written before the button is pressed; what is refused is left out and named."""

    def __init__(
        self,
        workspace: Workspace,
        step: Step,
        wanted: Sequence[Target],
        *,
        done: Callable[[Outcome], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._step, self._targets, self._done = workspace, step, list(wanted), done
        self._verdicts: list[Verdict | None] = [None] * len(self._targets)
        self._job: Job | None = None
        self._is_closed = False
        self._agreed = workspace.read(agreed_units, [t.subject.id for t in wanted]) if step.verb == "assign" else None
        self.setWindowTitle(f"{step.label}　{len({t.subject.id for t in wanted})} 件提案")
        self.form = self._made_form()
        has_units = any(target.undertaking for target in self._targets)
        columns = (CHECK, *COLUMNS[:2], *((UNIT,) if has_units else ()), *COLUMNS[2:])
        self.view = RowsView(columns, [])
        self.view.setAccessibleName("要办的提案和结论")
        self._said = label("", "muted")
        self._refusal = FieldError()
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.preview)
        self._lay_out()
        self._show_rows()
        self.view.selectAll()
        self.form.changed.connect(self._on_form)
        self.form.submitted.connect(self.submit)
        self.view.selected.connect(lambda _ids: self._count())
        self.form.focus_first()
        self._fit_window()
        self.preview()

    def preview(self) -> None:
        """Ask the register, beside the window, what would become of each; an earlier answer is void."""
        self._stop()
        try:
            every = items(self._step, self._targets, self.form.read(), self._agreed)
        except RuleError as error:
            self._verdicts = [None] * len(self._targets)
            self._show_rows()
            first = error.message.partition("。")[0]
            self._said.setText(f"{first}。填好后这里列出各件的结论。" if error.field else error.message)
            self._count()
            return
        door = self._workspace.door
        self._said.setText("正在核对…")

        def work(report: Report) -> tuple[Verdict, ...]:
            return door.rehearse_many(every, report=report)

        job = self._workspace.jobs.start(f"核对 {len(every)} 件", work, done=lambda found: self._previewed(job, found), refused=self._refused)
        self._job = job

    def submit(self) -> None:
        """Run the batch with what is checked; a field to correct keeps the dialog open."""
        self._refusal.clear()
        self.form.clear_errors()
        chosen = sorted(self.view.selected_ids())
        try:
            values = self.form.read()
            every = items(self._step, [self._targets[at] for at in chosen], values, self._agreed)
        except RuleError as error:
            if not self.form.show_error(error):
                self._refusal.show_sentence(error.message)
            return
        ready = self._only_ready(chosen, every)
        if not ready:
            self._refusal.show_sentence("没有能办的提案，各件的原因在上面。")
            return
        self._stop()
        name = f"{self._step.label} {len(ready)} 件"
        self._workspace.start_many(name, ready, label=name, done=self._done)
        self.accept()

    def ready_count(self) -> int:
        """How many of those checked would be done."""
        return sum(1 for at in self.view.selected_ids() if (verdict := self._verdicts[at]) is None or verdict.is_done)

    def done(self, result: int) -> None:
        self._is_closed = True
        self._timer.stop()
        self._stop()
        super().done(result)

    def _only_ready(self, chosen: Sequence[int], every: Sequence[Item]) -> list[Item]:
        """What the preview refused stays out; it is asked again where the values were changed after it."""
        is_fresh = not self._timer.isActive() and self._job is None
        refused = {at for at, verdict in enumerate(self._verdicts) if is_fresh and verdict is not None and not verdict.is_done}
        return [item for at, item in zip(chosen, every, strict=True) if at not in refused]

    def _made_form(self) -> Form:
        workspace = self._workspace
        fields = common_fields(self._step, workspace.read(step_fields, self._step, workspace.plenary_id))
        fields = tuple(replace(field, default=workspace.today) if field.default == TODAY else field for field in fields)
        form = Form(fields, sources_for(workspace), today=lambda: workspace.today)
        own = {name: workspace.door.actor.name for name, steps in OWN.items() if self._step.verb in steps}
        form.fill({name: value for name, value in own.items() if any(field.name == name for field in fields)})
        return form

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(self.windowTitle(), "title"))
        column.addWidget(self.form)
        column.addWidget(self._refusal)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self._inner = inner
        note = QFrame()
        note.setObjectName("commandBar")
        row = QHBoxLayout(note)
        row.setContentsMargins(16, 5, 16, 5)
        row.addWidget(self._said, 1)
        foot = dialog_foot(self, self._step.label, "取消", on_action=self.submit, key="Ctrl+Return")
        self.primary: QPushButton = foot.findChild(QPushButton, "primary")  # type: ignore[assignment]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area)
        layout.addWidget(note)
        layout.addWidget(self.view, 1)
        layout.addWidget(foot)

    def _fit_window(self) -> None:
        """As large as its contents want and the window allows; the list keeps at least four rows."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        metrics = theme.metrics()
        width = min(60 * metrics.fonts["body"] + 120, room.width() - 24)
        self.resize(width, 400)
        self._area.setMinimumHeight(0)
        wished = self._inner.sizeHint().height() + 4
        rows = (min(len(self._targets), 9) + 1) * metrics.row + 2 * metrics.control + 44
        height = min(wished + max(rows, 5 * metrics.row + 2 * metrics.control + 44), room.height() - 16)
        self._area.setFixedHeight(max(min(wished, height - 4 * metrics.row - 2 * metrics.control - 44), 80))
        self.resize(width, height)

    def _show_rows(self) -> None:
        self.view.replace([self._row(at) for at in range(len(self._targets))])

    def _row(self, at: int) -> dict[str, Any]:
        target, verdict = self._targets[at], self._verdicts[at]
        mark, reason = None, ""
        if verdict is not None:
            colour = "红" if not verdict.is_done else "黄" if verdict.warnings else "绿"
            mark = LightMark(colour, "可办" if verdict.is_done else "不能办")
            reason = "；".join(verdict.warnings) if verdict.is_done else verdict.sentence.removeprefix(verdict.name).lstrip()
        unit = target.undertaking.unit if target.undertaking else ""
        number = target.subject.number
        return {"id": at, "shown_number": number, "title": target.subject.title, "unit": unit, "verdict": mark, "reason": reason}

    def _on_form(self) -> None:
        self._refusal.clear()
        self._timer.start()

    def _previewed(self, job: Job, found: Sequence[Verdict]) -> None:
        if self._is_closed or job is not self._job:
            return
        self._job = None
        self._verdicts = list(found)
        self._show_rows()
        ready = sum(1 for verdict in found if verdict.is_done)
        self._said.setText(f"可办 {ready} 件，不能办 {len(found) - ready} 件；不能办的留着不动。" if ready < len(found) else f"{ready} 件都可办。")
        self._count()

    def _refused(self, error: RuleError) -> None:
        if not self._is_closed:
            self._said.setText(error.message)

    def _count(self) -> None:
        count = self.ready_count()
        self.primary.setText(f"{self._step.label} {count} 件")
        self.primary.setAccessibleName(self.primary.text())
        self.primary.setEnabled(count > 0)
        self.primary.setToolTip("" if count else "没有能办的提案")
        self.primary.updateGeometry()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
