"""The line above the matrix: filters, the day forms came back, and how many of them have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from zxdesk.domain.stage import Stage
from zxdesk.queries.feedback_after import unhappy_aspects
from zxdesk.queries.feedback_board import FormRow, FormWords
from zxdesk.text.normalise import fold
from zxdesk.ui import theme
from zxdesk.ui.date_edit import DateField
from zxdesk.ui.pages.feedback_board_model import Draft
from zxdesk.ui.table import shown
from zxdesk.ui.widgets.chip import Chip
from zxdesk.ui.widgets.flow import FlowLayout
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.search_box import SearchBox
from zxdesk.ui.workspace import Workspace

STATES = (("out", "未收回"), ("late", "逾期未收"), ("draft", "未录完"), ("in", "已收回"), ("bad", "不满意"), ("closed", "提案已办结"))
"""Forms that are back and whose proposal is closed are listed only where they are asked for."""
LATEST = 12
NARROW = 780
"""Below this width the progress stands among the filters."""


class BoardFilters(QWidget):
    """Which forms the matrix shows.

    Signals: ``changed()``; ``left()`` when the keys shall go to the matrix.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._today: Callable[[], date] = lambda: workspace.today
        self.units, self.sectors, self.sent = Chip("单位"), Chip("界别"), Chip("最近发出")
        self.states = Chip("状态", STATES)
        self.chips = (self.units, self.sectors, self.sent, self.states)
        self.search = SearchBox("号、提案者")
        self.search.setAccessibleName("按号或提案者找征询意见表")
        self.search.textChanged.connect(lambda _text: self.changed.emit())
        self.search.returnPressed.connect(self.left)
        self.day = DateField(today=self._today)
        self.day.line.setAccessibleName("收回日期，用于以下录入的各份")
        self._default = workspace.today
        self.day.set_value(self._default)
        self.day.line.returnPressed.connect(self.left)
        self.day.changed.connect(lambda: self.day.set_invalid(False))
        self._words = label("", "muted")
        self._percent = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("征询意见表收回进度")
        for chip in self.chips:
            chip.changed.connect(lambda _keys: self.changed.emit())
        self._build()

    def returned_on(self) -> date:
        """The day that applies to every form entered. Raises ``RuleError``."""
        day = self.day.value()
        return day if isinstance(day, date) else self._today()

    def edit_search(self) -> None:
        """Put the cursor in the search, over what stands there."""
        self.search.setFocus()
        self.search.selectAll()

    def renew(self) -> None:
        """On another morning the day is that morning's, unless the clerk set one himself."""
        if self.day.text() == self._default.isoformat() and self._default != self._today():
            self._default = self._today()
            self.day.set_value(self._default)

    def clear(self) -> None:
        """Show every form that is out, and all of the proposals that are being asked about."""
        self.search.clear()
        for chip in self.chips:
            chip.clear()

    def offer(self, rows: Sequence[FormRow]) -> None:
        """Offer the units, sectors and days that there are."""
        year = self._today().year
        units = dict(sorted({(str(row.unit_id), row.unit) for row in rows}, key=lambda pair: pair[1]))
        sectors = sorted({row.sector for row in rows if row.sector})
        days: dict[date, int] = {}
        for row in rows:
            days[row.sent_on] = days.get(row.sent_on, 0) + 1
        latest = sorted(days, reverse=True)[:LATEST]
        self.blockSignals(True)
        self.units.set_choices(tuple(units.items()))
        self.sectors.set_choices(tuple((word, word) for word in sectors))
        self.sent.set_choices(tuple((day.isoformat(), f"{shown(day, year=year)}　{days[day]} 份") for day in latest))
        self.blockSignals(False)

    def chosen(self, rows: Sequence[FormRow], words: Mapping[int, FormWords], drafts: Mapping[int, Draft]) -> list[FormRow]:
        """The forms that pass; the progress is counted before 状态 is looked at."""
        units, sectors, sent = set(self.units.chosen()), set(self.sectors.chosen()), set(self.sent.chosen())
        states, wanted = set(self.states.chosen()), fold(self.search.text())
        with_closed, rest = "closed" in states, states - {"closed"}
        passed = [
            row
            for row in rows
            if (_is_closed(row) if states == {"closed"} else with_closed or not _is_closed(row))
            and (not units or str(row.unit_id) in units)
            and (not sectors or row.sector in sectors)
            and (not sent or row.sent_on.isoformat() in sent)
            and (not wanted or _is_found(row, wanted))
        ]
        self._show_progress(sum(1 for row in passed if row.returned_on is not None), len(passed))
        return [row for row in passed if not rest or any(self._is_in(row, state, words, drafts) for state in rest)]

    def _is_in(self, row: FormRow, state: str, words: Mapping[int, FormWords], drafts: Mapping[int, Draft]) -> bool:
        if state == "late":
            return row.is_late(self._today())
        if state == "draft":
            return bool(drafts.get(row.id))
        if state == "bad":
            return bool(unhappy_aspects(row, words[row.plenary_id]))
        return (row.returned_on is None) == (state == "out")

    def _show_progress(self, returned: int, every: int) -> None:
        share = f"{100 * returned / every:.1f}%" if every else ""
        self._words.setText(f"已收 {returned} / {every} 份")
        self._percent.setText(share)
        self._bar.setRange(0, max(every, 1))
        self._bar.setValue(returned)
        self._bar.setAccessibleDescription(f"{self._words.text()}，{share}")

    def _build(self) -> None:
        flow_holder = QWidget()
        flow = FlowLayout(flow_holder, spacing=8)
        for chip in self.chips:
            flow.addWidget(chip)
        flow.addWidget(self.search)
        flow.addWidget(day := _row(label("收回日期", "muted"), self.day))
        self._flow, self._whole = flow, QHBoxLayout(self)
        self._whole.setContentsMargins(12, 8, 12, 8)
        self._whole.setSpacing(12)
        self._whole.addWidget(flow_holder, 1)
        self._progress = _row(self._words, self._bar, self._percent)
        self._rows = (day, self._progress)
        self._whole.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignTop)
        self._is_aside = True
        self._fit()

    def _fit(self) -> None:
        scale = theme.metrics().body / 13
        self.search.setFixedWidth(round(136 * scale))
        self.day.setFixedWidth(round(152 * scale))
        self._bar.setFixedWidth(round(88 * scale))
        for row in self._rows:
            row.setMinimumHeight(theme.metrics().control)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_aside = event.size().width() >= round(NARROW * theme.metrics().body / 13)
        if is_aside == self._is_aside:
            return
        self._is_aside = is_aside
        for layout in (self._whole, self._flow):
            layout.removeWidget(self._progress)
        if is_aside:
            self._whole.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._flow.addWidget(self._progress)


def _is_closed(row: FormRow) -> bool:
    return row.stage is not Stage.CONSULTING and row.returned_on is not None


def _is_found(row: FormRow, wanted: str) -> bool:
    if wanted.isdigit():
        return wanted in row.number or wanted in row.merged_number
    return wanted in fold(f"{row.proposer} {row.unit} {row.title} {row.number}")


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder
