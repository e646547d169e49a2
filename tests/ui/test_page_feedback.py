"""The feedback matrix through the real window: one key a cell, one act a form."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.asked_office import ask_many
from tests.ui.small_office import door_of, make_office
from zxdesk.domain.stage import Stage
from zxdesk.queries.feedback_board import FormRow, form_rows, form_scans
from zxdesk.queries.history import events_of
from zxdesk.services.steps import step_named
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import work_list
from zxdesk.ui.pages.feedback_board import FeedbackPage
from zxdesk.ui.pages.feedback_board_lists import OwnedList
from zxdesk.ui.pages.feedback_board_matrix import EntryBoard
from zxdesk.ui.pages.feedback_board_model import KEYS
from zxdesk.ui.pages.feedback_board_visits import VisitBoard
from zxdesk.ui.workspace import Workspace

ATTITUDE = KEYS.index("attitude")


@pytest.fixture(scope="module")
def filled_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office with twelve proposals of two forms each besides; made once, tests work on copies."""
    path = tmp_path_factory.mktemp("asked") / "zxdesk.db"
    register = make_office(path)
    ask_many(door_of(register), 12)
    register.close()
    return path


@pytest.fixture
def page(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> Iterator[FeedbackPage]:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = window.open_page("feedback")
    assert isinstance(made, FeedbackPage)
    qtbot.waitUntil(lambda: not made.is_reading)
    yield made
    made.board.entry.keep()
    DraftWriter.of(workspace).wait()


@pytest.fixture
def board(page: FeedbackPage) -> EntryBoard:
    return page.board


@pytest.fixture
def press(board: EntryBoard, qtbot: QtBot) -> Callable[..., None]:
    """Keys to where the cursor is, one by one."""

    def pressed(*keys: str | Qt.Key) -> None:
        for key in keys:
            qtbot.keyClick(board.view, key)

    return pressed


def saved(workspace: Workspace) -> dict[int, FormRow]:
    return {row.id: row for row in workspace.read(form_rows, plenary_id=workspace.plenary_id)}


def current(board: EntryBoard) -> FormRow:
    form = board.current()
    assert form is not None
    return form


def test_the_page_opens_in_the_next_form_to_fill(board: EntryBoard) -> None:
    assert board.view.hasFocus()
    assert current(board).returned_on is None
    assert KEYS[board.view.currentIndex().column()] == "contact_answer"


def test_keys_that_come_before_the_forms_are_read_are_not_lost(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.open_page("feedback")
    assert isinstance(page, FeedbackPage)
    assert page.is_reading
    assert not page.board.rows
    before = sum(1 for row in saved(workspace).values() if row.returned_on)
    for key in "1211":
        qtbot.keyClick(page.board.view, key)
    assert sum(1 for row in saved(workspace).values() if row.returned_on) == before + 1


def test_what_a_large_plenary_has_is_read_beside_the_window(
    window: MainWindow, qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_list, "LARGE", 0)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.open_page("feedback")
    assert isinstance(page, FeedbackPage)
    page.board.refresh()
    assert not page.board.rows
    qtbot.waitUntil(lambda: not page.is_reading)
    assert current(page.board).returned_on is None
    for name in ("不满意", "B 类跟踪"):
        shown: Any = page.show_tab(name)
        assert shown.is_reading
        qtbot.waitUntil(lambda shown=shown: not shown.is_reading)
        assert shown.view.rows.rowCount() == len(shown.question()())
    page.board.refresh()
    assert page.board.show_proposal(page.board.rows[-1].lead_id)  # who comes for a form does not wait for the answer
    assert not page.board.is_opening


def test_four_keys_record_a_form_and_the_cursor_stands_in_the_next(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    first = current(board)
    press("1", "2", "1", "1")
    row = saved(workspace)[first.id]
    assert (row.contact_answer, row.attitude, row.relevance, row.result) == ("已面商", "基本满意", "针对", "满意")
    assert row.returned_on == date(2026, 6, 10)
    assert current(board).id != first.id
    assert current(board).returned_on is None
    assert board.view.hasFocus()


def test_twenty_forms_in_a_row_take_eighty_keys(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    before = sum(1 for row in saved(workspace).values() if row.returned_on)
    for at in range(20):
        press("1", "1", "1", "12"[at % 2])
    assert sum(1 for row in saved(workspace).values() if row.returned_on) == before + 20


def test_full_width_digits_count_from_keys_and_from_an_input_method(
    board: EntryBoard, type_chinese: Callable[[QWidget, str], None], workspace: Workspace
) -> None:
    first = current(board)
    for digit in "１２":
        QApplication.sendEvent(board.view, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, digit))
    type_chinese(board.view, "１３")
    row = saved(workspace)[first.id]
    assert (row.contact_answer, row.attitude, row.relevance, row.result) == ("已面商", "基本满意", "针对", "不满意")


def test_equals_answers_as_the_proposer_above(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    first = current(board)
    press("4", "2", "2", "2")
    second = current(board)
    press("=")
    rows = saved(workspace)
    assert [getattr(rows[second.id], key) for key in KEYS[2:6]] == [getattr(rows[first.id], key) for key in KEYS[2:6]]
    assert rows[second.id].returned_on is not None


def test_del_clears_a_typed_cell_and_only_that(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    form = current(board)
    press("1", "2", Qt.Key.Key_Left, Qt.Key.Key_Delete)
    assert board.model.draft(form) == {"contact_answer": "已面商"}
    assert saved(workspace)[form.id].returned_on is None


def test_enter_keeps_an_unfinished_form_as_a_draft_and_says_what_is_missing(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot
) -> None:
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    form = current(board)
    press("1", "2", Qt.Key.Key_Return)
    assert "还缺结果" in said[-1]
    assert current(board).id != form.id
    assert board.model.cell(form, "returned_on") == "未存"
    assert saved(workspace)[form.id].returned_on is None


def test_a_draft_is_there_again_in_another_window(board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot) -> None:
    form = current(board)
    press("1", "3")
    board.entry.keep()
    DraftWriter.of(workspace).wait()
    other = EntryBoard(workspace)
    qtbot.addWidget(other)
    other.refresh()
    assert other.model.draft(form) == {"contact_answer": "已面商", "attitude": "不满意"}


def test_enter_records_what_is_whole_without_the_optional_cells(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    form = current(board)
    press(Qt.Key.Key_Right, "1", Qt.Key.Key_Right, "2")
    row = saved(workspace)[form.id]
    assert (row.contact_answer, row.attitude, row.relevance, row.result) == ("", "满意", "", "基本满意")


def test_the_last_cell_of_an_unfinished_form_leads_to_the_one_that_is_missing(board: EntryBoard, press: Callable[..., None]) -> None:
    form = current(board)
    press("1", Qt.Key.Key_Right, "1", "1")
    assert current(board).id == form.id
    assert board.view.currentIndex().column() == ATTITUDE
    assert "态度还没有填" in board.panel.error.text()


def test_a_digit_with_no_word_is_refused_with_the_words_there_are(board: EntryBoard, press: Callable[..., None]) -> None:
    press("1", "7")
    assert board.panel.error.text() == "态度只有 3 项：1 满意、2 基本满意、3 不满意。"
    assert board.view.currentIndex().column() == ATTITUDE


def test_undo_takes_a_form_back_and_the_cursor_returns_to_it(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    form = current(board)
    press("1", "1", "1", "1")
    assert saved(workspace)[form.id].returned_on is not None
    workspace.undo()
    assert saved(workspace)[form.id].returned_on is None
    assert current(board).id == form.id
    workspace.redo()
    assert saved(workspace)[form.id].result == "满意"


def test_another_digit_corrects_a_recorded_form_and_history_tells_of_it(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    form = current(board)
    press("1", "1", "1", "1", Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_Right)
    assert current(board).id == form.id
    press("3")
    assert saved(workspace)[form.id].attitude == "不满意"
    assert saved(workspace)[form.id].contact_answer == "已面商"
    events = workspace.read(events_of, form.proposal_id)
    assert any("更正征询意见" in event.label for event in events)
    workspace.undo()
    assert saved(workspace)[form.id].attitude == "满意"


def test_del_on_a_recorded_form_asks_for_the_reason_and_takes_it_back(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = current(board)
    press("1", "1", "1", "1", Qt.Key.Key_Up)

    def answer(dialog: QDialog) -> int:
        dialog.form.fill({"reason": "录错了人"})  # type: ignore[attr-defined]
        dialog.submit()  # type: ignore[attr-defined]
        return dialog.result()

    monkeypatch.setattr("zxdesk.ui.pages.feedback_board_entry.FormDialog.exec", answer)
    press(Qt.Key.Key_Delete)
    row = saved(workspace)[form.id]
    assert (row.returned_on, row.attitude, row.result) == (None, "", "")
    assert workspace.read(events_of, form.proposal_id)[0].reason == "录错了人"


def test_where_the_proposal_is_closed_a_correction_asks_for_a_reason(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zxdesk.services.steps import step_named

    form = current(board)
    press("1", "1", "1", "1")
    second = current(board)
    assert second.lead_id == form.lead_id
    press("1", "1", "1", "1")
    workspace.step(step_named("close"), form.lead_id, {"closed_on": "2026-06-10"})
    assert board.show_proposal(form.lead_id)
    asked: list[str] = []

    def put_off(dialog: QDialog) -> int:
        asked.append(dialog.windowTitle())
        return 0

    monkeypatch.setattr("zxdesk.ui.pages.feedback_board_entry.FormDialog.exec", put_off)
    board.view.go_to(board.model.place(form.id), ATTITUDE)
    press("2")
    assert asked
    assert saved(workspace)[form.id].attitude == "满意"
    press(Qt.Key.Key_Delete)
    assert "不能退回未收" in board.panel.error.text()


def test_m_writes_a_comment_and_enter_comes_back(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot, type_chinese: Callable[[QWidget, str], None]
) -> None:
    form = current(board)
    press("1", "2", "m")
    assert board.panel.comment.edit.hasFocus()
    type_chinese(board.panel.comment.edit, "望年底前落实。")
    qtbot.keyClick(board.panel.comment.edit, Qt.Key.Key_Return)
    assert board.view.hasFocus()
    press("1", "2")
    assert saved(workspace)[form.id].comment == "望年底前落实。"


def test_r_sets_the_day_of_one_form_and_the_head_that_of_all(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot
) -> None:
    board.filters.day.set_value(date(2026, 6, 8))
    first = current(board)
    press("1", "1", "r")
    assert board.panel.day.line.hasFocus()
    qtbot.keyClicks(board.panel.day.line, "6.5")
    qtbot.keyClick(board.panel.day.line, Qt.Key.Key_Return)
    assert board.view.hasFocus()
    press("1", "1")
    second = current(board)
    press("1", "1", "1", "1")
    rows = saved(workspace)
    assert (rows[first.id].returned_on, rows[second.id].returned_on) == (date(2026, 6, 5), date(2026, 6, 8))


def test_a_day_before_the_sending_is_refused_at_its_field_and_nothing_is_lost(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace
) -> None:
    board.filters.day.set_value(date(2026, 5, 1))
    form = current(board)
    press("1", "1", "1", "1")
    assert "早于发出日期" in board.panel.error.text()
    assert board.model.draft(form)["result"] == "满意"
    assert saved(workspace)[form.id].returned_on is None


def test_a_click_on_a_word_fills_the_cell(board: EntryBoard, qtbot: QtBot) -> None:
    form = current(board)
    qtbot.mouseClick(board.panel._keys[2], Qt.MouseButton.LeftButton)
    assert board.model.draft(form) == {"contact_answer": "提出不需要面商"}
    assert board.view.hasFocus()


def test_a_block_from_a_sheet_is_looked_at_and_recorded_as_one_act(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = list(board.model.forms())[-4:]
    board.view.go_to(board.model.place(forms[0].id), 0)
    QGuiApplication.clipboard().setText("已面商\t满意\t针对\t满意\t6月3日\t很好\n１\t2\t1\t2\n未联系\t满意\n1\t很满意\t1\t1")
    shown: list[list[str]] = []

    def look(dialog: QDialog) -> int:
        shown.append([row["verdict"] for row in dialog.view.rows._rows])  # type: ignore[attr-defined]
        dialog.accept()
        return 1

    monkeypatch.setattr("zxdesk.ui.pages.feedback_board_matrix.PasteDialog.exec", look)
    qtbot.keyClick(board.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: saved(workspace)[forms[1].id].returned_on is not None)
    rows = saved(workspace)
    assert shown[0][0] == shown[0][1] == "录入"
    assert shown[0][2] == "留作草稿，还缺结果"
    assert "态度没有“很满意”这一项" in shown[0][3]
    assert (rows[forms[0].id].returned_on, rows[forms[0].id].comment) == (date(2026, 6, 3), "很好")
    assert (rows[forms[1].id].attitude, rows[forms[1].id].returned_on) == ("基本满意", date(2026, 6, 10))
    assert rows[forms[3].id].returned_on is None
    assert board.model.draft(forms[2]) == {"contact_answer": "未联系", "attitude": "满意"}
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy)
    workspace.undo()
    assert saved(workspace)[forms[0].id].returned_on is saved(workspace)[forms[1].id].returned_on is None


def test_a_dissatisfied_answer_brings_the_red_box_and_the_step_that_follows(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = current(board)
    press("4", "3", "3", "3")
    assert board.panel.box.isVisible()
    assert form.number in board.panel.box._head.text()
    opened: list[tuple[str, int | None]] = []
    monkeypatch.setattr("zxdesk.ui.pages.feedback_board_frame.open_step", lambda _w, step, key, **_k: opened.append((step.verb, key)))
    board.panel.box.button.click()
    assert opened == [("redo", form.lead_id)]


def test_a_scan_dropped_on_the_panel_is_kept_with_the_proposal(board: EntryBoard, workspace: Workspace, tmp_path: Path) -> None:
    workspace.door = replace(workspace.door, files=tmp_path / "files")
    scan = tmp_path / "征询表0001.png"
    scan.write_bytes(b"\x89PNG scan")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scan))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    board.panel.drop.dropEvent(event)
    assert workspace.read(form_scans, current(board).proposal_id) == ["征询表0001.png"]


def test_filters_and_search_narrow_the_matrix_and_are_cleared_again(board: EntryBoard, workspace: Workspace) -> None:
    every = len(list(board.model.forms()))
    board.filters.units.choose((str(current(board).unit_id),))
    some = list(board.model.forms())
    assert 0 < len(some) <= every
    assert len({form.unit_id for form in some}) == 1
    board.filters.clear()
    board.filters.search.setText("贺兰芝")
    assert {form.proposer for form in board.model.forms()} == {"贺兰芝"}
    board.filters.search.setText("没有这个人")
    assert not board.model.lines
    assert board.view.empty.isVisible()
    board.filters.clear()
    assert len(list(board.model.forms())) == every


def test_closed_proposals_are_listed_where_they_are_asked_for(board: EntryBoard, workspace: Workspace) -> None:
    assert {form.stage for form in board.model.forms() if form.returned_on} <= {Stage.CONSULTING}


def test_late_forms_are_reminded_as_one_act(page: FeedbackPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = workspace.door.now
    workspace.door = replace(workspace.door, now=lambda: now() + timedelta(days=60))
    page.board.refresh()
    late = page.board.late()
    assert late
    qtbot.waitUntil(lambda: page.remind_button.text() == f"催收 {len(late)} 份…")

    def fill(dialog: QDialog) -> int:
        assert dialog.primary.text() == f"登记催收 {len(late)} 份"  # type: ignore[attr-defined]
        dialog.form.editors["way"].set_value("电话")  # type: ignore[attr-defined]
        dialog.act()  # type: ignore[attr-defined]
        return dialog.result()

    monkeypatch.setattr("zxdesk.ui.pages.feedback_board.RemindDialog.exec", fill)
    page.remind()
    qtbot.waitUntil(lambda: all(saved(workspace)[form.id].reminders == 1 for form in late))


def test_forms_are_shown_ready_to_be_printed(
    page: FeedbackPage, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go(dialog: QDialog) -> int:
        dialog.act()  # type: ignore[attr-defined]
        return dialog.result()

    monkeypatch.setattr("zxdesk.ui.pages.feedback_board.PrintDialog.exec", go)
    with qtbot.waitSignal(workspace.papers_wanted) as asked:
        page.print_forms()
    kind, proposals = asked.args
    assert kind == "feedback_form"
    assert current(page.board).lead_id in proposals


def test_cells_speak_of_proposal_proposer_question_and_answer(board: EntryBoard, press: Callable[..., None]) -> None:
    form = current(board)
    press("1")
    cell = board.model.index(board.model.place(form.id), KEYS.index("contact_answer"))
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == f"{form.number} {form.proposer}，面商，已面商，未存"


def test_copying_gives_the_words_of_the_block(board: EntryBoard, press: Callable[..., None]) -> None:
    press("1", "1", Qt.Key.Key_Home)
    board.view.copy()
    assert QGuiApplication.clipboard().text() == "已面商"


def test_whom_to_visit_is_who_is_dissatisfied_or_was_only_promised(
    page: FeedbackPage, press: Callable[..., None], workspace: Workspace, qtbot: QtBot, type_chinese: Callable[[QWidget, str], None]
) -> None:
    form = current(page.board)
    press("4", "3", "3", "3")
    visits = page.show_tab("回访")
    assert isinstance(visits, VisitBoard)
    at = next(key for key, row in visits._rows.items() if row["line_id"] == form.line_id)
    assert visits._rows[at]["reason"] == "态度、结果不满意"
    assert {row["reason"] for row in visits._rows.values()} >= {"B 类答复"}
    visits.view.select_id(at)
    visits.view.setFocus()
    due = sum(1 for row in visits._rows.values() if row["visited_on"] is None)
    qtbot.keyClick(visits.view, Qt.Key.Key_Return)
    way = visits.form.editors["way"].entry()
    assert way.hasFocus()
    qtbot.keyClick(way, "4")
    assert visits.form.editors["way"].value() == "电话"
    qtbot.keyClick(way, Qt.Key.Key_Return)
    result = visits.form.editors["result"].entry()
    assert result.hasFocus()
    type_chinese(result, "已再次沟通。")
    qtbot.keyClick(result, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: sum(1 for row in visits._rows.values() if row["visited_on"] is None) == due - 1)
    made = [row for row in visits._rows.values() if row["visited_on"] is not None]
    assert [(row["line_id"], row["way"], row["result"]) for row in made] == [(form.line_id, "电话", "已再次沟通。")]
    assert page.window().focusWidget() is result


def test_a_visit_without_its_way_is_refused_at_the_field(page: FeedbackPage) -> None:
    visits = page.show_tab("回访")
    assert isinstance(visits, VisitBoard)
    visits.form.fill({"way": None, "result": "属实"})
    visits.save()
    assert visits.form._errors["way"].text()


def test_the_dissatisfied_stand_in_their_list_with_the_file_beside(page: FeedbackPage, press: Callable[..., None]) -> None:
    form = current(page.board)
    press("1", "1", "1", "3")
    listed = page.show_tab("不满意")
    assert isinstance(listed, OwnedList)
    assert [listed.view.rows.id_at(at) for at in range(listed.view.rows.rowCount())] == [form.id]
    assert listed.file_pane.proposal_id == form.lead_id


def test_a_right_click_in_a_list_offers_what_fits_the_proposal_of_the_row(
    page: FeedbackPage, press: Callable[..., None], workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = current(page.board)
    press("1", "1", "1", "3")
    listed = page.show_tab("不满意")
    done: list[tuple[str, int | None]] = []
    monkeypatch.setattr(listed.file_pane.acts, "do", lambda step, _preset: done.append((step.verb, listed.file_pane.proposal_id)))
    place = listed.view.visualRect(listed.view.rows.index(0, 0)).center()
    QApplication.sendEvent(
        listed.view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, listed.view.viewport().mapToGlobal(place))
    )
    texts = [action.text() for action in listed.menu.actions() if not action.isSeparator()]
    assert texts[0] == "打开"
    assert "更多步骤" in texts
    assert texts[-1] == "复制"
    inner = next(action.menu() for action in listed.menu.actions() if action.text() == "更多步骤")
    offered = {*texts[1:-2], *(action.text() for action in inner.actions())}
    assert offered == {f"{step.label}…" for step in listed.file_pane.fitting_steps()}
    first = next(action for action in listed.menu.actions() if action.text().endswith("…"))
    first.trigger()
    assert [owner for _verb, owner in done] == [form.lead_id]
    assert f"{step_named(done[0][0]).label}…" == first.text()
    listed.menu.close()


def test_promises_are_followed_by_their_day_and_stages_have_their_lists(page: FeedbackPage, workspace: Workspace) -> None:
    followed = page.show_tab("B 类跟踪")
    assert isinstance(followed, OwnedList)
    rows = [followed.view.rows.row_at(at) for at in range(followed.view.rows.rowCount())]
    assert rows
    assert {row["state_label"] for row in rows} == {"已办复", "征询中"}  # type: ignore[index]
    assert page.show_tab("待发征询") is page.lists
    assert page.lists.isVisible()


def test_the_page_is_reached_from_a_proposal_and_every_widget_has_a_name(page: FeedbackPage, workspace: Workspace) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit

    last = list(page.board.model.forms())[-1]
    workspace.wanted.emit("feedback", last.lead_id)
    assert current(page.board).lead_id == last.lead_id
    kinds = QAbstractButton | QLineEdit | QComboBox | QAbstractItemView | QPlainTextEdit
    for tab in ("录入征询表", "回访"):
        board = page.show_tab(tab)
        nameless = [w for w in board.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and not w.accessibleName()]
        assert not [f"{tab}: {type(w).__name__} {w.objectName()}" for w in nameless if not getattr(w, "text", str)()]


def test_the_counts_follow_what_is_entered(page: FeedbackPage, press: Callable[..., None], qtbot: QtBot) -> None:
    out = sum(1 for row in page.board.rows if row.returned_on is None)
    qtbot.waitUntil(lambda: page._bar.tabText(0) == f"录入征询表 {out}")
    press("1", "1", "1", "1")
    qtbot.waitUntil(lambda: page._bar.tabText(0) == f"录入征询表 {out - 1}")
    qtbot.waitUntil(lambda: page._bar.tabText(1) == "回访 2")
    qtbot.waitUntil(lambda: page._bar.tabText(4).startswith("各阶段提案 "))


def test_the_model_keeps_the_contract_of_models(board: EntryBoard, press: Callable[..., None], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(board.model)
    press("1", "1", "1", "1")
    board.refresh()


def test_three_thousand_forms_are_shown_scrolled_and_updated_at_once(board: EntryBoard, qtbot: QtBot) -> None:
    first = current(board)
    many = [replace(first, id=10_000 + at, lead_id=at // 3, number=f"{at // 3:04d}", returned_on=None) for at in range(3000)]
    model = board.model
    few = min(_seconds(lambda: (board.view.verticalScrollBar().setValue(0), board.view.viewport().repaint())) for _round in range(5))
    model.set_rows(many, model.words)
    assert len(model.lines) == 4000
    bar = board.view.verticalScrollBar()
    steps = [_seconds(lambda at=at: (bar.setValue(at), board.view.viewport().repaint())) for at in range(0, bar.maximum(), bar.maximum() // 20)]
    assert min(steps) < 12 * few  # only what is seen is painted
    many[1500] = replace(many[1500], returned_on=date(2026, 6, 10), result="满意")
    model.set_rows(many, model.words)
    assert model.next_out(model.place(many[1499].id)) == model.place(many[1501].id)


def test_a_day_of_return_is_corrected_on_a_recorded_form(board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot) -> None:
    form = current(board)
    press("1", "1", "1", "1", Qt.Key.Key_Up, "r")
    qtbot.keyClicks(board.panel.day.line, "0603")
    qtbot.keyClick(board.panel.day.line, Qt.Key.Key_Return)
    assert saved(workspace)[form.id].returned_on == date(2026, 6, 3)
    assert saved(workspace)[form.id].result == "满意"


def test_ctrl_f_and_a_number_lead_to_a_form(board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot) -> None:
    wanted = list(board.model.forms())[-1]
    board.filters.edit_search()
    qtbot.keyClicks(board.filters.search, wanted.number)
    qtbot.keyClick(board.filters.search, Qt.Key.Key_Return)
    assert board.view.hasFocus()
    assert current(board).lead_id == wanted.lead_id
    press("1", "1", "1", "1")
    assert any(row.returned_on for row in saved(workspace).values() if row.lead_id == wanted.lead_id)


def test_how_one_was_heard_and_the_signature_are_kept_with_the_form(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    form = current(board)
    others = board.panel.others
    others.way.combo.setCurrentIndex(others.way.combo.findData("走访"))
    others.signed._buttons["是"].click()
    press("1", "1", "1", "1")
    row = saved(workspace)[form.id]
    assert (row.way, row.is_signed, row.is_leader_reply) == ("走访", True, None)
    press(Qt.Key.Key_Up)
    others.signed._buttons["否"].click()
    others.way.combo.setCurrentIndex(0)
    row = saved(workspace)[form.id]
    assert (row.way, row.is_signed, row.result) == ("", False, "满意")


def test_the_right_button_offers_what_the_keys_do(board: EntryBoard, press: Callable[..., None], workspace: Workspace) -> None:
    form = current(board)
    press("1", "1", "1", "1", Qt.Key.Key_Up)
    assert [action.text() for action in board.menu().actions() if action.text()] == [
        "打开提案", "同上一位提案者", "写意见", "改收回日期", "退回未收…", "复制", "粘贴",
    ]  # fmt: skip
    wanted: list[tuple[str, int]] = []
    workspace.wanted.connect(lambda page, key: wanted.append((page, key)))
    board.menu().actions()[0].trigger()
    assert wanted == [("proposals", form.lead_id)]


def test_a_click_on_a_name_or_a_heading_goes_to_the_cell_to_fill(
    board: EntryBoard, press: Callable[..., None], workspace: Workspace, qtbot: QtBot
) -> None:
    form = list(board.model.forms())[2]
    row = board.model.place(form.id)
    board.view.scrollTo(board.model.index(row, 0))
    for column in (0, 1):
        at = board.view.visualRect(board.model.index(row, column)).center()
        qtbot.mouseClick(board.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert (current(board).id, KEYS[board.view.currentIndex().column()]) == (form.id, "contact_answer")
    heading = next(at for at in range(row, -1, -1) if board.model.form_at(at) is None)
    at = board.view.visualRect(board.model.index(heading, 3)).center()
    qtbot.mouseClick(board.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert current(board).group == form.group
    wanted: list[tuple[str, int]] = []
    workspace.wanted.connect(lambda page, key: wanted.append((page, key)))
    qtbot.mouseDClick(board.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert wanted == [("proposals", form.lead_id)]


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
