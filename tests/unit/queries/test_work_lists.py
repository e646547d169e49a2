"""Lists of work: the same rows whole and by id, counted without being read, sorted without losing one."""

from __future__ import annotations

import pytest

from tests.invented_office import InventedOffice
from tests.ui.small_office import do
from zxdesk.domain.light import Light
from zxdesk.domain.stage import OPEN_STATES, Stage, UnitState
from zxdesk.queries.list_counts import counts_of
from zxdesk.queries.proposals import ProposalFilter, counts_by_light, proposal_ids
from zxdesk.queries.subjects import agreed_units, plain_number, proposals_numbered, subjects
from zxdesk.queries.work_lists import WorkList, owners, work_count, work_ids, work_rows
from zxdesk.queries.worklists import assignment_rows

LISTS = (
    WorkList("proposals", frozenset({Stage.HANDLING})),
    WorkList("assignments"),
    WorkList("assignments", only_late=True),
    WorkList("assignments", only_asking=True),
    WorkList("assignments", states=frozenset({UnitState.WAITING})),
    WorkList("forms"),
    WorkList("forms", only_late=True),
    WorkList("keys"),
)


@pytest.fixture
def working(office: InventedOffice) -> tuple[InventedOffice, list[int]]:
    """Two proposals at work with two units each, one late and one that asks for more time; a third just received."""
    door, made = office.door, []
    for at in range(3):
        change = do(door, "register", title=f"关于道路的提案之{at}", proposers="周砚秋", submitted_on="2026-02-26", is_open="是", situation="情况")
        assert change.subject is not None
        made.append(change.subject)
    for proposal in made[:2]:
        do(door, "first-review", proposal, reviewer="何", reviewed_on="2026-03-01", category="教育", outcome="立案", lead_units="县住建局")
        do(door, "second-review", proposal, reviewer="组", reviewed_on="2026-03-02")
        do(door, "file", proposal, meeting="全体会议", decided_on="2026-03-03")
        do(door, "assign", proposal, lead="县住建局", co="县财政局", assigned_on="2026-03-20", due_on="2026-04-01")
        do(door, "sign", proposal, unit="县住建局", signed_on="2026-03-21")
    do(door, "extension", made[0], unit="县住建局", requested_on="2026-03-25", new_due_on="2026-09-01", reason="立项")
    return office, made


@pytest.mark.parametrize("wanted", LISTS, ids=str)
def test_a_list_counts_what_it_reads(working: tuple[InventedOffice, list[int]], wanted: WorkList) -> None:
    door = working[0].door
    ids = door.read(work_ids, wanted, today=door.today)
    assert door.read(work_count, wanted, today=door.today) == len(ids)
    rows = door.read(work_rows, wanted.kind, ids, today=door.today)
    assert [row.id for row in rows] == ids
    assert set(door.read(owners, wanted.kind, ids)) == set(ids)


def test_open_undertakings_stand_in_the_order_they_always_had(working: tuple[InventedOffice, list[int]]) -> None:
    door = working[0].door
    expected = [row.id for row in door.read(assignment_rows, today=door.today, states=OPEN_STATES)]
    assert door.read(work_ids, WorkList("assignments"), today=door.today) == expected
    assert len(expected) == 4


def test_asking_for_more_time_narrows_to_that_undertaking(working: tuple[InventedOffice, list[int]]) -> None:
    office, made = working
    ids = office.door.read(work_ids, WorkList("assignments", only_asking=True), today=office.door.today)
    assert list(office.door.read(owners, "assignments", ids).values()) == [made[0]]


def test_lights_are_counted_as_they_are_filtered(working: tuple[InventedOffice, list[int]]) -> None:
    door = working[0].door
    counts = door.read(counts_by_light, ProposalFilter(), today=door.today)
    for light in Light:
        ids = door.read(proposal_ids, ProposalFilter(light=light), today=door.today)
        assert counts.get(light, 0) == len(ids)
    filters = [ProposalFilter(), ProposalFilter(stages=frozenset({Stage.HANDLING}))]
    assert door.read(counts_of, filters, today=door.today) == [len(door.read(proposal_ids, one, today=door.today)) for one in filters]


def test_a_selection_knows_stages_units_and_what_was_agreed(working: tuple[InventedOffice, list[int]]) -> None:
    office, made = working
    found = office.door.read(subjects, [made[2], made[0]])
    assert [(one.id, one.stage, len(one.undertakings)) for one in found] == [(made[2], Stage.RECEIVED, 0), (made[0], Stage.HANDLING, 2)]
    assert [(u.unit, u.is_asking) for u in found[1].undertakings] == [("县住建局", True), ("县财政局", False)]
    assert office.door.read(agreed_units, made) == {made[0]: (("县住建局",), ()), made[1]: (("县住建局",), ())}


def test_numbers_are_found_with_and_without_zeros(working: tuple[InventedOffice, list[int]]) -> None:
    office, made = working
    first = office.door.read(subjects, made[:1])[0].number
    bare = str(int(first))
    assert office.door.read(proposals_numbered, [first, bare, f"第{first}号", "9999"], plenary_id=None) == {
        first: made[0], bare: made[0], f"第{first}号": made[0]
    }  # fmt: skip
    assert plain_number("收0012") == plain_number("收12") == "收12"
