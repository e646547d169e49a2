"""Lists are drawn by rows: only those that came into sight, each once, with marks that follow the look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.ui import metrics, painters, theme, tokens
from zxdesk.ui.pages.figure_table import FigureView
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column

COLUMNS = (
    Column("check", "", 30, kind="check"), Column("light", "灯", 90, kind="light"), Column("name", "案由", 200, stretch=True),
    Column("stage", "状态", 80, kind="badge"), Column("units", "单位数", 60, kind="number"),
)  # fmt: skip
ROWS = [{"id": at, "light": ("red", "超 6 天"), "name": f"第{at}件", "stage": "办理中", "units": at} for at in range(400)]


@pytest.fixture
def view(looked: QApplication, qtbot: QtBot) -> RowsView:
    made = RowsView(COLUMNS, ROWS)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    looked.processEvents()
    return made


@pytest.fixture
def drawn(view: RowsView, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The text of every cell that is asked for while the list is drawn."""
    asked: list[str] = []
    former = painters.draw_line
    monkeypatch.setattr(painters, "draw_line", lambda painter, box, text, *more: (asked.append(text), former(painter, box, text, *more)))
    return asked


def test_a_step_of_scrolling_draws_only_the_rows_that_came_into_sight(view: RowsView, drawn: list[str], looked: QApplication) -> None:
    view.verticalScrollBar().setValue(2 * theme.metrics().row)
    looked.processEvents()
    names = [text for text in drawn if text.startswith("第")]
    assert 2 <= len(names) <= 3, "the two new rows, and the one that was cut off"
    assert len(set(names)) == len(names)


def test_every_row_in_sight_is_drawn_once(view: RowsView, drawn: list[str]) -> None:
    view.viewport().repaint()
    names = [text for text in drawn if text.startswith("第")]
    assert names == [f"第{at}件" for at in range(view.rowAt(view.viewport().height() - 1) + 1)]


def test_a_row_whose_record_is_gone_is_an_empty_line(looked: QApplication, qtbot: QtBot, colours_of: Callable[[QWidget], set[str]]) -> None:
    gone = RowsView((Column("name", "案由", 200, stretch=True),))
    qtbot.addWidget(gone)
    gone.replace_window([1, 2], lambda ids: [])
    gone.horizontalHeader().hide()
    gone.resize(300, 100)
    gone.show()
    colours = {tokens.LIGHT.surface, tokens.LIGHT.line}
    assert colours <= colours_of(gone.viewport())
    assert tokens.LIGHT.text not in colours_of(gone.viewport())


def test_marks_that_are_stamped_follow_the_look(looked: QApplication) -> None:
    seen = []
    for shade, size in ((tokens.LIGHT, metrics.MEDIUM), (tokens.DARK, metrics.MEDIUM), (tokens.DARK, metrics.HUGE), (tokens.LIGHT, metrics.MEDIUM)):
        theme.apply(looked, shade, size)
        picture = QImage(200, 60, QImage.Format.Format_RGB32)
        picture.fill(0)
        painter = QPainter(picture)
        painters.draw_badge(painter, QRect(0, 0, 100, 60), "办理中")
        painters.draw_light(painter, QRect(100, 0, 40, 60), painters.LightMark("red"))
        painters.draw_check(painter, QRect(150, 0, 50, 60), checked=True)
        painter.end()
        seen.append(picture)
    assert seen[0] == seen[3]
    assert seen[0] != seen[1] != seen[2]


def test_the_number_the_keys_would_open_has_a_ring(looked: QApplication, qtbot: QtBot) -> None:
    figures = FigureView(COLUMNS[2:], ["units"])
    qtbot.addWidget(figures)
    figures.replace(ROWS[1:3])
    figures.resize(500, 120)
    figures.show()
    figures.activateWindow()
    figures.setFocus()
    qtbot.waitUntil(figures.hasFocus)
    box = figures.visualRect(figures.rows.index(0, 2))
    seen = []
    for column in (0, 2):
        figures.setCurrentIndex(figures.rows.index(0, column))
        seen.append(figures.viewport().grab().toImage().pixelColor(box.x() + 1, box.center().y()).name().upper())
    assert seen == [tokens.LIGHT.selection, tokens.LIGHT.focus]
