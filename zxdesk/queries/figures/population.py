"""Which proposals a figure counts, as conditions. Source: domain §6.1."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, case, exists, extract, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.rules import CONSTRUCTIONS, Rules
from zxdesk.domain.stage import ANSWERED_STAGES, ENDED_STATES, FILED_STAGES, PENDING_STAGES, Stage

PARTS: dict[str, frozenset[Stage]] = {
    "filed": FILED_STAGES,
    "merged": frozenset({Stage.MERGED}),
    "opinions": frozenset({Stage.OPINION}),
    "not_filed": frozenset({Stage.NOT_FILED}),
    "withdrawn": frozenset({Stage.WITHDRAWN}),
    "pending": PENDING_STAGES,
}
"""F, M, T, N, W and P of the identity R = F + M + T + N + W + P; withdrawn after filing counts under withdrawn alone."""

ANSWERING_ROLES = tuple(role for role in Role if role.answers)
UNNAMED = "未填"
"""The name of a group whose proposals lack the value."""


def received(plenary_id: int) -> ColumnElement[bool]:
    """R: everything that has a receipt number and is no longer a draft."""
    has_number = and_(Proposal.receipt_number.is_not(None), Proposal.receipt_number != "")
    return and_(Proposal.plenary_id == plenary_id, has_number, Proposal.stage != Stage.DRAFT)


def number_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many of the rows that are counted meet a condition, as a column."""
    return func.count(case((condition, 1)))


def of_plenary(plenary_id: int) -> Select[int]:
    """The keys of all proposals of a plenary, which keeps what hangs on them from being read for every year."""
    return select(Proposal.id).where(Proposal.plenary_id == plenary_id)


def part(plenary_id: int, name: str) -> ColumnElement[bool]:
    """One of ``PARTS``."""
    return and_(received(plenary_id), Proposal.stage.in_(PARTS[name]))


def assigned(plenary_id: int) -> ColumnElement[bool]:
    """Filed proposals that went out to units."""
    return and_(part(plenary_id, "filed"), Proposal.stage != Stage.FILED)


def replied(plenary_id: int) -> ColumnElement[bool]:
    """Filed proposals whose answering units have all replied at least once."""
    return and_(received(plenary_id), Proposal.stage.in_(ANSWERED_STAGES))


def standing() -> ColumnElement[bool]:
    """Undertakings that count: reassigned and stopped ones do not. Source: domain §2.2 U3."""
    return Assignment.state.not_in(ENDED_STATES)


def sector_of_first() -> ColumnElement[str]:
    """The sector of the first proposer who signed, as it was when the proposal was handed in."""
    line, earlier = aliased(ProposerLine), aliased(ProposerLine)
    before = exists().where(
        earlier.proposal_id == line.proposal_id, earlier.position < line.position, earlier.signature == Signature.SIGNED
    )
    of_proposal = select(func.min(line.sector)).where(
        line.proposal_id == Proposal.id, line.signature == Signature.SIGNED, ~before
    )
    return func.coalesce(of_proposal.correlate(Proposal).scalar_subquery(), "")


def month_of(column: InstrumentedAttribute[object] | ColumnElement[object], month: str) -> ColumnElement[bool]:
    """Whether a date lies in a month written 2026-03."""
    year, number = (int(piece) for piece in month.split("-"))
    return and_(extract("year", column) == year, extract("month", column) == number)


def of_construction(rules: Rules, name: str) -> ColumnElement[bool]:
    """Whether a proposal's category is reported under this construction. Source: domain §5.1."""
    if name == UNNAMED:
        return Proposal.category == ""
    if name == CONSTRUCTIONS[-1]:
        elsewhere = [c.name for c in rules.categories if c.construction != name] + list(CONSTRUCTIONS[:-1])
        return Proposal.category.not_in([*elsewhere, ""])
    return Proposal.category.in_([c.name for c in rules.categories if c.construction == name] + [name])
