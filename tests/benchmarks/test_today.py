"""今日 stands on the screen about as soon as bare SQL has counted what it counts, however many proposals there are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.conftest import TODAY, Filled, Measure, door_of
from zxdesk.queries.agenda import waiting_ids, waiting_today
from zxdesk.queries.agenda_rows import agenda_rows
from zxdesk.queries.progress import next_shared_deadline, unit_progress
from zxdesk.queries.proposals import count_by_stage
from zxdesk.queries.recent import recent_acts
from zxdesk.storage.database import Register
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.pages.today import TodayPage
from zxdesk.ui.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
Index = QModelIndex | QPersistentModelIndex
OPEN = "a.state IN ('waiting', 'signed', 'handling', 'redoing', 'hand_back', 'drafted') AND p.stage IN ('handling', 'redoing')"
OF_UNITS = "FROM assignment a JOIN proposal p ON p.id = a.proposal_id WHERE"
BARE = (
    f"SELECT count(*), min(a.due_on) {OF_UNITS} {OPEN} AND a.due_on < :today",
    f"SELECT count(*), max(a.due_on) {OF_UNITS} {OPEN} AND a.due_on BETWEEN :today AND '2026-11-22'",
    f"SELECT count(*) {OF_UNITS} a.state = 'hand_back' AND p.stage IN ('handling', 'redoing')",
    "SELECT stage, count(*) FROM proposal GROUP BY 1",
    "SELECT count(*) FROM proposer_line l JOIN proposal p ON p.id = l.proposal_id WHERE l.signature = 'pending' AND p.stage = 'received'",
    "SELECT count(*), min(f.due_on) FROM feedback f JOIN proposal p ON p.id = f.proposal_id WHERE f.returned_on IS NULL AND p.stage = 'consulting'",
    f"SELECT a.unit_id, count(*), sum(a.state = 'replied') {OF_UNITS} a.role <> 'co' AND p.stage IN ('handling', 'redoing', 'replied',"
    " 'consulting', 'closed', 'following') GROUP BY 1",
    f"SELECT a.id, p.number, p.title, a.due_on {OF_UNITS} {OPEN} AND a.due_on < :today ORDER BY a.due_on",
    "SELECT seq, label, changes FROM event ORDER BY seq DESC LIMIT 6",
)
"""What the page shows, counted once each without the program."""


@pytest.fixture
def workspace(qapp: QApplication, register: Register, tmp_path: Path) -> Iterator[Workspace]:
    """The clerk's workspace on the filled register, every plenary chosen."""
    theme.apply(qapp, tokens.LIGHT, metrics.MEDIUM)
    made = Workspace(door_of(register), tmp_path)
    made.choose_plenary(None)
    yield made
    made.jobs.wait(5000)


class BareList(QAbstractTableModel):
    """The late undertakings, read by bare SQL."""

    def __init__(self, rows: list[tuple[object, ...]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return str(self._rows[index.row()][index.column()]) if role == Qt.ItemDataRole.DisplayRole else None


def counted(bare: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """What the page shows, by bare SQL."""
    return [bare.execute(statement, {"today": TODAY.isoformat()}).fetchall() for statement in BARE]


def test_what_the_page_of_today_reads(register: Register, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    def read() -> None:
        with register.reading() as session:
            waiting_today(session, today=TODAY)
            agenda_rows(session, "overdue", waiting_ids(session, "overdue", today=TODAY), today=TODAY)
            count_by_stage(session)
            unit_progress(session, today=TODAY)
            next_shared_deadline(session, today=TODAY)
            recent_acts(session)

    measure("今日: everything it reads", read, bare=lambda: counted(bare), bare_name="9 bare SQL statements", size=filled.size, allowed=40)


def test_the_page_of_today_stands_on_the_screen(workspace: Workspace, bare: sqlite3.Connection, filled: Filled, measure: Measure) -> None:
    page = TodayPage(workspace)
    page.resize(1218, 710)
    page.show()
    page.choose("overdue")
    QApplication.processEvents()

    def shown() -> None:
        page.refresh()
        page.repaint()

    def bare_list() -> None:
        view = QTableView()
        model = BareList(counted(bare)[-2])
        view.setModel(model)
        view.resize(1218, 710)
        view.show()
        view.repaint()
        view.close()

    bare_name = "a bare QTableView on raw SQL"
    figure = measure("window: 今日 with list and charts", shown, bare=bare_list, bare_name=bare_name, size=filled.size, allowed=30)
    assert figure.best_ms < 400, "今日 must not be felt, even on a busy machine"
    page.close()
    page.deleteLater()
    QApplication.processEvents()
