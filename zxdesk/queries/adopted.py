"""The adopted figures of a plenary beside the register as it stands now, with the corrections made since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from zxdesk.domain.proposal import Proposal
from zxdesk.domain.rounding import rounded
from zxdesk.queries.adopted_corrections import corrections_since, touched_since
from zxdesk.queries.adopted_figures import different_figures
from zxdesk.queries.adopted_year import RULES, Adopted, Correction, Kept, adopted_list, adoption_of
from zxdesk.queries.narrative_figures import MEMBERS
from zxdesk.queries.office_rules import rules_of
from zxdesk.text.number_ranges import expanded

__all__ = [
    "OTHER_CONVENTION", "OTHER_LIST", "REPORT", "Adopted", "AdoptedChange", "Correction", "Since", "adopted_list", "adoption_note",
    "adoption_of", "changes_since", "numbers_of", "said_of",
]  # fmt: skip

REPORT = "通过后更正情况"
OTHER_LIST = "数相同，名单不同"
OTHER_CONVENTION = "数相同，口径不同"
_AT_ONCE = 500


@dataclass(frozen=True)
class AdoptedChange:
    """An adopted figure that the register says otherwise now, with what came into its list and what went out."""

    key: str
    name: str
    adopted: str
    now: str
    difference: str
    convention: str
    convention_now: str
    came_in: tuple[int, ...]
    went_out: tuple[int, ...]
    is_of_members: bool


@dataclass(frozen=True)
class Since:
    """What became different since an adoption; ``later_acts`` counts the handling, following up and archiving that went on."""

    adopted: Adopted
    changes: tuple[AdoptedChange, ...]
    corrections: tuple[Correction, ...]
    later_acts: int


def changes_since(session: Session, plenary_id: int, *, today: date) -> Since | None:
    """Each adopted figure that differs now, in its number or in its list alone, and every correction since; None where nothing was adopted."""
    adopted = adoption_of(session, plenary_id)
    if adopted is None:
        return None
    corrections, later = corrections_since(session, adopted)
    touched = None if any(one.kind == RULES for one in corrections) else touched_since(session, adopted)
    now = different_figures(session, plenary_id, today=today, known=adopted.figures, touched=touched)
    decimals = int(rules_of(session, plenary_id).conventions["decimals"])
    changes = tuple(_change(adopted.figures.get(key), figure, decimals) for key, figure in now.items())
    return Since(adopted, changes, corrections, later)


def adoption_note(session: Session, plenary_id: int) -> str:
    """The sentence under a report of an adopted plenary; empty where nothing was adopted."""
    adopted = adoption_of(session, plenary_id)
    if adopted is None:
        return ""
    corrections, _later = corrections_since(session, adopted)
    day = f"{adopted.adopted_on.year}年{adopted.adopted_on.month}月{adopted.adopted_on.day}日"
    since = f"通过后更正 {len(corrections)} 处，见《{REPORT}》" if corrections else "通过后没有更正"
    return f"本届数字于{day}由{adopted.meeting}通过；{since}。"


def numbers_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """How proposals are called, by key."""
    found: dict[int, str] = {}
    some = sorted(set(ids))
    for start in range(0, len(some), _AT_ONCE):
        columns = select(Proposal.id, Proposal.number, Proposal.receipt_number)
        rows = session.execute(columns.where(Proposal.id.in_(some[start : start + _AT_ONCE])))
        found |= {row.id: row.number or row.receipt_number or f"#{row.id}" for row in rows}
    return found


def said_of(kept: Kept) -> str:
    """A figure in words; a rate with what was divided by what, since it may round to the same."""
    return f"{kept['words'] or '—'}（{kept['numerator']}/{kept['denominator']}）" if kept.get("denominator") else str(kept["words"] or "—")


def _change(kept: Kept | None, now: Kept, decimals: int) -> AdoptedChange:
    then: Kept = kept or {"value": 0, "words": "0", "ids": "", "convention": now["convention"]}
    before, after = set(expanded(str(then["ids"]))), set(expanded(str(now["ids"])))
    return AdoptedChange(
        key=str(now["key"]), name=str(now["name"]), adopted=said_of(then), now=said_of(now),
        difference=_same_number(then, now, is_other_list=before != after) or _difference(then["value"], now["value"], decimals),
        convention=str(then["convention"]), convention_now=str(now["convention"]), came_in=tuple(sorted(after - before)),
        went_out=tuple(sorted(before - after)), is_of_members=str(now["behind"]).startswith(MEMBERS),
    )  # fmt: skip


def _same_number(then: Kept, now: Kept, *, is_other_list: bool) -> str:
    """What is different where the number is not: another list, or another way of counting."""
    if said_of(then) != said_of(now) or then["value"] != now["value"]:
        return ""
    return OTHER_LIST if is_other_list else OTHER_CONVENTION


def _difference(then: Any, now: Any, decimals: int) -> str:
    """By how much: counts as they are, shares as printed, so that the difference is that of what stands beside it."""
    if not isinstance(then, int | float) or not isinstance(now, int | float):
        return ""
    if isinstance(then, int) and isinstance(now, int):
        return f"{now - then:+d}"
    printed = [rounded(Fraction(value).limit_denominator(10**7) * 100 * 10**decimals) for value in (then, now)]
    moved = printed[1] - printed[0]
    return f"{moved / 10**decimals:+.{decimals}f} 个百分点" if moved else "分子分母不同"
