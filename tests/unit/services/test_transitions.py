"""Every row of the two tables of transitions: taken where it is lawful, refused everywhere else, and nothing written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.invented_office import TITLE, InventedOffice
from zxdesk.domain.stage import TRANSITIONS, UNIT_TRANSITIONS, Stage, UnitState
from zxdesk.services.steps import step_named

WHOLE = {"title": TITLE, "proposers": "周砚秋", "submitted_on": "2026-02-26", "is_open": "是", "situation": "情况。"}
ANSWER = {"proposer": "周砚秋", "attitude": "满意", "result": "不满意", "returned_on": "2026-06-10"}


def draft(office: InventedOffice) -> int:
    return office.step("draft", **WHOLE).subject or 0


def returned(office: InventedOffice) -> int:
    key = office.received()
    office.step("return", key, reason="不具体", returned_on="2026-02-27")
    return key


def first_reviewed(office: InventedOffice) -> int:
    key = office.received()
    office.step("first-review", key, reviewer="何春棠", reviewed_on="2026-03-01", category="教育", outcome="立案")
    return key


def unhappy(office: InventedOffice) -> int:
    key = office.consulting()
    office.step("feedback", key, **ANSWER)
    return key


def redoing(office: InventedOffice) -> int:
    key = unhappy(office)
    office.step("redo", key, redone_on="2026-06-12", reason="不满意")
    return key


def following(office: InventedOffice) -> int:
    key = office.closed(reply_class="B")
    office.step("follow", key, started_on="2026-07-01", planned_on="2026-12-01")
    return key


def with_lead(office: InventedOffice) -> int:
    office.filed()
    return office.reviewed(office.received(proposers="许静安"))


@dataclass(frozen=True)
class Row:
    """One row: how to get to its source, the verb and what it is told, a place it may not be taken from."""

    code: str
    come: Callable[[InventedOffice], int]
    verb: str
    values: dict[str, object]
    target: Stage
    wrong: Callable[[InventedOffice], int]


DECIDED = {"reasons": "16", "decided_on": "2026-03-03"}
REPLY = {"number": "9号", "replied_on": "2026-07-01", "reply_class": "A"}
ROWS = (
    Row("P2", draft, "receive", {}, Stage.RECEIVED, InventedOffice.reviewed),
    Row("P3", InventedOffice.received, "return", {"reason": "不具体", "returned_on": "2026-03-05"}, Stage.RETURNED, InventedOffice.filed),
    Row("P3", first_reviewed, "return", {"reason": "不具体", "returned_on": "2026-03-05"}, Stage.RETURNED, draft),
    Row("P3", InventedOffice.reviewed, "return", {"reason": "不具体", "returned_on": "2026-03-05"}, Stage.RETURNED, InventedOffice.assigned),
    Row("P4", returned, "resubmit", {"resubmitted_on": "2026-03-05", "situation": "新情况。"}, Stage.RECEIVED, InventedOffice.received),
    Row("P5", InventedOffice.received, "first-review", {"reviewer": "何春棠", "reviewed_on": "2026-03-05", "category": "教育", "outcome": "立案"},
        Stage.FIRST_REVIEWED, InventedOffice.reviewed),
    Row("P6", first_reviewed, "second-review", {"reviewer": "组", "reviewed_on": "2026-03-05"}, Stage.SECOND_REVIEWED, InventedOffice.received),
    Row("P7", InventedOffice.reviewed, "file", {"meeting": "全体会议", "decided_on": "2026-03-05"}, Stage.FILED, first_reviewed),
    Row("P8", with_lead, "merge", {"lead": "0001", "merged_on": "2026-03-05"}, Stage.MERGED, InventedOffice.received),
    Row("P9", InventedOffice.reviewed, "opinion", DECIDED, Stage.OPINION, InventedOffice.filed),
    Row("P10", InventedOffice.reviewed, "reject", DECIDED, Stage.NOT_FILED, first_reviewed),
    Row("P11", InventedOffice.filed, "withdraw", {"request": "申请", "reason": "已解决", "withdrawn_on": "2026-07-01"},
        Stage.WITHDRAWN, InventedOffice.closed),
    Row("P11", redoing, "withdraw", {"request": "申请", "reason": "已解决", "withdrawn_on": "2026-07-01", "consent": "同意"},
        Stage.WITHDRAWN, InventedOffice.consulting),
    Row("P12", InventedOffice.filed, "assign", {"sole": "县住建局", "assigned_on": "2026-03-20"}, Stage.HANDLING, InventedOffice.reviewed),
    Row("P13", InventedOffice.signed, "reply", REPLY, Stage.REPLIED, InventedOffice.filed),
    Row("P14", InventedOffice.replied, "send-forms", {"sent_on": "2026-07-02"}, Stage.CONSULTING, InventedOffice.assigned),
    Row("P15", InventedOffice.consulting, "close", {"closed_on": "2026-07-15", "waiver": "未收回"}, Stage.CLOSED, InventedOffice.replied),
    Row("P16", unhappy, "redo", {"redone_on": "2026-07-15", "reason": "不满意"}, Stage.REDOING, InventedOffice.closed),
    Row("P17", redoing, "reply", REPLY, Stage.REPLIED, InventedOffice.consulting),
    Row("P18", lambda office: office.closed(reply_class="B"), "follow", {"started_on": "2026-07-15", "planned_on": "2026-12-01"},
        Stage.FOLLOWING, InventedOffice.consulting),
    Row("P19", following, "follow-result", {"followed_on": "2026-11-20", "new_class": "A", "result": "已办"}, Stage.CLOSED, InventedOffice.closed),
    Row("P20", InventedOffice.closed, "archive", {"archive_number": "1", "retention": "永久", "archived_on": "2026-07-15"},
        Stage.ARCHIVED, following),
)  # fmt: skip


def test_the_rows_cover_the_table() -> None:
    assert {row.code for row in ROWS} | {"P1"} == {row.code for row in TRANSITIONS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.code} {row.come.__name__}")
def test_a_row_is_taken_from_its_source(office: InventedOffice, row: Row) -> None:
    key = row.come(office)
    change = office.step(row.verb, key, **row.values)
    assert office.value(key, "stage") is row.target
    assert key in change.proposals
    assert [event["op_id"] for event in office.events(proposal_id=key)][-1] == change.op_id


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.code} {row.wrong.__name__}")
def test_a_row_is_refused_from_elsewhere_naming_number_state_and_remedy(office: InventedOffice, row: Row) -> None:
    if row.code == "P8":
        office.filed()
    key = row.wrong(office)
    error = office.refused(row.verb, key, **row.values)
    with office.opened(key) as proposal:
        begin = f"{proposal.name} 现在是“{proposal.stage.label}”，不能{step_named(row.verb).label}；"
    assert error.message.startswith(begin)
    assert "要在“" in error.message
    assert error.field == "stage"


def test_an_end_is_an_end(office: InventedOffice) -> None:
    ended = [office.reviewed() for _ in range(2)]
    office.step("reject", ended[0], **DECIDED)
    office.step("withdraw", ended[1], request="申请", reason="已解决", withdrawn_on="2026-03-05")
    for key in ended:
        assert office.refused("assign", key, sole="县住建局", assigned_on="2026-03-20").field == "stage"
    office.step("step-back", ended[0], reason="重议")
    assert office.refused("step-back", ended[1], reason="重议").field == "stage"


def drafted(office: InventedOffice) -> int:
    key = office.signed()
    office.step("submit-reply", key, submitted_on="2026-05-01", body="稿。")
    return key


def asking_back(office: InventedOffice) -> int:
    key = office.assigned()
    office.step("hand-back", key, requested_on="2026-03-23", reason="不属职责")
    return key


def with_co(office: InventedOffice) -> int:
    return office.assigned(lead="县住建局", co="县财政局")


def opinion_given(office: InventedOffice) -> int:
    key = with_co(office)
    office.step("co-opinion", key, unit="县财政局", opinion_on="2026-04-01", number="1号")
    return key


@dataclass(frozen=True)
class UnitRow:
    """One row of the undertakings' table."""

    code: str
    come: Callable[[InventedOffice], int]
    verb: str
    values: dict[str, object]
    target: UnitState
    wrong: Callable[[InventedOffice], int]
    unit: str = "县住建局"


DECIDE = {"decided_on": "2026-06-02"}
EXTEND = {"requested_on": "2026-06-01", "reason": "难", "new_due_on": "2026-08-01"}
UNIT_ROWS = (
    UnitRow("U1", InventedOffice.assigned, "sign", {"signed_on": "2026-03-21"}, UnitState.SIGNED, InventedOffice.signed),
    UnitRow("U2", InventedOffice.assigned, "hand-back", {"requested_on": "2026-03-23", "reason": "不属职责"}, UnitState.HAND_BACK, drafted),
    UnitRow("U3", asking_back, "reassign", {**DECIDE, "new_units": "县民政局"}, UnitState.ENDED, InventedOffice.assigned),
    UnitRow("U4", asking_back, "refuse-hand-back", {**DECIDE, "note": "属其职责"}, UnitState.WAITING, InventedOffice.signed),
    UnitRow("U5", InventedOffice.signed, "extension", EXTEND, UnitState.HANDLING, InventedOffice.assigned),
    UnitRow("U6", with_co, "co-opinion", {"opinion_on": "2026-04-01", "number": "1号"}, UnitState.OPINION_GIVEN, opinion_given, "县财政局"),
    UnitRow("U7", InventedOffice.signed, "submit-reply", {"submitted_on": "2026-05-01", "body": "稿。"}, UnitState.DRAFTED, asking_back),
    UnitRow("U8-", drafted, "send-back-reply", {"reviewed_on": "2026-05-02", "reviewer": "督查室", "opinion": "再改"}, UnitState.HANDLING,
            InventedOffice.signed),
    UnitRow("U8", drafted, "reply", REPLY, UnitState.REPLIED, asking_back),
    UnitRow("U9", InventedOffice.consulting, "feedback", ANSWER, UnitState.JUDGED, InventedOffice.signed, ""),
    UnitRow("U10", unhappy, "redo", {"redone_on": "2026-07-01", "reason": "不满意"}, UnitState.REDOING, InventedOffice.signed, ""),
)  # fmt: skip


def test_the_unit_rows_cover_the_table() -> None:
    assert {row.code for row in UNIT_ROWS} == {row.code for row in UNIT_TRANSITIONS}


@pytest.mark.parametrize("row", UNIT_ROWS, ids=lambda row: row.code)
def test_a_unit_row_is_taken_from_its_source(office: InventedOffice, row: UnitRow) -> None:
    key = row.come(office)
    office.step(row.verb, key, **row.values, **({"unit": row.unit} if row.unit else {}))
    assert office.undertaking(key, row.unit or "县住建局")["state"] is row.target


@pytest.mark.parametrize("row", UNIT_ROWS, ids=lambda row: row.code)
def test_a_unit_row_is_refused_from_elsewhere(office: InventedOffice, row: UnitRow) -> None:
    error = office.refused(row.verb, row.wrong(office), **row.values, **({"unit": row.unit} if row.unit else {}))
    assert error.field in ("unit", "stage")
    assert (row.unit or "0001") in error.message
    assert error.message.endswith("。")


def test_a_unit_that_has_left_a_proposal_is_asked_nothing_more(office: InventedOffice) -> None:
    key = asking_back(office)
    office.step("reassign", key, new_units="县民政局", decided_on="2026-03-25")
    error = office.refused("sign", key, unit="县住建局", signed_on="2026-03-26")
    assert error.message == "0001 没有由“县住建局”承办的件；现有承办单位：县民政局。"
