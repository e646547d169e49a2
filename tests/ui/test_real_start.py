"""The program as it is started: a process of its own, its window, the pages made while nobody touches it, and its end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from zxdesk import app
from zxdesk.ui import idle, main_window

idle.QUIET, idle.TURN = 0.1, 5
application = app.prepare_application()

def look():
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, main_window.MainWindow)]
    if windows and set(windows[0].pages) == set(main_window.PAGES):
        timer.stop()
        print("pages made", windows[0].current_page().key, flush=True)
        windows[0].close()

timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
sys.exit(app.main(["--data-dir", sys.argv[1], "--clerk", "何春棠"]))
"""
STANDS = """
import sys
from pathlib import Path
from zxdesk import app

application = app.prepare_application()
from sqlalchemy import event
from sqlalchemy.orm import Mapper

said = []
event.listen(Mapper, "before_configured", lambda: said.append("linked"))
from zxdesk.storage.database import open_register
from zxdesk.ui.main_window import MainWindow

folder = Path(sys.argv[1])
register = open_register(folder / "zxdesk.db")
window = MainWindow(app.make_workspace(register, folder, clerk="何春棠"))
window.show()
for _ in range(5):
    application.processEvents()
today = window.current_page()
for key in today.tiles:
    today.choose(key)
said += ["stands", *(["lists"] if any(view.rows.rowCount() for view in today.list.views.values()) else [])]
for _ in app.load_rest(window):
    pass
print(*said, flush=True)
window.close()
register.close()
"""
FALLS = """
import sys
from PySide6.QtWidgets import QDialog
from zxdesk import app
from zxdesk.ui import faults, main_window

def falls(self):
    raise ValueError("nothing is ready")

main_window.MainWindow.show = falls
faults.FaultDialog.exec = lambda self: print("told:", self.details.toPlainText().splitlines()[-1], flush=True)
sys.exit(app.main(["--data-dir", sys.argv[1]]))
"""


def started(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ZXDESK_TODAY": "2026-11-16", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, encoding="utf-8", env=environment, timeout=90, check=False
    )


@pytest.fixture
def folder(filled_register: Path, tmp_path: Path) -> Path:
    """A data folder with a small office."""
    shutil.copyfile(filled_register, tmp_path / "zxdesk.db")
    return tmp_path


def test_the_program_opens_makes_its_pages_and_ends_without_a_word(folder: Path) -> None:
    done = started(START, folder)
    assert (done.returncode, done.stdout.split()) == (0, ["pages", "made", "today"]), done.stderr
    assert [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line] == []
    assert not (folder / "logs" / "running").exists()


def test_a_failure_before_the_window_is_there_is_told_and_not_only_logged(folder: Path) -> None:
    done = started(FALLS, folder)
    assert done.returncode != 0
    assert "told: ValueError: nothing is ready" in done.stdout
    assert "nothing is ready" in done.stderr


def test_the_window_stands_before_the_records_are_linked_to_each_other(folder: Path) -> None:
    """Which takes a tenth of the start; a query that asks for a record and not for columns of its table brings it back."""
    done = started(STANDS, folder)
    assert done.stdout.split() == ["stands", "lists", "linked"], done.stderr
