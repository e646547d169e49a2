"""What every page is given: reading, doing, the chosen plenary, and one signal that tells what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from zxdesk.domain.errors import RuleError
from zxdesk.queries import lookups
from zxdesk.queries.office_rules import rules_of
from zxdesk.services.batch import Item, Outcome
from zxdesk.services.change import Change, Command
from zxdesk.services.door import Door
from zxdesk.services.step import Step
from zxdesk.ui.batch_words import change_of, left_out
from zxdesk.ui.done_acts import DoneAct, DoneActs
from zxdesk.ui.jobs import Job, Jobs, Report
from zxdesk.ui.keys import KeyBook
from zxdesk.ui.memory import Memory
from zxdesk.ui.progress import wait, watch

P = ParamSpec("P")
MANY = 10
"""Proposals of one act above which taking it back is work beside the window."""


class Workspace(QObject):
    """The door of an open register, with the plenary the clerk works in.

    Signals: ``changed(Change)`` after every command; ``plenary_changed()``; ``said(text, tone)`` for the status line and notices;
    ``wanted(page, proposal_id)`` when a proposal is to be shown on a page, ``member_wanted(member_id)`` when a member is in the directory;
    ``listed(filter, title)`` when a list of proposals is, ``setting_wanted(path)`` when a rule is to be changed;
    ``papers_wanted(kind, proposals)`` when papers are, ``form_wanted(proposal_id, line_id, assignment_id, redo)`` when a 征询意见表 is;
    ``found_wanted(Found)`` when what a name stands for is; ``undo_changed()`` when another act is the one that 撤销 or 重做 would name.
    """

    changed = Signal(object)
    plenary_changed = Signal()
    said = Signal(str, str)
    wanted = Signal(str, int)
    member_wanted = Signal(int)
    setting_wanted = Signal(str)
    listed = Signal(object, str)
    papers_wanted = Signal(str, object)
    form_wanted = Signal(int, int, int, int)
    found_wanted = Signal(object)
    undo_changed = Signal()
    unsaved = Signal(str)  # what is typed and not saved, such as 登记答复 0103; empty when nothing is

    def __init__(self, door: Door, data_dir: Path) -> None:
        super().__init__()
        self.door = door
        self.data_dir = data_dir
        self.memory = Memory(data_dir)
        self.keys = KeyBook(self.memory)
        self.jobs = Jobs()
        self._acts = DoneActs()
        self.plenary_id: int | None = None
        self.plenary_name = ""
        self.chosen: tuple[int, ...] = ()  # proposals ticked in the list one came from, or its current one: what 文书 begins with
        self.reload_office()

    @property
    def today(self) -> date:
        """The office's date."""
        return self.door.today

    @property
    def yellow_days(self) -> int:
        """From how many days left a light is yellow."""
        return int(self.read(rules_of, self.plenary_id).yellow_days)

    def read(self, query: Callable[Concatenate[Any, P], Any], *args: P.args, **values: P.kwargs) -> Any:
        """Run a query."""
        return self.door.read(query, *args, **values)

    def run(self, command: Command, *args: Any, **values: Any) -> Change:
        """Run a command and tell everybody. Raises ``RuleError``."""
        return self._tell(self.door.run(command, *args, **values))

    def step(self, step: Step, target: int | None, values: Mapping[str, object], *, op_id: str | None = None) -> Change:
        """Run a step of the catalogue and tell everybody. Raises ``RuleError``."""
        return self._tell(self.door.step(step, target, values, op_id=op_id))

    def start_many(
        self, title: str, items: Sequence[Item], *, label: str, done: Callable[[Outcome], object] | None = None
    ) -> Job:
        """Run many steps as one act in the jobs' thread while the window waits, with progress and cancel.

        ``done`` is told what became of each; what was refused is said here with what was done, in one line.
        After 取消 nothing was written and nobody is told.
        """

        def finished(outcome: Outcome) -> None:
            rest = left_out(outcome)
            if outcome.done:
                self._tell(change_of(outcome), rest=rest)
            elif rest:
                self.said.emit(rest, "warning")
            if done is not None:
                done(outcome)

        def refused(error: RuleError) -> None:
            self.said.emit(error.message, "warning")

        work: Callable[[Report], Outcome] = lambda report: self.door.many(items, label=label, report=report)  # noqa: E731
        job = self.jobs.start(title, work, done=finished, refused=refused, is_watched=True)
        watch(job, QApplication.activeWindow(), note="取消后一件也不写入。")
        return job

    def was_done(self, change: Change, words: str, *, size: int) -> None:
        """A job has written an act of ``size`` records through the door: it can be taken back like any other, and everybody is told."""
        if self._acts.note(change, size=size):
            self.undo_changed.emit()
        self.changed.emit(change)
        self.said.emit(words, "done")

    @property
    def undo_label(self) -> str:
        """What 撤销 would take back, such as 登记答复 0123; empty when there is nothing."""
        return self._acts.done[-1].label if self._acts.done else ""

    @property
    def redo_label(self) -> str:
        """What 重做 would do again; empty when there is nothing."""
        return self._acts.undone[-1].label if self._acts.undone else ""

    def undo(self) -> Change | None:
        """Take the last act back; None when there is none.

        Raises ``RuleError`` where it cannot be taken back; it then leaves the pile, so that the one before it can be.
        """
        if not self._acts.done:
            return None
        try:
            change = self._turned(self._acts.done[-1], "撤销")
        except RuleError:
            self._acts.done.pop()
            self.undo_changed.emit()
            raise
        if change is None:
            return None
        self._acts.took_back(change)
        return self._tell(change, is_new=False)

    def redo(self) -> Change | None:
        """Do again what was taken back last; None when there is nothing. Raises ``RuleError`` as ``undo`` does."""
        if not self._acts.undone:
            return None
        try:
            change = self._turned(self._acts.undone[-1], "重做")
        except RuleError:
            self._acts.undone.pop()
            self.undo_changed.emit()
            raise
        if change is None:
            return None
        self._acts.did_again(change)
        return self._tell(change, is_new=False)

    def _turned(self, act: DoneAct, verb: str) -> Change | None:
        """A large act is turned back in the jobs' thread while the window waits; None where that failed and was told."""
        if act.size <= MANY:
            return self.door.undo(act.op_id)
        change: Change | None = wait(
            self.jobs, f"{verb}{act.label}", lambda _report: self.door.undo(act.op_id), parent=QApplication.activeWindow()
        )
        return change

    def reload_office(self) -> None:
        """Read again which plenaries there are; keep the chosen one."""
        from zxdesk.queries.office import current_plenary

        known = {option.key: option.label for option in self.read(lookups.plenaries)}
        if self.plenary_id not in known:
            self.plenary_id = self.read(current_plenary)
        self.plenary_name = known.get(self.plenary_id, "") if self.plenary_id is not None else ""

    def choose_plenary(self, plenary_id: int | None) -> None:
        """Work in another plenary; None is all of them."""
        if plenary_id == self.plenary_id:
            return
        self.plenary_id = plenary_id
        if plenary_id is not None:
            self.reload_office()
        self.plenary_changed.emit()

    def _tell(self, change: Change, *, is_new: bool = True, rest: str = "") -> Change:
        if not is_new or self._acts.note(change):
            self.undo_changed.emit()
        self.changed.emit(change)
        words = f"已{change.label}" if not change.label.startswith("已") else change.label
        if rest or change.warnings:  # one line: a second one would cover the first, and its 撤销 with it
            said = f"{words}，{rest}" if rest else f"{words}。"
            self.said.emit("".join((said, *(f"提醒：{warning}" for warning in change.warnings))), "warning")
        else:
            self.said.emit(words, "done")
        return change
