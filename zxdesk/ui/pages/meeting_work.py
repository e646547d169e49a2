"""The package of a 交办会, counted and written beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zxdesk.documents.meeting import Prepared, make_package, prepare_package, save_package
from zxdesk.documents.meeting_plan import plan_package
from zxdesk.documents.paper import Moment, Request
from zxdesk.documents.papers.package_check import check_of
from zxdesk.domain.errors import RuleError
from zxdesk.services.door import Door
from zxdesk.services.paper import Sending, issue_papers
from zxdesk.ui.jobs import Report
from zxdesk.ui.pages.paper_making import outgoing_of


@dataclass(frozen=True)
class Counted:
    """What each unit would get, a row a unit with the counts by their fields' names; or why nothing."""

    rows: tuple[dict[str, Any], ...] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Written:
    """Where a package is and what it holds."""

    path: Path
    units: int
    papers: int


def count_package(door: Door, request: Request) -> Counted:
    """Count the package for all units of the batch."""
    moment = Moment(door.today, door.actor.name)
    try:
        with door.reading() as session:
            plan = plan_package(session, request, moment)
            values = check_of(session, plan, moment).values["单位件数"]
            assert isinstance(values, tuple)
            return Counted(tuple({**row, "id": folder.unit_id} for row, folder in zip(values, plan.folders, strict=True)))
    except RuleError as error:
        return Counted(refusal=error.message)


def write_package(door: Door, request: Request, *, target: Path, as_one: bool, report: Report) -> Written:
    """Make the package, write it whole, record every paper in it as sent; a cancel before it is written leaves nothing behind."""
    with door.reading() as session:
        prepared = prepare_package(session, request, Moment(door.today, door.actor.name), files=door.files, report=report)
    made = make_package(prepared, report=report, as_one=as_one)
    written = save_package(made, _place(target, prepared))
    for kind, papers in made.made:
        template = prepared.templates[kind.key].sha256
        sending = Sending(kind.name, template, "Word", copies=prepared.plan.copies, clerk=door.actor.name)
        outgoing = [outgoing_of(one) for one in papers]
        door.run(issue_papers, request.plenary_id, outgoing, sending=sending, issued_on=door.today, sent_at=door.now())
    return Written(written, len(prepared.plan.folders), prepared.plan.papers)


def _place(target: Path, prepared: Prepared) -> Path:
    return target if target.suffix.lower() == ".zip" else target / prepared.name
