"""Pages are made while nobody touches anything, and never while somebody does."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.ui import idle
from zxdesk.ui.main_window import PAGES, MainWindow


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "QUIET", 0.3)
    monkeypatch.setattr(idle, "TURN", 10)


def test_every_page_is_there_after_a_while_of_quiet(window: MainWindow, qtbot: QtBot, looked: QApplication) -> None:
    shown = window.current_page()
    owner = QObject()
    work = idle.WhenIdle(looked, window.make_pages(), owner)
    qtbot.waitUntil(lambda: work.is_over, timeout=20_000)
    assert set(window.pages) == set(PAGES)
    assert window.current_page() is shown


def test_nothing_is_made_while_somebody_types(window: MainWindow, qtbot: QtBot, looked: QApplication) -> None:
    made = set(window.pages)
    owner = QObject()
    work = idle.WhenIdle(looked, window.make_pages(), owner)
    for _ in range(12):
        qtbot.keyClick(window.find_box, Qt.Key.Key_A)
        qtbot.wait(50)
    assert set(window.pages) == made
    assert not work.is_over


def test_small_pieces_are_taken_also_while_somebody_types(window: MainWindow, qtbot: QtBot, looked: QApplication) -> None:
    taken: list[str] = []
    owner = QObject()
    work = idle.WhenIdle(looked, (taken.append(name) for name in ("one", "two")), owner, quiet=0)
    for _ in range(12):
        qtbot.keyClick(window.find_box, Qt.Key.Key_A)
        qtbot.wait(20)
    assert taken == ["one", "two"]
    assert work.is_over


def test_loading_the_pages_makes_none(window: MainWindow) -> None:
    made = set(window.pages)
    assert len(list(window.load_pages())) == len(PAGES)
    assert set(window.pages) == made
    assert all(module in sys.modules for module, _name in PAGES.values())
