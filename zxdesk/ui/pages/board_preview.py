"""A batch before it is done: every proposal with what would happen to it, tried in the register without a byte written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.services.batch import Item, Verdict
from zxdesk.ui import theme
from zxdesk.ui.passing import Dialog
from zxdesk.ui.prompts import dialog_foot
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.matrix_head import scaled
from zxdesk.ui.workspace import Workspace

WAITING = "正在核对…"


@dataclass(frozen=True)
class Line:
    """What the dialog shows of an item before it was tried."""

    number: str
    title: str
    words: str


class BatchPreview(Dialog):
    """Lists a batch with its verdicts; the primary button carries out what is possible.

    ``go`` is called with the items that can be done, after the dialog closed.
    """

    def __init__(
        self,
        workspace: Workspace,
        parent: QWidget,
        *,
        verb: str,
        title: str,
        note: str,
        items: Sequence[Item],
        lines: Sequence[Line],
        words_head: str,
        go: Callable[[list[Item]], object],
    ) -> None:
        super().__init__(parent)
        self._items, self._lines, self._go, self._verb = list(items), list(lines), go, verb
        self.verdicts: tuple[Verdict, ...] = ()
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._note = label(note, "muted", wrap=True)
        self._sum = label(WAITING, "strong", wrap=True)
        self.list = RowsView(
            (
                Column("mark", "", 32, kind="icon", align="center"),
                Column("number", "提案号", 70),
                Column("title", "案由", 180, stretch=True),
                Column("words", words_head, 330),
                Column("said", "核对结果", 130),
            )
        )
        self.list.setAccessibleName(f"{verb}的提案")
        self.primary = self._lay_out(title)
        body, room = theme.metrics().body, parent.window().size()
        self.resize(min(round(66 * body), room.width() - 24), min(round(40 * body), room.height() - 24))
        self._show()
        self._job = workspace.jobs.start(
            f"核对{verb}", lambda report: workspace.door.rehearse_many(self._items, report=report), done=self._on_verdicts, refused=self._on_refused
        )
        self._job.progressed.connect(self._on_progress)
        self.finished.connect(lambda _code: self._job.cancel())

    @property
    def is_ready(self) -> bool:
        """Whether every item was tried."""
        return bool(self.verdicts)

    def sentences(self) -> list[str]:
        """What the list says of every item."""
        return [str(row["said"]) for row in self._rows()]

    def _lay_out(self, title: str) -> QPushButton:
        foot = dialog_foot(self, f"{self._verb} {len(self._items)} 件", "取消", on_action=self._on_go)
        primary = foot.findChild(QPushButton, "primary")
        assert primary is not None
        primary.setEnabled(False)
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(title, "title"))
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        column.addWidget(self._sum)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(foot)
        return cast(QPushButton, primary)

    def _rows(self) -> list[dict[str, Any]]:
        rows = []
        for at, line in enumerate(self._lines):
            verdict = self.verdicts[at] if self.verdicts else None
            said = WAITING if verdict is None else "、".join(verdict.warnings) or f"可以{self._verb}" if verdict.is_done else verdict.sentence
            mark = None if verdict is None else ("info" if verdict.warnings else "done") if verdict.is_done else "warning"
            rows.append({"id": at, "mark": mark, "number": line.number, "title": line.title, "words": line.words, "said": said})
        return rows

    def _show(self) -> None:
        self.list.replace(self._rows())

    def _on_progress(self, done: int, every: int) -> None:
        if not self.verdicts:
            self._sum.setText(f"{WAITING} {done} / {every}")

    def _on_verdicts(self, verdicts: tuple[Verdict, ...]) -> None:
        self.verdicts = verdicts
        good = sum(verdict.is_done for verdict in verdicts)
        bad = len(verdicts) - good
        self._sum.setText(f"{good} 件可以{self._verb}" + (f"；{bad} 件不能，这次留下，原因见表。" if bad else "。一次撤销可以整批收回。"))
        self.primary.setText(f"{self._verb} {good} 件")
        self.primary.setAccessibleName(self.primary.text())
        self.primary.setEnabled(good > 0)
        if bad or any(verdict.warnings for verdict in verdicts):
            for column, width in ((3, 200), (4, 300)):
                self.list.setColumnWidth(column, scaled(width))
        self._show()
        if good:
            self.primary.setFocus()

    def _on_refused(self, error: RuleError) -> None:
        self._sum.setText(error.message)

    def _on_go(self) -> None:
        if not self.verdicts:
            return
        good = [item for item, verdict in zip(self._items, self.verdicts, strict=True) if verdict.is_done]
        if good:
            self.accept()
            self._go(good)
