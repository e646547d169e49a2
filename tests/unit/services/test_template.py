"""The office's own templates: taken into use, replaced, given back; what was in use before is never lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.ui.small_office import door_of, make_office
from zxdesk.domain.errors import RuleError
from zxdesk.domain.paper import PaperTemplate
from zxdesk.queries.acts import acts_standing
from zxdesk.queries.templates import own_template, own_templates
from zxdesk.services.door import Door
from zxdesk.services.template import restore_template, take_template


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The door of a small office that keeps its files beside the register."""
    return replace(door_of(make_office(tmp_path / "zxdesk.db")), files=tmp_path / "files")


def take(door: Door, content: bytes, name: str = "征询意见表-改.docx") -> None:
    door.run(take_template, kind="feedback_form", name="征询意见表", file_name=name, content=content, taken_on=door.today)


def in_use(door: Door) -> str:
    with door.reading() as session:
        found = own_template(session, "feedback_form")
        return found.file_name if found else ""


def test_a_template_is_kept_under_its_hash_and_used_from_then_on(door: Door) -> None:
    take(door, b"edited")
    assert door.files is not None
    with door.reading() as session:
        found = own_template(session, "feedback_form")
        assert found is not None
        assert (door.files / found.file_sha256).read_bytes() == b"edited"
        assert list(own_templates(session)) == ["feedback_form"]


def test_a_newer_one_takes_the_place_and_the_old_one_stays_in_the_register(door: Door) -> None:
    take(door, b"edited")
    take(door, b"edited again", "再改.docx")
    assert in_use(door) == "再改.docx"
    with door.reading() as session:
        assert [row.is_used for row in session.scalars(select(PaperTemplate).order_by(PaperTemplate.id))] == [False, True]


def test_the_same_content_is_not_taken_twice(door: Door) -> None:
    take(door, b"edited")
    with pytest.raises(RuleError, match="内容相同"):
        take(door, b"edited", "另一个名字.docx")


def test_ours_comes_back_and_may_be_left_again(door: Door) -> None:
    take(door, b"edited")
    door.run(restore_template, kind="feedback_form", name="征询意见表")
    assert in_use(door) == ""
    with pytest.raises(RuleError, match="随程序"):
        door.run(restore_template, kind="feedback_form", name="征询意见表")
    take(door, b"edited")
    assert in_use(door) == "征询意见表-改.docx"


def test_taking_a_template_is_taken_back_and_done_again(door: Door) -> None:
    take(door, b"edited")
    door.undo(door.read(acts_standing)[False][-1].op_id)
    assert in_use(door) == ""
    door.undo(door.read(acts_standing)[True][-1].op_id)
    assert in_use(door) == "征询意见表-改.docx"
