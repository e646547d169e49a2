"""`zxdesk step --list`: every act of the office with its fields, and no transition that a script cannot reach."""

from __future__ import annotations

from typing import Any

import pytest

from tests.end2end.conftest import Desk
from zxdesk.domain.stage import TRANSITIONS, UNIT_TRANSITIONS
from zxdesk.services.steps import STEPS


@pytest.fixture
def listed(office: Desk) -> dict[str, dict[str, Any]]:
    """The list as a script reads it, by verb."""
    return {step["verb"]: step for step in office.json("step", "--list")}


def test_the_list_holds_every_step_with_its_fields(listed: dict[str, dict[str, Any]]) -> None:
    assert list(listed) == [step.verb for step in STEPS]
    for step in STEPS:
        names = {field["name"] for field in listed[step.verb]["fields"]}
        assert {field.name for field in step.fields} <= names
        assert listed[step.verb]["label"] == step.label


def test_every_transition_of_the_specification_is_reached_by_a_step(listed: dict[str, dict[str, Any]]) -> None:
    reached = {code for step in listed.values() for code in step["codes"]}
    wanted = {row.code for row in TRANSITIONS} | {row.code.rstrip("-") for row in UNIT_TRANSITIONS}  # U8- is the way back of U8
    assert wanted == {f"P{number}" for number in range(1, 21)} | {f"U{number}" for number in range(1, 11)}
    assert wanted <= reached


def test_the_side_paths_without_a_number_have_their_steps(listed: dict[str, dict[str, Any]]) -> None:
    assert {"countersign", "unmerge", "step-back", "add-unit", "refuse-hand-back", "send-back-reply", "remind", "visit",
            "suggest-key", "shortlist-key", "decide-key", "drop-key", "inspect", "report-key", "award", "transfer", "notify",
            "correct", "reserve-number", "void-number", "lock-plenary", "unlock-plenary", "set-rule", "set-holiday"} <= set(listed)  # fmt: skip


def test_required_fields_are_marked_for_people_and_for_scripts(office: Desk, listed: dict[str, dict[str, Any]]) -> None:
    fields = {field["name"]: field for field in listed["archive"]["fields"]}
    assert (fields["archive_number"]["required"], fields["location"]["required"]) == (True, False)
    page = office.done("step", "archive", "--list").out
    assert "* archive_number" in page
    assert "* location" not in page


def test_a_verb_may_be_written_in_chinese(office: Desk) -> None:
    answer = office.step("登记提案", title="关于修复县志馆的提案", proposers="贺明川", submitted_on="2026-02-26", is_open="是", suggestion="修复。")
    assert answer["stage_label"] == "已收件"


def test_the_list_needs_no_office(desk: Desk) -> None:
    assert len(desk.json("step", "--list")) == len(STEPS)
    assert not desk.folder.exists()


def test_new_proposals_go_to_the_plenary_named_anywhere(office: Desk) -> None:
    office.step("add-plenary", term="10", number="3", opens_on="2027-02-20")
    values = {"title": "关于修复县志馆的提案", "proposers": "贺明川", "submitted_on": "2026-02-26", "is_open": "是", "suggestion": "修。"}
    words = [word for name, value in values.items() for word in ("--set", f"{name}={value}")]
    office.done("step", "register", *words, "--plenary", "十届二次")
    assert office.json("show", "收0001", "--plenary", "十届二次")["plenary"] == "十届二次"
    assert "十届三次" in office.refused("show", "收0001")
