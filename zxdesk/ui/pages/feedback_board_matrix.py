"""录入征询表: the matrix with its filters and panel, and where the cursor goes after each key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from zxdesk.domain.errors import RuleError
from zxdesk.queries.feedback_board import ANSWERS, FormRow, form_rows, form_words
from zxdesk.services.change import Change
from zxdesk.ui.after_paint import AfterPaint
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.feedback_board_frame import BoardFrame
from zxdesk.ui.pages.feedback_board_model import COMMENT, FIRST, KEYS, LAST, RETURNED, TITLES
from zxdesk.ui.pages.feedback_board_paste import PasteDialog, read_block
from zxdesk.ui.pages.work_list import is_large
from zxdesk.ui.workspace import Workspace

FEW = 40
"""How many proposals a change may touch for only their forms to be read again."""


class EntryBoard(BoardFrame):
    """Forms are filled with one key a cell.

    Signals: ``counted()`` when the forms were read again.
    """

    counted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._is_stale, self._is_opened = True, False
        self._opening, self._late = AfterPaint(self), LateAnswer(self)
        self._connect()
        for name, text, keys in (
            ("feedback.word", "填一格并右移", "1 … 9"), ("feedback.next", "录入这份，到下一份", "Enter"), ("feedback.same", "同上一位提案者", "="),
            ("feedback.clear", "清空一格，已录的退回未收", "Del"), ("feedback.comment", "写意见", "M"), ("feedback.date", "改收回日期", "R"),
        ):  # fmt: skip
            workspace.keys.describe(name, text, keys)
        workspace.keys.bind(self, "feedback.find", "按号或提案者找征询意见表", "Ctrl+F", self.filters.edit_search)

    def refresh(self, *, at_once: bool = False) -> None:
        """Read every form that can be entered, of a large plenary beside the window unless they are wanted at once.

        The cursor stays in its form, or goes to the next one to fill.
        """
        self._is_stale = False
        self._opening.drop()
        self.model.today = self.workspace.today
        self.filters.renew()
        door, plenary_id = self.workspace.door, self.workspace.plenary_id
        read = lambda: door.read(form_rows, plenary_id=plenary_id, with_done=False)  # noqa: E731
        self._late.ask_or_read(read, self._take, beside=not at_once and is_large(self.workspace, plenary_id))

    @property
    def is_opening(self) -> bool:
        """Whether it is shown and about to be read."""
        return self._opening.isActive() or self._late.is_waiting

    def read_ahead(self) -> None:
        """Read what is due before it is shown."""
        if self._is_stale:
            self.refresh()

    def show_proposal(self, proposal_id: int) -> bool:
        """Put the cursor in the first form of a proposal; False when it has none here."""
        if self._is_stale or self._late.is_waiting:
            self.refresh(at_once=True)
        if not any(proposal_id in (form.proposal_id, form.lead_id) for form in self.model.forms()):
            self.filters.clear()
        if not any(proposal_id in (form.proposal_id, form.lead_id) for form in self.model.forms()):
            self.filters.states.choose(("closed",))
        for at, form in enumerate(self.model.lines):
            if isinstance(form, FormRow) and proposal_id in (form.proposal_id, form.lead_id):
                self.view.go_to(at, self.model.first_empty(form))
                return True
        return False

    def late(self) -> list[FormRow]:
        """Shown forms that have not come back in time."""
        return [form for form in self.model.forms() if form.is_late(self.workspace.today) and form.is_open]

    def go_on(self, row: int) -> None:
        """To the next form that is out; says so when there is none."""
        at = self.model.next_out(max(row, -1))
        form = self.model.form_at(at)
        if form is not None:
            self.view.go_to(at, self.model.first_empty(form))
        elif self.model.lines:
            self.workspace.said.emit("这里的征询意见表都收回了", "done")
            if self.current() is None:
                self.view.go_to(1, FIRST)

    def go(self, by: int) -> None:
        """To the form above or below."""
        self.view._step(by, 0)

    def type_digit(self, digit: int) -> None:
        """The word with this number into the current cell, and on to the next."""
        form, column = self.current(), self.view.currentIndex().column()
        if form is None:
            return
        key = KEYS[column if column >= FIRST else self.model.first_empty(form)]
        if key not in ANSWERS:
            self.panel.edit_day() if key == "returned_on" else self.panel.edit_comment()
            return
        words = self.model.words[form.plenary_id].of(key)
        if digit > len(words):
            self._on_refused(RuleError(f"{TITLES[key]}只有 {len(words)} 项：{'、'.join(f'{at} {word}' for at, word in enumerate(words, 1))}。"))
            return
        was_out = form.returned_on is None
        if not self.entry.put(form, key, words[digit - 1]):
            return
        column = KEYS.index(key)
        if column < LAST:
            self.view.go_to(self.model.place(form.id), column + 1)
        elif was_out:
            self._finish(form)
        else:
            self._on_moved()

    def record_current(self) -> None:
        """Enter: a whole form is recorded, one begun stays a draft; on to the next."""
        form = self.current()
        if form is None:
            return
        if form.returned_on is None and self.model.draft(form):
            missing = self.model.missing(form)
            if not missing:
                self._finish(form)
                return
            lacking = "、".join(TITLES[key] for key in missing)
            self.workspace.said.emit(f"{form.number} {form.proposer}还缺{lacking}，先留作草稿", "warning")
        self.go_on(self.view.currentIndex().row())

    def _finish(self, form: FormRow) -> None:
        """Record a form whose cells are filled and go on, or go to the cell that is missing."""
        row = self.model.place(form.id)
        if missing := self.model.missing(form):
            self.view.go_to(row, KEYS.index(missing[0]))
            self._on_refused(RuleError(f"{'、'.join(TITLES[key] for key in missing)}还没有填，填了才能录入。"))
            return
        try:
            day = self.filters.returned_on()
        except RuleError as error:
            self.filters.day.set_invalid(True)
            self._on_refused(RuleError(f"上方的收回日期看不懂。{error.message}"))
            return
        if self.entry.record(form, day):
            self._count.setText(f"本次录入 {self.entry.count} 份")
            self.go_on(max(self.model.place(form.id), row - 1))

    def _on_asked(self, what: str) -> None:
        form, column = self.current(), self.view.currentIndex().column()
        if form is None:
            return
        key = KEYS[column]
        if what == "next":
            self.record_current()
        elif what == "open":
            self.workspace.wanted.emit("proposals", form.lead_id)
        elif what == "same":
            self._copy_above(form)
        elif what in ("clear", "back"):
            if self.entry.clear(form, key):
                self.view.go_to(self.model.place(form.id), column - 1 if what == "back" else column)
        elif what == "date" or (what == "edit" and column == RETURNED):
            self.panel.edit_day()
        elif what == "comment" or (what == "edit" and column == COMMENT):
            self.panel.edit_comment()

    def _copy_above(self, form: FormRow) -> None:
        row = self.model.place(form.id)
        above = self.model.above(row)
        if above is None:
            self._on_refused(RuleError("上面没有提案者，不能照填。"))
        elif self.entry.copy(above, form):
            if self.model.missing(form):
                self.view.go_to(row, self.model.first_empty(form))
            else:
                self._finish(form)

    def _on_pasted(self, text: str) -> None:
        form = self.current()
        if form is None:
            return
        block = read_block(self.model, self.view.currentIndex().row(), max(self.view.currentIndex().column(), FIRST), text)
        if not block:
            self._on_refused(RuleError("剪贴板里没有可以填的内容。在表格里复制面商、态度、针对性、结果几列，再在这里粘贴。"))
            return
        try:
            day = self.filters.returned_on()
        except RuleError as error:
            self._on_refused(error)
            return
        PasteDialog(self.workspace, self.model, block, day, self.entry, self.window()).exec()
        self.view.setFocus()

    def _take(self, rows: list[FormRow]) -> None:
        self.rows = rows
        self._show()
        self.counted.emit()
        if self._is_opened:
            self._start()

    def _show(self) -> None:
        """Show the rows that pass the filters; the cursor stays in its form."""
        form, column = self.current(), self.view.currentIndex().column()
        words = self.workspace.read(form_words, {row.plenary_id for row in self.rows})
        self.filters.offer(self.rows)
        place = self.view.verticalScrollBar().value()
        moved = self.model.set_rows(self.filters.chosen(self.rows, words, self.model.drafts), words)
        self.entry.drop_settled()
        if moved:
            self.view.verticalScrollBar().setValue(place)
            at = self.model.place(form.id) if form is not None else -1
            self.view.go_to(at, column) if at >= 0 else self.go_on(-1)
        action = ("清除筛选", self.filters.clear) if self.rows else (None, None)
        self.view.empty.set_words("没有符合筛选的征询意见表。" if self.rows else "没有发出的征询意见表。", *action)
        self._on_moved()

    def _on_changed(self, change: object) -> None:
        if not self.isVisible() or self._is_stale:
            self._is_stale = True
        elif not isinstance(change, Change) or not change.proposals or len(change.proposals) > FEW or not self._patch(change):
            self.refresh()

    def _patch(self, change: Change) -> bool:
        """Read only the forms of the proposals that changed; False when forms came or went."""
        fresh = self.workspace.read(form_rows, plenary_id=self.workspace.plenary_id, proposal_ids=change.proposals, with_done=False)
        leads = {row.lead_id for row in fresh} | change.proposals
        held = [row for row in self.rows if row.lead_id in leads]
        if [row.id for row in held] != [row.id for row in fresh]:
            return False
        taken_back = [new.id for old, new in zip(held, fresh, strict=True) if old.returned_on and not new.returned_on]
        by_id = {row.id: row for row in fresh}
        self.rows = [by_id.get(row.id, row) for row in self.rows]
        self._show()
        if taken_back and (at := self.model.place(taken_back[-1])) >= 0:
            self.view.go_to(at, FIRST)
        self.counted.emit()
        return True

    def _on_plenary(self) -> None:
        self.entry.load()
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _connect(self) -> None:
        self.view.digit.connect(self.type_digit)
        self.view.asked.connect(self._on_asked)
        self.view.pasted.connect(self._on_pasted)
        self.view.empty.hide()
        self.panel.chosen.connect(self._on_word_clicked)
        self.panel.day_set.connect(self._on_day)
        self.panel.commented.connect(self._on_comment)
        self.panel.answered.connect(self._on_answered)
        self.panel.scanned.connect(self._on_scans)
        self.panel.left.connect(self.view.setFocus)
        self.filters.changed.connect(self._show)
        self.filters.left.connect(self.view.setFocus)
        self.workspace.changed.connect(self._on_changed)
        self.workspace.plenary_changed.connect(self._on_plenary)
        self.entry.load()

    def _on_word_clicked(self, digit: int) -> None:
        self.type_digit(digit)
        self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus()
        self._opening.run_first(self._open, before_keys_of=self.view)

    def _open(self) -> None:
        self._is_opened = True
        self.read_ahead()
        self.entry.tell_unsaved()
        if not self._late.is_waiting:
            self._start()

    def _start(self) -> None:
        """The cursor in the next form to fill."""
        self._is_opened = False
        form = self.current()
        if form is None or form.returned_on is not None:
            self.go_on(self.view.currentIndex().row())

    def hideEvent(self, event: QHideEvent) -> None:
        self.entry.keep()
        super().hideEvent(event)
