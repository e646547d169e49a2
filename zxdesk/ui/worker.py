"""A thread that does one thing after the other and is there only while there is something to do."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable


class Worker:
    """Runs functions in their order beside the window; whoever owned it may go while one still runs.

    Not a QThreadPool of the owner: that waits in its destructor, and where Qt destroys a widget without letting go of Python's
    lock, a function that needs the lock to end is waited for without end.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: deque[Callable[[], object]] = deque()
        self._changed = threading.Condition()
        self._is_running = False

    def start(self, work: Callable[[], object]) -> None:
        """Run it when those before it have ended; it must see to its own failures."""
        with self._changed:
            self._waiting.append(work)
            if self._is_running:
                return
            self._is_running = True
        threading.Thread(target=self._run, name=self._name, daemon=True).start()

    def clear(self) -> None:
        """Drop what has not begun."""
        with self._changed:
            self._waiting.clear()

    def wait(self, milliseconds: int = -1) -> bool:
        """Wait until nothing runs or waits; False when time ran out. Less than 0 is without end."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._is_running, None if milliseconds < 0 else milliseconds / 1000)

    def _run(self) -> None:
        try:
            while (work := self._next()) is not None:
                work()
                del work
        except BaseException:
            with self._changed:
                self._is_running = False
                self._changed.notify_all()
            raise

    def _next(self) -> Callable[[], object] | None:
        with self._changed:
            if self._waiting:
                return self._waiting.popleft()
            self._is_running = False
            self._changed.notify_all()
            return None
