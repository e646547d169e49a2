"""Reading beside the window where it takes long: the last question is answered, earlier ones are void."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from zxdesk.ui.worker import Worker

log = logging.getLogger(__name__)


class LateAnswer(QObject):
    """Asks one kind of question; an answer arrives in the window's thread unless another was asked meanwhile.

    A question that fails is told as every failure is, unless the page is no longer seen.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = Worker("late answer")
        self._asked = 0
        self._answered = 0
        self._done: Callable[[Any], object] = lambda _answer: None

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
        self._worker.start(lambda: self._answer(number, question), lambda found: self._on_answer(number, *found))

    def ask_or_read(self, question: Callable[[], Any], done: Callable[[Any], object], *, beside: bool) -> None:
        """Ask beside the window where reading takes long, otherwise read at once."""
        if beside:
            self.ask(question, done)
        else:
            self.forget()
            done(question())

    def forget(self) -> None:
        """Void what was asked."""
        self._asked += 1
        self._answered = self._asked
        self._worker.clear()

    def wait(self, milliseconds: int = 5000) -> bool:
        """Wait for the thread; False when time ran out."""
        return self._worker.wait(milliseconds)

    def _answer(self, number: int, question: Callable[[], Any]) -> tuple[Any, Exception | None]:
        """In the thread, which touches nothing of Qt: the page may be gone meanwhile."""
        if number != self._asked:
            return None, None
        try:
            return question(), None
        except Exception as failure:
            log.exception("a late reading failed")
            return None, failure

    def _on_answer(self, number: int, answer: Any, problem: Exception | None) -> None:
        if number != self._asked or not isValid(self):  # another was asked, or the page is gone and nobody waits
            return
        self._answered = number
        if problem is None:
            self._done(answer)
            return
        page = self.parent()
        if isinstance(page, QWidget) and page.isVisible():
            sys.excepthook(type(problem), problem, problem.__traceback__)
