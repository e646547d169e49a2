"""Members, organisations and units are many, dated and visibly invented."""

from __future__ import annotations

from datetime import date

import pytest

from zxdesk.sample.plan import plan_office
from zxdesk.sample.plans import OfficePlan


@pytest.fixture(scope="module")
def office() -> OfficePlan:
    return plan_office(seed=2026, today=date(2026, 11, 21))


def test_names_numbers_and_telephones_come_once(office: OfficePlan) -> None:
    members = office.members
    assert len([member for member in members if member.serves_on(office.today)]) >= 187
    for field in ("name", "number", "phone"):
        assert len({getattr(member, field) for member in members}) == len(members)
    assert all(member.phone.startswith("139 0000 ") for member in members)
    assert all(member.address.startswith("云溪县") for member in members)
    assert all(unit.phone.startswith("0900-555 0") for unit in office.units)


def test_some_members_have_left_and_some_have_come(office: OfficePlan) -> None:
    opening = office.sessions[0].opens_on
    assert any(member.ends_on and member.ends_on < office.today for member in office.members)
    assert any(member.starts_on > opening for member in office.members)


def test_a_renamed_unit_leads_through_a_chain_to_the_one_of_today(office: OfficePlan) -> None:
    by_code = {unit.code: unit for unit in office.units}
    first = next(unit for unit in office.units if unit.short_name == "县执法局")
    second = by_code[first.successor]
    third = by_code[second.successor]
    assert (first.succession, second.succession) == ("更名", "更名")
    assert third.exists_on(office.today)
    assert not second.exists_on(office.today)
    assert [unit.short_name for unit in office.units if unit.succession == "撤销"] == ["县乡村振兴局"]


def test_every_kind_of_organisation_proposes(office: OfficePlan) -> None:
    kinds = {organisation.kind for organisation in office.organisations}
    assert kinds == {"党派", "人民团体", "专门委员会", "界别", "委员小组", "联组", "委员工作室"}
    proposed = {line.organisation for proposal in office.proposals() for line in proposal.proposers if line.organisation}
    assert proposed <= {organisation.name for organisation in office.organisations}
    assert len(proposed) >= 15
