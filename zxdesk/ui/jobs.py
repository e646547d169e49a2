"""Long work on plain values beside the window, with progress and cancel."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from zxdesk.domain.errors import RuleError
from zxdesk.ui.worker import Worker, tell

Report = Callable[[int, int], None]


class Cancelled(Exception):  # noqa: N818 - an answer, not an error
    """Raised inside a job's function at the next report after the clerk cancelled."""


class Jobs(QObject):
    """Runs jobs one after the other; keep one for the life of the window.

    Signals: ``started(str)`` with the title; ``progressed(str, int, int)`` title, done, all; ``ended(str)``;
    ``running_changed(Job | None)`` when another job has its turn, or none has.
    """

    started = Signal(str)
    progressed = Signal(str, int, int)
    ended = Signal(str)
    running_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = Worker("jobs")
        self._running: list[Job] = []

    def start(
        self,
        title: str,
        work: Callable[[Report], Any],
        *,
        done: Callable[[Any], object] | None = None,
        refused: Callable[[RuleError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        unit: str = "件",
        is_watched: bool = False,
    ) -> Job:
        """Run ``work(report)`` in a thread after those before it; the answers arrive in the window's thread.

        ``report(done, all)`` moves the strip, counted in ``unit``, and raises ``Cancelled`` after a cancel. A watched job has
        a dialog of its own. An unforeseen failure goes to the program's fault dialog. Where the answers go to a method of a
        widget that is gone meanwhile, nobody is told.
        """
        job = Job(title, work, self, unit=unit, is_watched=is_watched)
        job.finished.connect(lambda value: done(value) if done and _is_there(done) else None)
        job.refused.connect(lambda error: refused(error) if refused and _is_there(refused) else None)
        job.cancelled.connect(lambda: cancelled() if cancelled and _is_there(cancelled) else None)
        job.progressed.connect(lambda now, every: self.progressed.emit(title, now, every))
        job.failed.connect(_fail)
        job.ended.connect(lambda: self._on_ended(job))
        self._running.append(job)
        self.started.emit(title)
        if len(self._running) == 1:
            self.running_changed.emit(job)
        self._worker.start(job.run, lambda ended: job.end(*ended))
        return job

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._running)

    @property
    def current(self) -> Job | None:
        """The job that has its turn."""
        return self._running[0] if self._running else None

    @property
    def waiting(self) -> int:
        """How many jobs wait behind it."""
        return max(len(self._running) - 1, 0)

    def cancel(self) -> None:
        """Ask every job to stop at its next report."""
        for job in self._running:
            job.cancel()

    def cancel_current(self) -> None:
        """Ask the job that has its turn to stop at its next report."""
        if self._running:
            self._running[0].cancel()

    def wait(self, milliseconds: int = -1) -> bool:
        """Wait for the thread, as when the window closes; False when time ran out."""
        return self._worker.wait(milliseconds)

    def _on_ended(self, job: Job) -> None:
        self._running.remove(job)
        job.is_over = True
        job.over.emit()
        self.ended.emit(job.title)
        self.running_changed.emit(self.current)


class Job(QObject):
    """One piece of work. All its signals are emitted in the window's thread, and nobody is told when the window is gone meanwhile.

    Signals: ``finished(object)``, ``refused(object)``, ``cancelled()``, ``failed(object)``, ``progressed(int, int)``, ``ended()``;
    ``over()`` after all of them.
    """

    finished = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    failed = Signal(object)
    progressed = Signal(int, int)
    ended = Signal()
    over = Signal()

    def __init__(
        self, title: str, work: Callable[[Report], Any], parent: QObject, *, unit: str = "件", is_watched: bool = False
    ) -> None:
        super().__init__(parent)
        self.title, self.unit, self.is_watched = title, unit, is_watched
        self._work = work
        self._stop = threading.Event()
        self.is_over = False

    def cancel(self) -> None:
        """Stop at the next report, or before the start."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def report(self, done: int, every: int) -> None:
        """Tell how far it is; raises ``Cancelled`` when it should stop."""
        if self._stop.is_set():
            raise Cancelled
        tell(partial(self._on_progress, done, every))

    def run(self) -> tuple[str, Any]:
        """Do the work, in the thread; return how it ended, and with what."""
        try:
            if self.is_cancelled:
                raise Cancelled
            return "finished", self._work(self.report)
        except Cancelled:
            return "cancelled", None
        except RuleError as error:
            return "refused", error
        except Exception as problem:
            return "failed", problem

    def end(self, how: str, value: Any) -> None:
        """Tell how it ended, in the window's thread."""
        if not isValid(self):
            return
        if how == "cancelled":
            self.cancelled.emit()
        else:
            {"finished": self.finished, "refused": self.refused, "failed": self.failed}[how].emit(value)
        tell(self._on_end)

    def _on_progress(self, done: int, every: int) -> None:
        if isValid(self):
            self.progressed.emit(done, every)

    def _on_end(self) -> None:
        if isValid(self):
            self.ended.emit()


def _fail(problem: BaseException) -> None:
    sys.excepthook(type(problem), problem, problem.__traceback__)


def _is_there(told: Callable[..., object]) -> bool:
    """Whether the widget whose method this is still stands."""
    owner = getattr(told, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
