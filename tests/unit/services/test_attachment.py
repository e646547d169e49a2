"""Attachments: kept under their hash beside the register, recorded with their name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.small_office import do, door_of, make_office, register_one
from zxdesk.domain.errors import RuleError
from zxdesk.queries.file import proposal_file
from zxdesk.services.door import Door


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The door of a small office that keeps its files beside the register."""
    register = make_office(tmp_path / "zxdesk.db")
    return replace(door_of(register), files=tmp_path / "files")


def test_a_file_is_copied_under_its_hash_and_recorded_with_its_name(door: Door, tmp_path: Path) -> None:
    original = tmp_path / "提案原件.docx"
    original.write_bytes(b"scan of the original")
    proposal = register_one(door, "关于带附件的提案")
    do(door, "attach", proposal, file=str(original))
    original.unlink()
    attachment = door.read(proposal_file, proposal, today=door.today)["attachments"][0]
    assert (attachment["name"], attachment["size"]) == ("提案原件.docx", 20)
    assert door.files is not None
    assert (door.files / attachment["sha256"]).read_bytes() == b"scan of the original"


def test_the_same_content_is_not_taken_twice(door: Door, tmp_path: Path) -> None:
    for name in ("一.txt", "二.txt"):
        (tmp_path / name).write_text("同样的内容", encoding="utf-8")
    proposal = register_one(door, "关于带附件的提案")
    do(door, "attach", proposal, file=str(tmp_path / "一.txt"))
    with pytest.raises(RuleError, match="内容相同"):
        do(door, "attach", proposal, file=str(tmp_path / "二.txt"))


@pytest.mark.parametrize(("name", "sentence"), [("没有.docx", "没有 .* 这个文件"), ("空.docx", "是空的")])
def test_a_missing_or_empty_file_is_refused_at_its_field(door: Door, tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "空.docx").touch()
    proposal = register_one(door, "关于带附件的提案")
    with pytest.raises(RuleError, match=sentence) as refusal:
        do(door, "attach", proposal, file=str(tmp_path / name))
    assert refusal.value.field == "file"
    assert door.read(proposal_file, proposal, today=door.today)["attachments"] == []
