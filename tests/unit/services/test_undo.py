"""Every step can be taken back and done again, as new acts of the history, and what went out or was built on stays."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.invented_office import TITLE, InventedOffice, move_in
from tests.unit.services import test_every_change as every
from tests.unit.services.ledger_sheet import take_in, unknown_office_rows
from tests.unit.services.test_ledger import statuses
from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage
from zxdesk.queries.checkup import check
from zxdesk.services.batch import Item
from zxdesk.services.paper import Outgoing, Sending, issue_papers
from zxdesk.services.steps import step_named

LIFE: tuple[tuple[str, dict[str, object]], ...] = (
    ("register", {"title": TITLE, "proposers": "周砚秋、许静安", "submitted_on": "2026-02-26", "is_open": "是", "situation": "情" * 500}),
    ("first-review", {"reviewer": "何春棠", "reviewed_on": "2026-03-01", "category": "教育", "outcome": "立案"}),
    ("correct", {"situation": "况" * 500, "reason": "补", "corrected_on": "2026-03-01"}),
    ("second-review", {"reviewer": "组", "reviewed_on": "2026-03-02"}),
    ("file", {"meeting": "全体会议", "decided_on": "2026-03-03"}),
    ("assign", {"lead": "县住建局", "co": "县财政局、县民政局", "assigned_on": "2026-03-20"}),
    ("sign", {"unit": "县住建局", "signed_on": "2026-03-21"}),
)
Tables = dict[str, dict[Any, tuple[Any, ...]]]


def standing(office: InventedOffice) -> Tables:
    """All business values by table and uid; versions, digests, history and counters move on and are left out."""
    from zxdesk.domain.records import RECORDS

    with office.reading() as session:
        return {
            kind.__tablename__: {record.uid: _values(record) for record in session.query(kind)}
            for kind in RECORDS
            if kind.__tablename__ != "number_series"
        }


def _values(record: Any) -> tuple[Any, ...]:
    return tuple(sorted((name, str(value)) for name, value in record.business_values().items() if name != "version"))


def without_new_numbers(tables: Tables, before: Tables) -> Tables:
    """What stands, apart from numbers given out since, which must be free again and with nobody."""
    added = {uid: row for uid, row in tables["issued_number"].items() if uid not in before["issued_number"]}
    assert all(dict(row)["use"] == "returned" and dict(row)["proposal_id"] == "None" for row in added.values())
    return tables | {"issued_number": {uid: row for uid, row in tables["issued_number"].items() if uid not in added}}


def faults(office: InventedOffice) -> list[str]:
    with office.reading() as session:
        return [finding.sentence for finding in check(session, today=office.clock.moment.date()) if finding.severity == "error"]


@dataclass
class Returning(every.Diary):
    """Takes each step, takes it back, and takes it again."""

    refusals: list[str] = field(default_factory=list)

    def __call__(self, verb: str, key: int | None = None, /, **values: object) -> int:
        before = standing(self.office)
        change = self.office.step(verb, key, **values)
        after = standing(self.office)
        try:
            undone = self.office.door.undo(change.op_id)
        except RuleError as error:
            self.refusals.append(f"{verb}：{error.message}")
        else:
            assert without_new_numbers(standing(self.office), before) == before, verb
            assert undone.label == f"撤销 {change.label}"
            redone = self.office.door.undo(undone.op_id)
            assert standing(self.office) == after, verb
            assert redone.label == f"重做 {change.label}"
        self.taken.add(verb)
        return change.subject or 0


def test_every_step_can_be_taken_back_and_done_again(office: InventedOffice) -> None:
    diary = Returning(office)
    every.walk_everything(diary)
    assert diary.refusals == []
    assert faults(office) == []


def test_history_names_the_undo_with_the_reason_of_the_act(office: InventedOffice) -> None:
    key = office.filed()
    change = office.step("step-back", key, reason="漏了附件")
    undone = office.door.undo(change.op_id)
    event = office.events(op_id=undone.op_id)[0]
    assert (event["action"], event["undoes"]) == ("undo", change.op_id)
    assert event["label"] == f"撤销 {change.label}"
    assert "漏了附件" in event["reason"]


def test_a_registration_taken_back_leaves_its_history_and_its_number_to_whoever_asks(office: InventedOffice) -> None:
    change = office.step("register", title=TITLE, proposers="周砚秋", submitted_on="2026-02-26", is_open="是", situation="情况。")
    key = change.subject
    office.door.undo(change.op_id)
    assert [event["label"][:2] for event in office.events(proposal_id=key)] == ["收件", "撤销"]
    again = office.received()
    assert again != key, "the key of what is gone is given to another"
    assert office.value(again, "receipt_number") == "收0002"
    assert office.value(office.received(receipt_number="收0001"), "receipt_number") == "收0001"
    assert faults(office) == []


def test_what_a_later_act_changed_is_not_taken_back_before_that_act(office: InventedOffice) -> None:
    key = office.received()
    review = office.step("first-review", key, reviewer="何春棠", reviewed_on="2026-03-01", category="教育", outcome="立案")
    office.step("second-review", key, reviewer="组", reviewed_on="2026-03-02")
    before = office.rows()
    with pytest.raises(RuleError, match="之后又有改动（复审"):
        office.door.undo(review.op_id)
    assert office.rows() == before


def test_an_act_after_which_a_paper_went_out_is_not_taken_back(office: InventedOffice, tmp_path: Path) -> None:
    key = office.filed()
    assign = office.step("assign", key, sole="县住建局", assigned_on="2026-03-20")
    door = replace(office.door, files=tmp_path / "files")
    paper = door.run(
        issue_papers, office.plenary_id(), [Outgoing(b"notice", "交办通知.docx", {}, proposal_id=key)], sending=Sending("交办通知", "随程序"),
        issued_on=office.clock.moment.date(), sent_at=office.clock.moment,
    )  # fmt: skip
    with pytest.raises(RuleError, match=r"印发交办通知.*文书已经发出"):
        office.door.undo(assign.op_id)
    with pytest.raises(RuleError, match="印发了文书"):
        office.door.undo(paper.op_id)


def test_an_act_is_taken_back_once(office: InventedOffice) -> None:
    key = office.received()
    change = office.step("correct", key, keywords="电梯", reason="补", corrected_on="2026-02-28")
    office.door.undo(change.op_id)
    with pytest.raises(RuleError, match="已经撤销过"):
        office.door.undo(change.op_id)


def test_nothing_of_a_locked_plenary_is_taken_back(office: InventedOffice) -> None:
    key = office.received()
    change = office.step("correct", key, keywords="电梯", reason="补", corrected_on="2026-02-28")
    office.step("lock-plenary", plenary="十届二次")
    with pytest.raises(RuleError, match="锁定"):
        office.door.undo(change.op_id)


def test_the_founding_of_the_office_is_not_taken_back(office: InventedOffice) -> None:
    first = office.events()[0]["op_id"]
    with pytest.raises(RuleError):
        office.door.undo(first)


def test_a_batch_does_what_can_be_done_and_is_taken_back_as_one(office: InventedOffice) -> None:
    keys = [office.reviewed() for _ in range(3)] + [office.received()]
    before = standing(office)
    items = [Item(step_named("file"), key, {"meeting": "全体会议", "decided_on": "2026-03-03"}) for key in keys]
    tried = office.door.rehearse_many(items)
    assert standing(office) == before
    assert [verdict.is_done for verdict in tried] == [True, True, True, False]
    seen: list[tuple[int, int]] = []
    outcome = office.door.many(items, label="立案 3 件", report=lambda done, every: seen.append((done, every)))
    assert seen[-1] == (4, 4)
    assert (len(outcome.done), len(outcome.refused)) == (3, 1)
    assert "已收件" in outcome.refused[0].sentence
    assert [office.value(key, "stage") for key in keys] == [Stage.FILED] * 3 + [Stage.RECEIVED]
    told = [event["label"] for key in keys for event in office.events(op_id=outcome.change.op_id, proposal_id=key)]
    assert told == [f"立案 {office.value(key, 'number')}" for key in keys[:3]]
    undone = office.door.undo(outcome.change.op_id)
    assert without_new_numbers(standing(office), before) == before
    assert undone.label.endswith("等 3 件")
    office.door.undo(undone.op_id)
    assert office.value(keys[0], "stage") is Stage.FILED
    assert faults(office) == []


def test_a_batch_that_is_stopped_leaves_nothing(office: InventedOffice) -> None:
    keys = [office.reviewed() for _ in range(3)]
    before = office.rows()

    class Stopped(Exception):  # noqa: N818 - what the window raises on cancel
        pass

    def stop(done: int, _every: int) -> None:
        if done == 2:
            raise Stopped

    items = [Item(step_named("file"), key, {"meeting": "全体会议", "decided_on": "2026-03-03"}) for key in keys]
    with pytest.raises(Stopped):
        office.door.many(items, label="立案 3 件", report=stop)
    assert office.rows() == before


def test_a_ledger_taken_in_is_taken_back_whole_and_can_be_taken_in_again(office: InventedOffice, tmp_path: Path) -> None:
    before = standing(office)
    take_in(office, tmp_path, *unknown_office_rows())
    after = standing(office)
    op_id = office.events()[-1]["op_id"]
    undone = office.door.undo(op_id)
    assert without_new_numbers(standing(office), before) == before
    again = office.door.undo(undone.op_id)
    assert standing(office) == after
    office.door.undo(again.op_id)
    assert statuses(take_in(office, tmp_path, *unknown_office_rows())) == ["new"] * 7
    assert faults(office) == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(turns=st.lists(st.integers(-3, 3), min_size=1, max_size=12))
def test_back_and_forth_any_number_of_times_is_where_one_was(furnished: Path, tmp_path_factory: pytest.TempPathFactory, turns: list[int]) -> None:
    path = tmp_path_factory.mktemp("turns") / "zxdesk.db"
    shutil.copyfile(furnished, path)
    office = move_in(path)
    acts: list[str] = []
    pictures = [standing(office)]
    key = 0
    for verb, values in LIFE:
        change = office.step(verb, key or None, **values)
        key = key or change.subject or 0
        acts.append(change.op_id)
        pictures.append(standing(office))
    undone: list[str] = []
    for turn in turns:
        for _ in range(abs(turn)):
            source, target = (acts, undone) if turn < 0 else (undone, acts)
            if source:
                target.append(office.door.undo(source.pop()).op_id)
        first = pictures[0] | {"issued_number": standing(office)["issued_number"]}
        expected = pictures[len(acts)] if acts else first
        assert standing(office) | {"issued_number": {}} == expected | {"issued_number": {}}
    office.register.close()


def test_what_was_taken_back_is_not_done_again_over_what_came_since(office: InventedOffice) -> None:
    key = office.closed()
    visit = {"visited_on": "2026-06-01", "way": "电话", "person": "何春棠"}
    undone = office.door.undo(office.step("visit", key, result="属实", **visit).op_id)
    office.step("visit", key, result="另一次", **visit)
    before = office.rows()
    with pytest.raises(RuleError, match="之后又登记了回访"):
        office.door.undo(undone.op_id)
    assert office.rows() == before
