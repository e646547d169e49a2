"""文书: choose a paper and proposals, make the Word files, see what went out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from zxdesk.documents.catalog import DOCUMENT_KINDS, document_kind
from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import ANSWERED_STAGES, Stage
from zxdesk.queries.papers import issued_papers
from zxdesk.queries.proposals import ProposalFilter, proposal_ids, proposal_rows
from zxdesk.services.change import Change
from zxdesk.text.normalise import fold
from zxdesk.ui import metrics, prompts, theme
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.page import Page
from zxdesk.ui.pages.paper_making import make_papers
from zxdesk.ui.table import Column
from zxdesk.ui.widgets.button import ActionButton
from zxdesk.ui.widgets.labels import label
from zxdesk.ui.widgets.nav import NavItem, NavList
from zxdesk.ui.workspace import Workspace

PROPOSALS = (
    Column("check", "", 34, kind="check"), Column("shown_number", "号", 70), Column("title", "案由", 180, stretch=True, tip="title"),
    Column("proposers", "提案者", 100, tip="proposers_full"), Column("lead_units", "主办", 96, tip="lead_units"),
    Column("stage_label", "状态", 76, kind="badge"),
)  # fmt: skip
PAPERS = (
    Column("issued_on", "日期", 74, kind="date"), Column("kind", "文书", 92), Column("proposal", "提案", 64),
    Column("file_name", "文件", 140, stretch=True, tip="file_name"), Column("mark", "校验", 84),
)  # fmt: skip
STAGES = {
    "reply_sheet": ANSWERED_STAGES,
    "feedback_form": frozenset({Stage.CONSULTING, Stage.CLOSED, Stage.FOLLOWING, Stage.ARCHIVED}),
}
"""The stages at which a proposal has what a paper prints; a paper not named here is made at any."""

_RANGE = re.compile(r"(\d+)[-~—–至到](\d+)")


class PapersPage(Page):
    """Kinds at the left, proposals to choose in the middle, what went out at the right."""

    key, name = "papers", "文书"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.add_button("打开所在文件夹", icon="export", clicked=self.open_folder)
        self.kinds = NavList([NavItem(kind.key, kind.name, "paper") for kind in DOCUMENT_KINDS])
        self.kinds.setAccessibleName("文书种类")
        self.proposals = ListPane(
            "可印文书的提案", PROPOSALS, hint="找号、案由、提案者", keys=("shown_number", "title", "proposers_full", "lead_units"),
            unit="件", empty="没有到这一步的提案。",
        )  # fmt: skip
        for column in ("proposers", "lead_units"):
            self.proposals.view.show_column(column, theme.metrics().body < metrics.HUGE.body)
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText("选号，如 1-20、33")
        self.numbers.setAccessibleName("按提案号选")
        self.numbers.setFixedWidth(150)
        self.numbers.returnPressed.connect(lambda: self.choose_numbers(self.numbers.text()))
        self.proposals.add_widget(self.numbers)
        self.proposals.add_button("选中", lambda: self.choose_numbers(self.numbers.text()), for_row=False)
        self.proposals.view.selected.connect(self._on_selected)
        self.papers = ListPane("已印发的文书", PAPERS, hint="找提案号、文书", keys=("proposal", "kind", "title"), unit="份", empty="还没有印发文书。")
        self.papers.opened.connect(self._on_paper)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._middle())
        splitter.addWidget(self.papers)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([650, 420])
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.kinds)
        row.addWidget(splitter, 1)
        self.body.addLayout(row, 1)
        workspace.jobs.progressed.connect(self._on_progress)
        workspace.jobs.ended.connect(lambda _title: self._name_button())
        self.kinds.choose(DOCUMENT_KINDS[0].key)
        self.kinds.chosen.connect(lambda _key: self.refresh())  # from now on; the first reading is when the page is shown

    @property
    def folder(self) -> Path:
        """Where papers are written: what was chosen last, or 文书 in the data folder."""
        return Path(self.workspace.memory.text("papers", str(self.workspace.data_dir / "文书")))

    def refresh(self) -> None:
        """Read the proposals that can have this paper, and the papers that went out."""
        workspace = self.workspace
        stages = STAGES.get(self.kinds.current(), frozenset())
        wanted = ProposalFilter(plenary_id=workspace.plenary_id, stages=stages)
        ids = workspace.read(proposal_ids, wanted, "number", today=workspace.today)
        rows = workspace.read(proposal_rows, ids, today=workspace.today, yellow_days=workspace.yellow_days)
        self.proposals.set_rows(asdict(row) | {"shown_number": row.number or row.receipt_number} for row in rows)
        self.papers.set_rows(asdict(row) for row in workspace.read(issued_papers, workspace.plenary_id))
        self._folder.setText(str(self.folder))
        self._name_button()

    def choose(self, proposals: Iterable[int]) -> None:
        """Choose these proposals, as when they come from another page."""
        view = self.proposals.view
        selection, last = QItemSelection(), view.rows.columnCount() - 1
        for at in view.rows.places(proposals):
            selection.select(view.rows.index(at, 0), view.rows.index(at, last))
        view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def choose_numbers(self, text: str) -> None:
        """Choose by numbers and ranges of numbers: 1-20、33; what is not in the list is said."""
        wanted = numbers_in(text)
        rows = [(row["id"], number_of(row["shown_number"])) for row in self.proposals._rows]
        self.choose(row_id for row_id, number in rows if number in wanted)
        found = {number for _id, number in rows}
        if missing := [number for number in wanted if number not in found][:10]:
            self.workspace.said.emit(f"这里没有 {'、'.join(str(number) for number in missing)} 号", "warning")

    def make(self) -> None:
        """Make the papers of the chosen proposals in a job."""
        workspace, folder, kind = self.workspace, self.folder, self.kinds.current()
        chosen: Sequence[int] = self.proposals.view.selected_ids()
        if not chosen:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            prompts.tell(self.window(), f"“{folder}”不能建立。另选一个文件夹。")
            return
        door = workspace.door

        def work(report: Report) -> list[Path]:
            return make_papers(door, kind, chosen, folder, report)

        name = document_kind(kind).name
        workspace.jobs.start(f"制作{name}", work, done=self._done, refused=self._refused, cancelled=self._stopped)
        self._name_button()

    def choose_folder(self) -> None:
        """Write to another folder from now on."""
        if path := prompts.choose_folder(self.window(), "写到哪个文件夹"):
            self.workspace.memory.set_text("papers", str(path))
            self._folder.setText(str(path))

    def open_folder(self) -> None:
        """Show the folder in the system's file window."""
        if not self.folder.exists() or not open_in_system(self.folder):
            self.workspace.said.emit(f"“{self.folder}”打不开，制作文书时会建立它", "warning")

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.proposals, 1)
        foot = QFrame()
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(label("写到", "muted"))
        self._folder = QLineEdit()
        self._folder.setReadOnly(True)
        self._folder.setAccessibleName("写到哪个文件夹")
        row.addWidget(self._folder, 1)
        self._progress = label("", "muted")
        row.addWidget(self._progress)
        self._other_folder = ActionButton("换文件夹…", clicked=self.choose_folder)
        self.stop_button = ActionButton("停止", icon="clear", clicked=self.workspace.jobs.cancel)
        row.addWidget(self._other_folder)
        row.addWidget(self.stop_button)
        self.make_button = ActionButton("制作", icon="paper", kind="primary", clicked=self.make)
        self.workspace.keys.follow(self.make_button, "papers.make", "Ctrl+P")
        row.addWidget(self.make_button)
        column.addWidget(foot)
        return middle

    def _name_button(self) -> None:
        count, is_busy = len(self.proposals.view.selected_ids()), self.workspace.jobs.is_busy
        self.stop_button.setHidden(not is_busy)
        self._other_folder.setHidden(is_busy)
        if not is_busy:
            self._progress.setText("")
        name = document_kind(self.kinds.current()).name
        self.make_button.setText(f"制作 {count} 件的{name}" if count else f"制作{name}")
        self.make_button.setAccessibleName(self.make_button.text())
        self.make_button.setEnabled(count > 0 and not is_busy)
        self.make_button.setToolTip("" if count else "先在列表里选提案")
        self.make_button.updateGeometry()

    def _done(self, made: list[Path]) -> None:
        self._tell_others()
        self.workspace.said.emit(f"已制作 {len(made)} 份，在 {self.folder}", "done")

    def _refused(self, error: RuleError) -> None:
        self._tell_others()
        prompts.tell(self.window(), error.message)

    def _stopped(self) -> None:
        self._tell_others()
        self.workspace.said.emit("已停止。已制作的文书都已登记", "warning")

    def _on_progress(self, title: str, done: int, every: int) -> None:
        if title.startswith("制作"):
            self._progress.setText(f"{done} / {every}")

    def _tell_others(self) -> None:
        self.workspace.changed.emit(Change("印发文书", tables=frozenset({"issued_paper"})))

    def _on_selected(self, _ids: list[int]) -> None:
        self._name_button()

    def _on_paper(self, paper_id: object) -> None:
        if row := self.papers.row(paper_id):
            self.workspace.wanted.emit("proposals", row["proposal_id"])


def numbers_in(text: str) -> list[int]:
    """The numbers that 1-20、33 names, in order."""
    found: list[int] = []
    for part in re.split(r"[、,，;；\s]+", text.strip()):
        plain = fold(part).removeprefix("第").removesuffix("号")
        if span := _RANGE.fullmatch(plain):
            first, last = int(span[1]), min(int(span[2]), int(span[1]) + 9999)
            found += range(first, last + 1)
        elif (number := number_of(plain)) is not None:
            found.append(number)
    return found


def number_of(text: str) -> int | None:
    """The count in a number such as 0123 or 收0123."""
    digits = re.findall(r"\d+", fold(text))
    return int(digits[-1]) if digits else None


def open_in_system(path: Path) -> bool:
    """Let the system open a folder; replaceable in a test."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
