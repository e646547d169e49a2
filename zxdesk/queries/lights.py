"""The light of a proposal: the most urgent of its open deadlines, or why there is none."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, not_, or_, select

from zxdesk.domain.light import Light, light_of, words
from zxdesk.domain.proposal import Proposal
from zxdesk.domain.proposer import ProposerLine, Signature
from zxdesk.domain.stage import PENDING_STAGES, STOPPED_STAGES, Stage
from zxdesk.queries.unindexed import unindexed

DONE_WORDS = {
    Stage.REPLIED: "已复",
    Stage.CONSULTING: "已复",
    Stage.CLOSED: "办结",
    Stage.FOLLOWING: "跟踪",
    Stage.ARCHIVED: "归档",
}
"""Stages that wait for no unit; while forms are awaited 征询中 shows their deadline instead."""

_ALWAYS_DONE = frozenset(DONE_WORDS) - {Stage.CONSULTING}
_SIGNING = PENDING_STAGES | {Stage.DRAFT}
_AT_WORK = frozenset(Stage) - STOPPED_STAGES - _ALWAYS_DONE


def proposal_light(
    stage: Stage, due_on: date | None, *, is_signing: bool = False, today: date, yellow_days: int = 15
) -> tuple[Light | None, str]:
    """Return a proposal's light with its words; none where nothing is due and nothing has ended. Source: domain §6.6.

    ``is_signing``: a joint proposer was invited and has not answered.
    """
    if stage in STOPPED_STAGES:
        return Light.GREY, stage.label
    if is_signing and stage in _SIGNING:
        return Light.GREY, "待会签"
    if stage in _ALWAYS_DONE or (stage is Stage.CONSULTING and due_on is None):
        return Light.BLUE, DONE_WORDS[stage]
    if due_on is None:
        return None, ""
    light = light_of(due_on, today=today, yellow_days=yellow_days)
    return light, words(light, due_on, today)


def light_clause(light: Light, *, today: date, yellow_days: int = 15) -> ColumnElement[bool]:
    """The condition for proposals that show this light; the same rule as ``proposal_light``."""
    stage, due = unindexed(Proposal.stage), unindexed(Proposal.next_due_on)
    signing = is_signing_clause()
    if light is Light.GREY:
        return or_(stage.in_(STOPPED_STAGES), signing)
    if light is Light.BLUE:
        return or_(stage.in_(_ALWAYS_DONE), and_(stage == Stage.CONSULTING, due.is_(None)))
    last_yellow = today + timedelta(days=yellow_days)
    span = {
        Light.RED: due < today,
        Light.YELLOW: and_(due >= today, due <= last_yellow),
        Light.GREEN: due > last_yellow,
    }[light]
    return and_(stage.in_(_AT_WORK), span, not_(signing))


def is_signing_clause() -> ColumnElement[bool]:
    """The condition for proposals that wait for a joint proposer."""
    return and_(unindexed(Proposal.stage).in_(_SIGNING), _has_unsigned())


def _has_unsigned() -> ColumnElement[bool]:
    pending = select(ProposerLine.proposal_id).where(ProposerLine.signature == Signature.PENDING)
    return unindexed(Proposal.id).in_(pending)
