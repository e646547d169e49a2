"""基本 turned into its form: every row stays where it stood as words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.small_office import do
from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui import file_unsaved, theme
from zxdesk.ui.file_basics import BASICS, BasicRows, basic_label, basic_texts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.metrics import SIZES
from zxdesk.ui.tokens import LIGHT
from zxdesk.ui.workspace import Workspace

LONG = "连续三年走访了二十六个老旧小区，问了四百户住户和五家电梯公司，整理出一册台账"


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(file_unsaved, "ask", lambda *_what: "drop")
    window.resize(1366, 768)
    made: Any = window.open_page("proposals")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def _proposal(workspace: Workspace, stage: Stage, **values: object) -> int:
    found = int(workspace.read(proposal_ids, ProposalFilter(stages=frozenset({stage})), today=workspace.today)[0])
    if values:
        do(workspace.door, "correct", found, reason="补充", **values)
    return found


def _place(one: QWidget) -> QRect:
    return QRect(one.mapToGlobal(QPoint(0, 0)), one.size())


def _texts(workspace: Workspace, proposal: int) -> dict[str, str]:
    return basic_texts(workspace.read(proposal_file, proposal, today=workspace.today), workspace.today.year)


def _words(pane: Any, texts: dict[str, str]) -> dict[str, tuple[QRect, QRect]]:
    """Where the label of each row stands, and its value."""
    labels = pane._blocks.findChild(BasicRows).findChildren(QLabel)
    found = {}
    for name, text in texts.items():
        (said,) = (one for one in labels if one.accessibleName() == f"{basic_label(name)}：{text}")
        (called,) = (one for one in labels if one.text() == basic_label(name) and not one.accessibleName())
        found[name] = (_place(called), _place(said))
    return found


def _settle(qtbot: QtBot) -> None:
    for _ in range(3):
        QApplication.processEvents()
    qtbot.wait(80)  # a change of width is followed after a moment


FULL = {
    "keywords": "电梯、补助", "contact": "周砚秋", "contact_phone": "0900-555-0141", "source": "调研", "survey": LONG, "submitted_at": "09:30",
    "is_key_suggested": "是", "raised_before": "十届一次提过一次，县里答应列入计划",
}  # fmt: skip


@pytest.mark.parametrize("values", [{}, FULL], ids=["few", "many"])
@pytest.mark.parametrize("is_wide", [False, True], ids=["beside", "wide"])
def test_no_row_moves_when_the_basics_are_edited(
    page: Any, workspace: Workspace, qtbot: QtBot, values: dict[str, object], is_wide: bool
) -> None:
    proposal = _proposal(workspace, Stage.HANDLING, **values)
    page.show_proposal(proposal)
    pane = page.file_pane
    if is_wide:
        pane.open_wide()
    pane.show_part("基本")
    _settle(qtbot)
    before = _words(pane, _texts(workspace, proposal))
    assert len(before) >= 4 + len(values) - 2
    assert "survey" not in before
    pane.edit()
    _settle(qtbot)
    form = pane.typing.form.form
    assert list(form.editors)[: len(before)] == list(before), "Tab goes through the rows as one read them"
    after = {name: (_place(form._labels[name]), _place(form._cells[name])) for name in before}
    for name, (called, said) in before.items():
        assert after[name][0].topLeft() == called.topLeft(), name
        assert after[name][1].topLeft() == said.topLeft(), name
        assert after[name][1].width() == said.width() or name == "title", name
    assert set(form.editors) == {*BASICS, "reason", "corrected_on"}


@pytest.mark.parametrize("size", ["小", "大", "特大"])
def test_no_row_moves_at_any_size(page: Any, looked: QApplication, workspace: Workspace, qtbot: QtBot, size: str) -> None:
    theme.apply(looked, LIGHT, SIZES[size])
    proposal = _proposal(workspace, Stage.HANDLING, **FULL)
    page.show_proposal(proposal)
    pane = page.file_pane
    pane.open_wide()
    pane.show_part("基本")
    _settle(qtbot)
    before = _words(pane, _texts(workspace, proposal))
    pane.edit()
    _settle(qtbot)
    form = pane.typing.form.form
    assert {name: _place(form._labels[name]).topLeft() for name in before} == {name: called.topLeft() for name, (called, _said) in before.items()}


def test_what_is_too_long_for_a_row_stands_below_the_rows_whole(page: Any, workspace: Workspace, qtbot: QtBot) -> None:
    proposal = _proposal(workspace, Stage.HANDLING, **FULL)
    page.show_proposal(proposal)
    page.file_pane.show_part("基本")
    _settle(qtbot)
    rows = page.file_pane._blocks.findChild(BasicRows)
    (whole,) = (one for one in page.file_pane._blocks.findChildren(QLabel) if one.text() == LONG)
    assert not rows.isAncestorOf(whole)
    assert _place(whole).top() > _place(rows).bottom()
