"""Correcting one record of a file in its place, taking a file out, what is offered only where there is something to do it to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.small_office import do
from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.history import events_of
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.ui import file_unsaved
from zxdesk.ui.drafts_dialog import offered_drafts, open_draft
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.workspace import Workspace


def _ids(workspace: Workspace, stage: Stage) -> list[int]:
    return list(workspace.read(proposal_ids, ProposalFilter(stages=frozenset({stage})), today=workspace.today))


def _file(workspace: Workspace, proposal: int) -> dict[str, Any]:
    found: dict[str, Any] = workspace.read(proposal_file, proposal, today=workspace.today)
    return found


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: "drop")
    made: Any = window.open_page("proposals")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def _show(page: Any, proposal: int, part: str) -> Any:
    page.show_proposal(proposal)
    page.file_pane.show_part(part)
    return page.file_pane


def _pencils(pane: Any, start: str) -> list[QToolButton]:
    return [button for button in pane._blocks.findChildren(QToolButton) if button.accessibleName().startswith(start)]


def _press(qtbot: QtBot, button: Any) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_f2_in_the_reviews_corrects_the_last_one_and_a_pencil_any(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = _ids(workspace, Stage.SECOND_REVIEWED)[0]
    pane = _show(page, proposal, "审查")
    pane.edit()
    assert pane.typing.form.edit.title.startswith("复审")
    pane.typing.drop()
    _press(qtbot, _pencils(pane, "更正初审")[0])
    form = pane.typing.form
    assert form.form.editors["reviewer"].value() == "何春棠"
    assert form.form.editors["outcome"].value() == "立案"
    form.form.editors["reviewer"].set_value("何秋棠")
    form.submit()
    assert "更正理由" in " ".join(note.text() for note in form.form._errors.values())
    form.form.editors["reason"].set_value("录错")
    form.submit()
    assert pane.typing.form is None
    assert _file(workspace, proposal)["reviews"][0]["reviewer"] == "何秋棠"
    assert workspace.read(events_of, proposal)[0].reason == "录错"
    workspace.undo()
    assert _file(workspace, proposal)["reviews"][0]["reviewer"] == "何春棠"


def test_a_review_out_of_order_is_refused_at_its_day(page: Any, workspace: Workspace) -> None:
    proposal = _ids(workspace, Stage.SECOND_REVIEWED)[0]
    pane = _show(page, proposal, "审查")
    pane.edit()
    form = pane.typing.form
    form.form.editors["reviewed_on"].set_value(date(2026, 2, 28))
    form.form.editors["reason"].set_value("录错")
    form.submit()
    assert "早于初审日期" in form.form._errors["reviewed_on"].text()
    assert form.form.editors["reviewed_on"].property("invalid") or form.form.current() == "reviewed_on"


def test_a_contact_is_corrected_by_its_pencil(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = next(key for key in _ids(workspace, Stage.HANDLING) if any(a["contacts"] for a in _file(workspace, key)["assignments"]))
    pane = _show(page, proposal, "承办")
    _press(qtbot, _pencils(pane, "更正沟通 4月1日")[0])
    form = pane.typing.form
    form.form.editors["participants"].set_value(("周砚秋", "石云舟"))
    form.form.editors["reason"].set_value("漏了参加人")
    form.submit()
    contact = next(a for a in _file(workspace, proposal)["assignments"] if a["contacts"])["contacts"][0]
    assert contact["participants"] == "周砚秋、石云舟"
    assert contact["way"] == "走访"


def test_a_record_that_was_corrected_meanwhile_is_not_overwritten_unseen(page: Any, workspace: Workspace) -> None:
    proposal = _ids(workspace, Stage.FIRST_REVIEWED)[0]
    pane = _show(page, proposal, "审查")
    pane.edit()
    form = pane.typing.form
    do(workspace.door, "correct-review", proposal, opinion="同意", reason="补")
    form.form.editors["duplicate_check"].set_value("无重复")
    form.form.editors["reason"].set_value("补")
    form.submit()
    assert "刚被别人改过" in " ".join(label.text() for label in form.findChildren(QLabel))
    form.submit()
    review = _file(workspace, proposal)["reviews"][0]
    assert (review["opinion"], review["duplicate_check"]) == ("同意", "无重复")


def test_a_draft_of_a_correction_opens_in_its_place_again(page: Any, window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = _ids(workspace, Stage.FIRST_REVIEWED)[0]
    pane = _show(page, proposal, "审查")
    pane.edit()
    pane.typing.form.form.editors["opinion"].entry().setPlainText("内容具体")
    pane.typing.form.reject()
    assert pane.typing.form is None
    row = offered_drafts(workspace)[0]
    assert open_draft(workspace, row, window)
    assert pane.typing.form.edit.step.verb == "correct-review"
    assert pane.typing.form.form.editors["opinion"].text() == "内容具体"


def test_a_wrong_attachment_is_taken_out_from_its_line(page: Any, workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    workspace.door = replace(workspace.door, files=tmp_path / "files")
    proposal = _ids(workspace, Stage.HANDLING)[0]
    path = tmp_path / "别件.pdf"
    path.write_bytes(b"another")
    do(workspace.door, "attach", proposal, file=str(path))
    pane = _show(page, proposal, "附件")
    pane.open_wide()
    pane.show_part("附件")
    _press(qtbot, _pencils(pane, "移除 别件.pdf")[0])
    form = pane.typing.form
    assert form.form.editors["record"].text() == "别件.pdf"
    form.form.editors["reason"].set_value("加错了件")
    form.submit()
    assert _file(workspace, proposal)["attachments"] == []
    workspace.undo()
    assert [held["name"] for held in _file(workspace, proposal)["attachments"]] == ["别件.pdf"]


def test_the_forms_asked_for_again_stand_below_the_table_with_their_pencils(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = _ids(workspace, Stage.CONSULTING)[-1]
    do(workspace.door, "remind-form", proposal, proposer="许静安", reminded_on="2026-06-05", way="电话", answer="已寄出", next_on="2026-06-12")
    pane = _show(page, proposal, "征询回访")
    words = [label.text() for label in pane._blocks.findChildren(QLabel)]
    assert any("已寄出" in text and "6月12日 再催" in text for text in words)
    _press(qtbot, _pencils(pane, "更正催收 6月5日")[0])
    form = pane.typing.form
    form.form.editors["answer"].set_value("")
    form.form.editors["reason"].set_value("记错人")
    form.submit()
    reminder = next(one for form in _file(workspace, proposal)["feedbacks"] for one in form["reminders"])
    assert reminder["answer"] == ""


def test_a_key_proposal_shows_only_what_can_be_corrected_yet(page: Any, workspace: Workspace) -> None:
    proposal = _ids(workspace, Stage.HANDLING)[0]
    do(workspace.door, "suggest-key", proposal, suggested_on="2026-03-10", reason="民生")
    pane = _show(page, proposal, "督办")
    pane.edit()
    form = pane.typing.form
    assert list(form.form.editors) == ["suggested_on", "suggested_by", "listed_for", "reason"]
    assert form.form.editors["listed_for"].text() == "民生"
    pane.typing.drop()


def test_signing_is_offered_only_while_somebody_is_still_to_sign(page: Any, workspace: Workspace) -> None:
    proposal = _ids(workspace, Stage.RECEIVED)[0]
    pane = _show(page, proposal, "基本")
    assert "countersign" not in [step.verb for step in pane.fitting_steps()]
    do(workspace.door, "correct", proposal, invited="沈竹青", reason="补邀")
    pane.show_proposal(proposal)
    assert "countersign" in [step.verb for step in pane.fitting_steps()]


def test_corrections_are_offered_only_where_there_is_a_record(page: Any, workspace: Workspace) -> None:
    pane = _show(page, _ids(workspace, Stage.RECEIVED)[0], "基本")
    verbs = {step.verb for step in pane.fitting_steps()}
    assert not verbs & {"correct-review", "correct-visit", "correct-key", "detach", "correct-contact"}
    pane = _show(page, _ids(workspace, Stage.CONSULTING)[-1], "基本")
    assert {"correct-review", "correct-contact", "correct-feedback", "feedback"} <= {step.verb for step in pane.fitting_steps()}


def test_the_dialog_follows_the_record_chosen_and_sends_only_what_was_changed(workspace: Workspace, qtbot: QtBot) -> None:
    proposal = next(key for key in _ids(workspace, Stage.HANDLING) if any(a["contacts"] for a in _file(workspace, key)["assignments"]))
    do(workspace.door, "contact", proposal, unit="县住建局", contacted_on="2026-04-20", way="电话", content="补充情况")
    file = _file(workspace, proposal)
    dialog = step_dialog(workspace, step_named("correct-contact"), proposal, file=file)
    qtbot.addWidget(dialog)
    editors = dialog.form.editors
    first, second = (contact["id"] for contact in next(a for a in file["assignments"] if a["contacts"])["contacts"])
    editors["record"].set_value(f"#{second}")
    editors["record"].changed.emit()
    assert editors["content"].text() == "补充情况"
    editors["record"].set_value(f"#{first}")
    editors["record"].changed.emit()
    assert editors["content"].text() == ""
    assert editors["way"].value() == "走访"
    editors["content"].set_value("现场看过")
    editors["reason"].set_value("漏记")
    dialog.submit()
    contacts = next(a for a in _file(workspace, proposal)["assignments"] if a["contacts"])["contacts"]
    assert [contact["content"] for contact in contacts] == ["现场看过", "补充情况"]


def test_likes_of_earlier_years_stand_below_and_open_on_a_click(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    do(workspace.door, "add-plenary", term=10, number=3, opens_on="2027-02-20", is_current="是")
    title = "关于完善老旧小区加装电梯补助办法的提案之九"
    change = do(workspace.door, "register", title=title, proposers="周砚秋", submitted_on="2027-02-21", is_open="是", situation="情况。")
    workspace.reload_office()
    assert change.subject is not None
    pane = _show(page, change.subject, "基本")

    def links() -> list[QPushButton]:
        return [button for button in pane._blocks.findChildren(QPushButton) if button.accessibleName().startswith("打开 十届二次")]

    qtbot.waitUntil(lambda: len(links()) == 3, timeout=3000)
    assert any(button.isVisibleTo(pane) for button in links())
    _press(qtbot, links()[0])
    QApplication.processEvents()
    assert page.file_pane.file["plenary"] == "十届二次"


def test_on_a_page_of_work_the_row_stays_with_what_is_typed(window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: "stay")
    made: Any = window.open_page("handle")
    view = made.views[0]
    first = view.current_id()
    pane = made.file_pane
    owner = pane.proposal_id
    pane.show_part("基本")
    pane.edit()
    pane.typing.form.form.editors["keywords"].set_value("改过")
    side = made.sides[0]
    other = next(row for row in view.rows.ids() if side.proposal_of(row) != owner)
    view.select_id(other)
    QApplication.processEvents()
    assert pane.proposal_id == owner
    assert view.current_id() == first
    made.show_tab("已超期")
    QApplication.processEvents()
    assert pane.proposal_id == owner
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: "drop")
    pane.typing.drop()


def test_a_part_that_had_no_room_among_the_tabs_is_seen_when_it_is_turned_to(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    pane = _show(page, _ids(workspace, Stage.CONSULTING)[-1], "基本")
    tabs = pane.tabs
    tabs.setFixedWidth(260)
    QApplication.processEvents()
    for name in ("历史", "督办", "征询回访"):
        assert not tabs.bar.isTabVisible(tabs.names.index(name))
        tabs.choose(name)
        QApplication.processEvents()
        assert tabs.bar.tabRect(tabs.bar.currentIndex()).width() > 20


def test_a_transfer_is_corrected_by_its_pencil_and_taken_back(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = _ids(workspace, Stage.SECOND_REVIEWED)[0]
    do(workspace.door, "opinion", proposal, reasons="12", decided_on="2026-03-04", notified_on="2026-03-05")
    for target in ("市住建局", "市民政局"):
        workspace.door.step(step_named("transfer"), proposal, {"target": target, "sent_on": "2026-03-06"})
    pane = _show(page, proposal, "审查")
    _press(qtbot, _pencils(pane, "更正转送 3月6日 市民政局")[0])
    form = pane.typing.form
    assert form.form.editors["target"].value() == "市民政局"
    form.form.editors["target"].set_value("市信访局")
    form.form.editors["reason"].set_value("录错单位")
    form.submit()
    assert [row["target"] for row in _file(workspace, proposal)["transfers"]] == ["市住建局", "市信访局"]
    workspace.undo()
    assert [row["target"] for row in _file(workspace, proposal)["transfers"]] == ["市住建局", "市民政局"]
