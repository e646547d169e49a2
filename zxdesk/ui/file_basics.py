"""The rows of 基本: which fields stand where, as words and in the very same places as fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from zxdesk.services.steps import step_named
from zxdesk.ui import theme
from zxdesk.ui.file_words import File, day, joined, kept
from zxdesk.ui.form_fields import WIDE_KINDS, WIDE_NAMES
from zxdesk.ui.form_grid import BETWEEN, TOP, places
from zxdesk.ui.widgets.labels import ElidedLabel, label

BASICS = (
    "title", "submitted_on", "submitted_at", "category", "proposer_kind", "is_open", "open_reason", "is_key_suggested", "wants_feedback",
    "source", "survey", "keywords", "contact", "contact_phone", "contact_address", "contact_postcode", "raised_before", "external_number",
    "group_number", "is_sealed", "proposers", "invited", "wished_lead", "wished_co",
)  # fmt: skip
"""The fields of the part, those in front that stand as words in the same order."""
LABELS = {
    "invited": "待会签", "wished_lead": "意向主办", "wished_co": "意向会办", "survey": "调研", "raised_before": "往年提出", "is_open": "公开",
    "is_key_suggested": "重点", "wants_feedback": "征询", "is_sealed": "盖章",
}  # fmt: skip
"""Names short enough for the column of labels, where the step has a longer one; a check box keeps its own while editing."""
EDGE = 16
"""Pixels left and right of what stands in a file."""
LONGEST = 22
"""Characters that one row surely has room for; what is longer stands below the rows, and behind them as a field."""
LEAST = 11
"""Characters of room from which a field is easily read in half the width."""


def basic_texts(file: File, year: int | None = None) -> dict[str, str]:
    """What is said of each field that has a row of words, in the order of the rows."""
    opened = "" if file["is_open"] is None else "同意公开" if file["is_open"] else "不同意公开"
    said: dict[str, object] = {
        "title": file["title"], "submitted_on": day(file["submitted_on"], year=year), "submitted_at": file["submitted_at"],
        "category": joined(file["category"], file["construction"], by=" · "),
        "proposer_kind": joined(file["proposer_kind"], file["proposer_group"], by="，"),
        "is_open": joined(opened, file["publicity"], by="，"),
        "is_key_suggested": "建议列为重点" if file["is_key_suggested"] else "",
        "wants_feedback": "不需征询意见" if file["wants_feedback"] is False else "", "is_sealed": "已盖章或签名" if file["is_sealed"] else "",
    }  # fmt: skip
    words = {name: str(said.get(name, file.get(name)) or "") for name in BASICS if name not in ("proposers", "invited", "wished_lead", "wished_co")}
    return {name: text for name, text in words.items() if text and (name == "title" or len(text) <= LONGEST)}


def long_texts(file: File) -> tuple[tuple[str, str], ...]:
    """The texts too long for a row, with their names."""
    shown = basic_texts(file)
    fields = [field for field in step_named("correct").fields if field.name in BASICS and field.kind == "text" and field.name not in shown]
    return kept(*((basic_label(field.name), file[field.name]) for field in fields))


def basic_order(file: File) -> tuple[str, ...]:
    """The fields in the order they are edited in: those that stand there as words, proposers and wishes, then those that are empty."""
    shown = tuple(basic_texts(file))
    others = [name for name in ("proposers", "invited", "wished_lead", "wished_co") if name not in shown]
    return (*shown, *others, *(name for name in BASICS if name not in shown and name not in others))


def basic_note(file: File) -> str:
    """What belongs to the proposal and is no field of it: receipt number, plenary, timing, marks."""
    marks = (("is_key", "重点提案"), ("is_good", "优秀提案"), ("is_secret", "涉密"))
    return joined(file["receipt_number"], file["plenary"], file["timing_label"], *(word for key, word in marks if file[key]), by=" · ")


def basic_label(name: str) -> str:
    """How a field is called among the rows."""
    return LABELS.get(name) or next(field.label for field in step_named("correct").fields if field.name == name)


@dataclass(frozen=True)
class BasicShape:
    """Where the rows stand for a given room: the same for words and for fields. ``texts`` are the words of the rows."""

    texts: Mapping[str, str]

    @property
    def label_width(self) -> int:
        """The width of a column of labels."""
        font = QFontMetrics(theme.font(theme.metrics().body))
        names = [basic_label(field.name) for field in step_named("correct").fields if field.name in BASICS]
        return max(theme.metrics().label, *(font.horizontalAdvance(name) + 2 for name in names))

    def columns(self, width: int) -> int:
        """How many columns a width has room for."""
        return 2 if self._cell(width) >= LEAST * theme.metrics().fonts["body"] else 1

    def wide(self, width: int) -> frozenset[str]:
        """The fields that take a whole row at this width."""
        font = QFontMetrics(theme.font(theme.metrics().body))
        return frozenset(name for name, text in self.texts.items() if name == "title" or font.horizontalAdvance(text) > self._cell(width) - BETWEEN)

    def _cell(self, width: int) -> int:
        return (width - 3 * BETWEEN) // 2 - self.label_width


class BasicRows(QWidget):
    """The rows as words that can be selected; too long a title is cut off, since the heading of the file says it whole."""

    def __init__(self, file: File, *, year: int | None, width: int) -> None:
        super().__init__()
        texts = basic_texts(file, year)
        shape = BasicShape(texts)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(BETWEEN)
        grid.setVerticalSpacing(BETWEEN)
        columns, wide = shape.columns(width), shape.wide(width)
        kinds = {field.name: field.kind for field in step_named("correct").fields}
        rows = [(name, name in wide or name in WIDE_NAMES or kinds[name] in WIDE_KINDS) for name in texts]
        for name, row, column, across in places(rows, columns):
            grid.addWidget(_high(label(basic_label(name), "muted")), row, column, TOP)
            said: QLabel = ElidedLabel(texts[name]) if name == "title" else label(texts[name])
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            said.setMinimumWidth(1)
            said.setAccessibleName(f"{basic_label(name)}：{texts[name]}")
            grid.addWidget(_high(said), row, column + 1, 1, across)
        for at in range(columns):
            grid.setColumnMinimumWidth(2 * at, shape.label_width)
            grid.setColumnStretch(2 * at + 1, 1)


def _high(made: QLabel) -> QLabel:
    """As high as a field."""
    made.setMinimumHeight(theme.metrics().control)
    return made
