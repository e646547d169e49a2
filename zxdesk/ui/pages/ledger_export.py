"""Writing the year ledger beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zxdesk.domain.errors import RuleError
from zxdesk.ui.jobs import Job, Report
from zxdesk.ui.workspace import Workspace


def start_export(workspace: Workspace, path: Path, *, refused: Callable[[RuleError], object]) -> Job:
    """Write the ledger of the chosen plenary in a job; what was written, and every text altered, is said when it is done."""
    door, plenary_id, name = workspace.door, workspace.plenary_id, workspace.plenary_name
    assert plenary_id is not None

    def work(_report: Report) -> tuple[int, tuple[str, ...]]:
        from zxdesk.reports.ledger_lines import ledger_lines
        from zxdesk.reports.year_ledger import write_year_ledger

        lines = door.read(ledger_lines, plenary_id)
        return len(lines), write_year_ledger(lines, path, title=f"{name}提案年度台账", printed_on=door.today)

    def say(written: tuple[int, tuple[str, ...]]) -> None:
        count, altered = written
        workspace.said.emit(f"已导出台账 {count} 件：{path}", "done")
        for sentence in altered:
            workspace.said.emit(sentence, "warning")

    return workspace.jobs.start("导出台账", work, done=say, refused=refused)
