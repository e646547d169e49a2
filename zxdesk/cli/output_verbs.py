"""What the office puts out: reports, figures, the check-up."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.speech import give_json, percent, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.queries.statistics import statistics
from zxdesk.queries.year_source import YearSource
from zxdesk.safe_file import write_safely

PARTS = (
    ("received", "收到"), ("filed", "立案"), ("merged", "并案"), ("opinions", "转意见建议"), ("not_filed", "不予立案"),
    ("withdrawn", "撤案"), ("pending", "在审"),
)  # fmt: skip
TABLES = (
    ("by_category", "按类别"), ("by_construction", "按五个建设"), ("by_proposer_type", "按提案者类型"),
    ("by_sector", "按界别"), ("by_class", "按办理类别"),
)  # fmt: skip
RATES = {
    "filing": "立案率", "reply": "办复率", "on_time_reply": "按时办复率", "contact": "面商率", "form_return": "征询表收回率", "revisit": "回访率",
    "satisfaction_attitude": "态度满意率", "satisfaction_result": "结果满意率",
}  # fmt: skip


def report(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="报表", help="year_ledger 提案年度台账")],
    file: Annotated[Path, typer.Option("--output", "-o", help="写成哪个 .xlsx 文件")],
) -> None:
    """写出 Excel 报表。"""
    frame: Frame = context.obj
    with frame.office() as office:
        notes = write_report(office, kind, file)
    if frame.as_json:
        give_json({"file": str(file), "notes": list(notes)})
        return
    for note in notes:
        say(f"提醒：{note}")
    say(f"已写出 {file}")


def stats(context: typer.Context) -> None:
    """算出届次的各项数字，每个率都带分子、分母和口径。"""
    frame: Frame = context.obj
    with frame.office() as office:
        figures = office.door.read(statistics, office.plenary_id(), today=frame.today)
    if frame.as_json:
        give_json(figures)
        return
    for line in stats_lines(figures):
        say(line)


def check(context: typer.Context) -> None:
    """体检：历史链、校验值、编号、日期次序、状态与材料、数字恒等。"""
    from zxdesk.queries.checkup import check as check_up

    frame: Frame = context.obj
    with frame.office() as office:
        findings = office.door.read(check_up, today=frame.today)
    if frame.as_json:
        give_json([asdict(finding) for finding in findings])
    else:
        table((("错误" if f.severity == "error" else "提醒"), f.record, f.sentence) for f in findings)
        say(f"共 {len(findings)} 处。" if findings else "没有发现问题。")
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def write_report(office: Office, kind: str, file: Path) -> tuple[str, ...]:
    """Write a report of the plenary; the sentences say what had to be changed in a cell."""
    from zxdesk.reports.catalog import report_kind
    from zxdesk.reports.workbook import write_workbook

    chosen = report_kind(kind.replace("-", "_"))
    if file.suffix.lower() != ".xlsx":
        raise RuleError(f"报表写成 .xlsx 文件，{file.name} 改个名字。", "file")
    _make_folder(file.parent)
    table = office.door.read(lambda session: chosen.build(YearSource(session, office.plenary_id(), today=office.frame.today)))
    return write_workbook(table, file)


def write_stats(office: Office, folder: Path) -> None:
    """Leave the figures as text and as JSON."""
    _make_folder(folder)
    figures = office.door.read(statistics, office.plenary_id(), today=office.frame.today)
    text = "\n".join(stats_lines(figures)) + "\n"
    document = json.dumps(figures, ensure_ascii=False, indent=2, default=str) + "\n"
    for name, content in (("统计.txt", text), ("统计.json", document)):
        _write_text(folder / name, content)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RuleError(f"文件夹“{folder}”建不了，可能有同名文件或没有写入权限；换一个文件夹。", "folder") from error


def _write_text(file: Path, content: str) -> None:
    def write(path: Path) -> None:
        path.write_text(content, encoding="utf-8")

    def proof(path: Path) -> None:
        if path.read_text(encoding="utf-8") != content:
            raise RuleError(f"{file.name} 写出后与内容不符，没有替换原来的文件。", "file")

    write_safely(file, write, proof)


def stats_lines(figures: dict[str, Any]) -> list[str]:
    """The figures for people."""
    lines = [figures["plenary"], "　".join(f"{label} {figures[key]}" for key, label in PARTS)]
    for key, label in RATES.items():
        rate = figures["rates"][key]
        lines.append(f"{label} {percent(rate['value'])}（{rate['numerator']}/{rate['denominator']}，{rate['convention']}）")
    for key, label in TABLES:
        rows = [f"{row['name']} {row['count']}（{percent(row['share'])}）" for row in figures[key] if row["count"]]
        lines.append(f"{label}：{'、'.join(rows) or '无'}")
    lines += [f"不一致：{sentence}" for sentence in figures["differences"]]
    return lines
