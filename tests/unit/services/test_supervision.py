"""Key proposals from suggestion to report, notes of leaders, awards."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.supervision import Award, KeyState

DECIDE = {"decided_on": "2026-04-10", "meeting": "主席会议", "level": "主席会议成员督办", "leader": "顾南乔", "ways": "现场督办、提案办理协商会"}


def decided(office: InventedOffice) -> int:
    key = office.filed()
    office.step("suggest-key", key, suggested_on="2026-04-01", suggested_by="提案委", reason="群众关切")
    office.step("shortlist-key", key)
    office.step("decide-key", key, **DECIDE, supervisor="县政协提案委", planned_on="2026-06-30")
    return key


def test_a_key_proposal_goes_from_suggestion_to_report(office: InventedOffice) -> None:
    key = decided(office)
    with office.opened(key) as proposal:
        file = proposal.key_file
        assert file is not None
        assert (file.state, file.leader, file.ways, file.reason) == (KeyState.DECIDED, "顾南乔", ["现场督办", "提案办理协商会"], "群众关切")
        assert proposal.is_key
    office.step("inspect", key, held_on="2026-05-20", way="现场督办", participants="顾南乔、何春棠", content="看现场。")
    office.step("report-key", key, reported_on="2026-06-30", result="已落实", report="督办报告。")
    with office.opened(key) as proposal:
        file = proposal.key_file
        assert file is not None
        assert (file.state, file.result, file.inspections[0].held_on) == (KeyState.REPORTED, "已落实", date(2026, 5, 20))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"meeting": ""}, "meeting"),
        ({"leader": ""}, "leader"),
        ({"level": "随便督办"}, "level"),
        ({"ways": "托梦"}, "ways"),
        ({"decided_on": "2026-03-31"}, "decided_on"),
    ],
)
def test_a_wrong_decision_is_refused(office: InventedOffice, values: dict[str, str], field: str) -> None:
    key = office.filed()
    office.step("suggest-key", key, suggested_on="2026-04-01")
    assert office.refused("decide-key", key, **(DECIDE | values)).field == field


def test_only_a_filed_proposal_is_suggested_and_only_once(office: InventedOffice) -> None:
    assert office.refused("suggest-key", office.reviewed(), suggested_on="2026-04-01").field == "stage"
    key = decided(office)
    assert "已在重点提案名单里（确定）" in office.refused("suggest-key", key, suggested_on="2026-04-12").message
    assert "要在“建议”时才能这样做" in office.refused("shortlist-key", key).message


def test_one_taken_off_the_list_may_be_suggested_again(office: InventedOffice) -> None:
    key = decided(office)
    assert office.refused("drop-key", key).field == "reason"
    office.step("drop-key", key, reason="另有安排")
    assert office.value(key, "is_key") is False
    office.step("suggest-key", key, suggested_on="2026-05-01")
    assert office.value(key, "key_file.state") is KeyState.SUGGESTED


def test_inspections_and_report_follow_the_decision(office: InventedOffice) -> None:
    key = decided(office)
    assert office.refused("report-key", key, reported_on="2026-06-30", result="已落实").field == "report"
    assert office.refused("inspect", key, held_on="2026-04-09", way="现场督办").field == "held_on"
    assert office.refused("inspect", key, held_on="2026-05-09", way="托梦").field == "way"
    office.step("inspect", key, held_on="2026-05-20", way="现场督办")
    assert office.refused("report-key", key, reported_on="2026-05-19", result="已落实").field == "reported_on"


def test_a_leaders_notes_are_added_one_below_the_other(office: InventedOffice) -> None:
    key = decided(office)
    office.step("note", key, leader="顾南乔", noted_on="2026-04-15", note="请住建局牵头。")
    office.step("note", key, leader="顾南乔", noted_on="2026-05-15", note="抓紧。")
    assert office.value(key, "leader_note") == "2026-04-15 顾南乔：请住建局牵头。\n2026-05-15 顾南乔：抓紧。"
    assert office.value(key, "key_file.note") == "抓紧。"


def test_awards_go_to_proposals_units_and_persons(office: InventedOffice) -> None:
    key = office.filed()
    office.step("award", key, year="2026", recommended_by="提案委", score="95", meeting_on="2026-12-20", document_number="云政协发〔2026〕20号")
    office.step("award-others", year="2026", kind="先进承办单位", award_unit="县住建局", meeting_on="2026-12-20")
    office.step("award-others", year="2026", kind="先进个人", person="罗一帆")
    assert office.value(key, "is_good") is True
    with office.reading() as session:
        awards = session.query(Award).order_by(Award.id).all()
        assert [(a.kind, a.proposal_id, a.unit.short if a.unit else "", a.person) for a in awards] == [
            ("优秀提案", key, "", ""), ("先进承办单位", None, "县住建局", ""), ("先进个人", None, "", "罗一帆"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "先进承办单位"}, "award_unit"),
        ({"kind": "先进个人"}, "person"),
        ({"kind": "先进个人", "person": "罗一帆", "year": "0"}, "year"),
        ({"kind": "先进个人", "person": "罗一帆", "year": "20260"}, "year"),
        ({"kind": "先进承办单位", "award_unit": "县农业局"}, "award_unit"),
    ],
)
def test_a_wrong_award_is_refused(office: InventedOffice, values: dict[str, str], field: str) -> None:
    assert office.refused("award-others", **({"year": "2026"} | values)).field == field


def test_a_proposal_that_was_not_filed_is_not_awarded(office: InventedOffice) -> None:
    assert office.refused("award", office.reviewed(), year="2026").field == "stage"
