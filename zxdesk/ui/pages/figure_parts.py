"""The parts of the statistics: figures one can press, panels of bars, the strip of differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from zxdesk.domain.rounding import percent as written
from zxdesk.queries.figures.population import UNNAMED
from zxdesk.ui import painters, theme
from zxdesk.ui.widgets.bar_chart import Bar, BarChart
from zxdesk.ui.widgets.chart import Chart, Legend
from zxdesk.ui.widgets.column_chart import ColumnChart, PillarGroup
from zxdesk.ui.widgets.labels import IconLabel, label

EDGE, GAP = 10, 7
RESTS = frozenset({"其他", UNNAMED})


def percent(value: float | None, decimals: int) -> str:
    """A fraction of 1 in words; — where there was nothing to divide by."""
    return written(value, decimals) or "—"


def group_bars(groups: Sequence[Mapping[str, Any]], kind: str, decimals: int) -> list[Bar]:
    """Bars of one hue for counted groups, keyed by figure (``category:教育``), with the share at the right.

    其他 and 未填 stand only when there are any.
    """
    return [
        Bar(f"{kind}:{g['name']}", g["name"], ((g["count"], "accent"),), str(g["count"]), _share(g.get("share"), decimals))
        for g in groups
        if g["count"] or g["name"] not in RESTS
    ]


def _share(value: float | None, decimals: int) -> str:
    return "" if value is None else percent(value, decimals)


def answer_bar(name: str, answers: Sequence[Mapping[str, Any]], kind: str = "", *, unit: str = "份", decimals: int = 1) -> Bar:
    """One bar of all answers from the best to the worst; ``kind`` (``answer:attitude``) makes each part lead to its proposals."""
    last = len(answers) - 1
    colours = ["green" if at == 0 else "red" if at == last else "yellow" for at in range(len(answers))]
    return stacked(name, answers, colours, kind, unit=unit, decimals=decimals)


def class_bar(name: str, classes: Sequence[Mapping[str, Any]], *, decimals: int = 1) -> Bar:
    """One bar of the reply classes."""
    colours = ("accent", "grey", "line2", "border")
    return stacked(name, classes, [colours[min(at, 3)] for at in range(len(classes))], "class", unit="件", decimals=decimals)


def stacked(name: str, groups: Sequence[Mapping[str, Any]], colours: Sequence[str], kind: str, *, unit: str, decimals: int) -> Bar:
    """A bar of counted groups side by side, with their counts and the shares of all that are counted in words below it."""
    total = sum(group["count"] for group in groups)
    shown = [(group, colour) for group, colour in zip(groups, colours, strict=True) if group["count"]]
    return Bar(
        "", name, tuple((group["count"], colour) for group, colour in shown), f"{total} {unit}",
        keys=tuple(f"{kind}:{group['name']}" for group, _ in shown) if kind else (),
        names=tuple(group["name"] for group, _ in shown),
        below="　".join(f"{g['name']} {g['count']}" + (f"（{percent(_of_counted(g, total), decimals)}）" if total else "") for g in groups),
    )  # fmt: skip


def _of_counted(group: Mapping[str, Any], total: int) -> float:
    """The share as statistics rounded it; of reply classes that of what has a class."""
    shown = group.get("share_of_replied", group.get("share"))
    return float(group["count"] / total if shown is None else shown)


class Figure(QToolButton):
    """A number with its name, in one line or in two; pressed, it opens what it counts."""

    def __init__(self, name: str, *, stacked: bool = False, pressable: bool = True) -> None:
        super().__init__()
        self._name, self._number, self._note, self._stacked, self._strong = name, "", "", stacked, False
        self._pressable = pressable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding if stacked else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_number(self, number: str, note: str = "", *, tip: str = "", strong: bool = False) -> None:
        """Show a number, a muted note behind it, and a sentence as tooltip."""
        self._number, self._note, self._strong = number, note, strong
        self.setToolTip(tip)
        self.setAccessibleName(f"{self._name} {number} {note}".strip())
        self.setAccessibleDescription(tip)
        self.updateGeometry()
        self.update()

    def number(self) -> str:
        """The number shown."""
        return self._number

    def sizeHint(self) -> QSize:
        metrics = theme.metrics()
        big = QFontMetrics(self._big()).horizontalAdvance(self._number)
        small = QFontMetrics(theme.font(metrics.body))
        name, note = small.horizontalAdvance(self._name), small.horizontalAdvance(self._note)
        if self._stacked:
            return QSize(2 * EDGE + max(name, big + GAP + note), 2 * small.height() + 14)
        return QSize(2 * EDGE + big + GAP + name, metrics.control + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._pressable and self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        body = theme.font(theme.metrics().body)
        inner = self.rect().adjusted(EDGE, 0, -EDGE, 0)
        if self._stacked:
            half = self.height() // 2
            self._write(painter, inner.adjusted(0, 3, 0, half - self.height()), self._name, body, "muted")
            below = inner.adjusted(0, half - 1, 0, -4)
            used = self._write(painter, below, self._number, self._big(), "text")
            self._write(painter, below.adjusted(used + GAP, 0, 0, 0), self._note, body, "muted")
        else:
            used = self._write(painter, inner, self._number, self._big(), "accent" if self._strong else "text")
            self._write(painter, inner.adjusted(used + GAP, 2, 0, 0), self._name, body, "text")
        painter.end()

    def _big(self) -> QFont:
        metrics = theme.metrics()
        return theme.font(metrics.title if self._stacked else metrics.page_title + 2, QFont.Weight.Bold)

    def _write(self, painter: QPainter, where: QRect, text: str, font: QFont, colour: str) -> int:
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        painter.drawText(where, painters.LEFT, text)
        return painter.fontMetrics().horizontalAdvance(text)


class ChartPanel(QFrame):
    """A panel with a heading, a legend and a chart.

    Signals: ``clicked(str)`` with the key of the mark.
    """

    clicked = Signal(str)

    def __init__(self, title: str, chart: Chart | None = None, *, legend: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self._note = label("", "muted")
        self.chart = chart or BarChart()
        self.chart.setAccessibleName(title)
        self.chart.clicked.connect(self.clicked)
        self._none = label("还没有。", "muted")
        self._none.hide()
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(8)
        head.addWidget(label(title, "section"))
        head.addWidget(self._note)
        head.addStretch(1)
        if legend:
            head.addWidget(Legend(legend))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self.chart, 0 if isinstance(self.chart, BarChart) else 1)
        if isinstance(self.chart, BarChart):
            column.addStretch(1)

    def show_bars(self, bars: Sequence[Bar], note: str = "") -> None:
        """Show these bars and a note beside the heading."""
        self._note.setText(note)
        assert isinstance(self.chart, BarChart)
        self.chart.set_bars(bars)
        self._none.setVisible(not bars)

    def show_groups(self, groups: Sequence[PillarGroup], note: str = "") -> None:
        """Show these groups of columns and a note beside the heading."""
        self._note.setText(note)
        assert isinstance(self.chart, ColumnChart)
        self.chart.set_groups(groups)


class DifferencesStrip(QFrame):
    """What does not add up, each in a sentence; hidden while everything does."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "warning")
        self._words = label("", wrap=True, selectable=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel("warning", "yellow"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these sentences."""
        self._words.setText("\n".join(sentences))
        self.setAccessibleName("；".join(sentences))
        self.setVisible(bool(sentences))

    def text(self) -> str:
        """What it says."""
        return self._words.text()


def beside(*widgets: QWidget, stretches: Sequence[int] = ()) -> QHBoxLayout:
    """Panels side by side with the page's margins."""
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 0)
    row.setSpacing(8)
    for at, widget in enumerate(widgets):
        row.addWidget(widget, stretches[at] if stretches else 1)
    return row
