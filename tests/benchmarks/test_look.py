"""Another theme or size, and the first opening of pages, beside what Qt takes by itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median
from time import thread_time

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.benchmarks.conftest import Filled, Measure, door_of, standing_window
from tests.benchmarks.measure import Figure
from zxdesk.app import prepare_pages
from zxdesk.storage.database import Register
from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.dressing import Dresser
from zxdesk.ui.main_window import PAGES, MainWindow
from zxdesk.ui.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PREPARED, UNPREPARED = 4, 6
"""How many times as long as making and showing 300 labels the first opening of a page may take."""
LOOKS = ((tokens.DARK, metrics.HUGE), (tokens.LIGHT, metrics.MEDIUM))


@pytest.fixture
def fresh(qapp: QApplication, register: Register, tmp_path: Path) -> Iterator[MainWindow]:
    """The window a moment after it stands: what the first click needs is loaded, no page but the first is made."""
    theme.apply(qapp, *LOOKS[1])
    with standing_window(Workspace(door_of(register), tmp_path)) as made:
        yield made
    theme.apply(qapp, *LOOKS[1])


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """The window with every page made and read, as after a while of quiet."""
    for _piece in prepare_pages(fresh):
        QApplication.processEvents()
    while any(page.is_reading for page in fresh.pages.values()):
        QApplication.processEvents()
    return fresh


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    """The window whose every page was seen."""
    for key in PAGES:
        page = window.open_page(key)
        while page.is_reading:
            QApplication.processEvents()
    window.open_page("proposals")
    QApplication.processEvents()
    return window


def timed(work: Callable[[], object]) -> float:
    start = thread_time()
    work()
    return (thread_time() - start) * 1000


def test_another_look_with_every_page_made(opened: MainWindow, qapp: QApplication, filled: Filled, measure: Measure) -> None:
    sheets, looks = cycle([theme.style_sheet(*look) for look in LOOKS]), cycle(LOOKS)

    def changed() -> None:
        theme.apply(qapp, *next(looks))
        QApplication.processEvents()

    measure(
        "window: another theme and size, seen", changed, bare=lambda: qapp.setStyleSheet(next(sheets)),
        bare_name="QApplication.setStyleSheet", size=filled.size, allowed=0.5, rounds=4,
    )  # fmt: skip


def test_the_longest_turn_of_what_is_hidden(
    opened: MainWindow, qapp: QApplication, filled: Filled, keep_figure: Callable[[Figure], None]
) -> None:
    dresser = qapp.findChild(Dresser)
    assert isinstance(dresser, Dresser)
    bare_times, longest = [], []
    for look in LOOKS * 2:
        bare_times.append(timed(lambda sheet=theme.style_sheet(*look): qapp.setStyleSheet(sheet)))
        theme.apply(qapp, *look)
        QApplication.processEvents()
        turns = []
        while waiting := dresser.waiting:
            turns.append(timed(lambda part=waiting[0]: (dresser.wake(part), QApplication.processEvents())))
        assert len(turns) > len(PAGES)
        longest.append(max(turns))
    ratio = min(longest) / min(bare_times)
    keep_figure(
        Figure(
            "window: longest turn of what is hidden", filled.size, round(min(longest), 2), round(median(longest), 2),
            "QApplication.setStyleSheet", round(min(bare_times), 2), round(median(bare_times), 2), round(ratio, 3), 0.3,
        )
    )  # fmt: skip


@pytest.mark.parametrize(("name", "allowed"), [("window", PREPARED), ("fresh", UNPREPARED)])
def test_the_longest_first_opening_of_a_page(
    request: pytest.FixtureRequest, filled: Filled, keep_figure: Callable[[Figure], None], name: str, allowed: float
) -> None:
    """Of pages made and read before, and of pages that are clicked before anybody was idle."""
    window: MainWindow = request.getfixturevalue(name)

    def bare() -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        for at in range(300):
            column.addWidget(QLabel(str(at)))
        page.show()
        QApplication.processEvents()
        page.close()
        page.deleteLater()

    def opened(key: str) -> None:
        window.open_page(key)
        QApplication.processEvents()

    bare_times = [timed(bare) for _ in range(5)]
    times = {key: timed(lambda key=key: opened(key)) for key in PAGES if key != "today"}
    longest = max(times.values())
    ratio = longest / min(bare_times)
    which = max(times, key=lambda key: times[key])
    keep_figure(
        Figure(
            f"window: longest first opening ({which}, {'made' if name == 'window' else 'not made'} before)", filled.size, round(longest, 2),
            round(median(times.values()), 2), "300 labels made and shown", round(min(bare_times), 2), round(median(bare_times), 2),
            round(ratio, 3), allowed,
        )
    )  # fmt: skip
