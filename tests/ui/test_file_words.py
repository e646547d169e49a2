"""What the parts of a file say."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.ui.small_office import do
from zxdesk.domain.stage import Stage
from zxdesk.queries.file import proposal_file
from zxdesk.queries.proposals import ProposalFilter, proposal_ids
from zxdesk.ui.file_stage import points_of
from zxdesk.ui.file_words import basics, before_assignment, open_deadlines, opinions
from zxdesk.ui.workspace import Workspace


def _file(workspace: Workspace, stage: Stage) -> dict[str, Any]:
    found = workspace.read(proposal_ids, ProposalFilter(stages=frozenset({stage})), today=workspace.today)[0]
    file: dict[str, Any] = workspace.read(proposal_file, found, today=workspace.today)
    return file


def test_before_the_assignment_the_agreed_units_stand_in_its_place(workspace: Workspace) -> None:
    (agreed,) = before_assignment(_file(workspace, Stage.FILED))
    assert (agreed.title, agreed.note) == ("审查商定", "复审")
    assert agreed.pairs == (("主办", "县住建局"),)


def test_the_units_stand_among_the_basics_once_assigned(workspace: Workspace) -> None:
    units = next(block for block in basics(_file(workspace, Stage.HANDLING), 2026) if block.title == "承办")
    assert [(line[0].text, line[1].text) for line in units.lines] == [("主办", "县住建局"), ("会办", "县财政局")]
    assert units.lines[0][2].is_badge


def test_every_open_deadline_is_told_the_nearest_first(workspace: Workspace) -> None:
    told = open_deadlines(_file(workspace, Stage.HANDLING), date(2026, 4, 1), 15)
    assert [what.split("　")[0] for _colour, what, _left in told][-1] == "县住建局 答复"
    assert any("县财政局 会办意见" in what for _colour, what, _left in told)
    assert told[0][0] in ("红", "黄")


def test_a_form_that_is_out_says_until_when(workspace: Workspace) -> None:
    block = opinions(_file(workspace, Stage.CONSULTING), 2026)[0]
    assert block.note.startswith("发出 2 份")
    assert {cell.tone for line in block.lines for cell in line} & {"warning"}


def test_the_stage_line_shows_days_and_the_deadline_ahead(workspace: Workspace) -> None:
    points = points_of(_file(workspace, Stage.HANDLING))
    assert [point.state for point in points[:5]] == ["done"] * 4 + ["current"]
    assert points[3].accessible == "交办，3月9日，已完成"
    assert points[5].state == "coming"
    assert points[5].below


def test_an_unsatisfied_answer_stands_out(workspace: Workspace) -> None:
    file = _file(workspace, Stage.CONSULTING)
    do(workspace.door, "feedback", file["id"], proposer="许静安", attitude="不满意", result="不满意", returned_on="2026-06-02")
    block = opinions(_file(workspace, Stage.CONSULTING), 2026)[0]
    assert "error" in {cell.tone for line in block.lines for cell in line}
