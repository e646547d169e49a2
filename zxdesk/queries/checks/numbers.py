"""Numbers are issued once, and none is missing without a reason. Source: domain §1.5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zxdesk.domain.issued_number import IssuedNumber, NumberKind, NumberUse
from zxdesk.domain.numbering import gaps
from zxdesk.domain.office import Plenary
from zxdesk.domain.proposal import Proposal
from zxdesk.queries.checks.finding import Finding

COLUMNS = {NumberKind.RECEIPT: Proposal.receipt_number, NumberKind.PROPOSAL: Proposal.number}


def number_findings(session: Session) -> Iterator[Finding]:
    """Gaps, numbers twice given, and numbers that list and proposals do not agree on."""
    plenaries = {row.id: row.name for row in session.scalars(select(Plenary))}
    yield from _gaps(session, plenaries)
    yield from _doubles(session, plenaries)
    for kind in NumberKind:
        yield from _unlisted(session, kind, plenaries)
        yield from _misplaced(session, kind, plenaries)


def _gaps(session: Session, plenaries: dict[int, str]) -> Iterator[Finding]:
    held: dict[tuple[int, NumberKind, str], list[int]] = {}
    for row in session.scalars(select(IssuedNumber).where(IssuedNumber.serial.is_not(None)).order_by(IssuedNumber.id)):
        held.setdefault((row.plenary_id, row.kind, row.series), []).append(row.serial or 0)
    for (plenary, kind, series), serials in held.items():
        if missing := gaps(serials):
            where = f"{plenaries[plenary]} {kind.label}{'（' + series + '）' if series else ''}"
            sentence = f"{where} 缺 {_spans(missing)}，没有发出，也没有预留或作废的记录；作废并写明原因，或补登记。"
            yield Finding("number-gap", "warning", where, sentence)


def _doubles(session: Session, plenaries: dict[int, str]) -> Iterator[Finding]:
    key = (IssuedNumber.plenary_id, IssuedNumber.kind, IssuedNumber.series, IssuedNumber.serial)
    found = select(*key, func.count(), func.min(IssuedNumber.number), func.max(IssuedNumber.number))
    found = found.where(IssuedNumber.serial.is_not(None)).group_by(*key).having(func.count() > 1)
    for plenary, kind, _series, _serial, count, first, last in session.execute(found):
        where = f"{plenaries[plenary]} {kind.label} {first}"
        yield Finding("number-double", "error", where, f"{where} 和 {last} 是同一个号，用了 {count} 次；作废其中一个。")


def _unlisted(session: Session, kind: NumberKind, plenaries: dict[int, str]) -> Iterator[Finding]:
    """Numbers that a proposal bears and the list of numbers does not know."""
    column = COLUMNS[kind]
    listed = select(IssuedNumber.id).where(
        IssuedNumber.plenary_id == Proposal.plenary_id, IssuedNumber.kind == kind, IssuedNumber.number == column,
        IssuedNumber.use == NumberUse.ISSUED,
    )  # fmt: skip
    found = select(Proposal.plenary_id, column).where(column.is_not(None), ~listed.exists()).order_by(Proposal.id)
    for plenary, number in session.execute(found):
        where = f"{plenaries[plenary]} {number}"
        yield Finding("number-unlisted", "error", where, f"{where} 的{kind.label}没有编号记录，可能重号；核对后重新登记编号。")


def _misplaced(session: Session, kind: NumberKind, plenaries: dict[int, str]) -> Iterator[Finding]:
    """Numbers listed as used that no proposal of the plenary bears."""
    column = COLUMNS[kind]
    borne = select(Proposal.id).where(Proposal.plenary_id == IssuedNumber.plenary_id, column == IssuedNumber.number)
    found = select(IssuedNumber.plenary_id, IssuedNumber.number).where(
        IssuedNumber.kind == kind, IssuedNumber.use == NumberUse.ISSUED, ~borne.exists()
    )
    for plenary, number in session.execute(found.order_by(IssuedNumber.id)):
        where = f"{plenaries[plenary]} {kind.label} {number}"
        yield Finding("number-unused", "error", where, f"{where} 记为已用，却没有提案用它；作废并写明原因。")


def _spans(numbers: Iterable[int]) -> str:
    """Runs of numbers in words: 3–7、9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
