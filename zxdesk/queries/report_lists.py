"""The proposals, letters and transfers that the year's lists are made of, read as rows and never as records."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter
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
from zxdesk.queries.figures.population import ANSWERING_ROLES, PARTS, part, received, standing
from zxdesk.queries.readings import Readings

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
    is_good: bool


class Proposers(NamedTuple):
    """Those who signed a proposal, in their order; ``members`` has None for a body, ``organisation_id`` is that of the first one, if it is a body."""

    names: tuple[str, ...]
    members: tuple[int | None, ...]
    organisation_id: int | None


class Unit(NamedTuple):
    """A unit under its short name."""

    id: int
    name: str


class Handling(NamedTuple):
    """The units of a proposal: those that answer, and those that give an opinion."""

    answering: list[Unit]
    co: list[Unit]


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
        Proposal.outcome, Proposal.stage, Proposal.reply_class, Proposal.satisfaction, Proposal.is_key, Proposal.is_good,
    )  # fmt: skip
    has_none = func.coalesce(Proposal.number, "") == ""
    return [ProposalLine(*row) for row in session.execute(select(*columns).where(received(plenary_id)).order_by(has_none, *_IN_ORDER))]


def proposers(session: Session, plenary_id: int) -> dict[int, Proposers]:
    """Who signed each received proposal; bodies under their short names."""
    short = func.coalesce(func.nullif(Organisation.short_name, ""), ProposerLine.name)
    statement = (
        select(ProposerLine.proposal_id, short, ProposerLine.member_id, ProposerLine.organisation_id)
        .outerjoin(Organisation, Organisation.id == ProposerLine.organisation_id)
        .where(ProposerLine.proposal_id.in_(select(Proposal.id).where(received(plenary_id))), ProposerLine.signature == Signature.SIGNED)
        .order_by(ProposerLine.proposal_id, ProposerLine.position)
    )
    found = {}
    for proposal_id, lines in groupby(session.execute(statement), key=itemgetter(0)):
        _proposals, names, members, bodies = zip(*lines, strict=True)
        found[proposal_id] = Proposers(names, members, bodies[0])
    return found


def handling(session: Session, plenary_id: int) -> dict[int, Handling]:
    """The units of each received proposal, without those that were reassigned or stopped."""
    units = {row[0]: Unit(*row) for row in session.execute(select(HandlingUnit.id, _short_unit()))}
    statement = (
        select(Assignment.proposal_id, Assignment.role.in_(ANSWERING_ROLES), Assignment.unit_id)
        .join(Proposal, Proposal.id == Assignment.proposal_id)
        .where(received(plenary_id), standing())
        .order_by(Assignment.proposal_id, Assignment.id)
    )
    found: dict[int, Handling] = {}
    for proposal_id, answers, unit_id in session.execute(statement):
        own = found.get(proposal_id) or found.setdefault(proposal_id, Handling([], []))
        own[0 if answers else 1].append(units[unit_id])
    return found


def unit_numbers(readings: Readings, plenary_id: int) -> dict[int, tuple[list[str], list[str]]]:
    """The numbers of the filed proposals each unit answers, and of those it gives an opinion on."""
    numbers: dict[int, tuple[list[str], list[str]]] = {}
    units = readings.ask(handling, plenary_id)
    for line in readings.ask(proposal_lines, plenary_id):
        if line.stage in PARTS["filed"] and line.id in units:
            for side, own in enumerate(units[line.id]):
                for unit in own:
                    numbers.setdefault(unit.id, ([], []))[side].append(line.number or line.receipt_number)
    return numbers


def letters(session: Session, plenary_id: int) -> list[Letter]:
    """The replies to filed proposals in the order of the numbers, each unit's rounds one after another."""
    columns: tuple[Any, ...] = (
        Proposal.id, func.coalesce(Proposal.number, ""), Proposal.title, Assignment.unit_id, _short_unit(), Assignment.role, Reply.number,
        Reply.replied_on, Reply.reply_class, Reply.publicity, Reply.redo, Assignment.id,
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
    rows = session.execute(statement).all()
    last = {row[-1]: row[-2] for row in rows}
    return [Letter._make((*row[:-1], row[-2] == last[row[-1]])) for row in rows]


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
