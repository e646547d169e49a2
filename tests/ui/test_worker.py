"""Threads beside the window: in order, there only while needed, and never waited for by a widget that goes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zxdesk.ui.jobs import Jobs
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.worker import Worker


def test_work_is_done_in_its_order_and_the_thread_ends_with_it() -> None:
    worker, done = Worker("in order"), []
    for number in range(50):
        worker.start(lambda number=number: done.append(number))
    assert worker.wait(5000)
    assert done == list(range(50))
    for thread in threading.enumerate():
        if thread.name == "in order":
            thread.join(5)
    assert "in order" not in [thread.name for thread in threading.enumerate()]


def test_what_has_not_begun_can_be_dropped() -> None:
    worker, go, done = Worker("dropping"), threading.Event(), []
    worker.start(lambda: go.wait(10))
    worker.start(lambda: done.append("second"))
    assert not worker.wait(1)
    worker.clear()
    go.set()
    assert worker.wait(5000)
    assert done == []


def test_a_page_that_goes_does_not_wait_for_the_question_it_asked(qtbot: QtBot) -> None:
    """As a pool of the page's own did, with Python's lock in hand, so that the question never ended."""
    page, begun, go = QWidget(), threading.Event(), threading.Event()
    late = LateAnswer(page)
    worker = late._worker
    answers: list[object] = []
    late.ask(lambda: (begun.set(), go.wait(30)), answers.append)
    assert begun.wait(10)
    shiboken6.delete(page)
    go.set()
    assert worker.wait(5000)
    qtbot.wait(10)
    assert answers == []


RACE = """
import sys
from random import Random
from time import perf_counter
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget
from zxdesk.ui.jobs import Jobs
from zxdesk.ui.late import LateAnswer
application, dice = QApplication([]), Random(7)
sys.setswitchinterval(1e-5)
until = perf_counter() + 6
while perf_counter() < until:
    page = QWidget()
    for late in [LateAnswer(page) for _ in range(6)]:
        late.ask(lambda: sum(range(dice.randrange(2000))), lambda _answer: None)
    Jobs(page).start("短工作", lambda report: [report(at, 5) for at in range(5)])
    rest = perf_counter() + dice.random() * 0.002
    while perf_counter() < rest:
        pass
    shiboken6.delete(page)
    application.processEvents()
"""


def test_pages_go_while_their_answers_come_and_the_program_ends_while_threads_run() -> None:
    """A thread that emitted a signal of an object Qt was taking down ended the program on the spot."""
    command, environment = [sys.executable, "-X", "faulthandler", "-c", RACE], {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_a_question_holds_is_let_go_in_the_window_s_thread(qtbot: QtBot) -> None:
    """A widget whose last reference a thread drops would be destroyed there."""
    worker, gone_in = Worker("holding"), []

    class Held:
        def __del__(self) -> None:
            gone_in.append(threading.current_thread())

    held = Held()
    worker.start(lambda held=held: None)
    del held
    assert worker.wait(5000)
    qtbot.waitUntil(lambda: gone_in != [])
    assert gone_in == [threading.main_thread()]


def test_a_window_that_goes_does_not_wait_for_its_job(qtbot: QtBot) -> None:
    window, begun, go = QWidget(), threading.Event(), threading.Event()
    jobs = Jobs(window)
    worker = jobs._worker
    answers: list[object] = []
    jobs.start("长工作", lambda _report: (begun.set(), go.wait(30)), done=answers.append)
    assert begun.wait(10)
    shiboken6.delete(window)
    go.set()
    assert worker.wait(5000)
    qtbot.wait(10)
    assert answers == []


def test_a_question_that_fails_is_told_and_not_waited_for_any_longer(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    late = LateAnswer(page)
    answers: list[object] = []

    def question() -> None:
        raise ValueError("the register cannot be read")

    with qtbot.captureExceptions() as told:
        late.ask(question, answers.append)
        qtbot.waitUntil(lambda: not late.is_waiting)
    assert [str(problem) for _type, problem, _trace in told] == ["the register cannot be read"]
    assert answers == []
