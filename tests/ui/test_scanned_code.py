"""Scanning or typing the code of a paper that came back goes to its place, through the real window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.asked_office import ask_many
from tests.ui.small_office import do, door_of, make_office
from zxdesk.documents.paper import Moment, Request
from zxdesk.documents.papers.assigning import ASSIGN_SHEET
from zxdesk.documents.papers.feedback import FEEDBACK_FORM
from zxdesk.queries.feedback_board import FormRow, form_rows
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.feedback_board import FeedbackPage
from zxdesk.ui.pages.feedback_board_model import KEYS
from zxdesk.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def filled_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office with eight proposals of two forms each besides; made once, tests work on copies."""
    path = tmp_path_factory.mktemp("scanned") / "zxdesk.db"
    register = make_office(path)
    ask_many(door_of(register), 8)
    register.close()
    return path


@pytest.fixture
def active(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def forms(workspace: Workspace) -> list[FormRow]:
    return [row for row in workspace.read(form_rows, plenary_id=workspace.plenary_id, with_done=False) if row.returned_on is None]


def code_on_form(workspace: Workspace, form: FormRow) -> str:
    """The digits that are printed on the 征询意见表 of this row."""
    return _code_on(workspace, FEEDBACK_FORM, form.proposal_id, line_id=form.line_id, assignment_id=form.assignment_id)


def _code_on(workspace: Workspace, kind: object, proposal_id: int, **of: int) -> str:
    def read(session: object) -> str:
        request = Request(workspace.plenary_id or 0, (proposal_id,))
        papers = kind.make(session, request, Moment(date(2026, 6, 1)))  # type: ignore[attr-defined]
        [paper] = [one for one in papers if all(getattr(one, name) == key for name, key in of.items())]
        return str(paper.values["表码"])

    return str(workspace.read(read))


def scan(window: MainWindow, qtbot: QtBot, code: str) -> None:
    """What a keyboard scanner does: the digits as fast as they come, then Enter."""
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert window.find_box.hasFocus()
    qtbot.keyClicks(window.find_box, code)
    qtbot.keyClick(window.find_box, Qt.Key.Key_Return)


def stands_in(window: MainWindow, form: FormRow) -> bool:
    page = window.current_page()
    assert isinstance(page, FeedbackPage)
    found = page.board.current()
    return found is not None and found.id == form.id


def test_a_scanned_form_opens_its_cell_and_the_next_key_fills_it(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    chosen = forms(workspace)[7]
    scan(active, qtbot, code_on_form(workspace, chosen).replace(" ", ""))
    assert stands_in(active, chosen)
    page = active.current_page()
    assert isinstance(page, FeedbackPage)
    assert page.board.view.hasFocus()
    assert KEYS[page.board.view.currentIndex().column()] == "contact_answer"
    assert active.find_box.text() == ""
    qtbot.keyClick(page.board.view, Qt.Key.Key_1)
    assert page.board.model.draft(chosen)["contact_answer"] == page.board.model.words[chosen.plenary_id].contact_answer[0]
    page.board.entry.keep()


def test_forms_are_scanned_one_after_another(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    for chosen in (forms(workspace)[12], forms(workspace)[3], forms(workspace)[8]):
        scan(active, qtbot, code_on_form(workspace, chosen).replace(" ", ""))
        assert stands_in(active, chosen)


def test_a_code_is_typed_in_the_groups_it_is_printed_in(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    chosen = forms(workspace)[5]
    code = code_on_form(workspace, chosen)
    assert " " in code
    scan(active, qtbot, code)
    assert stands_in(active, chosen)


def test_a_filter_on_the_board_does_not_hide_what_is_scanned(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    every = forms(workspace)
    scan(active, qtbot, code_on_form(workspace, every[0]))
    page = active.current_page()
    assert isinstance(page, FeedbackPage)
    page.board.filters.search.setText(every[0].proposer)
    others = [form for form in every if form.proposer != every[0].proposer]
    leads_shown = {form.lead_id for form in page.board.model.forms()}
    same = next(form for form in others if form.lead_id in leads_shown)
    scan(active, qtbot, code_on_form(workspace, same))
    assert stands_in(active, same)
    page.board.filters.search.setText("没有这个人")
    assert not list(page.board.model.forms())
    scan(active, qtbot, code_on_form(workspace, others[-1]))
    assert stands_in(active, others[-1])


@pytest.mark.parametrize(("end", "sentence"), [(slice(0, -1), "这里有 21 位"), (slice(None, None, -1), "校验位不对")])
def test_a_mistyped_code_is_said_and_stays_to_be_corrected(
    active: MainWindow, workspace: Workspace, qtbot: QtBot, end: slice, sentence: str
) -> None:
    said: list[str] = []
    workspace.said.connect(lambda words, _tone: said.append(words))
    before = active.current_page()
    code = code_on_form(workspace, forms(workspace)[0]).replace(" ", "")[end]
    scan(active, qtbot, code)
    assert len(said) == 1
    assert sentence in said[0]
    assert active.current_page() is before
    assert active.find_box.selectedText() == code
    qtbot.wait(300)
    assert not active.find_box.results.isVisible()


def test_a_form_of_an_earlier_reply_does_not_open_the_one_of_the_next(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    chosen = forms(workspace)[6]
    old = code_on_form(workspace, chosen)
    door, others = workspace.door, [form for form in forms(workspace) if form.lead_id == chosen.lead_id]
    for form in others:
        do(door, "feedback", form.lead_id, proposer=f"#{form.line_id}", attitude="不满意", result="不满意", returned_on="2026-05-25")
    do(door, "redo", chosen.lead_id, redone_on="2026-05-26", reason="没有针对建议")
    do(door, "reply", chosen.lead_id, unit="县民政局", number="云民函〔2026〕90号", replied_on="2026-05-27", reply_class="A", body="现再次答复如下。")
    do(door, "send-forms", chosen.lead_id, sent_on="2026-05-28")
    said: list[str] = []
    workspace.said.connect(lambda words, _tone: said.append(words))
    scan(active, qtbot, old)
    assert "已有新的答复" in said[-1]
    new = next(form for form in forms(workspace) if form.line_id == chosen.line_id)
    assert new.redo == 1
    said.clear()
    scan(active, qtbot, code_on_form(workspace, new))
    assert stands_in(active, new)
    assert said == []


def test_another_paper_opens_its_proposal(active: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    chosen = forms(workspace)[6]
    scan(active, qtbot, _code_on(workspace, ASSIGN_SHEET, chosen.proposal_id))
    page = active.current_page()
    assert page is active.pages["proposals"]
    assert page.file_pane.proposal_id == chosen.proposal_id  # type: ignore[attr-defined]
