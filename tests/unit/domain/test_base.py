"""Identity, digests and labels of records."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Enum

from zxdesk.domain.base import Coded, CodedText, UtcDateTime, digest_of, label_of, new_uid, plain, sha256
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.records import RECORDS, Base
from zxdesk.domain.stage import Stage
from zxdesk.domain.unit import HandlingUnit


def test_uids_are_version_7_unlike_each_other_and_sort_by_their_moment() -> None:
    uids = [new_uid() for _ in range(200)]
    assert {uuid.UUID(uid).version for uid in uids} == {7}
    assert len(set(uids)) == 200
    assert [uid[:13] for uid in uids] == sorted(uid[:13] for uid in uids)


def test_a_digest_follows_every_business_field_and_nothing_else() -> None:
    unit = HandlingUnit(id=1, uid="u", version=1, code="D001", name="云溪县住建局", aliases=["建设局"])
    first = digest_of(unit)
    assert first.startswith("sha256:")
    unit.id, unit.digest = 2, "x"
    assert digest_of(unit) == first
    for change in ({"aliases": ["城建局"]}, {"valid_from": date(2026, 1, 1)}, {"version": 2}, {"uid": "v"}):
        other = HandlingUnit(**({"uid": "u", "version": 1, "code": "D001", "name": "云溪县住建局", "aliases": ["建设局"]} | change))
        assert digest_of(other) != first, change


def test_values_are_hashed_in_one_canonical_form() -> None:
    assert sha256({"b": "号", "a": 1}) == sha256({"a": 1, "b": "号"})
    assert sha256({"a": 1}) != sha256({"a": "1"})


def test_values_are_told_as_json_knows_them() -> None:
    east = datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=8)))
    assert plain(Stage.FILED) == "filed"
    assert plain(date(2026, 3, 2)) == "2026-03-02"
    assert plain(east) == "2026-03-02T02:00:00+00:00"
    assert plain(datetime(2026, 2, 27, 12)) == "2026-02-27T12:00:00"
    assert plain(["A"]) == ["A"]


def test_a_moment_is_kept_in_utc_and_given_back_aware() -> None:
    east = datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=8)))
    kept = UtcDateTime().process_bind_param(east, None)  # type: ignore[arg-type]
    assert kept == datetime(2026, 3, 2, 2)
    assert UtcDateTime().process_result_value(kept, None) == datetime(2026, 3, 2, 2, tzinfo=UTC)  # type: ignore[arg-type]


def test_every_column_a_clerk_can_change_has_a_chinese_label() -> None:
    for kind in RECORDS:
        for column in kind.__table__.columns:
            if column.name not in ("id", "uid", "version", "digest"):
                assert not label_of(kind, column.name).isascii(), f"{kind.__tablename__}.{column.name}"
    assert label_of(Proposal, "submitted_on") == "提交日期"
    assert label_of(Proposal, "nothing") == "nothing"


def test_every_record_has_a_name_and_a_way_to_its_proposal_that_exists() -> None:
    for kind in RECORDS:
        assert not kind.record_label.isascii()
        reached = kind
        for part in (kind.subject_of or "").split("."):
            if part:
                reached = reached.__mapper__.relationships[part].mapper.class_
        assert not kind.subject_of or reached is Proposal, kind


def test_codes_are_short_english_and_stored_as_text_never_as_a_database_enum() -> None:
    for table in Base.metadata.tables.values():
        for column in table.columns:
            assert not isinstance(column.type, Enum)
            if isinstance(column.type, CodedText):
                assert all(str(member.value).isascii() and len(str(member.value)) <= 24 for member in column.type.kind)


def test_an_unknown_code_is_an_error() -> None:
    class Colour(Coded):
        RED = "red", "红"

    assert Colour.from_text("红") is Colour.RED
    with pytest.raises(ValueError, match="绿"):
        Colour.from_text("绿")
