"""The family of charts: what they draw, how the keys go through them, and what they put on the clipboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.ui import metrics, theme, tokens
from zxdesk.ui.widgets.bar_chart import Bar, BarChart, simple_bars
from zxdesk.ui.widgets.chart import Chart, Legend
from zxdesk.ui.widgets.column_chart import ColumnChart, Pillar, PillarGroup
from zxdesk.ui.widgets.columns import Columns

Colours = Callable[[QWidget], set[str]]
UNIT = Bar("u", "住建局", ((9, "green"), (10, "line2"), (2, "red")), "9/21", keys=("u:replied", "u:open", "u:late"), names=("已复", "在办", "超期"))
YEARS = tuple(
    PillarGroup(name, (Pillar(f"{name}:r", "收到", received, "line2"), Pillar(f"{name}:f", "立案", filed, "accent")))
    for name, received, filed in (("十届一次", 176, 149), ("十届二次", 219, 0))
)


def shown(qtbot: QtBot, chart: Chart, width: int = 400, height: int = 160) -> Chart:
    qtbot.addWidget(chart)
    chart.resize(width, max(height, chart.sizeHint().height()))
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def columns(qtbot: QtBot) -> ColumnChart:
    chart = ColumnChart()
    chart.set_groups(YEARS)
    shown(qtbot, chart)
    return chart


@pytest.mark.parametrize("look", [tokens.LIGHT, tokens.DARK])
@pytest.mark.parametrize("size", [metrics.SMALL, metrics.HUGE])
def test_bars_are_drawn_in_the_colours_of_the_theme_at_every_size(
    looked: QApplication, qtbot: QtBot, colours_of: Colours, look: tokens.Tokens, size: metrics.Metrics
) -> None:
    theme.apply(looked, look, size)
    chart = shown(qtbot, BarChart((UNIT,)))
    found = colours_of(chart)
    assert {look.lights["green"][0].upper(), look.line2.upper(), look.lights["red"][0].upper()} <= found
    assert chart.height() >= max(size.chip, 24)


def test_a_bar_and_each_of_its_parts_are_buttons_with_names(looked: QApplication, qtbot: QtBot) -> None:
    chart = shown(qtbot, BarChart((UNIT,)))
    assert [(b.key, b.accessibleName()) for b in chart.buttons()] == [
        ("u", "住建局 9/21"), ("u:replied", "住建局 已复 9"), ("u:open", "住建局 在办 10"), ("u:late", "住建局 超期 2"),
    ]  # fmt: skip
    for button in chart.buttons():
        with qtbot.waitSignal(chart.clicked) as clicked:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
        assert clicked.args == [button.key]
    assert chart.buttons()[0].toolTip() == "住建局 9/21"


def test_one_tab_stop_and_arrows_between_the_bars(looked: QApplication, qtbot: QtBot) -> None:
    chart = shown(qtbot, BarChart(simple_bars([("a", "甲", 3), ("b", "乙", 0), ("c", "丙", 5)])))
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.buttons()[0].hasFocus())
    strong = [b.key for b in chart.buttons() if b.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert strong == ["a"]
    qtbot.keyClick(chart.buttons()[0], Qt.Key.Key_Down)
    assert chart.buttons()[2].hasFocus()  # a bar of nothing is passed over
    qtbot.keyClick(chart.buttons()[2], Qt.Key.Key_Home)
    assert chart.buttons()[0].hasFocus()
    with qtbot.waitSignal(chart.clicked) as pressed:
        qtbot.keyClick(chart.buttons()[0], Qt.Key.Key_Space)
    assert pressed.args == ["a"]


def test_new_bars_take_away_the_buttons_of_the_old(looked: QApplication, qtbot: QtBot) -> None:
    chart = BarChart(simple_bars([("a", "甲", 3), ("b", "乙", 2)]))
    shown(qtbot, chart)
    chart.set_bars(simple_bars([("c", "丙", 1)]))
    assert [b.key for b in chart.buttons()] == ["c"]
    chart.set_bars(())
    assert chart.buttons() == []
    chart.setFocus()  # an empty chart has nothing to focus and does not mind


def test_a_chart_is_copied_as_a_table(looked: QApplication, qtbot: QtBot) -> None:
    chart = shown(qtbot, BarChart((UNIT,)))
    qtbot.keyClick(chart.buttons()[0], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "名称\t合计\t已复\t在办\t超期\n住建局\t9/21\t9\t10\t2"
    BarChart(simple_bars([("s", "社会建设", 71)], whole=183)).copy()
    assert QGuiApplication.clipboard().text() == "名称\t件数\t占比\n社会建设\t71\t38.8%"
    columns(qtbot).copy()
    assert QGuiApplication.clipboard().text() == "届次\t收到\t立案\n十届一次\t176\t149\n十届二次\t219\t0"


def test_columns_stand_in_groups_and_are_as_high_as_their_numbers(looked: QApplication, qtbot: QtBot, colours_of: Colours) -> None:
    chart = columns(qtbot)
    boxes = chart._boxes()
    assert boxes[0][0].height() / boxes[1][0].height() == pytest.approx(176 / 219, abs=0.02)
    assert boxes[1][1].height() == 0
    assert {tokens.LIGHT.accent.upper(), tokens.LIGHT.line2.upper()} <= colours_of(chart)
    live = [b.accessibleName() for b in chart.buttons() if b.isEnabled()]
    assert live == ["十届一次 收到 176", "十届一次 立案 149", "十届二次 收到 219"]


def test_left_and_right_go_from_column_to_column(looked: QApplication, qtbot: QtBot) -> None:
    chart = columns(qtbot)
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(lambda: chart.buttons()[0].hasFocus())
    for expected in ("十届一次:f", "十届二次:r", "十届二次:r"):
        qtbot.keyClick(chart.focusWidget() or chart, Qt.Key.Key_Right)
        assert next(b.key for b in chart.buttons() if b.hasFocus()) == expected
    with qtbot.waitSignal(chart.clicked) as pressed:
        qtbot.keyClick(chart.focusWidget() or chart, Qt.Key.Key_Return)
    assert pressed.args == ["十届二次:r"]


def test_a_full_bar_takes_the_whole_room_whatever_its_count(looked: QApplication, qtbot: QtBot) -> None:
    bars = tuple(
        Bar(name, name, ((count, "green"),), keys=(f"{name}:1",), names=("满意",), below=f"满意 {count}")
        for name, count in (("态度", 2), ("结果", 90))
    )
    chart = shown(qtbot, BarChart(bars, full=True))
    widths = [b.width() for b in chart.buttons() if b.key.endswith(":1")]
    assert widths[0] == widths[1] > 200
    plain = shown(qtbot, BarChart(bars))
    widths = [b.width() for b in plain.buttons() if b.key.endswith(":1")]
    assert widths[0] < widths[1] / 10


def test_a_legend_says_its_colours_aloud(looked: QApplication, qtbot: QtBot, colours_of: Colours) -> None:
    legend = Legend([("green", "已复"), ("red", "超期")])
    qtbot.addWidget(legend)
    legend.resize(legend.sizeHint())
    assert legend.accessibleName() == "图例：已复、超期"
    assert {tokens.LIGHT.lights["green"][0], tokens.LIGHT.lights["red"][0]} <= colours_of(legend)


def test_panels_go_under_one_another_where_the_width_ends(looked: QApplication, qtbot: QtBot) -> None:
    panels = [QLabel("面" * 12) for _ in range(3)]
    row = Columns(panels, steps=(3, 2, 1))
    qtbot.addWidget(row)
    row.show()
    wide = panels[0].minimumSizeHint().width()
    for width, expected in ((wide * 3 + 20, 3), (wide * 2 + 20, 2), (wide + 20, 1)):
        row.resize(width, 200)
        qtbot.waitUntil(lambda expected=expected: row.count() == expected)
