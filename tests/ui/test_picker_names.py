"""The names chosen in a form: Tab passes them by, ← goes among them, one key takes one out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Key, Keyboard, focus
from zxdesk.domain.field import Field
from zxdesk.ui.form import Form, Option
from zxdesk.ui.widgets.picker import Picker

NAMES = [Option("#1", "周砚秋"), Option("#2", "许静安"), Option("#3", "沈竹青")]


@pytest.fixture
def form(looked: QApplication, qtbot: QtBot) -> Form:
    """Two names chosen, the cursor in the line below them."""
    made = Form((Field("title", "案由"), Field("proposers", "提案者", "members"), Field("source", "来源")), {"member": lambda: NAMES})
    qtbot.addWidget(made)
    made.fill({"proposers": ("#1", "#2")})
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.go_to("proposers")
    return made


@pytest.fixture
def keyboard(form: Form, qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot, form)


def test_tab_goes_from_field_to_field_past_the_names_chosen(form: Form, keyboard: Keyboard) -> None:
    form.go_to("title")
    keyboard.press(Key.Key_Tab)
    assert form.current() == "proposers"
    keyboard.press(Key.Key_Tab)
    assert form.current() == "source"
    keyboard.press(Key.Key_Tab)
    assert form.current() == "title"


@pytest.mark.parametrize("taking", [Key.Key_Delete, Key.Key_Backspace, Key.Key_Space])
def test_left_goes_among_the_names_and_a_key_takes_one_out(form: Form, keyboard: Keyboard, taking: Key) -> None:
    keyboard.press(Key.Key_Left)
    keyboard.press(Key.Key_Left)
    here = focus()
    assert isinstance(here, QToolButton)
    assert here.accessibleName().startswith("周砚秋")
    keyboard.press(taking)
    picker = form.editors["proposers"]
    assert isinstance(picker, Picker)
    assert picker.value() == ("#2",)
    assert focus() is picker.line


def test_right_leads_back_from_the_names_into_the_line(form: Form, keyboard: Keyboard) -> None:
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Left, Key.Key_Right, Key.Key_Right):
        keyboard.press(key)
    assert form.current() == "proposers"
    assert focus() is form.editors["proposers"].entry()


def test_left_in_typed_words_stays_among_the_letters(form: Form, keyboard: Keyboard) -> None:
    keyboard.text("沈")
    QApplication.processEvents()
    keyboard.press(Key.Key_Escape)
    keyboard.press(Key.Key_Left)
    assert focus() is form.editors["proposers"].entry()


def test_the_names_are_no_stop_of_tab_but_can_be_clicked(form: Form) -> None:
    chips = form.editors["proposers"].findChildren(QToolButton)
    assert len(chips) == 2
    assert {chip.focusPolicy() for chip in chips} == {Qt.FocusPolicy.ClickFocus}
