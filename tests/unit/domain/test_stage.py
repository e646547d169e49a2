"""The two tables of transitions, as the specification has them."""

from __future__ import annotations

import pytest

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import (
    ANSWERED_STAGES,
    AT_WORK,
    BEFORE_REPLY,
    ENDED_STATES,
    FILED_STAGES,
    OPEN_STATES,
    STOPPED_STAGES,
    TRANSITIONS,
    UNIT_TRANSITIONS,
    Stage,
    UnitState,
    advance,
    advance_unit,
    transition,
    unit_transition,
)
from zxdesk.domain.unit import HandlingUnit


def test_the_tables_have_every_row_of_the_specification_once() -> None:
    assert [row.code for row in TRANSITIONS] == [f"P{n}" for n in range(1, 21)]
    assert [row.code for row in UNIT_TRANSITIONS if row.code != "U8-"] == [f"U{n}" for n in range(1, 11)]


@pytest.mark.parametrize("row", [row for row in TRANSITIONS if row.code != "P1"], ids=lambda row: row.code)
def test_a_row_leads_from_each_of_its_sources_and_from_no_other_stage(row) -> None:  # type: ignore[no-untyped-def]
    for stage in Stage:
        proposal = Proposal(number="0012", title="甲", stage=stage)
        if stage in row.sources:
            advance(proposal, row.code)
            assert proposal.stage is row.target
            continue
        with pytest.raises(RuleError) as caught:
            advance(proposal, row.code)
        assert caught.value.message.startswith(f"0012 现在是“{stage.label}”，不能{row.label}；{row.label}要在“")
        assert (caught.value.field, proposal.stage) == ("stage", stage)


@pytest.mark.parametrize("row", UNIT_TRANSITIONS, ids=lambda row: row.code)
def test_a_unit_row_leads_from_each_of_its_sources_and_from_no_other_state(row) -> None:  # type: ignore[no-untyped-def]
    for state in UnitState:
        assignment = Assignment(unit=HandlingUnit(code="D1", name="云溪县住建局", short_name="县住建局", aliases=[]), role=Role.SOLE, state=state)
        if state in row.sources:
            advance_unit(assignment, row.code)
            assert assignment.state is (row.target or state)
            continue
        with pytest.raises(RuleError) as caught:
            advance_unit(assignment, row.code)
        assert caught.value.message.startswith(f"县住建局 的承办件现在是“{state.label}”，不能{row.label}；")
        assert (caught.value.field, assignment.state) == ("unit", state)


def test_no_row_leads_back_to_a_draft_or_out_of_the_archive() -> None:
    assert all(row.target is not Stage.DRAFT for row in TRANSITIONS if row.code != "P1")
    assert all(Stage.ARCHIVED not in row.sources for row in TRANSITIONS)


def test_a_proposal_can_be_withdrawn_before_its_reply_and_never_after() -> None:
    assert transition("P11").sources == BEFORE_REPLY - {Stage.DRAFT}
    assert transition("P11").sources.isdisjoint(ANSWERED_STAGES - {Stage.REDOING})


def test_the_groups_of_stages_do_not_contradict_each_other() -> None:
    assert ANSWERED_STAGES < FILED_STAGES
    assert FILED_STAGES.isdisjoint(STOPPED_STAGES)
    assert AT_WORK < OPEN_STATES
    assert OPEN_STATES.isdisjoint(ENDED_STATES)
    assert unit_transition("U3").target in ENDED_STATES


def test_a_stage_is_read_by_code_or_label() -> None:
    assert Stage.from_text("filed") is Stage.from_text("立案") is Stage.FILED
    with pytest.raises(ValueError, match="空"):
        Stage.from_text("空")
