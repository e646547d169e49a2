"""Correcting awards: of a proposal in its file, of units and persons in the office."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.supervision import Award
from zxdesk.queries.awards import other_awards

WHY = {"reason": "录错"}


def awarded(office: InventedOffice) -> int:
    key = office.filed()
    office.step("award", key, year="2026", recommended_by="提案委", score="95", meeting_on="2026-12-20")
    return key


def others(office: InventedOffice) -> None:
    office.step("award-others", year="2026", kind="先进承办单位", award_unit="县住建局", meeting_on="2026-12-20")
    office.step("award-others", year="2026", kind="先进个人", person="罗一帆")


def test_the_award_of_a_proposal_is_corrected_and_taken_back(office: InventedOffice) -> None:
    key = awarded(office)
    change = office.step("correct-award", key, year="2025", score="", document_number="云政协发〔2026〕20号", **WHY)
    with office.opened(key) as proposal:
        award = proposal.awards[0]
        assert (award.year, award.score, award.document_number, award.meeting_on) == (2025, "", "云政协发〔2026〕20号", date(2026, 12, 20))
        assert proposal.is_good
    assert office.events(op_id=change.op_id)[0]["reason"] == "录错"
    office.door.undo(change.op_id)
    assert office.value(key, "awards.year") == [2026]
    assert office.value(key, "awards.score") == ["95"]


@pytest.mark.parametrize(("values", "field"), [({"year": "26"}, "year"), ({"year": ""}, "year"), ({"score": "95"}, "reason")])
def test_a_wrong_correction_of_an_award_is_refused(office: InventedOffice, values: dict[str, str], field: str) -> None:
    assert office.refused("correct-award", awarded(office), **values, **WHY).field == field


def test_a_proposal_without_an_award_has_none_to_correct(office: InventedOffice) -> None:
    assert office.refused("correct-award", office.filed(), score="90", **WHY).field == "record"


def test_one_award_of_the_office_is_called_by_year_kind_and_name(office: InventedOffice) -> None:
    others(office)
    error = office.refused("correct-award-others", person="罗一凡", **WHY)
    assert error.field == "record"
    assert "2026 先进承办单位 县住建局（#" in error.message
    office.step("correct-award-others", record="2026 先进个人 罗一帆", person="罗一凡", score="98", **WHY)
    office.step("correct-award-others", record="2026 先进承办单位 县住建局", award_unit="县财政局", **WHY)
    with office.reading() as session:
        assert [(row["award_unit"], row["person"], row["score"]) for row in other_awards(session)] == [("县财政局", "", ""), ("", "罗一凡", "98")]


def test_an_award_of_the_office_keeps_a_winner(office: InventedOffice) -> None:
    others(office)
    unit, person = {"record": "2026 先进承办单位 县住建局"}, {"record": "2026 先进个人 罗一帆"}
    assert office.refused("correct-award-others", **unit, award_unit="", **WHY).field == "award_unit"
    assert office.refused("correct-award-others", **unit, award_unit="县农业局", **WHY).field == "award_unit"
    assert office.refused("correct-award-others", **unit, kind="先进个人", **WHY).field == "person"
    assert office.refused("correct-award-others", **person, person="", **WHY).field == "person"
    with office.reading() as session:
        assert [(row.year, row.person) for row in session.query(Award).order_by(Award.id)] == [(2026, ""), (2026, "罗一帆")]
