"""Steps on many proposals at once: tried beside the window, done as one act, taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.small_office import do, register_one
from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.queries.subjects import subjects
from zxdesk.services.batch import Outcome
from zxdesk.services.steps import step_named
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.batch_dialog import BatchDialog
from zxdesk.ui.pages.batch_verbs import Chosen, fits, items, number_after, targets
from zxdesk.ui.pages.papers import PapersPage
from zxdesk.ui.pages.proposals import ProposalsPage
from zxdesk.ui.pages.work import WorkPage
from zxdesk.ui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier
CATEGORY = "城乡建设与管理"


def _ids(workspace: Workspace, *stages: Stage) -> list[int]:
    wanted = ProposalFilter(plenary_id=workspace.plenary_id, stages=frozenset(stages))
    found: list[int] = workspace.read(proposal_ids, wanted, today=workspace.today)
    return found


def _stage(workspace: Workspace, proposal: int) -> str:
    return str(workspace.read(proposal_file, proposal, today=workspace.today)["stage"])


def _dialog(window: MainWindow, verb: str, proposals: Sequence[int], qtbot: QtBot, *, units: frozenset[int] | None = None) -> BatchDialog:
    step, workspace = step_named(verb), window.workspace
    found = workspace.read(subjects, proposals)
    made = BatchDialog(workspace, step, targets(step, found, units), parent=window)
    qtbot.addWidget(made)
    made.show()
    return made


def _settled(dialog: BatchDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog._timer.isActive() and dialog._job is None and all(dialog._verdicts), timeout=10000)


def _reasons(dialog: BatchDialog) -> list[str]:
    return [str(dialog.view.rows.row_at(row)["reason"]) for row in range(dialog.view.rows.rowCount())]  # type: ignore[index]


@pytest.fixture
def received(window: MainWindow, workspace: Workspace) -> list[int]:
    """Three more proposals just received."""
    return [register_one(workspace.door, f"关于整治农村道路的提案之{at}") for at in range(3)]


def test_three_are_reviewed_as_one_act_and_taken_back_as_one(
    window: MainWindow, workspace: Workspace, received: list[int], qtbot: QtBot
) -> None:
    dialog = _dialog(window, "first-review", received, qtbot)
    assert "类别" in dialog._said.text()
    dialog.form.fill({"category": CATEGORY, "outcome": "立案", "reviewer": "何春棠", "reviewed_on": date(2026, 6, 1)})
    dialog.form.changed.emit()
    _settled(dialog, qtbot)
    assert (dialog._said.text(), dialog.primary.text()) == ("3 件都可办。", "初审 3 件")
    assert {_stage(workspace, one) for one in received} == {"received"}, "trying writes nothing"
    qtbot.keyClick(dialog.form.editors["reviewer"].entry(), Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: {_stage(workspace, one) for one in received} == {"first_reviewed"}, timeout=10000)
    qtbot.waitUntil(lambda: not workspace.jobs.is_busy)
    qtbot.waitUntil(lambda: workspace.undo_label == "初审 3 件")
    workspace.undo()
    assert {_stage(workspace, one) for one in received} == {"received"}


def test_the_preview_says_why_one_cannot_and_the_button_counts_the_rest(
    window: MainWindow, workspace: Workspace, received: list[int], qtbot: QtBot
) -> None:
    filed = _ids(workspace, Stage.FILED)[0]
    dialog = _dialog(window, "first-review", [*received, filed], qtbot)
    dialog.form.fill({"category": CATEGORY, "outcome": "立案", "reviewer": "何春棠", "reviewed_on": date(2026, 6, 1)})
    dialog.form.changed.emit()
    _settled(dialog, qtbot)
    assert dialog.primary.text() == "初审 3 件"
    assert _reasons(dialog)[-1].startswith("现在是“立案”，不能初审")
    outcomes: list[Outcome] = []
    dialog._done = outcomes.append
    dialog.submit()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=10000)
    assert len(outcomes[0].done) == 3
    assert _stage(workspace, filed) == "filed"


def test_the_preview_follows_the_values(window: MainWindow, workspace: Workspace, received: list[int], qtbot: QtBot) -> None:
    dialog = _dialog(window, "first-review", received, qtbot)
    dialog.form.fill({"category": CATEGORY, "outcome": "立案", "reviewer": "何春棠", "reviewed_on": date(2026, 6, 1)})
    dialog.form.changed.emit()
    _settled(dialog, qtbot)
    field = dialog.form.editors["reviewed_on"].entry()
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(field, "2026-01-05")
    qtbot.waitUntil(lambda: not dialog.primary.isEnabled(), timeout=10000)
    assert "早于收件日期" in _reasons(dialog)[0]
    dialog.reject()


def test_an_unticked_row_is_left_out(window: MainWindow, workspace: Workspace, received: list[int], qtbot: QtBot) -> None:
    dialog = _dialog(window, "return", received, qtbot)
    dialog.form.fill({"reason": "缺会签", "returned_on": date(2026, 6, 2)})
    dialog.form.changed.emit()
    _settled(dialog, qtbot)
    box = dialog.view.visualRect(dialog.view.rows.index(1, 0)).center()
    qtbot.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert dialog.primary.text() == "退回补充 2 件"
    dialog.submit()
    qtbot.waitUntil(lambda: _stage(workspace, received[0]) == "returned", timeout=10000)
    assert [_stage(workspace, one) for one in received] == ["returned", "received", "returned"]


def test_a_missing_value_keeps_the_dialog_open_with_the_cursor_at_its_field(
    window: MainWindow, workspace: Workspace, received: list[int], qtbot: QtBot
) -> None:
    dialog = _dialog(window, "return", received, qtbot)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "理由" in dialog.form._errors["reason"].text()
    dialog.reject()


def test_filed_proposals_go_each_to_the_units_agreed_in_review(window: MainWindow, workspace: Workspace, received: list[int], qtbot: QtBot) -> None:
    for proposal, unit in zip(received, ("县住建局", "县财政局", "县民政局"), strict=True):
        do(workspace.door, "first-review", proposal, reviewer="何春棠", reviewed_on="2026-06-01", category=CATEGORY, outcome="立案", lead_units=unit)
        do(workspace.door, "second-review", proposal, reviewer="联合审查组", reviewed_on="2026-06-02")
        do(workspace.door, "file", proposal, meeting="提案委全体会议", decided_on="2026-06-03")
    dialog = _dialog(window, "assign", received, qtbot)
    _settled(dialog, qtbot)
    assert dialog.primary.text() == "交办 3 件"
    dialog.submit()
    qtbot.waitUntil(lambda: _stage(workspace, received[2]) == "handling", timeout=10000)
    units = [workspace.read(proposal_file, one, today=workspace.today)["assignments"][0]["unit"] for one in received]
    assert units == ["县住建局", "县财政局", "县民政局"]


def test_a_step_of_undertakings_lists_every_fitting_one(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    handling = _ids(workspace, Stage.HANDLING)
    dialog = _dialog(window, "remind", handling, qtbot)
    rows = [dialog.view.rows.row_at(row) for row in range(dialog.view.rows.rowCount())]
    assert len(rows) > len(handling)
    assert {row["unit"] for row in rows} == {"县住建局", "县财政局"}  # type: ignore[index]
    dialog.reject()


def test_a_decision_is_offered_only_where_more_time_was_asked_for(window: MainWindow, workspace: Workspace) -> None:
    handling = _ids(workspace, Stage.HANDLING)
    step = step_named("decide-extension")
    assert not any(fits(step, target) for target in targets(step, workspace.read(subjects, handling)))
    signed = next(one for one in workspace.read(subjects, handling) if one.undertakings[0].state is not UnitState.WAITING)
    do(workspace.door, "extension", signed.id, unit="县住建局", requested_on="2026-06-01", new_due_on="2026-07-01", reason="立项")
    found = [target for target in targets(step, workspace.read(subjects, handling)) if fits(step, target)]
    assert [(target.subject.id, target.undertaking.unit) for target in found if target.undertaking] == [(signed.id, "县住建局")]


def test_numbers_that_go_up_keep_their_length() -> None:
    assert [number_after("2026-009", by, "archive_number") for by in range(3)] == ["2026-009", "2026-010", "2026-011"]
    with pytest.raises(RuleError, match="末尾没有数字"):
        number_after("甲", 1, "archive_number")


def test_each_archived_proposal_gets_the_next_number(workspace: Workspace) -> None:
    step = step_named("archive")
    found = workspace.read(subjects, _ids(workspace, Stage.CONSULTING, Stage.REPLIED))
    made = items(step, targets(step, found), {"archive_number": "云-2026-08", "retention": "永久"})
    assert [item.values["archive_number"] for item in made] == [f"云-2026-{8 + at:02d}" for at in range(len(made))]


def test_from_ticks_to_the_batch_by_keyboard_alone(
    window: MainWindow, workspace: Workspace, received: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.open_page("proposals")
    assert isinstance(page, ProposalsPage)
    page.refresh()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.filters.chips["stages"].choose((Stage.RECEIVED.value,))
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_A, CONTROL)
    bar = page.side.bar
    qtbot.waitUntil(lambda: bool(bar._buttons))
    assert bar._buttons[0].text() == "初审…"
    opened: list[int] = []
    monkeypatch.setattr(BatchDialog, "exec", lambda dialog: opened.append(len(dialog._targets)) or 0)
    bar._buttons[0].setFocus()
    qtbot.keyClick(bar._buttons[0], Qt.Key.Key_Space)
    assert opened == [4]


def test_a_step_of_the_menu_bar_acts_on_all_that_are_ticked(
    window: MainWindow, workspace: Workspace, received: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.open_page("proposals")
    assert isinstance(page, ProposalsPage)
    page.refresh()
    page.side.select(received)
    opened: list[int] = []
    monkeypatch.setattr(BatchDialog, "exec", lambda dialog: opened.append(len(dialog._targets)) or 0)
    page.do_step(step_named("first-review"))
    assert opened == [3]


def test_a_list_of_undertakings_acts_on_the_undertakings_ticked(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.open_page("handle")
    assert isinstance(page, WorkPage)
    side = page.sides[0]
    assert side is not None
    ids = list(side.view.rows.ids())[:2]
    side.select(ids)
    assert side.chosen().undertakings == frozenset(ids)
    qtbot.waitUntil(lambda: bool(side.bar._buttons))
    dialogs: list[list[int]] = []
    monkeypatch.setattr(BatchDialog, "exec", lambda dialog: dialogs.append([t.undertaking.id for t in dialog._targets]) or 0)
    if len(side.chosen().proposals) > 1:
        side.run("step:remind")
        assert sorted(dialogs[0]) == sorted(ids)


def test_the_papers_of_the_ticked_are_shown_ready_to_be_printed(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = window.open_page("proposals")
    assert isinstance(page, ProposalsPage)
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    ids = _ids(workspace, Stage.CONSULTING)
    page.side.runner.print_papers("feedback_form", Chosen((*ids, *_ids(workspace, Stage.RECEIVED))))
    papers = window.current_page()
    assert isinstance(papers, PapersPage)
    assert papers.kinds.current() == "feedback_form"
    assert list(papers.side.scope.proposals) == ids
    assert "1 件还没有到这一步" in said[-1]
    qtbot.waitUntil(lambda: not papers.is_working, timeout=20000)
    assert {paper.proposal_id for paper in papers.sending.chosen()} == set(ids)
