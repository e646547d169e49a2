"""Views are kept under a name, renamed, moved and deleted, and leave no trace in the history."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from zxdesk.domain.errors import RuleError
from zxdesk.domain.event import Event
from zxdesk.queries.saved_views import saved_views
from zxdesk.services.door import Door
from zxdesk.services.saved_view import delete_view, move_view, rename_view, save_view


def _keep(door: Door, *names: str) -> None:
    for name in names:
        door.run(save_view, name=name, content={"text": name})


def _names(door: Door) -> list[str]:
    return [row.name for row in door.read(saved_views)]


def test_a_view_saved_again_under_its_name_takes_the_new_content(door: Door) -> None:
    _keep(door, "甲", "乙")
    door.run(save_view, name=" 甲 ", content={"text": "新"})
    assert [(row.name, row.content) for row in door.read(saved_views)] == [("甲", {"text": "新"}), ("乙", {"text": "乙"})]


@pytest.mark.parametrize(("name", "sentence"), [("", "没有填"), ("一二三四五六七八九十一二三", "13 个字"), ("全部", "程序自带")])
def test_a_name_that_cannot_be_is_refused_at_its_field(door: Door, name: str, sentence: str) -> None:
    with pytest.raises(RuleError, match=sentence) as refused:
        door.run(save_view, name=name, content={}, taken=("全部",))
    assert refused.value.field == "name"
    assert _names(door) == []


def test_a_view_takes_no_name_that_another_has(door: Door) -> None:
    _keep(door, "甲", "乙")
    first = door.read(saved_views)[0]
    with pytest.raises(RuleError, match="已有视图"):
        door.run(rename_view, first.id, name="乙")
    door.run(rename_view, first.id, name="丙")
    assert _names(door) == ["丙", "乙"]


def test_views_move_to_the_edge_and_no_further(door: Door) -> None:
    _keep(door, "甲", "乙", "丙")
    last = door.read(saved_views)[-1]
    for expected in (["甲", "丙", "乙"], ["丙", "甲", "乙"], ["丙", "甲", "乙"]):
        door.run(move_view, last.id, by=-1)
        assert _names(door) == expected


def test_a_deleted_view_is_gone_and_said_so(door: Door) -> None:
    _keep(door, "甲")
    view = door.read(saved_views)[0]
    door.run(delete_view, view.id)
    assert _names(door) == []
    with pytest.raises(RuleError, match="已经删除"):
        door.run(delete_view, view.id)


def test_views_are_no_part_of_the_history(door: Door) -> None:
    before = door.read(lambda session: session.scalar(select(func.count()).select_from(Event)))
    _keep(door, "甲")
    assert door.read(lambda session: session.scalar(select(func.count()).select_from(Event))) == before
