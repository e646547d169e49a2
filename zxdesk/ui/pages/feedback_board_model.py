"""The model of the feedback matrix: a heading a reply, a line a form, with what is typed and not yet recorded on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from zxdesk.queries.feedback_board import ANSWERS, FormRow, FormWords
from zxdesk.ui.table import shown

Index = QModelIndex | QPersistentModelIndex
Draft = dict[str, str]
COLUMNS = (
    ("proposer", "提案者"), ("sent_on", "发出"), ("contact_answer", "面商"), ("attitude", "态度"), ("relevance", "针对性"),
    ("result", "结果"), ("returned_on", "收回"), ("comment", "意见"),
)  # fmt: skip
KEYS = tuple(key for key, _title in COLUMNS)
TITLES = dict(COLUMNS)
FIRST, LAST = KEYS.index(ANSWERS[0]), KEYS.index(ANSWERS[-1])
RETURNED, COMMENT = KEYS.index("returned_on"), KEYS.index("comment")
LONG = 8
REQUIRED = ("attitude", "result")


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above the forms of one reply."""

    number: str
    title: str
    unit: str
    reply_class: str
    returned: int
    every: int

    @property
    def words(self) -> str:
        """The whole line, as it is read aloud."""
        return f"{self.number} {self.title} {self.unit} 答复 {self.reply_class} 类 收回 {self.returned}/{self.every} 份"


Line = FormRow | Heading


class BoardModel(QAbstractTableModel):
    """Headings and forms in the order given; ``drafts`` hold by form what was typed so far."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.lines: list[Line] = []
        self.words: Mapping[int, FormWords] = {}
        self.drafts: dict[int, Draft] = {}
        self._places: dict[int, int] = {}

    def set_rows(self, rows: Sequence[FormRow], words: Mapping[int, FormWords]) -> bool:
        """Show these forms; True when lines came, went or moved, so that a view has to find its place again."""
        self.words = words
        lines = _with_headings(rows)
        if [_key(line) for line in lines] == [_key(line) for line in self.lines]:
            self.lines = lines
            self.tell()
            return False
        self.beginResetModel()
        self.lines = lines
        self._places = {line.id: at for at, line in enumerate(lines) if isinstance(line, FormRow)}
        self.endResetModel()
        return True

    def tell(self, at: int | None = None) -> None:
        """Let the views draw a line again, or all of them."""
        if self.lines:
            first, last = (0, len(self.lines) - 1) if at is None else (at, at)
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def forms(self) -> Iterable[FormRow]:
        """The forms, top to bottom."""
        return (line for line in self.lines if isinstance(line, FormRow))

    def form_at(self, row: int) -> FormRow | None:
        """The form on this line; None for a heading and outside."""
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        return line if isinstance(line, FormRow) else None

    def place(self, form_id: int) -> int:
        """The line of a form, -1 when it is not shown."""
        return self._places.get(form_id, -1)

    def above(self, row: int) -> FormRow | None:
        """The nearest form above a line."""
        return next((form for at in range(row - 1, -1, -1) if (form := self.form_at(at)) is not None), None)

    def draft(self, form: FormRow) -> Draft:
        """What is typed for a form and not recorded."""
        return self.drafts.get(form.id, {})

    def answer(self, form: FormRow, key: str) -> str:
        """The word in a cell: typed, or recorded."""
        return self.draft(form).get(key) or str(getattr(form, key) or "")

    def missing(self, form: FormRow) -> list[str]:
        """The columns that must still be filled before the form can be recorded."""
        return [key for key in REQUIRED if not self.answer(form, key)]

    def first_empty(self, form: FormRow) -> int:
        """The column to fill first."""
        return next((KEYS.index(key) for key in ANSWERS if not self.answer(form, key)), FIRST)

    def next_out(self, row: int) -> int:
        """The next line below, then from the top, whose form has not come back and can be entered; -1 when there is none."""
        count = len(self.lines)
        for step in range(1, count + 1):
            at = (row + step) % count
            form = self.form_at(at)
            if form is not None and form.returned_on is None and form.is_open:
                return at
        return -1

    def cell(self, form: FormRow, key: str) -> str:
        """A cell in words, as shown and copied."""
        if key == "returned_on":
            if form.returned_on is not None:
                return shown(form.returned_on, year=self.today.year)
            if self.draft(form):
                return "未存"
            late = (self.today - form.due_on).days if form.due_on is not None else 0
            return f"超 {late} 天" if late > 0 else "未收回"
        if key in ("sent_on", "proposer"):
            return shown(getattr(form, key), year=self.today.year)
        return self.answer(form, key).replace("\n", " ")

    def tone(self, form: FormRow, key: str) -> str:
        """How a cell is drawn: good, middle, bad, late, muted or plain."""
        if key in ANSWERS:
            word = self.answer(form, key)
            return self.words[form.plenary_id].tone(key, word) if word else "plain"
        if key == "returned_on" and form.returned_on is None:
            return "late" if form.is_late(self.today) and not self.draft(form) else "muted"
        return "muted" if key == "sent_on" else "plain"

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _TEXT_ROLES:
            return None
        line, key = self.lines[index.row()], KEYS[index.column()]
        if isinstance(line, Heading):
            return line.words if index.column() == 0 or role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(line, key)
        return self.cell(line, key)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if FIRST <= section <= LAST else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.form_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _spoken(self, form: FormRow, key: str) -> str:
        typed = "，未存" if key in self.draft(form) else ""
        return f"{form.number} {form.proposer}，{TITLES[key]}，{self.cell(form, key) or '未填'}{typed}"

    def _tip(self, form: FormRow, key: str) -> str | None:
        if key == "proposer":
            merged = f"，并案 {form.merged_number} 的提案者" if form.merged_number else ""
            return f"{form.proposer}{merged}" if merged or len(form.proposer) > LONG else None
        if key == "comment":
            return form.comment or None
        if key == "returned_on" and form.reminders:
            return f"已催收 {form.reminders} 次，最近 {shown(form.reminded_on, year=self.today.year)}"
        return None


_TEXT_ROLES = frozenset(
    {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
)  # fmt: skip


def _with_headings(rows: Sequence[FormRow]) -> list[Line]:
    lines: list[Line] = []
    groups: dict[tuple[int, int], list[FormRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    for forms in groups.values():
        first = forms[0]
        returned = sum(1 for form in forms if form.returned_on is not None)
        lines.append(Heading(first.number, first.title, first.unit, first.reply_class, returned, len(forms)))
        lines += forms
    return lines


def _key(line: Line) -> object:
    return line.id if isinstance(line, FormRow) else (line.number, line.unit)
