"""The pages of the office by keyboard alone: figures, papers, directories, settings, imports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import CTRL, SHIFT, Key, Keyboard, focus
from tests.ui.keyboard_acts import by_arrows, count, fill_and_save, go_to, tab_to, take_back
from tests.ui.test_page_imports import ledger
from zxdesk.queries.directory import member_directory, unit_directory
from zxdesk.queries.issued import issued_rows
from zxdesk.queries.office import office_head
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.widgets.nav import NavList
from zxdesk.ui.workspace import Workspace


def test_statistics_a_number_opens_the_proposals_behind_it_and_one_comes_back(keyboard: Keyboard, window: MainWindow, qtbot: QtBot) -> None:
    keyboard.press(Key.Key_8, CTRL)
    page = window.current_page()
    assert page is not None
    qtbot.waitUntil(lambda: not page.is_reading, timeout=30_000)
    assert page.isAncestorOf(focus())
    for _press in range(40):
        keyboard.press(Key.Key_Return)
        if window.current_page() is not page:
            break
        keyboard.press(Key.Key_Tab)
    assert getattr(window.current_page(), "name", "") == "提案"
    keyboard.press(Key.Key_8, CTRL)
    assert window.current_page() is page
    assert page.isAncestorOf(focus())


def test_papers_the_reply_sheets_of_some_numbers_are_recorded(
    keyboard: Keyboard, window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(prompts, "confirm", lambda *_given: True)
    workspace.door = replace(workspace.door, files=tmp_path / "files")
    keyboard.press(Key.Key_9, CTRL)
    page: Any = window.current_page()
    page.kinds.setFocus()
    page.kinds.choose("reply_sheet")
    tab_to(keyboard, page.side.scope.way)
    keyboard.press(Key.Key_Down)
    assert page.side.scope.way.currentText() == "提案号"
    tab_to(keyboard, page.side.scope.numbers)
    keyboard.keys("1-99")
    keyboard.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not page.is_working and page.side.record_button.isEnabled(), timeout=20_000)
    count = len(page.sending.chosen())
    assert count > 0
    tab_to(keyboard, page.side.record_button)
    keyboard.press(Key.Key_Space)
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy and len(workspace.read(issued_rows, workspace.plenary_id)) == count, timeout=30_000)


def test_members_a_telephone_is_corrected_from_the_row(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    keyboard.press(Key.Key_0, CTRL)
    page: Any = window.current_page()

    def phones() -> list[str]:
        return [row["phone"] for row in workspace.read(member_directory)]

    before = phones()
    tab_to(keyboard, page.members.view)
    keyboard.press(Key.Key_Home)
    keyboard.in_dialog(lambda: keyboard.press(Key.Key_Return), fill_and_save(keyboard, {"phone": "139 0000 9999"}))
    assert phones() != before
    assert "139 0000 9999" in phones()
    take_back(keyboard, workspace, "修改委员")
    assert phones() == before


def test_units_a_liaison_is_written_down_from_the_row(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    by_arrows(keyboard, window, "单位")
    page: Any = window.current_page()

    def liaisons() -> list[str]:
        return [row["contact"] for row in workspace.read(unit_directory)]

    tab_to(keyboard, page.units.view)
    keyboard.press(Key.Key_Home)
    keyboard.in_dialog(lambda: keyboard.press(Key.Key_Return), fill_and_save(keyboard, {"contact": "石云舟"}))
    assert "石云舟" in liaisons()
    take_back(keyboard, workspace, "修改")
    assert "石云舟" not in liaisons()


def test_settings_the_contact_of_the_office_is_saved(keyboard: Keyboard, window: MainWindow, workspace: Workspace) -> None:
    keyboard.press(Key.Key_Comma, CTRL)
    page: Any = window.current_page()
    form = page.sections["机关信息"].form if "机关信息" in page.sections else next(iter(page.sections.values())).form
    for _press in range(6):
        if form.isAncestorOf(focus()):
            break
        keyboard.press(Key.Key_Tab)
    go_to(keyboard, form, "contact")
    keyboard.text("何春棠")
    keyboard.press(Key.Key_S, CTRL)
    head = workspace.read(office_head)
    assert head is not None
    assert head.contact == "何春棠"
    while not isinstance(focus(), NavList):
        keyboard.press(Key.Key_F6, SHIFT)  # in a field Ctrl+Z takes back the typing
    take_back(keyboard, workspace, workspace.undo_label)
    head = workspace.read(office_head)
    assert head is not None
    assert head.contact == ""


def test_imports_a_ledger_is_tried_and_taken_in(
    keyboard: Keyboard, window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count(workspace)
    path = ledger(tmp_path / "台账.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    keyboard.press(Key.Key_I, CTRL | SHIFT)
    page: Any = window.current_page()
    assert page.isAncestorOf(focus())
    tab_to(keyboard, "选取文件…")
    keyboard.press(Key.Key_Space)
    qtbot.waitUntil(lambda: page.preview is not None and not workspace.jobs.is_busy, timeout=30_000)
    keyboard.press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: count(workspace) == before + 1 and not workspace.jobs.is_busy, timeout=30_000)
    take_back(keyboard, workspace, "导入台账")
    assert count(workspace) == before
    keyboard.press(Key.Key_2, CTRL)
    assert getattr(window.current_page(), "name", "") == "提案"
