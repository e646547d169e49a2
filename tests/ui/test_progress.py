"""Long work: told after 0.3 s with the time left, one after the other, stopped by 取消; the window waits only where it must."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.ui.jobs import Job, Jobs, Report
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.passing import Dialog
from zxdesk.ui.progress import Pace, ProgressStrip, WaitDialog, wait, watch
from zxdesk.ui.workspace import Workspace


class Clock:
    """A clock the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("passed", "done", "words"),
    [
        (0.5, 10, "正在生成 10 / 600 份"), (10.0, 300, "正在生成 300 / 600 份，约 10 秒"), (10.0, 590, "正在生成 590 / 600 份，马上就好"),
        (60.0, 100, "正在生成 100 / 600 份，约 5 分"), (7200.0, 200, "正在生成 200 / 600 份，约 4 小时 0 分"), (9.0, 600, "正在生成 600 / 600 份"),
    ],
)  # fmt: skip
def test_the_time_left_is_told_as_people_say_it(passed: float, done: int, words: str) -> None:
    clock = Clock()
    pace = Pace("生成", "份", clock=clock)
    clock.now = passed
    pace.reach(done, 600)
    assert pace.words == words


def test_short_work_is_not_told_of(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    done: list[int] = []
    workspace.jobs.start("生成", lambda report: 7, done=done.append)
    qtbot.waitUntil(lambda: done == [7])
    qtbot.wait(350)
    assert not window.status.progress.isVisible()


def test_long_work_stands_in_the_status_line_and_is_stopped_there(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    stopped: list[bool] = []

    def work(report: Report) -> None:
        for at in range(2000):
            report(at, 2000)
            time.sleep(0.005)

    workspace.jobs.start("生成", work, unit="份", cancelled=lambda: stopped.append(True))
    workspace.jobs.start("备份", lambda report: None)
    strip = window.status.progress
    qtbot.waitUntil(strip.isVisible, timeout=3000)
    qtbot.waitUntil(lambda: "/ 2000 份" in strip.text() and "后面还有 1 项" in strip.text())
    qtbot.mouseClick(strip._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stopped == [True])
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy)
    assert not strip.isVisible()


def test_a_waiting_job_that_is_cancelled_never_begins(looked: QApplication, qtbot: QtBot) -> None:
    jobs, begun, hold = Jobs(), [], threading.Event()
    first = jobs.start("一", lambda report: hold.wait(5))
    second = jobs.start("二", lambda report: begun.append(True))
    second.cancel()
    hold.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert begun == []
    assert not first.is_cancelled


def test_the_window_waits_for_a_batch_and_has_its_answer(window: MainWindow, workspace: Workspace) -> None:
    assert wait(workspace.jobs, "交办", lambda report: 42, parent=window) == 42


def test_work_that_ends_before_it_is_waited_for_is_not_waited_for_in_vain(
    window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a fast day: the thread is through before the window's next line."""
    start = workspace.jobs.start

    def start_and_finish(*args: object, **values: object) -> object:
        job = start(*args, **values)
        assert workspace.jobs.wait(5000)
        return job

    monkeypatch.setattr(workspace.jobs, "start", start_and_finish)
    assert wait(workspace.jobs, "交办", lambda report: 42, parent=window) == 42


def test_work_that_ends_while_its_dialog_opens_is_not_waited_for_in_vain(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, opens = threading.Event(), WaitDialog.open

    def open_until_idle(dialog: WaitDialog) -> None:
        opens(dialog)
        opened.set()
        qtbot.waitUntil(lambda: not workspace.jobs.is_busy)

    monkeypatch.setattr(WaitDialog, "open", open_until_idle)
    assert wait(workspace.jobs, "交办", lambda report: opened.wait(10), parent=window) is True


def test_what_a_batch_refuses_is_raised_for_the_form(window: MainWindow, workspace: Workspace) -> None:
    def work(report: Report) -> None:
        raise RuleError("0012 还没有立案，不能交办。")

    with pytest.raises(RuleError, match="还没有立案"):
        wait(workspace.jobs, "交办", work, parent=window)


def test_esc_stops_the_batch_the_window_waits_for(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    def work(report: Report) -> int:
        for at in range(2000):
            report(at, 2000)
            time.sleep(0.005)
        return 1

    seen: list[str] = []

    def stop() -> None:
        dialogs = window.findChildren(WaitDialog)
        if not dialogs or not dialogs[0].isVisible():
            QTimer.singleShot(50, stop)
            return
        seen.append(dialogs[0]._words.text())
        qtbot.keyClick(dialogs[0], Qt.Key.Key_Escape)

    QTimer.singleShot(400, stop)
    assert wait(workspace.jobs, "交办", work, parent=window) is None
    assert seen[0].startswith("正在交办")
    assert not window.status.progress.isVisible()


class Asking(Dialog):
    """A form that begins a job and is answered by the clerk before the job is done."""

    answers: list[object] = []

    def begin(self, jobs: Jobs, work: Callable[[Report], object]) -> Job:
        job = jobs.start("交办", work, done=self.take, is_watched=True)
        watch(job, self)
        QTimer.singleShot(20, self, self.accept)
        self.exec()
        return job

    def take(self, value: object) -> None:
        self.answers.append((self.windowTitle(), value))


def test_the_window_waits_for_what_a_form_began_that_has_gone(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    go_on = threading.Event()
    window.activateWindow()
    job = Asking(window).begin(workspace.jobs, lambda _report: go_on.wait(10))
    qtbot.waitUntil(lambda: window.findChildren(Asking) == [], timeout=3000)
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in waiting_dialogs()), timeout=3000)
    go_on.set()
    qtbot.waitUntil(lambda: job.is_over and waiting_dialogs() == [], timeout=3000)
    assert Asking.answers == [], "a form that has gone was told"


def waiting_dialogs() -> list[WaitDialog]:
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, WaitDialog)]


def test_the_strip_tells_its_words_to_a_screen_reader(looked: QApplication, qtbot: QtBot) -> None:
    jobs, hold = Jobs(), threading.Event()
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)
    jobs.start("备份", lambda report: hold.wait(5))
    assert strip.accessibleName() == "正在备份"
    hold.set()
    jobs.wait(3000)
