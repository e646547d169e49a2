"""Adopting a year's figures locks the plenary; taking it back is an act with a reason."""

from __future__ import annotations

from datetime import date

from sqlalchemy import update

from tests.invented_office import InventedOffice
from zxdesk.domain.adopted import Adoption
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.adopted import Adopted, adoption_of

MEETING = "十届常委会第十次会议"


def standing(office: InventedOffice) -> Adopted | None:
    with office.reading() as session:
        return adoption_of(session, office.plenary_id())


def test_adopting_freezes_and_locks(office: InventedOffice) -> None:
    key = office.filed()
    office.on(date(2026, 12, 20))
    assert office.step("adopt", meeting=MEETING, adopted_on="2026-12-20").warnings == ()
    found = standing(office)
    assert found is not None
    assert found.is_locked
    assert found.figures["filed"]["value"] == 1
    assert "不能再" in office.refused("assign", key, sole="县住建局", assigned_on="2026-12-21").message


def test_an_adoption_needs_its_meeting_and_a_day_that_was(office: InventedOffice) -> None:
    office.on(date(2026, 12, 20))
    assert office.refused("adopt", adopted_on="2026-12-20").field == "meeting"
    too_late = office.refused("adopt", meeting=MEETING, adopted_on="2026-12-21")
    assert too_late.message == "通过日期 2026-12-21 在今天 2026-12-20 之后；改为会议召开的日期。"
    assert office.refused("adopt", meeting=MEETING, adopted_on="2026-02-01").field == "adopted_on"


def test_an_adoption_told_late_says_what_its_figures_are_of(office: InventedOffice) -> None:
    office.on(date(2027, 1, 10))
    [warning] = office.step("adopt", meeting=MEETING, adopted_on="2026-12-20").warnings
    assert warning == "数字按登记簿今天 2027-01-10 的状态通过；2026-12-20 以后登记的也在内，与会议通过的核对一遍。"


def test_a_difference_in_the_register_is_said_when_adopting(office: InventedOffice) -> None:
    office.filed()
    with office.register.writing() as session:
        session.execute(update(Proposal).values(category=""))
    warnings = office.step("adopt", meeting=MEETING, adopted_on="2026-06-01").warnings
    assert any(warning.startswith("登记簿有一处对不上，照样通过了：") and "类别" in warning for warning in warnings)


def test_a_second_adoption_waits_until_the_year_is_open_again(office: InventedOffice) -> None:
    office.on(date(2026, 12, 20))
    office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    assert office.refused("adopt", meeting="主席会议", adopted_on="2026-12-20").message.endswith("要重新通过，先解锁或撤回通过并写明理由。")
    office.step("unlock-plenary", reason="数字有误")
    office.received()
    office.step("adopt", meeting="主席会议", adopted_on="2026-12-20")
    found = standing(office)
    assert found is not None
    assert (found.meeting, found.figures["received"]["value"]) == ("主席会议", 1)


def test_an_adoption_is_taken_back_with_a_reason_and_stays_in_history(office: InventedOffice) -> None:
    office.on(date(2026, 12, 20))
    assert "还没有通过" in office.refused("take-back-adoption", reason="会议写错").message
    office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    assert office.refused("take-back-adoption").field == "reason"
    change = office.step("take-back-adoption", reason="会议写错")
    assert standing(office) is None
    assert [event["reason"] for event in office.events(op_id=change.op_id)] == ["会议写错"]
    office.received()
    with office.reading() as session:
        assert session.query(Adoption).one().taken_back_on == date(2026, 12, 20)


def test_adopting_is_undone_and_done_again(office: InventedOffice) -> None:
    office.filed()
    office.on(date(2026, 12, 20))
    act = office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    before = standing(office)
    undone = office.door.undo(act.op_id)
    assert standing(office) is None
    office.received()
    office.door.undo(undone.op_id)
    assert standing(office) == before


def test_a_locked_year_is_adopted_without_another_lock(office: InventedOffice) -> None:
    office.step("lock-plenary", locked_on="2026-06-01")
    office.on(date(2026, 12, 20))
    office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    office.step("unlock-plenary", reason="核对")
    found = standing(office)
    assert found is not None
    assert not found.is_locked


def test_a_convention_changed_after_the_adoption_says_which_year_it_reaches(office: InventedOffice) -> None:
    assert office.step("set-rule", path="conventions.decimals", value="2").warnings == ()
    office.on(date(2026, 12, 20))
    office.step("adopt", meeting=MEETING, adopted_on="2026-12-20")
    [warning] = office.step("set-rule", path="conventions.decimals", value="1").warnings
    assert warning == "十届二次的年度统计已经通过：通过的数字和口径不变，现在的数字按新的口径算，列在它旁边。"
    assert office.step("set-rule", path="yellow_days", value="10").warnings == ()
