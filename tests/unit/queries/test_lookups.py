from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

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
    cabinet.organisation("民盟云溪县委员会", short_name="民盟县委", initials="mmyxxwyh")
    assert [o.label for o in lookups.plenaries(session)] == ["十届二次"]
    assert [o.label for o in lookups.terms(session)] == ["十届"]
    assert [o.detail for o in lookups.batches(session, plenary_id=cabinet.plenary.id)] == ["2026-03-20"]
    assert [o.label for o in lookups.organisations(session, on=TODAY)] == ["民盟云溪县委员会"]


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
