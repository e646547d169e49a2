"""Doing what a list's command bar or menu names, on the rows selected in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.documents.catalog import paper_kind
from zxdesk.queries.file import proposal_file
from zxdesk.queries.subjects import Subject, subjects
from zxdesk.services.batch import Outcome
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.pages.batch_dialog import BatchDialog
from zxdesk.ui.pages.batch_verbs import Chosen, targets
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.workspace import Workspace


class BatchRunner(QObject):
    """One a list; ``widget`` is what dialogs belong to.

    Signals: ``batch_done(object)`` with the Outcome of a batch.
    """

    batch_done = Signal(object)

    def __init__(self, workspace: Workspace, widget: QWidget) -> None:
        super().__init__(widget)
        self._workspace, self._widget = workspace, widget

    def subjects(self, chosen: Chosen) -> list[Subject]:
        """The chosen proposals as one must know them to act on them."""
        found: list[Subject] = self._workspace.read(subjects, chosen.proposals)
        return found

    def do(self, step: Step, chosen: Chosen) -> bool:
        """A step on what is chosen: its own form for one, the form with its preview for several."""
        found = self.subjects(chosen)
        if not found:
            return False
        if len(found) == 1:
            return self._do_one(step, found[0], chosen)
        dialog = BatchDialog(
            self._workspace, step, targets(step, found, chosen.undertakings), done=self._on_done, parent=self._widget.window()
        )
        return dialog.exec() == QDialog.DialogCode.Accepted

    def print_papers(self, kind: str, chosen: Chosen) -> None:
        """Show one kind of paper for the chosen that can have it, ready to be printed; how many cannot is said. No kind: the clerk chooses there."""
        if not kind:
            self._workspace.papers_wanted.emit("", chosen.proposals)
            return
        paper = paper_kind(kind)
        found = self.subjects(chosen)
        ready = [subject.id for subject in found if paper.stages is None or subject.stage in paper.stages]
        if not ready:
            prompts.tell(self._widget.window(), f"选中的提案都还没有{paper.name}要印的内容。")
            return
        self._workspace.papers_wanted.emit(paper.key, tuple(ready))
        if left := len(found) - len(ready):
            self._workspace.said.emit(f"另有 {left} 件还没有到这一步，不在{paper.name}里", "warning")

    def _do_one(self, step: Step, subject: Subject, chosen: Chosen) -> bool:
        workspace = self._workspace
        file = workspace.read(proposal_file, subject.id, today=workspace.today)
        mine = [u for u in subject.undertakings if chosen.undertakings and u.id in chosen.undertakings]
        preset = {"unit": f"#{mine[0].id}"} if step.scope == "assignment" and len(mine) == 1 else None
        return open_step(workspace, step, subject.id, file=file, preset=preset, parent=self._widget.window())

    def _on_done(self, outcome: Outcome) -> None:
        self.batch_done.emit(outcome)


def running(runner: BatchRunner, key: str, chosen: Callable[[], Chosen]) -> Callable[[], object] | None:
    """What a verb's key does: ``step:assign`` or ``paper:reply_sheet``; None for keys the list does itself."""
    kind, _, name = key.partition(":")
    if kind == "step":
        return lambda: runner.do(step_named(name), chosen())
    if kind == "paper":
        return lambda: runner.print_papers(name, chosen())
    return None
