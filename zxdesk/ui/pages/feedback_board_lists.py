"""The lists of the feedback page that have the file beside them: dissatisfied answers, promises, and proposals by stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout

from zxdesk.domain.stage import Stage
from zxdesk.queries.feedback_after import follow_rows, unhappy_aspects
from zxdesk.queries.feedback_board import form_rows, form_words
from zxdesk.ui import icons
from zxdesk.ui.file_pane import FilePane
from zxdesk.ui.file_stage import NEXT
from zxdesk.ui.pages.fresh_list import FreshList
from zxdesk.ui.pages.side_by_side import SideBySide
from zxdesk.ui.pages.work import Tab, WorkPage
from zxdesk.ui.passing import pop_up
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

SHOWN_STEPS = 6
"""Steps that stand in the menu of a row; the others are one level down."""
Read = Callable[[], list[dict[str, Any]]]
Rows = Callable[[Workspace], Read]
UNHAPPY = (
    Column("number", "号", 64), Column("proposer", "提案者", 96), Column("unit", "承办单位", 104, yields=2), Column("attitude", "态度", 70),
    Column("result", "结果", 70), Column("stage_label", "状态", 84, kind="badge"), Column("returned_on", "收回", 84, kind="date", yields=3),
    Column("comment", "意见", 160, stretch=True, tip="comment"),
)  # fmt: skip
FOLLOWED = (
    Column("light_mark", "灯", 96, kind="light", sort="promised_on"), Column("number", "号", 64),
    Column("title", "案由", 160, stretch=True, tip="title"), Column("unit", "承办单位", 104, yields=2),
    Column("state_label", "跟踪", 116), Column("promised_on", "承诺", 84, kind="date"), Column("planned_on", "回头看", 84, kind="date", yields=1),
)  # fmt: skip


class OwnedList(FreshList):
    """A list whose rows belong to proposals, with the file of the current one.

    Signals: ``counted(int)`` with how many wait; rows say so with ``waits``.
    """

    counted = Signal(int)

    def __init__(self, workspace: Workspace, key: str, name: str, columns: tuple[Column, ...], rows: Rows, *, empty: str, part: str) -> None:
        super().__init__(workspace, RowsView(columns))
        self._read = rows
        self._owners: dict[object, int] = {}
        self.view.setAccessibleName(name)
        self.view.set_empty(empty)
        self.file_pane = FilePane(workspace, neighbour=self.go, place=self._place)
        self.file_pane.show_part(part)
        self.splitter = SideBySide(workspace, key, self.view, self.file_pane, enter_list=self.view.setFocus, enter_file=self.file_pane.focus_foot)
        self.view.current_changed.connect(self._on_current)
        self.view.opened.connect(lambda _id: self.splitter.show_file())
        self.view.context_wanted.connect(self.open_menu)
        self.view.copied.connect(lambda count: workspace.said.emit(f"已复制 {count} 行", "done"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)

    def question(self) -> Callable[[], Any]:
        return self._read(self.workspace)

    def show_found(self, rows: list[dict[str, Any]]) -> None:
        """The file beside the rows shows the current one."""
        self._owners = {row["id"]: row["proposal_id"] for row in rows}
        self.view.replace(rows)
        if self.view.current_id() is None and rows:
            self.view.selectRow(0)
        self._on_current(self.view.current_id())
        self.counted.emit(sum(1 for row in rows if row["waits"]))

    def go(self, by: int) -> None:
        """To the next or previous row."""
        at = self.view.currentIndex().row() + by
        if 0 <= at < self.view.rows.rowCount():
            self.view.selectRow(at)

    def current_proposal_id(self) -> int | None:
        """The proposal of the current row."""
        return self.file_pane.proposal_id

    def open_menu(self, at: QPoint) -> None:
        """Open the menu of the current row; ``at`` is a place of the screen."""
        if self.view.current_id() is not None:
            self.menu = self.made_menu()
            pop_up(self.menu, at)

    def made_menu(self) -> QMenu:
        """What fits the proposal of the current row, its next steps first: open, steps, copy."""
        menu = QMenu(self)
        menu.addAction(icons.get("right"), "打开", self.splitter.show_file)
        menu.addSeparator()
        fitting = {step.verb: step for step in self.file_pane.fitting_steps()}
        order = [verb for verb in dict.fromkeys((*NEXT.get(str(self.file_pane.file.get("stage", "")), ()), *fitting)) if verb in fitting]
        later = QMenu("更多步骤", menu) if len(order) > SHOWN_STEPS else menu
        for at, verb in enumerate(order):
            place = menu if at < SHOWN_STEPS else later
            place.addAction(f"{fitting[verb].label}…", partial(self.file_pane.do, fitting[verb]))
        if later is not menu:
            menu.addMenu(later)
        menu.addSeparator()
        menu.addAction("复制", self.view.copy)
        return menu

    def _place(self) -> tuple[int, int]:
        return self.view.currentIndex().row() + 1, self.view.rows.rowCount()

    def _on_current(self, row_id: object) -> None:
        owner = self._owners.get(row_id)
        if owner is None or owner != self.file_pane.proposal_id:
            self.file_pane.show_proposal(owner)


def unhappy_list(workspace: Workspace) -> OwnedList:
    """不满意: every answer that asks for handling again, those not yet decided first."""
    return OwnedList(workspace, "feedback-unhappy", "不满意", UNHAPPY, _unhappy_rows, empty="没有不满意的征询意见。", part="征询回访")


def followed_list(workspace: Workspace) -> OwnedList:
    """B 类跟踪: what was only promised, by its day."""
    return OwnedList(workspace, "feedback-followed", "B 类跟踪", FOLLOWED, _followed_rows, empty="没有要跟踪的答复。", part="答复")


class StageLists(WorkPage):
    """Proposals by the stage they wait at."""

    key, name, part = "feedback-stages", "征询各阶段", "征询回访"
    tabs = (
        Tab("待发征询", "proposals", frozenset({Stage.REPLIED}), empty="没有待发征询意见表的提案。"),
        Tab("征询中", "proposals", frozenset({Stage.CONSULTING}), empty="没有征询中的提案。"),
        Tab("重新办理", "proposals", frozenset({Stage.REDOING}), empty="没有重新办理的提案。"),
        Tab("办结", "proposals", frozenset({Stage.CLOSED}), empty="没有待归档的提案。"),
        Tab("归档", "proposals", frozenset({Stage.ARCHIVED}), empty="还没有归档。"),
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.title.hide()


def _unhappy_rows(workspace: Workspace) -> Read:
    door, plenary_id = workspace.door, workspace.plenary_id

    def read() -> list[dict[str, Any]]:
        forms = door.read(form_rows, plenary_id=plenary_id)
        words = door.read(form_words, {form.plenary_id for form in forms})
        bad = [form for form in forms if unhappy_aspects(form, words[form.plenary_id])]
        rows = [
            {name: getattr(form, name) for name in ("id", "number", "proposer", "unit", "attitude", "result", "returned_on", "comment")}
            | {"proposal_id": form.lead_id, "stage_label": form.stage.label, "waits": form.stage is Stage.CONSULTING}
            for form in bad
        ]
        return sorted(rows, key=lambda row: not row["waits"])

    return read


def _followed_rows(workspace: Workspace) -> Read:
    door, today, plenary_id, days = workspace.door, workspace.today, workspace.plenary_id, workspace.yellow_days

    def read() -> list[dict[str, Any]]:
        rows = door.read(follow_rows, today=today, yellow_days=days, plenary_id=plenary_id)
        return [asdict(row) | {"light_mark": (row.light.value, row.light_words) if row.light else None} for row in rows]

    return read
