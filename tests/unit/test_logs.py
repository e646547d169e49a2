"""The log tells what failed without telling whom it concerns."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zxdesk import logs


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    handler = logs.set_up(tmp_path / "logs")
    yield tmp_path / "logs" / logs.LOG_NAME
    logging.getLogger("zxdesk").removeHandler(handler)
    handler.close()


def test_names_phones_and_bodies_never_reach_the_log(log_file: Path) -> None:
    try:
        raise ValueError("王秀兰 139 0000 4101 关于停车难的提案 wang@example.org 610402198001010011")
    except ValueError:
        logging.getLogger("zxdesk.services").exception("command %s failed for %s", "register_reply", "0900-5550123 民盟支部")
    written = log_file.read_text(encoding="utf-8")

    for planted in ("王秀兰", "139 0000 4101", "4101", "停车", "wang@example.org", "610402198001010011", "5550123", "民盟"):
        assert planted not in written
    assert "register_reply failed for <number> <4 characters>" in written
    assert "ValueError" in written
    assert "test_logs.py" in written


def test_days_and_short_numbers_stay_readable() -> None:
    line = "proposal 0123 assigned 2026-03-02 10:30:00 in 15 ms"

    assert logs.redact(line) == line


def test_starting_the_log_again_moves_it_and_leaves_one_handler(log_file: Path, tmp_path: Path) -> None:
    handler = logs.set_up(tmp_path / "other")
    try:
        logging.getLogger("zxdesk").warning("once")

        assert (tmp_path / "other" / logs.LOG_NAME).read_text(encoding="utf-8").count("once") == 1
        assert not log_file.exists()
    finally:
        handler.close()
        logging.getLogger("zxdesk").removeHandler(handler)


def test_a_windowed_python_without_stderr_still_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    handler = logs.set_up(tmp_path)
    logging.getLogger("zxdesk").removeHandler(handler)
    handler.close()

    assert sys.stderr is not None
    sys.stderr.close()
