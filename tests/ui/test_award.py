"""Awards in the window: that of a proposal in its file, those of units and persons from the menu."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.small_office import do
from zxdesk.domain.stage import Stage
from zxdesk.queries.awards import other_awards
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.workspace import Workspace


def test_an_award_stands_in_the_file_and_is_corrected_by_its_pencil(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = workspace.read(proposal_ids, ProposalFilter(stages=frozenset({Stage.HANDLING})), today=workspace.today)[0]
    do(workspace.door, "award", proposal, year=2026, score="59", recommended_by="提案委")
    do(workspace.door, "note", proposal, leader="顾南乔", noted_on="2026-03-16", note="抓紧。")
    page: Any = window.open_page("proposals")
    page.show_proposal(proposal)
    pane = page.file_pane
    pane.show_part("督办")
    pencils = {button.accessibleName(): button for button in pane._blocks.findChildren(QToolButton)}
    assert "更正领导批示" in pencils
    qtbot.mouseClick(pencils["更正2026 优秀提案"], Qt.MouseButton.LeftButton)
    form = pane.typing.form
    assert form.form.editors["score"].value() == "59"
    form.form.editors["score"].set_value("95")
    form.form.editors["reason"].set_value("得分颠倒")
    form.submit()
    assert workspace.read(proposal_file, proposal, today=workspace.today)["awards"][0]["score"] == "95"
    assert any("95" in label.text() for label in pane._blocks.findChildren(QLabel))


def test_an_award_of_a_unit_is_corrected_from_the_menu(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    said: list[str] = []
    workspace.said.connect(lambda words, _kind: said.append(words))
    window.menus._open(step_named("correct-award-others"))
    assert said == ["还没有评过先进，没有可更正的。"]
    do(workspace.door, "award-others", year=2026, kind="先进承办单位", award_unit="县住建局", score="90")
    do(workspace.door, "award-others", year=2026, kind="先进个人", person="罗一帆")
    dialog = step_dialog(workspace, step_named("correct-award-others"))
    qtbot.addWidget(dialog)
    editors = dialog.form.editors
    editors["record"].set_value(f"#{workspace.read(other_awards)[0]['id']}")
    editors["record"].changed.emit()
    assert editors["award_unit"].text() == "县住建局"
    editors["award_unit"].set_value("县财政局")
    editors["reason"].set_value("评错单位")
    dialog.submit()
    assert [(row["award_unit"], row["score"], row["person"]) for row in workspace.read(other_awards)] == [("县财政局", "90", ""), ("", "", "罗一帆")]
    workspace.undo()
    assert workspace.read(other_awards)[0]["award_unit"] == "县住建局"
