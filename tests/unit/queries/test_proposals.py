from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from zxdesk.domain.light import Light
from zxdesk.domain.proposer import Signature
from zxdesk.domain.stage import Stage, UnitState
from zxdesk.queries.proposals import SORT_KEYS, ProposalFilter, count_by_stage, proposal_ids, proposal_rows

from .conftest import TODAY, Cabinet


def numbers(session: Session, sort: str = "number", **wanted: Any) -> list[str]:
    """Numbers of what the filter lets through, in order."""
    ids = proposal_ids(session, ProposalFilter(**wanted), sort, today=TODAY)
    return [row.number for row in proposal_rows(session, ids, today=TODAY)]


def test_a_row_says_in_words_what_the_list_shows(session: Session, cabinet: Cabinet) -> None:
    people = [cabinet.member(name, str(place), "经济界") for place, name in enumerate(("周砚秋", "苏见青", "陆青禾", "何春棠"))]
    proposal = cabinet.proposal("0012", proposers=people, is_key=True, stage=Stage.HANDLING)
    cabinet.assignment(proposal, cabinet.unit("JY01", "云溪县教育局", "县教育局"))
    (row,) = proposal_rows(session, [proposal.id], today=TODAY)
    assert (row.proposers, row.proposers_full) == ("周砚秋 等 4 人", "周砚秋、苏见青、陆青禾、何春棠")
    assert (row.sector, row.lead_units, row.plenary, row.is_key) == ("经济界", "县教育局", "十届二次", True)
    assert (row.stage_label, row.light, row.light_words) == ("办理中", Light.YELLOW, "剩 10 天")


def test_organisations_are_counted_as_bodies_not_persons(session: Session, cabinet: Cabinet) -> None:
    bodies = [cabinet.organisation("民盟县委"), cabinet.organisation("县工商联")]
    proposal = cabinet.proposal("0001", proposers=bodies)
    assert proposal_rows(session, [proposal.id], today=TODAY)[0].proposers == "民盟县委 等 2 家"


@pytest.mark.parametrize(
    ("stage", "due_on", "light", "words"),
    [
        (Stage.HANDLING, date(2026, 6, 26), Light.GREEN, "剩 16 天"),
        (Stage.HANDLING, date(2026, 6, 25), Light.YELLOW, "剩 15 天"),
        (Stage.HANDLING, TODAY, Light.YELLOW, "今天"),
        (Stage.REDOING, date(2026, 6, 4), Light.RED, "超 6 天"),
        (Stage.CONSULTING, date(2026, 6, 9), Light.RED, "超 1 天"),
        (Stage.CONSULTING, None, Light.BLUE, "已复"),
        (Stage.REPLIED, None, Light.BLUE, "已复"),
        (Stage.CLOSED, None, Light.BLUE, "办结"),
        (Stage.ARCHIVED, None, Light.BLUE, "归档"),
        (Stage.MERGED, None, Light.GREY, "并案"),
        (Stage.WITHDRAWN, date(2026, 6, 4), Light.GREY, "撤案"),
        (Stage.RECEIVED, None, None, ""),
        (Stage.FILED, None, None, ""),
    ],
)
def test_a_light_is_shown_and_filtered_by_the_same_rule(
    session: Session, cabinet: Cabinet, stage: Stage, due_on: date | None, light: Light | None, words: str
) -> None:
    proposal = cabinet.proposal("0001", stage=stage)
    proposal.next_due_on = due_on
    session.flush()
    (row,) = proposal_rows(session, [proposal.id], today=TODAY)
    assert (row.light, row.light_words) == (light, words)
    found = [wanted for wanted in Light if numbers(session, light=wanted)]
    assert found == ([light] if light else [])


def test_a_proposal_waiting_for_a_co_signer_is_grey(session: Session, cabinet: Cabinet) -> None:
    proposal = cabinet.proposal(None, stage=Stage.RECEIVED, proposers=[cabinet.member("周砚秋", "003")])
    cabinet.line(proposal, cabinet.member("苏见青", "004"), 1, signature=Signature.PENDING)
    (row,) = proposal_rows(session, [proposal.id], today=TODAY)
    assert (row.light, row.light_words) == (Light.GREY, "待会签")
    assert proposal_ids(session, ProposalFilter(light=Light.GREY), today=TODAY) == [proposal.id]


def test_number_order_is_the_order_of_the_numbers_not_of_their_signs(session: Session, cabinet: Cabinet) -> None:
    for number in ("10", "2", None, "1000", "999"):
        cabinet.proposal(number, stage=Stage.FILED if number else Stage.RECEIVED)
    assert numbers(session) == ["2", "10", "999", "1000", ""]
    assert numbers(session, "-number") == ["1000", "999", "10", "2", ""]


@pytest.mark.parametrize("key", SORT_KEYS)
def test_every_sort_is_stable_and_loses_nothing(session: Session, cabinet: Cabinet, key: str) -> None:
    for number in ("0003", "0001", "0002"):
        cabinet.proposal(number)
    if key not in ("receipt_number", "number"):
        assert numbers(session, key) == numbers(session, f"-{key}") == ["0001", "0002", "0003"]
    assert sorted(numbers(session, f"-{key}", plenary_id=cabinet.plenary.id)) == ["0001", "0002", "0003"]


def test_each_filter_lets_only_its_own_through(session: Session, cabinet: Cabinet) -> None:
    unit, other = cabinet.unit("JY01", "云溪县教育局"), cabinet.unit("WJ01", "云溪县卫健局")
    wanted = cabinet.proposal(
        "0001", proposers=[cabinet.member("周砚秋", "003", "经济界")], category="医疗卫生", proposer_kind="联名",
        is_key=True, submitted_on=date(2026, 3, 2), stage=Stage.HANDLING,
    )  # fmt: skip
    left = cabinet.proposal("0002", proposers=[cabinet.member("苏见青", "004", "教育界")])
    cabinet.assignment(wanted, unit)
    cabinet.assignment(left, other)
    cabinet.assignment(left, unit, state=UnitState.ENDED)
    for one in (
        {"plenary_id": cabinet.plenary.id, "stages": frozenset({Stage.HANDLING})}, {"stage_group": "办理"},
        {"category": "医疗卫生"}, {"sector": "经济界"}, {"kind": "联名"}, {"unit_id": unit.id}, {"is_key": True},
        {"submitted_from": date(2026, 3, 2)}, {"text": "周砚秋"},
    ):  # fmt: skip
        assert numbers(session, **one) == ["0001"], one
    assert numbers(session, is_key=False, submitted_to=date(2026, 3, 1)) == ["0002"]
    assert numbers(session, plenary_id=cabinet.plenary.id + 1) == []


def test_a_search_finds_text_and_replies_and_shows_where(session: Session, cabinet: Cabinet) -> None:
    text = cabinet.proposal("0001", situation="全县托管机构收费不一。" * 5 + "校外托管缺少统一标准，家长意见较多。")
    answered = cabinet.proposal("0002")
    cabinet.reply(cabinet.assignment(answered, cabinet.unit("JY01", "云溪县教育局")), body="已建成１２处托管点，收费标准公示。")
    assert numbers(session, text="托管 标准") == ["0001", "0002"]
    assert numbers(session, text="12处") == ["0002"]
    rows = proposal_rows(session, [text.id, answered.id], today=TODAY, text="标准")
    assert [row.hit_place for row in rows] == ["正文", "答复"]
    assert all("标准" in (row.search_hit or "") for row in rows)
    assert (rows[0].search_hit or "").startswith("…")
    assert (rows[0].search_hit or "").index("标准") <= 6  # a narrow column shows the word itself
    assert numbers(session, text="100%") == []


def test_a_page_of_a_hundred_rows_takes_few_statements(session: Session, cabinet: Cabinet) -> None:
    member, unit = cabinet.member("周砚秋", "003"), cabinet.unit("JY01", "云溪县教育局")
    for place in range(100):
        cabinet.assignment(cabinet.proposal(f"{place:04d}", proposers=[member]), unit)
    ids = proposal_ids(session, ProposalFilter(), today=TODAY)
    session.expunge_all()
    statements: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *args: statements.append(args[2]))
    rows = proposal_rows(session, list(reversed(ids)), today=TODAY, text="停车")
    assert len(statements) <= 4
    assert [row.id for row in rows] == list(reversed(ids))


def test_stages_are_counted_for_one_plenary(session: Session, cabinet: Cabinet) -> None:
    cabinet.proposal("0001")
    cabinet.proposal(None, stage=Stage.RECEIVED)
    counted = count_by_stage(session, cabinet.plenary.id)
    assert (counted[Stage.FILED], counted[Stage.RECEIVED], counted[Stage.ARCHIVED]) == (1, 1, 0)
    assert sum(count_by_stage(session).values()) == 2
