"""The panel beside the assignment board: the cell under the cursor, the batch to come, what each unit gets, what to look after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from zxdesk.domain.deadline import Deadline
from zxdesk.queries.assign_board import BoardRow, BoardUnit, Returned
from zxdesk.ui import theme
from zxdesk.ui.pages.assign_board_plan import AssignPlan
from zxdesk.ui.table import shown
from zxdesk.ui.widgets.labels import IconLabel, label, rule
from zxdesk.ui.widgets.matrix_head import scaled

UNITS_SHOWN = 7
NAMES_SHOWN = 6
WEEKDAYS = "一二三四五六日"


class BoardSide(QFrame):
    """Four parts below each other; the warnings stand at the foot."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("boardSide")
        self.setProperty("surface", True)
        self.setAccessibleName("本格和本批")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._cell, self._batch, self._units, self._warnings = (QVBoxLayout() for _part in range(4))
        inner = QWidget()
        inner.setProperty("ground", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        for at, part in enumerate((self._cell, self._batch, self._units)):
            part.setSpacing(6)
            if at:
                column.addWidget(rule())
            column.addLayout(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("本格和本批")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        foot = QWidget()
        self._warnings.setContentsMargins(16, 10, 16, 10)
        self._warnings.setSpacing(8)
        foot.setLayout(self._warnings)
        self._foot_rule = rule()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(self._foot_rule)
        whole.addWidget(foot)
        self.fit()

    def show_cell(self, plan: AssignPlan, row: BoardRow | None, unit: BoardUnit | None) -> None:
        """What is known of the unit under the cursor, and what speaks against the row's units."""
        empty(self._cell)
        if row is None or unit is None:
            self._cell.addWidget(label("没有待交办的提案。", "muted", wrap=True))
            return
        self._cell.addWidget(label(f"{row.number} × {unit.name}", "section", wrap=True))
        self._cell.addWidget(label(_load(plan, row, unit), wrap=True))
        if fault := plan.fault(row.id):
            self._cell.addWidget(remark("warning", "red", fault, role="error"))
        elif not unit.exists_on(plan.assigned_on):
            self._cell.addWidget(remark("warning", "red", plan.ended(unit), role="error"))
        for one in plan.board.returned_of(row.id):
            self._cell.addWidget(remark("hand-back", "red", _returned(plan, one)))
        others = [one for one in plan.board.returned_by(unit.id) if one.proposal_id != row.id]
        if others:
            latest = others[0]
            words = f"{unit.short}本年退办 {len(others)} 件，最近是 {latest.number}：{latest.reason}"
            self._cell.addWidget(remark("hand-back", "muted", words, role="muted"))

    def show_batch(self, plan: AssignPlan, due: dict[str, Deadline]) -> None:
        """Number, day and deadlines of the batch, then what each unit gets."""
        empty(self._batch)
        year = plan.today.year
        self._batch.addWidget(label("本批预览", "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        day = plan.assigned_on
        lines = [
            ("批次", plan.batch_name),
            ("文号", plan.settings.document_number or "—"),
            ("交办日期", f"{shown(day, year=year)} 周{WEEKDAYS[day.weekday()]}"),
            ("答复期限", deadline_words(plan, due)),
        ]
        for at, (head, words) in enumerate(lines):
            grid.addWidget(label(head, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, wrap=True), at, 1)
        self._batch.addLayout(grid)
        self._show_units(plan)

    def show_warnings(self, warnings: Sequence[tuple[str, str]]) -> None:
        """The remarks at the foot, each with its tone: red must be mended, yellow should be known."""
        empty(self._warnings)
        for tone, words in warnings:
            self._warnings.addWidget(remark("warning" if tone == "red" else "info", tone, words))
        self._foot_rule.setVisible(bool(warnings))

    def words(self) -> str:
        """Everything the panel says, a line each."""
        labels = cast("list[QLabel]", self.findChildren(QLabel))
        return "\n".join(one.text() for one in labels if one.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, 1, self.height()), theme.colour("line2"))
        painter.end()

    def fit(self) -> None:
        """Take the width of the look in force."""
        self.setFixedWidth(scaled(264))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def _show_units(self, plan: AssignPlan) -> None:
        empty(self._units)
        counts = plan.counts()
        if not counts:
            self._units.addWidget(label("本批还没有配齐的提案。", "muted", wrap=True))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        rows = [(unit.short, str(lead), str(co)) for unit, lead, co in counts]
        if len(rows) > UNITS_SHOWN + 1:
            rest = counts[UNITS_SHOWN:]
            others = (f"其余 {len(rest)} 个单位", str(sum(lead for _u, lead, _c in rest)), str(sum(co for _u, _l, co in rest)))
            rows = [*rows[:UNITS_SHOWN], others]
        for at, line in enumerate([("单位", "主办", "会办"), *rows]):
            for column, words in enumerate(line):
                cell = label(words, "muted" if at == 0 or column == 2 else "")
                grid.addWidget(cell, at, column, Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
        self._units.addLayout(grid)


def deadline_words(plan: AssignPlan, due: dict[str, Deadline]) -> str:
    """When answers are due: fixed by the clerk, or by the rules for session and other proposals, and for co-units."""
    year, fixed, co_fixed = plan.today.year, plan.settings.due_on, plan.settings.co_due_on
    ready = plan.ready() or plan.board.rows
    words = [f"{shown(fixed, year=year)}（指定）"] if fixed else []
    if not fixed:
        timings = sorted({row.timing != "session" for row in ready}) or [False]
        names = ["reply_ordinary" if is_ordinary else "reply_lead" for is_ordinary in timings]
        days = list(dict.fromkeys(shown(due[name].due_on, year=year) for name in names if name in due))
        words = ["、平时提案 ".join(days)] if days else []
    co_due = co_fixed or (due["co_opinion"].due_on if "co_opinion" in due else None)
    if co_due:
        words.append(f"会办 {shown(co_due, year=year)}{'（指定）' if co_fixed else ''}")
    return "，".join(words) or "规则没有定"


def board_warnings(plan: AssignPlan) -> list[tuple[str, str]]:
    """What to look after before the batch goes out."""
    found: list[tuple[str, str]] = [("red", f"{row.number}：{fault}") for row in plan.board.rows if (fault := plan.fault(row.id))][:3]
    headless = [row.number for row in plan.board.rows if row.id in plan.choices and not plan.fault(row.id) and not plan.is_ready(row.id)]
    if headless:
        found.append(("red", f"{_some(headless)} 没有主办，留在下一批。"))
    untouched = [row.number for row in plan.board.rows if row.id not in plan.choices]
    if 0 < len(untouched) < len(plan.board.rows):
        which = f"{_some(untouched)} 还" if len(untouched) <= NAMES_SHOWN else f"还有 {len(untouched)} 件"
        found.append(("yellow", f"{which}没有选单位，留在下一批。"))
    strangers = [(row.number, name) for row in plan.board.rows for name in (*row.wished.unknown, *row.agreed.unknown)]
    if strangers:
        number, name = strangers[0]
        more = f"等 {len(strangers)} 处" if len(strangers) > 1 else ""
        found.append(("yellow", f"{number} 的意向单位“{name}”{more}不在单位库，按 / 另找。"))
    units = plan.board.units
    gone = [(row.number, key) for row in plan.board.rows for key in (*row.wished.lead, *row.wished.co) if not units[key].exists_on(plan.assigned_on)]
    found += [("yellow", f"{number} 的意向单位{plan.ended(units[key])}") for number, key in gone[:1]]
    before = plan.board.batches.get(plan.batch_name)
    if before is not None:
        found.append(("yellow", f"“{plan.batch_name}”{shown(before, year=plan.today.year)} 交办过，这次会并入。"))
    return found


def remark(icon: str, color: str, words: str, *, role: str = "") -> QWidget:
    """An icon with a sentence."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(IconLabel(icon, color), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, role, wrap=True), 1)
    return made


def empty(layout: QVBoxLayout | QGridLayout | QHBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if isinstance(inner, QVBoxLayout | QGridLayout | QHBoxLayout):
            empty(inner)
            inner.deleteLater()
        if widget := item.widget():
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def _load(plan: AssignPlan, row: BoardRow, unit: BoardUnit) -> str:
    wish = "审查商定。" if row.agreed.role_of(unit.id) else "意向单位。" if row.wished.role_of(unit.id) else ""
    return f"{wish}本年主办 {unit.lead}、会办 {unit.co}，已复 {unit.replied}，超期 {unit.late}。"


def _returned(plan: AssignPlan, one: Returned) -> str:
    outcome = {True: "已认可", False: "未认可", None: "待决定"}[one.is_accepted]
    unit = plan.board.units[one.unit_id].short
    return f"{unit} {shown(one.requested_on, year=plan.today.year)} 退办：{one.reason.rstrip('。')}。{outcome}。"


def _some(numbers: Sequence[str]) -> str:
    return "、".join(numbers[:NAMES_SHOWN]) + (f" 等 {len(numbers)} 件" if len(numbers) > NAMES_SHOWN else "")
