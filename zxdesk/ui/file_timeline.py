"""The history of a proposal as a line of acts, what was changed shown old and new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.queries.history import FieldChange, HistoryRow
from zxdesk.ui import theme
from zxdesk.ui.widgets.button import ActionButton

INDENT = 18
FIRST = 40  # acts that are shown without asking
AT_ONCE = 6  # acts that are laid out before the window is drawn; the others follow while nothing else is to do
LONG_WORDS = 60


class Timeline(QWidget):
    """Acts, the newest first; ``brief`` shows only what stood otherwise before, for the side of the wide file."""

    def __init__(self, rows: Sequence[HistoryRow], *, today: date, brief: bool = False, first: int = FIRST) -> None:
        super().__init__()
        self._rows, self._today, self._brief = list(rows), today, brief
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more: ActionButton | None = None
        self._shown = 0
        self._upto = min(first, len(self._rows))
        self._add(AT_ONCE)
        self._later = QTimer(self, interval=0)
        self._later.timeout.connect(lambda: self._add(AT_ONCE))
        if self._shown < self._upto:
            self._later.start()

    def show_next(self, count: int) -> None:
        """Add older acts below."""
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        self._upto = min(self._shown + count, len(self._rows))
        self._later.start()

    def _add(self, count: int) -> None:
        for row in self._rows[self._shown : min(self._shown + count, self._upto)]:
            self._column.addWidget(_Act(row, self._today, brief=self._brief, is_first=self._shown == 0))
            self._shown += 1
        if self._shown < self._upto:
            return
        if hasattr(self, "_later"):
            self._later.stop()
        left = len(self._rows) - self._shown
        if left > 0 and not self._brief and self._more is None:
            self._more = ActionButton(f"再看更早的 {left} 条", kind="link", clicked=lambda: self.show_next(FIRST))
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)


class _Act(QLabel):
    """One act beside its dot on the line."""

    def __init__(self, row: HistoryRow, today: date, *, brief: bool, is_first: bool) -> None:
        super().__init__()
        self._is_first = is_first
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(INDENT, 0, 0, 10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setText(act_words(row, today, brief=brief))
        self.setAccessibleName(f"{row.label}，{moment_words(row.moment, today)}，{row.actor}")

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())  # Qt would lay the whole text out for it

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self.fontMetrics().height() // 2 + 1
        painter.fillRect(4, top if self._is_first else 0, 1, self.height(), theme.colour("line2"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self._is_first else "muted"))
        painter.drawEllipse(1, top - 3, 7, 7)
        painter.end()
        super().paintEvent(event)


def act_words(row: HistoryRow, today: date, *, brief: bool) -> str:
    """An act as rich text: label, reason, changes old → new, moment and person."""
    tokens, size = theme.tokens(), theme.metrics().fonts["second"]
    lines = [f"<b>{escape(row.label)}</b>" if not brief else escape(row.label)]
    if row.reason:
        lines.append(f'<span style="color:{tokens.muted}">理由　{escape(row.reason)}</span>')
    changed = [change for change in row.changes if change.old]
    most = 2 if brief else 40
    lines += [_change(change) for change in changed[:most]]
    if len(changed) > most:
        lines.append(f"…另有 {len(changed) - most} 项")
    if not brief:
        lines += _entered([change for change in row.changes if not change.old and change.new])
    when = f"{moment_words(row.moment, today)}　{escape(row.actor)}"
    lines.append(f'<span style="color:{tokens.muted}; font-size:{size}px">{when}</span>')
    return "<br>".join(lines)


def moment_words(moment: datetime, today: date) -> str:
    """今天 14:31, 5月8日 14:31, 2025-11-08 14:31."""
    if moment.date() == today:
        return f"今天 {moment:%H:%M}"
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}" if moment.year == today.year else f"{moment:%Y-%m-%d %H:%M}"


def _change(change: FieldChange) -> str:
    tokens = theme.tokens()
    name = f'<span style="color:{tokens.muted}">{escape(change.record)} · {escape(change.field)}</span>　'
    new = f'<span style="background-color:{tokens.new_ground}; color:{tokens.new_text}">{_short(change.new)}</span>'
    old = f'<span style="background-color:{tokens.old_ground}; color:{tokens.old_text}; text-decoration:line-through">{_short(change.old)}</span>'
    return f"{name}{old} → {new if change.new else '（空）'}"


def _entered(changes: Sequence[FieldChange]) -> list[str]:
    """What was new, a line a record."""
    tokens = theme.tokens()
    lines = []
    for record in dict.fromkeys(change.record for change in changes):
        fields = "，".join(f"{escape(c.field)} {_short(c.new.rstrip('。'))}" for c in changes if c.record == record)
        lines.append(f'<span style="color:{tokens.muted}">{escape(record)}</span>　{fields}')
    return lines


def _short(words: str) -> str:
    return escape(words if len(words) <= LONG_WORDS else f"{words[:LONG_WORDS]}…（{len(words)} 字）").replace("\n", " ")
