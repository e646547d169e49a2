"""The papers of a 交办会, a folder for each unit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zxdesk.cli.frame import Frame, Office, now
from zxdesk.cli.paper_verbs import FOLDER, batch_named, outgoing_of
from zxdesk.cli.speech import give_json, say
from zxdesk.services.paper import Sending, issue_papers
from zxdesk.services.resolve import unit_named

if TYPE_CHECKING:
    from zxdesk.documents.meeting import Package, Prepared
    from zxdesk.documents.meeting_plan import Report


def package(
    context: typer.Context,
    batch: Annotated[str, typer.Argument(metavar="批次", help="交办批次的名称或 #编号；不写就是最近一批")] = "",
    target: FOLDER = Path("."),
    kinds: Annotated[list[str] | None, typer.Option("--kinds", help="只放这种文书，可多次，也可用顿号隔开；不写就放全套")] = None,
    unit: Annotated[list[str] | None, typer.Option("--unit", help="只做这个承办单位的，可多次")] = None,
    copies: Annotated[str, typer.Option("--copies", help="每个单位几套")] = "1",
    one_file: Annotated[bool, typer.Option("--one-file", help="每个单位合成一个文件，一次打印")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="只写文件，不登记印发")] = False,
) -> None:
    """写出交办会的全套文书：每个承办单位一个文件夹，另有总清单和清点表；-o 写成 .zip 的打成一个压缩包。"""
    from zxdesk.documents.meeting import make_package, prepare_package, save_package
    from zxdesk.documents.meeting_plan import package_request
    from zxdesk.documents.paper import Moment

    frame: Frame = context.obj
    with frame.office(to_write=not draft) as office:
        plenary = office.plenary_id()
        with office.door.reading() as session:
            units = tuple(unit_named(session, one, on=frame.today, field="unit").id for one in unit or ())
            said = [name for one in kinds or () for name in one.split("、")]
            request = package_request(plenary, batch_named(office, plenary, batch), units=units, kinds=said, copies=copies)
            prepared = prepare_package(session, request, Moment(frame.today, frame.actor.name), files=office.door.files)
        made = make_package(prepared, report=_told(frame), as_one=one_file)
        written = save_package(made, target if target.suffix.lower() == ".zip" else target / prepared.name)
        if not draft:
            record_package(office, prepared, made, plenary)
    plan = prepared.plan
    counts = {folder.name: len(folder.pieces) for folder in plan.folders}
    if frame.as_json:
        give_json({"path": str(written), "units": counts, "undertakings": len(plan.rows), "papers": plan.papers, "copies": plan.copies})
        return
    say(str(written))
    say(f"{len(counts)} 个承办单位，承办件 {len(plan.rows)} 件，文书 {plan.papers} 份。")


def record_package(office: Office, prepared: Prepared, made: Package, plenary_id: int) -> None:
    """Record every paper of a package as sent, kind by kind."""
    clerk = office.frame.actor.name
    for kind, papers in made.made:
        sending = Sending(kind.name, prepared.templates[kind.key].sha256, "Word", copies=prepared.plan.copies, clerk=clerk)
        outgoing = [outgoing_of(one) for one in papers]
        office.door.run(issue_papers, plenary_id, outgoing, sending=sending, issued_on=office.frame.today, sent_at=now())


def _told(frame: Frame) -> Report:
    """Tells on the terminal how far it is; says nothing into files and pipes."""
    if frame.as_json or not sys.stderr.isatty():
        return lambda _done, _every: None

    def report(done: int, every: int) -> None:
        if done % 20 == 0 or done == every:
            sys.stderr.write(f"\r{done} / {every} 份" + ("\n" if done == every else ""))

    return report
