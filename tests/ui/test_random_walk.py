"""A clerk without a plan works through the window: no failure, no lasting freeze, and a sound register afterwards.

A minute in the ordinary run; ``ZXDESK_WALK=1800`` walks for half an hour, and a walk over a minute changes the look and the plenary
as well; ``ZXDESK_WALK_SEED=20260311`` walks one way again.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer, QUrl, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from tests.ui.conftest import rest
from tests.ui.random_clerk import LONG, RandomClerk
from zxdesk.queries.checkup import check
from zxdesk.ui import list_print, theme
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.workspace import Workspace

SECONDS = float(os.environ.get("ZXDESK_WALK", "20"))
SEEDS = (int(given),) if (given := os.environ.get("ZXDESK_WALK_SEED")) else (20260311, 20260520, 20261116)
HARMLESS = ("propagateSizeHints", "This plugin does not support", "QFont::", "setPointSize")


@pytest.fixture
def kept_inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing opens another program, file dialogs answer at once, and what is printed goes into a file.

    Qt's own print dialog opens Qt's own file dialog, where a clerk without a plan renames what he never chose ("edit: index was invalid")
    and may delete what is not his.
    """
    note = tmp_path / "来件.txt"
    note.write_text("来件", encoding="utf-8")
    answers = {"getOpenFileName": (str(note), ""), "getOpenFileNames": ([str(note)], ""), "getSaveFileName": (str(tmp_path / "另存.xlsx"), "")}
    for name, answer in answers.items():
        monkeypatch.setattr(QFileDialog, name, lambda *_a, answer=answer, **_k: answer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(tmp_path))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url=QUrl(): True)

    def into_a_file(printer: QPrinter, _parent: QWidget | None) -> bool:
        printer.setOutputFileName(str(tmp_path / "清单.pdf"))
        return True

    monkeypatch.setattr(list_print, "choose_printer", into_a_file)


def passed_by(window: MainWindow) -> list[str]:
    """Dialogs and menus below the window that were answered, and are still there."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dialogs = [one for one in window.findChildren(QDialog) if one.isWindow() and not one.isVisible()]
    menus = Counter((str(menu.parent()), *(action.text() for action in menu.actions())) for menu in window.findChildren(QMenu))
    return [f"{type(one).__name__} {one.windowTitle()}" for one in dialogs] + [f"{count} × {words}" for words, count in menus.items() if count > 1]


@pytest.mark.slow
@pytest.mark.timeout(SECONDS * 3 + 60)
@pytest.mark.usefixtures("kept_inside")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_clerk_without_a_plan_breaks_nothing(workspace: Workspace, seed: int) -> None:
    window = MainWindow(workspace)
    clerk = RandomClerk(window, seed, SECONDS)
    warnings: list[str] = []
    former = qInstallMessageHandler(lambda _kind, _where, text: warnings.append("\n".join((text, "after:", *clerk.diary.last))))
    try:
        window.show()
        window.activateWindow()
        diary = clerk.work()
        rest(workspace)
        left = passed_by(window)
        window.deleteLater()  # not closed: what is typed would be asked about
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
    finally:
        qInstallMessageHandler(former)
    print(f"seed {seed}: {diary.done} acts, the longest {diary.longest_ms:.0f} ms", *diary.slow, sep="\n")
    assert diary.failures == [], diary.failures[0]
    assert [text for text in warnings if not any(part in text for part in HARMLESS)] == []
    assert diary.done > 5 * SECONDS  # a busy machine does a tenth of what an idle one does
    assert left == [], "dialogs and menus that were answered still take room"
    faults = [finding.sentence for finding in workspace.read(check, today=workspace.today) if finding.severity == "error"]
    assert faults == []


@pytest.mark.usefixtures("kept_inside")
def test_a_walk_prints_into_a_file_and_opens_no_dialog_of_the_system(looked: QApplication, tmp_path: Path) -> None:
    opened: list[object] = []
    QTimer.singleShot(0, looked, lambda: opened.append(QApplication.activeModalWidget()))
    assert list_print.print_list(None, "清单", "", ["号"], [["0001"]])
    looked.processEvents()
    assert opened == [None]
    assert (tmp_path / "清单.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("kept_inside")
def test_a_long_walk_changes_the_look_and_the_plenary(workspace: Workspace) -> None:
    window = MainWindow(workspace)
    window.show()
    clerk = RandomClerk(window, 20260311, LONG + 1)
    assert {clerk._change_look, clerk._change_plenary} <= set(clerk.ways)
    assert clerk._change_look not in RandomClerk(window, 20260311, LONG).ways
    seen: set[tuple[str, str]] = set()
    plenaries: set[int | None] = set()
    for _time in range(60):
        clerk._change_look()
        clerk._change_plenary()
        seen.add((theme.tokens().name, theme.metrics().name))
        plenaries.add(workspace.plenary_id)
    assert len(seen) == 8
    assert len(plenaries) > 1
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
