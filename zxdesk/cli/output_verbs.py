"""What the office puts out: papers, reports, figures, the check-up."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.speech import give_json, percent, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.queries.file import find_proposal
from zxdesk.queries.statistics import statistics
from zxdesk.safe_file import write_safely
from zxdesk.services.paper import record_paper

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


def paper(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="文书", help="reply_sheet 答复处理笺，feedback_form 征询意见表")],
    numbers: Annotated[list[str], typer.Argument(metavar="号…", help="提案号、收件号或 #编号，可多个")],
    folder: Annotated[Path, typer.Option("--output", "-o", help="写到哪个文件夹")] = Path("."),
) -> None:
    """写出 Word 文书，并在登记簿里留下印发记录。"""
    frame: Frame = context.obj
    with frame.office(to_write=True) as office:
        plenary = office.plenary_id()
        ids = [office.door.read(find_proposal, plenary, number) for number in numbers]
        written = write_papers(office, kind, ids, folder)
    if frame.as_json:
        give_json([str(path) for path in written])
        return
    for path in written:
        say(str(path))
    say(f"共 {len(written)} 份。")


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


def write_papers(office: Office, kind: str, ids: list[int], folder: Path) -> list[Path]:
    """Write one kind of paper for these proposals and record each; a proposal that has none yet is refused by name."""
    from zxdesk.documents.catalog import document_kind
    from zxdesk.documents.sheets import papers_of

    chosen = document_kind(kind.replace("-", "_"))
    _make_folder(folder)
    written: list[Path] = []
    for proposal_id in ids:
        for stem, sheet in office.door.read(papers_of, chosen.key, proposal_id, printed_on=office.frame.today):
            path = folder / f"{chosen.name}-{stem}.docx"
            chosen.build(sheet, path)
            snapshot: dict[str, Any] = json.loads(json.dumps(asdict(sheet), ensure_ascii=False, default=str))
            office.door.run(
                record_paper, proposal_id, kind=chosen.name, issued_on=office.frame.today, snapshot=snapshot,
                file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(), file_name=path.name,
            )  # fmt: skip
            written.append(path)
    return written


def write_report(office: Office, kind: str, file: Path) -> tuple[str, ...]:
    """Write a report of the plenary; the sentences say what had to be changed in a cell."""
    from zxdesk.reports.catalog import report_kind
    from zxdesk.reports.ledger_lines import ledger_lines
    from zxdesk.reports.workbook import write_workbook

    chosen = report_kind(kind.replace("-", "_"))
    if file.suffix.lower() != ".xlsx":
        raise RuleError(f"报表写成 .xlsx 文件，{file.name} 改个名字。", "file")
    _make_folder(file.parent)
    lines = office.door.read(ledger_lines, office.plenary_id())
    figures = office.door.read(statistics, office.plenary_id(), today=office.frame.today)
    return write_workbook(chosen.build(lines, title=f"{figures['plenary']}提案年度台账", printed_on=office.frame.today), file)


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
