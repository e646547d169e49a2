"""Correcting the parts of a file in their places: saved, refused, left, gone stale, kept as drafts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.ui import file_unsaved
from zxdesk.ui.drafts_dialog import offered_drafts, open_draft
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.widgets.text_part import TextPart, pasted_text
from zxdesk.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


def _ids(workspace: Workspace, stage: Stage) -> list[int]:
    return list(workspace.read(proposal_ids, ProposalFilter(stages=frozenset({stage})), today=workspace.today))


@pytest.fixture
def page(window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Any:
    """提案 with the cursor in the list, a proposal at work shown; a form that is open at the end is dropped."""
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: "drop")
    made: Any = window.open_page("proposals")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_proposal(_ids(workspace, Stage.HANDLING)[0])
    made.view.setFocus()
    return made


def _edit(page: Any, qtbot: QtBot, part: str) -> Any:
    page.file_pane.show_part(part)
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    return page.file_pane.typing.form


def _file(page: Any, workspace: Workspace) -> dict[str, Any]:
    found: dict[str, Any] = workspace.read(proposal_file, page.file_pane.proposal_id, today=workspace.today)
    return found


def test_f2_turns_the_part_into_its_form_and_ctrl_s_saves_it(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    form = _edit(page, qtbot, "基本")
    assert form.isVisible()
    assert form.form.editors["title"].text() == page.file_pane.file["title"]
    form.form.editors["keywords"].set_value("电梯、补助")
    form.form.editors["reason"].set_value("补充关键词")
    keywords = form.form.editors["keywords"].entry()
    keywords.setFocus()
    qtbot.keyClick(keywords, Qt.Key.Key_S, CTRL)
    assert page.file_pane.typing.form is None
    assert _file(page, workspace)["keywords"] == "电梯、补助"
    assert page.file_pane.part == "基本"
    assert workspace.undo_label


def test_only_what_was_changed_is_written(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    before = _file(page, workspace)
    form = _edit(page, qtbot, "基本")
    form.form.editors["source"].set_value("调研")
    form.form.editors["reason"].set_value("补来源")
    form.submit()
    after = _file(page, workspace)
    differing = {name for name in before if before[name] != after[name]}
    assert differing == {"source", "version"}


def test_a_form_in_which_nothing_was_changed_writes_nothing(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    version = _file(page, workspace)["version"]
    form = _edit(page, qtbot, "正文")
    form.form.editors["reason"].set_value("看看")
    form.submit()
    assert page.file_pane.typing.form is None
    assert _file(page, workspace)["version"] == version


def test_a_refused_save_stays_with_the_cursor_at_the_field(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    form = _edit(page, qtbot, "基本")
    form.form.editors["title"].set_value("")
    form.form.editors["reason"].set_value("试")
    form.submit()
    assert page.file_pane.typing.form is form
    qtbot.waitUntil(form.form.editors["title"].entry().hasFocus)
    assert _file(page, workspace)["title"]


def test_a_stale_save_keeps_what_was_typed_and_goes_through_the_second_time(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    form = _edit(page, qtbot, "基本")
    form.form.editors["keywords"].set_value("我改的")
    form.form.editors["reason"].set_value("补关键词")
    values = {"reason": "别人", "corrected_on": workspace.today, "source": "别人填的"}
    workspace.step(step_named("correct"), page.file_pane.proposal_id, values)
    form.submit()
    assert page.file_pane.typing.form is form
    assert "刚被别人改过" in form._refusal.text()
    assert form.form.editors["keywords"].text() == "我改的"
    form.submit()
    after = _file(page, workspace)
    assert (after["keywords"], after["source"]) == ("我改的", "别人填的")


def test_what_is_typed_is_told_to_the_status_line_and_stands_at_its_tab(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    told: list[str] = []
    workspace.unsaved.connect(told.append)
    form = _edit(page, qtbot, "正文")
    form.form.editors["situation"].entry().setPlainText("改过的情况")
    number = page.file_pane.file["number"]
    assert told == [f"正文 {number}"]
    assert "草稿" in page.file_pane.tabs.bar.tabText(1)
    page.file_pane.typing.drop()
    assert told[-1] == ""


@pytest.mark.parametrize(("answer", "stays", "written"), [("save", False, True), ("drop", False, False), ("stay", True, False)])
def test_another_row_asks_what_becomes_of_the_text(
    page: Any, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: str, stays: bool, written: bool
) -> None:
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: answer)
    first = page.file_pane.proposal_id
    form = _edit(page, qtbot, "基本")
    form.form.editors["keywords"].set_value("改过")
    form.form.editors["reason"].set_value("试")
    page.view.selectRow((page.view.currentIndex().row() + 1) % page.view.rows.rowCount())
    assert (page.file_pane.proposal_id == first) is stays
    assert (page.view.current_id() == first) is stays
    assert (page.file_pane.typing.form is form) is stays
    after = workspace.read(proposal_file, first, today=workspace.today)
    assert (after["keywords"] == "改过") is written


def test_an_untouched_form_is_left_without_a_question(page: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: pytest.fail("asked"))
    _edit(page, qtbot, "基本")
    page.view.selectRow((page.view.currentIndex().row() + 1) % page.view.rows.rowCount())
    assert page.file_pane.typing.form is None


def test_another_part_asks_too_and_the_tab_goes_back(page: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: "stay")
    form = _edit(page, qtbot, "基本")
    form.form.editors["keywords"].set_value("改过")
    page.file_pane.show_part("历史")
    assert page.file_pane.part == "基本"
    assert page.file_pane.typing.form is form


def test_closing_the_window_asks_and_may_be_stayed(page: Any, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: "stay")
    form = _edit(page, qtbot, "基本")
    form.form.editors["keywords"].set_value("改过")
    event = QCloseEvent()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    assert window.isVisible()
    assert page.file_pane.typing.form is form


def test_another_page_and_back_finds_the_form_as_it_was(page: Any, window: MainWindow, qtbot: QtBot) -> None:
    form = _edit(page, qtbot, "基本")
    form.form.editors["keywords"].set_value("改过")
    window.open_page("members")
    window.open_page("proposals")
    assert page.file_pane.typing.form is form
    assert form.form.editors["keywords"].text() == "改过"


def test_escape_keeps_a_draft_that_is_offered_the_next_time(page: Any, qtbot: QtBot) -> None:
    form = _edit(page, qtbot, "正文")
    entry = form.form.editors["analysis"].entry()
    entry.setFocus()
    entry.setPlainText("另一种分析")
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert page.file_pane.typing.form is None
    again = _edit(page, qtbot, "正文")
    assert not again.offer.isHidden()
    qtbot.mouseClick(again.offer.take, Qt.MouseButton.LeftButton)
    assert again.form.editors["analysis"].text() == "另一种分析"


@pytest.mark.parametrize(
    ("part", "reason"),
    [("历史", "只增不改"), ("文书", "印发后不能改"), ("督办", "没有列入重点提案"), ("附件", "移除"), ("答复", "还没有登记答复")],
)
def test_a_part_that_cannot_be_corrected_says_why(page: Any, workspace: Workspace, qtbot: QtBot, part: str, reason: str) -> None:
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    assert _edit(page, qtbot, part) is None
    assert reason in said[-1]
    assert not page.file_pane.foot.edit_button.isEnabled()
    assert reason in page.file_pane.foot.edit_button.toolTip()


def test_an_undertaking_is_corrected_for_the_unit_of_the_current_card(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    page.file_pane.show_part("承办")
    second = page.file_pane.file["assignments"][1]["id"]
    page.file_pane.choose_assignment(second)
    form = _edit(page, qtbot, "承办")
    form.form.editors["handler"].set_value("石云舟")
    form.form.editors["reason"].set_value("换人")
    form.submit()
    rows = _file(page, workspace)["assignments"]
    assert [row["handler"] == "石云舟" for row in rows] == [False, True]


def test_a_reply_is_corrected_in_its_place(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    page.show_proposal(_ids(workspace, Stage.CONSULTING)[0])
    form = _edit(page, qtbot, "答复")
    form.form.editors["signer"].set_value("傅成章")
    form.form.editors["reason"].set_value("漏填")
    form.submit()
    assert _file(page, workspace)["assignments"][0]["replies"][-1]["signer"] == "傅成章"


def test_the_text_parts_count_their_characters_and_share_the_limit(page: Any, qtbot: QtBot) -> None:
    form = _edit(page, qtbot, "正文")
    part = form.form.editors["situation"]
    assert isinstance(part, TextPart)
    part.edit.setPlainText("一二三 四")
    assert part.count.text().startswith("4 字，全文 ")
    part.edit.setPlainText("字" * 9000)
    assert part.count.property("role") == "warning"


def test_a_paste_drops_formats_but_keeps_the_numbers_of_lists() -> None:
    from_word = QMimeData()
    from_word.setHtml("<p style='color:red'><b>一、</b>补助</p>")
    from_word.setText("\u3000\u3000一、补助\r\n\r\n\r\n\r\n1.\t先行试点\u200b\r\n")
    assert pasted_text(from_word) == "一、补助\n\n1. 先行试点"
    from_web = QMimeData()
    from_web.setHtml("<p>建议：</p><ol><li>提高补助</li><li>简化手续</li></ol>")
    assert pasted_text(from_web) == "建议：\n1.提高补助\n2.简化手续"


def test_a_paste_into_a_part_goes_in_clean(page: Any, qtbot: QtBot) -> None:
    form = _edit(page, qtbot, "正文")
    entry = form.form.editors["suggestion"].entry()
    entry.selectAll()
    mime = QMimeData()
    mime.setHtml("<p><b>甲</b></p><p style='margin:9px'>\u3000\u3000乙</p>")
    entry.insertFromMimeData(mime)
    assert entry.toPlainText() == "甲\n乙"


def test_a_draft_left_behind_is_gone_on_with_in_its_part(page: Any, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    second = page.file_pane.file["assignments"][1]
    page.file_pane.show_part("承办")
    page.file_pane.choose_assignment(second["id"])
    form = _edit(page, qtbot, "承办")
    form.form.editors["handler"].set_value("石云舟")
    form.reject()
    page.file_pane.show_part("基本")
    (row,) = [row for row in offered_drafts(workspace) if row.kind == "edit-承办"]
    assert open_draft(workspace, row, window)
    again = page.file_pane.typing.form
    assert again.form.editors["handler"].text() == "石云舟"
    assert second["unit"] in again.edit.title
    assert _file(page, workspace)["assignments"][1]["handler"] == second["handler"]
