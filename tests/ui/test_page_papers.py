"""The page of papers: Word files made from a real register, each recorded with its hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from zxdesk.domain.errors import RuleError
from zxdesk.queries.file import proposal_file
from zxdesk.queries.papers import issued_papers
from zxdesk.ui import prompts
from zxdesk.ui.main_window import MainWindow
from zxdesk.ui.pages import paper_making
from zxdesk.ui.pages.paper_making import free_path, make_papers
from zxdesk.ui.pages.papers import PapersPage, numbers_in
from zxdesk.ui.workspace import Workspace


@pytest.fixture
def page(window: MainWindow, workspace: Workspace, tmp_path: Path) -> PapersPage:
    workspace.memory.set_text("papers", str(tmp_path / "文书"))
    found = window.open_page("papers")
    assert isinstance(found, PapersPage)
    return found


def numbers_of(page: PapersPage) -> list[str]:
    return [str(row["shown_number"]) for row in page.proposals._rows]


def make(page: PapersPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workspace.jobs.ended, timeout=30000):
        page.make()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1-3、7", [1, 2, 3, 7]), ("0012", [12]), ("第3号，第５号", [3, 5]), ("2—4", [2, 3, 4]), ("", []), ("9至8", [])],
)
def test_numbers_and_ranges_are_read_however_they_are_written(text: str, numbers: list[int]) -> None:
    assert numbers_in(text) == numbers


def test_only_proposals_that_have_what_the_paper_prints_are_offered(page: PapersPage) -> None:
    page.kinds.choose("reply_sheet")
    assert numbers_of(page) == ["0005", "0006", "0007"]
    page.kinds.choose("feedback_form")
    assert numbers_of(page) == ["0006", "0007"]


def test_a_range_of_numbers_chooses_and_what_is_not_there_is_said(page: PapersPage, qtbot: QtBot) -> None:
    page.kinds.choose("reply_sheet")
    with qtbot.waitSignal(page.workspace.said) as said:
        page.choose_numbers("5-6、99")
    assert len(page.proposals.view.selected_ids()) == 2
    assert "99" in said.args[0]
    assert page.make_button.text() == "制作 2 件的答复处理笺"


def test_making_a_paper_writes_the_file_and_records_its_values_and_hash(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page.kinds.choose("reply_sheet")
    page.choose_numbers("5")
    proposal = page.proposals.view.selected_ids()[0]
    make(page, qtbot)
    written = list((tmp_path / "文书").glob("*.docx"))
    papers = workspace.read(proposal_file, proposal, today=workspace.today)["papers"]
    assert [paper["file_name"] for paper in papers] == [path.name for path in written]
    assert papers[0]["file_sha256"].removeprefix("sha256:") == hashlib.sha256(written[0].read_bytes()).hexdigest()
    assert "云住建函" in str(papers[0]["snapshot"])
    assert [row["mark"] for row in page.papers._rows] == [hashlib.sha256(written[0].read_bytes()).hexdigest()[:8]]


def test_every_proposer_gets_a_form(page: PapersPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.kinds.choose("feedback_form")
    page.choose_numbers("6-7")
    make(page, qtbot)
    assert len(list((tmp_path / "文书").glob("征询意见表*.docx"))) == len(page.papers._rows) >= 2


def test_a_paper_that_went_out_is_never_written_over(page: PapersPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    page.kinds.choose("reply_sheet")
    page.choose_numbers("5")
    make(page, qtbot)
    first = next((tmp_path / "文书").glob("*.docx"))
    before = first.read_bytes()
    qtbot.waitUntil(lambda: page.make_button.isEnabled(), timeout=5000)
    make(page, qtbot)
    assert first.read_bytes() == before
    assert len(list((tmp_path / "文书").glob("*.docx"))) == 2
    assert len(workspace.read(issued_papers, workspace.plenary_id)) == 2
    assert free_path(first.parent, first.stem).name.endswith("（3）.docx")


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_recorded(
    page: PapersPage, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(prompts, "tell", lambda _parent, text, *_rest: told.append(text))
    (tmp_path / "挡路").write_text("", encoding="utf-8")
    workspace.memory.set_text("papers", str(tmp_path / "挡路" / "文书"))
    page.kinds.choose("reply_sheet")
    page.choose_numbers("5")
    page.make()
    assert "另选一个文件夹" in told[0]
    assert workspace.read(issued_papers, workspace.plenary_id) == []


def test_a_refusal_midway_says_how_many_were_made(page: PapersPage, workspace: Workspace, tmp_path: Path) -> None:
    page.kinds.choose("reply_sheet")
    ready = [row["id"] for row in page.proposals._rows]
    unready = workspace.read(proposal_without_reply)
    (tmp_path / "文书").mkdir()
    with pytest.raises(RuleError) as refused:
        make_papers(workspace.door, "reply_sheet", [ready[0], unready], tmp_path / "文书", lambda _done, _all: None)
    assert refused.value.message.startswith("已制作 1 份。")


def proposal_without_reply(session: object) -> int:
    from sqlalchemy import select
    from sqlalchemy.orm import Session

    from zxdesk.domain.proposal import Proposal
    from zxdesk.domain.stage import Stage

    assert isinstance(session, Session)
    return session.scalars(select(Proposal.id).where(Proposal.stage == Stage.RECEIVED)).first() or 0


def test_a_paper_in_the_list_leads_to_its_proposal_and_the_folder_opens(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("zxdesk.ui.pages.papers.open_in_system", lambda path: not opened.append(path))  # type: ignore[func-returns-value]
    page.kinds.choose("reply_sheet")
    page.choose_numbers("5")
    make(page, qtbot)
    page.open_folder()
    assert opened == [tmp_path / "文书"]
    with qtbot.waitSignal(workspace.wanted) as asked:
        page.papers.opened.emit(page.papers._rows[0]["id"])
    assert asked.args[0] == "proposals"


def test_stopping_keeps_the_papers_made_so_far_recorded(
    page: PapersPage, workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = paper_making._record

    def record_and_stop(*given: object) -> None:
        record(*given)  # type: ignore[arg-type]
        workspace.jobs.cancel()

    monkeypatch.setattr(paper_making, "_record", record_and_stop)
    page.kinds.choose("reply_sheet")
    page.choose_numbers("5-7")
    make(page, qtbot)
    assert len(list((tmp_path / "文书").glob("*.docx"))) == len(workspace.read(issued_papers, workspace.plenary_id)) == 1
    qtbot.waitUntil(lambda: page.stop_button.isHidden(), timeout=5000)
