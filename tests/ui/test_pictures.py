"""Pictures of every page are kept with the run; nothing in them is cut off or elided at any size."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QScrollArea, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.services.steps import STEPS
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.main_window import LEAST, PAGES, MainWindow
from zxdesk.ui.memory import Memory
from zxdesk.ui.navigation import NAV
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.workspace import Workspace

ARTEFACTS = Path(__file__).resolve().parents[2] / "test-artefacts" / "pictures"


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scale", "pixels"), [("1366x768", "1", (1366, 768)), ("911x512", "1.5", (1366, 768))])
def test_the_run_keeps_a_picture_of_every_page(filled_register: Path, tmp_path: Path, size: str, scale: str, pixels: tuple[int, int]) -> None:
    shutil.copy(filled_register, tmp_path / "zxdesk.db")
    folder = ARTEFACTS / f"{size}@{scale}"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "ZXDESK_TODAY": "2026-06-10"}
    command = [sys.executable, "-m", "zxdesk.app", "--data-dir", str(tmp_path), "--clerk", "何春棠", "--pictures", str(folder)]
    done = subprocess.run([*command, "--size", size, "--scale", scale], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    for item in NAV:
        picture = QImage(str(next(folder.glob(f"*-{item.name}.png"))))
        assert abs(picture.width() - pixels[0]) <= 1
        assert abs(picture.height() - pixels[1]) <= 1
    assert Memory(tmp_path).text("page") == "today"  # the office opens as before, not where the pictures ended


def cut_off(root: QWidget) -> Iterator[str]:
    """Widgets that reach beyond their parent, and buttons or one-line labels that have less room than their words."""
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if not widget.isVisible() or parent is None or isinstance(parent, QTabBar) or _scrolls(widget, root):
            continue
        if widget.visibleRegion().isEmpty():
            continue  # a hint of a legend that found no room on its one line
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            yield f"{_told(widget)} reaches beyond {_told(parent)}: {widget.geometry()} in {parent.rect()}"
        is_line = isinstance(widget, QLabel) and not widget.wordWrap() and bool(widget.text()) and type(widget).__name__ != "ElidedLabel"
        if (is_line or (isinstance(widget, QPushButton) and widget.text())) and widget.width() < widget.sizeHint().width() - 2:
            yield f"{_told(widget)} has {widget.width()} of {widget.sizeHint().width()} pixels"


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    """Whether the widget lies in something that scrolls, or is one of its own parts."""
    at = widget.parentWidget()
    while at is not None and at is not root.parentWidget():
        if isinstance(at, QAbstractScrollArea):
            return True
        at = at.parentWidget()
    return False


def _told(widget: QWidget) -> str:
    words = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName()} “{words or widget.accessibleName()}”"


@pytest.fixture(params=[((1366, 768), "中"), ((1366, 768), "特大"), (LEAST, "中"), (LEAST, "大")], ids=lambda p: f"{p[0][0]}-{p[1]}")
def sized(request: pytest.FixtureRequest, workspace: Workspace, looked: QApplication, qtbot: QtBot) -> MainWindow:
    """The window at a size of the screen and of the letters."""
    size, letters = request.param
    theme.apply(looked, tokens.LIGHT, metrics.SIZES[letters])
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.parametrize("key", list(PAGES))
def test_nothing_on_a_page_is_cut_off(sized: MainWindow, qtbot: QtBot, key: str) -> None:
    page = sized.open_page(key)
    qtbot.waitUntil(lambda: not page.is_reading)
    qtbot.wait(30)
    assert list(cut_off(page)) == []


def test_nothing_in_the_frame_is_cut_off(sized: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(30)
    assert [*cut_off(sized.status), *cut_off(sized._corner)] == []


@pytest.mark.parametrize("letters", list(metrics.SIZES))
def test_no_label_of_a_form_is_elided(workspace: Workspace, looked: QApplication, letters: str) -> None:
    theme.apply(looked, tokens.LIGHT, metrics.SIZES[letters])
    found = []
    largest = sorted(STEPS, key=lambda step: -len(step.fields))
    for step in STEPS if letters == "特大" else largest[:8]:
        dialog = step_dialog(workspace, step)
        dialog.show()
        QApplication.processEvents()
        area = dialog.findChild(QScrollArea)
        inner = area.widget() if area is not None else dialog
        found += [f"{step.verb}: {words}" for words in cut_off(inner)]
        dialog.reject()
        dialog.deleteLater()
    assert found == []
