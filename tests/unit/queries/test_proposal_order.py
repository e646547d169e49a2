"""Orders and filters of long lists: receipt numbers by value, hits in titles first, any number of ids, lights counted at once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from zxdesk.domain.light import Light
from zxdesk.domain.stage import Stage
from zxdesk.queries.open_deadlines import open_deadlines
from zxdesk.queries.proposals import ProposalFilter, count_of, counts_by_light, proposal_ids, proposal_rows


def test_receipt_numbers_of_different_lengths_stand_in_the_order_of_their_values(session: Session, cabinet: Cabinet) -> None:
    for number in ("收1000", "收999", None, "收2"):
        cabinet.proposal(None, receipt_number=number, stage=Stage.RECEIVED)
    for sort, wanted in (("receipt_number", ["收2", "收999", "收1000", ""]), ("-receipt_number", ["收1000", "收999", "收2", ""])):
        rows = proposal_rows(session, proposal_ids(session, ProposalFilter(), sort, today=TODAY), today=TODAY)
        assert [row.receipt_number for row in rows] == wanted


def test_what_holds_the_word_in_its_title_comes_before_what_holds_it_in_its_text(session: Session, cabinet: Cabinet) -> None:
    text = cabinet.proposal("0001", title="关于整治道路的提案", situation="老年食堂门前积水。")
    title = cabinet.proposal("0002", title="关于增设老年食堂的提案")
    wanted = ProposalFilter(text="老年食堂")
    assert proposal_ids(session, wanted, today=TODAY) == [title.id, text.id]
    assert proposal_ids(session, wanted, "title", today=TODAY) == [title.id, text.id]
    assert proposal_ids(session, wanted, today=TODAY, only_heads=True) == [title.id]


def test_a_list_may_be_made_of_more_ids_than_a_statement_has_places(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0001")
    wanted = ProposalFilter(ids=frozenset(range(1, 60_000)))
    assert proposal_ids(session, wanted, "title", today=TODAY) == [proposal.id]
    assert count_of(session, wanted, today=TODAY) == 1


def test_lights_are_counted_as_the_rows_show_them(session: Session, cabinet: Cabinet) -> None:
    unit = cabinet.unit("JY01", "云溪县教育局")
    for at, days in enumerate((-3, -1, 5, 40)):
        proposal = cabinet.proposal(f"{at:04d}", stage=Stage.HANDLING, next_due_on=TODAY + timedelta(days=days))
        cabinet.assignment(proposal, unit, due_on=TODAY + timedelta(days=days))
    cabinet.proposal("0010", stage=Stage.CLOSED)
    cabinet.proposal("0011", stage=Stage.FILED)
    counted = counts_by_light(session, ProposalFilter(), today=TODAY)
    assert {light: counted.get(light, 0) for light in (Light.RED, Light.BLUE, None)} == {Light.RED: 2, Light.BLUE: 1, None: 1}
    for light in Light:
        assert count_of(session, ProposalFilter(lights=frozenset({light})), today=TODAY) == counted.get(light, 0)


def test_open_deadlines_name_unit_role_and_days(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal("0001", stage=Stage.HANDLING)
    cabinet.assignment(proposal, cabinet.unit("JY01", "云溪县教育局"), due_on=TODAY + timedelta(days=3))
    cabinet.assignment(proposal, cabinet.unit("WJ01", "云溪县卫健局"), due_on=TODAY - timedelta(days=2))
    found = open_deadlines(session, proposal.id, today=TODAY)
    assert [(one.light, one.words) for one in found] == [(Light.RED, "超 2 天"), (Light.YELLOW, "剩 3 天")]
