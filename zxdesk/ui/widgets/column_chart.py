"""Upright columns side by side in groups, such as years, each with its number above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zxdesk.ui import theme
from zxdesk.ui.widgets.chart import Chart, Spot, ink

WIDEST, GAP = 28, 2
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Pillar:
    """One column: the key it opens, what it counts, how many, its colour token."""

    key: str
    name: str
    amount: int
    colour: str


@dataclass(frozen=True)
class PillarGroup:
    """Columns that stand together, such as those of a year."""

    name: str
    pillars: tuple[Pillar, ...]


class ColumnChart(Chart):
    """Groups of columns over one base line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[PillarGroup, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_groups(self, groups: Sequence[PillarGroup]) -> None:
        """Show these groups."""
        if tuple(groups) != self._groups:
            self._groups = tuple(groups)
            self.arrange()

    def groups(self) -> tuple[PillarGroup, ...]:
        """What is shown."""
        return self._groups

    def table(self) -> list[list[str]]:
        names = [pillar.name for pillar in self._groups[0].pillars] if self._groups else []
        return [["届次", *names], *([group.name, *(str(p.amount) for p in group.pillars)] for group in self._groups)]

    def spots(self) -> list[Spot]:
        return [
            Spot(pillar.key, QRect(box.x() - 1, 0, box.width() + 2, self._base()), f"{group.name} {pillar.name} {pillar.amount}",
                 bool(pillar.key and pillar.amount))
            for group, boxes in zip(self._groups, self._boxes(), strict=True)
            for pillar, box in zip(group.pillars, boxes, strict=True)
        ]  # fmt: skip

    def sizeHint(self) -> QSize:
        return QSize(300, round(theme.metrics().body * 11))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, round(theme.metrics().body * 9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        at = 0
        for group, boxes in zip(self._groups, self._boxes(), strict=True):
            for pillar, box in zip(group.pillars, boxes, strict=True):
                if self.is_hot(at):
                    painter.fillRect(QRect(box.x() - 1, 0, box.width() + 2, self._base()), theme.colour("hover"))
                painter.fillRect(box, theme.colour(ink(pillar.colour)))
                painter.setFont(theme.font(theme.metrics().key))
                painter.setPen(theme.colour("text" if pillar.colour == "accent" else "muted"))
                over = QRect(box.x() - 20, box.y() - self._over(), box.width() + 40, self._over())
                painter.drawText(over, CENTRE, str(pillar.amount))
                at += 1
            painter.setFont(theme.font(theme.metrics().second))
            painter.setPen(theme.colour("text"))
            if boxes:
                middle = (boxes[0].left() + boxes[-1].right()) // 2
                painter.drawText(QRect(middle - 60, self._base() + 2, 120, self.height() - self._base() - 2), CENTRE, group.name)
        painter.fillRect(QRect(0, self._base(), self.width(), 1), theme.colour("line2"))
        painter.end()

    def _boxes(self) -> list[list[QRect]]:
        """The columns of every group, standing on the base line."""
        if not self._groups:
            return []
        most = max((pillar.amount for group in self._groups for pillar in group.pillars), default=0) or 1
        share = self.width() / len(self._groups)
        found = []
        for at, group in enumerate(self._groups):
            number = max(len(group.pillars), 1)
            width = min(round(theme.metrics().body * WIDEST / 13), int((share - 10) / number) - GAP)
            left = round(at * share + (share - number * (width + GAP) + GAP) / 2)
            boxes = []
            for place, pillar in enumerate(group.pillars):
                height = round((self._base() - self._over()) * pillar.amount / most)
                boxes.append(QRect(left + place * (width + GAP), self._base() - height, max(width, 3), height))
            found.append(boxes)
        return found

    def _base(self) -> int:
        return self.height() - QFontMetrics(theme.font(theme.metrics().second)).height() - 5

    def _over(self) -> int:
        return QFontMetrics(theme.font(theme.metrics().key)).height() + 1
