"""The scrolling area that shows one part of a file: headings, label-and-value grids, lines of cells, long texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.ui import theme
from zxdesk.ui.file_words import Block, Cell
from zxdesk.ui.painters import LightMark
from zxdesk.ui.widgets.labels import BadgeLabel, LightLabel, SectionHeading, label, rule
from zxdesk.ui.widgets.steady_area import SteadyArea

LINE_SPACE = 120  # per cent of the font's own, in prose
TWO_COLUMNS = 31  # characters of room from which pairs stand side by side
SHORT = 12  # characters that stand on a ground of their own
FULL_LINE = 34  # characters of room a line of five cells needs; with less the fourth goes, and the third of seven
READABLE = 44  # characters a line of prose has at most


class PartView(SteadyArea):
    """One part; the place one has scrolled to stays while the same part of the same proposal is shown anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("内容")
        self._shown: object = None

    def show_content(self, content: QWidget, what: object) -> None:
        """Show a part made anew; ``what`` tells whether it is the same as before."""
        bar = self.verticalScrollBar()
        place = bar.value() if what == self._shown else 0
        self._shown = what
        content.setProperty("surface", True)
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        put_in(self, content)
        if place:
            content.layout().activate()  # type: ignore[union-attr]
            content.resize(self.viewport().width(), content.sizeHint().height())
        bar.setValue(place)


def put_in(area: QScrollArea, content: QWidget) -> None:
    """Show other content; what stood there goes a little later, since one of its buttons may have asked for this."""
    focus = QApplication.focusWidget()
    had_focus = focus is not None and area.isAncestorOf(focus)
    old = area.takeWidget()
    if old is not None:
        old.hide()
        old.deleteLater()
    area.setWidget(content)
    if had_focus:
        area.setFocus()


def column_of(*, margins: tuple[int, int, int, int] = (16, 10, 16, 12)) -> tuple[QWidget, QVBoxLayout]:
    """An empty part and the column its pieces are put into."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(*margins)
    column.setSpacing(8)
    return inner, column


def add_blocks(column: QVBoxLayout, blocks: Sequence[Block], *, width: int, ends: Mapping[int, QWidget | None] | None = None) -> None:
    """Put blocks one below the other; every value can be selected and copied. ``width`` is the room there is, in pixels.

    ``ends`` stand at the right of the headings of their blocks.
    """
    for at, block in enumerate(blocks):
        end = (ends or {}).get(at)
        if end is None:
            column.addWidget(SectionHeading(block.title, block.note))
        else:
            head = QHBoxLayout()
            head.addWidget(SectionHeading(block.title, block.note), 1)
            head.addWidget(end)
            column.addLayout(head)
        named = (*block.pairs, *(pair for pair in block.texts if pair[0]))
        if named:
            column.addLayout(pairs_grid(named, width=width))
        if block.lines:
            column.addWidget(LinesGrid(block.lines, block.heads, width=width))
        for text in (text for name, text in block.texts if not name):
            column.addWidget(prose(text) if block.is_prose else label(text, wrap=True, selectable=True))


def blocks_content(blocks: Sequence[Block], *, width: int, empty: str) -> QWidget:
    """A part that consists of blocks, or of the sentence when there are none."""
    inner, column = column_of()
    add_blocks(column, blocks, width=width)
    if not blocks:
        column.addWidget(label(empty, "muted", wrap=True))
    column.addStretch(1)
    return inner


def pairs_grid(pairs: Sequence[tuple[str, str]], *, width: int) -> QGridLayout:
    """Labels and values in one or two columns, as the fields stand when they are edited. ``width`` is the room, in pixels."""
    sizes = theme.metrics()
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    font = QFontMetrics(theme.font(sizes.body))
    two = width >= TWO_COLUMNS * sizes.fonts["body"]
    room = (width - 40) // 2 - sizes.label - 16
    row = side = 0
    for name, value in pairs:
        wide = not two or font.horizontalAdvance(value) > room
        if wide and side:
            row, side = row + 1, 0
        grid.addWidget(_top(label(name, "muted")), row, side * 2)
        said = _top(label(value, wrap=True, selectable=True))
        said.setAccessibleName(f"{name}：{value}")
        grid.addWidget(said, row, side * 2 + 1, 1, 3 if wide and two else 1)
        row, side = (row + 1, 0) if wide or side else (row, 1)
    for at in range(2 if two else 1):
        grid.setColumnMinimumWidth(at * 2, sizes.label)
        grid.setColumnStretch(at * 2 + 1, 1)
    return grid


def _top(made: QLabel) -> QLabel:
    """A label whose first line stands where the one line of a field would."""
    air = max(theme.metrics().control - 4 - QFontMetrics(theme.font(theme.metrics().body)).height(), 0) // 2
    made.setContentsMargins(0, air, 0, air)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    if made.wordWrap():
        made.setMinimumWidth(1)
    return made


def prose(text: str) -> QLabel:
    """Paragraphs as on paper: the first line drawn in by two characters, with room between lines, no wider than reads well."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    size = theme.metrics().fonts["body"] + 1
    style = f"margin:0 0 4px 0; text-indent:{2 * size}px; line-height:{LINE_SPACE}%; font-size:{size}px"
    made.setText("".join(f'<p style="{style}">{escape(line)}</p>' for line in text.split("\n") if line.strip()))
    made.setMaximumWidth(READABLE * size)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    made.setAccessibleName(text[:80])
    return made


class LinesGrid(QWidget):
    """Lines of cells on 1 px rules; with heads the last column takes the room that is left, without them the second.

    Narrow, a long last cell gets a line of its own. ``ends`` stand at the right of their lines.
    """

    def __init__(self, lines: Sequence[Sequence[Cell]], heads: Sequence[str] = (), *, width: int = 0, ends: Sequence[QWidget | None] = ()) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        count = max((len(line) for line in lines), default=0)
        if not heads and count > 4 and width < FULL_LINE * theme.metrics().fonts["body"]:
            lines = [(*line[:3], *line[4:]) for line in lines]
            count -= 1
        if len(heads) > 6 and width < FULL_LINE * theme.metrics().fonts["body"]:
            heads, lines = (*heads[:2], *heads[3:]), [(*line[:2], *line[3:]) for line in lines]
            count -= 1
        folds = bool(heads) and width < 56 * theme.metrics().fonts["body"]
        self._columns = count - 1 if folds else count
        self._has_heads = bool(heads)
        row = 0
        if heads:
            for at, name in enumerate(heads[: self._columns]):
                head = label(name, "muted")
                head.setMinimumHeight(theme.metrics().row - 4)
                grid.addWidget(head, row, at)
            grid.addWidget(rule(), row + 1, 0, 1, self._columns + 1)
            row += 2
        for at, line in enumerate(lines):
            row = self._add(grid, line, row, folds, ends[at] if at < len(ends) else None)
        grid.setColumnStretch(self._columns - 1 if heads else 1, 1)

    def _add(self, grid: QGridLayout, line: Sequence[Cell], row: int, folds: bool, end: QWidget | None) -> int:
        for at, cell in enumerate(line[: self._columns]):
            shown = cell_label(cell, wrap=at == (self._columns - 1 if self._has_heads else 1))
            if isinstance(shown, QLabel):
                shown.setMinimumHeight(theme.metrics().row - 2)
                grid.addWidget(shown, row, at)
            else:
                grid.addWidget(shown, row, at, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if end is not None:
            grid.addWidget(end, row, self._columns, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if folds and line[-1].text:
            below = label(line[-1].text, "muted", wrap=True, selectable=True)
            below.setContentsMargins(0, 0, 0, 4)
            grid.addWidget(below, row + 1, 0, 1, self._columns + 1)
        grid.addWidget(rule(), row + 2, 0, 1, self._columns + 1)
        return row + 3


def cell_label(cell: Cell, *, wrap: bool = False) -> QWidget:
    """The widget of one cell."""
    if cell.light:
        return LightLabel(LightMark(cell.light, cell.text))
    if cell.is_badge:
        return BadgeLabel(cell.text)
    if cell.tone in ("warning", "error") and len(cell.text) <= SHORT:
        return ToneLabel(cell.text, cell.tone)
    made = label(cell.text, cell.tone, wrap=wrap, selectable=True)
    if wrap:
        made.setMinimumWidth(1)
    return made


class ToneLabel(QWidget):
    """Words on the ground of a warning or an error, as in the feedback table. Source: look §4."""

    def __init__(self, text: str, tone: str) -> None:
        super().__init__()
        self._text, self._tone = text, tone
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 14, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self.fontMetrics().height() + 2
        width = min(self.sizeHint().width(), self.width())
        box = self.rect().adjusted(0, (self.height() - height) // 2, width - self.width(), -((self.height() - height) // 2))
        painter.fillRect(box, theme.colour(f"{self._tone}_ground"))
        font = self.font()
        font.setBold(self._tone == "error")
        painter.setFont(font)
        painter.setPen(theme.colour("red" if self._tone == "error" else "yellow"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()
