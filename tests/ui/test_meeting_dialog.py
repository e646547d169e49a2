"""交办会文书 in the real window: counted before they are written, written beside the window, recorded."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from zxdesk.documents.papers.assigning import ASSIGN_SHEET
from zxdesk.queries.issued import issued_rows
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Cancelled
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import meeting_work
from zxdesk.ui.pages.assign_board import AssignPage
from zxdesk.ui.pages.meeting_dialog import ONE, ZIP, MeetingDialog
from zxdesk.ui.pages.papers import PapersPage
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def dialog(window: MainWindow, workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> MeetingDialog:
    """The dialog on the newest batch, counted; the register's files lie apart."""
    workspace.door = replace(workspace.door, files=tmp_path / "files")
    made = MeetingDialog(workspace, parent=window)
    qtbot.addWidget(made)
    made.show()
    counted(made, qtbot)
    return made


def counted(dialog: MeetingDialog, qtbot: QtBot) -> None:
    qtbot.wait(300)  # a choice is taken a moment after it is made
    qtbot.waitUntil(lambda: not dialog.is_counting, timeout=20_000)


def wrote(dialog: MeetingDialog, workspace: Workspace, qtbot: QtBot) -> str:
    """Press the button, wait for the job, and return what was said."""
    said: list[str] = []
    workspace.said.connect(lambda words, _tone: said.append(words))
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    return said[-1]


def issued(workspace: Workspace) -> Counter[str]:
    return Counter(row.kind for row in workspace.read(issued_rows, workspace.plenary_id))


def test_what_the_button_says_is_what_lies_in_the_folders(
    dialog: MeetingDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    before = issued(workspace)
    rows = dialog.pane.rows()
    papers, undertakings = (sum(row[name] for row in rows) for name in ("合计", "清单件数"))
    assert dialog.button.text() == f"写出 {papers} 份…"
    monkeypatch.setattr(prompts, "choose_folder", lambda *_given: tmp_path / "交办")
    said = wrote(dialog, workspace, qtbot)
    (place,) = (tmp_path / "交办").iterdir()
    assert said == f"{len(rows)} 个单位的 {papers} 份文书已写到 {place}，并已登记"
    folders = [path for path in sorted(place.iterdir()) if path.is_dir()]
    assert [len(list(path.iterdir())) for path in folders] == [row["合计"] for row in rows]
    assert issued(workspace)[ASSIGN_SHEET.name] - before[ASSIGN_SHEET.name] == undertakings


def test_ticked_units_alone_are_written_and_a_kind_left_out_is_counted_out(
    dialog: MeetingDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog.options.editor("proposal_form").set_value(False)
    dialog.options.editor("proposal_form").changed.emit()
    counted(dialog, qtbot)
    row = dialog.pane.rows()[0]
    assert row["提案表数"] == ""
    view = dialog.pane.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert dialog.units() == (), "going through the list ticks nothing"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert dialog.units() == (row["id"],)
    assert dialog.button.text() == f"写出 {row['合计']} 份…"
    dialog.way.setCurrentIndex(dialog.way.findData(ZIP))
    monkeypatch.setattr(prompts, "save_file", lambda *_given: tmp_path / "交办")
    wrote(dialog, workspace, qtbot)
    with zipfile.ZipFile(tmp_path / "交办.zip") as archive:
        names = [name for name in archive.namelist() if "/" in name]
    assert len(names) == row["合计"]
    assert not [name for name in names if "提案表" in name]


def test_one_file_a_unit_is_written_for_one_print_job(
    dialog: MeetingDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog.way.setCurrentIndex(dialog.way.findData(ONE))
    monkeypatch.setattr(prompts, "choose_folder", lambda *_given: tmp_path / "交办")
    wrote(dialog, workspace, qtbot)
    (place,) = (tmp_path / "交办").iterdir()
    assert len(list(place.iterdir())) == 2 + len(dialog.pane.rows())


def test_a_cancel_writes_and_records_nothing(
    dialog: MeetingDialog, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    before = issued(workspace)
    monkeypatch.setattr(prompts, "choose_folder", lambda *_given: tmp_path / "交办")
    real = meeting_work.make_package

    def stopped(prepared: object, *, report: object, as_one: bool) -> object:
        workspace.jobs.cancel_current()
        return real(prepared, report=report, as_one=as_one)  # type: ignore[arg-type]

    monkeypatch.setattr(meeting_work, "make_package", stopped)
    assert wrote(dialog, workspace, qtbot) == "已停止，没有写出文书"
    assert not (tmp_path / "交办").exists()
    assert issued(workspace) == before
    assert issubclass(Cancelled, Exception)


def test_copies_that_are_none_are_said_and_nothing_can_be_written(dialog: MeetingDialog, qtbot: QtBot) -> None:
    dialog.options.editor("copies").set_value(0)
    dialog.options.editor("copies").changed.emit()
    counted(dialog, qtbot)
    assert not dialog.button.isEnabled()
    assert "份数“0”不对；填 1 到 50 的整数。" in dialog.counted.refusal


def test_both_pages_open_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDialog, "exec", lambda self: opened.append(type(self).__name__) or 0)  # type: ignore[func-returns-value]
    papers, assign = window.open_page("papers"), window.open_page("assign")
    assert isinstance(papers, PapersPage)
    assert isinstance(assign, AssignPage)
    papers.show_package()
    assign._bar.setCurrentIndex(2)
    assert assign.package_button.isVisible()
    assign.package_button.click()
    assert opened == ["MeetingDialog", "MeetingDialog"]
