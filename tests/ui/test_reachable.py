"""Whoever cannot see or hold a mouse: every widget has a Chinese name, and Tab or the arrows come to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from zxdesk.services.steps import STEPS
from zxdesk.ui.main_window import PAGES, MainWindow
from zxdesk.ui.pages.settings import SECTIONS, SettingsPage
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.workspace import Workspace

INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QTabBar)
CHINESE = re.compile("[\u4e00-\u9fff]")


def interactive(root: QWidget) -> Iterator[QWidget]:
    """Every widget below that one works with, as far as it can be seen."""
    for widget in [root, *root.findChildren(QWidget)]:
        if isinstance(widget, INTERACTIVE) and widget.isVisible() and widget.isEnabled() and not _is_part(widget):
            yield widget


def _is_part(widget: QWidget) -> bool:
    """Parts Qt makes itself: headers, corner buttons, the arrows of a tab bar, the line in a combo box."""
    parent = widget.parentWidget()
    named = widget.objectName().startswith("qt_") or widget.objectName() in ("ScrollLeftButton", "ScrollRightButton")
    return isinstance(widget, QHeaderView) or named or isinstance(parent, QTabBar | QComboBox | QAbstractSpinBox | QAbstractItemView)


def spoken(widget: QWidget) -> str:
    """What a screen reader says."""
    words = widget.accessibleName()
    if not words and isinstance(widget, QAbstractButton):
        words = widget.text()
    return words


def nameless(root: QWidget) -> list[str]:
    """Widgets a screen reader could not name in Chinese."""
    return [_told(widget) for widget in interactive(root) if not CHINESE.search(spoken(widget))]


def out_of_reach(root: QWidget) -> list[str]:
    """Widgets neither Tab nor the arrows of a group come to; what only doubles a key is left out by its ``byMouse``."""
    by_tab = _reached(root)
    groups = {(type(widget), widget.parentWidget()) for widget in by_tab}  # the arrows go on from the one that Tab comes to
    found = []
    for widget in interactive(root):
        group = isinstance(widget, QAbstractButton) and widget.group() is not None
        segment = isinstance(widget, QAbstractButton) and widget.property("segment")
        roving = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and (type(widget), widget.parentWidget()) in groups
        if widget not in by_tab and not roving and not group and not segment and not widget.property("byMouse") and not widget.property("inner"):
            found.append(_told(widget))
    return found


def _reached(root: QWidget) -> set[QWidget]:
    """What the chain of Tab holds."""
    found, at = {root}, root.nextInFocusChain()
    while at is not None and at is not root:
        proxied = at.focusProxy() or at
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found |= {at, proxied}
        at = at.nextInFocusChain()
    return found


def _told(widget: QWidget) -> str:
    path, at = [], widget
    while at is not None and len(path) < 4:
        path.append(type(at).__name__ + (f"#{at.objectName()}" if at.objectName() else ""))
        at = at.parentWidget()  # type: ignore[assignment]
    return f"{' < '.join(path)}: “{spoken(widget)}” {getattr(widget, 'text', str)()}"


@pytest.mark.parametrize("key", list(PAGES))
def test_every_widget_of_a_page_has_a_chinese_name_and_can_be_reached(window: MainWindow, qtbot: QtBot, key: str) -> None:
    page = window.open_page(key)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not page.is_reading, timeout=30_000)
    assert nameless(page) == []
    assert out_of_reach(page) == []


def test_the_frame_has_chinese_names_and_can_be_reached(window: MainWindow) -> None:
    for part in (window.nav, window.find_box, window._plenaries, window._notice, window.status):
        assert nameless(part) == []
    assert CHINESE.search(window.nav.accessibleName())
    assert window.find_box in _reached(window)
    assert window._plenaries in _reached(window)
    assert window.nav in _reached(window)


@pytest.mark.parametrize("name", [kind.name for kind, _icon in SECTIONS])
def test_every_widget_of_a_settings_section_has_a_name(window: MainWindow, qtbot: QtBot, name: str) -> None:
    page = window.open_page("settings")
    assert isinstance(page, SettingsPage)
    section = page.show_section(name)
    qtbot.wait(20)
    assert nameless(section) == []
    assert out_of_reach(section) == []


def test_every_field_of_every_step_has_a_name_and_can_be_reached(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    found = []
    for step in STEPS:
        dialog = step_dialog(workspace, step, parent=window)
        qtbot.addWidget(dialog)
        dialog.show()
        found += [f"{step.verb}: {words}" for words in (*nameless(dialog), *out_of_reach(dialog))]
        dialog.reject()
    assert found == []
