"""The window's frame by keyboard and mouse: menus, undo, find box, regions, notices, status line, navigation."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.finding import found_anywhere
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.change import Change
from zxdesk.services.steps import STEPS, step_named
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.main_window import LEAST, MainWindow
from zxdesk.ui.navigation import NAV
from zxdesk.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


def ids(workspace: Workspace, *stages: Stage) -> list[int]:
    """The proposals at these stages."""
    wanted = ProposalFilter(plenary_id=workspace.plenary_id, stages=frozenset(stages))
    found: list[int] = workspace.read(proposal_ids, wanted, today=workspace.today)
    return found


@pytest.fixture
def active(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with the keyboard."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def entry(menu: QMenu, words: str) -> QAction:
    """The entry of a menu that begins with these words."""
    return next(action for action in menu.actions() if action.text().startswith(words))


def remind(workspace: Workspace) -> Change:
    """An act that can be taken back: a reminder of the first undertaking at work."""
    values = {"unit": "县住建局", "reminded_on": date(2026, 6, 10), "way": "电话", "person": "何春棠"}
    return workspace.step(step_named("remind"), ids(workspace, Stage.HANDLING)[0], values)


def test_the_menus_stand_in_the_order_of_the_look(window: MainWindow) -> None:
    titles = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert titles == ["文件(F)", "编辑(E)", "提案(P)", "办理(H)", "统计(S)", "视图(V)", "帮助(B)"]


def test_undo_is_named_in_the_menu_and_ctrl_z_takes_the_act_back(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    undo, redo = active.menus.edit.undo, active.menus.edit.redo
    assert not undo.isEnabled()
    remind(workspace)
    assert undo.text().startswith("撤销 催办")
    active.nav.setFocus()
    qtbot.keyClick(active.nav, Qt.Key.Key_Z, CTRL)
    assert not undo.isEnabled()
    assert redo.text().startswith("重做 催办")
    qtbot.keyClick(active.nav, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert undo.text().startswith("撤销 催办")


def test_a_refused_undo_is_said_in_a_sentence(active: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise RuleError("0003 的文书已经印发，不能撤销。")

    remind(workspace)
    monkeypatch.setattr(workspace, "undo", refuse)
    active.menus.edit.undo.trigger()
    assert active._notice.text() == "0003 的文书已经印发，不能撤销。"
    assert active._notice.property("tone") == "warning"


def test_ctrl_z_in_a_text_field_takes_back_the_typing_and_not_the_act(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    remind(workspace)
    active.find_box.setFocus()
    qtbot.keyClicks(active.find_box, "abc")
    qtbot.keyClick(active.find_box, Qt.Key.Key_Z, CTRL)
    assert active.find_box.text() == ""
    assert workspace.undo_label.startswith("催办")


def test_an_act_that_can_be_taken_back_offers_it_in_the_notice(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = ids(workspace, Stage.HANDLING)[0]
    remind(workspace)
    assert window._notice.isVisible()
    assert window._notice.text().startswith("已催办")
    assert window._notice._button.text() == "撤销"
    qtbot.mouseClick(window._notice._button, Qt.MouseButton.LeftButton)
    file = workspace.read(proposal_file, proposal, today=workspace.today)
    assert not any(assignment["reminders"] for assignment in file["assignments"])


def test_the_notice_leaves_when_its_act_was_taken_back_by_key(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    remind(workspace)
    remind(workspace)
    active.nav.setFocus()
    qtbot.keyClick(active.nav, Qt.Key.Key_Z, CTRL)
    assert not active._notice.isVisible()
    assert active.menus.edit.undo.isEnabled()


def test_a_routine_word_goes_to_the_status_line(window: MainWindow, workspace: Workspace) -> None:
    workspace.said.emit("已复制系统信息", "done")
    assert window.status.word.text() == "已复制系统信息"
    assert not window._notice.isVisible()


def test_the_steps_in_the_menu_fit_the_chosen_proposal(window: MainWindow, workspace: Workspace) -> None:
    page = window.open_page("proposals")
    page.show_proposal(ids(workspace, Stage.RECEIVED)[0])  # type: ignore[attr-defined]
    menu = window.menus.every["审查…"]
    menu.aboutToShow.emit()
    assert entry(menu, "初审").isEnabled()
    assert not entry(menu, "复审").isEnabled()
    menu.aboutToHide.emit()
    assert entry(menu, "复审").isEnabled()


def test_every_step_of_a_proposal_stands_in_a_menu(window: MainWindow, workspace: Workspace) -> None:
    named = {key.name.removeprefix("step.") for key in workspace.keys.known.values() if key.scope == "step"}
    assert named == {step.verb for step in STEPS if step.scope in ("proposal", "assignment")}


def test_a_key_of_a_step_opens_its_form_or_says_why_not(
    active: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("zxdesk.ui.step_menu.open_step", lambda _w, step, *_a, **_k: opened.append(step.verb))
    page = active.open_page("proposals")
    monkeypatch.setattr(type(page), "do_step", None, raising=False)
    page.show_proposal(ids(workspace, Stage.HANDLING)[0])  # type: ignore[attr-defined]
    active.nav.setFocus()
    qtbot.keyClick(active.nav, Qt.Key.Key_R, CTRL)
    assert opened == ["reply"]
    page.show_proposal(ids(workspace, Stage.RECEIVED)[0])  # type: ignore[attr-defined]
    qtbot.keyClick(active.nav, Qt.Key.Key_R, CTRL)
    assert opened == ["reply"]
    assert "不能登记答复" in active._notice.text()


def test_the_find_box_finds_a_proposal_while_one_types_and_enter_opens_it(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClick(active.nav, Qt.Key.Key_K, CTRL)
    assert active.find_box.hasFocus()
    qtbot.keyClicks(active.find_box, "0001")
    qtbot.waitUntil(lambda: active.find_box.results.isVisible(), timeout=5000)
    first = active.find_box.results.found(0)
    assert first is not None
    assert first.label.startswith("0001")
    qtbot.keyClick(active.find_box, Qt.Key.Key_Return)
    page = active.current_page()
    assert page is active.pages["proposals"]
    assert page.file_pane.proposal_id == first.proposal_id
    assert not active.find_box.results.isVisible()


def test_escape_leaves_the_find_box_for_where_one_was(active: MainWindow, qtbot: QtBot) -> None:
    active.nav.setFocus()
    qtbot.keyClick(active.nav, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(active.find_box, "0001")
    qtbot.waitUntil(lambda: active.find_box.results.isVisible(), timeout=5000)
    qtbot.keyClick(active.find_box, Qt.Key.Key_Escape)
    assert active.nav.hasFocus()
    assert active.find_box.text() == ""
    assert not active.find_box.results.isVisible()


def test_the_last_line_of_what_was_found_searches_the_texts(active: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(active.nav, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(active.find_box, "0001")
    qtbot.waitUntil(lambda: active.find_box.results.isVisible(), timeout=5000)
    qtbot.keyClick(active.find_box, Qt.Key.Key_Up)
    qtbot.keyClick(active.find_box, Qt.Key.Key_Return)
    page = active.pages["proposals"]
    assert page.filter.text == "0001"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("加装电梯", "提案", "提案之1"), ("周砚", "委员", "周砚秋"), ("zyq", "委员", "周砚秋"), ("001", "委员", "周砚秋"),
        ("财政", "单位", "县财政局"), ("民盟", "集体", "民盟云溪县委会"), ("住建函", "文号", "〔2026〕"),
    ],
)  # fmt: skip
def test_the_find_box_knows_proposals_people_units_and_document_numbers(
    workspace: Workspace, typed: str, kind: str, label: str
) -> None:
    found = workspace.read(found_anywhere, typed, plenary_id=workspace.plenary_id, today=workspace.today, limit=20)
    assert any(one.kind == kind and label in one.label for one in found)


def test_a_member_found_is_shown_in_the_directory(active: MainWindow, workspace: Workspace) -> None:
    found = workspace.read(found_anywhere, "许静安", plenary_id=workspace.plenary_id, today=workspace.today)
    active.open_found(next(one for one in found if one.kind == "委员"))
    page = active.pages["members"]
    assert page.members.current()["name"] == "许静安"  # type: ignore[attr-defined]


def test_f6_goes_from_region_to_region_and_back(active: MainWindow, qtbot: QtBot) -> None:
    active.open_page("units")
    active.nav.setFocus()
    reached = []
    for _press in range(3):
        active.regions.go(1)
        reached.append(QApplication.focusWidget())
    assert active.find_box in reached
    assert any(active.pages["units"].isAncestorOf(widget) for widget in reached if widget is not None)
    active.regions.go(-1)
    assert QApplication.focusWidget() is not reached[-1]


def test_the_settings_stand_at_the_foot_and_the_gap_above_opens_nothing(window: MainWindow, qtbot: QtBot) -> None:
    nav = window.nav
    place = nav.visualRect(nav.model().index(len(NAV) - 1, 0))
    assert place.bottom() >= nav.viewport().height() - 2
    qtbot.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, place.top() + 10))
    assert nav.current() == "today"
    qtbot.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, place.bottom() - 8))
    assert nav.current() == "settings"


def test_the_focus_of_the_navigation_is_framed_only_for_one_who_came_by_key(active: MainWindow, qtbot: QtBot) -> None:
    nav = active.nav
    qtbot.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=nav.visualRect(nav.model().index(1, 0)).center())
    nav.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not nav.is_focus_shown
    qtbot.keyClick(nav, Qt.Key.Key_Down)
    assert nav.is_focus_shown


@pytest.mark.parametrize("size", list(metrics.SIZES))
def test_at_150_percent_every_menu_and_every_page_of_the_navigation_can_be_reached(
    workspace: Workspace, looked: QApplication, qtbot: QtBot, size: str
) -> None:
    theme.apply(looked, tokens.LIGHT, metrics.SIZES[size])
    window = MainWindow(workspace)
    qtbot.addWidget(window)
    window.resize(*LEAST)
    window.show()
    qtbot.waitExposed(window)
    QTest.qWait(20)
    bar = window.menuBar()
    assert (window.width(), window.height()) == LEAST
    assert window.nav.width() == theme.metrics().nav_folded
    for action in bar.actions():
        assert bar.actionGeometry(action).right() < bar.width() - window._corner.width()
        assert bar.actionGeometry(action).width() > 0
    for row in range(len(NAV)):
        assert window.nav.viewport().rect().contains(window.nav.visualRect(window.nav.model().index(row, 0)).center())


def test_the_status_line_tells_office_plenary_rules_and_clerk(window: MainWindow, workspace: Workspace) -> None:
    status = window.status
    assert status.office.text() == "云溪县政协提案委"
    assert status.where.text().startswith("十届二次 · 规则包")
    assert status.clerk.text() == "经办 何春棠"
    assert not status.backup.isVisible()
    remind(workspace)
    assert status.saved.text() == "已保存 09:30"
    status.show_unsaved("答复文号")
    assert status.unsaved.text() == "未保存：答复文号"
    assert not status.saved.isVisible()


def test_a_backup_of_today_is_named_with_its_time(workspace: Workspace, qtbot: QtBot) -> None:
    import os
    from datetime import datetime

    from zxdesk import paths
    from zxdesk.ui.status_line import StatusLine

    folder = paths.backups_dir(workspace.data_dir)
    folder.mkdir()
    (folder / "a.db").write_bytes(b"")
    moment = datetime(2026, 6, 10, 12, 0).timestamp()
    os.utime(folder / "a.db", (moment, moment))
    status = StatusLine(workspace)
    qtbot.addWidget(status)
    assert status.backup.text() == "今日备份 12:00"


def test_copy_in_the_menu_reaches_the_field_with_the_cursor(active: MainWindow, qtbot: QtBot) -> None:
    field = active.find_box
    field.setFocus()
    field.setText("云溪")
    field.selectAll()
    menu = active.menus.every["编辑"]
    menu.aboutToShow.emit()
    assert entry(menu, "复制").isEnabled()
    entry(menu, "复制").trigger()
    assert QApplication.clipboard().text() == "云溪"
    other = QLineEdit(active)
    other.show()
    other.setFocus()
    entry(menu, "粘贴").trigger()
    assert other.text() == "云溪"


def test_closing_asks_about_what_is_typed_and_not_saved(
    active: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zxdesk.ui import file_unsaved

    asked: list[str] = []
    answers = ["stay", "drop"]
    monkeypatch.setattr(file_unsaved, "ask", lambda _parent, what: asked.append(what) or answers[len(asked) - 1])
    page = active.open_page("proposals")
    page.show_proposal(ids(workspace, Stage.HANDLING)[0])  # type: ignore[attr-defined]
    pane = page.file_pane  # type: ignore[attr-defined]
    pane.show_part("基本")
    pane.typing.edit("基本")
    editor = pane.typing.form.form.editors["title"]
    editor.set_value("关于加装电梯的提案")
    editor.changed.emit()
    active.open_page("today")
    assert not active.close()
    assert active.isVisible()
    assert active.close()
    assert len(asked) == 2
