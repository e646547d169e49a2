"""What a clerk does with the keyboard on any page: go to a field, fill a form in, take the act back, and what the register then says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from tests.ui.keyboard import CTRL, SHIFT, Key, Keyboard, focus, is_shown
from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui.form import Form
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.widgets.nav import NavList
from zxdesk.ui.workspace import Workspace


def file_of(workspace: Workspace, proposal: int) -> dict[str, Any]:
    found: dict[str, Any] = workspace.read(proposal_file, proposal, today=workspace.today)
    return found


def count(workspace: Workspace, *stages: Stage) -> int:
    wanted = ProposalFilter(stages=frozenset(stages))
    return len(workspace.read(proposal_ids, wanted, today=workspace.today))


def go_to(keyboard: Keyboard, form: Form, name: str) -> None:
    """By Tab to a field."""
    for _press in range(60):
        if form.current() == name:
            return
        keyboard.press(Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}")


def tab_to(keyboard: Keyboard, wanted: QWidget | str) -> None:
    """By Tab to a widget, or to the button with these words."""
    for _press in range(60):
        here = focus()
        if here is wanted or (isinstance(here, QAbstractButton) and isinstance(wanted, str) and here.text().startswith(wanted)):
            return
        keyboard.press(Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {wanted}")


def fill_and_save(keyboard: Keyboard, texts: dict[str, str]) -> Callable[[QWidget], None]:
    """In a form's dialog: by Tab to each field, its text typed, saved by Ctrl+Enter."""

    def drive(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        for name, text in texts.items():
            go_to(keyboard, dialog.form, name)
            editor = dialog.form.editors[name]
            if isinstance(focus(), QLineEdit):
                keyboard.press(Key.Key_A, CTRL)
                keyboard.text(text)
            elif not editor.text():  # a choice: the first, or by the initials of its words
                if text:
                    keyboard.keys(text)
                else:
                    keyboard.press(Key.Key_Down if isinstance(focus(), QComboBox) else Key.Key_Space)
                assert editor.text()
        keyboard.press(Key.Key_Return, CTRL)
        keyboard.until(lambda: not is_shown(dialog))

    return drive


def take_back(keyboard: Keyboard, workspace: Workspace, label: str) -> None:
    """Ctrl+Z, and the register says so."""
    if QApplication.activeWindow() is None:  # the offscreen platform forgets who was active when a dialog closes
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.workspace is workspace)
        window.activateWindow()
        keyboard.until(window.isActiveWindow)
    assert workspace.undo_label.startswith(label)
    keyboard.press(Key.Key_Z, CTRL)
    assert workspace.redo_label.startswith(label)


def by_arrows(keyboard: Keyboard, window: MainWindow, name: str) -> None:
    """In the navigation down to a page, then F6 into it."""
    while not isinstance(focus(), NavList):
        keyboard.press(Key.Key_F6, SHIFT)
    keyboard.press(Key.Key_Home)
    for _press in range(12):
        if getattr(window.current_page(), "name", "") == name:
            break
        keyboard.press(Key.Key_Down)
    keyboard.press(Key.Key_F6)
    page = window.current_page()
    assert page is not None
    assert getattr(page, "name", "") == name
    assert page.isAncestorOf(focus())
