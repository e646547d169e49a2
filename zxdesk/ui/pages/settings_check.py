"""设置 – 体检: reads the whole register beside the window and lists what is wrong in it."""

from __future__ import annotations

from dataclasses import asdict

from zxdesk.domain.errors import RuleError
from zxdesk.queries.checkup import Finding, check
from zxdesk.queries.file import find_proposal
from zxdesk.queries.lookups import plenaries
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.list_pane import ListPane
from zxdesk.ui.pages.section import Section
from zxdesk.ui.table import Column
from zxdesk.ui.workspace import Workspace

COLUMNS = (
    Column("level", "程度", 84, kind="badge"), Column("record", "记录", 170, tip="record"),
    Column("sentence", "情况", 400, stretch=True, tip="sentence"),
)  # fmt: skip
LEVELS = {"error": "错误", "warning": "提醒"}
READY = "还没有体检。开始后通读登记簿：历史、校验值、编号、日期、阶段和统计数。"


class CheckSection(Section):
    """It mends nothing; Enter opens the proposal that a finding is about."""

    name = "体检"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.pane = ListPane(
            "体检结果", COLUMNS, hint="找记录、情况", keys=("record", "sentence"), filters={"level": "程度"}, unit="处", empty=READY
        )
        self.pane.set_choices("level", LEVELS.values())
        self.pane.add_button("打开提案", self._on_open, icon="proposal")
        self.start_button = self.pane.add_button("开始体检", self.start, icon="review", for_row=False, kind="primary")
        self.pane.opened.connect(lambda _id: self._on_open())
        self.body.addWidget(self.pane, 1)
        workspace.jobs.ended.connect(lambda _title: self.start_button.setEnabled(True))

    def start(self) -> None:
        """Read the whole register in a job."""
        workspace = self.workspace
        self.start_button.setEnabled(False)

        def work(_report: Report) -> list[Finding]:
            return workspace.door.read(check, today=workspace.today)

        workspace.jobs.start("体检", work, done=self._show, refused=self._refuse)

    def _show(self, findings: list[Finding]) -> None:
        self.pane.set_empty("没有发现问题。")
        self.pane.set_rows(asdict(one) | {"id": at, "level": LEVELS[one.severity]} for at, one in enumerate(findings))
        self.workspace.said.emit(f"体检完，{len(findings)} 处要看" if findings else "体检完，没有发现问题", "done")

    def _refuse(self, error: RuleError) -> None:
        prompts.tell(self.window(), error.message)

    def _on_open(self) -> None:
        row = self.pane.current()
        if row is None:
            return
        found = proposal_of(self.workspace, row["record"])
        if found is None:
            self.workspace.said.emit(f"“{row['record']}”不是一件提案，按情况栏的话处理", "warning")
        else:
            self.workspace.wanted.emit("proposals", found)


def proposal_of(workspace: Workspace, record: str) -> int | None:
    """The proposal a finding names (十届二次 0123, 十届二次 0123 县住建局, 提案 0123), None when it is about something else."""
    names = {option.label: option.key for option in workspace.read(plenaries)} | {"提案": workspace.plenary_id}
    words = record.split()
    if len(words) < 2 or words[0] not in names:
        return None
    try:
        found: int = workspace.read(find_proposal, names[words[0]], words[1])
    except RuleError:
        return None
    return found
