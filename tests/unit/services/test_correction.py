"""Correcting undertakings and replies: with a reason, within the order of dates, nothing else moved."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage


def test_a_wrong_signing_date_is_corrected_with_its_reason_in_history(office: InventedOffice) -> None:
    key = office.signed()
    change = office.step("correct-assignment", key, unit="县住建局", signed_on="2026-03-25", handler="石云舟", reason="日期录错")
    assert office.value(key, "assignments.signed_on") == [date(2026, 3, 25)]
    assert office.events(op_id=change.op_id)[0]["reason"] == "日期录错"


@pytest.mark.parametrize("signed_on", ["2026-03-19", "2026-06-02"])
def test_a_signing_date_stays_between_assignment_and_reply(office: InventedOffice, signed_on: str) -> None:
    key = office.replied(replied_on="2026-06-01")
    error = office.refused("correct-assignment", key, unit="县住建局", signed_on=signed_on, reason="改")
    assert error.field == "signed_on"


def test_a_corrected_class_goes_up_to_the_proposal_and_the_stage_stays(office: InventedOffice) -> None:
    key = office.replied(reply_class="B")
    office.step("correct-reply", key, unit="县住建局", reply_class="A", number="云住建函〔2026〕8号", reason="类别录错")
    assert office.value(key, "reply_class") == "A"
    assert office.value(key, "assignments.last_reply.number") == ["云住建函〔2026〕8号"]
    assert office.value(key, "stage") is Stage.REPLIED


def test_a_reply_cannot_be_corrected_before_there_is_one(office: InventedOffice) -> None:
    error = office.refused("correct-reply", office.signed(), unit="县住建局", number="1号", reason="改")
    assert "答复" in error.message


def test_a_reply_cannot_be_dated_after_the_forms_went_out(office: InventedOffice) -> None:
    key = office.consulting()
    error = office.refused("correct-reply", key, unit="县住建局", replied_on="2026-12-30", reason="改")
    assert error.field == "replied_on"
