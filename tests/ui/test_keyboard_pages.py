"""Every page of the work by keyboard alone: from the navigation into the list, the page's main act seen in the register, and taken back.

Pages whose own tests do this already are not here: 交办 (test_assign_board, sixteen keys), 征询回访 (test_page_feedback, four keys and undo),
and the entry of a proposal and its reply (test_fast_entry). The pages of the office are in test_keyboard_office.
"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import ALT, CTRL, SHIFT, Key, Keyboard, focus
from tests.ui.keyboard_acts import by_arrows, file_of, fill_and_save, go_to, tab_to, take_back
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.widgets.nav import NavList
from zxdesk.ui.workspace import Workspace


def test_today_an_overdue_unit_is_reminded_from_its_row(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    keyboard.press(Key.Key_1, CTRL)
    page: Any = window.current_page()
    assert page.isAncestorOf(focus())
    tab_to(keyboard, page.tiles["overdue"])
    keyboard.press(Key.Key_Space)
    tab_to(keyboard, page.list.view("overdue"))
    proposal = page.current_proposal_id()
    assert proposal is not None
    keyboard.in_dialog(lambda: keyboard.press(Key.Key_B, CTRL), fill_and_save(keyboard, {"unit": "", "way": ""}))
    reminded = [row["reminders"] for row in file_of(workspace, proposal)["assignments"]]
    assert sum(len(rows) if isinstance(rows, list) else int(rows) for rows in reminded) == 1
    take_back(keyboard, workspace, "催办")
    assert page.isAncestorOf(focus())


def test_proposals_a_title_is_corrected_in_its_file(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    by_arrows(keyboard, window, "提案")
    page: Any = window.current_page()
    keyboard.press(Key.Key_Down)
    proposal = page.file_pane.proposal_id
    before = file_of(workspace, proposal)["title"]
    keyboard.press(Key.Key_F2)
    keyboard.until(lambda: page.file_pane.typing.form is not None)
    form = page.file_pane.typing.form.form
    for name, text in (("title", "关于改造老旧小区电梯的提案"), ("reason", "录入有误")):
        go_to(keyboard, form, name)
        keyboard.press(Key.Key_A, CTRL)
        keyboard.text(text)
    keyboard.press(Key.Key_S, CTRL)
    keyboard.until(lambda: file_of(workspace, proposal)["title"] == "关于改造老旧小区电梯的提案")
    take_back(keyboard, workspace, "更正")
    assert file_of(workspace, proposal)["title"] == before


def test_review_a_proposal_is_reviewed_from_the_foot_of_its_file(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    keyboard.press(Key.Key_3, CTRL)
    page: Any = window.current_page()
    proposal = page.file_pane.proposal_id
    assert file_of(workspace, proposal)["stage"] == "received"
    keyboard.press(Key.Key_F6)
    assert page.file_pane.isAncestorOf(focus())
    tab_to(keyboard, "初审")
    keyboard.in_dialog(
        lambda: keyboard.press(Key.Key_Space), fill_and_save(keyboard, {"reviewer": "何春棠", "category": "jy"})
    )
    assert file_of(workspace, proposal)["stage"] == "first_reviewed"
    take_back(keyboard, workspace, "初审")
    assert file_of(workspace, proposal)["stage"] == "received"


def test_handling_a_contact_is_registered_for_the_undertaking_of_the_row(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    keyboard.press(Key.Key_5, CTRL)
    page: Any = window.current_page()
    keyboard.press(Key.Key_Down)
    proposal = page.file_pane.proposal_id
    before = len(str(file_of(workspace, proposal)))
    keyboard.in_dialog(lambda: keyboard.press(Key.Key_T, CTRL), fill_and_save(keyboard, {"unit": "", "way": ""}))
    assert len(str(file_of(workspace, proposal))) > before
    take_back(keyboard, workspace, "登记沟通")
    assert page.isAncestorOf(focus())


def test_supervision_the_units_of_a_light_are_reminded(keyboard: Keyboard, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    keyboard.press(Key.Key_7, CTRL)
    page: Any = window.current_page()
    assert focus() is page.lights.grid

    def go_on(dialog: QWidget) -> None:
        fill_and_save(keyboard, {"way": ""})(dialog)

    keyboard.in_dialog(lambda: keyboard.press(Key.Key_Return, CTRL), go_on)
    qtbot.waitUntil(lambda: page.lights.reminding.preview is not None and page.lights.reminding.preview.is_ready, timeout=10_000)
    qtbot.waitUntil(lambda: focus() is page.lights.reminding.preview.primary)
    keyboard.press(Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.undo_label.startswith("催办"), timeout=10_000)
    take_back(keyboard, workspace, "催办")
    assert focus() is page.lights.grid


@pytest.mark.parametrize(("key", "name"), [(Key.Key_4, "交办"), (Key.Key_6, "征询回访"), (Key.Key_2, "提案"), (Key.Key_5, "办理")])
def test_a_page_is_entered_by_its_key_and_left_for_the_navigation(keyboard: Keyboard, window: MainWindow, key: Key, name: str) -> None:
    keyboard.press(key, CTRL)
    page: Any = window.current_page()
    assert page.name == name
    assert page.isAncestorOf(focus())
    if getattr(page, "file_pane", None) is not None:
        before = page.file_pane.proposal_id
        keyboard.press(Key.Key_Down, ALT)
        assert page.file_pane.proposal_id != before or before is None
    for _press in range(6):
        keyboard.press(Key.Key_F6, SHIFT)
        if isinstance(focus(), NavList):
            return
    raise AssertionError("Shift+F6 does not lead back to the navigation")


