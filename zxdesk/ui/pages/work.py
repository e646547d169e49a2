"""The pages of work, one a stage: what waits in tabs, the file beside it with every step of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.stage import OPEN_STATES, Stage, UnitState
from zxdesk.queries.proposals import ProposalFilter, proposal_ids, proposal_rows
from zxdesk.queries.worklists import assignment_rows, feedback_rows, key_rows
from zxdesk.ui.file_pane import FilePane
from zxdesk.ui.pages.page import Page
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

Kind = Literal["proposals", "assignments", "forms", "keys"]
LIGHT = Column("light_mark", "灯", 90, kind="light", sort="due_on")
NUMBER = Column("shown_number", "号", 74)
TITLE = Column("title", "案由", 200, stretch=True, tip="title")
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "proposals": (
        NUMBER,
        TITLE,
        Column("proposers", "提案者", 110, tip="proposers_full"),
        Column("category", "类别", 110),
        Column("stage_label", "状态", 84, kind="badge"),
    ),
    "assignments": (
        LIGHT,
        NUMBER,
        TITLE,
        Column("unit", "承办单位", 110),
        Column("role_label", "角色", 58, kind="badge"),
        Column("state_label", "状态", 84, kind="badge"),
        Column("due_on", "期限", 84, kind="date"),
    ),
    "forms": (
        LIGHT,
        NUMBER,
        Column("proposer", "提案者", 90),
        Column("unit", "承办单位", 110),
        Column("attitude", "态度", 76),
        Column("result", "结果", 76),
        TITLE,
    ),
    "keys": (
        NUMBER,
        TITLE,
        Column("level", "督办级别", 130),
        Column("leader", "领衔领导", 90),
        Column("state_label", "督办状态", 76),
        Column("inspections", "记录", 48, kind="number"),
    ),
}


@dataclass(frozen=True)
class Tab:
    """One list of a page."""

    name: str
    kind: Kind
    stages: frozenset[Stage] = frozenset()
    states: frozenset[UnitState] = frozenset()
    only_late: bool = False
    only_asking: bool = False
    empty: str = "这里没有要办的。"


class WorkPage(Page):
    """A page of work; subclasses name their tabs and the part of the file they turn to."""

    tabs: tuple[Tab, ...] = ()
    part = "基本"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._bar = QTabBar()
        self._bar.setExpanding(False)
        self._bar.setAccessibleName(f"{self.name}的清单")
        self._lists = QStackedWidget()
        self.views: list[RowsView] = []
        self.file_pane = FilePane(workspace, neighbour=self.go)
        for tab in self.tabs:
            self._bar.addTab(tab.name)
            view = RowsView(COLUMNS[tab.kind])
            view.setAccessibleName(tab.name)
            view.set_empty(tab.empty)
            view.current_changed.connect(self._on_current)
            view.opened.connect(lambda _id: self.file_pane.focus_foot())
            self.views.append(view)
            self._lists.addWidget(view)
        self._bar.currentChanged.connect(self._on_tab)
        self.head.insertWidget(1, self._bar)
        side = QWidget()
        side.setProperty("surface", True)
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lists)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(side)
        self._splitter.addWidget(self.file_pane)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([690, 524])
        self.body.addWidget(self._splitter, 1)
        self._owners: list[dict[Any, int]] = [{} for _tab in self.tabs]
        self.file_pane.show_part(self.part)

    def refresh(self) -> None:
        """Read every list again; counts stand on the tabs."""
        for at, tab in enumerate(self.tabs):
            rows = self._rows(tab)
            self._owners[at] = {row["id"]: row["proposal_id"] for row in rows}
            self.views[at].replace(rows)
            self._bar.setTabText(at, f"{tab.name} {len(rows)}" if rows else tab.name)
        self._on_tab(self._bar.currentIndex())

    def go(self, by: int) -> None:
        """To the next or previous row."""
        view = self.views[self._bar.currentIndex()]
        at = view.currentIndex().row() + by
        if 0 <= at < view.rows.rowCount():
            view.selectRow(at)

    def show_tab(self, name: str) -> None:
        """Turn to a list by its name."""
        self._bar.setCurrentIndex(next(at for at, tab in enumerate(self.tabs) if tab.name == name))

    def _rows(self, tab: Tab) -> list[dict[str, Any]]:
        workspace, days = self.workspace, self.workspace.yellow_days
        if tab.kind == "proposals":
            wanted = ProposalFilter(plenary_id=workspace.plenary_id, stages=tab.stages)
            ids = workspace.read(proposal_ids, wanted, "number", today=workspace.today)
            return [plain_row(row, row.id) for row in workspace.read(proposal_rows, ids, today=workspace.today, yellow_days=days)]
        if tab.kind == "assignments":
            found = workspace.read(
                assignment_rows,
                today=workspace.today,
                yellow_days=days,
                plenary_id=workspace.plenary_id,
                states=tab.states or OPEN_STATES,
            )
            late = [row for row in found if row.due_on and row.due_on < workspace.today] if tab.only_late else found
            return [plain_row(row) for row in late if not tab.only_asking or row.state_label == "申请延期"]
        if tab.kind == "forms":
            return [
                plain_row(row)
                for row in workspace.read(
                    feedback_rows,
                    today=workspace.today,
                    yellow_days=days,
                    plenary_id=workspace.plenary_id,
                    only_out=tab.only_late,
                )
            ]
        return [plain_row(row) for row in workspace.read(key_rows, plenary_id=workspace.plenary_id)]

    def _on_tab(self, at: int) -> None:
        self._lists.setCurrentIndex(at)
        view = self.views[at]
        if view.current_id() is None and view.rows.rowCount():
            view.selectRow(0)
        self._on_current(view.current_id())

    def _on_current(self, row_id: object) -> None:
        owner = self._owners[self._bar.currentIndex()].get(row_id) if row_id is not None else None
        if owner != self.file_pane.proposal_id or owner is None:
            self.file_pane.show_proposal(owner)


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


class AssignPage(WorkPage):
    """交办: filed proposals to assign, units that hand back."""

    key, name, part = "assign", "交办", "承办"
    tabs = (
        Tab("待交办", "proposals", frozenset({Stage.FILED}), empty="没有待交办的提案。"),
        Tab("退办待定", "assignments", states=frozenset({UnitState.HAND_BACK}), empty="没有退办申请。"),
        Tab("待签收", "assignments", states=frozenset({UnitState.WAITING}), empty="没有待签收的承办件。"),
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


class FeedbackPage(WorkPage):
    """征询回访: forms to send, forms out, what to close, redo and archive."""

    key, name, part = "feedback", "征询回访", "征询回访"
    tabs = (
        Tab("待发征询", "proposals", frozenset({Stage.REPLIED}), empty="没有待发征询意见表的提案。"),
        Tab("征询中", "proposals", frozenset({Stage.CONSULTING}), empty="没有征询中的提案。"),
        Tab("未收回", "forms", only_late=True, empty="征询意见表都收回了。"),
        Tab("全部意见表", "forms", empty="还没有发出征询意见表。"),
        Tab("重新办理", "proposals", frozenset({Stage.REDOING}), empty="没有重新办理的提案。"),
        Tab("办结", "proposals", frozenset({Stage.CLOSED}), empty="没有待归档的提案。"),
        Tab("归档", "proposals", frozenset({Stage.ARCHIVED}), empty="还没有归档。"),
    )


class SupervisePage(WorkPage):
    """督办: key proposals, overdue units, promises being followed."""

    key, name, part = "supervise", "督办", "督办"
    tabs = (
        Tab("重点提案", "keys", empty="还没有重点提案。"),
        Tab("超期催办", "assignments", states=OPEN_STATES, only_late=True, empty="没有超期的承办件。"),
        Tab("跟踪", "proposals", frozenset({Stage.FOLLOWING}), empty="没有跟踪中的提案。"),
    )


WORK_PAGES: tuple[Callable[[Workspace], WorkPage], ...] = (ReviewPage, AssignPage, HandlePage, FeedbackPage, SupervisePage)


def plain_row(row: Any, proposal_id: int | None = None) -> dict[str, Any]:
    """A row of a query as the lists show it, with its light as a mark and the proposal it leads to."""
    values: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(row)}
    light = values.get("light")
    values["light_mark"] = (light.value, values["light_words"]) if light else None
    values["shown_number"] = values["number"] or values.get("receipt_number") or "草稿"
    if proposal_id is not None:
        values["proposal_id"] = proposal_id
    return values
