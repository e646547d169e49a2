"""Reports from the command line: one, the year's set as one workbook, or each as a workbook of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.speech import UsageError, give_json, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.queries.year_source import YearSource

YEAR, ALL = "year", "all"
KINDS_HELP = "报表的代号或名称，如 totals；year 为全套一本，all 为每表一个文件；--list 列出全部"


def report(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="报表", help=KINDS_HELP)] = "",
    file: Annotated[Path | None, typer.Option("--output", "-o", help="写成哪个 .xlsx 文件；all 为放到哪个文件夹")] = None,
    is_list: Annotated[bool, typer.Option("--list", help="列出可以写出的报表")] = False,
) -> None:
    """写出 Excel 报表：一张、全套一本，或每表一个文件。"""
    frame: Frame = context.obj
    if is_list:
        _list(frame)
        return
    if not kind:
        raise UsageError("没有说写哪张报表；用 --list 看有哪些，year 为全套。")
    if file is None:
        raise UsageError("没有说写到哪里；用 -o 指明。")
    with frame.office() as office:
        notes = write_year(office, file) if kind == YEAR else write_all(office, file) if kind == ALL else write_report(office, kind, file)
    if frame.as_json:
        give_json({"folder" if kind == ALL else "file": str(file), "notes": list(notes)})
        return
    for note in notes:
        say(f"提醒：{note}")
    say(f"已写出 {file}")


def write_report(office: Office, kind: str, file: Path) -> tuple[str, ...]:
    """Write a report of the plenary; the sentences say what had to be changed in a cell."""
    from zxdesk.reports.catalog import report_kind
    from zxdesk.reports.workbook import write_workbook

    chosen = report_kind(kind.replace("-", "_"))
    _check_name(file)
    make_folder(file.parent)
    made = office.door.read(lambda session: chosen.build(_source(session, office)))
    return write_workbook(made, file)


def write_year(office: Office, file: Path) -> tuple[str, ...]:
    """Write the year's set as one workbook."""
    from zxdesk.reports.year_set import write_set, year_set

    _check_name(file)
    make_folder(file.parent)
    return write_set(office.door.read(lambda session: year_set(_source(session, office))), file)


def write_all(office: Office, folder: Path) -> tuple[str, ...]:
    """Write every report as a workbook of its own."""
    from zxdesk.reports.year_set import built, every_kind, write_each

    make_folder(folder)
    kinds = every_kind()
    tables = office.door.read(lambda session: built(kinds, _source(session, office)))
    return write_each(kinds, tables, folder)


def make_folder(folder: Path) -> None:
    """Make a folder where there is none yet. Raises RuleError when it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RuleError(f"文件夹“{folder}”建不了，可能有同名文件或没有写入权限；换一个文件夹。", "folder") from error


def _source(session: Session, office: Office) -> YearSource:
    return YearSource(session, office.plenary_id(), today=office.frame.today)


def _check_name(file: Path) -> None:
    if file.suffix.lower() != ".xlsx":
        raise RuleError(f"报表写成 .xlsx 文件，{file.name} 改个名字。", "file")


def _list(frame: Frame) -> None:
    from zxdesk.reports.catalog import contents

    found = [(group, number, kind) for group, kinds in contents() for number, kind in kinds]
    if frame.as_json:
        give_json([{"key": k.key, "name": k.name, "group": group, "number": number, "is_annual": k.is_annual} for group, number, k in found])
        return
    table((group, number, kind.key, kind.name) for group, number, kind in found)
    say("year 全套写成一个工作簿，all 每表一个文件。")
