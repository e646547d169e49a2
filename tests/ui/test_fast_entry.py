"""Entry by keyboard through the real window, every press counted against the budgets of the desktop."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.golden_texts import assert_as_agreed
from tests.ui.keyboard import CTRL, SHIFT, Key, Keyboard, focus
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import STEPS, step_named
from zxdesk.ui.date_edit import DateField
from zxdesk.ui.form import Form
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.step_form import StepForm
from zxdesk.ui.widgets.finder import Finder, Option
from zxdesk.ui.widgets.picker import Picker
from zxdesk.ui.workspace import Workspace

BODY = "周砚秋委员：提案收悉，现答复如下。"


@pytest.fixture
def keyboard(qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot)


@pytest.fixture
def at_window(window: MainWindow, qtbot: QtBot) -> Keyboard:
    """The keyboard before the open window."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Keyboard(qtbot, window)


@pytest.fixture
def register_form(workspace: Workspace, qtbot: QtBot) -> StepForm:
    return opened(qtbot, step_dialog(workspace, step_named("register")))


def test_from_the_start_two_keys_lead_to_the_first_field_of_a_new_proposal(at_window: Keyboard) -> None:
    seen: list[QWidget] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, StepForm)
        seen.append(focus())
        assert focus() is dialog.form.editors["title"].entry()

    at_window.in_dialog(lambda: at_window.press(Key.Key_N, CTRL), look)
    assert seen
    assert at_window.pressed <= 2


def test_a_reply_for_a_found_proposal_takes_twelve_keys_besides_its_text(at_window: Keyboard, workspace: Workspace) -> None:
    keyboard = at_window
    proposal = handling(workspace)[0]["id"]
    workspace.wanted.emit("proposals", proposal)
    QApplication.processEvents()

    def drive(dialog: QWidget) -> None:
        keyboard.text("云住建函〔2026〕31号")
        keyboard.press(Key.Key_Return)  # to the date: today stands there
        keyboard.press(Key.Key_Return)  # to the class
        keyboard.keys("B")
        keyboard.press(Key.Key_Return, CTRL)
        keyboard.until(lambda: not dialog.isVisible())

    keyboard.in_dialog(lambda: keyboard.press(Key.Key_R, CTRL), drive)
    file = workspace.read(proposal_file, proposal, today=workspace.today)
    reply = next(reply for row in file["assignments"] for reply in row["replies"])
    assert (reply["number"], reply["reply_class"], reply["replied_on"]) == ("云住建函〔2026〕31号", "B", workspace.today.isoformat())
    assert keyboard.pressed <= 12


def test_signer_contact_and_publicity_come_from_the_units_last_reply(workspace: Workspace, qtbot: QtBot) -> None:
    first, second = handling(workspace)[:2]
    dialog = opened(qtbot, step_dialog(workspace, step_named("reply"), first["id"], file=first))
    for name, value in (("number", "云住建函〔2026〕32号"), ("reply_class", "A"), ("signer", "石云舟"), ("contact_phone", "0900-555 0127")):
        dialog.form.editors[name].set_value(value)
    dialog.submit()
    assert not dialog.isVisible(), "\n".join(errors(dialog))
    again = opened(qtbot, step_dialog(workspace, step_named("reply"), second["id"], file=second))
    assert again.form.editors["signer"].text() == "石云舟"
    assert again.form.editors["contact_phone"].text() == "0900-555 0127"
    assert not again.form.is_dirty
    assert focus() is again.form.editors["number"].entry()


def test_words_that_stay_the_same_are_remembered_for_the_clerk(workspace: Workspace, qtbot: QtBot) -> None:
    first = handling(workspace)[0]
    dialog = opened(qtbot, step_dialog(workspace, step_named("contact"), first["id"], file=first))
    dialog.form.editors["unit"].set_value(dialog.form.fields[0].choices[0][0])
    dialog.form.editors["way"].set_value("走访")
    dialog.submit()
    assert not dialog.isVisible(), "\n".join(errors(dialog))
    again = opened(qtbot, step_dialog(workspace, step_named("contact"), first["id"], file=first))
    assert again.form.editors["way"].value() == "走访"
    assert not again.form.is_dirty


def test_enter_goes_through_the_fields_in_their_order_and_saves_after_the_last(workspace: Workspace, qtbot: QtBot, keyboard: Keyboard) -> None:
    first = handling(workspace)[0]
    dialog = opened(qtbot, step_dialog(workspace, step_named("remind"), first["id"], file=first))
    dialog.form.go_to("unit")
    seen = []
    while focus().property("role") != "stop" and (name := dialog.form.current()) not in seen:
        seen.append(name)
        keyboard.press(Key.Key_Tab if name == "answer" else Key.Key_Return)
        if name == "next_on":
            break
    assert seen == [field.name for field in dialog.form.fields]
    assert "催办方式没有选。选一项后再保存。" in errors(dialog)
    assert dialog.form.current() == "unit"


@pytest.mark.parametrize("verb", ["register", "reply", "first-review"])
def test_tab_goes_through_the_fields_in_their_order(workspace: Workspace, qtbot: QtBot, keyboard: Keyboard, verb: str) -> None:
    file = handling(workspace)[0] if verb == "reply" else None
    dialog = opened(qtbot, step_dialog(workspace, step_named(verb), file["id"] if file else None, file=file))
    names = [field.name for field in dialog.form.fields]
    dialog.form.go_to(names[0])
    seen = [names[0]]
    for _press in range(3 * len(names)):
        keyboard.press(Key.Key_Tab)
        here = dialog.form.current()
        if here is None:
            break
        if here != seen[-1]:
            seen.append(here)
    assert seen == names


def test_tab_leaves_a_long_text_and_enter_is_a_line_break_in_it(register_form: StepForm, keyboard: Keyboard) -> None:
    register_form.form.go_to("situation")
    keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_Tab)
    assert register_form.form.editors["situation"].text() == "\n"
    assert register_form.form.current() == "analysis"


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_Return, CTRL), (Key.Key_Enter, CTRL), (Key.Key_S, CTRL)])
@pytest.mark.parametrize("place", ["title", "situation", "proposers", "is_open", "category"])
def test_control_enter_and_control_s_save_from_anywhere(
    register_form: StepForm, keyboard: Keyboard, key: Qt.Key, modifier: Qt.KeyboardModifier, place: str, qtbot: QtBot
) -> None:
    register_form.form.go_to(place)
    keyboard.press(key, modifier)
    qtbot.waitUntil(lambda: "案由没有填。填写后再保存。" in errors(register_form), timeout=2000)
    assert register_form.form.current() == "title"


def test_the_foot_counts_what_is_to_be_corrected_and_leads_through_it(workspace: Workspace, qtbot: QtBot) -> None:
    first = handling(workspace)[0]
    dialog = opened(qtbot, step_dialog(workspace, step_named("reply"), first["id"], file=first))
    dialog.form.editors["delivered_on"].set_value("2月30日")
    dialog.submit()
    assert dialog._wrong.text() == "3 处要改"
    visited = []
    for _click in range(4):
        visited.append(dialog.form.current())
        qtbot.mouseClick(dialog._wrong, Qt.MouseButton.LeftButton)
    assert visited == ["number", "reply_class", "delivered_on", "number"]
    dialog.form.editors["reply_class"].set_value("B")
    dialog.form.editors["reply_class"].changed.emit()
    assert dialog._wrong.text() == "2 处要改"


def test_leaving_a_field_gives_a_hint_and_forbids_nothing(workspace: Workspace, qtbot: QtBot, keyboard: Keyboard) -> None:
    first = handling(workspace)[0]
    dialog = opened(qtbot, step_dialog(workspace, step_named("reply"), first["id"], file=first))
    dialog.form.editors["delivered_on"].set_value("2026-06-01")
    dialog.form.go_to("delivered_on")
    keyboard.press(Key.Key_Return)
    QApplication.processEvents()
    assert "送达日期 6月1日 早于答复日期 6月10日，核对一下。" in errors(dialog)
    assert not dialog._wrong.isVisible()
    dialog.form.editors["replied_on"].set_value("3.1")
    dialog.form.go_to("replied_on")
    keyboard.press(Key.Key_Return)
    QApplication.processEvents()
    assert "答复日期 3月1日 早于交办日期 3月9日，核对一下。" in errors(dialog)


def test_one_record_after_the_other_keeps_category_type_and_date(register_form: StepForm, workspace: Workspace, keyboard: Keyboard) -> None:
    form = register_form.form
    before = len(workspace.read(proposal_ids, ProposalFilter(), "number", today=workspace.today))
    for at in (1, 2):
        assert form.current() == "title"
        fill(form, f"关于第{at}座桥的提案", category="城乡建设与管理" if at == 1 else None)
        keyboard.press(Key.Key_Return, CTRL | SHIFT)
        assert register_form.isVisible()
        assert f"《关于第{at}座桥的提案》　本次第 {at} 件" in " ".join(errors(register_form))
    assert form.editors["category"].value() == "城乡建设与管理"
    assert form.editors["proposer_kind"].value() == "个人"
    assert form.editors["submitted_on"].value() == date(2026, 3, 5)
    assert form.editors["title"].text() == form.editors["situation"].text() == form.editors["proposers"].text() == ""
    keyboard.press(Key.Key_Escape)
    after = workspace.read(proposal_ids, ProposalFilter(), "number", today=workspace.today)
    assert len(after) == before + 2
    assert workspace.read(proposal_file, max(after), today=workspace.today)["category"] == "城乡建设与管理"
    assert workspace.memory.text("series") == "on"


@pytest.mark.parametrize("typed", ["zyq", "zhouyanqiu", "砚秋", "001", "１", "ＺＹＱ", "周砚秋"])
def test_a_member_is_found_by_number_name_initials_and_pinyin(register_form: StepForm, keyboard: Keyboard, typed: str) -> None:
    picker = picker_of(register_form, "proposers")
    picker.line.setFocus()
    keyboard.text(typed)
    keyboard.press(Key.Key_Return)
    assert picker.text() == "周砚秋"


def test_several_members_are_taken_with_a_list_sign_or_with_enter(register_form: StepForm, keyboard: Keyboard) -> None:
    picker = picker_of(register_form, "proposers")
    picker.line.setFocus()
    keyboard.text("zyq")
    keyboard.text("、")
    keyboard.text("xja")
    keyboard.press(Key.Key_Return)
    keyboard.text("szq")
    keyboard.press(Key.Key_Return)
    keyboard.press(Key.Key_Return)
    assert picker.text() == "周砚秋、许静安、沈竹青"
    assert register_form.form.current() == "invited"


def test_a_pasted_list_of_names_is_taken_and_the_unknown_ones_are_named(register_form: StepForm, keyboard: Keyboard) -> None:
    picker = picker_of(register_form, "proposers")
    picker.line.setFocus()
    keyboard.text("周砚秋，梁思齐、赵无名")
    keyboard.press(Key.Key_Tab)
    assert picker.text() == "周砚秋、梁思齐"
    assert any("“赵无名”不在名单中" in sentence for sentence in errors(register_form))


def test_an_unknown_member_is_offered_to_be_entered_and_then_taken(
    register_form: StepForm, workspace: Workspace, keyboard: Keyboard, qtbot: QtBot
) -> None:
    picker = picker_of(register_form, "proposers")
    picker.line.setFocus()
    keyboard.text("赵新声")

    def drive(dialog: QWidget) -> None:
        assert isinstance(dialog, StepForm)
        assert dialog.form.editors["name"].text() == "赵新声"
        dialog.form.editors["member_number"].set_value("066")
        dialog.submit()
        assert not dialog.isVisible(), "\n".join(errors(dialog))

    def choose() -> None:
        keyboard.press(Key.Key_Down)
        keyboard.press(Key.Key_Return)
        qtbot.waitUntil(lambda: bool(picker.text()), timeout=3000)

    keyboard.in_dialog(choose, drive)
    assert picker.text() == "赵新声"


def test_the_list_opens_with_an_arrow_and_shows_who_was_entered_meanwhile(workspace: Workspace, qtbot: QtBot, keyboard: Keyboard) -> None:
    for expected in (5, 6):
        dialog = opened(qtbot, step_dialog(workspace, step_named("register")))
        picker = picker_of(dialog, "proposers")
        picker.line.setFocus()
        keyboard.press(Key.Key_Down)
        lines = picker._lines.stringList()
        assert len([line for line in lines if "界" in line or "工会" in line]) == expected
        picker._completer.popup().hide()
        dialog.reject()
        workspace.step(step_named("add-member"), None, {"name": "赵新声", "sector": "经济界"})


def test_members_of_one_name_are_told_apart(looked: QApplication, qtbot: QtBot) -> None:
    picker = Picker(lambda: [Option("#1", "张伟", ("001",), "001 · 经济界"), Option("#2", "张伟", ("034",), "034 · 教育界")])
    qtbot.addWidget(picker)
    picker.line.setText("张伟")
    with pytest.raises(Exception, match="有 2 位叫“张伟”：001 经济界、034 教育界"):
        picker.value()
    picker.line.setText("034")
    assert picker.value() == "#2"
    assert picker.line.text() == "张伟（034 教育界）"


def test_a_unit_is_found_by_its_short_name_and_initials(register_form: StepForm, keyboard: Keyboard) -> None:
    picker = picker_of(register_form, "wished_lead")
    for typed in ("xczj", "财政"):
        picker.set_value(None)
        picker.line.setFocus()
        keyboard.text(typed)
        keyboard.press(Key.Key_Return)
        assert picker.text() == "县财政局", typed


def test_a_proposal_is_found_by_words_of_its_title(looked: QApplication) -> None:
    finder = Finder([Option("#1", "0001 关于完善老旧小区加装电梯补助办法的提案"), Option("#2", "0002 关于老旧小区停车的提案")])
    assert [option.key for option in finder.find("电梯 小区")] == ["#1"]


@pytest.mark.parametrize(("typed", "key"), [("cx", "城乡建设与管理"), ("CX", "城乡建设与管理")])
def test_a_choice_in_a_list_is_taken_by_its_initials(register_form: StepForm, keyboard: Keyboard, typed: str, key: str) -> None:
    register_form.form.go_to("category")
    keyboard.keys(typed)
    assert register_form.form.editors["category"].value() == key


def test_a_day_off_is_named_and_a_day_without_year_is_the_plenarys(workspace: Workspace, register_form: StepForm, keyboard: Keyboard) -> None:
    field = register_form.form.editors["submitted_on"]
    assert isinstance(field, DateField)
    register_form.form.go_to("submitted_on")
    field.line.clear()
    keyboard.keys("0501")
    keyboard.press(Key.Key_Return)
    assert field.line.text() == "2026-05-01"
    assert any(label.text() == "周五 劳动节" for label in field.findChildren(QLabel))
    for typed, day in (("12.20", date(2026, 12, 20)), ("1.3", date(2026, 1, 3)), ("12月30日", date(2025, 12, 30))):
        field.line.setText(typed)  # the plenary opened on 25 February 2026
        assert field.value() == day


def test_a_title_like_another_is_told_when_the_cursor_leaves_it(register_form: StepForm, keyboard: Keyboard) -> None:
    register_form.form.go_to("title")
    keyboard.text("关于完善老旧小区加装电梯补助的建议")
    keyboard.press(Key.Key_Return)
    QApplication.processEvents()
    assert any("案由相近，核对是不是重复" in sentence for sentence in errors(register_form))
    assert not register_form._wrong.isVisible()


def test_full_width_digits_and_letters_become_narrow_and_signs_stay(register_form: StepForm, keyboard: Keyboard) -> None:
    register_form.form.go_to("contact_phone")
    keyboard.text("０９００－５５５　Ａ１２")
    assert register_form.form.editors["contact_phone"].value() == "0900－555 A12"
    register_form.form.editors["contact"].set_value("３号楼")  # what stands in the register is not changed by opening a form
    assert register_form.form.editors["contact"].value() == "３号楼"


def test_the_fields_of_every_step_are_as_they_were_agreed(workspace: Workspace, qtbot: QtBot) -> None:
    files = {file["stage"]: file for file in every_file(workspace)}
    found = "\n".join(line for step in STEPS for line in dumped(workspace, qtbot, step.verb, files)) + "\n"
    assert_as_agreed("steps", found)


def dumped(workspace: Workspace, qtbot: QtBot, verb: str, files: dict[str, dict[str, Any]]) -> Iterable[str]:
    """The dialog of a step, a line a field: order, label, kind, required, default, what stands in it while it is empty."""
    step = step_named(verb)
    file = next((file for stage, file in files.items() if any(stage == fitting.value for fitting in step.stages or ())), None)
    is_of_file = step.scope in ("proposal", "assignment")
    dialog = step_dialog(workspace, step, file["id"] if file and is_of_file else None, file=file if is_of_file else None)
    qtbot.addWidget(dialog)
    yield f"[{verb}] {step.label}"
    for at, field in enumerate(dialog.form.fields, 1):
        editor = dialog.form.editors[field.name]
        entry = editor.entry()
        placeholder = entry.placeholderText() if hasattr(entry, "placeholderText") else ""
        marks = ["必填"] if field.required else []
        marks += [f"已填 {editor.text()}"] if editor.text() not in ("", "否") else []
        marks += [f"提示 {placeholder}"] if placeholder else []
        marks += [f"{len(field.choices)} 项"] if field.choices else []
        yield f"  {at:02d} {field.label}（{field.name}，{field.kind}，{type(editor).__name__}）" + "".join(f" {mark}；" for mark in marks)


def opened(qtbot: QtBot, dialog: StepForm) -> StepForm:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.focus_first(empty=True)
    return dialog


def fill(form: Form, title: str, *, category: str | None) -> None:
    values: dict[str, object] = {
        "title": title, "proposers": ("#1",), "situation": "桥旧了。", "analysis": "不便。", "suggestion": "修桥。", "is_open": True,
    }  # fmt: skip
    if category:
        values |= {"category": category, "proposer_kind": "个人", "submitted_on": date(2026, 3, 5)}
    for name, value in values.items():
        form.editors[name].set_value(value)


def picker_of(dialog: StepForm, name: str) -> Picker:
    picker = dialog.form.editors[name]
    assert isinstance(picker, Picker)
    return picker


def errors(dialog: QWidget) -> list[str]:
    """Every sentence in sight."""
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def every_file(workspace: Workspace) -> list[dict[str, Any]]:
    ids = workspace.read(proposal_ids, ProposalFilter(), "number", today=workspace.today)
    return [workspace.read(proposal_file, key, today=workspace.today) for key in ids]


def handling(workspace: Workspace) -> list[dict[str, Any]]:
    """Files whose one unit is at work and may reply."""
    return [
        file for file in every_file(workspace)
        if file["stage"] == "handling" and any(a["role"] != "co" and a["state"] in ("signed", "handling") for a in file["assignments"])
    ]  # fmt: skip


