"""Writing what a query shows as a workbook, beside the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.builder.spec import SHOWS, Spec
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.list_export import default_name
from zxdesk.ui.workspace import Workspace


def export_query(workspace: Workspace, spec: Spec, name: str, parent: QWidget) -> bool:
    """Ask where to, then write the whole answer; False where nothing was begun."""
    title = name or "综合查询"
    path = prompts.save_file(parent, "导出查询结果", f"{default_name(title, '' if name else SHOWS[spec.show])}.xlsx", "Excel 工作簿 (*.xlsx)")
    if path is None:
        return False
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    target = path

    def work(_report: Report) -> tuple[str, ...]:
        from zxdesk.reports.query_table import query_table
        from zxdesk.reports.workbook import write_workbook

        return write_workbook(workspace.read(query_table, spec, today=workspace.today, title=title), target)

    def done(notes: tuple[str, ...]) -> None:
        workspace.said.emit(f"已导出：{target}", "done")
        if notes:
            prompts.tell(parent if parent.isVisible() else None, "\n".join(notes))

    def refused(error: RuleError) -> None:
        prompts.tell(parent if parent.isVisible() else None, error.message)

    workspace.jobs.start(
        f"导出{title}", work, done=done, refused=refused, cancelled=lambda: workspace.said.emit("已停止导出", "warning"),
    )  # fmt: skip
    return True
