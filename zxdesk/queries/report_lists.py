"""The proposals, letters and transfers that the year's lists are made of, read as rows and never as records."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment, Role
from zxdesk.domain.people import Organisation
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.reply import Reply, ReplyState
from zxdesk.domain.review import Transfer
from zxdesk.domain.stage import Stage
from zxdesk.domain.unit import HandlingUnit
from zxdesk.queries.figures.population import ANSWERING_ROLES, part, received, standing

_IN_ORDER = (Proposal.number_sort, Proposal.number, Proposal.receipt_number, Proposal.id)


class ProposalLine(NamedTuple):
    """What lists say of a received proposal; ``number`` is empty before it is filed."""

    id: int
    number: str
    receipt_number: str
    title: str
    kind: str
    category: str
    outcome: str
    stage: Stage
    reply_class: str
    satisfaction: str
    is_key: bool


class Proposers(NamedTuple):
    """Those who signed a proposal, in their order; ``organisation_id`` is that of the first one, if it is a body."""

    names: tuple[str, ...]
    organisation_id: int | None


class Handling(NamedTuple):
    """The short names of the units of a proposal: those that answer, and those that give an opinion."""

    answering: tuple[str, ...]
    co: tuple[str, ...]


class Letter(NamedTuple):
    """A reply that went out; ``is_last`` says whether it is the one in force."""

    proposal_id: int
    number: str
    title: str
    unit_id: int
    unit: str
    role: Role
    reply_number: str
    replied_on: date | None
    reply_class: str
    publicity: str
    redo: int
    is_last: bool


class Passed(NamedTuple):
    """An idea passed on; ``target`` is empty while it waits for that."""

    proposal_id: int
    outcome: str
    target: str
    number: str
    sent_on: date | None
    answer: str
    answered_on: date | None


def proposal_lines(session: Session, plenary_id: int) -> list[ProposalLine]:
    """Every received proposal, in the order of the numbers; those without one by receipt number at the end."""
    columns: tuple[Any, ...] = (
        Proposal.id, func.coalesce(Proposal.number, ""), Proposal.receipt_number, Proposal.title, Proposal.proposer_kind, Proposal.category,
        Proposal.outcome, Proposal.stage, Proposal.reply_class, Proposal.satisfaction, Proposal.is_key,
    )  # fmt: skip
    has_none = func.coalesce(Proposal.number, "") == ""
    return [ProposalLine(*row) for row in session.execute(select(*columns).where(received(plenary_id)).order_by(has_none, *_IN_ORDER))]


def proposers(session: Session, plenary_id: int) -> dict[int, Proposers]:
    """Who signed each received proposal; bodies under their short names."""
    short = func.coalesce(func.nullif(Organisation.short_name, ""), ProposerLine.name)
    statement = (
        select(ProposerLine.proposal_id, short, ProposerLine.organisation_id)
        .join(Proposal, Proposal.id == ProposerLine.proposal_id)
        .outerjoin(Organisation, Organisation.id == ProposerLine.organisation_id)
        .where(received(plenary_id), ProposerLine.signature == Signature.SIGNED)
        .order_by(ProposerLine.proposal_id, ProposerLine.position)
    )
    names: dict[int, list[str]] = {}
    first: dict[int, int | None] = {}
    for proposal_id, name, organisation_id in session.execute(statement):
        names.setdefault(proposal_id, []).append(name)
        first.setdefault(proposal_id, organisation_id)
    return {key: Proposers(tuple(listed), first[key]) for key, listed in names.items()}


def handling(session: Session, plenary_id: int) -> dict[int, Handling]:
    """The units of each received proposal, without those that were reassigned or stopped."""
    statement = (
        select(Assignment.proposal_id, Assignment.role.in_(ANSWERING_ROLES), _short_unit())
        .join(Proposal, Proposal.id == Assignment.proposal_id)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .where(received(plenary_id), standing())
        .order_by(Assignment.proposal_id, Assignment.id)
    )
    units: dict[int, tuple[list[str], list[str]]] = {}
    for proposal_id, answers, name in session.execute(statement):
        units.setdefault(proposal_id, ([], []))[0 if answers else 1].append(name)
    return {key: Handling(tuple(answering), tuple(co)) for key, (answering, co) in units.items()}


def unit_numbers(session: Session, plenary_id: int) -> dict[int, tuple[list[str], list[str]]]:
    """The numbers of the filed proposals each unit answers, and of those it gives an opinion on."""
    statement = (
        select(Assignment.unit_id, Assignment.role.in_(ANSWERING_ROLES), func.coalesce(Proposal.number, Proposal.receipt_number))
        .join(Proposal, Proposal.id == Assignment.proposal_id)
        .where(part(plenary_id, "filed"), standing())
        .order_by(*_IN_ORDER)
    )
    numbers: dict[int, tuple[list[str], list[str]]] = {}
    for unit_id, answers, number in session.execute(statement):
        numbers.setdefault(unit_id, ([], []))[0 if answers else 1].append(number)
    return numbers


def letters(session: Session, plenary_id: int) -> list[Letter]:
    """The replies to filed proposals in the order of the numbers, each unit's rounds one after another."""
    columns: tuple[Any, ...] = (
        Proposal.id, func.coalesce(Proposal.number, ""), Proposal.title, Assignment.unit_id, _short_unit(), Assignment.role, Reply.number,
        Reply.replied_on, Reply.reply_class, Reply.publicity, Reply.redo,
        Reply.redo == func.max(Reply.redo).over(partition_by=Assignment.id),
    )  # fmt: skip
    statement = (
        select(*columns)
        .select_from(Reply)
        .join(Assignment, Assignment.id == Reply.assignment_id)
        .join(Proposal, Proposal.id == Assignment.proposal_id)
        .join(HandlingUnit, HandlingUnit.id == Assignment.unit_id)
        .where(part(plenary_id, "filed"), standing(), Reply.state == ReplyState.FINAL)
        .order_by(*_IN_ORDER, Assignment.id, Reply.redo)
    )
    return [Letter(*row) for row in session.execute(statement)]


def passed_on(session: Session, plenary_id: int) -> list[Passed]:
    """What was passed on, and the ideas that are to be; one row a transfer, by receipt number."""
    columns = (
        Proposal.id, Proposal.outcome, func.coalesce(Transfer.target, ""), func.coalesce(Transfer.number, ""), Transfer.sent_on,
        func.coalesce(Transfer.answer, ""), Transfer.answered_on,
    )  # fmt: skip
    statement = select(*columns).select_from(Proposal).outerjoin(Transfer, Transfer.proposal_id == Proposal.id)
    statement = statement.where(received(plenary_id), or_(Transfer.id.is_not(None), Proposal.stage == Stage.OPINION))
    return [Passed(*row) for row in session.execute(statement.order_by(Proposal.receipt_number, Proposal.id, Transfer.id))]


def _short_unit() -> ColumnElement[str]:
    return func.coalesce(func.nullif(HandlingUnit.short_name, ""), HandlingUnit.name)
