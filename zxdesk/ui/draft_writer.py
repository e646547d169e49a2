"""Writes what is typed as drafts, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from zxdesk.domain.errors import RuleError
from zxdesk.ui.worker import Worker
from zxdesk.ui.workspace import Workspace


class DraftWriter(QObject):
    """Writes drafts one after the other beside the window; one a workspace.

    Signals: ``written(str, object)`` with the id of the draft's act and the moment; ``failed(str, str)`` with the id and a sentence.
    """

    written = Signal(str, object)
    failed = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.refusals: dict[str, str] = {}
        self._worker = Worker("drafts")
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.wait)

    @staticmethod
    def of(workspace: Workspace) -> DraftWriter:
        """The writer of a workspace, made at first need."""
        return workspace.findChild(DraftWriter) or DraftWriter(workspace)

    def run(self, op_id: str, command: Callable[..., Any], *args: Any, **values: Any) -> None:
        """Run a command of ``services.draft`` in the thread."""
        self._worker.start(lambda: self._write(op_id, command, args, values), lambda refusal: self._on_end(op_id, refusal, values.get("saved_at")))

    def wait(self, milliseconds: int = 5000) -> bool:
        """Wait until everything is written; False when time ran out."""
        return self._worker.wait(milliseconds)

    def _write(self, op_id: str, command: Callable[..., Any], args: tuple[Any, ...], values: Mapping[str, Any]) -> str:
        """In the thread; why it was not kept, if so."""
        try:
            self._workspace.door.run(command, *args, **values)
        except Exception as problem:  # a draft that cannot be kept must never stop the clerk's typing
            self.refusals[op_id] = problem.message if isinstance(problem, RuleError) else f"{type(problem).__name__}。"
            return self.refusals[op_id]
        self.refusals.pop(op_id, None)
        return ""

    def _on_end(self, op_id: str, refusal: str, saved_at: object) -> None:
        if not isValid(self):  # the window is gone meanwhile
            return
        if refusal:
            self.failed.emit(op_id, refusal)
        else:
            self.written.emit(op_id, saved_at)
