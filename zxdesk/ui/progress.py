"""How far long work is: the strip in the status line, and the dialog where the window must wait."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from zxdesk.domain.errors import RuleError
from zxdesk.ui import theme
from zxdesk.ui.jobs import Job, Jobs, Report
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label

SOON = 300
"""Milliseconds of work nobody is told of. Source: look §4."""
SETTLED = 1.0
"""Seconds of work after which the time left can be told."""


class Pace:
    """How far a job is, in words: 正在生成 126 / 600 件，约 20 秒."""

    def __init__(self, title: str, unit: str = "件", *, clock: Callable[[], float] = monotonic) -> None:
        self._title, self._unit, self._clock = title, unit, clock
        self._since = clock()
        self.done, self.every = 0, 0

    def reach(self, done: int, every: int) -> None:
        """Note how far it is."""
        self.done, self.every = done, every

    @property
    def words(self) -> str:
        """The line that is shown."""
        if not self.every:
            return f"正在{self._title}"
        left = self.left
        return f"正在{self._title} {self.done} / {self.every} {self._unit}" + (f"，{left}" if left else "")

    @property
    def left(self) -> str:
        """The time left, once it can be told; rounded as people say it."""
        passed = self._clock() - self._since
        if passed < SETTLED or not 0 < self.done < self.every:
            return ""
        seconds = passed * (self.every - self.done) / self.done
        if seconds < 5:
            return "马上就好"
        if seconds < 55:
            return f"约 {max(5, round(seconds / 5) * 5)} 秒"
        minutes = max(1, round(seconds / 60))
        return f"约 {minutes} 分" if minutes < 60 else f"约 {minutes // 60} 小时 {minutes % 60} 分"


class ProgressStrip(QWidget):
    """The job that runs, how far it is, how many wait behind it, and 取消; appears after 0.3 s.

    Signals: ``appeared()`` when it came, changed its width or went.
    """

    appeared = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._pace = Pace("")
        self._words = label("")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(96)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._cancel = ActionButton("取消", kind="link", clicked=jobs.cancel_current)
        self._cancel.setAccessibleName("取消任务")
        self._cancel.set_low()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._words, self._bar, self._cancel):
            row.addWidget(widget)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._appear)
        jobs.running_changed.connect(self._on_running)
        jobs.progressed.connect(self._on_progress)
        self.hide()

    def text(self) -> str:
        """The words shown."""
        return self._words.text()

    def _on_running(self, job: Job | None) -> None:
        if job is None:
            self._soon.stop()
            self.hide()
            self.appeared.emit()
            return
        self._pace = Pace(job.title, job.unit)
        self._cancel.setEnabled(True)
        self._show_pace()
        if not self.isVisible():
            self._soon.start()

    def _on_progress(self, _title: str, done: int, every: int) -> None:
        self._pace.reach(done, every)
        self._show_pace()

    def _appear(self) -> None:
        if self._jobs.current is not None and not self._jobs.current.is_watched:
            self.show()
            self.appeared.emit()

    def _show_pace(self) -> None:
        waiting = self._jobs.waiting
        words = self._pace.words + (f"，后面还有 {waiting} 项" if waiting else "")
        if self._jobs.current is not None and self._jobs.current.is_cancelled:
            words = f"正在停下：{self._pace.words}"
        was_as_long = len(words) == len(self.text())
        self._words.setText(words)
        self.setAccessibleName(words)
        if self.isVisible() and not was_as_long:
            self.appeared.emit()
        self._bar.setRange(0, self._pace.every)
        self._bar.setValue(self._pace.done)


class WaitDialog(QDialog):
    """The window waits for one job: its words, a bar, and 取消."""

    def __init__(self, job: Job, parent: QWidget | None, *, note: str = "") -> None:
        super().__init__(parent)
        self._job = job
        self._pace = Pace(job.title, job.unit)
        self.setWindowTitle(job.title)
        self.setModal(True)
        self._words = label(self._pace.words, wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._cancel = ActionButton("取消", clicked=self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        if note:
            column.addWidget(label(note, "muted", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self.setMinimumWidth(28 * theme.metrics().fonts["body"])
        job.progressed.connect(self._on_progress)

    def stop(self) -> None:
        """Ask the job to stop at its next report."""
        self._job.cancel()
        self._cancel.setEnabled(False)
        self._words.setText(f"正在停下：{self._pace.words}")

    def done_with(self) -> None:
        """The job has ended."""
        self.hide()
        self.deleteLater()

    def _on_progress(self, done: int, every: int) -> None:
        self._pace.reach(done, every)
        self._bar.setRange(0, every)
        self._bar.setValue(done)
        if not self._job.is_cancelled:
            self._words.setText(self._pace.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        event.ignore()


def wait(
    jobs: Jobs, title: str, work: Callable[[Report], Any], *, parent: QWidget | None = None, unit: str = "件", note: str = ""
) -> Any:
    """Run work while the window waits; its answer, or None after 取消.

    The dialog appears after 0.3 s. Raises ``RuleError`` as the work does; an unforeseen failure goes to the fault dialog.
    """
    answer: list[Any] = []
    refused: list[RuleError] = []
    loop = QEventLoop()
    job = jobs.start(title, work, unit=unit, done=answer.append, refused=refused.append, is_watched=True)
    job.over.connect(loop.quit)
    QTimer.singleShot(SOON, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if not job.is_over:
        dialog = WaitDialog(job, parent, note=note)
        dialog.open()
        if not job.is_over:  # opening a window may process events, and the end of the job with them
            loop.exec()
        dialog.done_with()
    if refused:
        raise refused[0]
    return answer[0] if answer else None


def watch(job: Job, parent: QWidget | None, *, note: str = "") -> None:
    """Let the window wait for a job already started: a dialog after 0.3 s, gone when the job ends. For what writes the register."""

    def appear() -> None:
        if job.is_over:
            return
        standing = parent if parent is not None and isValid(parent) else QApplication.activeWindow()  # a form that began it may have gone
        dialog = WaitDialog(job, standing, note=note)
        job.over.connect(dialog.done_with)
        dialog.open()

    QTimer.singleShot(SOON, job, appear)
