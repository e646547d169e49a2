"""The assignment board driven through the real window: keys, mouse, pulling, the batch it issues and takes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.ui.keyboard import CTRL, Keyboard
from tests.ui.small_office import do, register_one
from zxdesk.domain.assignment import Assignment, HandBack, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.file import proposal_file
from zxdesk.services.change import Change
from zxdesk.services.unit import succeed_unit
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.assign_board import AssignPage
from zxdesk.ui.pages.assign_board_model import AssignModel, packed
from zxdesk.ui.pages.assign_board_plan import BatchPlan, next_name
from zxdesk.ui.pages.assign_board_settings import checked
from zxdesk.ui.pages.assign_board_view import AssignBoard
from zxdesk.ui.widgets.drawn_head import HEAD_ROLE
from zxdesk.ui.widgets.matrix_head import STATE_ROLE
from zxdesk.ui.widgets.matrix_marks import CellMark
from zxdesk.ui.workspace import Workspace

HORIZONTAL, VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


@pytest.fixture
def filed(workspace: Workspace) -> int:
    """A second filed proposal: its proposers wish 交通局 with 民政局 and an office nobody knows; nothing was agreed."""
    door = workspace.door
    proposal = register_one(door, "关于增设公交站亭的提案")
    do(door, "correct", proposal, reason="漏填", corrected_on="2026-02-27", wished_lead="县交通局", wished_co="县民政局、县邮政管理处")
    do(door, "first-review", proposal, reviewer="何春棠", reviewed_on="2026-03-01", category="城乡建设与管理", outcome="立案")
    do(door, "second-review", proposal, reviewer="联合审查组", reviewed_on="2026-03-02")
    do(door, "file", proposal, meeting="提案委全体会议", decided_on="2026-03-03")
    return proposal


@pytest.fixture
def page(filed: int, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> Iterator[AssignPage]:
    """The page 交办, shown, with the cursor in its matrix."""
    with qtbot.waitActive(window):
        window.activateWindow()
    made = window.open_page("assign")
    assert isinstance(made, AssignPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.board.matrix and not made.is_reading)
    yield made
    workspace.jobs.wait(5000)
    DraftWriter.of(workspace).wait()


def _cell(page: AssignPage, row: int, short: str) -> tuple[int, int]:
    return row, next(at for at, unit in enumerate(page.board.model.units) if unit.short == short)


def _roles(page: AssignPage, row: int) -> dict[str, str]:
    proposal = page.board.model.row_at(row)
    assert proposal is not None
    return {unit.short: role.label for role, unit in page.board.plan.wanted(proposal.id)}


def _issue(page: AssignPage, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.press(Qt.Key.Key_Return, CTRL)
    preview = page.board.preview
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready, timeout=5000)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is preview.primary)
    keyboard.press(Qt.Key.Key_Return)


def marked(board: AssignBoard, down: int, along: int) -> float:
    """Seconds of the middle one of 13 marks, set and painted, going this far down and along each time."""
    taken = []
    for at in range(13):
        started = time.perf_counter()
        board.matrix.go(at * down % board.model.rowCount(), at * along % board.model.columnCount())
        QTest.keyClicks(board.matrix, "h")
        board.matrix.viewport().repaint()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[len(taken) // 2]


def _state(page: AssignPage, row: int) -> object:
    return page.board.model.headerData(row, VERTICAL, STATE_ROLE)


def test_a_host_and_two_co_hosts_are_assigned_in_sixteen_keys(page: AssignPage, workspace: Workspace, qtbot: QtBot) -> None:
    keyboard, board = Keyboard(qtbot), page.board
    first = board.plan.board.rows[0].id
    for initials in ("mz", "cz", "jt"):
        keyboard.keys(f"/{initials}")
        keyboard.press(Qt.Key.Key_Return)
    assert _roles(page, 0) == {"县民政局": "主办", "县财政局": "会办", "县交通局": "会办"}
    _issue(page, keyboard, qtbot)
    qtbot.waitUntil(lambda: board.count() == 1, timeout=5000)
    assert keyboard.pressed <= 16
    file = workspace.read(proposal_file, first, today=workspace.today)
    assert {(a["unit"], a["role_label"]) for a in file["assignments"]} == {("县民政局", "主办"), ("县财政局", "会办"), ("县交通局", "会办")}


def test_what_was_agreed_goes_out_in_three_keys(page: AssignPage, workspace: Workspace, qtbot: QtBot) -> None:
    keyboard = Keyboard(qtbot)
    keyboard.press(Qt.Key.Key_I, CTRL)
    assert _roles(page, 0) == {"县住建局": "主办"}
    assert _roles(page, 1) == {"县交通局": "主办", "县民政局": "会办"}
    _issue(page, keyboard, qtbot)
    qtbot.waitUntil(lambda: page.board.count() == 0, timeout=5000)
    assert keyboard.pressed == 3


def test_a_batch_is_one_act_and_one_undo_brings_it_back_with_its_choices(page: AssignPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.board.fill()
    _issue(page, Keyboard(qtbot), qtbot)
    qtbot.waitUntil(lambda: page.board.count() == 0, timeout=5000)
    assert workspace.undo_label == "交办 2 件（第二批）"
    workspace.undo()
    assert page.board.count() == 2
    assert _roles(page, 0) == {"县住建局": "主办"}
    assert workspace.read(proposal_file, page.board.plan.board.rows[0].id, today=workspace.today)["stage"] == Stage.FILED.value


def test_after_a_batch_went_out_nobody_is_reproached_for_what_is_left(page: AssignPage, qtbot: QtBot) -> None:
    page.board.matrix.go(*_cell(page, 0, "县住建局"))
    QTest.keyClicks(page.board.matrix, "z")
    left = page.board.plan.board.rows[1].number
    assert f"{left} 还没有选单位，留在下一批。" in page.board.side.words()
    _issue(page, Keyboard(qtbot), qtbot)
    qtbot.waitUntil(lambda: [row.number for row in page.board.plan.board.rows] == [left], timeout=5000)
    assert "还没有选单位" not in page.board.side.words()


def test_letters_set_roles_and_delete_clears(page: AssignPage, qtbot: QtBot) -> None:
    keyboard = Keyboard(qtbot)
    page.board.matrix.go(*_cell(page, 0, "县财政局"))
    for letter, role in (("z", "主办"), ("H", "会办"), ("f", "分办"), ("ｄ", "独办")):
        keyboard.keys(letter)
        assert _roles(page, 0) == {"县财政局": role}
    keyboard.press(Qt.Key.Key_Delete)
    assert _roles(page, 0) == {}


def test_space_goes_through_the_roles_and_back_to_nothing(page: AssignPage) -> None:
    seen = []
    for _turn in range(5):
        QTest.keyClick(page.board.matrix, Qt.Key.Key_Space)
        seen.append("".join(_roles(page, 0).values()))
    assert seen == ["主办", "会办", "分办", "独办", ""]


def test_a_choice_is_taken_back_before_any_act_of_the_register(page: AssignPage, workspace: Workspace) -> None:
    do_last = workspace.undo_label
    page.board.matrix.go(*_cell(page, 0, "县财政局"))
    control = Qt.KeyboardModifier.ControlModifier
    for key, roles in (("z", {"县财政局": "主办"}), ("h", {"县财政局": "会办"})):
        QTest.keyClicks(page.board.matrix, key)
        assert _roles(page, 0) == roles
    QTest.keyClick(page.board.matrix, Qt.Key.Key_Z, control)
    assert _roles(page, 0) == {"县财政局": "主办"}
    QTest.keyClick(page.board.matrix, Qt.Key.Key_Z, control)
    assert _roles(page, 0) == {}
    QTest.keyClick(page.board.matrix, Qt.Key.Key_Y, control)
    assert _roles(page, 0) == {"县财政局": "主办"}
    assert workspace.undo_label == do_last


def test_with_no_choice_to_take_back_ctrl_z_takes_the_batch_back(page: AssignPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.board.fill()
    _issue(page, Keyboard(qtbot), qtbot)
    qtbot.waitUntil(lambda: page.board.count() == 0, timeout=5000)
    page.window().activateWindow()  # the offscreen platform does not give it back after a dialog
    qtbot.waitUntil(lambda: page.board.isAncestorOf(QApplication.focusWidget() or page))
    Keyboard(qtbot).press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.board.count() == 2)


def test_a_clash_is_said_at_once_and_the_row_stays_out_of_the_batch(page: AssignPage) -> None:
    board = page.board
    for short, key in (("县住建局", "d"), ("县财政局", "h")):
        board.matrix.go(*_cell(page, 0, short))
        QTest.keyClicks(board.matrix, key)
    assert "独办就是一家办理" in board.side.words()
    assert _state(page, 0) == "clash"
    assert _roles(page, 0) == {"县住建局": "独办", "县财政局": "会办"}
    assert page.issue_button.text() == "交办…"


def test_a_row_without_a_lead_waits_for_the_next_batch_and_is_named(page: AssignPage, workspace: Workspace) -> None:
    board = page.board
    assert "还没有选单位" not in board.side.words(), "nothing is amiss before one has begun"
    board.matrix.go(*_cell(page, 0, "县财政局"))
    QTest.keyClicks(board.matrix, "h")
    assert (_state(page, 0), _state(page, 1)) == ("no_lead", "empty")
    assert f"{board.plan.board.rows[1].number} 还没有选单位，留在下一批。" in board.side.words()
    assert f"{board.plan.board.rows[0].number} 没有主办，留在下一批。" in board.side.words()
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    board.issue()
    assert board.preview is None
    assert said == ["本批还没有配齐的提案。先给提案选主办、独办或分办单位。"]


def test_a_wished_office_nobody_knows_is_named(page: AssignPage) -> None:
    assert "意向单位“县邮政管理处”不在单位库" in page.board.side.words()


def test_a_unit_that_ended_is_refused_with_its_heir_named(page: AssignPage, workspace: Workspace) -> None:
    found = next(unit for unit in page.board.model.units if unit.short == "县交通局")
    workspace.run(succeed_unit, found.id, succession="合并", on=workspace.today, successor="云溪县住建局")
    said = page.board.side.words()
    assert "的意向单位县交通局在 6月10日 不在有效期内，其职责由县住建局承接；另选单位。" in said
    page.board.fill()
    assert _state(page, 1) == "clash"
    assert page.issue_button.text() == "交办 1 件…"


def test_the_choices_survive_leaving_the_program(page: AssignPage, workspace: Workspace, qtbot: QtBot) -> None:
    page.board.matrix.go(*_cell(page, 1, "县财政局"))
    QTest.keyClicks(page.board.matrix, "z")
    page.board._on_settings(BatchPlan("补充交办", "云协提〔2026〕9号", assigned_on=workspace.today))
    page.hide()
    DraftWriter.of(workspace).wait()
    again = MainWindow(workspace)
    qtbot.addWidget(again)
    other = again.open_page("assign")
    assert isinstance(other, AssignPage)
    other.board.refresh()
    assert _roles(other, 1) == {"县财政局": "主办"}
    assert other.board.plan.settings.document_number == "云协提〔2026〕9号"


def test_the_batch_carries_number_meeting_day_and_fixed_deadline(page: AssignPage, workspace: Workspace, qtbot: QtBot) -> None:
    board, day = page.board, workspace.today
    board._on_settings(BatchPlan("第二批", "云协提〔2026〕9号", "交办协调会", day, day.replace(month=8), day.replace(month=7)))
    assert "8月10日（指定），会办 7月10日（指定）" in board.side.words()
    board.fill()
    second = board.plan.board.rows[1].id
    _issue(page, Keyboard(qtbot), qtbot)
    qtbot.waitUntil(lambda: board.count() == 0, timeout=5000)
    due = {a["role_label"]: a["due_on"] for a in workspace.read(proposal_file, second, today=day)["assignments"]}
    assert due == {"主办": "2026-08-10", "会办": "2026-07-10"}
    assert board.plan.settings == BatchPlan()


def test_a_deadline_before_the_day_and_the_name_of_another_days_batch_are_refused_at_their_field(page: AssignPage, workspace: Workspace) -> None:
    day = workspace.today
    with pytest.raises(RuleError, match="答复期限 5月10日 早于交办日期 6月10日") as refused:
        checked(BatchPlan("第二批", assigned_on=day, due_on=day.replace(month=5)), page.board.plan)
    assert refused.value.field == "due_on"
    with pytest.raises(RuleError, match="“第一批”是 3月9日 交办的批次") as refused:
        checked(BatchPlan("第一批", assigned_on=day), page.board.plan)
    assert refused.value.field == "batch"


def test_the_settings_are_made_in_their_dialog(page: AssignPage) -> None:
    dialog = page.board.settings()
    dialog.form.fill({"batch": "特别交办", "assigned_on": page.board.plan.today, "document_number": "云协提〔2026〕10号"})
    dialog.submit()
    assert page.board.plan.batch_name == "特别交办"
    assert page.subtitle.text() == "特别交办"
    assert "云协提〔2026〕10号" in page.board.side.words()


def test_the_preview_names_what_the_register_would_refuse_and_the_rest_goes_out(page: AssignPage, workspace: Workspace, qtbot: QtBot) -> None:
    board = page.board
    board.fill()
    board._on_settings(BatchPlan("第二批", assigned_on=workspace.today.replace(month=3, day=3)))
    do(workspace.door, "merge", board.plan.board.rows[1].id, lead=f"#{board.plan.board.rows[0].id}", merged_on="2026-03-04")
    board.issue()
    preview = board.preview
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready, timeout=5000)
    assert preview.sentences()[1].count("不能交办") == 1
    assert preview.primary.text() == "交办 1 件"
    preview.primary.click()
    qtbot.waitUntil(lambda: board.count() == 0, timeout=5000)


def _drop(page: AssignPage, held: QMimeData, row: int, short: str, action: Qt.DropAction = Qt.DropAction.MoveAction) -> None:
    matrix = page.board.matrix
    index = page.board.model.index(*_cell(page, row, short))
    matrix.scrollTo(index)
    where = QPointF(matrix.visualRect(index).center())
    event = QDropEvent(where, action, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    matrix.dropEvent(event)


def test_a_units_head_pulled_into_a_row_becomes_its_lead_and_the_next_a_co_unit(page: AssignPage) -> None:
    for unit in ("县财政局", "县民政局"):
        found = next(one for one in page.board.model.units if one.short == unit)
        _drop(page, packed(found.id), 0, "县交通局")
    assert _roles(page, 0) == {"县财政局": "主办", "县民政局": "会办"}


def test_a_mark_pulled_to_another_column_moves_there(page: AssignPage) -> None:
    model = page.board.model
    index = model.index(*_cell(page, 0, "县财政局"))
    model.choose(index, Role.LEAD)
    _drop(page, model.mimeData([index]), 0, "县民政局")
    assert _roles(page, 0) == {"县民政局": "主办"}


def test_a_wish_pulled_onto_its_cell_is_followed(page: AssignPage) -> None:
    model = page.board.model
    index = model.index(*_cell(page, 1, "县民政局"))
    mark = index.data(Qt.ItemDataRole.UserRole)
    assert (mark.role, mark.is_wished) == ("", True)
    _drop(page, model.mimeData([index]), 1, "县民政局")
    assert _roles(page, 1) == {"县民政局": "会办"}


def test_a_double_click_sets_the_likely_role_and_another_takes_it_back(page: AssignPage) -> None:
    matrix = page.board.matrix
    index = page.board.model.index(*_cell(page, 0, "县财政局"))
    where = matrix.visualRect(index).center()
    for expected in ({"县财政局": "主办"}, {}):
        QTest.mouseDClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert _roles(page, 0) == expected


def test_the_menu_of_a_cell_sets_what_the_keys_set(page: AssignPage) -> None:
    page.board.matrix.go(*_cell(page, 0, "县财政局"))
    menu = page.board.matrix.menu()
    next(action for action in menu.actions() if action.text().startswith("分办")).trigger()
    assert _roles(page, 0) == {"县财政局": "分办"}
    menu.close()


def test_a_unit_without_a_column_gets_one_when_it_is_looked_up(
    page: AssignPage, workspace: Workspace, type_chinese: Callable[[QWidget, str], None]
) -> None:
    do(workspace.door, "add-unit-record", name="云溪县科学技术局", short_name="县科技局", aliases="科委")
    page.refresh()
    page.board.plan._shown = [key for key in page.board.plan._shown if page.board.plan.board.units[key].short != "县科技局"]
    page.board.find_unit()
    type_chinese(page.board.finder.line, "科委")
    QTest.keyClick(page.board.finder.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.board.model.units[page.board.matrix.currentIndex().column()].short == "县科技局"
    assert _roles(page, 0) == {}
    assert QApplication.focusWidget() is page.board.matrix


def test_escape_leaves_the_search_with_the_cursor_back_in_the_matrix(page: AssignPage, qtbot: QtBot) -> None:
    keyboard = Keyboard(qtbot)
    keyboard.keys("/x")
    keyboard.press(Qt.Key.Key_Escape)
    assert not page.board.finder.isVisible()
    assert QApplication.focusWidget() is page.board.matrix


def test_a_unit_that_handed_the_proposal_back_is_marked_with_its_reason(page: AssignPage, workspace: Workspace) -> None:
    proposal = page.board.plan.board.rows[1]

    def hand_back(session: Session) -> Change:
        unit = session.scalars(select(HandlingUnit).where(HandlingUnit.short_name == "县财政局")).one()
        day = workspace.today
        ended = Assignment(proposal_id=proposal.id, unit=unit, role=Role.LEAD, assigned_on=day, state=UnitState.ENDED, redo=0)
        ended.hand_backs.append(HandBack(requested_on=day, reason="站亭由交通局管理", is_accepted=True, decided_on=day))
        session.add(ended)
        return Change("退办", proposal.id)

    workspace.run(hand_back)
    index = page.board.model.index(*_cell(page, 1, "县财政局"))
    page.board.matrix.go(index.row(), index.column())
    assert index.data(Qt.ItemDataRole.UserRole).is_returned
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("× 县财政局 退办过")
    assert "县财政局 6月10日 退办：站亭由交通局管理。已认可。" in page.board.side.words()


def test_ctrl_right_goes_to_the_next_wish(page: AssignPage) -> None:
    board = page.board
    board.matrix.go(1, 0)
    seen = set()
    for _turn in range(3):
        QTest.keyClick(board.matrix, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
        seen.add(board.model.units[board.matrix.currentIndex().column()].short)
    assert seen <= {"县交通局", "县民政局"}


def test_every_cell_says_itself_to_a_screen_reader(page: AssignPage) -> None:
    model = page.board.model
    row = page.board.plan.board.rows[0]
    index = model.index(*_cell(page, 0, "县住建局"))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert index.data(spoken) == f"{row.number} {row.title} × 县住建局 商定主办"
    model.choose(index, Role.LEAD)
    assert index.data(spoken) == f"{row.number} {row.title} × 县住建局 主办，合商定"
    assert QAccessible.queryAccessibleInterface(page.board.matrix) is not None
    for widget in cast("list[QWidget]", page.board.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), widget


def test_the_head_of_a_column_shows_name_and_load(page: AssignPage) -> None:
    _row, column = _cell(page, 0, "县住建局")
    assert page.board.model.headerData(column, HORIZONTAL, HEAD_ROLE)[:4] == ("住建", "", 6, 0)
    assert "本年主办 6、会办 0" in page.board.model.headerData(column, HORIZONTAL, Qt.ItemDataRole.ToolTipRole)


def test_in_a_narrow_window_the_panel_is_a_drawer_and_a_clash_is_said_below(page: AssignPage, window: MainWindow, qtbot: QtBot) -> None:
    window.resize(911, 512)
    board = page.board
    qtbot.waitUntil(lambda: not board.side.isVisible())
    QTest.keyClicks(board.matrix, "d")
    QTest.keyClick(board.matrix, Qt.Key.Key_Right)
    QTest.keyClicks(board.matrix, "h")
    assert "独办就是一家办理" in board.foot._said.text()
    board.foot.drawer.click()
    assert board.side.isVisible()
    assert board.side.geometry().right() == board.width() - 1
    board.toggle_side()
    window.resize(1366, 768)
    qtbot.waitUntil(board.side.isVisible)


def test_the_cursor_stays_on_its_cell_when_the_board_is_read_again(page: AssignPage, workspace: Workspace) -> None:
    page.board.matrix.go(*_cell(page, 1, "县民政局"))
    held = page.board.matrix.here()
    do(workspace.door, "add-unit-record", name="云溪县水利局", short_name="县水利局")
    page.refresh()
    assert page.board.matrix.here() == held


def test_the_model_keeps_the_rules_of_qt(page: AssignPage) -> None:
    model = AssignModel(page.board.plan)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.choose(model.index(0, 0), Role.LEAD)
    model.renew()
    assert model.fill() == 1
    del tester


def test_the_other_tabs_still_hold_their_lists(page: AssignPage) -> None:
    page.show_tab("待签收")
    assert page.issue_button.isHidden()
    assert page.views[2].rows.rowCount() > 0
    page.show_tab("待交办")
    assert page.issue_button.isVisible()


@pytest.mark.parametrize(
    ("names", "after"),
    [([], "第一批"), (["第一批"], "第二批"), (["第九批"], "第十批"), (["平时提案第十九批", "交办会"], "平时提案第二十批"), (["第3批"], "第4批")],
)
def test_the_next_batch_continues_the_numbers(names: list[str], after: str) -> None:
    assert next_name(names) == after


def test_a_board_of_four_hundred_proposals_and_ninety_units_paints_and_moves_quickly(page: AssignPage) -> None:
    board = page.board
    few = marked(board, 1, 1)
    plan, pattern, unit = board.plan, board.plan.board.rows[1], next(iter(board.plan.board.units.values()))
    units = {**plan.board.units, **{key: replace(unit, id=key, short=f"县第{key}局", lead=key) for key in range(1000, 1090)}}
    plan.board = replace(plan.board, rows=tuple(replace(pattern, id=key, number=f"{key:04d}") for key in range(5000, 5400)), units=units)
    plan.added = list(range(1000, 1090))
    board.matrix.renew()
    board._show_all()
    assert (board.model.rowCount(), board.model.columnCount() >= 90) == (400, True)
    board.fill()
    assert marked(board, 30, 7) < 12 * few  # a hundred times the cells


def test_pulling_begins_only_where_something_stands(page: AssignPage, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = page.board.matrix
    pulled: list[CellMark] = []
    monkeypatch.setattr(matrix, "_pull", lambda held, mark: pulled.append(mark))
    for short in ("县民政局", "县住建局"):
        where = matrix.visualRect(page.board.model.index(*_cell(page, 1, short))).center()
        QTest.mousePress(matrix.viewport(), Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseMove(matrix.viewport(), where + QPoint(20, 20))
        QTest.mouseRelease(matrix.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert [mark.is_wished for mark in pulled] == [True]
