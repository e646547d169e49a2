"""The file of one proposal: heading, stage line, ten parts, and at the foot what can be done next."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout

from zxdesk.domain.errors import RuleError
from zxdesk.queries.file import proposal_file
from zxdesk.services.step import Step
from zxdesk.ui.file_acts import FileActs
from zxdesk.ui.file_cards import AssignmentCard, focus_current
from zxdesk.ui.file_contents import PARTS as PARTS
from zxdesk.ui.file_contents import PartContext, content_of
from zxdesk.ui.file_edit import why_not
from zxdesk.ui.file_foot import FileFoot
from zxdesk.ui.file_frame import FileFrame
from zxdesk.ui.file_head import FileHead
from zxdesk.ui.file_stage import ANSWER_POINT, PART_OF_POINT, fitting_steps, next_steps, points_of
from zxdesk.ui.file_typing import FileTyping
from zxdesk.ui.file_width import WholePage
from zxdesk.ui.file_words import File, counts_of, open_deadlines
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.workspace import Workspace

REPEAT, PAUSE = 0.12, 60  # a key repeats below so many seconds; the file then waits so many milliseconds for it to rest
SETTLE, LEAST = 50, 420  # milliseconds after a change of width or letters; the least width in pixels


class FilePane(QFrame):
    """Shows a proposal and offers its steps, beside a list or over the whole page.

    ``neighbour(step)`` goes to the one before or after in its list, ``place()`` tells which of how many it is.

    Signals: ``wanted_wide(int)`` before the file takes the whole page; ``wide_changed(bool)``; ``stayed(int)`` with the proposal
    that is still shown since text was typed in it and not saved: the list goes back to it.
    """

    wanted_wide = Signal(int)
    wide_changed = Signal(bool)
    stayed = Signal(int)

    def __init__(
        self, workspace: Workspace, *, neighbour: Callable[[int], object] | None = None, place: Callable[[], tuple[int, int]] | None = None
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.proposal_id: int | None = None
        self.is_wide = False
        self._file: dict[str, Any] = {}
        self._place = place
        self._asked = 0.0
        self._is_stale, self._made_for = False, (0, "")
        self._assignment_id: int | None = None
        self._delay = QTimer(self, singleShot=True, interval=PAUSE)
        self._delay.timeout.connect(self._read)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE)
        self._settling.timeout.connect(self._on_settled)
        self._filling = QTimer(self, singleShot=True, interval=0)
        self._filling.timeout.connect(self._show_sides)
        self._whole = WholePage(self)
        self.acts = FileActs(self, neighbour)
        self.setProperty("surface", True)
        self.setAccessibleName("提案卷宗")
        self.setMinimumWidth(LEAST)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("在左边选一件提案。"))
        self._frame = self._built(neighbour)
        self._stack.addWidget(self._frame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        workspace.changed.connect(self._on_changed)
        workspace.listed.connect(lambda *_what: self.set_wide(False))

    @property
    def file(self) -> dict[str, Any]:
        """The proposal shown, with all its parts; read now if that was put off."""
        if self._delay.isActive() or self._is_stale:
            self._read()
        return self._file

    @property
    def part(self) -> str:
        """The name of the part turned to."""
        return self.tabs.current()

    @property
    def assignment(self) -> File | None:
        """The undertaking that is the current one among the cards."""
        return next((row for row in self._file.get("assignments", ()) if row["id"] == self._assignment_id), None)

    def show_proposal(self, proposal_id: int | None) -> None:
        """Show one proposal, or nothing; text typed and not saved is asked about first."""
        if proposal_id is not None and proposal_id == self.proposal_id:
            self._read()
            return
        if not self.typing.may_leave():
            self.stayed.emit(self.proposal_id or 0)
            return
        self.proposal_id, self._assignment_id = proposal_id, None
        if proposal_id is None:
            self._show_nothing()
            return
        now = time.monotonic()
        repeats, self._asked = now - self._asked < REPEAT, now
        if not self.isVisible():
            self._is_stale = True
        elif repeats:
            self._delay.start()
            self._head.show_place(self._place() if self._place else None)
        else:
            self._read()

    def show_place(self) -> None:
        """Tell again which of how many it is, after its list changed."""
        self._head.show_place(self._place() if self._place else None)

    def show_part(self, name: str) -> None:
        """Turn to one part by its name."""
        self.tabs.choose(name)

    def focus_foot(self) -> None:
        """Set the focus on the first thing that can be done next."""
        if self.file:
            self.foot.focus_first()

    def open_wide(self, proposal_id: int | None = None) -> None:
        """Give the file the whole page, with the focus on what can be done next."""
        if proposal_id is not None and proposal_id != self.proposal_id:
            self.show_proposal(proposal_id)
        if self.proposal_id is not None:
            self.set_wide(True)
            if self.typing.form is None:
                self.focus_foot()

    def set_wide(self, wide: bool) -> None:
        """Take the whole page, or stand beside the list again; a form stays as it is."""
        if wide == self.is_wide or (wide and self.proposal_id is None):
            return
        self.is_wide = wide
        if wide:
            self.wanted_wide.emit(self.proposal_id or 0)
            self._whole.take()
        else:
            self._whole.give_back()
        self._head.set_wide(wide, self.acts.page_name)
        self._frame.arrange(self._file, wide=self.is_wide, width=self._whole.width)
        self.acts.judge_keys()
        self._show_all()
        self.wide_changed.emit(wide)

    def fitting_steps(self) -> list[Step]:
        """Every step that is offered for this proposal as it stands."""
        return fitting_steps(self.file)

    def do(self, step: Step, preset: dict[str, object] | None = None) -> bool:
        """Open the form of a step for this proposal: in the middle of the wide file, a dialog beside the list."""
        return self.acts.do(step, preset)

    def edit(self) -> None:
        """Turn the part shown into its form."""
        self.typing.edit(self.part)

    def choose_assignment(self, assignment_id: int) -> None:
        """Make one undertaking the current one; another is corrected only after the form was left."""
        if assignment_id != self._assignment_id and self.typing.may_leave():
            focus_card = isinstance(QApplication.focusWidget(), AssignmentCard)
            self._assignment_id = assignment_id
            self._show_all()
            self._show_sides()
            if focus_card:
                focus_current(self)

    def refresh_form(self, doing: str = "") -> None:
        """A form was opened or closed: the stage line, the foot and the keys follow."""
        has_form = self.typing.form is not None
        self.foot.setVisible(not has_form)
        self.show_notes()
        if self._file:
            point = ANSWER_POINT if doing and self.typing.verb in ("reply", "submit-reply") else None
            self._frame.line.set_steps(points_of(self._file, doing=doing, at=point))
        self.acts.judge_keys()
        if not has_form and self._file:
            self._show_part()

    def show_notes(self) -> None:
        """Write the counts behind the names of the parts, and 草稿 where something is typed."""
        self.tabs.set_notes(counts_of(self._file) | self.typing.notes())

    def _built(self, neighbour: Callable[[int], object] | None) -> FileFrame:
        self._head = FileHead(neighbour, self.acts.fill_menu, lambda: self.set_wide(False))
        self.foot = self._foot = FileFoot(self.workspace, self.do, self.edit)
        frame = FileFrame(self._head, self.foot)
        frame.line.opened.connect(lambda at: self.show_part(PART_OF_POINT[min(at, len(PART_OF_POINT) - 1)]))
        frame.tabs.chosen.connect(self._on_part)
        frame.dropped.connect(self.acts.drop)
        self.tabs, self._blocks = frame.tabs, frame.part
        self.typing = FileTyping(self, frame.middle)
        return frame

    def _show_nothing(self) -> None:
        self._delay.stop()
        self.proposal_id, self._file, self._is_stale = None, {}, False
        self._stack.setCurrentIndex(0)
        self.set_wide(False)

    def _read(self) -> None:
        self._delay.stop()
        self._is_stale = False
        if self.proposal_id is None:
            return
        try:
            self._file = self.workspace.read(proposal_file, self.proposal_id, today=self.workspace.today)
        except RuleError as error:  # taken back meanwhile
            self._show_nothing()
            self.workspace.said.emit(error.message, "warning")
            return
        if self.assignment is None:
            standing = [row for row in self._file["assignments"] if row["state"] not in ("ended", "stopped")]
            self._assignment_id = next((row["id"] for row in standing or self._file["assignments"]), None)
        self._stack.setCurrentIndex(1)
        self._show_all()

    def _show_all(self) -> None:
        if not self._file:
            return
        self._head.show_file(self._file, open_deadlines(self._file, self.workspace.today, self.workspace.yellow_days))
        self._head.show_place(self._place() if self._place else None)
        self.show_notes()
        steps = self.fitting_steps()
        self.foot.show_steps(next_steps(self._file, steps), why_not(self._file, self.part, self.assignment))
        if self.typing.form is None:
            self._frame.line.set_steps(points_of(self._file))
            self._show_part()
        if self.is_wide:
            self._filling.start()

    def _show_sides(self) -> None:
        """The sides follow after the middle was drawn."""
        if self._file and self.is_wide:
            self._frame.fill_sides(self._context(self._frame.cards.width()))

    def _show_part(self) -> None:
        if not self._file:
            return
        self._made_for = (self._blocks.width(), self.part)
        self._blocks.setAccessibleName(f"{self.part}的内容")
        self._blocks.show_content(content_of(self.part, self._context(self._blocks.width())), (self.proposal_id, self.part))

    def _context(self, width: int) -> PartContext:
        has_side = not self._frame.cards.isHidden()
        return self.acts.context(self._file, width, self._assignment_id, tuple(fitting_steps(self._file)), has_side)

    def _on_part(self, _name: str) -> None:
        if not self._file or self._delay.isActive():
            return
        if not self.typing.may_leave(part=True):
            return
        self.foot.show_edit(why_not(self._file, self.part, self.assignment))
        self._show_part()

    def _on_changed(self, change: Any) -> None:
        if self.proposal_id is None or (change.proposals and self.proposal_id not in change.proposals):
            return
        if self.isVisible():
            self._read()
        else:
            self._is_stale = True

    def _on_settled(self) -> None:
        self._frame.arrange(self._file, wide=self.is_wide, width=self._whole.width)
        if abs(self._blocks.width() - self._made_for[0]) > 16 or not self._made_for[1]:
            self._show_all()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.acts.bind_keys()
        if self._is_stale:
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.typing.keep_draft()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_settling"):
            self._made_for = (0, "")
            self._settling.start()
