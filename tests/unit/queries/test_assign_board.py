"""What the assignment board reads: waiting proposals, wishes, loads, hand-backs, deadlines."""

from __future__ import annotations

from datetime import date

from tests.invented_office import InventedOffice
from zxdesk.domain.assignment import Role
from zxdesk.queries.assign_board import AssignBoard, assign_board, batch_deadlines

TODAY = date(2026, 7, 1)


def read(office: InventedOffice, plenary_id: int | None = None) -> AssignBoard:
    return office.door.read(assign_board, today=TODAY, plenary_id=plenary_id)


def test_only_filed_proposals_wait_for_their_assignment(office: InventedOffice) -> None:
    office.assigned(lead="县财政局")
    waiting = office.filed()
    assert [row.id for row in read(office, office.plenary_id()).rows] == [waiting]
    assert [row.id for row in read(office).rows] == [waiting]


def test_wishes_are_read_by_every_name_of_a_unit_and_strangers_are_kept(office: InventedOffice) -> None:
    key = office.received(wished_lead="县住建局、县气象台", wished_co="云溪县财政局")
    office.filed(key)
    wished = read(office).rows[0].wished
    assert wished.lead == (office.unit_id("县住建局"),)
    assert wished.co == (office.unit_id("县财政局"),)
    assert wished.unknown == ("县气象台",)
    assert wished.role_of(office.unit_id("县财政局")) is Role.CO
    assert wished.role_of(office.unit_id("县民政局")) is None


def test_the_last_review_that_named_units_is_what_was_agreed(office: InventedOffice) -> None:
    key = office.received()
    office.step("first-review", key, reviewer="何春棠", reviewed_on="2026-02-28", category="城乡建设与管理", outcome="立案", lead_units="县住建局")
    office.step("second-review", key, reviewer="联合审查组", reviewed_on="2026-03-01", lead_units="县民政局", co_units="县财政局")
    office.filed(key)
    agreed = read(office).rows[0].agreed
    assert (agreed.lead, agreed.co) == ((office.unit_id("县民政局"),), (office.unit_id("县财政局"),))


def test_a_units_load_counts_lead_and_co_answered_and_late_of_the_plenary(office: InventedOffice) -> None:
    office.filed()
    office.assigned(lead="县住建局", co="县财政局")
    office.replied()
    unit = read(office).units[office.unit_id("县住建局")]
    assert (unit.lead, unit.co, unit.replied, unit.late) == (2, 0, 1, 1)
    money = read(office).units[office.unit_id("县财政局")]
    assert (money.lead, money.co) == (0, 1)


def test_who_handed_back_stands_with_the_reason(office: InventedOffice) -> None:
    office.filed()
    key = office.assigned(lead="县住建局")
    office.step("hand-back", key, unit="县住建局", requested_on=date(2026, 3, 23), reason="不属本局职责")
    board = read(office)
    assert [(one.proposal_id, one.reason, one.is_accepted) for one in board.returned_by(office.unit_id("县住建局"))] == [(key, "不属本局职责", None)]
    assert board.returned_of(key)[0].unit_id == office.unit_id("县住建局")


def test_deadlines_come_from_the_rules_of_the_plenary(office: InventedOffice) -> None:
    due = office.door.read(batch_deadlines, plenary_id=office.plenary_id(), on=date(2026, 3, 9))
    assert (due["reply_lead"].due_on, due["co_opinion"].due_on) == (date(2026, 6, 9), date(2026, 4, 9))


def test_the_days_of_former_batches_are_known(office: InventedOffice) -> None:
    office.filed()
    office.assigned(lead="县住建局", batch="第一批")
    assert read(office).batches["第一批"] == date(2026, 3, 20)
