"""What goes on in a locked plenary and what does not, for every step there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.after_lock import CORRECTIONS, FACTS, LATER_WORK
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.services.step import Step
from zxdesk.services.steps import STEPS, fields_of

LOCKED = "2026-12-31"
OF_PROPOSALS = tuple(step for step in STEPS if step.scope in ("proposal", "assignment"))
WORDS = {"flag": "是", "integer": "2026", "time": "09:00", "line": "周砚秋", "unit": "县财政局", "units": "县财政局", "proposal": "0002"}


def said(office: InventedOffice, step: Step, day: str) -> dict[str, object]:
    """Every required field of a step filled in, its dates with that day."""
    with office.reading() as session:
        fields = fields_of(session, step, None)
    return {field.name: word(field, day) for field in fields if field.required or field.name == "reason"}


def word(field: Field, day: str) -> str:
    if field.kind == "date":
        return day
    return field.choices[0][0] if field.choices else WORDS.get(field.kind, "甲")


def refusal(office: InventedOffice, step: Step, key: int, values: dict[str, object]) -> RuleError | None:
    try:
        office.step(step.verb, key, **({"unit": "县住建局"} if step.scope == "assignment" else {}), **values)
    except RuleError as error:
        return error
    return None


def test_every_step_on_a_proposal_is_a_fact_a_correction_or_later_work() -> None:
    kinds = (FACTS, CORRECTIONS, frozenset(LATER_WORK))
    for step in OF_PROPOSALS:
        assert sum(step.verb in kind for kind in kinds) == 1, step.verb
    assert FACTS | CORRECTIONS | LATER_WORK.keys() == {step.verb for step in OF_PROPOSALS}


def test_later_work_names_the_date_field_of_its_step() -> None:
    for step in OF_PROPOSALS:
        if field := LATER_WORK.get(step.verb):
            assert next(one.kind for one in step.fields if one.name == field) == "date", step.verb


@pytest.mark.parametrize("verb", sorted(FACTS))
def test_a_fact_of_a_locked_year_is_refused_with_what_is_possible(office: InventedOffice, verb: str) -> None:
    key = office.consulting()
    office.step("lock-plenary", locked_on=LOCKED)
    step = next(one for one in STEPS if one.verb == verb)
    refused = office.refused(verb, key, **said(office, step, "2027-01-05"))
    assert refused.message.startswith(f"十届二次已于 {LOCKED} 锁定，不能再{step.label}；录错的可以更正")


@pytest.mark.parametrize("verb", sorted(LATER_WORK))
def test_later_work_goes_on_and_only_with_a_day_after_the_lock(office: InventedOffice, tmp_path: Path, verb: str) -> None:
    key = office.consulting()
    office.step("lock-plenary", locked_on=LOCKED)
    step = next(one for one in STEPS if one.verb == verb)
    field = LATER_WORK[verb]
    after = refusal(office, step, key, said(office, step, "2027-01-05"))
    assert after is None or "锁定" not in after.message
    early = said(office, step, "2027-01-05") | ({field: "2026-12-30"} if field else {})
    before = refusal(office, step, key, early)
    if not field:
        assert before is None or "锁定" not in before.message
        return
    assert before is not None
    assert before.field == field
    assert "锁定以前" in before.message


@pytest.mark.parametrize("verb", sorted(CORRECTIONS))
def test_a_correction_after_the_lock_needs_its_reason(office: InventedOffice, verb: str) -> None:
    key = office.consulting()
    office.step("lock-plenary", locked_on=LOCKED)
    step = next(one for one in STEPS if one.verb == verb)
    values = said(office, step, "2027-01-05")
    told = refusal(office, step, key, values)
    assert told is None or "锁定" not in told.message
    without = refusal(office, step, key, {name: value for name, value in values.items() if name != "reason"})
    assert without is not None
    assert without.field == "reason"


def test_what_belongs_to_the_proposal_but_not_to_the_year_goes_on(office: InventedOffice, tmp_path: Path) -> None:
    key = office.closed(reply_class="B")
    office.step("lock-plenary", locked_on=LOCKED)
    office.on(date(2027, 3, 1))
    (tmp_path / "照片.txt").write_text("现场", encoding="utf-8")
    office.step("attach", key, file=str(tmp_path / "照片.txt"), added_on="2026-06-20")
    office.step("visit", key, visited_on="2027-02-01", way="走访", person="何春棠", result="属实")
    office.step("follow", key, started_on="2027-02-10", planned_on="2027-06-01")
    office.step("follow-result", key, followed_on="2027-03-01", new_class="A", result="已办")
    office.step("decide-publicity", key, publicity="目录")
    office.step("award", key, year=2026)
    office.step("archive", key, archive_number="2026-001", retention="永久", archived_on="2027-03-01")
    assert office.value(key, "follow_class") == "A"


def test_a_correction_after_the_lock_is_taken_back_but_nothing_from_before(office: InventedOffice) -> None:
    key = office.received()
    early = office.step("correct", key, keywords="电梯", reason="补", corrected_on="2026-02-28")
    office.step("lock-plenary", locked_on="2026-06-01")
    late = office.step("correct", key, keywords="加装电梯", reason="录错", corrected_on="2026-06-01")
    office.door.undo(late.op_id)
    assert office.value(key, "keywords") == "电梯"
    with pytest.raises(RuleError, match="锁定以前的"):
        office.door.undo(early.op_id)


def test_locking_again_draws_the_line_anew(office: InventedOffice) -> None:
    key = office.received()
    office.step("lock-plenary", locked_on="2026-06-01")
    office.step("unlock-plenary", reason="漏登")
    open_then = office.step("correct", key, keywords="电梯", reason="补", corrected_on="2026-06-01")
    office.step("lock-plenary", locked_on="2026-06-01")
    with pytest.raises(RuleError, match="锁定以前的"):
        office.door.undo(open_then.op_id)
