"""The window of adopted figures: adopting locks, what differs stands first, every number leads to its list; a locked file can be corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QToolButton
from pytestqt.qtbot import QtBot

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.queries.adopted import adoption_of
from zxdesk.queries.file import proposal_file
from zxdesk.queries.finding import Found
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.ui import prompts
from zxdesk.ui.file_edit import why_not
from zxdesk.ui.file_stage import fitting_steps
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.adoption import AdoptionDialog, show_adoption
from zxdesk.ui.pages.figure_list import FigureDialog
from zxdesk.ui.pages.narrative_side import MembersDialog
from zxdesk.ui.step_menu import StepMenu
from zxdesk.ui.workspace import Workspace

MEETING = "十届常委会第十次会议"
TODAY = date(2026, 6, 10)


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> Iterator[AdoptionDialog]:
    """The window of the plenary of the small office."""
    made = AdoptionDialog(workspace)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def at(workspace: Workspace, stage: Stage) -> int:
    """A proposal at that stage."""
    wanted = ProposalFilter(plenary_id=workspace.plenary_id, stages=frozenset({stage}))
    found: list[int] = workspace.read(proposal_ids, wanted, today=workspace.today)
    return found[0]


def adopt(workspace: Workspace) -> None:
    workspace.step(step_named("adopt"), None, {"meeting": MEETING, "adopted_on": "2026-06-10"})


def handled(workspace: Workspace) -> tuple[str, str]:
    """The first proposer and the unit of an answered proposal."""
    with workspace.door.reading() as session:
        proposal = session.get_one(Proposal, at(workspace, Stage.CONSULTING))
        member, unit = proposal.lines[0].member, proposal.active_assignments[0].unit
        assert member is not None
        return member.name, unit.name


def correct(workspace: Workspace) -> int:
    key = at(workspace, Stage.CONSULTING)
    workspace.step(step_named("correct"), key, {"category": "教育", "reason": "类别录错", "corrected_on": "2026-06-10"})
    return key


def test_the_form_adopts_and_locks_and_can_be_undone(dialog: AdoptionDialog, workspace: Workspace, told: list[str]) -> None:
    assert dialog.stack.currentIndex() == 0
    form = dialog.form()
    form.submit()
    assert workspace.read(adoption_of, workspace.plenary_id) is None, "adopted without its meeting"
    form.form.editors["meeting"].set_value(MEETING)
    form.submit()
    adopted = workspace.read(adoption_of, workspace.plenary_id)
    assert (adopted.meeting, adopted.adopted_on, adopted.is_locked) == (MEETING, TODAY, True)
    dialog.read()
    assert dialog.stack.currentIndex() == 1
    assert f"2026-06-10 由{MEETING}通过" in dialog.state.whole
    assert dialog.figures_head.text() == "数字都与通过时一致"
    assert workspace.undo_label == "通过年度统计 十届二次"
    workspace.undo()
    dialog.read()
    assert dialog.stack.currentIndex() == 0


def test_enter_adopts_where_nothing_was_adopted_and_closes_where_something_was(
    dialog: AdoptionDialog, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prompts.FormDialog, "exec", lambda self: asked.append(self.windowTitle()) or 0)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert asked == ["通过年度统计　十届二次"]
    assert dialog.isVisible()
    adopt(workspace)
    dialog.read()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert len(asked) == 1
    assert not dialog.isVisible()


def test_what_differs_stands_first_with_both_values(dialog: AdoptionDialog, workspace: Workspace) -> None:
    adopt(workspace)
    key = correct(workspace)
    dialog.read()
    shown = {row["name"]: row for row in dialog.every_row() if row["difference"]}
    assert (shown["教育件数"]["adopted"], shown["教育件数"]["now"], shown["教育件数"]["difference"]) == ("0", "1", "+1")
    assert dialog.only_changed.isChecked()
    assert dialog.figures.rows.rowCount() == len(shown)
    dialog.only_changed.setChecked(False)
    assert dialog.figures.rows.rowCount() == len(dialog.every_row()) > len(shown)
    dialog.search.setText("教育")
    dialog._fill()
    assert {row["name"] for row in dialog.every_row() if "教育" in row["name"]} >= {"教育件数", "教育占比"}
    [correction] = dialog.since.corrections if dialog.since else []
    assert (correction.proposal_id, correction.reason) == (key, "类别录错")
    assert dialog.corrections.rows.rowCount() == 1


def test_each_number_opens_its_own_list(dialog: AdoptionDialog, workspace: Workspace, opened: list[QDialog], told: list[str]) -> None:
    adopt(workspace)
    key = correct(workspace)
    dialog.read()
    dialog.open_list("category:教育", "now")
    dialog.open_list("category:城乡建设与管理", "difference")
    dialog.open_list("category:城乡建设与管理", "adopted")
    dialog.open_list("category:教育", "adopted")
    dialog.open_list("rate:participation", "adopted")
    lists = [one.view.rows.ids() for one in opened if isinstance(one, FigureDialog)]
    assert [list(ids) for ids in lists[:2]] == [[key], [key]]
    assert key in lists[2]
    assert told == ["教育件数　通过时：没有可列出的清单。"]
    assert isinstance(opened[-1], MembersDialog)


def test_a_correction_leads_to_its_proposal(dialog: AdoptionDialog, workspace: Workspace) -> None:
    adopt(workspace)
    key = correct(workspace)
    dialog.read()
    wanted: list[tuple[str, int]] = []
    workspace.wanted.connect(lambda page, proposal: wanted.append((page, proposal)))
    dialog.corrections.opened.emit(0)
    assert wanted == [("proposals", key)]


def test_a_correction_of_a_member_unit_or_rule_leads_there(dialog: AdoptionDialog, workspace: Workspace) -> None:
    adopt(workspace)
    member, unit = handled(workspace)
    workspace.step(step_named("edit-member"), None, {"member": member, "sector": "工商联界"})
    workspace.step(step_named("edit-unit-record"), None, {"unit": unit, "system": "党委系统"})
    workspace.step(step_named("set-rule"), None, {"path": "conventions.decimals", "value": "2"})
    dialog.read()
    assert dialog.corrections.rows.rowCount() == 3
    found: list[Found] = []
    settings: list[str] = []
    workspace.found_wanted.connect(found.append)
    workspace.setting_wanted.connect(settings.append)
    for at in range(3):
        dialog.corrections.opened.emit(at)
    assert [(one.kind, one.label) for one in found] == [("委员", f"委员 {member}"), ("单位", f"承办单位 {unit}")]
    assert settings == ["conventions.decimals"]


def test_a_figure_counted_another_way_says_how_it_is_and_how_it_was(dialog: AdoptionDialog, workspace: Workspace) -> None:
    adopt(workspace)
    workspace.step(step_named("set-rule"), None, {"path": "conventions.satisfaction_variant", "value": "2"})
    dialog.read()
    row = next(row for row in dialog.every_row() if row["id"] == "rate:satisfaction_result")
    assert row["convention"] == "现：回答为 满意 的份数÷收回且填了该项的份数　通过时：回答为 满意、基本满意 的份数÷收回且填了该项的份数"


def test_a_list_changed_under_the_same_number_stands_among_what_differs(
    dialog: AdoptionDialog, workspace: Workspace, opened: list[QDialog]
) -> None:
    first, second = at(workspace, Stage.CONSULTING), at(workspace, Stage.FILED)
    workspace.step(step_named("correct"), first, {"category": "教育", "reason": "类别录错"})
    adopt(workspace)
    workspace.step(step_named("correct"), first, {"category": "城乡建设与管理", "reason": "类别录错"})
    workspace.step(step_named("correct"), second, {"category": "教育", "reason": "类别录错"})
    dialog.read()
    row = next(row for row in dialog.every_row() if row["id"] == "category:教育")
    assert (row["adopted"], row["now"], row["difference"]) == ("1", "1", "数相同，名单不同")
    assert "名单或口径不同" in dialog.figures_head.text()
    dialog.open_list("category:教育", "difference")
    [shown] = [one for one in opened if isinstance(one, FigureDialog)]
    assert set(shown.view.rows.ids()) == {first, second}


def test_the_changes_are_exported_as_a_workbook(
    dialog: AdoptionDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    adopt(workspace)
    correct(workspace)
    dialog.read()
    monkeypatch.setattr(prompts, "save_file", lambda *_args, **_values: tmp_path / "更正.xlsx")
    dialog.export()
    workspace.jobs.wait(20_000)
    words = {str(cell.value) for row in load_workbook(tmp_path / "更正.xlsx").worksheets[0].iter_rows() for cell in row if cell.value}
    assert {"教育件数", "类别录错", "教育", "+1"} <= words
    assert any(word.startswith("一、与通过时不同的数字") for word in words)


def test_without_a_plenary_nothing_is_adopted(workspace: Workspace) -> None:
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    workspace.choose_plenary(None)
    show_adoption(workspace)
    assert said[-1] == "先选定一个届次，再通过它的年度统计。"


def test_a_file_of_a_locked_year_offers_corrections_and_later_work_only(workspace: Workspace) -> None:
    key = at(workspace, Stage.RECEIVED)
    closed = at(workspace, Stage.CONSULTING)
    adopt(workspace)
    received = workspace.read(proposal_file, key, today=TODAY)
    assert {step.verb for step in fitting_steps(received)} & {"first-review", "withdraw", "return"} == set()
    assert {"correct", "attach"} <= {step.verb for step in fitting_steps(received)}
    done = workspace.read(proposal_file, closed, today=TODAY)
    assert {"close", "visit", "correct-reply"} <= {step.verb for step in fitting_steps(done)}
    assert why_not(done, "基本", None) == ""


def test_a_locked_file_keeps_its_pencils(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    key = at(workspace, Stage.CONSULTING)
    adopt(workspace)
    page = window.open_page("proposals")
    page.file_pane.show_proposal(key)
    page.file_pane.show_part("审查")
    qtbot.waitUntil(lambda: any(b.accessibleName().startswith("更正初审") for b in page.file_pane.findChildren(QToolButton)), timeout=20_000)


def test_a_key_pressed_in_a_locked_year_says_what_is_possible(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    key = at(workspace, Stage.RECEIVED)
    adopt(workspace)
    page = window.open_page("proposals")
    page.file_pane.show_proposal(key)
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    qtbot.waitUntil(lambda: page.file_pane.proposal_id == key, timeout=20_000)
    StepMenu(workspace, window, lambda: page).do(step_named("first-review"))
    assert said[-1].startswith("十届二次已锁定，不能再初审；录错的可以更正并写明理由")
