"""Every dialog and menu of the program as words, made by the window's own acts on the small office, as it was agreed and read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

import zxdesk.ui
from tests.ui.dialog_acts import ACTS
from tests.ui.dialog_office import Office
from tests.ui.golden_texts import FOLDER, assert_as_agreed
from zxdesk.ui.draft_writer import DraftWriter
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.progress import WaitDialog
from zxdesk.ui.workspace import Workspace

LATIN = re.compile(r"[A-Za-z]{3,}")
KNOWN_LATIN = re.compile(
    r"zxdesk|Python|Windows|Linux|Excel|WPS|Word|Ctrl|Shift|Enter|Esc|Space|Home|End|Page(Up|Down)|Alt|Tab|Menu|Del(ete)?|Backspace|Return|Left|Right|"
    r"Up|Down|began|xlsx|docx|csv|txt|pdf|jpg|ValueError"
)
UNWANTED = re.compile(r"您|(?<!申)请(?!予审议)[^示求]|成功|亲[，。！]|\[确定\]|\[是\]$|\[否\]$|确定要|部门：")


@pytest.fixture
def office(workspace: Workspace, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office with dialogs that are looked at instead of answered."""
    made = Office(workspace, window, qtbot, tmp_path, [])

    opens = QDialog.open

    def shown(dialog: QDialog) -> int:
        if isinstance(dialog, WaitDialog):  # on a busy machine, before the dialog of the act
            opens(dialog)
            return 0
        made.look(dialog)
        dialog.done(0)
        return 0

    monkeypatch.setattr(QDialog, "exec", shown)
    monkeypatch.setattr(QDialog, "open", shown)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    workspace.jobs.wait(5000)
    DraftWriter.of(workspace).wait()


@pytest.mark.parametrize("name", ACTS)
def test_the_dialog_is_as_it_was_agreed(office: Office, name: str) -> None:
    ACTS[name](office)
    assert office.texts, "nothing was shown"
    found = "\n".join(office.texts)
    assert_as_agreed(f"dialog-{name}", found)
    assert "没有名称" not in found
    shown = "\n".join(line for line in found.splitlines() if not line.startswith("类　"))
    assert UNWANTED.findall(shown) == []
    assert LATIN.findall(KNOWN_LATIN.sub("", shown)) == []


def test_every_dialog_class_has_its_text() -> None:
    for module in walk_packages(zxdesk.ui.__path__, "zxdesk.ui."):
        import_module(module.name)
    kept = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("dialog-*.txt"))
    missing = [one for one in _dialogs(QDialog) if not one.__subclasses__() and f"类　{one.__module__}.{one.__name__}\n" not in kept]
    assert missing == []


def test_every_kept_text_belongs_to_an_act() -> None:
    assert {path.stem for path in FOLDER.glob("dialog-*.txt")} == {f"dialog-{name}" for name in ACTS}


def _dialogs(kind: type[QDialog]) -> list[type[QDialog]]:
    own = [one for one in kind.__subclasses__() if one.__module__.startswith("zxdesk.")]
    return own + [deeper for one in kind.__subclasses__() for deeper in _dialogs(one)]
