"""The first rows stand on the screen about as soon as in a bare table over the same file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, sleep, thread_time

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QVBoxLayout, QWidget

from tests.benchmarks.conftest import LIST_SIZES, TODAY, Filled, Measure, door_of, standing_window
from tests.benchmarks.measure import Figure
from tests.benchmarks.test_lists import BY_NUMBER
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.storage.database import Register
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.main_window import PAGES, MainWindow
from zxdesk.ui.pages.proposal_columns import COLUMNS, fetching
from zxdesk.ui.pages.proposals import ProposalsPage
from zxdesk.ui.pages.query import QueryDialog
from zxdesk.ui.rows_view import RowsView
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


@pytest.fixture(scope="module", params=LIST_SIZES)
def filled(request: pytest.FixtureRequest, fill: Callable[[int], Filled]) -> Filled:
    """The window is measured at the largest size too."""
    return fill(request.param)


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


@pytest.fixture
def view(workspace: Workspace) -> Iterator[RowsView]:
    """The list of every proposal, on the screen."""
    made = RowsView(COLUMNS)
    made.replace_window(workspace.read(proposal_ids, ProposalFilter(), today=TODAY), fetching(workspace, ""))
    shown(made)
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def bare_view(qapp: QApplication, bare: sqlite3.Connection) -> Iterator[QTableView]:
    """A bare table over the same file."""
    made = QTableView()
    model = BareModel(bare)
    made.setModel(model)
    made.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    shown(made)
    yield made
    made.close()


def longest_step(view: QTableView, by: int, *, pause: float) -> float:
    """The longest of 200 steps in milliseconds of this thread, each painted and followed by a pause of these seconds, as turns of a wheel are.

    Time of the thread, not of the clock: the longest of many is otherwise the turn some other program took.
    """
    bar, longest = view.verticalScrollBar(), 0.0
    bar.setValue(0)
    QApplication.processEvents()
    for _ in range(200):
        start = thread_time()
        bar.setValue(bar.value() + by)
        QApplication.processEvents()
        longest = max(longest, thread_time() - start)
        rest = perf_counter() + pause
        while perf_counter() < rest:
            QApplication.processEvents()
    return longest * 1000


@pytest.mark.parametrize(("name", "by"), [("row", 28), ("page", 640)])
def test_the_longest_step_of_scrolling(
    view: RowsView, bare_view: QTableView, filled: Filled, keep_figure: Callable[[Figure], None], name: str, by: int
) -> None:
    pairs = [(longest_step(bare_view, by, pause=0), longest_step(view, by, pause=0.025)) for _ in range(2)]
    bare_times, times = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = min(times) / min(bare_times)
    keep_figure(
        Figure(
            f"window: longest of 200 steps by a {name}", filled.size, round(min(times), 2), round(median(times), 2),
            "a bare QTableView on raw SQL", round(min(bare_times), 2), round(median(bare_times), 2), round(ratio, 3), 6,
        )
    )  # fmt: skip


def test_selecting_every_row(
    view: RowsView, bare_view: QTableView, filled: Filled, measure: Measure
) -> None:
    def bare_selected() -> None:
        bare_view.clearSelection()
        bare_view.selectAll()

    def selected() -> None:
        view.clearSelection()
        view.selectAll()
        assert len(view.selected_ids()) == filled.size

    measure(
        "window: select every row, with the ids", selected, bare=bare_selected, bare_name="selectAll of a bare QTableView",
        size=filled.size, allowed=2000,
    )  # fmt: skip


def test_the_list_again_with_every_row_selected(
    workspace: Workspace, view: RowsView, bare: sqlite3.Connection, filled: Filled, measure: Measure
) -> None:
    view.selectAll()
    ids = workspace.read(proposal_ids, ProposalFilter(), "title", today=TODAY)
    back = workspace.read(proposal_ids, ProposalFilter(), "number", today=TODAY)

    def sorted_again() -> None:
        for order in (ids, back):
            view.replace_window(order, fetching(workspace, ""))
            view.viewport().repaint()

    measure(
        "window: two new orders with every row selected", sorted_again, bare=lambda: [bare.execute(BY_NUMBER).fetchall() for _ in range(2)],
        bare_name="reading the ids twice", size=filled.size, allowed=8,
    )  # fmt: skip


@pytest.fixture
def window(workspace: Workspace) -> Iterator[MainWindow]:
    """The window before anybody was idle."""
    with standing_window(workspace) as made:
        yield made


def turns(act: Callable[[], object], is_over: Callable[[], bool]) -> list[float]:
    """Milliseconds of this thread each turn of the event loop takes from an act until it is over and twenty turns had nothing to do."""
    found, idle, first = [], 0, act
    while idle < 20:
        start = thread_time()
        first()
        QApplication.processEvents()
        found.append((thread_time() - start) * 1000)
        first = _nothing
        idle = idle + 1 if is_over() and found[-1] < 1 else 0
        sleep(0.002)
    return found


def _nothing() -> None: ...


def labels() -> None:
    """Three hundred labels made and shown: what Qt takes for a page by itself."""
    page = QWidget()
    column = QVBoxLayout(page)
    for at in range(300):
        column.addWidget(QLabel(str(at)))
    page.show()
    QApplication.processEvents()
    page.close()
    page.deleteLater()


def keep_longest(keep_figure: Callable[[Figure], None], name: str, filled: Filled, found: list[float], *, allowed: float) -> None:
    bare = [turns(labels, lambda: True)[0] for _ in range(5)]
    keep_figure(
        Figure(
            name, filled.size, round(max(found), 2), round(median(found), 2), "300 labels made and shown", round(min(bare), 2),
            round(median(bare), 2), round(max(found) / min(bare), 3), allowed,
        )
    )  # fmt: skip


def test_the_longest_turn_while_a_page_is_opened_for_the_first_time(
    window: MainWindow, filled: Filled, keep_figure: Callable[[Figure], None]
) -> None:
    """Nothing was made or read before: the page comes first, what it holds in turns of its own."""
    longest = {key: max(turns(partial(window.open_page, key), lambda key=key: not window.pages[key].is_reading)) for key in PAGES}
    which = max(longest, key=lambda key: longest[key])
    keep_longest(keep_figure, f"window: longest turn of a first opening ({which})", filled, [*longest.values()], allowed=6)


def test_the_longest_turn_while_every_proposal_is_a_group(
    window: MainWindow, filled: Filled, keep_figure: Callable[[Figure], None]
) -> None:
    dialog = QueryDialog(window.workspace, window)
    dialog.show()
    turns(_nothing, lambda: not dialog.is_asking)
    found = turns(lambda: dialog.hold({"where": {"of": []}, "group": "title", "show": "groups"}), lambda: not dialog.is_asking)
    dialog.done(0)
    keep_longest(keep_figure, "window: longest turn of a query by title", filled, found, allowed=4)
