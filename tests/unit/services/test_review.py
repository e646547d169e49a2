"""First and second review."""

from __future__ import annotations

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage

FIRST = {"reviewer": "何春棠", "reviewed_on": "2026-03-01", "category": "城乡建设与管理", "outcome": "立案"}


def test_a_first_review_sets_category_and_keeps_what_it_proposed(office: InventedOffice) -> None:
    key = office.received()
    office.step("first-review", key, **FIRST, lead_units="县住建局", co_units="县财政局、县民政局", suggests_key="是")
    with office.opened(key) as proposal:
        review = proposal.reviews[0]
        assert proposal.stage is Stage.FIRST_REVIEWED
        assert proposal.category == "城乡建设与管理"
        assert (review.lead_units, review.co_units, review.outcome) == ("县住建局", "县财政局、县民政局", "立案")
        assert proposal.is_key_suggested


def test_a_first_review_asks_for_reviewer_category_and_a_known_outcome(office: InventedOffice) -> None:
    key = office.received()
    assert office.refused("first-review", key, **(FIRST | {"reviewer": ""})).field == "reviewer"
    assert office.refused("first-review", key, **(FIRST | {"category": ""})).field == "category"
    assert office.refused("first-review", key, **(FIRST | {"category": "航天"})).field == "category"
    assert office.refused("first-review", key, **(FIRST | {"outcome": "再说"})).field == "outcomes"
    assert office.refused("first-review", key, **(FIRST | {"outcome": "不予立案"})).field == "reasons"


def test_an_unfit_proposal_cannot_be_proposed_for_filing(office: InventedOffice) -> None:
    key = office.received()
    assert office.refused("first-review", key, **FIRST, is_form_fit="否").field == "outcome"


def test_reviews_follow_receipt_and_each_other(office: InventedOffice) -> None:
    key = office.received()
    error = office.refused("first-review", key, **(FIRST | {"reviewed_on": "2026-02-20"}))
    assert error.message == "审查日期 2026-02-20 早于收件日期 2026-02-26；改正其中一个。"
    office.step("first-review", key, **FIRST)
    error = office.refused("second-review", key, reviewer="联合审查组", reviewed_on="2026-02-28")
    assert error.message == "复审日期 2026-02-28 早于初审日期 2026-03-01；改正其中一个。"


def test_a_second_review_confirms_or_changes_the_first(office: InventedOffice) -> None:
    key = office.received()
    office.step("first-review", key, **FIRST, lead_units="县住建局")
    office.step(
        "second-review", key, reviewer="联合审查组", reviewed_on="2026-03-02", outcome="转为意见和建议", reasons="一案多事", co_units="县财政局"
    )
    with office.opened(key) as proposal:
        review = proposal.reviews[-1]
        assert proposal.stage is Stage.SECOND_REVIEWED
        assert (review.outcome, review.reasons, review.lead_units, review.co_units) == ("转为意见和建议", ["11"], "县住建局", "县财政局")
        assert proposal.reviews[0].outcome == "立案"


def test_a_second_review_without_a_first_is_refused(office: InventedOffice) -> None:
    error = office.refused("second-review", office.received(), reviewer="联合审查组", reviewed_on="2026-03-02")
    assert error.message == "收0001 现在是“已收件”，不能复审；复审要在“初审”时进行。"


def test_a_review_cannot_propose_a_unit_that_is_gone(office: InventedOffice) -> None:
    error = office.refused("first-review", office.received(), **FIRST, lead_units="县农业局")
    assert error.field == "lead_units"
    assert "云溪县农业农村局" in error.message
