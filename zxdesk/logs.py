"""The program's log: what went wrong and where, never whom or what a proposal is about."""

from __future__ import annotations

import logging
import os
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "zxdesk.log"
LARGEST = 1_000_000
"""Bytes of one log file; five older ones are kept."""

_CHINESE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\ue000-\ufaff\uff00-\uffef\U00020000-\U000323af]+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_LONG_NUMBER = re.compile(r"(?<![\w.-])\+?\d(?:[ -]?\d){6,}[\dXx]?(?![\w-])")
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2})?")


def set_up(directory: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Start the rotating log in ``directory`` (made if needed) and return its handler; calling again replaces it.

    Every record passes through ``redact``, tracebacks included (source: reliability A07, no names, phones or bodies).
    """
    if sys.stderr is None:  # pythonw.exe has no stderr, and logging's own errors go there
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    directory.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger("zxdesk")
    for handler in [handler for handler in logger.handlers if isinstance(handler, _LogFile)]:
        logger.removeHandler(handler)
        handler.close()
    handler = _LogFile(directory / LOG_NAME, maxBytes=LARGEST, backupCount=5, encoding="utf-8", delay=True)
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(level)
    return handler


def redact(text: str) -> str:
    """Return ``text`` without Chinese (names, titles, bodies), e-mail addresses and numbers as long as a telephone's.

    Log messages are written in English, so whatever is Chinese in a record comes from the office's papers.
    Days and clock times stay.
    """
    kept: list[str] = []
    at = 0
    for clock in _CLOCK.finditer(text):
        kept += [_redact_piece(text[at : clock.start()]), clock.group()]
        at = clock.end()
    return "".join([*kept, _redact_piece(text[at:])])


def _redact_piece(text: str) -> str:
    text = _CHINESE.sub(lambda found: f"<{len(found.group())} characters>", text)
    text = _EMAIL.sub("<address>", text)
    return _LONG_NUMBER.sub("<number>", text)


class _LogFile(RotatingFileHandler):
    """The log's own handler, told apart from those of tests and consoles."""


class _Redacting(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))
