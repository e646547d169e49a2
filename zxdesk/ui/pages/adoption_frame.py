"""The parts of the window of adopted figures: what was adopted and when, figures then and now, corrections since."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zxdesk.queries.adopted import OTHER_CONVENTION, OTHER_LIST, AdoptedChange, Since, said_of
from zxdesk.text.normalise import fold
from zxdesk.ui import prompts
from zxdesk.ui.pages.figure_table import FigureView
from zxdesk.ui.passing import Dialog
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import ElidedLabel, label
from zxdesk.ui.widgets.search_box import SearchBox

WIDE, HIGH = 1240, 680
ADOPTED, NOW, DIFFERENCE = "adopted", "now", "difference"
FIGURES = (
    Column("name", "数字", 220, stretch=True, tip="name"), Column(ADOPTED, "通过时", 150, align="right"), Column(NOW, "现在", 150, align="right"),
    Column(DIFFERENCE, "差", 130, align="right"), Column("convention", "统计口径", 420, tip="convention", yields=1),
)  # fmt: skip
CORRECTIONS = (
    Column("day", "日期", 92, kind="date"), Column("number", "提案", 70), Column("title", "案由或名称", 220, stretch=True, tip="title"),
    Column("field", "更正的内容", 120, tip="field"), Column("old", "原为", 150, tip="old"), Column("new", "改为", 150, tip="new"),
    Column("reason", "理由", 180, tip="reason"), Column("actor", "更正人", 80, yields=1),
)  # fmt: skip
NOTHING = "{name}的年度统计还没有通过。通过时把每个数字连同清单和口径固定下来，并锁定这一届次。"


class AdoptionFrame(Dialog):
    """The widgets alone; what they do is the dialog's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[dict[str, Any]] = []
        self.state = ElidedLabel("", fills=True)
        self.adopt_button = ActionButton("重新通过…")
        self.take_back_button = ActionButton("撤回通过…")
        self.lock_button = ActionButton("解锁…", icon="lock")
        self.export_button = ActionButton("导出…", icon="export")
        self.search = SearchBox("找数字")
        self.search.setMaximumWidth(280)
        self.search.searched.connect(lambda _text: self._fill())
        self.only_changed = QCheckBox("只看与通过时不同的")
        self.only_changed.toggled.connect(lambda _on: self._fill())
        self.figures = FigureView(FIGURES, (ADOPTED, NOW, DIFFERENCE))
        self.figures.setAccessibleName("通过时和现在的数字")
        self.corrections = RowsView(CORRECTIONS)
        self.corrections.setAccessibleName("通过后的更正")
        self.corrections.set_empty("通过以后没有更正。")
        self.figures_head, self.corrections_head = label("", "section"), label("", "section")
        self.empty = EmptyState("")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._inside())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.stack, 1)
        foot = prompts.dialog_foot(self, "关闭", None, on_action=self.accept)
        column.addWidget(foot)
        self._close = cast(list[QPushButton], foot.findChildren(QPushButton))[-1]
        buttons: list[QWidget] = [self.adopt_button, self.take_back_button, self.lock_button, self.export_button]
        views: list[QWidget] = [self.search, self.only_changed, self.figures, self.corrections, *foot.findChildren(QPushButton)]
        for before, after in pairwise((*buttons, *views)):
            QWidget.setTabOrder(before, after)
        room = self.screen().availableSize()
        self.resize(min(WIDE, room.width() - 40), min(HIGH, room.height() - 60))

    def show_since(self, since: Since | None, name: str, *, on_adopt: Callable[[], object]) -> None:
        """Show what was adopted beside what is; before an adoption the one button that makes it."""
        self.stack.setCurrentIndex(0 if since is None else 1)
        for button in (self.take_back_button, self.lock_button, self.export_button):
            button.setVisible(since is not None)
        self.adopt_button.setVisible(since is not None and not since.adopted.is_locked)
        self.empty.set_words(NOTHING.format(name=name), "通过年度统计…", on_adopt)
        if since is None:
            self.state.set_text("")
            [begin] = cast(list[QPushButton], self.empty.findChildren(QPushButton))
            begin.setDefault(True)
            begin.setFocus()
            return
        self._close.setDefault(True)
        told = since.adopted
        locked = "已锁定" if told.is_locked else "已解锁，改好以后再锁定"
        self.state.set_text(f"{told.adopted_on} 由{told.meeting}通过　数据截至 {told.as_of}　{len(told.figures)} 个数字　{locked}")
        self.lock_button.setText("解锁…" if told.is_locked else "锁定…")
        self._rows = figure_rows(since)
        changed = len(since.changes)
        self.only_changed.setChecked(bool(changed))
        self.figures_head.setText(_head_of(since))
        later = f"　另有锁定以后的办理、回访、跟踪等 {since.later_acts} 次，不算更正" if since.later_acts else ""
        self.corrections_head.setText(f"通过后的更正 {len(since.corrections)} 处{later}")
        self.corrections.replace([{"id": at, **vars(one)} for at, one in enumerate(since.corrections)])
        self._fill()
        self.figures.setFocus()

    def every_row(self) -> list[dict[str, Any]]:
        """Every figure, those that differ first."""
        return list(self._rows)

    def _fill(self) -> None:
        words = fold(self.search.text())
        shown = [row for row in self._rows if (row[DIFFERENCE] or not self.only_changed.isChecked()) and words in fold(row["name"])]
        self.figures.set_empty("没有符合的数字。")
        self.figures.replace(shown)
        self.search.set_count(len(shown) if words else None, "个")

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(self.state, 1)
        for button in (self.adopt_button, self.take_back_button, self.lock_button, self.export_button):
            head.addWidget(button)
        return head

    def _inside(self) -> QWidget:
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(_part(self.figures_head, self.figures, self.search, self.only_changed))
        both.addWidget(_part(self.corrections_head, self.corrections))
        both.setSizes([HIGH * 3 // 5, HIGH * 2 // 5])
        return both


def figure_rows(since: Since) -> list[dict[str, Any]]:
    """Every adopted figure with what it is now, those that differ first; lines that are new since stand among those."""
    changed = [
        {
            "id": one.key, "name": one.name, ADOPTED: one.adopted, NOW: one.now, DIFFERENCE: one.difference or "口径不同",
            "convention": _conventions(one),
        }
        for one in since.changes
    ]  # fmt: skip
    known = {row["id"] for row in changed}
    same = [
        {"id": key, "name": kept["name"], ADOPTED: said_of(kept), NOW: said_of(kept), DIFFERENCE: "", "convention": kept["convention"]}
        for key, kept in since.adopted.figures.items() if key not in known
    ]  # fmt: skip
    return changed + same


def _conventions(change: AdoptedChange) -> str:
    """How a figure is counted, and how it was where that is another way; what both begin with is the name that stands before them."""
    if change.convention == change.convention_now:
        return change.convention_now
    then, now = (words.partition("＝") for words in (change.convention, change.convention_now))
    is_named_alike = then[0] == now[0] and then[2] and now[2]
    return f"现：{now[2]}　通过时：{then[2]}" if is_named_alike else f"现：{change.convention_now}　通过时：{change.convention}"


def _head_of(since: Since) -> str:
    """How many figures differ, and how many of them in their lists alone."""
    same = sum(1 for one in since.changes if one.difference in (OTHER_LIST, OTHER_CONVENTION))
    if not since.changes:
        return "数字都与通过时一致"
    told = f"{len(since.changes)} 个数字与通过时不同"
    return f"{told}（其中 {same} 个数相同，名单或口径不同）" if same else told


def _part(heading: QWidget, view: QWidget, *tools: QWidget) -> QFrame:
    part = QFrame()
    part.setProperty("surface", True)
    head = QHBoxLayout()
    head.setContentsMargins(16, 6, 12, 6)
    head.setSpacing(8)
    head.addWidget(heading)
    head.addStretch(1)
    for tool in tools:
        head.addWidget(tool)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    column.addWidget(view, 1)
    return part
