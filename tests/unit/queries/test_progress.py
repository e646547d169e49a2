from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Role
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.answerable import answerable
from zxdesk.queries.progress import next_shared_deadline, progress_ids, unit_progress

from .conftest import TODAY, Cabinet


def test_a_unit_has_answered_works_or_is_late_and_the_parts_add_up(session: Session, cabinet: Cabinet) -> None:
    education, health = cabinet.unit("JY01", "云溪县教育局", "县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    handled = [cabinet.proposal(f"{at:04d}", stage=Stage.HANDLING) for at in range(1, 5)]
    cabinet.assignment(handled[0], education, state=UnitState.REPLIED)
    cabinet.assignment(handled[1], education, due_on=date(2026, 6, 9))
    cabinet.assignment(handled[2], education, Role.LEAD, state=UnitState.SIGNED)
    cabinet.assignment(handled[2], health, Role.CO)
    cabinet.assignment(handled[3], health, Role.SEPARATE, state=UnitState.ENDED)
    (only,) = unit_progress(session, today=TODAY, plenary_id=cabinet.plenary.id)
    assert (only.name, only.replied, only.under_way, only.late, only.total) == ("县教育局", 1, 1, 1, 3)
    for part, number in (("", (0, 1, 2)), ("replied", (0,)), ("under_way", (2,)), ("late", (1,))):
        found = progress_ids(session, [education.id], part, today=TODAY, plenary_id=cabinet.plenary.id)
        assert found == [handled[at].id for at in number]


def test_units_with_most_to_answer_come_first_and_archived_years_stay_out_of_all(session: Session, cabinet: Cabinet) -> None:
    few, many = cabinet.unit("A", "云溪县甲局"), cabinet.unit("B", "云溪县乙局")
    for at in range(3):
        cabinet.assignment(cabinet.proposal(f"{at + 1:04d}", stage=Stage.HANDLING), many if at else few)
    cabinet.assignment(cabinet.proposal("0009", stage=Stage.ARCHIVED), few, state=UnitState.JUDGED)
    assert [(u.name, u.total) for u in unit_progress(session, today=TODAY, plenary_id=cabinet.plenary.id)] == [("云溪县甲局", 2), ("云溪县乙局", 2)]
    assert [(u.name, u.total) for u in unit_progress(session, today=TODAY)] == [("云溪县乙局", 2), ("云溪县甲局", 1)]


def test_the_next_deadline_is_that_of_most_replies_of_the_nearest_batch(session: Session, cabinet: Cabinet) -> None:
    unit, batch = cabinet.unit("JY01", "云溪县教育局"), cabinet.batch("第一批")
    proposal = cabinet.proposal("0001", stage=Stage.HANDLING)
    for due in (date(2026, 6, 15), date(2026, 6, 26), date(2026, 6, 26)):
        cabinet.assignment(proposal, unit, Role.SEPARATE, batch=batch, due_on=due)
    cabinet.assignment(proposal, unit, Role.CO, batch=batch, due_on=date(2026, 6, 11))
    found = next_shared_deadline(session, today=TODAY, plenary_id=cabinet.plenary.id)
    assert found is not None
    assert (found.batch, found.due_on, found.count, found.working_days) == ("第一批", date(2026, 6, 26), 2, 12)


def test_the_holidays_of_the_office_shorten_the_working_days_left(session: Session, cabinet: Cabinet) -> None:
    from zxdesk.domain.office import Holiday

    unit = cabinet.unit("JY01", "云溪县教育局")
    cabinet.assignment(cabinet.proposal("0001", stage=Stage.HANDLING), unit, due_on=date(2026, 6, 22))
    cabinet.put(Holiday(day=date(2026, 6, 19), is_workday=False, name="端午节", is_own=True))
    found = next_shared_deadline(session, today=TODAY)
    assert found is not None
    assert found.working_days == 7
    assert next_shared_deadline(session, today=date(2026, 7, 1)) is None


def test_a_reply_is_found_by_number_title_unit_and_proposer_in_initials(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局", "县教育局", initials="xjyj")
    member = cabinet.member("周砚秋", "003")
    waits = cabinet.proposal("0103", "关于校园食堂的提案", stage=Stage.HANDLING, proposers=[member])
    cabinet.assignment(waits, unit)
    cabinet.assignment(cabinet.proposal("0104", stage=Stage.HANDLING), unit, state=UnitState.REPLIED)
    (option,) = answerable(session, plenary_id=cabinet.plenary.id)
    assert (option.key, option.label, option.detail) == (waits.id, "0103 关于校园食堂的提案", "县教育局")
    assert {"0103", "103", "xjyj", "zyq"} <= set(option.search_keys)
    assert any(key.startswith("xyst") for key in option.search_keys)
