"""When the program fails: a dialog with details to copy, a record for the next start, refusals as sentences, Qt's words in Chinese."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)  # fmt: skip
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.storage import database
from zxdesk.storage.lock import lock_path
from zxdesk.ui import faults, prompts
from zxdesk.ui.crash_log import CrashLog, Left
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.workspace import Workspace

NOW = datetime(2026, 6, 10, 9, 30)
MNEMONIC = re.compile(r"\(&[A-Z]\)|\t.*$")


def test_a_failure_names_what_is_safe_and_gives_details_without_names(
    looked: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[faults.FaultDialog] = []
    monkeypatch.setattr(faults.FaultDialog, "exec", lambda self: shown.append(self))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    keeper = faults.install(looked, saved=lambda: "已保存 09:30的内容都在登记簿里。")
    try:
        raise ValueError("周砚秋 139 0000 4101 关于加装电梯的提案")
    except ValueError as problem:
        keeper.caught(type(problem), problem, problem.__traceback__)
    qtbot.waitUntil(lambda: len(shown) == 1)
    dialog = shown[0]
    qtbot.addWidget(dialog)
    details = dialog.details.toPlainText()
    assert "ValueError" in details
    assert "test_failures.py" in details
    assert "周砚秋" not in details
    assert "4101" not in details
    assert any("已保存 09:30" in child.text() for child in dialog.findChildren(QWidget) if hasattr(child, "text"))
    dialog.copy()
    assert QGuiApplication.clipboard().text() == details
    keeper.deleteLater()


def test_a_refusal_outside_a_form_is_a_warning_and_not_a_failure(
    window: MainWindow, workspace: Workspace, looked: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    keeper = faults.install(looked, warn=lambda sentence: workspace.said.emit(sentence, "warning"))
    error = RuleError("0012 已经归档，不能催办。")
    keeper.caught(RuleError, error, None)
    qtbot.waitUntil(lambda: window._notice.text() == "0012 已经归档，不能催办。")
    assert window._notice.property("tone") == "warning"
    keeper.deleteLater()


def test_a_run_that_ended_leaves_nothing_behind(tmp_path: Path) -> None:
    CrashLog(tmp_path, now=NOW).finish()
    later = CrashLog(tmp_path, now=NOW)
    assert later.left is None
    later.finish()


FALLING = """
import sys
from datetime import datetime
from pathlib import Path
from zxdesk import logs
from zxdesk.ui.crash_log import CrashLog
folder = Path(sys.argv[1])
logs.set_up(folder)
log = CrashLog(folder, now=datetime(2026, 6, 10, 9, 30))
import logging
logging.getLogger("zxdesk.ui").error("unforeseen failure in 关于加装电梯的提案")
import ctypes
ctypes.string_at(0)
"""


def test_a_run_that_fell_leaves_its_last_words_for_the_next_start(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FALLING, str(tmp_path)], capture_output=True, check=False, env=os.environ)
    assert done.returncode != 0
    found = CrashLog(tmp_path, now=NOW)
    assert found.left is not None
    assert found.left.began == "2026-06-10 09:30"
    assert "Segmentation fault" in found.left.details or "access violation" in found.left.details
    assert "unforeseen failure in" in found.left.details
    assert "电梯" not in found.left.details
    found.finish()


def test_the_next_start_offers_the_record(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []
    shown: list[str] = []
    monkeypatch.setattr(prompts, "confirm", lambda _parent, text, action, cancel: asked.append(f"{text}[{action}][{cancel}]") or True)
    monkeypatch.setattr(faults.FaultDialog, "exec", lambda self: shown.append(self.details.toPlainText()))
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "running").write_text("2026-06-09 17:02", encoding="utf-8")
    found = CrashLog(folder, now=NOW)
    assert found.left is not None
    faults.offer_crash(found.left, window, was_read_whole=False)
    assert "没有正常关闭" in asked[0]
    assert "没有发现损坏" not in asked[0], "nobody looked"
    assert "[查看记录][继续]" in asked[0]
    assert "began 2026-06-09 17:02" in shown[0]
    found.finish()


def test_the_record_says_that_the_register_was_read_only_where_it_was(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(prompts, "confirm", lambda _parent, text, *_labels: asked.append(text))
    for was_read_whole in (True, False):
        faults.offer_crash(Left("2026-06-09 17:02", ""), window, was_read_whole=was_read_whole)
    assert "通读过登记簿，没有发现损坏" in asked[0]
    assert "“设置”的“体检”" in asked[1]


def test_after_a_fall_the_register_is_read_whole_however_large(tmp_path: Path, filled_register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "CHECKED_AT_EACH_OPENING", 0)
    path = tmp_path / "zxdesk.db"
    shutil.copy(filled_register, path)
    with closing(database.open_register(path)) as after_a_good_end:
        assert not after_a_good_end.was_read_whole
    lock_path(path).write_text('{"user": "何春棠", "host": "窗口一", "pid": 1, "since": "2026-06-09T17:02:00"}', encoding="utf-8")
    with closing(database.open_register(path)) as after_a_fall:
        assert after_a_fall.was_read_whole


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    place = tmp_path / "logs"
    place.write_text("a file where the folder should be", encoding="utf-8")
    CrashLog(place, now=NOW).finish()


def in_english(words: list[str]) -> list[str]:
    """Texts with Latin letters besides mnemonics and keys."""
    return [text for text in words if re.search("[A-Za-z]", MNEMONIC.sub("", text))]


def texts_of(widget: QWidget) -> list[str]:
    """Every text a widget and its children show."""
    found = []
    for one in [widget, *widget.findChildren(QWidget)]:
        if isinstance(one, QLineEdit):
            continue
        found += [getattr(one, name)() for name in ("text", "title", "toolTip", "placeholderText") if callable(getattr(one, name, None))]
        found += [action.text() for action in one.actions()]
    return [text for text in found if isinstance(text, str)]


def test_the_menus_of_text_fields_speak_chinese(looked: QApplication, qtbot: QtBot) -> None:
    for made in (QLineEdit(), QPlainTextEdit(), QTextBrowser()):
        qtbot.addWidget(made)
        menu = made.createStandardContextMenu()
        assert isinstance(menu, QMenu)
        texts = [action.text() for action in menu.actions()]
        assert in_english(texts) == []
        assert not any("撤消" in text for text in texts)
        menu.deleteLater()


def test_the_standard_buttons_speak_chinese(looked: QApplication, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    for button in QMessageBox.StandardButton:
        if button in (QMessageBox.StandardButton.NoButton, QMessageBox.StandardButton.ButtonMask):
            continue
        box.addButton(button)
    assert len(box.buttons()) > 10
    assert in_english([button.text() for button in box.buttons()]) == []


@pytest.mark.parametrize("mode", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_the_file_dialog_speaks_chinese(looked: QApplication, qtbot: QtBot, tmp_path: Path, mode: QFileDialog.AcceptMode) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    dialog = QFileDialog(None, "打开台账", str(empty), "表格 (*.xlsx)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.show()
    shown = [text for text in texts_of(dialog) if "xlsx" not in text and os.sep not in text]
    assert in_english(shown) == []
    dialog.close()
