"""The file of one proposal: heading, stage line, ten parts, and at the foot what can be done next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.domain.assignment import Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.file import proposal_file
from zxdesk.services.step import Step
from zxdesk.services.steps import STEPS, step_named
from zxdesk.ui import file_words, prompts
from zxdesk.ui.attachment_files import open_attachment
from zxdesk.ui.file_parts import BlocksView, history_view, rows_view
from zxdesk.ui.painters import LightMark
from zxdesk.ui.step_dialog import open_step
from zxdesk.ui.widgets.button import ActionButton, icon_button
from zxdesk.ui.widgets.empty_state import EmptyState
from zxdesk.ui.widgets.labels import BadgeLabel, LightLabel, label
from zxdesk.ui.widgets.stage_line import StageLine, steps_up_to
from zxdesk.ui.workspace import Workspace

PARTS = ("基本", "正文", "审查", "承办", "答复", "征询回访", "督办", "附件", "文书", "历史")
NEXT: dict[str, tuple[str, ...]] = {
    "draft": ("receive", "correct"),
    "received": ("first-review", "return", "countersign"),
    "returned": ("resubmit", "notify"),
    "first_reviewed": ("second-review", "return"),
    "second_reviewed": ("file", "merge", "reject"),
    "filed": ("assign", "merge"),
    "merged": ("notify", "unmerge"),
    "opinion": ("notify", "transfer"),
    "not_filed": ("notify", "transfer"),
    "handling": ("reply", "contact", "remind"),
    "redoing": ("reply", "contact", "remind"),
    "replied": ("send-forms", "visit"),
    "consulting": ("feedback", "close", "redo"),
    "closed": ("archive", "follow", "visit"),
    "following": ("follow-result", "visit"),
}
PLACE = {
    Stage.DRAFT: 0, Stage.RECEIVED: 1, Stage.RETURNED: 1, Stage.FIRST_REVIEWED: 1, Stage.SECOND_REVIEWED: 2, Stage.FILED: 3,
    Stage.HANDLING: 4, Stage.REDOING: 4, Stage.REPLIED: 6, Stage.CONSULTING: 6, Stage.CLOSED: 8, Stage.FOLLOWING: 7, Stage.ARCHIVED: 9,
}  # fmt: skip
ENDED = {Stage.MERGED: "并案", Stage.OPINION: "转意见", Stage.NOT_FILED: "不予立案", Stage.WITHDRAWN: "撤案"}


class FilePane(QFrame):
    """Shows a proposal and offers its steps; asks ``neighbour(step)`` of its list for the one before or after."""

    def __init__(self, workspace: Workspace, *, neighbour: Callable[[int], object] | None = None) -> None:
        super().__init__()
        self.workspace = workspace
        self.proposal_id: int | None = None
        self.file: dict[str, Any] = {}
        self.setProperty("surface", True)
        self.setMinimumWidth(420)
        self._stack = QStackedWidget()
        self._empty = EmptyState("在左边选一件提案。")
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._built(neighbour))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        workspace.changed.connect(self._on_changed)

    def show_proposal(self, proposal_id: int | None) -> None:
        """Show one proposal, or nothing."""
        self.proposal_id = proposal_id
        if proposal_id is None:
            self.file = {}
            self._stack.setCurrentIndex(0)
            return
        self.file = self.workspace.read(proposal_file, proposal_id, today=self.workspace.today)
        self._show_head()
        self._show_part(self._tabs.currentIndex())
        self._show_foot()
        self._stack.setCurrentIndex(1)

    def show_part(self, name: str) -> None:
        """Turn to one part by its name."""
        self._tabs.setCurrentIndex(PARTS.index(name))

    def focus_foot(self) -> None:
        """Set the focus on the first thing that can be done next."""
        item = self._foot_row.itemAt(0)
        button = item.widget() if item is not None else None
        if button is None and self._foot_row.count() > 1:
            button = self._foot_row.itemAt(1).widget()
        if button is not None:
            button.setFocus()

    def fitting_steps(self) -> list[Step]:
        """Every step that is offered for this proposal as it stands."""
        stage = Stage.from_text(self.file["stage"])
        return [step for step in STEPS if step.fits(stage) and self._unit_fits(step)]

    def do(self, step: Step) -> bool:
        """Open the form of a step for this proposal."""
        return open_step(self.workspace, step, self.proposal_id, file=self.file, parent=self.window())

    def _unit_fits(self, step: Step) -> bool:
        if step.scope != "assignment":
            return True
        rows = [(UnitState.from_text(a["state"]), Role.from_text(a["role"])) for a in self.file["assignments"]]
        return any(step.fits_unit(state, role) for state, role in rows)

    def _built(self, neighbour: Callable[[int], object] | None) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading(neighbour))
        self._line = StageLine()
        self._line.opened.connect(self._on_stage_opened)
        holder = QHBoxLayout()
        holder.setContentsMargins(16, 6, 16, 4)
        holder.addWidget(self._line)
        column.addLayout(holder)
        self._tabs = QTabBar()
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setAccessibleName("提案的各部分")
        for name in PARTS:
            self._tabs.addTab(name)
        self._tabs.currentChanged.connect(self._show_part)
        column.addWidget(self._tabs)
        self._blocks = BlocksView()
        self._blocks.opened.connect(self._on_attachment_opened)
        self.setAcceptDrops(True)
        column.addWidget(self._blocks, 1)
        self._foot = QFrame()
        self._foot.setProperty("foot", True)
        self._foot_row = QHBoxLayout(self._foot)
        self._foot_row.setContentsMargins(16, 8, 16, 8)
        self._foot_row.setSpacing(8)
        column.addWidget(self._foot)
        return body

    def _heading(self, neighbour: Callable[[int], object] | None) -> QVBoxLayout:
        self._number = label("", "number", selectable=True)
        self._badge, self._light, self._locked = BadgeLabel(), LightLabel(), label("", "muted")
        self._title = label("", "title", wrap=True, selectable=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._number, self._badge, self._light, self._locked):
            row.addWidget(widget)
        row.addStretch(1)
        if neighbour is not None:
            row.addWidget(icon_button("up", "上一件", clicked=lambda: neighbour(-1)))
            row.addWidget(icon_button("down", "下一件", clicked=lambda: neighbour(1)))
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 4)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._title)
        return column

    def _show_head(self) -> None:
        file = self.file
        self._number.setText(file["number"] or file["receipt_number"] or "草稿")
        self._badge.set_text(file["stage_label"])
        self._light.set_mark(LightMark(file["light"], file["light_words"]) if file["light"] else None)
        self._locked.setText("已锁定" if file["is_locked"] else "")
        self._title.setText(file["title"])
        stage = Stage.from_text(file["stage"])
        days = [
            file[key]
            for key in (
                "received_on",
                "received_on",
                "filed_on",
                "assigned_on",
                "assigned_on",
                "replied_on",
                "sent_on",
                "closed_on",
                "archived_on",
            )
        ]
        days[1] = file["reviews"][0]["reviewed_on"] if file["reviews"] else None
        place = PLACE.get(stage, 3 if file["filed_on"] else 2)
        below = [_short(day) for day in days]
        if stage not in ENDED and place < len(below) and stage is not Stage.ARCHIVED:
            below = [day if at < place else "现在" if at == place else "" for at, day in enumerate(below)]
        self._line.set_steps(steps_up_to(place, below, ended=ENDED.get(stage, "")))
        counts = {"承办": len(file["assignments"]), "附件": len(file["attachments"]), "文书": len(file["papers"])}
        for at, name in enumerate(PARTS):
            self._tabs.setTabText(at, f"{name} {counts[name]}" if counts.get(name) else name)

    def _show_part(self, at: int) -> None:
        if not self.file:
            return
        name = PARTS[at]
        makers: dict[str, Callable[[file_words.File], list[file_words.Block]]] = {
            "基本": file_words.basics, "正文": file_words.text_parts, "审查": file_words.reviews, "承办": file_words.undertakings,
            "答复": file_words.answers, "征询回访": file_words.opinions, "督办": file_words.supervision,
        }  # fmt: skip
        if name in makers:
            self._blocks.show_blocks(makers[name](self.file), empty=f"还没有{name}的内容。")
        elif name == "历史":
            self._blocks.show_blocks(history_view(self.workspace, self.file["id"]), empty="还没有历史。")
        else:
            self._blocks.show_blocks(
                rows_view(name, self.file), empty="还没有附件。从“更多”里加入，或把文件拖到这里。" if name == "附件" else "还没有印发文书。"
            )

    def _show_foot(self) -> None:
        while (item := self._foot_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        steps = self.fitting_steps()
        first = [s for verb in NEXT.get(self.file["stage"], ()) for s in steps if s.verb == verb][:3]
        for at, step in enumerate(first):
            self._foot_row.addWidget(ActionButton(step.label, kind="plain" if at else "primary", clicked=self._doing(step)))
        self._foot_row.addStretch(1)
        rest = [step for step in steps if step not in first]
        if rest:
            self._foot_row.addWidget(self._more(rest))

    def _more(self, steps: Sequence[Step]) -> ActionButton:
        button = ActionButton("更多")
        button.setObjectName("moreSteps")
        button.set_menu_mark(True)
        menu = QMenu(button)
        page = ""
        for step in sorted(steps, key=lambda s: s.page):
            if page and step.page != page:
                menu.addSeparator()
            page = step.page
            menu.addAction(step.label, self._doing(step))
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height()))))
        return button

    def _doing(self, step: Step) -> Callable[[], object]:
        return lambda: self.do(step)

    def _on_stage_opened(self, at: int) -> None:
        parts = ("基本", "审查", "审查", "承办", "承办", "答复", "征询回访", "征询回访", "文书")
        if at < len(parts):
            self.show_part(parts[at])

    def _on_attachment_opened(self, sha256: str) -> None:
        name = next(a["name"] for a in self.file["attachments"] if a["sha256"] == sha256)
        try:
            open_attachment(self.workspace.door.files, sha256, name)
        except RuleError as error:
            prompts.tell(self.window(), error.message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.proposal_id is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            preset = {"file": url.toLocalFile()}
            open_step(self.workspace, step_named("attach"), self.proposal_id, file=self.file, preset=preset, parent=self.window())

    def _on_changed(self, change: Any) -> None:
        if self.proposal_id is not None and self.proposal_id in change.proposals:
            self.show_proposal(self.proposal_id)


def _short(day: str | None) -> str:
    if not day:
        return ""
    on = date.fromisoformat(day)
    return f"{on.month}/{on.day:02d}"
