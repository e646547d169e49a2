"""The small office as dialogs are looked at in it: its window, and the words of what was shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

import zxdesk
from tests.ui.dialog_text import described
from zxdesk.domain.stage import Stage
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.workspace import Workspace

UNREAD = ("正在核对", "正在读取")


@dataclass
class Office:
    """What an act needs; ``texts`` are the dialogs that it opened."""

    workspace: Workspace
    window: MainWindow
    qtbot: QtBot
    folder: Path
    texts: list[str]

    def page(self, key: str) -> Any:
        """A page, shown and read."""
        page = self.window.open_page(key)
        self.until(lambda: not page.is_reading)
        return page

    def ids(self, *stages: Stage) -> list[int]:
        """Proposals of the office at these stages."""
        wanted = ProposalFilter(plenary_id=self.workspace.plenary_id, stages=frozenset(stages))
        found: list[int] = self.workspace.read(proposal_ids, wanted, today=self.workspace.today)
        return found

    def until(self, happened: Callable[[], bool]) -> None:
        """Wait for it."""
        self.qtbot.waitUntil(happened, timeout=20_000)

    def look(self, shown: Any) -> None:
        """Show a dialog, wait until it rests, and put it into words."""
        shown.show()
        shown.activateWindow()
        former = ""
        for _turn in range(200):
            self.qtbot.wait(15)
            text = described(shown)
            if text == former and not any(words in text for words in UNREAD):
                break
            former = text
        self.texts.append(text.replace(str(self.folder), "<文件夹>").replace(zxdesk.__version__, "<版本>"))
