"""Doing what a list's command bar or menu names, on the rows selected in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.documents.catalog import document_kind
from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import ANSWERED_STAGES, Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.subjects import Subject, subjects
from zxdesk.services.batch import Outcome
from zxdesk.services.change import Change
from zxdesk.services.step import Step
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.batch_dialog import BatchDialog
from zxdesk.ui.pages.batch_verbs import Chosen, targets
from zxdesk.ui.pages.paper_making import make_papers
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.workspace import Workspace

PAPER_STAGES = {
    "reply_sheet": ANSWERED_STAGES,
    "feedback_form": frozenset({Stage.CONSULTING, Stage.CLOSED, Stage.FOLLOWING, Stage.ARCHIVED}),
}
"""The stages at which a proposal has what a paper prints."""


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
        """Make one kind of paper for the chosen that can have it, asked once because a number given out stays given."""
        name, stages = document_kind(kind).name, PAPER_STAGES.get(kind, frozenset(Stage))
        found = self.subjects(chosen)
        ready = [subject.id for subject in found if subject.stage in stages]
        if not ready:
            prompts.tell(self._widget.window(), f"选中的提案都还没有{name}要印的内容。")
            return
        folder = Path(self._workspace.memory.text("papers", str(self._workspace.data_dir / "文书")))
        rest = f"另有 {len(found) - len(ready)} 件还没有到这一步，不印。" if len(ready) < len(found) else ""
        question = f"制作 {len(ready)} 件的{name}，写到“{folder}”。{rest}印发都有登记，不能收回。"
        if prompts.confirm(self._widget.window(), question, f"制作 {len(ready)} 件"):
            self._make(kind, name, ready, folder)

    def _do_one(self, step: Step, subject: Subject, chosen: Chosen) -> bool:
        workspace = self._workspace
        file = workspace.read(proposal_file, subject.id, today=workspace.today)
        mine = [u for u in subject.undertakings if chosen.undertakings and u.id in chosen.undertakings]
        preset = {"unit": f"#{mine[0].id}"} if step.scope == "assignment" and len(mine) == 1 else None
        return open_step(workspace, step, subject.id, file=file, preset=preset, parent=self._widget.window())

    def _make(self, kind: str, name: str, proposals: Sequence[int], folder: Path) -> None:
        workspace = self._workspace
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            prompts.tell(self._widget.window(), f"“{folder}”不能建立。在“文书”页另选一个文件夹。")
            return

        def work(report: Report) -> list[Path]:
            return make_papers(workspace.door, kind, proposals, folder, report)

        def tell(sentence: str, tone: str) -> None:
            workspace.changed.emit(Change("印发文书", tables=frozenset({"issued_paper"})))
            workspace.said.emit(sentence, tone)

        def refused(error: RuleError) -> None:
            tell(error.message, "warning")

        workspace.jobs.start(
            f"制作{name}", work, done=lambda made: tell(f"已制作 {len(made)} 份，在 {folder}", "done"), refused=refused,
            cancelled=lambda: tell("已停止。已制作的文书都已登记", "warning"),
        )  # fmt: skip

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
