"""The papers of a 交办会, read from the register, filled and proofed: 600 at a few times what their zips take to write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.benchmarks.conftest import TODAY, Measure
from zxdesk.documents.meeting import make_package, prepare_package
from zxdesk.documents.meeting_plan import package_request
from zxdesk.documents.paper import Moment, Request
from zxdesk.domain.assignment import Assignment, Batch
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.queries.paper_records import batch_assignments
from zxdesk.storage.database import Register

PAPERS = 600
MOMENT = Moment(TODAY, "何春棠", "1024:7d6c5b4a9f8e")
BUDGET = 10
"""Milliseconds a paper, what is read from the register included. Source: design §8."""


def request_of(session: Session, papers: int) -> Request:
    """The largest batch, as many of its units as it takes for so many papers: at least four for each undertaking and three for each unit."""
    standing = Assignment.state.not_in(ENDED_STATES)
    most = select(Assignment.batch_id).where(Assignment.batch_id.is_not(None), standing).group_by(Assignment.batch_id)
    batch = session.get_one(Batch, session.scalars(most.order_by(func.count().desc()).limit(1)).one())
    units: dict[int, int] = {}
    for row in batch_assignments(session, batch.id):
        if row.unit_id not in units and sum(4 * count + 3 for count in units.values()) >= papers:
            break
        units[row.unit_id] = units.get(row.unit_id, 0) + 1
    return package_request(batch.plenary_id, batch.id, units=tuple(units))


def zipped_anew(contents: list[bytes]) -> Callable[[], None]:
    """Return what writes the parts of these files into zips, and no more."""
    files: list[dict[str, bytes]] = []
    for content in contents:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files.append({name: archive.read(name) for name in archive.namelist()})

    def write() -> None:
        for parts in files:
            with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
                for name, part in parts.items():
                    archive.writestr(name, part)

    return write


@pytest.mark.parametrize(("as_one", "name"), [(False, "meeting: 600 papers in folders"), (True, "meeting: 600 papers, a file a unit")])
def test_the_papers_of_a_meeting(measure: Measure, register: Register, as_one: bool, name: str) -> None:
    with register.reading() as session:
        request = request_of(session, PAPERS)

    def work() -> list[bytes]:
        with register.reading() as session:
            prepared = prepare_package(session, request, MOMENT, files=None)
            made = make_package(prepared, report=lambda _done, _every: None, as_one=as_one)
        return [one.content for _, papers in made.made for one in papers]

    contents = work()
    assert len(contents) > PAPERS * 0.6, "too few papers to measure"
    figure = measure(name, work, bare=zipped_anew(contents), bare_name="their zips", size=len(contents), allowed=3, rounds=2)
    assert figure.best_ms / len(contents) < BUDGET, "design §8: 600 papers at 10 ms each"
