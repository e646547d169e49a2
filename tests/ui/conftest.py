"""A quiet window for every test: one look, and ways to type Chinese and to draw what is shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from tests.ui.keyboard import Keyboard
    from zxdesk.ui.main_window import MainWindow
    from zxdesk.ui.workspace import Workspace


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """Forms and dialogs that a test made without a window go with it: a thousand tests of them are gigabytes, and a look has to dress them all."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def looked(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at 中, put back so afterwards."""
    from zxdesk.ui import metrics, theme, tokens

    theme.apply(qapp, tokens.LIGHT, metrics.MEDIUM)
    yield qapp
    theme.apply(qapp, tokens.LIGHT, metrics.MEDIUM)


@pytest.fixture
def type_chinese() -> Callable[[QWidget, str], None]:
    """Types text the way an input method does; key clicks know no Chinese."""

    def typed(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return typed


@pytest.fixture
def colours_of() -> Callable[[QWidget], set[str]]:
    """Every colour that stands in a widget's picture."""

    def found(widget: QWidget) -> set[str]:
        image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}

    return found


@pytest.fixture(scope="session")
def filled_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small invented office, made once; tests work on copies."""
    from tests.ui.small_office import make_office

    path = tmp_path_factory.mktemp("filled") / "zxdesk.db"
    make_office(path).close()
    return path


@pytest.fixture
def workspace(looked: QApplication, filled_register: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace on a copy of the small office; the window's memory lies beside it."""
    from tests.ui.small_office import door_of
    from zxdesk.storage.database import open_register
    from zxdesk.ui.workspace import Workspace

    shutil.copy(filled_register, tmp_path / "zxdesk.db")
    register = open_register(tmp_path / "zxdesk.db")
    made = Workspace(door_of(register), tmp_path)
    yield made
    made.jobs.wait(5000)
    register.close()


def rest(workspace: Workspace) -> None:
    """Let the work beside the window end, so that closing asks nothing."""
    workspace.jobs.cancel()
    workspace.jobs.wait(10_000)
    while workspace.jobs.is_busy:
        QApplication.processEvents()


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> MainWindow:
    """The real window at 1366×768."""
    from zxdesk.ui.main_window import MainWindow

    made = MainWindow(workspace)
    qtbot.addWidget(made, before_close_func=lambda _window: rest(workspace))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def keyboard(window: MainWindow, qtbot: QtBot) -> Keyboard:
    """The keyboard before the window, the cursor in the navigation."""
    from tests.ui.keyboard import Keyboard

    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.nav.setFocus()
    return Keyboard(qtbot, window)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """The lists of proposals and members that were opened, each closed at once."""
    from zxdesk.ui.pages.figure_list import FigureDialog
    from zxdesk.ui.pages.narrative_side import MembersDialog

    found: list[QDialog] = []
    for kind in (FigureDialog, MembersDialog):
        monkeypatch.setattr(kind, "exec", lambda self: found.append(self) or 0)
    return found


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences told instead of shown."""
    from zxdesk.ui import prompts

    found: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_more: found.append(text))
    return found
