"""What a proposal knows of itself: completeness, who counts, which units stand, its summaries."""

from __future__ import annotations

from datetime import date

import pytest

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.feedback import Feedback
from zxdesk.domain.people import Member
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.unit import HandlingUnit


def line(name: str, signature: Signature = Signature.SIGNED) -> ProposerLine:
    return ProposerLine(member=Member(name=name), name=name, signature=signature)


def whole(**values: object) -> Proposal:
    plain = {
        "title": "关于路灯的提案", "lines": [line("周砚秋")], "submitted_on": date(2026, 2, 26), "situation": "情况。", "is_open": True,
        "stage": Stage.RECEIVED,
    }  # fmt: skip
    return Proposal(**(plain | values))


def unit(name: str) -> HandlingUnit:
    return HandlingUnit(code=name, name=f"云溪{name}", short_name=name, aliases=[])


def undertaking(name: str, role: Role = Role.SOLE, state: UnitState = UnitState.WAITING, due_on: date | None = None) -> Assignment:
    return Assignment(unit=unit(name), role=role, state=state, due_on=due_on, redo=0, assigned_on=date(2026, 3, 20))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"lines": []}, "proposers"),
        ({"lines": [line("周砚秋", Signature.PENDING)]}, "proposers"),
        ({"submitted_on": None}, "submitted_on"),
        ({"situation": ""}, "situation"),
        ({"is_open": None}, "is_open"),
        ({"is_open": False, "open_reason": ""}, "open_reason"),
    ],
)
def test_an_incomplete_proposal_names_the_field_that_is_missing(values: dict[str, object], field: str) -> None:
    with pytest.raises(RuleError) as caught:
        whole(**values).require_complete()
    assert caught.value.field == field


def test_a_complete_proposal_is_let_through() -> None:
    whole().require_complete()
    whole(is_open=False, open_reason="涉及个人").require_complete()


def test_it_is_called_by_its_number_its_receipt_number_or_as_a_draft() -> None:
    assert whole(number="0012", receipt_number="收0030").name == "0012"
    assert whole(receipt_number="收0030").name == "收0030"
    assert whole().name == "草稿"


def test_only_signed_names_count_and_pending_ones_are_listed_as_pending() -> None:
    proposal = whole(lines=[line("甲"), line("乙", Signature.PENDING), line("丙", Signature.DECLINED), line("丁", Signature.EXPIRED)])
    assert [one.name for one in proposal.signed_lines] == ["甲"]
    assert [one.name for one in proposal.pending_signatures()] == ["乙"]
    proposal.refresh_summary()
    assert proposal.proposer_names == "甲、乙"


def test_ended_units_stand_in_no_list() -> None:
    proposal = whole(stage=Stage.HANDLING, assignments=[
        undertaking("甲局", Role.LEAD, UnitState.ENDED), undertaking("乙局", Role.LEAD), undertaking("丙局", Role.CO),
        undertaking("丁局", Role.CO, UnitState.STOPPED),
    ])  # fmt: skip
    proposal.refresh_summary()
    assert (proposal.unit_names, proposal.lead_names) == ("乙局、丙局", "乙局")
    assert [one.unit.short for one in proposal.answering] == ["乙局"]


def test_the_next_deadline_is_that_of_whoever_is_waited_for() -> None:
    working = whole(stage=Stage.HANDLING, assignments=[
        undertaking("甲局", due_on=date(2026, 6, 20)), undertaking("乙局", due_on=date(2026, 5, 1), state=UnitState.REPLIED),
    ])  # fmt: skip
    working.refresh_summary()
    assert working.next_due_on == date(2026, 6, 20)
    forms = [Feedback(due_on=date(2026, 6, 24)), Feedback(due_on=date(2026, 6, 1), returned_on=date(2026, 5, 30))]
    asked = whole(stage=Stage.CONSULTING, feedbacks=forms)
    asked.refresh_summary()
    assert asked.next_due_on == date(2026, 6, 24)
    for stage in (Stage.WITHDRAWN, Stage.ARCHIVED, Stage.CLOSED):
        proposal = whole(stage=stage, assignments=[undertaking("甲局", due_on=date(2026, 6, 20))])
        proposal.refresh_summary()
        assert proposal.next_due_on is None


def test_long_summaries_are_cut_to_their_columns() -> None:
    proposal = whole(lines=[line("赵钱孙李周吴郑王冯陈" * 4) for _ in range(20)])
    proposal.refresh_summary()
    assert len(proposal.proposer_names) == 400


def test_a_family_is_the_lead_with_all_that_are_merged_into_it() -> None:
    lead, other = whole(), whole(stage=Stage.MERGED)
    other.lead = lead
    assert lead.family == [lead, other]
    assert not other.is_filed
