"""The chain of history: a row cannot change, nor a row before it, without the chain breaking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from zxdesk.domain.event import GENESIS, Event


def event(**values: Any) -> Event:
    plain = {
        "seq": 1, "op_id": "op", "at": datetime(2026, 3, 2, 2, tzinfo=UTC), "offset_minutes": 480, "actor": "何春棠", "host": "pc-01",
        "program": "0.1.0", "action": "file", "label": "立案 0001", "proposal_id": 1, "changes": [{"record": "proposal", "fields": {}}],
        "reason": "", "prev_hash": GENESIS,
    }  # fmt: skip
    return Event(**(plain | values))


def test_the_same_row_has_the_same_hash_in_any_time_zone() -> None:
    east = datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=8)))
    assert event().chained() == event(at=east).chained()
    assert event().chained().startswith("sha256:")


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 2}, {"op_id": "other"}, {"at": datetime(2026, 3, 3, tzinfo=UTC)}, {"actor": "别人"}, {"host": "pc-02"},
        {"label": "立案 0002"}, {"reason": "补记"}, {"changes": []}, {"proposal_id": None}, {"prev_hash": "sha256:1"},
        {"program": "0.2.0"}, {"action": "x"}, {"offset_minutes": 0},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_any_change_of_a_row_changes_its_hash(change: dict[str, Any]) -> None:
    assert event(**change).chained() != event().chained()


def test_its_own_hash_does_not_enter_it() -> None:
    row = event()
    row.hash = row.chained()
    assert row.chained() == row.hash
