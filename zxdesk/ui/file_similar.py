"""Proposals of earlier years with a title alike, read beside the window and shown below 基本."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from zxdesk.queries.similar import Earlier, similar_earlier
from zxdesk.ui.file_words import File
from zxdesk.ui.late import LateAnswer
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import ElidedLabel, SectionHeading, label
from zxdesk.ui.workspace import Workspace

REST = 200
"""Milliseconds a file is looked at before its likes are searched for, so that paging through a list costs nothing."""
KEPT = 50
Answer = tuple[list[Earlier], int]


class Alike(QObject):
    """Searches for one file at a time and keeps the last answers.

    Signals: ``found(int, object)`` with a proposal's id, the rows most alike and how many there are.
    """

    found = Signal(int, object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._late = LateAnswer(self)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._search)
        self._wanted: tuple[int, str] = (0, "")
        self._answers: dict[tuple[int, str], Answer] = {}

    def of(self, file: File) -> Answer | None:
        """What is known already; None where it is searched for now, and told when it is there."""
        self._wanted = (int(file["id"]), str(file["title"]))
        if self._wanted in self._answers:
            return self._answers[self._wanted]
        self._rest.start()
        return None

    def _search(self) -> None:
        wanted, door = self._wanted, self._workspace.door

        def keep(answer: Answer) -> None:
            while len(self._answers) >= KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[wanted] = answer
            self.found.emit(wanted[0], answer)

        self._late.ask(lambda: door.read(similar_earlier, wanted[0]), keep)


class SimilarSection(QWidget):
    """相似提案: 往年 N 件, a line each; hidden while there are none. A click opens the proposal."""

    def __init__(self, alike: Alike, file: File, open_proposal: Callable[[int], object]) -> None:
        super().__init__()
        self._id, self._open = int(file["id"]), open_proposal
        self.setAccessibleName("相似提案")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        answer = alike.of(file)
        if answer is None:
            alike.found.connect(self._on_found)
        else:
            self._fill(*answer)
        if not self._column.count():
            self.hide()

    def _on_found(self, proposal_id: int, answer: Answer) -> None:
        if proposal_id == self._id and not self._column.count():
            self._fill(*answer)
            self.setVisible(bool(self._column.count()))

    def _fill(self, rows: list[Earlier], count: int) -> None:
        if not rows:
            return
        note = f"往年 {count} 件" if count == len(rows) else f"往年 {count} 件，最像的 {len(rows)} 件"
        self._column.addWidget(SectionHeading("相似提案", note))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for at, row in enumerate(rows):
            called = ActionButton(f"{row.plenary} {row.number}", kind="link", clicked=self._opening(row.id))
            called.setAccessibleName(f"打开 {row.plenary} {row.number} {row.title}")
            called.setToolTip(row.title)
            grid.addWidget(called, at, 0)
            grid.addWidget(ElidedLabel(row.title), at, 1)
            grid.addWidget(label(row.outcome, "muted"), at, 2)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)

    def _opening(self, proposal_id: int) -> Callable[[], object]:
        return lambda: self._open(proposal_id)
