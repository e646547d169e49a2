"""回访: whom the office still visits, with a form beside the list, and the visits that were made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.feedback_after import VisitRow, visits_due, visits_made
from zxdesk.queries.feedback_board import form_rows, form_words
from zxdesk.services.step import TODAY
from zxdesk.services.steps import step_fields, step_named
from zxdesk.ui import theme
from zxdesk.ui.form import Form
from zxdesk.ui.pages.fresh_list import FreshList
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column, Group, shown
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import FieldError, label
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("number", "号", 64), Column("proposer", "提案者", 104, tip="proposer"), Column("phone", "电话", 116, yields=3),
    Column("unit", "承办单位", 108, yields=2), Column("why", "缘由或回访", 168, tip="why"), Column("title", "案由", 160, stretch=True, tip="title"),
)  # fmt: skip
FORM = ("way", "result", "visited_on", "person")
"""In the order of the hand: the day and the person are known already."""


class VisitBoard(FreshList):
    """Visits to make above those made; Enter in the list goes to the form, saving goes to the next.

    Signals: ``counted(int)`` with how many visits are to be made.
    """

    counted = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, RowsView(COLUMNS))
        self._rows: dict[object, dict[str, Any]] = {}
        self.view.setAccessibleName("回访")
        self.view.set_empty("没有要回访的，也没有回访记录。")
        self.view.current_changed.connect(self._on_current)
        self.view.opened.connect(lambda _id: self.form.focus_first())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.view)
        splitter.addWidget(self._make_side())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([800, 360])
        workspace.memory.restore_splitter("feedback-visits", splitter)
        splitter.splitterMoved.connect(lambda *_: workspace.memory.save_splitter("feedback-visits", splitter))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)

    def question(self) -> Callable[[], Any]:
        door, plenary_id = self.workspace.door, self.workspace.plenary_id

        def read() -> tuple[list[VisitRow], list[VisitRow]]:
            forms = door.read(form_rows, plenary_id=plenary_id, with_done=False)
            words = door.read(form_words, {form.plenary_id for form in forms})
            made = door.read(visits_made, plenary_id=plenary_id)
            return visits_due(forms, words, made), made

        return read

    def show_found(self, found: tuple[list[VisitRow], list[VisitRow]]) -> None:
        """Those to make above those made; the row stays current where it still is."""
        due, made = found
        self._rows = {row.id: asdict(row) | {"why": self._why(row)} for row in (*due, *made)}
        lines: list[object] = []
        if due:
            lines += [Group("待回访", f"{len(due)} 人"), *(self._rows[row.id] for row in due)]
        if made:
            lines += [Group("已回访", f"{len(made)} 次"), *(self._rows[row.id] for row in made)]
        self.view.replace(lines)
        if self.view.current_id() is None and lines:
            self.view.selectRow(1)
        self._on_current(self.view.current_id())
        self.counted.emit(len(due))

    def go(self, by: int) -> None:
        """To the next or previous visit."""
        at = self.view.currentIndex().row() + by
        while 0 <= at < self.view.rows.rowCount() and self.view.rows.id_at(at) is None:
            at += by
        if 0 <= at < self.view.rows.rowCount():
            self.view.selectRow(at)

    def save(self) -> None:
        """登记回访 of the current proposer, then on to the next; what is wrong is said at its field."""
        row = self._current()
        if row is None:
            return
        at = self.view.currentIndex().row()
        try:
            values = {name: value for name, value in self.form.read().items() if value is not None}
            if row["line_id"] is not None:
                values["proposer"] = f"#{row['line_id']}"
            self.workspace.step(step_named("visit"), row["proposal_id"], values)
        except RuleError as error:
            if not self.form.show_error(error):
                self.error.show_sentence(error.message)
            return
        self.form.fill({"person": values.get("person"), "way": values.get("way"), "visited_on": values.get("visited_on")})
        if self.view.rows.id_at(at) is None:
            at += 1
        self.view.selectRow(min(at, self.view.rows.rowCount() - 1))
        self._on_current(self.view.current_id())
        self.form.editors["result"].entry().setFocus()

    def current_proposal_id(self) -> int | None:
        """The proposal of the current row."""
        row = self._current()
        return row["proposal_id"] if row is not None else None

    def _why(self, row: VisitRow) -> str:
        if row.visited_on is None:
            return row.reason
        return "　".join(filter(None, (shown(row.visited_on, year=self.workspace.today.year), row.way, row.person)))

    def _current(self) -> dict[str, Any] | None:
        return self._rows.get(self.view.current_id())

    def _on_current(self, row_id: object) -> None:
        row = self._rows.get(row_id)
        self.error.clear()
        self.form.clear_errors()
        self.button.setEnabled(row is not None)
        if row is None:
            self._head.setText("没有选中的提案者")
            self._facts.setText("")
            return
        self._head.setText(f"{row['number']}　{row['proposer'] or '（整件）'}")
        said = f"{row['why']}：{row['result']}" if row["visited_on"] else row["why"]
        self._facts.setText("\n".join(filter(None, (row["title"], "　".join(filter(None, (row["unit"], row["phone"]))), said))))

    def _make_side(self) -> QWidget:
        fields = {field.name: field for field in self.workspace.read(step_fields, step_named("visit"), self.workspace.plenary_id)}
        ways = tuple((key, f"{at} {name}") for at, (key, name) in enumerate(fields["way"].choices, 1))  # its digit chooses it
        fields["way"] = replace(fields["way"], choices=ways)
        self.form = Form([fields[name] for name in FORM], today=lambda: self.workspace.today)
        self.form.fill({"person": self.workspace.door.actor.name, "visited_on": TODAY})
        self.form.submitted.connect(self.save)
        self._head, self._facts = label("", "section", wrap=True), label("", "muted", wrap=True)
        self.error = FieldError()
        side = QWidget()
        side.setProperty("ground", True)
        side.setMinimumWidth(round(280 * theme.metrics().body / 13))
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 0)
        column.setSpacing(8)
        for widget in (self._head, self._facts, self.form, self.error):
            column.addWidget(widget)
        column.addStretch(1)
        foot = QFrame()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 8, 0, 12)
        self.button = ActionButton("登记回访", icon="done", kind="primary", clicked=self.save)
        self.button.set_key_hint("Ctrl+Enter")
        row.addWidget(self.button)
        row.addStretch(1)
        column.addWidget(foot)
        return side
