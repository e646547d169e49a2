"""Attachments of a file: opened as copies, saved elsewhere, several dragged in at once; papers opened where they lie."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.small_office import do, register_one
from zxdesk.domain.errors import RuleError
from zxdesk.queries.file import proposal_file
from zxdesk.ui import prompts
from zxdesk.ui.attachment_files import open_attachment, save_attachment
from zxdesk.ui.file_pane import FilePane
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def files(workspace: Workspace, tmp_path: Path) -> Path:
    """The workspace keeps attachments in a folder of its own."""
    workspace.door = replace(workspace.door, files=tmp_path / "files")
    return tmp_path / "files"


def _pane(window: MainWindow, proposal: int) -> FilePane:
    page = window.open_page("proposals")
    page.show_proposal(proposal)  # type: ignore[attr-defined]
    pane: FilePane = page.file_pane  # type: ignore[attr-defined]
    return pane


def test_an_attachment_opens_as_a_copy_under_its_own_name(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    original = tmp_path / "原件 扫描.txt"
    original.write_text("原件", encoding="utf-8")
    proposal = register_one(workspace.door, "关于附件的提案")
    do(workspace.door, "attach", proposal, file=str(original))
    (held,) = workspace.read(proposal_file, proposal, today=workspace.today)["attachments"]
    copy = open_attachment(files, held["sha256"], held["name"])
    assert copy.name == "原件 扫描.txt"
    assert [Path(path) for path in opened] == [copy]
    copy.write_text("在别的程序里改了", encoding="utf-8")
    assert (files / held["sha256"]).read_text(encoding="utf-8") == "原件"


def test_an_attachment_whose_file_is_gone_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="从备份里找回"):
        open_attachment(tmp_path, "0" * 64, "原件.pdf")


def test_saving_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / ("0" * 64)).write_text("x", encoding="utf-8")
    with pytest.raises(RuleError, match="换一个文件夹"):
        save_attachment(tmp_path, "0" * 64, "原件.pdf", tmp_path / "没有" / "原件.pdf")


def test_files_dragged_onto_a_file_are_taken_in_together_and_undone_together(
    window: MainWindow, workspace: Workspace, tmp_path: Path, files: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zxdesk.ui.file_acts.ask_kind", lambda *_what: "照片")
    paths = [tmp_path / f"现场 {at}.txt" for at in range(3)]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    proposal = register_one(workspace.door, "关于附件的提案")
    pane = _pane(window, proposal)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where = QPointF(pane.rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(pane._frame, QDragEnterEvent(where.toPoint(), Qt.DropAction.CopyAction, mime, buttons, keys))
    drop = QDropEvent(where, Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(pane._frame, drop)
    qtbot.waitUntil(lambda: len(pane.file["attachments"]) == 3)
    assert {held["kind"] for held in pane.file["attachments"]} == {"照片"}
    assert pane.part == "附件"
    assert len(list(files.iterdir())) == 3
    workspace.undo()
    assert pane.file["attachments"] == []


def test_a_file_that_was_refused_is_named_and_the_others_stay(
    window: MainWindow, workspace: Workspace, tmp_path: Path, files: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zxdesk.ui.file_acts.ask_kind", lambda *_what: "原件")
    good, empty = tmp_path / "好.txt", tmp_path / "空.txt"
    good.write_text("好", encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    pane = _pane(window, register_one(workspace.door, "关于附件的提案"))
    said: list[str] = []
    workspace.said.connect(lambda text, _tone: said.append(text))
    pane.acts.drop([QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile(str(empty))])
    qtbot.waitUntil(lambda: any("空.txt 是空的" in text for text in said))
    assert [held["name"] for held in pane.file["attachments"]] == ["好.txt"]


def test_an_attachment_is_saved_elsewhere_from_its_row(
    window: MainWindow, workspace: Workspace, tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    source = tmp_path / "原件.txt"
    source.write_text("原件", encoding="utf-8")
    proposal = register_one(workspace.door, "关于附件的提案")
    do(workspace.door, "attach", proposal, file=str(source))
    pane = _pane(window, proposal)
    pane.show_part("附件")
    monkeypatch.setattr(prompts, "save_file", lambda *_what: tmp_path / "抄件.txt")
    pane.acts._save_attachment(pane.file["attachments"][0])
    assert (tmp_path / "抄件.txt").read_text(encoding="utf-8") == "原件"
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    button = next(b for b in pane._blocks.findChildren(QPushButton) if b.accessibleName() == "打开 原件.txt")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(opened) == 1
