"""Reading beside the window where it takes long: the last question is answered, earlier ones are void."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

log = logging.getLogger(__name__)


class LateAnswer(QObject):
    """Asks one kind of question; an answer arrives in the window's thread unless another was asked meanwhile.

    Signals: ``_came(int, object)`` with the question's number and its answer.
    """

    _came = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._asked = 0
        self._answered = 0
        self._done: Callable[[Any], object] = lambda _answer: None
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered != self._asked

    def ask(self, question: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Run ``question`` in a thread and hand its answer to ``done``; a question that has not begun is dropped."""
        self._asked += 1
        self._done = done
        self._pool.clear()
        self._pool.start(_Question(self, self._asked, question))

    def forget(self) -> None:
        """Void what was asked."""
        self._asked += 1
        self._answered = self._asked
        self._pool.clear()

    def wait(self, milliseconds: int = 5000) -> bool:
        """Wait for the thread; False when time ran out."""
        return self._pool.waitForDone(milliseconds)

    def _on_came(self, number: int, answer: object) -> None:
        if number == self._asked:
            self._answered = number
            self._done(answer)


class _Question(QRunnable):
    def __init__(self, asker: LateAnswer, number: int, question: Callable[[], Any]) -> None:
        super().__init__()
        self._asker, self._number, self._question = asker, number, question

    def run(self) -> None:
        if self._number != self._asker._asked:
            return
        try:
            answer = self._question()
        except Exception:
            log.exception("a late reading failed")
            return
        try:
            if self._number == self._asker._asked:
                self._asker._came.emit(self._number, answer)
        except RuntimeError:  # the page is gone, nobody waits for the answer
            return
