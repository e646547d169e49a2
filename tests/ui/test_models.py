"""Qt's own model tester finds no fault with any model of any page, while the register changes underneath."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication

from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.ui.main_window import NAV, MainWindow
from zxdesk.ui.workspace import Workspace

WARNING = QAbstractItemModelTester.FailureReportingMode.Warning


def models_of(window: MainWindow) -> list[QAbstractItemModel]:
    found = {id(view.model()): view.model() for view in window.findChildren(QAbstractItemView) if view.model() is not None}
    return list(found.values())


@pytest.mark.parametrize("page", [item.key for item in NAV])
def test_every_model_of_a_page_keeps_the_rules(window: MainWindow, workspace: Workspace, page: str, capfd: pytest.CaptureFixture[str]) -> None:
    window.open_page(page)
    QApplication.processEvents()
    testers = [QAbstractItemModelTester(model, WARNING) for model in models_of(window)]
    assert testers
    key = workspace.read(proposal_ids, ProposalFilter(stage_group="审查"), today=workspace.today)[0]
    workspace.step(step_named("correct"), key, {"keywords": "电梯", "reason": "补", "corrected_on": "2026-11-16"})
    workspace.choose_plenary(None)
    for view in window.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() is not None and view.model().rowCount():
            view.setCurrentIndex(view.model().index(0, 0))
    QApplication.processEvents()
    workspace.undo()
    QApplication.processEvents()
    out, err = capfd.readouterr()
    assert "QAbstractItemModelTester" not in out + err
    assert "FAIL" not in out + err
