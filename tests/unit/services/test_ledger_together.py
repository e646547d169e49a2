"""Rows of a ledger are written together; one refused half-way costs the others nothing and leaves nothing behind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.invented_office import InventedOffice
from tests.unit.services.ledger_sheet import ROW, TODAY, UNFILED, take_in, write_ledger
from zxdesk.domain.event import Event
from zxdesk.domain.issued_number import IssuedNumber, NumberKind
from zxdesk.domain.proposal import Proposal
from zxdesk.intake.ledger import read_ledger
from zxdesk.queries.checkup import check
from zxdesk.services.ledger import ImportOutcome, import_ledger

ROWS_OF_MANY = 120
AFTER_REGISTRATION = ROW | UNFILED | {"审查结果": "并案", "并入": "0999"}
"""Refused only when the proposal is in already: there is no lead of that number."""


def row(number: int, **values: str) -> dict[str, str]:
    return ROW | {"收件号": f"收{number:04}", "提案号": f"{number:04}", "案由": f"关于第 {number} 处候车亭的提案"} | values


def wrong(number: int) -> dict[str, str]:
    return AFTER_REGISTRATION | {"收件号": f"收{number:04}", "案由": f"关于第 {number} 处旧站的提案"}


def statuses(outcome: ImportOutcome) -> list[str]:
    return [verdict.status for verdict in outcome.verdicts]


def numbers(session: Session, kind: NumberKind) -> list[str]:
    return list(session.scalars(select(IssuedNumber.number).where(IssuedNumber.kind == kind).order_by(IssuedNumber.number)))


def assert_sound(office: InventedOffice) -> None:
    with office.reading() as session:
        assert [finding for finding in check(session, today=TODAY) if finding.severity == "error"] == []


def test_rows_around_one_refused_half_way_come_in_and_it_leaves_nothing(office: InventedOffice, tmp_path: Path) -> None:
    outcome = take_in(office, tmp_path, row(1), wrong(2), row(3), wrong(4), wrong(5), row(6))
    assert statuses(outcome) == ["new", "refused", "new", "refused", "refused", "new"]
    with office.reading() as session:
        assert session.scalar(select(func.count()).select_from(Proposal)) == 3
        assert numbers(session, NumberKind.RECEIPT) == ["收0001", "收0003", "收0006"]
        told = session.scalars(select(Event).where(Event.proposal_id.is_not(None))).all()
        assert Counter(entry.proposal_id for entry in told) == Counter(session.scalars(select(Proposal.id)))
    assert_sound(office)


def test_the_number_of_a_refused_row_is_free_for_a_later_one(office: InventedOffice, tmp_path: Path) -> None:
    outcome = take_in(office, tmp_path, row(1), wrong(2), row(2))
    assert sorted(statuses(outcome)) == ["new", "new", "refused"]
    assert_sound(office)


def test_free_numbers_go_on_without_a_gap_after_a_refused_row(office: InventedOffice, tmp_path: Path) -> None:
    unnumbered = [row(at, 收件号="", 提案号="") for at in (1, 2, 3)]
    outcome = take_in(office, tmp_path, unnumbered[0], wrong(9) | {"收件号": ""}, *unnumbered[1:])
    assert statuses(outcome) == ["new", "refused", "new", "new"]
    with office.reading() as session:
        assert numbers(session, NumberKind.PROPOSAL) == ["0001", "0002", "0003"]
        assert len(numbers(session, NumberKind.RECEIPT)) == 3


def test_a_first_row_that_is_refused_does_not_hide_what_is_in_the_register(office: InventedOffice, tmp_path: Path) -> None:
    take_in(office, tmp_path, row(1), row(2))
    outcome = take_in(office, tmp_path, row(1, 答复日期="2026-03-01"), row(1), row(2), row(3))
    assert statuses(outcome) == ["refused", "same", "same", "new"]


def test_a_row_that_changes_one_written_just_before_it_finds_it(office: InventedOffice, tmp_path: Path) -> None:
    outcome = take_in(office, tmp_path, row(1), row(1, 建议="另一条建议。"), row(2))
    assert [(v.status, v.fields) for v in outcome.verdicts] == [("new", ()), ("changed", ("建议",)), ("new", ())]
    assert_sound(office)


def test_many_rows_need_fewer_statements_than_they_are(office: InventedOffice, tmp_path: Path) -> None:
    read = read_ledger(write_ledger(tmp_path, [row(at) for at in range(1, ROWS_OF_MANY + 1)]), today=TODAY)
    statements: list[str] = []

    def watched(session: Session, *args: Any, **values: Any) -> Any:
        def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            statements.append(statement)

        event.listen(session.connection(), "before_cursor_execute", count)
        try:
            return import_ledger(session, *args, **values)
        finally:
            event.remove(session.connection(), "before_cursor_execute", count)

    outcome = ImportOutcome()
    office.run(watched, read.rows, outcome=outcome, plenary=None, today=TODAY)
    assert statuses(outcome) == ["new"] * ROWS_OF_MANY
    assert len(statements) < ROWS_OF_MANY, Counter(text[:40] for text in statements).most_common(5)
    assert_sound(office)
