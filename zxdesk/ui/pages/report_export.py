"""Writing reports beside the window: the one shown, the whole set as one workbook, or a workbook each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from zxdesk.domain.errors import RuleError
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Table
from zxdesk.ui import prompts
from zxdesk.ui.jobs import Job, Report
from zxdesk.ui.workspace import Workspace

SHEETS = "Excel 工作簿 (*.xlsx)"
TOLD = 2
"""Altered texts that are told one by one; more are counted."""


def build_tables(workspace: Workspace, kinds: Sequence[ReportKind]) -> Callable[[Report], list[Table]]:
    """What builds these reports of the chosen plenary, in a thread, with all that is read between two writings."""
    door, plenary, today = workspace.door, workspace.plenary_id, workspace.today
    assert plenary is not None

    def build(report: Report) -> list[Table]:
        from zxdesk.reports.year_set import built

        tables: list[Table] = door.read(lambda session: built(kinds, YearSource(session, plenary, today=today), report))
        return tables

    return build


def export_table(workspace: Workspace, table: Table, name: str, parent: QWidget) -> Job | None:
    """Ask where to, then write the table that is shown."""
    path = prompts.save_file(parent, f"导出{name}", f"{_file_stem(workspace, name)}.xlsx", SHEETS)
    if path is None:
        return None

    def work(_report: Report) -> tuple[str, ...]:
        from zxdesk.reports.workbook import write_workbook

        return write_workbook(table, path)

    return _start(workspace, f"导出{name}", work, f"已导出{name}：{path}", parent)


def export_set(workspace: Workspace, parent: QWidget) -> Job | None:
    """Ask where to, then write the year's set as one workbook."""
    from zxdesk.reports.year_set import annual_kinds, write_set, year_set

    path = prompts.save_file(parent, "导出全套报表", f"{_file_stem(workspace, '提案统计报表')}.xlsx", SHEETS)
    if path is None:
        return None
    door, plenary, today, count = workspace.door, workspace.plenary_id, workspace.today, len(annual_kinds())
    assert plenary is not None

    def work(report: Report) -> tuple[str, ...]:
        def reached(done: int, _every: int) -> None:
            report(done, count + 1)

        made = door.read(lambda session: year_set(YearSource(session, plenary, today=today), reached))
        report(count, count + 1)
        return write_set(made, path)

    return _start(workspace, "导出全套报表", work, f"已导出全套 {count} 张报表：{path}", parent)


def export_each(workspace: Workspace, parent: QWidget) -> Job | None:
    """Ask for a folder, and before files in it are replaced, then write a workbook for each report."""
    from zxdesk.reports.year_set import every_kind, file_name, write_each

    folder = prompts.choose_folder(parent, "每张报表一个文件，放到哪个文件夹")
    if folder is None:
        return None
    kinds = every_kind()
    there = [name for kind in kinds if (folder / (name := file_name(kind))).exists()]
    if there:
        asked = f"这个文件夹里已有 {len(there)} 个同名文件，如“{there[0]}”。导出会替换它们。"
        if not prompts.confirm(parent, asked, f"替换 {len(there)} 个", "不导出"):
            return None
    build = build_tables(workspace, kinds)

    def work(report: Report) -> tuple[str, ...]:
        every = 2 * len(kinds)
        tables = build(lambda done, _every: report(done, every))
        return write_each(kinds, tables, folder, lambda done, _every: report(len(kinds) + done, every))

    return _start(workspace, "导出各张报表", work, f"已导出 {len(kinds)} 个文件：{folder}", parent)


def _start(workspace: Workspace, title: str, work: Callable[[Report], tuple[str, ...]], done: str, parent: QWidget) -> Job:
    def say(notes: tuple[str, ...]) -> None:
        if not notes:
            workspace.said.emit(done, "done")
            return
        rest = f"等 {len(notes)} 处" if len(notes) > TOLD else ""
        workspace.said.emit(f"{done}。提醒：{''.join(notes[:TOLD])}{rest}", "warning")

    def refused(error: RuleError) -> None:
        prompts.tell(parent, error.message)

    return workspace.jobs.start(
        title, work, done=say, refused=refused, cancelled=lambda: workspace.said.emit("已停止导出，没有写完的文件不留下", "warning"), unit="步"
    )


def _file_stem(workspace: Workspace, name: str) -> str:
    return f"{workspace.plenary_name}{name}".replace("/", "-")[:60]
