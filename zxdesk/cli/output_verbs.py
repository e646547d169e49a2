"""What the office finds out: its figures, and the check-up of the register."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from zxdesk.cli.frame import Frame, Office
from zxdesk.cli.report_verbs import make_folder
from zxdesk.cli.speech import give_json, percent, say, table
from zxdesk.domain.errors import RuleError
from zxdesk.queries.statistics import statistics
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


def write_stats(office: Office, folder: Path) -> None:
    """Leave the figures as text and as JSON."""
    make_folder(folder)
    figures = office.door.read(statistics, office.plenary_id(), today=office.frame.today)
    text = "\n".join(stats_lines(figures)) + "\n"
    document = json.dumps(figures, ensure_ascii=False, indent=2, default=str) + "\n"
    for name, content in (("统计.txt", text), ("统计.json", document)):
        _write_text(folder / name, content)


def _write_text(file: Path, content: str) -> None:
    def write(path: Path) -> None:
        path.write_text(content, encoding="utf-8")

    def proof(path: Path) -> None:
        if path.read_text(encoding="utf-8") != content:
            raise RuleError(f"{file.name} 写出后与内容不符，没有替换原来的文件。", "file")

    write_safely(file, write, proof)


def stats_lines(figures: dict[str, Any]) -> list[str]:
    """The figures for people."""
    decimals = figures["decimals"]
    lines = [figures["plenary"], "　".join(f"{label} {figures[key]}" for key, label in PARTS)]
    for key, label in RATES.items():
        rate = figures["rates"][key]
        lines.append(f"{label} {percent(rate['value'], decimals)}（{rate['numerator']}/{rate['denominator']}，{rate['convention']}）")
    for key, label in TABLES:
        rows = [f"{row['name']} {row['count']}（{percent(row['share'], decimals)}）" for row in figures[key] if row["count"]]
        lines.append(f"{label}：{'、'.join(rows) or '无'}")
    lines += [f"{'对账' if line['holds'] else '不一致'}：{line['sentence']}" for line in figures["reconciliation"]]
    lines.append(f"统计口径：{'；'.join(figures['conventions'].values())}。")
    return lines
