"""For what papers are made: the proposals chosen in the list, by number, by batch or by unit; a batch with its units; the plenary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from zxdesk.documents.paper import About
from zxdesk.queries import lookups
from zxdesk.queries.paper_scope import proposals_numbered, proposals_of_batch, proposals_of_unit, units_of_batch
from zxdesk.text.number_ranges import numbers_in, ranges_of
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

WAYS = (("chosen", "已选的提案"), ("numbers", "提案号"), ("batch", "交办批次"), ("unit", "承办单位"))
NAMED = 3
"""Proposals named in one line; more are counted."""


class ScopePanel(QWidget):
    """What is asked depends on what the kind of paper is about.

    Signals: ``changed()`` when other papers are wanted.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._chosen: tuple[int, ...] = ()
        self._found: tuple[int, ...] = ()
        self._about = About.PROPOSALS
        self.way = QComboBox()
        self.way.setAccessibleName("怎样选提案")
        for key, name in WAYS:
            self.way.addItem(name, key)
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText("如 1-20、33")
        self.numbers.setAccessibleName("按提案号选")
        self.batch, self.unit = _combo("交办批次"), _combo("承办单位")
        self.said = label("", "second", wrap=True)
        self._way_label, self._batch_label, self._unit_label = (label(words, "muted") for words in ("提案", "批次", "单位"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, words in ((0, self._way_label), (2, self._batch_label), (3, self._unit_label)):
            grid.addWidget(words, at, 0)
        for at, field in enumerate((self.way, self.numbers, self.batch, self.unit)):
            grid.addWidget(field, at, 1)
        grid.addWidget(self.said, 4, 0, 1, 2)
        self.way.activated.connect(lambda _at: self._turn())
        self.numbers.editingFinished.connect(self._on_numbers)
        self.batch.activated.connect(lambda _at: self._on_batch())
        self.unit.activated.connect(lambda _at: self._look())
        self._typed = ""
        self.set_about(About.PROPOSALS)

    @property
    def proposals(self) -> tuple[int, ...]:
        """The proposals chosen, in the order of their numbers where they were found by one."""
        return self._chosen if self.way.currentData() == "chosen" else self._found

    @property
    def batch_id(self) -> int | None:
        """The batch chosen."""
        return self.batch.currentData() if self._about is About.BATCH else None

    @property
    def units(self) -> tuple[int, ...]:
        """The units a batch's papers are narrowed to; none means all."""
        key = self.unit.currentData() if self._about is About.BATCH else None
        return (key,) if key else ()

    def set_about(self, about: About) -> None:
        """Ask for proposals, for a batch, or for nothing but the plenary."""
        if about is not self._about:
            self.unit.clear()  # a unit chosen for one purpose does not narrow the other
        self._about = about
        self._show_fields()
        self._fill_units()

    def choose(self, proposals: Iterable[int]) -> None:
        """Take these proposals, as when they come from another page."""
        self._chosen = tuple(proposals)
        self.way.setCurrentIndex(0)
        self._show_fields()
        self.changed.emit()

    def choose_numbers(self, text: str) -> None:
        """Take proposals by numbers and ranges."""
        self.way.setCurrentIndex(1)
        self.numbers.setText(text)
        self._show_fields()
        self._look()

    def refresh(self) -> None:
        """Read batches and units again; what was chosen stays where it still exists."""
        plenary = self.workspace.plenary_id
        _refill(self.batch, [(one.key, one.label) for one in self.workspace.read(lookups.batches, plenary_id=plenary)])
        self._fill_units()
        self._find()
        self._say()

    def _turn(self) -> None:
        self._show_fields()
        self._fill_units()
        self._look()

    def _on_numbers(self) -> None:
        if self.numbers.text() != self._typed:
            self._look()

    def _on_batch(self) -> None:
        self._fill_units()
        self._look()

    def _look(self) -> None:
        self._typed = self.numbers.text()
        self._find()
        self._say()
        self.changed.emit()

    def _find(self) -> None:
        way, read, plenary = self.way.currentData(), self.workspace.read, self.workspace.plenary_id
        self._missing: Sequence[int] = ()
        if way == "numbers" and plenary is not None:
            wanted = numbers_in(self.numbers.text())
            found = read(proposals_numbered, plenary, wanted)
            self._found = tuple(found[number] for number in wanted if number in found)
            self._missing = [number for number in wanted if number not in found]
        elif way == "batch" and (batch := self.batch.currentData()):
            self._found = read(proposals_of_batch, batch)
        elif way == "unit" and plenary is not None and (unit := self.unit.currentData()):
            self._found = read(proposals_of_unit, plenary, unit)
        else:
            self._found = ()

    def _say(self) -> None:
        """One line below: how many, and which numbers are not in the register."""
        if self._about is About.PLENARY:
            self.said.setText(f"{self.workspace.plenary_name}全部提案")
            return
        words = "" if self._about is About.BATCH else f"{len(self.proposals)} 件" if self.proposals else "还没有选提案"
        missing = ranges_of(list(self._missing)) if self._about is About.PROPOSALS else ""
        self.said.setText(f"{words}，没有 {missing} 号" if missing else words)
        self.said.setVisible(bool(self.said.text()))

    def _show_fields(self) -> None:
        way, about = self.way.currentData(), self._about
        is_many = about is About.PROPOSALS
        for widget in (self._way_label, self.way):
            widget.setVisible(is_many)
        self.numbers.setVisible(is_many and way == "numbers")
        for widget, wanted in ((self.batch, way == "batch"), (self.unit, way == "unit")):
            widget.setVisible(about is About.BATCH or (is_many and wanted))
        self._batch_label.setVisible(not self.batch.isHidden())
        self._unit_label.setVisible(not self.unit.isHidden())
        self._missing = ()
        self._say()

    def _fill_units(self) -> None:
        """Every unit, or those of the chosen batch."""
        every = [(one.key, one.label) for one in self.workspace.read(lookups.units)]
        if self._about is About.BATCH:
            batch = self.batch.currentData()
            here = self.workspace.read(units_of_batch, batch) if batch else frozenset()
            every = [(None, f"全部 {len(here)} 个单位"), *(pair for pair in every if pair[0] in here)]
        _refill(self.unit, every)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    return made


def _refill(combo: QComboBox, choices: Sequence[tuple[object, str]]) -> None:
    held = combo.currentData()
    combo.clear()
    for key, name in choices:
        combo.addItem(name, key)
    combo.setCurrentIndex(max(0, combo.findData(held)) if choices else -1)
