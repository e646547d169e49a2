"""The parts of the entry board and how they show the form the cursor stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage
from zxdesk.queries.feedback_after import unhappy_aspects
from zxdesk.queries.feedback_board import ANSWERS, FormRow, form_scans
from zxdesk.services.steps import step_named
from zxdesk.ui.pages.feedback_board_entry import FormEntry
from zxdesk.ui.pages.feedback_board_filters import BoardFilters
from zxdesk.ui.pages.feedback_board_model import FIRST, KEYS, BoardModel
from zxdesk.ui.pages.feedback_board_others import OTHERS
from zxdesk.ui.pages.feedback_board_panel import FormPanel
from zxdesk.ui.pages.feedback_board_view import FormMatrix
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.widgets.flow import FlowLayout
from zxdesk.ui.widgets.labels import KeyHint, label
from zxdesk.ui.workspace import Workspace

HINTS = (
    ("1", ""), ("2", ""), ("3", "填格并右移"), ("Enter", "下一份"), ("=", "同上一位提案者"), ("Del", "清空"),
    ("M", "写意见"), ("R", "收回日期"), ("Ctrl+Z", "撤销"),
)  # fmt: skip


class BoardFrame(QWidget):
    """Filters, matrix, legend and panel.

    Signals: ``current_changed(object)`` with the current form's leading proposal or None.
    """

    current_changed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.rows: list[FormRow] = []
        self._unhappy: FormRow | None = None
        self.model = BoardModel(workspace.today)
        self.view = FormMatrix(self.model)
        self.filters = BoardFilters(workspace)
        self.panel = FormPanel(lambda: workspace.today, workspace.memory)
        self.entry = FormEntry(workspace, self.model, self)
        self._count = label("", "second")
        self._build()
        self.view.moved.connect(self._on_moved)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._on_menu)
        self.panel.redo_wanted.connect(self._on_redo)
        self.entry.refused.connect(self._on_refused)
        self.entry.recorded.connect(self._on_recorded)

    def current(self) -> FormRow | None:
        """The form the cursor stands in."""
        return self.model.form_at(self.view.currentIndex().row())

    def current_proposal_id(self) -> int | None:
        """The leading proposal of the current form."""
        form = self.current()
        return form.lead_id if form is not None else None

    def regions(self) -> list[QWidget]:
        """What F6 goes round."""
        return [self.filters, self.view, self.panel]

    def menu(self) -> QMenu:
        """What can be done with the current form by the right button; the keys do the same."""
        form, menu = self.current(), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if form is None:
            return menu
        is_in = form.returned_on is not None
        menu.addAction("打开提案", lambda: self.workspace.wanted.emit("proposals", form.lead_id))
        menu.addSeparator()
        for text, what, can in (
            ("同上一位提案者", "same", form.is_open and not is_in), ("写意见", "comment", form.is_open), ("改收回日期", "date", form.is_open),
            ("退回未收…" if is_in else "清空这一格", "clear", form.is_open),
        ):  # fmt: skip
            menu.addAction(text, lambda what=what: self.view.asked.emit(what)).setEnabled(can)
        menu.addSeparator()
        menu.addAction("复制", self.view.copy)
        menu.addAction("粘贴", self.view.paste)
        return menu

    def _on_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if self.model.form_at(index.row()) is not None and index.row() != self.view.currentIndex().row():
            self.view.go_to(index.row(), index.column())
        self.menu().popup(self.view.viewport().mapToGlobal(place))

    def _on_redo(self) -> None:
        if (form := self._unhappy) is None:
            return
        aspects = unhappy_aspects(form, self.model.words[form.plenary_id])
        preset = {"reason": f"{form.proposer}对{form.unit}答复的{aspects}不满意。{form.comment}".strip(), "units": (f"#{form.unit_id}",)}
        open_step(self.workspace, step_named("redo"), form.lead_id, preset=preset, parent=self.window())
        self.view.setFocus()

    def _on_recorded(self, form: FormRow) -> None:
        now = next((row for row in self.rows if row.id == form.id), None)
        if now is not None and unhappy_aspects(now, self.model.words[now.plenary_id]):
            self._unhappy = now
            self._show_box()

    def _on_refused(self, error: RuleError) -> None:
        self.panel.show_error(error)

    def _on_day(self, day: date | None) -> None:
        form = self.current()
        if form is not None and self.entry.put(form, "returned_on", day.isoformat() if day else ""):
            self._on_moved()

    def _on_comment(self, text: str) -> None:
        if (form := self.current()) is not None:
            self.entry.put(form, "comment", text)

    def _on_answered(self, name: str, word: str) -> None:
        if (form := self.current()) is not None:
            self.entry.put(form, name, word)

    def _on_scans(self, paths: Sequence[Path]) -> None:
        form = self.current()
        if form is None:
            return
        try:
            for path in paths:
                values = {"file": str(path), "kind": "征询意见表", "added_on": self.workspace.today}
                self.workspace.step(step_named("attach"), form.proposal_id, values)
        except RuleError as error:
            self._on_refused(error)
        self._on_moved()

    def _on_moved(self) -> None:
        form, column = self.current(), self.view.currentIndex().column()
        draft = self.model.draft(form) if form is not None else {}
        typed = draft.get("returned_on")
        day = form.returned_on if form is not None else None
        day = date.fromisoformat(typed) if typed else day
        comment = (draft.get("comment") or form.comment) if form is not None else ""
        scans = self.workspace.read(form_scans, form.proposal_id) if form is not None else []
        self.panel.show_form(form, day=day, comment=comment, scans=scans)
        if form is not None and column >= 0:
            key = KEYS[max(column, FIRST)]
            words = self.model.words[form.plenary_id].of(key) if key in ANSWERS else ()
            self.panel.show_words(key, words, self.model.answer(form, key))
        if form is not None:
            answers = {name: draft.get(name) or _word(getattr(form, name)) for name in OTHERS}
            self.panel.others.show_answers(answers, self.model.words[form.plenary_id].way, enabled=form.is_open)
        self._show_box()
        self.current_changed.emit(form.lead_id if form is not None else None)

    def _show_box(self) -> None:
        """The red box: the current reply if somebody is dissatisfied with it, else the last form entered so."""
        form = self.current()
        words = self.model.words
        mine = [row for row in self.rows if form is not None and row.group == form.group and unhappy_aspects(row, words[row.plenary_id])]
        if mine:
            self._unhappy = mine[0]
        elif self._unhappy is not None:
            still = next((row for row in self.rows if row.id == self._unhappy.id), None)
            is_bad = still is not None and still.stage is Stage.CONSULTING and unhappy_aspects(still, words[still.plenary_id])
            self._unhappy = still if is_bad else None
        bad = self._unhappy
        if bad is None:
            self.panel.box.show_words("", "", with_button=False)
            return
        own = words[bad.plenary_id]
        can = bad.stage is Stage.CONSULTING
        term = f"，期限 {own.redo_term}" if own.redo_term else ""
        what = f"可转重新办理{term}。" if can else f"现在是“{bad.stage.label}”。"
        head = f"{bad.number}　{bad.proposer}　不满意"
        self.panel.box.show_words(head, f"{unhappy_aspects(bad, own)}为不满意，{what}", with_button=can)

    def _build(self) -> None:
        side = QWidget()
        side.setProperty("surface", True)
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.view, 1)
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 6, 12, 6)
        hints = QWidget()
        flow = FlowLayout(hints, spacing=8)
        made = [KeyHint(key, words) for key, words in HINTS]
        for hint in made:
            flow.addWidget(hint)
        self._hints, self._hint = hints, made[0]
        self._fit_hints()
        row.addWidget(hints, 1)
        row.addWidget(self._count)
        column.addWidget(foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side, 1)
        whole.addWidget(self.panel)

    def _fit_hints(self) -> None:
        """One line: what does not fit stands in the list of keys."""
        self._hints.setFixedHeight(self._hint.sizeHint().height() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_hints"):
            self._fit_hints()


def _word(value: object) -> str:
    return {True: "是", False: "否", None: ""}[value] if value is None or isinstance(value, bool) else str(value)
