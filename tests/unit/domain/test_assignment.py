"""What an undertaking knows of itself: its reply in force, its round, its names."""

from __future__ import annotations

from datetime import date

import pytest

from zxdesk.domain.assignment import Assignment, Extension, Role
from zxdesk.domain.errors import RuleError
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.stage import UnitState
from zxdesk.domain.unit import HandlingUnit


def undertaking(**values: object) -> Assignment:
    unit = HandlingUnit(id=7, code="D001", name="云溪县住建局", short_name="县住建局", aliases=["建设局"])
    plain = {"id": 3, "unit": unit, "role": Role.SOLE, "state": UnitState.HANDLING, "assigned_on": date(2026, 3, 20), "redo": 0}
    return Assignment(**(plain | values))


def reply(redo: int, state: ReplyState = ReplyState.FINAL) -> Reply:
    return Reply(redo=redo, state=state, number=f"{redo}号", replied_on=date(2026, 6, 1), due_on=date(2026, 6, 20))


@pytest.mark.parametrize(("role", "answers"), [(Role.SOLE, True), (Role.LEAD, True), (Role.SEPARATE, True), (Role.CO, False)])
def test_every_role_but_the_co_unit_answers(role: Role, answers: bool) -> None:
    assert role.answers is answers


def test_the_reply_in_force_is_the_last_that_went_out() -> None:
    assert undertaking().last_reply is None
    first, draft = reply(0), reply(1, ReplyState.SUBMITTED)
    row = undertaking(redo=1, replies=[first, draft])
    assert (row.last_reply, row.current_reply) == (first, None)
    draft.state = ReplyState.FINAL
    assert (row.last_reply, row.current_reply) == (draft, draft)


def test_a_reply_is_on_time_up_to_the_day_itself() -> None:
    late = Reply(replied_on=date(2026, 6, 21), due_on=date(2026, 6, 20))
    assert (reply(0).is_on_time, late.is_on_time, Reply(replied_on=date(2026, 6, 1)).is_on_time) == (True, False, None)


def test_an_extension_waits_only_in_its_own_round() -> None:
    row = undertaking(extensions=[Extension(redo=0)])
    assert row.pending_extension is row.extensions[0]
    assert row.state_label == "申请延期"
    row.redo = 1
    assert row.pending_extension is None
    assert row.state_label == "办理中"


def test_a_deadline_counts_while_somebody_is_waited_for() -> None:
    due = date(2026, 6, 20)
    assert undertaking(due_on=due).open_due_on == due
    assert undertaking(due_on=due, state=UnitState.DRAFTED).open_due_on == due
    assert undertaking(due_on=due, state=UnitState.REPLIED).open_due_on is None


def test_it_is_called_by_any_name_of_its_unit_or_by_its_key() -> None:
    row = undertaking()
    assert all(row.is_called(text) for text in ("#3", "#7", "D001", "云溪县住建局", "县住建局", "建设局"))
    assert not row.is_called("住建")


def test_nothing_of_it_happens_before_its_assignment() -> None:
    row = undertaking()
    row.require_not_before(date(2026, 3, 20), "签收日期", "signed_on")
    with pytest.raises(RuleError, match="签收日期 2026-03-19 早于县住建局的交办日期 2026-03-20；改正其中一个。"):
        row.require_not_before(date(2026, 3, 19), "签收日期", "signed_on")
