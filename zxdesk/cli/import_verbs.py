"""Taking in what an office already keeps: the year ledger and the directories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.speech import give_json, say, table
from zxdesk.domain.errors import RuleError

if TYPE_CHECKING:
    from zxdesk.services import ledger
    from zxdesk.services.change import Command

KINDS = ("proposals", "members", "units", "organisations")
LISTED = (
    ("unknown_columns", "没有用到的列"),
    ("created_members", "新登记的委员"),
    ("created_units", "新登记的单位"),
    ("created_organisations", "新登记的集体提案者"),
)


def import_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="种类", help="proposals 台账，members 委员，units 单位，organisations 集体提案者")],
    file: Annotated[Path, typer.Argument(metavar="文件", help="Excel、WPS 表格或 CSV 文件")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看结论，什么也不写")] = False,
) -> None:
    """导入年度台账或名册，逐行给出结论；拒绝的行不影响别的行。"""
    from zxdesk.services import ledger

    frame: Frame = context.obj
    if kind not in KINDS:
        raise RuleError(f"没有“{kind}”这种导入；可选的是：{'、'.join(KINDS)}。", "kind")
    read = _read(kind, file, frame)
    with frame.office(to_write=True) as office:
        outcome = ledger.ImportOutcome()
        _take_in(office, kind, read.rows, outcome, dry_run=dry_run)
    answer = answer_of(read, outcome)
    if frame.as_json:
        give_json(answer)
        return
    _print(answer, outcome, dry_run=dry_run)


def answer_of(read: Any, outcome: ledger.ImportOutcome) -> dict[str, Any]:
    """The promised keys, then what was made along the way."""
    refused = [{"sheet": r.sheet, "row": r.row, "column": r.column, "reason": r.reason} for r in read.refused]
    refused += [{"sheet": v.sheet, "row": v.row, "column": v.column, "reason": v.reason} for v in outcome.verdicts if v.status == "refused"]
    refused.sort(key=lambda entry: (entry["sheet"], entry["row"]))
    counts = outcome.counts
    return {
        "rows": len(read.rows) + len(read.refused),
        "new": counts["new"],
        "changed": counts["changed"],
        "same": counts["same"],
        "refused": refused,
        "unknown_columns": list(read.unknown_columns),
        "created_members": outcome.created_members,
        "created_units": outcome.created_units,
        "created_organisations": outcome.created_organisations,
        "warnings": [*getattr(read, "notes", ()), *outcome.warnings],
    }


def _read(kind: str, file: Path, frame: Frame) -> Any:
    if not file.exists():
        raise RuleError(f"没有 {file} 这个文件；核对文件名和所在文件夹。", "file")
    if kind == "proposals":
        from zxdesk.intake.ledger import read_ledger

        return read_ledger(file, today=frame.today)
    from zxdesk.intake import people

    readers = {"members": people.read_members, "units": people.read_units, "organisations": people.read_organisations}
    return readers[kind](file, today=frame.today)


def _take_in(office: Office, kind: str, rows: Any, outcome: ledger.ImportOutcome, *, dry_run: bool) -> None:
    from zxdesk.services import ledger, roster

    values: dict[str, Any] = {"today": office.frame.today, "outcome": outcome}
    if kind == "proposals":
        command: Command = ledger.import_ledger
        values["plenary"] = office.frame.plenary
    else:
        chosen = {"members": roster.import_members, "units": roster.import_units, "organisations": roster.import_organisations}
        command = chosen[kind]
    if kind == "members":
        values["term"] = None
    if dry_run:
        office.door.rehearse(command, rows, **values)
    else:
        office.door.run(command, rows, action=f"import-{kind}", **values)


def _print(answer: dict[str, Any], outcome: ledger.ImportOutcome, *, dry_run: bool) -> None:
    heading = "试导入，什么也没有写：" if dry_run else "已导入："
    say(f"{heading}共 {answer['rows']} 行，新增 {answer['new']}，变更 {answer['changed']}，相同 {answer['same']}，拒绝 {len(answer['refused'])}。")
    table((f"第 {r['row']} 行", r["sheet"], r["column"], r["reason"]) for r in answer["refused"])
    for name, label in LISTED:
        if answer[name]:
            say(f"{label}：{'、'.join(answer[name])}")
    for sentence in answer["warnings"]:
        say(f"提醒：{sentence}")
