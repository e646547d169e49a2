"""What every member signed and what became of it, read once for all reports on members. Source: domain §6.2, §6.7 table 9."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import aliased

from zxdesk.domain.office import Plenary
from zxdesk.domain.people import SERVING, Member, Membership
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.rules import Rules
from zxdesk.queries.figures.population import PARTS, UNNAMED, received
from zxdesk.queries.figures.satisfaction import satisfied_words
from zxdesk.queries.memberships import memberships_on
from zxdesk.queries.office_rules import rules_of
from zxdesk.queries.readings import Readings
from zxdesk.queries.report_lists import proposal_lines, proposers

NOT_SEATED = "开幕时不在册"
"""The name of the sector of those who signed and were not in office when the plenary opened."""

PERSONAL = "personal"
"""The code of a proposal of one person in the rule package."""


class Signed(NamedTuple):
    """A proposal as one who signed it sees it; ``marks`` are the figures of a member it counts in, ``signers`` all its signatures."""

    proposal_id: int
    number: str
    part: str
    marks: frozenset[str]
    is_first: bool
    signers: int


@dataclass(frozen=True)
class MemberWork:
    """A member with everything he signed, in the order of the numbers; ``is_seated`` says whether he was in office when the plenary opened."""

    id: int
    name: str
    member_number: str
    sector: str
    party: str
    is_seated: bool
    signed: tuple[Signed, ...] = field(default=())

    def count(self, what: str) -> int:
        """How many proposals stand behind ``member:ID:what``."""
        return self._counts.get(what, 0)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(chain.from_iterable(line.marks for line in self.signed))

    def took_part(self, rules: Rules) -> bool:
        """Whether he counts as having handed in by the office's convention."""
        return any(line.is_first or rules.conventions["participation"] != "first" for line in self.signed)


def members_work(readings: Readings, plenary_id: int, today: date) -> tuple[MemberWork, ...]:
    """Every member in office when the plenary opened, by sector and number, then those who signed without having been."""
    signed, session = _signed(readings, plenary_id), readings.session
    plenary = session.get_one(Plenary, plenary_id)
    seats = memberships_on(term_id=plenary.term_id, on=plenary.opens_on or today)
    seats = seats.where(or_(Membership.status == SERVING, Membership.ends_on.is_not(None)))
    columns = (Member.id, Member.name, Membership.member_number, Membership.sector, Member.party)
    order = {name: at for at, name in enumerate(rules_of(session, plenary_id).sectors)}
    rows = sorted(
        session.execute(seats.with_only_columns(*columns)), key=lambda row: (order.get(row[3], len(order)), row[3], row[2], row[0])
    )
    found = {key: MemberWork(key, name, number, sector or UNNAMED, party, True, signed.get(key, ())) for key, name, number, sector, party in rows}
    others = select(*columns[:2], Member.party).where(Member.id.in_(signed.keys() - found.keys())).order_by(Member.id)
    apart = [MemberWork(key, name, "", NOT_SEATED, party, False, signed[key]) for key, name, party in session.execute(others)]
    return (*found.values(), *apart)


def by_sector(work: Iterable[MemberWork]) -> Iterator[tuple[str, list[MemberWork]]]:
    """The members sector by sector, in the order they come."""
    for sector, members in groupby(work, key=lambda member: member.sector):
        yield sector, list(members)


def work_condition(plenary_id: int, rules: Rules, member_ids: Iterable[int], what: str) -> ColumnElement[bool]:
    """The proposals these members signed: ``signed``, ``first``, ``joint``, a part, ``first_filed``, ``personal``, ``personal_filed``,
    and of those filed ``key``, ``good``, ``class-A``, ``solved``, ``satisfied``, ``dissatisfied``. Raises ``KeyError`` for any other.
    """
    own = select(ProposerLine.proposal_id).where(
        ProposerLine.member_id.in_(tuple(member_ids)), ProposerLine.signature == Signature.SIGNED
    )
    if what in ("first", "first_filed"):
        own = own.where(ProposerLine.position == _first_position())
    elif what == "joint":
        own = own.where(ProposerLine.position != _first_position())
    condition = and_(received(plenary_id), Proposal.id.in_(own))
    if what in ("signed", "first", "joint"):
        return condition
    filed = Proposal.stage.in_(PARTS["filed"])
    if what in PARTS:
        return and_(condition, Proposal.stage.in_(PARTS[what]))
    if what.startswith("class-"):
        return and_(condition, filed, Proposal.reply_class == what.removeprefix("class-"))
    named: dict[str, ColumnElement[bool]] = {
        "first_filed": filed, "personal": Proposal.proposer_kind == personal_kind(rules),
        "personal_filed": and_(filed, Proposal.proposer_kind == personal_kind(rules)),
        "key": and_(filed, Proposal.is_key.is_(True)), "good": and_(filed, Proposal.is_good.is_(True)),
        "solved": and_(filed, Proposal.reply_class.in_(rules.solved_classes)),
        "satisfied": and_(filed, Proposal.satisfaction.in_(satisfied_words(rules))),
        "dissatisfied": and_(filed, Proposal.satisfaction.in_(rules.dissatisfied_words)),
    }  # fmt: skip
    return and_(condition, named[what])


def personal_kind(rules: Rules) -> str:
    """The name the office gives proposals of one person."""
    return next((choice.name for choice in rules.proposer_types if choice.code == PERSONAL), "")


def _signed(readings: Readings, plenary_id: int) -> dict[int, tuple[Signed, ...]]:
    """What each member signed, by the key of the member."""
    marks = _Marks(rules_of(readings.session, plenary_id))
    found: dict[int, list[Signed]] = {}
    lines = readings.ask(proposers, plenary_id)
    for line in readings.ask(proposal_lines, plenary_id):
        if line.id not in lines:
            continue
        members, number = lines[line.id].members, line.number or line.receipt_number
        part_of, first, joint = marks[line.stage, line.kind, line.is_key, line.is_good, line.reply_class, line.satisfaction]
        for place, member_id in enumerate(members):
            if member_id is not None:
                one = Signed(line.id, number, part_of, joint if place else first, place == 0, len(members))
                found.setdefault(member_id, []).append(one)
    return {member_id: tuple(signed) for member_id, signed in found.items()}


class _Marks(dict[tuple[Any, ...], tuple[str, frozenset[str], frozenset[str]]]):
    """Of a proposal's values: its part, and the figures it counts in for the first proposer and for the others, worked out once."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        self.rules, self.personal, self.satisfied = rules, personal_kind(rules), satisfied_words(rules)
        self.part_of = {stage: name for name, stages in PARTS.items() for stage in stages}

    def __missing__(self, values: tuple[Any, ...]) -> tuple[str, frozenset[str], frozenset[str]]:
        stage, kind, is_key, is_good, reply_class, satisfaction = values
        part, rules = self.part_of[stage], self.rules
        always = {"signed", part} | ({"personal"} if kind == self.personal else set())
        if part == "filed":
            named = {
                f"class-{reply_class}": bool(reply_class), "key": is_key, "good": is_good, "solved": reply_class in rules.solved_classes,
                "satisfied": satisfaction in self.satisfied, "dissatisfied": satisfaction in rules.dissatisfied_words,
                "personal_filed": "personal" in always,
            }  # fmt: skip
            always |= {name for name, holds in named.items() if holds}
        first = {"first", "first_filed"} if part == "filed" else {"first"}
        self[values] = part, frozenset(always | first), frozenset(always | {"joint"})
        return self[values]


def _first_position() -> ScalarSelect[int]:
    line = aliased(ProposerLine)
    first = select(func.min(line.position)).where(line.proposal_id == ProposerLine.proposal_id, line.signature == Signature.SIGNED)
    return first.correlate(ProposerLine).scalar_subquery()
