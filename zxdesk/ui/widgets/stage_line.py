"""The line of nine steps from 收件 to 归档, each with its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zxdesk.ui import theme

STEPS = ("收件", "审查", "立案", "交办", "办理", "答复", "征询", "办结", "归档")
STATES = {"done": "已完成", "current": "正在进行", "coming": "未到", "stopped": "已终止"}


@dataclass(frozen=True)
class Step:
    """One step: name, the words below it (a date or 现在), and done, current, coming or stopped."""

    name: str
    below: str = ""
    state: str = "coming"

    @property
    def accessible(self) -> str:
        """What a screen reader says: 交办，3月20日，已完成."""
        month, slash, day = self.below.partition("/")
        below = f"{month}月{int(day)}日" if slash and day.isdigit() else self.below
        return "，".join(part for part in (self.name, below, STATES[self.state]) if part)


def short_day(day: str | None) -> str:
    """An ISO date as it stands below a step: 3/05."""
    if not day:
        return ""
    on = date.fromisoformat(day)
    return f"{on.month}/{on.day:02d}"


def steps_up_to(current: int, dates: Sequence[str] = (), *, ended: str = "") -> tuple[Step, ...]:
    """The nine steps with those before ``current`` done; ``ended`` (并案, 撤案 …) ends the line grey after it."""
    made = []
    for at, name in enumerate(STEPS):
        below = dates[at] if at < len(dates) else ""
        if ended and at > current:
            break
        state = "done" if at < current or (ended and at == current) else "current" if at == current else "coming"
        made.append(Step(name, below, state))
    if ended:
        made.append(Step(ended, "", "stopped"))
    return tuple(made)


class StageLine(QWidget):
    """The steps as discs on a line; arrow keys move between steps, Enter opens one.

    Signals: ``opened(int)`` with the place of the step.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = steps_up_to(0)
        self._focused = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_step()

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        self._focused = next((at for at, step in enumerate(self._steps) if step.state in ("current", "stopped")), 0)
        self._name_step()
        self.update()

    def steps(self) -> tuple[Step, ...]:
        """The steps shown."""
        return self._steps

    def sizeHint(self) -> QSize:
        line = theme.font(theme.metrics().second)
        return QSize(9 * 52, 26 + 2 * (line.pixelSize() + 4) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(9 * (theme.metrics().fonts["body"] * 2 + 10), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(len(self._steps) - 1):
            self._draw_joint(painter, at)
        for at, step in enumerate(self._steps):
            self._draw_step(painter, at, step)
        painter.end()

    def _centre(self, at: int) -> QPointF:
        return QPointF(self.width() * (at + 0.5) / max(len(self._steps), 1), 14)

    def _draw_joint(self, painter: QPainter, at: int) -> None:
        following = self._steps[at + 1].state
        painter.setPen(QPen(theme.colour("accent" if following in ("done", "current") else "line2"), 2))
        painter.drawLine(self._centre(at) + QPointF(10, 0), self._centre(at + 1) - QPointF(10, 0))

    def _draw_step(self, painter: QPainter, at: int, step: Step) -> None:
        metrics = theme.metrics()
        centre = self._centre(at)
        ring = {"done": "accent", "current": "accent", "coming": "line2", "stopped": "muted"}[step.state]
        radius = 9.0 if step.state == "current" else 6.5
        painter.setPen(QPen(theme.colour(ring), 3 if step.state == "current" else 2))
        painter.setBrush(theme.colour(ring if step.state in ("done", "stopped") else "surface"))
        painter.drawEllipse(centre, radius, radius)
        if self.hasFocus() and at == self._focused:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 12, 12)
        width = self.width() // max(len(self._steps), 1)
        box = QRect(int(centre.x()) - width // 2, 26, width, metrics.fonts["second"] + 5)
        is_current = step.state == "current"
        painter.setFont(theme.font(metrics.second, QFont.Weight.Bold if is_current else QFont.Weight.Normal))
        painter.setPen(theme.colour("accent" if is_current else "text" if step.state == "done" else "muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, step.name)
        painter.setFont(theme.font(metrics.key))
        painter.setPen(theme.colour("muted"))
        painter.drawText(box.translated(0, box.height() - 1), Qt.AlignmentFlag.AlignCenter, step.below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves and self._steps:
            self._focused = min(max(self._focused + moves[Qt.Key(event.key())], 0), len(self._steps) - 1)
            self._name_step()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._focused)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self._at(event.position().x()))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._steps:
            place = self.mapFromGlobal(self.cursor().pos())
            QToolTip.showText(self.cursor().pos(), self._steps[self._at(place.x())].accessible, self)
            return True
        return super().event(event)

    def _at(self, x: float) -> int:
        return min(max(int(x * len(self._steps) / max(self.width(), 1)), 0), len(self._steps) - 1)

    def _name_step(self) -> None:
        self.setAccessibleName(self._steps[self._focused].accessible if self._steps else "")
