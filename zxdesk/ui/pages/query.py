"""综合查询: conditions at the left, what they find at the right, read beside the window as one types."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.field import Field
from zxdesk.queries.builder.fields import choices_of, field_named
from zxdesk.queries.builder.pivot import behind, groups, pivot
from zxdesk.queries.builder.run import query_ids, query_rows
from zxdesk.queries.builder.spec import Spec, read_spec
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.uncollected import uncollected
from zxdesk.ui import prompts
from zxdesk.ui.date_edit import Days
from zxdesk.ui.form_fields import FieldNote
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.figure_list import FigureDialog
from zxdesk.ui.pages.query_conditions import ConditionGroup, focusable, in_tab_order
from zxdesk.ui.pages.query_export import export_query
from zxdesk.ui.pages.query_results import QueryResults, rows_of
from zxdesk.ui.pages.query_saved import SavedQueries
from zxdesk.ui.pages.query_shape import QueryShape
from zxdesk.ui.passing import Dialog
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import ElidedLabel, label, rule
from zxdesk.ui.widgets.steady_area import SteadyArea
from zxdesk.ui.workspace import Workspace

KEPT = "query"
PAUSE = 250
"""Milliseconds after the last change before the register is asked."""
SIDE = 400
SIZE = (1280, 680)
READING = "正在查询…"


def show_query(workspace: Workspace, parent: QWidget | None = None) -> None:
    """Open 综合查询 with the query of the last time, at first with the plenary one works in."""
    QueryDialog(workspace, parent).exec()


class QueryDialog(Dialog):
    """The window of queries; ``spec`` is the query whose answer is shown."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.spec: Spec | None = None
        self.count = 0
        self.setWindowTitle("综合查询")
        days = Days(lambda: workspace.today)
        self.saved = SavedQueries(workspace, self._plain)
        self.conditions = ConditionGroup(self._choices, days)
        self.shape = QueryShape()
        self.note = FieldNote()
        self.results = QueryResults()
        self._said = ElidedLabel("", "second", fills=True)
        self._count = label("", "section")
        self._late, self._list_late = LateAnswer(self), LateAnswer(self)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(self.ask)
        self._lay_out()
        self._connect()
        self.hold(self._kept())
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 40), min(SIZE[1], room.height() - 60))

    @property
    def is_asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._timer.isActive() or self._late.is_waiting or self._list_late.is_waiting

    def hold(self, plain: dict[str, Any] | None) -> None:
        """Show a query and ask it."""
        held = plain or self._first()
        self.conditions.hold(held.get("where") or {})
        self.shape.hold(held)
        self.ask()

    def ask(self) -> None:
        """Ask what stands there now; what is not complete yet is left out and said."""
        self._timer.stop()
        self._put_in_order()
        sentence = self.shape.missing()
        try:
            missing = self.conditions.plain()[1]
            spec = read_spec(self._plain() | ({"show": "list"} if sentence else {}))
        except RuleError as error:
            self.note.show_sentence(error.message)
            return
        self.note.show_sentence(f"{missing} 个条件还没有填完，没有计入。" if missing else "", is_error=False)
        if sentence:
            self._late.forget()
            self.results.show_nothing(sentence)
            self._tell(None)
            return
        self._count.setText(READING)
        self._late.ask(lambda: self._answer(spec), lambda answer: self._on_answer(spec, answer))

    def export(self) -> None:
        """Write what is shown as a workbook."""
        if self.spec is not None:
            export_query(self.workspace, self.spec, self.saved.name(), self)

    def show_behind(self, values: Sequence[Any], measure: str, title: str) -> None:
        """The list of what a number counts."""
        spec = self.spec
        if spec is None:
            return
        fields = [spec.group] if spec.show == "groups" or spec.pivot is None else [spec.pivot.rows, spec.pivot.columns]
        self._list_late.ask(
            lambda: self.workspace.read(behind, spec, fields, list(values), measure=measure, today=self.workspace.today),
            lambda ids: FigureDialog(self.workspace, ids, title, self).exec(),
        )

    def done(self, result: int) -> None:
        self._timer.stop()
        self._late.forget()
        self._list_late.forget()
        with suppress(RuleError):  # what cannot be read is not kept
            self.workspace.memory.set_text(KEPT, json.dumps(self._plain(), ensure_ascii=False))
        super().done(result)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", True)
        side = QVBoxLayout(inner)
        side.setContentsMargins(12, 12, 12, 12)
        side.setSpacing(10)
        for widget in (self.saved, rule(), label("条件", "section"), self.conditions, self.note, rule(), label("显示", "section"), self.shape):
            side.addWidget(widget)
        side.addStretch(1)
        area = SteadyArea(self)
        area.setWidget(inner)
        area.setMinimumWidth(320)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(12)
        head.addWidget(self._count)
        head.addWidget(self._said, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.results, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(area)
        splitter.addWidget(right)
        splitter.setSizes([SIDE, SIZE[0] - SIDE])
        splitter.setStretchFactor(1, 1)
        self._foot: QWidget = prompts.dialog_foot(self, "导出…", "关闭", on_action=self.export, key="Ctrl+S")
        button = self._foot.findChild(ActionButton, "primary")
        assert button is not None
        self.export_button: ActionButton = button
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(splitter, 1)
        whole.addWidget(self._foot)
        self.conditions.match.setFocus()

    def _connect(self) -> None:
        self.saved.chosen.connect(self.hold)
        self.conditions.changed.connect(self._timer.start)
        self.shape.changed.connect(self._timer.start)
        self.results.opened.connect(self._open)
        self.results.pressed.connect(self.show_behind)
        self.results.sort_wanted.connect(self._on_sort)
        self.results.moved.connect(self._on_moved)
        self.workspace.wanted.connect(self._on_wanted)

    def _plain(self) -> dict[str, Any]:
        return {"where": self.conditions.plain()[0], **self.shape.plain()}

    def _answer(self, spec: Spec) -> Any:
        """In the thread."""
        queries: dict[str, Any] = {"list": query_ids, "groups": groups, "pivot": pivot}
        try:
            with uncollected():
                found = self.workspace.read(queries[spec.show], spec, today=self.workspace.today)
                return found, rows_of(found, spec)
        except RuleError as error:
            return error

    def _on_answer(self, spec: Spec, given: Any) -> None:
        if isinstance(given, RuleError):
            self.results.show_nothing(given.message)
            self._tell(None)
            return
        answer, rows = given
        self._tell(spec)
        if spec.show == "groups":
            self.results.show_groups(answer, rows)
            self._count.setText(f"{answer.total.count} 件，{len(answer.groups)} 组")
            self._say(answer.convention)
        elif spec.show == "pivot":
            self.results.show_cross(answer, spec, rows)
            self._count.setText(f"{len(answer.rows)} 行 {len(answer.columns)} 列")
            self._say(answer.convention)
        else:
            self.results.show_list(spec, answer, lambda page: self.workspace.read(query_rows, spec.columns, page, today=self.workspace.today))
            self._count.setText(f"{len(answer)} 件")
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Tab goes from the saved queries over conditions and shape to the answer and the foot, whatever was put in between."""
        result = self.results.shown
        stops = [*focusable(self.saved), *self.conditions.stops(), *self.shape.stops()]
        in_tab_order([*stops, *([result] if isinstance(result, RowsView) else focusable(result)), *focusable(self._foot)])

    def _tell(self, spec: Spec | None) -> None:
        self.spec = spec
        self.export_button.setEnabled(spec is not None)
        self.export_button.setToolTip("" if spec else "没有可导出的内容")
        if spec is None:
            self._count.setText("")
        self._say("")

    def _say(self, convention: str) -> None:
        self._said.set_text(f"{self.spec.words() if self.spec else ''}　{convention}".strip())

    def _on_sort(self, key: str, is_down: bool) -> None:
        if field_named(key).can_sort:
            self.shape.set_sort(key, descending=is_down)
        else:
            self.workspace.said.emit(f"“{field_named(key).name}”一件提案可能有几个，不能用来排序", "warning")

    def _on_moved(self, keys: Sequence[str]) -> None:
        self.shape.set_columns(keys)
        if self.spec is not None:
            self.spec = read_spec(self.spec.plain() | {"columns": list(keys)})

    def _open(self, proposal_id: object) -> None:
        if isinstance(proposal_id, int):
            self.workspace.wanted.emit("proposals", proposal_id)

    def _on_wanted(self, _page: str, _proposal_id: int) -> None:
        self.accept()

    def _choices(self, field: Field) -> list[str]:
        found: list[str] = self.workspace.read(choices_of, field, self.workspace.read(rules_of, self.workspace.plenary_id))
        return found

    def _kept(self) -> dict[str, Any] | None:
        """The query of the last time, where it can still be read."""
        try:
            return read_spec(json.loads(self.workspace.memory.text(KEPT))).plain()
        except (ValueError, RuleError):
            return None

    def _first(self) -> dict[str, Any]:
        name = self.workspace.plenary_name
        return {"where": {"of": [{"field": "plenary", "test": "is", "value": [name]}] if name else []}}
