"""The window on a real register: navigation, lists, file, and steps made through its forms."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.ui import main_window, navigation
from zxdesk.ui.file_pane import PARTS
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages.proposals import ProposalsPage
from zxdesk.ui.pages.today import TodayPage
from zxdesk.ui.pages.work import WorkPage
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.workspace import Workspace


def _proposals(window: MainWindow) -> ProposalsPage:
    page = window.open_page("proposals")
    assert isinstance(page, ProposalsPage)
    return page


def _ids(workspace: Workspace, *stages: Stage) -> list[int]:
    wanted = ProposalFilter(plenary_id=workspace.plenary_id, stages=frozenset(stages))
    found: list[int] = workspace.read(proposal_ids, wanted, today=workspace.today)
    return found


def test_every_entry_of_the_navigation_has_a_page_and_an_icon(window: MainWindow) -> None:
    from zxdesk.paths import resources

    for item in navigation.NAV:
        assert item.key in main_window.PAGES
        assert (resources() / "icons" / f"{item.icon}.svg").exists()


@pytest.mark.parametrize("key", list(main_window.PAGES))
def test_every_page_opens_and_reads(window: MainWindow, key: str) -> None:
    page = window.open_page(key)
    assert page.isVisible()
    assert page.accessibleName() == page.name


def test_the_list_shows_every_proposal_of_the_plenary(window: MainWindow, workspace: Workspace) -> None:
    page = _proposals(window)
    assert page.view.rows.rowCount() == 10
    assert page.file_pane.proposal_id == page.view.current_id()


def test_searching_a_word_of_the_text_narrows_the_list_and_shows_the_hit(window: MainWindow, qtbot: QtBot) -> None:
    page = _proposals(window)
    page.search_for("补助之不存在")
    assert page.view.rows.rowCount() == 0
    page.search_for("提案之3")
    assert page.view.rows.rowCount() == 1


def test_a_chip_narrows_the_list_to_its_stage(window: MainWindow, workspace: Workspace) -> None:
    page = _proposals(window)
    page._chips["stages"].choose((Stage.CONSULTING.value,))
    assert page.view.rows.rowCount() == len(_ids(workspace, Stage.CONSULTING)) > 0


def test_all_ten_parts_of_a_file_can_be_read(window: MainWindow, workspace: Workspace) -> None:
    page = _proposals(window)
    page.show_proposal(_ids(workspace, Stage.CONSULTING)[0])
    for name in PARTS:
        page.file_pane.show_part(name)
        assert page.file_pane._blocks.widget() is not None


def test_the_foot_offers_the_next_step_and_refuses_nothing_it_offers(window: MainWindow, workspace: Workspace) -> None:
    page = _proposals(window)
    expected = {Stage.RECEIVED: "first-review", Stage.FILED: "assign", Stage.CONSULTING: "feedback", Stage.REPLIED: "send-forms"}
    for stage, verb in expected.items():
        page.show_proposal(_ids(workspace, stage)[0])
        assert verb in [step.verb for step in page.file_pane.fitting_steps()]


def test_a_first_review_made_in_the_form_moves_the_proposal_and_the_list_follows(window: MainWindow, workspace: Workspace) -> None:
    page = _proposals(window)
    proposal = _ids(workspace, Stage.RECEIVED)[0]
    page.show_proposal(proposal)
    dialog = step_dialog(workspace, step_named("first-review"), proposal, file=page.file_pane.file, parent=window)
    dialog.form.fill({**_values(dialog), "category": "教育", "outcome": "立案"})
    dialog.submit()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert workspace.read(proposal_file, proposal, today=workspace.today)["stage"] == "first_reviewed"
    assert page.file_pane.file["stage"] == "first_reviewed"
    assert window.status.saved.text().startswith("已保存")


def test_a_wrong_date_keeps_the_form_open_with_the_sentence_at_its_field(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    from datetime import date

    proposal = _ids(workspace, Stage.HANDLING)[0]
    file = workspace.read(proposal_file, proposal, today=workspace.today)
    dialog = step_dialog(workspace, step_named("reply"), proposal, file=file, parent=window)
    dialog.show()
    unit = next(choice[0] for choice in dialog.form.fields[0].choices if "县住建局" in choice[1])
    dialog.form.fill({**_values(dialog), "unit": unit, "number": "云住建函〔2026〕99号", "replied_on": date(2026, 1, 5), "reply_class": "A"})
    dialog.submit()
    assert dialog.isVisible()
    assert "早于" in dialog.form._errors["replied_on"].text()
    assert workspace.read(proposal_file, proposal, today=workspace.today) == file
    dialog.reject()


def test_a_correction_sends_only_what_was_changed(window: MainWindow, workspace: Workspace) -> None:
    proposal = _ids(workspace, Stage.HANDLING)[0]
    file = workspace.read(proposal_file, proposal, today=workspace.today)
    dialog = step_dialog(workspace, step_named("correct"), proposal, file=file, parent=window)
    dialog.form.fill({**_values(dialog), "reason": "错字", "title": "关于老旧小区加装电梯补助的提案"})
    dialog.submit()
    after = workspace.read(proposal_file, proposal, today=workspace.today)
    assert after["title"] == "关于老旧小区加装电梯补助的提案"
    assert after["text_versions"][-1]["title"] == file["title"]
    assert [line["id"] for line in after["proposers"]] == [line["id"] for line in file["proposers"]]


def test_every_step_can_be_taken_from_the_window() -> None:
    import re
    from pathlib import Path

    from zxdesk.services.steps import STEPS

    of_a_file = {step.verb for step in STEPS if step.scope in ("proposal", "assignment") and any(step.fits(stage) for stage in Stage)}
    code = "".join(path.read_text(encoding="utf-8") for path in Path(main_window.__file__).parent.rglob("*.py"))
    called = {step.verb: f"{step.command.__module__.rpartition('.')[2]}.{step.command.__name__}" for step in STEPS}
    named = {step.verb for step in STEPS if re.search(f'"{step.verb}"', code) or called[step.verb] in code}
    assert {step.verb for step in STEPS} - of_a_file - named == set()


def test_the_work_pages_list_what_waits_for_them(window: MainWindow, workspace: Workspace) -> None:
    for key, tab, stage in (("review", "待初审", Stage.RECEIVED), ("review", "待复审", Stage.FIRST_REVIEWED)):
        page = window.open_page(key)
        assert isinstance(page, WorkPage)
        page.show_tab(tab)
        at = [t.name for t in page.tabs].index(tab)
        assert page.views[at].rows.rowCount() == len(_ids(workspace, stage))


def test_a_late_undertaking_is_red_today_and_leads_to_its_file(window: MainWindow, workspace: Workspace) -> None:
    page = window.open_page("today")
    assert isinstance(page, TodayPage)
    page.choose("overdue")
    assert page.tiles["overdue"].figure()[2]
    page.list.open_current()
    assert _proposals(window).isVisible()


def test_ctrl_n_opens_the_entry_of_a_new_proposal(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("zxdesk.ui.pages.proposals.enter_new", lambda _w, step, **_k: opened.append(step.verb))
    page = _proposals(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: opened == ["register"])


def test_enter_in_the_list_goes_to_the_next_step_of_the_file(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    page = _proposals(window)
    page.show_proposal(_ids(workspace, Stage.FILED)[0])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.view.setFocus()
    qtbot.waitUntil(lambda: page.file_pane.foot.findChildren(QPushButton)[-1].isVisible())
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    focused = page.file_pane.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "交办"


def test_the_plenary_shown_above_is_the_one_worked_in(window: MainWindow, workspace: Workspace) -> None:
    assert window._plenaries.currentText() == "十届二次"
    workspace.choose_plenary(None)
    assert window._plenaries.currentText() == "全部届次"


def test_every_button_and_field_of_the_window_has_an_accessible_name(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

    for key in ("today", "proposals", "review", "handle"):
        page = window.open_page(key)
        nameless = [
            w for w in page.findChildren(QWidget)
            if isinstance(w, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView) and w.isVisible()
            and not (w.accessibleName() or getattr(w, "text", lambda: "")()) and w.objectName() not in ("qt_toolbar_ext_button",)
        ]  # fmt: skip
        assert not [f"{key}: {type(w).__name__} {w.objectName()}" for w in nameless]


def _values(dialog: object) -> dict[str, object]:
    return {name: editor.value() for name, editor in dialog.form.editors.items()}  # type: ignore[attr-defined]
