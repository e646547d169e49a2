"""For which proposals papers are wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.ui.small_office import door_of, make_office
from zxdesk.domain.assignment import Assignment
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import ENDED_STATES
from zxdesk.queries.paper_scope import proposals_numbered, proposals_of_batch, proposals_of_unit, units_of_batch, wanted_proposals
from zxdesk.services.door import Door
from zxdesk.text.number_ranges import number_of


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    register = make_office(tmp_path_factory.mktemp("scope") / "zxdesk.db")
    yield door_of(register)
    register.close()


@pytest.fixture
def numbered(door: Door) -> list[tuple[int, int, str]]:
    """Key, plenary and number of the proposals that were filed."""

    def read(session: object) -> list[tuple[int, int, str]]:
        rows = session.execute(select(Proposal.id, Proposal.plenary_id, Proposal.number).where(Proposal.number.is_not(None)))  # type: ignore[attr-defined]
        return [tuple(row) for row in rows]

    return door.read(read)


def test_proposals_are_found_by_their_numbers_and_listed_in_their_order(door: Door, numbered: list[tuple[int, int, str]]) -> None:
    plenary = numbered[0][1]
    mine = {number_of(number): key for key, of, number in numbered if of == plenary}
    wanted = [serial for serial in sorted(mine, reverse=True) if serial is not None]
    found = door.read(proposals_numbered, plenary, [*wanted, 9999])
    assert found == {serial: mine[serial] for serial in wanted}
    listed = door.read(wanted_proposals, [found[serial] for serial in wanted])
    assert [number_of(one.number) for one in listed] == sorted(wanted)


def test_a_batch_and_a_unit_name_their_proposals(door: Door) -> None:
    def assignments(session: object) -> list[tuple[int, int, int, int]]:
        statement = select(Assignment.batch_id, Assignment.unit_id, Assignment.proposal_id, Proposal.plenary_id).join(Assignment.proposal)
        return [tuple(row) for row in session.execute(statement.where(Assignment.state.not_in(ENDED_STATES)))]  # type: ignore[attr-defined]

    rows = door.read(assignments)
    assert rows
    batch, unit, _proposal, plenary = rows[0]
    assert set(door.read(proposals_of_batch, batch)) == {row[2] for row in rows if row[0] == batch}
    assert door.read(units_of_batch, batch) == {row[1] for row in rows if row[0] == batch}
    assert set(door.read(proposals_of_unit, plenary, unit)) == {row[2] for row in rows if (row[1], row[3]) == (unit, plenary)}
