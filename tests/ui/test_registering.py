"""After 登记提案 one stands at the new proposal, whatever page one came from, and 撤销 leads back into the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.keyboard import CTRL, Key, Keyboard, focus
from tests.ui.keyboard_acts import fill_and_save
from zxdesk.queries.file import proposal_file
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.workspace import Workspace

TITLE = "关于增设社区充电桩的提案"


def filled(keyboard: Keyboard) -> Callable[[QWidget], None]:
    def drive(dialog: QWidget) -> None:
        assert isinstance(dialog, FormDialog)
        day = dialog.form.editors["submitted_on"].value()
        dialog.form.fill({"submitted_on": day, "proposers": ("周砚秋",), "is_open": True, "situation": "情况。"})
        fill_and_save(keyboard, {"title": TITLE})(dialog)

    return drive


@pytest.mark.parametrize("start", [Key.Key_1, Key.Key_2, Key.Key_6])
def test_the_new_proposal_is_shown_with_the_cursor_in_the_list(keyboard: Keyboard, window: MainWindow, workspace: Workspace, start: Key) -> None:
    keyboard.press(start, CTRL)
    keyboard.in_dialog(lambda: keyboard.press(Key.Key_N, CTRL), filled(keyboard))
    page: Any = window.current_page()
    assert page.name == "提案"
    shown = page.file_pane.proposal_id
    assert workspace.read(proposal_file, shown, today=workspace.today)["title"] == TITLE
    assert page.view.current_id() == shown
    window.activateWindow()  # the offscreen platform forgets who was active when a dialog closes
    keyboard.until(window.isActiveWindow)
    assert focus() is page.view


def test_taking_it_back_leaves_the_cursor_in_the_list(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    keyboard.press(Key.Key_1, CTRL)
    keyboard.in_dialog(lambda: keyboard.press(Key.Key_N, CTRL), filled(keyboard))
    page: Any = window.current_page()
    made = page.file_pane.proposal_id
    window.activateWindow()
    keyboard.until(window.isActiveWindow)
    keyboard.press(Key.Key_Z, CTRL)
    assert page.view.current_id() not in (None, made)
    assert page.file_pane.proposal_id == page.view.current_id()
    assert focus() is page.view
