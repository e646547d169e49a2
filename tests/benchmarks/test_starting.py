"""From start to a usable window, and its memory, beside a bare PySide6 window with a list by SQLAlchemy's ORM on the same file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.conftest import LIST_SIZES, Filled
from tests.benchmarks.measure import ROUNDS, Figure

TOLD = """
def told():
    from pathlib import Path
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says there counts the process that started this one
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    import resource, sys
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
"""
BARE = TOLD + """
import os, sys, time
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase): pass
class Proposal(Base):
    __tablename__ = "proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    title: Mapped[str]
    proposer_names: Mapped[str]
    lead_names: Mapped[str]
    stage: Mapped[str]
class Model(QAbstractTableModel):
    def __init__(self, rows): super().__init__(); self.rows = rows
    def rowCount(self, parent=None): return len(self.rows)
    def columnCount(self, parent=None): return 5
    def data(self, index, role=0):
        names = ("number", "title", "proposer_names", "lead_names", "stage")
        return str(getattr(self.rows[index.row()], names[index.column()])) if role == 0 else None
app = QApplication([])
with Session(create_engine("sqlite:///" + sys.argv[1])) as session:
    rows = list(session.scalars(select(Proposal).order_by(Proposal.id.desc()).limit(200)))
window, view, model = QMainWindow(), QTableView(), Model(rows)
view.setModel(model); window.setCentralWidget(view); window.resize(1366, 768); window.show()
for _ in range(5): app.processEvents()
print(told(), time.process_time() * 1000, flush=True)
os._exit(0)
"""
OURS = TOLD + """
import os, sys, time
from pathlib import Path
from zxdesk.app import make_workspace, prepare_application, settle
app = prepare_application()
from zxdesk.storage.database import open_register
from zxdesk.ui import theme
from zxdesk.ui.main_window import MainWindow
path = Path(sys.argv[1])
workspace = make_workspace(open_register(path, lock=False), Path(sys.argv[2]), clerk="何春棠")
theme.apply(app, *workspace.memory.look())
window = MainWindow(workspace); window.resize(1366, 768); window.show()
for _ in range(5): app.processEvents()
settle()
if len(sys.argv) > 3:
    workspace.choose_plenary(None)
    window.open_page("proposals")
    view = window.pages["proposals"].view
    for _ in range(200):
        app.processEvents(); view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 640); view.viewport().repaint()
    view.selectAll()
print(told(), time.process_time() * 1000, flush=True)
os._exit(0)
"""


@pytest.fixture(scope="module", params=LIST_SIZES)
def filled(request: pytest.FixtureRequest, fill: Callable[[int], Filled]) -> Filled:
    """The start is measured at the largest size too."""
    return fill(request.param)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the modules of both programs are kept compiled, as they are in what is handed to the office."""
    return tmp_path_factory.mktemp("compiled")


def ran(compiled: Path, script: str, *arguments: object) -> tuple[float, float]:
    """Run a script in a process of its own: the most memory it had, in MB, and the processor's time it took, in milliseconds."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ZXDESK_TODAY": "2026-11-16", "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    megabytes, milliseconds = done.stdout.split()[-2:]
    return float(megabytes), float(milliseconds)


def test_from_start_to_a_usable_window(filled: Filled, tmp_path: Path, compiled: Path, keep_figure: Callable[[Figure], None]) -> None:
    """By the processor's time: what the clock says of a program that reads two hundred files depends on what else the machine does."""
    ran(compiled, OURS, filled.path, tmp_path), ran(compiled, BARE, filled.path)
    pairs = [(ran(compiled, BARE, filled.path)[1], ran(compiled, OURS, filled.path, tmp_path)[1]) for _ in range(ROUNDS)]
    bare, ours = ([pair[side] for pair in pairs] for side in (0, 1))
    keep_figure(
        Figure(
            "start: to a usable window (processor's time)", filled.size, round(min(ours), 1), round(median(ours), 1),
            "a bare PySide6 and SQLAlchemy ORM window", round(min(bare), 1), round(median(bare), 1), round(min(ours) / min(bare), 3), 2.2,
        )
    )  # fmt: skip


def test_the_memory_of_the_whole_list(filled: Filled, tmp_path: Path, compiled: Path, keep_figure: Callable[[Figure], None]) -> None:
    """The list of every plenary, scrolled and selected, within 150 MB of the window without it."""
    empty, full = ran(compiled, OURS, filled.path, tmp_path)[0], ran(compiled, OURS, filled.path, tmp_path, "list")[0]
    bare = ran(compiled, BARE, filled.path)[0]
    assert full - empty <= 150
    keep_figure(
        Figure(
            "start: MB with the whole list (MB, not ms)", filled.size, round(full, 1), round(full - empty, 1), "MB of the bare window",
            round(bare, 1), round(bare, 1), round(full / bare, 3), 3,
        )
    )  # fmt: skip
