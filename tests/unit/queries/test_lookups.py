from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import UnitState
from zxdesk.queries import directory, lookups

from .conftest import TODAY, Cabinet


def test_a_member_is_offered_with_number_sector_and_pinyin(session: Session, cabinet: Cabinet) -> None:
    cabinet.member("曾雨禾", "087", "教育界", workplace="云溪县第一中学")
    (option,) = lookups.members(session, term_id=cabinet.term.id, on=TODAY)
    assert (option.label, option.detail) == ("曾雨禾", "087 · 教育界 · 云溪县第一中学")
    assert {"zengyuhe", "zyh", "087"} <= set(option.search_keys)


def test_only_members_in_office_on_the_day_are_offered(session: Session, cabinet: Cabinet) -> None:
    cabinet.member("林知夏", "001", ends_on=date(2026, 1, 31))
    cabinet.member("何春棠", "002")
    assert [o.label for o in lookups.members(session, term_id=cabinet.term.id, on=TODAY)] == ["何春棠"]
    assert [o.label for o in lookups.members(session, term_id=cabinet.term.id, on=date(2026, 1, 31))] == ["林知夏", "何春棠"]
    assert lookups.members(session, term_id=cabinet.term.id, on=date(2030, 1, 1)) == []


def test_two_members_of_one_name_are_told_apart_by_number(session: Session, cabinet: Cabinet) -> None:
    first = cabinet.member("李建国", "010", "经济界")
    second = cabinet.member("李建国", "087", "教育界")
    with pytest.raises(RuleError, match="有 2 位委员叫 李建国：010（经济界）、087（教育界），改填委员编号。"):
        lookups.resolve_member(session, "李建国", cabinet.term.id, TODAY)
    assert lookups.resolve_member(session, "087", cabinet.term.id, TODAY) == second.id
    assert lookups.resolve_member(session, f"#{first.id}", cabinet.term.id, TODAY) == first.id


def test_a_namesake_who_left_does_not_make_a_name_ambiguous(session: Session, cabinet: Cabinet) -> None:
    cabinet.member("李建国", "010", ends_on=date(2026, 1, 31))
    second = cabinet.member("李建国", "087")
    assert lookups.resolve_member(session, "李 建国", cabinet.term.id, TODAY) == second.id


def test_an_unknown_member_is_refused(session: Session, cabinet: Cabinet) -> None:
    with pytest.raises(RuleError, match="没有叫“王五”的委员"):
        lookups.resolve_member(session, "王五", cabinet.term.id, TODAY)


@pytest.mark.parametrize("said", ["JY01", "ｊｙ01", "云溪县教育局", "县教育局", "教体局"])
def test_a_unit_is_found_by_code_name_short_name_and_alias(session: Session, cabinet: Cabinet, said: str) -> None:
    cabinet.unit("WJ01", "云溪县卫生健康局", "县卫健局")
    unit = cabinet.unit("JY01", "云溪县教育局", "县教育局", aliases=["教体局"])
    assert lookups.resolve_unit(session, said, TODAY) == unit.id


def test_the_unit_that_stands_on_the_day_is_meant(session: Session, cabinet: Cabinet) -> None:
    old = cabinet.unit("NY00", "云溪县农业局", "县农业局", valid_to=date(2025, 12, 31))
    new = cabinet.unit("NY01", "云溪县农业农村局", "县农业农村局", aliases=["县农业局"], valid_from=date(2026, 1, 1))
    assert lookups.resolve_unit(session, "县农业农村局", TODAY) == new.id
    assert lookups.resolve_unit(session, "云溪县农业局", TODAY) == old.id  # the caller's require_on names the successor
    assert [o.label for o in lookups.units(session, on=TODAY)] == ["县农业农村局"]


def test_an_unknown_or_doubtful_unit_is_refused_with_the_choices(session: Session, cabinet: Cabinet) -> None:
    cabinet.unit("A1", "云溪县城管局", aliases=["执法局"])
    cabinet.unit("A2", "云溪县市场监管局", aliases=["执法局"])
    with pytest.raises(RuleError, match="没有叫“气象局”的承办单位"):
        lookups.resolve_unit(session, "气象局", TODAY)
    with pytest.raises(RuleError, match="有 2 个承办单位叫“执法局”：A1（云溪县城管局）、A2（云溪县市场监管局）"):
        lookups.resolve_unit(session, "执法局", TODAY)


def test_parts_of_a_proposal_are_offered_in_their_order(session: Session, cabinet: Cabinet) -> None:
    people = [cabinet.member("周砚秋", "003"), cabinet.member("苏见青", "004")]
    lead = cabinet.proposal("0001", proposers=people)
    merged = cabinet.proposal(None, proposers=[cabinet.member("陆青禾", "005")], lead=lead)
    unit = cabinet.unit("JY01", "云溪县教育局", "县教育局")
    cabinet.assignment(lead, unit, state=UnitState.ENDED)
    standing = cabinet.assignment(lead, unit)
    reply = cabinet.reply(standing)
    assert [o.label for o in lookups.lines(session, proposal_id=lead.id)] == ["周砚秋", "苏见青"]
    assert [o.label for o in lookups.lines(session, proposal_id=lead.id, with_merged=True)] == ["周砚秋", "苏见青", "陆青禾"]
    assert [o.key for o in lookups.assignments(session, proposal_id=lead.id)] == [standing.id]
    assert len(lookups.assignments(session, proposal_id=lead.id, standing=False)) == 2
    assert [o.key for o in lookups.replies(session, proposal_id=lead.id)] == [reply.id]
    assert merged.id in [o.key for o in lookups.proposals(session, plenary_id=cabinet.plenary.id)]


def test_sessions_batches_and_organisations_are_offered(session: Session, cabinet: Cabinet) -> None:
    cabinet.batch()
    organisation = cabinet.organisation("民盟云溪县委员会", short_name="民盟县委", initials="mmyxxwyh")
    assert [o.label for o in lookups.plenaries(session)] == ["十届二次"]
    assert [o.label for o in lookups.terms(session)] == ["十届"]
    assert [o.detail for o in lookups.batches(session, plenary_id=cabinet.plenary.id)] == ["2026-03-20"]
    assert [o.label for o in lookups.organisations(session, on=TODAY)] == ["民盟云溪县委员会"]
    assert lookups.resolve_organisation(session, "民盟县委") == organisation.id


def test_directories_hold_every_column_and_a_count(session: Session, cabinet: Cabinet) -> None:
    member = cabinet.member("周砚秋", "003", "经济界", phone="139 0000 4101")
    unit = cabinet.unit("JY01", "云溪县教育局")
    proposal = cabinet.proposal("0001", proposers=[member])
    cabinet.assignment(proposal, unit)
    (person,) = directory.member_directory(session, term_id=cabinet.term.id)
    assert person["phone"] == "139 0000 4101"
    assert (person["sector"], person["term"], person["proposals"]) == ("经济界", "十届", 1)
    assert person["id"] == member.id
    (row,) = directory.unit_directory(session)
    assert (row["code"], row["short"], row["assignments"]) == ("JY01", "云溪县教育局", 1)
    cabinet.organisation("县工商联", "工商联")
    assert directory.organisation_directory(session)[0]["proposals"] == 0
