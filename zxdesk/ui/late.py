"""Reading beside the window where it takes long: the last question is answered, earlier ones are void."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from zxdesk.ui.worker import Worker

log = logging.getLogger(__name__)


class LateAnswer(QObject):
    """Asks one kind of question; an answer arrives in the window's thread unless another was asked meanwhile.

    A question that fails is told as every failure is, unless the page is no longer seen.

    Signals: ``_came(int, object)`` with the question's number and its answer; ``_failed(int, object)`` with the exception.
    """

    _came = Signal(int, object)
    _failed = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = Worker("late answer")
        self._asked = 0
        self._answered = 0
        self._done: Callable[[Any], object] = lambda _answer: None
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered != self._asked

    def ask(self, question: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Run ``question`` in a thread and hand its answer to ``done``; a question that has not begun is dropped."""
        self._asked += 1
        self._done = done
        self._worker.clear()
        number = self._asked
        self._worker.start(lambda: self._answer(number, question))

    def forget(self) -> None:
        """Void what was asked."""
        self._asked += 1
        self._answered = self._asked
        self._worker.clear()

    def wait(self, milliseconds: int = 5000) -> bool:
        """Wait for the thread; False when time ran out."""
        return self._worker.wait(milliseconds)

    def _on_came(self, number: int, answer: object) -> None:
        if number == self._asked:
            self._answered = number
            self._done(answer)

    def _on_failed(self, number: int, problem: Exception) -> None:
        if number != self._asked:
            return
        self._answered = number
        page = self.parent()
        if isinstance(page, QWidget) and page.isVisible():
            sys.excepthook(type(problem), problem, problem.__traceback__)

    def _answer(self, number: int, question: Callable[[], Any]) -> None:
        """In the thread; the page may be gone meanwhile."""
        if number != self._asked:
            return
        answer, problem = None, None
        try:
            answer = question()
        except Exception as failure:
            log.exception("a late reading failed")
            problem = failure
        with suppress(RuntimeError):  # the page is gone, nobody waits for the answer
            if problem is not None:
                self._failed.emit(number, problem)
            elif number == self._asked:
                self._came.emit(number, answer)
