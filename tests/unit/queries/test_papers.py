"""The list of papers that went out."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tests.unit.queries.conftest import Cabinet
from zxdesk.domain.attachment import IssuedPaper
from zxdesk.queries.papers import issued_papers


def test_papers_are_listed_newest_first_and_of_one_plenary_alone(cabinet: Cabinet, session: Session) -> None:
    proposal = cabinet.proposal("0007", "关于改善停车秩序的提案")
    for day in (date(2026, 5, 1), date(2026, 5, 9)):
        cabinet.put(
            IssuedPaper(
                proposal=proposal, kind="答复处理笺", issued_on=day, snapshot={}, file_sha256="ab12cd34ef", file_name=f"{day}.docx"
            )
        )
    found = issued_papers(session, cabinet.plenary.id)
    assert [row.issued_on for row in found] == [date(2026, 5, 9), date(2026, 5, 1)]
    assert (found[0].proposal, found[0].title, found[0].mark) == ("0007", "关于改善停车秩序的提案", "ab12cd34")
    assert issued_papers(session, cabinet.plenary.id + 1) == []
    assert len(issued_papers(session)) == 2
