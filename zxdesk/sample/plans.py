"""The plan of an invented office as plain frozen values: people, units, sessions, proposals and what happens to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class MemberPlan:
    """委员 in office from ``starts_on``; ``ends_on`` where the member has left."""

    number: str
    name: str
    gender: str
    ethnicity: str
    born_on: date
    education: str
    party: str
    sector: str
    sector_duty: str
    committee: str
    committee_duty: str
    post: str
    workplace: str
    position: str
    professional_title: str
    phone: str
    address: str
    postcode: str
    starts_on: date
    ends_on: date | None = None
    status: str = "在册"
    end_reason: str = ""

    def serves_on(self, day: date) -> bool:
        """Whether the member is in office on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class OrganisationPlan:
    """集体提案者."""

    kind: str
    name: str
    short_name: str
    contact: str
    contact_post: str
    phone: str
    address: str
    postcode: str


@dataclass(frozen=True)
class UnitPlan:
    """承办单位; ``successor`` is the code of the unit that took over, ``mark`` its word in document numbers."""

    code: str
    name: str
    short_name: str
    aliases: tuple[str, ...]
    system: str
    mark: str
    keywords: str
    leader: str
    contact: str
    phone: str
    fax: str
    address: str
    position: int
    valid_from: date
    valid_to: date | None
    successor: str
    succession: str

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class BatchPlan:
    """交办批次."""

    name: str
    assigned_on: date
    meeting: str
    document_number: str


@dataclass(frozen=True)
class SessionPlan:
    """届次: a plenary with its window, cut-off, review meeting and batches."""

    term: int
    term_name: str
    number: int
    name: str
    full_name: str
    year: int
    opens_on: date
    closes_on: date
    window_opens_at: datetime
    cutoff_at: datetime
    decided_on: date
    meeting: str
    batches: tuple[BatchPlan, ...]


@dataclass(frozen=True, slots=True)
class ProposerPlan:
    """One proposer line: a member's number or an organisation's name, with its countersigning state."""

    name: str
    member: str = ""
    organisation: str = ""
    signature: str = "已会签"
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happens to a proposal: when, which verb, to which unit or proposer line, with which values."""

    on: date
    verb: str
    unit: str = ""
    line: int = 0
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProposalPlan:
    """A proposal and its whole story; ``ending`` is the label of the stage it stands at when the story stops."""

    key: str
    session: str
    order: int
    title: str
    subject: str
    topic: str
    recurs: str
    category: str
    situation: str
    analysis: str
    suggestion: str
    keywords: str
    survey: str
    raised_before: str
    source: str
    timing: str
    submitted_on: date
    submitted_at: str
    proposer_kind: str
    proposers: tuple[ProposerPlan, ...]
    wished_lead: str
    wished_co: str
    is_sealed: bool | None
    is_open: bool
    open_reason: str
    ending: str
    outcome: str
    lead: str
    units: tuple[tuple[str, str], ...]
    is_key: bool
    acts: tuple[Act, ...]

    def first(self, verb: str) -> Act | None:
        """The first act of that kind."""
        return next((act for act in self.acts if act.verb == verb), None)


@dataclass(frozen=True)
class OfficePlan:
    """The invented office; ``proposals()`` makes them anew each time, session by session, and keeps none."""

    region: str
    committee: str
    office: str
    contact: str
    phone: str
    address: str
    postcode: str
    package: str
    reviewers: tuple[str, ...]
    today: date
    sessions: tuple[SessionPlan, ...]
    members: tuple[MemberPlan, ...]
    organisations: tuple[OrganisationPlan, ...]
    units: tuple[UnitPlan, ...]
    source: ProposalSource

    def proposals(self) -> Iterator[ProposalPlan]:
        """Every proposal, sessions in order, within a session by receipt."""
        return self.source.proposals(self)


class ProposalSource:
    """What makes the proposals of a plan."""

    def proposals(self, office: OfficePlan) -> Iterator[ProposalPlan]:
        """Every proposal of that office."""
        raise NotImplementedError
