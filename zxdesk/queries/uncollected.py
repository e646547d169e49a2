"""Python's collector held back while many plain rows are made."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_found: list[bool] = []
"""Whether each of those who hold the collector back found it at work."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cycles while this goes on; where several threads ask for that, until the last of them is done.

    Rows are tuples of texts and numbers, which all stay and never point at each other; yet some hundred thousand of them make the collector
    pass over all there are, again and again, which takes a tenth of the time of a year's reports.
    """
    with _lock:
        _found.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            was_at_work = _found.pop()  # the last to go takes what the first one found
            if was_at_work and not _found:
                gc.enable()
