"""What is being typed survives Esc, a crash and a kill; it is offered, never applied."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.small_office import door_of
from zxdesk.domain.errors import RuleError
from zxdesk.queries.drafts import DraftRow, draft, drafts_of
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.services.steps import step_named
from zxdesk.storage.database import open_register
from zxdesk.ui import drafts, prompts
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.drafts_dialog import DraftsDialog, offered_drafts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.step_dialog import step_dialog
from zxdesk.ui.step_form import StepForm
from zxdesk.ui.workspace import Workspace

CLERK = "何春棠"
TITLE = "关于在河堤步道增设照明的提案"
Typing = Callable[[QWidget, str], None]


@pytest.fixture
def registering(qtbot: QtBot, workspace: Workspace) -> Callable[[], StepForm]:
    """Opens the form of a new proposal, again and again."""

    def opened() -> StepForm:
        dialog = step_dialog(workspace, step_named("register"))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def kept(workspace: Workspace) -> list[DraftRow]:
    DraftWriter.of(workspace).wait()
    return list(workspace.read(drafts_of, CLERK))


def test_typing_is_kept_by_itself_and_the_form_says_when(
    registering: Callable[[], StepForm], workspace: Workspace, qtbot: QtBot, type_chinese: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = registering()
    dialog.keeper._pause.setInterval(30)
    type_chinese(dialog.form.editors["title"].entry(), TITLE)
    assert kept(workspace) == []
    qtbot.waitUntil(lambda: dialog.status.text() == "草稿 09:30 已存", timeout=3000)
    row = kept(workspace)[0]
    assert row.values == {"title": TITLE}
    assert (row.kind, row.title, row.host) == ("step-register", f"登记提案《{TITLE}》", "窗口一")


def test_steady_typing_is_kept_at_the_latest_after_the_longest_time(
    registering: Callable[[], StepForm], workspace: Workspace, qtbot: QtBot, type_chinese: Typing
) -> None:
    dialog = registering()
    assert drafts.PAUSE <= 2000
    assert drafts.LONGEST <= 8000
    dialog.keeper._pause.setInterval(400)
    dialog.keeper._longest.setInterval(500)
    entry = dialog.form.editors["title"].entry()
    for _key in range(8):
        type_chinese(entry, "照")
        qtbot.wait(100)
    assert kept(workspace), "steady typing was not kept"


def test_escape_keeps_what_was_typed_says_so_and_opening_again_offers_it(
    registering: Callable[[], StepForm], workspace: Workspace, qtbot: QtBot, type_chinese: Typing
) -> None:
    dialog = registering()
    type_chinese(dialog.form.editors["title"].entry(), TITLE)
    type_chinese(dialog.form.editors["proposers"].entry(), "周砚秋、许静")
    with qtbot.waitSignal(workspace.said) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.args is not None
    assert told.args[0].startswith("草稿已存")
    again = registering()
    assert again.offer.isVisible()
    assert "09:30 的草稿" in again.offer.sentence.text()
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    for wanted in (again.offer.drop, again.offer.take):  # the cursor stands in the first field
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is wanted
    assert again.form.editors["title"].text() == ""
    qtbot.mouseClick(again.offer.take, Qt.MouseButton.LeftButton)
    assert again.form.editors["title"].text() == TITLE
    assert again.form.editors["proposers"].memo() == {"keys": [], "typed": "周砚秋、许静"}
    assert again.form.is_dirty
    assert not again.offer.isVisible()


def test_an_unchanged_form_leaves_no_draft(registering: Callable[[], StepForm], workspace: Workspace, qtbot: QtBot) -> None:
    dialog = registering()
    with qtbot.assertNotEmitted(workspace.said):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert kept(workspace) == []


def test_what_is_thrown_away_is_asked_about_first_and_then_gone(
    registering: Callable[[], StepForm], workspace: Workspace, qtbot: QtBot, type_chinese: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr(prompts, "confirm", lambda *_what: answers.pop(0))
    first = registering()
    type_chinese(first.form.editors["title"].entry(), TITLE)
    first.reject()
    again = registering()
    qtbot.mouseClick(again.offer.drop, Qt.MouseButton.LeftButton)
    assert again.offer.isVisible(), "nothing brings a draft back"
    qtbot.mouseClick(again.offer.drop, Qt.MouseButton.LeftButton)
    assert not again.offer.isVisible()
    again.reject()
    assert kept(workspace) == []


def test_typing_beside_an_offered_draft_does_not_overwrite_it(
    registering: Callable[[], StepForm], workspace: Workspace, type_chinese: Typing
) -> None:
    for title in (TITLE, "关于另一件事的提案"):
        dialog = registering()
        type_chinese(dialog.form.editors["title"].entry(), title)
        dialog.reject()
    assert {row.values["title"] for row in kept(workspace)} == {TITLE, "关于另一件事的提案"}
    assert "另有 1 份" in registering().offer.sentence.text()


def test_saving_deletes_the_draft(registering: Callable[[], StepForm], workspace: Workspace, type_chinese: Typing) -> None:
    dialog = registering()
    fill_whole(dialog, type_chinese)
    dialog.keeper.save_now()
    assert len(kept(workspace)) == 1
    dialog.submit()
    assert not dialog.isVisible()
    assert kept(workspace) == []


def test_a_draft_whose_act_was_saved_before_the_crash_is_not_offered_and_not_saved_twice(
    registering: Callable[[], StepForm], workspace: Workspace, type_chinese: Typing
) -> None:
    dialog = registering()
    fill_whole(dialog, type_chinese)
    dialog.keeper.save_now()
    row = kept(workspace)[0]
    dialog._act(dialog.form.read(), dialog.keeper.op_id)  # saved, and then the power failed
    before = number_of_proposals(workspace)
    assert kept(workspace) == []
    late = registering()
    assert not late.offer.isVisible()
    late.continue_draft(row)
    late.submit()
    assert number_of_proposals(workspace) == before


def test_a_draft_belongs_to_its_proposal_and_its_step(workspace: Workspace, qtbot: QtBot, type_chinese: Typing) -> None:
    reply = step_named("reply")
    first, other = (replying(workspace, qtbot, at) for at in (0, 1))
    type_chinese(first.form.editors["number"].entry(), "云住建函〔2026〕9号")
    first.reject()
    assert replying(workspace, qtbot, 0).offer.isVisible()
    assert not other.offer.isVisible()
    row = workspace.read(draft, f"step-{reply.verb}", str(first.keeper.proposal_id))
    assert row.values == {"number": "云住建函〔2026〕9号"}


def test_a_disk_that_takes_no_draft_does_not_stop_the_typing(
    registering: Callable[[], StepForm], workspace: Workspace, qtbot: QtBot, type_chinese: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_values: object) -> None:
        raise RuleError("磁盘空间不足，登记簿没有写入；清出空间后再保存。")

    monkeypatch.setattr(drafts, "save_draft", full)
    dialog = registering()
    type_chinese(dialog.form.editors["title"].entry(), TITLE)
    dialog.keeper.save_now()
    qtbot.waitUntil(lambda: dialog.status.text().startswith("草稿没有存上：磁盘空间不足"), timeout=3000)
    assert dialog.form.editors["title"].text() == TITLE
    dialog.keeper.finish()


@pytest.mark.parametrize("answer", [True, False])
def test_a_form_whose_draft_cannot_be_kept_does_not_close_silently(
    registering: Callable[[], StepForm], workspace: Workspace, qtbot: QtBot, type_chinese: Typing, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    def full(*_args: object, **_values: object) -> None:
        raise RuleError("磁盘空间不足，登记簿没有写入；清出空间后再保存。")

    asked: list[str] = []
    monkeypatch.setattr(drafts, "save_draft", full)
    monkeypatch.setattr(prompts, "confirm", lambda _parent, text, *_labels: bool(asked.append(text)) or answer)
    dialog = registering()
    type_chinese(dialog.form.editors["title"].entry(), TITLE)
    with qtbot.assertNotEmitted(workspace.said):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "磁盘空间不足" in asked[0]
    assert dialog.isVisible() is not answer
    assert dialog.form.editors["title"].text() == TITLE


def test_a_draft_is_written_beside_the_window_and_not_in_its_thread(
    registering: Callable[[], StepForm], type_chinese: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers: list[int] = []
    written = drafts.save_draft
    monkeypatch.setattr(drafts, "save_draft", lambda *a, **k: (writers.append(threading.get_ident()), written(*a, **k))[1])
    dialog = registering()
    type_chinese(dialog.form.editors["situation"].entry(), "全县老旧小区多数没有电梯。" * 300)
    assert dialog.keeper.refusal() == ""
    assert writers
    assert threading.get_ident() not in writers


def test_the_start_offers_what_was_left_and_going_on_fills_the_form_without_applying(
    registering: Callable[[], StepForm], window: MainWindow, workspace: Workspace, qtbot: QtBot, type_chinese: Typing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert not drafts.offer(window)
    dialog = registering()
    type_chinese(dialog.form.editors["title"].entry(), TITLE)
    dialog.reject()
    DraftWriter.of(workspace).wait()
    before, seen = number_of_proposals(workspace), []

    def answer(shown: DraftsDialog) -> int:
        shown.wanted = offered_drafts(workspace)[0]
        return 1

    def look(shown: StepForm) -> int:
        seen.append(shown.form.editors["title"].text())
        shown.reject()
        return 0

    monkeypatch.setattr(DraftsDialog, "exec", answer)
    monkeypatch.setattr(StepForm, "exec", look)
    assert drafts.offer(window)
    assert seen == [TITLE]
    assert number_of_proposals(workspace) == before
    assert len(kept(workspace)) == 1


def test_the_menu_shows_the_drafts_again_or_says_that_there_is_none(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    action = next(action for menu in window.menus.every.values() for action in menu.actions() if "没填完的草稿" in action.text())
    with qtbot.waitSignal(workspace.said) as told:
        action.trigger()
    assert told.args == ["没有留下的草稿。", "done"]


def test_the_list_of_drafts_throws_one_away_and_closes_when_none_is_left(
    registering: Callable[[], StepForm], window: MainWindow, workspace: Workspace, qtbot: QtBot, type_chinese: Typing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answers = [False, True]
    monkeypatch.setattr(prompts, "confirm", lambda *_what: answers.pop(0))
    dialog = registering()
    type_chinese(dialog.form.editors["title"].entry(), TITLE)
    dialog.reject()
    shown = DraftsDialog(workspace, kept(workspace), window)
    qtbot.addWidget(shown)
    shown.show()
    drop = next(button for button in shown.findChildren(QWidget) if button.accessibleName() == f"丢弃 登记提案《{TITLE}》")
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    assert shown.isVisible()
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    assert not shown.isVisible()
    assert kept(workspace) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_a_program_killed_while_one_types_has_kept_all_but_the_last_seconds(filled_register: Path, tmp_path: Path) -> None:
    """Source: reliability F14."""
    shutil.copy(filled_register, tmp_path / "zxdesk.db")
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(TYPIST), str(tmp_path)], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert program.stdout is not None
    typed = 0
    until = time.monotonic() + 60
    while typed < 30 and time.monotonic() < until:
        typed = int(program.stdout.readline() or 99)
    program.kill()
    program.wait()
    program.stdout.close()
    register = open_register(tmp_path / "zxdesk.db")
    try:
        door = door_of(register)
        rows = door.read(drafts_of, CLERK)
        assert len(rows) == 1
        lost = typed - len(rows[0].values["title"])
        assert lost <= 10, f"{lost} keys of 0.1 s each are lost"  # those typed after the last pause
        ids = door.read(proposal_ids, ProposalFilter(), "number", today=door.today)
        titles = [door.read(proposal_file, key, today=door.today)["title"] for key in ids]
        assert not any("灯灯" in title for title in titles), "a draft was applied"
    finally:
        register.close()


TYPIST = """
    import sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from tests.ui.small_office import door_of
    from zxdesk.app import prepare_application
    from zxdesk.services.steps import step_named
    from zxdesk.storage.database import open_register
    from zxdesk.ui.step_dialog import step_dialog
    from zxdesk.ui.workspace import Workspace

    application = prepare_application()
    folder = Path(sys.argv[1])
    workspace = Workspace(door_of(open_register(folder / "zxdesk.db")), folder)
    dialog = step_dialog(workspace, step_named("register"))
    dialog.show()
    line = dialog.form.editors["title"].entry()
    count = 0

    def key():
        global count
        count += 1
        line.insert("灯")
        print(count, flush=True)
        if count == 20:  # a pause for thought, in which the draft is kept
            timer.stop()
            QTimer.singleShot(2600, timer.start)

    timer = QTimer(interval=100)
    timer.timeout.connect(key)
    timer.start()
    application.exec()
"""


def fill_whole(dialog: StepForm, type_chinese: Typing) -> None:
    for name, text in (("title", TITLE), ("proposers", "周砚秋"), ("situation", "没有灯。"), ("analysis", "走路不便。"), ("suggestion", "装灯。")):
        type_chinese(dialog.form.editors[name].entry(), text)
    dialog.form.editors["is_open"].set_value(True)


def number_of_proposals(workspace: Workspace) -> int:
    return len(workspace.read(proposal_ids, ProposalFilter(), "number", today=workspace.today))


def replying(workspace: Workspace, qtbot: QtBot, at: int) -> StepForm:
    ids = workspace.read(proposal_ids, ProposalFilter(), "number", today=workspace.today)
    files = [workspace.read(proposal_file, key, today=workspace.today) for key in ids]
    waiting = [file for file in files if file["stage"] == "handling"]
    dialog = step_dialog(workspace, step_named("reply"), waiting[at]["id"], file=waiting[at])
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog
