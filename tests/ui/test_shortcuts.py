"""The book of keys and its dialog: listed by page, searched, changed by pressing, conflicts told, put back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.ui.keys import IN_WINDOW, KeyBook, written
from zxdesk.ui.main_window import PAGES, MainWindow
from zxdesk.ui.memory import Memory
from zxdesk.ui.shortcuts_dialog import ShortcutsDialog
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def active(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def dialog(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> ShortcutsDialog:
    """The dialog with the keys of every page."""
    made = ShortcutsDialog(workspace.keys, active, prepare=active.make_pages())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(active.pages) == len(PAGES), timeout=20000)
    qtbot.waitUntil(lambda: not made._warm.isActive())
    return made


def press(dialog: ShortcutsDialog, qtbot: QtBot, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    """Choose an action and press a key for it."""
    assert dialog.view.select_id(name)
    dialog.line.setFocus()
    qtbot.keyClick(dialog.line, key, modifiers)


def test_the_dialog_lists_the_keys_of_every_page_made_or_not(dialog: ShortcutsDialog, workspace: Workspace) -> None:
    listed = {dialog.view.rows.id_at(row) for row in range(dialog.view.rows.rowCount())}
    assert {"window.undo", "step.reply", "papers.print", "settings.save", "imports.take-in"} <= listed
    assert set(workspace.keys.known) <= listed


def test_a_key_is_changed_by_pressing_it_and_works_at_once(
    dialog: ShortcutsDialog, active: MainWindow, workspace: Workspace, qtbot: QtBot
) -> None:
    press(dialog, qtbot, "window.page-units", Qt.Key.Key_J)
    dialog.use()
    assert workspace.keys.sequence("window.page-units") == "Ctrl+J"
    dialog.close()
    active.activateWindow()
    qtbot.waitUntil(active.isActiveWindow)
    active.nav.setFocus()
    qtbot.keyClick(active.nav, Qt.Key.Key_J, CTRL)
    assert active.nav.current() == "units"
    assert Memory(workspace.data_dir).text("keys/window.page-units") == "Ctrl+J"


def test_a_key_in_use_is_refused_with_the_name_of_its_owner(dialog: ShortcutsDialog, workspace: Workspace, qtbot: QtBot) -> None:
    press(dialog, qtbot, "step.contact", Qt.Key.Key_R)
    assert "Ctrl+R 已用于“对选中的提案 – 登记答复”" in dialog.refusal.text()
    dialog.use()
    assert workspace.keys.sequence("step.contact") == "Ctrl+T"


def test_a_key_one_types_with_is_refused(dialog: ShortcutsDialog, workspace: Workspace, qtbot: QtBot) -> None:
    press(dialog, qtbot, "step.contact", Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    dialog.use()
    assert "打字时要用" in dialog.refusal.text()
    assert workspace.keys.sequence("step.contact") == "Ctrl+T"


def test_backspace_takes_a_key_away_and_the_default_comes_back(dialog: ShortcutsDialog, workspace: Workspace, qtbot: QtBot) -> None:
    press(dialog, qtbot, "step.contact", Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    dialog.use()
    assert workspace.keys.sequence("step.contact") == ""
    assert dialog.view.select_id("step.contact")
    dialog.restore()
    assert workspace.keys.sequence("step.contact") == "Ctrl+T"
    assert not workspace.keys.is_changed("step.contact")


def test_all_keys_come_back_at_once(dialog: ShortcutsDialog, workspace: Workspace) -> None:
    workspace.keys.change("step.contact", "Ctrl+Alt+1")
    workspace.keys.change("window.find", "F3")
    dialog.restore_all()
    assert workspace.keys.sequence("step.contact") == "Ctrl+T"
    assert workspace.keys.sequence("window.find") == "Ctrl+K"


def test_the_keys_are_searched_by_act_and_by_key(dialog: ShortcutsDialog) -> None:
    dialog.search.setText("登记答复")
    dialog.show_keys()
    assert dialog.view.select_id("step.reply")
    assert not dialog.view.select_id("window.undo")
    dialog.search.setText("ctrl+z")
    dialog.show_keys()
    assert dialog.view.select_id("window.undo")


def test_all_keys_are_copied_as_text(dialog: ShortcutsDialog) -> None:
    dialog.copy()
    text = QGuiApplication.clipboard().text()
    assert "【整个窗口】" in text
    assert "Ctrl+K\t查找" in text
    assert "Ctrl+R\t登记答复" in text


def test_no_two_keys_of_the_program_clash(dialog: ShortcutsDialog, workspace: Workspace) -> None:
    book = workspace.keys
    own = [key for key in book.known.values() if book.sequence(key.name) and key.scope in ("window", "step")]
    clashes = {key.name: other.name for key in own if (other := book.clash(key.name, book.sequence(key.name))) and other.scope in ("window", "step")}
    assert clashes == {}


def test_a_menu_and_a_button_show_the_key_in_force(active: MainWindow, workspace: Workspace) -> None:
    page = active.open_page("papers")
    workspace.keys.change("papers.print", "Ctrl+Alt+P")
    assert page.side.print_button._hint == "Ctrl+Alt+P"  # type: ignore[attr-defined]
    workspace.keys.change("window.find", "F3")
    assert any(action.text() == "查找\tF3" for action in active.menus.every["编辑"].actions())
    assert active.find_box._key.accessibleName() == "F3"


def test_of_two_claimants_the_one_around_the_cursor_has_the_key(looked: QApplication, qtbot: QtBot, tmp_path: object) -> None:
    from pathlib import Path

    book, ran = KeyBook(Memory(Path(str(tmp_path)))), []
    window, inner = QWidget(), QWidget()
    field, other = QLineEdit(), QLineEdit()
    QVBoxLayout(inner).addWidget(field)
    whole = QVBoxLayout(window)
    whole.addWidget(inner)
    whole.addWidget(other)
    book.bind(window, "window.far", "远", "Ctrl+E", lambda: ran.append("window"), context=IN_WINDOW)
    book.bind(inner, "list.near", "近", "Ctrl+E", lambda: ran.append("inner"))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for at in (field, other, field):
        at.setFocus()
        qtbot.keyClick(at, Qt.Key.Key_E, CTRL)
    assert ran == ["inner", "window", "inner"]


def test_a_button_that_does_what_the_menu_does_only_shows_its_key(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    pressed: list[str] = []
    button = ActionButton("登记提案", active, clicked=lambda: pressed.append("button"))
    before = set(workspace.keys.known)
    workspace.keys.follow(button, "today.register", "Ctrl+N")
    assert set(workspace.keys.known) == before
    workspace.keys.change("window.register", "F7")
    assert button._hint == "F7"


def test_keys_are_written_as_they_stand_on_the_keyboard() -> None:
    assert written("Ctrl+Return") == "Ctrl+Enter"
    assert written("Alt+Up") == "Alt+↑"
    assert written("Ctrl++") == "Ctrl++"
