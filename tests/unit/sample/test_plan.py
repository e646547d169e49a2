"""The invented office has the shape of a real session and tells stories that hang together."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from zxdesk.domain.rules import load_package, parse
from zxdesk.domain.stage import Stage
from zxdesk.sample.days import add_months
from zxdesk.sample.plan import plan_office
from zxdesk.sample.plans import OfficePlan, ProposalPlan
from zxdesk.sample.titles import topics

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def office() -> OfficePlan:
    return plan_office(seed=2026, today=TODAY)


@pytest.fixture(scope="module")
def proposals(office: OfficePlan) -> list[ProposalPlan]:
    return list(office.proposals())


@pytest.fixture(scope="module")
def current(proposals: list[ProposalPlan]) -> list[ProposalPlan]:
    return [proposal for proposal in proposals if proposal.session == "十届二次"]


def length(proposal: ProposalPlan) -> int:
    return len(proposal.situation) + len(proposal.analysis) + len(proposal.suggestion)


def verbs(proposal: ProposalPlan) -> list[str]:
    return [act.verb for act in proposal.acts]


def test_the_year_has_the_counts_of_a_real_session(current: list[ProposalPlan]) -> None:
    received = [proposal for proposal in current if proposal.ending != "草稿"]
    outcomes = Counter(proposal.outcome for proposal in received)
    assert len(received) == 372
    assert outcomes == {"立案": 347, "不予立案": 15, "并案": 10}


def test_units_per_proposal_follow_the_published_histogram(current: list[ProposalPlan]) -> None:
    counts = Counter(len(proposal.units) for proposal in current if proposal.units)
    assert {size: counts[size] for size in range(1, 6)} == {1: 83, 2: 87, 3: 52, 4: 43, 5: 25}
    assert sum(counts[size] for size in range(6, 12)) == 24
    assert max(counts) == 11


def test_every_one_of_the_85_standing_units_has_something_to_do(office: OfficePlan, current: list[ProposalPlan]) -> None:
    standing = {unit.short_name for unit in office.units if unit.exists_on(office.today)}
    assert len(standing) == 85
    assert {unit for proposal in current for unit, _ in proposal.units} == standing


def test_twelve_categories_and_thirty_sectors_take_part(office: OfficePlan, current: list[ProposalPlan]) -> None:
    rules = parse(load_package(office.package))
    assert {proposal.category for proposal in current} == {category.name for category in rules.categories}
    sectors = {member.number: member.sector for member in office.members}
    assert {sectors[line.member] for proposal in current for line in proposal.proposers if line.member} == set(rules.sectors)
    assert len(rules.categories) == 12
    assert len(rules.sectors) == 30


def test_titles_and_bodies_have_the_usual_length_and_no_title_comes_twice(proposals: list[ProposalPlan]) -> None:
    assert all(11 <= len(proposal.title) <= 38 for proposal in proposals)
    assert all(300 <= length(proposal) <= 1500 for proposal in proposals)
    assert max(map(length, proposals)) > 900
    titles = Counter((proposal.session, proposal.title) for proposal in proposals)
    assert max(titles.values()) == 1


def test_no_template_mark_is_left_in_any_text(proposals: list[ProposalPlan]) -> None:
    for proposal in proposals:
        texts = [proposal.title, proposal.situation, proposal.analysis, proposal.suggestion]
        texts += [str(value) for act in proposal.acts for value in act.values.values()]
        assert not any(re.search(r"\{\w*\}|None。", text) for text in texts), proposal.key


def test_there_are_far_more_matters_than_a_session_needs() -> None:
    assert len({topic.matter for topic in topics()}) >= 1500


def test_subjects_of_the_year_before_come_again_with_another_title(proposals: list[ProposalPlan]) -> None:
    by_key = {proposal.key: proposal for proposal in proposals}
    again = [proposal for proposal in proposals if proposal.recurs]
    assert len(again) >= 30
    assert all(by_key[proposal.recurs].topic == proposal.topic for proposal in again)
    assert all(by_key[proposal.recurs].ending == "归档" for proposal in again)


def test_every_stage_is_present(proposals: list[ProposalPlan]) -> None:
    assert {proposal.ending for proposal in proposals} == {stage.label for stage in Stage}


def test_the_same_seed_tells_the_same_office_and_another_seed_another(office: OfficePlan, proposals: list[ProposalPlan]) -> None:
    assert list(plan_office(seed=2026, today=TODAY).proposals()) == proposals
    assert list(office.proposals()) == proposals
    assert next(plan_office(seed=7, today=TODAY).proposals()).title != proposals[0].title


def test_stories_run_forward_and_never_past_the_day_of_the_office(office: OfficePlan, proposals: list[ProposalPlan]) -> None:
    for proposal in proposals:
        days = [act.on for act in proposal.acts]
        assert days == sorted(days)
        assert all(proposal.submitted_on <= day <= office.today for day in days), proposal.key


def test_a_merged_proposal_follows_a_filed_one_of_the_same_topic(proposals: list[ProposalPlan]) -> None:
    by_key = {proposal.key: proposal for proposal in proposals}
    for proposal in proposals:
        if proposal.ending == "并案":
            lead = by_key[proposal.lead]
            assert lead.topic == proposal.topic
            assert lead.outcome == "立案"
            asked = {act.values["proposal"] for act in lead.acts if act.verb == "return_form"}
            assert asked == {lead.key, *(p.key for p in proposals if p.lead == lead.key)}


def test_only_those_who_signed_are_asked(proposals: list[ProposalPlan]) -> None:
    by_key = {proposal.key: proposal for proposal in proposals}
    for proposal in proposals:
        for act in proposal.acts:
            if act.verb == "return_form":
                asked = by_key[str(act.values["proposal"])]
                assert asked.proposers[act.line].signature == "已会签"


def test_every_answering_unit_of_a_closed_proposal_has_replied_and_every_form_is_back(proposals: list[ProposalPlan]) -> None:
    for proposal in proposals:
        if proposal.ending not in ("办结", "跟踪", "归档"):
            continue
        answering = {unit for unit, role in proposal.units if role != "会办"}
        assert {act.unit for act in proposal.acts if act.verb == "reply"} >= answering
        signed = sum(line.signature == "已会签" for line in proposal.proposers)
        returned = [act for act in proposal.acts if act.verb == "return_form" and act.values["redo"] == 0]
        assert len([act for act in returned if act.values["proposal"] == proposal.key]) == signed * len(answering)
        last = max(act.values["redo"] for act in proposal.acts if act.verb == "return_form")  # type: ignore[type-var]
        final = [act for act in proposal.acts if act.verb == "return_form" and act.values["redo"] == last]
        assert all(act.values["result"] != "不满意" for act in final)


def test_units_exist_on_the_day_they_are_given_a_proposal(office: OfficePlan, proposals: list[ProposalPlan]) -> None:
    by_short = {unit.short_name: unit for unit in office.units}
    for proposal in proposals:
        assigned = proposal.first("assign")
        if assigned is not None:
            assert all(by_short[unit].exists_on(assigned.on) for unit, _ in proposal.units), proposal.key
    old = {unit for proposal in proposals if proposal.session == "十届一次" for unit, _ in proposal.units}
    assert {"县城管局", "县乡村振兴局"} <= old


def test_proposers_are_in_office_when_they_hand_in(office: OfficePlan, proposals: list[ProposalPlan]) -> None:
    members = {member.number: member for member in office.members}
    for proposal in proposals:
        for line in proposal.proposers:
            assert bool(line.member) != bool(line.organisation)
            assert not line.member or members[line.member].serves_on(proposal.submitted_on), proposal.key


def test_some_are_overdue_some_extended_some_unsatisfied_and_some_handed_back(office: OfficePlan, current: list[ProposalPlan]) -> None:
    open_ones = [proposal for proposal in current if proposal.ending == "办理中"]
    starts = {proposal.key: proposal.first("assign").on for proposal in open_ones}  # type: ignore[union-attr]
    due = {key: add_months(day, 3) for key, day in starts.items()}
    assert sum(day < office.today for day in due.values()) >= 5
    assert sum(office.today <= day <= date(2026, 12, 1) for day in due.values()) >= 5
    assert sum(day > date(2026, 12, 1) for day in due.values()) >= 5
    told = Counter(verb for proposal in current for verb in verbs(proposal))
    for verb in ("grant_extension", "accept_hand_back", "refuse_hand_back", "order_redo", "return_text", "remind", "inspect", "visit"):
        assert told[verb] >= 5, verb
    assert any(act.values.get("result") == "不满意" for proposal in current for act in proposal.acts)


def test_open_undertakings_stand_in_every_state(proposals: list[ProposalPlan]) -> None:
    open_ones = [proposal for proposal in proposals if proposal.ending == "办理中"]
    signed = {(p.key, act.unit) for p in open_ones for act in p.acts if act.verb == "sign"}
    assert any((p.key, unit) not in signed for p in open_ones for unit, _ in p.units)
    last = {verbs(p)[-1] for p in open_ones}
    assert {"ask_hand_back", "ask_extension", "submit_reply"} <= {verb for p in open_ones for verb in verbs(p)}
    assert "remind" in last


def test_document_numbers_are_given_once(proposals: list[ProposalPlan]) -> None:
    numbers = [act.values["number"] for p in proposals for act in p.acts if act.verb in ("reply", "give_opinion", "transfer")]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"云\w+〔20\d\d〕\d+号", str(number)) for number in numbers)


def test_a_reply_answers_every_suggestion(proposals: list[ProposalPlan]) -> None:
    for proposal in proposals:
        heads = re.findall(r"[一二三四五六七八九]、(.+?)。", proposal.suggestion)
        for act in proposal.acts:
            if act.verb == "reply":
                assert act.values["suggestion_count"] == len(heads)
                assert all(f"“{head}”" in str(act.values["body"]) for head in heads)


@pytest.mark.parametrize("size", [1, 37, 1000])
def test_a_register_of_any_size_has_exactly_that_many_proposals(size: int) -> None:
    proposals = list(plan_office(seed=1, size=size, today=TODAY).proposals())
    assert len(proposals) == size
    assert len({proposal.key for proposal in proposals}) == size


def test_a_larger_register_keeps_the_proportions() -> None:
    office = plan_office(seed=1, size=5000, today=TODAY)
    proposals = list(office.proposals())
    filed = sum(proposal.outcome == "立案" for proposal in proposals) / len(proposals)
    assert filed == pytest.approx(347 / 372, abs=0.01)
    assert len(office.sessions) >= 12


def test_an_earlier_day_moves_the_whole_story_back() -> None:
    office = plan_office(seed=2026, today=date(2026, 6, 10))
    assert office.today == date(2025, 11, 16)
    assert office.sessions[1].name == "十届二次"
    assert office.sessions[1].opens_on.year == 2025
    assert all(act.on <= office.today for proposal in office.proposals() for act in proposal.acts)
