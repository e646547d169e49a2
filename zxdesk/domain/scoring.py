"""Points by an office's schemes, item by item to a tenth of a point, so that what is printed adds up. Source: domain §1.10, §8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from zxdesk.domain.rounding import rounded
from zxdesk.domain.rule_points import Assessment, MemberItem, MemberScores, UnitItem

Counted = tuple[int, int]
"""What an item of a unit counts and, for a rate, what that is divided by."""


@dataclass(frozen=True)
class UnitScore:
    """The points of a unit: each item's (None where it had no case and is left out), their sum, what was added and taken, and the total."""

    items: Mapping[str, Fraction | None]
    base: Fraction
    added: Fraction
    taken: Fraction
    total: Fraction | None


@dataclass(frozen=True)
class MemberScore:
    """The points of a member: each item's, their sum, and what of it counts."""

    items: Mapping[str, Fraction]
    earned: Fraction
    total: Fraction


@dataclass(frozen=True)
class Share:
    """One proposal a member signed, as the scheme sees it."""

    events: frozenset[str]
    is_first: bool
    signers: int


def unit_score(scheme: Assessment, counted: Mapping[str, Counted]) -> UnitScore:
    """Return the points for what was counted; never less than none in all, and none at all where nothing can be measured."""
    points = {item.measure: _item_points(item, *counted[item.measure], scheme) for item in scheme.items}
    rated = [item for item in scheme.items if item.is_rate and points[item.measure] is not None]
    earned, attainable = _sum(points, rated), sum((item.points for item in rated), Fraction(0))
    if not attainable:
        return UnitScore(points, Fraction(0), Fraction(0), Fraction(0), None)
    base = tenths(earned * scheme.full / attainable)
    added = _sum(points, [item for item in scheme.items if item.way == "add"])
    taken = -_sum(points, [item for item in scheme.items if item.way == "deduct"])
    return UnitScore(points, base, added, taken, max(Fraction(0), base + added - taken))


def member_scores(scheme: MemberScores, members: Iterable[Iterable[Share]]) -> list[MemberScore]:
    """Return the points of each member for all that he signed, each item and the whole no more than the scheme allows."""
    known: dict[tuple[str, frozenset[tuple[_Kind, int]]], Fraction] = {}  # most members have had the same as somebody before them
    return [_member_score(scheme, shares, known) for shares in members]


def ranks(totals: Sequence[Fraction | None]) -> list[int | None]:
    """Return the place of each total; equal ones share it and the next place is left out (1, 2, 2, 4)."""
    counts = Counter(total for total in totals if total is not None)
    places, following = {}, 1
    for total in sorted(counts, reverse=True):
        places[total] = following
        following += counts[total]
    return [None if total is None else places[total] for total in totals]


@lru_cache(maxsize=4096)
def tenths(points: Fraction) -> Fraction:
    """Return points to one decimal, halves up."""
    return Fraction(rounded(points * 10), 10)


def plainly(points: Fraction) -> str:
    """Return points as people write them: 10, 0.5."""
    return str(points.numerator) if points.denominator == 1 else f"{float(points):g}"


def _item_points(item: UnitItem, count: int, base: int, scheme: Assessment) -> Fraction | None:
    if not item.is_rate:
        points = item.each * count
        points = tenths(min(points, item.points) if item.points else points)
        return points if item.way == "add" else -points
    if not base:
        return item.points if scheme.no_case == "full" else None
    percent = Fraction(100 * count, base)
    if item.way == "ratio":
        return tenths(item.points * min(Fraction(1), percent / item.target))
    return tenths(max(Fraction(0), item.points - item.each * max(Fraction(0), item.target - percent)))


_Kind = tuple[bool, int]
"""Whether somebody signed first, and how many signed."""


def _member_score(
    scheme: MemberScores, shares: Iterable[Share], known: dict[tuple[str, frozenset[tuple[_Kind, int]]], Fraction]
) -> MemberScore:
    tallies: dict[str, dict[_Kind, int]] = {item.event: {} for item in scheme.items}
    for share in shares:
        kind = share.is_first, share.signers
        for event in share.events & tallies.keys():
            tallies[event][kind] = tallies[event].get(kind, 0) + 1
    items = {}
    for item in scheme.items:
        key = item.event, frozenset(tallies[item.event].items())
        if key not in known:
            known[key] = _member_points(scheme, item, tallies[item.event])
        items[item.event] = known[key]
    whole = sum((points for points in items.values() if points), Fraction(0))
    return MemberScore(items, whole, min(whole, scheme.limit) if scheme.limit else whole)


def _member_points(scheme: MemberScores, item: MemberItem, tally: Mapping[_Kind, int]) -> Fraction:
    earned = sum((_share_points(scheme, item, kind) * times for kind, times in tally.items()), Fraction(0))
    return tenths(min(earned, item.most) if item.most else earned)


def _share_points(scheme: MemberScores, item: MemberItem, kind: _Kind) -> Fraction:
    is_first, signers = kind
    if scheme.sharing == "fixed":
        return item.first if is_first else item.joint
    if signers == 1:
        return item.first
    return item.first / 2 if is_first else item.first / 2 / (signers - 1)


def _sum(points: Mapping[str, Fraction | None], items: Iterable[UnitItem]) -> Fraction:
    return sum((points[item.measure] or Fraction(0) for item in items), Fraction(0))
