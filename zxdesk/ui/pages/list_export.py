"""Writing a list as a sheet: the columns shown, the rows given, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.ui import prompts
from zxdesk.ui.cells import copied
from zxdesk.ui.jobs import Report
from zxdesk.ui.rows_view import RowsView
from zxdesk.ui.workspace import Workspace

PART = 200
Fetch = Callable[[Sequence[Any]], Sequence[object]]


def export_list(workspace: Workspace, view: RowsView, fetch: Fetch, name: str, parent: QWidget) -> bool:
    """Ask where to, then write the selected rows, or all of the list where fewer than two are selected."""
    ids = view.selected_ids()
    if len(ids) < 2:
        ids = [view.rows.id_at(row) for row in range(view.rows.rowCount())]
    if not ids:
        workspace.said.emit("清单是空的，没有可导出的内容", "warning")
        return False
    path = prompts.save_file(parent, f"导出 {len(ids)} 件", f"{name}.xlsx", "Excel 工作簿 (*.xlsx)")
    if path is None:
        return False
    columns = [(c.key, c.title, c) for at, c in enumerate(view.rows.columns) if c.kind != "check" and not view.isColumnHidden(at)]

    def work(report: Report) -> int:
        from zxdesk.reports import table
        from zxdesk.reports.workbook import write_workbook

        lines: list[tuple[Any, ...]] = []
        for start in range(0, len(ids), PART):
            report(start, len(ids))
            for row in fetch(ids[start : start + PART]):
                lines.append(tuple(copied(row, column) or None for _key, _title, column in columns))
        heads = tuple(table.Column(key, title, width=44 if column.stretch else 14) for key, title, column in columns)
        write_workbook(table.Table(name, f"共 {len(lines)} 件", heads, tuple(lines)), path)
        report(len(ids), len(ids))
        return len(lines)

    def refused(error: RuleError) -> None:
        prompts.tell(parent, error.message)

    workspace.jobs.start(
        f"导出{name}", work, done=lambda count: workspace.said.emit(f"已导出 {count} 件：{path}", "done"), refused=refused,
        cancelled=lambda: workspace.said.emit("已停止导出", "warning"),
    )  # fmt: skip
    return True


def default_name(*parts: str) -> str:
    """A name for the file, of the plenary and the view."""
    return "".join(part for part in parts if part)[:40].replace("/", "-") or "提案"
