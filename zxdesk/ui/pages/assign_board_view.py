"""The assignment board: matrix, legend and side panel over the clerk's plan, which survives leaving the page and the program."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.domain.deadline import Deadline
from zxdesk.queries.assign_board import NOTHING, assign_board, batch_deadlines
from zxdesk.queries.drafts import draft
from zxdesk.services.batch import Item, Outcome
from zxdesk.services.draft import discard_draft, save_draft
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.pages.assign_board_foot import TOLD, BoardFoot
from zxdesk.ui.pages.assign_board_matrix import AssignMatrix
from zxdesk.ui.pages.assign_board_model import AssignModel
from zxdesk.ui.pages.assign_board_plan import AssignPlan, BatchPlan
from zxdesk.ui.pages.assign_board_settings import BatchSettings
from zxdesk.ui.pages.assign_board_side import BoardSide, board_warnings, deadline_words
from zxdesk.ui.pages.board_preview import BatchPreview, Line
from zxdesk.ui.table import shown
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.jump_line import JumpLine
from zxdesk.ui.widgets.matrix_head import StateStrip, link_bars, scaled
from zxdesk.ui.widgets.picker import Option
from zxdesk.ui.workspace import Workspace

KIND = "assign-board"
PAUSE = 400
"""Milliseconds after the last choice before the draft is written."""
NARROW = 940


class AssignBoard(QWidget):
    """Filed proposals with their units to be; nothing before the first ``refresh``.

    Signals: ``planned()`` when what would be issued changed.
    """

    planned = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setAccessibleName("交办矩阵")
        self._key = ""
        self._due: dict[str, Deadline] = {}
        self._is_narrow = False
        self.plan = AssignPlan(NOTHING, workspace.today)
        self.model = AssignModel(self.plan)
        self.matrix = AssignMatrix(self.model)
        self.side = BoardSide()
        self.side.setParent(self)
        self.foot = BoardFoot(self.toggle_side)
        self.preview: BatchPreview | None = None
        self._build()
        self._saving = QTimer(self, singleShot=True, interval=PAUSE)
        self._saving.timeout.connect(self._save)
        self.model.chosen.connect(self._on_chosen)
        self.matrix.moved.connect(self._show_cell)
        self.matrix.find_wanted.connect(self.find_unit)
        self.matrix.opened.connect(lambda proposal_id: workspace.wanted.emit("proposals", proposal_id))
        self._bind_keys()

    def refresh(self) -> None:
        """Read again; choices, cursor and place stay."""
        if self._key != self._draft_key():
            self._save_now()
            self.plan = self.model.plan = self._new_plan()
        else:
            self.plan.board = self.workspace.read(assign_board, today=self.workspace.today, plenary_id=self.workspace.plenary_id)
            self.plan.today = self.workspace.today
        self._due = {}
        self.matrix.renew()
        self._show_all()

    def go(self, by: int) -> None:
        """To the next or previous proposal."""
        self.matrix.go(self.matrix.currentIndex().row() + by, max(self.matrix.currentIndex().column(), 0))

    def current_proposal_id(self) -> int | None:
        """The proposal under the cursor, for menus."""
        return self.matrix.here()[0]

    def count(self) -> int:
        """How many proposals wait."""
        return len(self.plan.board.rows)

    def fill(self) -> None:
        """按意向填入: what was agreed or wished, for every untouched proposal."""
        filled = self.model.fill()
        self.workspace.said.emit(f"按意向填入 {filled} 件。" if filled else "没有可填的：还没选单位的提案都没有意向。", "done")
        self.matrix.setFocus()

    def settings(self) -> BatchSettings:
        """批次设置…: the dialog, shown."""
        dialog = BatchSettings(self.plan, self._on_settings, parent=self)
        dialog.open()
        return dialog

    def issue(self) -> None:
        """交办 N 件…: show the batch, tried beforehand; it goes out from there."""
        items = self.plan.items()
        if not items:
            self.workspace.said.emit("本批还没有配齐的提案。先给提案选主办、独办或分办单位。", "warning")
            return
        batch, day = self.plan.batch_name, shown(self.plan.assigned_on, year=self.plan.today.year)
        ready = self.plan.ready()
        number = self.plan.settings.document_number
        note = f"{day}交办{f'，{number}' if number else ''}。答复期限 {deadline_words(self.plan, self._deadlines())}。"
        lines = [Line(row.number, row.title, self.plan.unit_words(row.id)) for row in ready]
        self.preview = BatchPreview(
            self.workspace, self, verb="交办", title=f"交办 {len(items)} 件，{batch}", note=note, items=items, lines=lines, words_head="承办单位",
            go=self._issue,
        )  # fmt: skip
        self.preview.open()

    def find_unit(self) -> None:
        """Look a unit up by name, alias or initials; Enter gives it the row, Shift+Enter only goes there."""
        day = self.plan.assigned_on
        options = [
            Option(str(unit.id), unit.short, unit.search_keys, unit.name if unit.name != unit.short else "")
            for unit in self.plan.board.units.values()
            if unit.exists_on(day)
        ]
        below = self.matrix.visualRect(self.matrix.currentIndex()).bottomLeft() + QPoint(1, 2)
        corner = self.matrix.viewport().mapTo(self, QPoint(max(below.x(), 0), below.y()))
        self.finder.open_at(corner.x(), corner.y(), options)

    def toggle_side(self) -> None:
        """Pull the drawer out or push it in, where the window is too narrow to keep it open."""
        if self._is_narrow:
            self.side.setVisible(not self.side.isVisible())
            self._place_side()

    def take_back(self, *, again: bool = False) -> None:
        """Take the last choice back, or make it again; nothing of it was in the register."""
        row = self.model.take_back(again=again)
        if row is not None:
            self.matrix.go(row, max(self.matrix.currentIndex().column(), 0))

    def _build(self) -> None:
        self.finder = JumpLine("找单位：名称、简称、别名或拼音首字母", (("Enter", "填入"), ("Shift+Enter", "只到这一列"), ("Esc", "返回")), self)
        self.finder.found.connect(self._on_found)
        self.finder.left.connect(self.matrix.setFocus)
        strip, bar = StateStrip(self.matrix), QScrollBar(Qt.Orientation.Vertical)
        self.matrix.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        link_bars(self.matrix.verticalScrollBar(), bar)
        self._strip = strip
        grid = QWidget()
        row = QHBoxLayout(grid)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget, stretch in ((self.matrix, 1), (strip, 0), (bar, 0)):
            row.addWidget(widget, stretch)
        self._stack = QStackedWidget()
        self._stack.setProperty("surface", True)
        self._stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack.addWidget(grid)
        self._nothing = EmptyState("没有待交办的提案。立案以后在这里选承办单位。")
        self._nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._nothing.setAccessibleName("没有待交办的提案")
        self._stack.addWidget(self._nothing)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._stack, 1)
        left.addWidget(self.foot)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.side)
        self.setFocusProxy(self.matrix)

    def _bind_keys(self) -> None:
        keys = self.workspace.keys
        for name, text, key in TOLD:
            keys.describe(f"assign.{name}", text, key)
        keys.bind(self, "assign.fill", "按意向填入", "Ctrl+I", self.fill)
        keys.bind(self, "assign.settings", "批次设置", "Ctrl+Shift+B", self.settings)
        self._undo = keys.bind(self.matrix, "assign.undo", "收回上一次选择", "Ctrl+Z", self.take_back)
        self._redo = keys.bind(self.matrix, "assign.redo", "再作收回的选择", "Ctrl+Y; Ctrl+Shift+Z", lambda: self.take_back(again=True))
        self._drawer_key = keys.bind(self, "assign.side", "打开或收起本批预览", "F6", self.toggle_side)

    def _new_plan(self) -> AssignPlan:
        board = self.workspace.read(assign_board, today=self.workspace.today, plenary_id=self.workspace.plenary_id)
        plan = AssignPlan(board, self.workspace.today)
        self._key = self._draft_key()
        kept = self.workspace.read(draft, KIND, self._key, clerk=self.workspace.door.actor.name)
        if kept is not None:
            plan.restore(kept.values)
        return plan

    def _draft_key(self) -> str:
        return str(self.workspace.plenary_id or "all")

    def _deadlines(self) -> dict[str, Deadline]:
        if not self._due:
            self._due = self.workspace.read(batch_deadlines, plenary_id=self.workspace.plenary_id, on=self.plan.assigned_on)
        return self._due

    def _on_chosen(self) -> None:
        self._saving.start()
        self._show_all()

    def _show_all(self) -> None:
        had_focus = self.matrix.hasFocus()
        self._stack.setCurrentIndex(0 if self.count() else 1)
        if had_focus and not self.count():
            self._nothing.setFocus()
        if not self.matrix.currentIndex().isValid():
            self.matrix.go(0, 0)
        self._show_cell()
        self.side.show_batch(self.plan, self._deadlines())
        warnings = board_warnings(self.plan)
        self.side.show_warnings(warnings)
        self.foot.show_count(len(warnings))
        self._strip.update()
        self._undo.setEnabled(bool(self.plan.past))  # the window's own 撤销 has the key when there is nothing to take back here
        self._redo.setEnabled(bool(self.plan.future))
        self.planned.emit()

    def _show_cell(self) -> None:
        index = self.matrix.currentIndex()
        row, unit = self.model.row_at(index.row()), self.model.unit_at(index.column())
        self.side.show_cell(self.plan, row, unit)
        self.foot.say(self.plan.fault(row.id) if row is not None and not self.side.isVisible() else "")
        self._strip.update()

    def _on_found(self, key: str, only_show: bool) -> None:
        unit_id = int(key)
        if all(unit.id != unit_id for unit in self.model.units):
            self.plan.added.append(unit_id)
            self.matrix.renew()
            self._saving.start()
        row, _unit = self.matrix.here()
        self.matrix.go(*self.model.place(row, unit_id))
        if not only_show and row is not None and self.plan.role(row, unit_id) is None:
            self.matrix.give(self.plan.natural_role(row))
        self.matrix.setFocus()

    def _on_settings(self, settings: BatchPlan) -> None:
        self.plan.settings = settings
        self._due = {}
        self._on_chosen()

    def _issue(self, items: list[Item]) -> None:
        batch = self.plan.batch_name
        self.workspace.start_many(f"交办 {len(items)} 件", items, label=f"交办 {len(items)} 件（{batch}）", done=self._on_issued)

    def _on_issued(self, outcome: Outcome) -> None:
        if outcome.done:
            self.plan.settings = BatchPlan()
            self.plan.forget()
            self._due = {}
            self.refresh()
            self._save()
            (self.matrix if self.count() else self._nothing).setFocus()

    def _save(self) -> None:
        """Keep the plan, or throw its draft away when nothing is left."""
        self._saving.stop()
        kept: dict[str, Any] = self.plan.kept()
        writer = DraftWriter.of(self.workspace)
        if any(kept.values()):
            writer.run("", save_draft, KIND, self._key, kept, title="交办的选择")
        else:
            writer.run("", discard_draft, KIND, self._key)

    def _save_now(self) -> None:
        if self._saving.isActive():
            self._save()

    def _place_side(self) -> None:
        if self._is_narrow:
            self.side.setGeometry(self.width() - self.side.width(), 0, self.side.width(), self.height() - self.foot.height())
            self.side.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < scaled(NARROW)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            (self._row.removeWidget if narrow else self._row.addWidget)(self.side)
            self.side.setVisible(not narrow)
        self._drawer_key.setEnabled(narrow)  # with the panel in its place F6 goes from region to region
        self.side.fit()
        self.foot.fit(self.width() - (0 if narrow else self.side.minimumWidth()), with_drawer=narrow)
        self._place_side()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._save_now()
