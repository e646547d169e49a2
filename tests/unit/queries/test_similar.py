"""Titles that say nearly the same are found, whatever frame of words stands around them."""

from __future__ import annotations

import pytest

from tests.invented_office import TITLE, InventedOffice
from zxdesk.queries.office import current_plenary
from zxdesk.queries.similar import similar_earlier, similar_titles


def registered(office: InventedOffice, title: str) -> int:
    subject = office.step(
        "register", title=title, proposers="周砚秋", submitted_on="2026-02-26", is_open="是", situation="暗", analysis="暗", suggestion="装灯"
    ).subject
    assert subject is not None
    return subject


@pytest.mark.parametrize("title", ["关于老旧小区加装电梯补助的建议", "关于进一步完善老旧小区加装电梯补助办法", TITLE])
def test_a_title_that_says_the_same_is_found_with_its_number_and_proposers(office: InventedOffice, title: str) -> None:
    known = registered(office, TITLE)
    found = office.door.read(similar_titles, title, plenary_id=office.door.read(current_plenary))
    assert [one.id for one in found] == [known]
    assert found[0].title == TITLE
    assert found[0].proposers == "周砚秋"


@pytest.mark.parametrize("title", ["关于进一步加强农村公路养护的提案", "关于老旧小区停车的提案", "", "的"])
def test_another_title_is_not(office: InventedOffice, title: str) -> None:
    registered(office, TITLE)
    assert office.door.read(similar_titles, title, plenary_id=office.door.read(current_plenary)) == []


def test_the_proposal_itself_and_withdrawn_ones_are_left_out(office: InventedOffice) -> None:
    known, gone = registered(office, TITLE), registered(office, TITLE)
    office.step("withdraw", gone, request="撤案申请", reason="已解决", withdrawn_on="2026-03-02")
    plenary = office.door.read(current_plenary)
    assert office.door.read(similar_titles, TITLE, plenary_id=plenary, but=known) == []


def test_of_earlier_years_the_most_alike_are_told_with_what_came_of_them(office: InventedOffice) -> None:
    same, near = office.replied(), registered(office, "关于进一步完善老旧小区加装电梯补助办法")
    registered(office, "关于进一步加强农村公路养护的提案")
    office.step("add-plenary", term=10, number=3, opens_on="2027-02-20")
    change = office.step("register", title=TITLE, proposers="周砚秋", submitted_on="2027-02-21", is_open="是", situation="情况。")
    assert change.subject is not None
    found, count = office.door.read(similar_earlier, change.subject, limit=1)
    assert (count, [one.id for one in found], found[0].plenary) == (2, [same], "十届二次")
    assert found[0].outcome.endswith("类")
    assert office.door.read(similar_earlier, near) == ([], 0), "the same year and later years do not count"
