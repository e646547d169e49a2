"""The lists behind the figures of members, answers, promises and assessments name what they mean, and refuse what they do not."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.unit.queries.conftest import TODAY, Cabinet
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.stage import Stage
from zxdesk.queries.narrative_figures import list_behind
from zxdesk.queries.statistics import figure_ids


@pytest.fixture
def proposals(cabinet: Cabinet) -> list[Proposal]:
    """One of 周砚秋 and 许静安 that was promised and handled again, one of 许静安 that was not filed."""
    zhou, xu = cabinet.member("周砚秋", "001", "经济界"), cabinet.member("许静安", "002", "教育界")
    cabinet.member("贺明川", "003", "教育界")
    first = cabinet.proposal("0001", stage=Stage.CLOSED, reply_class="B", follow_class="A", proposers=[zhou, xu])
    cabinet.assignment(first, cabinet.unit("01", "县教育局"), redo=1)
    return [first, cabinet.proposal(None, stage=Stage.OPINION, proposers=[xu])]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("seat:教育界:signed", [0, 1]), ("seat:教育界:first", [1]), ("seat::first_filed", [0]), ("follow:all", [0]), ("follow:checked", [0]),
        ("follow:turned", [0]), ("assess:0:redo", [0]), ("assess:0:reply:below", [0]),
    ],
)  # fmt: skip
def test_a_figure_lists_its_proposals(session: Session, cabinet: Cabinet, proposals: list[Proposal], figure: str, expected: list[int]) -> None:
    found = figure_ids(session, cabinet.plenary.id, figure, today=TODAY)
    assert sorted(found) == [proposals[at].id for at in expected]


@pytest.mark.parametrize(
    ("what", "expected"), [("seats", "周许贺"), ("part", "周许"), ("none", "贺"), ("first", "周许"), ("joint", ""), ("all", "周许贺")]
)
def test_members_are_listed_by_what_they_did(session: Session, cabinet: Cabinet, proposals: list[Proposal], what: str, expected: str) -> None:
    behind = list_behind(session, cabinet.plenary.id, f"members:sector::{what}", today=TODAY)

    assert behind.is_of_members
    assert len(behind.ids) == len(expected)


def test_one_proposal_is_a_list_of_one(session: Session, cabinet: Cabinet, proposals: list[Proposal]) -> None:
    key = proposals[1].id
    assert figure_ids(session, cabinet.plenary.id, f"proposal:{key}", today=TODAY) == [key]


@pytest.mark.parametrize("figure", ["member:1:typo", "assess:1:typo", "follow:typo", "members:sector::typo"])
def test_a_figure_that_is_none_is_refused(session: Session, cabinet: Cabinet, figure: str) -> None:
    with pytest.raises(KeyError):
        list_behind(session, cabinet.plenary.id, figure, today=TODAY)
