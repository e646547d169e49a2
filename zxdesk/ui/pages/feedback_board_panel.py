"""The panel beside the matrix: what is being filled, the facts of the form, comment, scan, and what follows a bad answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.feedback_board import FormRow
from zxdesk.ui import prompts, theme
from zxdesk.ui.date_edit import DateField
from zxdesk.ui.memory import Memory
from zxdesk.ui.pages.feedback_board_others import OtherAnswers
from zxdesk.ui.pages.feedback_board_parts import DropPlace, RedBox, WordKey, spaced
from zxdesk.ui.table import shown
from zxdesk.ui.widgets.labels import FieldError, KeyHint, label
from zxdesk.ui.widgets.text_part import TextPart

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 292
SHORT = 460
"""A panel lower than this keeps only the head and the button of the red box."""
NAMES = {
    "contact_answer": "走访（面商）情况", "attitude": "办理态度", "relevance": "答复的针对性", "result": "办理结果",
    "returned_on": "收回日期", "comment": "意见",
}  # fmt: skip
KEYS_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormPanel(QWidget):
    """One form at a time.

    Signals: ``chosen(int)`` with the digit of a word clicked; ``day_set(object)`` with a date or None; ``commented(str)``;
    ``answered(str, str)`` with another field and its word;
    ``scanned(list)`` with paths; ``redo_wanted()``; ``left()`` when the keys shall go back to the matrix.
    """

    chosen = Signal(int)
    day_set = Signal(object)
    commented = Signal(str)
    answered = Signal(str, str)
    scanned = Signal(list)
    redo_wanted = Signal()
    left = Signal()

    def __init__(self, today: Callable[[], date], memory: Memory) -> None:
        super().__init__()
        self._today = today
        self.others = OtherAnswers(memory)
        self.others.answered.connect(self.answered)
        self._words: tuple[str, ...] = ()
        self._keys: list[WordKey] = []
        self._known: tuple[object, str] = (None, "")
        self.setAccessibleName("正在填的征询意见表")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("ground", True)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._build_facts()
        self._build_fields()
        self._column.addStretch(1)
        self._area.setWidget(inner)
        self.box = RedBox("转重新办理…", self.redo_wanted.emit)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(16, 8, 16, 12)
        below.addWidget(self.box)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addWidget(foot)
        self._fit()

    def show_form(self, form: FormRow | None, *, day: date | None, comment: str, scans: Sequence[str]) -> None:
        """Show a form's facts and fields; None empties the panel."""
        self.error.clear()
        for editor in (self.day, self.comment):
            editor.set_invalid(False)
            editor.entry().setEnabled(form is not None and form.is_open)
        self.drop.setEnabled(form is not None)
        self._known = (day, comment)
        self.day.set_value(day)
        if self.comment.text() != comment:
            self.comment.set_value(comment)
        for name, fact in self._facts.items():
            is_shown = form is not None and (name != "催收" or form.reminders > 0)
            fact.setVisible(is_shown)
            self._names[name].setVisible(is_shown)
        if form is None:
            self._head.setText("没有选中的征询意见表")
            self._title.setText("")
            self.show_words("", (), "")
            return
        self._head.setText(f"{form.number} × {form.unit} × {form.proposer}")
        self._title.setText(form.title)
        year = self._today().year
        self._facts["答复"].setText("，".join(filter(None, (form.reply_number, f"{form.reply_class} 类"))))
        due = f"，应 {shown(form.due_on, year=year)} 收回" if form.due_on else ""
        self._facts["发出"].setText(f"{shown(form.sent_on, year=year)} {form.sent_by}{due}")
        self._facts["联系"].setText(f"{form.proposer}　{form.phone}".strip("　") + (f"（并案 {form.merged_number}）" if form.merged_number else ""))
        said = f"{form.reminders} 次，最近 {shown(form.reminded_on, year=year)}" if form.reminders else ""
        self._facts["催收"].setText(said)
        self.drop.setText("拖入扫描件" if not scans else f"已附 {len(scans)} 个，再拖入扫描件")
        self.drop.setToolTip("\n".join(scans))

    def show_words(self, key: str, words: Sequence[str], current: str) -> None:
        """Offer the words of one column as buttons; the one that stands in the cell is marked."""
        self._doing.setText(f"正在填：{NAMES[key]}" if key else "")
        if tuple(words) != self._words:
            self._words = tuple(words)
            while (item := self._grid.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            across = 3 if len(words) <= 3 else 2
            self._keys = [WordKey(at, word) for at, word in enumerate(words, 1)]
            for at, button in enumerate(self._keys):
                button.clicked.connect(lambda _=False, digit=at + 1: self.chosen.emit(digit))
                self._grid.addWidget(button, at // across, at % across)
        for button in self._keys:
            button.setChecked(button.text() == current)

    def show_error(self, error: RuleError) -> None:
        """Say why something was refused, at its field where it is one of the panel's."""
        self.error.show_sentence(error.message)
        self._area.ensureWidgetVisible(self.error)
        if error.field == "returned_on":
            self.day.set_invalid(True)
            self.day.entry().setFocus()

    def edit_day(self) -> None:
        """Put the cursor in the day of return."""
        self.day.line.setFocus()
        self.day.line.selectAll()

    def edit_comment(self) -> None:
        """Put the cursor at the end of the comment."""
        self.comment.edit.setFocus()
        self.comment.edit.moveCursor(self.comment.edit.textCursor().MoveOperation.End)

    def _build_facts(self) -> None:
        self._head, self._title = label("", "section", wrap=True), label("", "muted", wrap=True)
        self._column.addWidget(spaced(self._head, self._title))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._facts: dict[str, QLabel] = {}
        self._names: dict[str, QLabel] = {}
        for at, name in enumerate(("答复", "发出", "联系", "催收")):
            self._names[name] = label(name, "muted")
            self._facts[name] = label("", wrap=True, selectable=True)
            self._facts[name].setFocusPolicy(Qt.FocusPolicy.NoFocus)
            grid.addWidget(self._names[name], at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._facts[name], at, 1)
        self._column.addLayout(grid)

    def _build_fields(self) -> None:
        self._doing = label("", "section", wrap=True)
        self._buttons = QWidget()
        self._grid = QGridLayout(self._buttons)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.error = FieldError()
        self._column.addWidget(spaced(self._doing, self._buttons, self.error))
        self.day = DateField(today=self._today)
        self.day.line.setAccessibleName("这份的收回日期")
        self.day.line.editingFinished.connect(self._on_day)
        self.comment = TextPart(rows=3, counted=False)
        self.comment.set_placeholder("没有意见可不填")
        self.comment.edit.setAccessibleName("意见或建议")
        for watched in (self.day.line, self.comment.edit):
            watched.installEventFilter(self)
        self.drop = DropPlace("拖入扫描件")
        self.drop.dropped.connect(self.scanned)
        self.drop.clicked.connect(self._on_choose)
        self._column.addWidget(spaced(_headed("收回日期", "R"), self.day))
        self._column.addWidget(spaced(_headed("意见", "M"), self.comment))
        self._column.addWidget(self.others)
        self._column.addWidget(spaced(label("附件", "muted"), self.drop))

    def _on_day(self) -> None:
        try:
            day = self.day.value()
        except RuleError as problem:
            self.show_error(RuleError(problem.message, "returned_on"))
            return
        if day != self._known[0]:
            self._known = (day, self._known[1])
            self.day_set.emit(day)

    def _on_comment(self) -> None:
        written = str(self.comment.value() or "")
        if written != self._known[1]:
            self._known = (self._known[0], written)
            self.commented.emit(written)

    def _on_choose(self) -> None:
        if paths := prompts.choose_files(self.window(), "征询意见表的扫描件", "图片和文档 (*.jpg *.jpeg *.png *.tif *.pdf);;所有文件 (*)"):
            self.scanned.emit(paths)

    def _fit(self) -> None:
        self.setFixedWidth(min(round(WIDTH * theme.metrics().body / 13), 340))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in KEYS_DONE and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._on_day() if watched is self.day.line else self._on_comment()
                if self.error.text() == "":
                    self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.day.set_value(self._known[0])
                self.comment.set_value(self._known[1])
                self.left.emit()
                return True
        if event.type() == QEvent.Type.FocusOut and watched is self.comment.edit:
            self._on_comment()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.box.set_short(event.size().height() < SHORT * theme.metrics().body / 13)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


def _headed(words: str, key: str) -> QFrame:
    head = QFrame()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label(words, "muted"))
    row.addWidget(KeyHint(key))
    row.addStretch(1)
    return head
