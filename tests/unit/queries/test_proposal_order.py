"""Orders and filters of long lists: receipt numbers by value, hits in titles first, any number of ids, lights counted at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from zxdesk.domain.light import Light
from zxdesk.domain.office import Plenary
from zxdesk.domain.stage import Stage
from zxdesk.queries.open_deadlines import open_deadlines
from zxdesk.queries.proposals import ProposalFilter, count_of, counts_by_light, proposal_ids, proposal_rows


def test_receipt_numbers_of_different_lengths_stand_in_the_order_of_their_values(session: Session, cabinet: Cabinet) -> None:
    for number in ("收1000", "收999", None, "收2"):
        cabinet.proposal(None, receipt_number=number, stage=Stage.RECEIVED)
    for sort, wanted in (("receipt_number", ["收2", "收999", "收1000", ""]), ("-receipt_number", ["收1000", "收999", "收2", ""])):
        rows = proposal_rows(session, proposal_ids(session, ProposalFilter(), sort, today=TODAY), today=TODAY)
        assert [row.receipt_number for row in rows] == wanted


@pytest.mark.parametrize(
    ("wanted", "up", "down"),
    [
        (ProposalFilter(), ["乙", "丙", "甲2", "甲1", "团体", "无"], ["甲2", "甲1", "丙", "乙", "团体", "无"]),
        (ProposalFilter(kinds=frozenset({"个人"})), ["丙", "甲2", "甲1", "无"], ["甲2", "甲1", "丙", "无"]),
        (ProposalFilter(sectors=frozenset({"经济界", "教育界"})), ["乙", "甲2", "甲1"], ["甲2", "甲1", "乙"]),
    ],
)
def test_sectors_stand_in_order_the_newest_first_and_who_has_none_last_in_both_directions(
    session: Session, cabinet: Cabinet, wanted: ProposalFilter, up: list[str], down: list[str]
) -> None:
    first, second, third = (cabinet.member(name, number, sector) for name, number, sector in
                            (("周砚秋", "001", "经济界"), ("许静安", "002", "教育界"), ("贺明川", "003", "科技界")))  # fmt: skip
    body = cabinet.organisation("农工党云溪县总支")
    for title, proposers, kind in (
        ("甲1", [first], "个人"), ("甲2", [first], "个人"), ("乙", [second, first], "联名"), ("丙", [third], "个人"), ("团体", [body], "集体"),
        ("无", [], "个人"),
    ):  # fmt: skip
        cabinet.proposal("0001" if title == "甲1" else None, title=title, proposers=proposers, proposer_kind=kind)
    for sort, titles in (("sector", up), ("-sector", down)):
        ids = proposal_ids(session, wanted, sort, today=TODAY)
        assert [row.title for row in proposal_rows(session, ids, today=TODAY)] == titles


def test_what_is_narrowed_stands_by_number_with_the_unnumbered_last_in_each_plenary(session: Session, cabinet: Cabinet) -> None:
    newer = {"plenary": cabinet.put(Plenary(term=cabinet.term, number=3, name="十届三次", full_name="第三次会议"))}
    plan = (("0001", newer), (None, newer), ("0001", {}), ("0002", {}), (None, {}))
    first, unnumbered, old_first, old_second, old_unnumbered = (cabinet.proposal(number, **values).id for number, values in plan)
    cabinet.proposal("0003", proposer_kind="集体")
    wanted = ProposalFilter(kinds=frozenset({"个人"}))
    assert proposal_ids(session, wanted, today=TODAY) == [first, unnumbered, old_first, old_second, old_unnumbered]
    assert proposal_ids(session, wanted, "-number", today=TODAY) == [first, unnumbered, old_second, old_first, old_unnumbered]
    assert proposal_ids(session, ProposalFilter(kinds=frozenset({"无此类"})), today=TODAY) == []


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
