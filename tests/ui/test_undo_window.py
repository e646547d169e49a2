"""撤销 and 重做 of what was done in this window, one act or a batch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.queries.proposals import ProposalFilter, proposal_ids, proposal_rows
from zxdesk.services.batch import Item, Outcome
from zxdesk.services.steps import step_named
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.progress import WaitDialog
from zxdesk.ui.workspace import Workspace

KEYWORDS = {"keywords": "电梯", "reason": "补关键词", "corrected_on": "2026-11-16"}


def first_id(workspace: Workspace) -> int:
    ids = workspace.read(proposal_ids, ProposalFilter(stage_group="审查"), today=workspace.today)
    return int(ids[0])


def keywords_of(workspace: Workspace, key: int) -> str:
    from zxdesk.queries.file import proposal_file

    return str(workspace.read(proposal_file, key, today=workspace.today)["keywords"])


def test_the_last_act_is_named_taken_back_and_done_again(workspace: Workspace, qtbot: QtBot) -> None:
    key = first_id(workspace)
    before = keywords_of(workspace, key)
    change = workspace.step(step_named("correct"), key, KEYWORDS)
    assert workspace.undo_label == change.label
    with qtbot.waitSignals([workspace.changed, workspace.undo_changed]):
        workspace.undo()
    assert keywords_of(workspace, key) == before
    assert (workspace.undo_label, workspace.redo_label) == ("", change.label)
    workspace.redo()
    assert keywords_of(workspace, key) == "电梯"
    assert (workspace.undo_label, workspace.redo_label) == (change.label, "")


def test_a_new_act_forgets_what_could_be_done_again(workspace: Workspace) -> None:
    key = first_id(workspace)
    workspace.step(step_named("correct"), key, KEYWORDS)
    workspace.undo()
    workspace.step(step_named("correct"), key, KEYWORDS | {"keywords": "路灯"})
    assert workspace.redo_label == ""
    assert workspace.redo() is None


def test_what_is_refused_says_why_and_makes_way_for_the_act_before(workspace: Workspace) -> None:
    key = first_id(workspace)
    before = keywords_of(workspace, key)
    workspace.step(step_named("correct"), key, KEYWORDS)
    other = workspace.door.step(step_named("correct"), key, KEYWORDS | {"keywords": "另一台"})
    with pytest.raises(RuleError, match="之后又有改动"):
        workspace.undo()
    assert workspace.undo_label == ""
    workspace.door.undo(other.op_id)
    assert keywords_of(workspace, key) == "电梯" != before


def test_a_batch_runs_beside_the_window_and_is_one_act(workspace: Workspace, qtbot: QtBot) -> None:
    ids = workspace.read(proposal_ids, ProposalFilter(), today=workspace.today)
    items = [Item(step_named("correct"), key, KEYWORDS) for key in ids]
    outcomes: list[Outcome] = []
    with qtbot.waitSignal(workspace.changed, timeout=20_000):
        workspace.start_many("正在更正", items, label=f"更正 {len(items)} 件", done=outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes))
    done = [verdict.target for verdict in outcomes[0].done]
    assert done
    assert workspace.undo_label == f"更正 {len(items)} 件"
    workspace.undo()
    rows = workspace.read(proposal_rows, ids, today=workspace.today)
    assert len(rows) == len(ids)
    assert {keywords_of(workspace, key) for key in done if key} != {"电梯"}


def test_the_window_waits_while_a_batch_is_written_and_a_cancel_writes_nothing(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    ids = workspace.read(proposal_ids, ProposalFilter(), today=workspace.today)
    items = [Item(step_named("correct"), key, KEYWORDS | {"keywords": f"第{turn}遍"}) for turn in range(400) for key in ids]
    before = [keywords_of(workspace, key) for key in ids]
    outcomes: list[Outcome] = []
    job = workspace.start_many("更正", items, label=f"更正 {len(items)} 件", done=outcomes.append)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WaitDialog), timeout=5000)
    waiting = QApplication.activeModalWidget()
    assert isinstance(waiting, WaitDialog)
    with qtbot.waitSignal(job.ended, timeout=10_000):
        qtbot.keyClick(waiting, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert outcomes == []
    assert [keywords_of(workspace, key) for key in ids] == before
    assert workspace.undo_label == ""


def test_a_batch_with_refusals_says_both_in_one_line_with_its_undo(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    ids = workspace.read(proposal_ids, ProposalFilter(), today=workspace.today)
    items = [Item(step_named("remind"), key, {"unit": "县住建局", "way": "电话", "person": "何春棠"}) for key in ids]
    trial = workspace.door.rehearse_many(items)
    done, refused = [v for v in trial if v.is_done], [v for v in trial if not v.is_done]
    assert len(done) >= 1
    assert len(refused) > 3
    said: list[tuple[str, str]] = []
    workspace.said.connect(lambda text, tone: said.append((text, tone)))
    workspace.start_many("催办", items, label=f"催办 {len(items)} 件")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert len(said) == 1
    line = window._notice.text()
    assert line.startswith(f"已催办 {len(done)} 件，{len(refused)} 件没有办：{refused[0].name}")
    assert f"另有 {len(refused) - 3} 件" in line
    assert line.count(refused[0].name) == 1
    assert window._notice.property("tone") == "warning"
    assert workspace.undo_label == f"催办 {len(done)} 件"
    assert window._notice._button.text() == "撤销"
    qtbot.mouseClick(window._notice._button, Qt.MouseButton.LeftButton)
    assert workspace.undo_label == ""
    assert not window._notice.isVisible()


def test_a_batch_nothing_of_which_can_be_done_says_why_and_offers_no_undo(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    key = first_id(workspace)
    workspace.start_many("催办", [Item(step_named("remind"), key, {"unit": "县住建局", "way": "电话", "person": "何春棠"})], label="催办 1 件")
    qtbot.waitUntil(window._notice.isVisible, timeout=20_000)
    assert window._notice.text().startswith("1 件没有办：")
    assert not window._notice.has_action
    assert workspace.undo_label == ""


def test_a_remark_on_an_act_stands_in_the_same_line_and_the_act_can_be_taken_back_from_it(window: MainWindow, workspace: Workspace) -> None:
    key = int(workspace.read(proposal_ids, ProposalFilter(stage_group="办理"), today=workspace.today)[0])
    reply = {"unit": "县住建局", "number": "云住建函〔2026〕31号", "replied_on": "2026-06-10", "reply_class": "B", "body": "列入计划。"}
    change = workspace.step(step_named("reply"), key, reply)
    assert change.warnings
    shown = window._notice.text()
    assert shown.startswith(f"已{change.label}。提醒：")
    assert change.warnings[0] in shown
    assert window._notice.has_action
    window._notice._on_clicked()
    assert workspace.redo_label == change.label
