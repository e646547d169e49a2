from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Extension, HandBack, Role
from zxdesk.domain.light import Light
from zxdesk.domain.proposer import Signature
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.supervision import Inspection, KeyProposal, KeyState, Reminder
from zxdesk.queries.agenda import TO_CONSULT, Waiting, navigation_counts, waiting_ids, waiting_today
from zxdesk.queries.agenda_rows import agenda_rows
from zxdesk.queries.worklists import assignment_rows, feedback_rows, key_rows, proposals_at

from .conftest import TODAY, Cabinet

WEDNESDAY = TODAY


def today(session: Session) -> dict[str, Waiting]:
    return {item.key: item for item in waiting_today(session, today=WEDNESDAY)}


def ids(session: Session, key: str) -> list[int]:
    """The items behind a count, as many as it says."""
    found = waiting_ids(session, key, today=WEDNESDAY)
    assert len(found) == today(session)[key].count
    return found


def test_deadlines_of_this_week_and_overdue_ones_are_counted_apart(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    proposal = cabinet.proposal("0001", stage=Stage.HANDLING)
    late = cabinet.assignment(proposal, unit, due_on=date(2026, 6, 9))
    sunday = cabinet.assignment(proposal, unit, Role.CO, due_on=date(2026, 6, 14))
    cabinet.assignment(proposal, unit, Role.CO, due_on=date(2026, 6, 15))
    cabinet.assignment(proposal, unit, Role.CO, due_on=date(2026, 6, 1), state=UnitState.OPINION_GIVEN)
    stopped = cabinet.proposal("0002", stage=Stage.WITHDRAWN)
    cabinet.assignment(stopped, unit, due_on=date(2026, 6, 1))
    items = today(session)
    assert (ids(session, "overdue"), items["overdue"].late) == ([late.id], 1)
    assert ids(session, "due_this_week") == [sunday.id]
    assert (items["due_this_week"].proposals, items["due_this_week"].detail) == (1, "最迟周日")
    assert items["overdue"].detail == "最长 1 天 · 1 个单位"


def test_what_waits_for_the_office_is_counted_with_its_proposals(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    handled = cabinet.proposal("0001", stage=Stage.HANDLING, is_key=True)
    back = cabinet.assignment(handled, unit, state=UnitState.HAND_BACK)
    cabinet.put(HandBack(assignment=back, requested_on=date(2026, 6, 1), reason="非本单位职责", answer_due_on=date(2026, 6, 8)))
    cabinet.assignment(handled, unit, Role.CO, state=UnitState.SIGNED)
    cabinet.assignment(handled, unit, Role.CO, state=UnitState.DRAFTED)
    received = cabinet.proposal(None, stage=Stage.RECEIVED)
    line = cabinet.line(received, cabinet.member("周砚秋", "003"), signature=Signature.PENDING)
    cabinet.proposal("0002")
    items = today(session)
    assert (ids(session, "handed_back"), items["handed_back"].detail) == ([back.id], "1 件过了答复期限")
    assert (ids(session, "to_review"), items["to_review"].detail) == ([received.id], "初审 1")
    assert (ids(session, "unsigned"), items["unsigned"].detail) == ([line.id], "人，涉及 1 件联名提案")
    counts = navigation_counts(session, today=WEDNESDAY, plenary_id=cabinet.plenary.id)
    assert counts == {"today": 1, "proposals": 3, "review": 1, "assign": 2, "handle": 1, "feedback": 0, "supervise": 1}


def test_forms_of_merged_proposals_are_awaited_too(session: Session, cabinet: Cabinet) -> None:
    lead = cabinet.proposal("0012", stage=Stage.CONSULTING, proposers=[cabinet.member("周砚秋", "003")])
    merged = cabinet.proposal(None, stage=Stage.MERGED, lead=lead, proposers=[cabinet.member("苏见青", "004")])
    reply = cabinet.reply(cabinet.assignment(lead, cabinet.unit("JY01", "云溪县教育局"), state=UnitState.REPLIED))
    cabinet.feedback(lead, reply, returned_on=date(2026, 5, 20), attitude="满意", result="满意")
    form = cabinet.feedback(merged, reply)
    assert (ids(session, "forms_out"), today(session)["forms_out"].late) == ([form.id], 1)
    rows = feedback_rows(session, today=TODAY, proposal_ids=[lead.id])
    assert [(row.number, row.proposer, row.light, row.light_words) for row in rows] == [
        ("0012", "周砚秋", Light.BLUE, "已收回"), (f"0012（并案 {merged.receipt_number}）", "苏见青", Light.RED, "超 12 天"),
    ]  # fmt: skip
    assert [row.id for row in feedback_rows(session, today=TODAY, plenary_id=cabinet.plenary.id, only_out=True)] == [form.id]


def test_undertakings_at_work_are_listed_the_most_urgent_first(session: Session, cabinet: Cabinet) -> None:
    education, health = cabinet.unit("JY01", "云溪县教育局", "县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    proposal = cabinet.proposal("0001", stage=Stage.HANDLING)
    later = cabinet.assignment(proposal, education, Role.LEAD, due_on=date(2026, 7, 20), state=UnitState.SIGNED)
    sooner = cabinet.assignment(proposal, health, Role.CO, due_on=date(2026, 6, 11))
    cabinet.assignment(proposal, health, Role.CO, state=UnitState.ENDED)
    done = cabinet.assignment(proposal, health, Role.CO, state=UnitState.OPINION_GIVEN)
    cabinet.put(Extension(assignment=later, requested_on=TODAY, reason="协调", new_due_on=date(2026, 8, 20)))
    cabinet.put(Reminder(assignment=sooner, reminded_on=date(2026, 6, 8)))
    rows = assignment_rows(session, today=TODAY)
    assert [(row.id, row.state_label, row.light_words) for row in rows] == [
        (sooner.id, "待签收", "剩 1 天"), (later.id, "申请延期", "剩 40 天"),
    ]  # fmt: skip
    assert (rows[0].reminders, rows[0].reminded_on, rows[0].light) == (1, date(2026, 6, 8), Light.YELLOW)
    assert [row.id for row in assignment_rows(session, today=TODAY, unit_id=education.id)] == [later.id]
    (given,) = assignment_rows(session, today=TODAY, ids=[done.id])
    assert (given.light, given.light_words) == (Light.BLUE, "意见已交")


def test_key_proposals_show_how_far_their_supervision_is(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0001", is_key=True)
    key = cabinet.put(KeyProposal(proposal=proposal, state=KeyState.DECIDED, leader="何春棠", ways=["视察督办"]))
    cabinet.put(Inspection(key_file=key, held_on=TODAY, way="视察督办"))
    (row,) = key_rows(session, plenary_id=cabinet.plenary.id)
    assert (row.number, row.state_label, row.leader, row.ways, row.inspections) == ("0001", "确定", "何春棠", ("视察督办",), 1)


def test_worklists_name_the_proposals_of_a_stage(session: Session, cabinet: Cabinet) -> None:
    second = cabinet.proposal("0002", stage=Stage.REPLIED)
    first = cabinet.proposal("0001", stage=Stage.CONSULTING)
    cabinet.proposal("0003")
    assert proposals_at(session, TO_CONSULT, plenary_id=cabinet.plenary.id) == [first.id, second.id]


def test_what_is_returned_for_completion_waits_for_review_too(session: Session, cabinet: Cabinet) -> None:
    stages = (Stage.RETURNED, Stage.RECEIVED, Stage.SECOND_REVIEWED, Stage.FIRST_REVIEWED, Stage.RECEIVED)
    made = [cabinet.proposal(None, stage=stage) for stage in stages]
    assert today(session)["to_review"].detail == "初审 2 · 复审 1 · 审定 1 · 补充 1"
    assert ids(session, "to_review") == [made[at].id for at in (1, 4, 3, 2, 0)]


def test_rows_keep_the_order_of_their_ids_and_say_what_they_wait_for(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局", "县教育局")
    proposal = cabinet.proposal("0007", stage=Stage.HANDLING)
    states = ((Role.LEAD, UnitState.HANDLING, "答复"), (Role.CO, UnitState.SIGNED, "会办意见"), (Role.CO, UnitState.WAITING, "签收"))
    made = [cabinet.assignment(proposal, unit, role, state=state, due_on=date(2026, 6, 9)) for role, state, _words in states]
    rows = agenda_rows(session, "overdue", [one.id for one in reversed(made)], today=TODAY)
    assert [(row.id, row.waits) for row in rows] == [(one.id, words) for one, (_r, _s, words) in reversed(list(zip(made, states, strict=True)))]
    assert (rows[0].number, rows[0].unit, rows[0].light_words, rows[0].light_mark) == ("0007", "县教育局", "超 1 天", ("红", "超 1 天"))


def test_a_hand_back_shows_its_reason_and_the_day_the_office_must_answer(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    back = cabinet.assignment(cabinet.proposal("0001", stage=Stage.HANDLING), unit, state=UnitState.HAND_BACK)
    for answered, due in ((False, date(2026, 6, 1)), (None, date(2026, 6, 12))):
        asked = {"requested_on": due, "reason": "非本单位职责", "answer_due_on": due, "suggested_unit": "县民政局"}
        cabinet.put(HandBack(assignment=back, is_accepted=answered, **asked))
    assert today(session)["handed_back"].detail == "最早须 6月12日 答复"
    (row,) = agenda_rows(session, "handed_back", ids(session, "handed_back"), today=TODAY)
    assert (row.day, row.reason, row.waits) == (date(2026, 6, 12), "非本单位职责", "改派县民政局")


def test_an_invited_member_is_listed_with_phone_and_day(session: Session, cabinet: Cabinet) -> None:
    received = cabinet.proposal(None, stage=Stage.RECEIVED)
    cabinet.line(received, cabinet.member("周砚秋", "003", phone="139 0000 4101"), signature=Signature.PENDING, invited_on=date(2026, 6, 2))
    (row,) = agenda_rows(session, "unsigned", ids(session, "unsigned"), today=TODAY)
    assert (row.person, row.sector, row.phone, row.day) == ("周砚秋", "教育界", "139 0000 4101", date(2026, 6, 2))
