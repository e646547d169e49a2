"""Making offices: init for a real one, demo for the invented one."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from zxdesk import paths
from zxdesk.cli.frame import Frame, Office, as_json, now
from zxdesk.cli.output_verbs import write_stats
from zxdesk.cli.paper_verbs import write_papers
from zxdesk.cli.report_verbs import write_report, write_year
from zxdesk.cli.speech import give_json, say
from zxdesk.domain.errors import RuleError
from zxdesk.domain.rules import package_titles
from zxdesk.services.change import Actor
from zxdesk.services.founding import found
from zxdesk.text.dates import parse_date

PACKAGES = "规则包：national、shaanxi-city、shaanxi-county"
SEED = 2026
PAPERS_OF_EACH = 4
CLERK = "何春棠"


def init(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", help="机关名称，如 云溪县政协提案委")],
    committee: Annotated[str, typer.Option("--committee", help="政协全称，如 政协云溪县委员会；留空按机关名称推出")] = "",
    rules: Annotated[str, typer.Option("--rules", help=PACKAGES)] = "national",
    term: Annotated[int, typer.Option("--term", help="届")] = 1,
    number: Annotated[int, typer.Option("--number", help="次")] = 1,
    opens_on: Annotated[str, typer.Option("--opens-on", help="大会开幕日期")] = "",
    closes_on: Annotated[str, typer.Option("--closes-on", help="大会闭幕日期")] = "",
    cutoff_on: Annotated[str, typer.Option("--cutoff-on", help="大会提案截止日期；留空为闭幕日")] = "",
    cutoff_at: Annotated[str, typer.Option("--cutoff-at", help="截止时刻")] = "23:59",
    region: Annotated[str, typer.Option("--region", help="地区")] = "",
) -> None:
    """新建机关：登记簿、规则包和第一个届次。"""
    frame: Frame = context.obj
    if rules not in dict(package_titles()):
        raise RuleError(f"没有“{rules}”这个规则包；可选的是：{'、'.join(dict(package_titles()))}。", "rules")
    if not (1 <= term <= 99 and 1 <= number <= 99):
        raise RuleError("届和次填 1 到 99 的数。", "term")
    texts = {"opens_on": opens_on, "closes_on": closes_on, "cutoff_on": cutoff_on}
    days: dict[str, Any] = {key: _date(text, key) for key, text in texts.items() if text}
    full = committee or _committee_of(name)
    with frame.new_register() as office:
        change = office.door.run(
            found, name=name, committee=full, rules=rules, region=region, term=term, number=number, cutoff_at=cutoff_at, **days
        )
    if frame.as_json:
        give_json({**as_json(change), "register": str(paths.register_path(frame.data_dir))})
        return
    say(f"已{change.label}，登记簿在 {paths.register_path(frame.data_dir)}")


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="放示例机关的文件夹，要空的")],
    size: Annotated[int | None, typer.Option("--size", help="只建登记簿，共这么多件提案，供测量用")] = None,
    seed: Annotated[int, typer.Option("--seed", help="随机种子，同一种子结果相同")] = SEED,
    pictures: Annotated[bool, typer.Option("--pictures", help="另存各页面的图片")] = False,
) -> None:
    """建一个虚构的示例机关，办到各个阶段，并写出文书、报表。"""
    frame: Frame = context.obj
    if paths.register_path(folder).exists():
        raise RuleError(f"{folder} 里已有登记簿，没有覆盖；换一个文件夹。")
    if size is not None and not 1 <= size <= 200_000:
        raise RuleError("--size 填 1 到 200000 的数。", "size")
    folder.mkdir(parents=True, exist_ok=True)
    inside = Frame(folder, None, frame.as_json, CLERK)
    stands_on = _build(inside, seed=seed, size=size)
    made = {"folder": str(folder), "stands_on": stands_on.isoformat()}
    if size is None:
        os.environ["ZXDESK_TODAY"] = stands_on.isoformat()
        made |= _write_all(inside)
        if pictures:
            made["pictures"] = _take_pictures(folder)
    if frame.as_json:
        give_json(made)
        return
    say(f"示例机关在 {folder}，时间停在 {stands_on}。打开它：ZXDESK_TODAY={stands_on} zxdesk --data-dir {folder}")


def _build(frame: Frame, *, seed: int, size: int | None) -> date:
    with frame.new_register() as office:
        if size is None:
            from zxdesk.sample.carry import build_office
            from zxdesk.sample.day_run import DayRun
            from zxdesk.sample.plan import plan_office

            plan = plan_office(seed=seed, today=now().date())
            with DayRun(office.register.writing, Actor(CLERK, "示例")) as run:
                build_office(run, plan, on_day=run.on_day, progress=_progress)
        else:
            from zxdesk.sample.bulk import fill_register

            plan = fill_register(office.register.writing, size=size, seed=seed, today=now().date(), progress=_progress)
    return plan.today


def _write_all(frame: Frame) -> dict[str, str]:
    from zxdesk.documents.paper import Request

    papers, reports = frame.data_dir / "文书", frame.data_dir / "报表"
    with frame.office(to_write=True) as office:
        for kind, stages in (("reply_sheet", ("replied", "archived")), ("feedback_form", ("consulting", "closed"))):
            write_papers(office, kind, Request(office.plenary_id(), tuple(_some(office, stages))), papers)
        write_report(office, "year_ledger", reports / "提案年度台账.xlsx")
        write_year(office, reports / "年度统计报表.xlsx")
        write_stats(office, reports)
    return {"papers": str(papers), "reports": str(reports)}


def _some(office: Office, stages: tuple[str, ...]) -> list[int]:
    from zxdesk.domain.stage import Stage
    from zxdesk.queries.proposals import ProposalFilter, proposal_ids

    chosen: list[int] = []
    for stage in stages:
        wanted = ProposalFilter(plenary_id=office.plenary_id(), stages=frozenset({Stage.from_text(stage)}))
        chosen += office.door.read(proposal_ids, wanted, today=office.frame.today)[:PAPERS_OF_EACH]
    return chosen


def _take_pictures(folder: Path) -> str:
    """The window's pages, drawn without a display, by the desktop itself in a process of its own."""
    target = folder / "图片"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ZXDESK_CLERK": CLERK}
    command = [sys.executable, "-m", "zxdesk.app", "--data-dir", str(folder), "--pictures", str(target)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise RuleError(f"页面图片没有画成（{said[-1] if said else '原因不明'}）；登记簿、文书和报表已写好。")
    return str(target)


def _progress(done: int, every: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r正在办理 {done} / {every} " + ("\n" if done >= every else ""))


def _date(text: str, field: str) -> date:
    try:
        return parse_date(text, today=now().date())
    except ValueError as error:
        raise RuleError(str(error), field) from error


def _committee_of(name: str) -> str:
    place = name.removesuffix("提案委员会").removesuffix("提案委").removesuffix("政协")
    return f"政协{place}委员会" if place else name
