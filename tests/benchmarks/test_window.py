"""The first rows stand on the screen about as soon as in a bare table over the same file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from tests.benchmarks.conftest import Filled, Measure, door_of
from tests.benchmarks.test_lists import BY_NUMBER
from zxdesk.storage.database import Register
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.pages.proposals import ProposalsPage
from zxdesk.ui.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SHOWN = "SELECT number, title, proposer_names, lead_names, stage, next_due_on FROM proposal WHERE id = ?"
Index = QModelIndex | QPersistentModelIndex


class BareModel(QAbstractTableModel):
    """Six columns of every proposal, each row read when it is first drawn."""

    def __init__(self, bare: sqlite3.Connection) -> None:
        super().__init__()
        self._bare = bare
        self._ids = [row[0] for row in bare.execute(BY_NUMBER)]
        self._rows: dict[int, tuple[object, ...]] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        at = index.row()
        if at not in self._rows:
            self._rows[at] = self._bare.execute(SHOWN, (self._ids[at],)).fetchone()
        return str(self._rows[at][index.column()])


@pytest.fixture
def workspace(qapp: QApplication, register: Register, tmp_path: Path) -> Iterator[Workspace]:
    """The clerk's workspace on the filled register, every plenary chosen."""
    theme.apply(qapp, tokens.LIGHT, metrics.MEDIUM)
    made = Workspace(door_of(register), tmp_path)
    made.choose_plenary(None)
    yield made
    made.jobs.wait(5000)


def shown(widget: QWidget) -> QWidget:
    """A widget as it stands on the screen, painted."""
    widget.resize(1366, 768)
    widget.show()
    QApplication.processEvents()
    widget.repaint()
    return widget


def test_the_first_rows_of_the_proposals_page(
    workspace: Workspace, bare: sqlite3.Connection, filled: Filled, measure: Measure
) -> None:
    def bare_table() -> None:
        view = QTableView()
        model = BareModel(bare)
        view.setModel(model)
        shown(view).close()

    page = ProposalsPage(workspace)
    page.refresh()
    shown(page)

    def listed() -> None:
        page.refresh()
        page.view.viewport().repaint()

    measure(
        "window: first rows of the list", listed, bare=bare_table, bare_name="a bare QTableView on raw SQL", size=filled.size, allowed=8
    )
    page.close()
    page.deleteLater()
    QApplication.processEvents()
