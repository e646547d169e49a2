"""What set-up says to the person who started it, a sentence a line."""

from __future__ import annotations

import io
import sys


class SetupError(Exception):
    """Set-up cannot go on; the message is the whole sentence to show."""


def speak_utf8() -> None:
    """Let Chinese through wherever the output goes: a pipe on Windows would otherwise refuse it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if not stream.isatty():
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace", line_buffering=True)


def say(sentence: str) -> None:
    """Print one line of progress."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Print one line about what keeps the work from going on."""
    print(sentence, file=sys.stderr, flush=True)
