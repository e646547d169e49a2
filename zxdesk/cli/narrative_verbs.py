"""The narrative reports: written of the register, shown, brought up to date, adopted, saved as Word."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.frame import as_json as change_as_json
from zxdesk.cli.paper_verbs import write_papers
from zxdesk.cli.speech import give_json, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.domain.figure_marks import plain_text
from zxdesk.queries.narrative import FigureChange, Report, current_narrative, listed_rows, narrative_changes, reported_list
from zxdesk.services.change import Change
from zxdesk.services.narrative import NAMES, adopt_narrative, reopen_narrative, update_narrative, write_narrative
from zxdesk.text.dates import parse_date

ACTS = "write 生成，show 查看，list 数字后面的清单，update 更新数字，adopt 通过，reopen 撤回通过，save 另存为 Word"


def narrative(
    context: typer.Context,
    act: Annotated[str, typer.Argument(metavar="做什么", help=ACTS)],
    kind: Annotated[str, typer.Argument(metavar="报告", help="review_report 提案审查情况报告，handling_report 提案办理情况报告")],
    figure: Annotated[str, typer.Argument(metavar="数字", help="list 时的数字代号，如 filed；show 列出全部")] = "",
    meeting: Annotated[str, typer.Option("--meeting", help="通过报告的会议")] = "",
    adopted_on: Annotated[str, typer.Option("--on", help="通过的日期，不写为今天")] = "",
    reason: Annotated[str, typer.Option("--reason", help="撤回通过的理由")] = "",
    folder: Annotated[Path, typer.Option("--output", "-o", help="另存到哪个文件夹")] = Path("."),
) -> None:
    """综合报告：按登记簿写出审查、办理情况报告，每个数字都能查到清单。"""
    frame: Frame = context.obj
    chosen = _kind(kind)
    if act not in ("write", "show", "list", "update", "adopt", "reopen", "save"):
        raise RuleError(f"narrative 没有“{act}”。可选：{ACTS}。", "act")
    with frame.office(to_write=act not in ("show", "list", "save")) as office:
        if act == "write":
            _tell(frame, _write(office, chosen))
        elif act == "show":
            _show(office, _report(office, chosen))
        elif act == "list":
            _list(office, _report(office, chosen), figure)
        elif act == "save":
            _save(office, chosen, folder)
        elif act == "update":
            _tell(frame, office.door.run(update_narrative, _report(office, chosen).id, today=frame.today))
        elif act == "reopen":
            _tell(frame, office.door.run(reopen_narrative, _report(office, chosen).id, reason=reason))
        else:
            day = _day(adopted_on, frame.today)
            _tell(frame, office.door.run(adopt_narrative, _report(office, chosen).id, meeting=meeting, adopted_on=day, today=frame.today))


def _write(office: Office, kind: str) -> Change:
    from zxdesk.documents.narrative import draft_narrative

    plenary, today = office.plenary_id(), office.frame.today
    draft = office.door.read(draft_narrative, plenary, kind, today=today)
    return office.door.run(
        write_narrative, plenary, kind=kind, title=draft.title, paragraphs=draft.paragraphs, figures=draft.figures, written_on=today
    )


def _show(office: Office, report: Report) -> None:
    changes: list[FigureChange] = office.door.read(narrative_changes, report, today=office.frame.today)
    if office.frame.as_json:
        give_json({
            "title": report.title, "state": report.state, "as_of": report.as_of, "paragraphs": list(report.paragraphs),
            "figures": report.figures, "changed": [asdict(one) for one in changes],
        })  # fmt: skip
        return
    say(report.title)
    say(f"{report.state}　数据截至 {report.as_of}")
    for paragraph in report.paragraphs:
        say(plain_text(paragraph["text"]))
    say("")
    table((key, figure["name"], figure["words"], figure["convention"]) for key, figure in report.figures.items())
    for one in changes:
        say(f"有变化：{one.name}，报告 {one.reported}，现在 {one.now}")


def _list(office: Office, report: Report, key: str) -> None:
    if key not in report.figures:
        raise RuleError(f"报告里没有数字“{key}”。可选：{'、'.join(report.figures)}。", "figure")
    behind = reported_list(report, key)
    rows = office.door.read(listed_rows, report, behind)
    if office.frame.as_json:
        give_json([asdict(row) for row in rows])
        return
    table((row.number, row.name, row.detail) for row in rows)
    say(f"共 {len(rows)} {'人' if behind.is_of_members else '件'}。")


def _save(office: Office, kind: str, folder: Path) -> None:
    from zxdesk.documents.paper import Request

    written = write_papers(office, kind, Request(office.plenary_id()), folder, is_draft=True)
    if office.frame.as_json:
        give_json([str(path) for path in written])
        return
    for path in written:
        say(str(path))


def _report(office: Office, kind: str) -> Report:
    found = office.door.read(current_narrative, office.plenary_id(), kind)
    if found is None:
        raise RuleError(f"还没有{NAMES[kind]}；先用 zxdesk narrative write {kind} 生成。", "kind")
    return found


def _tell(frame: Frame, change: Change) -> None:
    if frame.as_json:
        give_json(change_as_json(change))
        return
    say(f"已{change.label}")
    for warning in change.warnings:
        say(f"提醒：{warning}")


def _kind(said: str) -> str:
    short = said.replace("-", "_")
    found = next((key for key, name in NAMES.items() if short in (key, key.removesuffix("_report"), name)), "")
    if not found:
        raise RuleError(f"没有“{said}”这种综合报告。可选：{'、'.join(f'{key}（{name}）' for key, name in NAMES.items())}。", "kind")
    return found


def _day(said: str, today: date) -> date:
    try:
        return parse_date(said, today=today) if said else today
    except ValueError as refusal:
        raise RuleError(f"通过日期：{refusal}", "adopted_on") from None
