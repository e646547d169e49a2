"""How many proposals of a session end where, and with how many units: the shape of a real session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

SESSION, ORDINARY = "会间", "平时"


@dataclass(frozen=True)
class Lot:
    """``count`` proposals that share an ending, a timing and the batch that assigned them."""

    ending: str
    count: int
    timing: str = SESSION
    batch: int | None = None


@dataclass(frozen=True)
class Shape:
    """All lots of a session; ``units`` says how many assigned proposals have that many units."""

    lots: tuple[Lot, ...]
    units: Mapping[int, int]
    recurring: int = 0
    keys: int = 0

    @property
    def received(self) -> int:
        """Proposals received; drafts are not."""
        return sum(lot.count for lot in self.lots if lot.ending != "草稿")

    @property
    def assigned(self) -> int:
        """Proposals that have units."""
        return sum(lot.count for lot in self.lots if lot.batch is not None)


CURRENT = Shape(
    lots=(
        Lot("归档", 54, batch=0),
        Lot("办结", 150, batch=0),
        Lot("跟踪", 26, batch=0),
        Lot("重新办理", 4, batch=0),
        Lot("办理中", 4, batch=0),
        Lot("征询中", 24, batch=1),
        Lot("已办复", 12, batch=1),
        Lot("重新办理", 2, batch=1),
        Lot("办理中", 4, batch=1),
        Lot("并案", 10),
        Lot("不予立案", 12),
        Lot("办结", 3, ORDINARY, 2),
        Lot("征询中", 5, ORDINARY, 2),
        Lot("已办复", 4, ORDINARY, 2),
        Lot("办理中", 8, ORDINARY, 2),
        Lot("办理中", 8, ORDINARY, 3),
        Lot("办理中", 6, ORDINARY, 4),
        Lot("立案", 33, ORDINARY),
        Lot("不予立案", 3, ORDINARY),
        Lot("草稿", 3),
    ),
    units={1: 83, 2: 87, 3: 52, 4: 43, 5: 25, 6: 9, 7: 6, 8: 4, 9: 2, 10: 2, 11: 1},
    recurring=40,
    keys=18,
)
"""372 received, 347 filed (33 of them not yet assigned), 15 not filed, 10 merged; units per assigned proposal as published."""

FINISHED = Shape(
    lots=(
        Lot("归档", 110, batch=0),
        Lot("归档", 14, ORDINARY, 2),
        Lot("并案", 3),
        Lot("转意见", 7),
        Lot("不予立案", 4),
        Lot("撤案", 2),
    ),
    units={1: 48, 2: 44, 3: 20, 4: 10, 5: 2},
    keys=6,
)
"""An earlier session, carried to the archive, with opinions and withdrawals."""

COMING = Shape(lots=(Lot("已收件", 5), Lot("退回补充", 2), Lot("初审", 3), Lot("待审定", 2)), units={})
"""A session whose window has just opened: everything is still under review."""

FINISHED_LIKE_CURRENT = replace(
    CURRENT,
    lots=(Lot("归档", 280, batch=0), Lot("归档", 67, ORDINARY, 2), Lot("并案", 10), Lot("不予立案", 15)),
    units={1: 92, 2: 96, 3: 57, 4: 48, 5: 28, 6: 10, 7: 7, 8: 4, 9: 2, 10: 2, 11: 1},
)
"""An earlier session of a benchmark register."""


def scaled(shape: Shape, received: int) -> Shape:
    """The same proportions for another number of proposals, by largest remainder."""
    real = [lot for lot in shape.lots if lot.ending != "草稿"]
    counts = apportion([lot.count for lot in real], received)
    lots = tuple(replace(lot, count=count) for lot, count in zip(real, counts, strict=True))
    assigned = sum(lot.count for lot in lots if lot.batch is not None)
    sizes = tuple(shape.units)
    shares = apportion([shape.units[size] for size in sizes], assigned)
    factor = received / shape.received
    return Shape(
        lots, dict(zip(sizes, shares, strict=True)), recurring=round(shape.recurring * factor), keys=round(shape.keys * factor)
    )


def apportion(weights: Sequence[int], total: int) -> list[int]:
    """Whole numbers in proportion to the weights that add up to ``total``."""
    whole = sum(weights) or 1
    exact = [weight * total / whole for weight in weights]
    counts = [int(value) for value in exact]
    by_remainder = sorted(range(len(weights)), key=lambda index: counts[index] - exact[index])
    for index in by_remainder[: total - sum(counts)]:
        counts[index] += 1
    return counts
