"""Every page by keyboard alone: from the navigation into the list, the page's main act seen in the register, and taken back.

Pages whose own tests do this already are not here: 交办 (test_assign_board, sixteen keys), 征询回访 (test_page_feedback, four keys and undo),
and the entry of a proposal and its reply (test_fast_entry).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import ALT, CTRL, SHIFT, Key, Keyboard, focus
from tests.ui.test_page_imports import ledger
from zxdesk.domain.stage import Stage
from zxdesk.queries.directory import member_directory, unit_directory
from zxdesk.queries.file import proposal_file
from zxdesk.queries.office import office_head
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui.form import Form
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.prompts import FormDialog
from zxdesk.ui.widgets.nav import NavList
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def keyboard(window: MainWindow, qtbot: QtBot) -> Keyboard:
    """The keyboard before the window, the cursor in the navigation."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.nav.setFocus()
    return Keyboard(qtbot, window)


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
        keyboard.until(lambda: not dialog.isVisible())

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


def test_statistics_a_number_opens_the_proposals_behind_it_and_one_comes_back(keyboard: Keyboard, window: MainWindow) -> None:
    keyboard.press(Key.Key_8, CTRL)
    page = window.current_page()
    assert page is not None
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


def test_papers_the_reply_sheet_of_a_chosen_proposal_is_made(
    keyboard: Keyboard, window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    workspace.memory.set_text("papers", str(tmp_path / "文书"))
    keyboard.press(Key.Key_9, CTRL)
    page: Any = window.current_page()
    page.kinds.setFocus()
    page.kinds.choose("reply_sheet")
    tab_to(keyboard, page.proposals.view)
    keyboard.press(Key.Key_Home)
    keyboard.press(Key.Key_Space)
    chosen = page.proposals.view.selected_ids()
    keyboard.press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(list((tmp_path / "文书").glob("*.docx"))) and not workspace.jobs.is_busy, timeout=30_000)
    assert len(file_of(workspace, chosen[0])["papers"]) == 1


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
    qtbot.waitUntil(lambda: count(workspace) == before + 1, timeout=30_000)
    keyboard.press(Key.Key_2, CTRL)
    assert getattr(window.current_page(), "name", "") == "提案"


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


