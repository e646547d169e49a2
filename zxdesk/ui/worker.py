"""A thread that does one thing after the other and is there only while there is something to do."""

from __future__ import annotations

import atexit
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Worker:
    """Runs functions in their order beside the window; whoever owned it may go while one still runs.

    Not a QThreadPool of the owner: that waits in its destructor, and where Qt destroys a widget without letting go of Python's
    lock, a function that needs the lock to end is waited for without end.

    A thread never touches an object of Qt that may go meanwhile, not even to emit one of its signals: what is to be told is posted
    to the window's thread (``tell``), and what a function holds is let go there.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: deque[int] = deque()
        self._held: dict[int, tuple[Callable[[], Any], Callable[[Any], object] | None]] = {}
        self._answers: dict[int, Any] = {}
        self._given = 0
        self._changed = threading.Condition()
        self._is_running = False
        _open_post()

    def start(self, work: Callable[[], Any], then: Callable[[Any], object] | None = None) -> None:
        """Run ``work`` when those before it have ended, and ``then`` with its answer in the window's thread.

        Called in the window's thread. ``work`` must see to its own failures.
        """
        with self._changed:
            self._given += 1
            self._held[self._given] = (work, then)
            self._waiting.append(self._given)
            if self._is_running:
                return
            self._is_running = True
        threading.Thread(target=self._run, name=self._name, daemon=True).start()

    def clear(self) -> None:
        """Drop what has not begun."""
        with self._changed:
            for number in self._waiting:
                del self._held[number]
            self._waiting.clear()

    def wait(self, milliseconds: int = -1) -> bool:
        """Wait until nothing runs or waits; False when time ran out. Less than 0 is without end."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._is_running, None if milliseconds < 0 else milliseconds / 1000)

    def _run(self) -> None:
        try:
            while (number := self._next()) is not None:
                self._answers[number] = self._held[number][0]()
                tell(partial(self._end, number))
        except BaseException:
            with self._changed:
                self._is_running = False
                self._changed.notify_all()
            raise

    def _next(self) -> int | None:
        with self._changed:
            if self._waiting:
                return self._waiting.popleft()
            self._is_running = False
            self._changed.notify_all()
            return None

    def _end(self, number: int) -> None:
        """In the window's thread."""
        _work, then = self._held.pop(number)
        answer = self._answers.pop(number)
        if then is not None:
            then(answer)


def tell(act: Callable[[], object]) -> None:
    """Have the window's thread do something at its next turn; may be called in any thread. Nothing is told once the program ends."""
    with _telling:
        if _posts:
            _posts[0].came.emit(act)


class _Post(QObject):
    """Brings what threads tell to the window's thread; there is one, and it stays until the program ends.

    WORKAROUND https://bugreports.qt.io/browse/PYSIDE-3124: signals emitted across threads can end the program, as when Qt takes sender or
    receiver down in that very moment.
    """

    came = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_came(self, act: Callable[[], object]) -> None:
        act()


_telling = threading.Lock()
_posts: list[_Post] = []


def _open_post() -> None:
    """Make the one post, with the first worker, in the window's thread."""
    if not _posts:
        _posts.append(_Post())
        atexit.register(_close_post)


def _close_post() -> None:
    """Before Qt is taken down under the threads that still run."""
    with _telling:
        _posts.clear()
