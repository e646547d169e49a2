"""The members' points for their proposals by the office's scheme. Source: domain §8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zxdesk.domain.rule_points import MemberScores
from zxdesk.domain.scoring import MemberScore, Share, member_scores, ranks
from zxdesk.queries.figures.members_work import MemberWork, Signed

COUNTED_AS = {
    "submitted": "signed", "filed": "filed", "merged": "merged", "opinion": "opinions", "not_filed": "not_filed", "key": "key", "good": "good",
    "solved": "solved",
}  # fmt: skip
"""Which figure of a member stands behind each event of the scheme."""


@dataclass(frozen=True)
class ScoredMember:
    """A member with how often each event of the scheme befell his proposals, his points and his place."""

    work: MemberWork
    counted: dict[str, int]
    score: MemberScore
    rank: int | None


def scored_members(scheme: MemberScores, work: Sequence[MemberWork]) -> tuple[ScoredMember, ...]:
    """Every member of ``members_work``, in its order, with the points of the office's scheme."""
    events = {item.event: COUNTED_AS[item.event] for item in scheme.items}
    scores = member_scores(scheme, ([_share(line, events) for line in member.signed] for member in work))
    places = ranks([score.total for score in scores])
    return tuple(
        ScoredMember(member, {event: member.count(mark) for event, mark in events.items()}, score, place)
        for member, score, place in zip(work, scores, places, strict=True)
    )


def _share(line: Signed, events: Mapping[str, str]) -> Share:
    return Share(frozenset(event for event, mark in events.items() if mark in line.marks), line.is_first, line.signers)
