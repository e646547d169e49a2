"""Archiving, and going one step back with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from tests.invented_office import InventedOffice
from zxdesk.domain.stage import Stage

ARCHIVE = {"archive_number": "2026-001", "retention": "永久", "archived_on": "2026-07-01"}


def test_a_volume_goes_to_the_archive_with_number_and_term(office: InventedOffice) -> None:
    key = office.closed()
    assert office.step("archive", key, **ARCHIVE, pages="12", location="3柜2层").warnings == ()
    with office.opened(key) as proposal:
        assert (proposal.stage, proposal.archive_number, proposal.retention) == (Stage.ARCHIVED, "2026-001", "永久")
        assert (proposal.pages, proposal.archived_on) == (12, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"archive_number": ""}, "archive_number"),
        ({"retention": ""}, "retention"),
        ({"retention": "百年"}, "retention"),
        ({"archived_on": "2026-06-14"}, "archived_on"),
    ],
)
def test_a_wrong_entry_into_the_archive_is_refused(office: InventedOffice, values: dict[str, str], field: str) -> None:
    assert office.refused("archive", office.closed(), **(ARCHIVE | values)).field == field


def test_an_archive_number_belongs_to_one_volume(office: InventedOffice) -> None:
    office.step("archive", office.closed(), **ARCHIVE)
    error = office.refused("archive", office.closed(), **ARCHIVE)
    assert error.message == "归档号 2026-001 已用于《关于完善老旧小区加装电梯补助办法的提案》。"


def test_what_the_volume_still_lacks_is_named(office: InventedOffice) -> None:
    key = office.signed(lead="县住建局", co="县财政局")
    office.reply(key)
    office.step("send-forms", key, sent_on="2026-06-02")
    office.step("close", key, closed_on="2026-06-15", waiver="未收回")
    assert office.step("archive", key, **ARCHIVE).warnings == ("卷内还缺：县财政局的会办意见、周砚秋的征询意见表。",)


def test_a_step_back_needs_a_reason_and_stands_in_history(office: InventedOffice) -> None:
    key = office.reviewed()
    assert office.refused("step-back", key).field == "reason"
    change = office.step("step-back", key, reason="复审意见有误")
    assert office.value(key, "stage") is Stage.FIRST_REVIEWED
    assert office.events(op_id=change.op_id)[0]["reason"] == "复审意见有误"


def test_every_step_back_leads_to_where_the_proposal_came_from(office: InventedOffice) -> None:
    key = office.archived()
    for expected in (Stage.CLOSED, Stage.CONSULTING):
        office.step("step-back", key, reason="登记有误")
        assert office.value(key, "stage") is expected
    assert (office.value(key, "archive_number"), office.value(key, "closed_on")) == ("", None)
    asked = office.consulting(office.received())
    office.step("step-back", asked, reason="登记有误")
    assert office.value(asked, "stage") is Stage.REPLIED


@pytest.mark.parametrize("verb", ["opinion", "reject"])
def test_a_decision_taken_back_is_made_again(office: InventedOffice, verb: str) -> None:
    key = office.reviewed()
    office.step(verb, key, reasons="16", decided_on="2026-03-03", notified_on="2026-03-04", notified_by="电话")
    office.step("step-back", key, reason="重议")
    with office.opened(key) as proposal:
        assert (proposal.stage, proposal.outcome, proposal.reasons, proposal.notified_on) == (Stage.SECOND_REVIEWED, "", [], None)
    office.step("file", key, meeting="主任会议", decided_on="2026-03-10")
    assert office.value(key, "number") == "0001"


def test_nothing_goes_back_over_what_others_have_built_on_it(office: InventedOffice) -> None:
    key = office.consulting()
    office.answer(key)
    assert "已收回征询意见表" in office.refused("step-back", key, reason="误").message
    working = office.signed(office.received())
    assert "已签收" in office.refused("step-back", working, reason="误").message
    chosen = office.filed(office.received())
    office.step("suggest-key", chosen, suggested_on="2026-03-05")
    office.step("decide-key", chosen, decided_on="2026-03-10", meeting="主席会议", level="提案委督办", leader="何春棠")
    assert "重点" in office.refused("step-back", chosen, reason="误").message


def test_an_assignment_made_by_mistake_is_taken_back_and_made_again(office: InventedOffice) -> None:
    key = office.assigned()
    office.step("step-back", key, reason="单位选错")
    assert office.value(key, "stage") is Stage.FILED
    assert {state.label for state in office.value(key, "assignments.state")} == {"终止改派"}
    office.step("assign", key, lead="县交通局", assigned_on="2026-03-20")
    assert office.value(key, "stage") is Stage.HANDLING
    assert office.value(key, "lead_names") == "县交通局"
