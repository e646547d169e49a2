"""The file of one proposal: heading, stage line, ten parts, and at the foot what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from zxdesk.domain.errors import RuleError
from zxdesk.queries.file import proposal_file
from zxdesk.services.step import Step
from zxdesk.ui import theme
from zxdesk.ui.file_acts import FileActs
from zxdesk.ui.file_cards import AssignmentCard, focus_current
from zxdesk.ui.file_contents import PARTS as PARTS
from zxdesk.ui.file_contents import PartContext, content_of
from zxdesk.ui.file_edit import why_not
from zxdesk.ui.file_foot import FileFoot
from zxdesk.ui.file_frame import FileFrame
from zxdesk.ui.file_head import FileHead
from zxdesk.ui.file_pace import FilePace
from zxdesk.ui.file_shell import FileShell
from zxdesk.ui.file_stage import ANSWER_POINT, PART_OF_POINT, fitting_steps, next_steps, points_of
from zxdesk.ui.file_typing import FileTyping
from zxdesk.ui.file_width import WholePage
from zxdesk.ui.file_words import File, counts_of, open_deadlines
from zxdesk.ui.workspace import Workspace

SETTLE, LEAST = 50, 420  # milliseconds after a change of width or letters; the least width in pixels


class FilePane(FileShell):
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
        super().__init__(place)
        self.workspace = workspace
        self.proposal_id: int | None = None
        self.is_wide = False
        self._file: dict[str, Any] = {}
        self._neighbour = neighbour
        self._made_for: tuple[int, object] = (0, None)  # width and look
        self._assignment_id: int | None = None
        self._delay = FilePace(self._read, self)
        self._settling = QTimer(self, singleShot=True, interval=SETTLE)
        self._settling.timeout.connect(self._on_settled)
        self._filling = QTimer(self, singleShot=True, interval=0)
        self._filling.timeout.connect(self._show_sides)
        self._whole = WholePage(self)
        self.acts, self.typing = FileActs(self, neighbour), FileTyping(self)
        self.setProperty("surface", True)
        self.setAccessibleName("提案卷宗")
        self.setMinimumWidth(LEAST)
        workspace.changed.connect(self._on_changed)
        workspace.listed.connect(lambda *_what: self.set_wide(False))

    @property
    def file(self) -> dict[str, Any]:
        """The proposal shown, with all its parts; read now if that was put off."""
        if self._delay.is_due:
            self._read()
        return self._file

    @property
    def is_reading(self) -> bool:
        """Whether the file that was asked for is read in a moment."""
        return self._delay.isActive()

    @property
    def assignment(self) -> File | None:
        """The undertaking that is the current one among the cards."""
        return next((row for row in self._file.get("assignments", ()) if row["id"] == self._assignment_id), None)

    def show_proposal(self, proposal_id: int | None) -> None:
        """Show one proposal, or nothing; text typed and not saved is asked about first."""
        is_same = proposal_id is not None and proposal_id == self.proposal_id
        if is_same and self.is_built:
            self._read()
            return
        if not is_same and not self.typing.may_leave():
            self.stayed.emit(self.proposal_id or 0)
            return
        self.proposal_id, self._assignment_id = proposal_id, None
        if proposal_id is None:
            self._show_nothing()
            return
        if self._delay.is_now(is_seen=self.isVisible()):
            self._read()
        elif self.is_built:
            self.show_place()
        else:
            self._show_blank()

    def show_part(self, name: str) -> None:
        """Turn to one part by its name, also of a file that was to be read in a moment."""
        super().show_part(name)
        if self._delay.isActive():
            self._read()

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

    def _build(self) -> FileFrame:
        head = FileHead(self._neighbour, self.acts.fill_menu, lambda: self.set_wide(False))
        frame = FileFrame(head, FileFoot(self.workspace, self.do, self.edit))
        frame.line.opened.connect(lambda at: self.show_part(PART_OF_POINT[min(at, len(PART_OF_POINT) - 1)]))
        frame.tabs.chosen.connect(self._on_part)
        frame.dropped.connect(self.acts.drop)
        return frame

    def _show_nothing(self) -> None:
        self._delay.forget()
        self.proposal_id, self._file = None, {}
        self._show_sentence()
        self.set_wide(False)

    def _read(self) -> None:
        self._delay.begin()
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
        self._show_frame()
        self._show_all()

    def _show_all(self) -> None:
        if not self._file:
            return
        self._head.show_file(self._file, open_deadlines(self._file, self.workspace.today, self.workspace.yellow_days))
        self.show_place()
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
        self._made_for = (self._blocks.width(), _look())
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
            self._delay.is_stale = True

    def _on_settled(self) -> None:
        if not self.is_built:
            return
        self._frame.arrange(self._file, wide=self.is_wide, width=self._whole.width)
        if abs(self._blocks.width() - self._made_for[0]) > 16 or self._made_for[1] != _look():
            self._show_all()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_foot()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.acts.bind_keys()
        if self._delay.is_now_shown():
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._delay.wait_until_seen()
        self.typing.keep_draft()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_settling"):
            self._settling.start()


def _look() -> tuple[object, object]:
    """Theme and size in force; Qt tells of a new font and style also where a widget is shown for the first time."""
    return theme.tokens(), theme.metrics()
