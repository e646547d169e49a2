"""征询回访: forms to enter, visits, what did not satisfy, promises, and the proposals at each stage of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QWidget

from zxdesk.domain.stage import Stage
from zxdesk.queries.feedback_after import follow_rows, unhappy_aspects, visits_due, visits_made
from zxdesk.queries.worklists import proposals_at
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.feedback_board_matrix import EntryBoard
from zxdesk.ui.pages.feedback_board_outgoing import PrintDialog, RemindDialog
from zxdesk.ui.pages.page import Page
from zxdesk.ui.widgets.tab_strip import TabStrip
from zxdesk.ui.workspace import Workspace

TABS = (
    ("录入征询表", "feedback_board_matrix", "EntryBoard"),
    ("回访", "feedback_board_visits", "VisitBoard"),
    ("不满意", "feedback_board_lists", "unhappy_list"),
    ("B 类跟踪", "feedback_board_lists", "followed_list"),
    ("各阶段提案", "feedback_board_lists", "StageLists"),
)
"""The tabs, each with the module and the name that makes its widget of a workspace, when it is first shown."""
LAST = len(TABS) - 1
REST = 600
"""Milliseconds without a change before the other tabs are counted."""


class FeedbackPage(Page):
    """The boards stand in tabs; each is made when first shown."""

    key, name = "feedback", "征询回访"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._bar = QTabBar()
        self._bar.setAccessibleName("征询回访的清单")
        self._stack = QStackedWidget()
        self._made: dict[int, QWidget] = {}
        for name, _module, _maker in TABS:
            self._bar.addTab(name)
        self.head.insertWidget(1, TabStrip(self._bar), 100)
        self.print_button = self.add_button("打印征询表…", icon="paper", clicked=self.print_forms)
        self.remind_button = self.add_button("催收…", icon="remind", clicked=self.remind)
        self.body.addWidget(self._stack, 1)
        self._late = LateAnswer(self)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        self._counting_others = QTimer(self, singleShot=True, interval=REST)
        self._counting_others.timeout.connect(self._count_others)
        self._bar.currentChanged.connect(self._on_tab)
        self._on_tab(0)
        workspace.form_wanted.connect(self.show_form)

    @property
    def board(self) -> EntryBoard:
        """The matrix."""
        found = self._at(0)
        assert isinstance(found, EntryBoard)
        return found

    @property
    def lists(self) -> Any:
        """The proposals by stage, a ``WorkPage``."""
        return self._at(LAST)

    @property
    def is_reading(self) -> bool:
        shown = self._stack.currentWidget()
        return self.board.is_opening or bool(getattr(shown, "is_reading", False))

    def make_rest(self) -> Iterator[None]:
        """Read the forms; the other boards are made when one turns to them."""
        self.board.read_ahead()
        yield

    def show_tab(self, name: str) -> QWidget:
        """Turn to a tab, or to a list of 各阶段提案, by its name."""
        names = [tab[0] for tab in TABS]
        if name in names:
            self._bar.setCurrentIndex(names.index(name))
        else:
            self._bar.setCurrentIndex(LAST)
            self.lists.show_tab(name)
        return self._at(self._bar.currentIndex())

    def show_proposal(self, proposal_id: int) -> None:
        """Turn to the forms of a proposal."""
        self._bar.setCurrentIndex(0)
        self.board.show_proposal(proposal_id)

    def show_form(self, proposal_id: int, line_id: int, assignment_id: int, redo: int) -> None:
        """Put the cursor in the first empty cell of one form, as when its code was scanned; says so when it is not out."""
        self.show_proposal(proposal_id)
        model, wanted = self.board.model, (line_id, assignment_id, redo)
        if not any((one.line_id, one.assignment_id, one.redo) == wanted for one in model.forms()):
            self.board.filters.clear()  # it may show another form of the same proposal
        form = next((one for one in model.forms() if (one.line_id, one.assignment_id, one.redo) == wanted), None)
        if form is None:
            self.workspace.said.emit("这张征询意见表还没有登记发出，或已有新的答复，或提案已归档；在提案里核对以后再录", "warning")
            return
        self.board.view.go_to(model.place(form.id), model.first_empty(form))
        self.board.view.setFocus()

    def refresh(self) -> None:
        """The boards read for themselves; here only the counts are."""
        self._counting.start()

    def current_proposal_id(self) -> int | None:
        """The proposal that menus act on."""
        board: Any = self._at(self._bar.currentIndex())
        found: int | None = board.current_proposal_id()
        return found

    def regions(self) -> list[QWidget]:
        """What F6 goes round: the parts of the board shown."""
        board: Any = self._at(self._bar.currentIndex())
        parts = getattr(board, "regions", None)
        if callable(parts):
            return [self._bar, *parts()]
        every: list[QSplitter] = [splitter for splitter in board.findChildren(QSplitter) if splitter.isVisible()]
        return [self._bar, *(every[0].widget(at) for at in range(every[0].count()))] if every else [self._bar, board]

    def print_forms(self) -> None:
        """打印征询意见表 of proposals whose forms are out."""
        PrintDialog(self.workspace, list(self.board.model.forms()), self.board.current(), self.window()).exec()

    def remind(self) -> None:
        """催收 the forms that are late."""
        RemindDialog(self.workspace, self.board.late(), self.window()).exec()

    def _at(self, at: int) -> QWidget:
        if at not in self._made:
            _name, module, maker = TABS[at]
            made: Any = getattr(import_module(f"zxdesk.ui.pages.{module}"), maker)(self.workspace)
            self._made[at] = made
            self._stack.addWidget(made)
            if at == 0:
                made.counted.connect(self._counting.start)
            elif at != LAST:
                made.counted.connect(lambda count: self._show_count(at, count))
        return self._made[at]

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentWidget(self._at(at))
        self._show_buttons()

    def _count(self) -> None:
        rows, words = self.board.rows, self.board.model.words
        out = sum(1 for row in rows if row.returned_on is None)
        self._show_count(0, out)
        self._show_count(2, sum(1 for row in rows if row.stage is Stage.CONSULTING and unhappy_aspects(row, words[row.plenary_id])))
        self._show_buttons()
        self._counting_others.start()

    def _count_others(self) -> None:
        """What is not seen on the matrix, when the hand rests; a count never slows the next key."""
        rows, words = self.board.rows, self.board.model.words
        door, plenary_id, today = self.workspace.door, self.workspace.plenary_id, self.workspace.today

        def others() -> dict[int, int]:
            made = door.read(visits_made, plenary_id=plenary_id)
            followed = door.read(follow_rows, today=today, plenary_id=plenary_id)
            waiting = door.read(proposals_at, {Stage.REPLIED, Stage.CONSULTING, Stage.REDOING}, plenary_id=plenary_id)
            return {1: len(visits_due(rows, words, made)), 3: sum(1 for row in followed if row.waits), LAST: len(waiting)}

        self._late.ask(others, self._show_counts)

    def _show_counts(self, counts: dict[int, int]) -> None:
        for at, count in counts.items():
            self._show_count(at, count)

    def _show_count(self, at: int, count: int) -> None:
        self._bar.setTabText(at, f"{TABS[at][0]} {count}" if count else TABS[at][0])

    def _show_buttons(self) -> None:
        is_entry = self._bar.currentIndex() == 0
        late = len(self.board.late())
        self.remind_button.setText(f"催收 {late} 份…" if late else "催收…")
        self.remind_button.setAccessibleName(self.remind_button.text())
        self.remind_button.setEnabled(late > 0)
        self.remind_button.setToolTip("" if late else "没有逾期未收的征询意见表")
        self.remind_button.updateGeometry()
        for button in (self.print_button, self.remind_button):
            button.setVisible(is_entry)
