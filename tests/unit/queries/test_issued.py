"""What went out, as the list and the comparison ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.ui.small_office import door_of, make_office
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.issued import SUBJECT, issued_paper, issued_rows, last_snapshot
from zxdesk.services.door import Door
from zxdesk.services.paper import Outgoing, Sending, issue_papers, log_print

DAY = date(2026, 5, 8)


@pytest.fixture
def keeping(tmp_path: Path) -> Iterator[Door]:
    register = make_office(tmp_path / "zxdesk.db")
    yield replace(door_of(register), files=tmp_path / "files")
    register.close()


def first_proposal(session: Session) -> Proposal:
    return session.scalars(select(Proposal).where(Proposal.number.is_not(None)).order_by(Proposal.id)).all()[0]


def send(door: Door, kind: str, about: dict[str, int], values: dict[str, Any], way: str = "打印", copies: int = 1) -> None:
    plenary = door.read(lambda session: first_proposal(session).plenary_id)
    paper = Outgoing(str(values).encode(), f"{kind}.docx", values, **about)
    door.run(issue_papers, plenary, [paper], sending=Sending(kind, "", way, copies=copies), issued_on=DAY, sent_at=door.now())


def subject(about: dict[str, int]) -> dict[str, int | None]:
    return {name: about.get(name) for name in SUBJECT}


def test_the_last_paper_about_the_very_same_is_compared(keeping: Door) -> None:
    key = keeping.read(lambda session: first_proposal(session).id)
    send(keeping, "收件回执", {"proposal_id": key}, {"案由": "甲"})
    send(keeping, "收件回执", {"proposal_id": key}, {"案由": "乙"})
    send(keeping, "收件回执", {}, {"案由": "丙"})
    send(keeping, "转送函", {"proposal_id": key}, {"案由": "丁"})
    assert keeping.read(last_snapshot, "收件回执", subject({"proposal_id": key})) == {"案由": "乙"}
    assert keeping.read(last_snapshot, "收件回执", subject({})) == {"案由": "丙"}
    assert keeping.read(last_snapshot, "并案告知", subject({"proposal_id": key})) is None


def test_the_list_holds_papers_about_no_proposal_too_the_newest_first(keeping: Door) -> None:
    key = keeping.read(lambda session: first_proposal(session).id)
    plenary = keeping.read(lambda session: first_proposal(session).plenary_id)
    number = keeping.read(lambda session: first_proposal(session).number)
    send(keeping, "收件回执", {"proposal_id": key}, {}, copies=3)
    send(keeping, "交办通知", {}, {}, way="登记")
    rows = keeping.read(issued_rows, plenary)
    assert [(row.kind, row.proposal, row.printed) for row in rows] == [("交办通知", "", 0), ("收件回执", number, 3)]
    assert keeping.read(issued_rows, plenary + 999) == []


def test_a_reprint_counts_and_changes_nothing_else(keeping: Door) -> None:
    plenary = keeping.read(lambda session: first_proposal(session).plenary_id)
    send(keeping, "交办通知", {}, {"案由": "甲"})
    row = keeping.read(issued_rows, plenary)[0]
    before = keeping.read(issued_paper, row.id)
    keeping.run(log_print, row.id, sending=Sending("交办通知", "", "打印", copies=2), sent_at=keeping.now())
    after = keeping.read(issued_rows, plenary)[0]
    assert (after.printed, after.prints) == (3, 2)
    assert keeping.read(issued_paper, row.id) == before
