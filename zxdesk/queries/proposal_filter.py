"""What a list of proposals is narrowed to, and the conditions that say so in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from zxdesk.domain.assignment import Assignment
from zxdesk.domain.light import Light
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import ENDED_STATES, STOPPED_STAGES, Stage
from zxdesk.queries.lights import light_clause
from zxdesk.queries.matching import head_matches, search_words, whole_matches
from zxdesk.queries.proposal_order import among
from zxdesk.queries.unindexed import unindexed

STAGE_GROUPS: dict[str, frozenset[Stage]] = {
    "收件": frozenset({Stage.DRAFT, Stage.RECEIVED, Stage.RETURNED}),
    "审查": frozenset({Stage.RECEIVED, Stage.FIRST_REVIEWED, Stage.SECOND_REVIEWED}),
    "交办": frozenset({Stage.FILED}),
    "办理": frozenset({Stage.HANDLING, Stage.REDOING}),
    "征询": frozenset({Stage.REPLIED, Stage.CONSULTING}),
    "跟踪": frozenset({Stage.FOLLOWING}),
    "办结": frozenset({Stage.CLOSED, Stage.FOLLOWING}),
    "归档": frozenset({Stage.ARCHIVED}),
    "终止": STOPPED_STAGES,
}
"""Groups of stages that pages and saved views name."""


@dataclass(frozen=True)
class ProposalFilter:
    """What a list of proposals is narrowed to; an empty value narrows nothing. Dates are of submission, both ends included."""

    plenary_id: int | None = None
    stages: frozenset[Stage] = frozenset()
    stage_group: str = ""
    category: str = ""
    sector: str = ""
    kind: str = ""
    unit_id: int | None = None
    light: Light | None = None
    is_key: bool | None = None
    submitted_from: date | None = None
    submitted_to: date | None = None
    text: str = ""
    categories: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    lights: frozenset[Light] = frozenset()
    ids: frozenset[int] = frozenset()
    unit_ids: frozenset[int] = frozenset()


def conditions(wanted: ProposalFilter, *, today: date, yellow_days: int) -> list[ColumnElement[bool]]:
    """Everything a filter asks but the words searched for.

    Every condition is answered from the one narrow index of the list, whatever indexes the columns have besides: rows with
    their texts are twenty times as wide.
    """
    return [
        *_of_proposal(wanted), *_of_parts(wanted), *_dated(wanted),
        *_lit(wanted, today=today, yellow_days=yellow_days),
    ]  # fmt: skip


def matching_ids(session: Session, wanted: ProposalFilter, *, only_heads: bool = False) -> tuple[set[int], set[int]] | None:
    """Proposals in which every word searched for occurs: those where it stands in number, title or names, and all of them.

    None where no words are searched for. ``only_heads`` looks at numbers, titles and names alone, which is quick.
    """
    words = search_words(wanted.text)
    if not words:
        return None
    heads = [head_matches(session, word) for word in words]
    if only_heads:
        found = set.intersection(*heads)
        return found, found
    wholes = [heads[at] | whole_matches(session, word, wanted.plenary_id) for at, word in enumerate(words)]
    return set.intersection(*heads), set.intersection(*wholes)


def _of_proposal(wanted: ProposalFilter) -> Iterator[ColumnElement[bool]]:
    stages = wanted.stages or (STAGE_GROUPS[wanted.stage_group] if wanted.stage_group else frozenset())
    if wanted.plenary_id is not None:
        yield Proposal.plenary_id == wanted.plenary_id
    if stages:
        yield unindexed(Proposal.stage).in_(stages)
    if categories := wanted.categories | _one(wanted.category):
        yield unindexed(Proposal.category).in_(categories)
    if kinds := wanted.kinds | _one(wanted.kind):
        yield unindexed(Proposal.proposer_kind).in_(kinds)
    if wanted.is_key is not None:
        yield unindexed(Proposal.is_key).is_(wanted.is_key)


def _of_parts(wanted: ProposalFilter) -> Iterator[ColumnElement[bool]]:
    if sectors := wanted.sectors | _one(wanted.sector):
        signed = select(ProposerLine.proposal_id).where(
            ProposerLine.sector.in_(sectors), unindexed(ProposerLine.signature) == Signature.SIGNED
        )
        yield unindexed(Proposal.id).in_(signed)
    if units := wanted.unit_ids | ({wanted.unit_id} if wanted.unit_id is not None else frozenset()):
        handled = select(Assignment.proposal_id).where(Assignment.unit_id.in_(units), Assignment.state.not_in(ENDED_STATES))
        yield unindexed(Proposal.id).in_(handled)
    if wanted.ids:
        yield among(wanted.ids)


def _one(word: str) -> frozenset[str]:
    return frozenset({word}) if word else frozenset()


def _dated(wanted: ProposalFilter) -> Iterator[ColumnElement[bool]]:
    submitted: Any = unindexed(Proposal.submitted_on)
    if wanted.submitted_from is not None:
        yield submitted >= wanted.submitted_from
    if wanted.submitted_to is not None:
        yield submitted <= wanted.submitted_to


def _lit(wanted: ProposalFilter, *, today: date, yellow_days: int) -> Iterator[ColumnElement[bool]]:
    if lights := wanted.lights | ({wanted.light} if wanted.light is not None else frozenset()):
        yield or_(*(light_clause(light, today=today, yellow_days=yellow_days) for light in lights))
