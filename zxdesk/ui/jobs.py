"""Long work on plain values beside the window, with progress and cancel."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from zxdesk.domain.errors import RuleError

Report = Callable[[int, int], None]


class Cancelled(Exception):  # noqa: N818 - an answer, not an error
    """Raised inside a job's function at the next report after the clerk cancelled."""


class Jobs(QObject):
    """Runs jobs one after the other; keep one for the life of the window.

    Signals: ``started(str)`` with the title; ``progressed(str, int, int)`` title, done, all; ``ended(str)``.
    """

    started = Signal(str)
    progressed = Signal(str, int, int)
    ended = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: list[Job] = []

    def start(
        self,
        title: str,
        work: Callable[[Report], Any],
        *,
        done: Callable[[Any], object] | None = None,
        refused: Callable[[RuleError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Run ``work(report)`` in a thread; the answers arrive in the window's thread.

        ``report(done, all)`` moves the strip and raises ``Cancelled`` after a cancel. An unforeseen failure goes to the
        program's fault dialog.
        """
        job = Job(title, work, self)
        job.finished.connect(lambda value: done(value) if done else None, Qt.ConnectionType.QueuedConnection)
        job.refused.connect(lambda error: refused(error) if refused else None, Qt.ConnectionType.QueuedConnection)
        job.cancelled.connect(lambda: cancelled() if cancelled else None, Qt.ConnectionType.QueuedConnection)
        job.progressed.connect(lambda now, every: self.progressed.emit(title, now, every), Qt.ConnectionType.QueuedConnection)
        job.failed.connect(_fail, Qt.ConnectionType.QueuedConnection)
        job.ended.connect(lambda: self._on_ended(job), Qt.ConnectionType.QueuedConnection)
        self._running.append(job)
        self.started.emit(title)
        self._pool.start(_Run(job))
        return job

    @property
    def is_busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._running)

    def cancel(self) -> None:
        """Ask every job to stop at its next report."""
        for job in self._running:
            job.cancel()

    def wait(self, milliseconds: int = -1) -> bool:
        """Wait for the threads, as when the window closes; False when time ran out."""
        return self._pool.waitForDone(milliseconds)

    def _on_ended(self, job: Job) -> None:
        self._running.remove(job)
        self.ended.emit(job.title)


class Job(QObject):
    """One piece of work; its signals live in the window's thread as long as it runs.

    Signals: ``finished(object)``, ``refused(object)``, ``cancelled()``, ``failed(object)``, ``progressed(int, int)``,
    ``ended()``.
    """

    finished = Signal(object)
    refused = Signal(object)
    cancelled = Signal()
    failed = Signal(object)
    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, title: str, work: Callable[[Report], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self._work = work
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Stop at the next report."""
        self._stop.set()

    def report(self, done: int, every: int) -> None:
        """Tell how far it is; raises ``Cancelled`` when it should stop."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, every)

    def run(self) -> None:
        """Do the work, in the thread."""
        try:
            value = self._work(self.report)
        except Cancelled:
            self.cancelled.emit()
        except RuleError as error:
            self.refused.emit(error)
        except Exception as problem:
            self.failed.emit(problem)
        else:
            self.finished.emit(value)
        self.ended.emit()


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


def _fail(problem: BaseException) -> None:
    sys.excepthook(type(problem), problem, problem.__traceback__)
