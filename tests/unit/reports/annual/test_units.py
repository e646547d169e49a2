"""What a unit, a batch and a month are credited with, reckoned by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from zxdesk.domain.assignment import Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.year_source import YearSource
from zxdesk.reports.annual.progress import BY_BATCH, BY_MONTH
from zxdesk.reports.annual.unit_summary import UNIT_SUMMARY
from zxdesk.reports.annual.units import BY_UNIT
from zxdesk.reports.kind import ReportKind
from zxdesk.reports.table import Table

REPLIED = {"state": UnitState.REPLIED}


def table_of(session: Session, cabinet: Cabinet, kind: ReportKind) -> Table:
    session.flush()
    return kind.build(YearSource(session, cabinet.plenary.id, today=TODAY))


def rows_of(table: Table) -> dict[Any, dict[str, Any]]:
    """Each row by its name, its values by the key of the column."""
    keys = [column.key for column in table.columns]
    return {row[keys.index("name")]: dict(zip(keys, row, strict=True)) for row in table.rows}


@pytest.fixture
def office(cabinet: Cabinet) -> Cabinet:
    """Three units: one answered in time and late, one is late without an answer, one only gives opinions."""
    teacher, trader = cabinet.member("周砚秋", "003"), cabinet.member("苏见青", "004", "经济界")
    school = cabinet.unit("1", "云溪县教育局", system="政府系统", position=1)
    union = cabinet.unit("2", "云溪县总工会", system="群团", position=2)
    police = cabinet.unit("3", "云溪县公安局", system="政府系统", position=3)
    first, second = cabinet.batch("第一批"), cabinet.batch("第二批")
    early = cabinet.proposal("0001", stage=Stage.CLOSED, proposers=[teacher, trader], replied_on=date(2026, 5, 8), assigned_on=date(2026, 3, 20))
    given = cabinet.assignment(early, school, Role.LEAD, batch=first, signed_on=date(2026, 3, 23), **REPLIED)
    reply = cabinet.reply(given)
    cabinet.feedback(early, reply, early.lines[0], returned_on=date(2026, 5, 20), result="满意")
    cabinet.feedback(early, reply, early.lines[1], returned_on=date(2026, 5, 21), result="基本满意")
    cabinet.assignment(early, police, Role.CO, batch=first, opinion_on=date(2026, 4, 10))
    late = cabinet.proposal("0002", stage=Stage.CONSULTING, proposers=[teacher], replied_on=date(2026, 6, 1))
    again = cabinet.assignment(late, school, Role.SOLE, batch=second, due_on=date(2026, 5, 20), redo=1, **REPLIED)
    cabinet.reply(again, replied_on=date(2026, 5, 25), reply_class="B")
    last = cabinet.reply(again, replied_on=date(2026, 6, 1), reply_class="A", redo=1)
    cabinet.feedback(late, last, returned_on=date(2026, 6, 5), result="不满意", redo=1)
    open_one = cabinet.proposal("0003", stage=Stage.HANDLING, proposers=[teacher])
    cabinet.assignment(open_one, union, Role.SOLE, due_on=date(2026, 6, 1))
    cabinet.assignment(open_one, school, Role.SOLE, state=UnitState.ENDED)
    timeless = cabinet.proposal("0004", stage=Stage.REPLIED, proposers=[trader])
    cabinet.reply(cabinet.assignment(timeless, school, Role.SEPARATE, due_on=None, **REPLIED), reply_class="C")
    return cabinet


def test_a_unit_is_credited_with_what_it_answered_by_when_and_how(session: Session, office: Cabinet) -> None:
    school = rows_of(table_of(session, office, BY_UNIT))["云溪县教育局"]
    assert {key: school[key] for key in ("lead", "sole", "host", "separate", "co")} == {"lead": 3, "sole": 1, "host": 1, "separate": 1, "co": 0}
    assert (school["replied"], school["due"], school["on_time"], school["late"]) == (3, 2, 1, 0)
    assert (school["reply_rate"], school["on_time_rate"]) == (1.0, 0.5)
    assert [school[f"class-{name}"] for name in "ABC"] == [2, 0, 1]
    assert [school[f"answer-{word}"] for word in ("满意", "基本满意", "不满意")] == [0, 1, 1]


def test_a_late_unit_and_one_that_only_gives_opinions_are_shown_as_such(session: Session, office: Cabinet) -> None:
    rows = rows_of(table_of(session, office, BY_UNIT))
    union, police = rows["云溪县总工会"], rows["云溪县公安局"]
    assert (union["replied"], union["due"], union["late"], union["reply_rate"], union["on_time_rate"]) == (0, 1, 1, 0.0, 0.0)
    assert (police["lead"], police["co"], police["reply_rate"], police["on_time_rate"]) == (0, 1, None, None)


def test_units_stand_under_their_system_with_its_subtotals(session: Session, office: Cabinet) -> None:
    table = table_of(session, office, BY_UNIT)
    assert [row[0] for row in table.rows] == ["云溪县教育局", "云溪县公安局", "云溪县总工会"]
    assert table.sections == {
        0: "政府系统（2 个单位，主办 3 件次，会办 1 件次，已答复 3 件次，办复率 100%）",
        2: "群团（1 个单位，主办 1 件次，会办 0 件次，已答复 0 件次，办复率 0.0%，超期未复 1 件次）",
    }


def test_what_the_proposers_said_opens_its_proposals(session: Session, office: Cabinet) -> None:
    source = YearSource(session, office.plenary.id, today=TODAY)
    numbers = {proposal.id: proposal.number for proposal in session.scalars(select(Proposal))}
    school = source.figures["by_unit"][0]["unit_id"]
    assert [numbers[one] for one in source.ids(f"unit:{school}:answer-不满意")] == ["0002"]
    assert [numbers[one] for one in source.ids("unit:0:answer-基本满意")] == ["0001"]
    assert source.ids(f"unit:{school}:answer-满意") == []
    assert [numbers[one] for one in source.ids(f"unit:{school}:due")] == ["0001", "0002"]


def test_the_summary_names_the_proposals_of_each_unit(session: Session, office: Cabinet) -> None:
    table = table_of(session, office, UNIT_SUMMARY)
    rows = rows_of(table)
    assert [row["place"] for row in rows.values()] == [1, 2, 3]
    assert next(iter(rows)) == "云溪县教育局"
    assert (rows["云溪县教育局"]["lead_numbers"], rows["云溪县教育局"]["co_numbers"]) == ("0001 0002 0004", "")
    assert (rows["云溪县公安局"]["lead_numbers"], rows["云溪县公安局"]["co_numbers"], rows["云溪县公安局"]["co_given"]) == ("", "0001", 1)
    police = session.scalars(select(HandlingUnit).where(HandlingUnit.name == "云溪县公安局")).one()
    for number in range(5, 8):
        proposal = office.proposal(f"{number:04d}", stage=Stage.HANDLING)
        office.assignment(proposal, police, Role.CO)
    assert rows_of(table_of(session, office, UNIT_SUMMARY))["云溪县公安局"]["co_numbers"] == "0001 0005~0007"


def test_batches_tell_what_went_out_and_what_came_back(session: Session, office: Cabinet) -> None:
    rows = rows_of(table_of(session, office, BY_BATCH))
    assert list(rows) == ["第一批", "第二批", "没有列入批次"]
    keys = ("proposals", "units", "undertakings", "answering", "co", "signed", "replied", "on_time", "late", "co_given")
    assert [rows["第一批"][key] for key in keys] == [1, 2, 2, 1, 1, 1, 1, 1, 0, 1]
    assert [rows["第二批"][key] for key in keys] == [1, 1, 1, 1, 0, 0, 1, 0, 0, 0]
    assert [rows["没有列入批次"][key] for key in keys] == [2, 2, 2, 2, 0, 0, 1, 0, 1, 0]


def test_months_run_without_gaps_and_add_up(session: Session, office: Cabinet) -> None:
    office.proposal("0009", filed_on=date(2026, 5, 2), received_on=None, submitted_on=None)
    rows = rows_of(table_of(session, office, BY_MONTH))
    assert list(rows) == ["2026年2月", "2026年3月", "2026年4月", "2026年5月", "2026年6月", "未填日期"]
    assert [row["received"] for row in rows.values()] == [4, 0, 0, 0, 0, 1]
    assert [row["received_so_far"] for row in rows.values()] == [4, 4, 4, 4, 4, 5]
    assert [row["replied_so_far"] for row in rows.values()] == [0, 0, 0, 1, 2, 3]
    assert [row["assigned_so_far"] for row in rows.values()] == [0, 1, 1, 1, 1, 4]
    assert (rows["2026年5月"]["reply_rate"], rows["未填日期"]["reply_rate"]) == (1.0, 0.75)


def test_one_wrong_year_does_not_make_a_thousand_rows(session: Session, office: Cabinet) -> None:
    office.proposal("0010", filed_on=date(1926, 5, 2))
    assert next(iter(rows_of(table_of(session, office, BY_MONTH)))) == "1926年5月"
    assert len(table_of(session, office, BY_MONTH).rows) < 10
