"""Queries are kept under a name, renamed, moved and deleted, and leave no trace in the history."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.queries.builder.saved import saved_queries, saved_query
from zxdesk.queries.builder.spec import read_spec
from zxdesk.services.door import Door
from zxdesk.services.saved_query import delete_query, move_query, rename_query, save_query

BY_CATEGORY = {"show": "groups", "group": "类别"}


def _keep(door: Door, *names: str) -> None:
    for name in names:
        door.run(save_query, name=name, content=BY_CATEGORY)


def _names(door: Door) -> list[str]:
    return [row.name for row in door.read(saved_queries)]


def test_a_query_saved_again_under_its_name_takes_the_new_content(door: Door) -> None:
    _keep(door, "甲", "乙")
    door.run(save_query, name=" 甲 ", content={"columns": ["案由"]})
    assert _names(door) == ["甲", "乙"]
    assert read_spec(door.read(saved_query, "甲").content).columns == ("title",)


def test_a_query_is_kept_by_the_keys_of_its_fields(door: Door) -> None:
    _keep(door, "甲")
    assert door.read(saved_query, "甲").content["group"] == "category"


@pytest.mark.parametrize(("name", "sentence"), [("", "没有填"), ("一" * 25, "25 个字")])
def test_a_name_that_cannot_be_is_refused_at_its_field(door: Door, name: str, sentence: str) -> None:
    with pytest.raises(RuleError, match=sentence) as refused:
        door.run(save_query, name=name, content={})
    assert refused.value.field == "name"
    assert _names(door) == []


def test_a_query_that_cannot_be_read_is_not_kept(door: Door) -> None:
    with pytest.raises(RuleError, match="没有“颜色”这个字段"):
        door.run(save_query, name="甲", content={"columns": ["颜色"]})
    assert _names(door) == []


def test_a_query_takes_no_name_that_another_has(door: Door) -> None:
    _keep(door, "甲", "乙")
    first = door.read(saved_queries)[0]
    with pytest.raises(RuleError, match="已有查询"):
        door.run(rename_query, first.id, name="乙")
    door.run(rename_query, first.id, name="丙")
    assert _names(door) == ["丙", "乙"]


def test_queries_move_to_the_edge_and_no_further(door: Door) -> None:
    _keep(door, "甲", "乙", "丙")
    last = door.read(saved_queries)[-1]
    for expected in (["甲", "丙", "乙"], ["丙", "甲", "乙"], ["丙", "甲", "乙"]):
        door.run(move_query, last.id, by=-1)
        assert _names(door) == expected


def test_a_deleted_query_is_gone_and_said_so(door: Door) -> None:
    _keep(door, "甲")
    query = door.read(saved_queries)[0]
    door.run(delete_query, query.id)
    assert _names(door) == []
    for act in (delete_query, move_query):
        with pytest.raises(RuleError, match="已经删除"):
            door.run(act, query.id, **({"by": 1} if act is move_query else {}))
    with pytest.raises(RuleError, match="还没有保存过查询"):
        door.read(saved_query, "甲")


def test_queries_are_no_part_of_the_history(door: Door) -> None:
    before = door.read(lambda session: session.scalar(select(func.count()).select_from(Event)))
    _keep(door, "甲")
    assert door.read(lambda session: session.scalar(select(func.count()).select_from(Event))) == before
