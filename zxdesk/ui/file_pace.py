"""When the file that was asked for is read: at once, after the page was painted for the first time, when a held key rests, or when it is seen."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REPEAT, PAUSE = 0.12, 60  # a key repeats below so many seconds; the file then waits so many milliseconds for it to rest


class FilePace(QTimer):
    """Runs ``read`` when it is time; ``is_stale`` tells that the file is to be read when it is shown."""

    def __init__(self, read: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=0)
        self._read = read
        self.is_stale = False
        self._has_begun = self._has_waited = False
        self._asked = 0.0
        self.timeout.connect(self._on_time)

    @property
    def is_due(self) -> bool:
        """Whether what is shown is not yet what was asked for."""
        return self.isActive() or self.is_stale

    def is_now(self, *, is_seen: bool) -> bool:
        """Another file is asked for: whether to read it at once; otherwise it will be.

        The first one waits until the list beside it was painted, so that a page opens with its list.
        """
        now = time.monotonic()
        repeats, self._asked = now - self._asked < REPEAT, now
        waits = repeats or not self._has_begun
        if not is_seen:
            self.is_stale = True
        elif waits:
            self.start()
        return is_seen and not waits

    def is_now_shown(self) -> bool:
        """It is shown: whether to read at once what was put off until then."""
        if self.is_stale and not self._has_begun:
            self.start()
        return self.is_stale and self._has_begun

    def wait_until_seen(self) -> None:
        """It is hidden: what was to be read in a moment is read when it is shown again."""
        if self.isActive():
            self.stop()
            self.is_stale = True

    def begin(self) -> None:
        """It is read now."""
        self.stop()
        self.is_stale = False
        if not self._has_begun:
            self._has_begun = True
            self.setInterval(PAUSE)

    def forget(self) -> None:
        """Nothing is to be read."""
        self.stop()
        self.is_stale = False

    def _on_time(self) -> None:
        """The first time a turn of the event loop later, since timers come at the end of the turn in which the page is painted."""
        if self._has_begun or self._has_waited:
            self._read()
        else:
            self._has_waited = True
            self.start()
