"""The pages of work, one a stage: what waits in tabs, the file beside it with every step of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from zxdesk.domain.stage import OPEN_STATES, Stage, UnitState
from zxdesk.queries.work_lists import Kind, WorkList, work_count
from zxdesk.services.step import Step
from zxdesk.ui.after_paint import AfterPaint
from zxdesk.ui.file_pane import FilePane
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.side_by_side import SideBySide
from zxdesk.ui.pages.work_list import WorkListSide
from zxdesk.ui.widgets.tab_strip import TabStrip
from zxdesk.ui.workspace import Workspace


class Board(Protocol):
    """What a widget that stands in a tab instead of a list can do; it is a QWidget.

    Where its tab shows the file beside it, it has a signal ``current_changed(object)`` with a proposal's id or None.
    """

    def refresh(self) -> None:
        """Read again and show."""

    def go(self, by: int) -> None:
        """To the next or previous proposal."""


@dataclass(frozen=True)
class Tab:
    """One list of a page, or a board; ``with_file`` keeps the file beside a board, which has the whole width otherwise."""

    name: str
    kind: Kind = "proposals"
    stages: frozenset[Stage] = frozenset()
    states: frozenset[UnitState] = frozenset()
    only_late: bool = False
    only_asking: bool = False
    empty: str = "这里没有要办的。"
    board: Callable[[Workspace], QWidget] | None = None
    with_file: bool = False

    @property
    def wanted(self) -> WorkList:
        """What its list holds."""
        return WorkList(self.kind, self.stages, self.states, self.only_late, self.only_asking)


class WorkPage(Page):
    """A page of work; subclasses name their tabs and the part of the file they turn to.

    Only the tab shown is made, and a board with which the page opens is read after it was painted; the counts of the others are read beside
    the window, they are made while nobody touches anything, or when one turns to them.
    """

    tabs: tuple[Tab, ...] = ()
    part = "基本"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._bar = QTabBar()
        self._bar.setAccessibleName(f"{self.name}的清单")
        self.head.insertWidget(1, TabStrip(self._bar), 100)
        self._lists = QStackedWidget(self)  # given its page at once, as the splitter is: Qt styles again whatever moves to another parent
        self.sides: dict[int, WorkListSide | None] = {}  # by the place of their tab, those that are made
        self.views: dict[int, Any] = {}  # a RowsView, or the board of a tab
        self._stale = set(range(len(self.tabs)))
        self.file_pane = FilePane(workspace, neighbour=self.go, place=self._place)
        self.file_pane.stayed.connect(self._on_stayed)
        self._row: object = None  # the one the file was opened from
        self._opening = AfterPaint(self)
        for tab in self.tabs:
            self._bar.addTab(tab.name)
        self._make_tab(0)
        self.splitter = SideBySide(
            workspace, self.key, self._lists, self.file_pane,
            enter_list=self._enter_list, enter_file=self.file_pane.focus_foot, parent=self,
        )  # fmt: skip
        self.body.addWidget(self.splitter, 1)
        self._late = LateAnswer(self)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        self._bar.currentChanged.connect(self._on_tab)
        self.file_pane.show_part(self.part)

    def make_rest(self) -> Iterator[None]:
        """Make the lists of the other tabs."""
        for at in range(len(self.tabs)):
            if at not in self.views:
                self._make_tab(at)
                yield

    @property
    def is_reading(self) -> bool:
        return super().is_reading or self._opening.isActive() or any(side is not None and side.is_reading for side in self.sides.values())

    def refresh(self) -> None:
        """Read the list shown again, the others when they are turned to; counts stand on the tabs."""
        self._stale = set(range(len(self.tabs)))
        self._on_tab(self._bar.currentIndex())
        self._counting.start()

    def go(self, by: int) -> None:
        """To the next or previous row."""
        view = self.views[self._bar.currentIndex()]
        if self.sides[self._bar.currentIndex()] is None:
            view.go(by)
            return
        at = view.currentIndex().row() + by
        if 0 <= at < view.rows.rowCount():
            view.setCurrentIndex(view.rows.index(at, 0))

    def show_tab(self, name: str) -> None:
        """Turn to a list by its name."""
        self._bar.setCurrentIndex(next(at for at, tab in enumerate(self.tabs) if tab.name == name))

    def current_proposal_id(self) -> int | None:
        """The proposal that menus act on."""
        side = self.sides[self._bar.currentIndex()]
        board = self.views[self._bar.currentIndex()]
        if side is None and callable(found := getattr(board, "current_proposal_id", None)):
            return found()  # type: ignore[no-any-return]
        return self.file_pane.proposal_id

    def do_step(self, step: Step) -> bool:
        """A step of a menu: on all that are selected, else on the one shown."""
        side = self.sides[self._bar.currentIndex()]
        if side is not None and len(side.view.selected_ids()) > 1:
            return side.runner.do(step, side.chosen())
        return self.file_pane.do(step)

    def _make_tab(self, at: int) -> None:
        tab = self.tabs[at]
        if tab.board is not None:
            board: Any = tab.board(self.workspace)
            board.setAccessibleName(board.accessibleName() or tab.name)
            if tab.with_file:
                board.current_changed.connect(self.file_pane.show_proposal)
            self.sides[at], self.views[at] = None, board
            self._lists.addWidget(board)
            return
        side = WorkListSide(self.workspace, tab.name, tab.wanted, empty=tab.empty)
        side.counted.connect(lambda count: self._show_count(at, count))
        side.view.current_changed.connect(self._on_current)
        side.view.opened.connect(lambda _id: self.file_pane.open_wide())
        side.opened.connect(lambda _id: self.file_pane.open_wide())
        self.workspace.memory.keep_columns(f"{self.key}-{tab.name}", side.view)
        self.sides[at], self.views[at] = side, side.view
        self._lists.addWidget(side)

    def _place(self) -> tuple[int, int]:
        side = self.sides[self._bar.currentIndex()]
        return (side.view.currentIndex().row() + 1, side.view.rows.rowCount()) if side is not None else (0, 0)

    def _enter_list(self) -> None:
        self.views[self._bar.currentIndex()].setFocus()

    def _on_tab(self, at: int) -> None:
        if at not in self.views:
            self._make_tab(at)
        side, tab = self.sides[at], self.tabs[at]
        self._lists.setCurrentWidget(side or self.views[at])
        self.splitter.set_whole(tab.board is not None and not tab.with_file)
        if at in self._stale:
            self._stale.discard(at)
            board = self.views[at]
            if side is None and at == 0:
                self._opening.run_first(board.refresh, before_keys_of=board.focusProxy() or board)
            elif side is None:
                board.refresh()
            else:
                side.read()
        if side is not None:
            self._on_current(side.view.current_id())

    def _on_current(self, row_id: object) -> None:
        side = self.sides[self._bar.currentIndex()]
        if side is None:
            return
        owner = side.proposal_of(row_id)
        if owner == self.file_pane.proposal_id or self.file_pane.typing.may_leave():
            self._row = row_id
        else:
            self._on_stayed(self.file_pane.proposal_id or 0)
            return
        if owner != self.file_pane.proposal_id or owner is None:
            self.file_pane.show_proposal(owner)
        else:
            self.file_pane.show_place()

    def _on_stayed(self, proposal_id: int) -> None:
        """Back to the row the file was opened from, or to one of its proposal."""
        side = self.sides[self._bar.currentIndex()]
        if side is None:
            return
        if self._row is None or side.proposal_of(self._row) != proposal_id or not side.view.select_id(self._row):
            side.select_proposal(proposal_id)

    def _count(self) -> None:
        workspace = self.workspace
        door, today, plenary_id = workspace.door, workspace.today, workspace.plenary_id
        asked = [(at, tab.wanted) for at, tab in enumerate(self.tabs) if tab.board is None]

        def counts() -> list[tuple[int, int]]:
            return [(at, door.read(work_count, wanted, today=today, plenary_id=plenary_id)) for at, wanted in asked]

        self._late.ask(counts, self._show_counts)

    def _show_counts(self, counts: Sequence[tuple[int, int]]) -> None:
        for at, count in counts:
            self._show_count(at, count)

    def _show_count(self, at: int, count: int) -> None:
        self._bar.setTabText(at, f"{self.tabs[at].name} {count}" if count else self.tabs[at].name)


class ReviewPage(WorkPage):
    """审查: taken in, reviewed twice, decided, and what was not filed."""

    key, name, part = "review", "审查", "审查"
    tabs = (
        Tab("待初审", "proposals", frozenset({Stage.RECEIVED}), empty="没有待初审的提案。"),
        Tab("待复审", "proposals", frozenset({Stage.FIRST_REVIEWED}), empty="没有待复审的提案。"),
        Tab("待审定", "proposals", frozenset({Stage.SECOND_REVIEWED}), empty="没有待审定的提案。"),
        Tab("退回补充", "proposals", frozenset({Stage.RETURNED}), empty="没有退回补充的提案。"),
        Tab("草稿", "proposals", frozenset({Stage.DRAFT}), empty="没有草稿。"),
        Tab(
            "未立案",
            "proposals",
            frozenset({Stage.MERGED, Stage.OPINION, Stage.NOT_FILED, Stage.WITHDRAWN}),
            empty="没有并案、转意见、不予立案和撤案的提案。",
        ),
    )


class HandlePage(WorkPage):
    """办理: undertakings at work, by the most urgent deadline."""

    key, name, part = "handle", "办理", "承办"
    tabs = (
        Tab("在办", "assignments", states=OPEN_STATES, empty="没有在办的承办件。"),
        Tab("已超期", "assignments", states=OPEN_STATES, only_late=True, empty="没有超期的承办件。"),
        Tab("延期待定", "assignments", states=OPEN_STATES, only_asking=True, empty="没有延期申请。"),
        Tab("答复待审", "assignments", states=frozenset({UnitState.DRAFTED}), empty="没有送审的答复。"),
        Tab(
            "已答复",
            "assignments",
            states=frozenset({UnitState.REPLIED, UnitState.JUDGED, UnitState.OPINION_GIVEN}),
            empty="还没有答复。",
        ),
    )
