"""One line of the reconciliation: a sum, what it is made of, and whether both agree; every number opens its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from zxdesk.ui import icons, painters, theme
from zxdesk.ui.widgets.chart import Chart, Spot

NAME = 132
"""Width of the line's name at 中."""
GAP, PAD = 6, 12


HEADS = {
    "registered": "收件号", "received": "收支", "after_merging": "合并后", "timing": "大会与平时", "number": "提案号",
    "category": "类别", "construction": "五个建设", "type": "提案者类型", "group": "委员与集体", "sector": "界别",
    "units": "主办方式", "roles": "承办件次", "stage": "阶段", "class": "办理类别",
    "month_received": "各月收到", "month_filed": "各月立案", "month_replied": "各月办复",
    "forms": "征询意见表", "answers_attitude": "办理态度", "answers_result": "办理结果", "suggestions": "建议条数",
}  # fmt: skip
"""What each line is about; several of them have the same sum."""
MANY = 7
"""Parts from which those of nothing are left out."""


@dataclass(frozen=True)
class Piece:
    """A part of the line: its number and name, the figure behind it, the sign before it, and what it is called when its list opens."""

    count: int
    name: str
    figure: str
    sign: str = ""
    tone: str = ""

    @property
    def words(self) -> str:
        """The number with its name."""
        return f"{self.name} {self.count}"


class ReconciliationLine(Chart):
    """收到 219 ＝ 立案 183 ＋ 并案 9 ＋ …　相符."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._sentence, self._unit = "", "", "件"
        self._pieces: tuple[Piece, ...] = ()
        self._holds = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: Mapping[str, Any]) -> None:
        """Show one line as the statistics give it."""
        self._name, self._sentence, self._unit = HEADS.get(line["key"], line["name"]), line["sentence"], line["unit"]
        self._holds = bool(line["holds"])
        shown = [part for part in line["parts"] if part["count"] or len(line["parts"]) < MANY]
        signs = ["＝" if not line["difference"] else "≠", *["＋"] * len(shown)]
        parts = [Piece(part["count"], part["name"], part["figure"], sign) for part, sign in zip(shown, signs, strict=False)]
        wrong = [Piece(one["count"], one["words"], one["figure"], "；", "red") for one in line["reasons"]]
        if line["difference"] and not wrong:
            wrong = [Piece(abs(line["difference"]), "相差", "", "；", "red")]
        self._pieces = (Piece(line["total"], line["name"], line["figure"]), *parts, *wrong)
        self.setAccessibleName(self._sentence)
        self.setToolTip(self._sentence)
        self.arrange()

    @property
    def agrees(self) -> bool:
        """Whether the parts make the sum."""
        return self._holds

    def title_of(self, figure: str) -> str:
        """What the list behind a number of this line is called."""
        piece = next(piece for piece in self._pieces if piece.figure == figure)
        return piece.name if piece.name == self._name else f"{self._name} · {piece.name}"

    def spots(self) -> list[Spot]:
        return [
            Spot(piece.figure, box, f"{self._name} {piece.words}{self._unit}", bool(piece.count and piece.figure)) for piece, box in self._places()
        ]

    def table(self) -> list[list[str]]:
        return [["对账", "项目", "件数"], *([self._name, piece.name, str(piece.count)] for piece in self._pieces)]

    def arrange(self) -> None:
        self.setFixedHeight(self._height())
        super().arrange()

    def sizeHint(self) -> QSize:
        return QSize(400, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        body, bold = theme.font(theme.metrics().body), theme.font(theme.metrics().body, QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        first = QRect(PAD, 0, self._left() - PAD - 4, self._row())
        painter.drawText(first, painters.LEFT, painters.elided(painter, self._name, first.width()))
        self._draw_verdict(painter)
        for at, (piece, box) in enumerate(self._places()):
            if self.is_hot(at):
                painter.fillRect(box, theme.colour("hover"))
            x = box.x() + GAP
            if piece.sign:
                painter.setFont(body)
                painter.setPen(theme.colour("muted"))
                painter.drawText(QRect(box.x() - self._sign() + 2, box.y(), self._sign(), box.height()), painters.LEFT, piece.sign)
            live = bool(piece.count and piece.figure)
            painter.setFont(body)
            painter.setPen(theme.colour("red" if piece.tone else "text"))
            painter.drawText(QRect(x, box.y(), box.width(), box.height()), painters.LEFT, piece.name)
            x += painter.fontMetrics().horizontalAdvance(piece.name) + 5
            painter.setFont(bold)
            painter.setPen(theme.colour("red" if piece.tone else "accent" if live else "muted"))
            painter.drawText(QRect(x, box.y(), box.width(), box.height()), painters.LEFT, str(piece.count))
        painter.end()

    def _draw_verdict(self, painter: QPainter) -> None:
        side, right = theme.metrics().icon, self.width() - PAD
        words, tone, sign = ("相符", "green", "done") if self.agrees else ("不符", "red", "warning")
        painter.setFont(theme.font(theme.metrics().body, QFont.Weight.Medium))
        wide = painter.fontMetrics().horizontalAdvance(words)
        painter.setPen(theme.colour(tone))
        painter.drawText(QRect(right - wide, 0, wide + 1, self._row()), painters.LEFT, words)
        icons.draw(painter, QRect(right - wide - side - 4, (self._row() - side) // 2, side, side), sign, tone)

    def _places(self) -> list[tuple[Piece, QRect]]:
        """Where each piece lies; they go on in the next row where there is no room."""
        body = QFontMetrics(theme.font(theme.metrics().body))
        bold = QFontMetrics(theme.font(theme.metrics().body, QFont.Weight.Bold))
        left, right = self._left(), self.width() - self._verdict()
        x, y, found = left, 0, []
        for piece in self._pieces:
            sign = self._sign() if piece.sign else 0
            wide = 2 * GAP + body.horizontalAdvance(piece.name) + 5 + bold.horizontalAdvance(str(piece.count))
            if x > left and x + sign + wide > right:
                x, y = left, y + self._row()
            found.append((piece, QRect(x + sign, y + 2, wide, self._row() - 4)))
            x += sign + wide
        return found

    def _height(self) -> int:
        places = self._places()
        return (places[-1][1].bottom() + 3 if places else self._row()) + 1

    def _row(self) -> int:
        return theme.metrics().row

    def _left(self) -> int:
        return PAD + NAME * theme.metrics().fonts["body"] // 13

    def _sign(self) -> int:
        return theme.metrics().fonts["body"] + 4

    def _verdict(self) -> int:
        return PAD + 5 * theme.metrics().fonts["body"] + theme.metrics().icon


def all_agree(lines: Sequence[Mapping[str, Any]]) -> bool:
    """Whether every line does."""
    return all(line["holds"] for line in lines)
