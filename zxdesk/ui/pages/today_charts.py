"""The charts of 今日: filed proposals by stage, and the units that answer with what they answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.domain.stage import FILED_STAGES, Stage
from zxdesk.queries.progress import UnitProgress, progress_ids
from zxdesk.queries.proposals import ProposalFilter
from zxdesk.ui.widgets.bar_chart import Bar, BarChart, simple_bars
from zxdesk.ui.widgets.chart import Legend
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.workspace import Workspace

STAGES = {
    Stage.FILED: "待交办", Stage.HANDLING: "办理中", Stage.REPLIED: "已办复", Stage.CONSULTING: "征询中", Stage.REDOING: "重新办理",
    Stage.CLOSED: "办结", Stage.FOLLOWING: "跟踪", Stage.ARCHIVED: "归档",
}  # fmt: skip
ALWAYS = frozenset({Stage.FILED, Stage.HANDLING, Stage.REPLIED, Stage.CONSULTING, Stage.REDOING, Stage.CLOSED})
PARTS = {"replied": ("已复", "green"), "under_way": ("办理中", "line2"), "late": ("超期", "red")}
SHOWN = 10
REST = "rest"


class TodayCharts(QScrollArea):
    """Both charts; every bar and every part of a bar opens the proposals behind it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("进度图表")
        self._units: Sequence[UnitProgress] = ()
        self._stage_title, self._unit_note = label("", "section"), label("已复 / 主办件数", "muted")
        self.stages, self.units = BarChart(), BarChart()
        self.stages.setAccessibleName("各阶段件数")
        self.stages.heads = ("阶段", "件数", "")
        self.units.setAccessibleName("主办单位进度")
        self.units.heads = ("主办单位", "已复/主办", "")
        self.stages.clicked.connect(self._on_stage)
        self.units.clicked.connect(self._on_unit)
        self._none = label("还没有交办。", "muted")
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._panel(self._stage_title, None, self.stages))
        legend = Legend([(colour, words) for words, colour in PARTS.values()])
        legend.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self._panel(label("主办单位进度", "section"), self._unit_note, self.units, self._none, legend), 1)
        self.setWidget(inner)
        workspace.keys.describe("today.copy-chart", "把图表复制成表格", "Ctrl+C")

    def show_counts(self, counts: Mapping[Stage, int], units: Sequence[UnitProgress]) -> None:
        """Show the year as it stands."""
        filed = sum(counts[stage] for stage in FILED_STAGES)
        self._stage_title.setText(f"立案 {filed} 件，按阶段")
        shown = [(stage.value, words, counts[stage]) for stage, words in STAGES.items() if counts[stage] or stage in ALWAYS]
        self.stages.set_bars(simple_bars(shown, late=(Stage.REDOING.value,)))
        self._units = units
        self._unit_note.setText("已复 / 主办件数" + ("" if self.workspace.plenary_id is not None else "，未归档的"))
        self._unit_note.setToolTip("独办、主办、分办的承办件；重新办理的算办理中")
        bars = [_unit_bar(str(unit.unit_id), unit.name, unit) for unit in units[:SHOWN]]
        if rest := units[SHOWN:]:
            sums = [sum(getattr(unit, part) for unit in rest) for part in PARTS]
            total = sum(sums)
            bars.append(Bar(REST, f"其余 {len(rest)} 个单位", (), f"{sums[0]}/{total}"))
        self.units.set_bars(bars)
        self.units.setVisible(bool(bars))
        self._none.setVisible(not bars)

    def _on_stage(self, key: str) -> None:
        stage = Stage.from_text(key)
        self.workspace.listed.emit(ProposalFilter(stages=frozenset({stage})), STAGES[stage])

    def _on_unit(self, key: str) -> None:
        which, _, part = key.partition(":")
        chosen = list(self._units[SHOWN:]) if which == REST else [u for u in self._units if str(u.unit_id) == which]
        workspace = self.workspace
        ids = workspace.read(
            progress_ids, [unit.unit_id for unit in chosen], part, today=workspace.today, plenary_id=workspace.plenary_id
        )
        name = f"其余 {len(chosen)} 个单位" if which == REST else chosen[0].name
        workspace.listed.emit(ProposalFilter(ids=frozenset(ids)), f"{name} · {PARTS[part][0] if part else '主办'}")

    def _panel(self, title: QWidget, note: QWidget | None, *parts: QWidget) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(8)
        head.addWidget(title)
        if note is not None:
            head.addWidget(note)
        head.addStretch(1)
        column = QVBoxLayout(panel)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return panel


def _unit_bar(key: str, name: str, unit: UnitProgress) -> Bar:
    amounts = [(getattr(unit, part), colour) for part, (_words, colour) in PARTS.items()]
    names = tuple(words for words, _colour in PARTS.values())
    return Bar(key, name, tuple(amounts), f"{unit.replied}/{unit.total}", keys=tuple(f"{key}:{part}" for part in PARTS), names=names)
