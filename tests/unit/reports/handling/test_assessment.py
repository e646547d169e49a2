"""The assessment of units: each item of the scheme counted by hand, its points, places, marks and lists."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.invented_office import InventedOffice
from tests.unit.queries.conftest import TODAY, Cabinet
from tests.unit.reports.annual.random_year import RandomYear
from tests.unit.reports.counted import cells, linked, listed, total
from zxdesk.domain.assignment import Assignment, Extension, HandBack, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.reply import Contact
from zxdesk.domain.rule_points import COUNTS, RATES
from zxdesk.domain.rules import with_value
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.supervision import Award, Reminder
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.handling.assessment import ASSESSMENT, ASSESSMENT_COUNTS

DUE = date(2026, 6, 1)
MET = date(2026, 4, 1)


def source_of(cabinet: Cabinet) -> YearSource:
    cabinet.session.flush()
    return YearSource(cabinet.session, cabinet.plenary.id, today=TODAY)


class Year:
    """县教育局 with four undertakings of its own and two opinions, 县交通局 with one, 县妇联 with one opinion."""

    def __init__(self, cabinet: Cabinet) -> None:
        self.cabinet = cabinet
        self.member = cabinet.member("周砚秋", "001")
        self.school, self.roads, self.women = (
            cabinet.unit(f"0{at}", name, position=at) for at, name in enumerate(("县教育局", "县交通局", "县妇联"), 1)
        )
        self._good()
        self._late()
        self._again()
        self._waiting()
        self._handed_back()
        self._opinions()
        cabinet.put(Award(year=2026, kind="先进承办单位", unit=self.school))
        cabinet.put(Award(year=2025, kind="先进承办单位", unit=self.roads))

    def _proposal(self, number: str, **values: object) -> Proposal:
        return self.cabinet.proposal(number, proposers=[self.member], **({"stage": Stage.CLOSED} | values))

    def _given(self, proposal: Proposal, unit: HandlingUnit, role: Role = Role.SOLE, **values: object) -> Assignment:
        plain = {"state": UnitState.REPLIED, "due_on": DUE, "receipt_due_on": date(2026, 4, 3), "signed_on": date(2026, 3, 30)}
        return self.cabinet.assignment(proposal, unit, role, **(plain | values))

    def _good(self) -> None:
        """In time, met, solved, key and good, both answers good."""
        proposal = self._proposal("0001", is_key=True, is_good=True)
        given = self._given(proposal, self.school)
        self.cabinet.put(Contact(assignment=given, contacted_on=MET, way="走访"))
        self.cabinet.feedback(proposal, self.cabinet.reply(given), returned_on=date(2026, 5, 20), attitude="满意", result="满意")

    def _late(self) -> None:
        """Signed and answered late, called only, class B; attitude fair, result bad."""
        proposal = self._proposal("0002")
        given = self._given(proposal, self.school, signed_on=date(2026, 4, 10))
        self.cabinet.put(Contact(assignment=given, contacted_on=MET, way="电话"))
        reply = self.cabinet.reply(given, replied_on=date(2026, 6, 5), reply_class="B")
        self.cabinet.feedback(proposal, reply, returned_on=date(2026, 6, 8), attitude="基本满意", result="不满意")

    def _again(self) -> None:
        """Handled again after a bad answer: the second reply, in time or not, is the one that is judged; longer time was granted."""
        proposal = self._proposal("0003")
        given = self._given(proposal, self.school, redo=1)
        self.cabinet.put(Contact(assignment=given, contacted_on=MET, way="座谈", is_waived=True))
        first = self.cabinet.reply(given, reply_class="C")
        self.cabinet.feedback(proposal, first, returned_on=date(2026, 5, 20), attitude="不满意", result="不满意")
        again = self.cabinet.reply(given, redo=1, replied_on=date(2026, 6, 8), reply_class="A")
        self.cabinet.feedback(proposal, again, redo=1, returned_on=date(2026, 6, 9), attitude="满意", result="")
        self.cabinet.put(Extension(assignment=given, requested_on=MET, reason="补充调研", new_due_on=DUE, is_granted=True))

    def _waiting(self) -> None:
        """Not signed, not answered, late, reminded twice; 县交通局 answers its part in time."""
        proposal = self._proposal("0004", stage=Stage.HANDLING)
        given = self._given(proposal, self.school, Role.SEPARATE, state=UnitState.WAITING, signed_on=None)
        for day in (date(2026, 6, 3), date(2026, 6, 8)):
            self.cabinet.put(Reminder(assignment=given, reminded_on=day))
        own = self._given(proposal, self.roads, Role.SEPARATE)
        self.cabinet.put(Contact(assignment=own, contacted_on=MET, way="现场"))
        self.cabinet.reply(own)

    def _handed_back(self) -> None:
        """One request refused and one undertaking given to another unit, which counts no more."""
        proposal = self._proposal("0005", stage=Stage.HANDLING)
        ended = self._given(proposal, self.roads, state=UnitState.ENDED)
        self.cabinet.put(HandBack(assignment=ended, requested_on=MET, reason="不属职责", is_accepted=True))
        refused = self.cabinet.session.query(Assignment).filter_by(unit_id=self.school.id, role=Role.SEPARATE).one()
        self.cabinet.put(HandBack(assignment=refused, requested_on=MET, reason="不属职责", is_accepted=False))

    def _opinions(self) -> None:
        """县教育局 gives one opinion in time and owes one; 县妇联 gives one."""
        proposal = self._proposal("0006", stage=Stage.HANDLING)
        self._given(proposal, self.school, Role.CO, state=UnitState.OPINION_GIVEN, opinion_on=date(2026, 4, 15), due_on=date(2026, 4, 20))
        self._given(proposal, self.women, Role.CO, state=UnitState.OPINION_GIVEN, opinion_on=date(2026, 4, 15), due_on=date(2026, 4, 20))
        other = self._proposal("0007", stage=Stage.HANDLING)
        self._given(other, self.school, Role.CO, state=UnitState.SIGNED, due_on=date(2026, 5, 20))


COUNTED_BY_HAND = {
    "receipt": (4, 6), "reply": (3, 4), "on_time": (2, 4), "contact": (2, 4), "solved": (2, 3), "adopted": (3, 3), "attitude": (3, 3),
    "result": (1, 2), "opinion": (1, 2), "hand_back_refused": (1, 0), "extension": (1, 0), "reminder": (2, 0), "late": (2, 0),
    "dissatisfied": (1, 0), "redo": (1, 0), "key": (1, 0), "good": (1, 0), "award": (1, 0),
}  # fmt: skip
"""县教育局 on 10 June."""


def everything(cabinet: Cabinet) -> None:
    """A scheme with every measure there is: rates by ratio of 10 points, each case one point."""
    lines = [f"{code} | {code} | 按比例得分 | 10" for code in RATES] + [f"{code} | {code} | 每件扣分 | | 1" for code in COUNTS]
    cabinet.package.content = with_value(cabinet.package.content, "assessment.items", "\n".join(lines))


def row_of(source: YearSource, name: str, *, counts: bool = False) -> dict[str, object]:
    return next(row for row in cells((ASSESSMENT_COUNTS if counts else ASSESSMENT).build(source)) if row["name"] == name)


def test_each_item_counts_what_a_hand_counts(cabinet: Cabinet) -> None:
    Year(cabinet)
    everything(cabinet)
    row = row_of(source_of(cabinet), "县教育局", counts=True)

    assert {measure: (row[measure], row.get(f"{measure}-base", 0)) for measure in COUNTED_BY_HAND} == COUNTED_BY_HAND


def test_the_points_are_those_of_the_shipped_scheme(cabinet: Cabinet) -> None:
    Year(cabinet)
    row = row_of(source_of(cabinet), "县教育局")

    points = {
        "receipt": 6.7,  # 10 × 4÷6
        "on_time": 12.5,  # 25 × 2÷4
        "contact": 0.0,  # 10 − 0.5 × (100 − 50), not below 0
        "solved": 10.0,  # 10 × 66.7 % ÷ 60 %, not above 10
        "attitude": 10.0, "result": 10.0, "opinion": 7.5, "base": 56.7,
        "hand_back_refused": -2.0, "reminder": -2.0, "late": -4.0, "dissatisfied": -0.2, "redo": -3.0, "key": 1.0, "award": 3.0,
        "total": 49.5,  # 56.7 + 4 − 11.2
    }  # fmt: skip
    assert {key: row[key] for key in points} == points


def test_units_stand_by_their_places_and_those_with_little_to_do_are_marked(cabinet: Cabinet) -> None:
    Year(cabinet)
    rows = cells(ASSESSMENT.build(source_of(cabinet)))

    assert [(row["name"], row["total"], row["rank"], row["note"]) for row in rows] == [
        ("县交通局", 100.0, 1, "件数少"), ("县妇联", 100.0, 1, "只有会办"), ("县教育局", 49.5, 3, ""),
    ]  # fmt: skip


def test_full_points_for_want_of_a_case_open_no_list(cabinet: Cabinet) -> None:
    Year(cabinet)
    table = ASSESSMENT.build(source_of(cabinet))
    women = next(behind for row, behind in zip(cells(table), table.behind, strict=True) if row["name"] == "县妇联")

    assert women.keys() == {"receipt", "opinion"}


def test_what_a_unit_has_no_business_with_may_be_left_out(cabinet: Cabinet) -> None:
    Year(cabinet)
    cabinet.package.content = with_value(cabinet.package.content, "assessment.no_case", "不计，按其余各项折算")
    row = row_of(source_of(cabinet), "县妇联")

    assert (row["receipt"], row["opinion"], row["on_time"], row["result"]) == (10.0, 15.0, None, None)
    assert (row["base"], row["total"]) == (100.0, 100.0)


def test_a_waived_meeting_counts_or_is_left_out_by_the_convention(cabinet: Cabinet) -> None:
    Year(cabinet)
    cabinet.package.content = with_value(cabinet.package.content, "conventions.contact_waived", "excluded")
    row = row_of(source_of(cabinet), "县教育局", counts=True)

    assert (row["contact"], row["contact-base"]) == (1, 3)


def test_the_scheme_is_printed_below(cabinet: Cabinet) -> None:
    Year(cabinet)
    table = ASSESSMENT.build(source_of(cabinet))

    assert "满分 100 分" in table.convention
    assert "面商率（10 分）：已面商的件次÷应答复的件次，100% 得满分，每低一个百分点扣 0.5 分，扣完为止。" in table.notes
    assert "被催办：被催办的次数，每件次扣 1 分，最多 5 分。" in table.notes


@pytest.mark.parametrize("seed", range(2))
def test_behind_each_number_are_the_proposals_of_its_undertakings(session: Session, cabinet: Cabinet, seed: int) -> None:
    year = RandomYear(cabinet, seed)
    everything(cabinet)
    source = source_of(cabinet)
    table = ASSESSMENT_COUNTS.build(source)
    assert {row["name"] for row in cells(table)} <= {unit.name for unit in year.units}
    per_form = {"attitude", "result", "dissatisfied", "reminder", "redo", "hand_back_refused"}
    for column, value, figure in linked(table):
        found = listed(source, figure)
        if column.removesuffix("-base") in per_form:
            assert (found > 0) == (value > 0)
            assert found <= value
        else:
            assert found == value, (column, figure)
    for key, figure in table.total_behind.items():
        if key != "award":
            assert listed(source, figure) <= total(table, key)


def test_units_print_the_figures_of_the_page(session: Session, cabinet: Cabinet) -> None:
    RandomYear(cabinet, 5)
    everything(cabinet)
    source = source_of(cabinet)
    rows = {row["name"]: row for row in cells(ASSESSMENT_COUNTS.build(source))}

    assert rows.keys() == {unit["name"] for unit in source.figures["by_unit"]}
    for unit in source.figures["by_unit"]:
        row = rows[unit["name"]]
        assert (row["reply"], row["reply-base"]) == (unit["replied"], unit["lead"])
        assert row["on_time"] == unit["on_time"]
        assert row["undertakings"] == unit["lead"] + unit["co"]
        assert row["extension"] == unit["extended"]


def test_before_anything_is_assigned_there_is_a_sentence(cabinet: Cabinet) -> None:
    for kind in (ASSESSMENT, ASSESSMENT_COUNTS):
        table = kind.build(source_of(cabinet))
        assert (table.rows, table.notes) == ((), ("本届次还没有交办，没有可以考核的承办单位。",))


def test_a_register_made_before_there_was_a_scheme_is_assessed_by_the_shipped_one(cabinet: Cabinet) -> None:
    Year(cabinet)
    total_now = row_of(source_of(cabinet), "县教育局")["total"]
    cabinet.package.content = {key: value for key, value in cabinet.package.content.items() if key not in ("assessment", "member_scores")}

    assert row_of(source_of(cabinet), "县教育局")["total"] == total_now == 49.5


def test_the_office_changes_its_scheme_by_the_step_that_changes_any_rule(office: InventedOffice) -> None:
    office.closed()
    office.step("set-rule", path="assessment.items", value="签收 | 回执 | 按比例得分 | 40\n按时办复 | 按期 | 按比例得分 | 80")
    office.step("set-rule", path="assessment.few", value="0")
    with office.reading() as session:
        table = ASSESSMENT.build(YearSource(session, office.plenary_id(), today=TODAY))

    row, = cells(table)
    assert (row["name"], row["receipt"], row["on_time"], row["total"], row["note"]) == ("云溪县住建局", 40.0, 80.0, 120.0, "")
    assert "满分 120 分" in table.convention
    refused = office.refused("set-rule", path="assessment.items.receipt.way", value="每件扣分")
    assert refused.message.startswith("规则包“承办单位考核：项目”")
