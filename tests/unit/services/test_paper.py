"""Papers that went out: recorded in one act, kept whole, printed again unchanged."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.ui.small_office import do, door_of, make_office, register_one
from zxdesk.domain.errors import RuleError
from zxdesk.domain.paper import IssuedPaper
from zxdesk.queries.acts import acts_standing
from zxdesk.queries.office import current_plenary
from zxdesk.services.door import Door
from zxdesk.services.paper import Outgoing, Sending, issue_papers, kept_content, log_print

SENT_AT = datetime(2026, 5, 8, 6, 30, tzinfo=UTC)
PRINTING = Sending("征询意见表", "随程序", printer="黑白激光", copies=2, clerk="何春棠")


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The door of a small office that keeps its files beside the register."""
    return replace(door_of(make_office(tmp_path / "zxdesk.db")), files=tmp_path / "files")


def papers(session: Session) -> list[IssuedPaper]:
    found = list(session.scalars(select(IssuedPaper).order_by(IssuedPaper.id)))
    for paper in found:
        assert paper.prints
    return found


def issue(door: Door, *contents: bytes, proposal: int | None = None, sending: Sending = PRINTING) -> None:
    outgoing = [Outgoing(content, f"{at}.docx", {"案由": f"第{at}件"}, proposal_id=proposal) for at, content in enumerate(contents, start=1)]
    plenary = door.read(current_plenary)
    door.run(issue_papers, plenary, outgoing, sending=sending, issued_on=door.today, sent_at=SENT_AT)


def test_papers_of_one_act_are_recorded_with_values_file_and_print(door: Door) -> None:
    proposal = register_one(door, "关于开行赶集公交的提案")
    issue(door, b"first", b"second", proposal=proposal)
    with door.reading() as session:
        first, second = papers(session)
        assert (first.kind, first.file_name, first.snapshot, first.printed) == ("征询意见表", "1.docx", {"案由": "第1件"}, 2)
        assert [(p.way, p.printer, p.copies, p.clerk, p.printed_at) for p in second.prints] == [("打印", "黑白激光", 2, "何春棠", SENT_AT)]
        assert first.proposal_id == second.proposal_id == proposal
        assert first.file_sha256 == hashlib.sha256(b"first").hexdigest()


def test_however_many_papers_they_lie_in_one_bundle_and_come_out_as_they_went_in(door: Door) -> None:
    contents = [f"paper {at}".encode() for at in range(30)]
    issue(door, *contents)
    assert door.files is not None
    assert len(list(door.files.iterdir())) == 1
    with door.reading() as session:
        assert [kept_content(door.files, paper) for paper in papers(session)] == contents


def test_two_papers_with_the_same_content_are_both_found_again(door: Door) -> None:
    issue(door, b"same", b"same")
    with door.reading() as session:
        assert [kept_content(door.files, paper) for paper in papers(session)] == [b"same", b"same"]


def test_a_paper_only_recorded_or_saved_as_a_file_counts_no_print(door: Door) -> None:
    issue(door, b"one", sending=replace(PRINTING, way="Word"))
    with door.reading() as session:
        assert papers(session)[0].printed == 0


def test_a_reprint_is_logged_and_counted(door: Door) -> None:
    issue(door, b"one")
    with door.reading() as session:
        key = papers(session)[0].id
    door.run(log_print, key, sending=replace(PRINTING, copies=3), sent_at=SENT_AT)
    door.run(log_print, key, sending=replace(PRINTING, way="PDF"), sent_at=SENT_AT)
    with door.reading() as session:
        paper = papers(session)[0]
        assert paper.printed == 5
        assert [(p.way, p.copies) for p in paper.prints] == [("打印", 2), ("打印", 3), ("PDF", 2)]


@pytest.mark.parametrize("harm", ["gone", "cut", "other"])
def test_a_kept_file_that_is_gone_or_changed_is_never_printed(door: Door, harm: str) -> None:
    issue(door, b"one")
    assert door.files is not None
    (bundle,) = door.files.iterdir()
    if harm == "gone":
        bundle.unlink()
    else:
        whole = bundle.read_bytes()
        bundle.write_bytes(whole[:40] if harm == "cut" else whole.replace(b"one", b"two"))
    with door.reading() as session, pytest.raises(RuleError, match=r"1\.docx 的底稿"):
        kept_content(door.files, papers(session)[0])


def test_papers_that_went_out_are_not_taken_back(door: Door) -> None:
    proposal = register_one(door, "关于开行赶集公交的提案")
    issue(door, b"one", proposal=proposal)
    act = door.read(acts_standing)[False][-1]
    with pytest.raises(RuleError, match="文书已经发出"):
        door.undo(act.op_id)


def test_without_a_folder_for_files_nothing_is_recorded(door: Door) -> None:
    with pytest.raises(RuleError, match="没有存放附件的文件夹"):
        issue(replace(door, files=None), b"one")
    with door.reading() as session:
        assert papers(session) == []


def test_a_step_after_a_paper_keeps_the_paper(door: Door) -> None:
    proposal = register_one(door, "关于开行赶集公交的提案")
    issue(door, b"one", proposal=proposal)
    do(door, "correct", proposal, title="关于增开赶集公交的提案", reason="案由写错")
    with door.reading() as session:
        assert papers(session)[0].snapshot == {"案由": "第1件"}
