"""交办: units in their roles, their deadlines, hand-back both ways, reassignment."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.assignment import Role
from zxdesk.domain.stage import Stage, UnitState


def roles(office: InventedOffice, key: int) -> dict[str, str]:
    with office.opened(key) as proposal:
        return {a.unit.short: a.role.label for a in proposal.active_assignments}


def handed_back(office: InventedOffice, **units: object) -> int:
    key = office.assigned(**(units or {"lead": "县民政局", "co": "县财政局"}))
    office.step("hand-back", key, unit="县民政局", requested_on="2026-03-23", reason="不属职责", suggested_unit="县住建局")
    return key


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"sole": "县住建局"}, {"县住建局": "独办"}),
        ({"lead": "县住建局", "co": "县财政局、县民政局"}, {"县住建局": "主办", "县财政局": "会办", "县民政局": "会办"}),
        ({"separate": "县住建局、县交通局"}, {"县住建局": "分办", "县交通局": "分办"}),
        ({"separate": "县住建局、县交通局", "co": "县财政局"}, {"县住建局": "分办", "县交通局": "分办", "县财政局": "会办"}),
    ],
)
def test_units_are_given_in_four_roles(office: InventedOffice, given: dict[str, str], expected: dict[str, str]) -> None:
    key = office.assigned(**given)
    assert roles(office, key) == expected
    assert office.value(key, "stage") is Stage.HANDLING
    assert {state.label for state in office.value(key, "assignments.state")} == {"待签收"}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "lead"),
        ({"co": "县财政局"}, "lead"),
        ({"sole": "县住建局", "co": "县财政局"}, "sole"),
        ({"lead": "县住建局", "separate": "县交通局"}, "separate"),
        ({"lead": "县住建局", "co": "云溪县住建局"}, "lead"),
        ({"sole": "县天文局"}, "sole"),
    ],
)
def test_an_unlawful_set_of_units_is_refused(office: InventedOffice, given: dict[str, str], field: str) -> None:
    assert office.refused("assign", office.filed(), assigned_on="2026-03-20", **given).field == field


def test_a_unit_that_is_gone_is_refused_and_its_successor_named(office: InventedOffice) -> None:
    error = office.refused("assign", office.filed(), assigned_on="2026-03-20", sole="县农业局")
    assert error.message == "云溪县农业局已于 2025-12-31 合并，其职责由云溪县农业农村局承接，改选该单位。"


def test_assignment_may_not_precede_filing(office: InventedOffice) -> None:
    error = office.refused("assign", office.filed(), assigned_on="2026-03-02", sole="县住建局")
    assert error.message == "交办日期 2026-03-02 早于立案日期 2026-03-03；改正其中一个。"


def test_every_deadline_is_computed_from_the_assignment_and_says_why(office: InventedOffice) -> None:
    key = office.assigned(lead="县住建局", co="县财政局")
    lead, co = office.undertaking(key, "县住建局"), office.undertaking(key, "县财政局")
    assert (lead["due_on"], lead["due_why"]) == (date(2026, 6, 20), "2026-03-20 交办 + 3 个月 = 2026-06-20")
    assert (co["due_on"], co["due_rule"]) == (date(2026, 4, 20), "co_opinion")
    assert (lead["receipt_due_on"], lead["hand_back_due_on"]) == (date(2026, 4, 3), date(2026, 3, 27))
    assert lead["contact_due_on"] == date(2026, 4, 13)  # 清明节 4月6日 is no working day
    assert (lead["original_due_on"], lead["is_due_fixed"]) == (date(2026, 6, 20), False)
    assert office.value(key, "next_due_on") == date(2026, 4, 20)


def test_a_deadline_given_by_the_meeting_stands_for_the_batch(office: InventedOffice) -> None:
    first = office.filed()
    office.step(
        "assign", first, lead="县住建局", co="县财政局", assigned_on="2026-03-20", batch="第一批", meeting="交办会", due_on="2026-05-25",
        co_due_on="2026-04-10",
    )
    assert office.undertaking(first, "县住建局")["due_on"] == date(2026, 5, 25)
    assert office.undertaking(first, "县财政局")["due_on"] == date(2026, 4, 10)
    second = office.filed()
    office.step("assign", second, sole="县住建局", assigned_on="2026-03-20", batch="第一批")
    row = office.undertaking(second, "县住建局")
    assert (row["due_on"], row["is_due_fixed"], row["batch_id"]) == (date(2026, 5, 25), True, 1)
    assert office.refused("assign", office.filed(), sole="县住建局", assigned_on="2026-03-20", due_on="2026-03-19").field == "due_on"


def test_a_late_assignment_is_remarked(office: InventedOffice) -> None:
    change = office.step("assign", office.filed(), sole="县住建局", assigned_on="2026-04-10")
    assert change.warnings == ("交办晚于期限：2026-02-28 闭幕 + 30 日 = 2026-03-30。",)


def test_an_ordinary_proposal_has_the_ordinary_term(office: InventedOffice) -> None:
    key = office.received(submitted_on="2026-03-01")
    assert office.undertaking(office.assigned(key), "县住建局")["due_rule"] == "reply_ordinary"


def test_a_unit_signs_once_and_not_before_the_assignment(office: InventedOffice) -> None:
    key = office.assigned()
    error = office.refused("sign", key, signed_on="2026-03-19")
    assert error.message == "签收日期 2026-03-19 早于县住建局的交办日期 2026-03-20；改正其中一个。"
    change = office.step("sign", key, signed_on="2026-04-07", handler="罗一帆", section="房管股")
    assert change.warnings == ("签收晚于期限 2026-04-03。",)
    row = office.undertaking(key, "县住建局")
    assert (row["state"], row["handler"]) == (UnitState.SIGNED, "罗一帆")
    assert "不能签收；签收要在“待签收”时进行" in office.refused("sign", key, signed_on="2026-04-08").message


def test_one_of_several_units_must_be_named(office: InventedOffice) -> None:
    key = office.assigned(lead="县住建局", co="县财政局")
    assert office.refused("sign", key, signed_on="2026-03-25").message == "0001 有 2 个承办单位（县住建局、县财政局），写明是哪一个。"
    assert "现有承办单位：县住建局、县财政局" in office.refused("sign", key, unit="县民政局", signed_on="2026-03-25").message
    office.step("sign", key, unit="县财政局", signed_on="2026-03-25")
    office.step("sign", key, signed_on="2026-03-25")  # only one is left that can sign
    assert office.undertaking(key, "县住建局")["state"] is UnitState.SIGNED


def test_a_hand_back_needs_a_reason_and_gets_a_day_for_its_answer(office: InventedOffice) -> None:
    key = office.assigned()
    assert office.refused("hand-back", key, requested_on="2026-03-23").field == "reason"
    assert office.refused("hand-back", key, requested_on="2026-03-19", reason="不属职责").field == "requested_on"
    office.step("hand-back", key, requested_on="2026-03-23", reason="不属职责")
    assert office.undertaking(key, "县住建局")["state"] is UnitState.HAND_BACK
    assert office.value(key, "assignments.hand_backs") is not None
    with office.opened(key) as proposal:
        assert proposal.assignments[0].hand_backs[0].answer_due_on == date(2026, 3, 30)


def test_a_late_hand_back_is_remarked(office: InventedOffice) -> None:
    change = office.step("hand-back", office.assigned(), requested_on="2026-03-30", reason="不属职责")
    assert change.warnings == ("退办申请晚于期限 2026-03-27，按规定过期不再调整，由提案委决定。",)


def test_a_reassignment_keeps_the_old_row_and_gives_its_role_to_the_new_units(office: InventedOffice) -> None:
    key = handed_back(office)
    office.step("reassign", key, unit="县民政局", new_units="县住建局", decided_on="2026-03-25", decided_by="提案委、督查室")
    old, new = office.undertaking(key, "县民政局"), office.undertaking(key, "县住建局")
    assert (old["state"], old["ended_on"], old["end_reason"]) == (UnitState.ENDED, date(2026, 3, 25), "退办改派")
    assert (new["role"], new["previous_id"], new["due_on"]) == (Role.LEAD, old["id"], date(2026, 6, 25))
    with office.opened(key) as proposal:
        assert proposal.assignments[0].hand_backs[0].is_accepted is True
        assert proposal.unit_names == "县财政局、县住建局"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"new_units": "县住建局", "decided_on": "2026-03-22"}, "decided_on"),
        ({"new_units": "县财政局", "decided_on": "2026-03-25"}, "lead"),
        ({"new_units": "县民政局", "decided_on": "2026-03-25"}, "new_units"),
        ({"new_units": "县农业局", "decided_on": "2026-03-25"}, "new_units"),
        ({"decided_on": "2026-03-25"}, "new_units"),
    ],
)
def test_an_unlawful_reassignment_is_refused(office: InventedOffice, values: dict[str, str], field: str) -> None:
    assert office.refused("reassign", handed_back(office), unit="县民政局", **values).field == field


def test_a_sole_unit_is_followed_by_one_unit(office: InventedOffice) -> None:
    key = handed_back(office, sole="县民政局")
    assert office.refused("reassign", key, new_units="县住建局、县财政局", decided_on="2026-03-25").field == "new_units"
    office.step("reassign", key, new_units="县住建局", decided_on="2026-03-25")
    assert roles(office, key) == {"县住建局": "独办"}


def test_a_hand_back_not_accepted_leaves_the_unit_at_work(office: InventedOffice) -> None:
    key = handed_back(office)
    assert office.refused("refuse-hand-back", key, unit="县民政局", decided_on="2026-03-25").field == "note"
    assert office.refused("refuse-hand-back", key, unit="县民政局", decided_on="2026-03-20", note="属其职责").field == "decided_on"
    office.step("refuse-hand-back", key, unit="县民政局", decided_on="2026-03-25", note="属其职责")
    assert office.undertaking(key, "县民政局")["state"] is UnitState.WAITING
    assert office.refused("reassign", key, unit="县民政局", new_units="县住建局", decided_on="2026-03-26").field == "unit"


def test_a_signed_unit_goes_back_to_signed(office: InventedOffice) -> None:
    key = office.assigned()
    office.step("sign", key, signed_on="2026-03-21")
    office.step("hand-back", key, requested_on="2026-03-23", reason="不属职责")
    office.step("refuse-hand-back", key, decided_on="2026-03-25", note="属其职责")
    assert office.undertaking(key, "县住建局")["state"] is UnitState.SIGNED


def test_a_separate_unit_let_go_without_successor_leaves_the_answer_to_the_others(office: InventedOffice) -> None:
    key = office.assigned(separate="县住建局、县民政局")
    office.reply(key, "县住建局", replied_on="2026-04-01")
    office.step("hand-back", key, unit="县民政局", requested_on="2026-04-02", reason="不属职责")
    office.step("reassign", key, unit="县民政局", decided_on="2026-04-03")
    assert office.value(key, "stage") is Stage.REPLIED
    assert office.value(key, "replied_on") == date(2026, 4, 1)


def test_a_unit_is_added_while_the_proposal_is_at_work(office: InventedOffice) -> None:
    key = office.assigned(lead="县住建局")
    office.step("add-unit", key, added_unit="县财政局", role="会办", assigned_on="2026-04-01")
    assert roles(office, key) == {"县住建局": "主办", "县财政局": "会办"}
    assert office.refused("add-unit", key, added_unit="县财政局", role="会办", assigned_on="2026-04-01").field == "lead"
    assert office.refused("add-unit", key, added_unit="县交通局", role="独办", assigned_on="2026-04-01").field == "sole"
    assert office.refused("add-unit", key, added_unit="县交通局", role="会办", assigned_on="2026-03-19").field == "assigned_on"
    assert office.refused("add-unit", office.filed(), added_unit="县交通局", role="会办", assigned_on="2026-04-01").field == "stage"
