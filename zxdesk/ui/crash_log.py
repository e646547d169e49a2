"""What is left of a run that did not end: a mark while the program runs, and the last words of Python when it falls."""

from __future__ import annotations

import faulthandler
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

import zxdesk
from zxdesk import logs

MARK = "running"
FALL = "crash.txt"
LINES = 80
"""Lines of the log that are shown beside the last words."""


@dataclass(frozen=True)
class Left:
    """What a run left behind that did not end: when it began, and details to copy, without names or texts."""

    began: str
    details: str


class CrashLog:
    """Marks a run as running; after one that never ended, ``left`` holds what is known of it."""

    def __init__(self, folder: Path, *, now: datetime) -> None:
        self._folder = folder
        self._file: TextIO | None = None
        self.left = self._read_left()
        self._begin(now)

    def finish(self) -> None:
        """The run ends as it should: take the mark away."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        for name in (MARK, FALL):
            (self._folder / name).unlink(missing_ok=True)

    def _begin(self, now: datetime) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / MARK).write_text(f"{now:%Y-%m-%d %H:%M}", encoding="utf-8")
            self._file = (self._folder / FALL).open("w", encoding="utf-8")
        except OSError:
            return  # a folder that cannot be written must not keep the office from its work
        faulthandler.enable(self._file, all_threads=True)

    def _read_left(self) -> Left | None:
        try:
            began = (self._folder / MARK).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return None
        head = f"zxdesk {zxdesk.__version__} · Python {platform.python_version()} · {platform.system()} {platform.release()}"
        fall = _tail(self._folder / FALL) or "(no last words)"
        return Left(began, logs.redact("\n".join((head, f"began {began}", "", fall, "", _tail(self._folder / logs.LOG_NAME)))).strip())


def _tail(path: Path) -> str:
    try:
        return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-LINES:])
    except OSError:
        return ""
