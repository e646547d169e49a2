"""What the parts of a file say, and opening what is attached."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from tests.ui.small_office import do, register_one
from zxdesk.domain.errors import RuleError
from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui.attachment_files import open_attachment
from zxdesk.ui.file_words import undertakings
from zxdesk.ui.workspace import Workspace


def _file(workspace: Workspace, stage: Stage) -> dict[str, object]:
    found = workspace.read(proposal_ids, ProposalFilter(stages=frozenset({stage})), today=workspace.today)[0]
    file: dict[str, object] = workspace.read(proposal_file, found, today=workspace.today)
    return file


def test_before_the_assignment_the_agreed_units_stand_in_its_place(workspace: Workspace) -> None:
    (agreed,) = undertakings(_file(workspace, Stage.FILED))
    assert (agreed.title, agreed.note) == ("审查商定", "复审")
    assert agreed.pairs == (("主办", "县住建局"),)


def test_once_assigned_every_unit_has_its_own_block(workspace: Workspace) -> None:
    assert [block.title for block in undertakings(_file(workspace, Stage.HANDLING))] == ["县住建局　主办", "县财政局　会办"]


def test_an_attachment_opens_as_a_copy_under_its_own_name(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    original = tmp_path / "原件 扫描.txt"
    original.write_text("原件", encoding="utf-8")
    door = replace(workspace.door, files=tmp_path / "files")
    proposal = register_one(door, "关于附件的提案")
    do(door, "attach", proposal, file=str(original))
    (held,) = door.read(proposal_file, proposal, today=door.today)["attachments"]
    copy = open_attachment(door.files, held["sha256"], held["name"])
    assert copy.name == "原件 扫描.txt"
    assert [Path(path) for path in opened] == [copy]
    copy.write_text("在别的程序里改了", encoding="utf-8")
    assert (tmp_path / "files" / held["sha256"]).read_text(encoding="utf-8") == "原件"


def test_an_attachment_whose_file_is_gone_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="从备份里找回"):
        open_attachment(tmp_path, "0" * 64, "原件.pdf")
