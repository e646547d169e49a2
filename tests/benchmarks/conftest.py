"""Registers of the sizes of design §8, and the table of figures at the end of the run.

A folder named by ``ZXDESK_BENCH_KEEP`` keeps filled registers from one run to the next, each with its schema's digest in its name.
5,000 proposals always; where the environment says ``ZXDESK_BENCH=full`` 50,000 as well, and for lists and the window 170,000.
"""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

import zxdesk
from tests.benchmarks.measure import ROUNDS, Figure, Work, compare, keep, table
from zxdesk.sample.bulk import fill_register
from zxdesk.services.change import Actor
from zxdesk.services.door import Door
from zxdesk.storage.database import Register, create, open_register

if TYPE_CHECKING:
    from zxdesk.ui.main_window import MainWindow
    from zxdesk.ui.workspace import Workspace

TODAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 16, 9, 30).astimezone()
SIZES = (5_000, 50_000) if os.environ.get("ZXDESK_BENCH") == "full" else (5_000,)
LIST_SIZES = (*SIZES, 170_000) if len(SIZES) > 1 else SIZES
KEPT_IN = Path(__file__).parents[2] / "test-artefacts" / "benchmarks.json"
FIRST = Path(zxdesk.__file__).parent / "storage/migrations/versions/0001_first.py"
FIGURES = pytest.StashKey[list[Figure]]()


@dataclass(frozen=True)
class Filled:
    """The file of a filled register; copy it before writing."""

    path: Path
    size: int

    def bare(self) -> sqlite3.Connection:
        """A connection with nothing around it."""
        return sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)

    def copy_to(self, folder: Path) -> Path:
        """A copy of one's own."""
        return Path(shutil.copyfile(self.path, folder / "zxdesk.db"))


class Measure(Protocol):
    """Times work against its bare reference, keeps the figure, and fails where the ratio is more than is allowed."""

    def __call__(
        self, name: str, work: Work, *, bare: Work, bare_name: str, size: int, allowed: float, rounds: int = ROUNDS
    ) -> Figure: ...


def pytest_configure(config: pytest.Config) -> None:
    """One list of figures for the run."""
    config.stash.setdefault(FIGURES, [])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A large register takes its time to be filled."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(1200))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table and keep it."""
    figures = config.stash.get(FIGURES, [])
    if figures:
        keep(figures, KEPT_IN)
        terminalreporter.section("benchmarks")
        for line in table(figures):
            terminalreporter.line(line)


@pytest.fixture
def measure(request: pytest.FixtureRequest) -> Measure:
    """Measure, keep, judge."""

    def measured(
        name: str, work: Work, *, bare: Work, bare_name: str, size: int, allowed: float, rounds: int = ROUNDS
    ) -> Figure:
        figure = compare(name, work, bare=bare, bare_name=bare_name, size=size, allowed=allowed, rounds=rounds)
        request.config.stash.setdefault(FIGURES, []).append(figure)
        assert figure.ratio <= allowed, f"{name}: {figure.ratio:.1f} × {bare_name}, allowed are {allowed:g}"
        return figure

    return measured


@pytest.fixture
def keep_figure(request: pytest.FixtureRequest) -> Callable[[Figure], None]:
    """Keep and judge a figure that was measured in its own way."""

    def kept(figure: Figure) -> None:
        request.config.stash.setdefault(FIGURES, []).append(figure)
        assert figure.ratio <= figure.allowed, f"{figure.name}: {figure.ratio:.1f} × {figure.bare}, allowed are {figure.allowed:g}"

    return kept


@pytest.fixture(scope="session")
def fill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Filled]]:
    """Fills a register of any size once; they are large, and gone after the run."""
    made: dict[int, Filled] = {}
    kept_in = os.environ.get("ZXDESK_BENCH_KEEP")

    def filled_with(size: int) -> Filled:
        if size not in made:
            name = f"zxdesk-{size}-{hashlib.sha256(FIRST.read_bytes()).hexdigest()[:8]}.db"
            path = Path(kept_in) / name if kept_in else tmp_path_factory.mktemp(f"register-{size}") / "zxdesk.db"
            if not path.exists():
                unfinished = path.with_suffix(".part")  # a run broken off leaves no half register to measure
                unfinished.unlink(missing_ok=True)
                register = create(unfinished)
                fill_register(register.writing, size=size, seed=1, today=TODAY)
                register.close()
                unfinished.rename(path)
            made[size] = Filled(path, size)
        return made[size]

    yield filled_with
    for filled in made.values():
        if not kept_in:
            filled.path.unlink()


@pytest.fixture(scope="session", params=SIZES)
def filled(request: pytest.FixtureRequest, fill: Callable[[int], Filled]) -> Filled:
    """A register of each size; look, do not write."""
    return fill(request.param)


@pytest.fixture
def register(filled: Filled) -> Iterator[Register]:
    """The filled register open for reading."""
    opened = open_register(filled.path, lock=False)
    yield opened
    opened.close()


@pytest.fixture
def bare(filled: Filled) -> Iterator[sqlite3.Connection]:
    """The same file without anything around it."""
    with closing(filled.bare()) as connection:
        yield connection


@pytest.fixture
def own(filled: Filled, tmp_path: Path) -> Iterator[Register]:
    """A copy of the filled register to write into."""
    opened = open_register(filled.copy_to(tmp_path))
    yield opened
    opened.close()
    opened.path.unlink()


@pytest.fixture
def own_door(own: Register) -> Door:
    """The door of that copy."""
    return door_of(own)


def door_of(register: Register) -> Door:
    """The door of a register on the day the invented office stands at."""
    return Door(register.reading, register.writing, Actor("何春棠", "pc-01"), lambda: NOW)


@contextmanager
def standing_window(workspace: Workspace) -> Iterator[MainWindow]:
    """The window a moment after it stands: what the first click needs is loaded, no page but the first is made."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from tests.ui.conftest import rest
    from zxdesk.app import load_rest, settle
    from zxdesk.ui.main_window import MainWindow

    window = MainWindow(workspace)
    window.resize(1366, 768)
    window.show()
    thresholds = gc.get_threshold()
    settle()
    for _piece in load_rest(window):
        QApplication.processEvents()
    yield window
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    rest(workspace)  # otherwise closing asks
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)  # at the lowest level Qt would keep it
