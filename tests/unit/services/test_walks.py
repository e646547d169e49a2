"""Random walks over every step: nothing but a sentence is ever raised, and the check-up finds no error on the way."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.invented_office import MEMBERS, TITLE, UNITS, move_in
from zxdesk.domain.errors import RuleError
from zxdesk.domain.field import Field
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.checkup import check
from zxdesk.services.step import Step
from zxdesk.services.steps import STEPS, fields_of

NAMES = tuple(name for name, _sector in MEMBERS)
OFTEN = frozenset(
    {
        "register", "reply", "feedback", "sign", "file", "assign", "first-review", "second-review", "close", "redo", "send-forms", "merge",
        "hand-back", "reassign", "refuse-hand-back", "extension", "decide-extension", "follow", "follow-result", "unlock-plenary", "add-unit",
    }
)  # fmt: skip
RARE = frozenset(
    {
        "correct", "withdraw", "reject", "opinion", "return", "notify", "step-back", "transfer", "note", "visit", "lock-plenary", "adopt", "award",
        "drop-key",
    }
)  # fmt: skip
ONCE_IN_A_WHILE = {
    "path": ("yellow_days", "reply_review", "contact_required", "co_opinion_required", "satisfaction", "deadlines.reply_lead", "nowhere"),
    "value": ("7", "是", "否", "warn", "refuse", "first", "majority", "10个工作日", "2个月"),
    "proposer_kind": ("", "", "", "", "联名", "个人", "党派"),
    "plenary": ("", "", "", "十届二次", "九届九次"),
    "category": ("城乡建设与管理", "教育"),
    "answer": ("signed", "declined", "expired"),
    "receipt_number": ("", "", "", "", "收0003", "收0007"),
    "number": ("", "0001", "2", "第3号", "收0004", "9号"),
}


ROLES: tuple[dict[str, str], ...] = (
    {"sole": "县住建局"},
    {"lead": "县住建局", "co": "县财政局、县民政局"},
    {"separate": "县住建局、县交通局"},
    {"separate": "县教育局、县卫健局", "co": "县财政局"},
    {"sole": "县农业局"},
    {"sole": "县住建局", "co": "县财政局"},
)


def half_a_year(furnished: Path, path: Path) -> Path:
    """The invented office in June, with a proposal at every stage that is slow to come to."""
    shutil.copyfile(furnished, path)
    office = move_in(path)
    office.filed(office.joint())
    office.signed(lead="县住建局", co="县财政局")
    office.replied(office.received(proposers="周砚秋", invited="贺明川"))
    merged = office.filed(office.received(proposers="沈知微"))
    office.step("merge", merged, lead="0001", merged_on="2026-03-05")
    office.consulting(office.joint())
    office.closed(reply_class="B")
    office.register.close()
    return path


class Walk(RuleBasedStateMachine):
    """An office in which anybody does anything that is on offer, mostly in its time, with values that are mostly sensible."""

    start: Path
    taken: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []
        self.acts: list[str] = []
        self.folder = Path(tempfile.mkdtemp(prefix="walk"))
        shutil.copyfile(self.start, self.folder / "zxdesk.db")
        self.office = move_in(self.folder / "zxdesk.db")
        self.today = date(2026, 6, 11)
        with self.office.reading() as session:
            self.fields = {step.verb: fields_of(session, step, None) for step in STEPS}

    def teardown(self) -> None:
        self.look_through()
        self.office.register.close()
        shutil.rmtree(self.folder)

    @rule(seed=st.integers(0, 2**32 - 1))
    def do_something(self, seed: int) -> None:
        random = Random(seed)
        self.today += timedelta(days=random.choice((0, 0, 1, 2, 5)))
        self.office.on(self.today)
        step, target = self.chosen(random)
        values = {field.name: self.value(random, field) for field in self.fields[step.verb] if field.required or random.random() < 0.4}
        if step.scope == "new" and random.random() < 0.9:
            values |= {"title": TITLE, "situation": "情况。", "is_open": "是", "submitted_on": self.today.isoformat(), "plenary": ""}
        if step.verb == "assign":
            values = {key: value for key, value in values.items() if key not in ("sole", "lead", "separate", "co", "due_on", "co_due_on")}
            values |= random.choice(ROLES)
        if step.scope == "assignment" and random.random() < 0.7:
            values["unit"] = self.unit_of(random, target)
        try:
            self.acts.append(self.office.step(step.verb, target, **values).op_id)
        except RuleError as error:
            self.sentences.append(error.message)
        else:
            self.taken[step.verb] += 1
        if self.acts and random.random() < 0.15:
            self.take_back(random.choice(self.acts[-3:]))
        if random.random() < 0.1:
            self.look_through()

    def take_back(self, op_id: str) -> None:
        try:
            self.acts.append(self.office.door.undo(op_id).op_id)
        except RuleError as error:
            self.sentences.append(error.message)
        else:
            self.taken["undo"] += 1

    def look_through(self) -> None:
        assert [sentence for sentence in self.sentences if not sentence.endswith("。")] == []
        with self.office.reading() as session:
            faults = [finding.sentence for finding in check(session, today=self.today) if finding.severity == "error"]
        assert faults == []

    def chosen(self, random: Random) -> tuple[Step, int | None]:
        with self.office.reading() as session:
            standing = {row.id: row.stage for row in session.execute(select(Proposal.id, Proposal.stage))}
        if not standing or (len(standing) < 9 and random.random() < 0.1):
            return random.choice([step for step in STEPS if step.scope == "new"]), None
        if random.random() < 0.06:
            return self.weighed(random, [step for step in STEPS if step.scope == "office"]), None
        target = random.choice(list(standing))
        offered = [step for step in STEPS if step.scope in ("proposal", "assignment")]
        if random.random() < 0.95:
            offered = [step for step in offered if step.fits(standing[target])]
        return self.weighed(random, offered), target

    def weighed(self, random: Random, offered: list[Step]) -> Step:
        return random.choices(offered, [5 if step.verb in OFTEN else 0.4 if step.verb in RARE else 1 for step in offered])[0]

    def unit_of(self, random: Random, target: int | None) -> str:
        with self.office.opened(target) as proposal:
            return random.choice([a.unit.short for a in proposal.active_assignments] or ["县住建局"])

    def value(self, random: Random, field: Field) -> object:
        if field.name in ONCE_IN_A_WHILE:
            return random.choice(ONCE_IN_A_WHILE[field.name])
        if field.name in ("new_due_on", "planned_on"):
            return (self.today + timedelta(days=40)).isoformat()
        if field.kind == "date":
            return (self.today + timedelta(days=random.choice((0, 0, 0, 0, -30, 1, 40, 100)))).isoformat()
        if field.choices:
            return random.choice([code for code, _label in field.choices])
        if field.kind in ("member", "members", "line"):
            return "、".join(random.sample(NAMES, random.choice((1, 1, 2)) if field.kind == "members" else 1))
        if field.kind in ("unit", "units"):
            return "、".join(f"县{name}" for name in random.sample(UNITS, random.choice((1, 1, 2)) if field.kind == "units" else 1))
        return random.choice(
            {
                "proposal": ("0001", "0002", "收0001", "#1", "#99999999999999999999"),
                "assignment": ("县住建局", "县财政局", "#1", "#甲"),
                "flag": ("是", "是", "否"),
                "integer": ("0", "3", "2026", "-1", "9999999999"),
                "time": ("09:00", "23:59"),
            }.get(field.kind, ("甲", "乙、丙", "云政〔2026〕1号"))
        )


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_whatever_is_done_in_whatever_order_the_register_stays_sound(furnished: Path, tmp_path: Path) -> None:
    taken: Counter[str] = Counter()
    machine = type("WalkInAnOffice", (Walk,), {"start": half_a_year(furnished, tmp_path / "zxdesk.db"), "taken": taken})
    run_state_machine_as_test(machine, settings=settings(max_examples=8, stateful_step_count=120, deadline=None))
    assert len(taken) >= 20, taken  # a walk that gets nowhere proves nothing
    assert taken["undo"] >= 20, taken
